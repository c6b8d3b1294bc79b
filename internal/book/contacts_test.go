package book_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/hours"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// sorts are the sorts of the sentences on Vandaag about one record.
func sorts(t *testing.T, b *book.Book, id record.ID) []book.SentenceSort {
	t.Helper()
	all, err := b.TodayList(t.Context(), 50)
	must(t, err)
	var some []book.SentenceSort
	for _, s := range all {
		if s.ID == id {
			some = append(some, s.Sort)
		}
	}
	return some
}

func TestAnAdviceIsAskedAboutOnce(t *testing.T) {
	b, c, _, _ := retained(t)
	ctx := t.Context()
	c.on(2025, 3, 1)
	partner := &record.Partner{Type: record.PartnerSchool, Name: record.Text("Het Kompas"), Officers: []record.Officer{{First: record.Text("Jeroen")}}}
	must(t, b.SavePartner(ctx, partner))
	k := &record.Contact{About: record.AboutPartner, Subject: partner.ID, Officer: partner.Officers[0].ID, On: b.Today(), Advice: record.Text("Ga langs, stuur geen brief.")}
	must(t, b.SaveContact(ctx, k))
	for day, want := range map[int]bool{1: false, book.AdviceAfter - 1: false, book.AdviceAfter: true, book.AdviceAfter + 60: true, book.AdviceAfter + 91: false} {
		at := record.Day(2025, 3, 1).Add(day)
		c.on(at.Year, at.Month, at.Day)
		if got := slices.Contains(sorts(t, b, k.ID), book.SentenceAdvice); got != want {
			t.Errorf("after %d days: asked %v", day, got)
		}
	}
	c.on(2025, 4, 12)
	all, err := b.TodayList(ctx, 50)
	must(t, err)
	at := slices.IndexFunc(all, func(s book.Sentence) bool { return s.Sort == book.SentenceAdvice })
	if s := all[at]; s.Who.Reveal() != "Jeroen" || s.Where.Reveal() != "Het Kompas" || s.What.Reveal() != k.Advice.Reveal() {
		t.Errorf("%+v", s)
	}
	must(t, b.NotNow(ctx, all[at].Key, b.Today().Add(3650)))
	if len(sorts(t, b, k.ID)) != 0 {
		t.Error("it is asked again after niet nu")
	}
	must(t, b.HearAdvice(ctx, k.ID, record.UsePartly, record.Text("Zij proberen het.")))
	got, err := b.Contact(ctx, k.ID)
	must(t, err)
	if got.Use != record.UsePartly || got.UseOn != b.Today() || got.Row().Flags&record.RowWarm != 0 {
		t.Errorf("%+v", got)
	}
}

func TestAPromiseIsATaskThatIsKeptOrMoved(t *testing.T) {
	b, c, h, _ := retained(t)
	ctx := t.Context()
	c.on(2025, 3, 1)
	k := &record.Contact{About: record.AboutHousehold, Subject: h.ID, On: b.Today(), Promise: record.Text("De school bellen"), PromDue: b.Today().Add(3)}
	must(t, b.SaveContact(ctx, k))
	c.on(2025, 3, 4)
	if !slices.Contains(sorts(t, b, k.ID), book.SentencePromise) {
		t.Error("a promise that is due is not on Vandaag")
	}
	if err := b.MovePromise(ctx, k.ID, record.Day(2025, 2, 1)); fault.Of(err) != fault.Invalid {
		t.Errorf("a day before the contact: %v", err)
	}
	must(t, b.MovePromise(ctx, k.ID, b.Today().Add(2)))
	if len(sorts(t, b, k.ID)) != 0 {
		t.Error("a promise that was moved is still on Vandaag")
	}
	c.on(2025, 3, 6)
	must(t, b.KeepPromise(ctx, k.ID))
	if len(sorts(t, b, k.ID)) != 0 {
		t.Error("a promise that was kept is still on Vandaag")
	}
}

func TestAContactGoesWithItsMarks(t *testing.T) {
	b, _, h, _ := retained(t)
	ctx := t.Context()
	k := &record.Contact{About: record.AboutHousehold, Subject: h.ID, On: b.Today(), Promise: record.Text("bellen"), PromDue: b.Today()}
	must(t, b.SaveContact(ctx, k))
	must(t, b.NotNow(ctx, "promise/"+k.ID.String(), b.Today().Add(3)))
	before := len(b.Rows(record.KindTask))
	must(t, b.RemoveContact(ctx, k.ID))
	if _, err := b.Contact(ctx, k.ID); fault.Of(err) != fault.NotFound {
		t.Errorf("%v", err)
	}
	if len(b.Rows(record.KindTask)) != before-1 {
		t.Error("the mark niet nu stays")
	}
	if err := b.RemoveContact(ctx, k.ID); fault.Of(err) != fault.NotFound {
		t.Errorf("twice: %v", err)
	}
}

func TestTheRolesThatAreUsedMostComeFirst(t *testing.T) {
	b, _, _, _ := retained(t)
	ctx := t.Context()
	first, err := b.UsedRoles(ctx)
	must(t, err)
	for i := range 6 {
		k := &record.Contact{About: record.AboutNobody, On: b.Today().Add(-i), Roles: []record.Role{record.RoleAftercare}}
		if i < 3 {
			k.Roles = append(k.Roles, record.RoleThink)
		}
		must(t, b.SaveContact(ctx, k))
	}
	got, err := b.UsedRoles(ctx)
	must(t, err)
	if got[0] != record.RoleAftercare || got[1] != record.RoleThink || len(got) != 17 || len(first) != 17 {
		t.Errorf("%v", got)
	}
	sorted, all := slices.Clone(got), record.Roles()
	slices.Sort(sorted)
	slices.Sort(all)
	if !slices.Equal(sorted, all) {
		t.Errorf("not every role once: %v", got)
	}
	if !slices.Equal(got[4:], slices.DeleteFunc(record.Roles(), func(r record.Role) bool { return slices.Contains(got[:4], r) })) {
		t.Errorf("the rest is not in the usual order: %v", got)
	}
}

func TestSeveralContactsAreKeptTogetherOrNotAtAll(t *testing.T) {
	b, _, h, _ := retained(t)
	ctx := t.Context()
	before := len(b.Rows(record.KindContact))
	good := &record.Contact{About: record.AboutHousehold, Subject: h.ID, On: b.Today()}
	err := b.SaveContacts(ctx, []*record.Contact{good, {About: record.AboutNumber, On: b.Today().Add(1)}})
	if err == nil || err.Error() != "invalid: 1.heads: count.range, 1.on: date.future" {
		t.Errorf("%v", err)
	}
	if err := b.SaveContacts(ctx, []*record.Contact{good, {About: record.AboutPerson, Subject: record.ID{9}, On: b.Today()}}); fault.Of(err) != fault.NotFound {
		t.Errorf("somebody who is not there: %v", err)
	}
	if len(b.Rows(record.KindContact)) != before {
		t.Error("some were kept")
	}
}

func TestTheSheetOfHoursComesFromContactsAndMeetings(t *testing.T) {
	b, c, h, _ := retained(t)
	ctx := t.Context()
	c.on(2025, 3, 20)
	must(t, b.SaveContact(ctx, &record.Contact{About: record.AboutHousehold, Subject: h.ID, On: record.Day(2025, 3, 4), Length: 45 * time.Minute, Cents: 340, CostType: record.CostTravel,
		Note: record.Text("Bij Fatima in de Hoogstraat")}))
	must(t, b.SaveMeeting(ctx, &record.Meeting{Type: record.MeetingCoffee, On: record.Day(2025, 3, 5), Heads: 9, Length: 2 * time.Hour, Preparation: time.Hour, Cents: 1200}))
	must(t, b.SaveMeeting(ctx, &record.Meeting{Type: record.MeetingCoffee, On: record.Day(2025, 3, 25), Planned: true, Length: 2 * time.Hour}))
	s, err := b.Hours(ctx, 2025, time.March)
	must(t, err)
	if s.Minutes != 45+120+60 || s.Costs != 1540 || len(s.Lines) != 3 || s.Lines[2].Work != hours.WorkPrepare {
		t.Errorf("%+v", s)
	}
	a, err := b.Allowance(ctx, 2025)
	must(t, err)
	if a.Year != 2025 || a.Revision != 0 {
		t.Errorf("%+v", a)
	}
	a.Elsewhere, a.Hour = 200_000, 400
	must(t, b.SaveAllowance(ctx, a))
	if s, err = b.Hours(ctx, 2025, time.March); err != nil || s.Stand() != hours.StandNear || s.Pay != 1500 || !s.Mine {
		t.Errorf("%+v %v", s, err)
	}
	a.Year = 1950
	if err := b.SaveAllowance(ctx, a); fault.Of(err) != fault.Invalid {
		t.Errorf("%v", err)
	}
}

// Erasing takes the contacts, the lines of a week that are not kept yet, and shows the advice that names somebody.
func TestErasingReachesContactsDraftsAndAdvice(t *testing.T) {
	b, _, h, p := retained(t)
	ctx := t.Context()
	partner := &record.Partner{Type: record.PartnerSchool, Name: record.Text("Het Kompas")}
	must(t, b.SavePartner(ctx, partner))
	name := p.First.Reveal()
	own := &record.Contact{About: record.AboutHousehold, Subject: h.ID, On: b.Today(), Length: time.Hour}
	with := &record.Contact{About: record.AboutPartner, Subject: partner.ID, On: b.Today(), Advice: record.Text("Zoals bij " + name + ": ga langs."), Use: record.UseDone, UseOn: b.Today()}
	must(t, b.SaveContacts(ctx, []*record.Contact{own, with}))
	must(t, b.SaveDraft(ctx, "week/0", &record.Contact{About: record.AboutHousehold, Subject: h.ID, Note: record.Text(name), Promise: record.Text("vandaag\t" + name)}))
	must(t, b.SaveDraft(ctx, "week/1", &record.Contact{Promise: record.Text("vandaag\t4\t30")}))

	dutch, err := i18n.New("nl")
	must(t, err)
	in, err := b.Access(ctx, dutch, record.KindHousehold, h.ID)
	must(t, err)
	if !slices.ContainsFunc(in.Contacts, func(c *record.Contact) bool { return c.ID == with.ID }) {
		t.Error("an advice that names somebody is not in what is held about them")
	}
	else1, err := b.Mentions(ctx, record.KindHousehold, h.ID, nil)
	must(t, err)
	if !slices.ContainsFunc(else1.Mentions, func(m book.Mention) bool { return m.ID == with.ID && strings.Contains(m.Excerpt.Reveal(), name) }) {
		t.Error("the advice is not listed as a text that still names them")
	}
	_, err = b.Erase(ctx, record.KindHousehold, h.ID, book.EraseOptions{})
	must(t, err)
	if _, err := b.Contact(ctx, own.ID); fault.Of(err) != fault.NotFound {
		t.Errorf("a contact with them: %v", err)
	}
	if keys, err := b.Drafts(ctx); err != nil || !slices.Contains(keys, "week/1") || slices.Contains(keys, "week/0") {
		t.Errorf("drafts %q %v", keys, err)
	}
}
