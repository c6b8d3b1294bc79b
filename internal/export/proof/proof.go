// Package proof looks at a paper as somebody else would: what another program reads of it, and whether everything stands where it should. Only
// tests use it.
package proof

import (
	"bytes"
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"schakel/assets"
	"schakel/internal/export"
)

// Margin is how far from the edge of the paper everything stands, in points; a paper that is cut out by hand may go nearer.
const (
	Margin = 56.7
	near   = 18.0
	width  = 595.28
	height = 841.89
)

// Faces are those of Schakel.
func Faces() export.Faces {
	return export.Faces{Regular: assets.FontRegular(), Bold: assets.FontBold()}
}

// Wrong says what is wrong with a paper that should be in a language: its tag and direction, a text that is missing, type over a margin or over other
// type, a heading alone at the foot of a page, and the properties of the file. Where poppler is installed it also says which lines poppler does
// not read whole and in order, and what it reads that was not written.
func Wrong(doc export.Document, tag string) []string {
	var wrong []string
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	if doc.Lang != tag || (doc.Dir != 0) != (tag == "ar") {
		say("its language is %s and its direction %d", doc.Lang, doc.Dir)
	}
	lines, err := export.Lines(doc, Faces())
	if err != nil {
		return append(wrong, err.Error())
	}
	edge := Margin
	if doc.Bare {
		edge = near
	}
	for i, l := range lines {
		if strings.Contains(l.Text, "⟦") {
			say("a text is missing: %s", l.Text)
		}
		if l.X < edge-0.5 || l.X+l.Width > width-edge+0.5 || l.Y < edge-0.5 || l.Y+l.Size > height-near {
			say("page %d: %q stands over the margin", l.Page, l.Text)
		}
		for _, other := range lines[:i] {
			if over(l, other) {
				say("page %d: %q stands over %q", l.Page, l.Text, other.Text)
			}
		}
	}
	wrong = append(wrong, alone(lines)...)
	var out bytes.Buffer
	if err := export.PDF(&out, doc, Faces()); err != nil {
		return append(wrong, err.Error())
	}
	return append(wrong, read(out.Bytes(), lines, tag)...)
}

// over reports whether the letters of two lines stand on each other.
func over(a, b export.Placed) bool {
	if a.Page != b.Page || strings.TrimSpace(a.Text) == "" || strings.TrimSpace(b.Text) == "" {
		return false
	}
	// The letters fill the middle of the room of a line.
	top := func(l export.Placed) (float64, float64) { return l.Y + 0.35*l.Size, l.Y + 1.1*l.Size }
	a0, a1 := top(a)
	b0, b1 := top(b)
	return min(a1, b1)-max(a0, b0) > 0.5 && min(a.X+a.Width, b.X+b.Width)-max(a.X, b.X) > 0.5
}

// alone finds headings below which nothing stands on their page but its foot.
func alone(lines []export.Placed) []string {
	var wrong []string
	foot := height - Margin - 34
	for _, l := range lines {
		follows := slices.ContainsFunc(lines, func(o export.Placed) bool {
			return o.Page == l.Page && !o.Heading && o.Y > l.Y && o.Y < foot
		})
		if l.Heading && !follows {
			wrong = append(wrong, fmt.Sprintf("page %d: the heading %q stands alone", l.Page, l.Text))
		}
	}
	return wrong
}

// read compares what poppler reads with what was written.
func read(data []byte, lines []export.Placed, tag string) []string {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		return nil
	}
	var wrong []string
	text, err := run(data, tool, "-layout", "-enc", "UTF-8", "-", "-")
	if err != nil {
		return []string{err.Error()}
	}
	var pages []string
	for page := range strings.SplitSeq(text, "\f") {
		pages = append(pages, Plain(page))
	}
	letters, want := "", ""
	for _, page := range pages {
		letters += page
	}
	for _, l := range lines {
		want += Plain(l.Text)
		for _, one := range stretches(l.Text) {
			if l.Page > len(pages) || !strings.Contains(bare(pages[l.Page-1]), one) {
				wrong = append(wrong, fmt.Sprintf("page %d: poppler does not read %q of %q", l.Page, one, l.Text))
			}
		}
	}
	if sorted(letters) != sorted(want) {
		wrong = append(wrong, "poppler reads other letters than were written")
	}
	info, err := run(data, "pdfinfo", "-")
	if err != nil {
		return append(wrong, err.Error())
	}
	if !strings.Contains(strings.Join(strings.Fields(info), " "), "Tagged: yes") {
		wrong = append(wrong, "it has no structure")
	}
	if !bytes.Contains(data, []byte("/Lang ("+tag+") /MarkInfo")) {
		wrong = append(wrong, "the file does not say its language")
	}
	return wrong
}

// together are words of one direction with nothing between them, and numbers with the signs inside them. Poppler guesses the direction of a whole
// page and lays the stretches of a mixed line in that order; inside a stretch every word must stand in its place. What is read in logical order
// from end to end is the structure, of which the tests of package export have a reader of their own.
var together = regexp.MustCompile(`\+?[0-9][0-9.,:/-]*[0-9]|[0-9]|[\p{Arabic}\p{Mn}]+(?: +[\p{Arabic}\p{Mn}]+)*|[\p{Latin}\p{Mn}’'-]+(?: +[\p{Latin}\p{Mn}’'-]+)*`)

// stretches are the parts of a line that any program reads whole.
func stretches(text string) []string {
	var all []string
	for _, one := range together.FindAllString(text, -1) {
		all = append(all, bare(Plain(strings.Trim(one, "،؛؟ -’'"))))
	}
	return all
}

// bare leaves out the marks on letters: poppler lays one at the end of a sentence behind its full stop.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, text)
}

func run(data []byte, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Stdin = bytes.NewReader(data)
	var out, says bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &says
	if err := cmd.Run(); err != nil || says.Len() > 0 {
		return "", fmt.Errorf("%s: %w %s", name, err, says.String())
	}
	return out.String(), nil
}

// Plain is a text without room and without the marks of direction that poppler adds.
func Plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)
}

func sorted(text string) string {
	all := []rune(text)
	slices.Sort(all)
	return string(all)
}
