package referrals

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/task"
	"schakel/internal/record"
)

// happening asks when something happened, and what belongs to it; each choice is a button that writes it down.
type happening struct {
	title, question string
	choices         []form.Choice
	note            string // label of a line that may be filled in, or ""
	help            string
	plain           bool // without a day: it is of today
	move            func(choice string) record.Move
}

// happened opens the small page that asks it.
func (v *Page) happened(h happening) {
	v.open(func() { v.drawHappening(h) })
}

func (v *Page) drawHappening(h happening) {
	p := v.p
	card := column(p, 16)
	day := v.road.today
	var asked *form.DateField
	if !h.plain {
		asked = form.NewDateField(p, form.DateOptions{Label: p.T("referrals.when"), Help: p.T("referrals.when.help")}, v.road.today,
			func(d record.Date, filled bool) {
				day = d
				if !filled {
					day = v.road.today
				}
			})
		asked.SetValue(v.road.today)
		card.Add(asked)
	}
	said, checked := "", func() bool { return true }
	if h.note != "" {
		o := form.FieldOptions{Label: h.note, Help: h.help, Validate: func() string { return wrong(p, said, record.LimitShort) }}
		field, _ := form.NewTextField(p, o, 1, func(s string) { said = s })
		checked = field.Validate
		card.Add(field)
	}
	var buttons []fyne.CanvasObject
	for _, c := range h.choices {
		b := form.NewButton(p, c.Text, form.ButtonOptions{Icon: c.Icon}, func() {
			if !checked() || asked != nil && !asked.Validate() {
				return
			}
			m := h.move(c.Value)
			m.On, m.Note = day, record.Text(said)
			v.make(m, asked)
		})
		if v.first == nil {
			v.first = b
		}
		buttons = append(buttons, b)
	}
	card.Add(form.NewActions(p, buttons, nil))
	v.show(under(p, v.shut, h.title, v.road.code()), listing.NewCard(p, h.question, card))
}

// make writes a move down. A day that cannot be is said beside it.
func (v *Page) make(m record.Move, day *form.DateField) {
	v.settle()
	task.Do(v.ctx, v.run, func(ctx context.Context) (loaded, error) {
		if err := v.src.MakeMove(ctx, v.id, m); err != nil {
			return loaded{}, err
		}
		return v.read(ctx)
	}, func(l loaded, err error) {
		var ps record.Problems
		switch {
		case errors.As(err, &ps) && day != nil && len(ps.Of("on")) > 0:
			day.SetError(v.p.Problem(ps.Of("on")[0]))
			v.place.Refresh() // the page makes room for the sentence
		case err != nil:
			v.nav.Fail(err)
		default:
			v.road.loaded, v.sub, v.inner = l, nil, nil
			v.draw()
			v.nav.Say(v.p.T("referrals.moved"))
		}
	})
}

// one is a single button that writes it down.
func (v *Page) one() []form.Choice {
	return []form.Choice{{Value: "", Text: v.p.T("referrals.write")}}
}

// askHelp asks on which day help began, or was done.
func (v *Page) askHelp(a record.ReferralAction, title string) {
	v.happened(happening{title: title, choices: v.one(), move: func(string) record.Move { return record.Move{Do: a} }})
}

// askAnswer asks when the other side said that it takes the family up.
func (v *Page) askAnswer() {
	v.happened(happening{
		title: v.p.T("referrals.accept.title", "Who", v.road.receiver()), choices: v.one(),
		move: func(string) record.Move { return record.Move{Do: record.ReferralAccept} },
	})
}

// askNo asks why the other side does not take the family up, or the worker does not come along.
func (v *Page) askNo() {
	p, r := v.p, v.road.ref()
	h := happening{
		title: p.T("referrals.decline.title", "Who", v.road.receiver()), question: p.T("referrals.reason.question"),
		note: p.T("referrals.decline.note"), help: p.T("referrals.decline.note.help"),
		choices: form.Choices(p, "decline.reason", words(r.Way.Reasons())...),
		move:    func(why string) record.Move { return record.Move{Do: record.ReferralDecline, Reason: why} },
	}
	if r.Way == record.WayIn {
		h.title, h.note, h.help = p.T("referrals.invite.no.title"), p.T("referrals.invite.no.note"), p.T("referrals.invite.no.help")
	}
	v.happened(h)
}

// askEnd asks why it ends here.
func (v *Page) askEnd() {
	p := v.p
	choices := make([]form.Choice, 0, len(record.ReferralEnds()))
	for _, reason := range record.ReferralEnds() {
		choices = append(choices, form.Choice{Value: reason, Text: p.Value("referrals.close", reason)})
	}
	v.happened(happening{
		title: p.T("referrals.close.title"), question: p.T("referrals.reason.question"), choices: choices,
		move: func(why string) record.Move { return record.Move{Do: record.ReferralClose, Reason: why} },
	})
}

// askArrival asks from whom the worker knows whether the family arrived, and when.
func (v *Page) askArrival(a record.ReferralAction) {
	p := v.p
	title := p.T("referrals.source.arrived")
	if a == record.ReferralMiss {
		title = p.T("referrals.source.missed")
	}
	v.happened(happening{
		title: title, question: p.T("referrals.source.question"), choices: form.Choices(p, "arrival.source", words(record.ArrivalSources())...),
		move: func(by string) record.Move { return record.Move{Do: a, By: record.ArrivalSource(by)} },
	})
}

// askHanded asks when and how the family was handed over without a document.
func (v *Page) askHanded() {
	p := v.p
	var choices []form.Choice
	for _, m := range record.Methods() {
		if m.ByHand() {
			choices = append(choices, form.Choice{Value: string(m), Text: p.Value("method", string(m)), Icon: methodIcon(m)})
		}
	}
	v.happened(happening{
		title: p.T("referrals.hand.question"), question: p.T("referrals.hand.help"), choices: choices,
		move: func(how string) record.Move {
			return record.Move{Do: record.ReferralHandOver, Method: record.Method(how), Reason: how}
		},
	})
}

// askSelf asks when the parent went by herself.
func (v *Page) askSelf() {
	v.happened(happening{
		title: v.p.T("referrals.hand.self"), choices: v.one(),
		move: func(string) record.Move { return record.Move{Do: record.ReferralRegister} },
	})
}

// askStop asks once, and then ends the road because the family does not want it any more.
func (v *Page) askStop() {
	v.open(func() {
		p := v.p
		choices := []form.Choice{
			{Value: string(record.ArrivalParent), Text: p.T("referrals.stop.parent")}, {Value: string(record.ArrivalPartner), Text: p.T("referrals.stop.partner")},
			{Value: "", Text: p.T("referrals.stop.worker")},
		}
		var buttons []fyne.CanvasObject
		for _, c := range choices {
			b := form.NewSecondary(p, c.Text, func() {
				v.act(p.T("referrals.stop.said"), func(ctx context.Context) error {
					return v.src.StopReferral(ctx, v.id, record.ArrivalSource(c.Value))
				})
				v.nav.Kick()
			})
			if v.first == nil {
				v.first = b
			}
			buttons = append(buttons, b)
		}
		v.show(under(p, v.shut, p.T("referrals.stop"), v.road.code()), listing.NewCard(p, p.T("referrals.stop.question"),
			text(p, p.T("referrals.stop.help")), form.NewActions(p, buttons, nil)))
	})
}
