package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"schakel/app/ui/concerns"
	"schakel/app/ui/draft"
	"schakel/internal/book"
	"schakel/internal/record"
)

// From "+" to kept: Ctrl+N, Enter for the first thing on the list, the number, Enter.
func TestAGatheringIsKeptInAFewKeyStrokes(t *testing.T) {
	u := atWork(t)
	before := len(u.shell.book.Rows(record.KindMeeting))
	u.ctrl(fyne.KeyN)
	strokes := 1
	for _, r := range "\n14\n" {
		u.types(string(r))
		strokes++
	}
	rows := u.shell.book.Rows(record.KindMeeting)
	if len(rows) != before+1 {
		t.Fatalf("not kept:\n%s", strings.Join(u.texts(), "\n"))
	}
	if strokes > 6 {
		t.Errorf("%d key strokes", strokes)
	}
	for _, r := range rows {
		if int(r.Number) > before && (r.Detail.Reveal() != "14" || r.State != string(record.MeetingCoffee)) {
			t.Errorf("%+v", r)
		}
	}
}

// From Vandaag: one button, the number, Enter.
func TestVandaagAsksHowItWasWithOneNumber(t *testing.T) {
	u := sitDown(t)
	b, err := book.Create(u.shell.deps.Place.Store, []byte(passphrase), u.shell.deps.Book)
	if err != nil {
		t.Fatal(err)
	}
	m := &record.Meeting{Type: record.MeetingCoffee, On: b.Today(), Planned: true}
	if err := b.SaveMeeting(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	u.shell.Opened(b)
	u.shell.Go("today")
	u.sees("Hoe was de koffieochtend? Hoeveel mensen?")
	u.press("Opschrijven")
	u.types("14\n")
	kept, err := b.Meeting(t.Context(), m.ID)
	if err != nil || kept.State() != record.MeetingHeld || kept.Heads != 14 {
		t.Fatalf("%+v %v", kept, err)
	}
	u.misses("Hoe was de koffieochtend? Hoeveel mensen?")
}

func TestWordsLeadToAWijksignaalThatTakesNoDraftAway(t *testing.T) {
	u := atWork(t)
	b, ctx := u.shell.book, t.Context()
	mine := &record.Concern{Scope: record.ScopeCommunity, Level: record.LevelDoubt, State: record.ConcernOpen, Seen: record.Text("half geschreven")}
	key := draft.Key(record.KindConcern, record.ID{}, record.ID{})
	if err := b.SaveDraft(ctx, key, mine); err != nil {
		t.Fatal(err)
	}
	words := []record.Private{record.Text("slapen"), record.Text("huur")}
	u.shell.NewSignal(words, 4, b.Today().Add(-60), b.Today())
	all := strings.Join(u.written(), "\n")
	if !strings.Contains(all, "slapen") || !strings.Contains(all, "huur") {
		t.Errorf("the words are in the new entry: %s", all)
	}
	begun, ok, err := b.Draft(ctx, concerns.SignalDraft)
	if signal, is := begun.(*record.Signal); err != nil || !ok || !is || signal.Meetings != 4 || signal.From != b.Today().Add(-60) || signal.To != b.Today() {
		t.Errorf("the wijksignaal begins with %+v: %v %v", begun, ok, err)
	}
	kept, ok, err := b.Draft(ctx, key)
	if err != nil || !ok || kept.(*record.Concern).Seen.Reveal() != "half geschreven" {
		t.Errorf("what was being written stays: %v %v", ok, err)
	}
}
