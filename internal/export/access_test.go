package export

import (
	"strings"
	"testing"

	"schakel/internal/access"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// secretFamily is a family with a secret address that says in every text where it lives.
func secretFamily() access.Input {
	mother := record.ID{1}
	home := record.ID{2}
	places := record.Text("Ze woont in Zuiderwijk, 3081 AB, Lindelaan 12 in Rotterdam, bij De Regenboog. الهاتف 06-12345678 (CJG Zuiderwijk)")
	return access.Input{
		On: record.Day(2026, 11, 24), Subject: mother, AskedBy: mother,
		People:     map[record.ID]*record.Person{mother: {Head: record.Head{ID: mother, Owner: home}, As: record.PersonParent, First: record.Text("Fatima"), Secret: true, Note: places, Homes: []record.ID{home}}},
		Households: []*record.Household{{Head: record.Head{ID: home, Owner: home}, Name: record.Text("Amrani"), District: record.Text("Zuiderwijk"), Postcode4: "3081", Municipality: "GM0599", GoesWell: places, Note: places, Members: []record.Member{{Person: mother, Relation: record.RelationMother}}}},
		Contacts:   []*record.Contact{{Head: record.Head{ID: record.ID{3}, Owner: home}, About: record.AboutHousehold, Subject: home, On: record.Day(2026, 9, 1), Note: places}},
		Partners:   map[record.ID]*record.Partner{{4}: {Name: record.Text("Basisschool De Regenboog"), Municipality: "GM0599"}},
		Worker:     &record.Profile{Name: record.Text("Samira")},
	}
}

func paperOf(t *testing.T, p *i18n.Printer, in access.Input) access.Paper {
	t.Helper()
	all, err := access.Collect(p, in)
	if err != nil {
		t.Fatal(err)
	}
	d := access.Decisions{}
	for _, one := range all {
		d.Decide(one, access.ChoiceIn, record.Private{})
	}
	paper, err := access.Compose(p, printer(t, "nl"), in, all, d)
	if err != nil {
		t.Fatal(err)
	}
	return paper
}

// In the PDF itself, read back: what may not be in it is not, and what must be is, in every language.
func TestThePaperAsItLeaves(t *testing.T) {
	dutch := printer(t, "nl")
	for _, l := range i18n.Languages() {
		p := printer(t, l.Tag)
		doc := Access(p, dutch, paperOf(t, p, secretFamily()))
		text := strings.Join(extract(t, render(t, doc)), " ")
		if strings.Contains(text, "⟦") {
			t.Errorf("%s: a text is missing", l.Tag)
		}
		for _, word := range []string{"zuiderwijk", "3081", "lindelaan", "rotterdam", "regenboog", "gm0599"} {
			if strings.Contains(i18n.Fold(text), word) {
				t.Errorf("%s: %q stands in it", l.Tag, word)
			}
		}
		folded := i18n.Fold(strings.ReplaceAll(text, " ", ""))
		for _, want := range []string{"Fatima", "Samira", "06-12345678", p.Value("access.section", "family"), dutch.Value("access.section", "family"), "088 1805 250"} {
			if l.Tag != "ar" && !strings.Contains(folded, i18n.Fold(strings.ReplaceAll(want, " ", ""))) {
				t.Errorf("%s: %q is not in it", l.Tag, want)
			}
		}
		if doc.Footer != p.T("legal.sheet") || strings.Count(text, dutch.Value("access.section", "person")) != 1 {
			t.Errorf("%s: the legal sentence, or the Dutch headings", l.Tag)
		}
	}
}

func TestNothingSharedIsSaid(t *testing.T) {
	p := printer(t, "nl")
	if text := strings.Join(extract(t, render(t, SharedList(p, p, access.SharedPaper{About: "Amrani"}))), " "); !strings.Contains(text, "Er is niets gedeeld.") {
		t.Error(text)
	}
}
