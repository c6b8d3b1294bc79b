package rtl

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

// logical is the plain model of an entry: runes in the order of reading, two positions, every earlier state, and a clipboard. It knows
// nothing of lines, widths or directions.
type logical struct {
	state
	undos, redos []state
	running      change // the kind of change that the next one of its kind goes on with
	multi        bool
	limit        int
	board        string
}

type state struct {
	text          string
	caret, anchor int
}

func (m *logical) runes() []rune             { return []rune(m.text) }
func (m *logical) selection() (from, to int) { return min(m.caret, m.anchor), max(m.caret, m.anchor) }

// replace is every change there is.
func (m *logical) replace(from, to int, with string, kind change) {
	if kind == noChange || kind != m.running || m.caret != m.anchor {
		m.undos = append(m.undos, m.state)
		m.undos = m.undos[max(0, len(m.undos)-maxUndo):]
		m.redos = nil
		m.running = kind
	}
	t := m.runes()
	m.text = string(t[:from]) + with + string(t[to:])
	m.caret = from + len([]rune(with))
	m.anchor = m.caret
}

// accepted is what may stand in an entry: written again from what a field is for, not from the code.
func (m *logical) accepted(s string) string {
	var b strings.Builder
	for _, r := range strings.ReplaceAll(s, "\r\n", "\n") {
		switch {
		case r == '\n' && m.multi:
			b.WriteRune(r)
		case r == '\n', r == '\t':
			b.WriteRune(' ')
		case r < ' ', strings.ContainsRune("\u200E\u200F\u061C\u2066\u2067\u2068\u2069\u202A\u202E\u202C\u200B\uFEFF", r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func (m *logical) insert(s string, kind change) (ok bool) {
	s = m.accepted(s)
	if s == "" {
		return true
	}
	from, to := m.selection()
	if n := len(m.runes()) - (to - from) + len([]rune(s)); m.limit > 0 && n > m.limit && n > len(m.runes()) {
		return false
	}
	if kind == typing && unicode.IsSpace([]rune(s)[0]) {
		m.running = noChange
	}
	m.replace(from, to, s, kind)
	return true
}

func (m *logical) erase(from, to int, kind change) {
	if from < to {
		m.replace(from, to, "", kind)
	}
}

func (m *logical) turn(from, to *[]state) {
	if len(*from) == 0 {
		return
	}
	*to = append(*to, m.state)
	m.state = (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	m.running = noChange
}

// goes puts the caret somewhere; extend leaves the anchor.
func (m *logical) goes(to int, extend bool) {
	m.caret, m.running = to, noChange
	if !extend {
		m.anchor = to
	}
}

// whole are the ends of the letters as a reader sees them, for the letters of this test: marks, joiners and colours of skin go with what is
// before them, what follows a joiner goes with it, and flags are two letters.
func whole(text []rune) []int {
	var ends []int
	flags := 0
	for i, r := range text {
		with := i > 0 && text[i-1] != '\n' && (unicode.Is(unicode.M, r) || r == '\u200C' || r == '\u200D' || r >= 0x1F3FB && r <= 0x1F3FF ||
			text[i-1] == '\u200D' && r >= 0x1F000 && i > 1 && emojiBefore(text[:i-1]))
		if r >= 0x1F1E6 && r <= 0x1F1FF {
			with = flags%2 == 1
			flags++
		} else {
			flags = 0
		}
		if with {
			ends = ends[:len(ends)-1]
		}
		ends = append(ends, i+1)
	}
	return ends
}

// emojiBefore reports a picture before a joiner, with its marks.
func emojiBefore(text []rune) bool {
	i := len(text) - 1
	for i > 0 && (unicode.Is(unicode.M, text[i]) || text[i] >= 0x1F3FB && text[i] <= 0x1F3FF) {
		i--
	}
	return text[i] >= 0x1F400
}

// machine does everything twice: with the keys and the mouse in an entry, and in the plain model.
type machine struct {
	e       *Entry
	m       logical
	board   fyne.Clipboard
	told    int // how often OnChanged was called
	expect  int
	last    string
	want    string
	refused int
}

// typedLetters are what keyboards, phones and hostile texts give.
var typedLetters = []string{
	"a", "b", "Ş", "İ", "ı", "é", "e\u0301", "ف", "ا", "ط", "غ\u064B", "لا", "پ", "می\u200Cخ", "1", "٣", " ", " ", ".", "(", ")", "-", "H-0042", "😀", "👩\u200D👧",
	"👍🏽", "🇲🇦", "1\uFE0F\u20E3", "❤\uFE0F", "ሰ", "ⵣ", "\u0301", "\u200D", "\u202E", "\u2067", "\u200F", "\x07", "\t",
}

var pasted = rapid.StringOfN(rapid.SampledFrom([]rune("ab é 12-.\n\r\u2028فاطمة\u200F\u2067\x07\t👩\u200D\u0301")), 0, 8, -1)

func (w *machine) change(do func(), model func() bool) {
	before := w.m.text
	do()
	if !model() {
		w.refused--
	}
	if w.m.text != before {
		w.expect, w.want = w.expect+1, w.m.text
	}
}

func (w *machine) typeLetter(t *rapid.T) {
	for _, r := range rapid.SampledFrom(typedLetters).Draw(t, "letter") {
		w.change(func() { w.e.TypedRune(r) }, func() bool { return w.m.insert(string(r), typing) })
	}
}

func (w *machine) paste(t *rapid.T) {
	w.m.board = strings.ReplaceAll(strings.ReplaceAll(pasted.Draw(t, "clipboard"), "\r", ""), "\u2028", "")
	w.board.SetContent(w.m.board)
	w.change(func() { w.e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: w.board}) }, func() bool { return w.m.insert(w.m.board, noChange) })
}

func (w *machine) copyOrCut(t *rapid.T) {
	from, to := w.m.selection()
	if from != to {
		w.m.board = string(w.m.runes()[from:to])
	}
	if rapid.Bool().Draw(t, "cut") {
		w.change(func() { w.e.TypedShortcut(&fyne.ShortcutCut{Clipboard: w.board}) }, func() bool { w.m.erase(from, to, noChange); return true })
	} else {
		w.e.TypedShortcut(&fyne.ShortcutCopy{Clipboard: w.board})
	}
	if got := w.board.Content(); got != w.m.board {
		t.Fatalf("the clipboard has %q, want %q", got, w.m.board)
	}
}

func (w *machine) enter(*rapid.T) {
	if w.m.multi {
		w.change(func() { press(w.e, fyne.KeyReturn) }, func() bool { return w.m.insert("\n", noChange) })
	}
}

// backspace takes a selection, or a mark, or a letter with everything that belongs to it.
func (w *machine) backspace(*rapid.T) {
	from, to := w.m.selection()
	t, kind := w.m.runes(), noChange
	if from == to {
		kind = erasing
		if from = max(0, to-1); to > 0 && (!unicode.Is(unicode.Mn, t[to-1]) || t[to-1] == '\uFE0F') {
			from = 0
			for _, end := range whole(t[:to]) {
				if end < to {
					from = end
				}
			}
		}
	}
	w.change(func() { press(w.e, fyne.KeyBackspace) }, func() bool { w.m.erase(from, to, kind); return true })
}

func (w *machine) remove(*rapid.T) {
	from, to := w.m.selection()
	kind := noChange
	if t := w.m.runes(); from == to {
		kind = erasing
		if from < len(t) {
			to = from + whole(t[from:])[0]
		}
	}
	w.change(func() { press(w.e, fyne.KeyDelete) }, func() bool { w.m.erase(from, to, kind); return true })
}

func (w *machine) removeWord(t *rapid.T) {
	from, to := w.m.selection()
	key := rapid.SampledFrom([]fyne.KeyName{fyne.KeyBackspace, fyne.KeyDelete}).Draw(t, "key")
	switch {
	case from != to:
	case key == fyne.KeyBackspace:
		from = wordBefore(w.m.runes(), to)
	default:
		to = wordAfter(w.m.runes(), from)
	}
	w.change(func() { custom(w.e, key, 0) }, func() bool { w.m.erase(from, to, noChange); return true })
}

func (w *machine) undo(*rapid.T) {
	w.change(func() { w.e.TypedShortcut(&fyne.ShortcutUndo{}) }, func() bool { w.m.turn(&w.m.undos, &w.m.redos); return true })
}

func (w *machine) redo(*rapid.T) {
	w.change(func() { custom(w.e, fyne.KeyZ, fyne.KeyModifierShift) }, func() bool { w.m.turn(&w.m.redos, &w.m.undos); return true })
}

// walk presses a key that moves. Where it goes to on the screen the model cannot know; it must be between two letters, and it is told.
func (w *machine) walk(t *rapid.T) {
	key := rapid.SampledFrom([]fyne.KeyName{
		fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown,
	}).Draw(t, "key")
	extend := rapid.Bool().Draw(t, "shift")
	var m fyne.KeyModifier
	if extend {
		m = fyne.KeyModifierShift
	}
	strike(w.e, m, key)
	at := w.e.edit.caret
	if want, ok := w.ends(key); ok && at != want {
		t.Fatalf("%s in %q from %d goes to %d, want %d", key, w.m.text, w.m.caret, at, want)
	}
	if !w.m.multi && (key == fyne.KeyPageUp || key == fyne.KeyPageDown) {
		return
	}
	w.m.goes(at, extend)
}

// ends is where Home and End go: no line wraps here.
func (w *machine) ends(key fyne.KeyName) (int, bool) {
	t := w.m.runes()
	switch key {
	case fyne.KeyHome:
		return 1 + strings.LastIndex(mapped(t[:w.m.caret]), "\n"), true
	case fyne.KeyEnd:
		if n := strings.Index(mapped(t[w.m.caret:]), "\n"); n >= 0 {
			return w.m.caret + n, true
		}
		return len(t), true
	}
	return 0, false
}

// mapped has one byte for each rune, so that bytes count runes.
func mapped(t []rune) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		return 'x'
	}, string(t))
}

func (w *machine) jump(t *rapid.T) {
	key := rapid.SampledFrom([]fyne.KeyName{fyne.KeyHome, fyne.KeyEnd, fyne.KeyLeft, fyne.KeyRight}).Draw(t, "key")
	extend := rapid.Bool().Draw(t, "shift")
	before := w.m.caret
	var m fyne.KeyModifier
	if extend {
		m = fyne.KeyModifierShift
	}
	custom(w.e, key, m)
	to := map[fyne.KeyName]int{fyne.KeyHome: 0, fyne.KeyEnd: len(w.m.runes())}
	want, ok := to[key]
	if at := w.e.edit.caret; ok && at != want || !ok && at != wordBefore(w.m.runes(), before) && at != wordAfter(w.m.runes(), before) {
		t.Fatalf("Ctrl+%s in %q from %d goes to %d", key, w.m.text, before, at)
	}
	w.m.goes(w.e.edit.caret, extend)
}

func (w *machine) point(t *rapid.T) {
	p := fyne.NewPos(float32(rapid.IntRange(-5, 900).Draw(t, "x")), float32(rapid.IntRange(-5, 120).Draw(t, "y")))
	extend := rapid.Bool().Draw(t, "shift")
	var m fyne.KeyModifier
	if extend {
		m = fyne.KeyModifierShift
	}
	w.e.presses = presses{} // never a triple click
	w.e.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: p}, Button: desktop.MouseButtonPrimary, Modifier: m})
	w.m.goes(w.e.edit.caret, extend)
	if rapid.Bool().Draw(t, "drag") {
		w.e.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: p.AddXY(float32(rapid.IntRange(-300, 300).Draw(t, "dx")), 0)}})
		w.m.goes(w.e.edit.caret, true)
	}
}

func (w *machine) everything(t *rapid.T) {
	w.e.TypedShortcut(&fyne.ShortcutSelectAll{})
	w.m.caret, w.m.anchor, w.m.running = len(w.m.runes()), 0, noChange
}

func (w *machine) leave(*rapid.T) {
	w.e.canvas().Unfocus()
	w.m.goes(w.m.caret, false)
	w.e.canvas().Focus(w.e)
}

func (w *machine) set(t *rapid.T) {
	s := w.m.accepted(strings.ReplaceAll(pasted.Draw(t, "text"), "\r", ""))
	s = strings.ReplaceAll(s, "\u2028", "")
	w.e.SetText(s)
	n := len([]rune(s))
	w.m.state, w.m.undos, w.m.redos, w.m.running = state{s, n, n}, nil, nil, noChange
}

// check compares the two, and what is drawn with the text.
func (w *machine) check(t *rapid.T) {
	if w.e.Text() != w.m.text || w.e.edit.caret != w.m.caret || w.e.edit.anchor != w.m.anchor {
		t.Fatalf("entry %q %d %d, model %q %d %d", w.e.Text(), w.e.edit.caret, w.e.edit.anchor, w.m.text, w.m.caret, w.m.anchor)
	}
	if w.told != w.expect || w.last != w.want {
		t.Fatalf("OnChanged was called %d times, want %d, last with %q, want %q", w.told, w.expect, w.last, w.want)
	}
	if w.refused != 0 {
		t.Fatalf("OnLimit was called %d times too often", w.refused)
	}
	if WithoutMarks(w.e.Text()) != w.e.Text() || WithoutMarks(w.last) != w.last {
		t.Fatal("a direction mark came out")
	}
	w.drawn(t)
}

// drawn: every letter has one place on its line, and the caret is on the sheet.
func (w *machine) drawn(t *rapid.T) {
	s := w.e.page()
	ends := []int{0}
	for i := range s.lines {
		l := &s.lines[i]
		seen := make([]bool, l.to()-l.from())
		for _, c := range s.letters(l) {
			for r := c.start; r < c.end; r++ {
				if seen[r-l.from()] {
					t.Fatalf("rune %d of %q is drawn twice", r, w.m.text)
				}
				seen[r-l.from()] = true
			}
			ends = append(ends, c.start, c.end)
		}
		if slices.Contains(seen, false) {
			t.Fatalf("a rune of line %d of %q is not drawn", i, w.m.text)
		}
		ends = append(ends, l.from(), l.to())
	}
	if n, x := s.caretAt(w.m.caret, w.e.edit.after); n < 0 || n >= len(s.lines) || x < -slack || x > s.width+slack {
		t.Fatalf("the caret of %q at %d is at %v of %v on line %d", w.m.text, w.m.caret, x, s.width, n)
	}
}

// TestEntryAgainstLogicalText walks an entry through everything a person can do, beside the plain model.
func TestEntryAgainstLogicalText(t *testing.T) {
	newApp(t)
	rapid.Check(t, func(t *rapid.T) {
		multi := rapid.Bool().Draw(t, "multi")
		limit := rapid.SampledFrom([]int{0, 0, 5, 30}).Draw(t, "limit")
		dir := rapid.SampledFrom([]Dir{LTR, RTL}).Draw(t, "page")
		e := NewEntry(dir, EntryOptions{MultiLine: multi, Limit: limit, Rows: 3})
		win := test.NewWindow(e)
		defer win.Close()
		win.Resize(fyne.NewSize(4000, 120))
		win.Canvas().Focus(e)
		w := &machine{e: e, m: logical{multi: multi, limit: limit}, board: test.NewClipboard()}
		e.OnChanged = func(s string) { w.told, w.last = w.told+1, s }
		e.OnLimit = func(int) { w.refused++ }
		t.Repeat(map[string]func(*rapid.T){
			"type": w.typeLetter, "type more": w.typeLetter, "type on": w.typeLetter, "paste": w.paste, "copy or cut": w.copyOrCut, "enter": w.enter,
			"backspace": w.backspace, "delete": w.remove, "delete a word": w.removeWord, "undo": w.undo, "redo": w.redo, "walk": w.walk,
			"jump": w.jump, "point": w.point, "select all": w.everything, "leave": w.leave, "set": w.set, "": w.check,
		})
	})
}
