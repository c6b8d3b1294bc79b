package handing

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
	"schakel/internal/i18n"
	"schakel/internal/parcel"
	"schakel/internal/record"
)

// Families are the families with what they said.
type Families interface {
	Today() record.Date
	Caseload(ctx context.Context) ([]book.HandFamily, error)
	AnswerHandover(ctx context.Context, household, person record.ID, answer record.HandoverAnswer) error
	NoteHandover(ctx context.Context, household record.ID, note record.Private) error
}

// Parcels are the files that go and come, and what becomes of the own copy of what went.
type Parcels interface {
	HandOver(ctx context.Context, to parcel.Card, households []record.ID) ([]byte, error)
	CloseHandedOver(ctx context.Context, household record.ID) error
	ReopenHandedOver(ctx context.Context, household record.ID) error
	LookParcel(ctx context.Context, file []byte) (book.Parcel, error)
	TakeOver(ctx context.Context, file []byte) (book.Taken, error)
}

// Source is what the page reads and does.
type Source interface {
	Families
	Parcels
	KeyCard(ctx context.Context) (parcel.Card, error)
}

// Files are asked for in the window. SaveAs writes one where the worker chooses, as a whole or not at all.
type Files interface {
	OpenFile(extensions []string, chosen func(path string, err error))
	SaveAs(name string, write func(w io.Writer) error)
}

// Ways lead to other pages.
type Ways interface {
	Open(kind record.Kind, id record.ID)
	Erase(kind record.Kind, id record.ID)
	Back()
}

// Nav is where the page leads to, and what it tells the window.
type Nav interface {
	Files
	Ways
	Say(text string)
	Fail(err error)
}

// The names of files, by what they are. There is no name of a person in them.
const (
	cardExtension   = ".schakelkaart"
	parcelExtension = ".schakelgesloten"
)

// So many chosen families, and families that went, are drawn at once; the rest comes when these are done or "meer" is pressed.
const (
	mostChips = 24
	mostGone  = 12
)

// View is the page.
type View struct {
	src     Source
	nav     Nav
	p       *i18n.Printer
	run     task.Runner
	state   state
	content *fyne.Container
	first   fyne.Focusable
	ctx     context.Context
	latest  task.Latest
}

// New makes the page; it shows nothing until Shown.
func New(src Source, nav Nav, p *i18n.Printer, run task.Runner) *View {
	return &View{src: src, nav: nav, p: p, run: run, state: state{p: p}, content: rtl.Stack(p.Direction()), ctx: context.Background()}
}

// Content is the page.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Focus is the first thing that can be done.
func (v *View) Focus() fyne.Focusable { return v.first }

// Shown reads the families and the own card, and draws them.
func (v *View) Shown(ctx context.Context) {
	v.ctx = ctx
	v.load()
}

// Changed reads the families again, but never while a note is being typed.
func (v *View) Changed(ctx context.Context) {
	v.ctx = ctx
	if v.state.open.Zero() {
		v.load()
	}
}

// Hidden keeps a note that was typed, and drops the names.
func (v *View) Hidden() {
	v.latest.Stop()
	v.keepNote()
	v.state = state{p: v.p, to: v.state.to}
	v.first, v.content.Objects = nil, nil
}

// reading is what the page needs to know.
type reading struct {
	all []book.HandFamily
	own parcel.Card
}

func (v *View) load() {
	task.Do(v.latest.Next(v.ctx), v.run, func(ctx context.Context) (r reading, err error) {
		if r.all, err = v.src.Caseload(ctx); err != nil {
			return r, err
		}
		r.own, err = v.src.KeyCard(ctx)
		return r, err
	}, func(r reading, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.own = r.own
		v.state.load(r.all)
		v.draw()
	})
}

// do does something with the book and reads the page again.
func (v *View) do(work func(ctx context.Context) error, done string) {
	task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) { return struct{}{}, work(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		if done != "" {
			v.nav.Say(done)
		}
		v.load()
	})
}

func (v *View) draw() {
	v.first = nil
	var page fyne.CanvasObject
	switch f, ok := v.state.family(); {
	case ok:
		page = v.sheet(v.family(f))
	case v.state.list:
		page = v.rows()
	default:
		page = v.sheet(v.page())
	}
	v.content.Objects = []fyne.CanvasObject{page}
	v.content.Refresh()
}

func (v *View) sheet(parts []fyne.CanvasObject) fyne.CanvasObject {
	d := v.p.Direction()
	return rtl.Scroll(d, listing.NewSheet(look.Grid, rtl.VBox(d, 16, parts...)))
}

func (v *View) text(s string) fyne.CanvasObject {
	return rtl.NewText(v.p.Direction(), s, rtl.Style{Wrap: true})
}

func (v *View) head(title, term string, back func()) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	way := form.NewButton(p, p.T("people.back"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(d), Snug: true}, back)
	return rtl.VBox(d, 0, rtl.HBox(d, 0, way), listing.NewPageHead(p, title, term))
}

// page is everything: whom it goes to, the families, what went, what comes in, the own card.
func (v *View) page() []fyne.CanvasObject {
	p := v.p
	all := []fyne.CanvasObject{v.head(p.T("handing.title"), p.T("handing.term"), v.nav.Back), v.text(p.T("handing.intro"))}
	if len(v.state.all) > 0 {
		all = append(all, v.families(), v.giving())
	}
	if len(v.state.gone()) > 0 {
		all = append(all, v.own())
	}
	return append(all, v.receiving(), v.card())
}

// families says how they stand, and leads to the list of them.
func (v *View) families() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	rows := rtl.VBox(d, 12, v.text(p.T("handing.families.why")))
	for _, line := range v.state.counts() {
		rows.Add(v.text(line))
	}
	ask := form.NewPrimary(p, p.T("handing.families.open"), func() {
		v.state.list = true
		v.draw()
		form.Focus(v.first)
	})
	v.first = ask
	rows.Add(form.NewActions(p, []fyne.CanvasObject{ask}, nil))
	return listing.NewCard(p, p.T("handing.families"), rows)
}

// rows is the list of every family: who said what, and who of them goes along.
func (v *View) rows() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	list := listing.NewList(p, len(v.state.all), v.state.row, func(i int) { v.open(v.state.all[i].Household) })
	list.Plain()
	v.first = list.Focusable()
	back := func() {
		v.state.list = false
		v.draw()
		form.Focus(v.first)
	}
	top := rtl.VBox(d, look.Grid, v.head(p.T("handing.families"), p.T("handing.term"), back), v.text(p.T("handing.families.why")))
	return listing.NewSheet(look.Grid, listing.NewUnder(p, 16, top, list))
}

func (v *View) open(id record.ID) {
	v.state.open, v.state.note = id, ""
	if f, ok := v.state.family(); ok {
		v.state.note = f.Note.Reveal()
	}
	v.draw()
	form.Focus(v.first)
}

// giving asks for the other worker's card, lets who said yes be chosen, and makes the file.
func (v *View) giving() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	inside := rtl.VBox(d, 16, v.text(p.T("handing.to.why")))
	open := form.NewButton(p, p.T("handing.to.open"), form.ButtonOptions{Icon: look.IconFolderOpen}, v.openCard)
	if v.state.to.Empty() {
		inside.Add(form.NewActions(p, []fyne.CanvasObject{open}, nil))
		return listing.NewCard(p, p.T("handing.to"), inside)
	}
	inside.Add(v.holder(v.state.to))
	open.SetText(p.T("handing.to.other"))
	willing := v.state.willing()
	if len(willing) == 0 {
		inside.Add(listing.NewNote(p, look.IconInfo, p.T("handing.nobody"), look.ColorMuted))
		inside.Add(form.NewActions(p, []fyne.CanvasObject{open}, nil))
		return listing.NewCard(p, p.T("handing.to"), inside)
	}
	var choices []form.Choice
	var on []string
	for _, f := range willing {
		choices = append(choices, form.Choice{Value: f.Household.String(), Text: f.Name.Reveal()})
		if v.state.chosen[f.Household] {
			on = append(on, f.Household.String())
		}
	}
	make := form.NewPrimary(p, p.N("handing.make", len(v.state.going())), v.give)
	chips := form.NewChips(p, choices, form.ChipsOptions{Multi: true, First: mostChips}, func(values []string) {
		v.state.choose(values)
		make.SetText(p.N("handing.make", len(v.state.going())))
	})
	chips.SetValues(on...)
	inside.Add(form.NewField(p, form.FieldOptions{Label: p.T("handing.choose"), Help: p.T("handing.choose.help")}, chips))
	inside.Add(form.NewActions(p, []fyne.CanvasObject{make, open}, nil))
	return listing.NewCard(p, p.T("handing.to"), inside)
}

// holder is the name on a card with its six words.
func (v *View) holder(c parcel.Card) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	name := c.Name.Reveal()
	if name == "" {
		name = p.T("handing.card.nameless")
	}
	return rtl.VBox(d, 4,
		rtl.NewText(d, name, rtl.Style{Bold: true, Wrap: true}),
		rtl.NewText(i18n.LeftToRight, c.Words(), rtl.Style{Size: rtl.Title, Wrap: true}),
		listing.NewNote(p, look.IconPhone, p.T("handing.card.compare"), look.ColorMuted))
}

// pick asks for a file; chosen hears of it only when there is one.
func (v *View) pick(extensions []string, chosen func(path string)) {
	v.nav.OpenFile(extensions, func(path string, err error) {
		switch {
		case err != nil:
			v.nav.Fail(err)
		case path != "":
			chosen(path)
		}
	})
}

func (v *View) openCard() {
	v.pick([]string{cardExtension}, func(path string) {
		task.Do(v.ctx, v.run, func(context.Context) (parcel.Card, error) {
			data, err := task.ReadFile(path, parcel.MaxCard)
			if err != nil {
				return parcel.Card{}, err
			}
			return parcel.ParseCard(data)
		}, func(c parcel.Card, err error) {
			switch {
			case err == nil && c.Same(v.state.own):
				v.nav.Fail(book.ErrHandSelf)
			case err != nil:
				v.nav.Fail(err)
			default:
				v.state.to = c
				v.draw()
			}
		})
	})
}

// give makes the file where the worker chooses. Nothing is noted as given before the place is known.
func (v *View) give() {
	going, to := v.state.going(), v.state.to
	if len(going) == 0 {
		v.nav.Fail(book.ErrHandNone)
		return
	}
	v.nav.SaveAs(v.p.T("handing.file", "Day", v.src.Today().String())+parcelExtension, func(w io.Writer) error {
		file, err := v.src.HandOver(context.WithoutCancel(v.ctx), to, going)
		if err != nil {
			return err
		}
		_, err = w.Write(file)
		return err
	})
}

// own asks of what went what becomes of the own copy.
func (v *View) own() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	rows := rtl.VBox(d, 20, v.text(p.T("handing.own.why")))
	gone := v.state.gone()
	for _, f := range gone[:min(len(gone), mostGone)] {
		id := f.Household
		back := form.NewQuiet(p, p.T("handing.own.back"), func() {
			v.do(func(ctx context.Context) error { return v.src.ReopenHandedOver(ctx, id) }, p.T("handing.own.back.done"))
		})
		buttons := []fyne.CanvasObject{form.NewButton(p, p.T("handing.own.erase"), form.ButtonOptions{Icon: look.IconTrash}, func() { v.nav.Erase(record.KindHousehold, id) }), back}
		if f.Standing == book.StandingGiven {
			closing := form.NewSecondary(p, p.T("handing.own.close"), func() {
				v.do(func(ctx context.Context) error { return v.src.CloseHandedOver(ctx, id) }, p.T("handing.own.close.done"))
			})
			buttons = append([]fyne.CanvasObject{closing}, buttons...)
		}
		rows.Add(rtl.VBox(d, 8,
			listing.NewFact(p, look.IconUsersThree, f.Name.Reveal(), v.state.line(f), look.ColorText), form.NewActions(p, buttons, nil)))
	}
	return listing.NewCard(p, p.T("handing.own"), rows)
}
