package people

import (
	order "cmp"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"schakel/app/ui/draft"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

var monday = record.Day(2026, time.November, 23)

func id(n byte) record.ID { return record.ID{15: n} }

func TestNamesAreSortedTheDutchWay(t *testing.T) {
	p := uitest.Dutch(t)
	names := []string{"Peter van den Berg", "moeder van de bakker", "Fatima El Amrani", "Gezin de Vries", "Elif Yılmaz", "Anna Berends", "familie Aydın"}
	slices.SortFunc(names, func(a, b string) int { return p.Compare(sortKey(a), sortKey(b)) })
	want := []string{"Fatima El Amrani", "familie Aydın", "Anna Berends", "Peter van den Berg", "moeder van de bakker", "Gezin de Vries", "Elif Yılmaz"}
	// "Berends" comes before "Berg".
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
	if p.Compare(familyKey("van den Berg"), sortKey("Anna van den Berg")) >= 0 {
		t.Error("a family does not come before its people")
	}
}

func sampleRows() rows {
	return rows{
		households: []record.Row{
			{ID: id(1), Kind: record.KindHousehold, Owner: id(1), Title: record.Text("El Amrani"), Detail: record.Text("Zuiderwijk")},
			{ID: id(2), Kind: record.KindHousehold, Owner: id(2), Title: record.Text("de Vries")},
		},
		persons: []record.Row{
			{ID: id(11), Kind: record.KindPerson, Owner: id(1), Title: record.Text("Fatima El Amrani"), State: "parent"},
			{ID: id(12), Kind: record.KindPerson, Owner: id(1), Title: record.Text("Yusuf"), State: "child", Flags: record.RowChild, On: record.Day(2017, 3, 1)},
			{ID: id(13), Kind: record.KindPerson, Owner: id(1), State: "child", Flags: record.RowChild | record.RowUnborn, On: record.Day(2027, 2, 1)},
			{ID: id(14), Kind: record.KindPerson, Owner: id(14), Title: record.Text("moeder van de bakker"), State: "circle"},
		},
		referrals: []record.Row{
			{ID: id(21), Owner: id(1), State: "sent", On: record.Day(2026, 11, 10), Link: id(31)},
			{ID: id(22), Owner: id(2), State: "draft", On: record.Day(2026, 11, 10)},
		},
		partners: []record.Row{{ID: id(31), Title: record.Text("CJG"), Number: 7}},
		order:    freshOrder,
	}
}

// freshOrder keeps nothing.
func freshOrder(p *i18n.Printer, lines []book.Named, _ ...[]record.Row) []int {
	places := make([]int, len(lines))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int {
		return order.Or(p.Compare(lines[a].As(lines[a].Name), lines[b].As(lines[b].Name)), lines[b].Rank-lines[a].Rank)
	})
	return places
}

func TestListSaysWhoIsInAFamilyAndWhoOwesTheNextWord(t *testing.T) {
	p := uitest.Dutch(t)
	all := items(p, sampleRows(), monday)
	byName := map[string]item{}
	for _, it := range all {
		byName[it.name] = it
	}
	if got, want := byName["El Amrani"].detail(p, monday), "Fatima, Yusuf (9), de baby · Zuiderwijk"; got != want {
		t.Errorf("family: %q, want %q", got, want)
	}
	if got := byName["El Amrani"].turn; got != turnLate {
		t.Errorf("13 days without an answer with a norm of 7: %v", got)
	}
	if got := byName["de Vries"].turn; got != turnYours {
		t.Errorf("a draft: %v", got)
	}
	if got, want := byName["Yusuf"].detail(p, monday), "9 jaar · El Amrani"; got != want {
		t.Errorf("child: %q, want %q", got, want)
	}
	l := list{filter: filterAll}
	l.fill(all)
	for filter, want := range map[string]int{filterAll: 6, filterFamilies: 2, filterPersons: 2, filterChildren: 2} {
		if l.choose(filter); len(l.shown) != want {
			t.Errorf("%s shows %d, want %d", filter, len(l.shown), want)
		}
	}
}

func TestWhatIsTypedAsATimeOrAnAmount(t *testing.T) {
	for text, want := range map[string]string{"9": "09:00", "9.30": "09:30", "14:05": "14:05", "1405": "14:05", "16u": "16:00", "25:00": "", "straks": ""} {
		if got := clock(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]int{"": 0, "12": 1200, "3,50": 350, "€ 4.25": 425} {
		if got, ok := i18n.ParseEuro(text); got != want || !ok {
			t.Errorf("%q is %d, %v", text, got, ok)
		}
	}
	if _, ok := i18n.ParseEuro("tien"); ok {
		t.Error("a word is no amount")
	}
}

func TestBirthIsADayAYearOrStillToCome(t *testing.T) {
	p := uitest.Dutch(t)
	for text, want := range map[string]record.Person{
		"12-3-2018": {Birth: record.Day(2018, 3, 12)},
		"2018":      {BirthYear: 2018},
		"":          {},
		"vorig":     {},
	} {
		typed := draft.Texts{}
		got := record.Person{}
		setBirth(p, typed, &got, text, false, monday)
		if diff := cmp.Diff(want.Birth, got.Birth); diff != "" || got.BirthYear != want.BirthYear {
			t.Errorf("%q: %s, year %d", text, diff, got.BirthYear)
		}
		if back, _ := birthText(p, typed, &got); back != text {
			t.Errorf("%q came back as %q", text, back)
		}
		if wrong := birthProblem(p, typed, &got, monday) != ""; wrong != (text == "vorig") {
			t.Errorf("%q is wrong: %v", text, wrong)
		}
	}
	unborn := record.Person{}
	setBirth(p, draft.Texts{}, &unborn, "1-2", true, monday)
	if unborn.Expected != record.Day(2027, 2, 1) {
		t.Error(unborn.Expected)
	}
}

func TestCustodyProposesWhoWhenThereIsOnePossibility(t *testing.T) {
	s, err := newFamily(monday)
	if err != nil {
		t.Fatal(err)
	}
	mother := s.members[0].person
	mother.First = record.Text("Fatima")
	child, err := s.add(record.RelationChild)
	if err != nil {
		t.Fatal(err)
	}
	s.choose(child.person.ID, record.CustodySole)
	c := s.custody(child.person.ID)
	if diff := cmp.Diff([]record.ID{mother.ID}, c.Holders); diff != "" || c.Settled() {
		t.Errorf("sole: %s, settled %v", diff, c.Settled())
	}
	c.Proof = record.ProofExtract
	s.decide(c)
	s.seen(uitest.Dutch(t), child.person.ID, "gisteren")
	if c = s.custody(child.person.ID); !c.Settled() || c.Seen != monday.Add(-1) {
		t.Errorf("an extract seen yesterday: %+v", c)
	}
	s.seen(uitest.Dutch(t), child.person.ID, "31-13")
	if s.problems(uitest.Dutch(t))[child.person.ID.String()+"/seen"] == "" {
		t.Error("a day that does not exist passes")
	}
	s.choose(child.person.ID, record.CustodyUnknown)
	if c = s.custody(child.person.ID); c.Proof != "" || len(c.Holders) != 0 || !c.Seen.Zero() {
		t.Errorf("unknown keeps %+v", c)
	}
}

func TestAChangeOfCustodyCountsFromToday(t *testing.T) {
	s, err := newFamily(monday)
	if err != nil {
		t.Fatal(err)
	}
	child, _ := s.add(record.RelationChild)
	who := child.person.ID
	s.choose(who, record.CustodyJoint)
	s.choose(who, record.CustodySole)
	if len(s.h.Custody) != 1 || !s.h.Custody[0].From.Zero() {
		t.Errorf("a new family: %+v", s.h.Custody)
	}
	s.h.Revision = 1
	s.choose(who, record.CustodyJoint)
	s.choose(who, record.CustodyGuardian)
	if len(s.h.Custody) != 2 || s.h.Custody[0].Custody != record.CustodySole || s.h.Custody[1].From != monday {
		t.Errorf("a family that was kept: %+v", s.h.Custody)
	}
	if c := s.custody(who); c.Custody != record.CustodyGuardian {
		t.Errorf("today %+v", c)
	}
}

func TestTakingSomebodyAway(t *testing.T) {
	s, err := newFamily(monday)
	if err != nil {
		t.Fatal(err)
	}
	mother := s.members[0].person
	child, _ := s.add(record.RelationChild)
	child.person.First = record.Text("Yusuf")
	s.choose(child.person.ID, record.CustodySole)
	if got := len(s.arrivals()); got != 1 || len(s.h.Members) != 1 || len(s.h.Custody[0].Holders) != 0 {
		t.Errorf("a mother about whom nothing was written is left out: %d arrivals, %d members", got, len(s.h.Members))
	}
	if !slices.Contains(s.dropped, mother.ID) {
		t.Error("her draft is not forgotten")
	}
	child.person.Revision = 1
	s.remove(child.person.ID)
	if len(s.h.Members) != 1 || s.h.Members[0].To != monday {
		t.Errorf("who was known keeps until when: %+v", s.h.Members)
	}
}

func TestTextsGoThroughADraftAndBack(t *testing.T) {
	want := draft.Texts{"birth/1": "31-13", "told": "ooit, misschien", "town": "Den"}
	if diff := cmp.Diff(want, draft.Carried(want.Carry())); diff != "" {
		t.Error(diff)
	}
}

func TestSurnameOfAChildInOneField(t *testing.T) {
	infix, last := splitName("van den Berg")
	if infix.Reveal() != "van den" || last.Reveal() != "Berg" {
		t.Error(infix.Reveal(), last.Reveal())
	}
	if _, last := splitName("Yılmaz"); last.Reveal() != "Yılmaz" {
		t.Error(last.Reveal())
	}
	if four("3081 AB") != "3081" {
		t.Error(four("3081 AB"))
	}
}

func BenchmarkItems(b *testing.B) {
	p, err := i18n.New("nl")
	if err != nil {
		b.Fatal(err)
	}
	r := rows{order: freshOrder}
	names := []string{"Fatima El Amrani", "Peter van den Berg", "Elif Yılmaz", "Olha Bondar", "Letebrhan Berhane"}
	for i := range 3000 {
		family := record.ID{1, byte(i >> 8), byte(i)}
		r.households = append(r.households, record.Row{ID: family, Owner: family, Kind: record.KindHousehold, Title: record.Text(names[i%5])})
		for j := range 3 {
			r.persons = append(r.persons, record.Row{ID: record.ID{2, byte(i >> 8), byte(i), byte(j)}, Owner: family, Kind: record.KindPerson, State: "parent", Title: record.Text(names[(i+j)%5])})
		}
	}
	for b.Loop() {
		items(p, r, monday)
	}
}
