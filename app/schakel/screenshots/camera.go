package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui"
	"schakel/app/ui/form"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/datadir"
	"schakel/internal/i18n"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/rehearsal"
	"schakel/internal/settings"
)

// camera is a window and the store behind it.
type camera struct {
	options options
	app     fyne.App
	out     io.Writer
	temp    string
	visits  int                     // screens so far
	visit   func(name string) error // what is done at every screen
	p       *i18n.Printer
	shell   *ui.Shell
	book    *book.Book
	road    road
	mail    mail
	parts   [keyfile.Parts]string // of the locked pages
	late    time.Duration         // how much later it is than the usual hour
}

// now is the moment of every picture: a Tuesday evening.
func now() time.Time { return time.Date(2026, time.November, 24, 20, 14, 0, 0, time.Local) }

// errScreen is a button or a record that a picture needs and that is not there.
var errScreen = errors.New("the screen does not have")

func (c *camera) deps() book.Deps {
	seed := [32]byte{'s', 'c', 'h', 'a', 'k', 'e', 'l'}
	clock := func() time.Time { return now().Add(c.late) }
	return book.Deps{Now: clock, Random: rand.NewChaCha8(seed), Cost: keyfile.QuickCost(), Log: slog.New(slog.DiscardHandler)}
}

// window makes the window at a place, in the chosen look.
func (c *camera) window(place datadir.Place) error {
	kept, err := settings.Open(filepath.Join(c.temp, "settings.json"))
	if err != nil {
		return err
	}
	chosen := settings.New(kept)
	chosen.SetLanguage(c.options.lang)
	chosen.SetTextStep(c.options.step)
	chosen.SetVariant(settings.Light)
	if c.options.variant == "dark" {
		chosen.SetVariant(settings.Dark)
	}
	if c.p, err = i18n.New(c.options.lang); err != nil {
		return err
	}
	dialer := carrier.Dialer{Now: now, Timeout: 10 * time.Second}
	c.shell, err = ui.New(ui.Deps{
		App: c.app, Run: task.Inline, Settings: chosen, Place: place, Practice: c.options.practice, Book: c.deps(), Log: slog.New(slog.DiscardHandler), Sound: humming{}, Speech: talking{},
		Enrol: func(b *book.Book, e ui.Enrolment) error {
			_, err := dialer.Enrol(context.Background(), b, e.Address, e.Code, e.Label, e.Partner)
			return err
		},
	})
	if err != nil {
		return err
	}
	c.shell.Window().Resize(c.options.size)
	return nil
}

// firstStart is the window on a computer where nothing was kept yet.
func (c *camera) firstStart() error {
	if err := c.window(datadir.At(filepath.Join(c.temp, "none"))); err != nil {
		return err
	}
	return c.visited("eerste-start")
}

// visited visits what the window shows, when it is asked for.
func (c *camera) visited(name string) error {
	if !c.wanted(name) {
		return nil
	}
	c.visits++
	return c.visit(name)
}

// open fills a practice store, plays the road of one family with an endpoint in this process, draws the locked page, and opens the
// store in the window.
func (c *camera) open(ctx context.Context) error {
	place := datadir.At(filepath.Join(c.temp, "practice"))
	b, err := rehearsal.Store(ctx, place, c.deps())
	if err != nil {
		return err
	}
	c.book = b
	if err := errors.Join(c.travel(ctx), b.Close()); err != nil {
		return err
	}
	if err := c.longAgo(ctx, place); err != nil {
		return err
	}
	if err := c.window(place); err != nil {
		return err
	}
	if err := c.visited("vergrendeld"); err != nil {
		return err
	}
	if c.book, err = rehearsal.Store(ctx, place, c.deps()); err != nil {
		return err
	}
	c.shell.Opened(c.book)
	return nil
}

// all gives every object of a sort in the window.
func all[T any](o fyne.CanvasObject) []T {
	var got []T
	if one, ok := o.(T); ok {
		got = append(got, one)
	}
	switch c := o.(type) {
	case *fyne.Container:
		for _, child := range c.Objects {
			got = append(got, all[T](child)...)
		}
	case *rtl.Scroller:
		got = append(got, all[T](&c.Scroll)...)
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(c).Objects() {
			got = append(got, all[T](child)...)
		}
	}
	return got
}

// press presses the button that says a text.
func (c *camera) press(text string) error {
	for _, b := range all[*form.Button](c.shell.Window().Canvas().Content()) {
		if b.Text() == text {
			b.Press()
			return nil
		}
	}
	return fmt.Errorf("%w a button %q", errScreen, text)
}

// choose presses the chip of a value.
func (c *camera) choose(value string) error {
	for _, group := range all[*form.Chips](c.shell.Window().Canvas().Content()) {
		if chip := group.Chip(value); chip != nil {
			if !chip.On() {
				chip.Press()
			}
			return nil
		}
	}
	return fmt.Errorf("%w a chip %q", errScreen, value)
}

// find is the record of a kind with a title.
func (c *camera) find(kind record.Kind, title string) (record.ID, error) {
	for _, r := range c.book.Rows(kind) {
		if r.Title.Reveal() == title {
			return r.ID, nil
		}
	}
	return record.ID{}, fmt.Errorf("%w %s %q", errScreen, kind, title)
}
