package unlock

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
	"schakel/internal/keyfile"
)

// Giving is what the page that gives a recovery code or parts needs from outside.
type Giving struct {
	Code      func(ctx context.Context) (string, error)                // makes a code
	Parts     func(ctx context.Context) ([keyfile.Parts]string, error) // makes three parts
	PrintCode func(code, language string, told func(error))            // saves a card with the code in a language; told hears how that went
	PrintPart func(part Part, told func(error))                        // saves a card with one part
	Done      func()                                                   // goes on
	Later     func()                                                   // goes back without
	Again     bool                                                     // there is one already: the worker asked for a new one
	Kind      keyfile.Kind                                             // what is chosen first; a code when zero
}

// Recovery is the page that gives a recovery code, or three parts, before the first name is stored and whenever the worker asks for
// new ones.
type Recovery struct {
	p       *i18n.Printer
	run     task.Runner
	o       Giving
	content *fyne.Container
	choice  *form.ChoiceRow
	about   *rtl.Text
	given   given
	kept    []*form.Check
	onward  *form.Button
}

// given is what is shown once: a code, or parts.
type given struct {
	code  string
	parts [keyfile.Parts]string
}

// The values of the choice.
const (
	wayCode  = "code"
	wayParts = "parts"
)

// NewRecovery makes the page.
func NewRecovery(p *i18n.Printer, run task.Runner, o Giving) *Recovery {
	r := &Recovery{p: p, run: run, o: o}
	r.content = rtl.Stack(p.Direction())
	r.ask()
	return r
}

// Content is the page.
func (r *Recovery) Content() fyne.CanvasObject { return r.content }

// Focus is the button that goes on.
func (r *Recovery) Focus() fyne.Focusable { return r.onward }

// ask lets the worker choose between one code and three parts.
func (r *Recovery) ask() {
	p, d := r.p, r.p.Direction()
	title, why := p.T("unlock.recovery.title"), p.T("unlock.recovery.why")
	if r.o.Again {
		title, why = p.T("unlock.recovery.again"), p.T("unlock.recovery.again.why")
	}
	r.choice = form.NewChoiceRow(p, ways(p, p.T("unlock.recovery.way.parts")), r.chosen)
	r.about = rtl.NewText(d, "", rtl.Style{Wrap: true, Color: look.ColorMuted})
	r.onward = form.NewPrimary(p, p.T("unlock.recovery.give"), r.giveIt)
	back := form.NewSecondary(p, p.T("unlock.recovery.later"), r.o.Later)
	way := wayCode
	if r.o.Kind == keyfile.KindShares {
		way = wayParts
	}
	r.choice.SetValue(way)
	r.chosen(way)
	r.put(rtl.VBox(d, 20,
		rtl.NewText(d, title, rtl.Style{Size: rtl.Title, Bold: true, Wrap: true}), rtl.NewText(d, why, rtl.Style{Wrap: true}),
		form.NewField(p, form.FieldOptions{Label: p.T("unlock.recovery.choose")}, r.choice), r.about,
		form.NewActions(p, []fyne.CanvasObject{r.onward, back}, nil)))
}

// ways are the two choices, where one is given and where one is asked; parts is what the second one is called there.
func ways(p *i18n.Printer, parts string) []form.CardChoice {
	return []form.CardChoice{{Value: wayCode, Text: p.T("unlock.recovery.way.code")}, {Value: wayParts, Text: parts}}
}

// chosen explains the choice.
func (r *Recovery) chosen(way string) {
	about, give := r.p.T("unlock.recovery.code.about"), r.p.T("unlock.recovery.give")
	if way == wayParts {
		about, give = r.p.T("unlock.recovery.parts.about"), r.p.T("unlock.recovery.parts.give")
	}
	r.about.SetText(about)
	r.about.SetColor(look.ColorMuted)
	r.onward.SetText(give)
	r.content.Refresh()
}

func (r *Recovery) giveIt() {
	way := r.choice.Value()
	r.onward.Block(r.p.T("unlock.opening"))
	task.Do(context.Background(), r.run, func(ctx context.Context) (given, error) {
		if way == wayParts {
			parts, err := r.o.Parts(ctx)
			return given{parts: parts}, err
		}
		code, err := r.o.Code(ctx)
		return given{code: code}, err
	}, func(g given, err error) {
		r.onward.Unblock()
		r.given = g
		switch {
		case err != nil:
			r.about.SetText(joined(r.p.Fault(err)))
			r.about.SetColor(look.ColorLate)
			r.content.Refresh()
		case way == wayParts:
			r.showParts()
		default:
			r.showCode()
		}
	})
}

// showCode shows the code, once.
func (r *Recovery) showCode() {
	p, d := r.p, r.p.Direction()
	kept := form.NewCheck(p, p.T("unlock.recovery.kept"), "", func(bool) { r.ready() })
	r.goOn(p.T("unlock.recovery.first"), kept)
	told := r.newTold()
	choose, card := form.NewPrint(p, p.T("unlock.recovery.print"), p.Tag(), func(q *i18n.Printer) { r.o.PrintCode(r.given.code, q.Tag(), r.saved(told)) })
	r.put(rtl.VBox(d, 20,
		rtl.NewText(d, p.T("unlock.recovery.yours"), rtl.Style{Size: rtl.Title, Bold: true, Wrap: true}),
		listing.NewCard(p, "", rtl.NewText(d, r.given.code, rtl.Style{Size: rtl.Title, Bold: true, Wrap: true, Base: rtl.LeftToRight})),
		rtl.NewText(d, p.T("unlock.recovery.paper"), rtl.Style{Wrap: true}),
		rtl.NewText(d, p.T("unlock.recovery.apart"), rtl.Style{Wrap: true, Color: look.ColorMuted}),
		kept, told, form.NewActions(p, []fyne.CanvasObject{r.onward, choose, card}, nil)))
	form.Focus(card) // not the box: a second Enter may not tick what nobody read
}

// goOn makes the button that goes on, shut with a reason until everything that must be kept is ticked.
func (r *Recovery) goOn(reason string, kept ...*form.Check) {
	r.kept = kept
	r.onward = form.NewPrimary(r.p, r.p.T("unlock.recovery.done"), r.finish)
	r.onward.Block(reason)
}

// ready opens the button that goes on when everything was ticked.
func (r *Recovery) ready() {
	for _, c := range r.kept {
		if !c.On() {
			r.onward.Block(r.reason())
			return
		}
	}
	r.onward.Unblock()
}

func (r *Recovery) reason() string {
	if len(r.kept) == 1 {
		return r.p.T("unlock.recovery.first")
	}
	return r.p.T("unlock.recovery.parts.first")
}

// finish forgets what was shown and goes on.
func (r *Recovery) finish() {
	r.given = given{}
	r.content.Objects = nil
	r.o.Done()
}

// newTold is where it is said how saving a card went; hidden until then.
func (r *Recovery) newTold() *rtl.Text {
	told := rtl.NewText(r.p.Direction(), "", rtl.Style{Wrap: true})
	told.Hide()
	return told
}

// saved says there how saving a card went.
func (r *Recovery) saved(told *rtl.Text) func(error) {
	return func(err error) {
		text, ink := r.p.T("unlock.recovery.saved"), look.ColorSuccess
		if err != nil {
			text, ink = joined(r.p.Fault(err)), look.ColorLate
		}
		told.SetText(text)
		told.SetColor(ink)
		told.Show()
		r.content.Refresh()
	}
}

func (r *Recovery) put(o fyne.CanvasObject) {
	r.content.Objects = []fyne.CanvasObject{frame(r.p, o)}
	r.content.Refresh()
}
