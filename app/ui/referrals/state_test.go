package referrals

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"schakel/app/ui/listing"
	"schakel/app/ui/uitest"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

func id(n byte) record.ID { return record.ID{15: n} }

func sample(kind record.Kind) []record.Row {
	today := record.Day(2026, 11, 24)
	row := func(n byte, state string, days int, open bool) record.Row {
		r := record.Row{ID: id(n), Kind: record.KindReferral, Owner: id(50), Number: uint32(n), State: state, On: today.Add(-days), Link: id(40), Title: record.Text("slapen")}
		if open {
			r.Flags = record.RowOpen
		}
		return r
	}
	switch kind {
	case record.KindReferral:
		return []record.Row{
			row(1, "sent", 3, true), row(2, "sent", 12, true), row(3, "draft", 1, true), row(4, "ready", 2, true), row(5, "accepted", 20, true),
			row(6, "closed", 30, false), row(7, "completed", 10, false), row(8, "sent", 5, true), {ID: id(9), Number: 9, State: "draft", On: today, Flags: record.RowOpen},
		}
	case record.KindPartner:
		return []record.Row{{ID: id(40), Title: record.Text("CJG Zuiderwijk"), Number: 7}}
	case record.KindHousehold:
		return []record.Row{{ID: id(50), Title: record.Text("gezin Yıldız")}}
	case record.KindDelivery:
		return []record.Row{{Link: id(4), State: "queued"}, {Link: id(1), State: "sent"}}
	case record.KindFeedback:
		return []record.Row{{Link: id(8), Flags: record.RowOpen}, {Link: id(1)}}
	}
	return nil
}

func TestTheListIsOrderedByAgeAndSaysWhoseTurnItIs(t *testing.T) {
	l := list{p: uitest.Dutch(t), filter: filterOpen}
	l.fill(sample(record.KindReferral), aroundOf(sample), record.Day(2026, 11, 24))
	type line struct {
		Number uint32
		Kind   listing.StatusKind
		Text   string
	}
	var got []line
	for _, it := range l.shown {
		status := l.words(it).Status
		got = append(got, line{it.number, status.Kind, status.Text})
	}
	want := []line{
		{5, listing.StatusAnswered, "opgepakt"}, {2, listing.StatusLate, "dag 12 van 7"}, {8, listing.StatusAnswered, ""},
		{1, listing.StatusWaiting, "dag 3 van 7"}, {4, listing.StatusWaiting, "wacht op verbinding"},
		{3, listing.StatusYourTurn, "nog niet klaar"}, {9, listing.StatusYourTurn, "nog niet klaar"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := l.words(l.shown[1]).Title; got != "H-0002 · gezin Yıldız · CJG Zuiderwijk" {
		t.Errorf("title %q", got)
	}
	l.choose(filterDone)
	if len(l.shown) != 2 || l.shown[0].number != 7 {
		t.Errorf("what is over: %+v", l.shown)
	}
}

func TestGroupsStayInTheOrderOfTheDocument(t *testing.T) {
	groups := with(with(with(nil, record.GroupReason, true), record.GroupName, true), record.GroupPhone, true)
	groups = with(groups, record.GroupReason, false)
	if diff := cmp.Diff([]record.FieldGroup{record.GroupName, record.GroupPhone}, groups); diff != "" {
		t.Error(diff)
	}
}

func TestStepsFollowEachOther(t *testing.T) {
	for s, want := range map[step]step{stepTo: stepWhat, stepWhat: stepWho, stepWho: stepExact, stepExact: stepExact} {
		if got := s.after(); got != want {
			t.Errorf("after %s comes %s, want %s", s, got, want)
		}
	}
}

func TestWordsHaveTheirCapital(t *testing.T) {
	if got := capital(uitest.Dutch(t), "één keer"); got != "Één keer" {
		t.Errorf("%q", got)
	}
	tr, err := i18n.New("tr")
	if err != nil {
		t.Fatal(err)
	}
	if got := capital(tr, "isim"); got != "İsim" {
		t.Errorf("%q", got)
	}
}

func TestLanguagesAreFoundByTheirCode(t *testing.T) {
	for code, want := range map[string]string{"tur": "tr", "nld": "nl", "ary": "ary", "Darija": "Darija"} {
		if got := shortTag(code); got != want {
			t.Errorf("%s: %s, want %s", code, got, want)
		}
	}
}

func TestWhatIsWrongWithATextIsSaid(t *testing.T) {
	p := uitest.Dutch(t)
	for text, bad := range map[string]bool{"slapen": false, "111222333": true, "0612345678": false} {
		if got := wrong(p, text, 300) != ""; got != bad {
			t.Errorf("%q: wrong %v", text, got)
		}
	}
	if wrong(p, "vijf", 3) == "" {
		t.Error("a text over its limit is fine")
	}
}

func TestWhoIsNotInTheFamilyHasTheNameAlone(t *testing.T) {
	father, mother := id(1), id(2)
	s := &road{p: uitest.Dutch(t)}
	s.page.Family.Household = &record.Household{Members: []record.Member{{Person: father, Relation: record.RelationFather}}}
	s.page.Family.People = map[record.ID]*record.Person{
		father: {Head: record.Head{ID: father}, First: record.Text("Peter")}, mother: {Head: record.Head{ID: mother}, First: record.Text("Anja")},
	}
	for who, want := range map[record.ID]string{father: "Peter, vader", mother: "Anja"} {
		if got := s.named(who); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
