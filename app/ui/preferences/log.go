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

// handing is the way to handing families over to another worker, and to taking over from one.
func (v *View) handing() fyne.CanvasObject {
	p := v.p
	show := form.NewButton(p, p.T("preferences.handing.open"), form.ButtonOptions{Icon: look.IconHandshake}, v.o.Handing)
	return v.section(p.T("preferences.handing.title"), p.T("preferences.handing.why"), form.NewActions(p, []fyne.CanvasObject{show}, nil))
}
