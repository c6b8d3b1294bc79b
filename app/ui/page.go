package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/concerns"
	"schakel/app/ui/deliveries"
	"schakel/app/ui/meetings"
	"schakel/app/ui/partners"
	"schakel/app/ui/people"
	"schakel/app/ui/referrals"
	"schakel/app/ui/stories"
	"schakel/app/ui/summaries"
	"schakel/app/ui/targets"
	"schakel/app/ui/today"
	"schakel/internal/record"
)

// page is what the shell needs of every page.
type page interface {
	Content() fyne.CanvasObject
	Shown(ctx context.Context)
	Hidden()
	Focus() fyne.Focusable
}

// refresher is a page that can draw itself again after a change without losing scroll or focus.
type refresher interface{ Changed(ctx context.Context) }

// list makes the page of a destination.
func (s *Shell) list(d Destination) page {
	b, p, run := s.book, s.p, s.deps.Run
	switch d {
	case DestPeople:
		return people.New(b, s, p, run)
	case DestConcerns:
		return concerns.New(b, s, p, run)
	case DestReferrals:
		return referrals.New(b, s, p, run)
	case DestMeetings:
		return meetings.New(b, s, p, run)
	case DestPartners:
		return partners.New(b, s, p, run)
	case DestSummaries:
		return summaries.New(comparing{b, p}, s, p, run, &s.overview)
	case DestDeliveries:
		return deliveries.New(b, s, p, run)
	case DestPreferences:
		return s.preferences()
	}
	return today.New(b, s, p, run)
}

// entry makes the page on which a record is written.
func (s *Shell) entry(at place) page {
	b, p, run := s.book, s.p, s.deps.Run
	switch at.kind {
	case record.KindHousehold:
		return people.NewEntry(b, s, p, run, at.id, at.about)
	case record.KindPerson:
		return people.NewPersonEntry(b, s, p, run, at.id, at.about)
	case record.KindContact:
		return people.NewContact(b, s, p, run, at.id, at.about)
	case record.KindConcern:
		return concerns.NewEntry(b, s, p, run, at.id, at.about)
	case record.KindSignal:
		return concerns.NewSignalEntry(b, s, p, run, at.id, at.about)
	case record.KindAdvice:
		return concerns.NewAdvice(b, s, p, run, at.id)
	case record.KindReferral:
		return referrals.NewEntry(b, s, p, run, at.id, at.about)
	case record.KindMeeting:
		return meetings.NewEntry(b, s, p, run, at.id, at.about)
	case record.KindPartner:
		return partners.NewEntry(b, s, p, run, at.id, at.about)
	case record.KindRequest:
		return partners.NewRequest(b, s, p, run, at.id, at.about)
	}
	return s.list(at.dest)
}

// show makes the page of a record.
func (s *Shell) show(at place) page {
	b, p, run := s.book, s.p, s.deps.Run
	switch at.kind {
	case record.KindHousehold:
		return people.NewPage(b, s, p, run, at.id)
	case record.KindPerson:
		return people.NewPersonPage(b, s, p, run, at.id)
	case record.KindContact:
		return people.NewContactPage(b, s, p, run, at.id)
	case record.KindConcern:
		return concerns.NewPage(b, s, p, run, at.id)
	case record.KindSignal:
		return concerns.NewSignalPage(b, s, p, run, at.id)
	case record.KindAdvice:
		return concerns.NewAdvice(b, s, p, run, at.id)
	case record.KindReferral:
		return referrals.NewPage(b, s, p, run, at.id)
	case record.KindMeeting:
		return meetings.NewEntry(b, s, p, run, at.id, record.ID{})
	case record.KindPartner:
		return partners.NewPage(b, s, p, run, at.id)
	case record.KindRequest:
		return partners.NewRequestPage(b, s, p, run, at.id)
	case record.KindColleague:
		return partners.NewColleague(b, s, p, run, at.id)
	case record.KindFeedback:
		return deliveries.NewAnswer(b, s, p, run, at.id)
	case record.KindStory:
		return stories.New(b, s, p, run)
	case record.KindSnapshot, record.KindTarget:
		return targets.New(b, s, p, run)
	}
	return s.list(at.dest)
}

// made makes the page of a place.
func (s *Shell) made(at place) page {
	if sub, ok := belows()[at.sub]; ok {
		return sub.page(s, at)
	}
	switch {
	case at.kind == record.KindNone:
		return s.list(at.dest)
	case at.erase:
		return s.erasing(at)
	case at.entry:
		return s.entry(at)
	}
	return s.show(at)
}
