package preferences

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
)

// log is the way to the page of what happened.
func (v *View) log() fyne.CanvasObject {
	p := v.p
	show := form.NewButton(p, p.T("preferences.log.open"), form.ButtonOptions{Icon: look.IconListChecks}, v.o.Log)
	return v.section(p.T("preferences.log.title"), p.T("preferences.log.why"), form.NewActions(p, []fyne.CanvasObject{show}, nil))
}

// away lets the store lock with the computer.
func (v *View) away() fyne.CanvasObject {
	check := form.NewCheck(v.p, v.p.T("preferences.lock.away"), "", v.o.SetAway)
	check.SetOn(v.o.Away)
	return check
}
