package draft

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/versions"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Book is what a Page needs of the store.
type Book interface {
	Store
	Now() time.Time
	Today() record.Date
}

// Failer hears what went wrong.
type Failer interface{ Fail(err error) }

// Errable is a part of a page that can show what is wrong with it.
type Errable interface{ SetError(text string) }

// Page is what every page has on which a record is written down: its draft, the texts that are not understood yet, its fields with what
// is wrong beside each, what "Meer opschrijven" opens, the save, and the choice when something else kept another version meanwhile.
//
// It is shown (Start), drawn (Put), written on (Touch), and left (Leave) or saved (Save). Saving while another version was kept leads back to
// the screen, which reads both and asks (Choose). It belongs to the screen's goroutine; a screen embeds it.
type Page struct {
	Keep   *Keeper
	Fields map[string]Errable // by the name of the field in the record
	Under  map[string]bool    // fields that stand under "Meer opschrijven"
	First  fyne.Focusable     // has the keyboard when the page is opened
	Typed  Texts              // what is typed and not understood yet
	Sign   *fyne.Container    // says when the draft was kept
	Wrong  *form.Field        // what is wrong with no field in particular

	src      Book
	fail     Failer
	p        *i18n.Printer
	run      task.Runner
	ctx      context.Context
	key      string
	carried  bool // texts were kept beside the draft
	content  *fyne.Container
	more     *fyne.Container
	opener   *form.Button
	unfolded func(on bool)
	busy     bool
	warned   string // the texts that were warned about
}

// NewPage makes an empty one.
func NewPage(src Book, fail Failer, p *i18n.Printer, run task.Runner) *Page {
	e := &Page{src: src, fail: fail, p: p, run: run, ctx: context.Background(), content: rtl.Stack(p.Direction())}
	e.clear()
	return e
}

func (e *Page) clear() {
	e.Fields, e.Under, e.Typed = map[string]Errable{}, map[string]bool{}, Texts{}
	e.First, e.Sign, e.Wrong, e.more, e.opener, e.unfolded = nil, nil, nil, nil, nil, nil
	e.warned = ""
}

// Content is the page.
func (e *Page) Content() fyne.CanvasObject { return e.content }

// Focus is the first field.
func (e *Page) Focus() fyne.Focusable { return e.First }

// Start begins a draft under a key, when the page is shown; pack gives a copy of the record as it is now.
func (e *Page) Start(ctx context.Context, key string, pack func() record.Record) {
	e.ctx, e.key, e.carried = ctx, key, false
	e.Keep = NewMany(e.src, e.run, key, func() []Kept {
		all := []Kept{{key, pack()}}
		if e.carried = e.carried || len(e.Typed) > 0; e.carried {
			all = append(all, Kept{key + book.DraftTexts, e.Typed.Carry()})
		}
		return all
	}, e.kept)
}

// Begun is what a page begins with.
type Begun[T record.Record] struct {
	Mine    T     // the draft where there is one, else what is kept
	Theirs  T     // what is kept, when the draft began with an older version of it; else nothing
	Texts   Texts // what was typed and not understood
	IsDraft bool
}

// Read reads what a page begins with, away from the screen's goroutine. stored is what is kept, or nothing for a new record; Mine is nothing
// too when there is no draft of one either.
func Read[T interface {
	comparable
	record.Record
}](ctx context.Context, e *Page, stored T) (Begun[T], error) {
	got := Begun[T]{Mine: stored, Texts: Texts{}}
	kept, ok, err := e.Keep.Read(ctx)
	if err != nil || !ok {
		return got, err
	}
	mine, is := kept.(T)
	if !is {
		return got, nil
	}
	var none T
	got.Mine, got.IsDraft = mine, true
	if stored != none && versions.Older(mine, stored) {
		got.Theirs = stored
	}
	texts, ok, err := e.src.Draft(ctx, e.key+book.DraftTexts)
	if ok {
		got.Texts = Carried(texts)
	}
	return got, err
}

// Take begins with the texts that were read.
func (e *Page) Take(texts Texts) {
	e.Typed, e.carried = texts, e.carried || len(texts) > 0
}

// Touch says that something was written.
func (e *Page) Touch() { e.Keep.Touch() }

// Leave keeps the draft at once and drops what was shown. read says whether the page had come so far that something is written on it.
func (e *Page) Leave(read bool) {
	if e.Keep != nil && read {
		if err := e.Keep.Flush(); err != nil {
			e.fail.Fail(err)
		}
	}
	e.clear()
	e.content.Objects = nil
}

// Put draws the page from its top, with the keyboard on the first field.
func (e *Page) Put(objects ...fyne.CanvasObject) {
	e.Show(objects...)
	if e.First != nil {
		form.Focus(e.First)
	}
}

// Show draws the page from its top, and leaves the keyboard where it is.
func (e *Page) Show(objects ...fyne.CanvasObject) {
	d := e.p.Direction()
	e.content.Objects = []fyne.CanvasObject{rtl.Scroll(d, listing.NewSheet(20, rtl.VBox(d, 20, objects...)))}
	e.content.Refresh()
}

// Draw forgets the fields, before they are drawn again.
func (e *Page) Draw() {
	e.Fields, e.Under = map[string]Errable{}, map[string]bool{}
	e.Wrong = form.NewField(e.p, form.FieldOptions{}, rtl.Stack(e.p.Direction()))
	e.Wrong.Hide()
	e.Sign = rtl.Stack(e.p.Direction())
	e.unfolded, e.warned = nil, ""
}

// Refresh lays the page out again.
func (e *Page) Refresh() { e.content.Refresh() }

// kept shows when the draft was kept.
func (e *Page) kept(err error) {
	if err != nil {
		e.fail.Fail(err)
		return
	}
	if e.Sign == nil {
		return
	}
	e.Sign.Objects = []fyne.CanvasObject{listing.NewSign(e.p, look.IconCheck, e.p.T("concern.kept", "Time", e.p.Clock(e.src.Now())), look.ColorMuted)}
	e.Sign.Refresh()
	e.content.Refresh()
}

// Save does the work that keeps the record, forgets the draft, and then says so by saved. When something else kept another version meanwhile,
// nothing is written: what was typed stays as the draft, and again shows the page anew, with both versions.
func (e *Page) Save(work func(ctx context.Context) error, saved, again func()) {
	if e.busy {
		return
	}
	e.busy = true
	task.Do(e.ctx, e.run, func(ctx context.Context) (struct{}, error) {
		if err := work(ctx); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, e.Drop(ctx)
	}, func(_ struct{}, err error) {
		e.busy = false
		switch {
		case versions.Changed(err):
			e.Touch()
			again()
		case err != nil:
			e.fail.Fail(err)
		default:
			e.Keep.Finish()
			saved()
		}
	})
}

// Drop forgets the draft with its texts.
func (e *Page) Drop(ctx context.Context) error { return e.Keep.Drop(ctx, e.key+book.DraftTexts) }

// Choose asks which of two versions counts, topic by topic, and goes on with what was chosen. What was typed and is not understood yet is
// shown as it was typed, and stays where the version of the worker counts.
func (e *Page) Choose(mine, stored record.Record, topics []versions.Topic, done func(chosen record.Record)) {
	e.Typed.Beside(e.p, topics)
	question := versions.Ask(e.p, []versions.Pair{{Mine: mine, Stored: stored, Topics: topics}}, func(chosen []record.Record) {
		e.Typed = e.Typed.Still(mine, chosen[0])
		done(chosen[0])
	}, e.fail.Fail)
	if e.First = nil; question != nil {
		e.Put(question)
	}
}
