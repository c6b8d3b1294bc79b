package ui

import (
	"context"
	"hash/maphash"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"

	"schakel/app/ui/aloud"
	"schakel/app/ui/erasing"
	"schakel/app/ui/people"
	"schakel/app/ui/preferences"
	"schakel/app/ui/prompt"
	"schakel/app/ui/summaries"
	"schakel/app/ui/task"
	"schakel/app/ui/unlock"
	"schakel/internal/book"
	"schakel/internal/datadir"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/settings"
	"schakel/internal/sound"
	"schakel/internal/speech"
)

// Courier delivers what waits in the outbox of an open book, until it is stopped.
type Courier interface {
	Kick() // nu versturen
	Stop() // final; returns when nothing is under way any more
}

// Deps is everything the window takes from outside.
type Deps struct {
	App      fyne.App
	Run      task.Runner
	Settings *settings.Settings
	Place    datadir.Place
	Practice bool
	Language string                                // that the window begins in, whatever was chosen before; "" for the chosen one
	Book     book.Deps                             // clock, chance and key derivation of the store
	Deliver  func(b *book.Book) Courier            // nil when nothing is ever sent, as in some tests
	Enrol    func(b *book.Book, c Enrolment) error // makes this device known to an endpoint
	Inbox    Inbox                                 // of the practice endpoint, where the other side is played; empty outside practice
	Secret   string                                // the passphrase of the practice store, shown on its locked page; empty outside practice
	Opened   *book.Book                            // that the window begins with, opened before it came, as in practice; else nil
	Log      *slog.Logger
	Sound    sound.Device   // of the computer; nil for none
	Speech   speech.Speaker // reads aloud; nil for none

	// Away watches the computer: hear is called, on any goroutine, when it goes to sleep, slept, or locks its screen, and calls done
	// when everything is locked. why tells the person at the computer what a sleep waits for. nil in most tests.
	Away func(why string, hear func(done func())) (stop func())
}

// Inbox is where the caseworker's side of the practice endpoint is opened, in a browser.
type Inbox struct {
	Address, Account, Password string
}

// Enrolment is what a worker fills in to make this device known to an endpoint.
type Enrolment struct {
	Address, Code, Label string
	Partner              record.ID // the partner that the endpoint is; zero for a new one
}

// Shell is the window. All its methods belong to the screen's goroutine.
type Shell struct {
	deps     Deps
	win      fyne.Window
	p        *i18n.Printer
	book     *book.Book // nil while locked
	courier  Courier
	trail    trail
	page     page
	reading  *aloud.View     // the page for reading aloud, which has the whole window; nil while it is closed
	ctx      context.Context // of the page that is shown; ends when it is left
	leave    context.CancelFunc
	frame    *frame
	idle     idle
	watch    func()          // ends the book's watching
	back     func()          // ends the watching of the computer; nil when nobody watches
	life     context.Context // of the open book; ends when it is closed
	open     context.CancelFunc
	closed   bool
	first    *unlock.First       // the first start while it is shown: another language begins with what was typed
	checking context.CancelFunc  // ends the check of a store that was not closed as it should, while its page is shown
	damage   *unlock.Damage      // why the data cannot be used, while the page about it is shown
	wiping   *erasing.Page       // the page of an erasure that is under way or done, to be read again until the window is locked
	folder   prompt.Memory       // in which a file was kept or opened last; forgotten at the lock
	overview summaries.Memory    // how Overzicht stood; forgotten at the lock
	section  preferences.Section // of the preferences, to return to after a choice that makes every page anew
}

// New makes the window, without showing it: the first start, or the locked page.
func New(d Deps) (*Shell, error) {
	if d.Book.Now == nil {
		d.Book.Now = time.Now
	}
	s := &Shell{deps: d, trail: trail{here: place{dest: DestToday}}}
	if s.deps.Log == nil {
		s.deps.Log = slog.Default()
	}
	if err := s.speak(s.language()); err != nil {
		return nil, err
	}
	s.win = d.App.NewWindow(s.p.T("shell.window.title"))
	s.win.SetPadded(false)
	w, h := d.Settings.Window()
	s.win.Resize(fyne.NewSize(float32(w), float32(h)))
	s.win.SetCloseIntercept(s.quit)
	s.win.SetOnDropped(s.dropped)
	s.shortcuts()
	s.theme()
	if d.Opened != nil {
		s.opened(d.Opened)
	} else {
		s.begin()
	}
	return s, nil
}

// Window is the program's one window.
func (s *Shell) Window() fyne.Window { return s.win }

// Book is the open book, nil while locked.
func (s *Shell) Book() *book.Book { return s.book }

func (s *Shell) now() time.Time { return s.deps.Book.Now() }

func (s *Shell) language() string {
	if s.deps.Language != "" {
		return s.deps.Language
	}
	if tag := s.deps.Settings.Language(); tag != "" {
		return tag
	}
	return i18n.System()
}

// speak takes another language; what is on the screen is made again by the caller.
func (s *Shell) speak(tag string) error {
	p, err := i18n.New(tag)
	if err != nil {
		if p, err = i18n.New("nl"); err != nil {
			return err
		}
	}
	s.p = p
	return localise(p)
}

// SetLanguage changes the language at once; drafts are kept and the same page is shown again.
func (s *Shell) SetLanguage(tag string) {
	s.deps.Settings.SetLanguage(tag)
	s.overview.Stay()
	s.hide()
	if err := s.speak(tag); err != nil {
		s.Fail(err)
		return
	}
	s.theme()
	switch {
	case s.book != nil:
		s.build()
		s.tell()
	case s.checking != nil:
		s.showChecking()
	case s.damage != nil:
		s.showRepair()
	case book.Exists(s.deps.Place.Store):
		s.showLocked(nil)
	default:
		s.showFirst()
	}
}

// Restyle takes over another text size or other colours.
func (s *Shell) Restyle() {
	s.theme()
	if s.book != nil {
		s.overview.Stay()
		s.hide()
		s.build()
	}
}

// opened starts the work with a book: the frame, the delivery, the watch on changes and on the time.
func (s *Shell) opened(b *book.Book) {
	s.start(b, func() {
		s.build()
		s.tell()
		s.remind()
	})
}

// start is opened with another first page than the work.
func (s *Shell) start(b *book.Book, first func()) {
	s.endCheck()
	s.book = b
	ctx, cancel := context.WithCancel(context.Background())
	s.life, s.open = ctx, cancel
	s.watch = b.Watch(func() { task.Report(ctx, s.deps.Run, s.changed) })
	if s.deps.Deliver != nil {
		s.courier = s.deps.Deliver(b)
	}
	s.idle = idle{after: time.Duration(s.deps.Settings.IdleMinutes()) * time.Minute, last: b.Now(), seed: maphash.MakeSeed()}
	first()
	s.guard(ctx)
	s.attendAway()
	p := s.p
	task.Do(ctx, s.deps.Run, func(ctx context.Context) (struct{}, error) {
		b.Warm()
		people.Prepare(b, p)
		return struct{}{}, b.WarmNumbers(ctx) // else the first person that is opened waits for it
	}, nil)
	task.After(ctx, s.deps.Run, copyAfter, func() { s.keepCopies(ctx) })
}

// guard locks the window when nobody has touched it for a while. In tests, where nothing runs in the background, it does nothing.
func (s *Shell) guard(ctx context.Context) {
	if s.deps.Run == task.Inline || s.book == nil {
		return
	}
	s.noticed()
	lock, wait := s.idle.due(s.book.Now())
	if lock {
		s.Lock()
		return
	}
	task.After(ctx, s.deps.Run, min(wait, 15*time.Second), func() { s.guard(ctx) })
}

// touch notes that the worker did something.
func (s *Shell) touch() {
	if s.book != nil {
		s.idle.touched(s.book.Now())
	}
}

// changed draws the page again after a change of a record, and the status line.
func (s *Shell) changed() {
	if s.book == nil || s.page == nil {
		return
	}
	s.status()
	if r, ok := s.page.(refresher); ok {
		r.Changed(s.ctx)
	}
}

// Lock saves every open draft, drops the pages and the keys, and shows the locked page. Nothing is lost, and what waits to be
// sent waits on.
func (s *Shell) Lock() {
	if s.book == nil {
		return
	}
	s.shut()
	s.showLocked(nil)
}

// shut ends everything that holds the book, and closes it.
func (s *Shell) shut() {
	s.clear()
	s.hide()
	if s.watch != nil {
		s.watch()
	}
	if s.open != nil {
		s.open()
	}
	if s.courier != nil {
		s.courier.Stop()
		s.courier = nil
	}
	if err := s.book.Close(); err != nil {
		s.deps.Log.Error("close", "kind", fault.Of(err).String(), "code", fault.CodeOf(err))
	}
	s.book, s.page, s.frame = nil, nil, nil
	s.forgetAway()
	if s.wiping != nil {
		s.trail.forget(s.wiping.Gone())
	}
	s.wiping = nil
}

// quit saves what is open and ends the program.
func (s *Shell) quit() {
	if s.closed {
		return
	}
	s.closed = true
	size := s.win.Canvas().Size()
	s.deps.Settings.SetWindow(int(size.Width), int(size.Height))
	if s.checking != nil {
		s.checking()
	}
	if s.book != nil {
		s.shut()
	}
	s.win.Close()
}
