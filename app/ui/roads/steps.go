package roads

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/record"
)

// shownActions are the steps that a button is for, in their order; closing stands apart.
func shownActions() []record.RoadAction {
	return []record.RoadAction{record.RoadAsk, record.RoadAnswer, record.RoadAgain, record.RoadReady, record.RoadChange, record.RoadReopen}
}

// actions offers what can be done now: only what the road allows, and asking by mouth as long as it is not sent.
func (v *Page) actions(r Road) fyne.CanvasObject {
	p := v.p
	var start, end []fyne.CanvasObject
	kind := form.Primary
	add := func(text string, icon look.IconName, pressed func()) {
		b := form.NewButton(p, text, form.ButtonOptions{Kind: kind, Icon: icon}, pressed)
		if kind = form.Secondary; v.acted && len(start) == 0 {
			v.first = b
		}
		start = append(start, b)
	}
	for _, w := range v.shown.Ways {
		add(w.Text, w.Icon, func() { v.way(w) })
	}
	for _, a := range shownActions() {
		if v.can(a) && !(a == record.RoadAsk && r.Queued) {
			add(v.Says(a), "", func() { v.pressed(a) })
		}
	}
	for _, w := range v.shown.Ends {
		end = append(end, form.NewQuiet(p, w.Text, func() { v.way(w) }))
	}
	if v.can(record.RoadClose) {
		end = append(end, form.NewQuiet(p, v.Says(record.RoadClose), func() { v.pressed(record.RoadClose) }))
	}
	all := rtl.VBox(p.Direction(), 16)
	if v.can(record.RoadAsk) && !r.Queued {
		all.Add(v.when())
	}
	if len(start) == 0 && r.Partner == "" {
		all.Add(listing.NewNote(p, look.IconLifebuoy, p.T("signal.partner.first"), look.ColorMuted))
	}
	all.Add(form.NewActions(p, start, end))
	return all
}

// when asks on which day it was given; back-dating is normal.
func (v *Page) when() fyne.CanvasObject {
	label := v.p.T("request.asked.on")
	if v.kind == record.KindSignal {
		label = v.p.T("signal.given.on")
	}
	day := form.NewDateField(v.p, form.DateOptions{Label: label}, v.src.Today(), func(day record.Date, filled bool) {
		if v.on = v.src.Today(); filled {
			v.on = day
		}
	})
	day.SetValue(v.on)
	return day
}

// Says is the words of the button of a step.
func (v *Page) Says(a record.RoadAction) string {
	signal := v.kind == record.KindSignal
	switch {
	case a == record.RoadAsk && signal:
		return v.p.T("signal.give")
	case a == record.RoadAsk:
		return v.p.T("request.ask")
	case a == record.RoadAnswer:
		return v.p.T("request.answer.write")
	case a == record.RoadAgain && of(v.shown.Record, "").Answer.Reply == record.ReplyNothing:
		return v.p.T("road.elsewhere")
	case a == record.RoadAgain && signal:
		return v.p.T("signal.again")
	case a == record.RoadAgain:
		return v.p.T("request.again")
	}
	return v.p.Value("road.action", string(a))
}

func (v *Page) pressed(a record.RoadAction) {
	if a == record.RoadAnswer {
		v.begin(record.Returned{})
		v.draw()
		form.Focus(v.first)
		return
	}
	on := record.Date{}
	if a == record.RoadAsk {
		on = v.on
	}
	v.do(func(ctx context.Context) error { return v.deeds.Move(ctx, a, on) }, nil)
}

func (v *Page) way(w Way) {
	if w.Go != nil {
		w.Go()
		return
	}
	v.do(w.Do, w.After)
}

func (v *Page) begin(value record.Returned) {
	v.reply = NewReply(v.p, v.src.Today(), value, func() { v.keep.Touch() })
}

// do changes it in the book, then does what comes after and draws it again.
func (v *Page) do(change func(context.Context) error, after func()) {
	task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) { return struct{}{}, change(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		if after != nil {
			after()
		}
		v.acted = true
		v.load()
	})
}

// card is where the answer is written down.
func (v *Page) card() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	v.first = v.reply.Focus()
	done := form.NewPrimary(p, p.T("concern.done"), v.answered)
	stop := form.NewQuiet(p, p.T("road.answer.stop"), func() { v.do(func(ctx context.Context) error { return v.keep.Drop(ctx) }, v.stopped) })
	return listing.NewCard(p, p.T("request.answer.label"), rtl.VBox(d, 16, v.reply.Content(), form.NewActions(p, []fyne.CanvasObject{done, stop}, nil)))
}

// answered keeps the answer and shows what was asked as answered.
func (v *Page) answered() {
	if !v.reply.Check() {
		return
	}
	value := v.reply.Value()
	v.do(func(ctx context.Context) error {
		if err := v.deeds.Answer(ctx, value); err != nil {
			return err
		}
		return v.keep.Drop(ctx)
	}, v.stopped)
}

// stopped ends the writing of an answer; the next one gets a keeper of its own.
func (v *Page) stopped() {
	v.keep.Finish()
	v.reply = nil
	v.keeper()
}
