package ui

import (
	"schakel/app/ui/concerns"
	"schakel/app/ui/contribute"
	"schakel/app/ui/deliveries"
	"schakel/app/ui/handing"
	"schakel/app/ui/hours"
	"schakel/app/ui/insight"
	"schakel/app/ui/joint"
	"schakel/app/ui/logbook"
	"schakel/app/ui/meetings"
	"schakel/app/ui/mine"
	"schakel/app/ui/partners"
	"schakel/app/ui/people"
	"schakel/app/ui/referrals"
	"schakel/app/ui/retention"
	"schakel/app/ui/stories"
	"schakel/app/ui/studies"
	"schakel/app/ui/summaries"
	"schakel/app/ui/targets"
	"schakel/app/ui/week"
)

// subpage is a page that is reached from a destination and is no record's. Any page may lead to one by its name (Nav.Go), unless it is
// about a record.
type subpage string

// The pages below a destination.
const (
	subLoad       subpage = "load" // what lies with the worker now
	subRetention  subpage = "retention"
	subAccess     subpage = "access" // what is held about somebody
	subMerge      subpage = "merge"
	subTold       subpage = "told" // families that were not told yet
	subContacts   subpage = "contacts"
	subWeek       subpage = "week"
	subAid        subpage = "aid"   // the steps of the meldcode, about a worry or about none
	subCards      subpage = "cards" // the talking cards
	subCalendar   subpage = meetings.PageCalendar
	subWords      subpage = meetings.PageWords
	subFind       subpage = "partners-" + subpage(partners.SubFind)
	subGaps       subpage = "partners-" + subpage(partners.SubGaps)
	subTable      subpage = "partners-" + subpage(partners.SubTable)
	subColleagues subpage = "partners-" + subpage(partners.SubCards)
	subYear       subpage = "year" // the worker's own year
	subHours      subpage = "hours"
	subBehind     subpage = summaries.SubBehind // the records behind a number of Overzicht
	subTargets    subpage = "targets"           // Startfoto's, targets, and the day of the yearly overview
	subStories    subpage = "stories"
	subStudies    subpage = "studies" // published figures of studies
	subLog        subpage = "log"
	subReply      subpage = "reply"      // words back to the other side
	subHanding    subpage = "handing"    // families given to another worker, and taken over from one
	subContribute subpage = "contribute" // the own counts for a coordinator
	subJoint      subpage = "joint"      // what several workers counted, added up
	subRule       subpage = "rule"       // wie moet ja zeggen?
)

// below is one page below a destination.
type below struct {
	under Destination                   // the entry of the rail that stays lit
	page  func(s *Shell, at place) page // made for a place
}

// belows are the pages below the destinations.
func belows() map[subpage]below {
	return map[subpage]below{
		subLoad:      {DestToday, func(s *Shell, _ place) page { return mine.NewLoad(s.book, s, s.p, s.deps.Run) }},
		subRetention: {DestPeople, func(s *Shell, _ place) page { return retention.New(s.book, s, s.p, s.deps.Run) }},
		subAccess:    {DestPeople, func(s *Shell, at place) page { return insight.New(s.book, s, s.p, s.deps.Run, at.kind, at.id) }},
		subMerge: {DestPeople, func(s *Shell, at place) page {
			return people.NewMerge(s.book, s, s.p, s.deps.Run, at.kind, at.id, at.about)
		}},
		subTold:     {DestPeople, func(s *Shell, _ place) page { return people.NewTold(s.book, s, s.p, s.deps.Run) }},
		subContacts: {DestPeople, func(s *Shell, _ place) page { return people.NewContacts(s.book, s, s.p, s.deps.Run) }},
		subWeek:     {DestPeople, func(s *Shell, _ place) page { return week.New(s.book, s, s.p, s.deps.Run) }},
		subAid:      {DestConcerns, func(s *Shell, at place) page { return concerns.NewAid(s.book, s, s.p, s.deps.Run, at.id) }},
		subCards:    {DestReferrals, func(s *Shell, _ place) page { return s.talkingCards() }},
		subCalendar: {DestMeetings, func(s *Shell, _ place) page { return meetings.NewCalendar(s.book, s, s.p, s.deps.Run) }},
		subWords:    {DestMeetings, func(s *Shell, _ place) page { return meetings.NewWords(s.book, s, s.p, s.deps.Run) }},
		subFind: {DestPartners, func(s *Shell, at place) page {
			return partners.NewFinder(s.book, s, s.p, s.deps.Run, at.kind, at.id)
		}},
		subGaps:       {DestPartners, func(s *Shell, _ place) page { return partners.NewMissing(s.book, s, s.p, s.deps.Run) }},
		subTable:      {DestPartners, func(s *Shell, _ place) page { return partners.NewTable(s.book, s, s.p, s.deps.Run) }},
		subColleagues: {DestPartners, func(s *Shell, _ place) page { return partners.NewCards(s.book, s, s.p, s.deps.Run) }},
		subYear:       {DestSummaries, func(s *Shell, _ place) page { return mine.NewYear(s.book, s, s.p, s.deps.Run) }},
		subHours:      {DestSummaries, func(s *Shell, _ place) page { return hours.New(s.book, s, s.p, s.deps.Run) }},
		subBehind: {DestSummaries, func(s *Shell, _ place) page {
			return summaries.NewBehind(s.book, s, s.p, s.deps.Run, &s.overview)
		}},
		subTargets:    {DestSummaries, func(s *Shell, _ place) page { return targets.New(s.book, s, s.p, s.deps.Run) }},
		subStories:    {DestSummaries, func(s *Shell, _ place) page { return stories.New(s.book, s, s.p, s.deps.Run) }},
		subStudies:    {DestSummaries, func(s *Shell, _ place) page { return studies.New(s, s.p) }},
		subContribute: {DestSummaries, func(s *Shell, _ place) page { return contribute.New(s.book, s, s.p, s.deps.Run) }},
		subJoint:      {DestSummaries, func(s *Shell, _ place) page { return joint.New(s.book, s, s.p, s.deps.Run) }},
		subLog:        {DestPreferences, func(s *Shell, _ place) page { return logbook.New(s.book, s, s.p, s.deps.Run) }},
		subReply: {DestDeliveries, func(s *Shell, at place) page {
			return deliveries.NewReply(s.book, s, s.p, s.deps.Run, at.kind, at.id)
		}},
		subHanding: {DestPreferences, func(s *Shell, _ place) page { return handing.New(s.book, s, s.p, s.deps.Run) }},
		subRule:    {DestPreferences, func(s *Shell, at place) page { return referrals.NewRule(s.book, s, s.p, s.deps.Run, at.id) }},
	}
}
