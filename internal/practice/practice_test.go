package practice_test

import (
	"encoding/hex"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/practice"
	"schakel/internal/record"
)

var days = []record.Date{
	record.Day(2026, time.November, 24), record.Day(2026, time.November, 22), record.Day(2026, time.November, 27), record.Day(2028, time.February, 29),
	record.Day(2027, time.January, 1), record.Day(2026, time.December, 31),
}

func TestRecordsAreTheSameForTheSameDayAndSeed(t *testing.T) {
	reveal := cmp.Comparer(func(a, b record.Private) bool { return a.Reveal() == b.Reveal() })
	a, b := practice.Records(days[0], 1), practice.Records(days[0], 1)
	if diff := cmp.Diff(a, b, reveal); diff != "" {
		t.Errorf("the second time differs:\n%s", diff)
	}
	if practice.Records(days[0], 2)[0].Base().ID == a[0].Base().ID {
		t.Error("another seed gives the same ids")
	}
}

func TestEveryRecordIsValidAndEveryReferenceResolves(t *testing.T) {
	for _, day := range days {
		for seed := range uint64(8) {
			t.Run(day.String(), func(t *testing.T) { check(t, day, practice.Records(day, seed)) })
		}
	}
}

func TestManyHasTheSizeAskedFor(t *testing.T) {
	all := practice.Many(days[0], 3, 1000, 5000)
	people, linked := 0, 0
	for _, r := range all {
		switch r.Kind() {
		case record.KindPerson:
			people++
		case record.KindPartner:
		default:
			linked++
		}
	}
	if people != 1000 || linked != 5000 {
		t.Errorf("%d people and %d linked records", people, linked)
	}
	check(t, days[0], all)
}

func check(t *testing.T, day record.Date, all []record.Record) {
	t.Helper()
	known := map[record.ID]record.Kind{}
	order := map[record.Kind]int{}
	for i, k := range record.Kinds() {
		order[k] = i
	}
	last := 0
	for _, r := range all {
		h := r.Base()
		if _, twice := known[h.ID]; twice || h.ID.Zero() {
			t.Fatalf("%v has no id of its own", r.Kind())
		}
		known[h.ID] = r.Kind()
		if p, ok := r.(*record.Partner); ok {
			for _, o := range p.Officers {
				known[o.ID] = record.KindPartner
			}
		}
		if ps := r.Validate(day); len(ps) > 0 {
			t.Errorf("%v %v: %v", r.Kind(), h.ID, ps)
		}
		if order[r.Kind()] < last {
			t.Fatalf("%v stands after a kind that may name it", r.Kind())
		}
		last = order[r.Kind()]
		if h.Created.IsZero() || record.DateOf(h.Created).After(day) {
			t.Errorf("%v was made on %v", r.Kind(), h.Created)
		}
	}
	for _, r := range all {
		for _, id := range refers(r) {
			if _, ok := known[id]; !ok && !id.Zero() {
				t.Errorf("%v refers to %v, which is not there", r.Kind(), id)
			}
		}
		owned(t, r, known)
	}
}

// refers lists the ids that a record names.
func refers(r record.Record) []record.ID {
	ids := []record.ID{r.Base().Owner}
	switch r := r.(type) {
	case *record.Household:
		for _, m := range r.Members {
			ids = append(ids, m.Person)
		}
		for _, c := range r.Custody {
			ids = append(append(ids, c.Child), c.Holders...)
		}
	case *record.Contact:
		ids = append(ids, r.Subject)
	case *record.Concern:
		ids = append(append(ids, r.Household, r.Signal), r.About...)
	case *record.Consent:
		ids = append(append(ids, r.Referral, r.Giver, r.Recipient), r.Subjects...)
	case *record.Referral:
		ids = append(append(ids, r.Household, r.Concern, r.Parent, r.Partner, r.Receiver), r.Children...)
	case *record.Meeting:
		ids = append(append(ids, r.Series), r.Names...)
	case *record.Request:
		ids = append(ids, r.Partner, r.Meeting)
	case *record.Signal:
		ids = append(ids, r.Partner)
	case *record.Feedback:
		ids = append(ids, r.Of)
	case *record.Task:
		ids = append(ids, r.About)
	}
	return ids
}

// owned checks whose key seals a record.
func owned(t *testing.T, r record.Record, known map[record.ID]record.Kind) {
	t.Helper()
	owner := r.Base().Owner
	switch r := r.(type) {
	case *record.Household:
		if owner != r.ID {
			t.Error("a household owns itself")
		}
	case *record.Person:
		if owner != r.ID && known[owner] != record.KindHousehold {
			t.Error("a person belongs to a household or to itself")
		}
	case *record.Meeting, *record.Partner, *record.Request, *record.Profile, *record.Signal, *record.Advice, *record.Tally:
		if !owner.Zero() {
			t.Errorf("%v belongs to the store", r.Kind())
		}
	case *record.Concern:
		if owner != r.Household {
			t.Error("a concern belongs to its household, or to the store")
		}
	case *record.Referral:
		if owner != r.Household {
			t.Error("a referral belongs to its household")
		}
	}
}

func TestThereIsEnough(t *testing.T) {
	count := map[record.Kind]int{}
	var arabicOnly, infix, alias, unborn, secret, ages int
	homes := map[record.ID]int{}
	for _, r := range practice.Records(days[0], 1) {
		count[r.Kind()]++
		switch r := r.(type) {
		case *record.Household:
			for _, m := range r.Members {
				homes[m.Person]++
			}
		case *record.Person:
			if first := []rune(r.First.Reveal()); len(first) > 0 && unicode.Is(unicode.Arabic, first[0]) {
				arabicOnly++
			}
			if !r.Infix.Empty() {
				infix++
			}
			if r.First.Empty() && !r.Alias.Empty() {
				alias++
			}
			if !r.Expected.Zero() {
				unborn++
			}
			if r.Secret {
				secret++
			}
			if age, known, _ := r.Age(days[0]); known && r.As == record.PersonChild {
				ages |= 1 << age
			}
		}
	}
	twice := 0
	for _, n := range homes {
		if n > 1 {
			twice++
		}
	}
	for what, have := range map[string][2]int{
		"households": {count[record.KindHousehold], 60}, "contacts": {count[record.KindContact], 500}, "meetings": {count[record.KindMeeting], 40},
		"partners": {count[record.KindPartner], 12}, "concerns": {count[record.KindConcern], 30}, "referrals": {count[record.KindReferral], 30},
		"requests": {count[record.KindRequest], 8}, "Arabic": {arabicOnly, 10}, "tussenvoegsels": {infix, 10}, "aliases": {alias, 4}, "unborn": {unborn, 2},
		"secret": {secret, 2}, "two homes": {twice, 1},
	} {
		if have[0] < have[1] {
			t.Errorf("%d %s, want at least %d", have[0], what, have[1])
		}
	}
	if ages&0x3ffff != 0x3ffff {
		t.Errorf("not every age from 0 to 17: %b", ages)
	}
	w := practice.Worker()
	if ps := w.Validate(days[0]); len(ps) > 0 || w.Name.Empty() {
		t.Errorf("the worker: %v", ps)
	}
	for _, never := range []record.Kind{record.KindProfile, record.KindDelivery, record.KindEndpoint, record.KindOutgoing} {
		if count[never] > 0 {
			t.Errorf("practice holds a %v", never)
		}
	}
}

// TestVandaagHasItsStory checks what Vandaag needs for its five sentences, whatever the day of the week.
func TestVandaagHasItsStory(t *testing.T) {
	for _, day := range days {
		found := map[string]bool{}
		turns, arrivals := 0, 0
		for _, r := range practice.Records(day, 1) {
			switch r := r.(type) {
			case *record.Person:
				in := r.Birth.Years(12).Since(day)
				if !r.Birth.Zero() && r.As == record.PersonChild && in > 0 && in <= 7 {
					turns++
					found["twelve"] = r.First.Reveal() == "Amir" && r.Birth.Years(12).Weekday() == time.Friday
				}
			case *record.Contact:
				if !r.Promise.Empty() && r.PromKept.Zero() && !r.PromDue.After(day) {
					t.Error("a promise is due: Vandaag has its five sentences")
				}
			case *record.Referral:
				gone := r.State == record.ReferralHandedOver || r.State == record.ReferralSelf
				if gone && day.Since(r.SentOn) >= 7 {
					arrivals++
					found["arrival"] = day.Since(r.SentOn) == 7 && r.Question.Reveal() == "Ik wil dat Yusuf weer naar buiten durft."
				}
			case *record.Meeting:
				if r.Planned && r.On.Monday() == day.Monday() {
					found["meeting"] = true
				}
			case *record.Feedback:
				if r.ReadOn.Zero() {
					found["answer"] = r.Stand == record.StandAccepted && record.DateOf(r.CameAt) == day.Add(-1)
				}
			case *record.Request:
				if r.State == record.RequestAsked {
					found["waiting"] = found["waiting"] || day.Since(r.AskedOn) <= r.Norm
					found["late"] = found["late"] || day.Since(r.AskedOn) > r.Norm
				}
			}
		}
		for _, what := range []string{"twelve", "arrival", "meeting", "answer", "waiting", "late"} {
			if !found[what] {
				t.Errorf("%v: no %s", day, what)
			}
		}
		if arrivals != 1 {
			t.Errorf("%v: %d families to call after a week", day, arrivals)
		}
		if turns != 1 {
			t.Errorf("%v: %d children turn 12 this week", day, turns)
		}
	}
}

// TestNoTextLooksLikeAnIdentityNumber keeps invented phone numbers away from the elfproef.
func TestNoTextLooksLikeAnIdentityNumber(t *testing.T) {
	for _, r := range practice.Records(days[0], 1) {
		row := r.Row()
		if record.HasBSN(row.Title.Reveal()) || record.HasBSN(row.Detail.Reveal()) {
			t.Errorf("%v: %s", r.Kind(), hex.EncodeToString(row.ID[:4]))
		}
	}
}

func BenchmarkRecords(b *testing.B) {
	for b.Loop() {
		practice.Records(days[0], 1)
	}
}

func BenchmarkMany(b *testing.B) {
	for b.Loop() {
		practice.Many(days[0], 1, 10_000, 50_000)
	}
}
