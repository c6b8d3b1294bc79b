package prompt

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// Files asks for files in a window. It is Fyne's own file dialog: drawn by Fyne, usable by keyboard.
type Files struct {
	Window fyne.Window
}

// Open asks for a file with one of these extensions (with the dot; none is every file) and gives
// its path, or "" when nothing was chosen.
func (f Files) Open(extensions []string, chosen func(path string, err error)) {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		Forget()
		if r == nil || err != nil {
			chosen("", err)
			return
		}
		path := r.URI().Path()
		chosen(path, r.Close())
	}, f.Window)
	if len(extensions) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(extensions))
	}
	f.show(d)
}

// Save asks where to keep a file, with a name filled in, and gives the path, or "" when nothing was
// chosen. Nothing is written yet but an empty file: Fyne makes it.
func (f Files) Save(name string, chosen func(path string, err error)) {
	d := dialog.NewFileSave(func(w fyne.URIWriteCloser, err error) {
		Forget()
		if w == nil || err != nil {
			chosen("", err)
			return
		}
		path := w.URI().Path()
		chosen(path, w.Close())
	}, f.Window)
	d.SetFileName(name)
	f.show(d)
}

// Folder asks for a folder, such as a USB stick, and gives its path, or "" when nothing was chosen.
func (f Files) Folder(chosen func(path string, err error)) {
	d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		Forget()
		if u == nil || err != nil {
			chosen("", err)
			return
		}
		chosen(u.Path(), nil)
	}, f.Window)
	f.show(d)
}

// lastFolder is where Fyne keeps the folder that was looked at last.
const lastFolder = "fyne:fileDialogLastFolder"

// Forget takes the folder out of the preferences again: these are a plain file, and a folder may carry somebody's name.
// A dialog that is answered does it by itself; whoever takes one away calls it.
func Forget() { fyne.CurrentApp().Preferences().RemoveValue(lastFolder) }

// show makes the dialog as large as the window allows: it has long names to show. It is shown first: Fyne 2.8.1 panics when a
// dialog that was never shown is given a size.
func (f Files) show(d *dialog.FileDialog) {
	d.Show()
	Forget()
	d.SetOnClosed(Forget)
	size := f.Window.Canvas().Size()
	d.Resize(fyne.NewSize(min(size.Width, 960), min(size.Height, 640)))
}
