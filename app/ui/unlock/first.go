package unlock

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
)

// First is the first start: language, own title, passphrase.
type First struct {
	p       *i18n.Printer
	run     task.Runner
	create  func(ctx context.Context, s Start) error
	done    func()
	content *fyne.Container
	titles  *form.Chips
	title   *rtl.Entry
	name    *rtl.Entry
	phrase  *phrase
	next    *form.Button
	start   *form.Button
	offer   *fyne.Container // for whoever has a backup already
}

// NewFirst makes the pages. create makes the store with what was filled in; done is called when it stands; speak changes the
// language at once.
func NewFirst(p *i18n.Printer, run task.Runner, create func(context.Context, Start) error, done func(), speak func(tag string)) *First {
	f := &First{p: p, run: run, create: create, done: done}
	f.content = rtl.Stack(p.Direction())
	f.who(speak)
	return f
}

// Typed is what was filled in so far, without the passphrase, so that another language can begin with it.
func (f *First) Typed() Start { return Start{Title: f.title.Text(), Name: f.name.Text()} }

// Fill begins with what was typed before.
func (f *First) Fill(s Start) {
	f.title.SetText(s.Title)
	f.name.SetText(s.Name)
}

// Content is the page.
func (f *First) Content() fyne.CanvasObject { return f.content }

// Focus is what gets the keyboard first.
func (f *First) Focus() fyne.Focusable {
	if f.phrase != nil {
		return f.phrase.pass.Entry()
	}
	return f.name
}

// who is the first page: language, own title, name.
func (f *First) who(speak func(string)) {
	p, d := f.p, f.p.Direction()
	language := form.NewChips(p, form.Languages(p), form.ChipsOptions{}, func(v []string) {
		if len(v) > 0 && v[0] != p.Tag() {
			speak(v[0])
		}
	})
	language.SetValues(p.Tag())
	f.titles = form.NewChips(p, form.Choices(p, "unlock.title", titles()...), form.ChipsOptions{}, func(v []string) {
		if len(v) > 0 {
			f.title.SetText(p.Value("unlock.title", v[0]))
		}
	})
	title, entry := form.NewTextField(p, form.FieldOptions{Help: p.T("unlock.first.title.help")}, 1, nil)
	f.title = entry
	name, nameEntry := form.NewTextField(p, form.FieldOptions{Label: p.T("unlock.first.name"), Term: p.T("unlock.first.later")}, 1, nil)
	f.name = nameEntry
	f.name.OnSubmitted = func(string) { f.secret() }
	f.next = form.NewPrimary(p, p.T("unlock.first.next"), f.secret)
	f.offer = rtl.HBox(d, 0)
	f.put(rtl.VBox(d, 20,
		rtl.NewText(d, p.T("unlock.first.welcome"), rtl.Style{Size: rtl.Title, Bold: true, Wrap: true}),
		rtl.NewText(d, p.T("unlock.yours"), rtl.Style{Color: look.ColorMuted, Wrap: true}),
		form.NewField(p, form.FieldOptions{Label: p.T("unlock.first.language")}, language),
		form.NewField(p, form.FieldOptions{Label: p.T("unlock.first.title")}, f.titles),
		title, name,
		form.NewActions(p, []fyne.CanvasObject{f.next}, nil), f.offer))
}

// OfferCopy adds the way for whoever has a backup of another laptop.
func (f *First) OfferCopy(open func()) {
	f.offer.Add(form.NewQuiet(f.p, f.p.T("unlock.first.copy"), open))
	f.content.Refresh()
}

// titles are the usual own titles (UX, First start).
func titles() []string {
	return []string{"intermediary", "key", "contact", "volunteer", "confidant"}
}

// secret is the second page: the passphrase, twice, with its strength and a suggestion.
func (f *First) secret() {
	p, d := f.p, f.p.Direction()
	f.phrase = newPhrase(p, f.content, f.begin)
	f.start = form.NewPrimary(p, p.T("unlock.first.start"), f.begin)
	f.put(f.phrase.between([]fyne.CanvasObject{
		rtl.NewText(d, p.T("unlock.first.secret"), rtl.Style{Size: rtl.Title, Bold: true, Wrap: true}),
		rtl.NewText(d, p.T("unlock.first.secret.help"), rtl.Style{Color: look.ColorMuted, Wrap: true}),
	}, form.NewActions(p, []fyne.CanvasObject{f.start}, nil)))
	f.phrase.pass.Focus()
}

func (f *First) begin() {
	if !f.phrase.ready() {
		return
	}
	f.start.Block(f.p.T("unlock.opening"))
	s := Start{Title: f.title.Text(), Name: f.name.Text(), Passphrase: f.phrase.text()}
	task.Do(context.Background(), f.run, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, f.create(ctx, s)
	}, func(_ struct{}, err error) {
		f.start.Unblock()
		if err != nil {
			f.phrase.failed(err)
			return
		}
		f.phrase.clear()
		f.done()
	})
}

func (f *First) put(o fyne.CanvasObject) {
	f.content.Objects = []fyne.CanvasObject{frame(f.p, o)}
	f.content.Refresh()
}
