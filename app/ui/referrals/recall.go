package referrals

import (
	"context"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/internal/fault"
	"schakel/internal/record"
)

// recallOut is the recall that still waits here, nil when none does.
func (s *road) recallOut() *record.Outgoing {
	if d := s.page.Delivery; d == nil || d.State != record.DeliveryRecalling || s.outgoing == nil || s.outgoing.Task != record.OutgoingRecall {
		return nil
	}
	return s.outgoing
}

// recallWaits says what a recall waits for: a person, somebody who carries it, a connection, or the word of the other side.
func (s *road) recallWaits() string {
	p, o := s.p, s.recallOut()
	on := p.DayMonth(s.page.Delivery.WithdrawnOn)
	switch {
	case o == nil:
		return p.T("referrals.recall.waits.detail")
	case o.Held != "":
		why, what := p.Fault(fault.New(fault.Refused, o.Held, o.Held))
		return joined(joined(p.T("deliveries.recall.held"), why), what)
	case !o.OnStick.IsZero():
		return p.T("deliveries.recall.onstick", "On", on, "When", p.Relative(record.DateOf(o.OnStick.Local()), s.today))
	case s.byFile:
		return p.T("deliveries.recall.stick", "On", on)
	}
	detail := ""
	if o.Last != "" {
		detail, _ = p.Fault(fault.New(fault.Offline, o.Last, o.Last))
	}
	return joined(detail, p.T("referrals.recall.waits.detail"))
}

// recallButtons let a recall that is held go once more, and put one on a stick.
func (v *Page) recallButtons() []*form.Button {
	p, o := v.p, v.road.recallOut()
	switch {
	case o == nil:
		return nil
	case o.Held != "":
		delivery := v.road.page.Delivery.ID
		return []*form.Button{form.NewSecondary(p, p.T("deliveries.again"), func() {
			v.act(p.T("preferences.link.trying"), func(ctx context.Context) error { return v.src.Retry(ctx, delivery) })
			v.nav.Kick()
		})}
	case v.road.byFile:
		return []*form.Button{form.NewButton(p, p.T("deliveries.stick.back"), form.ButtonOptions{Icon: look.IconUsb}, func() { v.nav.StickOut(o.Endpoint) })}
	}
	return nil
}

// waits says since when something waits, and what for.
func (s *road) waits() (line, detail string) {
	p := s.p
	if s.byFile {
		return s.carries()
	}
	if o := s.outgoing; o != nil && o.Last != "" {
		detail, _ = p.Fault(fault.New(fault.Offline, o.Last, o.Last))
	}
	return p.T("referrals.now.waits", "When", p.Relative(day(s.page.Delivery.QueuedAt), s.today)), joined(detail, p.T("referrals.now.waits.detail"))
}

// carries says that what waits goes by hand.
func (s *road) carries() (line, detail string) {
	p := s.p
	if o := s.outgoing; o != nil && !o.OnStick.IsZero() {
		return p.T("deliveries.stick.row", "When", p.Relative(record.DateOf(o.OnStick.Local()), s.today)), p.T("referrals.now.stick.detail")
	}
	return p.T("referrals.now.stick", "When", p.Relative(day(s.page.Delivery.QueuedAt), s.today)), p.T("referrals.now.stick.detail")
}

// goButton lets what waits go: now, or on a stick when that is the only road there.
func (v *Page) goButton() *form.Button {
	p := v.p
	if !v.road.byFile {
		return form.NewButton(p, p.T("deliveries.now"), form.ButtonOptions{Icon: look.IconPaperPlaneTilt}, v.nav.Kick)
	}
	endpoint := v.road.page.Delivery.Endpoint
	return form.NewButton(p, p.T("deliveries.stick.out"), form.ButtonOptions{Icon: look.IconUsb}, func() { v.nav.StickOut(endpoint) })
}
