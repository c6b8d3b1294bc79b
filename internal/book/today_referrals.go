package book

import (
	"schakel/internal/record"
	"schakel/internal/store"
)

// After how many days Vandaag speaks of a road that stands still. They are offered, never counted.
const (
	onwardAfter = 3  // after a no, or a family that did not arrive
	goAfter     = 7  // ready, and not gone
	helpAfter   = 28 // arrived, or waiting, and no help yet
)

// roads speaks of the roads to help beyond the answer and the arrival, at most once of each road.
func (d *deriver) roads() error {
	for _, row := range d.rows(record.KindReferral, func(r record.Row) bool { return d.road(r) != "" }) {
		r, err := store.Get[*record.Referral](d.tx, row.ID)
		if err != nil {
			return err
		}
		s := Sentence{
			Sort: d.road(row), Kind: record.KindReferral, ID: r.ID, Code: record.Code(record.KindReferral, r.Number), Where: d.partner(r.Partner),
			Who: d.parentOf(r), On: d.since(r), Mine: true,
		}
		if s.Sort == SentenceHelp && !d.today.After(s.On.Add(helpAfter-1)) {
			continue
		}
		if (s.Sort == SentenceOnward || s.Sort == SentenceGo) && d.today.Since(s.On) < map[SentenceSort]int{SentenceOnward: onwardAfter, SentenceGo: goAfter}[s.Sort] {
			continue
		}
		if s.Sort == SentenceGo && d.refused(r.ID) {
			continue // a no is an answer: nothing stands still
		}
		if s.Sort == SentenceInvite {
			s.What = r.Invite.What
		}
		s.Days = max(0, d.today.Since(s.On))
		d.add(s)
	}
	return nil
}

// refused reports whether the last thing that somebody said about a road was no, or that a yes is taken back.
func (d *deriver) refused(referral record.ID) bool {
	last := map[record.ID]*record.Consent{}
	for _, row := range d.tx.Rows(record.KindConsent) {
		if row.Link != referral {
			continue
		}
		c, err := store.Get[*record.Consent](d.tx, row.ID)
		if err != nil {
			continue
		}
		if have := last[c.Giver]; have == nil || c.On.After(have.On) || c.On == have.On && c.Created.After(have.Created) {
			last[c.Giver] = c
		}
	}
	for _, c := range last {
		if c.Answer == record.AnswerNo || !c.Withdrawn.Zero() {
			return true
		}
	}
	return false
}

// road is what a row may have to say today; "" when nothing.
func (d *deriver) road(r record.Row) SentenceSort {
	in, soon := r.Flags&record.RowNoShare != 0, !r.Due.Zero() && d.today.Since(r.Due) <= 0 && r.Due.Since(d.today) <= 1
	switch record.ReferralState(r.State) {
	case record.ReferralDraft, record.ReferralPreparing:
		if in {
			return SentenceInvite
		}
	case record.ReferralDeclined, record.ReferralNotArrived:
		if !in {
			return SentenceOnward
		}
	case record.ReferralArrived:
		if !in {
			return SentenceHelp
		}
	case record.ReferralCompleted, record.ReferralAftercare:
		if !r.Due.Zero() && !r.Due.After(d.today) {
			return SentenceCare
		}
		return ""
	}
	switch {
	case soon:
		return SentenceAlong
	case r.Flags&record.RowWarm != 0:
		return SentenceHelp
	case r.State == string(record.ReferralReady):
		return SentenceGo
	}
	return ""
}

// since is the day from which a road has stood where it stands.
func (d *deriver) since(r *record.Referral) record.Date {
	sort := d.road(r.Row())
	switch {
	case sort == SentenceAlong:
		return r.Along.On
	case sort == SentenceCare:
		return r.CareNext
	case sort == SentenceInvite:
		return r.Row().On
	case sort == SentenceHelp && !r.WaitingFrom.Zero():
		return r.WaitingFrom
	}
	if n := len(r.History); n > 0 {
		return r.History[n-1].On
	}
	return r.Row().On
}

// parentOf is whom the worker speaks with about a road; the family's name when there is nobody, or when that parent is not safe to ask:
// nothing ever suggests asking them.
func (d *deriver) parentOf(r *record.Referral) record.Private {
	h, err := store.Get[*record.Household](d.tx, r.Household)
	if err != nil {
		return record.Private{}
	}
	if name := d.asked(r.Parent); !name.Empty() {
		return name
	}
	return h.Name
}
