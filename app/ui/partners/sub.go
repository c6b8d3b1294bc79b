package partners

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
)

// sub is what the pages below the list have in common.
type sub struct {
	src     Source
	nav     Nav
	p       *i18n.Printer
	run     task.Runner
	ctx     context.Context
	content *fyne.Container
	inside  *fyne.Container
	first   fyne.Focusable
	last    task.Latest
}

func newSub(src Source, nav Nav, p *i18n.Printer, run task.Runner) sub {
	s := sub{src: src, nav: nav, p: p, run: run, ctx: context.Background()}
	s.inside, s.content = sheetFrom(p, look.Grid)
	return s
}

// Content is the page.
func (s *sub) Content() fyne.CanvasObject { return s.content }

// Focus is the first thing that can be typed or pressed.
func (s *sub) Focus() fyne.Focusable { return s.first }

// fill puts things on the page, and the keyboard on the first.
func (s *sub) fill(objects ...fyne.CanvasObject) {
	s.inside.Objects = objects
	s.inside.Refresh()
}

// head is the name of the page, below the button that leads to where the worker came from.
func (s *sub) head(title, note string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	d := s.p.Direction()
	back := form.NewButton(s.p, s.p.T("partner.back"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(d), Snug: true}, s.nav.Back)
	return rtl.VBox(d, 0, rtl.HBox(d, 0, back), listing.NewPageHead(s.p, title, note, actions...))
}

func (s *sub) muted(text string) fyne.CanvasObject {
	return rtl.NewText(s.p.Direction(), text, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
}

func (s *sub) line(text string) fyne.CanvasObject {
	return rtl.NewText(s.p.Direction(), text, rtl.Style{Wrap: true})
}
