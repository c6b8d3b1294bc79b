// Package referrals is the road to help: the list "Naar hulp", the start from a worry or a family, and one page from preparing to the
// answer, with the asking of consent in between.
package referrals

import (
	"slices"
	"strconv"

	"schakel/app/ui/listing"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// What the list shows: what is open, or the part of it where one side is next, or what is over.
const (
	filterOpen    = "open"
	filterMine    = "mine"    // the worker is next
	filterTheirs  = "theirs"  // a partner is next
	filterWay     = "way"     // the family is on its way
	filterWaits   = "waits"   // the family waits for help
	filterInvited = "invited" // a partner asked the worker along
	filterDone    = "done"
	filterVoices  = "voices" // what parents say, summed
)

func filters() []string {
	return []string{filterOpen, filterMine, filterTheirs, filterWay, filterWaits, filterInvited, filterDone, filterVoices}
}

// item is one referral in the list.
type item struct {
	row       *record.Row // what its words are made of when it comes into view
	id        record.ID
	open      bool
	on        record.Date
	number    uint32
	turn      record.Turn
	in, waits bool
}

// of reports whether an item belongs to what is shown.
func (it item) of(filter string) bool {
	switch filter {
	case filterMine:
		return it.open && it.turn == record.TurnWorker
	case filterTheirs:
		return it.open && it.turn == record.TurnPartner
	case filterWay:
		return it.open && it.turn == record.TurnFamily
	case filterWaits:
		return it.open && it.waits
	case filterInvited:
		return it.in
	case filterDone:
		return !it.open
	}
	return it.open && filter == filterOpen
}

// around is what the list needs to know beside the referrals themselves.
type around struct {
	partners, families map[record.ID]record.Row
	queued, answered   map[record.ID]bool
}

// list is what the list shows.
type list struct {
	p      *i18n.Printer
	today  record.Date
	filter string
	around around
	all    []item
	shown  []item
}

// aroundOf gathers what belongs to the referrals from the compact rows.
func aroundOf(rows func(record.Kind) []record.Row) around {
	a := around{
		partners: byID(rows(record.KindPartner)), families: byID(rows(record.KindHousehold)),
		queued: map[record.ID]bool{}, answered: map[record.ID]bool{},
	}
	for _, row := range rows(record.KindDelivery) {
		if row.State == string(record.DeliveryQueued) {
			a.queued[row.Link] = true
		}
	}
	for _, row := range rows(record.KindFeedback) {
		if row.Flags&record.RowOpen != 0 {
			a.answered[row.Link] = true
		}
	}
	return a
}

func byID(rows []record.Row) map[record.ID]record.Row {
	all := make(map[record.ID]record.Row, len(rows))
	for _, row := range rows {
		all[row.ID] = row
	}
	return all
}

// fill takes the rows: what is open stands first by age, what is over by its newest day.
func (l *list) fill(rows []record.Row, a around, today record.Date) {
	l.today, l.around, l.all = today, a, make([]item, 0, len(rows))
	for i := range rows {
		l.all = append(l.all, itemOf(&rows[i]))
	}
	slices.SortStableFunc(l.all, func(x, y item) int {
		switch {
		case x.open != y.open:
			return order(x.open)
		case x.on == y.on:
			return int(x.number) - int(y.number)
		case x.open:
			return order(x.on.Before(y.on))
		}
		return order(y.on.Before(x.on))
	})
	l.choose(l.filter)
}

// order is the sign of a comparison: what comes first is smaller.
func order(first bool) int {
	if first {
		return -1
	}
	return 1
}

// choose shows one part.
func (l *list) choose(filter string) {
	l.filter, l.shown = filter, nil
	for _, it := range l.all {
		if it.of(filter) {
			l.shown = append(l.shown, it)
		}
	}
}

func (l *list) count(filter string) int {
	n := 0
	for _, it := range l.all {
		if it.of(filter) {
			n++
		}
	}
	return n
}

func itemOf(row *record.Row) item {
	in := row.Flags&record.RowNoShare != 0
	return item{
		row: row, id: row.ID, on: row.On, number: row.Number, open: row.Flags&record.RowOpen != 0, in: in, waits: row.Flags&record.RowWarm != 0,
		turn: record.ReferralState(row.State).Turn(in),
	}
}

// words is an item as the list draws it.
func (l *list) words(it item) listing.Row {
	p, row, a := l.p, *it.row, l.around
	where := a.partners[row.Link].Title.Reveal()
	if where == "" {
		where = p.T("referrals.list.nowhere")
	}
	who := familyWord(p, a.families[row.Owner])
	if it.in && a.families[row.Owner].ID.Zero() {
		who = p.T("referrals.list.asked")
	}
	line := p.T("referrals.list.since", "When", p.Relative(row.On, l.today))
	if what := row.Title.Reveal(); what != "" {
		line = p.T("referrals.list.what", "What", what, "Since", line)
	}
	if it.open {
		line = p.T("referrals.list.next", "Line", line, "Who", l.next(it.turn, where))
	}
	if it.waits {
		line = p.T("referrals.list.what", "What", p.T("referrals.list.waits"), "Since", line)
	}
	title := p.T("referrals.list.title", "Code", record.Code(record.KindReferral, row.Number), "Who", who, "Where", where)
	return listing.Row{Title: title, Line: line, Status: l.status(row, a, l.today.Since(row.On), int(a.partners[row.Link].Number))}
}

// next is who is next, in words.
func (l *list) next(t record.Turn, partner string) string {
	if t == record.TurnPartner && partner != "" {
		return partner
	}
	return l.p.Value("turn", string(t))
}

func familyWord(p *i18n.Printer, row record.Row) string {
	if name := row.Title.Reveal(); name != "" {
		return name
	}
	return p.T("referrals.list.family")
}

// status is whose turn it is, and how old the waiting is against the norm.
func (l *list) status(row record.Row, a around, age, norm int) listing.Status {
	p := l.p
	word := p.Value("referral.state", row.State)
	if a.answered[row.ID] {
		return listing.Status{Kind: listing.StatusAnswered}
	}
	switch record.ReferralState(row.State) {
	case record.ReferralSent:
		if norm == 0 {
			return listing.Status{Kind: listing.StatusWaiting, Text: p.N("referrals.list.day", age)}
		}
		s := listing.Status{Kind: listing.StatusWaiting, Text: p.N("referrals.list.day.norm", age, "Norm", strconv.Itoa(norm))}
		if age > norm {
			s.Kind = listing.StatusLate
		}
		return s
	case record.ReferralDraft, record.ReferralPreparing:
		if row.Flags&record.RowNoShare != 0 {
			return listing.Status{Kind: listing.StatusYourTurn} // a partner waits for a yes or no
		}
	case record.ReferralReady:
		if a.queued[row.ID] {
			return listing.Status{Kind: listing.StatusWaiting, Text: p.T("referrals.list.queued")}
		}
	case record.ReferralAccepted, record.ReferralArrived, record.ReferralInHelp, record.ReferralCompleted, record.ReferralAftercare,
		record.ReferralClosed, record.ReferralWithdrawn:
		return listing.Status{Kind: listing.StatusAnswered, Text: word}
	}
	return listing.Status{Kind: listing.StatusYourTurn, Text: word}
}

// newest puts the families that changed last first, and keeps a handful.
func newest(rows []record.Row) []record.Row {
	all := slices.Clone(rows)
	slices.SortStableFunc(all, func(x, y record.Row) int {
		switch {
		case x.On == y.On:
			return 0
		case y.On.Before(x.On):
			return -1
		}
		return 1
	})
	return all[:min(len(all), foundMost)]
}
