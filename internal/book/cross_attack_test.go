package book_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/keyfile"
	"schakel/internal/parcel"
	"schakel/internal/record"
	"schakel/internal/seal"
)

// attack is a family in two homes on one laptop, with an organisation to send to, on which anything is done in any order. Each person has
// a first name that stands in nothing else, so that a name in a text is that person.
type attack struct {
	*rapid.T
	test   *testing.T
	b      *book.Book
	now    time.Time
	deps   book.Deps
	random *rand.ChaCha8
	dir    string
	dirs   string // of this run
	front  envelope.SigningKey
	inbox  envelope.OpeningKey
	keys   parcel.Keys // of the worker who takes over

	mother, father, child, other, twin record.ID
	first, second                      record.ID // the homes
	partner                            record.ID
	names                              map[record.ID]string
	copies                             []string
	erased                             bool
	left                               *count
}

// count is what was reached, so that a run that never sends anything is no proof.
type count struct {
	runs, allowed, sent, recalled, parcels, merged, unmerged, restored, unsafe, refused int
	failed                                                                              bool
}

func (w *attack) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

func newAttack(rt *rapid.T, t *testing.T, n *count) *attack {
	dirs, err := os.MkdirTemp(t.TempDir(), "run")
	if err != nil {
		t.Fatal(err)
	}
	w := &attack{T: rt, test: t, dirs: dirs, left: n, now: time.Date(2026, time.November, 22, 12, 0, 0, 0, time.Local), names: map[record.ID]string{}}
	w.random = rand.NewChaCha8([32]byte{1}) // so that a run can be done again
	w.deps = book.Deps{Now: func() time.Time { return w.now }, Random: w.random, Cost: keyfile.QuickCost()}
	w.dir = filepath.Join(dirs, "store")
	w.b, err = book.Create(w.dir, []byte(passphrase), w.deps)
	w.must(err)
	_, err = w.b.GiveRecovery(w.test.Context())
	w.must(err)
	own, err := w.b.Profile(w.test.Context())
	w.must(err)
	own.Name, own.Title = record.Text("Samira"), record.Text("sleutelpersoon")
	w.must(w.b.SaveProfile(w.test.Context(), own))
	w.people()
	w.join()
	w.road()
	key, err := seal.NewKey(w.random)
	w.must(err)
	w.keys, err = parcel.NewKeys(key)
	w.must(err)
	return w
}

// born is a day from which a birthday on which the rule changes is near; a child that is expected has none.
func (w *attack) born(p *record.Person) {
	years := rapid.SampledFrom([]int{0, 5, 12, 16, 18}).Draw(w.T, "nearly")
	days := rapid.IntRange(1, 40).Draw(w.T, "in days")
	switch years {
	case 0:
		p.Expected = w.b.Today().Add(days)
	case 5:
		p.Birth = w.b.Today().Years(-5)
	default:
		p.Birth = w.b.Today().Years(-years).Add(days)
	}
}

func (w *attack) people() {
	person := func(first string, as record.PersonKind) *record.Person {
		id, err := record.NewID(w.random)
		w.must(err)
		w.names[id] = strings.ToLower(first)
		return &record.Person{Head: record.Head{ID: id}, As: as, First: record.Text(first), Note: record.Text("geheimwoord")}
	}
	mother, father, other := person("Zehranur", record.PersonParent), person("Keremcan", record.PersonParent), person("Olcayhan", record.PersonParent)
	child, twin := person("Denizsu", record.PersonChild), person("Zehraana", record.PersonParent)
	w.born(child)
	if rapid.IntRange(0, 2).Draw(w.T, "called after the father") == 0 { // nobody wrote down what the child is called itself
		child.First, child.Alias = record.Private{}, record.Text("kind van Keremcan")
	}
	w.mother, w.father, w.child, w.other, w.twin = mother.ID, father.ID, child.ID, other.ID, twin.ID
	a, b := &record.Household{Name: record.Text("gezin aan de kade"), Note: record.Text("geheimwoord")}, &record.Household{Name: record.Text("gezin aan de markt")}
	joint := &record.Custody{Custody: record.CustodyJoint, Holders: []record.ID{w.mother, w.father}}
	ctx := w.test.Context()
	w.must(w.b.SaveFamily(ctx, a, []book.Arrival{{Person: mother, Relation: record.RelationMother}, {Person: father, Relation: record.RelationFather}, {Person: child, Relation: record.RelationChild, Custody: joint}}))
	w.must(w.b.SaveFamily(ctx, b, []book.Arrival{{Person: father, Relation: record.RelationFather}, {Person: other, Relation: record.RelationStepparent}, {Person: child, Relation: record.RelationChild}}))
	w.must(w.b.SavePerson(ctx, twin))
	w.first, w.second = a.ID, b.ID
	w.must(w.b.SaveContact(ctx, &record.Contact{About: record.AboutHousehold, Subject: a.ID, On: w.b.Today(), Note: record.Text("geheimwoord"), Promise: record.Text("Keremcan bellen"), PromDue: w.b.Today()}))
}

// join makes an organisation with an endpoint whose keys the test holds.
func (w *attack) join() {
	var err error
	w.front, err = envelope.NewSigningKey(w.random)
	w.must(err)
	w.inbox, err = envelope.NewOpeningKey(w.random)
	w.must(err)
	keys, err := cjg.NewDeviceKeys(w.random)
	w.must(err)
	_, err = w.b.Join(w.test.Context(), book.Joined{Address: "https://127.0.0.1:1", Keys: keys, Enrolment: cjg.Enrolment{
		Front: w.front.Public().Bytes(), Inbox: w.front.Public().Bytes(), Opening: w.inbox.Public().Bytes(), Agreement: cjg.Agreement{Organisation: "CJG Zuiderwijk", NormDays: 7},
	}})
	w.must(err)
	w.partner = w.b.Rows(record.KindPartner)[0].ID
}

// holds is looked at after every step.
func (w *attack) holds(*rapid.T) {
	ctx := w.test.Context()
	o := w.plain()
	unsafe := o.unsafe()
	for _, row := range w.b.Rows(record.KindReferral) {
		page, err := w.b.ReferralPage(ctx, row.ID)
		w.must(err)
		why := o.forbids(page.Referral, page.Preview)
		switch doubt := page.Concern != nil && !slices.Contains([]record.ConcernLevel{record.LevelWorried, ""}, page.Concern.Level); {
		case (page.CanSend || page.Decision.Allowed) && why != "":
			w.Fatalf("it may go, but %s", why)
		case doubt && (page.CanSend || page.Document != nil):
			w.Fatal("a doubt or a danger is offered")
		}
		if page.Decision.Allowed {
			w.left.allowed++
		}
		for _, a := range page.Decision.Asks {
			if unsafe[a.Person] {
				w.Fatalf("%s is to be asked", w.names[a.Person])
			}
		}
		if page.CanSend {
			w.silent("a document", page.Preview)
		}
	}
	today, err := w.b.TodayList(ctx, 50)
	w.must(err)
	w.silent("Vandaag", revealed(today))
	week, err := w.b.Week(ctx, w.b.Today().Monday())
	w.must(err)
	w.silent("the week", revealed(week))
	load, err := w.b.Caseload(ctx)
	w.must(err)
	for _, f := range load {
		for _, a := range f.Asks {
			if unsafe[a.Person] {
				w.Fatalf("%s is asked whether another worker takes over", w.names[a.Person])
			}
		}
		for _, p := range f.People { // a child may still be called after who is not safe: the worker knows it by nothing else
			if unsafe[p.ID] {
				w.Fatalf("%s stands in the caseload", w.names[p.ID])
			}
		}
	}
}

// Whatever is done in whatever order, what goes is what a plain reading of the records allows at that moment, and who is not safe to ask
// stands in no suggestion, message or parcel.
func TestNothingGoesThatTheRecordsDoNotAllowInAnyOrder(t *testing.T) {
	runs := 10
	if longRun() {
		runs = 300
	}
	n := &count{}
	rapid.Check(t, func(rt *rapid.T) {
		if n.runs >= runs && !n.failed {
			return
		}
		n.runs++
		w := newAttack(rt, t, n)
		defer func() {
			n.failed = n.failed || rt.Failed()
			_ = w.b.Close()
			_ = os.RemoveAll(w.dirs)
		}()
		rt.Repeat(map[string]func(*rapid.T){
			"": w.holds, "agree": w.agree, "agree too": w.agree, "agree three": w.agree, "withdraw": w.withdraw, "gezag": w.gezag, "unsafe": w.unsafe, "later": w.later, "birth": w.birth,
			"moves": w.moves, "choose": w.choose, "level": w.level, "merge": w.merge, "forge": w.forge, "send": w.send, "send too": w.send, "round": w.round, "round too": w.round,
			"hand": w.hand, "erase": w.erase, "again": w.again, "road": func(*rapid.T) { w.road() },
		})
	})
	t.Logf("%+v", *n)
	few := n.allowed == 0 || longRun() && (n.sent == 0 || n.recalled == 0 || n.parcels == 0 || n.merged == 0 || n.unmerged == 0 || n.restored == 0)
	if few && !n.failed {
		t.Errorf("too little happened: %+v", *n)
	}
}
