package mine

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Nav is where the pages lead to.
type Nav interface {
	New(kind record.Kind, about record.ID)
	Go(destination string)
	Back()
	Fail(err error)
}

// frame is what both pages have: a sheet that scrolls, with the way back above it.
type frame struct {
	nav     Nav
	p       *i18n.Printer
	run     task.Runner
	content *fyne.Container
	first   fyne.Focusable
	ctx     context.Context
	latest  task.Latest
}

func newFrame(nav Nav, p *i18n.Printer, run task.Runner) frame {
	return frame{nav: nav, p: p, run: run, content: rtl.Stack(p.Direction()), ctx: context.Background()}
}

// Content is the page.
func (f *frame) Content() fyne.CanvasObject { return f.content }

// Focus is the first thing that can be pressed.
func (f *frame) Focus() fyne.Focusable { return f.first }

// Hidden drops what the page showed.
func (f *frame) Hidden() {
	f.latest.Stop()
	f.first, f.content.Objects = nil, nil
}

func (f *frame) put(title, term string, parts ...fyne.CanvasObject) {
	p, d := f.p, f.p.Direction()
	way := form.NewButton(p, p.T("people.back"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(d), Snug: true}, f.nav.Back)
	if f.first == nil {
		f.first = way
	}
	all := append([]fyne.CanvasObject{rtl.VBox(d, 0, rtl.HBox(d, 0, way), listing.NewPageHead(p, title, term))}, parts...)
	f.content.Objects = []fyne.CanvasObject{rtl.Scroll(d, listing.NewSheet(look.Grid, rtl.VBox(d, 16, all...)))}
	f.content.Refresh()
}

func (f *frame) text(s string) fyne.CanvasObject {
	return rtl.NewText(f.p.Direction(), s, rtl.Style{Wrap: true})
}

// figures are large numbers side by side; those that are nothing are left out.
func (f *frame) figures(all []figure) fyne.CanvasObject {
	p, d := f.p, f.p.Direction()
	var cells []fyne.CanvasObject
	for _, one := range all {
		if one.n == 0 {
			continue
		}
		cells = append(cells, rtl.VBox(d, 0, rtl.NewText(d, p.Number(one.n), rtl.Style{Size: rtl.Title, Bold: true}),
			rtl.NewText(d, p.N(one.text, one.n), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})))
	}
	if len(cells) == 0 {
		return rtl.VBox(d, 0)
	}
	return form.NewCells(p, 24, 120, cells...)
}
