package book

import (
	"context"
	"errors"
	"slices"

	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
)

// ErrPlan is returned for a plan without days, or with more than a year of weeks.
var ErrPlan = fault.New(fault.Invalid, "book.plan", "no days to plan, or too many")

// PlanMeetings plans one gathering on each of the days, all as the given one, in one transaction. With more than one day they are a
// series. It gives them in the order of the days.
func (b *Book) PlanMeetings(ctx context.Context, like *record.Meeting, days []record.Date) ([]*record.Meeting, error) {
	if len(days) == 0 || len(days) > record.SeriesMost {
		return nil, ErrPlan
	}
	series := like.Series
	if len(days) > 1 && series.Zero() {
		id, err := b.newID()
		if err != nil {
			return nil, err
		}
		series = id
	}
	var made []*record.Meeting
	err := b.update(ctx, func(tx *store.Tx) error {
		made = nil
		for _, day := range days {
			m := *like
			m.Head, m.Number, m.On, m.Planned, m.Series, m.Off = record.Head{}, 0, day, true, series, ""
			if series.Zero() {
				m.Every = ""
			}
			if err := b.put(tx, &m); err != nil {
				return err
			}
			made = append(made, &m)
		}
		return nil
	})
	return made, err
}

// MoveMeeting does an action with a gathering: it was held, moved, it did not take place, or it is planned again. An illegal one is
// record.ErrTransition.
func (b *Book) MoveMeeting(ctx context.Context, id record.ID, a record.MeetingAction, c record.MeetingChange) error {
	return b.change(ctx, record.KindMeeting, id, func(r record.Record) error { return r.(*record.Meeting).Apply(a, c) })
}

// Following lists the planned gatherings of the same series after this one, the first first.
func (b *Book) Following(m *record.Meeting) []record.Row {
	return following(b.store.Rows(record.KindMeeting), m)
}

func following(rows []record.Row, m *record.Meeting) []record.Row {
	var some []record.Row
	for _, r := range rows {
		if !m.Series.Zero() && r.Link == m.Series && r.ID != m.ID && r.Flags&record.RowOpen != 0 && !r.On.Before(m.On) {
			some = append(some, r)
		}
	}
	slices.SortFunc(some, func(a, b record.Row) int { return a.On.Number() - b.On.Number() })
	return some
}

// SaveFollowing keeps a planned gathering and makes all that follow in its series the same: what it is, where, at what time and for whom,
// and as many days earlier or later. It gives how many followed. A held one, and one that did not take place, stay as they are.
func (b *Book) SaveFollowing(ctx context.Context, m *record.Meeting) (followed int, err error) {
	err = b.update(ctx, func(tx *store.Tx) error {
		followed = 0
		before, err := store.Get[*record.Meeting](tx, m.ID)
		if err != nil {
			return err
		}
		if before.State() != record.MeetingPlanned || m.State() != record.MeetingPlanned {
			return record.ErrTransition
		}
		days := m.On.Since(before.On)
		rows := following(tx.Rows(record.KindMeeting), before)
		if err := b.put(tx, m); err != nil {
			return err
		}
		for _, row := range rows {
			next, err := store.Get[*record.Meeting](tx, row.ID)
			if err != nil {
				return err
			}
			alike(next, m)
			if next.On = next.On.Add(days); days != 0 && next.Moved.Zero() {
				next.Moved = row.On
			}
			if err := b.put(tx, next); err != nil {
				return err
			}
			followed++
		}
		return nil
	})
	return followed, err
}

// alike makes a planned gathering as another of its series; its own day, question and notes stay.
func alike(next, m *record.Meeting) {
	next.Type, next.At, next.Place, next.Theme, next.Topics, next.Languages = m.Type, m.At, m.Place, m.Theme, m.Topics, m.Languages
	next.Community, next.Names, next.Formal, next.Facilitators, next.Roles = m.Community, m.Names, m.Formal, m.Facilitators, m.Roles
	next.Length, next.Every = m.Length, m.Every
}

// StopSeries ends a series: what is planned after a day does not come. A gathering that a question to a partner speaks of stays, as one that
// did not take place; the others go. It gives how many.
func (b *Book) StopSeries(ctx context.Context, series record.ID, after record.Date) (stopped int, err error) {
	if series.Zero() {
		return 0, record.ErrTransition
	}
	err = b.update(ctx, func(tx *store.Tx) error {
		stopped = 0
		asked, err := askedAt(tx)
		if err != nil {
			return err
		}
		for _, row := range following(tx.Rows(record.KindMeeting), &record.Meeting{On: after.Add(1), Series: series}) {
			if stopped++; !asked[row.ID] {
				if err := errors.Join(tx.Delete(record.KindMeeting, row.ID), tx.DeleteDraft(draftKey(record.KindMeeting, row.ID))); err != nil {
					return err
				}
				continue
			}
			m, err := store.Get[*record.Meeting](tx, row.ID)
			if err != nil {
				return err
			}
			if err := m.Apply(record.MeetingCancel, record.MeetingChange{Reason: record.OffOther}); err != nil {
				return err
			}
			if err := b.put(tx, m); err != nil {
				return err
			}
		}
		return nil
	})
	return stopped, err
}

// draftKey is the key under which the entry of a record keeps its draft.
func draftKey(kind record.Kind, id record.ID) string { return kind.String() + "/" + id.String() }

// askedAt are the gatherings that a question to a partner speaks of.
func askedAt(tx *store.Tx) (map[record.ID]bool, error) {
	asked := map[record.ID]bool{}
	var ids []record.ID
	for _, row := range tx.Rows(record.KindRequest) {
		ids = append(ids, row.ID)
	}
	err := tx.Each(record.KindRequest, ids, func(r record.Record) error {
		asked[r.(*record.Request).Meeting] = true
		return nil
	})
	return asked, err
}

// OpenQuestion is a question of an earlier gathering that was not answered yet.
type OpenQuestion struct {
	Meeting record.ID
	At      int // its place among the questions of that gathering
	On      record.Date
	Text    record.Private
}

// questionsFrom is how many earlier gatherings are looked through for questions.
const questionsFrom = 10

// OpenQuestions lists what was asked at earlier gatherings of the same series, or else of the same type, and not answered yet; the newest
// gathering first.
func (b *Book) OpenQuestions(ctx context.Context, m *record.Meeting) ([]OpenQuestion, error) {
	var rows []record.Row
	for _, r := range b.store.Rows(record.KindMeeting) {
		same := r.Link == m.Series && !m.Series.Zero() || m.Series.Zero() && r.State == string(m.Type)
		if same && r.ID != m.ID && r.Flags&record.RowAsks != 0 && r.Flags&record.RowOpen == 0 && !r.On.After(m.On) {
			rows = append(rows, r)
		}
	}
	slices.SortFunc(rows, func(a, b record.Row) int { return b.On.Number() - a.On.Number() })
	var open []OpenQuestion
	for _, r := range rows[:min(len(rows), questionsFrom)] {
		one, err := b.Meeting(ctx, r.ID)
		if err != nil {
			return nil, err
		}
		for i, q := range one.Questions {
			if !q.Answered() {
				open = append(open, OpenQuestion{Meeting: one.ID, At: i, On: one.On, Text: q.Text})
			}
		}
	}
	return open, nil
}

// AnswerQuestion notes that a question of a gathering was answered today, and by whom. The text tells that it is still the question that was
// read; another one in its place is store.ErrChanged.
func (b *Book) AnswerQuestion(ctx context.Context, q OpenQuestion, answer, by record.Private) error {
	return b.change(ctx, record.KindMeeting, q.Meeting, func(r record.Record) error {
		m := r.(*record.Meeting)
		if q.At >= len(m.Questions) || !m.Questions[q.At].Text.Equal(q.Text) || m.Questions[q.At].Answered() {
			return store.ErrChanged
		}
		m.Questions[q.At].Answer, m.Questions[q.At].By, m.Questions[q.At].AnsweredOn = answer, by, b.Today()
		return nil
	})
}

// KeepAgreement notes that what was agreed at a gathering is done; the text is the one that was read.
func (b *Book) KeepAgreement(ctx context.Context, id record.ID, text record.Private) error {
	return b.change(ctx, record.KindMeeting, id, func(r record.Record) error {
		for i := range r.(*record.Meeting).Agreements {
			if a := &r.(*record.Meeting).Agreements[i]; a.Done.Zero() && a.Text.Equal(text) {
				a.Done = b.Today()
				return nil
			}
		}
		return store.ErrChanged
	})
}
