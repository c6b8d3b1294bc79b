package meetings

import (
	"slices"
	"strconv"

	"schakel/app/ui/draft"
	"schakel/internal/record"
)

// ready is the copy that is saved, without the rows in which nothing stands, and with the sums of those that have something.
func (w *writing) ready() *record.Meeting {
	m := w.copy()
	m.Formal = slices.DeleteFunc(m.Formal, noGuest)
	m.Facilitators = slices.DeleteFunc(m.Facilitators, noHelper)
	m.Questions = slices.DeleteFunc(m.Questions, noQuestion)
	m.Agreements = slices.DeleteFunc(m.Agreements, noAgreement)
	m.Initiatives = slices.DeleteFunc(m.Initiatives, record.Private.Empty)
	m.Costs = slices.DeleteFunc(m.Costs, noCost)
	return summed(m)
}

// full is the copy that is laid beside another version: without the rows at the end of a list in which nothing stands. The others keep their
// places, so that what is typed in a row and not understood yet stays with it.
func (w *writing) full(typed draft.Texts) *record.Meeting {
	m := w.copy()
	m.Formal = ended(m.Formal, "formal", typed, noGuest)
	m.Facilitators = ended(m.Facilitators, "facilitators", typed, noHelper)
	m.Questions = ended(m.Questions, "questions", typed, noQuestion)
	m.Agreements = ended(m.Agreements, "agreements", typed, noAgreement)
	m.Initiatives = ended(m.Initiatives, "initiatives", typed, record.Private.Empty)
	m.Costs = ended(m.Costs, "costs", typed, noCost)
	return summed(m)
}

func summed(m *record.Meeting) *record.Meeting {
	m.Started = max(m.Started, len(m.Initiatives))
	m.Cents = 0
	for _, c := range m.Costs {
		m.Cents += c.Cents
	}
	if m.Series.Zero() {
		m.Every = ""
	}
	return m
}

// ended is a list without the blank rows at its end in which nothing is typed either.
func ended[T any](rows []T, list string, typed draft.Texts, blank func(T) bool) []T {
	for n := len(rows); n > 0 && blank(rows[n-1]) && !typed.In(list+"."+strconv.Itoa(n-1)); n-- {
		rows = rows[:n-1]
	}
	return rows
}

func noGuest(g record.FormalGuest) bool { return g.Who.Empty() && len(g.Roles) == 0 }

func noHelper(f record.Facilitator) bool { return f.Who.Empty() && f.Length == 0 && f.Preparation == 0 }

func noQuestion(q record.Question) bool { return q.Text.Empty() && q.Answer.Empty() }

func noAgreement(a record.Agreement) bool { return a.Text.Empty() && a.Who.Empty() }

func noCost(c record.Cost) bool { return c.Cents == 0 }
