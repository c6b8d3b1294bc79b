package roads

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Version is one field that two versions of a record have.
type Version struct{ Label, Mine, Theirs string }

// Differing keeps the fields in which two versions differ; both lists have the same labels in the same order.
func Differing(mine, theirs []listing.KeyValue) []Version {
	var out []Version
	for i := range mine {
		if i < len(theirs) && mine[i].Value != theirs[i].Value {
			out = append(out, Version{mine[i].Key, mine[i].Value, theirs[i].Value})
		}
	}
	return out
}

// NewVersions lets the worker choose between what was typed and what was kept meanwhile, from another place. Neither is lost by itself.
func NewVersions(p *i18n.Printer, fields []Version, mine, theirs func()) (content fyne.CanvasObject, first fyne.Focusable) {
	d := p.Direction()
	text := func(s string) fyne.CanvasObject {
		if s == "" {
			return rtl.NewText(d, p.T("concern.page.nothing"), rtl.Style{Color: look.ColorMuted, Wrap: true})
		}
		return rtl.NewText(d, s, rtl.Style{Wrap: true})
	}
	half := func(title string, pick func(Version) string) *fyne.Container {
		inside := rtl.VBox(d, 12)
		for _, f := range fields {
			inside.Add(rtl.VBox(d, 2, rtl.NewText(d, f.Label, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}), text(pick(f))))
		}
		return rtl.VBox(d, 0, listing.NewCard(p, title, inside))
	}
	own := form.NewSecondary(p, p.T("versions.mine.keep"), mine)
	other := form.NewSecondary(p, p.T("versions.theirs.keep"), theirs)
	left := half(p.T("roads.versions.mine"), func(v Version) string { return v.Mine })
	right := half(p.T("versions.theirs"), func(v Version) string { return v.Theirs })
	left.Add(rtl.Pad(d, rtl.Edges{Top: 12}, rtl.HBox(d, 0, own)))
	right.Add(rtl.Pad(d, rtl.Edges{Top: 12}, rtl.HBox(d, 0, other)))
	return rtl.VBox(d, 16,
		listing.NewPageHead(p, p.T("roads.versions.title"), ""),
		rtl.NewText(d, p.T("versions.teach"), rtl.Style{Wrap: true}),
		form.NewColumns(p, 24, left, right)), own
}
