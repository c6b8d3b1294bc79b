package access

import (
	"slices"
	"strings"

	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Collect lists everything that the store holds about the subject, in the order of the document, with the reasons to look first. Titles,
// labels and sources are in the language of the printer; what people wrote is as they wrote it. Keys, versions and marks are the same
// in every language. Somebody who may not ask is ErrAsker.
func Collect(p *i18n.Printer, in Input) ([]Passage, error) {
	if !slices.Contains(Askers(in), in.asker()) {
		return nil, ErrAsker
	}
	c := &collector{p: p, in: &in, mine: in.mine(), names: NewNames(in.Everybody), secret: in.secret()}
	for _, id := range c.mine {
		if one := in.People[id]; one != nil {
			c.own = append(c.own, one)
		}
	}
	if one := in.People[in.asker()]; one != nil && !slices.Contains(c.own, one) {
		c.own = append(c.own, one)
	}
	for _, one := range in.People {
		c.near = append(c.near, one)
	}
	for _, work := range []func(){
		c.persons, c.families, c.contacts, c.concerns, c.referrals, c.consents, c.shared, c.handovers, c.answers, c.meetings, c.stories, c.tasks,
	} {
		work()
	}
	order := Sections()
	slices.SortStableFunc(c.all, func(a, b Passage) int {
		if a.Section != b.Section || a.Section == SectionPerson || a.Section == SectionFamily { // who somebody is stands in the order of the page
			return slices.Index(order, a.Section) - slices.Index(order, b.Section)
		}
		return a.On.Number() - b.On.Number()
	})
	return c.all, nil
}

// collector gathers passages.
type collector struct {
	p      *i18n.Printer
	in     *Input
	mine   []record.ID
	own    []*record.Person // whose names need no look: the subject, its small children and who asks
	near   []*record.Person // everybody in the families
	names  *Names
	secret bool
	all    []Passage
	hide   func(string) string // of a paper: leaves places out where an address is secret
}

// draft is a passage with what decides about its marks.
type draft struct {
	Passage
	home    record.ID   // whose key seals it: the family it stands with
	about   []record.ID // whom it is about; nobody is the family as a whole
	from    []record.ID // who told it, where that is known
	heard   bool        // somebody told it whom the store does not name
	talk    record.ID   // with whom the talk was
	thought bool
	safety  bool
	answer  bool
	found   bool

	happened bool // that it happened at all is something to say
}

// add keeps a passage that has something to say.
func (c *collector) add(d draft) {
	d.Facts = slices.DeleteFunc(d.Facts, func(f Fact) bool { return f.Value.Empty() })
	if len(d.Facts) == 0 && d.Text.Empty() && !d.happened {
		return
	}
	c.situation(&d)
	c.origin(&d)
	c.naming(&d)
	order := Reasons()
	slices.SortStableFunc(d.Marks, func(a, b Mark) int { return slices.Index(order, a.Reason) - slices.Index(order, b.Reason) })
	c.all = append(c.all, d.Passage)
}

func (c *collector) mark(d *draft, reason Reason, who record.ID) {
	m := Mark{Reason: reason, Person: who, Who: c.called(who)}
	if !slices.ContainsFunc(d.Marks, func(x Mark) bool { return x.Reason == reason && x.Person == who }) {
		d.Marks = append(d.Marks, m)
	}
}

func (c *collector) called(id record.ID) record.Private {
	if p := c.in.People[id]; p != nil {
		return p.Called()
	}
	for _, p := range c.in.Everybody {
		if p.ID == id {
			return p.Called()
		}
	}
	return record.Private{}
}

// situation marks what the situation asks for: somebody unsafe, danger, a secret address, a youth who decides alone.
func (c *collector) situation(d *draft) {
	asker := c.in.asker()
	if c.unsafe(asker) {
		c.mark(d, ReasonUnsafe, asker)
	}
	for _, id := range slices.Concat(d.about, d.from, []record.ID{d.talk}) {
		if c.unsafe(id) && id != asker {
			c.mark(d, ReasonUnsafe, id)
		}
	}
	if c.elsewhere(d.home) {
		c.mark(d, ReasonMember, record.ID{})
	}
	if d.safety {
		c.mark(d, ReasonSafety, record.ID{})
	}
	if c.secret && !d.Text.Empty() {
		c.mark(d, ReasonSecret, record.ID{})
	}
	for _, id := range d.about {
		p := c.in.People[id]
		if id != asker && p != nil && p.As == record.PersonChild && grown(p, c.in.On) {
			c.mark(d, ReasonYouth, id)
		}
	}
}

// elsewhere reports whether something stands with a family in which the one who asks does not live: a child may have two homes.
func (c *collector) elsewhere(home record.ID) bool {
	asker := c.in.asker()
	if asker == c.in.Subject {
		return false
	}
	for _, h := range c.in.Households {
		if h.ID == home {
			return !slices.ContainsFunc(h.Living(c.in.On), func(m record.Member) bool { return m.Person == asker })
		}
	}
	return false
}

func (c *collector) unsafe(id record.ID) bool {
	return !id.Zero() && slices.ContainsFunc(c.in.Households, func(h *record.Household) bool { return slices.Contains(h.Unsafe, id) })
}

// origin marks what somebody else told, wrote or is about.
func (c *collector) origin(d *draft) {
	c.told(d)
	switch p := c.in.People[d.talk]; {
	case d.talk.Zero() || d.talk == c.in.asker():
	case p != nil && p.As == record.PersonChild && slices.Contains(c.mine, d.talk):
		c.mark(d, ReasonChild, d.talk)
	default:
		c.mark(d, ReasonTalk, d.talk)
	}
	for reason, is := range map[Reason]bool{ReasonAnswer: d.answer, ReasonThought: d.thought, ReasonFound: d.found, ReasonHeard: d.heard} {
		if is {
			c.mark(d, reason, record.ID{})
		}
	}
	for _, id := range d.about {
		if !slices.Contains(c.mine, id) {
			c.mark(d, ReasonMember, id)
		}
	}
}

// told marks what somebody of the family said who is not the one who asks.
func (c *collector) told(d *draft) {
	asker := c.in.asker()
	who := c.in.People[asker]
	youth := who != nil && who.As == record.PersonChild
	for _, id := range d.from {
		p := c.in.People[id]
		switch {
		case id == asker:
		case p != nil && p.As == record.PersonChild:
			c.mark(d, ReasonChild, id)
		case youth && p != nil:
			c.mark(d, ReasonParent, id)
		default:
			c.mark(d, ReasonHeard, id)
		}
	}
}

// naming marks what names or may name somebody else.
func (c *collector) naming(d *draft) {
	texts := make([]string, 0, len(d.Facts)+1)
	texts = append(texts, d.Text.Reveal())
	for _, f := range d.Facts {
		if f.typed&partLabel != 0 {
			texts = append(texts, f.Label)
		}
		if f.typed&partValue != 0 {
			texts = append(texts, f.Value.Reveal())
		}
	}
	for _, id := range c.names.In(strings.Join(texts, "\n"), c.own, c.near) {
		if c.unsafe(id) {
			c.mark(d, ReasonUnsafe, id)
		}
		if !slices.ContainsFunc(d.Marks, func(m Mark) bool { return m.Person == id }) { // else it is said already that it is about somebody
			c.mark(d, ReasonOther, id)
		}
	}
}

// fact is a line of a passage; an empty value is left out.
func (c *collector) fact(label, value string) Fact {
	return Fact{Label: label, Value: record.Text(value)}
}

// typed is a fact of which people wrote the value, named one of which they wrote the label.
func typed(f Fact) Fact {
	f.typed |= partValue
	return f
}

func named(f Fact) Fact {
	f.typed |= partLabel
	return f
}

func (c *collector) day(d record.Date) string {
	if d.Zero() {
		return ""
	}
	return c.p.Date(d)
}

// value is the word for a value of a closed list, "" for none.
func (c *collector) value(enum, value string) string {
	if value == "" {
		return ""
	}
	return c.p.Value(enum, value)
}

func values[T ~string](c *collector, enum string, all []T) string {
	words := make([]string, 0, len(all))
	for _, v := range all {
		words = append(words, c.p.Value(enum, string(v)))
	}
	return c.p.List(words)
}

// partner is the name of an organisation. Where an address is secret it says where somebody lives, and so is not said.
func (c *collector) partner(id record.ID) string {
	p := c.in.Partners[id]
	switch {
	case p == nil && id.Zero():
		return ""
	case c.secret || p == nil:
		return c.p.T("access.organisation")
	}
	return p.Called().Reveal()
}

// nameOf is how a person stands in the document.
func (c *collector) nameOf(id record.ID) string {
	p := c.in.People[id]
	if p == nil {
		return ""
	}
	if name := p.Name(); !name.Empty() {
		return name.Reveal()
	}
	return c.p.T("people.unborn.name")
}

func (c *collector) namesOf(ids []record.ID) string {
	var all []string
	for _, id := range ids {
		if name := c.nameOf(id); name != "" {
			all = append(all, name)
		}
	}
	return c.p.List(all)
}

// key names a part of a record.
func key(r record.Record, part string) string {
	return r.Kind().String() + "/" + r.Base().ID.String() + "/" + part
}

// piece starts a passage of a record.
func piece(r record.Record, part string, section Section, title string, on record.Date) draft {
	return draft{home: r.Base().Owner, Passage: Passage{Key: key(r, part), Version: r.Base().Revision, Section: section, Title: title, On: on}}
}
