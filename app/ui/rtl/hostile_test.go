package rtl

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// hostileTexts are what nobody types and everybody can paste.
var hostileTexts = map[string]string{
	"lone surrogates":            strings.Repeat("\xed\xa0\x80\xed\xbf\xbf", 2000) + "فاطمة",
	"broken bytes":               "a\xff\xfeب\xc3",
	"isolates that stay open":    strings.Repeat("\u2067", 20000) + "فاطمة abc",
	"isolates that were closed":  strings.Repeat("\u2069", 20000) + "abc",
	"overrides":                  strings.Repeat("\u202Eabc\u202C", 500),
	"every direction mark":       "a\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069ب",
	"ten thousand marks":         "a" + strings.Repeat("\u0301", 10000) + "b",
	"marks on nothing":           strings.Repeat("\u064B\u200F", 5000),
	"control characters":         strings.Repeat("\x00\x07\x1b\x7f\u0085\u009f", 1000) + "x",
	"what cannot be seen":        strings.Repeat("\u200B\uFEFF", 5000) + "x",
	"line ends of all kinds":     "a\r\nb\rc\u2028d\u2029e\u0085f\vg\fh",
	"brackets that stay open":    "فا" + strings.Repeat("([{«", 3000),
	"one word without an end":    strings.Repeat("فاطمةabcd", 2000),
	"one letter without an end":  "👩" + strings.Repeat("\u200D👩", 5000),
	"marks between dates":        "\u200F21\u200E-11\u202E-2026\u2069 H\u2066-0042",
	"a tag of another world":     "\U000E0041\U000E007F\U0010FFFF\uFFFE",
	"the longest text of a form": strings.Repeat("Bel فاطمة over H-0042. ", 900),
}

// leaves fails when a text has something in it that only this package may use, or that is no text at all.
func leaves(t *testing.T, way, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Errorf("%s: broken bytes", way)
	}
	for _, r := range s {
		if isDirectionMark(r) || r != '\n' && unicode.IsControl(r) {
			t.Fatalf("%s: %U came out", way, r)
		}
	}
}

// TestNothingHiddenComesOut puts every hostile text into every kind of entry in every way, and takes it out in every way.
func TestNothingHiddenComesOut(t *testing.T) {
	kinds := map[string]EntryOptions{
		"one line": {}, "several lines": {MultiLine: true}, "a password": {Password: true}, "a limit": {MultiLine: true, Limit: 500},
	}
	for name, s := range hostileTexts {
		for kind, o := range kinds {
			t.Run(name+" in "+kind, func(t *testing.T) {
				e, w := show(t, RTL, o)
				e.OnChanged = func(s string) { leaves(t, "OnChanged", s) }
				e.OnSubmitted = func(s string) { leaves(t, "OnSubmitted", s) }
				c := test.NewClipboard()
				for way, put := range map[string]func(){
					"set":    func() { e.SetText(s) },
					"pasted": func() { c.SetContent(s); e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: c}) },
					"typed": func() {
						for _, r := range []rune(s)[:min(50, len([]rune(s)))] {
							e.TypedRune(r)
						}
						e.TypedRune(0xD800)
						e.TypedRune(-1)
					},
				} {
					put()
					takeOut(t, way, e)
					e.SetText("")
				}
				if o.MultiLine && o.Limit == 0 {
					e.SetText(s)
					w.Canvas().Capture()
				}
			})
		}
	}
}

// takeOut takes the text out in every way there is.
func takeOut(t *testing.T, way string, e *Entry) {
	t.Helper()
	c := test.NewClipboard()
	press(e, fyne.KeyHome, fyne.KeyRight, fyne.KeyEnd, fyne.KeyUp, fyne.KeyDown)
	custom(e, fyne.KeyReturn, 0)
	leaves(t, way+", Text", e.Text())
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	leaves(t, way+", SelectedText", e.SelectedText())
	e.TypedShortcut(&fyne.ShortcutCopy{Clipboard: c})
	leaves(t, way+", copied", c.Content())
	if e.opts.Password && c.Content() != "" {
		t.Error("a password was copied")
	}
	e.TypedShortcut(&fyne.ShortcutCut{Clipboard: c})
	leaves(t, way+", cut", c.Content())
	e.TypedShortcut(&fyne.ShortcutUndo{})
	e.TypedShortcut(&fyne.ShortcutRedo{})
	leaves(t, way+", after undo and redo", e.Text())
}

// TestLabelsOfHostileText: a text that came from somewhere else is drawn, whole or cut, and tells of itself without marks.
func TestLabelsOfHostileText(t *testing.T) {
	newApp(t)
	for name, s := range hostileTexts {
		for _, style := range []Style{{}, {Wrap: true}, {Lines: 1}, {Wrap: true, Lines: 2, Align: Middle}} {
			label := NewText(RTL, s, style)
			w := test.NewTempWindow(t, label)
			w.Resize(fyne.NewSize(300, 200))
			if got := WithoutMarks(label.Text()); got != label.Text() {
				t.Errorf("%s: a label tells of its marks", name)
			}
		}
	}
}

// TestUndoHoldsOnlySoMuch: the history of a very long text is shorter, and still goes one step back.
func TestUndoHoldsOnlySoMuch(t *testing.T) {
	e := editor{multi: true}
	e.insert(strings.Repeat("a", maxUndoRunes/2), noChange)
	for range 10 {
		e.insert("b", noChange)
	}
	held := 0
	for _, m := range e.undos {
		held += len(m.text)
	}
	if held > maxUndoRunes || !e.undo() || len(e.text) != maxUndoRunes/2+9 {
		t.Errorf("%d runes are held, %d after one step back", held, len(e.text))
	}
	e.set(strings.Repeat("a", 2*maxUndoRunes))
	e.insert("b", noChange)
	if !e.undo() || len(e.text) != 2*maxUndoRunes {
		t.Error("the last step is forgotten")
	}
}

// TestAWordTooLongIsDrawnInParts: the painter can draw no picture of any width.
func TestAWordTooLongIsDrawnInParts(t *testing.T) {
	newApp(t)
	for _, s := range []string{strings.Repeat("a", 5000), strings.Repeat("ف", 5000), strings.Repeat("woord فاطمة ", 500), strings.Repeat("غ\u064B", 3000)} {
		text := []rune(s)
		p := newParagraph(text, make([]uint16, len(text)), []inked{{face: face{size: 16}}}, firstStrong(text, LTR))
		l := p.compose(0, len(text))
		drawn := make([]bool, len(text))
		var x float32
		for _, pc := range l.pieces {
			if pc.end-pc.start > longest || pc.x < x-slack {
				t.Fatalf("a piece of %d runes at %v after %v", pc.end-pc.start, pc.x, x)
			}
			x = pc.x
			for i := pc.start; i < pc.end; i++ {
				drawn[i] = true
			}
			if pc.start > 0 && unicode.Is(unicode.M, text[pc.start]) {
				t.Fatalf("a mark begins a piece at %d", pc.start)
			}
		}
		for i, ok := range drawn {
			if !ok && !unicode.IsSpace(text[i]) {
				t.Fatalf("rune %d is not drawn", i)
			}
		}
	}
}
