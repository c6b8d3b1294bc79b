// Package today is Vandaag: at most five sentences with one button each, and the week. It does not scold.
package today

import (
	"strconv"
	"strings"

	"schakel/app/ui/listing"
	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// most is how many sentences there are at most.
const most = 5

// putOffDays is how long "niet nu" puts a sentence off.
const putOffDays = 3

// putOffReview is the same for "nog nodig?", which is never in a hurry.
const putOffReview = 30

// row is one sentence, ready to draw.
type row struct {
	sentence, detail, action string
	status                   listing.StatusKind
	word                     string // in place of the status's usual word
	from                     book.Sentence
}

// state is what the page shows.
type state struct {
	p     *i18n.Printer
	today record.Date
	rows  []row
	week  []listing.Day
}

func (s *state) load(list []book.Sentence, plans []book.Plan, today record.Date) {
	s.today, s.rows = today, nil
	for _, one := range list {
		s.rows = append(s.rows, s.row(one))
	}
	s.week = s.days(plans)
}

// row puts a sentence into words.
func (s *state) row(b book.Sentence) row {
	r := row{from: b, status: listing.StatusYourTurn}
	switch b.Sort {
	case book.SentenceAnswer:
		s.answer(&r)
	case book.SentenceHeld, book.SentenceParked:
		s.stuck(&r)
	case book.SentenceArrival:
		s.arrival(&r)
	case book.SentenceLate, book.SentenceUnread, book.SentenceRequest, book.SentenceSignal:
		s.waiting(&r)
	case book.SentenceSuccessor, book.SentenceSpeak:
		s.person(&r)
	case book.SentenceBirthday, book.SentenceBirth:
		s.birthday(&r)
	case book.SentenceMeeting, book.SentenceAgreed, book.SentenceWords:
		s.gathering(&r)
	case book.SentenceInvite, book.SentenceAlong, book.SentenceOnward, book.SentenceHelp, book.SentenceGo, book.SentenceCare:
		s.road(&r)
	case book.SentenceCustody, book.SentenceRunsOut:
		s.deciding(&r)
	default:
		s.mine(&r)
	}
	return r
}

func (s *state) answer(r *row) {
	b, p := r.from, s.p
	who := b.Who.Reveal()
	if who == "" {
		who = b.Where.Reveal()
	}
	text := b.What.Reveal()
	if text == "" {
		text = p.Value("stand", string(b.Stand))
	}
	r.sentence = p.T("today.answer", "Who", who, "Code", b.Code, "Text", short(text))
	if b.Stand == record.StandWithdrawn {
		r.sentence = p.T("today.withdrawn", "Where", b.Where.Reveal(), "Code", b.Code)
	}
	r.status = listing.StatusAnswered
	r.detail = p.T("today.answer.when", "When", p.Relative(b.On, s.today), "Clock", p.Clock(b.At.Local()))
	r.action = p.T("today.answer.read")
}

func (s *state) stuck(r *row) {
	b, p := r.from, s.p
	why, hint := p.Fault(fault.New(fault.Refused, b.Reason, b.Reason))
	r.detail = why
	switch {
	case b.Sort == book.SentenceParked && strings.HasSuffix(b.Reason, ".clock"): // nobody keeps this laptop out
		r.sentence, r.detail = why, hint
		r.action = p.T("today.parked.see")
	case b.Sort == book.SentenceParked:
		r.sentence = p.T("today.parked", "Where", b.Where.Reveal())
		r.action = p.T("today.parked.see")
	case b.Recall:
		r.sentence = p.T("today.recall.held", "Where", b.Where.Reveal())
		r.action = p.T("today.held.see")
	default:
		r.sentence = p.T("today.held", "Code", b.Code, "Where", b.Where.Reveal())
		r.action = p.T("today.held.see")
	}
}

func (s *state) arrival(r *row) {
	b, p := r.from, s.p
	switch {
	case b.Who.Empty() && b.Child.Empty(): // nobody whom it is safe to ask: the partner knows it too
		r.sentence = p.N("today.arrival.partner", b.Days, "Where", b.Where.Reveal(), "Code", b.Code)
	case b.Who.Empty():
		r.sentence = p.N("today.arrival.partner.child", b.Days, "Where", b.Where.Reveal(), "Child", b.Child.Reveal())
	case b.Child.Empty():
		r.sentence = p.N("today.arrival.family", b.Days, "Who", b.Who.Reveal(), "Code", b.Code)
	default:
		r.sentence = p.N("today.arrival.child", b.Days, "Who", b.Who.Reveal(), "Child", b.Child.Reveal())
	}
	r.status = listing.StatusYourCall
	r.detail = p.T("today.arrival.since", "Where", b.Where.Reveal(), "On", p.DayMonth(b.On))
	r.action = p.T("today.arrival.write")
}

func (s *state) waiting(r *row) {
	b, p := r.from, s.p
	if b.Stand == record.StandQuestion && b.Mine { // a question came back
		r.sentence = p.T("today.question", "Where", b.Where.Reveal(), "Text", short(b.What.Reveal()))
		r.detail, r.action = p.T("today.request.since", "On", p.DayMonth(b.On)), p.T("today.request.see")
		return
	}
	if b.Sort == book.SentenceRequest {
		r.sentence = p.T("today.request", "Where", b.Where.Reveal(), "Text", short(b.What.Reveal()))
		r.action = p.T("today.request.see")
		r.status = listing.StatusWaiting
		r.detail = p.T("today.request.day", "Day", strconv.Itoa(b.Days), "Norm", strconv.Itoa(b.Norm))
		if b.Norm > 0 && b.Days > b.Norm {
			r.status = listing.StatusLate
		}
		if b.Norm == 0 {
			r.detail = p.T("today.request.since", "On", p.DayMonth(b.On))
		}
		return
	}
	r.status = listing.StatusLate
	r.sentence = p.N("today.late", b.Days, "Where", b.Where.Reveal(), "Code", b.Code)
	r.detail = p.N("today.late.norm", b.Norm)
	r.action = p.T("today.late.see")
	if !b.Who.Empty() {
		r.action = p.T("today.late.call", "Who", b.Who.Reveal())
	}
}

func (s *state) birthday(r *row) {
	b, p := r.from, s.p
	if b.Sort == book.SentenceBirth {
		r.sentence = p.T("today.birth", "Child", b.Child.Reveal())
		r.detail = p.T("today.birth.detail")
		r.action = p.T("today.birth.write")
		return
	}
	r.sentence = p.T("today.birthday."+strconv.Itoa(b.Age), "Child", b.Child.Reveal(), "Day", s.dayWord(b.On))
	r.detail = p.T("today.birthday.detail")
	r.action = p.T("today.birthday.see")
}

// deciding is a change of who must agree that is not a birthday: of gezag, and a yes that runs out.
func (s *state) deciding(r *row) {
	b, p := r.from, s.p
	if b.Sort == book.SentenceRunsOut {
		r.sentence = p.T("today.runsout", "Code", b.Code, "On", p.DayMonth(b.On))
		r.detail, r.action = p.T("today.runsout.detail"), p.T("today.runsout.see")
		return
	}
	r.sentence = p.T("today.custody", "Child", b.Child.Reveal(), "On", p.DayMonth(b.On))
	r.detail, r.action = p.T("today.custody.detail"), p.T("today.birthday.see")
}

// hushed reports whether a sentence has no words because they name somebody who is not safe to ask: it only leads to the record.
func hushed(b book.Sentence) bool {
	return b.What.Empty() && (b.Sort == book.SentencePromise || b.Sort == book.SentenceStep || b.Sort == book.SentenceTask)
}

func (s *state) mine(r *row) {
	b, p := r.from, s.p
	if hushed(b) {
		r.sentence, r.action = p.T("today.look"), p.T("today.runsout.see")
		return
	}
	switch b.Sort {
	case book.SentencePromise:
		r.sentence = p.T("today.promise", "Text", b.What.Reveal())
		r.detail = b.Who.Reveal()
		r.action = p.T("today.done")
	case book.SentenceStep:
		r.sentence = p.T("today.step", "Code", b.Code, "Text", b.What.Reveal())
		r.detail = b.Who.Reveal()
		r.action = p.T("today.step.see")
	case book.SentenceUntold:
		r.sentence = p.T("today.untold")
		r.detail = p.T("today.untold.detail")
		r.action = p.T("today.review.see")
	case book.SentenceAdvice:
		s.advice(r)
	case book.SentenceYear:
		r.sentence = p.T("today.yearly", "Year", strconv.Itoa(b.On.Year))
		r.detail = p.T("today.yearly.detail")
		r.action = p.T("today.yearly.see")
	case book.SentenceReview:
		r.sentence = p.T("today.review")
		r.detail = p.T("today.review.detail")
		r.action = p.T("today.review.see")
	default:
		r.sentence = b.What.Reveal()
		if !b.On.Zero() {
			r.detail = p.Relative(b.On, s.today)
		}
		r.action = p.T("today.done")
	}
}

// dayWord is "vandaag" and "morgen", or the day of the week.
func (s *state) dayWord(d record.Date) string {
	if d.Since(s.today) < 2 {
		return s.p.Relative(d, s.today)
	}
	return s.p.Weekday(d)
}

// days are the seven cells of the week, at most three things in each.
func (s *state) days(plans []book.Plan) []listing.Day {
	monday := s.today.Monday()
	days := make([]listing.Day, 7)
	for i := range days {
		d := monday.Add(i)
		days[i] = listing.Day{Name: s.p.WeekdayShort(d), Number: strconv.Itoa(d.Day), Today: d == s.today}
	}
	for _, plan := range plans {
		i := plan.On.Since(monday)
		if i < 0 || i > 6 {
			continue
		}
		switch n := len(days[i].Items); {
		case n < 3:
			days[i].Items = append(days[i].Items, s.plan(plan))
		case n == 3:
			days[i].Items = append(days[i].Items, s.p.T("today.week.more"))
		}
	}
	return days
}

func (s *state) plan(b book.Plan) string {
	switch b.Type {
	case "birthday":
		return s.p.T("today.week.birthday", "Who", b.Who.Reveal(), "Age", strconv.Itoa(b.Age))
	case "contact", "concern", "task":
		return b.Who.Reveal()
	}
	text := s.p.Value("meeting.type", b.Type)
	if b.At != "" {
		text = s.p.T("today.week.at", "Text", text, "At", b.At)
	}
	return text
}

// short keeps a quotation to one line.
func short(text string) string {
	r := []rune(text)
	if len(r) <= 60 {
		return text
	}
	return string(r[:59]) + "…"
}
