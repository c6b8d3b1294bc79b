package export_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"slices"
	"strings"
	"testing"

	"schakel/internal/export"
	"schakel/internal/export/proof"
	"schakel/internal/i18n"
	"schakel/internal/portrait"
)

// logo is a picture of the shape of most logos.
func logo(t *testing.T) []byte {
	t.Helper()
	p := image.NewNRGBA(image.Rect(0, 0, 600, 200))
	for i := range p.Pix {
		p.Pix[i] = byte(i * 7)
	}
	p.Set(0, 0, color.Transparent)
	var out bytes.Buffer
	if err := png.Encode(&out, p); err != nil {
		t.Fatal(err)
	}
	small, err := portrait.Logo(&out)
	if err != nil {
		t.Fatal(err)
	}
	return small
}

func overviewIn(t *testing.T, tag string) (export.Document, *i18n.Printer) {
	t.Helper()
	p, err := i18n.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := export.Overview(export.Rich(t), p)
	if err != nil {
		t.Fatal(err)
	}
	doc.Letterhead = export.NewLetterhead(p, "Samen Sterk in de Molenbuurt, een programma van vrijwilligers en de gemeente", logo(t), logo(t))
	return doc, p
}

// An overview with a grid, a funnel, an earlier period and a letterhead is read by another program as it was written, in every language; nothing
// stands over anything else.
func TestTheWholeOverviewOnPaper(t *testing.T) {
	for _, l := range i18n.Languages() {
		doc, p := overviewIn(t, l.Tag)
		for _, wrong := range proof.Wrong(doc, l.Tag) {
			t.Errorf("%s: %s", l.Tag, wrong)
		}
		text := said(t, doc)
		for _, want := range []string{p.T("export.target"), p.Percent(53.0/72, 1), "Samen Sterk", p.T("summary.hidden.mark")} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is not on the paper", l.Tag, want)
			}
		}
	}
}

// The paper of a random world is read by another program as it was written too.
func TestAWorldOnPaper(t *testing.T) {
	worlds := []uint64{0, 12}
	if os.Getenv("SCHAKEL_LONG") != "" {
		for seed := range uint64(60) {
			worlds = append(worlds, seed)
		}
	}
	for _, seed := range worlds {
		for _, tag := range []string{"nl", "ar"} {
			p, err := i18n.New(tag)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := export.Overview(export.World(t, seed), p)
			if err != nil {
				t.Fatal(err)
			}
			for _, wrong := range proof.Wrong(doc, tag) {
				t.Errorf("world %d, %s: %s", seed, tag, wrong)
			}
		}
	}
}

// The response of the study (000 L199) stands as each language writes it.
func TestAShareInTwoLanguages(t *testing.T) {
	for tag, want := range map[string]string{"nl": "73,6%", "en": "73.6%"} {
		doc, _ := overviewIn(t, tag)
		if !strings.Contains(said(t, doc), want) {
			t.Errorf("%s: %s is not on the paper", tag, want)
		}
	}
}

// A table that is longer than a page has its head on every page, once read aloud.
func TestALongTableHasItsHeadOnEveryPage(t *testing.T) {
	grid := export.Grid{Title: "Titel", Columns: []string{"", "Kolom A", "Kolom B"}}
	plain := export.Table{Columns: []string{"Dag", "Wat"}}
	for i := range 120 {
		grid.Rows = append(grid.Rows, export.GridRow{Label: fmt.Sprint("rij ", i), Cells: []export.GridCell{{Text: "1"}, {Text: "2", Before: "3"}}})
		plain.Rows = append(plain.Rows, []string{fmt.Sprint("dag ", i), "x"})
	}
	for head, block := range map[string]export.Block{"Kolom B": grid, "Wat": plain} {
		doc := export.Document{Title: "T", Lang: "nl", Blocks: []export.Block{block}}
		lines, err := export.Lines(doc, proof.Faces())
		if err != nil {
			t.Fatal(err)
		}
		var pages []int
		read := 0
		for _, l := range lines {
			if l.Text == head {
				pages = append(pages, l.Page)
				if l.Element > 0 {
					read++
				}
			}
		}
		if last := lines[len(lines)-1].Page; last < 3 || len(pages) != last || !slices.IsSorted(pages) || read != 1 {
			t.Errorf("%s stands on pages %v of %d and is read aloud %d times", head, pages, last, read)
		}
		if wrong := proof.Wrong(doc, "nl"); len(wrong) > 0 {
			t.Error(wrong)
		}
	}
}

// A letterhead whose logos cannot be read stands without them; one with nothing is none.
func TestBrokenLogosAreLeftOut(t *testing.T) {
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	bomb := logo(t)
	copy(bomb[16:24], []byte{0, 1, 0, 0, 0, 1, 0, 0}) // says that it is 65,536 points wide and high
	for name, data := range map[string][]byte{"nothing": nil, "text": []byte("\x89PNG\r\n\x1a\n<svg>"), "cut": logo(t)[:200], "a bomb": bomb} {
		head := export.NewLetterhead(p, "Samen", data, logo(t))
		doc := export.Document{Title: "T", Lang: "nl", Letterhead: head}
		var out bytes.Buffer
		if err := export.PDF(&out, doc, proof.Faces()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if n := bytes.Count(out.Bytes(), []byte("/Subtype /Image")); n != 1 {
			t.Errorf("%s: %d pictures", name, n)
		}
	}
	if export.NewLetterhead(p, "", nil, nil) != nil {
		t.Error("a letterhead of nothing")
	}
}
