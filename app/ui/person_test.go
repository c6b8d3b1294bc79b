package ui

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/cjg"
	"schakel/internal/datadir"
	"schakel/internal/i18n"
	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
	"schakel/internal/keyfile"
	"schakel/internal/settings"
)

// person sits at the window: reads what is on it, presses what can be read and types where the keyboard is.
type person struct {
	t      *testing.T
	shell  *Shell
	p      *i18n.Printer // the words of the screen
	clock  time.Time
	dialer carrier.Dialer
	kicks  int
}

// sitDown opens the window over a folder without a store.
func sitDown(t *testing.T) *person {
	t.Helper()
	a := test.NewTempApp(t)
	u := &person{t: t} // its dialer waits as long as the program's does: a busy machine is no line that fails
	kept := settings.New(a.Preferences())
	kept.SetLanguage("nl")
	dir := t.TempDir()
	quiet := slog.New(slog.DiscardHandler)
	s, err := New(Deps{
		App: a, Run: task.Inline, Settings: kept, Place: datadir.At(dir),
		Book: book.Deps{Now: u.now, Cost: keyfile.QuickCost(), Log: quiet}, Log: quiet,
		Deliver: func(*book.Book) Courier { return bicycle{u} },
		Enrol: func(b *book.Book, e Enrolment) error {
			_, err := u.dialer.Enrol(context.Background(), b, e.Address, e.Code, e.Label, e.Partner)
			return err
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	u.shell = s
	s.Window().Resize(fyne.NewSize(settings.UsualWidth, settings.UsualHigh))
	t.Cleanup(func() {
		if s.book != nil {
			s.shut()
		}
	})
	u.words("nl")
	return u
}

func (u *person) now() time.Time {
	if u.clock.IsZero() {
		return time.Now()
	}
	return u.clock
}

// words says in which language the person reads the screen.
func (u *person) words(tag string) {
	u.t.Helper()
	p, err := i18n.New(tag)
	if err != nil {
		u.t.Fatal(err)
	}
	u.p = p
}

// bicycle is a courier that waits until the test delivers.
type bicycle struct{ u *person }

func (b bicycle) Kick() { b.u.kicks++ }
func (b bicycle) Stop() {}

// deliver does what the courier does in one round.
func (u *person) deliver() {
	u.t.Helper()
	carrier.Once(u.t.Context(), u.shell.book, u.dialer, nil)
}

// seen is one text on the window, with the objects it lies in, outermost first.
type seen struct {
	text string
	of   fyne.CanvasObject
	in   []fyne.CanvasObject
}

// screen is everything that is shown, in the order of the objects: the texts and the fields.
func (u *person) screen() []seen {
	var all []seen
	var walk func(o fyne.CanvasObject, in []fyne.CanvasObject)
	walk = func(o fyne.CanvasObject, in []fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		switch v := o.(type) {
		case *rtl.Text:
			all = append(all, seen{v.Text(), o, slices.Clone(in)})
			return
		case *rtl.Entry:
			all = append(all, seen{"", o, slices.Clone(in)})
			return
		}
		for _, child := range inside(o) {
			walk(child, append(in, o))
		}
	}
	c := u.shell.win.Canvas()
	if top := c.Overlays().Top(); top != nil {
		walk(top, nil)
		return all
	}
	walk(c.Content(), nil)
	return all
}

// inside are the objects that an object is made of.
func inside(o fyne.CanvasObject) []fyne.CanvasObject {
	switch v := o.(type) {
	case *fyne.Container:
		return v.Objects
	case fyne.Widget:
		return test.WidgetRenderer(v).Objects()
	}
	return nil
}

// texts is what can be read, a line each.
func (u *person) texts() []string {
	var all []string
	for _, s := range u.screen() {
		if s.text != "" {
			all = append(all, s.text)
		}
	}
	return all
}

// reads reports whether a text can be read somewhere, also as a part of a sentence.
func (u *person) reads(text string) bool {
	return slices.ContainsFunc(u.texts(), func(s string) bool { return strings.Contains(s, text) })
}

// sees fails unless every text can be read.
func (u *person) sees(texts ...string) {
	u.t.Helper()
	for _, text := range texts {
		if !u.reads(text) {
			u.t.Fatalf("%q is not on the screen:\n%s", text, strings.Join(u.texts(), "\n"))
		}
	}
}

// misses fails when a text can be read.
func (u *person) misses(texts ...string) {
	u.t.Helper()
	for _, text := range texts {
		if u.reads(text) {
			u.t.Fatalf("%q is on the screen:\n%s", text, strings.Join(u.texts(), "\n"))
		}
	}
}

// find is the first thing with exactly this text that can be pressed, else the first whose text begins with it; from is the
// place in the screen after which it is looked for.
func (u *person) find(text string, from int, ok func(seen) bool) int {
	all := u.screen()
	for _, fits := range []func(string) bool{
		func(s string) bool { return s == text },
		func(s string) bool { return strings.HasPrefix(s, text) },
	} {
		for i := from; i < len(all); i++ {
			if all[i].text != "" && fits(all[i].text) && ok(all[i]) {
				return i
			}
		}
	}
	return -1
}

func anything(seen) bool { return true }

// pressable reports whether a text lies in something that can be pressed.
func pressable(s seen) bool {
	for _, o := range slices.Backward(s.in) {
		if _, ok := o.(fyne.Tappable); ok {
			d, can := o.(fyne.Disableable)
			return !can || !d.Disabled()
		}
	}
	return false
}

// press presses a button, chip, row or switch by its text, at the place where it is drawn.
func (u *person) press(text string) {
	u.t.Helper()
	u.pressAfter("", text)
}

// pressAfter presses the first one after another text, such as the label of its field.
func (u *person) pressAfter(label, text string) {
	u.t.Helper()
	from := 0
	if label != "" {
		if from = u.find(label, 0, anything); from < 0 {
			u.t.Fatalf("%q is not on the screen:\n%s", label, strings.Join(u.texts(), "\n"))
		}
	}
	i := u.find(text, from, pressable)
	if i < 0 {
		u.t.Fatalf("nothing says %q that can be pressed:\n%s", text, strings.Join(u.texts(), "\n"))
	}
	u.tap(u.screen()[i])
}

// tap scrolls to a thing and presses it in its middle, where the window finds whatever lies on top.
func (u *person) tap(s seen) {
	u.t.Helper()
	rtl.BringIntoView(s.of)
	driver := fyne.CurrentApp().Driver()
	at, size := driver.AbsolutePositionForObject(s.of), s.of.Size()
	at = at.AddXY(min(size.Width/2, 12), size.Height/2)
	c := u.shell.win.Canvas()
	if at.X < 0 || at.Y < 0 || at.X > c.Size().Width || at.Y > c.Size().Height {
		u.t.Fatalf("%q lies at %v, outside the window of %v", s.text, at, c.Size())
	}
	test.TapCanvas(c, at)
}

// fill types into the first field after a label, in place of what stands there.
func (u *person) fill(label, text string) {
	u.t.Helper()
	u.fillAfter("", label, text)
}

// fillAfter does so for a label that stands after another text, such as the head of a card.
func (u *person) fillAfter(head, label, text string) {
	u.t.Helper()
	from := 0
	if head != "" {
		if from = u.find(head, 0, anything); from < 0 {
			u.t.Fatalf("%q is not on the screen:\n%s", head, strings.Join(u.texts(), "\n"))
		}
	}
	i := u.find(label, from, anything)
	if i < 0 {
		u.t.Fatalf("%q is not on the screen:\n%s", label, strings.Join(u.texts(), "\n"))
	}
	all := u.screen()
	for _, s := range all[i:] {
		if e, ok := s.of.(*rtl.Entry); ok {
			u.tap(s)
			if u.focused() != fyne.Focusable(e) {
				u.t.Fatalf("pressing the field of %q does not give it the keyboard", label)
			}
			e.SelectAll()
			u.types(text)
			return
		}
	}
	u.t.Fatalf("no field after %q", label)
}

// reading is what stands in the first field after a label.
func (u *person) reading(label string) string {
	u.t.Helper()
	i := u.find(label, 0, anything)
	if i < 0 {
		u.t.Fatalf("%q is not on the screen:\n%s", label, strings.Join(u.texts(), "\n"))
	}
	for _, s := range u.screen()[i:] {
		if e, ok := s.of.(*rtl.Entry); ok {
			return e.Text()
		}
	}
	u.t.Fatalf("no field after %q", label)
	return ""
}

func (u *person) focused() fyne.Focusable { return u.shell.win.Canvas().Focused() }

// types types where the keyboard is.
func (u *person) types(text string) {
	u.t.Helper()
	for _, r := range text {
		f := u.focused()
		if f == nil {
			u.t.Fatalf("nothing has the keyboard for %q", text)
		}
		if r == '\n' {
			f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			continue
		}
		f.TypedRune(r)
	}
}

// key presses a key as the window does: what has the keyboard gets it, else the window.
func (u *person) key(name fyne.KeyName) {
	c := u.shell.win.Canvas()
	if f := c.Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: name})
	} else if c.OnTypedKey() != nil {
		c.OnTypedKey()(&fyne.KeyEvent{Name: name})
	}
}

// ctrl does a shortcut of the window. The canvas for tests hides that it takes them, so the one inside it is asked.
func (u *person) ctrl(name fyne.KeyName) {
	u.t.Helper()
	c, ok := reflect.ValueOf(u.shell.win.Canvas()).Elem().FieldByName("WindowlessCanvas").Interface().(fyne.Shortcutable)
	if !ok {
		u.t.Fatal("the canvas takes no shortcuts")
	}
	c.TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierShortcutDefault})
}

// office is a real endpoint on a loopback socket, which can be closed and opened again.
type office struct {
	t        *testing.T
	endpoint *intake.Endpoint
	address  string
	stop     func()
	between  http.Handler // answers in the place of the endpoint; nil for nothing
}

func newOffice(t *testing.T) *office {
	t.Helper()
	dir := t.TempDir()
	config := intake.Config{
		Agreement: cjg.Agreement{Organisation: "CJG Zuiderwijk", NormDays: 7, Responsible: "Gemeente Zuiderwijk"},
		Now:       time.Now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler),
	}
	keys, err := intake.OpenKeys(filepath.Join(dir, "keys"), "CJG Zuiderwijk", config)
	if err != nil {
		t.Fatal(err)
	}
	store, err := bolt.Open(filepath.Join(dir, "inbox.db"))
	if err != nil {
		t.Fatal(err)
	}
	o := &office{t: t, endpoint: intake.NewEndpoint(store, keys, config)}
	o.start("127.0.0.1:0")
	t.Cleanup(func() {
		o.stop()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	return o
}

func (o *office) start(address string) {
	o.t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		o.t.Fatal(err)
	}
	o.address = l.Addr().String()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	handler := o.endpoint.Handler()
	if o.between != nil {
		handler = o.between
	}
	go func() { done <- o.endpoint.Serve(ctx, l, handler) }()
	stopped := false
	o.stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		// On a busy machine a connection that was only just made may outlast the time to say goodbye.
		if err := <-done; err != nil && !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
			o.t.Errorf("serve: %v", err)
		}
	}
}
