package form

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/rtl"
)

// Panel is a frame around content: a card, a box, a bar. It follows the theme.
type Panel struct {
	widget.BaseWidget
	frame   Frame
	pad     fyne.Size
	content fyne.CanvasObject
}

// NewPanel puts content in a frame with padX and padY around it. content may be nil.
func NewPanel(f Frame, padX, padY float32, content fyne.CanvasObject) *Panel {
	p := &Panel{frame: f, pad: fyne.NewSize(padX, padY), content: content}
	p.ExtendBaseWidget(p)
	return p
}

// SetFrame changes the frame.
func (p *Panel) SetFrame(f Frame) {
	p.frame = f
	p.Refresh()
}

// SetContent changes what is in the frame.
func (p *Panel) SetContent(content fyne.CanvasObject) {
	p.content = content
	p.Refresh()
}

// LeastWidth is the least width.
func (p *Panel) LeastWidth() float32 {
	if p.content == nil {
		return 2 * p.pad.Width
	}
	return rtl.WidthOf(p.content) + 2*p.pad.Width
}

// HeightFor is the height it needs at a width.
func (p *Panel) HeightFor(width float32) float32 {
	h := 2 * p.pad.Height
	if p.content != nil {
		h += rtl.HeightOf(p.content, width-2*p.pad.Width)
	}
	return h
}

// Children are the objects in it.
func (p *Panel) Children() []fyne.CanvasObject {
	if p.content == nil {
		return nil
	}
	return []fyne.CanvasObject{p.content}
}

// CreateRenderer belongs to Fyne.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	r := &panelRenderer{panel: p, back: canvas.NewRectangle(color.Transparent)}
	p.frame.Paint(r.back)
	return r
}

type panelRenderer struct {
	panel *Panel
	back  *canvas.Rectangle
}

func (r *panelRenderer) MinSize() fyne.Size {
	p := r.panel
	least := p.LeastWidth()
	if w := p.Size().Width; w > 0 || p.content == nil {
		return fyne.NewSize(least, p.HeightFor(max(w, least)))
	}
	return fyne.NewSize(least, p.content.MinSize().Height+2*p.pad.Height)
}

func (r *panelRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	if r.panel.content == nil {
		return
	}
	inside := size.Subtract(r.panel.pad).Subtract(r.panel.pad)
	r.panel.content.Resize(fyne.NewSize(max(0, inside.Width), max(0, inside.Height)))
	r.panel.content.Move(fyne.NewPos(r.panel.pad.Width, r.panel.pad.Height))
}

func (r *panelRenderer) Refresh() {
	r.panel.frame.Paint(r.back)
	r.Layout(r.panel.Size())
	if r.panel.content != nil {
		r.panel.content.Refresh()
	}
}

func (r *panelRenderer) Objects() []fyne.CanvasObject {
	if r.panel.content == nil {
		return []fyne.CanvasObject{r.back}
	}
	return []fyne.CanvasObject{r.back, r.panel.content}
}

func (r *panelRenderer) Destroy() {}
