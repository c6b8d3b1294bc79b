package main

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/google/go-cmp/cmp"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/settings"
)

var update = flag.Bool("update", false, "write the markup of every screen anew")

// columns is in how many parts the width of the window is cut: where something stands is told in these, so that a letter more or less
// changes nothing.
const columns = 32

// item is one thing of a screen as a reader meets it: a text, a picture, or a frame, button or list around others.
type item struct {
	*seen
	label    string // what it says
	children []*item
	row      int // which row it stands in, among what lies beside it
}

// plain are kinds that only lay others out: their content stands in their place.
var plain = []string{
	"Container", "Scroll", "Sheet", "Beside", "Columns", "Cells", "Group", "Spread", "sized", "least", "Lead", "pair", "Wrapped", "ringed", "Under",
	"watched", "tight", "clip", "searchRow", "railBody", "listBody", "Field", "Sized", "IconView", "Rings", "sheet",
}

// reader turns what the window shows into lines of text.
type reader struct {
	children map[*seen][]*seen
	width    float32
	rtl      bool // rows are read from the right
	rail     bool // the rail is written out, and not only where it stands
	out      strings.Builder
}

// markup is what the window shows: a line for each row of words in the order in which it is read, further in for what lies in it. After its
// kind come its state, its words, and from which to which column of the window it stands, counted from the left. "below" follows what is
// scrolled to.
func markup(w fyne.Window, rtl, rail bool) string {
	r := &reader{children: map[*seen][]*seen{}, width: w.Canvas().Size().Width, rtl: rtl, rail: rail}
	var roots []*seen
	for _, s := range sight(w) {
		if s.in == nil {
			roots = append(roots, s)
			continue
		}
		r.children[s.in] = append(r.children[s.in], s)
	}
	for _, root := range roots {
		r.rows(r.ordered(r.items(root)), 0)
	}
	return r.out.String()
}

// items are the things that an object shows: itself with what lies in it, or only that.
func (r *reader) items(s *seen) []*item {
	if label, ends := said(s); ends {
		if label == "" {
			return nil
		}
		return []*item{{seen: s, label: label}}
	}
	var in []*item
	for _, child := range r.children[s] {
		in = append(in, r.items(child)...)
	}
	if len(in) == 0 || slices.Contains(plain, s.kind) {
		return in
	}
	return []*item{{seen: s, children: r.ordered(in)}}
}

// said is what a thing says by itself; ends is whether what lies in it is a part of that.
func said(s *seen) (label string, ends bool) {
	switch v := s.of.(type) {
	case *rtl.Text:
		return quoted(v), true
	case *rtl.Entry:
		return fmt.Sprintf("%q", v.Text()), v.Text() != ""
	case *canvas.Image:
		if v.Resource == nil {
			return "picture", true
		}
		name := strings.TrimSuffix(v.Resource.Name(), ".svg")
		return strings.TrimPrefix(inks.ReplaceAllString(name, ""), "schakel-"), true
	}
	return "", false
}

// inks are the colours in the name of a drawing.
var inks = regexp.MustCompile(`-[0-9a-f]{6}\b`)

// quoted is a text with its look: a hash for a title, a star for bold, a caret for small.
func quoted(t *rtl.Text) string {
	if t.Text() == "" {
		return ""
	}
	sign, largest := "", float32(0)
	for _, o := range inside(t) {
		piece, ok := o.(*canvas.Text)
		if !ok || piece.TextSize <= largest {
			continue
		}
		largest = piece.TextSize
		switch {
		case largest > look.Size(look.SizeText)+1:
			sign = "#"
		case largest < look.Size(look.SizeText)-0.5:
			sign = "^"
		case piece.TextStyle.Bold:
			sign = "*"
		default:
			sign = ""
		}
	}
	return sign + fmt.Sprintf("%q", t.Text())
}

// ordered puts things in the order in which they are read: row by row, and in a row from the side where the reading begins. What stands in
// one row is known by the lowest of it: a picture beside two lines of words stands with the first.
func (r *reader) ordered(all []*item) []*item {
	slices.SortStableFunc(all, func(a, b *item) int { return int(math.Round(float64(a.box.y - b.box.y))) })
	row, band := -1, area{}
	for _, it := range all {
		middle := func(a area) float32 { return (a.y + a.bottom) / 2 }
		holds := func(a area, y float32) bool { return y >= a.y && y <= a.bottom }
		if row >= 0 && (holds(band, middle(it.box)) || holds(it.box, middle(band))) {
			band.y, band.bottom = max(band.y, it.box.y), min(band.bottom, it.box.bottom)
		} else {
			row, band = row+1, it.box
		}
		it.row = row
	}
	slices.SortStableFunc(all, func(a, b *item) int {
		switch {
		case a.row != b.row:
			return a.row - b.row
		case r.rtl:
			return int(math.Round(float64(b.box.right - a.box.right)))
		}
		return int(math.Round(float64(a.box.x - b.box.x)))
	})
	return all
}

// rows writes things: those without anything in them that stand in one row on one line, and each of the others on a line with what lies in
// it below.
func (r *reader) rows(all []*item, depth int) {
	for i := 0; i < len(all); {
		var line []string
		var first *item
		j := i
		for ; j < len(all) && all[j].row == all[i].row; j++ {
			words, end := r.words(all[j])
			if len(end.children) > 0 {
				break
			}
			if first == nil {
				first = all[j]
			}
			line = append(line, words)
		}
		if first != nil {
			r.write(depth, strings.Join(line, " | "), first)
			i = j
			continue
		}
		words, end := r.words(all[i])
		r.write(depth, words, all[i])
		r.rows(end.children, depth+1)
		i++
	}
}

func (r *reader) write(depth int, words string, it *item) {
	r.out.WriteString(strings.Repeat("  ", depth) + words)
	if it.box.within(it.clip).empty() {
		r.out.WriteString(" below")
	}
	r.out.WriteByte('\n')
}

// words are what a thing says and where, with the one thing in it when there is only one; end is the innermost of these.
func (r *reader) words(it *item) (words string, end *item) {
	at := func(x float32) int { return int(math.Round(float64(x * columns / r.width))) }
	parts := it.words()
	if it.kind == "Rail" && !r.rail {
		return "Rail", &item{seen: it.seen}
	}
	for end = it; len(end.children) == 1; {
		end = end.children[0]
		parts += " " + end.words()
	}
	if row := end.beside(); row != nil { // a button with a picture and words is one thing
		for _, o := range row {
			parts += " " + o.words()
		}
		end = &item{seen: end.seen}
	}
	return fmt.Sprintf("%s @%d-%d", strings.TrimSpace(parts), at(it.box.x), at(it.box.right)), end
}

// beside is what lies in a thing when that is one row of a picture and words, else nil.
func (it *item) beside() []*item {
	if len(it.children) == 0 || len(it.children) > 3 {
		return nil
	}
	for _, o := range it.children {
		if o.row != 0 || len(o.children) > 1 || len(o.children) == 1 && o.kind != "Panel" {
			return nil
		}
	}
	return it.children
}

// words are the kind of a thing, its state, and what it says. A text and a picture need no kind.
func (it *item) words() string {
	parts := []string{it.kind}
	switch it.of.(type) {
	case *rtl.Text, *canvas.Image:
		parts = nil
	}
	if v, ok := it.of.(interface{ On() bool }); ok && v.On() {
		parts = append(parts, "on")
	}
	if v, ok := it.of.(fyne.Disableable); ok && v.Disabled() {
		parts = append(parts, "disabled")
	}
	if it.label != "" {
		parts = append(parts, it.label)
	}
	return strings.Join(parts, " ")
}

// port is that of the invented CJG, another each time.
var port = regexp.MustCompile(`127\.0\.0\.1:\d+`)

// secret is a code or a part of one, which depends on all that was made up before it.
var secret = regexp.MustCompile(`\b[0-9A-Z]{4,5}(-[0-9A-Z]{4,5})+\b`)

// words are the six words of a fingerprint, of keys that are made anew each time.
var words = regexp.MustCompile(`\b([b-z][aiou][b-z][aiou][b-z] ){5}[b-z][aiou][b-z][aiou][b-z]\b`)

// fleeting is the screen of the log: which views it notes together depends on how fast this computer is.
const fleeting = "wat-er-gebeurde"

// mask takes out what is another each time.
func (c *camera) mask(text string) string {
	text = strings.ReplaceAll(text, c.temp, "TEMP")
	text = port.ReplaceAllString(text, "127.0.0.1:PORT")
	text = words.ReplaceAllString(text, "SIX WORDS")
	return secret.ReplaceAllString(text, "CODE")
}

// TestMarkup keeps what every screen shows in Dutch and in Arabic, so that a change of a screen is read as a change of text. With -update it
// writes it anew: go test -tags ci ./app/schakel/screenshots -run Markup -update.
func TestMarkup(t *testing.T) {
	for _, lang := range []string{"nl", "ar"} {
		t.Run(lang, func(t *testing.T) {
			dir := filepath.Join("testdata", "markup", lang)
			kept := map[string]bool{}
			o := options{lang: lang, step: settings.UsualStep, size: fyne.NewSize(settings.UsualWidth, settings.UsualHigh)}
			along(t, o, func(c *camera, name string) {
				if name == fleeting {
					return
				}
				file := name + ".txt"
				kept[file] = true
				compare(t, filepath.Join(dir, file), c.mask(markup(c.shell.Window(), lang == "ar", name == "vandaag")))
			})
			found, err := os.ReadDir(dir)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range found {
				if !kept[f.Name()] {
					t.Errorf("%s is of no screen", filepath.Join(dir, f.Name()))
				}
			}
		})
	}
}

// compare holds what a screen shows against what is kept of it.
func compare(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Errorf("%v: run with -update and read what it writes", err)
		return
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s shows something else (-kept +now):\n%s", path, diff)
	}
}
