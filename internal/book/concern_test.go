package book_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"schakel/internal/access"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/store"
)

// neighbours is a book with two families, each with a worry, and a partner that answers within seven days.
type neighbours struct {
	*book.Book
	now      time.Time
	families [2]record.ID
	mothers  [2]record.ID
	worries  [2]record.ID
	partner  *record.Partner
}

func newNeighbours(t *testing.T) *neighbours {
	t.Helper()
	n := &neighbours{now: time.Date(2026, 11, 24, 10, 30, 0, 0, time.UTC)}
	n.Book = newBookAt(t, func() time.Time { return n.now })
	ctx := t.Context()
	if _, err := n.GiveRecovery(ctx); err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"Fatima", "Zeynep"} {
		mother := &record.Person{As: record.PersonParent, First: record.Text(name), Channels: []record.Channel{{Kind: record.ChannelPhone, Value: record.Text("06 1234 567" + fmt.Sprint(i))}}}
		child := &record.Person{As: record.PersonChild, First: record.Text("Kind" + name)}
		home := &record.Household{Name: record.Text("gezin " + name)}
		if err := n.SaveFamily(ctx, home, []book.Arrival{{Person: mother, Relation: record.RelationMother}, {Person: child, Relation: record.RelationChild}}); err != nil {
			t.Fatal(err)
		}
		worry := &record.Concern{
			Scope: record.ScopeHousehold, Household: home.ID, About: []record.ID{child.ID}, Level: record.LevelWorried, Seen: record.Text("moe"), SeenOn: n.Today().Add(-30 * i),
		}
		if err := n.SaveConcern(ctx, worry); err != nil {
			t.Fatal(err)
		}
		n.families[i], n.mothers[i], n.worries[i] = home.ID, mother.ID, worry.ID
	}
	n.partner = &record.Partner{Type: record.PartnerCJG, Name: record.Text("CJG"), Norm: 7, Officers: []record.Officer{{First: record.Text("Marieke")}}}
	if err := n.SavePartner(ctx, n.partner); err != nil {
		t.Fatal(err)
	}
	return n
}

// signal bundles both worries.
func (n *neighbours) signal(t *testing.T) *record.Signal {
	t.Helper()
	s := &record.Signal{Topic: record.Text("slecht slapen"), Partner: n.partner.ID, Receiver: n.partner.Officers[0].ID, Meetings: 3}
	if err := n.SaveSignal(t.Context(), s, n.worries[0], n.worries[1], n.worries[0]); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWorriesAreBundledAndTheSignalOutlivesThem(t *testing.T) {
	n := newNeighbours(t)
	ctx := t.Context()
	s := n.signal(t)
	if s.Number != 1 || s.Concerns != 2 || s.Meetings != 3 || s.Norm != 7 || s.From != record.Day(2026, 10, 1) || s.To != record.Day(2026, 11, 1) || !s.Owner.Zero() {
		t.Errorf("%+v", s)
	}
	rows, err := n.Bundled(ctx, s.ID)
	if err != nil || len(rows) != 2 {
		t.Errorf("%v %v", rows, err)
	}
	before := line(t, s)
	for _, id := range append(n.families[:], append(n.mothers[:], n.worries[:]...)...) {
		if strings.Contains(before, id.String()) {
			t.Error("the signal names where it came from")
		}
	}
	for i, home := range n.families {
		c, err := n.Concern(ctx, n.worries[i])
		if err != nil || c.State != record.ConcernBundled || c.Signal != s.ID {
			t.Fatalf("%+v %v", c, err)
		}
		done, err := n.Erase(ctx, record.KindHousehold, home, book.EraseOptions{})
		if err != nil || slices.Contains(done.Gone, s.ID) {
			t.Fatal(err)
		}
	}
	if len(n.Rows(record.KindConcern)) != 0 {
		t.Error("the worries went with their families")
	}
	after, err := n.Signal(ctx, s.ID)
	if err != nil || line(t, after) != before {
		t.Errorf("the signal is not what it was: %v", err)
	}
	if err := n.MoveSignal(ctx, s.ID, record.RoadAsk, record.Date{}); err != nil {
		t.Error(err)
	}
}

func TestADangerIsNeverBundled(t *testing.T) {
	n := newNeighbours(t)
	ctx := t.Context()
	c, err := n.Concern(ctx, n.worries[0])
	if err != nil {
		t.Fatal(err)
	}
	c.Level = record.LevelDanger
	if err := n.SaveConcern(ctx, c); err != nil {
		t.Fatal(err)
	}
	s := &record.Signal{Topic: record.Text("geweld")}
	if err := n.SaveSignal(ctx, s, n.worries[1], n.worries[0]); !errors.Is(err, record.ErrTransition) {
		t.Fatal(err)
	}
	if other, _ := n.Concern(ctx, n.worries[1]); other.State != record.ConcernOpen || len(n.Rows(record.KindSignal)) != 0 {
		t.Error("something of it was kept")
	}
	if err := n.MoveConcern(ctx, n.worries[1], record.ConcernBundle, ""); !errors.Is(err, record.ErrTransition) {
		t.Error("a worry is bundled in something")
	}
}

func TestNothingIsBundledTwiceOrAfterItWasGiven(t *testing.T) {
	n := newNeighbours(t)
	ctx := t.Context()
	s := &record.Signal{Topic: record.Text("slapen"), Partner: n.partner.ID}
	if err := n.SaveSignal(ctx, s, n.worries[0]); err != nil {
		t.Fatal(err)
	}
	if err := n.SaveSignal(ctx, s, n.worries[0]); !errors.Is(err, record.ErrTransition) || s.Concerns != 1 {
		t.Errorf("twice: %v, %d", err, s.Concerns)
	}
	if err := n.MoveSignal(ctx, s.ID, record.RoadAsk, record.Date{}); err != nil {
		t.Fatal(err)
	}
	s, _ = n.Signal(ctx, s.ID)
	if err := n.SaveSignal(ctx, s, n.worries[1]); !errors.Is(err, record.ErrTransition) {
		t.Errorf("after it was given: %v", err)
	}
	s.Receiver = record.ID{1}
	var ps record.Problems
	if err := n.SaveSignal(ctx, s); !errors.As(err, &ps) || ps[0].Field != "receiver" {
		t.Errorf("somebody who does not work there: %v", err)
	}
}

// sentence is the one of a sort on Vandaag.
func (n *neighbours) sentence(t *testing.T, sort book.SentenceSort) (book.Sentence, bool) {
	t.Helper()
	list, err := n.TodayList(t.Context(), 20)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range list {
		if s.Sort == sort {
			return s, true
		}
	}
	return book.Sentence{}, false
}

func TestALateSignalStandsOnVandaagAndMovesByItself(t *testing.T) {
	n := newNeighbours(t)
	ctx := t.Context()
	s := n.signal(t)
	if err := n.MoveSignal(ctx, s.ID, record.RoadAsk, n.Today()); err != nil {
		t.Fatal(err)
	}
	n.now = n.now.AddDate(0, 0, 7)
	if _, ok := n.sentence(t, book.SentenceSignal); ok {
		t.Error("on the last day of the norm nothing is late")
	}
	n.now = n.now.AddDate(0, 0, 1)
	got, ok := n.sentence(t, book.SentenceSignal)
	if !ok || got.Days != 8 || got.Norm != 7 || got.Code != "W-0001" || got.Who.Reveal() != "Marieke" || got.Mine {
		t.Errorf("%+v %v", got, ok)
	}
	n.now = n.now.AddDate(1, 0, 0)
	if kept, _ := n.Signal(ctx, s.ID); kept.State != record.RequestAsked || len(kept.Steps) != 1 {
		t.Error("nothing closes or goes again by itself")
	}
	if err := n.AnswerSignal(ctx, s.ID, record.Returned{Reply: record.ReplyQuestion, Text: record.Text("in welke wijk?")}); err != nil {
		t.Fatal(err)
	}
	if got, ok = n.sentence(t, book.SentenceSignal); !ok || !got.Mine || got.What.Reveal() != "in welke wijk?" {
		t.Errorf("after a question it is the worker's turn: %+v", got)
	}
	if err := n.MoveSignal(ctx, s.ID, record.RoadAgain, record.Date{}); err != nil {
		t.Fatal(err)
	}
	if err := n.AnswerSignal(ctx, s.ID, record.Returned{Reply: record.ReplyPlan}); err != nil {
		t.Fatal(err)
	}
	if _, ok = n.sentence(t, book.SentenceSignal); ok {
		t.Error("answered")
	}
}

func TestAVerzoekHasTheSameRoad(t *testing.T) {
	n := newNeighbours(t)
	ctx := t.Context()
	q := &record.Request{What: record.RequestRoom, Partner: n.partner.ID, Text: record.Text("zaal?")}
	if err := n.SaveRequest(ctx, q); err != nil {
		t.Fatal(err)
	}
	for _, a := range []record.RoadAction{record.RoadReady, record.RoadAsk} {
		if err := n.MoveRequest(ctx, q.ID, a, n.Today().Add(-9)); err != nil {
			t.Fatal(err)
		}
	}
	if got, ok := n.sentence(t, book.SentenceRequest); !ok || got.Days != 9 || got.Norm != 7 {
		t.Errorf("%+v", got)
	}
	if err := n.AnswerRequest(ctx, q.ID, record.Returned{Reply: record.ReplyNothing, Why: record.NothingNoRoom, Text: record.Text("vol")}); err != nil {
		t.Fatal(err)
	}
	if err := n.MoveRequest(ctx, q.ID, record.RoadAgain, record.Date{}); err != nil {
		t.Fatal(err)
	}
	q, err := n.Request(ctx, q.ID)
	if err != nil || q.State != record.RequestOpen || len(q.Before) != 1 || q.Before[0].Text.Reveal() != "vol" || len(q.Steps) != 4 {
		t.Errorf("%+v %v", q, err)
	}
}

func TestAnAdviceWithoutANameLeavesNoTrace(t *testing.T) {
	n := newNeighbours(t)
	ctx := t.Context()
	n.Saw(record.KindHousehold, n.families[0])
	logBefore, err := n.Log(ctx, book.LogAll, 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	a := &record.Advice{From: record.ConfidantSafeHome, Question: record.Text("wanneer is moe te moe?"), Month: n.Today()}
	if err := n.SaveAdvice(ctx, a); err != nil {
		t.Fatal(err)
	}
	n.now = n.now.Add(26 * time.Hour)
	a.Answer = record.Text("praat met school")
	if err := n.SaveAdvice(ctx, a); err != nil {
		t.Fatal(err)
	}
	n.Saw(record.KindAdvice, a.ID)
	month := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	kept, err := n.Advice(ctx, a.ID)
	if err != nil || !kept.Created.Equal(month) || !kept.Changed.Equal(month) || !kept.Owner.Zero() || kept.Month != record.Day(2026, 11, 1) {
		t.Errorf("%+v %v", kept, err)
	}
	if row := n.Rows(record.KindAdvice)[0]; row.Number != 0 || !row.Link.Zero() || row.On != record.Day(2026, 11, 1) {
		t.Errorf("%+v", row)
	}
	logAfter, err := n.Log(ctx, book.LogAll, 0, 1000)
	if err != nil || len(logAfter.Entries) != len(logBefore.Entries) {
		t.Errorf("the log has %d more lines: %v", len(logAfter.Entries)-len(logBefore.Entries), err)
	}
	if report, err := n.Verify(ctx, nil); err != nil || len(report.Findings) > 0 {
		t.Errorf("%+v %v", report, err)
	}
	if err := n.DropAdvice(ctx, a.ID); err != nil {
		t.Error(err)
	}
	if last, _ := n.Log(ctx, book.LogAll, 0, 1000); len(last.Entries) != len(logBefore.Entries) {
		t.Error("throwing it away stands in the log")
	}
}

func TestAnAdviceIsKeptWithAFamilyOnlyAfterTheyAgreed(t *testing.T) {
	n := newNeighbours(t)
	ctx := t.Context()
	f, err := n.Family(ctx, n.families[0])
	if err != nil {
		t.Fatal(err)
	}
	child := f.Children(n.Today())[0].ID
	a := &record.Advice{From: record.ConfidantSafeHome, Question: record.Text("wat kan ik doen?"), Answer: record.Text("praat eerst met moeder")}
	if err := n.SaveAdvice(ctx, a); err != nil {
		t.Fatal(err)
	}
	for _, nobody := range []record.ID{{}, child, n.mothers[1]} {
		var ps record.Problems
		if err := n.KeepAdvice(ctx, a.ID, n.worries[0], nobody, n.Today()); !errors.As(err, &ps) || ps[0].Field != "by" {
			t.Errorf("nobody agreed: %v", err)
		}
	}
	f.Household.Unsafe = []record.ID{n.mothers[0]}
	if err := n.SaveFamily(ctx, f.Household, nil); err != nil {
		t.Fatal(err)
	}
	if who, err := n.Agreeing(ctx, n.worries[0]); err != nil || len(who) != 0 {
		t.Errorf("who is not safe to ask is never suggested: %v %v", who, err)
	}
	if err := n.KeepAdvice(ctx, a.ID, n.worries[0], n.mothers[0], n.Today()); err == nil {
		t.Error("who is not safe to ask was asked")
	}
	if err := n.KeepAdvice(ctx, a.ID, n.worries[1], n.mothers[1], n.Today()); err != nil {
		t.Fatal(err)
	}
	c, err := n.Concern(ctx, n.worries[1])
	if err != nil || len(c.Advised) != 1 || c.Advised[0].By != n.mothers[1] || c.Advised[0].Answer.Reveal() != "praat eerst met moeder" {
		t.Errorf("%+v %v", c, err)
	}
	if len(n.Rows(record.KindAdvice)) != 0 {
		t.Error("the advice without a name is still there")
	}
	if _, err := n.Erase(ctx, record.KindPerson, n.mothers[1], book.EraseOptions{}); err != nil {
		t.Fatal(err)
	}
	if c, err = n.Concern(ctx, n.worries[1]); err != nil || !c.Advised[0].By.Zero() {
		t.Errorf("who agreed was erased: %+v %v", c, err)
	}
}

func TestWhatLeadsToAPersonIsPointedAt(t *testing.T) {
	n := newNeighbours(t)
	for text, want := range map[string]string{
		"Fatima zei het ook.":                        "name Fatima",
		"Volgens FÁTIMA’s zus slapen zij slecht":     "name FÁTIMA’s",
		"Zeynep'in kızı uyumuyor":                    "name Zeynep'in",
		"bel 06 8765 4321 voor meer":                 "phone 06 8765 4321",
		"bel ٠٦٨٧٦٥٤٣٢١":                             "phone ٠٦٨٧٦٥٤٣٢١",
		"mail naar iemand@voorbeeld.nl":              "mail iemand@voorbeeld.nl",
		"op 3074 AB is het donker":                   "place 3074 AB",
		"mijn nummer is 0612345670":                  "phone 0612345670",
		"In 2025-2026 kwamen er 14 moeders":          "",
		"Bel 0800-2000 of 112. In 2026 is het druk.": "",
		"": "",
	} {
		hints, err := n.Personal(t.Context(), []book.Written{{Field: "topic", Text: record.Text(text)}})
		got := ""
		if len(hints) > 0 {
			got = string(hints[0].Sort) + " " + hints[0].Words.Reveal()
		}
		if err != nil || got != want {
			t.Errorf("%q: %q, want %q (%v)", text, got, want, err)
		}
	}
}

func TestCallsInDangerAreAddedToWhatWasNoted(t *testing.T) {
	n := newNeighbours(t)
	ctx := t.Context()
	for _, who := range record.CalledWho() {
		if err := n.NoteCall(ctx, n.worries[0], record.Call{Who: who, On: n.Today(), At: "20:14"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := n.NoteCall(ctx, n.worries[0], record.Call{Who: "112", On: n.Today().Add(1)}); err == nil {
		t.Error("a call of tomorrow")
	}
	if err := n.NoteAid(ctx, n.worries[0], revisionOf(t, n.Book, n.worries[0]), record.Aid{CalledOn: n.Today(), Said: record.Text("let op de nachten")}); err != nil {
		t.Fatal(err)
	}
	c, err := n.Concern(ctx, n.worries[0])
	if err != nil || len(c.Called) != 3 || c.Aid.Said.Reveal() != "let op de nachten" {
		t.Errorf("%+v %v", c, err)
	}
	if _, err := n.Signal(ctx, record.ID{9}); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
}

func TestSignalsAndAdvicesComeInAndOutWhole(t *testing.T) {
	n := newNeighbours(t)
	ctx := t.Context()
	s := n.signal(t)
	if err := n.MoveSignal(ctx, s.ID, record.RoadAsk, record.Date{}); err != nil {
		t.Fatal(err)
	}
	for _, reply := range []record.Returned{
		{Reply: record.ReplyTaken, By: record.Text("opbouwwerk"), Text: record.Text("wij beginnen\nin januari")}, {Reply: record.ReplyNothing, Why: record.NothingNotOurs},
	} {
		if err := n.AnswerSignal(ctx, s.ID, reply); err != nil {
			t.Fatal(err)
		}
	}
	a := &record.Advice{From: record.ConfidantChildLine, Question: record.Text("mag dat?"), Areas: record.LifeAreas()}
	if err := n.SaveAdvice(ctx, a); err != nil {
		t.Fatal(err)
	}
	if err := n.NoteAid(ctx, n.worries[1], revisionOf(t, n.Book, n.worries[1]), record.Aid{CalledOn: n.Today(), Safe: record.Text("ja"), Help: record.Text("oma")}); err != nil {
		t.Fatal(err)
	}
	var first, second strings.Builder
	if _, err := n.Export(ctx, &first); err != nil {
		t.Fatal(err)
	}
	b := newBookAt(t, func() time.Time { return n.now })
	if _, err := b.GiveRecovery(ctx); err != nil {
		t.Fatal(err)
	}
	own := slices.DeleteFunc(strings.SplitAfter(first.String(), "\n"), func(l string) bool { return strings.Contains(l, `"kind":"profile"`) })
	if _, err := b.Import(ctx, strings.NewReader(strings.Join(own, ""))); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Export(ctx, &second); err != nil {
		t.Fatal(err)
	}
	said := func(all string) []string {
		var out []string
		for _, l := range strings.Split(all, "\n") {
			if strings.Contains(l, `"kind":"profile"`) || l == "" {
				continue
			}
			_, rest, _ := strings.Cut(strings.ReplaceAll(l, `,"imported":true`, ""), `"changed":`) // how often and when it was kept is this store's own
			head, _, _ := strings.Cut(l, `,"revision"`)
			_, rest, _ = strings.Cut(rest, ",")
			out = append(out, head+rest)
		}
		return out
	}
	x, y := said(first.String()), said(second.String())
	if !slices.Equal(x, y) {
		for i := range x {
			if i < len(y) && x[i] != y[i] {
				t.Errorf("\n%s\n%s", x[i], y[i])
			}
		}
	}
	if n, err := b.Import(ctx, strings.NewReader(strings.Join(own, ""))); n != 0 || err != nil {
		t.Errorf("the same again: %d %v", n, err)
	}
	bad := strings.Replace(first.String(), `"owner":`, `"nobody":`, 1)
	if _, err := b.Import(ctx, strings.NewReader(bad)); err == nil {
		t.Error("a field that does not exist")
	}
}

func TestASignalThatNamesSomebodyIsShownBeforeErasing(t *testing.T) {
	n := newNeighbours(t)
	ctx := t.Context()
	if err := n.SaveSignal(ctx, &record.Signal{Topic: record.Text("Fatima en anderen slapen slecht")}); err != nil {
		t.Fatal(err)
	}
	if err := n.SaveAdvice(ctx, &record.Advice{From: record.ConfidantCJG, Question: record.Text("wat zeg ik tegen Fatima?")}); err != nil {
		t.Fatal(err)
	}
	found, err := n.Mentions(ctx, record.KindHousehold, n.families[0], nil)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[record.Kind]bool{}
	for _, m := range found.Mentions {
		kinds[m.Kind] = true
	}
	if !kinds[record.KindSignal] || !kinds[record.KindAdvice] {
		t.Errorf("%+v", found.Mentions)
	}
}

func TestInzageHoldsTheAidAndTheAdviceThatWasKept(t *testing.T) {
	n := newNeighbours(t)
	ctx := t.Context()
	a := &record.Advice{From: record.ConfidantSafeHome, Question: record.Text("wat kan ik doen?"), Answer: record.Text("praat eerst met moeder")}
	if err := n.SaveAdvice(ctx, a); err != nil {
		t.Fatal(err)
	}
	if err := n.KeepAdvice(ctx, a.ID, n.worries[0], n.mothers[0], n.Today()); err != nil {
		t.Fatal(err)
	}
	if err := n.NoteAid(ctx, n.worries[0], revisionOf(t, n.Book, n.worries[0]), record.Aid{Safe: record.Text("ja, bij oma")}); err != nil {
		t.Fatal(err)
	}
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	in, err := n.Access(ctx, p, record.KindHousehold, n.families[0])
	if err != nil {
		t.Fatal(err)
	}
	in.AskedBy = n.mothers[0]
	passages, err := access.Collect(p, in)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, passage := range passages {
		all = append(all, passage.Text.Reveal())
	}
	for _, want := range []string{"praat eerst met moeder", "ja, bij oma", "wat kan ik doen?"} {
		if !slices.Contains(all, want) {
			t.Errorf("%q is not in what is held about the family: %q", want, all)
		}
	}
}
