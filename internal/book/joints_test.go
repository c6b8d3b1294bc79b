package book_test

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"schakel/internal/book"
	"schakel/internal/contribution"
	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/store"
	"schakel/internal/summary"
)

// Whoever takes a contribution back, is forgotten, or hands in to a second programme is not told by the difference of two joint overviews either.
func TestNothingACoordinatorPressesTellsOfOneWorker(t *testing.T) {
	ctx := t.Context()
	c := newCircle(t, "Fatima", "Karim", "Hiwet", "Nour")
	for _, b := range c.workers {
		c.take(c.hand(b))
	}
	_, err := c.joint()
	c.must(err)
	mine := c.workers[0]
	out, err := mine.Contributed(ctx)
	c.must(err)
	file, err := mine.WithdrawContribution(ctx, out[0].ID)
	c.must(err)
	c.take(book.ContributionFile{Data: file})
	if _, err := c.joint(); !errors.Is(err, contribution.ErrWait) {
		t.Errorf("after one took it back: %v", err)
	}
	card, err := mine.KeyCard(ctx)
	c.must(err)
	c.must(c.boss.ForgetWorker(ctx, c.programme, card.Key()))
	if _, err := c.joint(); !errors.Is(err, contribution.ErrWait) {
		t.Errorf("after one was forgotten: %v", err)
	}
	ps, err := c.boss.Programmes(ctx)
	c.must(err)
	ps[0].Joints = nil // a page that was opened before
	c.must(c.boss.PutProgramme(ctx, ps[0]))
	if _, err := c.joint(); !errors.Is(err, contribution.ErrWait) {
		t.Errorf("after the programme was changed: %v", err)
	}
	data := c.another()
	if _, err := c.joint(); !errors.Is(err, contribution.ErrWait) {
		t.Errorf("in a second programme: %v", err)
	}
	c.take(c.hand(rejoined(c, mine, data)))
	r, err := c.joint()
	c.must(err)
	if r.Joint.Workers != 4 {
		t.Errorf("with the same four: %+v", r.Joint)
	}
}

// another is a second programme, to which all but the first worker hand in; it gives its card.
func (c *circle) another() []byte {
	ctx := c.t.Context()
	p := &record.Programme{Name: record.Text("Nog een")}
	c.must(c.boss.PutProgramme(ctx, p))
	data, err := c.boss.ProgrammeCard(ctx, p.ID)
	c.must(err)
	c.programme = p.ID
	for _, b := range c.workers[1:] {
		_, err := b.TakeProgramme(ctx, data)
		c.must(err)
		c.take(c.hand(b))
	}
	return data
}

func rejoined(c *circle, b *book.Book, card []byte) *book.Book {
	_, err := b.TakeProgramme(c.t.Context(), card)
	c.must(err)
	return b
}

// A programme that is forgotten takes the memory of its joint overviews not along: the same workers in a new one are not told apart by the two.
func TestForgettingAProgrammeTellsOfNoOneWorker(t *testing.T) {
	ctx := t.Context()
	c := newCircle(t, "Fatima", "Karim", "Hiwet", "Nour")
	for _, b := range c.workers {
		c.take(c.hand(b))
	}
	r, err := c.joint()
	c.must(err)
	c.must(c.boss.Publish(ctx, r))
	c.must(c.boss.DropProgramme(ctx, c.programme))
	if all, err := c.boss.Programmes(ctx); err != nil || len(all) > 0 || len(c.boss.Rows(record.KindContribution)) > 0 {
		t.Errorf("it is still there: %v %v", all, err)
	}
	if _, err := c.boss.Gathering(ctx, c.programme, c.period); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
	var out bytes.Buffer
	_, err = c.boss.Export(ctx, &out)
	c.must(err)
	for _, gone := range []string{"Samen oplopen", "Fatima", "schulden"} {
		if strings.Contains(out.String(), gone) {
			t.Errorf("%s is still kept", gone)
		}
	}
	c.another()
	if _, err := c.joint(); !errors.Is(err, contribution.ErrWait) {
		t.Errorf("three of the four, after the programme of four was forgotten: %v", err)
	}
}

// A half year is not taken from its quarters.
func TestPartsOfDaysTellOfNoOneWorker(t *testing.T) {
	c := newCircle(t, "Fatima", "Karim", "Hiwet", "Nour")
	whole, half := c.period, summary.Period{From: c.period.From, To: c.period.From.Add(40)}
	rest := summary.Period{From: half.To.Add(1), To: whole.To}
	for _, b := range c.workers {
		c.must(b.SaveMeeting(c.t.Context(), &record.Meeting{Type: record.MeetingCoffee, On: half.From.Add(1), Heads: 4}))
	}
	for _, period := range []summary.Period{half, rest} {
		c.period = period
		for _, b := range c.workers[:3] {
			c.take(c.hand(b))
		}
		_, err := c.joint()
		c.must(err)
	}
	c.period = whole
	for _, b := range c.workers {
		c.take(c.hand(b))
	}
	if _, err := c.joint(); !errors.Is(err, contribution.ErrWait) {
		t.Errorf("the whole with one more: %v", err)
	}
}

// A threshold below five is refused at every door, and nothing is noted as made by the try.
func TestNoThresholdBelowFive(t *testing.T) {
	c := newCircle(t, "Fatima", "Karim", "Hiwet", "Nour")
	for _, b := range c.workers[:3] {
		c.take(c.hand(b))
	}
	for _, threshold := range []int{-5, 0, 1, 4} {
		for _, rounded := range []bool{false, true} {
			if _, err := c.boss.JointOverview(t.Context(), c.programme, c.period, threshold, rounded); !errors.Is(err, sdc.ErrThreshold) {
				t.Errorf("joint, %d: %v", threshold, err)
			}
			if _, err := c.boss.Protection(t.Context(), c.period, threshold, rounded); !errors.Is(err, sdc.ErrThreshold) {
				t.Errorf("own, %d: %v", threshold, err)
			}
		}
	}
	c.take(c.hand(c.workers[3]))
	r, err := c.joint()
	c.must(err)
	if r.Joint.Workers != 4 {
		t.Errorf("what was refused counts as made: %+v", r.Joint)
	}
}

// What was handed over is remembered: no road of the program takes it away or writes over it.
func TestNoRoadForgetsAnOverview(t *testing.T) {
	c := newCircle(t, "Fatima", "Karim", "Hiwet")
	for _, b := range c.workers {
		c.take(c.hand(b))
	}
	r, err := c.joint()
	c.must(err)
	c.must(c.boss.Publish(t.Context(), r))
	b, ctx := c.boss, t.Context()
	c.gatherings(b, 3)
	own, err := b.Overview(ctx, c.period)
	c.must(err)
	how, err := b.Protection(ctx, c.period, sdc.Minimum, false)
	c.must(err)
	public, err := own.Public(how)
	c.must(err)
	c.must(b.Publish(ctx, public))
	was, err := b.Overviews(ctx)
	c.must(err)
	if len(was) != 2 {
		t.Fatalf("%d were handed over", len(was))
	}
	kept := func(road string) {
		t.Helper()
		now, err := b.Overviews(ctx)
		c.must(err)
		for _, o := range was {
			if !slices.ContainsFunc(now, func(n *record.Overview) bool { return reflect.DeepEqual(n, o) }) {
				t.Errorf("%s: an overview is gone or another", road)
			}
		}
	}
	var out bytes.Buffer
	_, err = b.Export(ctx, &out)
	c.must(err)
	for one := range strings.Lines(out.String()) {
		if strings.HasPrefix(one, `{"kind":"overview"`) { // the same id with other counts, as an attacker would bring it
			changed := regexp.MustCompile(`"count":\d+`).ReplaceAllString(one, `"count":77`)
			_, _ = b.Import(ctx, strings.NewReader(regexp.MustCompile(`"until":"[^"]*"`).ReplaceAllString(changed, `"until":"2020-01-01"`)))
		}
	}
	kept("import over it")
	for _, o := range was {
		for _, kind := range record.Kinds() {
			if _, err := b.Erase(ctx, kind, o.ID, book.EraseOptions{}); err == nil && kind == record.KindOverview {
				t.Error("an overview is erased as if it were a family")
			}
			_ = b.DropDecisions(ctx, kind, o.ID)
		}
		for _, drop := range []func(context.Context, record.ID) error{
			b.RemoveContact, b.RemoveColleague, b.DropAdvice, b.Discard, b.DropSnapshot, b.DropStory, b.DropTalk, b.DropTarget, b.DropProgramme,
		} {
			_ = drop(ctx, o.ID)
		}
		other := *o
		other.Tables = nil
		_ = b.SaveDraft(ctx, "x", &other)
		_ = b.DropDraft(ctx, "x")
	}
	kept("erase, remove, drop, draft")
	c.must(b.DropProgramme(ctx, c.programme))
	kept("a dropped programme")
}
