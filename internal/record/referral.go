package record

import "strconv"

// Direction of a referral: out to help, or in from somebody who asks the worker along.
type Way string

// The directions.
const (
	WayOut Way = "out"
	WayIn  Way = "in"
)

// Ways lists them.
func Ways() []Way { return []Way{WayOut, WayIn} }

// Method is how a referral reaches the other side.
type Method string

// The methods.
const (
	MethodEndpoint Method = "endpoint" // over the network
	MethodUSB      Method = "usb"      // the same bytes on a stick
	MethodPhone    Method = "phone"
	MethodAlong    Method = "along" // the worker goes along (003 L654-L656)
	MethodInPerson Method = "inperson"
	MethodSelf     Method = "self" // the parent goes by herself: never sent
)

// Methods lists them.
func Methods() []Method {
	return []Method{MethodEndpoint, MethodUSB, MethodPhone, MethodAlong, MethodInPerson, MethodSelf}
}

// ByHand reports whether a method takes the family there without a document and without a receipt.
func (m Method) ByHand() bool {
	return m == MethodPhone || m == MethodAlong || m == MethodInPerson
}

// Form is how the family and the helper first meet (002 L717, L801; 003 L656).
type Form string

// The forms.
const (
	FormWarm     Form = "warm"     // warm: introduced by the worker
	FormHome     Form = "home"     // together at home
	FormIntake   Form = "intake"   // joint intake
	FormPhone    Form = "phone"    // by phone
	FormAlong    Form = "along"    // the worker goes along
	FormRegister Form = "register" // self-registration
)

// Forms lists them.
func Forms() []Form {
	return []Form{FormWarm, FormHome, FormIntake, FormPhone, FormAlong, FormRegister}
}

// Involvement is the answer to "JGZ betrokken?" (002 L723).
type Involvement string

// The answers.
const (
	InvolvedYes  Involvement = "yes"
	InvolvedNo   Involvement = "no"
	InvolvedNone Involvement = "none" // does not apply
)

// Involvements lists them.
func Involvements() []Involvement { return []Involvement{InvolvedYes, InvolvedNo, InvolvedNone} }

// DeclineReason is why the other side does not take a family up.
type DeclineReason string

// The reasons.
const (
	DeclinedNoFit     DeclineReason = "nofit" // does not fit; who does
	DeclinedKnown     DeclineReason = "known" // already known
	DeclinedNoPlace   DeclineReason = "noplace"
	DeclinedTooLittle DeclineReason = "toolittle" // too little information
	DeclinedUnwanted  DeclineReason = "unwanted"  // the parent does not want it
	DeclinedOther     DeclineReason = "other"
)

// DeclineReasons lists them.
func DeclineReasons() []DeclineReason {
	return []DeclineReason{DeclinedNoFit, DeclinedKnown, DeclinedNoPlace, DeclinedTooLittle, DeclinedUnwanted, DeclinedOther}
}

// ArrivalSource is who says whether the family arrived; it never depends on the partner's answer.
type ArrivalSource string

// The sources of an arrival.
const (
	ArrivalParent  ArrivalSource = "parent"
	ArrivalPartner ArrivalSource = "partner"
	ArrivalWitness ArrivalSource = "witness" // ik was erbij
)

// ArrivalSources lists them.
func ArrivalSources() []ArrivalSource {
	return []ArrivalSource{ArrivalParent, ArrivalPartner, ArrivalWitness}
}

// Referral is a family on its way to help (naar hulp; doorverwijzing), or the question of a partner that asks the worker along. It may
// be handed over in person, by phone, by USB or through an endpoint; only the last two have a Delivery.
type Referral struct {
	Head
	Number      uint32        `json:"number,omitzero"`
	Way         Way           `json:"way"`
	Household   ID            `json:"household"` // of a question that comes in: zero until the worker said yes and was told about whom
	Concern     ID            `json:"concern,omitzero"`
	Parent      ID            `json:"parent,omitzero"`   // whom the partner will speak first
	Children    []ID          `json:"children,omitzero"` // about whom
	Partner     ID            `json:"partner"`
	Receiver    ID            `json:"receiver,omitzero"` // the contact person at the partner
	Method      Method        `json:"method,omitzero"`
	Form        Form          `json:"form,omitzero"`
	Purpose     Purpose       `json:"purpose,omitzero"`
	Reason      Private       `json:"reason,omitzero"`   // waarvoor, in one line
	Question    Private       `json:"question,omitzero"` // in the family's words
	Wants       Private       `json:"wants,omitzero"`    // what the parent wants (002 L672)
	Done        Private       `json:"done,omitzero"`     // already done, already known at (002 L665)
	GoesWell    Private       `json:"goesWell,omitzero"`
	Seen        Private       `json:"seen,omitzero"`
	Think       Private       `json:"think,omitzero"`
	JGZ         Involvement   `json:"jgz,omitzero"`
	Groups      []FieldGroup  `json:"groups,omitzero"` // what is to go along, chosen with the family
	Steps       []Preparation `json:"prepare,omitzero"`
	Along       AlongDay      `json:"along,omitzero"`        // the day of going along
	Invite      Invite        `json:"invite,omitzero"`       // what a partner asked, for a question that comes in
	WaitingFrom Date          `json:"waitingSince,omitzero"` // waiting for help since
	Delivery    ID            `json:"delivery,omitzero"`
	State       ReferralState `json:"state"`
	Declined    DeclineReason `json:"declined,omitzero"`
	DeclineNote Private       `json:"declineNote,omitzero"` // who does fit, how long the wait is, or what was said with the no
	Closed      string        `json:"closed,omitzero"`
	AskedOn     Date          `json:"askedOn,omitzero"` // when the partner asked the worker along
	SentOn      Date          `json:"sentOn,omitzero"`  // sent, handed over or registered
	AnsweredOn  Date          `json:"answeredOn,omitzero"`
	Arrival     ArrivalSource `json:"arrival,omitzero"`
	ArrivedOn   Date          `json:"arrivedOn,omitzero"`
	HelpOn      Date          `json:"helpOn,omitzero"`   // the first day of help
	CareNext    Date          `json:"careNext,omitzero"` // when to keep in touch again
	Voiced      Voiced        `json:"voiced,omitzero"`   // whether the four questions were answered; never what, never when
	Thanks      []Thanks      `json:"thanks,omitzero"`   // recognition that came back
	History     []Step        `json:"history,omitzero"`
}

// Kind is KindReferral.
func (r *Referral) Kind() Kind { return KindReferral }

// Validate checks what a referral needs in its state.
func (r *Referral) Validate(today Date) Problems {
	var ps Problems
	enum(&ps, "way", r.Way, Ways(), true)
	enum(&ps, "state", r.State, ReferralStates(), true)
	enum(&ps, "method", r.Method, Methods(), false)
	enum(&ps, "form", r.Form, Forms(), false)
	enum(&ps, "purpose", r.Purpose, Purposes(), false)
	enum(&ps, "jgz", r.JGZ, Involvements(), false)
	enum(&ps, "declined", r.Declined, r.Way.Reasons(), r.State == ReferralDeclined)
	enum(&ps, "closed", r.Closed, ReferralEnds(), r.State == ReferralClosed)
	enum(&ps, "arrival", r.Arrival, ArrivalSources(), false)
	enum(&ps, "voiced", r.Voiced, VoicedAnswers(), false)
	enums(&ps, "groups", r.Groups, FieldGroups())
	ps.required("household", r.Household.Zero() && !r.Nameless())
	ps.required("partner", r.Partner.Zero() && (r.State != ReferralDraft || r.Way == WayIn))
	ps.short("reason", r.Reason, LimitShort)
	ps.short("declineNote", r.DeclineNote, LimitShort)
	ps.long("question", r.Question)
	ps.long("wants", r.Wants)
	ps.long("done", r.Done)
	ps.long("goesWell", r.GoesWell)
	ps.long("seen", r.Seen)
	ps.long("think", r.Think)
	for i, step := range r.Steps {
		step.validate(&ps, "prepare."+strconv.Itoa(i), today)
	}
	r.Along.validate(&ps, today)
	r.Invite.validate(&ps)
	for i, t := range r.Thanks {
		t.validate(&ps, "thanks."+strconv.Itoa(i), today)
	}
	r.dates(&ps, today)
	r.steps(&ps, today)
	return ps
}

// dates checks that what is over is not ahead, and that nothing arrived before it went.
func (r *Referral) dates(ps *Problems, today Date) {
	ps.past("waitingSince", r.WaitingFrom, today)
	ps.past("askedOn", r.AskedOn, today)
	ps.past("sentOn", r.SentOn, today)
	ps.past("answeredOn", r.AnsweredOn, today)
	ps.past("arrivedOn", r.ArrivedOn, today)
	ps.past("helpOn", r.HelpOn, today)
	ps.order("answeredOn", r.begun(), r.AnsweredOn)
	ps.order("arrivedOn", r.begun(), r.ArrivedOn)
	ps.order("helpOn", r.ArrivedOn, r.HelpOn)
}

// begun is the day on which the other side first knew: nothing comes back before it.
func (r *Referral) begun() Date {
	if r.Way == WayIn {
		return r.AskedOn
	}
	return r.SentOn
}

// steps checks a history that came with the record: every step is one that the road knows, the one after it begins where it ended, and
// the last one ends where the referral stands.
func (r *Referral) steps(ps *Problems, today Date) {
	walk := Referral{Way: r.Way}
	for i, s := range r.History {
		field := "history." + strconv.Itoa(i)
		enum(ps, field+".action", ReferralAction(s.Action), ReferralActions(), true)
		enum(ps, field+".to", ReferralState(s.To), ReferralStates(), true)
		enum(ps, field+".source", Teller(s.Source), Tellers(), false)
		ps.past(field+".on", s.On, today)
		to, err := walk.Next(ReferralAction(s.Action))
		if i > 0 && (err != nil || string(to) != s.To) {
			ps.add(field+".to", "transition")
		}
		walk.State = ReferralState(s.To)
	}
	if len(r.History) > 0 && walk.State != r.State {
		ps.add("state", "transition")
	}
}

// Nameless reports whether nobody needs to be named yet: a partner asks the worker along, and nothing has begun.
func (r *Referral) Nameless() bool {
	if r.Way != WayIn {
		return false
	}
	switch r.State {
	case ReferralArrived, ReferralInHelp, ReferralCompleted, ReferralAftercare:
		return false
	}
	return true
}

// Subjects is everybody the referral is about: the parent and the children.
func (r *Referral) Subjects() []ID {
	var all []ID
	if !r.Parent.Zero() {
		all = append(all, r.Parent)
	}
	return append(all, r.Children...)
}

// Row is the referral as a list shows it.
func (r *Referral) Row() Row {
	row := Row{
		ID: r.ID, Kind: KindReferral, Owner: r.Owner, Title: Cut(r.Reason), Number: r.Number, State: string(r.State),
		On: r.SentOn, Link: r.Partner,
	}
	if r.Way == WayIn {
		row.On, row.Flags = r.AskedOn, row.Flags|RowNoShare
	}
	if row.On.Zero() {
		row.On = DateOf(r.Created)
	}
	if row.Title.Empty() {
		row.Title = Cut(r.Invite.What)
	}
	if said := r.Way == WayIn && r.State == ReferralDeclined; !r.Ended() && !said { // a no of the worker is an answer, and nothing waits
		row.Flags |= RowOpen
	}
	if r.WaitsForHelp() {
		row.Flags |= RowWarm
	}
	row.Due = r.ahead()
	return row
}
