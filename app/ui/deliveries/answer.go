package deliveries

import (
	"context"
	"slices"

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

// Answer is the page of one answer.
type Answer struct {
	src     Source
	nav     Nav
	p       *i18n.Printer
	run     task.Runner
	id      record.ID
	content *fyne.Container
	inside  *fyne.Container
	onward  *form.Button
}

// NewAnswer makes the page; it counts as read once it was shown.
func NewAnswer(src Source, nav Nav, p *i18n.Printer, run task.Runner, id record.ID) *Answer {
	a := &Answer{src: src, nav: nav, p: p, run: run, id: id}
	d := p.Direction()
	a.inside = rtl.VBox(d, 24)
	a.content = rtl.Stack(d, rtl.Scroll(d, listing.NewSheet(20, a.inside)))
	return a
}

// Content is the page.
func (a *Answer) Content() fyne.CanvasObject { return a.content }

// Focus is the button that goes on, once it is there.
func (a *Answer) Focus() fyne.Focusable {
	if a.onward == nil {
		return nil
	}
	return a.onward
}

// Shown reads the answer, draws it and marks it as read.
func (a *Answer) Shown(ctx context.Context) {
	type got struct {
		f    *record.Feedback
		page book.ReplyPage // what it is about
		ask  bool           // words can go back about it now
	}
	task.Do(ctx, a.run, func(ctx context.Context) (got, error) {
		f, err := a.src.Answer(ctx, a.id)
		if err != nil {
			return got{}, err
		}
		page, not := a.src.ReplyPage(ctx, record.KindFeedback, a.id)
		return got{f, page, not == nil}, a.src.ReadAnswer(ctx, a.id)
	}, func(g got, err error) {
		if err != nil {
			a.nav.Fail(err)
			return
		}
		a.draw(g.f, g.page, g.ask)
	})
}

// Hidden drops the text.
func (a *Answer) Hidden() { a.inside.Objects = nil }

func (a *Answer) draw(f *record.Feedback, page book.ReplyPage, ask bool) {
	p, d := a.p, a.p.Direction()
	s := state{p: p, today: a.src.Today()}
	w := s.answer(f)
	card := []fyne.CanvasObject{}
	if w.text != "" {
		card = append(card, rtl.NewText(d, w.text, rtl.Style{Wrap: true}))
	}
	if w.note != "" {
		card = append(card, rtl.NewText(d, w.note, rtl.Style{Bold: true, Wrap: true}))
	}
	if len(w.facts) > 0 {
		card = append(card, listing.NewKeyValues(p, w.facts, ""))
	}
	if w.self != "" {
		card = append(card, listing.NewFact(p, look.IconHandshake, w.self, "", look.ColorText))
	}
	if w.aside != "" {
		card = append(card, listing.NewFact(p, look.IconWarningCircle, w.aside, p.T("deliveries.aside.help"), look.ColorLate))
	}
	if len(card) == 0 {
		card = append(card, rtl.NewText(d, p.T("deliveries.answer.wordless"), rtl.Style{Wrap: true}))
	}
	a.inside.Objects = []fyne.CanvasObject{
		listing.NewPageHead(p, p.Capital(w.title), a.of(w, page)),
		rtl.HBox(d, 12, look.NewRings(look.RingSpoken, look.RingSpoken, d, look.RingsPage), rtl.Grow(rtl.NewText(d, w.when, rtl.Style{Color: look.ColorMuted, Wrap: true}))),
	}
	if asked := page.Asked.Reveal(); page.Invite && asked != "" && asked != w.text {
		a.inside.Add(listing.NewCard(p, p.T("deliveries.answer.question"), rtl.NewText(d, asked, rtl.Style{Wrap: true})))
	}
	a.inside.Add(listing.NewCard(p, "", card...))
	a.inside.Add(form.NewActions(p, a.buttons(f, w, ask), nil))
	a.inside.Refresh()
}

// of says who wrote it, and what it is about.
func (a *Answer) of(w answer, page book.ReplyPage) string {
	var some []string
	for _, one := range []string{w.from, page.Partner.Reveal(), page.Code} {
		if one != "" && !slices.Contains(some, one) {
			some = append(some, one)
		}
	}
	return a.p.Commas(some)
}

// buttons lead on. To a question the worker writes back: that stands first.
func (a *Answer) buttons(f *record.Feedback, w answer, ask bool) []fyne.CanvasObject {
	p := a.p
	write := func() { a.nav.ReplyTo(record.KindFeedback, a.id) }
	road := func() { a.nav.Open(w.kind, w.of) }
	back := form.NewSecondary(p, p.T("deliveries.answer.back"), a.nav.Back)
	switch {
	case !w.ask || !ask:
		a.onward = form.NewPrimary(p, p.T("deliveries.answer.onward"), road)
		return []fyne.CanvasObject{a.onward, back}
	case f.Stand == record.StandQuestion:
		a.onward = form.NewPrimary(p, p.T("deliveries.reply.write"), write)
		return []fyne.CanvasObject{a.onward, form.NewSecondary(p, p.T("deliveries.answer.onward"), road), back}
	}
	a.onward = form.NewPrimary(p, p.T("deliveries.answer.onward"), road)
	return []fyne.CanvasObject{a.onward, form.NewSecondary(p, p.T("deliveries.reply.write"), write), back}
}
