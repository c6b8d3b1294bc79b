package book_test

import (
	"bytes"
	"strings"
	"testing"

	"schakel/internal/book"
	"schakel/internal/directory"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/practice"
	"schakel/internal/record"
)

// withPartners is a store with the partners and cards of practice mode in it.
func withPartners(t *testing.T) *book.Book {
	t.Helper()
	b := newBook(t)
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, r := range practice.Records(b.Today(), 1) {
		if p, ok := r.(*record.Partner); ok {
			p.Revision = 0
			if err := b.SavePartner(t.Context(), p); err != nil {
				t.Fatal(err)
			}
		}
	}
	return b
}

func table(t *testing.T, data []byte) (directory.Table, directory.Mapping) {
	t.Helper()
	got, err := directory.Read(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	p := printer(t, "nl")
	return got, directory.Guess(got.Head, p, p)
}

func printer(t *testing.T, tag string) *i18n.Printer {
	t.Helper()
	p, err := i18n.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func exported(t *testing.T, b *book.Book, p *i18n.Printer) []byte {
	t.Helper()
	var out bytes.Buffer
	if _, err := b.ExportPartners(t.Context(), &out, p); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestAnExportReadIntoAnEmptyStoreGivesTheSameBytes(t *testing.T) {
	from := withPartners(t)
	for _, tag := range []string{"nl", "ar", "tr"} {
		p := printer(t, tag)
		first := exported(t, from, p)
		to := newBook(t)
		if _, err := to.GiveRecovery(t.Context()); err != nil {
			t.Fatal(err)
		}
		got, err := directory.Read(bytes.NewReader(first))
		if err != nil {
			t.Fatal(err)
		}
		plan, err := to.PlanPartners(t.Context(), got, directory.Guess(got.Head, p, printer(t, "nl")), p)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range plan.All {
			if a.Fate != book.FateNew {
				t.Fatalf("%s: %s %v", tag, a.Fate, a.Problems)
			}
		}
		if added, changed, err := to.ImportPartners(t.Context(), plan); err != nil || changed != 0 || added != len(from.Rows(record.KindPartner)) {
			t.Fatal(added, changed, err)
		}
		if second := exported(t, to, p); !bytes.Equal(first, second) {
			t.Errorf("%s: the second export differs", tag)
		}
	}
	got, m := table(t, exported(t, from, printer(t, "nl")))
	plan, err := from.PlanPartners(t.Context(), got, m, printer(t, "nl"))
	if err != nil || plan.Count(book.FateSame) != len(plan.All) || plan.Takes() != 0 {
		t.Errorf("its own export changes something: %d of %d the same, %v", plan.Count(book.FateSame), len(plan.All), err)
	}
}

const list = "Naam;Soort;Telefoon;Voornaam;Hulp;Vanaf leeftijd\r\n" +
	"Centrum voor Jeugd en Gezin Zuiderwijk;cjg;010 123 45 67;Karim;;\r\n" +
	"Taalhuis De Letter;bibliotheek;;Sanne;Taalmaatje;4\r\n" +
	"Taalhuis De Letter;;;Omar;Voorlezen;\r\n" +
	"Brug;welzijnswerk;;;;\r\n" +
	"Sportclub Vooruit;voetbal;;;;twaalf\r\n" +
	"Iemand;anders;111.222.333;;;\r\n"

func TestADryRunShowsEveryFateAndChangesNothing(t *testing.T) {
	b := withPartners(t)
	before := exported(t, b, printer(t, "nl"))
	got, m := table(t, []byte(list))
	plan, err := b.PlanPartners(t.Context(), got, m, printer(t, "nl"))
	if err != nil {
		t.Fatal(err)
	}
	want := []book.Fate{book.FateChanged, book.FateNew, book.FateAlike, book.FateRefused, book.FateRefused}
	for i, a := range plan.All {
		if i >= len(want) || a.Fate != want[i] {
			t.Fatalf("%d: %s %v", i, a.Fate, a.Problems)
		}
	}
	if c := strings.Join(plan.All[0].Changed, " "); c != "officer.first phone" {
		t.Errorf("changes %s", c)
	}
	if plan.All[4].Problems[0].Code != "bsn" || plan.All[3].Problems[0].Params["Line"] != "6" {
		t.Errorf("%v %v", plan.All[3].Problems, plan.All[4].Problems)
	}
	if !bytes.Equal(before, exported(t, b, printer(t, "nl"))) {
		t.Fatal("the look changed something")
	}
	plan.All[2].Choice = book.AlikeSame
	if added, changed, err := b.ImportPartners(t.Context(), plan); err != nil || added != 1 || changed != 1 {
		t.Fatalf("%d %d %v", added, changed, err) // "Brug" says nothing new about De Brug
	}
	cjg := partnerNamed(t, b, "CJG Zuiderwijk")
	if cjg.Phone.Reveal() != "010 123 45 67" || len(cjg.Officers) != 4 || cjg.Officers[3].ID.Zero() || len(cjg.Officers[0].Photo) == 0 || cjg.Norm != 7 {
		t.Errorf("%d people, norm %d", len(cjg.Officers), cjg.Norm)
	}
	letter := partnerNamed(t, b, "Taalhuis De Letter")
	if len(letter.Offers) != 2 || len(letter.Officers) != 2 || letter.AgeFrom != 4 || letter.Type != record.PartnerLibrary {
		t.Errorf("%d offers, %d people, %s", len(letter.Offers), len(letter.Officers), letter.Type)
	}
}

func partnerNamed(t *testing.T, b *book.Book, name string) *record.Partner {
	t.Helper()
	for _, r := range b.Rows(record.KindPartner) {
		if r.Title.Reveal() == name {
			p, err := b.Partner(t.Context(), r.ID)
			if err != nil {
				t.Fatal(err)
			}
			return p
		}
	}
	t.Fatalf("no %s", name)
	return nil
}

func TestAnImportAfterAChangeDoesNothing(t *testing.T) {
	b := withPartners(t)
	got, m := table(t, []byte(list))
	plan, err := b.PlanPartners(t.Context(), got, m, printer(t, "nl"))
	if err != nil {
		t.Fatal(err)
	}
	cjg := partnerNamed(t, b, "CJG Zuiderwijk")
	cjg.Note = record.Text("intussen")
	if err := b.SavePartner(t.Context(), cjg); err != nil {
		t.Fatal(err)
	}
	n := len(b.Rows(record.KindPartner))
	if _, _, err := b.ImportPartners(t.Context(), plan); fault.CodeOf(err) != "directory.old" || len(b.Rows(record.KindPartner)) != n {
		t.Fatalf("%v, %d partners of %d: the new one came in although the other was refused", err, len(b.Rows(record.KindPartner)), n)
	}
}

func TestWhoCanHelp(t *testing.T) {
	b := withPartners(t)
	p := printer(t, "nl")
	ask := func(q book.HelpQuestion) (names []string, not []book.Helper) {
		fit, not, err := b.FindHelp(t.Context(), q, p)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range fit {
			if len(h.Misses) > 0 || h.Partner.Type.Former() {
				t.Errorf("%s misses %v", h.Partner.Called().Reveal(), h.Misses)
			}
			if q.Asks() && len(h.Fits)+len(h.Unknown) == 0 {
				t.Errorf("%s has no reason", h.Partner.Called().Reveal())
			}
			names = append(names, h.Partner.Called().Reveal())
		}
		return names, not
	}
	names, _ := ask(book.HelpQuestion{Words: "wie kan helpen met slaapproblemen?", Age: 4, Town: "GM0599", Area: "Zuiderwijk", Language: "tur"})
	if len(names) == 0 || names[0] != "CJG Zuiderwijk" {
		t.Errorf("%v", names)
	}
	names, not := ask(book.HelpQuestion{Topic: record.HelpSleep, Age: 17, Area: "Molenbuurt"})
	if len(names) != 0 || len(not) != 2 || len(not[0].Misses) == 0 {
		t.Errorf("%v, %d not", names, len(not))
	}
	if names, _ = ask(book.HelpQuestion{Topic: record.HelpPregnancy, Age: -1, Expecting: true}); len(names) != 2 {
		t.Errorf("before the birth: %v", names)
	}
	if names, _ = ask(book.HelpQuestion{Words: "schulden", Age: -1}); strings.Join(names, " ") != "het loket Lichtpunt" && len(names) < 2 {
		t.Errorf("%v", names)
	}
	near, last := 0, 0
	fit, _, err := b.FindHelp(t.Context(), book.HelpQuestion{Age: -1}, p)
	for _, h := range fit {
		if near = h.Partner.Ring; near == 0 {
			near = 4
		}
		if near < last {
			t.Errorf("%s is nearer than who stands before it", h.Partner.Called().Reveal())
		}
		last = near
	}
	if err != nil {
		t.Error(err)
	}
}

func TestWhatIsMissing(t *testing.T) {
	b := withPartners(t)
	g, err := b.Gaps(t.Context())
	if err != nil || len(g.NoPerson) != 13 || len(g.NoNorm) != 14 || len(g.Left) != 0 || len(g.Ages) != 0 || len(g.Topics) != 0 {
		t.Fatalf("%d %d %d %v %v %v", len(g.NoPerson), len(g.NoNorm), len(g.Left), g.Ages, g.Topics, err)
	}
	cjg := partnerNamed(t, b, "CJG Zuiderwijk")
	for i := range cjg.Officers {
		cjg.Officers[i].To, cjg.Officers[i].Successor = b.Today(), record.ID{}
	}
	if err := b.SavePartner(t.Context(), cjg); err != nil {
		t.Fatal(err)
	}
	h := &record.Household{Name: record.Text("gezin"), District: record.Text("Molenbuurt"), Postcode4: "3093"}
	mother := &record.Person{As: record.PersonParent, First: record.Text("Hiwet"), Languages: []string{"tir"}, Interpreter: true}
	if err := b.SaveFamily(t.Context(), h, []book.Arrival{{Person: mother, Relation: record.RelationMother}}); err != nil {
		t.Fatal(err)
	}
	if g, err = b.Gaps(t.Context()); err != nil || len(g.Left) != 3 || len(g.Areas) != 1 || g.Areas[0].What != "Molenbuurt" || len(g.Languages) != 1 || g.Languages[0] != (book.Missing{What: "tir", Families: 1}) {
		t.Errorf("%v %v %v %v", g.Left, g.Areas, g.Languages, err)
	}
	q, err := b.HelpFor(t.Context(), record.KindHousehold, h.ID)
	if err != nil || q.Language != "tir" || q.Area != "Molenbuurt" || q.Age != -1 {
		t.Errorf("%+v %v", q, err)
	}
	mother.Secret = true
	if err := b.SavePerson(t.Context(), mother); err != nil {
		t.Fatal(err)
	}
	if q, err = b.HelpFor(t.Context(), record.KindHousehold, h.ID); err != nil || q.Area != "" {
		t.Errorf("a secret address shows its wijk: %+v %v", q, err)
	}
}
