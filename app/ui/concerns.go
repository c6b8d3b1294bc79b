package ui

import (
	"context"

	"schakel/app/ui/concerns"
	"schakel/app/ui/task"
	"schakel/internal/record"
)

// Aid shows what a volunteer can do with a worry; a zero id is about no worry.
func (s *Shell) Aid(id record.ID) {
	s.goTo(place{dest: DestConcerns, kind: record.KindConcern, id: id, sub: subAid})
}

// NewSignal starts a wijksignaal with words that came up at so many gatherings between two days, zero when they are not known. One that
// was begun before is not lost: the words are added to it. A place holds ids only, so the words go into the draft first.
func (s *Shell) NewSignal(words []record.Private, meetings int, from, to record.Date) {
	b := s.book
	if b == nil {
		return
	}
	task.Do(s.life, s.deps.Run, func(ctx context.Context) (struct{}, error) {
		texts := make([]string, len(words))
		for i, w := range words {
			texts[i] = w.Reveal()
		}
		signal := concerns.NewSignal(texts, meetings, from, to)
		kept, ok, err := b.Draft(ctx, concerns.SignalDraft)
		if err != nil {
			return struct{}{}, err
		}
		if begun, is := kept.(*record.Signal); ok && is {
			signal = concerns.Join(begun, signal)
		}
		return struct{}{}, b.SaveDraft(ctx, concerns.SignalDraft, signal)
	}, func(_ struct{}, err error) {
		if err != nil {
			s.Fail(err)
			return
		}
		s.New(record.KindSignal, record.ID{})
	})
}
