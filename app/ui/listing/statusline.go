package listing

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
)

// StatusLine is the line at the foot of the window: sentences, never a spinner.
type StatusLine struct {
	form.Wrapped
	words *rtl.Text
}

// NewStatusLine makes the line, with the margin of a page beside it.
func NewStatusLine(p *i18n.Printer, sentences ...string) *StatusLine {
	s := &StatusLine{words: muted(p, "")}
	s.Set(sentences...)
	inside := row(p, look.Grid, look.NewIcon(look.IconLockSimple, look.ColorMuted, 18), rtl.Grow(s.words))
	s.Wrap(s, column(p, 0, separator(p, look.ColorLine),
		newLeast(look.SizeStatus, NewBand(look.HalfGrid, look.HalfGrid, inside))))
	return s
}

// Set says other sentences.
func (s *StatusLine) Set(sentences ...string) { s.words.SetText(strings.Join(sentences, "  ·  ")) }

// Text is what the line says.
func (s *StatusLine) Text() string { return s.words.Text() }

// ToastTime is how long a toast of a short sentence stays.
const ToastTime = 6 * time.Second

// What says what to do next is longer: it stays for as long as somebody needs who reads slowly, and is wider.
const (
	shortToast  = 60                     // letters
	toastLetter = 100 * time.Millisecond // for each letter more
	toastWidth  = 320
	wideToast   = 480
)

// toastFor is how long a text stays, and how wide it is.
func toastFor(text string) (time.Duration, float32) {
	more := utf8.RuneCountInString(text) - shortToast
	if more <= 0 {
		return ToastTime, toastWidth
	}
	return ToastTime + time.Duration(more)*toastLetter, wideToast
}

// Toasts is the place for one short message at the bottom start of a page, above the status line.
// A message can be undone; errors never come here.
type Toasts struct {
	form.Wrapped
	p     *i18n.Printer
	run   task.Runner
	place *fyne.Container
	shown task.Latest
}

// NewToasts makes the empty place. Put it over the page, at the bottom start.
func NewToasts(p *i18n.Printer, run task.Runner) *Toasts {
	t := &Toasts{p: p, run: run, place: rtl.Stack(p.Direction())}
	t.Wrap(t, t.place)
	t.Hide()
	return t
}

// Say shows text for six seconds, a long one longer, with a button that undoes, or none when undo is nil. With the
// inline runner it stays until it is closed.
func (t *Toasts) Say(ctx context.Context, text, undoText string, undo func()) {
	ctx = t.shown.Next(ctx)
	stays, width := toastFor(text)
	inside := row(t.p, 12, rtl.Grow(line(t.p, text, rtl.Style{Wrap: true})))
	if undo != nil {
		inside.Add(form.NewQuiet(t.p, undoText, func() {
			t.Close()
			undo()
		}))
	}
	inside.Add(form.NewIconButton(look.IconX, form.IconButtonOptions{Bare: true, Side: 40, Size: 18}, t.Close))
	f := form.Frame{Fill: look.ColorRaised, Edge: look.ColorEdge, Width: look.Edge, Radius: look.Radius}
	card := form.NewPanel(f, 16, look.HalfGrid, inside)
	t.place.Objects = []fyne.CanvasObject{form.NewAtLeast(width, 0, card)}
	t.Show()
	t.place.Refresh()
	if t.run != task.Inline {
		task.After(ctx, t.run, stays, t.Close)
	}
}

// Close takes the message away.
func (t *Toasts) Close() {
	t.shown.Stop()
	t.place.Objects = nil
	t.Hide()
}
