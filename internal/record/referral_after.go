package record

import "strconv"

func at(field string, i int) string { return field + "." + strconv.Itoa(i) }

// Teller is who made a step of a referral known.
type Teller string

// The tellers. The first three are the sources of an arrival.
const (
	TellerParent   Teller = "parent"
	TellerPartner  Teller = "partner"
	TellerWitness  Teller = "witness" // ik was erbij
	TellerWorker   Teller = "worker"
	TellerEndpoint Teller = "endpoint" // the signed receipt of an endpoint
)

// Tellers lists them.
func Tellers() []Teller {
	return []Teller{TellerParent, TellerPartner, TellerWitness, TellerWorker, TellerEndpoint}
}

// tellerOf is who made an action known when nothing else was said.
func (r *Referral) tellerOf(a ReferralAction) Teller {
	switch {
	case a == ReferralReceipt, a == ReferralUnsent:
		return TellerEndpoint
	case (a == ReferralAccept || a == ReferralDecline) && r.Way == WayOut:
		return TellerPartner
	}
	return TellerWorker
}

// The reasons of the worker to say no to a partner's question (003 L264, L742-L752). A no is a good answer.
const (
	DeclinedNoTime   DeclineReason = "notime"   // overvraagd
	DeclinedNotMine  DeclineReason = "notmine"  // not what the worker does
	DeclinedTooNear  DeclineReason = "toonear"  // knows the family too well
	DeclinedUnagreed DeclineReason = "unagreed" // the agreements are not made
)

// RefusalReasons lists the reasons of the worker.
func RefusalReasons() []DeclineReason {
	return []DeclineReason{DeclinedNoTime, DeclinedNotMine, DeclinedTooNear, DeclinedUnagreed, DeclinedUnwanted, DeclinedOther}
}

// Reasons lists why the one who is asked may say no: the partner on the way out, the worker on the way in.
func (w Way) Reasons() []DeclineReason {
	if w == WayIn {
		return RefusalReasons()
	}
	return DeclineReasons()
}

// ReferralEnds lists why a referral ends without help.
func ReferralEnds() []string {
	return []string{"unwanted", "elsewhere", "solved", "outofsight", "other"}
}

// Turn is who is next on a referral.
type Turn string

// The turns.
const (
	TurnWorker  Turn = "worker"
	TurnPartner Turn = "partner"
	TurnFamily  Turn = "family" // on its way; the worker asks after a week
	TurnNobody  Turn = "nobody"
)

// Turns lists them.
func Turns() []Turn { return []Turn{TurnWorker, TurnPartner, TurnFamily, TurnNobody} }

// Turn is who is next in a state.
func (s ReferralState) Turn(in bool) Turn {
	switch s {
	case ReferralSent:
		return TurnPartner
	case ReferralHandedOver, ReferralSelf, ReferralAccepted:
		if in {
			return TurnWorker
		}
		return TurnFamily
	case ReferralArrived, ReferralInHelp:
		return TurnPartner
	case ReferralCompleted, ReferralClosed, ReferralWithdrawn:
		return TurnNobody
	}
	return TurnWorker
}

// WaitsForHelp reports whether the family still waits for the first help.
func (r *Referral) WaitsForHelp() bool {
	return !r.WaitingFrom.Zero() && r.HelpOn.Zero() && !r.Ended()
}

// DaysToHelp is how many calendar days the family waited for the first help, from the day it began to wait or else from the day it went;
// until today while it still waits. ok is false when it does not wait and was not helped.
func (r *Referral) DaysToHelp(today Date) (days int, ok bool) {
	from, to := r.WaitingFrom, r.HelpOn
	if from.Zero() && !to.Zero() {
		from = r.SentOn
	}
	if to.Zero() && r.WaitsForHelp() {
		to = today
	}
	if from.Zero() || to.Zero() || to.Before(from) {
		return 0, false
	}
	return to.Since(from), true
}

// ahead is the next day that was agreed: of going along, or of keeping in touch.
func (r *Referral) ahead() Date {
	switch r.State {
	case ReferralDraft, ReferralPreparing, ReferralReady, ReferralAccepted:
		return r.Along.On
	case ReferralCompleted, ReferralAftercare:
		return r.CareNext
	}
	return Date{}
}

// ThanksFrom is who thanked.
type ThanksFrom string

// Who thanks.
const (
	ThanksParent  ThanksFrom = "parent"
	ThanksPartner ThanksFrom = "partner"
	ThanksOther   ThanksFrom = "other"
)

// ThanksSources lists them.
func ThanksSources() []ThanksFrom { return []ThanksFrom{ThanksParent, ThanksPartner, ThanksOther} }

// Thanks is recognition that came back (003 L689: formal workers show clear and explicit appreciation).
type Thanks struct {
	On   Date       `json:"on"`
	From ThanksFrom `json:"from"` // who thanked
	Text Private    `json:"text"`
}

func (t Thanks) validate(ps *Problems, field string, today Date) {
	ps.required(field+".on", t.On.Zero())
	ps.past(field+".on", t.On, today)
	enum(ps, field+".from", t.From, ThanksSources(), true)
	ps.required(field+".text", t.Text.Empty())
	ps.short(field+".text", t.Text, LimitShort)
}

// Voiced is whether the four questions after help were answered. Which answers, and when, stands nowhere beside a family.
type Voiced string

// The answers.
const (
	VoicedYes Voiced = "yes"
	VoicedNo  Voiced = "no" // the parent would rather not; nothing asks again
)

// VoicedAnswers lists them.
func VoicedAnswers() []Voiced { return []Voiced{VoicedYes, VoicedNo} }

// VoiceQuestion is one of the four questions that are asked of a parent after help, aloud (002, topiclist cliënten).
type VoiceQuestion string

// The questions.
const (
	VoiceQuick  VoiceQuestion = "quick"  // quickly with the right person? how often sent on? (002 L1616)
	VoiceWait   VoiceQuestion = "wait"   // how long until you were helped? (002 L1628)
	VoiceTold   VoiceQuestion = "told"   // do you know what happened with your data, and how were you told? (002 L1637)
	VoiceResult VoiceQuestion = "result" // what do you see as the result? (002 L1653)
)

// VoiceQuestions lists them in the order in which they are asked.
func VoiceQuestions() []VoiceQuestion {
	return []VoiceQuestion{VoiceQuick, VoiceWait, VoiceTold, VoiceResult}
}

// Answers lists the closed answers to a question, in order. There is no free text: it could tell who spoke.
func (q VoiceQuestion) Answers() []string {
	return map[VoiceQuestion][]string{
		VoiceQuick:  {"once", "twice", "more", "notyet"},
		VoiceWait:   {"week", "month", "quarter", "longer"},
		VoiceTold:   {"told", "paper", "partly", "nobody"},
		VoiceResult: {"much", "some", "same", "worse"},
	}[q]
}

// Tally counts what parents answered in one year. By type it can name nobody: no id, no day, no text, no number of a referral, and no
// order in which answers came. It belongs to the store and not to a family, so it stays when a family is erased.
type Tally struct {
	Head
	Year   int          `json:"year"`            // in which they were asked
	Counts []VoiceCount `json:"counts,omitzero"` // how often each answer was given
}

// VoiceCount is how often one answer was given to one question.
type VoiceCount struct {
	Question VoiceQuestion `json:"question"` // one of the four
	Answer   string        `json:"answer"`   // one of the closed answers to it
	Count    int           `json:"count"`    // how often, at least 1
}

// Kind is KindTally.
func (t *Tally) Kind() Kind { return KindTally }

// Validate checks the lists and that counts are counts.
func (t *Tally) Validate(today Date) Problems {
	var ps Problems
	if t.Year < 2000 || t.Year > today.Year {
		ps.add("year", "count.range")
	}
	seen := map[VoiceCount]bool{}
	for i, c := range t.Counts {
		field := at("counts", i)
		enum(&ps, field+".question", c.Question, VoiceQuestions(), true)
		enum(&ps, field+".answer", c.Answer, c.Question.Answers(), true)
		if key := (VoiceCount{Question: c.Question, Answer: c.Answer}); seen[key] || c.Count < 1 || c.Count > 100_000 {
			ps.add(field+".count", "count.range")
		} else {
			seen[key] = true
		}
	}
	return ps
}

// Add counts answers, one for each question that was answered. They stand in the order of the questions, never in the order in which
// they were given.
func (t *Tally) Add(answers map[VoiceQuestion]string) {
	have := map[VoiceCount]int{}
	for _, c := range t.Counts {
		have[VoiceCount{Question: c.Question, Answer: c.Answer}] = c.Count
	}
	for q, a := range answers {
		have[VoiceCount{Question: q, Answer: a}]++
	}
	t.Counts = nil
	for _, q := range VoiceQuestions() {
		for _, a := range q.Answers() {
			if n := have[VoiceCount{Question: q, Answer: a}]; n > 0 {
				t.Counts = append(t.Counts, VoiceCount{Question: q, Answer: a, Count: n})
			}
		}
	}
}

// Row is the tally's compact form.
func (t *Tally) Row() Row { return Row{ID: t.ID, Kind: KindTally, Number: uint32(max(t.Year, 0))} }
