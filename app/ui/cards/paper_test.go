package cards

import (
	"strings"
	"testing"

	"schakel/app/ui/uitest"
	"schakel/internal/export"
	"schakel/internal/export/proof"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// The cards on paper and the sheet to read them from, in every language: read back by another program, nothing over a margin.
func TestCardsOnPaperInEveryLanguage(t *testing.T) {
	for _, l := range i18n.Languages() {
		t.Run(l.Tag, func(t *testing.T) {
			s := state{p: uitest.Printer(t, "nl"), language: codeOf(l.Tag)}
			own, dutch := uitest.Printer(t, l.Tag), uitest.Printer(t, "nl")
			for name, doc := range map[string]export.Document{
				"sheet": s.sheet(), "large": s.large(record.CardTopics()[1]), "aloud": export.ReadAloud(own, spoken(own, dutch, record.CardTopics())),
			} {
				for _, wrong := range proof.Wrong(doc, l.Tag) {
					t.Errorf("%s: %s", name, wrong)
				}
			}
		})
	}
}

// Each sentence has below it the very words of the Dutch file: put together again they are its text, for every card, in every language.
func TestTheDutchBelowIsTheDutchText(t *testing.T) {
	dutch := uitest.Printer(t, "nl")
	for _, l := range i18n.Languages() {
		own := uitest.Printer(t, l.Tag)
		for i, part := range spoken(own, dutch, record.CardTopics()).Parts {
			card := string(record.CardTopics()[i])
			var text, below []string
			for _, s := range part.Lines {
				text, below = append(text, s.Text), append(below, s.Dutch)
				if (s.Dutch == "") != (l.Tag == "nl") {
					t.Errorf("%s %s: %q above %q", l.Tag, card, s.Text, s.Dutch)
				}
			}
			whole := func(p *i18n.Printer) string {
				return strings.Join([]string{p.Value("card.first", card), p.Value("card.second", card), p.Value("card.third", card)}, " ")
			}
			if got := strings.Join(text, " "); got != whole(own) {
				t.Errorf("%s %s: %q is not %q", l.Tag, card, got, whole(own))
			}
			if got := strings.Join(below, " "); l.Tag != "nl" && got != whole(dutch) {
				t.Errorf("%s %s: below stands %q and not %q", l.Tag, card, got, whole(dutch))
			}
			if len(part.Lines) < 3 {
				t.Errorf("%s %s: %d sentences", l.Tag, card, len(part.Lines))
			}
		}
	}
}
