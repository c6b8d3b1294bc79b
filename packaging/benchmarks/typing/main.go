// Program typing measures a key in an entry of 10,000 characters of mixed text, with its state, its lines and its drawing set again, in the
// driver that draws no pixels. Beside each figure stand the same key in Fyne's own entry and in ours with a hundred characters.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
)

// keyBar is the most a key may take; pasteBar is what a person does not yet feel as waiting.
const (
	keyBar   = 16 * time.Millisecond
	pasteBar = 100 * time.Millisecond
)

// The lengths of the text, in characters.
const (
	full  = 10_000
	small = 100
)

func main() {
	keys := flag.Int("keys", 200, "keys of each kind")
	profile := flag.String("profile", "", "write a CPU profile of the full entries here")
	flag.Parse()
	test.NewApp().Settings().SetTheme(look.NewTheme(look.Options{Step: look.UsualStep}))
	if err := run(*keys, *profile); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(keys int, profile string) error {
	long, err := profiled(profile, func() []figure { return measure(newOurs, full, keys) })
	if err != nil {
		return err
	}
	short, fynes := measure(newOurs, small, keys), measure(newFynes, full, keys)
	fmt.Printf("%d keys of each kind, %d cores; p50 and p95\n\n", keys, runtime.GOMAXPROCS(0))
	fmt.Println("| what | p50 | p95 | the slowest | bar | | p50 with 100 characters | p95 | p50 of Fyne's entry | p95 |\n|---|---|---|---|---|---|---|---|---|---|")
	for i, f := range long {
		line(f, short[i], fynes[i])
	}
	hostile()
	return nil
}

// field is an entry as the keyboard sees it, whoever made it.
type field struct {
	fyne.Focusable
	typed func(fyne.Shortcut)
	set   func(string)
}

func newOurs() field {
	e := rtl.NewEntry(rtl.LTR, rtl.EntryOptions{MultiLine: true, Rows: 8})
	e.OnChanged = func(string) {}
	return shown(e, field{Focusable: e, typed: e.TypedShortcut, set: e.SetText})
}

func newFynes() field {
	e := widget.NewMultiLineEntry()
	e.Wrapping = fyne.TextWrapWord
	e.OnChanged = func(string) {}
	return shown(e, field{Focusable: e, typed: e.TypedShortcut, set: e.SetText})
}

func shown(o fyne.CanvasObject, f field) field {
	w := test.NewWindow(o)
	w.Resize(fyne.NewSize(640, 320))
	w.Canvas().Focus(f.Focusable)
	return f
}

// text is mixed as people write it: Dutch with Arabic names, and Arabic with Dutch addresses, numbers and dates. between ends its sentences.
func text(length int, between string) string {
	sentences := []string{
		"Bel فاطمة الزهراء morgen over de brief van school, H-0042.",
		"الشقة رقم 12 في شارع Hoefkade 112 بتاريخ 21-11-2026.",
		"Zij wil graag dat Yusuf (zeven jaar) meegaat naar de huisarts.",
		"اتصلت بنا يوم الاثنين الساعة 16:05 على 06 12 34 56 78.",
	}
	var b strings.Builder
	for i := 0; b.Len() < 2*length; i++ {
		b.WriteString(sentences[i%len(sentences)])
		b.WriteString(between)
	}
	return string([]rune(b.String())[:length])
}

// figure is one kind of key, and how long each took.
type figure struct {
	what string
	bar  time.Duration
	took []time.Duration
}

// measure does every kind of key in a text of a length, with line ends and without.
func measure(empty func() field, length, keys int) []figure {
	var all []figure
	for _, shape := range []struct{ name, between string }{{"one paragraph", " "}, {"a line end after every sentence", "\n"}} {
		s := text(length, shape.between)
		for _, at := range []struct {
			name string
			to   func(field)
		}{{"at the beginning", toStart}, {"in the middle", toMiddle}, {"at the end", toEnd}} {
			where := at.name + ", " + shape.name
			for _, k := range kinds {
				f := empty()
				f.set(s)
				at.to(f)
				all = append(all, figure{what: k.name + " " + where, bar: k.bar, took: k.times(f, keys)})
			}
		}
	}
	return all
}

// kind is something that is done with the keyboard.
type kind struct {
	name string
	bar  time.Duration
	do   func(f field, n int)
	part int // done once for so many keys; 0 is every time
}

var kinds = []kind{
	{"a Latin or Arabic letter", keyBar, func(f field, n int) { f.TypedRune([]rune("abc فاطمة ")[n%10]) }, 0},
	{"Backspace", keyBar, func(f field, _ int) { press(f, fyne.KeyBackspace) }, 0},
	{"Delete", keyBar, func(f field, _ int) { press(f, fyne.KeyDelete) }, 0},
	{"an arrow", keyBar, func(f field, n int) {
		press(f, []fyne.KeyName{fyne.KeyLeft, fyne.KeyUp, fyne.KeyRight, fyne.KeyDown}[n%4])
	}, 0},
	{"pasting a thousand characters", pasteBar, paste, 20},
}

// times is how long every key took. The first ones only make things warm.
func (k kind) times(f field, keys int) []time.Duration {
	const warm = 3
	if k.part > 0 {
		keys = max(3, keys/k.part)
	}
	var all []time.Duration
	runtime.GC()
	for n := range keys + warm {
		start := time.Now()
		k.do(f, n)
		if n >= warm {
			all = append(all, time.Since(start))
		}
	}
	return all
}

func press(f field, k fyne.KeyName) { f.TypedKey(&fyne.KeyEvent{Name: k}) }

// paste puts a thousand characters in and takes them away again, so that the text keeps its length.
func paste(f field, n int) {
	c := test.NewClipboard()
	c.SetContent(text(1000, " "))
	if n%2 == 0 {
		f.typed(&fyne.ShortcutPaste{Clipboard: c})
		return
	}
	f.typed(&fyne.ShortcutUndo{})
}

// Page up and page down end at the beginning and the end of every entry.
func toStart(f field) { times(f, fyne.KeyPageUp, 100) }

func toEnd(f field) { times(f, fyne.KeyPageDown, 100) }

// toMiddle goes there line by line.
func toMiddle(f field) {
	toStart(f)
	times(f, fyne.KeyDown, 60)
}

func times(f field, k fyne.KeyName, n int) {
	for range n {
		press(f, k)
	}
}

func line(f, small, fynes figure) {
	met := "met"
	if at(f.took, 95) >= f.bar {
		met = "missed"
	}
	fmt.Printf("| %s | %s | %s | %s | < %s | %s | %s | %s | %s | %s |\n", f.what, shownAt(f, 50), shownAt(f, 95), shownAt(f, 100), f.bar, met,
		shownAt(small, 50), shownAt(small, 95), shownAt(fynes, 50), shownAt(fynes, 95))
}

func shownAt(f figure, p int) string { return at(f.took, p).Round(10 * time.Microsecond).String() }

func at(all []time.Duration, p int) time.Duration {
	all = slices.Sorted(slices.Values(all))
	return all[min(len(all)*p/100, len(all)-1)]
}

// profiled runs work and writes where the processor was into a file; none when there is no name.
func profiled(name string, work func() []figure) ([]figure, error) {
	if name == "" {
		return work(), nil
	}
	out, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = out.Close() }()
	if err := pprof.StartCPUProfile(out); err != nil {
		return nil, err
	}
	defer pprof.StopCPUProfile()
	return work(), nil
}
