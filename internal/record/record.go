// Package record is the vocabulary of Schakel: typed records, their validation and their state machines.
//
// The words, fixed once: persoon → Person, gezin → Household, contactmoment → Contact, signaal (screen word: zorg) → Concern,
// verwijzing (screen word: naar hulp) → Referral, terugkoppeling (screen word: antwoord) → Feedback, bijeenkomst → Meeting,
// toestemming → Consent, intrekken → withdraw, zending (screen word: wat ik heb gedeeld) → Delivery, verzoek → Request,
// wijksignaal → Signal, advies zonder naam → Advice,
// sociale kaart (screen word: wie kan helpen) → Partner, gezag → Custody, jeugdige → Youth.
package record

import (
	"crypto/rand"
	"encoding/hex"
	"io"
	"time"

	"schakel/internal/fault"
)

// ErrID is returned for text that is no record id.
var ErrID = fault.New(fault.Invalid, "record.id", "not a record id")

// ID names a record: 16 random bytes (UUID version 4). The zero ID names the store itself.
type ID [16]byte

// NewID makes a random id from the reader, which is crypto/rand.Reader outside tests.
func NewID(random io.Reader) (ID, error) {
	var id ID
	if random == nil {
		random = rand.Reader
	}
	if _, err := io.ReadFull(random, id[:]); err != nil {
		return ID{}, err
	}
	id[6] = id[6]&0x0f | 0x40
	id[8] = id[8]&0x3f | 0x80
	return id, nil
}

// ParseID reads the form with dashes that String writes. An empty text is the zero ID.
func ParseID(text string) (ID, error) {
	var id ID
	err := id.UnmarshalText([]byte(text))
	return id, err
}

// String is the id as xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx, empty for the zero ID.
func (id ID) String() string {
	if id.Zero() {
		return ""
	}
	h := hex.EncodeToString(id[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// Zero reports whether the id names no record.
func (id ID) Zero() bool { return id == ID{} }

// MarshalText writes the form of String.
func (id ID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText reads the form of String. What is no id leaves the zero ID.
func (id *ID) UnmarshalText(text []byte) error {
	*id = ID{}
	if len(text) == 0 {
		return nil
	}
	if len(text) != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-' {
		return ErrID
	}
	var plain [32]byte
	at := 0
	for _, part := range [...][]byte{text[:8], text[9:13], text[14:18], text[19:23], text[24:]} {
		at += copy(plain[at:], part)
	}
	if _, err := hex.Decode(id[:], plain[:]); err != nil {
		*id = ID{}
		return ErrID
	}
	return nil
}

// Kind says which record type a value holds. The numbers stand in the store: append only.
type Kind uint8

// The record types.
const (
	KindNone Kind = iota
	KindPerson
	KindHousehold
	KindContact
	KindConcern
	KindConsent
	KindReferral
	KindMeeting
	KindPartner
	KindRequest
	KindDelivery
	KindFeedback
	KindTask
	KindProfile
	KindEndpoint
	KindOutgoing
)

// The record types that came later. Each has its own number, as it stands in the store.
const (
	KindSignal    Kind = 16 // a wijksignaal; see Signal
	KindAdvice    Kind = 17 // an advice without a name; see Advice
	KindColleague Kind = 18 // the card of another worker; see Colleague
	KindTalk      Kind = 19 // a recording for a talking card; see Talk
	KindHandover  Kind = 20 // a family that is passed to another worker; see Handover
	KindMerge     Kind = 21 // two people, or two families, that were one; see Merge

	KindAllowance Kind = 22 // the worker's own amounts of a year, for the sheet of hours and expenses; see Allowance
	KindTally     Kind = 24 // what parents answered after help, as counts; see Tally
	KindOverview  Kind = 25 // an overview that was made for others; see Overview

	KindTarget       Kind = 30 // what somebody aims for in a period; see Target
	KindSnapshot     Kind = 31 // a Startfoto; see Snapshot
	KindStory        Kind = 32 // a story for an overview; see Story
	KindLetterhead   Kind = 35 // the name and logos above an overview on paper; see Letterhead
	KindProgramme    Kind = 40 // a programme of which a coordinator adds up the work; see Programme
	KindContribution Kind = 41 // what one worker counted for a programme; see Contribution
)

var kindNames = [...]string{
	KindPerson: "person", KindHousehold: "household", KindContact: "contact", KindConcern: "concern", KindConsent: "consent",
	KindReferral: "referral", KindMeeting: "meeting", KindPartner: "partner", KindRequest: "request", KindDelivery: "delivery",
	KindFeedback: "feedback", KindTask: "task", KindProfile: "profile", KindEndpoint: "endpoint", KindOutgoing: "outgoing",
	KindHandover:  "handover",
	KindMerge:     "merge",
	KindTalk:      "talk",
	KindAllowance: "allowance",
	KindColleague: "colleague",
	KindSignal:    "signal", KindAdvice: "advice",
	KindTally: "tally", KindOverview: "overview",
	KindTarget: "target", KindSnapshot: "snapshot", KindStory: "story",
	KindLetterhead: "letterhead",
	KindProgramme:  "programme", KindContribution: "contribution",
}

// Kinds lists the record types in the order in which an import can read them: what is referred to comes first.
func Kinds() []Kind {
	return []Kind{
		KindProfile, KindEndpoint, KindPartner, KindSignal, KindAdvice, KindPerson, KindHousehold, KindContact, KindConcern, KindReferral,
		KindConsent, KindMeeting, KindRequest, KindDelivery, KindFeedback, KindTask, KindOutgoing, KindHandover, KindMerge,
		KindTalk,
		KindAllowance,
		KindColleague,
		KindTally,
		KindOverview,
		KindTarget, KindSnapshot, KindStory,
		KindLetterhead,
		KindProgramme,
		KindContribution,
	}
}

// String is the stable name of the kind, used in JSON lines and message ids.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return ""
}

// ParseKind reads a stable name; KindNone when there is no such type.
func ParseKind(name string) Kind {
	for k := range kindNames {
		if name != "" && kindNames[k] == name {
			return Kind(k)
		}
	}
	return KindNone
}

// New returns an empty record of the kind, nil when there is no such type.
func New(k Kind) Record {
	makers := [...]func() Record{
		KindPerson:    func() Record { return new(Person) },
		KindHousehold: func() Record { return new(Household) },
		KindContact:   func() Record { return new(Contact) },
		KindConcern:   func() Record { return new(Concern) },
		KindConsent:   func() Record { return new(Consent) },
		KindReferral:  func() Record { return new(Referral) },
		KindMeeting:   func() Record { return new(Meeting) },
		KindPartner:   func() Record { return new(Partner) },
		KindRequest:   func() Record { return new(Request) },
		KindDelivery:  func() Record { return new(Delivery) },
		KindFeedback:  func() Record { return new(Feedback) },
		KindTask:      func() Record { return new(Task) },
		KindProfile:   func() Record { return new(Profile) },
		KindEndpoint:  func() Record { return new(Endpoint) },
		KindOutgoing:  func() Record { return new(Outgoing) },
		KindHandover:  func() Record { return new(Handover) },
		KindMerge:     func() Record { return new(Merge) },
		KindTalk:      func() Record { return new(Talk) },
		KindAllowance: func() Record { return new(Allowance) },
		KindColleague: func() Record { return new(Colleague) },
		KindSignal:    func() Record { return new(Signal) },
		KindAdvice:    func() Record { return new(Advice) },
		KindTally:     func() Record { return new(Tally) },
		KindOverview:  func() Record { return new(Overview) },
		KindTarget:    func() Record { return new(Target) },
		KindSnapshot:  func() Record { return new(Snapshot) },
		KindStory:     func() Record { return new(Story) },

		KindLetterhead: func() Record { return new(Letterhead) },
		KindProgramme:  func() Record { return new(Programme) },

		KindContribution: func() Record { return new(Contribution) },
	}
	if int(k) >= len(makers) || makers[k] == nil {
		return nil
	}
	return makers[k]()
}

// Head is what every record carries.
type Head struct {
	ID       ID        `json:"id"`
	Owner    ID        `json:"owner,omitzero"`    // whose key seals it: a household, else a person; zero for the store
	Revision uint64    `json:"revision,omitzero"` // 0 before the first save; each save adds one
	Created  time.Time `json:"created,omitzero"`  // UTC
	Changed  time.Time `json:"changed,omitzero"`  // UTC
	Imported bool      `json:"imported,omitzero"` // came through an import; an imported consent authorises nothing until a person reviewed it here
}

// Base gives access to the head of any record.
func (h *Head) Base() *Head { return h }

// Record is any of the types of this package that the store can hold.
type Record interface {
	// Kind is the record's type.
	Kind() Kind
	// Base is the record's head, to be read and filled by the store.
	Base() *Head
	// Validate lists what is wrong with the record on the given day; empty when it may be saved.
	Validate(today Date) Problems
	// Row is the compact form that feeds lists, search and Vandaag.
	Row() Row
}

// Row is the compact form of a record, kept beside it: at most 150 bytes when encoded. Texts are cut at RowText runes.
type Row struct {
	ID     ID
	Kind   Kind
	Owner  ID
	Title  Private // what a list shows first: a name, a type of meeting
	Detail Private // the second line, may be empty
	Number uint32  // the short number (42 for H-0042), 0 when it has none
	State  string  // the state or the type, as the enumeration's stable word
	On     Date    // the day it is sorted by
	Due    Date    // when something is due, zero when nothing is
	Link   ID      // the record it belongs to most: a person's household, a referral's partner, a feedback's referral
	Flags  RowFlag
}

// RowEdition is raised whenever a record's Row gives something else for the same record than it did in a version that people have: a store
// then makes its rows anew when it is opened.
const RowEdition = 3

// RowText is the number of runes that a row keeps of a text.
const RowText = 40

// RowFlag marks facts that lists filter by.
type RowFlag uint32

// The flags of a row.
const (
	RowOpen    RowFlag = 1 << iota // something is still to be done with it
	RowChild                       // the person is a child or a youth
	RowWarm                        // feedback not yet read, a concern that may be sent, or an advice of which nothing was heard, or a family that waits for help
	RowDraft                       // not finished
	RowCommon                      // about the community, not about a family
	RowUnborn                      // expected, not yet born
	RowSecret                      // the address is secret
	RowNoShare                     // never offered for sending
	RowClosed                      // a family that was handed over: Vandaag says nothing about it any more; a referral that comes in
)

// RowSpoken marks a contact in which somebody was spoken, and nothing was promised or advised: its row tells all that is counted of one
// from before a period. A row of an older edition lacks it.
const RowSpoken RowFlag = 1 << 9

// RowUntold marks a family that was not told yet that the worker writes things down. One in which somebody is not safe to ask never has it.
const RowUntold RowFlag = 1 << 16

// RowUnsafe marks a family in which somebody is not safe to ask.
const RowUnsafe RowFlag = 1 << 19

// rowSentence is the number of runes that a row keeps of a sentence that has no second text beside it.
const rowSentence = 64

// CutSentence shortens a sentence for a row that holds no other text.
func CutSentence(text Private) Private { return cut(text, rowSentence) }

// Cut shortens a text to RowText runes for a row.
func Cut(text Private) Private { return cut(text, RowText) }

func cut(text Private, most int) Private {
	r := []rune(text.Reveal())
	if len(r) <= most {
		return text
	}
	return Text(string(r[:most-1]) + "…")
}
