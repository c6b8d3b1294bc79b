package prompt

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/folder"
	"schakel/internal/i18n"
)

// desk is a person at a computer with a home folder of its own, before the window that asks for a file.
type desk struct {
	t     *testing.T
	p     *i18n.Printer
	home  string
	win   fyne.Window
	last  *Memory
	now   time.Time
	got   []string // the answers
	files Files
}

func atDesk(t *testing.T, tag string, names ...string) *desk {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.Options{}))
	u := &desk{t: t, p: printer(t, tag), home: t.TempDir(), last: &Memory{}, now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.Local)}
	t.Setenv("HOME", u.home)
	t.Setenv("USERPROFILE", u.home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(u.home, ".config"))
	write(t, u.home, names...)
	u.win = test.NewTempWindow(t, container.NewStack())
	u.win.Resize(fyne.NewSize(1024, 640))
	u.files = Files{Window: u.win, P: u.p, Run: task.Inline, Last: u.last, Now: func() time.Time { return u.now }}
	u.win.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { Typed(u.win.Canvas(), e) })
	return u
}

func (u *desk) chosen(path string, err error) {
	if err != nil {
		u.t.Error(err)
	}
	u.got = append(u.got, strings.TrimPrefix(path, u.home+string(filepath.Separator)))
}

// window is the window that asks, nil when there is none.
func (u *desk) window() *finder {
	w, _ := u.win.Canvas().Overlays().Top().(*finder)
	return w
}

// key presses a key where the keyboard is.
func (u *desk) key(names ...fyne.KeyName) {
	u.t.Helper()
	for _, name := range names {
		u.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
	}
}

func (u *desk) types(text string) {
	for _, r := range text {
		u.win.Canvas().Focused().TypedRune(r)
	}
}

// press presses the button with these words.
func (u *desk) press(words string) {
	u.t.Helper()
	for _, b := range all[*form.Button](u.window()) {
		if b.Text() == words {
			b.Press()
			return
		}
	}
	u.t.Fatalf("there is no button %q", words)
}

func (u *desk) answered(want ...string) {
	u.t.Helper()
	if !slices.Equal(u.got, want) {
		u.t.Errorf("the answers are %q, want %q", u.got, want)
	}
	if Asks(u.win.Canvas()) != (len(want) == 0) {
		u.t.Errorf("it asks: %v", Asks(u.win.Canvas()))
	}
}

// sees checks that a text is on the screen.
func (u *desk) sees(words string) {
	u.t.Helper()
	if texts := u.texts(); !slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, words) }) {
		u.t.Errorf("%q is not among %q", words, texts)
	}
}

func (u *desk) texts() []string {
	var out []string
	for _, o := range all[*rtl.Text](u.window()) {
		if o.Visible() {
			out = append(out, o.Text())
		}
	}
	return out
}

// all are the objects of a kind in one.
func all[T fyne.CanvasObject](o fyne.CanvasObject) (found []T) {
	if o == nil || !o.Visible() {
		return nil
	}
	if hit, ok := o.(T); ok {
		found = append(found, hit)
	}
	var parts []fyne.CanvasObject
	switch v := o.(type) {
	case *fyne.Container:
		parts = v.Objects
	case fyne.Widget:
		parts = test.WidgetRenderer(v).Objects()
	}
	for _, part := range parts {
		found = append(found, all[T](part)...)
	}
	return found
}

func TestFilesAreAskedForInTheWindow(t *testing.T) {
	for name, ask := range map[string]func(*desk){
		"open":   func(u *desk) { u.files.Open([]string{".jsonl"}, u.chosen) },
		"save":   func(u *desk) { u.files.Save("overzicht.csv", u.chosen) },
		"folder": func(u *desk) { u.files.Folder(u.chosen) },
	} {
		t.Run(name, func(t *testing.T) {
			u := atDesk(t, "nl", "Documents/")
			ask(u)
			if u.window() == nil || u.window().Size() != u.win.Canvas().Size() {
				t.Fatalf("the question is not over the whole window: %v", u.window())
			}
			u.sees(u.window().state.words().title)
			u.key(fyne.KeyEscape)
			u.answered("")
			if u.last.dir != "" {
				t.Error("a folder of which nothing was chosen is remembered")
			}
		})
	}
}

func TestAFileIsFoundWithTheKeyboardAlone(t *testing.T) {
	u := atDesk(t, "nl", "Documents/2025/", "Documents/2026/kopie.schakel", "Documents/2026/lijst.txt")
	u.files.Open([]string{".schakel"}, u.chosen)
	u.sees("2025")
	u.types("2026")
	u.key(fyne.KeyReturn)
	u.sees("kopie.schakel")
	u.key(fyne.KeyBackspace, fyne.KeyEnd, fyne.KeyReturn, fyne.KeyReturn)
	u.answered(filepath.Join("Documents", "2026", "kopie.schakel"))
	if want := filepath.Join(u.home, "Documents", "2026"); u.last.dir != want {
		t.Errorf("remembered %q", u.last.dir)
	}
	u.files.Open([]string{".schakel"}, u.chosen)
	u.sees("kopie.schakel")
	u.last.Forget()
	u.key(fyne.KeyEscape)
	u.files.Open([]string{".schakel"}, u.chosen)
	u.sees("2025")
}

func TestTheMouseChoosesAndChoosesAgain(t *testing.T) {
	u := atDesk(t, "nl", "a.csv", "b.csv", "map/c.csv")
	u.files.Open([]string{".csv"}, u.chosen)
	w := u.window()
	at := func(name string) int {
		return slices.IndexFunc(w.state.shown, func(e folder.Entry) bool { return e.Name == name })
	}
	w.tapped(at("a.csv"))
	if w.entry.Text() != "a.csv" || len(u.got) > 0 {
		t.Fatalf("one press: %q, %q", w.entry.Text(), u.got)
	}
	w.tapped(at("map"))
	if w.entry.Text() != "" || at("c.csv") < 0 {
		t.Fatalf("in the folder: %q, %v", w.entry.Text(), w.state.shown)
	}
	u.press(u.p.T("files.up"))
	w.tapped(at("b.csv"))
	w.tapped(at("b.csv"))
	u.answered("b.csv")
}

func TestAFileThatIsThereIsNotReplacedUnasked(t *testing.T) {
	u := atDesk(t, "nl", "overzicht.csv")
	u.files.Save("overzicht.csv", u.chosen)
	u.key(fyne.KeyReturn)
	u.sees(u.p.T("files.taken.title"))
	u.key(fyne.KeyReturn) // an Enter too many changes nothing
	u.answered()
	u.win.Canvas().Focus(u.window().entry)
	u.key(fyne.KeyReturn)
	u.key(fyne.KeyEscape)
	u.answered()
	u.window().entry.SetText("overzicht")
	u.press(u.p.T("files.save.do"))
	u.press(u.p.T("files.taken.yes"))
	u.answered("overzicht.csv")
}

func TestASuggestedNameIsKeptThroughTheFolders(t *testing.T) {
	u := atDesk(t, "nl", "Documents/2026/", "Documents/2026/oud.pdf")
	u.files.Save("overzicht.csv", u.chosen)
	w := u.window()
	u.win.Canvas().Focus(w.list.Focusable())
	u.key(fyne.KeyReturn, fyne.KeyDown)
	u.key(fyne.KeyUp, fyne.KeyDown)
	if w.entry.Text() != "oud.pdf" {
		t.Errorf("on a file: %q", w.entry.Text())
	}
	u.key(fyne.KeyBackspace)
	if w.entry.Text() != "overzicht.csv" {
		t.Errorf("in another folder: %q", w.entry.Text())
	}
	u.press(u.p.T("files.save.do"))
	u.answered(filepath.Join("Documents", "overzicht.csv"))
}

func TestANewFolderIsMadeAndChosen(t *testing.T) {
	u := atDesk(t, "nl")
	u.files.Folder(u.chosen)
	u.press(u.p.T("files.new"))
	u.types("a/b")
	u.key(fyne.KeyReturn)
	u.sees(u.p.T("fault.folder.name"))
	for range 3 {
		u.key(fyne.KeyBackspace)
	}
	u.types("Kopieën")
	u.key(fyne.KeyReturn)
	u.sees("Kopieën")
	u.press(u.p.T("files.folder.do"))
	u.answered("Kopieën")
}

func TestAStickThatIsPulledOutIsSaid(t *testing.T) {
	u := atDesk(t, "nl", "stick/kopie.schakel")
	u.last.dir = filepath.Join(u.home, "stick")
	u.files.Open([]string{".schakel"}, u.chosen)
	w := u.window()
	w.watch()
	u.sees("kopie.schakel")
	if err := os.RemoveAll(u.last.dir); err != nil {
		t.Fatal(err)
	}
	w.watch()
	u.sees(u.p.T("fault.folder.gone"))
	w.watch() // and stays
	u.sees(u.p.T("fault.folder.gone"))
	u.press(u.p.T("files.up"))
	u.sees(u.p.T("files.empty"))
	u.answered()
}

func TestAStickThatIsPulledOutWhileAFileIsChosen(t *testing.T) {
	u := atDesk(t, "nl", "stick/kopie.schakel")
	u.last.dir = filepath.Join(u.home, "stick")
	u.files.Open([]string{".schakel"}, u.chosen)
	u.key(fyne.KeyHome)
	if err := os.RemoveAll(u.last.dir); err != nil {
		t.Fatal(err)
	}
	u.key(fyne.KeyReturn)
	u.sees(u.p.T("fault.folder.no_file"))
	u.files.Window.Canvas().Overlays().Remove(u.window())
	u.last.dir = filepath.Join(u.home, "stick")
	u.files.Save("a.csv", u.chosen)
	u.key(fyne.KeyReturn)
	u.answered("a.csv") // the folder that is gone was not begun with
}

// The lock takes the window away; what was under way says nothing any more.
func TestAWindowThatWasTakenAwayEnds(t *testing.T) {
	u := atDesk(t, "nl", "a.csv")
	u.files.Open(nil, u.chosen)
	w := u.window()
	u.win.Canvas().Overlays().Remove(w)
	w.watch()
	if w.ctx.Err() == nil {
		t.Error("it still watches")
	}
	w.submit()
	if len(u.got) > 0 {
		t.Errorf("it answers %q", u.got)
	}
}

func TestNamesOfEveryDirectionStandApartAndTheWholeIsMirrored(t *testing.T) {
	names := []string{"صورة العائلة 2026.pdf", "brief (kopie) 12.pdf", "rekening\u202egpj.pdf", strings.Repeat("een heel lange naam ", 9) + "slot.pdf"}
	for _, step := range []int{look.SmallestStep, look.UsualStep, look.LargestStep} {
		var rails [2]float32
		for i, tag := range []string{"nl", "ar"} {
			u := atDesk(t, tag, names...)
			script := look.Latin
			if tag == "ar" {
				script = look.Arabic
			}
			fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Options{Step: step, Script: script}))
			u.files.Save("overzicht.csv", u.chosen)
			u.sees("صورة العائلة 2026.pdf")
			u.sees("rekeninggpj.pdf")
			u.sees("slot.pdf")
			u.sees("een heel lange naam")
			w := u.window()
			u.inside(step)
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(w.rail)
			rails[i] = at.X
			if tag == "ar" {
				rails[i] = 1024 - at.X - w.rail.Size().Width
			}
		}
		if rails[0] != 0 || rails[1] != 0 {
			t.Errorf("step %d: the places stand at %v from their side", step, rails)
		}
	}
}

// inside checks that everything that is shown lies within the window, and the list has at least two rows.
func (u *desk) inside(step int) {
	u.t.Helper()
	drv := fyne.CurrentApp().Driver()
	for _, b := range all[*form.Button](u.window()) {
		at := drv.AbsolutePositionForObject(b)
		if at.X < 0 || at.Y < 0 || at.X+b.Size().Width > 1024.5 || at.Y+b.Size().Height > 640.5 {
			u.t.Errorf("step %d %s: %q stands at %v, %v", step, u.p.Tag(), b.Text(), at, b.Size())
		}
	}
	if h := u.window().list.Size().Height; h < 2*look.Size(look.SizeListRow) {
		u.t.Errorf("step %d %s: the list is %v high", step, u.p.Tag(), h)
	}
}

func TestTheOrderCanBeAnother(t *testing.T) {
	u := atDesk(t, "nl", "b.csv", "a.csv")
	old := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := os.Chtimes(filepath.Join(u.home, "a.csv"), old, old); err != nil {
		t.Fatal(err)
	}
	u.files.Open(nil, u.chosen)
	order := func() string { return titles(&u.window().state) }
	if got := order(); got != "b.csv a.csv" {
		t.Errorf("at first %q", got)
	}
	u.press(u.p.T("files.sort.name"))
	if got := order(); got != "a.csv b.csv" {
		t.Errorf("by name %q", got)
	}
	u.press(u.p.T("files.sort.newest"))
	if got := order(); got != "b.csv a.csv" {
		t.Errorf("again %q", got)
	}
}
