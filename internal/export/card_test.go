package export

import (
	"bytes"
	"strings"
	"testing"

	"schakel/internal/access"
	"schakel/internal/i18n"
)

// A card with as much as it may hold is one page in every language, and says everything.
func TestTheCardIsOnePageInEveryLanguage(t *testing.T) {
	long := strings.Repeat("Kan iemand meedenken over slapen en school? ", 4)[:110]
	for _, l := range i18n.Languages() {
		p := printer(t, l.Tag)
		card := access.Card{About: "gezin El Amrani-Bouzidi", For: "Fatima", Made: "24-11-2026", Worker: [][2]string{{p.T("card.worker.name"), "Samira, intermediair"}, {p.T("people.phone"), "06-12 34 56 78"}, {p.T("card.worker.when"), "’s avonds"}}, More: true}
		for range 3 {
			card.Roads = append(card.Roads, access.CardRoad{Where: "Centrum voor Jeugd en Gezin Zuiderwijk", Person: "Marieke", Phone: "06-12 34 56 78", Asked: long, Stands: p.Value("referral.state", "accepted") + " · 12-11-2026"})
		}
		for range 3 {
			card.Shared = append(card.Shared, access.CardShared{When: "12-11-2026", Who: "CJG Zuiderwijk · Marieke", What: p.Value("field.group", "name") + ", " + p.Value("field.group", "child"), State: p.Value("delivery.state", "readable") + " 13-11-2026"})
		}
		doc := FamilyCard(p, printer(t, "nl"), card)
		data := render(t, doc)
		if n := bytes.Count(data, []byte("/Type /Page ")); n != 1 {
			t.Errorf("%s: %d pages", l.Tag, n)
		}
		text := strings.Join(extract(t, data), " ")
		if strings.Contains(text, "⟦") || doc.Footer != p.T("legal.sheet") {
			t.Errorf("%s: a text is missing", l.Tag)
		}
		if l.Tag != "ar" && !strings.Contains(strings.ReplaceAll(text, " ", ""), "06-12345678") {
			t.Errorf("%s: no number to call", l.Tag)
		}
	}
}
