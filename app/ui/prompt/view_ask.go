package prompt

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/folder"
)

// ask shows a question in the place of the name and the buttons.
func (w *finder) ask(question fyne.CanvasObject) {
	w.asked = func() {
		w.asked = nil
		w.foot.Objects = []fyne.CanvasObject{w.usual}
		w.Refresh()
		w.files.Window.Canvas().Focus(w.entry)
	}
	w.foot.Objects = []fyne.CanvasObject{question}
	w.Refresh()
}

// askTaken asks whether a file may be replaced. Enter says no.
func (w *finder) askTaken(path string) {
	p := w.p
	// The name has a line of its own: in a sentence of another direction it would turn around.
	text := shownName(filepath.Base(path)) + "\n" + p.T("files.taken.text")
	q := NewConfirm(p, Question{Title: p.T("files.taken.title"), Text: text, Yes: p.T("files.taken.yes"), No: p.T("files.taken.no"), Careful: true},
		func() { w.done(path) }, func() { w.asked() })
	w.ask(q)
	q.Focus()
}

// askNew asks for the name of a new folder, and goes to it.
func (w *finder) askNew() {
	p, d := w.p, w.p.Direction()
	var field *form.Field
	var entry *rtl.Entry
	field, entry = form.NewTextField(p, form.FieldOptions{Label: p.T("files.new.name")}, 1, func(string) { field.SetError("") })
	dir := w.state.dir
	make1 := func() {
		name := entry.Text()
		task.Do(w.ctx, w.files.Run, func(context.Context) (string, error) { return folder.Make(dir, name) }, func(path string, err error) {
			if err != nil {
				text, hint := p.Fault(err)
				field.SetError(text + " " + hint)
				w.Refresh()
				return
			}
			if w.asked != nil {
				w.asked()
			}
			w.visit(path)
		})
	}
	entry.OnSubmitted = func(string) { make1() }
	do := form.NewPrimary(p, p.T("files.new.do"), make1)
	no := form.NewSecondary(p, p.T("files.cancel"), func() { w.asked() })
	w.ask(rtl.VBox(d, 12, field, form.NewGroup(p, 12, do, no)))
	w.files.Window.Canvas().Focus(entry)
}

// escape takes back what is asked, else the whole question.
func (w *finder) escape() {
	if w.asked != nil {
		w.asked()
		return
	}
	w.cancel()
}

func (w *finder) cancel() { w.close("") }

// done answers with a path.
func (w *finder) done(path string) {
	w.files.Last.dir = w.state.dir
	w.close(path)
}

func (w *finder) close(path string) {
	w.end()
	w.files.Window.Canvas().Overlays().Remove(w)
	w.answer(path, nil)
}

// watch looks whether a stick came or went, and whether the folder is still there. It ends when something else took the window away,
// as the lock does.
func (w *finder) watch() {
	there := false
	for _, o := range w.files.Window.Canvas().Overlays().List() {
		there = there || o == fyne.CanvasObject(w)
	}
	if !there {
		w.end()
		return
	}
	dir, mine := w.state.dir, w.reads
	task.Do(w.ctx, w.files.Run, func(context.Context) (glance, error) {
		is, err := folder.Is(dir)
		return glance{places: folder.Places(), there: is && err == nil}, nil
	}, func(g glance, _ error) {
		if mine != w.reads || w.state.busy {
			return
		}
		w.state.places = g.places
		w.showPlaces()
		if !g.there && w.state.problem == nil {
			w.visit(dir)
		}
	})
}

// glance is what can change while the window stands open.
type glance struct {
	places []folder.Place
	there  bool
}
