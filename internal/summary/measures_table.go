package summary

import "schakel/internal/record"

// Measure says once what is counted, where the wish to count it comes from, and whether it is under disclosure control: counts of
// people, families, their concerns and their referrals are, and so is own work crossed with a trait of families (community, language, a
// place below gemeente); own activities are not (PRODUCT, Counts).
type Measure struct {
	ID         string // its title is the value ID of the enumeration "summary.measure"
	Section    string // "family", "community", "work", "open"
	Source     string // document and line
	Form       Form
	Unit       Unit
	Controlled bool
	Merge      bool // small rows become "overige" before anything is hidden; not for a short list that a reader expects whole
	Loose      bool // one thing can stand in several rows
	Ordered    bool // the order of the rows means something
	Full       bool // rows with zero are shown
	Untotalled bool // the rows are different things and have no sum
	Adds       adds // what of it adds up over days, so that overviews of different periods can be taken from one another

	rows []row // nil when the rows are names that people gave, or weeks
}

// adds says which counts of a measure add up over days: those of what happened on a day, and stays so.
type adds uint8

const (
	addsNothing adds = iota // states of a day, families that come back: only the same period is the same thing
	addsTotal               // the total: where a thing stands changes, that it happened does not
	addsNew                 // the row "new": who was reached first in one period was not in another; the total counts each family once
	addsRows                // all of it
)

// row is one line of a measure.
type row struct {
	key   string
	label Label
	under string // the key of the row it is a part of, "" for the total
}

// Measures is the one table of everything that is counted, in the order of the report.
func Measures() []Measure {
	return append(append(familyMeasures(), communityMeasures()...), workMeasures()...)
}

// measure finds a measure; the zero one when there is none.
func measure(id string) Measure {
	for _, m := range Measures() {
		if m.ID == id {
			return m
		}
	}
	return Measure{}
}

func familyMeasures() []Measure {
	return []Measure{
		{ID: "families.reached", Adds: addsNew, Section: "family", Source: "004 L514; 003 L689", Form: Plain, Controlled: true, Ordered: true, Full: true, rows: said("new", "continuing")},
		{ID: "people.reached", Adds: addsNew, Section: "family", Source: "004 L514", Form: Plain, Controlled: true, Ordered: true, rows: said("new", "continuing")},
		{ID: "contacts.about", Section: "family", Source: "003 L606-L622", Form: Bars, rows: values("about.kind", record.AboutKinds())},
		{ID: "contacts.result", Section: "family", Source: "003 L689", Form: Plain, Ordered: true, rows: said("spoken", "failed")},
		{ID: "contacts.place", Section: "family", Source: "003 L656, L689, L756, L804", Form: Bars, rows: values("place", record.Places())},
		{ID: "concerns.area", Adds: addsRows, Section: "family", Source: "PRODUCT, Records: the five of the Handreiking Melden", Form: Bars, Controlled: true, Loose: true, Full: true, rows: values("life.area", record.LifeAreas())},
		{ID: "concerns.level", Adds: addsRows, Section: "family", Source: "003 L613, L636", Form: Bars, Controlled: true, Ordered: true, Full: true, rows: values("concern.level", record.ConcernLevels())},
		{ID: "concerns.state", Adds: addsTotal, Section: "family", Source: "003 L636", Form: Bars, Controlled: true, Merge: true, rows: below("closed", values("concern.state", record.ConcernStates()), values("close.reason", record.CloseReasons()))},
		{ID: "referrals.partner", Adds: addsRows, Section: "family", Source: "000 L324-L328", Form: Bars, Controlled: true, Merge: true},
		{ID: "referrals.state", Adds: addsTotal, Section: "family", Source: "003 L614, L636", Form: Bars, Controlled: true, Merge: true, rows: below("declined", values("referral.state", record.ReferralStates()), values("decline.reason", record.DeclineReasons()))},
		{ID: "referrals.answer", Adds: addsTotal, Section: "family", Source: "003 L636", Form: Bars, Controlled: true, Ordered: true, rows: said("intime", "late", "nonorm", "none")},
	}
}

func communityMeasures() []Measure {
	return []Measure{
		{ID: "meetings.week", Section: "community", Source: "003 L831", Form: Line, Ordered: true, Full: true},
		{ID: "meetings.type", Section: "community", Source: "003 L387, L656, L689, L831, L845, L847", Form: Bars, rows: values("meeting.type", record.MeetingTypes())},
		{ID: "meetings.heads", Section: "community", Source: "003 L831", Form: Plain, Ordered: true, rows: said("new", "returning")},
		{ID: "meetings.community", Adds: addsRows, Section: "community", Source: "003 L271, L300-L306", Form: Bars, Controlled: true, Merge: true},
		{ID: "meetings.initiatives", Section: "community", Source: "003 L845", Form: Plain, rows: said("started")},
		{ID: "meetings.formal", Section: "community", Source: "003 L695, L917", Form: Plain, Ordered: true, rows: said("with", "without")},
		{ID: "signals.state", Section: "community", Source: "003 L636, L915", Form: Bars, rows: below("closed", values("concern.state", record.ConcernStates()), values("close.reason", record.CloseReasons()))},
		{ID: "requests.kind", Section: "community", Source: "003 L599, L752", Form: Bars, rows: values("request.kind", record.RequestKinds())},
		{ID: "requests.answer", Section: "community", Source: "003 L752", Form: Bars, Ordered: true, rows: said("intime", "late", "nonorm", "none")},
	}
}

func workMeasures() []Measure {
	return []Measure{
		{ID: "hours", Section: "work", Source: "003 L689, L752", Form: Bars, Unit: Minutes, Ordered: true, rows: said("contacts", "meetings", "preparation")},
		{ID: "contacts.aim", Section: "work", Source: "PRODUCT, Counts: local aims of the gemeente, fixed for a year", Form: Bars, Controlled: true, Loose: true},
		{ID: "meetings.aim", Section: "work", Source: "PRODUCT, Counts: local aims of the gemeente, fixed for a year", Form: Bars, Controlled: true, Loose: true},
		{ID: "contacts.role", Section: "work", Source: "003 L606-L622", Form: Bars, Loose: true, rows: values("role", record.Roles())},
		{ID: "meetings.role", Section: "work", Source: "003 L606-L622", Form: Bars, Loose: true, rows: values("role", record.Roles())},
		{ID: "open.family", Section: "open", Source: "003 L636", Form: Plain, Controlled: true, Ordered: true, Full: true, Untotalled: true, rows: openRows()},
		{ID: "open.work", Section: "open", Source: "003 L636, L717", Form: Plain, Ordered: true, Full: true, Untotalled: true, rows: said("signal", "request", "promise")},
	}
}

func openRows() []row {
	rows := said("concern", "preparing", "waiting")
	return append(rows,
		row{key: "waiting/intime", label: own("waiting.intime"), under: "waiting"},
		row{key: "waiting/late", label: own("waiting.late"), under: "waiting"})
}

// said are rows with a message each.
func said(keys ...string) []row {
	rows := make([]row, len(keys))
	for i, k := range keys {
		rows[i] = row{key: k, label: own(k)}
	}
	return rows
}

// values are rows for an enumeration.
func values[T ~string](enum string, list []T) []row {
	rows := make([]row, len(list))
	for i, v := range list {
		rows[i] = row{key: string(v), label: Label{Enum: enum, Value: string(v)}}
	}
	return rows
}

// below puts the parts of one row below it, with a last one for what has no reason noted.
func below(parent string, rows, parts []row) []row {
	var all []row
	for _, r := range rows {
		all = append(all, r)
		if r.key != parent {
			continue
		}
		for _, p := range append(parts, row{key: rowUnknown, label: own("unknown")}) {
			all = append(all, row{key: under(parent, p.key), label: p.label, under: parent})
		}
	}
	return all
}

// Labels lists every label that the measure's rows can have, without those that people gave.
func (m Measure) Labels() []Label {
	labels := []Label{own("total"), own("unknown"), own("other")}
	for _, r := range m.rows {
		labels = append(labels, r.label)
	}
	return labels
}
