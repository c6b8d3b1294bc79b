package today

import (
	"strings"
	"testing"

	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// TestWhoIsNotSafeToAskIsNotInTheWords: without a name the sentence asks the partner, and words that were left out are not made up.
func TestWhoIsNotSafeToAskIsNotInTheWords(t *testing.T) {
	day := record.Day(2026, 11, 24)
	for _, l := range i18n.Languages() {
		p, err := i18n.New(l.Tag)
		if err != nil {
			t.Fatal(err)
		}
		s := &state{p: p, today: day}
		for _, one := range []book.Sentence{
			{Sort: book.SentenceArrival, Child: record.Text("Yusuf"), Where: record.Text("CJG Zuiderwijk"), Days: 7, Code: "H-0042", On: day.Add(-7)},
			{Sort: book.SentenceArrival, Where: record.Text("CJG Zuiderwijk"), Days: 8, Code: "H-0042", On: day.Add(-8)},
		} {
			if r := s.row(one); !strings.Contains(r.sentence, "CJG Zuiderwijk") || strings.Contains(r.sentence, "⟦") {
				t.Errorf("%s: %q", l.Tag, r.sentence)
			}
		}
		for _, sort := range []book.SentenceSort{book.SentencePromise, book.SentenceStep, book.SentenceTask} {
			if r := s.row(book.Sentence{Sort: sort, On: day}); r.sentence != p.T("today.look") || !hushed(r.from) {
				t.Errorf("%s %s: %q", l.Tag, sort, r.sentence)
			}
		}
		for _, sort := range []book.SentenceSort{book.SentenceCustody, book.SentenceRunsOut} {
			r := s.row(book.Sentence{Sort: sort, Code: "H-0042", Child: record.Text("Yusuf"), On: day.Add(3)})
			if strings.Contains(r.sentence+r.detail+r.action, "⟦") || r.sentence == "" {
				t.Errorf("%s %s: %+v", l.Tag, sort, r)
			}
		}
	}
}
