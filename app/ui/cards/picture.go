package cards

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/look"
	"schakel/assets"
	"schakel/internal/drawing"
	"schakel/internal/record"
)

// resource is the picture of a card in the colours that the theme has when it is drawn.
type resource struct{ card record.CardTopic }

func colours() map[drawing.Role]fyne.ThemeColorName {
	return map[drawing.Role]fyne.ThemeColorName{
		drawing.Ink: look.ColorText, drawing.Accent: look.ColorAccent, drawing.Soft: look.ColorAccentSoft, drawing.Surface: look.ColorSurface,
	}
}

func hex(name fyne.ThemeColorName) string {
	n := color.NRGBAModel.Convert(look.Color(name)).(color.NRGBA)
	return fmt.Sprintf("#%02x%02x%02x", n.R, n.G, n.B)
}

// Name holds the colours too: Fyne keeps drawn pictures by name.
func (r resource) Name() string {
	return "card-" + string(r.card) + hex(look.ColorText)[1:] + hex(look.ColorAccent)[1:] + ".svg"
}

// Content is the drawing as surfaces. A card without a drawing is an empty picture; a test walks all cards.
func (r resource) Content() []byte {
	d, err := drawingOf(r.card)
	if err != nil {
		return []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240"></svg>`)
	}
	return d.Filled(func(role drawing.Role) string { return hex(colours()[role]) })
}

func drawingOf(card record.CardTopic) (drawing.Drawing, error) {
	svg, err := assets.Card(string(card))
	if err != nil {
		return drawing.Drawing{}, err
	}
	return drawing.Parse(svg)
}

// newImage is the picture of a card, as large as its room.
func newImage(card record.CardTopic) *canvas.Image {
	img := canvas.NewImageFromResource(resource{card})
	img.FillMode = canvas.ImageFillContain
	return img
}

// picture is the picture of a card whose height follows from its width.
type picture struct {
	widget.BaseWidget
	image *canvas.Image
	least float32 // the least width at text step 2
}

func newPicture(card record.CardTopic, least float32) *picture {
	v := &picture{image: newImage(card), least: least}
	v.ExtendBaseWidget(v)
	return v
}

// HeightFor is three quarters of the width.
func (v *picture) HeightFor(width float32) float32 { return width * 3 / 4 }

// LeastWidth is the least width.
func (v *picture) LeastWidth() float32 { return look.Scaled(v.least) }

// CreateRenderer belongs to Fyne.
func (v *picture) CreateRenderer() fyne.WidgetRenderer { return &pictureRenderer{v} }

type pictureRenderer struct{ v *picture }

func (r *pictureRenderer) MinSize() fyne.Size {
	w := r.v.LeastWidth()
	return fyne.NewSize(w, r.v.HeightFor(max(w, r.v.Size().Width)))
}
func (r *pictureRenderer) Layout(size fyne.Size) { r.v.image.Resize(size) }
func (r *pictureRenderer) Refresh()              { r.v.image.Refresh() }
func (r *pictureRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.v.image}
}
func (r *pictureRenderer) Destroy() {}
