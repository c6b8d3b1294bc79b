package access

import (
	"slices"
	"strings"

	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Choice is what the worker decided about a passage.
type Choice string

// The choices; empty is not decided.
const (
	ChoiceIn      Choice = "in"      // mee
	ChoiceOut     Choice = "out"     // niet mee
	ChoiceChanged Choice = "changed" // aangepast: in other words, in this document only
)

// Choices lists them.
func Choices() []Choice { return []Choice{ChoiceIn, ChoiceOut, ChoiceChanged} }

// Decision is what was decided about one passage as it was then.
type Decision struct {
	Choice  Choice
	Words   record.Private // for a changed one: what stands in the document in its place
	Version uint64
	Seen    []string // the marks it had
}

// Decisions are kept by the key of the passage.
type Decisions map[string]Decision

// seen is the marks of a passage in a form that can be kept.
func seen(p Passage) []string {
	all := make([]string, 0, len(p.Marks))
	for _, m := range p.Marks {
		all = append(all, string(m.Reason)+"/"+m.Person.String())
	}
	return all
}

// Decide notes a decision about a passage as it is now.
func (d Decisions) Decide(p Passage, choice Choice, words record.Private) {
	if choice == "" {
		delete(d, p.Key)
		return
	}
	d[p.Key] = Decision{Choice: choice, Words: words, Version: p.Version, Seen: seen(p)}
}

// Of is what was decided about a passage, empty when nothing was. A decision about another version of the record, or before somebody
// was found in it, does not count: the passage is looked at again. An unmarked passage of which nothing was decided goes in.
func (d Decisions) Of(p Passage) Choice {
	one, ok := d[p.Key]
	if ok && one.Version == p.Version && subset(seen(p), one.Seen) && (one.Choice != ChoiceChanged || strings.TrimSpace(one.Words.Reveal()) != "") {
		return one.Choice
	}
	if p.Marked() {
		return ""
	}
	return ChoiceIn
}

func subset(some, all []string) bool {
	return !slices.ContainsFunc(some, func(s string) bool { return !slices.Contains(all, s) })
}

// Open lists the marked passages that still have to be decided about.
func Open(passages []Passage, d Decisions) []Passage {
	var some []Passage
	for _, p := range passages {
		if d.Of(p) == "" {
			some = append(some, p)
		}
	}
	return some
}

// Paper is the document in words, ready to be laid out. There is no place in it where an address is secret.
type Paper struct {
	About    string // the person or the family
	Made     string // the day and by whom
	Left     []string
	Sections []Part
	Rights   []string
}

// Part is one section with its heading, and the Dutch heading when the document is in another language.
type Part struct {
	Title, Dutch string
	Pieces       []Piece
}

// Piece is one passage in words.
type Piece struct {
	Title string
	Note  string // the day and where it comes from
	Facts [][2]string
	Text  string
}

// Compose makes the document of passages and what was decided about them. It is ErrUndecided as long as a marked passage is open.
func Compose(p, dutch *i18n.Printer, in Input, passages []Passage, d Decisions) (Paper, error) {
	if len(Open(passages, d)) > 0 {
		return Paper{}, ErrUndecided
	}
	c := &collector{p: p, in: &in, secret: in.secret()}
	c.hide = func(text string) string { return text }
	if c.secret {
		c.hide = newVeil(&in, p.T("access.place")).hide
	}
	paper := Paper{About: c.hide(c.title()), Made: c.made(), Left: c.left(passages, d), Rights: rights(p)}
	for _, section := range Sections() {
		part := Part{Title: sectionTitle(p, section)}
		if p.Tag() != dutch.Tag() {
			part.Dutch = sectionTitle(dutch, section)
		}
		for _, one := range passages {
			if one.Section == section && d.Of(one) != ChoiceOut {
				part.Pieces = append(part.Pieces, c.piece(one, d))
			}
		}
		if len(part.Pieces) > 0 {
			paper.Sections = append(paper.Sections, part)
		}
	}
	return paper, nil
}

func (c *collector) title() string {
	if !c.in.Subject.Zero() {
		return c.nameOf(c.in.Subject)
	}
	for _, h := range c.in.Households {
		if h.ID == c.in.Household {
			return h.Name.Reveal()
		}
	}
	return ""
}

func (c *collector) made() string {
	who := ""
	if w := c.in.Worker; w != nil {
		who = c.hide(joined(w.Name.Reveal(), w.Title.Reveal()))
	}
	if who == "" {
		return c.p.T("access.paper.made", "Date", c.day(c.in.On))
	}
	return c.p.T("access.paper.made.by", "Date", c.day(c.in.On), "Who", who)
}

// left says honestly how much is not in the document, and why as far as that is known.
func (c *collector) left(passages []Passage, d Decisions) []string {
	var all []string
	out, changed, people := 0, 0, true
	for _, p := range passages {
		switch d.Of(p) {
		case ChoiceOut:
			out++
			people = people && slices.ContainsFunc(p.Marks, func(m Mark) bool { return slices.Contains(others(), m.Reason) })
		case ChoiceChanged:
			changed++
		}
	}
	switch {
	case out > 0 && people:
		all = append(all, c.p.N("access.left.people", out))
	case out > 0:
		all = append(all, c.p.N("access.left.some", out))
	}
	if changed > 0 {
		all = append(all, c.p.N("access.left.changed", changed))
	}
	if c.secret {
		all = append(all, c.p.T("access.left.places"))
	}
	return all
}

func rights(p *i18n.Printer) []string {
	return []string{
		p.T("access.right.copy"), p.T("access.right.correct"), p.T("access.right.erase"), p.T("access.right.complain"), p.T("access.right.moment"),
	}
}

// piece is a passage in words. Changed words stand in the place of what was written, else of the facts; the source may say who it was,
// so it goes too. Places are hidden in what people wrote: our own words say nothing about anybody's place.
func (c *collector) piece(one Passage, d Decisions) Piece {
	out := Piece{Title: c.hide(one.Title), Note: c.day(one.On)}
	changed := d.Of(one) == ChoiceChanged
	if changed {
		out.Text = c.hide(d[one.Key].Words.Reveal())
	} else {
		out.Text, out.Note = c.hide(one.Text.Reveal()), joined(out.Note, c.hide(one.Source))
	}
	if changed && one.Text.Empty() {
		return out
	}
	for _, f := range one.Facts {
		label, value := f.Label, f.Value.Reveal()
		if f.typed&partLabel != 0 {
			label = c.hide(label)
		}
		if f.typed&partValue != 0 {
			value = c.hide(value)
		}
		out.Facts = append(out.Facts, [2]string{label, value})
	}
	return out
}

// Words is what a changed passage starts from: what was written, else its facts line by line.
func Words(one Passage) record.Private {
	if !one.Text.Empty() {
		return one.Text
	}
	lines := make([]string, 0, len(one.Facts))
	for _, f := range one.Facts {
		lines = append(lines, f.Label+": "+f.Value.Reveal())
	}
	return record.Text(strings.Join(lines, "\n"))
}

func sectionTitle(p *i18n.Printer, s Section) string { return p.Value("access.section", string(s)) }

// Text is the document as running text, for a terminal.
func (paper Paper) Text() string {
	var b strings.Builder
	line := func(parts ...string) { b.WriteString(strings.Join(parts, "") + "\n") }
	line(paper.About)
	line(paper.Made)
	for _, s := range paper.Left {
		line(s)
	}
	for _, part := range paper.Sections {
		line("\n", part.Title)
		for _, one := range part.Pieces {
			line("\n  ", joined(one.Title, one.Note))
			for _, f := range one.Facts {
				line("  ", f[0], ": ", f[1])
			}
			if one.Text != "" {
				line("  ", strings.ReplaceAll(one.Text, "\n", "\n  "))
			}
		}
	}
	line()
	for _, s := range paper.Rights {
		line(s)
	}
	return b.String()
}
