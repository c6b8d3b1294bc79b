package cards

import (
	"time"

	"fyne.io/fyne/v2"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

func column(p *i18n.Printer, gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return rtl.VBox(p.Direction(), gap, objects...)
}

func text(p *i18n.Printer, s string) *rtl.Text {
	return rtl.NewText(p.Direction(), s, rtl.Style{Wrap: true})
}

func bold(p *i18n.Printer, s string) *rtl.Text {
	return rtl.NewText(p.Direction(), s, rtl.Style{Bold: true, Wrap: true})
}

func muted(p *i18n.Printer, s string) *rtl.Text {
	return rtl.NewText(p.Direction(), s, rtl.Style{Color: look.ColorMuted, Wrap: true})
}

func small(p *i18n.Printer, s string) *rtl.Text {
	return rtl.NewText(p.Direction(), s, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
}

// seconds is how long the recording of a row is.
func seconds(r record.Row) time.Duration { return time.Duration(r.Number) * time.Second }
