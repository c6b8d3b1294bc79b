package book_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/practice"
	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/summary"
)

// practiced is a book with the families of practice, one draft and one task about the first of them, and one mark "niet nu".
func practiced(t *testing.T) *book.Book {
	t.Helper()
	b := newBook(t)
	ctx := t.Context()
	if _, err := b.GiveRecovery(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Import(ctx, strings.NewReader(lines(t, practice.Records(b.Today(), 1)))); err != nil {
		t.Fatal(err)
	}
	return b
}

// kept is everything in a book, by id, as lines of an export without when it was changed.
func kept(t *testing.T, b *book.Book) map[record.ID]string {
	t.Helper()
	all := map[record.ID]string{}
	for _, kind := range record.Kinds() {
		for _, row := range b.Rows(kind) {
			r, err := b.Record(t.Context(), kind, row.ID)
			if err != nil {
				if kind == record.KindEndpoint || kind == record.KindOutgoing {
					continue
				}
				t.Fatal(err)
			}
			all[row.ID] = line(t, r)
		}
	}
	return all
}

func line(t *testing.T, r record.Record) string {
	t.Helper()
	text, err := codec.Line(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// erasedFrom erases and checks everything that holds after any erasure.
func erasedFrom(t *testing.T, b *book.Book, kind record.Kind, id record.ID) {
	t.Helper()
	ctx := t.Context()
	plan, err := b.Erasing(ctx, kind, id)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere, err := b.Mentions(ctx, kind, id, nil)
	if err != nil {
		t.Fatal(err)
	}
	before := kept(t, b)
	b.Warm()
	marks(t, b, id)
	done, err := b.Erase(ctx, kind, id, book.EraseOptions{Recall: true})
	if err != nil {
		t.Fatal(err)
	}
	after := kept(t, b)
	othersAsTheyWere(t, plan, done, before, after)
	nobodyNamed(t, b, plan, elsewhere, after)
	if report, err := b.Verify(ctx, nil); err != nil || len(report.Findings) > 0 {
		t.Errorf("verify: %+v %v", report.Findings, err)
	}
	everyPageWorks(t, b)
}

// marks leaves a task, a "niet nu" and drafts about somebody.
func marks(t *testing.T, b *book.Book, id record.ID) {
	t.Helper()
	ctx := t.Context()
	for _, err := range []error{
		b.SaveTask(ctx, &record.Task{Text: record.Text("bellen over de brief"), About: id}),
		b.NotNow(ctx, "review/"+id.String(), b.Today().Add(5)),
		b.SaveDraft(ctx, "person/"+id.String(), &record.Person{Head: record.Head{ID: id}, First: record.Text("half")}),
		b.SaveDraft(ctx, "contact", &record.Contact{About: record.AboutPerson, Subject: id, Note: record.Text("half")}),
		b.SaveDraft(ctx, "contact/text", &record.Person{As: record.PersonOther, Note: record.Text("on\tna het bezoek van Fatima")}),
		b.SaveDraft(ctx, "meeting", &record.Meeting{Note: record.Text("gaat over iets anders")}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func gone(e book.Erasing) map[record.ID]bool {
	ids := map[record.ID]bool{}
	for _, one := range e.People {
		if one.Goes {
			ids[one.ID] = true
		}
	}
	if e.Kind == record.KindHousehold {
		ids[e.ID] = true
	}
	return ids
}

// othersAsTheyWere asks that nothing went that the plan does not say, and that what stays and names nobody who goes is the same to the
// byte.
func othersAsTheyWere(t *testing.T, e book.Erasing, done book.Erased, before, after map[record.ID]string) {
	t.Helper()
	counts := map[string]int{}
	for id, was := range before {
		now, stays := after[id]
		if !stays {
			counts[was[:strings.IndexByte(was, ',')]]++
			if !slices.Contains(done.Gone, id) {
				t.Errorf("went without being named: %s", was)
			}
			continue
		}
		touches := false
		for _, went := range done.Gone {
			touches = touches || strings.Contains(was, went.String())
		}
		if !touches && was != now {
			t.Errorf("is not what it was:\n%s\n%s", was, now)
		}
	}
	for kind, n := range e.Counts {
		key := fmt.Sprintf(`{"kind":"%v"`, kind)
		if kind != record.KindOutgoing && counts[key] != n {
			t.Errorf("%v: the page says %d go, and %d went", kind, n, counts[key])
		}
		delete(counts, key)
	}
	if len(counts) > 0 {
		t.Errorf("not on the page: %v", counts)
	}
}

// dangling are the fields that may still name somebody who was erased: a list of who was there, and who decides elsewhere.
func dangling(kind, field string) bool {
	return kind == "meeting" && field == "names" || kind == "household" && field == "holders"
}

// nobodyNamed asks that no record, row, draft or setting names who went, in an id or in words that the page did not list.
func nobodyNamed(t *testing.T, b *book.Book, e book.Erasing, elsewhere book.Elsewhere, after map[record.ID]string) {
	t.Helper()
	ids := gone(e)
	listed := map[record.ID]bool{}
	for _, m := range elsewhere.Mentions {
		listed[m.ID] = true
	}
	for _, kind := range record.Kinds() {
		for _, row := range b.Rows(kind) {
			if ids[row.ID] || ids[row.Owner] || ids[row.Link] {
				t.Errorf("a row of kind %v still names who went", kind)
			}
			r, err := b.Record(t.Context(), kind, row.ID)
			if err != nil {
				continue
			}
			for _, ref := range codec.Refs(r) {
				if ids[ref.ID] && !dangling(kind.String(), ref.Field) {
					t.Errorf("%v %s still names who went", kind, ref.Field)
				}
			}
		}
	}
	drafts, err := b.Drafts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(drafts, []string{"meeting"}) {
		t.Errorf("drafts that stay: %v", drafts)
	}
	for _, one := range e.People {
		if !one.Goes {
			continue
		}
		found, err := b.Find(t.Context(), one.Name.Reveal(), 50)
		if err != nil || slices.ContainsFunc(found, func(r record.Row) bool { return ids[r.ID] || ids[r.Owner] }) {
			t.Errorf("the search still finds who went: %v", err)
		}
		for id, text := range after {
			words := " " + i18n.Fold(text) + " "
			if strings.Contains(words, " "+i18n.Fold(one.Name.Reveal())+" ") && !listed[id] {
				t.Errorf("the name of somebody who went stands in %s", text)
			}
		}
	}
}

func everyPageWorks(t *testing.T, b *book.Book) {
	t.Helper()
	ctx := t.Context()
	if _, err := b.TodayList(ctx, 50); err != nil {
		t.Errorf("Vandaag: %v", err)
	}
	if _, err := b.Week(ctx, b.Today().Monday()); err != nil {
		t.Errorf("the week: %v", err)
	}
	if _, err := b.Sendings(ctx); err != nil {
		t.Errorf("Postvak: %v", err)
	}
	if _, err := b.Overview(ctx, summary.Period{From: b.Today().Add(-364), To: b.Today()}); err != nil {
		t.Errorf("Overzicht: %v", err)
	}
	for _, row := range b.Rows(record.KindHousehold) {
		if _, err := b.Family(ctx, row.ID); err != nil {
			t.Errorf("a family: %v", err)
		}
		if _, err := b.StoryOf(ctx, row.ID); err != nil {
			t.Errorf("its story: %v", err)
		}
	}
	for _, row := range b.Rows(record.KindReferral) {
		if _, err := b.ReferralPage(ctx, row.ID); err != nil {
			t.Errorf("a referral: %v", err)
		}
	}
	var out bytes.Buffer
	if _, err := b.Export(ctx, &out); err != nil {
		t.Errorf("export: %v", err)
	}
}

// longRun reports whether everything is to be tried and not a sample.
func longRun() bool { return os.Getenv("SCHAKEL_LONG") != "" }

func TestErasingAnyFamilyOrPersonLeavesNothingOfThem(t *testing.T) {
	for _, kind := range []record.Kind{record.KindHousehold, record.KindPerson} {
		b := practiced(t)
		rows := slices.Clone(b.Rows(kind))
		slices.SortFunc(rows, func(a, b record.Row) int { return bytes.Compare(a.ID[:], b.ID[:]) })
		step := 1
		if !longRun() {
			step = len(rows)/6 + 1
		}
		for i := 0; i < len(rows); i += step {
			if !slices.ContainsFunc(b.Rows(kind), func(r record.Row) bool { return r.ID == rows[i].ID }) {
				continue // went with another
			}
			t.Run(fmt.Sprintf("%v %d", kind, i), func(t *testing.T) { erasedFrom(t, b, kind, rows[i].ID) })
		}
	}
}

// twoHomes is a child with a mother in one family and a father in another, a grandmother who decides and is known nowhere else, and an
// aunt who was known before she came to live with the mother.
type twoHomes struct {
	*book.Book
	mother, father, child, sister, granny, aunt *record.Person
	hers, his                                   *record.Household
}

func newTwoHomes(t *testing.T) *twoHomes {
	t.Helper()
	w := &twoHomes{Book: newBook(t)}
	ctx := t.Context()
	if _, err := w.GiveRecovery(ctx); err != nil {
		t.Fatal(err)
	}
	person := func(as record.PersonKind, first, last string) *record.Person {
		return &record.Person{As: as, First: record.Text(first), Last: record.Text(last)}
	}
	w.mother, w.father = person(record.PersonParent, "Samar", "Haddad"), person(record.PersonParent, "Ilyas", "Bouzid")
	w.child, w.sister = person(record.PersonChild, "Noor", "Bouzid"), person(record.PersonChild, "Lina", "Bouzid")
	w.granny, w.aunt = person(record.PersonCircle, "Zohra", "Haddad"), person(record.PersonCircle, "Rima", "Haddad")
	w.hers, w.his = &record.Household{Name: record.Text("gezin Haddad")}, &record.Household{Name: record.Text("Ilyas thuis")}
	w.do(t, w.SavePerson(ctx, w.aunt), w.SavePerson(ctx, w.granny))
	w.do(t, w.SaveFamily(ctx, w.hers, []book.Arrival{
		{Person: w.mother, Relation: record.RelationMother}, {Person: w.child, Relation: record.RelationChild},
		{Person: w.sister, Relation: record.RelationChild}, {Person: w.aunt, Relation: record.RelationOther},
	}))
	w.hers.Custody = []record.Custody{
		{Child: w.child.ID, Custody: record.CustodyJoint, Holders: []record.ID{w.mother.ID, w.granny.ID}},
		{Child: w.sister.ID, Custody: record.CustodyJoint, Holders: []record.ID{w.mother.ID, w.father.ID}},
	}
	w.do(t, w.SaveFamily(ctx, w.hers, nil))
	w.do(t, w.SaveFamily(ctx, w.his, []book.Arrival{
		{Person: w.father, Relation: record.RelationFather},
		{Person: w.child, Relation: record.RelationChild, Custody: &record.Custody{Custody: record.CustodyJoint, Holders: []record.ID{w.mother.ID, w.father.ID}}},
	}))
	w.hers.Custody[1].Holders[1] = w.father.ID
	w.do(t, w.SaveFamily(ctx, w.hers, nil))
	return w
}

func (w *twoHomes) do(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func (w *twoHomes) erase(t *testing.T, kind record.Kind, id record.ID) book.Erasing {
	t.Helper()
	plan, err := w.Erasing(t.Context(), kind, id)
	w.do(t, err)
	_, err = w.Erase(t.Context(), kind, id, book.EraseOptions{})
	w.do(t, err)
	return plan
}

func (w *twoHomes) here(t *testing.T, p *record.Person) bool {
	t.Helper()
	_, err := w.Person(t.Context(), p.ID)
	return err == nil
}

func TestAChildWithTwoHomesStaysInTheOther(t *testing.T) {
	w := newTwoHomes(t)
	plan := w.erase(t, record.KindHousehold, w.hers.ID)
	want := map[string]string{
		"Samar Haddad": "goes", "Lina Bouzid": "goes", "Rima Haddad": "goes", "Zohra Haddad": "goes",
		"Noor Bouzid": "otherhome in Ilyas thuis", "Ilyas Bouzid": "otherhome in Ilyas thuis",
	}
	got := map[string]string{}
	for _, one := range plan.People {
		said := "goes"
		if !one.Goes {
			said = string(one.Why) + " in " + one.With.Reveal()
		}
		got[one.Name.Reveal()] = said
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for _, p := range []*record.Person{w.mother, w.sister, w.aunt, w.granny} {
		if w.here(t, p) {
			t.Errorf("%s is still here", p.First.Reveal())
		}
	}
	child, err := w.Person(t.Context(), w.child.ID)
	w.do(t, err)
	if child.Owner != w.his.ID || !slices.Equal(child.Homes, []record.ID{w.his.ID}) {
		t.Errorf("the child is sealed with %v and lives in %v", child.Owner, child.Homes)
	}
	f, err := w.Family(t.Context(), w.his.ID)
	w.do(t, err)
	road, err := w.StartReferral(t.Context(), w.his.ID, record.ID{})
	w.do(t, err)
	if page, err := w.ReferralPage(t.Context(), road.ID); err != nil || !page.Erased[w.mother.ID] || page.Erased[w.father.ID] {
		t.Errorf("the page of a referral cannot say who was erased: %v", err)
	}
	if f.Person(w.mother.ID) != nil || len(f.Household.Custody[0].Holders) != 2 {
		t.Error("the other family says that somebody else decides too, and knows her no more")
	}
}

func TestSomebodyKnownApartStaysWithoutTheFamily(t *testing.T) {
	w := newTwoHomes(t)
	ctx := t.Context()
	note := &record.Contact{About: record.AboutPerson, Subject: w.granny.ID, On: w.Today(), Note: record.Text("over haar eigen brief")}
	w.do(t, w.SaveContact(ctx, note))
	plan := w.erase(t, record.KindHousehold, w.hers.ID)
	i := slices.IndexFunc(plan.People, func(l book.Leaving) bool { return l.ID == w.granny.ID })
	if i < 0 || plan.People[i].Goes || plan.People[i].Why != book.WhyKnown || !w.here(t, w.granny) {
		t.Errorf("a grandmother with records of her own: %+v", plan.People)
	}
	if _, err := w.Contact(ctx, note.ID); err != nil {
		t.Error("her own records went too")
	}
}

func TestErasingOnePersonKeepsWhatIsAboutSeveral(t *testing.T) {
	w := newTwoHomes(t)
	ctx := t.Context()
	both := &record.Concern{
		Scope: record.ScopeHousehold, Household: w.hers.ID, About: []record.ID{w.child.ID, w.sister.ID}, Level: record.LevelWorried, Seen: record.Text("Noor en Lina waren moe"),
	}
	one := &record.Concern{Scope: record.ScopeHousehold, Household: w.hers.ID, About: []record.ID{w.child.ID}, Level: record.LevelDoubt, Seen: record.Text("moe")}
	home := &record.Contact{About: record.AboutHousehold, Subject: w.hers.ID, On: w.Today(), Note: record.Text("Noor’s verjaardag")}
	alone := &record.Contact{About: record.AboutPerson, Subject: w.child.ID, On: w.Today()}
	w.do(t, w.SaveConcern(ctx, both), w.SaveConcern(ctx, one), w.SaveContact(ctx, home), w.SaveContact(ctx, alone))
	road, err := w.StartReferral(ctx, w.hers.ID, both.ID)
	w.do(t, err)
	coffee := &record.Meeting{Type: record.MeetingCoffee, On: w.Today(), Heads: 3, Names: []record.ID{w.child.ID, w.mother.ID}}
	w.do(t, w.SaveMeeting(ctx, coffee))
	elsewhere, err := w.Mentions(ctx, record.KindPerson, w.child.ID, nil)
	w.do(t, err)
	var said []string
	for _, m := range elsewhere.Mentions {
		said = append(said, m.Kind.String()+": "+m.Excerpt.Reveal())
	}
	slices.Sort(said)
	if d := cmp.Diff([]string{"concern: Noor en Lina waren moe", "contact: Noor’s verjaardag", "referral: Noor en Lina waren moe"}, said); d != "" {
		t.Error(d)
	}
	if elsewhere.Named[record.KindMeeting] != 1 {
		t.Errorf("named in %v", elsewhere.Named)
	}
	w.erase(t, record.KindPerson, w.child.ID)
	if c, err := w.Concern(ctx, both.ID); err != nil || !slices.Equal(c.About, []record.ID{w.sister.ID}) {
		t.Errorf("about both: %v", err)
	}
	if r, err := w.ReferralPage(ctx, road.ID); err != nil || slices.Contains(r.Referral.Children, w.child.ID) {
		t.Errorf("the referral: %v", err)
	}
	for what, err := range map[string]error{"concern": second(w.Concern(ctx, one.ID)), "contact": second(w.Contact(ctx, alone.ID))} {
		if err == nil {
			t.Errorf("a %s about nobody else stayed", what)
		}
	}
	for _, h := range []*record.Household{w.hers, w.his} {
		f, err := w.Family(ctx, h.ID)
		w.do(t, err)
		for _, m := range f.Household.Members {
			if m.Person == w.child.ID {
				t.Error("still a member")
			}
		}
		for _, c := range f.Household.Custody {
			if c.Child == w.child.ID {
				t.Error("who decides about the child is still noted")
			}
		}
	}
	if m, err := w.Meeting(ctx, coffee.ID); err != nil || len(m.Names) != 2 {
		t.Error("a list of who was there keeps its length")
	}
}

func second[T any](_ T, err error) error { return err }

// A task about somebody is sealed with the key of whom it is about, so that it goes with them.
func TestATaskBelongsToWhomItIsAbout(t *testing.T) {
	w := newTwoHomes(t)
	ctx := t.Context()
	for name, c := range map[string]struct{ about, owner record.ID }{
		"a family": {w.hers.ID, w.hers.ID}, "a member": {w.mother.ID, w.hers.ID}, "somebody with a key of their own": {w.aunt.ID, w.aunt.ID},
		"nobody": {}, "somebody who is not there": {about: record.ID{9, 9}},
	} {
		task := &record.Task{Text: record.Text("bellen"), About: c.about}
		w.do(t, w.SaveTask(ctx, task))
		if task.Owner != c.owner {
			t.Errorf("about %s: owner %v", name, task.Owner)
		}
	}
	w.erase(t, record.KindHousehold, w.hers.ID)
	if n := len(w.Rows(record.KindTask)); n != 2 {
		t.Errorf("%d tasks left", n)
	}
}

// Closing the book, as a lock does, waits for an erasure that was begun; it is done when the store is opened again.
func TestClosingWaitsForAnErasure(t *testing.T) {
	w := newTwoHomes(t)
	closed := make(chan error, 1)
	begun := false
	_, err := w.Erase(t.Context(), record.KindHousehold, w.hers.ID, book.EraseOptions{Progress: func(int, int) {
		if !begun {
			begun = true
			go func() { closed <- w.Close() }()
		}
	}})
	if err != nil || !begun {
		t.Fatalf("begun %v: %v", begun, err)
	}
	if err := <-closed; err != nil {
		t.Fatal(err)
	}
}
