// Program keyboards opens a window with one field of ours and prints what arrived in it, a line for every Enter. packaging/keyboard presses
// the keys of a Turkish, a Polish and an Arabic keyboard in it.
package main

import (
	"fmt"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/letters"
)

func main() {
	if !letters.Prepare() {
		fmt.Fprintln(os.Stderr, "this computer hands over only some letters of the keyboard")
	}
	a := app.NewWithID("org.schakel.keyboards")
	a.Settings().SetTheme(look.NewTheme(look.Options{Variant: look.Light}))
	w := a.NewWindow("Schakel keyboards")
	entry := rtl.NewEntry(rtl.LTR, rtl.EntryOptions{Fill: look.ColorSurface})
	entry.OnSubmitted = func(text string) {
		fmt.Println(text)
		entry.SetText("")
	}
	w.SetContent(entry)
	w.Resize(fyne.NewSize(500, 120))
	w.Canvas().Focus(entry)
	w.ShowAndRun()
}
