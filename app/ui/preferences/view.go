package preferences

import (
	"context"
	"io"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Source is the worker's own card and the connections.
type Source interface {
	Today() record.Date
	Profile(ctx context.Context) (*record.Profile, error)
	SaveProfile(ctx context.Context, p *record.Profile) error
	Endpoints(ctx context.Context) ([]*record.Endpoint, error)
	Unpark(ctx context.Context, id record.ID) error
}

// Vault is the store as a whole: what opens it, and everything in it.
type Vault interface {
	Recovery(ctx context.Context) (book.Recovery, error)
	ChangePassphrase(ctx context.Context, old, new []byte) error
	Import(ctx context.Context, r io.Reader) (added int, err error)
	Export(ctx context.Context, w io.Writer) (lines int, err error)
}

// Partners are those among whom the other side of a connection may be already, and those to whom the own card is handed.
type Partners interface {
	Cards
	Rows(kind record.Kind) []record.Row
}

// Worker is what the worker made known: the card, and what stands above an overview.
type Worker interface {
	Source
	Paper
}

// Book is all that the page asks of the book.
type Book interface {
	Worker
	Vault
	Partners
	Care
	Keys
}

// Joining is what makes this laptop known to a CJG.
type Joining struct {
	Address, Code string
	Name          string    // how the CJG is called, for a connection by file
	Label         string    // the worker's name, by which the CJG knows the laptop
	Partner       record.ID // who of "Wie kan helpen" it is; zero for somebody who is not there yet
}

// Nav is what the page tells the shell.
type Nav interface {
	Say(text string)
	Fail(err error)
	Kick()
}

// Section is a part of the page, so that the keyboard returns to where the page was left.
type Section string

// The sections whose choice makes the page anew.
const (
	SectionCard     Section = "card"
	SectionLanguage Section = "language"
	SectionLetters  Section = "letters"
	SectionColour   Section = "colour"
	SectionCheck    Section = "check"
	SectionLink     Section = "link"
)

// Options are the choices that stand outside the store, and what only the window can do.
type Options struct {
	At      Section // where the keyboard goes first
	Step    int     // size of the letters, 1 to 5
	Variant string  // "light", "dark" or "system"
	Idle    int     // minutes until the lock
	Away    bool    // locks with the computer's sleep and screen

	SetLanguage func(tag string)
	SetStep     func(step int)
	SetVariant  func(variant string)
	SetIdle     func(minutes int)
	SetAway     func(on bool)
	Log         func()                                               // shows what happened
	Rule        func()                                               // shows who must agree before something is shared
	Handing     func()                                               // leads to handing families over, and taking over
	Recovery    func()                                               // gives a new recovery code or parts on a page of its own
	Enrol       func(j Joining) error                                // nil where nothing is ever sent
	EnrolByFile func(ctx context.Context, j Joining) ([]byte, error) // the file that goes to the CJG by hand
	Open        func(extensions []string, chosen func(path string, err error))
	Save        func(name string, chosen func(path string, err error))
	SaveAs      func(name string, write func(w io.Writer) error) // asks where to keep a file and writes it, as a whole or not at all
	Print       func(name string, doc export.Document)
	Folder      func(chosen func(path string, err error))
	PutBack     func()        // leads to the page that puts a copy in the place of this store
	Kept        []book.Folder // folders with damaged data that were kept
	Backups     string        // the program's own folder for backups
	About       About
	Office      *Office // nil outside practice mode
}

// About is what Schakel says of itself.
type About struct {
	Version, Store string
	Practice       bool
}

// View is the page.
type View struct {
	src     Book
	nav     Nav
	p       *i18n.Printer
	run     task.Runner
	o       Options
	state   state
	content *fyne.Container
	inside  *fyne.Container
	fields  map[string]*form.Field
	save    *form.Button
	links   *fyne.Container // the connections
	secret  *fyne.Container // the passphrase: its button, or its fields
	ask     *fyne.Container // the question before a new recovery code
	carry   *fyne.Container // reading in and keeping
	copies  *fyne.Container // the backups
	renew   *fyne.Container // the new key
	check   *fyne.Container // the check of everything
	first   map[Section]fyne.Focusable
	ctx     context.Context
	latest  task.Latest
}

// New makes the page; it shows nothing until Shown.
func New(src Book, nav Nav, p *i18n.Printer, run task.Runner, o Options) *View {
	v := &View{src: src, nav: nav, p: p, run: run, o: o, state: state{p: p}, ctx: context.Background()}
	d := p.Direction()
	v.inside = rtl.Stack(d)
	v.content = rtl.Stack(d, rtl.Scroll(d, listing.NewSheet(20, rtl.Max(d, look.Scaled(860), rtl.Start, v.inside))))
	return v
}

// Content is the page.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Focus is the section that made the page anew, else the name.
func (v *View) Focus() fyne.Focusable {
	if f := v.first[v.o.At]; f != nil {
		return f
	}
	return v.first[SectionCard]
}

// known is what the page reads.
type known struct {
	card     *record.Profile
	paper    *record.Letterhead
	links    []*record.Endpoint
	recovery book.Recovery
}

func (v *View) read(ctx context.Context) (known, error) {
	card, err := v.src.Profile(ctx)
	if err != nil {
		return known{}, err
	}
	links, err := v.src.Endpoints(ctx)
	if err != nil {
		return known{}, err
	}
	paper, err := v.src.Letterhead(ctx)
	if err != nil {
		return known{}, err
	}
	recovery, err := v.src.Recovery(ctx)
	return known{card: card, paper: paper, links: links, recovery: recovery}, err
}

// Shown reads the card and the connections, and draws the page.
func (v *View) Shown(ctx context.Context) {
	v.ctx = ctx
	task.Do(v.latest.Next(ctx), v.run, v.read, func(k known, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.today, v.state.card, v.state.typed = v.src.Today(), k.card, false
		v.state.recovery, v.state.paper, v.state.drawn = k.recovery, k.paper, false
		v.state.connect(k.links)
		v.draw()
		if f, ok := v.Focus().(fyne.CanvasObject); ok && v.o.At != "" {
			form.Focus(v.Focus())
			rtl.BringIntoView(f)
		}
	})
}

// Changed reads the connections again; what is being typed stays.
func (v *View) Changed(ctx context.Context) {
	if v.links == nil {
		return
	}
	task.Do(v.latest.Next(ctx), v.run, v.src.Endpoints, func(all []*record.Endpoint, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.connect(all)
		v.drawLinks()
	})
}

// Hidden keeps what was typed on the card and drops the texts.
func (v *View) Hidden() {
	v.latest.Stop()
	if card := v.state.unkept(); card != nil && len(v.state.wrong()) == 0 {
		if err := v.src.SaveProfile(context.Background(), card); err != nil {
			v.nav.Fail(err)
		}
	}
	if v.state.drawn {
		if err := v.src.SaveLetterhead(context.Background(), v.state.paper); err != nil {
			v.nav.Fail(err)
		}
	}
	v.state.card, v.state.paper, v.state.links, v.state.refused, v.state.typed, v.state.drawn = nil, nil, nil, nil, false, false
	v.inside.Objects, v.fields, v.first = nil, nil, nil
	v.links, v.secret, v.ask, v.carry, v.copies, v.renew, v.check = nil, nil, nil, nil, nil, nil, nil
}

func (v *View) draw() {
	d := v.p.Direction()
	v.fields, v.first = map[string]*form.Field{}, map[Section]fyne.Focusable{}
	page := rtl.VBox(d, 24, listing.NewPageHead(v.p, v.p.T("preferences.title"), ""))
	if v.o.Office != nil {
		page.Add(v.office())
	}
	for _, part := range []fyne.CanvasObject{
		v.card(), v.hand(), v.letterhead(), v.language(), v.letters(), v.colour(), v.lock(), v.phrase(), v.recovery(), v.renewing(), v.backups(), v.checks(), v.rule(), v.log(), v.connections(),
		v.handing(), v.transfer(), v.about(),
	} {
		page.Add(part)
	}
	v.inside.Objects = []fyne.CanvasObject{page}
	v.inside.Refresh()
}

// section is one part of the page: what it is, one sentence about it, and its controls.
func (v *View) section(title, text string, objects ...fyne.CanvasObject) fyne.CanvasObject {
	d := v.p.Direction()
	inside := rtl.VBox(d, 20)
	if text != "" {
		inside.Add(v.muted(text))
	}
	for _, o := range objects {
		inside.Add(o)
	}
	return listing.NewCard(v.p, title, inside)
}

func (v *View) muted(text string) fyne.CanvasObject {
	return rtl.NewText(v.p.Direction(), text, rtl.Style{Color: look.ColorMuted, Wrap: true})
}

// put shows other things in a part of the page.
func (v *View) put(part *fyne.Container, objects ...fyne.CanvasObject) {
	part.Objects = objects
	part.Refresh()
	v.inside.Refresh()
}
