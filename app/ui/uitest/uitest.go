// Package uitest gives the tests of the screens one way to look at a page and to work it: what stands on it, what can be pressed, what is
// typed. Only tests import it.
package uitest

import (
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/keyfile"
)

// What a page has in a window of 1280 by 800, beside the rail.
const (
	Width  float32 = 1064
	Height float32 = 760
)

// App begins an application in the look of the program, with the usual size of the letters.
func App(t testing.TB) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Options{Step: look.UsualStep}))
}

// Window shows a page in a window of its usual size.
func Window(t testing.TB, page fyne.CanvasObject) fyne.Window {
	t.Helper()
	w := test.NewTempWindow(t, container.NewStack(page))
	w.Resize(fyne.NewSize(Width, Height))
	return w
}

// Printer gives the texts of a language.
func Printer(t testing.TB, tag string) *i18n.Printer {
	t.Helper()
	p, err := i18n.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Dutch gives the texts of the source language.
func Dutch(t testing.TB) *i18n.Printer {
	t.Helper()
	return Printer(t, i18n.Source)
}

// Book is a new and empty store on which the clock stands at now. A recovery code was given, so that families can be kept in it.
func Book(t testing.TB, now time.Time) *book.Book {
	t.Helper()
	b := Bare(t, func() time.Time { return now })
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	return b
}

// Bare is a new store for which no recovery code was given, with a clock of the test.
func Bare(t testing.TB, now func() time.Time) *book.Book {
	t.Helper()
	deps := book.Deps{Now: now, Cost: keyfile.QuickCost(), Log: slog.New(slog.DiscardHandler)}
	b, err := book.Create(filepath.Join(t.TempDir(), "store"), []byte("vlieger kastanje zeven trampoline mist"), deps)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

// All gives every object of a sort on a page, parents before children, also those that are hidden.
func All[T any](page fyne.CanvasObject) []T {
	return gather[T](page, func(fyne.CanvasObject) bool { return true })
}

// Seen gives every object of a sort that is not hidden.
func Seen[T any](page fyne.CanvasObject) []T { return gather[T](page, fyne.CanvasObject.Visible) }

func gather[T any](o fyne.CanvasObject, in func(fyne.CanvasObject) bool) []T {
	if o == nil || !in(o) {
		return nil
	}
	var got []T
	if one, ok := o.(T); ok {
		got = append(got, one)
	}
	for _, child := range below(o) {
		got = append(got, gather[T](child, in)...)
	}
	return got
}

func below(o fyne.CanvasObject) []fyne.CanvasObject {
	switch c := o.(type) {
	case *fyne.Container:
		return c.Objects
	case rtl.Parent:
		return c.Children()
	case fyne.Widget:
		return test.WidgetRenderer(c).Objects()
	}
	return nil
}

// Texts are what a page says, in order, without what is hidden or empty.
func Texts(page fyne.CanvasObject) []string {
	var out []string
	for _, one := range Seen[*rtl.Text](page) {
		if text := one.Text(); text != "" {
			out = append(out, text)
		}
	}
	return out
}

// Said is all of Texts, one on a line.
func Said(page fyne.CanvasObject) string { return strings.Join(Texts(page), "\n") }

// Says tells whether a text stands somewhere on a page.
func Says(page fyne.CanvasObject, text string) bool { return strings.Contains(Said(page), text) }

// Labels are the words of the buttons that can be seen.
func Labels(page fyne.CanvasObject) []string {
	var out []string
	for _, b := range Seen[*form.Button](page) {
		out = append(out, b.Text())
	}
	return out
}

// Press presses the button with exactly these words.
func Press(t testing.TB, page fyne.CanvasObject, text string) {
	t.Helper()
	for _, b := range Seen[*form.Button](page) {
		if b.Text() == text {
			b.Press()
			return
		}
	}
	t.Fatalf("no button %q among %q", text, Labels(page))
}

// Entry is what is typed in within a field.
func Entry(t testing.TB, field any) *rtl.Entry {
	t.Helper()
	switch f := field.(type) {
	case *form.Field:
		if entry, ok := f.Control().(*rtl.Entry); ok {
			return entry
		}
	case *form.DateField:
		return f.Entry()
	}
	t.Fatalf("%T is no field to type in", field)
	return nil
}

// Type types in a field, letter by letter, and leaves the keyboard in it.
func Type(t testing.TB, field any, text string) {
	t.Helper()
	entry := Entry(t, field)
	for _, r := range text {
		entry.TypedRune(r)
	}
}

// Day is the field for a day with a label, also when it stands folded away.
func Day(t testing.TB, page fyne.CanvasObject, label string) *form.DateField {
	t.Helper()
	for _, field := range All[*form.DateField](page) {
		for _, text := range All[*rtl.Text](field) {
			if text.Text() == label {
				return field
			}
		}
	}
	t.Fatalf("no field for a day is called %q", label)
	return nil
}

// Retype empties what is typed in a field, and types something else.
func Retype(t testing.TB, field any, text string) {
	t.Helper()
	Entry(t, field).SetText("")
	Type(t, field, text)
}

// Error is what a field says that is wrong with it, or "".
func Error(field any) string {
	if f, ok := field.(interface{ Error() string }); ok {
		return f.Error()
	}
	return ""
}
