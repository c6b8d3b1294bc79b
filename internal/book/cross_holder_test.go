package book_test

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/book"
	"schakel/internal/record"
	"schakel/internal/record/codec"
)

// held is the family of twoHomes with what somebody said who decides about a child there and lives elsewhere: the father.
func held(t *testing.T) *twoHomes {
	t.Helper()
	w := newTwoHomes(t)
	today := w.Today()
	cjg := &record.Partner{Head: record.Head{ID: record.ID{1, 1, 1}}, Type: record.PartnerCJG, Name: record.Text("CJG")}
	road := &record.Referral{
		Head: record.Head{ID: record.ID{2, 2, 2}}, Way: record.WayOut, Household: w.hers.ID, State: record.ReferralPreparing, Partner: cjg.ID,
		Parent: w.mother.ID, Children: []record.ID{w.sister.ID},
	}
	yes := func(n byte, giver *record.Person, subjects ...record.ID) *record.Consent {
		text := `{"about":"Lina"}`
		sum := sha256.Sum256([]byte(text))
		return &record.Consent{
			Head: record.Head{ID: record.ID{3, 3, n}}, Referral: road.ID, Subjects: subjects, Giver: giver.ID, Capacity: record.CapacityCustody,
			Recipient: cjg.ID, Purpose: record.PurposeHelp, Groups: record.FieldGroups(), Answer: record.AnswerYes, Way: record.WayPaper, On: today,
			Schema: "x", Preview: record.Text(text), Hash: hex.EncodeToString(sum[:]),
		}
	}
	hand := &record.Handover{
		Head: record.Head{ID: record.ID{4, 4, 4}}, Way: record.WayOut, Household: w.hers.ID, State: record.HandoverAsking,
		Said: []record.HandoverSaid{{Person: w.mother.ID, Answer: record.HandoverYes, On: today}, {Person: w.father.ID, Answer: record.HandoverNo, On: today}},
	}
	worry := &record.Concern{
		Head: record.Head{ID: record.ID{5, 5, 5}}, Scope: record.ScopeHousehold, Household: w.hers.ID, Level: record.LevelWorried, Seen: record.Text("moe"),
		State:   record.ConcernOpen,
		Advised: []record.Advised{{Month: record.Day(today.Year, 1, 1), From: record.ConfidantCJG, By: w.father.ID, On: today}},
	}
	_, err := w.Import(t.Context(), strings.NewReader(lines(t, []record.Record{
		cjg, worry, road, yes(1, w.mother, w.sister.ID), yes(2, w.father, w.sister.ID), hand,
	})))
	w.do(t, err)
	f, err := w.Family(t.Context(), w.hers.ID)
	w.do(t, err)
	f.Household.Unsafe = []record.ID{w.father.ID}
	w.do(t, w.SaveFamily(t.Context(), f.Household, nil))
	return w
}

// referring lists what still names somebody, beyond a list of who was there and who decides.
func referring(t *testing.T, b *book.Book, id record.ID) (all []string) {
	t.Helper()
	for _, kind := range record.Kinds() {
		for _, row := range b.Rows(kind) {
			r, err := b.Record(t.Context(), kind, row.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, ref := range codec.Refs(r) {
				if ref.ID == id && !dangling(kind.String(), ref.Field) {
					all = append(all, kind.String()+" "+ref.Field)
				}
			}
		}
	}
	return all
}

// What somebody said in a family of another home goes with them too: as a person, and with their own family; also in an older copy.
func TestWhoDecidesElsewhereGoesFromThereToo(t *testing.T) {
	for name, target := range map[string]func(*twoHomes) (record.Kind, record.ID){
		"the person": func(w *twoHomes) (record.Kind, record.ID) { return record.KindPerson, w.father.ID },
		"the family": func(w *twoHomes) (record.Kind, record.ID) { return record.KindHousehold, w.his.ID },
	} {
		t.Run(name, func(t *testing.T) {
			w := held(t)
			kind, id := target(w)
			if n := len(referring(t, w.Book, w.father.ID)); n < 4 {
				t.Fatalf("%d references before", n)
			}
			back := putBack(t, w.Book, func() { w.erase(t, kind, id) })
			for _, b := range []*book.Book{w.Book, back} {
				if some := referring(t, b, w.father.ID); len(some) > 0 {
					t.Errorf("still named: %v", some)
				}
				said := b.Rows(record.KindConsent)
				if len(said) != 1 {
					t.Errorf("%d yeses: only the mother's stays", len(said))
				}
				f, err := b.Family(t.Context(), w.hers.ID)
				w.do(t, err)
				if i := slices.IndexFunc(f.Household.Custody, func(c record.Custody) bool { return c.Child == w.sister.ID }); i < 0 || len(f.Household.Custody[i].Holders) != 2 {
					t.Error("that somebody else decides too is not known any more")
				}
			}
			if d := cmp.Diff(timeless(kept(t, w.Book)), timeless(kept(t, back))); d != "" {
				t.Error(d)
			}
		})
	}
}
