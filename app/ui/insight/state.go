package insight

import (
	"slices"
	"strings"

	"schakel/internal/access"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// filter is which passages are shown.
type filter string

const (
	filterLook filter = "look" // those that need a look first
	filterAll  filter = "all"
)

// row is one passage in words.
type row struct {
	from    access.Passage
	section string // a heading above it, "" when the one before stands under the same
	title   string
	note    string
	facts   [][2]string
	text    string
	reasons []reason
}

// reason is why a passage needs a look.
type reason struct {
	reason access.Reason
	text   string
}

// state is the page without widgets.
type state struct {
	p         *i18n.Printer
	in        access.Input
	passages  []access.Passage
	decisions access.Decisions
	filter    filter
	language  string // of the document
}

// asker is who asks, in the input.
func (s *state) asker() record.ID {
	if s.in.AskedBy.Zero() {
		return s.in.Subject
	}
	return s.in.AskedBy
}

// load takes over what was read. Who asked before stays when that person may still ask.
func (s *state) load(in access.Input, d access.Decisions, who record.ID) error {
	s.in, s.decisions = in, d
	askers := access.Askers(in)
	switch {
	case slices.Contains(askers, who):
		s.in.AskedBy = who
	case len(askers) > 0:
		s.in.AskedBy = askers[0]
	}
	return s.collect()
}

// collect lists the passages anew, for who asks.
func (s *state) collect() error {
	all, err := access.Collect(s.p, s.in)
	if err != nil {
		return err
	}
	s.passages = all
	if s.filter == "" {
		s.filter = filterLook
	}
	if s.count(filterLook) == 0 {
		s.filter = filterAll
	}
	return nil
}

func (s *state) count(f filter) int {
	n := 0
	for _, p := range s.passages {
		if f == filterAll || p.Marked() {
			n++
		}
	}
	return n
}

// open is how many marked passages are not decided about.
func (s *state) open() int { return len(access.Open(s.passages, s.decisions)) }

// nameOf is a person's name on the screen.
func (s *state) nameOf(id record.ID) string {
	if p := s.in.People[id]; p != nil && !p.Called().Empty() {
		return p.Called().Reveal()
	}
	return s.p.T("people.unborn.name")
}

// title is of whom the document is.
func (s *state) title() string {
	if !s.in.Subject.Zero() {
		return s.nameOf(s.in.Subject)
	}
	for _, h := range s.in.Households {
		if h.ID == s.in.Household {
			return h.Name.Reveal()
		}
	}
	return ""
}

// secret reports whether somebody's address is secret.
func (s *state) secret() bool {
	for _, p := range s.in.People {
		if p.Secret {
			return true
		}
	}
	return false
}

// rows are the passages that the filter shows.
func (s *state) rows() []row {
	var all []row
	last := access.Section("")
	for _, p := range s.passages {
		if s.filter == filterLook && !p.Marked() {
			continue
		}
		r := s.row(p)
		if p.Section != last {
			r.section = s.p.Value("access.section", string(p.Section))
		}
		last = p.Section
		all = append(all, r)
	}
	return all
}

func (s *state) row(p access.Passage) row {
	r := row{from: p, title: p.Title, text: p.Text.Reveal()}
	if !p.On.Zero() {
		r.note = s.p.Date(p.On)
	}
	if p.Source != "" {
		r.note = strings.TrimPrefix(r.note+" · "+p.Source, " · ")
	}
	for _, f := range p.Facts {
		r.facts = append(r.facts, [2]string{f.Label, f.Value.Reveal()})
	}
	for _, m := range p.Marks {
		text := s.p.Value("access.reason", string(m.Reason))
		if who := m.Who.Reveal(); who != "" {
			text = s.p.T("insight.reason.who", "Reason", text, "Who", who)
		}
		r.reasons = append(r.reasons, reason{m.Reason, text})
	}
	return r
}

// decide notes what was chosen; words are what stands there instead, for a changed one.
func (s *state) decide(p access.Passage, choice access.Choice, words string) {
	s.decisions.Decide(p, choice, record.Text(words))
}

// words are what a changed passage says now; before anything was typed what was written.
func (s *state) words(p access.Passage) string {
	if d, ok := s.decisions[p.Key]; ok && d.Choice == access.ChoiceChanged && !d.Words.Empty() {
		return d.Words.Reveal()
	}
	return access.Words(p).Reveal()
}

// chosen is what the switch of a passage shows, also while the words of a changed one are still empty.
func (s *state) chosen(p access.Passage) access.Choice {
	if d, ok := s.decisions[p.Key]; ok && d.Version == p.Version && d.Choice == access.ChoiceChanged {
		return access.ChoiceChanged
	}
	return s.decisions.Of(p)
}

// copied is what is written to the store while the worker goes on.
func (s *state) copied() access.Decisions {
	all := access.Decisions{}
	for key, one := range s.decisions {
		all[key] = one
	}
	return all
}

// progress says how many are still to be looked at.
func (s *state) progress() string {
	if n := s.open(); n > 0 {
		return s.p.N("insight.open", n)
	}
	return s.p.T("insight.ready")
}
