package main

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/listing"
	"schakel/app/ui/rtl"
)

// shortened are the only places where a text may end in an ellipsis, each of which opens to the whole of it: the two lines of a row in a
// list, and the words on a day of the calendar, which stand whole in the card of the day.
var shortened = []string{"listBody", "tight"}

// floating are the places that stand above the page for a moment, or until they are closed.
var floating = []string{"Toasts"}

// slip is one thing that is wrong with a text of a screen.
type slip struct{ text, wrong string }

func (s slip) String() string { return fmt.Sprintf("%q %s", s.text, s.wrong) }

// measure finds every text of the window that is cut, covered, or out of reach.
func measure(w fyne.Window) []slip {
	all := sight(w)
	texts := scripts(all)
	window := areaOf(fyne.Position{}, w.Canvas().Size())
	var out []slip
	content := w.Canvas().Content()
	if least := content.MinSize(); least.Width > window.wide()+slack || least.Height > window.high()+slack {
		return []slip{{widest(content), fmt.Sprintf("is in a page that asks for %v in a window of %v", least, w.Canvas().Size())}}
	}
	covers := opaque(all)
	texts = slices.DeleteFunc(texts, func(t *script) bool { return hidden(t, covers) })
	for _, t := range texts {
		if wrong := misplaced(t, window); wrong != "" {
			out = append(out, slip{t.text, wrong})
		}
	}
	return slices.Concat(out, overlapping(texts), narrow(all))
}

// widest leads from the whole to what makes it so wide: a text, or else what it is.
func widest(o fyne.CanvasObject) string {
	if t, ok := o.(*rtl.Text); ok {
		return t.Text()
	}
	var most fyne.CanvasObject
	for _, child := range inside(o) {
		if child != nil && child.Visible() && (most == nil || child.MinSize().Width > most.MinSize().Width) {
			most = child
		}
	}
	if most == nil || most.MinSize().Width < o.MinSize().Width/3 {
		return kindOf(o)
	}
	return widest(most)
}

// hidden reports whether a surface that is drawn later covers the whole of a text, as a menu does.
func hidden(t *script, covers []*seen) bool {
	for _, s := range covers {
		if s.nth > t.nth && s.box.within(s.clip).covers(t.box) {
			return true
		}
	}
	return false
}

// misplaced says what is wrong with the place of one text, or "".
func misplaced(t *script, window area) string {
	if strings.Count(t.drawn, "…") > strings.Count(t.text, "…") && !slices.ContainsFunc(shortened, t.inside) && !invented(t) {
		return fmt.Sprintf("is cut to %q in %v", t.drawn, t.box)
	}
	if t.typed {
		return ""
	}
	for _, p := range t.pieces {
		switch {
		case p.x < t.box.x-slack || p.right > t.box.right+slack:
			return fmt.Sprintf("is drawn from %.0f to %.0f in a box from %.0f to %.0f", p.x, p.right, t.box.x, t.box.right)
		case p.y+p.high()*0.6 > t.box.bottom+slack:
			return fmt.Sprintf("is higher than its box: %v in %v", p, t.box)
		}
	}
	return strayed(t, window)
}

// invented reports whether a text is the hint of an empty field in the pseudo-language, which may be cut: it is an example below a label, and
// the hints of the real languages have to fit.
func invented(t *script) bool { return t.inside("Entry") && strings.HasPrefix(t.text, "[") }

// strayed says in which of the objects around it a text does not fit, or "".
func strayed(t *script, window area) string {
	for in := t.in; in != nil; in = in.in {
		if t.scroll == in {
			break // what lies in a scroll may lie anywhere in its content, which comes before it
		}
		if in.box.wide() < 1 && in.box.high() < 1 {
			continue
		}
		if !in.box.covers(t.box) {
			return fmt.Sprintf("lies at %v, outside its %s at %v", t.box, in.kind, in.box)
		}
	}
	if t.scroll != nil {
		view := t.scroll.box
		if t.box.x < view.x-slack || t.box.right > view.right+slack {
			return fmt.Sprintf("lies from %.0f to %.0f in a scroll from %.0f to %.0f", t.box.x, t.box.right, view.x, view.right)
		}
		if !window.covers(view) {
			return fmt.Sprintf("lies in a scroll at %v, outside the window", view)
		}
		return ""
	}
	if !window.covers(t.box) {
		return fmt.Sprintf("lies at %v, outside the window", t.box)
	}
	return ""
}

// overlapping finds texts that are drawn over each other.
func overlapping(texts []*script) []slip {
	var out []slip
	for i, a := range texts {
		for _, b := range texts[i+1:] {
			if a.floats != b.floats {
				continue
			}
			if over := across(a, b); over != "" {
				out = append(out, slip{a.text, fmt.Sprintf("and %q are drawn over each other: %s", b.text, over)})
			}
		}
	}
	return out
}

// across says where two texts overlap. Those in one scroll are compared wherever they lie in it, others where they can be seen.
func across(a, b *script) string {
	for _, p := range a.pieces {
		for _, q := range b.pieces {
			p, q := p.within(a.box), q.within(b.box)
			if a.scroll != b.scroll || a.typed || b.typed {
				p, q = p.within(a.clip), q.within(b.clip)
			}
			if !p.empty() && !q.empty() && !p.within(q).empty() {
				return fmt.Sprintf("%v and %v", p, q)
			}
		}
	}
	return ""
}

// narrow finds lists of which so little can be seen that nobody can read down them.
func narrow(all []*seen) []slip {
	var out []slip
	for _, s := range all {
		list, ok := s.of.(*listing.List)
		if !ok {
			continue
		}
		rows, seen := list.Rows()
		if seen < min(float32(rows), leastRows) {
			out = append(out, slip{s.kind, fmt.Sprintf("shows %.1f of %d rows", seen, rows)})
		}
	}
	return out
}

// leastRows is how much of a list must be in sight.
const leastRows = 3
