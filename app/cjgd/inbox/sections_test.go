package inbox

import (
	"strings"
	"testing"

	"schakel/internal/cjg"
	"schakel/internal/i18n"
)

// TestSectionsLeaveNothingOut: the page shows every line that a document has, wherever it puts them.
func TestSectionsLeaveNothingOut(t *testing.T) {
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	age := 3
	d := &cjg.Referral{
		Schema: cjg.ReferralSchema, Number: "H-0001", To: cjg.Recipient{Organisation: "to-org", Person: "to-person"},
		From:   cjg.Sender{Title: "from-title", Name: "from-name", Phone: "from-phone", Organisation: "from-org"},
		People: []cjg.Person{{Role: "moeder", Name: "mother", BirthYear: 1990, Phone: "1", Reachable: "2", Languages: []string{"tur", "Zazaki"}, Place: "place"}, {Role: "kind", Name: "child", Age: &age, Expected: "2027-01-02"}},
		Goal:   "hulp", Purpose: "purpose", Question: "question", GoesWell: "well", FamilyWish: "wish", Seen: []cjg.Fact{{Text: "seen-1", Source: "src", Date: "2026-01-02"}, {Text: "seen-2"}},
		Thought: "thought", Done: "done", Involved: "involved", JGZ: "nvt", Form: "thuis", How: "how", Urgency: "nu",
		Consents:   []cjg.Agreed{{By: "by-1", Capacity: "zelf", Way: "papier", Language: "ary", Date: "2026-01-03", ValidUntil: "2026-05-06", Groups: []string{"naam", "kind"}}, {By: "by-2", Capacity: "voogd", Way: "persoonlijk", Date: "2026-01-04", Groups: []string{"hoe"}}},
		WantsReply: true, Disclaimer: cjg.Disclaimer,
	}
	said, agreed, fixed := sections(p, d)
	var all strings.Builder
	all.WriteString(fixed)
	for _, s := range append(said, agreed...) {
		for _, f := range s.Fields {
			all.WriteString("\n" + f.Label + ": " + f.Value)
		}
	}
	text := all.String()
	for _, line := range d.Lines() {
		if want := valueText(p, line); !strings.Contains(text, want) {
			t.Errorf("%s %q is not on the page", line.Key, want)
		}
		if label := labelOf(p, d, line); line.Key != "verklaring" && !strings.Contains(text, label+":") {
			t.Errorf("no label %q", label)
		}
	}
	if strings.Contains(text, "⟦") {
		t.Errorf("a text is missing:\n%s", text)
	}
	if len(agreed) != 2 {
		t.Errorf("%d consents on the page", len(agreed))
	}
}

func TestEveryLanguageHasAName(t *testing.T) {
	p, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []string{"tur", "tr", "ar-MA", "ary", "pap", "xyz", "Zazaki"} {
		if got := languageText(p, code); strings.Contains(got, "⟦") || got == "" {
			t.Errorf("%s: %q", code, got)
		}
	}
}
