package book_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/book"
	"schakel/internal/record"
)

// whole is the practice families with everything beside them that the parts of the program keep: merges, people who are not the same, what
// families said to another worker taking over, families that came from another worker, advices kept with a worry, worries in a
// wijksignaal, yeses, gatherings with names, questions of partners before and after the yes, counts, recordings and cards.
func whole(t *testing.T) *book.Book {
	t.Helper()
	b := practiced(t)
	ctx := t.Context()
	w := &wholly{t: t, b: b}
	for i, row := range sorted(b, record.KindHousehold) {
		f, err := b.Family(ctx, row.ID)
		w.do(err)
		w.family(i, f)
	}
	w.signal()
	w.gatherings()
	w.store()
	w.taken()
	w.merges()
	return b
}

type wholly struct {
	t        *testing.T
	b        *book.Book
	worries  []record.ID
	partner  record.ID
	everyone []record.ID
}

func (w *wholly) do(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// sorted is the rows of a kind in an order that does not change.
func sorted(b *book.Book, kind record.Kind) []record.Row {
	rows := slices.Clone(b.Rows(kind))
	slices.SortFunc(rows, func(a, b record.Row) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	return rows
}

// brings keeps records as an import does.
func (w *wholly) brings(all ...record.Record) {
	w.t.Helper()
	for _, r := range all {
		if r.Base().ID.Zero() {
			id, err := record.NewID(nil)
			w.do(err)
			r.Base().ID = id
		}
	}
	_, err := w.b.Import(w.t.Context(), strings.NewReader(lines(w.t, all)))
	w.do(err)
}

// everybodyIn is everybody whom a family names: who lives there and who decides.
func everybodyIn(f book.Family) (ids []record.ID) {
	for id := range f.People {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b record.ID) int { return bytes.Compare(a[:], b[:]) })
	return ids
}

func (w *wholly) family(i int, f book.Family) {
	today, h := w.b.Today(), f.Household
	people := everybodyIn(f)
	if len(people) == 0 {
		return
	}
	w.everyone = append(w.everyone, people[0])
	grown := slices.DeleteFunc(slices.Clone(people), func(id record.ID) bool { return f.People[id].As == record.PersonChild })
	hand := &record.Handover{Way: record.WayOut, Household: h.ID, State: record.HandoverAsking}
	for j, id := range grown {
		hand.Said = append(hand.Said, record.HandoverSaid{Person: id, Answer: record.HandoverAnswers()[(i+j)%3], On: today})
	}
	worry := &record.Concern{
		Scope: record.ScopeHousehold, Household: h.ID, Level: record.LevelWorried, Seen: record.Text("iets gezien"), State: record.ConcernOpen,
		Advised: []record.Advised{{Month: record.Day(today.Year, 1, 1), From: record.ConfidantCJG, Question: record.Text("wat nu"), On: today}},
	}
	road := &record.Referral{
		Way: record.WayOut, Household: h.ID, State: record.ReferralPreparing, Partner: w.b.Rows(record.KindPartner)[0].ID,
	}
	for _, id := range people {
		if f.People[id].As == record.PersonChild {
			road.Children = append(road.Children, id)
		}
	}
	all := []record.Record{hand, worry, road}
	w.do(idsFor(all))
	for _, giver := range grown {
		worry.Advised[0].By = giver
		text := `{"about":"iets"}`
		sum := sha256.Sum256([]byte(text))
		all = append(all, &record.Consent{
			Referral: road.ID, Subjects: people, Giver: giver, Capacity: record.CapacityCustody, Recipient: road.Partner, Purpose: record.PurposeHelp,
			Groups: record.FieldGroups(), Answer: record.AnswerYes, Way: record.WayReadAloud, On: today, Schema: "x", Preview: record.Text(text),
			Hash: hex.EncodeToString(sum[:]), Taken: []record.Taken{{Groups: record.FieldGroups()[:1], On: today, By: grown[0]}},
		})
	}
	w.brings(all...)
	w.worries = append(w.worries, worry.ID)
	w.partner = road.Partner
}

// idsFor gives new records an id.
func idsFor(all []record.Record) error {
	for _, r := range all {
		id, err := record.NewID(nil)
		if err != nil {
			return err
		}
		r.Base().ID = id
	}
	return nil
}

func (w *wholly) signal() {
	s := &record.Signal{Topic: record.Text("slapen in de flat"), Words: record.Text("koud, lawaai"), State: record.RequestOpen}
	w.do(w.b.SaveSignal(w.t.Context(), s, w.worries...))
}

func (w *wholly) gatherings() {
	today := w.b.Today()
	for i := range 3 {
		w.do(w.b.SaveMeeting(w.t.Context(), &record.Meeting{
			Type: record.MeetingCoffee, On: today.Add(-i), Heads: len(w.everyone), Names: slices.Clone(w.everyone),
			Questions:  []record.Question{{Text: record.Text("hoe werkt het"), By: record.Text("Sanne")}},
			Agreements: []record.Agreement{{Text: record.Text("zaal regelen"), Who: record.Text("Karim")}},
		}))
	}
}

// store keeps what belongs to no family.
func (w *wholly) store() {
	ctx := w.t.Context()
	today := w.b.Today()
	first := sorted(w.b, record.KindHousehold)[0].ID
	_, err := w.b.Invited(ctx, w.partner, record.ID{}, today, record.Invite{Kind: record.InviteThink, What: record.Text("kun je meedenken")})
	w.do(err)
	yes, err := w.b.Invited(ctx, w.partner, record.ID{}, today, record.Invite{Kind: record.InviteAlong, What: record.Text("kun je mee"), Lead: record.Text("Sanne")})
	w.do(err)
	w.do(w.b.MakeMove(ctx, yes.ID, record.Move{Do: record.ReferralAccept}))
	w.do(w.b.NameFamily(ctx, yes.ID, first))
	w.do(w.b.SaveAdvice(ctx, &record.Advice{From: record.ConfidantCJG, Question: record.Text("mag dat"), Answer: record.Text("ja")}))
	w.do(w.b.SaveContact(ctx, &record.Contact{About: record.AboutPartner, Subject: w.partner, On: today, Advice: record.Text("praat zachter")}))
	w.brings(
		&record.Tally{Year: today.Year, Counts: []record.VoiceCount{{Question: record.VoiceWait, Answer: "week", Count: 3}}},
		&record.Colleague{Name: record.Text("Nadia")},
	)
	w.do(w.b.NotSame(ctx, record.KindPerson, w.everyone[0], w.everyone[1]))
	w.do(w.b.NotSame(ctx, record.KindHousehold, first, sorted(w.b, record.KindHousehold)[1].ID))
}

// taken takes a family over from another worker.
func (w *wholly) taken() {
	ctx := w.t.Context()
	p := passing(w.t)
	for _, one := range []*record.Person{p.mother, p.father, p.child} {
		one.Last = record.Text("Karabulutoğlu") // a first name alone is others' too
		w.do(p.b.SavePerson(ctx, one))
	}
	p.answer(w.t, p.mother, record.HandoverYes)
	p.answer(w.t, p.father, record.HandoverYes)
	card, err := w.b.KeyCard(ctx)
	w.do(err)
	file, err := p.b.HandOver(ctx, card, []record.ID{p.home.ID})
	w.do(err)
	_, err = w.b.TakeOver(ctx, file)
	w.do(err)
}

// merges makes one of two people of different families, and of two families.
func (w *wholly) merges() {
	merge := func(kind record.Kind, one, two record.ID) {
		plan, err := w.b.Merging(context.Background(), kind, one, two)
		w.do(err)
		choices := map[string]book.MergeChoice{}
		for _, field := range plan.Choose {
			choices[field] = book.MergeKeep
		}
		_, err = w.b.Merge(context.Background(), kind, one, two, choices)
		w.do(err)
	}
	homes := sorted(w.b, record.KindHousehold)
	merge(record.KindPerson, w.everyone[2], w.everyone[3])
	merge(record.KindPerson, w.everyone[7], w.everyone[8])
	merge(record.KindHousehold, homes[5].ID, homes[6].ID)
}

// storewide is what belongs to nobody: no erasure touches it.
func storewide(t *testing.T, b *book.Book) map[record.ID]string {
	t.Helper()
	all := map[record.ID]string{}
	for _, kind := range []record.Kind{record.KindSignal, record.KindAdvice, record.KindTally, record.KindColleague, record.KindTalk, record.KindPartner, record.KindMeeting} {
		for _, row := range b.Rows(kind) {
			r, err := b.Record(t.Context(), kind, row.ID)
			if err != nil {
				t.Fatal(err)
			}
			all[row.ID] = line(t, r)
		}
	}
	return all
}

func TestErasingAnybodyFromAWholeStore(t *testing.T) {
	b := whole(t)
	if n := nobodyOf(t, b); n != "" {
		t.Fatalf("before: %s", n)
	}
	before := storewide(t, b)
	for _, kind := range []record.Kind{record.KindPerson, record.KindHousehold} {
		rows := sorted(b, kind)
		step := 1
		if !longRun() {
			step = len(rows)/5 + 1
		}
		for i := 0; i < len(rows); i += step {
			if slices.ContainsFunc(b.Rows(kind), func(r record.Row) bool { return r.ID == rows[i].ID }) {
				t.Run(fmt.Sprintf("%v %d", kind, i), func(t *testing.T) { erasedFrom(t, b, kind, rows[i].ID) })
			}
		}
	}
	if d := cmp.Diff(before, storewide(t, b)); d != "" {
		t.Errorf("what belongs to nobody is not what it was: %s", d)
	}
}

// nobodyOf names a reference to somebody who is not there, beyond what may stay.
func nobodyOf(t *testing.T, b *book.Book) string {
	for text := range nameless(t, b) {
		if !strings.HasPrefix(text, "merge ") && !strings.Contains(text, "former") && !strings.Contains(text, "series") && !strings.Contains(text, "was.id") && !strings.Contains(text, " id ") && !strings.Contains(text, "successor") {
			return text
		}
	}
	return ""
}
