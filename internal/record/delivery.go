package record

import (
	"strconv"
	"time"
)

// DeliveryState is where a hand-over through an endpoint or by USB stands. It is apart from the referral's state.
type DeliveryState string

// The states.
const (
	DeliveryQueued      DeliveryState = "queued"      // waits, visibly
	DeliveryQuarantined DeliveryState = "quarantined" // refused; the reason is shown, the queue goes on
	DeliverySent        DeliveryState = "sent"        // the front's signed receipt is here
	DeliveryReadable    DeliveryState = "readable"    // the inbox's second receipt is here
	DeliveryCancelled   DeliveryState = "cancelled"   // withdrawn before it went
	DeliveryRecalling   DeliveryState = "recalling"   // the recall waits or is on its way
	DeliveryRecalled    DeliveryState = "recalled"    // the other side acknowledged: deleted, or kept on a stated ground
)

// DeliveryStates lists them.
func DeliveryStates() []DeliveryState {
	return []DeliveryState{
		DeliveryQueued, DeliveryQuarantined, DeliverySent, DeliveryReadable, DeliveryCancelled, DeliveryRecalling, DeliveryRecalled,
	}
}

// DeliveryAction is something that happens to a delivery.
type DeliveryAction string

// The actions.
const (
	DeliveryReceipt    DeliveryAction = "receipt"
	DeliveryOpen       DeliveryAction = "open" // the second receipt
	DeliveryQuarantine DeliveryAction = "quarantine"
	DeliveryRetry      DeliveryAction = "retry"
	DeliveryWithdraw   DeliveryAction = "withdraw"
	DeliveryDoubt      DeliveryAction = "doubt"   // withdrawn after an attempt without a receipt: it may have arrived
	DeliveryConfirm    DeliveryAction = "confirm" // the recall was acknowledged
	DeliveryWiden      DeliveryAction = "widen"   // a recall of some groups becomes one of more, or of everything
	DeliveryMiss       DeliveryAction = "miss"    // the endpoint put back an older copy of its store, in which this is not
)

// DeliveryActions lists them.
func DeliveryActions() []DeliveryAction {
	return []DeliveryAction{
		DeliveryReceipt, DeliveryOpen, DeliveryQuarantine, DeliveryRetry, DeliveryWithdraw, DeliveryDoubt,
		DeliveryConfirm, DeliveryWiden, DeliveryMiss,
	}
}

// Delivery is one thing that was, or will be, handed over (wat ik heb gedeeld; zending).
type Delivery struct {
	Head
	Of          ID            `json:"of"`                // the referral, concern or request it carries
	What        Kind          `json:"what"`              // the kind of that record
	Endpoint    ID            `json:"endpoint,omitzero"` // through which it goes
	Partner     ID            `json:"partner"`           // to whom
	Receiver    Private       `json:"receiver,omitzero"` // the named person
	Way         Method        `json:"way"`               // endpoint or usb
	Consents    []ID          `json:"consents,omitzero"` // under which consents; none for a document without personal data
	Version     int           `json:"version"`           // of the message, from 1
	Schema      string        `json:"schema"`            // of the document
	Document    Private       `json:"document"`          // exactly what goes, canonical JSON
	Hash        string        `json:"hash"`              // SHA-256 of the document, hex
	State       DeliveryState `json:"state"`
	Reason      string        `json:"reason,omitzero"` // why it is quarantined: a fault code
	Left        bool          `json:"left,omitzero"`   // an attempt without a receipt was made before it was quarantined: it may have arrived
	QueuedAt    time.Time     `json:"queuedAt,omitzero"`
	SentAt      time.Time     `json:"sentAt,omitzero"`
	ReadableAt  time.Time     `json:"readableAt,omitzero"`
	WithdrawnOn Date          `json:"withdrawnOn,omitzero"`
	Parts       []FieldGroup  `json:"parts,omitzero"` // the groups that are taken back; none when it is everything
	RecalledAt  time.Time     `json:"recalledAt,omitzero"`
	Recall      string        `json:"recall,omitzero"` // deleted or kept
	Ground      Private       `json:"ground,omitzero"` // on what ground it is kept
	Receipts    []Proof       `json:"receipts,omitzero"`
	MissedAt    time.Time     `json:"missedAt,omitzero"` // when the endpoint turned out not to have it, or its recall, any more
	About       string        `json:"about,omitzero"`    // of what the worker wrote back: the uuid of the message or the invitation that it is about
	Late        Date          `json:"late,omitzero"`     // when an answer came about what was erased here; the answer itself is not kept
	Erased      Date          `json:"erased,omitzero"`   // when somebody it was about was erased: from then on there is no document, receiver or receipt
}

// Strip takes out everything that tells about whom a delivery was: what is left says to which partner something went, where that
// stands, and which message a recall takes back. The caller sets Of and Owner where what it carried is gone too.
func (d *Delivery) Strip(today Date) {
	d.Receiver, d.Ground, d.Document = Private{}, Private{}, Private{}
	d.Schema, d.Hash, d.Reason = "", "", ""
	d.Consents, d.Receipts, d.Parts, d.About = nil, nil, nil, ""
	d.Erased = today
}

// Orphan reports whether a delivery stands alone: what it carried was erased, and only its recall is still to be seen to.
func (d *Delivery) Orphan() bool { return !d.Erased.Zero() && d.Of.Zero() }

// Reply reports whether it is what the worker wrote back, and not the referral, the signal or the verzoek itself.
func (d *Delivery) Reply() bool { return d.About != "" }

// Proof is a signed receipt as it came in.
type Proof struct {
	Sort  string    `json:"sort"`  // received, readable, recall; earlier for one over what the endpoint did not keep
	Bytes []byte    `json:"bytes"` // the receipt to the byte
	At    time.Time `json:"at"`
}

// Kind is KindDelivery.
func (d *Delivery) Kind() Kind { return KindDelivery }

// Validate checks that a delivery says what goes, to whom, under which consents.
func (d *Delivery) Validate(Date) Problems {
	var ps Problems
	stripped := !d.Erased.Zero()
	ps.required("of", d.Of.Zero() && !stripped)
	ps.required("partner", d.Partner.Zero())
	ps.short("receiver", d.Receiver, LimitName)
	ps.long("ground", d.Ground)
	enum(&ps, "way", d.Way, Methods(), true)
	enum(&ps, "state", d.State, DeliveryStates(), true)
	enums(&ps, "parts", d.Parts, FieldGroups())
	ps.required("document", !stripped && (d.Document.Empty() || d.Hash == "" || d.Schema == ""))
	ps.required("consents", !stripped && d.What == KindReferral && d.About == "" && len(d.Consents) == 0)
	if d.Version < 1 {
		ps.add("version", "count.range")
	}
	for i, r := range d.Receipts {
		ps.required("receipts."+strconv.Itoa(i)+".bytes", len(r.Bytes) == 0)
	}
	return ps
}

// Next is the state after an action, or ErrTransition. Sent needs a receipt and readable a second one: the caller passes both
// as actions only after verifying them.
func (d *Delivery) Next(a DeliveryAction) (DeliveryState, error) {
	moves := map[DeliveryState]map[DeliveryAction]DeliveryState{
		DeliveryQueued: {
			DeliveryReceipt: DeliverySent, DeliveryQuarantine: DeliveryQuarantined, DeliveryWithdraw: DeliveryCancelled,
			DeliveryDoubt: DeliveryRecalling,
		},
		DeliveryQuarantined: {
			DeliveryRetry: DeliveryQueued, DeliveryWithdraw: DeliveryCancelled, DeliveryDoubt: DeliveryRecalling,
		},
		DeliverySent:     {DeliveryOpen: DeliveryReadable, DeliveryWithdraw: DeliveryRecalling, DeliveryMiss: DeliveryQueued},
		DeliveryReadable: {DeliveryWithdraw: DeliveryRecalling, DeliveryMiss: DeliveryQueued},
		DeliveryRecalling: {
			DeliveryConfirm: DeliveryRecalled, DeliveryOpen: DeliveryRecalling, DeliveryWiden: DeliveryRecalling, DeliveryMiss: DeliveryRecalling,
		},
		DeliveryRecalled: {DeliveryWiden: DeliveryRecalling, DeliveryMiss: DeliveryRecalling},
	}
	if to, ok := moves[d.State][a]; ok {
		return to, nil
	}
	return "", ErrTransition
}

// Apply changes the state and its time, or returns ErrTransition and changes nothing.
func (d *Delivery) Apply(a DeliveryAction, now time.Time) error {
	to, err := d.Next(a)
	if err != nil {
		return err
	}
	d.State = to
	switch a {
	case DeliveryReceipt:
		d.SentAt = now.UTC()
	case DeliveryOpen:
		d.ReadableAt = now.UTC()
	case DeliveryWithdraw, DeliveryDoubt:
		d.WithdrawnOn = DateOf(now)
	case DeliveryWiden:
		d.WithdrawnOn, d.RecalledAt, d.Recall, d.Ground = DateOf(now), time.Time{}, "", Private{}
	case DeliveryMiss:
		d.miss(now)
	case DeliveryConfirm:
		d.RecalledAt = now.UTC()
	case DeliveryRetry:
		d.Reason = ""
	}
	return nil
}

// Row is the delivery as Postvak shows it.
func (d *Delivery) Row() Row {
	r := Row{ID: d.ID, Kind: KindDelivery, Owner: d.Owner, Title: Cut(d.Receiver), State: string(d.State), On: DateOf(d.QueuedAt), Link: d.Of}
	if r.On.Zero() {
		r.On = d.WithdrawnOn
	}
	switch d.State {
	case DeliveryQueued, DeliveryQuarantined, DeliveryRecalling:
		r.Flags |= RowOpen
	}
	return r
}

// Stand is what an answer from the other side says.
type Stand string

// The stands.
const (
	StandReceived Stand = "received" // ontvangen, ik bel binnen ... dagen
	StandAccepted Stand = "accepted" // wij pakken dit op
	StandDeclined Stand = "declined" // past niet, want ...
	StandQuestion Stand = "question"
	StandAnswer   Stand = "answer"
	StandThanks   Stand = "thanks" // "Zonder uw voorwerk was dit gezin niet gekomen"
	StandDeleted  Stand = "deleted"
	StandKept     Stand = "kept" // bewaard op grond van ...

	StandWithdrawn Stand = "withdrawn" // the other side took its own invitation back
)

// Stands lists them.
func Stands() []Stand {
	return []Stand{
		StandReceived, StandAccepted, StandDeclined, StandQuestion, StandAnswer, StandThanks, StandDeleted, StandKept, StandWithdrawn,
	}
}

// Aside is why an answer moved nothing here: the worker did something meanwhile. A person looks which of the two counts.
type Aside string

// The reasons.
const (
	AsideFurther   Aside = "further"   // the road is past this answer, or says something else
	AsideEnded     Aside = "ended"     // it was closed or stopped here
	AsideElsewhere Aside = "elsewhere" // it went on to somebody else, or anew, since
	AsideTaken     Aside = "taken"     // what it answers was taken back
)

// Asides lists them.
func Asides() []Aside { return []Aside{AsideFurther, AsideEnded, AsideElsewhere, AsideTaken} }

// Feedback is an answer that came back (antwoord; terugkoppeling). It never overwrites local work.
type Feedback struct {
	Head
	Of       ID            `json:"of"` // the referral, concern or request it answers
	Delivery ID            `json:"delivery,omitzero"`
	Endpoint ID            `json:"endpoint,omitzero"`
	Wire     string        `json:"wire,omitzero"` // the message's own uuid, so that it counts once
	Stand    Stand         `json:"stand"`
	Reason   DeclineReason `json:"reason,omitzero"`
	Text     Private       `json:"text,omitzero"`
	From     Private       `json:"from,omitzero"`    // the caseworker's name
	WhoDoes  Private       `json:"whoDoes,omitzero"` // with a no: who does help
	Wait     Private       `json:"wait,omitzero"`    // with a no: how long the wait is
	SelfAt   Private       `json:"selfAt,omitzero"`  // where the parent can always go by herself
	Phone    Private       `json:"phone,omitzero"`   // of the caseworker
	Ground   Private       `json:"ground,omitzero"`  // with "bewaard": on what ground
	Aside    Aside         `json:"aside,omitzero"`   // why it moved nothing here; empty when it fitted
	Days     int           `json:"days,omitzero"`    // calls within so many days
	At       time.Time     `json:"at"`               // when the other side wrote it, by its clock
	CameAt   time.Time     `json:"cameAt"`           // when it arrived here
	ReadOn   Date          `json:"readOn,omitzero"`
}

// Kind is KindFeedback.
func (f *Feedback) Kind() Kind { return KindFeedback }

// Validate checks what the answer is about.
func (f *Feedback) Validate(Date) Problems {
	var ps Problems
	ps.required("of", f.Of.Zero())
	enum(&ps, "stand", f.Stand, Stands(), true)
	enum(&ps, "reason", f.Reason, DeclineReasons(), false)
	if f.Days < 0 || f.Days > limitDays {
		ps.add("days", "count.range")
	}
	ps.long("text", f.Text)
	ps.short("from", f.From, LimitShort)
	ps.short("whoDoes", f.WhoDoes, LimitShort)
	ps.short("wait", f.Wait, LimitShort)
	ps.short("selfAt", f.SelfAt, LimitShort)
	ps.short("phone", f.Phone, LimitName)
	ps.long("ground", f.Ground)
	enum(&ps, "aside", f.Aside, Asides(), false)
	return ps
}

// limitDays is the most days that a partner can promise something in: ten years.
const limitDays = 3660

// Row is the answer as Postvak and Vandaag show it.
func (f *Feedback) Row() Row {
	r := Row{
		ID: f.ID, Kind: KindFeedback, Owner: f.Owner, Title: Cut(f.Text), Detail: Cut(f.From), State: string(f.Stand),
		On: DateOf(f.CameAt), Link: f.Of,
	}
	if f.ReadOn.Zero() {
		r.Flags |= RowOpen | RowWarm
	}
	return r
}

// Endpoint is a CJG that this device is enrolled with: its address, keys and what was agreed. All of it is sealed.
type Endpoint struct {
	Head
	Name        Private   `json:"name"`
	Address     string    `json:"address"`              // https URL of the device listener
	Roots       []byte    `json:"roots"`                // PEM of the endpoint's own CA
	Certificate []byte    `json:"certificate,omitzero"` // PEM of this device's client certificate
	Keys        Private   `json:"keys,omitzero"`        // this device's own private keys, base64 of cjg.DeviceKeys
	FrontKey    []byte    `json:"frontKey,omitzero"`    // verifies the first receipt
	InboxKey    []byte    `json:"inboxKey,omitzero"`    // verifies the second receipt and answers
	SealTo      []byte    `json:"sealTo,omitzero"`      // the public key that documents are sealed to
	Agreement   Private   `json:"agreement,omitzero"`   // convenant or dated werkafspraak
	Responsible Private   `json:"responsible,omitzero"` // who is responsible for the data there, and how to complain
	Norm        int       `json:"norm,omitzero"`        // reply norm, calendar days
	Cursor      string    `json:"cursor,omitzero"`      // of the answers; advances only after commit
	Parked      string    `json:"parked,omitzero"`      // a fault code when the endpoint is parked: whom to call
	Enrolled    Date      `json:"enrolled,omitzero"`
	Reached     time.Time `json:"reached,omitzero"`  // last time it answered
	Invited     []string  `json:"invited,omitzero"`  // uuids of invitations that came in, so that none comes twice or comes back after it was erased
	Towns       []string  `json:"towns,omitzero"`    // the gemeenten it receives for: CBS codes, or what its beheerder typed
	ByFile      bool      `json:"byFile,omitzero"`   // it has no address: files go there and come back on a stick
	Pin         []byte    `json:"pin,omitzero"`      // of its issuer, from the code, while an enrolment by file waits for its answer
	Returned    time.Time `json:"returned,omitzero"` // when the newest file that came back was made, by the endpoint's clock

	Earlier   []EndpointKeys `json:"earlier,omitzero"`   // its keys of before a change, the newest first
	Asked     time.Time      `json:"asked,omitzero"`     // when it was last asked for its keys and its agreement
	Privacy   Private        `json:"privacy,omitzero"`   // its privacy notice
	ChangedOn Date           `json:"changedOn,omitzero"` // the agreement changed that day and the worker has not seen it yet
	Closing   []string       `json:"closing,omitzero"`   // mailboxes there that are to be closed, of programmes that are gone here

	Device string       `json:"device,omitzero"` // this device's name there, once its own keys were changed; else the id of its signing key
	Next   NextKeys     `json:"next,omitzero"`   // own keys that the endpoint is asked to know this device by
	Former []FormerKeys `json:"former,omitzero"` // own keys of before a change, the newest first, while something sealed to them may come
	KeysOn Date         `json:"keysOn,omitzero"` // the day of the last change of the own keys

	Restored Restored `json:"restored,omitzero"` // the last copy of its store that it put back, as far as this device knows
	Doubted  []ID     `json:"doubted,omitzero"`  // the deliveries that the endpoint is still to be asked about since then
	Gone     []Gone   `json:"gone,omitzero"`     // recalled and erased: when a copy is put back there, they are recalled again
}

// Kind is KindEndpoint.
func (e *Endpoint) Kind() Kind { return KindEndpoint }

// Validate checks the name and the address.
func (e *Endpoint) Validate(Date) Problems {
	var ps Problems
	ps.required("name", e.Name.Empty())
	ps.required("address", e.Address == "" && !e.ByFile)
	ps.short("name", e.Name, LimitName)
	return ps
}

// Row is the endpoint's compact form.
func (e *Endpoint) Row() Row {
	return Row{ID: e.ID, Kind: KindEndpoint, Title: Cut(e.Name), State: e.Parked, On: e.Enrolled, Number: uint32(max(e.Norm, 0))}
}

// OutgoingTask is what an entry of the outbox asks for.
type OutgoingTask string

// The tasks.
const (
	OutgoingSend   OutgoingTask = "send"
	OutgoingRecall OutgoingTask = "recall"
	OutgoingGive   OutgoingTask = "give" // a contribution, sealed already, for a mailbox; Delivery is its record
)

// OutgoingTasks lists them.
func OutgoingTasks() []OutgoingTask {
	return []OutgoingTask{OutgoingSend, OutgoingRecall, OutgoingGive}
}

// Outgoing is an entry of the outbox. It names a delivery; the document is rebuilt and consent is checked again at send time.
// The order is by counter, never by the clock.
type Outgoing struct {
	Head
	Seq       uint64       `json:"seq"`
	Task      OutgoingTask `json:"task"`
	Delivery  ID           `json:"delivery"`
	Endpoint  ID           `json:"endpoint"`
	Attempts  int          `json:"attempts,omitzero"`
	NotBefore time.Time    `json:"notBefore,omitzero"` // survives restarts
	Tried     time.Time    `json:"tried,omitzero"`     // when NotBefore was written: in the time to come, the clock was put back since
	Held      string       `json:"held,omitzero"`      // a fault code when it is quarantined
	Last      string       `json:"last,omitzero"`      // the last attempt's fault code
	OnStick   time.Time    `json:"onStick,omitzero"`   // when it was last put in a file that goes by hand
	Sealed    []byte       `json:"sealed,omitzero"`    // the envelope of the first attempt, so that a repeat is the same message
	Salt      []byte       `json:"salt,omitzero"`      // of its commit, to seal the same message to another key
}

// Kind is KindOutgoing.
func (o *Outgoing) Kind() Kind { return KindOutgoing }

// Validate checks what it names.
func (o *Outgoing) Validate(Date) Problems {
	var ps Problems
	enum(&ps, "task", o.Task, OutgoingTasks(), true)
	ps.required("delivery", o.Delivery.Zero())
	ps.required("endpoint", o.Endpoint.Zero())
	return ps
}

// Row is the entry's compact form.
func (o *Outgoing) Row() Row {
	return Row{ID: o.ID, Kind: KindOutgoing, Owner: o.Owner, State: string(o.Task), Number: uint32(o.Seq), Link: o.Delivery, Flags: RowOpen}
}
