package main

import (
	"errors"
	"log/slog"
	"path/filepath"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/datadir"
	"schakel/internal/record"
	"schakel/internal/settings"
)

// window is the program's own window over a store, in the test driver, with everything on one goroutine.
type window struct {
	shell  *ui.Shell
	canvas fyne.Canvas
}

func show(dir string) (*window, time.Duration, error) {
	a := test.NewApp()
	d := deps()
	d.Log = slog.New(slog.DiscardHandler)
	kept := settings.New(a.Preferences())
	kept.SetLanguage("nl")
	s, err := ui.New(ui.Deps{
		App: a, Run: task.Inline, Settings: kept, Place: datadir.Place{Store: dir, Logs: filepath.Join(dir, "logs")}, Book: d, Log: d.Log,
	})
	if err != nil {
		return nil, 0, err
	}
	s.Window().Resize(fyne.NewSize(settings.UsualWidth, settings.UsualHigh))
	b, err := open(dir)
	if err != nil {
		return nil, 0, err
	}
	b.Warm()
	runtime.GC()
	start := time.Now()
	s.Opened(b)
	return &window{shell: s, canvas: s.Window().Canvas()}, time.Since(start), nil
}

// search walks with the keyboard to the field that looks through everything.
func (w *window) search() *rtl.Entry {
	for range 100 {
		w.canvas.FocusNext()
		if e, ok := w.canvas.Focused().(*rtl.Entry); ok {
			return e
		}
	}
	return nil
}

// screens measures what is shown of a store.
func screens(dir string, f *figures) error {
	for range 5 {
		w, took, err := show(dir)
		if err != nil {
			return err
		}
		f.drawn = append(f.drawn, took)
		w.shell.Lock()
	}
	w, _, err := show(dir)
	if err != nil {
		return err
	}
	if err := w.strokes(f); err != nil {
		return err
	}
	w.pages(f)
	w.shell.Lock()
	return nil
}

// searches is what is typed: names as people type them, several words, a number, and what is nowhere.
func searches() []string {
	return []string{"fatima", "yilmaz", "van der", "el amrani", "gezin", "mo", "zo 2019", "H-0042", "c", "ş", "kowalska anna", "qqqq", "samen met school"}
}

// strokes types every search a letter at a time and takes it away again, and times each key.
func (w *window) strokes(f *figures) error {
	typed := w.search()
	if typed == nil {
		return errors.New("no search field")
	}
	timed := func(round int, key func()) {
		start := time.Now()
		key()
		if round > 0 { // in the first round every letter is set for the first time
			f.stroke = append(f.stroke, time.Since(start))
		}
		if round == rounds-1 {
			w.canvas.Capture()
			f.frame = append(f.frame, time.Since(start))
		}
	}
	for round := range rounds {
		for _, text := range searches() {
			for _, r := range text {
				timed(round, func() { typed.TypedRune(r) })
			}
			for range []rune(text) {
				timed(round, func() { typed.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace}) })
			}
		}
	}
	return nil
}

// rounds is how often everything is typed; the last time it is painted too.
const rounds = 5

func pageNames() []string {
	return []string{"Vandaag", "Mensen", "a family", "Zorgen", "Naar hulp", "Postvak", "Overzichten", "a new contact"}
}

// pages opens each page a few times, from another one.
func (w *window) pages(f *figures) {
	f.pages = map[string][]time.Duration{}
	family := someFamily(w.shell.Book())
	ways := map[string]func(){
		"Vandaag": func() { w.shell.Go(string(ui.DestToday)) }, "Mensen": func() { w.shell.Go(string(ui.DestPeople)) },
		"Zorgen": func() { w.shell.Go(string(ui.DestConcerns)) }, "Naar hulp": func() { w.shell.Go(string(ui.DestReferrals)) },
		"Postvak": func() { w.shell.Go(string(ui.DestDeliveries)) }, "Overzichten": func() { w.shell.Go(string(ui.DestSummaries)) },
		"a new contact": func() { w.shell.New(record.KindContact, family) },
	}
	if !family.Zero() {
		ways["a family"] = func() { w.shell.Open(record.KindHousehold, family) }
	}
	for _, name := range pageNames() {
		open := ways[name]
		if open == nil {
			continue
		}
		for range 7 {
			w.shell.Go(string(ui.DestPreferences))
			runtime.GC()
			start := time.Now()
			open()
			f.pages[name] = append(f.pages[name], time.Since(start))
		}
	}
}
