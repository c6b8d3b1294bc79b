package record

import (
	"slices"
	"time"
)

// FormalRole is one of the ten roles of the formal worker (003 figure 3, L586-L595).
type FormalRole string

// The roles.
const (
	FormalCoordinator FormalRole = "coordinator" // L586
	FormalFixer       FormalRole = "fixer"       // L587
	FormalLinkingPin  FormalRole = "linkingpin"  // L588
	FormalNetworker   FormalRole = "networker"   // L589
	FormalOrganiser   FormalRole = "organiser"   // L590
	FormalCatalyst    FormalRole = "catalyst"    // L591
	FormalRecognition FormalRole = "recognition" // L592
	FormalSparring    FormalRole = "sparring"    // L593
	FormalExpert      FormalRole = "expert"      // L594
	FormalGuardian    FormalRole = "guardian"    // L595
)

// FormalRoles lists them.
func FormalRoles() []FormalRole {
	return []FormalRole{
		FormalCoordinator, FormalFixer, FormalLinkingPin, FormalNetworker, FormalOrganiser, FormalCatalyst,
		FormalRecognition, FormalSparring, FormalExpert, FormalGuardian,
	}
}

// FormalGuest is a formal worker who was there; formal workers are not heads.
type FormalGuest struct {
	Who   Private      `json:"who"`
	Roles []FormalRole `json:"roles,omitzero"`
}

// Facilitator is a begeleider who helped to make the gathering, a colleague volunteer or one of the parents; not a head (003 L388, L695:
// hours and preparation count).
type Facilitator struct {
	Who         Private       `json:"who,omitzero"`
	Length      time.Duration `json:"length,omitzero"`
	Preparation time.Duration `json:"preparation,omitzero"`
}

// NamesHelpers reports whether somebody who helped, answered or agreed to do something stands in the gathering by name.
func (m *Meeting) NamesHelpers() bool {
	return slices.ContainsFunc(m.Facilitators, func(f Facilitator) bool { return !f.Who.Empty() }) ||
		slices.ContainsFunc(m.Questions, func(q Question) bool { return !q.By.Empty() }) ||
		slices.ContainsFunc(m.Agreements, func(a Agreement) bool { return !a.Who.Empty() })
}

// MeetingTopic is what a gathering is about, from the subjects that the sources name (003 section 2.14).
type MeetingTopic string

// The topics.
const (
	TopicParenting   MeetingTopic = "parenting"   // opvoedvragen 003 L415-L417, L656
	TopicToddlers    MeetingTopic = "toddlers"    // peuterspeelzaal, zindelijkheid 003 L417, L656
	TopicGenerations MeetingTopic = "generations" // kloof tussen ouders en kinderen 003 L500
	TopicSchool      MeetingTopic = "school"      // school en ouders, schooluitval 003 L754, L802
	TopicTeens       MeetingTopic = "teens"       // onrust onder jongeren 003 L804
	TopicWork        MeetingTopic = "work"        // jongerenwerkloosheid en stage 003 L756
	TopicMoney       MeetingTopic = "money"       // schulden 003 L314
	TopicMind        MeetingTopic = "mind"        // psychische problemen, verslaving 003 L314
	TopicTaboo       MeetingTopic = "taboo"       // taboe en schaamte 003 L498-L502, L845
	TopicAlone       MeetingTopic = "alone"       // isolement 003 L658-L664
	TopicLanguage    MeetingTopic = "language"    // taal 003 L88, L310
	TopicSystem      MeetingTopic = "system"      // hoe hulp hier werkt, negatief beeld 003 L539, L619
	TopicStreet      MeetingTopic = "street"      // omgeving, spanning met gemeente en politie, stigma 003 L814, L845
	TopicDevelopment MeetingTopic = "development" // ontwikkeling van kinderen 003 L707
	TopicOther       MeetingTopic = "other"
)

// MeetingTopics lists them, the most used first.
func MeetingTopics() []MeetingTopic {
	return []MeetingTopic{
		TopicParenting, TopicSchool, TopicSystem, TopicTeens, TopicToddlers, TopicDevelopment, TopicGenerations, TopicLanguage, TopicWork,
		TopicMoney, TopicMind, TopicTaboo, TopicAlone, TopicStreet, TopicOther,
	}
}

// Question is what people asked at a gathering. Open ones are shown at the next one.
type Question struct {
	Text       Private `json:"text"`
	Answer     Private `json:"answer,omitzero"`
	AnsweredOn Date    `json:"answeredOn,omitzero"`
	By         Private `json:"by,omitzero"` // who answered: a first name and an organisation
}

// Answered reports whether there is a day of the answer.
func (q Question) Answered() bool { return !q.AnsweredOn.Zero() }

func (q Question) validate(ps *Problems, at string, on Date) {
	ps.required(at+".text", q.Text.Empty())
	ps.short(at+".text", q.Text, LimitShort)
	ps.short(at+".answer", q.Answer, LimitShort)
	ps.short(at+".by", q.By, LimitName)
	ps.order(at+".answeredOn", on, q.AnsweredOn)
}

// Agreement is something that somebody will do; it stands on Vandaag from its day on until it is done.
type Agreement struct {
	Text Private `json:"text"`
	Who  Private `json:"who,omitzero"` // who does it; nobody is the worker
	By   Date    `json:"by,omitzero"`  // the day it should be done
	Done Date    `json:"done,omitzero"`
}

// Due is the day of the agreement, a week after the gathering when none was named: then it is asked once before it is forgotten.
func (a Agreement) Due(on Date) Date {
	if a.By.Zero() {
		return on.Add(7)
	}
	return a.By
}

func (a Agreement) validate(ps *Problems, at string, on Date) {
	ps.required(at+".text", a.Text.Empty())
	ps.short(at+".text", a.Text, LimitShort)
	ps.short(at+".who", a.Who, LimitName)
	ps.order(at+".by", on, a.By)
	ps.order(at+".done", on, a.Done)
}

// Cost is one sum in euro cents and what it went to.
type Cost struct {
	What  CostType `json:"what"`
	Cents int      `json:"cents"`
}
