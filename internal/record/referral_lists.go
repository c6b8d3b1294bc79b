package record

// PrepareStep is one thing that gets a family ready for help (voorbereiden; voortraject). They are suggestions: any may be left out,
// preparing may be skipped, and own steps stand beside them.
type PrepareStep string

// The steps.
const (
	PrepareOptions     PrepareStep = "options"     // showing what there is (003 L654)
	PrepareDoubts      PrepareStep = "doubts"      // taking doubts away (003 L654)
	PrepareInsight     PrepareStep = "insight"     // seeing one's own situation (003 L656, L666)
	PrepareExplain     PrepareStep = "explain"     // who are they, what do they do (003 L656, L689)
	PrepareStrength    PrepareStep = "strength"    // empowerment (003 L656)
	PrepareMotivate    PrepareStep = "motivate"    // wanting to do something about it (003 L656, L666)
	PrepareTrust       PrepareStep = "trust"       // trust that it can change (003 L656, L666)
	PrepareTalk        PrepareStep = "talk"        // a talk at the family's own table (003 L689)
	PrepareMeeting     PrepareStep = "meeting"     // an evening of the own organisation about help (003 L689)
	PrepareInterpreter PrepareStep = "interpreter" // who interprets (003 L656)
	PrepareAlong       PrepareStep = "along"       // agreeing who goes along (003 L654, L656)
	PrepareOther       PrepareStep = "other"       // in own words
)

// PrepareSteps lists them in their usual order.
func PrepareSteps() []PrepareStep {
	return []PrepareStep{
		PrepareOptions, PrepareDoubts, PrepareInsight, PrepareExplain, PrepareStrength, PrepareMotivate, PrepareTrust, PrepareTalk,
		PrepareMeeting, PrepareInterpreter, PrepareAlong, PrepareOther,
	}
}

// Preparation is one step of preparing, ticked with the day on which it was done.
type Preparation struct {
	What PrepareStep `json:"what"`
	Text Private     `json:"text,omitzero"` // the step itself when it is an own one
	On   Date        `json:"on,omitzero"`   // zero while it is not done
}

func (s Preparation) validate(ps *Problems, field string, today Date) {
	enum(ps, field+".what", s.What, PrepareSteps(), true)
	ps.required(field+".text", s.What == PrepareOther && s.Text.Empty())
	ps.short(field+".text", s.Text, LimitShort)
	ps.past(field+".on", s.On, today)
}

// AlongStep is one line of the list for the day of going along (samen op pad; meegaan, 003 L654-L656).
type AlongStep string

// The lines.
const (
	AlongPapers      AlongStep = "papers"      // which papers come along
	AlongAddress     AlongStep = "address"     // where it is
	AlongTime        AlongStep = "time"        // when, and where we meet before
	AlongTravel      AlongStep = "travel"      // how we get there
	AlongCare        AlongStep = "care"        // who minds the children
	AlongInterpreter AlongStep = "interpreter" // who interprets (003 L656)
	AlongSay         AlongStep = "say"         // what we say, and what not
	AlongAsk         AlongStep = "ask"         // what the parent wants to ask
	AlongRole        AlongStep = "role"        // who speaks, and what the worker is there for (003 L742)
	AlongAfter       AlongStep = "after"       // when we talk about how it went
	AlongOther       AlongStep = "other"       // in own words
)

// AlongSteps lists them in the order of the day.
func AlongSteps() []AlongStep {
	return []AlongStep{
		AlongPapers, AlongAddress, AlongTime, AlongTravel, AlongCare, AlongInterpreter, AlongSay, AlongAsk, AlongRole, AlongAfter,
		AlongOther,
	}
}

// AlongItem is one line of the list, with what belongs to it and whether it is seen to.
type AlongItem struct {
	What AlongStep `json:"what"`
	Text Private   `json:"text,omitzero"`
	Done bool      `json:"done,omitzero"`
}

// AlongDay is the day on which the worker goes along.
type AlongDay struct {
	On    Date        `json:"on,omitzero"`    // may lie ahead
	At    string      `json:"at,omitzero"`    // time of day, 14:30
	Where Private     `json:"where,omitzero"` // the address, or where to meet
	Items []AlongItem `json:"items,omitzero"` // the list for the day
}

func (a AlongDay) validate(ps *Problems, _ Date) {
	ps.clock("along.at", a.At)
	ps.short("along.where", a.Where, LimitShort)
	for i, item := range a.Items {
		field := at("along.items", i)
		enum(ps, field+".what", item.What, AlongSteps(), true)
		ps.required(field+".text", item.What == AlongOther && item.Text.Empty())
		ps.short(field+".text", item.Text, LimitShort)
	}
}

// Item finds a line of the list; ok is false when it is not there.
func (a AlongDay) Item(what AlongStep) (item AlongItem, ok bool) {
	for _, item := range a.Items {
		if item.What == what {
			return item, true
		}
	}
	return AlongItem{}, false
}

// InviteKind is what a partner asks the worker to do in a help that already runs (003 L732-L738).
type InviteKind string

// The kinds.
const (
	InviteThink     InviteKind = "think"     // thinking along
	InviteAlong     InviteKind = "along"     // coming along to a talk
	InviteInterpret InviteKind = "interpret" // language and culture (003 L736)
	InviteTension   InviteKind = "tension"   // there is tension or a misunderstanding (003 L734)
	InviteTrust     InviteKind = "trust"     // getting to know each other (003 L736)
	InviteSupport   InviteKind = "support"   // supporting the family beside the help (003 L738)
	InviteOther     InviteKind = "other"
)

// InviteKinds lists them.
func InviteKinds() []InviteKind {
	return []InviteKind{InviteThink, InviteAlong, InviteInterpret, InviteTension, InviteTrust, InviteSupport, InviteOther}
}

// Arranged is how one of the agreements stands before the worker enters the work of a professional (003 L742-L746). They are asked
// only here: the source does not ask them of every volunteer.
type Arranged string

// The answers.
const (
	ArrangedYes      Arranged = "yes"      // agreed
	ArrangedAsked    Arranged = "asked"    // asked, no answer yet
	ArrangedNo       Arranged = "no"       // not agreed
	ArrangedNeedless Arranged = "needless" // not needed here
)

// ArrangedAnswers lists them.
func ArrangedAnswers() []Arranged {
	return []Arranged{ArrangedYes, ArrangedAsked, ArrangedNo, ArrangedNeedless}
}

// Invite is what a partner asks of the worker, and the four checks before a yes.
type Invite struct {
	Kind    InviteKind `json:"kind,omitzero"`
	What    Private    `json:"what,omitzero"`    // the question in one line, without names
	Secrecy Arranged   `json:"secrecy,omitzero"` // geheimhouding (003 L746)
	Conduct Arranged   `json:"conduct,omitzero"` // verklaring goed gedrag, or a signed statement of integrity (003 L746)
	Lead    Private    `json:"lead,omitzero"`    // wie heeft de leiding: a professional by name (003 L742)
	Pay     Arranged   `json:"pay,omitzero"`     // vrijwilligersvergoeding (003 L746)

	Endpoint ID      `json:"endpoint,omitzero"` // through which it came in; the referral's id is then the uuid of the message
	From     Private `json:"from,omitzero"`     // who asks, as it came in
	Before   Date    `json:"before,omitzero"`   // the day before which they would like a word
}

func (v Invite) validate(ps *Problems) {
	enum(ps, "invite.kind", v.Kind, InviteKinds(), false)
	ps.short("invite.what", v.What, LimitShort)
	enum(ps, "invite.secrecy", v.Secrecy, ArrangedAnswers(), false)
	enum(ps, "invite.conduct", v.Conduct, ArrangedAnswers(), false)
	ps.short("invite.lead", v.Lead, LimitName)
	ps.short("invite.from", v.From, LimitShort)
	enum(ps, "invite.pay", v.Pay, ArrangedAnswers(), false)
}

// Check is one of the four checks of an incoming question.
type Check string

// The checks (003 L742-L746).
const (
	CheckSecrecy Check = "secrecy"
	CheckConduct Check = "conduct"
	CheckLead    Check = "lead"
	CheckPay     Check = "pay"
)

// Checks lists them in the order of the page.
func Checks() []Check { return []Check{CheckLead, CheckSecrecy, CheckConduct, CheckPay} }

// Open lists the checks that are not settled yet: advice, except the lead, without which a yes cannot be given (003 L742).
func (v Invite) Open() []Check {
	settled := func(a Arranged) bool { return a == ArrangedYes || a == ArrangedNeedless }
	var all []Check
	for _, c := range Checks() {
		done := map[Check]bool{
			CheckLead: !v.Lead.Empty(), CheckSecrecy: settled(v.Secrecy), CheckConduct: settled(v.Conduct), CheckPay: settled(v.Pay),
		}[c]
		if !done {
			all = append(all, c)
		}
	}
	return all
}
