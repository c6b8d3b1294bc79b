package preferences

import (
	"strings"
	"testing"

	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/export/proof"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// The card on paper says what it is not, in every language, and holds the telephone and the picture only when that was chosen.
func TestTheCardOnPaper(t *testing.T) {
	c := &record.Profile{Name: record.Text("Samira"), Phone: record.Text("06 1234 0001"), Languages: []string{"tir"}, ProfileCard: record.ProfileCard{
		Times: []record.Slot{{Day: record.Thursday, Part: record.Evening}}, Photo: []byte{0xff, 0xd8}, For: record.Text("meegaan"),
	}}
	for _, l := range i18n.Languages() {
		p, err := i18n.New(l.Tag)
		if err != nil {
			t.Fatal(err)
		}
		for _, choice := range []book.CardChoice{{}, {Phone: true, Photo: true}} {
			for _, wrong := range proof.Wrong(cardSheet(p, c, choice), l.Tag) {
				t.Errorf("%s: %s", l.Tag, wrong)
			}
			if doc := cardSheet(p, c, choice); doc.Sort != p.T("preferences.hand.title") {
				t.Errorf("%s: the properties of the file say %q", l.Tag, doc.Sort)
			}
			var text strings.Builder
			pictures := 0
			for _, block := range cardSheet(p, c, choice).Blocks {
				switch one := block.(type) {
				case export.KeyValues:
					for _, row := range one.Rows {
						text.WriteString(row.Value + "\n")
					}
				case export.Paragraph:
					text.WriteString(one.Text + "\n")
				case export.Picture:
					pictures++
				}
			}
			for want, has := range map[string]bool{"06 1234": choice.Phone, "Jeugdwet": true, p.T("weekday.thu"): true, p.T("language.tir"): true, "meegaan": true} {
				if strings.Contains(text.String(), want) != has {
					t.Errorf("%s %+v: %q", l.Tag, choice, want)
				}
			}
			if (pictures == 1) != choice.Photo {
				t.Errorf("%s %+v: %d pictures", l.Tag, choice, pictures)
			}
		}
	}
}
