package form

import (
	"bytes"
	"context"
	"image"
	_ "image/jpeg" // package portrait makes no other picture of a face
	"io"
	"os"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
	"schakel/internal/portrait"
)

// NewFace is a small picture of somebody, or the first letter of the name in a circle while there is none. side is its width and height
// at text step 2.
func NewFace(p *i18n.Printer, photo []byte, name string, side float32) fyne.CanvasObject {
	d, size := p.Direction(), look.Scaled(side)
	if picture, _, err := image.Decode(bytes.NewReader(photo)); err == nil {
		shown := canvas.NewImageFromImage(picture)
		shown.FillMode, shown.CornerRadius = canvas.ImageFillContain, size/2
		return rtl.Min(d, fyne.NewSize(size, size), shown)
	}
	first, _ := utf8.DecodeRuneInString(name)
	if first == utf8.RuneError {
		first = '·'
	}
	letter := rtl.NewText(d, string(first), rtl.Style{Size: rtl.Title, Bold: true, Color: look.ColorAccent, Align: rtl.Middle})
	return rtl.Min(d, fyne.NewSize(size, size), NewPanel(Frame{Fill: look.ColorAccentSoft, Radius: size / 2}, 0, 0, rtl.Center(d, letter)))
}

// PhotoOptions say whose picture it is and how a file is chosen.
type PhotoOptions struct {
	Name string // of whom, for the letter
	Help string
	Open func(extensions []string, chosen func(path string, err error))
	Run  task.Runner
	Fail func(err error)
}

// NewPhoto lets a picture be chosen, by choice only. What is wrong with a file stands beside the button; the picture stays as it was.
func NewPhoto(p *i18n.Printer, o PhotoOptions, photo []byte, changed func(photo []byte)) fyne.CanvasObject {
	inside := rtl.Stack(p.Direction())
	field := NewField(p, FieldOptions{Label: p.T("form.photo"), Term: p.T("form.photo.term"), Help: o.Help}, inside)
	var draw func(photo []byte)
	take := func(data []byte) {
		field.SetError("")
		changed(data)
		draw(data)
	}
	choose := func() { choosePicture(p, o, field, portrait.Small, take) }
	draw = func(photo []byte) {
		parts := []fyne.CanvasObject{NewFace(p, photo, o.Name, 56), NewButton(p, p.T("form.photo.choose"), ButtonOptions{Icon: look.IconUser}, choose)}
		if len(photo) > 0 {
			parts = append(parts, NewButton(p, p.T("form.photo.away"), ButtonOptions{Kind: Quiet, Icon: look.IconX, Snug: true}, func() { take(nil) }))
		}
		inside.Objects = []fyne.CanvasObject{NewGroup(p, 16, parts...)}
		inside.Refresh()
	}
	draw(photo)
	return field
}

// choosePicture asks for a file and makes a picture of it; what is wrong with it stands beside the field.
func choosePicture(p *i18n.Printer, o PhotoOptions, field *Field, read func(io.Reader) ([]byte, error), take func([]byte)) {
	o.Open([]string{".jpg", ".jpeg", ".png"}, func(path string, err error) {
		if err != nil || path == "" {
			o.Fail(err)
			return
		}
		task.Do(context.Background(), o.Run, func(context.Context) ([]byte, error) { return readPhoto(path, read) }, func(data []byte, err error) {
			if err != nil {
				text, hint := p.Fault(err)
				field.SetError(text + " " + hint)
				return
			}
			take(data)
		})
	})
}

func readPhoto(path string, read func(io.Reader) ([]byte, error)) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, portrait.ErrPicture
	}
	defer func() { _ = f.Close() }()
	return read(f)
}
