package look

import (
	"bytes"
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"schakel/assets"
	"schakel/internal/i18n"
)

// Back is the arrow that points to where the reader came from.
func Back(d i18n.Direction) IconName {
	if d == i18n.RightToLeft {
		return IconArrowRight
	}
	return IconArrowLeft
}

// Onward is the arrow that points to what comes next in the reading direction.
func Onward(d i18n.Direction) IconName {
	if d == i18n.RightToLeft {
		return IconArrowLeft
	}
	return IconArrowRight
}

// Forward is the caret that points onward in the reading direction.
func Forward(d i18n.Direction) IconName {
	if d == i18n.RightToLeft {
		return IconCaretLeft
	}
	return IconCaretRight
}

// Before is the caret that points back in the reading direction: to the one before, where Back leaves a page.
func Before(d i18n.Direction) IconName {
	if d == i18n.RightToLeft {
		return IconCaretRight
	}
	return IconCaretLeft
}

// Icon is a drawing in a colour of the theme. It takes the colour the theme has when it is drawn.
func Icon(name IconName, c fyne.ThemeColorName) fyne.Resource {
	return iconResource{name: name, color: c}
}

type iconResource struct {
	name  IconName
	color fyne.ThemeColorName
}

// Name holds the colour too: Fyne keeps drawn pictures by name.
func (r iconResource) Name() string {
	return "schakel-" + hex(theme.Color(r.color)) + "-" + string(r.name) + ".svg"
}

// Content is the drawing, filled with the colour. A name without a drawing is an empty picture;
// a test walks all names.
func (r iconResource) Content() []byte {
	b, err := assets.Icon(string(r.name))
	if err != nil {
		return []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256"></svg>`)
	}
	return bytes.ReplaceAll(b, []byte("<path "), []byte(`<path fill="#`+hex(theme.Color(r.color))+`" `))
}

func hex(c color.Color) string {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	return fmt.Sprintf("%02x%02x%02x", n.R, n.G, n.B)
}

// IconView shows an icon, square, at a size that grows with the text.
type IconView struct {
	widget.BaseWidget
	name  IconName
	color fyne.ThemeColorName
	size  float32
}

// NewIcon shows an icon in a colour of the theme; size is its side at text step 2.
func NewIcon(name IconName, c fyne.ThemeColorName, size float32) *IconView {
	v := &IconView{name: name, color: c, size: size}
	v.ExtendBaseWidget(v)
	return v
}

// Set changes the drawing and its colour.
func (v *IconView) Set(name IconName, c fyne.ThemeColorName) {
	if v.name == name && v.color == c {
		return
	}
	v.name, v.color = name, c
	v.Refresh()
}

// CreateRenderer belongs to Fyne.
func (v *IconView) CreateRenderer() fyne.WidgetRenderer {
	img := canvas.NewImageFromResource(Icon(v.name, v.color))
	img.FillMode = canvas.ImageFillContain
	return &iconRenderer{view: v, image: img}
}

type iconRenderer struct {
	view  *IconView
	image *canvas.Image
}

func (r *iconRenderer) MinSize() fyne.Size {
	s := Scaled(r.view.size)
	return fyne.NewSquareSize(s)
}

// Layout keeps the drawing square and in the middle: a stretched icon is no icon.
func (r *iconRenderer) Layout(size fyne.Size) {
	s := fyne.Min(r.MinSize().Width, fyne.Min(size.Width, size.Height))
	r.image.Resize(fyne.NewSquareSize(s))
	r.image.Move(fyne.NewPos((size.Width-s)/2, (size.Height-s)/2))
}

func (r *iconRenderer) Refresh() {
	r.image.Resource = Icon(r.view.name, r.view.color)
	r.Layout(r.view.Size())
	r.image.Refresh()
}

func (r *iconRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.image} }
func (r *iconRenderer) Destroy()                     {}
