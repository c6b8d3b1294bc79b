package referrals

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/internal/record"
)

func methodIcon(m record.Method) look.IconName {
	return map[record.Method]look.IconName{
		record.MethodEndpoint: look.IconPaperPlaneTilt, record.MethodUSB: look.IconUsb, record.MethodPhone: look.IconPhone,
		record.MethodAlong: look.IconUsersThree, record.MethodInPerson: look.IconChats, record.MethodSelf: look.IconUser,
	}[m]
}

// methods are the ways in which the family can be brought there: without a connection nothing goes over the network or on a stick.
func (s *road) methods() []record.Method {
	var all []record.Method
	for _, m := range record.Methods() {
		if s.page.Endpoint != nil || m != record.MethodEndpoint && m != record.MethodUSB {
			all = append(all, m)
		}
	}
	return all
}

// goesByHand reports whether no document goes: it was chosen so, or there is no connection.
func (s *road) goesByHand() bool {
	m := s.ref().Method
	return s.page.Partner != nil && (s.page.Endpoint == nil || m.ByHand() || m == record.MethodSelf)
}

// methodField asks how the family is brought there.
func (v *Page) methodField() fyne.CanvasObject {
	p := v.p
	var choices []form.Choice
	for _, m := range v.road.methods() {
		choices = append(choices, form.Choice{Value: string(m), Text: p.Value("method", string(m)), Icon: methodIcon(m)})
	}
	chips := form.NewChips(p, choices, form.ChipsOptions{}, func(values []string) {
		v.chosen(func(r *record.Referral) { r.Method = record.Method(only(values)) })
		v.redraw() // what the day or the road by herself needs stands beside it
	})
	chips.SetValues(string(v.road.ref().Method))
	return form.NewField(p, form.FieldOptions{Label: p.T("referrals.to.method"), Help: p.T("referrals.to.method.help")}, chips)
}

// handButtons are for a family that goes without a document: together, by phone, in person, or the parent herself.
func (v *Page) handButtons() fyne.CanvasObject {
	p := v.p
	hand := form.NewPrimary(p, p.T("referrals.hand"), v.askHanded)
	self := form.NewSecondary(p, p.T("referrals.hand.self"), v.askSelf)
	if v.road.ref().Method == record.MethodSelf {
		hand = form.NewPrimary(p, p.T("referrals.hand.self"), v.askSelf)
		self = form.NewSecondary(p, p.T("referrals.hand"), v.askHanded)
	}
	v.first = hand
	why := p.T("referrals.hand.chosen")
	if v.road.page.Endpoint == nil {
		why = p.T("referrals.hand.why", "Where", v.road.organisation())
	}
	return column(p, look.Grid, muted(p, why),
		form.NewActions(p, append([]fyne.CanvasObject{hand, self}, append(v.rewrite(), form.NewSecondary(p, p.T("referrals.later"), v.nav.Back))...), v.takeBack()))
}
