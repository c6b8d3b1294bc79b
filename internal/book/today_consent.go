package book

import (
	"slices"
	"strings"

	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/store"
)

// The days before which a change of gezag, and the end of a yes, are mentioned.
const (
	custodyAhead = 7
	runsOutAhead = 7
)

// asked is how somebody is called whom a sentence suggests to ask or to call. Nobody who is not safe to ask is ever named there: then it is
// empty, and the sentence speaks of the partner.
func (d *deriver) asked(id record.ID) record.Private {
	if !d.safe(id) {
		return record.Private{}
	}
	return d.called(id)
}

// safe reports whether a sentence may speak of somebody: no household says that they are not safe to ask, and what they are called does not
// name another one who is not ("zoon van Kerem"). Who is no person is safe.
func (d *deriver) safe(id record.ID) bool {
	if id.Zero() {
		return true
	}
	p, err := store.Get[*record.Person](d.tx, id)
	if err != nil {
		return true
	}
	for _, home := range p.Homes {
		h, err := store.Get[*record.Household](d.tx, home)
		if err != nil || len(h.Unsafe) == 0 {
			continue
		}
		around, err := calledUnsafe(d.tx, unsafeIn([]*record.Household{h}))
		if err != nil || slices.Contains(h.Unsafe, id) || around.in(p.Name().Reveal()) || around.in(p.Called().Reveal()) {
			return false
		}
	}
	return true
}

// quiet leaves out a text that names somebody of a family who is not safe to ask, such as a promise to call that person: the sentence then
// only says that there is something to look at. about is the family, or somebody of it.
func (d *deriver) quiet(about record.ID, text record.Private) record.Private {
	if about.Zero() || text.Empty() {
		return text
	}
	unsafe, words := unsafeAround(d.tx, about), i18n.Fold(text.Reveal())
	for id := range unsafe {
		p, err := store.Get[*record.Person](d.tx, id)
		if err != nil {
			continue
		}
		for _, name := range []record.Private{p.First, p.Last, p.Alias} {
			if folded := i18n.Fold(name.Reveal()); folded != "" && strings.Contains(words, folded) {
				return record.Private{}
			}
		}
	}
	return text
}

// custody mentions, a week ahead, that from a day on somebody else decides about a child (PRODUCT, Task: rule change). Only households
// that have such a day before them are opened: their rows say so.
func (d *deriver) custody() error {
	for _, row := range d.tx.Rows(record.KindHousehold) {
		if _, custody := record.HouseholdDays(row); custody.Before(d.today) || d.closed[row.Owner] {
			continue
		}
		h, err := store.Get[*record.Household](d.tx, row.ID)
		if err != nil {
			return err
		}
		for _, c := range h.Custody {
			if ahead := c.From.Since(d.today); !c.From.Zero() && ahead >= 0 && ahead <= custodyAhead && d.safe(c.Child) {
				d.add(Sentence{
					Sort: SentenceCustody, Kind: record.KindHousehold, ID: h.ID, Child: d.called(c.Child), On: c.From, Days: ahead, Mine: true,
				})
			}
		}
	}
	return nil
}

// runsOut mentions once, calmly, that a yes runs out before the document went: nothing is late, and the family is not asked again by this
// sentence. What went already stays, so it is not mentioned; nor is anything on a road on which somebody said no.
func (d *deriver) runsOut() error {
	ending := map[record.ID]record.Row{}
	refused := map[record.ID]bool{}
	for _, row := range d.tx.Rows(record.KindConsent) {
		switch {
		case row.State == string(record.AnswerNo), row.State == "withdrawn":
			refused[row.Link] = true
		case row.State == string(record.AnswerYes) && !row.Due.Before(d.today) && row.Due.Since(d.today) <= runsOutAhead:
			if first, have := ending[row.Link]; !have || row.Due.Before(first.Due) {
				ending[row.Link] = row
			}
		}
	}
	for _, row := range d.tx.Rows(record.KindReferral) {
		yes, soon := ending[row.ID]
		if !soon || !d.unsent(row) || refused[row.ID] || d.lasting(row.ID, yes) {
			continue
		}
		d.add(Sentence{
			Sort: SentenceRunsOut, Kind: record.KindReferral, ID: row.ID, Code: record.Code(record.KindReferral, row.Number), On: yes.Due,
			Days: yes.Due.Since(d.today), Mine: true,
		})
	}
	return nil
}

// unsent reports whether a road of a family that is still here has not gone yet.
func (d *deriver) unsent(row record.Row) bool {
	switch record.ReferralState(row.State) {
	case record.ReferralPreparing, record.ReferralReady, record.ReferralDraft:
		return !d.closed[row.Owner]
	}
	return false
}

// lasting reports whether every yes that runs out soon on a road has a later one beside it: then there is nothing to say.
func (d *deriver) lasting(referral record.ID, ending record.Row) bool {
	c, err := store.Get[*record.Consent](d.tx, ending.ID)
	if err != nil || c.Imported && c.Reviewed.Zero() {
		return true // it counts for nothing yet
	}
	for _, row := range d.tx.Rows(record.KindConsent) {
		if row.Link != referral || row.ID == ending.ID || row.State != string(record.AnswerYes) || row.Due.Since(d.today) <= runsOutAhead {
			continue
		}
		later, err := store.Get[*record.Consent](d.tx, row.ID)
		if err == nil && later.Giver == c.Giver {
			return true
		}
	}
	return false
}
