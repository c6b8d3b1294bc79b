package preferences

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
)

// Office is where the other side of practice mode is played: the web inbox of the invented CJG, and how to sign in there.
type Office struct {
	Address, Account, Password string
	Open                       func(address string) error // in the browser
}

// office is the way to play the other side; without it nothing in practice mode would ever be answered.
func (v *View) office() fyne.CanvasObject {
	p, o := v.p, v.o.Office
	pairs := []listing.KeyValue{
		{Key: p.T("preferences.office.address"), Value: o.Address},
		{Key: p.T("preferences.office.account"), Value: o.Account},
		{Key: p.T("preferences.office.password"), Value: o.Password},
	}
	open := form.NewSecondary(p, p.T("preferences.office.open"), func() {
		if o.Open(o.Address) != nil {
			v.nav.Say(p.T("preferences.office.hand"))
		}
	})
	return v.section(p.T("preferences.office.title"), p.T("preferences.office.why"),
		listing.NewKeyValues(p, pairs, ""), form.NewActions(p, []fyne.CanvasObject{open}, nil))
}
