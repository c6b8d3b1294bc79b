package versions_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/uitest"
	"schakel/app/ui/versions"
	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
)

func TestOnlyTheErrorOfAChangedRecordIsOne(t *testing.T) {
	if !versions.Changed(fmt.Errorf("saved: %w", store.ErrChanged)) {
		t.Error("the error of the store is not known")
	}
	for _, err := range []error{nil, errors.New("x"), fault.New(fault.Conflict, "book.changed", "x")} {
		if versions.Changed(err) {
			t.Errorf("%v", err)
		}
	}
}

// Two topics are asked about, a third is the same, and a fourth field is not written on the page: every answer to the two.
func TestEachTopicFollowsItsAnswerAndTheRestIsTheKeptOne(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Options{Step: 2}))
	p := uitest.Dutch(t)
	for answer := range 4 {
		seen, thought := answer&1 == 0, answer&2 == 0
		mine := &record.Concern{Seen: record.Text("mijn zien"), Think: record.Text("mijn denken"), Level: record.LevelWorried, Number: 1}
		stored := &record.Concern{Seen: record.Text("hun zien"), Think: record.Text("hun denken"), Level: record.LevelWorried, Number: 2}
		mine.Revision, stored.Revision = 3, 5
		if !versions.Older(mine, stored) || versions.Older(mine, mine) {
			t.Error("the revision tells which is older")
		}
		topics := []versions.Topic{
			{Label: "zien", Fields: []string{"seen"}, Mine: "mijn zien", Stored: "hun zien"}, {Label: "denken", Fields: []string{"think"}}, {Label: "niveau", Fields: []string{"level"}},
		}
		var got *record.Concern
		q := versions.Ask(p, []versions.Pair{{Mine: mine, Stored: stored, Topics: topics}}, func(chosen []record.Record) { got = chosen[0].(*record.Concern) },
			func(err error) { t.Error(err) })
		if q.Done().Press(); q.Done().Reason() == "" {
			t.Error("it goes on without an answer")
		}
		q.Choose(p, "0/seen", !seen)
		if q.Done().Reason() == "" || got != nil {
			t.Error("it goes on with one answer of two")
		}
		q.Choose(p, "0/think", !thought)
		q.Done().Press()
		who := map[bool]string{true: "mijn", false: "hun"}
		if got == nil || got.Seen.Reveal() != who[seen]+" zien" || got.Think.Reveal() != who[thought]+" denken" || got.Number != 2 || got.Revision != 5 {
			t.Errorf("%d: %+v", answer, got)
		}
	}
}

func TestNoDifferenceIsNoQuestion(t *testing.T) {
	mine, stored := &record.Concern{Seen: record.Text("x")}, &record.Concern{Seen: record.Text("x"), Number: 4}
	stored.Revision = 2
	done := 0
	q := versions.Ask(uitest.Dutch(t), []versions.Pair{{Mine: mine, Stored: stored, Topics: []versions.Topic{{Fields: []string{"seen"}}}}}, func(chosen []record.Record) {
		if done++; chosen[0].Base().Revision != 2 || chosen[0].(*record.Concern).Number != 4 {
			t.Errorf("%+v", chosen[0])
		}
	}, func(err error) { t.Error(err) })
	if q != nil || done != 1 {
		t.Errorf("%v, done %d times", q, done)
	}
}

// A long text stands whole on the page: a difference at its end can be seen.
func TestALongTextIsShownWhole(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Options{Step: 2}))
	long := strings.Repeat("woord ", 200)
	q := form.NewVersions(uitest.Dutch(t), []form.VersionRow{{Field: "x", Label: "X", Mine: long + "een", Stored: long + "twee"}}, func([]string) {})
	if text := uitest.Said(q); !strings.Contains(text, "een") || !strings.Contains(text, "twee") {
		t.Error("the end is cut off")
	}
}
