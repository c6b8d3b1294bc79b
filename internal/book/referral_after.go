package book

import (
	"context"
	"slices"
	"time"

	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/store"
)

// ErrVoiced is returned when the four questions were asked of a family already, or the parent would rather not answer.
var ErrVoiced = fault.New(fault.Denied, "book.voiced", "the questions were asked already, and nothing asks again")

// Voice counts what a parent answered to the four questions after help, and notes with the road only that there were answers. Which ones
// stands nowhere beside the family: the counts are in a record that can name nobody. A question without an answer is not counted.
func (b *Book) Voice(ctx context.Context, id record.ID, answers map[record.VoiceQuestion]string) error {
	for q, a := range answers {
		if !slices.Contains(q.Answers(), a) {
			return record.Problems{{Field: "answer", Code: "unknown"}}
		}
	}
	return b.update(ctx, func(tx *store.Tx) error {
		if err := b.voiced(tx, id, record.VoicedYes); err != nil {
			return err
		}
		t, err := tallyOf(tx, b.Today().Year)
		if err != nil {
			return err
		}
		t.Add(answers)
		return b.put(tx, t)
	})
}

// DeclineVoice notes that a parent would rather not answer. Nothing asks again.
func (b *Book) DeclineVoice(ctx context.Context, id record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error { return b.voiced(tx, id, record.VoicedNo) })
}

func (b *Book) voiced(tx *store.Tx, id record.ID, said record.Voiced) error {
	r, err := store.Get[*record.Referral](tx, id)
	if err != nil {
		return err
	}
	switch {
	case r.Voiced != "":
		return ErrVoiced
	case r.State != record.ReferralCompleted && r.State != record.ReferralAftercare:
		return record.ErrTransition
	}
	r.Voiced = said
	return b.put(tx, r)
}

// tallyOf is the tally of a year, a new one when there is none.
func tallyOf(tx *store.Tx, year int) (*record.Tally, error) {
	for _, row := range tx.Rows(record.KindTally) {
		if row.Number == uint32(year) {
			return store.Get[*record.Tally](tx, row.ID)
		}
	}
	return &record.Tally{Year: year}, nil
}

// VoiceLine is one answer to one of the four questions, over all families and years. A hidden one has no count.
type VoiceLine struct {
	Question record.VoiceQuestion
	Answer   string
	Count    int
	Hidden   bool
}

// VoiceLeast is how many parents must have answered a question before any of its counts is shown: twice what counts as small.
const VoiceLeast = 2 * sdc.Minimum

// Voices is what parents answered, summed. Small counts are hidden so that they cannot be calculated back; a question that few answered
// is not shown at all.
func (b *Book) Voices(ctx context.Context) ([]VoiceLine, error) {
	sum := &record.Tally{}
	err := b.view(ctx, func(tx *store.Tx) error {
		for _, row := range tx.Rows(record.KindTally) {
			t, err := store.Get[*record.Tally](tx, row.ID)
			if err != nil {
				return err
			}
			sum.Counts = append(sum.Counts, t.Counts...)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var all []VoiceLine
	for _, q := range record.VoiceQuestions() {
		lines, err := voiceLines(q, sum.Counts)
		if err != nil {
			return nil, err
		}
		all = append(all, lines...)
	}
	return all, nil
}

func voiceLines(q record.VoiceQuestion, counts []record.VoiceCount) ([]VoiceLine, error) {
	each, total := make([]int, len(q.Answers())), 0
	for _, c := range counts {
		if i := slices.Index(q.Answers(), c.Answer); c.Question == q && i >= 0 {
			each[i] += c.Count
			total += c.Count
		}
	}
	if total < VoiceLeast {
		return nil, nil
	}
	safe, err := sdc.Suppress(sdc.List(each...), sdc.Minimum)
	if err != nil {
		return nil, err
	}
	var lines []VoiceLine
	for i, answer := range q.Answers() {
		cell := safe.Cells[i+1][0]
		lines = append(lines, VoiceLine{Question: q, Answer: answer, Count: cell.Count, Hidden: cell.Hidden})
	}
	return lines, nil
}

// Recognition is thanks that came back on a road: through an endpoint, or written down by the worker.
type Recognition struct {
	Referral record.ID
	Code     string
	On       record.Date
	From     record.ThanksFrom
	Who      record.Private // the person who wrote it, when that is known
	Where    record.Private // the partner
	Text     record.Private
}

// Recognitions lists the thanks that came back from a day to a day, both included, newest first.
func (b *Book) Recognitions(ctx context.Context, from, to record.Date) ([]Recognition, error) {
	var all []Recognition
	within := func(on record.Date) bool { return !on.Before(from) && !on.After(to) }
	err := b.view(ctx, func(tx *store.Tx) error {
		d := deriver{tx: tx, today: b.Today()}
		err := tx.Each(record.KindReferral, idsOf(tx.Rows(record.KindReferral)), func(one record.Record) error {
			r := one.(*record.Referral)
			for _, t := range r.Thanks {
				if within(t.On) {
					all = append(all, Recognition{
						Referral: r.ID, Code: record.Code(record.KindReferral, r.Number), On: t.On, From: t.From, Text: t.Text, Where: d.partner(r.Partner),
					})
				}
			}
			return ctx.Err()
		})
		if err != nil {
			return err
		}
		wired, err := d.wiredThanks(within)
		all = append(all, wired...)
		return err
	})
	slices.SortStableFunc(all, func(a, c Recognition) int { return c.On.Number() - a.On.Number() })
	return all, err
}

// wiredThanks are the thanks that came through an endpoint.
func (d *deriver) wiredThanks(within func(record.Date) bool) ([]Recognition, error) {
	var found []*record.Feedback
	if err := answers(d.tx, &found, func(row record.Row) bool { return row.State == string(record.StandThanks) }); err != nil {
		return nil, err
	}
	var all []Recognition
	for _, f := range found {
		on := record.DateOf(f.CameAt.In(time.Local))
		r, err := store.Get[*record.Referral](d.tx, f.Of)
		if missing(err) || !within(on) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, Recognition{
			Referral: r.ID, Code: record.Code(record.KindReferral, r.Number), On: on, From: record.ThanksPartner, Who: f.From, Text: f.Text,
			Where: d.partner(r.Partner),
		})
	}
	return all, nil
}
