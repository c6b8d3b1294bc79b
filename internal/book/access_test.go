package book_test

import (
	"strings"
	"testing"

	"schakel/internal/access"
	"schakel/internal/i18n"
	"schakel/internal/practice"
	"schakel/internal/record"
)

// Every family of the practice: everything that the store holds about it is in the paper or was left out by a decision, and nothing
// about anybody in another family goes in without a look.
func TestEveryPracticeFamilyGetsItsPaper(t *testing.T) {
	b := newBook(t)
	ctx := t.Context()
	if _, err := b.GiveRecovery(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Import(ctx, strings.NewReader(lines(t, practice.Records(b.Today(), 1)))); err != nil {
		t.Fatal(err)
	}
	dutch, err := i18n.New("nl")
	must(t, err)
	made := 0
	for _, row := range b.Rows(record.KindHousehold)[:12] {
		in, err := b.Access(ctx, dutch, record.KindHousehold, row.ID)
		must(t, err)
		askers := access.Askers(in)
		if len(askers) == 0 {
			continue
		}
		in.AskedBy = askers[0]
		all, err := access.Collect(dutch, in)
		must(t, err)
		d := access.Decisions{}
		for _, p := range all {
			d.Decide(p, access.ChoiceIn, record.Private{})
		}
		must(t, b.SaveDecisions(ctx, record.KindHousehold, row.ID, in.AskedBy, d))
		again, who, err := b.Decisions(ctx, record.KindHousehold, row.ID)
		must(t, err)
		if who != in.AskedBy || len(again) != len(d) || len(access.Open(all, again)) != 0 {
			t.Errorf("decisions came back as %d of %d", len(again), len(d))
		}
		paper, err := access.Compose(dutch, dutch, in, all, again)
		must(t, err)
		made++
		text := paper.Text()
		s, err := b.StoryOf(ctx, row.ID)
		must(t, err)
		secret := false
		for _, p := range in.People {
			secret = secret || p.Secret
		}
		for _, c := range s.Contacts {
			if note := c.Note.Reveal(); !secret && !strings.Contains(text, strings.ReplaceAll(note, "\n", "\n  ")) {
				t.Errorf("a contact is missing: %d letters", len(note))
			}
		}
		must(t, b.Printed(ctx, record.KindHousehold, row.ID))
		must(t, b.DropDecisions(ctx, record.KindHousehold, row.ID))
	}
	if made < 8 {
		t.Errorf("only %d papers", made)
	}
	report, err := b.Verify(ctx, nil)
	must(t, err)
	if len(report.Findings) > 0 {
		t.Errorf("%v", report.Findings)
	}
}

func TestDecisionsAreKeptForThirtyDays(t *testing.T) {
	b, c, h, _ := retained(t)
	ctx := t.Context()
	d := access.Decisions{"x": {Choice: access.ChoiceChanged, Words: record.Text("woorden over iemand"), Version: 1}}
	must(t, b.SaveDecisions(ctx, record.KindHousehold, h.ID, record.ID{1}, d))
	keys, err := b.Drafts(ctx)
	must(t, err)
	if len(keys) != 1 || keys[0] != "access/household/"+h.ID.String() {
		t.Errorf("%v", keys)
	}
	c.on(2025, 2, 9)
	if got, _, err := b.Decisions(ctx, record.KindHousehold, h.ID); err != nil || len(got) != 1 {
		t.Errorf("%v %v", got, err)
	}
	c.on(2025, 2, 11)
	if got, _, err := b.Decisions(ctx, record.KindHousehold, h.ID); err != nil || len(got) != 0 {
		t.Errorf("%v %v", got, err)
	}
}
