package export

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/go-text/typesetting/language"
)

// tag is a sort of element in the structure of a document, by the names of PDF (ISO 32000-1, 14.8.4).
type tag string

// The tags. A list is made of items, each with a label and what belongs to it; a table of rows, each with cells.
const (
	tagTitle   tag = "H1"
	tagHeading tag = "H2"
	tagText    tag = "P"
	tagGroup   tag = "Div"
	tagList    tag = "L"
	tagItem    tag = "LI"
	tagLabel   tag = "Lbl"
	tagBody    tag = "LBody"
	tagTable   tag = "Table"
	tagRow     tag = "TR"
	tagHead    tag = "TH"
	tagCell    tag = "TD"
	tagPicture tag = "Figure"
	tagSpan    tag = "Span"
	tagNone    tag = "" // no element at all: what stands on the page a second time
)

// element is one part of what a program that reads aloud walks through.
type element struct {
	kind  tag
	lang  string // "" for that of what it belongs to
	says  string // what it says, where the order on the page is not the order of reading
	alt   string // what a picture shows
	up    int    // -1 for what stands in the document itself
	parts []part
}

// part is what an element is made of: another element, or a piece of a page.
type part struct{ element, page, mark int }

// outline is the structure of a document in the order of reading: the order in which its parts were made, not the one in which they were drawn.
type outline struct {
	all   []element
	under int // what new elements belong to, by its number from 1; 0 is the document
}

// element makes a part below the one that is open. lang is "" for the language of the document.
func (l *layout) element(k tag, lang string) int {
	return l.outline.add(element{kind: k, lang: lang, up: l.outline.under - 1})
}

func (o *outline) add(e element) int {
	o.all = append(o.all, e)
	n := len(o.all) - 1
	if e.up >= 0 {
		o.all[e.up].parts = append(o.all[e.up].parts, part{element: n})
	}
	return n
}

// cut takes out what was made last.
func (o *outline) cut(from int) {
	o.all = o.all[:from]
	for i := range o.all {
		o.all[i].parts = slices.DeleteFunc(o.all[i].parts, func(p part) bool { return p.element >= from })
	}
}

// within opens a part while its own parts are made.
func (l *layout) within(e int, make func()) {
	before := l.outline.under
	l.outline.under = e + 1
	make()
	l.outline.under = before
}

// marked draws texts of an element.
func (l *layout) marked(e int, draw func()) {
	drawn, lang := l.drawn, l.lang
	l.drawn = e + 1
	if own := l.outline.all[e].lang; own != "" {
		l.lang = own
	}
	draw()
	l.drawn, l.lang = drawn, lang
}

// tagged draws texts that belong together as one element of their own.
func (l *layout) tagged(k tag, draw func()) { l.marked(l.element(k, ""), draw) }

// aside draws what belongs to the paper and not to the text: the foot of a page. Programs that read aloud pass it over.
func (l *layout) aside(draw func()) {
	drawn := l.drawn
	l.drawn = 0
	draw()
	l.drawn = drawn
}

// mark opens a piece of an element on the page, which ends with EMC.
func (l *layout) mark(e int) {
	p := l.page()
	of := &l.outline.all[e]
	fmt.Fprintf(&p.content, "/%s <</MCID %d>> BDC\n", of.kind, len(p.tags))
	of.parts = append(of.parts, part{element: -1, page: len(l.pages) - 1, mark: len(p.tags)})
	p.tags = append(p.tags, e)
}

// stretch is the words of a line that are read aloud as one, and the element they are.
type stretch struct {
	words   []word
	element int  // by its number from 1; 0 for what belongs to the paper
	blank   bool // a blank follows it: what is read next is another word, or another number
}

// parts divides a line, from left to right. A line that is read as it stands on the page is one part of the element that is drawn. Else each
// run is an element of its own, in the order of reading: it has its text where its letters stand in another order than they are read, and its
// language where its letters are not those of the text around it, so that a Dutch name on an Arabic page is read by a Dutch voice.
func (l *layout) parts(t typed) []stretch {
	if l.drawn == 0 || !slices.ContainsFunc(t.words, func(w word) bool { return w.run.rtl || foreign(w.run.script, l.lang) != "" }) {
		return []stretch{{words: t.words, element: l.drawn, blank: l.drawn > 0}}
	}
	var all []stretch
	for i, w := range t.words {
		if i == 0 || w.run != t.words[i-1].run {
			all = append(all, stretch{})
		}
		last := &all[len(all)-1]
		last.words = append(last.words, w)
	}
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return all[a].words[0].run.start - all[b].words[0].run.start })
	for k, i := range order {
		r := all[i].words[0].run
		e := element{kind: tagSpan, lang: foreign(r.script, l.lang), up: l.drawn - 1}
		last := k == len(order)-1
		if all[i].blank = last && !r.rtl; r.rtl {
			e.says = r.text
			if last {
				e.says += " " // the next line begins with another word
			}
		}
		all[i].element = l.outline.add(e) + 1
	}
	return all
}

// begin opens what a stretch is.
func (l *layout) begin(b *bytes.Buffer, s stretch) {
	if s.element == 0 {
		b.WriteString("/Artifact <</Type /Pagination>> BDC\n")
		return
	}
	l.mark(s.element - 1)
}

// leftward reports whether a script runs from right to left.
func leftward(s language.Script) bool {
	switch s {
	case language.Arabic, language.Hebrew, language.Syriac, language.Thaana, language.Nko:
		return true
	}
	return false
}

// foreign is the language of a word whose letters the language around it does not have, "" where they go together. Other letters than these
// are left to the reader.
func foreign(s language.Script, around string) string {
	arabic := strings.HasPrefix(around, "ar") || strings.HasPrefix(around, "fa")
	switch {
	case s == language.Latin && arabic:
		return "nl"
	case s == language.Arabic && !arabic:
		return "ar"
	case s == language.Ethiopic && !strings.HasPrefix(around, "ti"):
		return "ti"
	}
	return ""
}

// Placed is one line of type as it stands on a page, its text in logical order. X and Y are the top left corner of its room, in points from the top
// left of the page.
type Placed struct {
	Page        int // from 1
	X, Y, Width float64
	Size        float64 // of the type
	Heading     bool    // what it says belongs to what follows
	Element     int     // lines of one element have one number; 0 for the foot of a page, which is not read aloud
	Text        string
}

// write lays the structure down. parents is the tree from the marks of each page to their elements, top the references below the document.
func (o outline) write(f *file, l *layout, pages []int, document int) (parents, top string) {
	ids := make([]int, len(o.all))
	var first []int
	for i := len(o.all) - 1; i >= 0; i-- { // what has parts stands before them
		cell := o.all[i].kind == tagCell || o.all[i].kind == tagHead // an empty one keeps its column
		if !cell && !slices.ContainsFunc(o.all[i].parts, func(p part) bool { return p.element < 0 || ids[p.element] > 0 }) {
			continue // nothing of it was drawn
		}
		ids[i] = f.reserve()
		if o.all[i].up < 0 {
			first = append([]int{ids[i]}, first...)
		}
	}
	for i, e := range o.all {
		if ids[i] == 0 {
			continue
		}
		up := document
		if e.up >= 0 {
			up = ids[e.up]
		}
		f.objects[ids[i]-1] = e.object(up, pages, ids)
	}
	var tree strings.Builder
	for i, p := range l.pages {
		own := make([]int, len(p.tags))
		for k, e := range p.tags {
			own[k] = ids[e]
		}
		fmt.Fprintf(&tree, "%d [%s] ", i, refs(own))
	}
	return tree.String(), refs(first)
}

// object is an element as it stands in the file.
func (e element) object(up int, pages, ids []int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<</Type /StructElem /S /%s /P %d 0 R", e.kind, up)
	if e.lang != "" {
		fmt.Fprintf(&b, " /Lang (%s)", plainTag(e.lang))
	}
	if e.says != "" {
		fmt.Fprintf(&b, " /ActualText %s", textString(e.says))
	}
	if e.alt != "" {
		fmt.Fprintf(&b, " /Alt %s", textString(e.alt))
	}
	if e.kind == tagHead {
		b.WriteString(" /A <</O /Table /Scope /Column>>")
	}
	b.WriteString(" /K [")
	for _, p := range e.parts {
		switch {
		case p.element < 0:
			fmt.Fprintf(&b, " <</Type /MCR /Pg %d 0 R /MCID %d>>", pages[p.page], p.mark)
		case ids[p.element] > 0:
			fmt.Fprintf(&b, " %d 0 R", ids[p.element])
		}
	}
	b.WriteString("]>>")
	return b.String()
}
