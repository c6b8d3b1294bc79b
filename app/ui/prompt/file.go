package prompt

import (
	"context"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"schakel/app/ui/task"
	"schakel/internal/folder"
	"schakel/internal/i18n"
)

// Files asks for files in a window over the page, drawn by us: in the chosen language and in its direction.
type Files struct {
	Window fyne.Window
	P      *i18n.Printer
	Run    task.Runner
	// Last remembers the folder of the last answer for as long as its owner keeps it; nil remembers nothing.
	Last *Memory
	// Now is the clock; nil is that of the computer.
	Now func() time.Time
}

// Memory is the folder in which somebody was last. It is kept nowhere: a folder may carry somebody's name.
type Memory struct{ dir string }

// Forget drops it.
func (m *Memory) Forget() { m.dir = "" }

// Open asks for a file with one of these extensions (with the dot; none is every file) and gives
// its path, or "" when nothing was chosen.
func (f Files) Open(extensions []string, chosen func(path string, err error)) {
	f.ask(asking{want: wantOpen, extensions: extensions, newest: true}, chosen)
}

// Save asks where to keep a file, with a name filled in, and gives the path, or "" when nothing was
// chosen. Nothing is written yet; whether a file of that name may be replaced was asked.
func (f Files) Save(name string, chosen func(path string, err error)) {
	f.ask(asking{want: wantSave, name: name, newest: true}, chosen)
}

// Folder asks for a folder, such as a USB stick, and gives its path, or "" when nothing was chosen.
func (f Files) Folder(chosen func(path string, err error)) {
	f.ask(asking{want: wantFolder}, chosen)
}

// ask shows the window and reads the first folder.
func (f Files) ask(a asking, chosen func(path string, err error)) {
	if f.Now == nil {
		f.Now = time.Now
	}
	if f.Last == nil {
		f.Last = &Memory{}
	}
	w := newFinder(f, a, chosen)
	f.Window.Canvas().Overlays().Add(w)
	w.begin()
	last := f.Last.dir
	task.Do(w.ctx, f.Run, func(context.Context) (string, error) { return first(last), nil }, func(dir string, _ error) { w.visit(dir) })
	task.Every(w.ctx, f.Run, watching, w.watch)
}

// watching is how often the window looks whether a stick came or went.
const watching = 2 * time.Second

// first is the folder to begin with: the last one while it is there, else the documents, else home.
func first(last string) string {
	if is, err := folder.Is(last); last != "" && err == nil && is {
		return last
	}
	places := folder.Places()
	for _, place := range places {
		if place.Kind == folder.PlaceDocuments {
			return place.Path
		}
	}
	if len(places) > 0 {
		return places[0].Path
	}
	return string(filepath.Separator)
}

// Asks reports whether a window that asks for a file lies over the page. The keys of the page do nothing then.
func Asks(c fyne.Canvas) bool {
	_, ok := c.Overlays().Top().(*finder)
	return ok
}

// Typed gives a key that nothing has used to the window that asks for a file, and reports whether there is one.
func Typed(c fyne.Canvas, e *fyne.KeyEvent) bool {
	w, ok := c.Overlays().Top().(*finder)
	if ok && e.Name == fyne.KeyEscape {
		w.escape()
	}
	return ok
}
