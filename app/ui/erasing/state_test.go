package erasing

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

func handed(do book.HandedDo) book.Handed {
	return book.Handed{
		Code: "H-0042", Partner: record.Text("CJG Zuiderwijk"), Receiver: record.Text("Marieke"), Phone: record.Text("010 123"), On: record.Day(2026, 11, 20),
		Way: record.MethodEndpoint, Do: do,
	}
}

// full is a plan with everything that a plan can hold.
func full() book.Erasing {
	e := book.Erasing{Kind: record.KindHousehold, ID: record.ID{1}, Name: record.Text("gezin Yıldız"), Counts: map[record.Kind]int{}, Changed: 2, Drafts: 1}
	e.People = []book.Leaving{{Name: record.Text("Elif"), Goes: true}, {Child: true, Goes: true}}
	for _, why := range book.LeavingWhys() {
		e.People = append(e.People, book.Leaving{Name: record.Text("Emre"), Why: why, With: record.Text("Murat thuis")})
	}
	for i, kind := range counted() {
		e.Counts[kind] = i + 1
	}
	for _, do := range book.HandedDos() {
		e.Shared = append(e.Shared, handed(do))
	}
	for _, way := range record.Methods() {
		h := handed(book.HandedCall)
		h.Way, h.Mixed = way, true
		e.Shared = append(e.Shared, h)
	}
	doubt := handed(book.HandedRecall)
	doubt.Doubt, doubt.On, doubt.Mixed, doubt.Partner = true, record.Date{}, true, record.Private{}
	e.Shared = append(e.Shared, doubt)
	return e
}

// Nothing that a plan can hold is without words, in any language.
func TestEverythingIsSaidInEveryLanguage(t *testing.T) {
	for _, l := range i18n.Languages() {
		p := uitest.Printer(t, l.Tag)
		s := state{p: p}
		s.load(full(), book.OldCopies{Here: 3, Until: record.Day(2027, 2, 20), Kept: 1, Away: time.Date(2026, 11, 1, 12, 0, 0, 0, time.Local)}, record.Day(2026, 11, 22))
		s.elsewhere.Named = map[record.Kind]int{record.KindMeeting: 2, record.KindHousehold: 1}
		for _, kind := range record.Kinds() {
			s.elsewhere.Mentions = append(s.elsewhere.Mentions, book.Mention{Kind: kind, Excerpt: record.Text("x"), On: record.Day(2026, 1, 1)})
		}
		s.elsewhere.Mentions = append(s.elsewhere.Mentions, book.Mention{Draft: true, Kind: record.KindContact, Excerpt: record.Text("x")})
		s.done = book.Erased{Recalled: 2, Unreached: 1}
		people, counts := s.goes()
		all := []string{s.title(), counts}
		for _, facts := range [][]fact{people, s.stays(), s.shared(), s.left()} {
			for _, one := range facts {
				all = append(all, one.text, one.note)
			}
		}
		for _, m := range s.texts() {
			all = append(all, m.title)
		}
		all = append(all, s.oldCopies()...)
		s.plan.Kind = record.KindPerson
		for _, one := range s.stays() {
			all = append(all, one.text, one.note)
		}
		for _, text := range all {
			if strings.Contains(text, "⟦") || strings.Contains(text, "<no value>") {
				t.Errorf("%s: %s", l.Tag, text)
			}
		}
		if len(s.shared()) != len(s.plan.Shared) || !s.confirmed(" "+strings.ToLower(p.T("erasing.confirm.word"))+" ") || s.confirmed("") {
			t.Errorf("%s: %d lines; the word counts in small letters too, and nothing is no word", l.Tag, len(s.shared()))
		}
	}
}

func TestWhatIsLeftDependsOnTheChoice(t *testing.T) {
	s := state{p: uitest.Printer(t, "nl")}
	s.load(book.Erasing{Kind: record.KindPerson, Shared: []book.Handed{handed(book.HandedRecall), handed(book.HandedGone)}}, book.OldCopies{}, record.Day(2026, 11, 22))
	if !s.recall {
		t.Error("what can be recalled is, unless the worker says otherwise")
	}
	s.done = book.Erased{Recalled: 1}
	if got := s.left(); len(got) != 1 || !strings.Contains(got[0].text, "teruggevraagd") {
		t.Errorf("%+v", got)
	}
	s.recall, s.done = false, book.Erased{}
	want := []fact{{text: "Bel Marieke van CJG Zuiderwijk en vraag om het daar te wissen", note: "Telefoon: 010 123"}}
	if d := cmp.Diff(want, s.left(), cmp.AllowUnexported(fact{})); d != "" {
		t.Error(d)
	}
}

func TestAfterwardsNoNameIsKeptBesideTheTextsToRead(t *testing.T) {
	s := state{p: uitest.Printer(t, "nl")}
	s.load(full(), book.OldCopies{}, record.Day(2026, 11, 22))
	s.forget()
	if !s.plan.Name.Empty() || len(s.plan.People) != 0 || s.plan.Counts != nil {
		t.Errorf("%+v", s.plan)
	}
	if !slices.ContainsFunc(s.left(), func(f fact) bool { return strings.Contains(f.text, "Bel") }) {
		t.Error("whom to call is forgotten too")
	}
}

// Every way in which something can have been handed over has its words.
func TestEveryWayHasWords(t *testing.T) {
	for _, tag := range []string{"nl", "ar"} {
		p := uitest.Printer(t, tag)
		for _, way := range record.Methods() {
			if id := "erasing.way." + string(way); strings.Contains(p.Value("erasing.way", string(way)), id) {
				t.Errorf("%s: no words for %s", tag, id)
			}
		}
	}
}
