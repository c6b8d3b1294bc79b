package rtl

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestEveryCaretIsReached walks a mixed line from one side to the other: the caret must never go
// back on the screen and must pass every letter.
func TestEveryCaretIsReached(t *testing.T) {
	e, _ := show(t, LTR, EntryOptions{})
	words := []string{"abc", "فاطمة", "12", "لا", "غدًا", "(x)", "H-0042", "😀", "é", "ሰላም"}
	rapid.Check(t, func(rt *rapid.T) {
		e.SetText(strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 6).Draw(rt, "words"), " "))
		s := e.page()
		l := &s.lines[0]
		at, after := l.from(), false
		if l.of.base == RTL {
			at, after = l.to(), true
		}
		cells := s.letters(l)
		_, slot := s.beside(l, at, after)
		for slot > 0 { // a run against the base can begin at the edge
			at, after = s.step(at, after, false)
			_, slot = s.beside(l, at, after)
		}
		var last float32 = -1
		seen := map[int]bool{at: true}
		for i := range len(cells) {
			at, after = s.step(at, after, true)
			seen[at] = true
			x, slot := s.beside(l, at, after)
			if x < last-slack || slot != i+1 {
				rt.Fatalf("step %d of %q: x %v after %v, slot %d", i, e.Text(), x, last, slot)
			}
			last = x
		}
		for _, c := range cells {
			if !seen[c.start] && !seen[c.end] {
				rt.Fatalf("letter %d-%d of %q was not passed", c.start, c.end, e.Text())
			}
			if c.x1 < c.x0-slack {
				rt.Fatalf("letter %d of %q from %v to %v", c.start, e.Text(), c.x0, c.x1)
			}
		}
	})
}

func TestClickFindsEveryLetter(t *testing.T) {
	e, _ := show(t, LTR, EntryOptions{})
	for _, text := range []string{"Bel فاطمة الزهراء op 12", "فاطمة Zuiderwijk 12 لا", "abc"} {
		e.SetText(text)
		s := e.page()
		for _, c := range s.letters(&s.lines[0]) {
			if c.x1-c.x0 < 1 {
				continue
			}
			for share, want := range map[float32]int{.1: c.start, .9: c.end} {
				if c.rtl {
					want = c.start + c.end - want
				}
				at, after := s.hit(c.x0+(c.x1-c.x0)*share, 5)
				if at != want {
					t.Errorf("%q letter %d: hit %d, want %d", text, c.start, at, want)
				}
				if x, _ := s.beside(&s.lines[0], at, after); x < c.x0-slack || x > c.x1+slack {
					t.Errorf("%q letter %d: the caret is drawn at %v, not between %v and %v", text, c.start, x, c.x0, c.x1)
				}
			}
		}
	}
}
