package book_test

import (
	"bytes"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/keyfile"
	"schakel/internal/record"
)

// laptop is a book whose clock can be moved, and that can be closed, copied and carried over to another one.
type laptop struct {
	t    *testing.T
	b    *book.Book
	dir  string
	now  time.Time
	deps book.Deps
}

func newLaptop(t *testing.T) *laptop {
	t.Helper()
	l := &laptop{t: t, now: time.Date(2026, time.November, 22, 12, 0, 0, 0, time.Local)}
	l.deps = book.Deps{Now: func() time.Time { return l.now }, Cost: keyfile.QuickCost()}
	l.fresh()
	t.Cleanup(func() { _ = l.b.Close() })
	return l
}

func (l *laptop) fresh() {
	l.t.Helper()
	l.dir = filepath.Join(l.t.TempDir(), "store")
	var err error
	l.b, err = book.Create(l.dir, []byte(passphrase), l.deps)
	must(l.t, err)
	_, err = l.b.GiveRecovery(l.t.Context())
	must(l.t, err)
}

func (l *laptop) open() {
	l.t.Helper()
	must(l.t, l.b.Close())
	var err error
	l.b, err = book.Open(l.dir, keyfile.Passphrase([]byte(passphrase)), l.deps)
	must(l.t, err)
}

func (l *laptop) restore() {
	l.t.Helper()
	made, err := l.b.BackUp(l.t.Context(), l.t.TempDir(), true)
	must(l.t, err)
	dir := filepath.Join(l.t.TempDir(), "store")
	_, err = book.Restore(l.t.Context(), made.Path, passphrase, dir, "", l.deps)
	must(l.t, err)
	l.dir = dir
	l.open()
}

// carry brings everything into an empty book by a file.
func (l *laptop) carry() {
	l.t.Helper()
	var out bytes.Buffer
	_, err := l.b.Export(l.t.Context(), &out)
	must(l.t, err)
	must(l.t, l.b.Close())
	l.fresh()
	_, err = l.b.Import(l.t.Context(), &out)
	must(l.t, err)
}

// mergeBack makes one of a record and a stranger, either way round, looks, and takes it back. Which of the two ids stays is told to each.
func (l *laptop) mergeBack(kind record.Kind, ids []record.ID, look func(ids []record.ID)) {
	l.t.Helper()
	ctx := l.t.Context()
	for at, id := range ids {
		for _, stays := range []bool{true, false} {
			other := l.stranger(kind)
			keep, gone := id, other
			if !stays {
				keep, gone = other, id
			}
			done, err := l.b.Merge(ctx, kind, keep, gone, map[string]book.MergeChoice{"first": book.MergeKeep, "name": book.MergeKeep})
			must(l.t, err)
			now := slices.Clone(ids)
			now[at] = keep
			look(now)
			must(l.t, l.b.Unmerge(ctx, done))
			_, err = l.b.Erase(ctx, kind, other, book.EraseOptions{})
			must(l.t, err)
			look(ids)
		}
	}
}

// stranger looks like nobody.
func (l *laptop) stranger(kind record.Kind) record.ID {
	l.t.Helper()
	if kind == record.KindHousehold {
		h := &record.Household{Name: record.Text("gezin Wojciechowski")}
		must(l.t, l.b.SaveFamily(l.t.Context(), h, nil))
		return h.ID
	}
	p := &record.Person{As: record.PersonParent, First: record.Text("Agnieszka"), Last: record.Text("Wojciechowska")}
	must(l.t, l.b.SavePerson(l.t.Context(), p))
	return p.ID
}

// question is something that a person answered with no, and whether the program asks it again. kind and ids are whom it is about, as far
// as they can be merged.
type question struct {
	kind record.Kind
	ids  []record.ID
	asks func(b *book.Book, ids []record.ID) bool
}

// said are the questions with a no, each asked and answered in the book of the laptop.
func (l *laptop) said() map[string]question {
	l.t.Helper()
	t, ctx := l.t, l.t.Context()
	one, two := somebody("Fatima", "Kaya", 0, ""), somebody("Fatma", "Kaya", 0, "")
	must(t, l.b.SavePerson(ctx, one))
	must(t, l.b.SavePerson(ctx, two))
	homes := []*record.Household{{Name: record.Text("gezin Yılmaz")}, {Name: record.Text("familie Yilmaz")}}
	for _, h := range homes {
		must(t, l.b.SaveFamily(ctx, h, nil))
	}
	all := map[string]question{
		"two people":   {record.KindPerson, []record.ID{one.ID, two.ID}, peopleAsked(t)},
		"two families": {record.KindHousehold, []record.ID{homes[0].ID, homes[1].ID}, familiesAsked(t)},
		"an advice":    {record.KindNone, []record.ID{l.advised()}, sentenceAsked(t)},
	}
	for name, q := range all {
		if !q.asks(l.b, q.ids) {
			t.Fatalf("%s: never asked at all", name)
		}
	}
	must(t, l.b.NotSame(ctx, record.KindPerson, one.ID, two.ID))
	must(t, l.b.NotSame(ctx, record.KindHousehold, homes[1].ID, homes[0].ID))
	must(t, l.b.HearAdvice(ctx, all["an advice"].ids[0], record.UseNot, record.Private{}))
	return all
}

// advised is an advice to a professional of so long ago that it is asked what was done with it.
func (l *laptop) advised() record.ID {
	l.t.Helper()
	ctx := l.t.Context()
	partner := &record.Partner{Type: record.PartnerSchool, Name: record.Text("Het Kompas"), Officers: []record.Officer{{First: record.Text("Jeroen")}}}
	must(l.t, l.b.SavePartner(ctx, partner))
	k := &record.Contact{About: record.AboutPartner, Subject: partner.ID, On: l.b.Today().Add(-book.AdviceAfter), Advice: record.Text("ga langs")}
	must(l.t, l.b.SaveContact(ctx, k))
	return k.ID
}

func peopleAsked(t *testing.T) func(*book.Book, []record.ID) bool {
	return func(b *book.Book, ids []record.ID) bool {
		t.Helper()
		asked := false
		for i, id := range ids {
			p, err := b.Person(t.Context(), id)
			must(t, err)
			found, err := b.Alike(t.Context(), p, record.ID{})
			must(t, err)
			asked = asked || slices.ContainsFunc(found, func(f book.Lookalike) bool { return f.Person.ID == ids[1-i] })
		}
		return asked
	}
}

func familiesAsked(t *testing.T) func(*book.Book, []record.ID) bool {
	return func(b *book.Book, ids []record.ID) bool {
		t.Helper()
		asked := false
		for i, id := range ids {
			f, err := b.Family(t.Context(), id)
			must(t, err)
			found, err := b.AlikeFamilies(t.Context(), f.Household, nil)
			must(t, err)
			asked = asked || slices.ContainsFunc(found, func(f book.AlikeFamily) bool { return f.Household.ID == ids[1-i] })
		}
		return asked
	}
}

func sentenceAsked(t *testing.T) func(*book.Book, []record.ID) bool {
	return func(b *book.Book, ids []record.ID) bool {
		t.Helper()
		list, err := b.TodayList(t.Context(), 50)
		must(t, err)
		return slices.ContainsFunc(list, func(s book.Sentence) bool { return s.ID == ids[0] })
	}
}

// Nothing asks again after a no, in 400 days: not on the day itself, not after the program was closed, a copy was put back, everything came
// in from a file, or one of the two was made one with somebody else and apart again.
func TestNothingAsksAgainInFourHundredDays(t *testing.T) {
	for name, what := range map[string]func(*laptop, map[string]question){
		"nothing":           func(*laptop, map[string]question) {},
		"closed":            func(l *laptop, _ map[string]question) { l.open() },
		"a copy put back":   func(l *laptop, _ map[string]question) { l.restore() },
		"brought by a file": func(l *laptop, _ map[string]question) { l.carry() },
		"merged": func(l *laptop, all map[string]question) {
			for name, q := range all {
				if q.kind != record.KindNone {
					l.mergeBack(q.kind, q.ids, func(ids []record.ID) {
						if q.asks(l.b, ids) {
							t.Errorf("%s: asked again after a merge", name)
						}
					})
				}
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLaptop(t)
			all := l.said()
			what(l, all)
			for day := 0; day <= 400; day += 5 {
				for name, q := range all {
					if q.asks(l.b, q.ids) {
						t.Fatalf("%s: asked again after %d days", name, day)
					}
				}
				l.now = l.now.AddDate(0, 0, 5)
				if day == 200 {
					what(l, all)
				}
			}
		})
	}
}

// Whoever put the question about an advice off is asked once more at most, on the day that was chosen; and never after the season.
func TestAnAdviceThatWasPutOffIsNotAskedForEver(t *testing.T) {
	l := newLaptop(t)
	id := l.advised()
	ask := sentenceAsked(t)
	list, err := l.b.TodayList(t.Context(), 50)
	must(t, err)
	at := slices.IndexFunc(list, func(s book.Sentence) bool { return s.ID == id })
	must(t, l.b.NotNow(t.Context(), list[at].Key, l.b.Today().Add(3650)))
	l.open()
	for day := range 400 {
		if ask(l.b, []record.ID{id}) {
			t.Fatalf("asked again after %d days", day)
		}
		l.now = l.now.AddDate(0, 0, 1)
	}
}

// revisionOf is how often a worry was kept.
func revisionOf(t *testing.T, b *book.Book, id record.ID) uint64 {
	t.Helper()
	c, err := b.Concern(t.Context(), id)
	must(t, err)
	return c.Revision
}

// The steps that were written over an older version of a worry are not put over what is there now.
func TestStepsThatBeganEarlierWriteNothingOver(t *testing.T) {
	l := newLaptop(t)
	ctx := t.Context()
	c := &record.Concern{Scope: record.ScopeCommunity, Level: record.LevelWorried, Seen: record.Text("moe")}
	must(t, l.b.SaveConcern(ctx, c))
	began := revisionOf(t, l.b, c.ID)
	must(t, l.b.NoteAid(ctx, c.ID, began, record.Aid{Safe: record.Text("ja")}))
	if err := l.b.NoteAid(ctx, c.ID, began, record.Aid{Help: record.Text("oma")}); err == nil {
		t.Error("an older version was put over it")
	}
	got, err := l.b.Concern(ctx, c.ID)
	must(t, err)
	if got.Aid.Safe.Reveal() != "ja" || !got.Aid.Help.Empty() {
		t.Errorf("%+v", got.Aid)
	}
}
