package retention

import (
	"context"
	"strconv"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Source is what the page reads and does.
type Source interface {
	Today() record.Date
	Retention(ctx context.Context, until record.Date) ([]book.Retained, error)
	Extend(ctx context.Context, kind record.Kind, id record.ID, months int, reason record.Private) (record.Date, error)
}

// Nav is where the page leads to. Erase is the page that erases; it asks before anything goes.
type Nav interface {
	ways
	Say(text string)
	Fail(err error)
}

type ways interface {
	Open(kind record.Kind, id record.ID)
	Erase(kind record.Kind, id record.ID)
	Go(destination string)
	Back()
}

// View is the page.
type View struct {
	src     Source
	nav     Nav
	p       *i18n.Printer
	run     task.Runner
	state   state
	content *fyne.Container
	list    *listing.List
	keep    *form.Button
	ctx     context.Context
	latest  task.Latest
}

// New makes the page; it shows nothing until Shown.
func New(src Source, nav Nav, p *i18n.Printer, run task.Runner) *View {
	return &View{src: src, nav: nav, p: p, run: run, state: state{p: p, chosen: -1}, content: rtl.Stack(p.Direction()), ctx: context.Background()}
}

// Content is the page.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Focus is the list, or the button that keeps somebody longer.
func (v *View) Focus() fyne.Focusable {
	switch {
	case v.list != nil:
		return v.list.Focusable()
	case v.keep != nil:
		return v.keep
	}
	return nil
}

// Shown reads the list and draws it.
func (v *View) Shown(ctx context.Context) {
	v.ctx = ctx
	v.load()
}

// Changed reads the list again.
func (v *View) Changed(ctx context.Context) { v.Shown(ctx) }

// Hidden drops the names.
func (v *View) Hidden() {
	v.latest.Stop()
	v.state.all, v.state.chosen, v.state.reason = nil, -1, ""
	v.list, v.keep, v.content.Objects = nil, nil, nil
}

func (v *View) load() {
	task.Do(v.latest.Next(v.ctx), v.run, func(ctx context.Context) ([]book.Retained, error) {
		return v.src.Retention(ctx, v.src.Today())
	}, func(all []book.Retained, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		_, deciding := v.state.one()
		v.state.load(all, v.src.Today())
		if _, still := v.state.one(); !deciding || !still { // what is being typed stays as it is
			v.draw()
		}
	})
}

func (v *View) draw() {
	v.list, v.keep = nil, nil
	var page fyne.CanvasObject
	one, deciding := v.state.one()
	switch {
	case len(v.state.all) == 0:
		page = v.empty()
	case deciding:
		page = v.decide(one)
	default:
		page = v.all()
	}
	v.content.Objects = []fyne.CanvasObject{page}
	v.content.Refresh()
}

func (v *View) head(back func()) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	way := form.NewButton(p, p.T("people.back"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(d), Snug: true}, back)
	return rtl.VBox(d, 0, rtl.HBox(d, 0, way), listing.NewPageHead(p, p.T("retention.title"), p.T("retention.term")))
}

func (v *View) empty() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	return rtl.Scroll(d, listing.NewSheet(look.Grid, rtl.VBox(d, 16, v.head(v.nav.Back), listing.NewCard(p, "", listing.NewEmpty(p, listing.Empty{
		Own: look.RingSpoken, Other: look.RingSpoken, Sentence: p.T("retention.empty"), Teach: p.T("retention.empty.teach"),
		Action: p.T("retention.empty.action"), Pressed: func() { v.nav.Go("people") },
	})))))
}

// all is the list, the longest wait first.
func (v *View) all() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	v.list = listing.NewList(p, len(v.state.all), v.row, func(i int) {
		v.state.choose(i)
		v.draw()
		form.Focus(v.keep)
	})
	v.list.Plain()
	top := rtl.VBox(d, look.Grid, v.head(v.nav.Back), rtl.NewText(d, p.T("retention.intro"), rtl.Style{Wrap: true}))
	return listing.NewSheet(look.Grid, listing.NewUnder(p, 16, top, v.list))
}

func (v *View) row(i int) listing.Row {
	if i < 0 || i >= len(v.state.all) {
		return listing.Row{}
	}
	r := v.state.all[i]
	return listing.Row{Icon: iconOf(r.Kind), Title: v.state.name(r), Line: v.state.line(r)}
}

func iconOf(kind record.Kind) look.IconName {
	if kind == record.KindHousehold {
		return look.IconUsersThree
	}
	return look.IconUser
}

// decide is the page about one family or person: what is there, keep it longer with a reason, or erase.
func (v *View) decide(one book.Retained) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	text := func(s string) fyne.CanvasObject { return rtl.NewText(d, s, rtl.Style{Wrap: true}) }
	about := listing.NewCard(p, v.state.name(one), text(v.state.last(one)), text(v.state.there(one)), text(v.state.since(one)))
	var choices []form.Choice
	for _, n := range spans() {
		choices = append(choices, form.Choice{Value: strconv.Itoa(n), Text: p.N("retention.months", n)})
	}
	chips := form.NewChips(p, choices, form.ChipsOptions{Keep: true}, func(values []string) { v.state.months = monthsOf(values[0]) })
	chips.SetValues(strconv.Itoa(v.state.months))
	reason, entry := form.NewTextField(p, form.FieldOptions{
		Label: p.T("retention.reason"), Help: p.T("retention.reason.help"), Validate: v.wrong,
	}, 1, func(s string) { v.state.reason = s })
	entry.SetText(v.state.reason)
	v.keep = form.NewPrimary(p, p.T("retention.keep"), func() {
		if text := v.wrong(); text != "" {
			reason.SetError(text)
			form.Focus(entry)
			return
		}
		v.extend(one)
	})
	view := form.NewButton(p, p.T("retention.open"), form.ButtonOptions{Icon: iconOf(one.Kind)}, func() { v.nav.Open(one.Kind, one.ID) })
	erase := form.NewButton(p, p.T("retention.erase"), form.ButtonOptions{Icon: look.IconTrash}, func() { v.nav.Erase(one.Kind, one.ID) })
	back := func() {
		v.state.chosen = -1
		v.draw()
		form.Focus(v.list.Focusable())
	}
	longer := listing.NewCard(p, p.T("retention.longer"), rtl.VBox(d, 16,
		form.NewField(p, form.FieldOptions{Label: p.T("retention.longer.how")}, chips), reason, form.NewActions(p, []fyne.CanvasObject{v.keep}, nil)))
	other := listing.NewCard(p, p.T("retention.else"), text(p.T("retention.else.text")), form.NewActions(p, []fyne.CanvasObject{view, erase}, nil))
	return rtl.Scroll(d, listing.NewSheet(look.Grid, rtl.VBox(d, 16, v.head(back), about, longer, other)))
}

// wrong is what is wrong with the reason, "" when nothing is. A reason may be left out.
func (v *View) wrong() string {
	if utf8.RuneCountInString(v.state.reason) > record.LimitShort {
		return v.p.Problem(record.Problem{Field: "reason", Code: "too_long", Params: map[string]string{"Limit": strconv.Itoa(record.LimitShort)}})
	}
	if record.HasBSN(v.state.reason) {
		return v.p.Problem(record.Problem{Field: "reason", Code: "bsn"})
	}
	return ""
}

func (v *View) extend(one book.Retained) {
	months, reason := v.state.months, record.Text(v.state.reason)
	task.Do(v.ctx, v.run, func(ctx context.Context) (record.Date, error) {
		return v.src.Extend(ctx, one.Kind, one.ID, months, reason)
	}, func(until record.Date, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.nav.Say(v.p.T("retention.kept", "Date", v.p.Date(until)))
		v.state.chosen = -1
		v.load()
	})
}
