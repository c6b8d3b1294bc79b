package preferences

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/internal/record"
)

// answerable asks who is responsible for what stands on this laptop, and where a family goes with a question or a complaint. Both stand on
// what a family agrees to; left empty they are the organisation, or the worker.
func (v *View) answerable() fyne.CanvasObject {
	p, c := v.p, v.state.card
	who := v.text("responsible", form.FieldOptions{
		Label: p.T("preferences.card.responsible"), Term: p.T("preferences.optional"), Help: p.T("preferences.card.responsible.help"),
	}, record.LimitName, &c.Responsible)
	where := v.text("complaints", form.FieldOptions{
		Label: p.T("preferences.card.complaints"), Term: p.T("preferences.optional"), Help: p.T("preferences.card.complaints.help"),
	}, record.LimitName, &c.Complaints)
	return form.NewColumnsFrom(p, 24, 260, who, where)
}

// rule leads to the page that says who must agree before something is shared.
func (v *View) rule() fyne.CanvasObject {
	p := v.p
	show := form.NewSecondary(p, p.T("rule.open"), v.o.Rule)
	return v.section(p.T("rule.section"), p.T("rule.section.why"), form.NewActions(p, []fyne.CanvasObject{show}, nil))
}
