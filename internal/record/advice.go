package record

import "time"

// Confidant is somebody with whom a worker talks a doubt over, without names where it is no family member.
type Confidant string

// The confidants. The numbers stand on the page: Veilig Thuis 0800-2000, Kindertelefoon 0800-0432 (PRODUCT law 10 and "Who must agree").
const (
	ConfidantFamily    Confidant = "family" // met het gezin zelf; never of an advice without a name
	ConfidantSafeHome  Confidant = "veiligthuis"
	ConfidantCJG       Confidant = "cjg"
	ConfidantJGZ       Confidant = "jgz"
	ConfidantDoctor    Confidant = "doctor"
	ConfidantSchool    Confidant = "school"
	ConfidantChildLine Confidant = "kindertelefoon"
	ConfidantColleague Confidant = "colleague"
	ConfidantOther     Confidant = "other"
)

// Confidants lists them.
func Confidants() []Confidant {
	return append([]Confidant{ConfidantFamily}, Advisers()...)
}

// Advisers lists those who give advice without a name.
func Advisers() []Confidant {
	return []Confidant{
		ConfidantSafeHome, ConfidantCJG, ConfidantJGZ, ConfidantDoctor, ConfidantSchool, ConfidantChildLine, ConfidantColleague, ConfidantOther,
	}
}

// Advice is an advice that was asked without a name. It has by type no person, no household and no reference at all, no short number and
// no day: only the month, so that nothing that happened on that day can be laid beside it. Its head knows the month too, and the log
// knows nothing of it. A family can have it kept with them after they agreed (Advised); then this record goes.
type Advice struct {
	Head
	Month    Date       `json:"month"` // the first day of the month
	From     Confidant  `json:"from"`
	Areas    []LifeArea `json:"areas,omitzero"`
	Question Private    `json:"question"`        // what was asked, without names
	Answer   Private    `json:"answer,omitzero"` // the advice
	Done     Private    `json:"done,omitzero"`   // what the worker did with it
}

// Kind is KindAdvice.
func (a *Advice) Kind() Kind { return KindAdvice }

// Validate checks the texts, in which no BSN may stand, and that nobody's key seals it and no day stands in it.
func (a *Advice) Validate(today Date) Problems {
	var ps Problems
	enum(&ps, "from", a.From, Advisers(), true)
	enums(&ps, "areas", a.Areas, LifeAreas())
	ps.required("month", a.Month.Zero())
	ps.past("month", a.Month, today)
	if !a.Month.Zero() && a.Month.Day != 1 {
		ps.add("month", "advice.month")
	}
	ps.required("question", a.Question.Empty())
	ps.short("question", a.Question, LimitShort)
	ps.short("answer", a.Answer, LimitShort)
	ps.short("done", a.Done, LimitShort)
	if !a.Owner.Zero() {
		ps.add("owner", "advice.owner")
	}
	return ps
}

// Moment is all that may be known of when it was written: the first moment of its month.
func (a *Advice) Moment() time.Time {
	return time.Date(a.Month.Year, time.Month(a.Month.Month), 1, 0, 0, 0, 0, time.UTC)
}

// Row is the advice as a list shows it.
func (a *Advice) Row() Row {
	return Row{ID: a.ID, Kind: KindAdvice, Title: CutSentence(a.Question), State: string(a.From), On: a.Month}
}

// Advised is an advice that a family has kept with them: they agreed to that, and it goes when they go.
type Advised struct {
	Month    Date      `json:"month"` // the first day of the month
	From     Confidant `json:"from"`
	Question Private   `json:"question,omitzero"` // what was asked
	Answer   Private   `json:"answer,omitzero"`
	Done     Private   `json:"done,omitzero"`
	By       ID        `json:"by,omitzero"` // who of the family agreed
	On       Date      `json:"on"`          // when
}

// Aid is what a volunteer wrote down along the steps of the meldcode. The meldcode does not bind a volunteer (PRODUCT law 10). It holds
// days and words and nothing that can be added up: there is no score and no outcome.
type Aid struct {
	CalledOn Date    `json:"calledOn,omitzero"` // Veilig Thuis first, without names
	Said     Private `json:"said,omitzero"`     // what they said
	Parents  Private `json:"parents,omitzero"`  // what the parents said; only when it is safe to talk with them
	Safe     Private `json:"safe,omitzero"`     // the first question: is everybody safe tonight?
	Help     Private `json:"help,omitzero"`     // the second question: who can help, and does the family want that?
}

func (a *Aid) check(ps *Problems, today Date) {
	ps.past("aid.calledOn", a.CalledOn, today)
	ps.long("aid.said", a.Said)
	ps.long("aid.parents", a.Parents)
	ps.long("aid.safe", a.Safe)
	ps.long("aid.help", a.Help)
}
