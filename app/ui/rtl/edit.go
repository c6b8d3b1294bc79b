package rtl

import (
	"slices"
	"strings"
	"unicode"
)

// editor is what an entry does with its text: a caret, a selection and a history over runes in
// logical order. It draws nothing and knows no width; whatever needs lines is done by the entry,
// which then moves the caret here.
type editor struct {
	text   []rune
	caret  int
	anchor int // other end of the selection; equal to caret when nothing is selected
	// after says that the caret stands behind the rune before it rather than before the rune
	// after it. The two differ on the screen where the direction or the line changes.
	after bool
	multi bool
	limit int // in runes; 0 is none
	// closed makes all of the text one word, so that a jump through a password does not tell where its words begin.
	closed bool
	undos  []moment
	redos  []moment
	last   change
}

// moment is a state that undo returns to.
type moment struct {
	text          []rune
	caret, anchor int
}

// change is the kind of the last change; typing goes back a word at a time.
type change uint8

const (
	noChange change = iota
	typing
	erasing
)

// maxUndo is how many changes can be taken back, and maxUndoRunes how much text all of them may hold: after pasting a whole book the
// memory must not fill with two hundred copies of it.
const (
	maxUndo      = 200
	maxUndoRunes = 4_000_000
)

// clean is what an entry accepts of a text: no control characters, nothing that steers direction
// or cannot be seen, one kind of line end, and none at all in a single line.
func clean(s string, multi bool) []rune {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	out := make([]rune, 0, len(s))
	for _, r := range s {
		switch {
		case r == '\n', r == '\r', r == '\u0085', r == '\u2028', r == '\u2029':
			if multi {
				out = append(out, '\n')
			} else {
				out = append(out, ' ')
			}
		case r == '\t':
			out = append(out, ' ')
		case unicode.IsControl(r), isDirectionMark(r), r == '\u200B', r == '\uFEFF':
		default:
			out = append(out, r)
		}
	}
	return out
}

// set replaces everything and forgets the history; the caret goes to the end.
func (e *editor) set(s string) {
	text, _ := fewMarks(clean(s, e.multi), 0)
	*e = editor{multi: e.multi, limit: e.limit, closed: e.closed, text: text, caret: len(text), anchor: len(text), after: true}
}

// selection is the selected part, from the lower to the higher rune.
func (e *editor) selection() (from, to int) {
	return min(e.caret, e.anchor), max(e.caret, e.anchor)
}

func (e *editor) selected() string {
	from, to := e.selection()
	return string(e.text[from:to])
}

// remember keeps the present state for undo, unless it is the middle of the same kind of change.
func (e *editor) remember(kind change) {
	if kind != noChange && kind == e.last && e.caret == e.anchor {
		return
	}
	e.undos = append(e.undos, moment{e.text, e.caret, e.anchor})
	e.undos = slices.Delete(e.undos, 0, tooMany(e.undos))
	e.redos = nil
	e.last = kind
}

// tooMany is how many of the oldest states are to be forgotten; never the last.
func tooMany(all []moment) int {
	held := 0
	for i := len(all) - 1; i >= 0; i-- {
		held += len(all[i].text)
		if len(all)-i > maxUndo || i < len(all)-1 && held > maxUndoRunes {
			return i + 1
		}
	}
	return 0
}

// insert puts text in the place of the selection. It refuses, and changes nothing, when the
// whole would be longer than the limit.
func (e *editor) insert(s string, kind change) (ok bool) {
	add := clean(s, e.multi)
	if len(add) == 0 {
		return true
	}
	from, to := e.selection()
	text := make([]rune, 0, len(e.text)+len(add))
	text = append(text, e.text[:from]...)
	text = append(text, add...)
	text = append(text, e.text[to:]...)
	text, caret := fewMarks(text, from+len(add))
	if e.limit > 0 && len(text) > e.limit && len(text) > len(e.text) {
		return false
	}
	if kind == typing && unicode.IsSpace(add[0]) {
		e.last = noChange // a new word is a new step back
	}
	e.remember(kind)
	e.text, e.caret, e.anchor, e.after = text, caret, caret, true
	return true
}

// fewMarks drops combining marks beyond the most that are drawn, and moves a position with it.
func fewMarks(text []rune, at int) ([]rune, int) {
	marks, kept := 0, 0
	moved := at
	for i, r := range text {
		if marks = countMark(r, marks); marks > maxMarks {
			if i < at {
				moved--
			}
			continue
		}
		text[kept] = r
		kept++
	}
	return text[:kept], moved
}

// erase removes from..to as one change.
func (e *editor) erase(from, to int, kind change) {
	if from >= to {
		return
	}
	e.remember(kind)
	text := make([]rune, 0, len(e.text))
	text = append(text, e.text[:from]...)
	text = append(text, e.text[to:]...)
	text, from = fewMarks(text, from)
	e.text, e.caret, e.anchor, e.after = text, from, from, true
}

// backspace removes the selection, or the mark or letter before the caret, or the word before it.
func (e *editor) backspace(word bool) {
	from, to := e.selection()
	switch {
	case from != to:
		e.erase(from, to, noChange)
	case word:
		e.erase(e.wordBefore(), to, noChange)
	case to > 0 && isAccent(e.text[to-1]):
		e.erase(to-1, to, erasing)
	default:
		e.erase(letterBefore(e.text, to), to, erasing)
	}
}

// isAccent reports a mark on a letter that a person typed by itself. What only tells how a sign looks, as in an emoji, goes with its sign.
func isAccent(r rune) bool {
	return unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Variation_Selector, r)
}

// remove removes the selection, or the letter after the caret, or the word after it.
func (e *editor) remove(word bool) {
	from, to := e.selection()
	switch {
	case from != to:
		e.erase(from, to, noChange)
	case word:
		e.erase(from, e.wordAfter(), noChange)
	default:
		e.erase(from, letterAfter(e.text, from), erasing)
	}
}

// move puts the caret somewhere; extend keeps the other end of the selection where it was.
func (e *editor) move(to int, after, extend bool) {
	e.caret = min(max(0, to), len(e.text))
	e.after = after
	e.last = noChange
	if !extend {
		e.anchor = e.caret
	}
}

func (e *editor) selectAll() {
	e.anchor, e.caret, e.after, e.last = 0, len(e.text), true, noChange
}

// selectWord selects the word, the spaces or the signs around a position.
func (e *editor) selectWord(at int) {
	if len(e.text) == 0 {
		return
	}
	if e.closed {
		e.selectAll()
		return
	}
	at = min(at, len(e.text)-1)
	kind := kindOf(e.text[at])
	from, to := at, at+1
	for from > 0 && kindOf(e.text[from-1]) == kind {
		from--
	}
	for to < len(e.text) && kindOf(e.text[to]) == kind {
		to++
	}
	e.anchor, e.caret, e.after, e.last = from, to, true, noChange
}

// selectLine selects from the line end before a position to the one after it; in a single line that is everything.
func (e *editor) selectLine(at int) {
	from, to := at, at
	for from > 0 && e.text[from-1] != '\n' {
		from--
	}
	for to < len(e.text) && e.text[to] != '\n' {
		to++
	}
	e.anchor, e.caret, e.after, e.last = from, to, true, noChange
}

// wordBefore and wordAfter are where a jump over a word lands.
func (e *editor) wordBefore() int {
	if e.closed {
		return 0
	}
	return wordBefore(e.text, e.caret)
}

func (e *editor) wordAfter() int {
	if e.closed {
		return len(e.text)
	}
	return wordAfter(e.text, e.caret)
}

func (e *editor) undo() bool {
	if len(e.undos) == 0 {
		return false
	}
	e.redos = append(e.redos, moment{e.text, e.caret, e.anchor})
	e.restore(&e.undos)
	return true
}

func (e *editor) redo() bool {
	if len(e.redos) == 0 {
		return false
	}
	e.undos = append(e.undos, moment{e.text, e.caret, e.anchor})
	e.restore(&e.redos)
	return true
}

func (e *editor) restore(from *[]moment) {
	m := (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	e.text, e.caret, e.anchor, e.after, e.last = m.text, m.caret, m.anchor, true, noChange
}

// window is how far around a position letters are looked for; longer than any one letter with all
// its marks.
const window = 64

// letterBefore is the start of what a reader sees as one letter before a position.
func letterBefore(text []rune, at int) int {
	if at <= 0 {
		return 0
	}
	from := max(0, at-window)
	start := from
	for _, end := range graphemes(text[from:at]) {
		if from+end < at {
			start = from + end
		}
	}
	return start
}

// letterAfter is the end of what a reader sees as one letter after a position.
func letterAfter(text []rune, at int) int {
	if at >= len(text) {
		return len(text)
	}
	ends := graphemes(text[at:min(len(text), at+window)])
	return at + ends[0]
}

// runeKind tells words from spaces and signs, for jumping and double clicks.
type runeKind uint8

const (
	spaceKind runeKind = iota
	wordKind
	signKind
	lineKind
)

func kindOf(r rune) runeKind {
	switch {
	case r == '\n':
		return lineKind
	case unicode.IsSpace(r):
		return spaceKind
	case unicode.IsLetter(r), unicode.IsNumber(r), unicode.Is(unicode.M, r), r == '_', r == '\u200C', r == '\u200D':
		return wordKind
	}
	return signKind
}

// wordBefore is where a jump to the previous word lands: the start of the word before a position.
func wordBefore(text []rune, at int) int {
	for at > 0 && kindOf(text[at-1]) == spaceKind {
		at--
	}
	if at == 0 {
		return 0
	}
	kind := kindOf(text[at-1])
	at--
	for at > 0 && kind != lineKind && kindOf(text[at-1]) == kind {
		at--
	}
	return at
}

// wordAfter is where a jump to the next word lands: the end of the word after a position.
func wordAfter(text []rune, at int) int {
	for at < len(text) && kindOf(text[at]) == spaceKind {
		at++
	}
	if at == len(text) {
		return at
	}
	kind := kindOf(text[at])
	at++
	for at < len(text) && kind != lineKind && kindOf(text[at]) == kind {
		at++
	}
	return at
}
