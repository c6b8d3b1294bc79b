package access_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"schakel/internal/access"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// hidden is the family with a secret address, with places written everywhere where somebody may write them.
func hidden(in access.Input) access.Input {
	in.People[boy].Secret = true
	places := "Ze woont in ZUIDERWIJK, vlak bij de Zuiderwijkse markt, 3081 ab, Lindelaan 12 boven, in rotterdam. De Regenboog belde. Bij het CJG Zuiderwijk. Soms in Den Haag of 's-Gravenhage."
	h := in.Households[0]
	h.Name, h.GoesWell, h.Wish, h.Tried, h.Note, h.Told.How = text("Amrani uit Zuiderwijk"), text(places), text(places), text(places), text(places), text("thuis in Zuiderwijk")
	h.Custody[0].Guardian = text("Nidos Rotterdam")
	h.Kept = []record.Keep{{On: today, Until: today.Add(30), Reason: text("nog in Zuiderwijk")}}
	for _, p := range in.People {
		p.Note, p.Approach, p.Alias = text(places), text(places), text("die van de Lindelaan 12")
		p.Kept = h.Kept
	}
	for _, c := range in.Contacts {
		c.Note, c.Promise = text("Yusuf en Fatima: "+places), text("mee naar De Regenboog")
	}
	for _, c := range in.Concerns {
		c.Seen, c.Think, c.GoesWell, c.Wish, c.Discussed, c.Next = text(places), text(places), text(places), text(places), text("de juf van De Regenboog"), text("naar Zuiderwijk")
	}
	for _, r := range in.Referrals {
		r.Reason, r.Question, r.Wants, r.Done, r.GoesWell, r.Seen, r.Think = text(places), text(places), text(places), text(places), text(places), text(places), text(places)
		r.Steps = []record.Preparation{{What: record.PrepareOther, Text: text("samen naar het Buurthuis De Brug")}}
	}
	for _, f := range in.Answers {
		f.Text, f.From = text(places), text("Marieke van CJG Zuiderwijk")
	}
	for _, m := range in.Meetings {
		m.Note, m.Agreed, m.Came, m.Asked, m.Theme = text("Fatima: "+places), text("Fatima naar De Brug"), text("Fatima, Zuiderwijk"), text("Fatima in De Brug?"), text("Wonen in Zuiderwijk")
	}
	in.Sent[0].Lines = append(in.Sent[0].Lines, access.Line{Label: "gemeente", Value: text("Rotterdam"), Place: true}, access.Line{Label: "bericht", Value: text(places), Typed: true})
	in.Worker.Title = text("vertrouwenspersoon in Zuiderwijk")
	return in
}

// forbidden is what may not stand in a document where an address is secret, folded.
func forbidden() []string {
	return []string{"zuiderwijk", "3081", "lindelaan", "rotterdam", "regenboog", "de brug", "gm0599", "den haag", "gravenhage", "nidos"}
}

func TestASecretAddressIsNeverInTheDocument(t *testing.T) {
	for _, c := range []struct {
		name        string
		subject, by record.ID
	}{{"the child", boy, mother}, {"the child, the father asks", boy, father}, {"a parent", mother, mother}, {"a youth", girl, girl}, {"the family", record.ID{}, mother}} {
		for _, l := range i18n.Languages() {
			in := hidden(asked(c.subject, c.by))
			paper := compose(t, l.Tag, in)
			shared := access.SharedOf(printer(t, l.Tag), in)
			whole := paper.Text() + shared.About + shared.Made
			for _, one := range shared.Items {
				whole += one.Recipient + one.What + one.How + one.State + strings.Join(one.Consents, " ")
				for _, line := range one.Lines {
					whole += line[0] + " " + line[1] + "\n"
				}
			}
			for _, word := range forbidden() {
				if at := strings.Index(i18n.Fold(whole), word); at >= 0 {
					t.Errorf("%s, %s: %q stands in it: …%s…", c.name, l.Tag, word, i18n.Fold(whole)[max(0, at-40):at+len(word)+20])
				}
			}
			if !strings.Contains(strings.Join(paper.Left, " "), printer(t, l.Tag).T("access.left.places")) {
				t.Errorf("%s: the document does not say that places were left out", l.Tag)
			}
		}
	}
}

func TestWithASecretAddressEveryFreeTextNeedsALook(t *testing.T) {
	for _, p := range collect(t, hidden(asked(boy, mother))) {
		if !p.Text.Empty() && !p.Marked() {
			t.Errorf("%s goes in unseen", p.Key)
		}
	}
}

func TestChangedWordsHaveNoSecretPlaceEither(t *testing.T) {
	in := hidden(asked(boy, mother))
	all := collect(t, in)
	d := everything(all)
	for _, p := range all {
		d.Decide(p, access.ChoiceChanged, text("verhuisd naar Almere, Dorpsstraat 5, 1234AB, of toch Zuiderwijk"))
	}
	paper, err := access.Compose(printer(t, "nl"), printer(t, "nl"), in, all, d)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range append(forbidden(), "almere", "dorpsstraat", "1234") {
		if strings.Contains(i18n.Fold(paper.Text()), word) {
			t.Errorf("%q stands in it", word)
		}
	}
}

// Without a secret address the same document says where the family lives: what hides it is the flag and nothing else.
func TestWithoutASecretAddressThePlacesAreThere(t *testing.T) {
	in := asked(mother, mother)
	for _, word := range []string{"Zuiderwijk", "3081", "Rotterdam"} {
		if got := compose(t, "nl", in).Text(); !strings.Contains(got, word) {
			t.Errorf("%q is not in it", word)
		}
	}
}

// A district with any name is recognised in any sentence, in any case, with any sign around it and an ending behind it.
func TestAnyDistrictIsHiddenInAnySentence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		district := rapid.StringMatching(`[A-ZÉÖ][a-zéöı]{3,10}( [A-Z][a-z]{3,8})?`).Draw(t, "district")
		form := rapid.SampledFrom([]func(string) string{strings.ToLower, strings.ToUpper, func(s string) string { return s }}).Draw(t, "form")
		around := rapid.SampledFrom([][2]string{{" ", " "}, {"(", ")"}, {"‘", "’s."}, {"\n", ","}, {" ", "se straat"}, {"-", "-Noord"}}).Draw(t, "around")
		in := asked(mother, mother)
		in.People[mother].Secret = true
		in.Households[0].District = text(district)
		in.Households[0].Note = text("ze woont in" + around[0] + form(district) + around[1])
		got := compose(t, "nl", in).Text()
		if strings.Contains(i18n.Fold(got), i18n.Fold(district)) {
			t.Fatalf("%q stands in %q", district, got)
		}
	})
}

func TestAYearIsNoPostcode(t *testing.T) {
	in := asked(mother, mother)
	in.People[mother].Secret = true
	in.Households[0].Note = text("in 2019 is ze gekomen, in 2024 en 2025 ook; woont nu 2019 IS, 2024ab")
	got := compose(t, "nl", in).Text()
	if !strings.Contains(got, "in 2019 is ze gekomen, in 2024 en 2025 ook") || strings.Contains(got, "2019 IS") || strings.Contains(got, "2024ab") {
		t.Error(got[strings.Index(got, "in 2019"):])
	}
}
