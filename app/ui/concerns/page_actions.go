package concerns

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/roads"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/record"
)

// danger turns the page into 112 and Veilig Thuis. It gets the calls and a way to note one, and no way to another page.
func (v *Page) danger(s shown) {
	g := &danger{p: v.p, now: v.src.Now, calls: s.c.Called, more: v.p.T("concern.danger.read"), note: func(call record.Call) {
		v.do(func(ctx context.Context) error { return v.src.NoteCall(ctx, v.id, call) })
	}, rest: func() {
		v.reading = true
		v.draw(s)
	}}
	v.first = nil // the keyboard takes nothing: in a small window the numbers stay at the top
	v.inside.Objects = []fyne.CanvasObject{g.content()}
	v.inside.Refresh()
}

// order is the order in which the actions of a worry are offered. To help and into a wijksignaal lead to another page.
func order() []record.ConcernAction {
	return []record.ConcernAction{
		record.ConcernRefer, record.ConcernDiscuss, record.ConcernHelp, record.ConcernBundle, record.ConcernPark, record.ConcernReopen, record.ConcernClose,
	}
}

// actions offers only what the state machine allows. A doubt and a danger are never offered for sending.
func (v *Page) actions(s shown) fyne.CanvasObject {
	p, c := v.p, s.c
	var start, end []fyne.CanvasObject
	for _, a := range order() {
		if _, err := c.NextState(a); err != nil {
			continue
		}
		b := v.button(a, s)
		if a == record.ConcernClose {
			end = append(end, b)
			continue
		}
		start = append(start, b)
	}
	if c.State != record.ConcernClosed && c.Scope == record.ScopeHousehold {
		start = append(start, form.NewButton(p, p.T("concern.aid.open"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconHandHeart}, func() { v.nav.Aid(v.id) }))
	}
	if c.Level != record.LevelDanger && c.State != record.ConcernClosed {
		start = append(start, form.NewSecondary(p, p.T("partner.find"), func() { v.nav.FindHelp(record.KindConcern, v.id) }))
	}
	if !c.Household.Zero() {
		end = append([]fyne.CanvasObject{form.NewQuiet(p, p.T("concern.page.family"), func() { v.nav.Open(record.KindHousehold, c.Household) })}, end...)
	}
	all := rtl.VBox(p.Direction(), 16)
	if v.closing && c.State != record.ConcernClosed {
		all.Add(v.reasons())
	}
	all.Add(form.NewActions(p, start, end))
	return all
}

func (v *Page) button(a record.ConcernAction, s shown) *form.Button {
	p := v.p
	text := p.Value("concern.action", string(a))
	switch a {
	case record.ConcernRefer:
		return form.NewButton(p, text, form.ButtonOptions{Kind: form.Primary, Icon: look.IconHandshake}, func() { v.nav.New(record.KindReferral, v.id) })
	case record.ConcernBundle:
		return form.NewSecondary(p, text, func() { v.nav.New(record.KindSignal, v.id) })
	case record.ConcernClose:
		return form.NewQuiet(p, text, func() {
			v.closing = !v.closing
			v.draw(s)
		})
	}
	return form.NewSecondary(p, text, func() { v.move(a, "") })
}

// advised are the advices that the family agreed to have kept here.
func (v *Page) advised(c *record.Concern) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	all := rtl.VBox(d, 16)
	for _, a := range c.Advised {
		pairs := filled([]listing.KeyValue{
			{Key: p.T("advice.from.label"), Value: dots([]string{p.Value("confidant", string(a.From)), p.Month(a.Month)})},
			{Key: p.T("advice.question.label"), Value: a.Question.Reveal()}, {Key: p.T("advice.answer.label"), Value: a.Answer.Reveal()},
			{Key: p.T("advice.done.label"), Value: a.Done.Reveal()},
		})
		all.Add(listing.NewCard(p, p.T("advice.title"), listing.NewKeyValues(p, pairs, p.T("advice.agreed", "On", p.Date(a.On)))))
	}
	return all
}

// happened is every step with its day, and the wijksignaal the worry is in.
func (v *Page) happened(s shown) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	all := rtl.VBox(d, 16, roads.Steps(p, s.c.Steps, func(step record.Step) string {
		text := p.Value("concern.action", step.Action)
		if step.Reason != "" {
			text = p.T("concern.row.joined", "One", text, "Two", p.Value("close.reason", step.Reason))
		}
		return text
	}))
	if s.told != nil {
		all.Add(rtl.HBox(d, 0, form.NewQuiet(p, p.T("concern.page.signal", "Code", record.Code(record.KindSignal, s.told.Number)), func() { v.nav.Open(record.KindSignal, s.told.ID) })))
	}
	return all
}

// do changes the worry in the book and draws it again.
func (v *Page) do(work func(context.Context) error) {
	task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) { return struct{}{}, work(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.Shown(v.ctx)
	})
}
