package form

import (
	"fyne.io/fyne/v2"
)

// focus gives an object the keyboard, when it is on a window.
func focus(o fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o.(fyne.CanvasObject)); c != nil {
		c.Focus(o)
	}
}
