package export

import (
	"bytes"
	"strings"
	"testing"

	"schakel/internal/i18n"
)

func consentOf(lines []KeyValue) Consent {
	return Consent{
		Giver: "فاطمة الزهراء", About: "Yusuf", Recipient: "CJG Zuiderwijk, Marieke", Purpose: "kennismaken en meedenken", Until: "22 mei 2027",
		Here: "Stichting De Brug, 06 1111 2222", Contact: "Gemeente Zuiderwijk", Groups: []string{"naam", "telefoon", "de vraag"}, Lines: lines,
	}
}

// TestTheConsentSheetInEveryLanguage: each language has every part, the Dutch stands beside it, and who is responsible, the right to
// complain and the room to sign are there.
func TestTheConsentSheetInEveryLanguage(t *testing.T) {
	dutch := printer(t, i18n.Source)
	lines := []KeyValue{{"telefoon", "06 12345678"}, {"vraag", strings.Repeat("Yusuf slaapt slecht sinds we zijn verhuisd. ", 12)}}
	for _, l := range i18n.Languages() {
		t.Run(l.Tag, func(t *testing.T) {
			p := printer(t, l.Tag)
			doc := ConsentSheet(p, dutch, consentOf(lines), consentOf(lines))
			data := render(t, doc)
			text := strings.Join(strings.Fields(strings.Join(plainLines(t, data), " ")), " ")
			if strings.Contains(text, "⟦") {
				t.Errorf("a text is missing:\n%s", text)
			}
			for _, id := range []string{"sheet.consent.title", "sheet.consent.here", "sheet.consent.rights", "sheet.consent.signature", "sheet.consent.yes", "sheet.consent.no"} {
				for _, q := range []*i18n.Printer{p, dutch} {
					if q.Direction() == i18n.LeftToRight && !strings.Contains(text, q.T(id)) {
						t.Errorf("%s lacks %q", q.Tag(), q.T(id))
					}
				}
			}
			for _, want := range []string{"Stichting De Brug", "Gemeente Zuiderwijk", "Autoriteit Persoonsgegevens", "06 12345678"} {
				if !strings.Contains(text, want) {
					t.Errorf("lacks %q", want)
				}
			}
			if n := bytes.Count(data, []byte("/Type /Page ")); n > 3 {
				t.Errorf("%d pages", n)
			}
		})
	}
}
