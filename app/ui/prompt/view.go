package prompt

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/fault"
	"schakel/internal/folder"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// finder is the window that asks for a file. It covers the page: places at the start, what lies in a folder in the middle, and below it
// the name with the buttons.
type finder struct {
	form.Wrapped
	files  Files
	p      *i18n.Printer
	state  asking
	answer func(path string, err error)
	ctx    context.Context
	end    context.CancelFunc
	reads  int // how many folders were asked for; what comes of an older one is dropped

	rail, head, place, foot *fyne.Container
	list                    *listing.List
	nothing                 *rtl.Text
	empty                   *form.Panel
	entry                   *rtl.Entry
	field                   *form.Field
	orders                  []fyne.CanvasObject
	usual                   fyne.CanvasObject // what is at the foot while nothing is asked
	asked                   func()            // ends what is asked at the foot; nil when nothing is
	chosen, chosenShown     string            // the name that was chosen in the list, and as it stands in the field
	railOf                  string            // what the rail shows, to make it anew only when that changed
}

func newFinder(f Files, a asking, chosen func(path string, err error)) *finder {
	a.p, a.today, a.busy = f.P, record.DateOf(f.Now()), true
	w := &finder{files: f, p: f.P, state: a, answer: chosen}
	w.ctx, w.end = context.WithCancel(context.Background())
	p, d := w.p, w.p.Direction()
	w.rail, w.head, w.place, w.foot = rtl.Stack(d), rtl.Stack(d), rtl.Stack(d), rtl.Stack(d)
	w.list = listing.NewList(p, 0, w.row, w.pressed)
	w.list.Plain()
	w.list.OnKey(w.key)
	w.list.OnRune(w.letter)
	w.list.OnMoved(w.moved)
	w.list.OnTapped(w.tapped)
	w.nothing = rtl.NewText(d, "", rtl.Style{Color: look.ColorMuted, Wrap: true})
	w.empty = form.NewPanel(form.Frame{Fill: look.ColorSurface, Edge: look.ColorLine, Width: look.Edge, Radius: look.CardRadius}, look.CardPadding, 20, w.nothing)
	w.head.Objects = []fyne.CanvasObject{listing.NewPageHead(p, a.words().title, "")}
	w.orders = w.newOrders()
	w.usual = w.below()
	w.foot.Objects = []fyne.CanvasObject{w.usual}
	middle := rtl.Stack(d, w.list, w.empty)
	page := rtl.Border(d, 12, rtl.VBox(d, look.HalfGrid, w.head, w.place), w.foot, nil, nil, middle)
	ground := form.Frame{Fill: look.ColorBackground, Edge: look.ColorNone}
	w.Wrap(w, form.NewPanel(ground, 0, 0, rtl.Border(d, 0, nil, nil, w.rail, nil, listing.NewSheet(16, page))))
	return w
}

// newOrders are the other order of the files where one is looked for, and a new folder where something is to be kept.
func (w *finder) newOrders() []fyne.CanvasObject {
	var all []fyne.CanvasObject
	if w.state.want == wantOpen {
		var order *form.Button
		order = form.NewButton(w.p, w.p.T("files.sort.name"), form.ButtonOptions{Snug: true}, func() {
			w.state.newest = !w.state.newest
			other := "files.sort.newest"
			if w.state.newest {
				other = "files.sort.name"
			}
			order.SetText(w.p.T(other))
			w.show()
		})
		all = append(all, order)
	}
	if w.state.want != wantOpen {
		all = append(all, form.NewButton(w.p, w.p.T("files.new"), form.ButtonOptions{Icon: look.IconPlusBold, Snug: true}, w.askNew))
	}
	return all
}

// below are the name, the other kinds, and the two buttons.
func (w *finder) below() fyne.CanvasObject {
	p, d := w.p, w.p.Direction()
	w.field, w.entry = form.NewTextField(p, form.FieldOptions{Label: w.state.words().name}, 1, func(string) { w.field.SetError("") })
	w.entry.OnSubmitted = func(string) { w.submit() }
	w.entry.SetText(w.state.name)
	do := form.NewPrimary(p, w.state.words().do, w.submit)
	cancel := form.NewSecondary(p, p.T("files.cancel"), w.cancel)
	var end []fyne.CanvasObject
	if w.state.filters() {
		end = append(end, form.NewCheck(p, p.T("files.all"), "", func(on bool) {
			w.state.everything = on
			w.arrange()
		}))
	}
	return rtl.VBox(d, 12, w.field, form.NewEnds(p, 12, []fyne.CanvasObject{do, cancel}, end))
}

// begin gives the keyboard to the name of what is kept, else to the list.
func (w *finder) begin() {
	w.show()
	c := w.files.Window.Canvas()
	if w.state.want == wantSave {
		c.Focus(w.entry)
		w.entry.SelectAll()
		return
	}
	c.Focus(w.list.Focusable())
}

// visit goes to a folder.
func (w *finder) visit(dir string) {
	w.reads++
	mine := w.reads
	w.state.busy = true
	task.Do(w.ctx, w.files.Run, func(context.Context) (contents, error) {
		return read(dir)
	}, func(l contents, err error) {
		if mine != w.reads {
			return
		}
		w.choose("")
		w.field.SetError("")
		w.state.took(l, err)
		w.show()
	})
}

// show draws what the state says.
func (w *finder) show() {
	p, d := w.p, w.p.Direction()
	w.showPlaces()
	name := rtl.CutMiddle(w.state.here(), rtl.Style{Bold: true}, look.Scaled(360))
	parts := []fyne.CanvasObject{look.NewIcon(look.IconFolderOpen, look.ColorAccent, 22), rtl.NewText(d, name, rtl.Style{Bold: true})}
	if w.state.above() != "" {
		up := form.NewButton(p, p.T("files.up"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(d), Snug: true}, w.up)
		parts = append([]fyne.CanvasObject{up}, parts...)
	}
	w.place.Objects = []fyne.CanvasObject{form.NewEnds(p, look.Grid, parts, w.orders)}
	w.place.Refresh()
	w.arrange()
}

// arrange puts in the list what is to be shown.
func (w *finder) arrange() {
	w.state.arrange()
	w.list.SetCount(len(w.state.shown))
	if len(w.state.shown) == 0 {
		w.nothing.SetText(w.state.nothing())
		w.empty.Show()
	} else {
		w.empty.Hide()
	}
	w.Refresh()
}

// showPlaces makes the rail anew when a stick came or went.
func (w *finder) showPlaces() {
	var to []listing.Destination
	all := ""
	for _, place := range w.state.places {
		word := rtl.CutMiddle(placeWord(w.p, place), rtl.Style{Bold: true}, look.Scaled(220))
		to = append(to, listing.Destination{ID: place.Path, Icon: placeIcon(place.Kind), Text: word})
		all += place.Path + "\x00"
	}
	if all != w.railOf || len(w.rail.Objects) == 0 {
		w.railOf = all
		w.rail.Objects = []fyne.CanvasObject{listing.NewRail(w.p, "", to, nil, w.visit)}
		w.rail.Refresh()
	}
	if rail, ok := w.rail.Objects[0].(*listing.Rail); ok {
		rail.Select(w.state.within())
	}
}

func placeIcon(kind folder.PlaceKind) look.IconName {
	switch kind {
	case folder.PlaceHome:
		return look.IconHouseSimple
	case folder.PlaceDocuments:
		return look.IconFileText
	case folder.PlaceDownloads:
		return look.IconDownloadSimple
	case folder.PlaceStick:
		return look.IconUsb
	}
	return look.IconFolderOpen
}

// row is one line of the list.
func (w *finder) row(i int) listing.Row {
	e := w.state.shown[i]
	r := listing.Row{Icon: look.IconFileText, Title: shownName(e.Name), Line: w.state.line(e), Middle: true}
	if e.Folder {
		r.Icon = look.IconFolderOpen
	}
	return r
}

// pressed is Enter on a row: into a folder, or this file.
func (w *finder) pressed(i int) {
	w.moved(i)
	if w.state.shown[i].Folder {
		w.visit(filepath.Join(w.state.dir, w.state.shown[i].Name))
		return
	}
	w.submit()
}

// tapped is the mouse on a row: into a folder, or the name of a file; the same file again is the answer.
func (w *finder) tapped(i int) {
	if e := w.state.shown[i]; e.Folder || e.Name == w.chosen {
		w.pressed(i)
		return
	}
	w.moved(i)
}

// moved puts the name of a file in the field.
func (w *finder) moved(i int) {
	if e := w.state.shown[i]; !e.Folder {
		w.choose(e.Name)
	}
}

// choose puts a name of the list in the field; "" takes it out again.
func (w *finder) choose(name string) {
	switch {
	case name != "":
		w.entry.SetText(shownName(name))
	case w.chosen != "" && w.entry.Text() == w.chosenShown:
		w.entry.SetText(w.state.name)
	}
	w.chosen, w.chosenShown = name, w.entry.Text()
	w.field.SetError("")
}

// typed is the name that is asked for: what the disk calls it when it was chosen in the list.
func (w *finder) typed() string {
	if text := w.entry.Text(); w.chosen == "" || text != w.chosenShown {
		return text
	}
	return w.chosen
}

func (w *finder) key(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyBackspace {
		w.up()
		return true
	}
	return false
}

func (w *finder) letter(r rune) {
	if len(w.state.shown) == 0 || r == ' ' && w.state.typed == "" {
		return
	}
	i := w.state.jump(r, w.files.Now(), w.list.Current())
	w.list.GoTo(i)
	w.moved(i)
}

// up goes to the folder around this one.
func (w *finder) up() {
	if above := w.state.above(); above != "" {
		w.visit(above)
	}
}

// submit follows the name in the field.
func (w *finder) submit() {
	typed := w.typed()
	if typed == "" && w.state.want != wantFolder {
		w.field.SetError(w.state.words().none)
		w.files.Window.Canvas().Focus(w.entry)
		return
	}
	a := w.state
	task.Do(w.ctx, w.files.Run, func(context.Context) (step, error) { return a.decide(typed) }, w.follow)
}

func (w *finder) follow(s step, err error) {
	switch {
	case errors.Is(err, folder.ErrGone):
		w.visit(w.state.dir) // it says in the list that the folder went away
		w.wrong(err)
	case err != nil:
		w.wrong(err)
	case s.visit != "":
		w.entry.SetText(w.state.name)
		w.chosen = ""
		w.visit(s.visit)
	case s.taken != "":
		w.askTaken(s.taken)
	default:
		w.done(s.answer)
	}
}

// wrong says beside the field why not.
func (w *finder) wrong(err error) {
	text, hint := w.p.Fault(err)
	w.field.SetError(text + " " + hint)
	w.Refresh()
	if fault.Of(err) == fault.Invalid {
		w.files.Window.Canvas().Focus(w.entry)
	}
}
