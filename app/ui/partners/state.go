// Package partners is Wie kan helpen: the organisations and the people there, and what the worker asks of them.
package partners

import (
	"slices"
	"strconv"
	"strings"

	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/internal/i18n"
	"schakel/internal/municipality"
	"schakel/internal/record"
)

// everything is the chip that shows all types.
const everything = "all"

// list is what the list shows.
type list struct {
	p      *i18n.Printer
	today  record.Date
	filter string // a type, or everything
	types  []string
	rows   []record.Row
	due    map[record.ID]listing.StatusKind // what is open there, the most pressing
}

// load takes the partners of the chosen type by name, and what is open at each.
func (l *list) load(rows, requests, referrals []record.Row, today record.Date) {
	l.today, l.rows, l.types = today, nil, nil
	norms, found := map[record.ID]int{}, map[string]bool{}
	for _, r := range rows {
		norms[r.ID], found[r.State] = int(r.Number), true
	}
	for _, t := range record.PartnerTypes() {
		if found[string(t)] {
			l.types = append(l.types, string(t))
		}
	}
	if !found[l.filter] {
		l.filter = everything
	}
	for _, r := range rows {
		if l.filter == everything || l.filter == r.State {
			l.rows = append(l.rows, r)
		}
	}
	slices.SortStableFunc(l.rows, l.order)
	l.due = map[record.ID]listing.StatusKind{}
	mark := func(id record.ID, kind listing.StatusKind) {
		if kind == listing.StatusLate || l.due[id] == listing.StatusNone {
			l.due[id] = kind
		}
	}
	for _, r := range requests {
		if r.Flags&record.RowOpen != 0 {
			mark(r.Link, waiting(today, r.Due))
		}
	}
	for _, r := range referrals {
		if r.State == string(record.ReferralSent) {
			mark(r.Link, waiting(today, last(r.On, norms[r.Link])))
		}
	}
}

// order is by name; what does not exist any more comes last.
func (l *list) order(a, b record.Row) int {
	former := func(r record.Row) bool { return record.PartnerType(r.State).Former() }
	switch {
	case former(a) == former(b):
		return l.p.Compare(a.Title.Reveal(), b.Title.Reveal())
	case former(b):
		return -1
	}
	return 1
}

// last is the last day of a norm, zero when there is none.
func last(from record.Date, norm int) record.Date {
	if norm <= 0 || from.Zero() {
		return record.Date{}
	}
	return from.Add(norm)
}

func waiting(today, due record.Date) listing.StatusKind {
	if !due.Zero() && today.After(due) {
		return listing.StatusLate
	}
	return listing.StatusWaiting
}

// row is one partner: type, who is known there, how soon they answer, and whether something waits there.
func (l *list) row(i int) listing.Row {
	r, p := l.rows[i], l.p
	parts := []string{p.Value("partner.type", r.State)}
	if first := r.Detail.Reveal(); first != "" {
		parts = append(parts, first)
	}
	if r.Number > 0 {
		parts = append(parts, p.N("partner.norm", int(r.Number)))
	}
	row := listing.Row{Icon: look.IconLifebuoy, Title: r.Title.Reveal(), Line: joined(p, parts)}
	if kind := l.due[r.ID]; kind != listing.StatusNone {
		row.Status = listing.Status{Kind: kind}
	}
	return row
}

func joined(p *i18n.Printer, parts []string) string {
	line := ""
	for _, part := range parts {
		switch {
		case part == "":
		case line == "":
			line = part
		default:
			line = p.T("partner.joined", "One", line, "Two", part)
		}
	}
	return line
}

// pending is one thing that is open at a partner.
type pending struct {
	kind   record.Kind
	id     record.ID
	title  string
	status listing.Status
	early  bool // nothing was asked yet, so nobody has spoken
}

// pendings are the open questions to a partner, in the words of texts where they are longer than a row, and the families that were
// led to it.
func pendings(p *i18n.Printer, partner *record.Partner, texts map[record.ID]string, requests, referrals, homes []record.Row, today record.Date) []pending {
	var out []pending
	for _, r := range requests {
		if r.Link != partner.ID || r.State == string(record.RequestAnswered) || r.State == string(record.RequestClosed) {
			continue
		}
		norm := 0
		if !r.Due.Zero() {
			norm = r.Due.Since(r.On)
		}
		out = append(out, pending{
			kind: record.KindRequest, id: r.ID, title: first(texts[r.ID], r.Title.Reveal()), early: r.State == string(record.RequestOpen),
			status: standing(p, record.RequestState(r.State), r.On, norm, today),
		})
	}
	names := map[record.ID]string{}
	for _, h := range homes {
		names[h.ID] = h.Title.Reveal()
	}
	for _, r := range referrals {
		if r.Link != partner.ID || r.Flags&record.RowOpen == 0 {
			continue
		}
		title := p.T("partner.referral", "Code", record.Code(record.KindReferral, r.Number), "Name", names[r.Owner])
		out = append(out, pending{kind: record.KindReferral, id: r.ID, title: title, early: early(r), status: referred(p, r, partner.Norm, today)})
	}
	slices.SortStableFunc(out, func(a, b pending) int {
		return slices.Index(pressing(), a.status.Kind) - slices.Index(pressing(), b.status.Kind)
	})
	return out
}

// pressing is the order in which open things are shown.
func pressing() []listing.StatusKind {
	return []listing.StatusKind{listing.StatusLate, listing.StatusWaiting, listing.StatusYourTurn, listing.StatusAnswered}
}

// early tells whether a referral was not handed over yet.
func early(r record.Row) bool {
	switch record.ReferralState(r.State) {
	case record.ReferralDraft, record.ReferralPreparing, record.ReferralReady:
		return true
	}
	return false
}

// standing is where a question stands: its age in calendar days, and late only when the age is greater than the norm.
func standing(p *i18n.Printer, state record.RequestState, asked record.Date, norm int, today record.Date) listing.Status {
	switch state {
	case record.RequestAnswered, record.RequestClosed:
		return listing.Status{Kind: listing.StatusAnswered}
	case record.RequestOpen:
		return listing.Status{Kind: listing.StatusYourTurn, Text: p.Value("request.state", string(state))}
	}
	return aged(p, asked, norm, today)
}

func aged(p *i18n.Printer, from record.Date, norm int, today record.Date) listing.Status {
	age := today.Since(from)
	switch {
	case norm > 0 && age > norm:
		return listing.Status{Kind: listing.StatusLate, Text: p.N("request.age.late", age, "Norm", p.Number(norm))}
	case age == 0:
		return listing.Status{Kind: listing.StatusWaiting, Text: p.T("request.age.today")}
	case norm > 0:
		return listing.Status{Kind: listing.StatusWaiting, Text: p.T("request.age.norm", "Day", p.Number(age), "Norm", p.Number(norm))}
	}
	return listing.Status{Kind: listing.StatusWaiting, Text: p.N("request.age.free", age)}
}

// referred is where a family stands that was led to the partner.
func referred(p *i18n.Printer, r record.Row, norm int, today record.Date) listing.Status {
	word := p.Value("referral.state", r.State)
	switch record.ReferralState(r.State) {
	case record.ReferralSent:
		return aged(p, r.On, norm, today)
	case record.ReferralAccepted, record.ReferralArrived, record.ReferralInHelp, record.ReferralCompleted, record.ReferralAftercare:
		return listing.Status{Kind: listing.StatusAnswered, Text: word}
	}
	return listing.Status{Kind: listing.StatusYourTurn, Text: word}
}

// facts are what is known of a partner, line by line; what is empty is left out.
func facts(p *i18n.Printer, v *record.Partner) []listing.KeyValue {
	var out []listing.KeyValue
	add := func(key, value string) {
		if value != "" {
			out = append(out, listing.KeyValue{Key: key, Value: value})
		}
	}
	if !v.Local.Empty() {
		add(p.T("partner.name.label"), v.Name.Reveal())
	}
	add(p.T("partner.offer.label"), v.Offer.Reveal())
	for _, o := range v.Offers {
		add(o.Name.Reveal(), offered(p, o))
	}
	add(p.T("partner.inside.label"), joined(p, append(valuesOf(p, v.Within), v.Inside.Reveal())))
	add(p.T("partner.criteria.label"), v.Criteria.Reveal())
	add(p.T("partner.ages.label"), ages(p, v.AgeFrom, v.AgeTo))
	add(p.T("partner.hours.label"), v.Hours.Reveal())
	add(p.T("partner.phone.label"), v.Phone.Reveal())
	add(p.T("partner.municipality.label"), town(v.Municipality))
	var towns, areas []string
	for _, t := range v.Serves {
		towns = append(towns, town(t))
	}
	for _, a := range v.Areas {
		areas = append(areas, a.Reveal())
	}
	add(p.T("partner.serves.label"), p.List(towns))
	add(p.T("partner.areas.label"), p.List(areas))
	norm := p.T("partner.norm.none")
	if v.Norm > 0 {
		norm = p.N("partner.norm", v.Norm)
	}
	add(p.T("partner.norm.label"), norm)
	if v.Ring > 0 && v.Ring <= rings {
		add(p.T("partner.ring.label"), p.Value("partner.ring", strconv.Itoa(v.Ring)))
	}
	add(p.T("partner.note.label"), v.Note.Reveal())
	return out
}

func valuesOf(p *i18n.Printer, all []record.Within) []string {
	var out []string
	for _, w := range all {
		out = append(out, p.WithTerm("within", string(w)))
	}
	return out
}

// offered is one thing that a partner does: what somebody wrote about it on a line of its own, and the rest in a few words.
func offered(p *i18n.Printer, o record.Offer) string {
	var parts, topics, settings []string
	for _, t := range o.Topics {
		topics = append(topics, p.WithTerm("help.topic", string(t)))
	}
	for _, s := range o.Settings {
		settings = append(settings, p.WithTerm("setting", string(s)))
	}
	if o.Expecting {
		parts = append(parts, p.T("partner.find.expecting.short"))
	}
	rest := joined(p, append(parts, p.List(topics), o.For.Reveal(), ages(p, o.AgeFrom, o.AgeTo), spoken(p, o.Languages), offerLine(p, o), p.List(settings)))
	if what := o.What.Reveal(); what != "" && rest != "" {
		return what + "\n" + rest
	} else if what != "" {
		return what
	}
	return rest
}

// town is a gemeente by its name: what is kept is its code, or what was typed when it is no gemeente of today.
func town(kept string) string {
	return first(municipality.Name(kept), kept)
}

// townCode is what is kept of a gemeente that was typed.
func townCode(text string) string {
	text = strings.TrimSpace(text)
	for _, m := range municipality.Find(text, 5) {
		if strings.EqualFold(m.Name, text) {
			return m.Code
		}
	}
	return text
}

// rings is how many circles of partners there are around a family.
const rings = record.Rings

func ages(p *i18n.Printer, from, to int) string {
	switch {
	case to > 0:
		return p.N("partner.ages.between", to, "From", p.Number(from))
	case from > 0:
		return p.N("partner.ages.from", from)
	}
	return ""
}

// helps is what a contact person does for the worker, in words.
func helps(p *i18n.Printer, roles []record.FormalRole) string {
	var words []string
	for _, r := range roles {
		words = append(words, p.WithTerm("formal.role", string(r)))
	}
	return p.List(words)
}

func fullName(o record.Officer) string {
	return strings.TrimSpace(o.First.Reveal() + " " + o.Last.Reveal())
}

// gone tells whether a contact person does not work there any more.
func gone(o record.Officer, today record.Date) bool { return !o.To.Zero() && !o.To.After(today) }

// officerLines is what is known of a contact person beside telephone and mail.
func officerLines(p *i18n.Printer, o record.Officer) []string {
	var out []string
	if o.Prefer != "" || !o.Reach.Empty() {
		way := ""
		if o.Prefer != "" {
			way = p.T("partner.prefers", "How", p.Value("channel.kind", string(o.Prefer)))
		}
		out = append(out, joined(p, []string{way, o.Reach.Reveal()}))
	}
	if len(o.Languages) > 0 {
		out = append(out, p.T("partner.speaks", "What", spoken(p, o.Languages)))
	}
	return out
}

// left says who left, and who is there now.
func left(p *i18n.Printer, v *record.Partner, today record.Date) []string {
	var out []string
	for _, o := range v.Officers {
		if !o.Gone(today) {
			continue
		}
		now, ok := v.Now(o.ID, today)
		if ok {
			out = append(out, p.T("partner.left.now", "Who", o.First.Reveal(), "Now", now.First.Reveal()))
		} else {
			out = append(out, p.T("partner.left", "Who", o.First.Reveal(), "On", p.Date(o.To)))
		}
	}
	return out
}
