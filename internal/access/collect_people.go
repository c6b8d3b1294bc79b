package access

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"schakel/internal/municipality"
	"schakel/internal/record"
)

// persons is what stands on the page of each person that the document is about.
func (c *collector) persons() {
	for _, id := range c.in.subjects() {
		if p := c.in.People[id]; p != nil {
			c.person(p)
		}
	}
}

func (c *collector) person(p *record.Person) {
	about := []record.ID{p.ID}
	written := record.DateOf(p.Created)
	d := piece(p, "names", SectionPerson, c.nameOf(p.ID), written)
	d.about = about
	d.Facts = []Fact{
		typed(c.fact(c.p.T("access.label.name"), p.Name().Reveal())), c.fact(c.label("people.birth"), c.born(p)),
		c.fact(c.label("people.languages"), c.tongues(p)), c.fact(c.p.T("access.label.kind"), c.value("person.kind", string(p.As))),
	}
	c.add(d)
	if !p.Alias.Empty() && !p.Alias.Equal(p.Name()) {
		d = piece(p, "alias", SectionPerson, c.p.T("people.alias"), written)
		d.about, d.Text = about, p.Alias
		c.add(d)
	}
	d = piece(p, "reach", SectionPerson, c.p.T("access.label.reach"), written)
	d.about = about
	for _, way := range p.Channels {
		if way.Kind == record.ChannelVisit && c.secret {
			continue
		}
		d.Facts = append(d.Facts, typed(c.fact(c.p.Value("channel.kind", string(way.Kind)), joined(way.Value.Reveal(), way.When.Reveal()))))
	}
	c.add(d)
	d = piece(p, "approach", SectionPerson, c.p.T("access.label.approach"), written)
	d.about, d.Text, d.thought = about, p.Approach, true
	c.add(d)
	d = piece(p, "note", SectionPerson, c.p.T("access.label.note"), written)
	d.about, d.Text = about, p.Note
	c.add(d)
	if p.Secret {
		d = piece(p, "secret", SectionPerson, c.p.T("people.secret"), written)
		d.about, d.Facts = about, []Fact{c.fact(c.p.T("people.secret"), c.p.T("fyne.yes"))}
		c.mark(&d, ReasonSecret, p.ID)
		c.add(d)
	}
	c.merged(p.ID, SectionPerson)
	c.kept(p, p.Review, p.Kept, SectionPerson, about)
}

// merged says that two were one, since when, and what the other was called: its texts stand with the one that stayed, as far as they were
// chosen.
func (c *collector) merged(id record.ID, section Section) {
	for _, m := range c.in.Merges {
		if m.Keep != id {
			continue
		}
		d := piece(m, "merged", section, c.p.T("access.label.merged"), m.On)
		d.about, d.Facts = []record.ID{id}, []Fact{typed(c.fact(c.p.T("access.label.name"), m.Name.Reveal()))}
		d.thought = true // what is kept to take it back is looked at first: it may hold what was not chosen
		c.add(d)
	}
}

// kept is until when it is kept, and why it was kept longer.
func (c *collector) kept(r record.Record, review record.Date, kept []record.Keep, section Section, about []record.ID) {
	d := piece(r, "kept", section, c.p.T("access.label.kept"), record.Date{})
	d.about = about
	d.Facts = []Fact{c.fact(c.p.T("access.label.review"), c.day(review))}
	c.add(d)
	for i, k := range kept {
		d = piece(r, "kept."+strconv.Itoa(i), section, c.p.T("access.label.kept.reason"), k.On)
		d.about, d.Text, d.thought = about, k.Reason, true
		c.add(d)
	}
}

func (c *collector) born(p *record.Person) string {
	switch {
	case !p.Birth.Zero():
		return c.day(p.Birth)
	case p.BirthYear != 0:
		return strconv.Itoa(p.BirthYear)
	case !p.Expected.Zero():
		return c.p.T("people.unborn", "Date", c.day(p.Expected))
	}
	return ""
}

func (c *collector) tongues(p *record.Person) string {
	var all []string
	for _, iso := range p.Languages {
		all = append(all, c.p.Tongue(iso))
	}
	if p.Interpreter {
		all = append(all, c.p.T("people.interpreter"))
	}
	return c.p.Commas(all)
}

func joined(parts ...string) string {
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return strings.Join(parts, " · ")
}

// families is what the page of each family says: who is in it, where, what goes well, what was told.
func (c *collector) families() {
	for _, h := range c.in.Households {
		c.members(h)
		c.custody(h)
		c.home(h)
		c.words(h)
		var about []record.ID
		c.kept(h, h.Review, h.Kept, SectionFamily, about)
	}
}

// members says of each person in the family what the relation is; those of others are looked at first.
func (c *collector) members(h *record.Household) {
	for i, m := range h.Members {
		if c.in.People[m.Person] == nil {
			continue
		}
		d := piece(h, "member."+strconv.Itoa(i), SectionFamily, c.p.T("access.label.member"), m.From)
		d.about = []record.ID{m.Person}
		d.Facts = []Fact{
			named(c.fact(c.nameOf(m.Person), c.value("relation", string(m.Relation)))), c.fact(c.p.T("access.label.from"), c.day(m.From)),
			c.fact(c.p.T("access.label.to"), c.day(m.To)),
		}
		c.add(d)
	}
}

// custody says who decides about a child, to the child and to who decides.
func (c *collector) custody(h *record.Household) {
	for i, one := range h.Custody {
		if c.in.People[one.Child] == nil || !c.in.Subject.Zero() && one.Child != c.in.Subject && !slices.Contains(one.Holders, c.in.Subject) {
			continue
		}
		d := piece(h, "custody."+strconv.Itoa(i), SectionFamily, c.p.T("people.page.custody"), one.From)
		d.about = append([]record.ID{one.Child}, one.Holders...)
		guardian := one.Guardian.Reveal()
		if c.secret && guardian != "" {
			guardian = c.p.T("access.organisation")
		}
		d.Facts = []Fact{
			named(c.fact(c.nameOf(one.Child), c.value("custody.kind", string(one.Custody)))), typed(c.fact(c.p.T("access.label.who"), joined(c.namesOf(one.Holders), guardian))),
			c.fact(c.p.T("access.label.how"), c.value("custody.proof", string(one.Proof))), c.fact(c.p.T("access.label.when"), c.day(one.Seen)),
		}
		c.add(d)
	}
}

// home is where the family lives and how it was met; nothing of it where an address is secret.
func (c *collector) home(h *record.Household) {
	d := piece(h, "home", SectionFamily, c.p.T("access.label.family"), record.DateOf(h.Created))
	d.Facts = []Fact{typed(c.fact(c.p.T("access.label.name"), h.Name.Reveal()))}
	if !c.secret {
		d.Facts = append(d.Facts, c.fact(c.label("people.family.district"), h.District.Reveal()),
			c.fact(c.label("people.family.postcode"), h.Postcode4), c.fact(c.label("people.family.town"), municipality.Name(h.Municipality)))
	}
	d.Facts = append(d.Facts, c.fact(c.p.T("access.label.urgency"), c.value("urgency", string(h.Urgency))),
		c.fact(c.p.T("access.label.reached"), c.value("reached", string(h.Reached))), c.fact(c.p.T("access.label.knew"), c.yes(h.KnewWay)),
		c.fact(c.label("people.page.told"), c.day(h.Told.On)), typed(c.fact(c.p.T("access.label.how"), h.Told.How.Reveal())))
	c.add(d)
}

// label is what a screen writes above a field, as it stands before a value.
func (c *collector) label(id string) string {
	text := c.p.T(id)
	first, size := utf8.DecodeRuneInString(text)
	if c.p.Tag() == "tr" {
		return string(unicode.TurkishCase.ToLower(first)) + text[size:]
	}
	return string(unicode.ToLower(first)) + text[size:]
}

func (c *collector) yes(word string) string {
	switch word {
	case "yes":
		return c.p.T("fyne.yes")
	case "no":
		return c.p.T("fyne.no")
	}
	return ""
}

// words are the texts of a family. What goes well and what it wants, a grown member may have said: a youth of 16 gets them after a look.
func (c *collector) words(h *record.Household) {
	on := record.DateOf(h.Changed)
	for _, one := range []struct {
		part, title string
		text        record.Private
		said        bool
	}{
		{"well", c.p.T("people.page.well"), h.GoesWell, true}, {"wish", c.p.T("people.page.wish"), h.Wish, true},
		{"tried", c.p.T("people.page.tried"), h.Tried, false}, {"note", c.p.T("access.label.note"), h.Note, false},
	} {
		d := piece(h, one.part, SectionFamily, one.title, on)
		d.Text = one.text
		if one.said {
			d.from = c.speakers(h)
		}
		c.add(d)
	}
	for i, v := range h.Involved {
		d := piece(h, "involved."+strconv.Itoa(i), SectionFamily, c.p.T("access.label.involved"), on)
		who := v.Who.Reveal()
		if c.secret {
			who = c.p.T("access.organisation")
		}
		d.Facts = []Fact{typed(named(c.fact(who, v.What.Reveal())))}
		if v.What.Empty() {
			d.Facts = []Fact{typed(c.fact(c.p.T("access.label.who"), who))}
		}
		c.add(d)
	}
}

// speakers are the parents who may have said what stands in the family's own words, when the one who asks is not one of them: they
// speak for themselves, so a parent hears the family's words and a youth hears them after a look.
func (c *collector) speakers(h *record.Household) []record.ID {
	asker := c.in.People[c.in.asker()]
	if asker == nil || asker.As != record.PersonChild {
		return nil
	}
	var all []record.ID
	for _, m := range h.Members {
		if p := c.in.People[m.Person]; p != nil && p.As != record.PersonChild {
			all = append(all, m.Person)
		}
	}
	return all
}
