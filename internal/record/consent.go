package record

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
)

// FieldGroup is one switch on the page "wat gaat mee": a group of fields that is shared or not. All are off at first.
type FieldGroup string

// The field groups, in the order of the document.
const (
	GroupName     FieldGroup = "name"     // the parent's name
	GroupPhone    FieldGroup = "phone"    // how to reach the parent
	GroupLanguage FieldGroup = "language" // language, interpreter
	GroupChild    FieldGroup = "child"    // the child's first name and age
	GroupPlace    FieldGroup = "place"    // wijk and gemeente, never a street
	GroupReason   FieldGroup = "reason"   // waarvoor
	GroupQuestion FieldGroup = "question" // the question in the family's words
	GroupGoesWell FieldGroup = "goeswell" // wat gaat goed
	GroupSeen     FieldGroup = "seen"     // what the worker saw or heard
	GroupThink    FieldGroup = "think"    // what the worker thinks
	GroupDone     FieldGroup = "done"     // already done, already known at
	GroupForm     FieldGroup = "form"     // how: going along, together at home
)

// FieldGroups lists them in the order of the document.
func FieldGroups() []FieldGroup {
	return []FieldGroup{
		GroupName, GroupPhone, GroupLanguage, GroupChild, GroupPlace, GroupReason, GroupQuestion, GroupGoesWell,
		GroupSeen, GroupThink, GroupDone, GroupForm,
	}
}

// Capacity is as what somebody gives consent.
type Capacity string

// The capacities.
const (
	CapacitySelf     Capacity = "self"     // about oneself
	CapacityCustody  Capacity = "custody"  // has gezag over the child
	CapacityGuardian Capacity = "guardian" // voogd
	CapacityMother   Capacity = "mother"   // mother of an unborn child
)

// Capacities lists them.
func Capacities() []Capacity {
	return []Capacity{CapacitySelf, CapacityCustody, CapacityGuardian, CapacityMother}
}

// ConsentWay is how consent was asked.
type ConsentWay string

// The ways.
const (
	WayReadAloud ConsentWay = "readaloud" // voorgelezen
	WayPaper     ConsentWay = "paper"
	WayInPerson  ConsentWay = "inperson"
)

// ConsentWays lists them.
func ConsentWays() []ConsentWay { return []ConsentWay{WayReadAloud, WayPaper, WayInPerson} }

// Answer is what somebody said. "Nee" is final: nothing asks again by itself (PRODUCT law 1).
type Answer string

// The answers; empty means not asked.
const (
	AnswerYes Answer = "yes"
	AnswerNo  Answer = "no"
)

// Answers lists them.
func Answers() []Answer { return []Answer{AnswerYes, AnswerNo} }

// Purpose is what the sharing is for.
type Purpose string

// The purposes.
const (
	PurposeMeet      Purpose = "meet"      // kennismaken en meedenken
	PurposeAdvice    Purpose = "advice"    // advies
	PurposeHelp      Purpose = "help"      // hulp beginnen
	PurposeTakeOver  Purpose = "takeover"  // another worker takes over
	PurposeTogether  Purpose = "together"  // going along together
	PurposeOtherwise Purpose = "otherwise" // something else
)

// Purposes lists them.
func Purposes() []Purpose {
	return []Purpose{PurposeMeet, PurposeAdvice, PurposeHelp, PurposeTakeOver, PurposeTogether, PurposeOtherwise}
}

// Consent is what one person said about sharing one preview with one recipient (toestemming). The person who must agree, and for
// whom, is decided by package consent.
type Consent struct {
	Head
	Referral    ID           `json:"referral"`
	Subjects    []ID         `json:"subjects"` // about whom
	Giver       ID           `json:"giver"`
	Capacity    Capacity     `json:"capacity"`
	Recipient   ID           `json:"recipient"`            // the partner organisation
	Receiver    Private      `json:"receiver,omitzero"`    // the named person there
	Responsible Private      `json:"responsible,omitzero"` // who is responsible for the data there: organisation, contact
	Purpose     Purpose      `json:"purpose"`
	Groups      []FieldGroup `json:"groups,omitzero"`
	Answer      Answer       `json:"answer"`
	Way         ConsentWay   `json:"way"`
	Language    string       `json:"language,omitzero"` // in which it was read aloud, BCP 47
	HearBack    Answer       `json:"hearBack,omitzero"` // may the worker hear back how it went
	On          Date         `json:"on"`
	Until       Date         `json:"until,omitzero"` // the last day on which it counts
	Schema      string       `json:"schema"`         // of the previewed document
	Preview     Private      `json:"preview"`        // the exact document, canonical JSON
	Hash        string       `json:"hash"`           // SHA-256 of the preview, hex
	Withdrawn   Date         `json:"withdrawn,omitzero"`
	WithdrawnBy ID           `json:"withdrawnBy,omitzero"`
	Taken       []Taken      `json:"taken,omitzero"`    // what was taken back of it since, when not all of it was
	Here        Private      `json:"here,omitzero"`     // who is responsible for the data on this side: organisation, contact
	Heard       []Heard      `json:"heard,omitzero"`    // the sentences that were read aloud, in their order
	Reviewed    Date         `json:"reviewed,omitzero"` // an imported consent counts only from here
	Erased      Date         `json:"erased,omitzero"`   // when one of several people it was about was erased: from then on there is no preview
}

// Taken is a part of a yes that was taken back: from that day those groups are not shared under it.
type Taken struct {
	Groups []FieldGroup `json:"groups"`      // the groups that were taken back
	On     Date         `json:"on"`          // from which day
	By     ID           `json:"by,omitzero"` // who took it back: the giver
}

// Heard is one sentence that was read aloud, known again by its hash, so that after a correction only what changed is read again.
type Heard struct {
	Hash string `json:"hash"` // Sentence of the text
	On   Date   `json:"on"`   // when it was read; an unchanged sentence keeps its day
}

// Sentence is the hash by which a sentence that was read aloud is known again, hex.
func Sentence(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Covers reports whether a yes was about a group, and the group was not taken back since. It does not look at days.
func (c *Consent) Covers(g FieldGroup) bool {
	return c.Answer == AnswerYes && slices.Contains(c.Groups, g) &&
		!slices.ContainsFunc(c.Taken, func(t Taken) bool { return slices.Contains(t.Groups, g) })
}

// Left are the groups that a yes still covers, in the order of the document.
func (c *Consent) Left() []FieldGroup {
	var all []FieldGroup
	for _, g := range FieldGroups() {
		if c.Covers(g) {
			all = append(all, g)
		}
	}
	return all
}

// TakeBack notes that groups were taken back. When nothing is left of the yes it is withdrawn as a whole. It reports whether the yes
// covered any of them.
func (c *Consent) TakeBack(groups []FieldGroup, on Date, by ID) bool {
	var some []FieldGroup
	for _, g := range groups {
		if c.Covers(g) && !slices.Contains(some, g) {
			some = append(some, g)
		}
	}
	if len(some) == 0 || !c.Withdrawn.Zero() {
		return false
	}
	if len(some) == len(c.Left()) {
		c.Withdrawn, c.WithdrawnBy = on, by
		return true
	}
	c.Taken = append(c.Taken, Taken{Groups: some, On: on, By: by})
	return true
}

// Strip takes out the document that was shown. The yes or no stays, so that it can still be withdrawn, but it covers nothing that
// would go now: whoever gave it is asked again.
func (c *Consent) Strip(today Date) {
	c.Preview, c.Schema, c.Hash, c.Heard, c.Erased = Private{}, "", "", nil, today
}

// Kind is KindConsent.
func (c *Consent) Kind() Kind { return KindConsent }

// limitPreview is the longest document that can have been shown: all its texts at their limit.
const limitPreview = 200_000

// Validate checks that everything a consent needs is there.
func (c *Consent) Validate(today Date) Problems {
	var ps Problems
	ps.required("referral", c.Referral.Zero())
	ps.required("giver", c.Giver.Zero())
	ps.required("recipient", c.Recipient.Zero())
	ps.required("subjects", len(c.Subjects) == 0)
	enum(&ps, "capacity", c.Capacity, Capacities(), true)
	enum(&ps, "purpose", c.Purpose, Purposes(), true)
	enum(&ps, "answer", c.Answer, Answers(), true)
	enum(&ps, "way", c.Way, ConsentWays(), true)
	enum(&ps, "hearBack", c.HearBack, Answers(), false)
	enums(&ps, "groups", c.Groups, FieldGroups())
	ps.required("on", c.On.Zero())
	ps.past("on", c.On, today)
	ps.order("until", c.On, c.Until)
	ps.past("withdrawn", c.Withdrawn, today)
	ps.order("withdrawn", c.On, c.Withdrawn)
	if c.Answer == AnswerYes {
		ps.required("groups", len(c.Groups) == 0)
		ps.required("preview", c.Erased.Zero() && (c.Preview.Empty() || c.Hash == "" || c.Schema == ""))
	}
	ps.short("receiver", c.Receiver, LimitName)
	ps.short("responsible", c.Responsible, LimitShort)
	ps.short("here", c.Here, LimitShort)
	ps.word("language", c.Language)
	ps.word("schema", c.Schema)
	ps.word("hash", c.Hash)
	if len([]rune(c.Preview.Reveal())) > limitPreview {
		ps.add("preview", "too_long", "Limit", strconv.Itoa(limitPreview))
	}
	for i, t := range c.Taken {
		field := "taken." + strconv.Itoa(i)
		ps.required(field+".groups", len(t.Groups) == 0)
		enums(&ps, field+".groups", t.Groups, FieldGroups())
		ps.required(field+".on", t.On.Zero())
		ps.past(field+".on", t.On, today)
		ps.order(field+".on", c.On, t.On)
	}
	return ps
}

// Gives reports whether the consent is a yes that counts on a day: not withdrawn, not expired, and reviewed here when imported.
func (c *Consent) Gives(on Date) bool {
	return c.Answer == AnswerYes && c.Withdrawn.Zero() && !c.On.After(on) && (c.Until.Zero() || !c.Until.Before(on)) &&
		(!c.Imported || !c.Reviewed.Zero())
}

// Row is the consent as a list shows it; the state is the answer, or withdrawn.
func (c *Consent) Row() Row {
	r := Row{ID: c.ID, Kind: KindConsent, Owner: c.Owner, Title: Cut(c.Receiver), State: string(c.Answer), On: c.On, Due: c.Until, Link: c.Referral}
	if !c.Withdrawn.Zero() {
		r.State = "withdrawn"
	}
	return r
}

// Code is a short number as people say it: H-0042 for naar hulp, Z-0042 for a zorg, B-0042 for a bijeenkomst, V-0042 for a vraag,
// W-0042 for a wijksignaal.
func Code(kind Kind, number uint32) string {
	letter := map[Kind]string{KindReferral: "H", KindConcern: "Z", KindMeeting: "B", KindRequest: "V", KindSignal: "W"}[kind]
	if number == 0 || letter == "" {
		return "" // the number in other rows is something else
	}
	digits := strconv.FormatUint(uint64(number), 10)
	for len(digits) < 4 {
		digits = "0" + digits
	}
	return letter + "-" + digits
}
