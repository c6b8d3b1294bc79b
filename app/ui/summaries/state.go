// Package summaries is Overzicht: what the work of a period was, as it will be printed, gezin and gemeenschap side by side, and for the worker
// alone the records behind each number.
package summaries

import (
	"slices"

	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// Below which a count of people is small: among those who work together, and for others (PRODUCT, Counts).
const (
	thresholdInside  = 5
	thresholdOutside = 10
)

// How small counts are kept from others; they are the values of the chips.
const (
	smallHide  = "hide"
	smallRound = "round"
)

// state is what the page shows. It knows no widgets.
type state struct {
	*Memory
	p      *i18n.Printer
	today  record.Date
	whole  summary.Report // for the worker's own eyes
	public summary.Report // as it will be printed
	ready  bool
	made   []*record.Overview // what was handed over before, the newest first

	besides []Beside       // what the period can be put beside
	tales   []record.Story // those that may be told
}

// Memory is how the page stood, so that who looks at a record behind a number comes back to the same place. Its owner keeps it for as long as
// the store is open: it holds the name of a community or a partner when the number behind which somebody looks is of one.
type Memory struct {
	span    span
	period  summary.Period
	own     bool            // the worker looks at all numbers, not at the page as it will be printed
	saving  bool            // the page is about to become a file
	stays   bool            // the page comes back at once, as it stands: another language was chosen
	stories []record.ID     // those that go along
	beside  string          // the value of what it is put beside, "" for nothing
	small   string          // smallHide or smallRound
	outside bool            // it also goes to people outside the organisations that work together
	open    map[string]bool // the tables that were opened or folded by hand
	long    map[string]bool // the tables of which all rows are seen
	down    float32         // how far the page is scrolled
	behind  spot            // the number that was opened last
	at      int             // the row of the list behind it
	format  string
	tongue  string
}

// spot is one number of the page: a row of a measure.
type spot struct {
	measure string
	row     summary.Label
}

// Forget drops all of it, as at the lock.
func (m *Memory) Forget() { *m = Memory{} }

// Year lets the page open at its head with the year of which first is the first day.
func (m *Memory) Year(first record.Date) {
	m.span, m.period = spanYear, summary.Year(first)
	m.saving, m.beside, m.down, m.behind = false, "", 0, spot{}
}

// Stay keeps the page as it stands, with what a file is made of, when it is made anew at once in another language or size.
func (m *Memory) Stay() { m.stays = true }

// begin gives what was never chosen its usual value.
func (s *state) begin(today record.Date) {
	s.today = today
	if s.small == "" {
		s.small, s.tongue = smallHide, i18n.Source // who reads an overview is Dutch, as long as nobody chooses another language
	}
	if s.open == nil {
		s.open, s.long = map[string]bool{}, map[string]bool{}
	}
	if s.span == "" {
		s.choose(spanQuarter)
	}
}

// threshold is below which a count is small.
func (s *state) threshold() int {
	if s.outside {
		return thresholdOutside
	}
	return thresholdInside
}

// madeLine is one overview that was handed over.
func (s *state) madeLine(o *record.Overview) string {
	period := s.p.T("summary.period", "From", s.p.Date(o.From), "To", s.p.Date(o.To))
	return s.p.T("summaries.made.on", "Period", period, "Date", s.p.Date(record.DateOf(o.Made)))
}

// shown is the report that the page draws: what goes into a file is never the worker's own.
func (s *state) shown() summary.Report {
	if s.own && !s.saving {
		return s.whole
	}
	return s.public
}

// leads tells whether numbers open what is behind them: not while the page is about to become a file.
func (s *state) leads() bool { return !s.saving }

// label is a label in words.
func (s *state) label(l summary.Label) string {
	switch {
	case l.Name != "":
		return l.Name
	case !l.On.Zero():
		return s.p.T("summary.row.week", "Date", s.p.Date(l.On))
	case l.Enum == "language":
		return s.p.Tongue(l.Value)
	}
	return s.p.Value(l.Enum, l.Value)
}

// number is a total in words: its digits, or the mark of what is hidden.
func (s *state) number(id string) string { return s.cell(s.shown().Total(id)) }

func (s *state) cell(c sdc.Cell) string {
	if c.Hidden {
		return s.p.T("summary.hidden.mark")
	}
	return s.p.Number(c.Count)
}

// line is what stands beside the chart of weeks.
func (s *state) line() string {
	r := s.shown()
	return s.p.List([]string{
		s.p.N("summaries.meetings", r.Total("meetings.type").Count),
		s.p.N("summaries.visits", r.Total("meetings.heads").Count),
		s.p.N("summaries.hours", (r.Total("hours").Count+30)/60),
	})
}

// heading is a large number at the head of a side: the total of a measure, and the value of summaries.number that is its word.
type heading struct{ measure, word string }

// headline are the three large numbers of a side, as far as the report has them.
func (s *state) headline(section string) []heading {
	var all []heading
	switch section {
	case "family":
		all = []heading{{"families.reached", "families.reached"}, {"contacts.about", "contacts.about"}, {"referrals.state", "referrals.state"}}
		if _, ok := s.shown().Table("referrals.funnel"); ok { // the first step of it is all of them
			all[2].measure = "referrals.funnel"
		}
	case "community":
		all = []heading{{"meetings.type", "meetings.type"}, {"meetings.heads", "meetings.heads"}, {"meetings.initiatives", "meetings.initiatives"}}
	}
	return slices.DeleteFunc(all, func(h heading) bool {
		_, ok := s.shown().Table(h.measure)
		return !ok
	})
}

// fileName holds the period and nothing personal.
func fileName(p summary.Period) string {
	return "schakel-overzicht-" + p.From.String() + "-" + p.To.String()
}
