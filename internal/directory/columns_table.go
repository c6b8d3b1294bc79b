package directory

import (
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Group tells what a column is about: the organisation, one thing that it does, or one person there. A row may hold one of each.
type Group int

// The groups.
const (
	OfPartner Group = iota
	OfOffer
	OfOfficer
)

// Column is one column of the table.
type Column struct {
	Key   string // stable; its heading is the text directory.column.<key>
	Group Group
	names string                                 // other headings by which it is known, folded, between bars
	get   func(w *words, r row) string           // the cell
	set   func(w *words, r row, s string) string // reads a cell; gives the code of the problem, "" when there is none
}

// row is what one row of the table is about; offer and officer may be nil.
type row struct {
	partner *record.Partner
	offer   *record.Offer
	officer *record.Officer
}

// words are the languages in which the values of lists are read and written.
type words struct {
	p, dutch *i18n.Printer
	today    record.Date
}

// Columns lists every column, in the order in which they are written.
func Columns() []Column {
	return append(append(partnerColumns(), offerColumns()...), officerColumns()...)
}

func partnerColumns() []Column {
	text := func(key, names string, at func(*record.Partner) *record.Private) Column {
		return textColumn(key, OfPartner, names, func(r row) *record.Private { return at(r.partner) })
	}
	return []Column{
		{Key: "id", Group: OfPartner, names: "id|nummer|uuid",
			get: func(_ *words, r row) string { return r.partner.ID.String() },
			set: func(_ *words, r row, s string) string { return setID(&r.partner.ID, s) }},
		text("name", "naam|organisatie|name|organisation|organization|instelling|naam organisatie", func(p *record.Partner) *record.Private { return &p.Name }),
		enumColumn("type", OfPartner, "soort|type|soort organisatie", "partner.type", record.PartnerTypes(), func(r row) *record.PartnerType { return &r.partner.Type }),
		text("local", "naam hier|roepnaam|local name|afkorting", func(p *record.Partner) *record.Private { return &p.Local }),
		enumsColumn("within", OfPartner, "wat zit erin", "within", record.Withins(), func(r row) *[]record.Within { return &r.partner.Within }),
		text("inside", "wat er verder in zit|inside", func(p *record.Partner) *record.Private { return &p.Inside }),
		text("offer", "aanbod|wat bieden ze|omschrijving|beschrijving|description", func(p *record.Partner) *record.Private { return &p.Offer }),
		text("criteria", "voor wie|doelgroep|criteria|target group", func(p *record.Partner) *record.Private { return &p.Criteria }),
		numberColumn("agefrom", OfPartner, "vanaf leeftijd|leeftijd van|leeftijd vanaf|age from", func(r row) *int { return &r.partner.AgeFrom }),
		numberColumn("ageto", OfPartner, "tot en met leeftijd|leeftijd tot|leeftijd tot en met|age to", func(r row) *int { return &r.partner.AgeTo }),
		text("hours", "open|openingstijden|wanneer open|hours|opening hours", func(p *record.Partner) *record.Private { return &p.Hours }),
		text("phone", "telefoon|telefoonnummer|phone|tel", func(p *record.Partner) *record.Private { return &p.Phone }),
		{Key: "municipality", Group: OfPartner, names: "gemeente|plaats|municipality|woonplaats|city",
			get: func(_ *words, r row) string { return town(r.partner.Municipality) },
			set: func(_ *words, r row, s string) string { r.partner.Municipality = townCode(s); return "" }},
		{Key: "serves", Group: OfPartner, names: "werkt voor gemeenten|werkgebied|gemeenten",
			get: func(_ *words, r row) string { return joinAll(r.partner.Serves, town) },
			set: func(_ *words, r row, s string) string { r.partner.Serves = splitAll(s, townCode); return "" }},
		{Key: "areas", Group: OfPartner, names: "wijken|wijk|postcodes|buurten",
			get: func(_ *words, r row) string { return joinAll(r.partner.Areas, record.Private.Reveal) },
			set: func(_ *words, r row, s string) string { r.partner.Areas = splitAll(s, record.Text); return "" }},
		numberColumn("ring", OfPartner, "kring|schil|ring", func(r row) *int { return &r.partner.Ring }),
		numberColumn("norm", OfPartner, "antwoord binnen dagen|norm|reactietermijn", func(r row) *int { return &r.partner.Norm }),
		text("note", "opmerking|notitie|note|opmerkingen", func(p *record.Partner) *record.Private { return &p.Note }),
	}
}

func offerColumns() []Column {
	text := func(key, names string, at func(*record.Offer) *record.Private) Column {
		return textColumn(key, OfOffer, names, func(r row) *record.Private { return at(r.offer) })
	}
	return []Column{
		text("offer.name", "hulp|naam aanbod|product|activiteit|offer", func(o *record.Offer) *record.Private { return &o.Name }),
		enumsColumn("offer.topics", OfOffer, "hulp bij|onderwerp|thema|topics", "help.topic", record.HelpTopics(), func(r row) *[]record.HelpTopic { return &r.offer.Topics }),
		text("offer.what", "wat gebeurt er|uitleg", func(o *record.Offer) *record.Private { return &o.What }),
		text("offer.for", "hulp voor wie", func(o *record.Offer) *record.Private { return &o.For }),
		flagColumn("offer.expecting", OfOffer, "ook voor de geboorte", func(r row) *bool { return &r.offer.Expecting }),
		numberColumn("offer.agefrom", OfOffer, "hulp vanaf leeftijd", func(r row) *int { return &r.offer.AgeFrom }),
		numberColumn("offer.ageto", OfOffer, "hulp tot en met leeftijd", func(r row) *int { return &r.offer.AgeTo }),
		tonguesColumn("offer.languages", OfOffer, "talen|taal|languages", func(r row) *[]string { return &r.offer.Languages }),
		enumColumn("offer.cost", OfOffer, "kosten|prijs|cost", "cost", record.Prices(), func(r row) *record.Price { return &r.offer.Cost }),
		enumColumn("offer.wait", OfOffer, "wachttijd|wachtlijst|waiting time", "wait", record.Waits(), func(r row) *record.Wait { return &r.offer.Wait }),
		enumsColumn("offer.settings", OfOffer, "waar en hoe|vorm|setting", "setting", record.Settings(), func(r row) *[]record.Setting { return &r.offer.Settings }),
	}
}

func officerColumns() []Column {
	text := func(key, names string, at func(*record.Officer) *record.Private) Column {
		return textColumn(key, OfOfficer, names, func(r row) *record.Private { return at(r.officer) })
	}
	day := func(key, names string, at func(*record.Officer) *record.Date) Column {
		return dayColumn(key, names, func(r row) *record.Date { return at(r.officer) })
	}
	return []Column{
		{Key: "officer.id", Group: OfOfficer, names: "id contactpersoon",
			get: func(_ *words, r row) string { return r.officer.ID.String() },
			set: func(_ *words, r row, s string) string { return setID(&r.officer.ID, s) }},
		text("officer.first", "voornaam|contactpersoon|first name|contact", func(o *record.Officer) *record.Private { return &o.First }),
		text("officer.last", "achternaam|last name", func(o *record.Officer) *record.Private { return &o.Last }),
		text("officer.job", "functie|werk|job", func(o *record.Officer) *record.Private { return &o.Job }),
		text("officer.phone", "telefoon contactpersoon|mobiel|mobile", func(o *record.Officer) *record.Private { return &o.Phone }),
		text("officer.mail", "e mail|email|mail|e mailadres|emailadres", func(o *record.Officer) *record.Private { return &o.Mail }),
		enumColumn("officer.prefer", OfOfficer, "liefst via", "channel.kind", record.ChannelKinds(), func(r row) *record.ChannelKind { return &r.officer.Prefer }),
		text("officer.reach", "zo bereik je", func(o *record.Officer) *record.Private { return &o.Reach }),
		tonguesColumn("officer.languages", OfOfficer, "talen contactpersoon", func(r row) *[]string { return &r.officer.Languages }),
		enumsColumn("officer.roles", OfOfficer, "wat doet deze persoon|rollen", "formal.role", record.FormalRoles(), func(r row) *[]record.FormalRole { return &r.officer.Roles }),
		day("officer.from", "vanaf|in dienst", func(o *record.Officer) *record.Date { return &o.From }),
		day("officer.to", "tot|uit dienst|weg sinds", func(o *record.Officer) *record.Date { return &o.To }),
		{Key: "officer.successor", Group: OfOfficer, names: "id opvolger",
			get: func(_ *words, r row) string { return r.officer.Successor.String() },
			set: func(_ *words, r row, s string) string { return setID(&r.officer.Successor, s) }},
		day("officer.spoke", "laatst gesproken", func(o *record.Officer) *record.Date { return &o.Spoke }),
		numberColumn("officer.remind", OfOfficer, "herinner na maanden", func(r row) *int { return &r.officer.Remind }),
	}
}
