package summary

import (
	"strconv"

	"schakel/internal/record"
)

// Measure says once what is counted, where the wish to count it comes from, and whether it is under disclosure control: counts of
// people, families, their concerns and their referrals are, and so is own work crossed with a trait of families (community, language, a
// place below gemeente); own activities are not (PRODUCT, Counts).
type Measure struct {
	ID         string // its title is the value ID of the enumeration "summary.measure", its explanation of "summary.explain"
	Section    string // "family", "community", "work", "open"
	Source     string // document and line
	Form       Form
	Unit       Unit
	Of         string // whom or what it counts ("families"): measures of the same have the same total; "" when it counts by itself
	Controlled bool
	Merge      bool // small rows become "overige" before anything is hidden; not for a short list that a reader expects whole
	Loose      bool // one thing can stand in several rows
	Ordered    bool // the order of the rows means something
	Full       bool // rows with zero are shown
	Untotalled bool // the rows are different things and have no sum
	Sum        bool // adds up amounts (heads, minutes, answers), so that fewer records stand behind a row than it counts
	Adds       adds // what of it adds up over days, so that overviews of different periods can be taken from one another

	what    measured
	rows    []row             // nil when the rows are names that people gave, languages, or weeks
	enum    string            // with rows nil: the enumeration that the names are values of
	columns []column          // of a table of two dimensions; its last column is the total
	twins   map[string]string // by the key of a row: what it counts together with a row of another measure
}

// column is one column of a measure of two dimensions.
type column struct {
	label Label
	twin  string // what its total counts together with a row of another measure
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
	var all []Measure
	for _, some := range [][]Measure{
		reachMeasures(), familyMeasures(), referralMeasures(), voiceMeasures(), communityMeasures(), roadMeasures(), workMeasures(), openMeasures(),
	} {
		all = append(all, some...)
	}
	return all
}

// measure finds a measure; the zero one when there is none.
func measure(id string) Measure { return defined()[id] }

// What is counted, as measures share it.
const (
	ofFamilies  = "families"  // families spoken in the period
	ofConcerns  = "concerns"  // worries about families that were noticed in the period
	ofReferrals = "referrals" // roads to help that began in the period
	ofReceived  = "received"  // questions of partners in the period
)

func reachMeasures() []Measure {
	return []Measure{
		{what: familiesReached, ID: "families.reached", Of: ofFamilies, Adds: addsNew, Section: "family", Source: "004 L514; 003 L689", Form: Plain, Controlled: true, Ordered: true, Full: true, rows: said("new", "continuing")},
		{what: familiesStay, ID: "families.stay", Of: ofFamilies, Adds: addsNew, Section: "family", Source: "003 L750; PRODUCT, Records: passing a family to another worker", Form: Plain, Controlled: true, Ordered: true, Full: true, rows: said("staying", "ended")},
		{what: familiesFirst, ID: "families.first", Of: ofFamilies, Adds: addsNew, Section: "family", Source: "004 L322, L514, L560-L565", Form: Bars, Controlled: true, Merge: true, rows: values("reached", record.ReachedWays())},
		{what: familiesKnew, ID: "families.knew", Of: ofFamilies, Adds: addsNew, Section: "family", Source: "004 L514, L562", Form: Plain, Controlled: true, Ordered: true, rows: said("knew.yes", "knew.no")},
		{what: familiesReferrals, ID: "families.referrals", Of: ofFamilies, Adds: addsNew, Section: "family", Source: "002 L1616", Form: Plain, Controlled: true, Ordered: true, rows: said("times.0", "times.1", "times.2", "times.more")},
		{what: peopleReached, ID: "people.reached", Adds: addsNew, Section: "family", Source: "004 L514", Form: Plain, Controlled: true, Ordered: true, rows: said("new", "continuing")},
	}
}

func familyMeasures() []Measure {
	return []Measure{
		{what: contactsAbout, ID: "contacts.about", Section: "family", Source: "003 L606-L622", Form: Bars, rows: values("about.kind", record.AboutKinds())},
		{what: contactsResult, ID: "contacts.result", Section: "family", Source: "003 L689", Form: Plain, Ordered: true, rows: said("spoken", "failed")},
		{what: contactsPlace, ID: "contacts.place", Section: "family", Source: "003 L656, L689, L756, L804", Form: Bars, rows: values("place", record.Places())},
		{what: concernsArea, ID: "concerns.area", Of: ofConcerns, Adds: addsRows, Section: "family", Source: "PRODUCT, Records: the five of the Handreiking Melden", Form: Bars, Controlled: true, Loose: true, Full: true, rows: values("life.area", record.LifeAreas())},
		{what: concernsLevel, ID: "concerns.level", Of: ofConcerns, Adds: addsRows, Section: "family", Source: "003 L613, L636", Form: Bars, Controlled: true, Ordered: true, Full: true, rows: values("concern.level", record.ConcernLevels())},
		{what: concernsState, ID: "concerns.state", Of: ofConcerns, Adds: addsTotal, Section: "family", Source: "003 L636", Form: Bars, Controlled: true, Merge: true, rows: below("closed", values("concern.state", record.ConcernStates()), values("close.reason", record.CloseReasons()))},
	}
}

func referralMeasures() []Measure {
	return []Measure{
		{what: referralsFunnel, ID: "referrals.funnel", Of: ofReferrals, Adds: addsTotal, Section: "family", Source: "003 L614, L636, L654-L656; 004 L577, L879", Form: Funnel, Controlled: true, Ordered: true, Merge: true, rows: funnelRows(), twins: map[string]string{"arrived": "referrals.arrived", "help": "referrals.helped"}},
		{what: referralsPartner, ID: "referrals.partner", Of: ofReferrals, Adds: addsRows, Section: "family", Source: "000 L324-L328; 003 L636", Form: Bars, Controlled: true, Merge: true, columns: []column{
			{own("answered"), "referrals.answered"}, {own("none"), "referrals.unanswered"}, {own("unowed"), "referrals.unowed"}, {label: own("total")},
		}},
		{what: referralsForm, ID: "referrals.form", Of: ofReferrals, Adds: addsRows, Section: "family", Source: "002 L717, L801; 003 L656", Form: Bars, Controlled: true, Merge: true, rows: values("form", record.Forms())},
		{what: referralsArrival, ID: "referrals.arrival", Of: ofReferrals, Adds: addsTotal, Section: "family", Source: "002 L550, L835", Form: Bars, Controlled: true, Ordered: true, rows: classRows("arrived", "missing"), twins: map[string]string{"arrived": "referrals.arrived"}},
		{what: referralsAnswer, ID: "referrals.answer", Of: ofReferrals, Adds: addsTotal, Section: "family", Source: "003 L636", Form: Bars, Controlled: true, Ordered: true, rows: classRows("answered", "none", "unowed"), twins: map[string]string{"answered": "referrals.answered", "none": "referrals.unanswered", "unowed": "referrals.unowed"}},
		{what: referralsHelp, ID: "referrals.help", Of: ofReferrals, Adds: addsTotal, Section: "family", Source: "002 L1628; 004 L514, L536", Form: Bars, Controlled: true, Ordered: true, rows: classRows("helped", "nohelp"), twins: map[string]string{"helped": "referrals.helped"}},
		{what: receivedPartner, ID: "received.partner", Of: ofReceived, Adds: addsRows, Section: "family", Source: "003 L732-L738, L752", Form: Bars, Controlled: true, Merge: true},
		{what: receivedAnswer, ID: "received.answer", Of: ofReceived, Adds: addsTotal, Section: "family", Source: "003 L264, L742-L752", Form: Bars, Controlled: true, Merge: true, Ordered: true, rows: below("no", said("yes", "no", "open"), values("decline.reason", record.RefusalReasons()))},
	}
}

// voiceMeasures are the four questions to parents after help. They stand by year (record.Tally).
func voiceMeasures() []Measure {
	sources := map[record.VoiceQuestion]string{
		record.VoiceQuick: "002 L1616", record.VoiceWait: "002 L1628", record.VoiceTold: "002 L1637", record.VoiceResult: "002 L1653",
	}
	var all []Measure
	for i, q := range record.VoiceQuestions() {
		all = append(all, Measure{
			what: voicesQuick + measured(i), ID: "voices." + string(q), Section: "family", Source: sources[q], Form: Bars, Controlled: true, Ordered: true,
			Full: true, Sum: true, rows: values("voice.answer."+string(q), q.Answers()),
		})
	}
	return all
}

func communityMeasures() []Measure {
	return []Measure{
		{what: meetingsWeek, ID: "meetings.week", Section: "community", Source: "003 L831", Form: Line, Ordered: true, Full: true},
		{what: meetingsType, ID: "meetings.type", Section: "community", Source: "003 L387, L656, L689, L831, L845, L847", Form: Bars, rows: values("meeting.type", record.MeetingTypes())},
		{what: meetingsTheme, ID: "meetings.theme", Section: "community", Source: "003 L415-L417, L498-L502, L754-L756", Form: Bars, Loose: true, rows: values("meeting.topic", record.MeetingTopics())},
		{what: meetingsHeads, ID: "meetings.heads", Section: "community", Source: "003 L831", Form: Plain, Ordered: true, Sum: true, rows: said("new", "returning")},
		{what: meetingsLanguage, ID: "meetings.language", Adds: addsRows, Section: "community", Source: "003 L88, L310, L619; PRODUCT, Counts", Form: Bars, Controlled: true, Loose: true, enum: "language"},
		{what: meetingsCommunity, ID: "meetings.community", Adds: addsRows, Section: "community", Source: "003 L271, L300-L306", Form: Bars, Controlled: true, Merge: true},
		{what: meetingsInitiatives, ID: "meetings.initiatives", Section: "community", Source: "003 L845", Form: Plain, Sum: true, rows: said("started")},
		{what: meetingsFormal, ID: "meetings.formal", Section: "community", Source: "003 L695, L917", Form: Plain, Ordered: true, rows: said("with", "without")},
		{what: meetingsGuests, ID: "meetings.guests", Section: "community", Source: "003 L586-L595, L917", Form: Bars, Loose: true, rows: values("formal.role", record.FormalRoles())},
		{what: contactsHeads, ID: "contacts.heads", Section: "community", Source: "003 L656, L831", Form: Plain, Sum: true, rows: said("heads")},
	}
}

func roadMeasures() []Measure {
	return []Measure{
		{what: communityState, ID: "signals.state", Section: "community", Source: "003 L636, L915", Form: Bars, rows: below("closed", values("concern.state", record.ConcernStates()), values("close.reason", record.CloseReasons()))},
		{what: signalsAnswer, ID: "signals.answer", Section: "community", Source: "003 L636, L699", Form: Bars, Ordered: true, rows: said("intime", "late", "nonorm", "none")},
		{what: signalsReply, ID: "signals.reply", Section: "community", Source: "003 L636, L699, L717, L806, L915", Form: Bars, rows: replyRows()},
		{what: requestsKind, ID: "requests.kind", Section: "community", Source: "003 L599, L752", Form: Bars, rows: values("request.kind", record.RequestKinds())},
		{what: requestsAnswer, ID: "requests.answer", Section: "community", Source: "003 L752", Form: Bars, Ordered: true, rows: said("intime", "late", "nonorm", "none")},
		{what: requestsReply, ID: "requests.reply", Section: "community", Source: "003 L599, L693, L717", Form: Bars, rows: replyRows()},
		{what: askedPartner, ID: "asked.partner", Section: "community", Source: "003 L717, L752", Form: Bars, columns: []column{{label: own("answered")}, {label: own("none")}, {label: own("total")}}},
	}
}

func workMeasures() []Measure {
	return []Measure{
		{what: hoursOwn, ID: "hours", Section: "work", Source: "003 L689, L752", Form: Bars, Unit: Minutes, Ordered: true, Sum: true, rows: said("contacts", "meetings", "preparation")},
		{what: hoursHelpers, ID: "hours.helpers", Section: "work", Source: "003 L388, L695", Form: Bars, Unit: Minutes, Ordered: true, Sum: true, rows: said("meetings", "preparation")},
		{what: contactsAim, ID: "contacts.aim", Section: "work", Source: "PRODUCT, Counts: local aims of the gemeente, fixed for a year", Form: Bars, Controlled: true, Loose: true},
		{what: meetingsAim, ID: "meetings.aim", Section: "work", Source: "PRODUCT, Counts: local aims of the gemeente, fixed for a year", Form: Bars, Controlled: true, Loose: true},
		{what: contactsRole, ID: "contacts.role", Section: "work", Source: "003 L606-L622", Form: Bars, Loose: true, rows: values("role", record.Roles())},
		{what: contactsFunction, ID: "contacts.function", Section: "work", Source: "004 L198-L204", Form: Bars, rows: values("cjg.function", record.Functions())},
		{what: contactsHour, ID: "contacts.hour", Section: "work", Source: "003 L573", Form: Bars, Ordered: true, rows: hourRows()},
		{what: meetingsRole, ID: "meetings.role", Section: "work", Source: "003 L606-L622", Form: Bars, Loose: true, rows: values("role", record.Roles())},
		{what: adviceUse, ID: "advice.use", Section: "work", Source: "003 L717, L726", Form: Bars, rows: append(values("advice.use", record.AdviceUses()), said("unheard")...)},
	}
}

func openMeasures() []Measure {
	return []Measure{
		{what: openFamily, ID: "open.family", Section: "open", Source: "003 L636; 004 L514", Form: Plain, Controlled: true, Ordered: true, Untotalled: true, rows: openRows()},
		{what: openWork, ID: "open.work", Section: "open", Source: "003 L636, L717", Form: Plain, Ordered: true, Untotalled: true, rows: said("signal", "given", "request", "promise", "question", "agreement", "advice")},
	}
}

func openRows() []row {
	rows := append(said("concern", "preparing", "waiting"),
		row{key: "waiting/intime", label: own("waiting.intime"), under: "waiting"},
		row{key: "waiting/late", label: own("waiting.late"), under: "waiting"})
	rows = append(rows, said("help")...)
	for _, c := range Classes() {
		rows = append(rows, row{key: c.key("help"), label: c.Label(), under: "help"})
	}
	return append(rows, said("asked")...)
}

// funnelRows are the steps of a road to help, each a part of the one before, and beside each step where those stand that did not come
// further. So the steps and the states are one table that adds up, and no second one can be taken from it.
func funnelRows() []row {
	rows := append(said("begun.preparing", "begun.stopped"), row{key: "sent", label: own("step.sent")})
	for _, s := range record.ReferralStates() {
		switch s {
		case record.ReferralDraft, record.ReferralReady, record.ReferralArrived, record.ReferralInHelp, record.ReferralCompleted, record.ReferralAftercare:
			continue
		}
		rows = append(rows, row{key: under("sent", string(s)), label: Label{Enum: "referral.state", Value: string(s)}, under: "sent"})
		if s == record.ReferralDeclined {
			parent := under("sent", string(s))
			for _, r := range append(values("decline.reason", record.DeclineReasons()), row{key: rowUnknown, label: own("noreason")}) {
				rows = append(rows, row{key: under(parent, r.key), label: r.label, under: parent})
			}
		}
	}
	return append(rows,
		row{key: "arrived", label: own("step.arrived"), under: "sent"},
		row{key: "arrived/waiting", label: own("arrived.waiting"), under: "arrived"},
		row{key: "arrived/ended", label: own("arrived.ended"), under: "arrived"},
		row{key: "help", label: own("step.help"), under: "arrived"},
		row{key: "help/running", label: own("help.running"), under: "help"},
		row{key: "help/ended", label: own("help.ended"), under: "help"},
		row{key: "completed", label: own("step.completed"), under: "help"})
}

// classRows are the classes of days below what happened, and what has no days beside it.
func classRows(happened string, others ...string) []row {
	rows := said(happened)
	for _, c := range Classes() {
		rows = append(rows, row{key: c.key(happened), label: c.Label(), under: happened})
	}
	rows = append(rows, row{key: under(happened, rowUnknown), label: own("nodays"), under: happened})
	return append(rows, said(others...)...)
}

// replyRows are what came of a wijksignaal or a verzoek.
func replyRows() []row {
	return append(below("nothing", values("reply", record.Replies()), values("nothing.why", record.NothingWhys())), said("none", "dropped")...)
}

func hourRows() []row {
	rows := make([]row, 24)
	for i := range rows {
		rows[i] = row{key: strconv.Itoa(i), label: Label{Enum: "summary.hour", Value: strconv.Itoa(i)}}
	}
	return rows
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
		for _, p := range append(parts, row{key: rowUnknown, label: own("noreason")}) {
			all = append(all, row{key: under(parent, p.key), label: p.label, under: parent})
		}
	}
	return all
}
