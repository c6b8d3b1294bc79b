package form

import (
	"bytes"
	"image"
	_ "image/png" // most logos stay what they were

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
	"schakel/internal/portrait"
)

// LogoOptions are the label of a logo and the words of its two buttons.
type LogoOptions struct {
	PhotoOptions

	Label, Choose, Away string
}

// NewLogo lets the logo of an organisation be chosen, shown as it will stand on paper. What is wrong with a file stands beside the button; the logo
// stays as it was.
func NewLogo(p *i18n.Printer, o LogoOptions, logo []byte, changed func(logo []byte)) *Field {
	d := p.Direction()
	inside := rtl.Stack(d)
	field := NewField(p, FieldOptions{Label: o.Label, Help: o.Help}, inside)
	var draw func(logo []byte)
	take := func(data []byte) {
		field.SetError("")
		changed(data)
		draw(data)
	}
	draw = func(logo []byte) {
		all := rtl.VBox(d, look.Grid)
		if picture, _, err := image.Decode(bytes.NewReader(logo)); err == nil {
			shown := canvas.NewImageFromImage(picture)
			shown.FillMode = canvas.ImageFillContain
			high := look.Scaled(46)
			wide := high * float32(picture.Bounds().Dx()) / float32(max(1, picture.Bounds().Dy()))
			paper := Frame{Fill: look.ColorPaper, Edge: look.ColorLine, Width: look.Edge, Radius: look.BoxRadius}
			all.Add(rtl.HBox(d, 0, NewPanel(paper, look.Grid, look.Grid, rtl.Min(d, fyne.NewSize(min(wide, look.Scaled(150)), high), shown))))
		}
		parts := []fyne.CanvasObject{NewButton(p, o.Choose, ButtonOptions{}, func() { choosePicture(p, o.PhotoOptions, field, portrait.Logo, take) })}
		if len(logo) > 0 {
			parts = append(parts, NewButton(p, o.Away, ButtonOptions{Kind: Quiet, Icon: look.IconX, Snug: true}, func() { take(nil) }))
		}
		all.Add(NewGroup(p, 16, parts...))
		inside.Objects = []fyne.CanvasObject{all}
		inside.Refresh()
	}
	draw(logo)
	return field
}
