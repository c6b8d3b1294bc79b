package preferences

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/listing"
)

// about says what this is, under which licence, and where everything lies.
func (v *View) about() fyne.CanvasObject {
	p, a := v.p, v.o.About
	pairs := []listing.KeyValue{
		{Key: p.T("preferences.about.version"), Value: a.Version},
		{Key: p.T("preferences.about.licence"), Value: p.T("preferences.about.licence.text")},
		{Key: p.T("preferences.about.store"), Value: a.Store},
		{Key: p.T("preferences.about.letters"), Value: p.T("preferences.about.letters.text")},
		{Key: p.T("preferences.about.icons"), Value: p.T("preferences.about.icons.text")},
	}
	text := p.T("preferences.about.what")
	if a.Practice {
		text = p.T("preferences.about.practice")
	}
	return v.section(p.T("preferences.about.title"), text, listing.NewKeyValues(p, pairs, p.T("preferences.about.readers")))
}
