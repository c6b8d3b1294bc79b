package ui

import (
	"slices"

	"schakel/internal/record"
)

// Destination is one of the eight places of the rail, or the preferences at its foot.
type Destination string

// The destinations, in the order of the rail.
const (
	DestToday       Destination = "today"
	DestPeople      Destination = "people"
	DestConcerns    Destination = "concerns"
	DestReferrals   Destination = "referrals"
	DestMeetings    Destination = "meetings"
	DestPartners    Destination = "partners"
	DestSummaries   Destination = "summaries"
	DestDeliveries  Destination = "deliveries"
	DestPreferences Destination = "preferences"
)

// Destinations lists the eight of the rail, in order.
func Destinations() []Destination {
	return []Destination{
		DestToday, DestPeople, DestConcerns, DestReferrals, DestMeetings, DestPartners, DestSummaries, DestDeliveries,
	}
}

// place is where the worker is: a destination, a record's page, or an entry. It names records by id only, so that it can be
// kept while the store is locked.
type place struct {
	dest  Destination // the rail's selected entry
	kind  record.Kind // KindNone for the destination itself
	id    record.ID   // zero for a new entry
	entry bool
	about record.ID // what a new entry is about
	sub   subpage   // a page below a destination that is no record's
	erase bool      // the page that erases the record
}

// trail is the way back: the places left behind, newest last. It never holds more than trailLength.
type trail struct {
	here   place
	before []place
}

const trailLength = 50

// to goes to a place and remembers the one left.
func (t *trail) to(p place) {
	if p == t.here {
		return
	}
	t.before = append(t.before, t.here)
	if len(t.before) > trailLength {
		t.before = t.before[len(t.before)-trailLength:]
	}
	t.here = p
}

// forget takes out of the way back what is there no more. Whoever stands on it goes back to the destination, when the page is made again.
func (t *trail) forget(gone []record.ID) {
	is := func(p place) bool {
		return !p.id.Zero() && slices.Contains(gone, p.id) || !p.about.Zero() && slices.Contains(gone, p.about)
	}
	t.before = slices.DeleteFunc(t.before, is)
	if is(t.here) {
		t.here = place{dest: t.here.dest}
	}
}

// replace goes to a place without remembering the one left: after an entry was saved, back does not return to the empty form.
func (t *trail) replace(p place) { t.here = p }

// back returns to the place before, or to the destination that the rail shows.
func (t *trail) back() {
	if n := len(t.before); n > 0 {
		t.here, t.before = t.before[n-1], t.before[:n-1]
		return
	}
	t.here = place{dest: t.here.dest}
}

// destOf is the entry of the rail under which a kind of record lives.
func destOf(kind record.Kind) Destination {
	switch kind {
	case record.KindPerson, record.KindHousehold, record.KindContact:
		return DestPeople
	case record.KindConcern, record.KindSignal, record.KindAdvice:
		return DestConcerns
	case record.KindReferral, record.KindConsent, record.KindTalk:
		return DestReferrals
	case record.KindMeeting:
		return DestMeetings
	case record.KindPartner, record.KindRequest, record.KindColleague:
		return DestPartners
	case record.KindDelivery, record.KindFeedback, record.KindOutgoing:
		return DestDeliveries
	case record.KindEndpoint, record.KindProfile:
		return DestPreferences
	case record.KindOverview, record.KindTarget, record.KindSnapshot, record.KindStory:
		return DestSummaries
	}
	return DestToday
}
