package listing

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Progress shows how far something is that takes more than a second: what is done, a bar, and a
// button that stops it. Never a spinner.
type Progress struct {
	form.Wrapped
	words *rtl.Text
	bar   *progressBar
	stop  *form.Button
}

// NewProgress makes it at the beginning; stopText is the word on the button, "" is no button.
func NewProgress(p *i18n.Printer, stopText string, stop func()) *Progress {
	g := &Progress{words: line(p, "", rtl.Style{Wrap: true}), bar: newProgressBar(p)}
	main := column(p, look.Grid, g.words, g.bar)
	if stopText == "" {
		g.Wrap(g, main)
		return g
	}
	g.stop = form.NewSecondary(p, stopText, stop)
	g.Wrap(g, form.NewBeside(p, 24, 240, main, g.stop))
	return g
}

// Set says in words how far it is, such as "120 van 400", and shows it; part is from 0 to 1.
func (g *Progress) Set(text string, part float32) {
	g.words.SetText(text)
	g.bar.part = min(1, max(0, part))
	g.bar.Refresh()
}

// Part is how far it is, from 0 to 1.
func (g *Progress) Part() float32 { return g.bar.part }

// progressBar is a line that fills in the reading direction.
type progressBar struct {
	widget.BaseWidget
	dir  i18n.Direction
	part float32
}

const progressHeight float32 = 8

func newProgressBar(p *i18n.Printer) *progressBar {
	b := &progressBar{dir: p.Direction()}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer belongs to Fyne.
func (b *progressBar) CreateRenderer() fyne.WidgetRenderer {
	return &progressRenderer{b: b, back: canvas.NewRectangle(color.Transparent), front: canvas.NewRectangle(color.Transparent)}
}

type progressRenderer struct {
	b           *progressBar
	back, front *canvas.Rectangle
}

func (r *progressRenderer) MinSize() fyne.Size {
	return fyne.NewSize(look.Scaled(120), look.Scaled(progressHeight))
}

func (r *progressRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	w := size.Width * r.b.part
	r.front.Resize(fyne.NewSize(w, size.Height))
	x := float32(0)
	if r.b.dir == i18n.RightToLeft {
		x = size.Width - w
	}
	r.front.Move(fyne.NewPos(x, 0))
	r.paint()
}

func (r *progressRenderer) paint() {
	back := form.Frame{Fill: look.ColorRaised, Edge: look.ColorEdge, Width: look.Edge, Radius: look.BoxRadius}
	back.Paint(r.back)
	form.Frame{Fill: look.ColorAccent, Edge: look.ColorNone, Radius: look.BoxRadius}.Paint(r.front)
}

func (r *progressRenderer) Refresh() { r.Layout(r.b.Size()) }

func (r *progressRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.front}
}

func (r *progressRenderer) Destroy() {}
