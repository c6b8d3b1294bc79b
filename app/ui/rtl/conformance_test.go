package rtl

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Unicode's own cases are in Debian's package unicode-data; where that is not installed there is nothing to compare with.
const unicodeFiles = "/usr/share/unicode/"

// The controls a case can have. Embeddings and overrides are not obeyed here, on purpose: with them a text can be made to look like another.
const (
	noControls = iota
	isolates
	embeddings
)

// tally counts the cases of a file by the controls they have, and those that differ.
type tally struct {
	all, wrong [3]int
	first      string // the first that differs and may not
}

func (y *tally) add(c bidiCase) {
	kind := c.controls()
	y.all[kind]++
	wrong := c.differs()
	if wrong == "" {
		return
	}
	y.wrong[kind]++
	if y.first == "" && kind != embeddings {
		y.first = fmt.Sprintf("%U, base %v: %s", c.text, c.base, wrong)
	}
}

func (y *tally) report(t *testing.T) {
	t.Helper()
	right := func(kind int) string { return fmt.Sprintf("%d of %d", y.all[kind]-y.wrong[kind], y.all[kind]) }
	t.Logf("%s cases without explicit controls agree, %s with isolates only, %s with embeddings or overrides, which are not obeyed",
		right(noControls), right(isolates), right(embeddings))
	if y.all[noControls] == 0 {
		t.Error("no cases were found")
	}
	if y.first != "" {
		t.Errorf("%d and %d cases differ; the first: %s", y.wrong[noControls], y.wrong[isolates], y.first)
	}
}

// bidiCase is one paragraph of one line. "x" is a level of a sign that draws nothing.
type bidiCase struct {
	text   []rune
	base   Dir
	levels []string
	order  []string
}

func (c bidiCase) controls() int {
	switch {
	case slices.ContainsFunc(c.text, isOverride):
		return embeddings
	case slices.ContainsFunc(c.text, func(r rune) bool { return r >= leftIsolate && r <= endIsolate }):
		return isolates
	}
	return noControls
}

// differs says what is wrong in the levels or in the order on the line, and is empty when nothing is.
func (c bidiCase) differs() string {
	got := resolve(c.text, c.base)
	for i, want := range c.levels {
		if want != "x" && want != strconv.Itoa(int(got[i])) {
			return fmt.Sprintf("levels %v, want %v", got, c.levels)
		}
	}
	var order []string
	for _, run := range visual(c.text, got, 0, len(c.text), c.base) {
		part := make([]string, 0, run.end-run.start)
		for i := run.start; i < run.end; i++ {
			if c.levels[i] != "x" {
				part = append(part, strconv.Itoa(i))
			}
		}
		if run.rtl {
			slices.Reverse(part)
		}
		order = append(order, part...)
	}
	if !slices.Equal(order, c.order) {
		return fmt.Sprintf("order %v, want %v", order, c.order)
	}
	return ""
}

func lines(t *testing.T, name string, each func(string)) {
	t.Helper()
	f, err := os.Open(unicodeFiles + name)
	if err != nil {
		t.Skip(name + " of Debian's unicode-data is not here")
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		if s := sc.Text(); s != "" && !strings.HasPrefix(s, "#") {
			each(s)
		}
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
}

// TestBidiCharacterTest checks every case of the file, levels and order, with the base that is given or that the first letter gives.
func TestBidiCharacterTest(t *testing.T) {
	var y tally
	lines(t, "BidiCharacterTest.txt", func(s string) {
		fields := strings.Split(s, ";")
		c := bidiCase{levels: strings.Fields(fields[3]), order: strings.Fields(fields[4])}
		for _, h := range strings.Fields(fields[0]) {
			n, err := strconv.ParseUint(h, 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			c.text = append(c.text, rune(n))
		}
		switch fields[1] {
		case "1":
			c.base = RTL
		case "2":
			c.base = firstStrong(c.text, LTR)
		}
		y.add(c)
	})
	y.report(t)
	all, wrong := 0, 0
	for kind, n := range y.all {
		all, wrong = all+n, wrong+y.wrong[kind]
	}
	t.Logf("%d of %d cases agree", all-wrong, all)
	if wrong*1000 > all {
		t.Errorf("%d of %d cases differ: more than one in a thousand", wrong, all)
	}
}

// sample is a character of each class of BidiTest.txt.
var sample = map[string]rune{
	"L": 'a', "R": 'א', "AL": 'ا', "EN": '1', "ES": '+', "ET": '#', "AN": '٣', "CS": ':', "NSM": '\u0300', "BN": '\u00AD', "S": '\t',
	"WS": ' ', "ON": '!', "B": '\u2029', "LRE": '\u202A', "RLE": '\u202B', "PDF": '\u202C', "LRO": '\u202D', "RLO": '\u202E', "LRI": '\u2066',
	"RLI": '\u2067', "FSI": '\u2068', "PDI": '\u2069',
}

// TestBidiTest checks the cases by class, as far as a single line can show them: not those with a paragraph separator, at which a text was
// split before it comes here.
func TestBidiTest(t *testing.T) {
	var y tally
	var levels, order []string
	split := 0
	lines(t, "BidiTest.txt", func(s string) {
		if after, ok := strings.CutPrefix(s, "@Levels:"); ok {
			levels = strings.Fields(after)
			return
		}
		if after, ok := strings.CutPrefix(s, "@Reorder:"); ok {
			order = strings.Fields(after)
			return
		}
		input, bits, ok := strings.Cut(s, "; ")
		if !ok || strings.HasPrefix(s, "@") {
			return
		}
		if slices.Contains(strings.Fields(input), "B") {
			split++
			return
		}
		y.cases(t, input, bits, levels, order)
	})
	t.Logf("%d lines with a paragraph separator are left out", split)
	y.report(t)
}

// cases adds a line of BidiTest.txt with every base that its bits name: the first letter's, left, right.
func (y *tally) cases(t *testing.T, input, bits string, levels, order []string) {
	t.Helper()
	n, err := strconv.ParseUint(bits, 16, 8)
	if err != nil {
		t.Fatal(err)
	}
	var text []rune
	for _, class := range strings.Fields(input) {
		text = append(text, sample[class])
	}
	for bit, base := range map[uint64]Dir{1: firstStrong(text, LTR), 2: LTR, 4: RTL} {
		if n&bit != 0 {
			y.add(bidiCase{text: text, base: base, levels: levels, order: order})
		}
	}
}

// TestGraphemeBreakTest checks what a reader sees as one letter, over which the caret goes and which Backspace takes.
func TestGraphemeBreakTest(t *testing.T) {
	all, wrong := 0, 0
	lines(t, "auxiliary/GraphemeBreakTest.txt", func(s string) {
		s, _, _ = strings.Cut(s, "#")
		var text []rune
		var want []int
		for _, field := range strings.Fields(s) {
			switch field {
			case "÷":
				want = append(want, len(text))
			case "×":
			default:
				n, err := strconv.ParseUint(field, 16, 32)
				if err != nil {
					t.Fatal(err)
				}
				text = append(text, rune(n))
			}
		}
		all++
		if got := graphemes(text); !slices.Equal(got, want[1:]) {
			wrong++
			t.Errorf("%U: the letters end at %v, want %v", text, got, want[1:])
		}
	})
	t.Logf("%d of %d cases agree", all-wrong, all)
}
