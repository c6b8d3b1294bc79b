package main

import (
	"context"

	"schakel/internal/record"
	"schakel/internal/summary"
)

// compared are the pictures of what an overview is compared with, and of stories: empty, and with some.
func (c *camera) compared(ctx context.Context) []screen {
	page := func(sub string) { c.shell.Go("today"); c.shell.Go(sub) }
	return []screen{
		{"vergelijken-leeg", func() error { page("targets"); return nil }},
		{"vergelijken", func() error {
			if err := c.toCompare(ctx); err != nil {
				return err
			}
			page("targets")
			return nil
		}},
		{"verhalen-leeg", func() error { page("stories"); return nil }},
		{"verhalen", func() error {
			if err := c.toTell(ctx); err != nil {
				return err
			}
			page("stories")
			return nil
		}},
	}
}

// toCompare keeps a Startfoto with a long name and two targets.
func (c *camera) toCompare(ctx context.Context) error {
	year := summary.Year(c.book.Today())
	if _, err := c.book.TakeSnapshot(ctx, year.Before(), record.Text("Voor de zomer, toen de tweede groep nog moest beginnen")); err != nil {
		return err
	}
	for measure, n := range map[record.Goal]int{record.GoalMeetings: 40, record.GoalHours: 320} {
		if err := c.book.SaveTarget(ctx, &record.Target{Measure: measure, From: year.From, To: year.To, Count: n}); err != nil {
			return err
		}
	}
	return nil
}

// toTell keeps a story that can be told, one that waits for a yes, and one of which the yes was taken back.
func (c *camera) toTell(ctx context.Context) error {
	today := c.book.Today()
	for i, text := range []string{
		"Een moeder durfde niet alleen naar het spreekuur. We gingen drie keer samen. Nu gaat zij elke week, en neemt zij haar buurvrouw mee.",
		"Een vader wist niet dat hij op school om een tolk mag vragen.",
		"كانت أم تخاف من الحديث مع المدرسة. اليوم تشرح لأمهات أخريات كيف يسألن.",
	} {
		s := &record.Story{Text: record.Text(text), Changed: true, AgreedOn: today.Add(-i)}
		if i == 1 {
			s.AgreedOn = record.Date{}
		}
		if err := c.book.SaveStory(ctx, s); err != nil {
			return err
		}
		if i == 2 {
			if err := c.book.WithdrawStory(ctx, s.ID); err != nil {
				return err
			}
		}
	}
	return nil
}
