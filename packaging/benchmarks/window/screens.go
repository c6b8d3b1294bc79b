package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
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

// strokes measures showing a store, and searching in it.
func strokes(dir string, f *figures) error {
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
	defer w.shell.Lock()
	return w.strokes(f)
}

// openings measures opening the pages.
func openings(dir, profile string, f *figures) error {
	w, _, err := show(dir)
	if err != nil {
		return err
	}
	defer w.shell.Lock()
	return profiled(profile, func() { w.pages(f) })
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

// opening is one page and how it is opened.
type opening struct {
	name string
	none bool        // it has no bar: what it shows is counted from every record
	of   record.Kind // the kind of record that it shows or is about; KindNone for a list
	open func(*ui.Shell, record.ID)
}

// pages are the lists, the pages of people, and Vandaag. The list Naar hulp is the ageing list: what is open, the oldest first.
func pages() []opening {
	to := func(name, destination string) opening {
		return opening{name: name, open: func(s *ui.Shell, _ record.ID) { s.Go(destination) }}
	}
	page := func(name string, kind record.Kind) opening {
		return opening{name: name, of: kind, open: func(s *ui.Shell, id record.ID) { s.Open(kind, id) }}
	}
	overview := to("Overzichten", string(ui.DestSummaries))
	overview.none = true
	handing := to("the caseload to hand over", "handing")
	handing.none = true
	return []opening{
		to("Vandaag", string(ui.DestToday)), to("Mensen", string(ui.DestPeople)), page("a person", record.KindPerson), page("a family", record.KindHousehold),
		to("the contacts", "contacts"), page("a contact", record.KindContact), to("the week", "week"), to("who was not told", "told"),
		to("Zorgen", string(ui.DestConcerns)), page("a worry", record.KindConcern),
		to("Naar hulp, oldest first", string(ui.DestReferrals)), page("a road to help", record.KindReferral),
		to("Bijeenkomsten", string(ui.DestMeetings)), page("a gathering", record.KindMeeting), to("the calendar", "calendar"),
		to("Wie kan helpen", string(ui.DestPartners)), page("a partner", record.KindPartner), to("Postvak", string(ui.DestDeliveries)),
		{name: "a new contact", of: record.KindHousehold, open: func(s *ui.Shell, id record.ID) { s.New(record.KindContact, id) }},
		overview, handing,
	}
}

// often is how often each page is opened.
const often = 11

// pages opens each page a few times, from another one: the first time after unlocking counts too.
func (w *window) pages(f *figures) {
	f.pages = map[string][]time.Duration{}
	for _, pg := range pages() {
		var about record.ID
		if pg.of != record.KindNone {
			if about = some(w.shell.Book(), pg.of); about.Zero() {
				continue
			}
		}
		times := often
		if pg.none {
			times = 3
		}
		from := string(ui.DestDeliveries) // a small page: this driver keeps the widgets of every page that was shown
		if pg.name == "Postvak" {
			from = "told"
		}
		fmt.Fprintln(os.Stderr, pg.name)
		runtime.GC()
		for range times {
			w.shell.Go(from)
			start := time.Now()
			pg.open(w.shell, about)
			f.pages[pg.name] = append(f.pages[pg.name], time.Since(start))
		}
	}
}

// profiled runs work and writes where the processor was into a file; none when there is no name.
func profiled(name string, work func()) error {
	if name == "" {
		work()
		return nil
	}
	out, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := pprof.StartCPUProfile(out); err != nil {
		return errors.Join(err, out.Close())
	}
	work()
	pprof.StopCPUProfile()
	return out.Close()
}
