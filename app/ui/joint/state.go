// Package joint is "samen optellen": who handed in for a coordinator's programme, and what they did together.
package joint

import (
	"strings"

	"schakel/app/ui/counts"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// Below which a count of families is small: among those who work together, and for others (PRODUCT, Counts).
const (
	inside  = 5
	outside = 10
)

// state is the page without widgets. There is no number of one worker in it.
type state struct {
	p          *i18n.Printer
	programmes []*record.Programme
	chosen     record.ID
	making     bool // another programme is being made
	name       string
	founded    record.ID // the programme that was just made, to be chosen
	span       counts.Span
	days       summary.Period
	standing   book.Gathering
	partners   string // what is typed in the lists, a name on each line
	groups     string
	aims       string
	files      []book.ContributionFile
	brought    []book.Brought  // what the files are
	known      map[string]bool // the strangers whose words were compared, by the key of their card
	report     *summary.Report
	ends       []*record.Endpoint // with which there is a connection
	fetched    book.Fetched       // what came through one and waits
	outside    bool
	rounded    bool
}

func (s *state) load(all []*record.Programme) {
	s.programmes = nil
	for _, p := range all {
		if p.Own {
			s.programmes = append(s.programmes, p)
		}
	}
	making := s.making
	if _, ok := s.programme(); !ok && len(s.programmes) > 0 {
		s.choose(s.programmes[0].ID)
		s.making = making
	}
	if !s.founded.Zero() {
		s.choose(s.founded)
		s.founded = record.ID{}
	}
}

// choose takes a programme, with its lists as they are.
func (s *state) choose(id record.ID) {
	s.chosen, s.making, s.report, s.files, s.brought, s.known = id, false, nil, nil, nil, nil
	if p, ok := s.programme(); ok {
		s.partners, s.groups, s.aims = lines(p.Partners), lines(p.Communities), ""
	}
}

// programme is the one that is chosen.
func (s *state) programme() (*record.Programme, bool) {
	for _, p := range s.programmes {
		if p.ID == s.chosen {
			return p, true
		}
	}
	return nil, false
}

func lines(list []record.Private) string {
	words := make([]string, len(list))
	for i, w := range list {
		words[i] = w.Reveal()
	}
	return strings.Join(words, "\n")
}

// named are the names on the lines of a text, each once.
func named(text string) []record.Private {
	var all []record.Private
	seen := map[string]bool{}
	for line := range strings.Lines(text) {
		line = strings.Join(strings.Fields(line), " ")
		if line != "" && !seen[line] {
			seen[line] = true
			all = append(all, record.Text(line))
		}
	}
	return all
}

// changed is the programme with what was typed in its lists, for a year.
func (s *state) changed(year int) *record.Programme {
	was, _ := s.programme()
	p := *was
	p.Partners, p.Communities = named(s.partners), named(s.groups)
	if aims := named(s.aims); len(aims) > 0 && len(p.Aims(year)) == 0 {
		p.Years = append(append([]record.ProgrammeYear{}, p.Years...), record.ProgrammeYear{Year: year, Aims: aims})
	}
	return &p
}

// who is a worker by name.
func (s *state) who(name record.Private) string {
	if name.Empty() {
		return s.p.T("joint.nameless")
	}
	return name.Reveal()
}

// stand says whether somebody is in, without reproach and without a number.
func (s *state) stand(h book.HandedIn) string {
	text := s.p.Value("joint.handed", string(h.State))
	if h.State == book.HandedIsIn {
		text += " · " + s.p.Date(h.On)
	}
	if h.Early && h.State == book.HandedIsIn {
		text += " · " + s.p.T("joint.handed.early")
	}
	return text
}

// ready counts the files that can be taken: of a stranger none before their words were compared.
func (s *state) ready() int {
	n := 0
	for _, b := range s.brought {
		switch b.State {
		case book.BroughtNew, book.BroughtCorrected, book.BroughtWithdrawn:
			if !b.Stranger || s.known[b.From.Key()] {
				n++
			}
		}
	}
	return n
}

// left are the keys of the strangers whose files stay out.
func (s *state) left() map[string]bool {
	out := map[string]bool{}
	for _, b := range s.brought {
		if b.Stranger && !s.known[b.From.Key()] {
			out[b.From.Key()] = true
		}
	}
	return out
}

// typed takes over the lists of a draft.
func (s *state) typed(p *record.Programme, year int) {
	s.partners, s.groups, s.aims = lines(p.Partners), lines(p.Communities), lines(p.Aims(year))
}

// says what a file is, and from whom.
func (s *state) says(b book.Brought) (title, line string) {
	title = b.File
	if b.State == book.BroughtWrong {
		text, hint := s.p.Fault(b.Err)
		return title, strings.TrimSpace(text + " " + hint)
	}
	title = s.who(b.From.Name)
	line = s.p.Value("joint.brought", string(b.State))
	if b.Stranger {
		line += " · " + s.p.T("joint.bring.stranger", "Words", b.From.Words())
	}
	return title, line
}

// threshold is below which a count is small.
func (s *state) threshold() int {
	if s.outside {
		return outside
	}
	return inside
}

// fileName has the period and nothing personal.
func fileName(period summary.Period) string {
	return "schakel-overzicht-" + period.From.String() + "-" + period.To.String()
}
