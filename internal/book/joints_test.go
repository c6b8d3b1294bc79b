package book_test

import (
	"errors"
	"testing"

	"schakel/internal/book"
	"schakel/internal/contribution"
	"schakel/internal/record"
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

func rejoined(c *circle, b *book.Book, card []byte) *book.Book {
	_, err := b.TakeProgramme(c.t.Context(), card)
	c.must(err)
	return b
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
