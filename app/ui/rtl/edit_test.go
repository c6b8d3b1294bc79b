package rtl

import (
	"slices"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// plain is the simplest thing that behaves as an editor should: runes, two positions, and every
// earlier state.
type plain struct {
	text          []rune
	caret, anchor int
}

func (p *plain) replace(from, to int, with []rune) {
	p.text = slices.Concat(p.text[:from], with, p.text[to:])
	p.caret = from + len(with)
	p.anchor = p.caret
}

func (p *plain) sel() (int, int) { return min(p.caret, p.anchor), max(p.caret, p.anchor) }

// twins do everything twice: once in the editor and once in plain runes.
type twins struct {
	e editor
	p plain
}

var letters = rapid.StringOfN(rapid.SampledFrom([]rune("abİ é 12-.\nفاطمة\u200F\u2067\x07\t")), 0, 6, -1)

func (w *twins) insert(t *rapid.T) {
	s := letters.Draw(t, "s")
	w.e.insert(s, rapid.SampledFrom([]change{noChange, typing}).Draw(t, "kind"))
	if add := clean(s, w.e.multi); len(add) > 0 {
		from, to := w.p.sel()
		w.p.replace(from, to, add)
	}
}

func (w *twins) move(t *rapid.T) {
	to := rapid.IntRange(-2, len(w.p.text)+2).Draw(t, "to")
	extend := rapid.Bool().Draw(t, "extend")
	w.e.move(to, false, extend)
	w.p.caret = min(max(0, to), len(w.p.text))
	if !extend {
		w.p.anchor = w.p.caret
	}
}

func (w *twins) backspace(t *rapid.T) {
	from, to := w.p.sel()
	word := rapid.Bool().Draw(t, "word")
	w.e.backspace(word)
	switch {
	case from == to && word:
		from = wordBefore(w.p.text, to)
	case from == to:
		from = max(0, to-1)
	}
	w.p.replace(from, to, nil)
}

func (w *twins) remove(t *rapid.T) {
	from, to := w.p.sel()
	word := rapid.Bool().Draw(t, "word")
	w.e.remove(word)
	switch {
	case from == to && word:
		to = wordAfter(w.p.text, from)
	case from == to:
		to = min(len(w.p.text), to+1)
	}
	w.p.replace(from, to, nil)
}

func (w *twins) undoAndRedo(t *rapid.T) {
	before := w.e.text
	if w.e.undo() && !w.e.redo() {
		t.Fatal("what was undone cannot be redone")
	}
	if string(before) != string(w.e.text) {
		t.Fatalf("redo gave %q, was %q", string(w.e.text), string(before))
	}
	w.e.move(w.p.anchor, false, false)
	w.e.move(w.p.caret, false, true)
}

func (w *twins) check(t *rapid.T) {
	if string(w.e.text) != string(w.p.text) || w.e.caret != w.p.caret || w.e.anchor != w.p.anchor {
		t.Fatalf("editor %q %d %d, runes %q %d %d", string(w.e.text), w.e.caret, w.e.anchor, string(w.p.text), w.p.caret, w.p.anchor)
	}
	for _, r := range w.e.text {
		if isDirectionMark(r) || r != '\n' && unicode.IsControl(r) || r == '\n' && !w.e.multi {
			t.Fatalf("%U was let in", r)
		}
	}
}

func TestEditorAgainstRunes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := twins{e: editor{multi: rapid.Bool().Draw(t, "multi")}}
		t.Repeat(map[string]func(*rapid.T){
			"insert": w.insert, "move": w.move, "backspace": w.backspace,
			"delete": w.remove, "undo and redo": w.undoAndRedo, "": w.check,
		})
	})
}

func TestUndoGoesBackToEveryState(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := editor{multi: true}
		states := []string{""}
		for range rapid.IntRange(1, 40).Draw(t, "n") {
			before := string(e.text)
			switch rapid.IntRange(0, 2).Draw(t, "what") {
			case 0:
				e.insert(rapid.StringMatching(`[a-zفاطم ]{1,4}`).Draw(t, "s"), noChange)
			case 1:
				e.backspace(true)
			case 2:
				e.selectAll()
				e.remove(false)
			}
			if string(e.text) != before {
				states = append(states, string(e.text))
			}
		}
		for i := len(states) - 2; i >= 0; i-- {
			if !e.undo() {
				t.Fatalf("no undo to state %d", i)
			}
			if string(e.text) != states[i] {
				t.Fatalf("undo gave %q, want %q", string(e.text), states[i])
			}
		}
		if e.undo() {
			t.Fatal("undo before the beginning")
		}
	})
}

func TestTypingIsUndoneByTheWord(t *testing.T) {
	var e editor
	for _, r := range "een twee drie" {
		e.insert(string(r), typing)
	}
	for _, want := range []string{"een twee", "een", ""} {
		e.undo()
		if string(e.text) != want {
			t.Errorf("after undo %q, want %q", string(e.text), want)
		}
	}
	e.redo()
	if string(e.text) != "een" {
		t.Errorf("after redo %q", string(e.text))
	}
}

func TestLimitRefusesWhole(t *testing.T) {
	e := editor{limit: 5}
	if !e.insert("abcde", noChange) {
		t.Fatal("five runes refused")
	}
	if e.insert("f", typing) || string(e.text) != "abcde" {
		t.Errorf("a sixth was let in: %q", string(e.text))
	}
	e.selectAll()
	if !e.insert("فاطمة", noChange) {
		t.Error("a replacement of the same length was refused")
	}
	e.set("longer than five")
	if string(e.text) != "longer than five" {
		t.Errorf("what was kept was cut: %q", string(e.text))
	}
	if !func() bool { e.selectAll(); return e.insert("shorter", noChange) }() {
		t.Error("making it shorter was refused")
	}
}

func TestClean(t *testing.T) {
	tests := []struct {
		in          string
		multi       bool
		want        string
		description string
	}{
		{"a\r\nb\rc\u2029d", true, "a\nb\nc\nd", "line ends"},
		{"a\r\nb", false, "a b", "single line"},
		{"\u202Eabc\u202C\u200F\u2066", true, "abc", "direction marks"},
		{"a\x00\x1b\x7fb\u200B\uFEFF", true, "ab", "what cannot be seen"},
		{"می\u200Cخواهم", false, "می\u200Cخواهم", "the joiner of Persian stays"},
		{"a\xffb", false, "a\uFFFDb", "broken bytes"},
		{"a\tb", true, "a b", "tab"},
	}
	for _, tc := range tests {
		if got := string(clean(tc.in, tc.multi)); got != tc.want {
			t.Errorf("%s: clean(%q) = %q, want %q", tc.description, tc.in, got, tc.want)
		}
	}
}

func TestLetters(t *testing.T) {
	e := editor{}
	e.set("a👩‍👧é")
	e.backspace(false)
	e.backspace(false)
	if got := string(e.text); got != "a" {
		t.Errorf("two letters back left %q", got)
	}
	e.set("غدًا")
	e.move(3, true, false)
	e.backspace(false)
	if got := string(e.text); got != "غدا" {
		t.Errorf("the mark alone should go, left %q", got)
	}
}

func TestManyMarksAreCut(t *testing.T) {
	var e editor
	long := []rune{'a'}
	for range 10000 {
		long = append(long, '\u0301')
	}
	e.insert(string(long), noChange)
	if len(e.text) != 1+maxMarks || e.caret != len(e.text) {
		t.Errorf("%d runes, caret %d", len(e.text), e.caret)
	}
}

func TestPicturesStayWhole(t *testing.T) {
	for s, want := range map[string]int{
		"👩\u200D👧": 1, "😀👩\u200D👧": 2, "😀😀👩\u200D👧": 3, "👩\u200D👧👩\u200D👧": 2, "👍🏽👩🏽\u200D⚕\uFE0F": 2, "❤\uFE0F\u200D🔥": 1,
		"a\u200D👧": 2, "🇲🇦🇳🇱": 2, "1\uFE0F\u20E3": 1, "غ\u064B\u0651": 1,
	} {
		var e editor
		e.set(s)
		n := 0
		for len(e.text) > 0 {
			at := e.caret
			e.move(letterBefore(e.text, e.caret), true, false)
			e.erase(e.caret, at, noChange)
			n++
		}
		if n != want {
			t.Errorf("%q is %d letters, want %d", s, n, want)
		}
		if got := len(graphemes([]rune(s))); got != want {
			t.Errorf("%q has %d ends of letters, want %d", s, got, want)
		}
	}
}
