package form

import (
	"fyne.io/fyne/v2"
)

// Focus gives an object the keyboard. It may have been shown a moment ago: Fyne knows the window of
// an object only once it was drawn, and the program has one window.
func Focus(o fyne.Focusable) {
	driver := fyne.CurrentApp().Driver()
	if shown, ok := o.(fyne.CanvasObject); ok {
		if c := driver.CanvasForObject(shown); c != nil {
			c.Focus(o)
			return
		}
	}
	if all := driver.AllWindows(); len(all) == 1 {
		all[0].Canvas().Focus(o)
	}
}
