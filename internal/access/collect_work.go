package access

import (
	"slices"
	"strconv"
	"time"

	"schakel/internal/record"
)

// contacts are the moments of contact: with the family, with a person, and those in which only the name was found.
func (c *collector) contacts() {
	for _, v := range c.in.Contacts {
		if !c.concernsUs(v) {
			continue
		}
		title := c.p.T("access.label.contact")
		d := piece(v, "note", SectionContacts, title, v.On)
		c.talked(&d, v)
		d.Text = v.Note
		d.Facts = []Fact{
			c.fact(c.p.T("access.label.when"), v.At), c.fact(c.p.T("access.label.how"), c.value("place", string(v.Place))),
			c.fact(c.p.T("access.label.length"), c.length(v.Length)), c.fact(c.p.T("access.label.roles"), values(c, "role", v.Roles)),
		}
		d.Facts = append(d.Facts, c.extras(v)...)
		if v.Failed {
			d.Facts = append(d.Facts, c.fact(c.label("people.contact.failed"), c.p.T("fyne.yes")))
		}
		if d.found { // of a talk with others that has the name in it, only what was written may be about the subject
			d.Facts = nil
		}
		d.happened = !d.found
		c.add(d)
		d = piece(v, "promise", SectionContacts, c.p.T("access.label.promise"), v.On)
		c.talked(&d, v)
		d.Text = v.Promise
		d.Facts = []Fact{c.fact(c.p.T("access.label.kept.on"), c.day(v.PromKept))}
		if !v.Promise.Empty() {
			c.add(d)
		}
		c.advice(v)
	}
}

// concernsUs reports whether a contact is about the subject: it was with the subject, its family, or its name is in what was written.
func (c *collector) concernsUs(v *record.Contact) bool {
	switch {
	case v.About == record.AboutHousehold, v.About == record.AboutPerson && slices.Contains(c.in.subjects(), v.Subject):
		return true
	}
	return c.speaksOf(record.Text(ContactText(v)))
}

// talked says with whom a contact was.
func (c *collector) talked(d *draft, v *record.Contact) {
	switch v.About {
	case record.AboutPerson:
		d.talk = v.Subject
		d.Source = c.p.T("access.source.talk", "Who", c.nameOf(v.Subject))
	case record.AboutHousehold:
		d.Source = c.p.T("access.source.family")
	default:
		d.found = true
	}
}

func (c *collector) length(d time.Duration) string {
	if d <= 0 {
		return ""
	}
	return c.p.N("people.minutes", int(d/time.Minute))
}

// concerns are the worries: what was seen apart from what is thought.
func (c *collector) concerns() {
	for _, v := range c.in.Concerns {
		named := false
		for _, text := range []record.Private{v.Seen, v.Think, v.Next, v.Discussed} {
			named = named || c.speaksOf(text)
		}
		if len(v.About) == 0 || named || c.touches(v.About) {
			c.concern(v)
		}
	}
}

func (c *collector) concern(v *record.Concern) {
	code := record.Code(record.KindConcern, v.Number)
	about := v.About
	if slices.ContainsFunc(about, func(id record.ID) bool { return slices.Contains(c.mine, id) }) {
		about = slices.DeleteFunc(slices.Clone(about), func(id record.ID) bool { return slices.Contains(c.mine, id) })
	}
	part := func(name, title string, text record.Private) draft {
		d := piece(v, name, SectionConcerns, joined(code, title), c.first(v.SeenOn, v.Created))
		d.about, d.Text, d.safety = about, text, v.Level == record.LevelDanger
		return d
	}
	d := part("facts", c.p.T("record.kind.concern"), record.Private{})
	d.Facts = []Fact{
		c.fact(c.p.T("access.label.level"), c.value("concern.level", string(v.Level))), c.fact(c.p.T("access.label.areas"), values(c, "life.area", v.Areas)),
		c.fact(c.p.T("access.label.state"), c.value("concern.state", string(v.State))), c.fact(c.p.T("access.label.reason"), c.value("close.reason", string(v.Reason))),
	}
	c.add(d)
	d = part("seen", c.p.T("concern.seen.label"), v.Seen)
	d.Source = values(c, "source", v.Sources)
	c.sources(&d, v)
	c.add(d)
	d = part("think", c.p.T("concern.think.label"), v.Think)
	d.thought = true
	c.add(d)
	d = part("well", c.p.T("people.page.well"), v.GoesWell)
	c.spoken(&d, v.Household)
	c.add(d)
	d = part("wish", c.p.T("people.page.wish"), v.Wish)
	c.spoken(&d, v.Household)
	c.add(d)
	d = part("discussed", c.p.T("access.label.discussed"), v.Discussed)
	d.heard = !v.Discussed.Empty()
	d.Facts = []Fact{c.fact(c.p.T("access.label.with"), values(c, "confidant", v.With)), c.fact(c.p.T("access.label.when"), c.day(v.TalkedOn))}
	c.add(d)
	c.aid(v, part)
	d = part("next", c.p.T("access.label.next"), v.Next)
	d.thought = true
	c.add(d)
	for i, call := range v.Called {
		d = part("called."+strconv.Itoa(i), c.p.T("access.label.called"), record.Private{})
		d.safety = true
		d.Facts = []Fact{c.fact(c.caller(call.Who), joined(c.day(call.On), call.At))}
		c.add(d)
	}
}

// first is the day of a record: the one that was written, else that on which it was kept.
func (c *collector) first(on record.Date, created time.Time) record.Date {
	if on.Zero() && !created.IsZero() {
		return record.DateOf(created)
	}
	return on
}

// caller is whom the worker called.
func (c *collector) caller(who string) string {
	switch who {
	case "112":
		return who
	case "veiligthuis":
		return c.p.T("access.label.safehome")
	}
	return c.p.T("access.label.other")
}

// sources says who told what was heard.
func (c *collector) sources(d *draft, v *record.Concern) {
	told := map[record.Source][]record.Relation{
		record.SourceMother: {record.RelationMother}, record.SourceFather: {record.RelationFather}, record.SourceChild: {record.RelationChild},
	}
	for _, s := range v.Sources {
		relations, family := told[s]
		if s == record.SourceSelf {
			continue
		}
		if !family {
			d.heard = true
			continue
		}
		who := c.related(v, relations)
		d.from = append(d.from, who...)
		d.heard = d.heard || len(who) == 0
	}
}

// related are the members of the family of a concern with a relation; of children only those it is about, when it names some.
func (c *collector) related(v *record.Concern, relations []record.Relation) []record.ID {
	var all []record.ID
	for _, h := range c.in.Households {
		if h.ID != v.Household && !v.Household.Zero() {
			continue
		}
		for _, m := range h.Members {
			child := m.Relation == record.RelationChild
			if slices.Contains(relations, m.Relation) && (!child || len(v.About) == 0 || slices.Contains(v.About, m.Person)) {
				all = append(all, m.Person)
			}
		}
	}
	return all
}

// spoken marks the family's own words for a youth who asks.
func (c *collector) spoken(d *draft, household record.ID) {
	for _, h := range c.in.Households {
		if h.ID == household {
			d.from = c.speakers(h)
		}
	}
}

// referrals are the roads to help.
func (c *collector) referrals() {
	for _, v := range c.in.Referrals {
		if c.touches(v.Subjects()) || len(v.Subjects()) == 0 {
			c.referral(v)
		}
	}
}

// touches reports whether the subject is one of some people.
func (c *collector) touches(ids []record.ID) bool {
	subjects := c.in.subjects()
	return slices.ContainsFunc(ids, func(id record.ID) bool { return slices.Contains(subjects, id) })
}

// road reports whether a referral is about the subject.
func (c *collector) road(id record.ID) bool {
	for _, r := range c.in.Referrals {
		if r.ID == id {
			return c.touches(r.Subjects()) || len(r.Subjects()) == 0
		}
	}
	return false
}

func (c *collector) referral(v *record.Referral) {
	code := record.Code(record.KindReferral, v.Number)
	about := v.Subjects()
	if slices.ContainsFunc(about, func(id record.ID) bool { return slices.Contains(c.mine, id) }) {
		about = slices.DeleteFunc(about, func(id record.ID) bool { return slices.Contains(c.mine, id) })
	}
	on := c.first(v.SentOn, v.Created)
	d := piece(v, "facts", SectionReferrals, joined(code, c.p.T("record.kind.referral")), on)
	d.about = about
	d.Facts = []Fact{
		c.fact(c.p.T("sheet.shared.recipient"), c.partner(v.Partner)), c.fact(c.p.T("document.line.waarvoor"), c.value("purpose", string(v.Purpose))),
		c.fact(c.p.T("document.line.hoe"), c.value("form", string(v.Form))), c.fact(c.p.T("access.label.state"), c.value("referral.state", string(v.State))),
		c.fact(c.p.T("access.label.sent"), c.day(v.SentOn)), c.fact(c.p.T("access.label.answered"), c.day(v.AnsweredOn)),
		c.fact(c.p.T("access.label.arrived"), joined(c.day(v.ArrivedOn), c.value("arrival.source", string(v.Arrival)))),
		c.fact(c.p.T("access.label.reason"), c.value("decline.reason", string(v.Declined))),
	}
	c.add(d)
	texts := []struct {
		part, title   string
		text          record.Private
		said, thought bool
	}{
		{"reason", c.p.T("document.line.waarvoor"), v.Reason, false, false}, {"question", c.p.T("document.line.vraag"), v.Question, true, false},
		{"wants", c.p.T("document.line.gezinwil"), v.Wants, true, false}, {"done", c.p.T("document.line.algedaan"), v.Done, false, false},
		{"well", c.p.T("people.page.well"), v.GoesWell, true, false}, {"seen", c.p.T("concern.seen.label"), v.Seen, false, false},
		{"think", c.p.T("concern.think.label"), v.Think, false, true},
	}
	for _, one := range texts {
		d := piece(v, one.part, SectionReferrals, joined(code, one.title), on)
		d.about, d.Text, d.thought = about, one.text, one.thought
		if one.said {
			c.spoken(&d, v.Household)
		}
		c.add(d)
	}
	for i, step := range v.Steps {
		d := piece(v, "prepare."+strconv.Itoa(i), SectionReferrals, joined(code, c.p.T("access.label.prepare")), on)
		d.about, d.Text = about, step.Text
		d.Facts = []Fact{c.fact(c.value("prepare.step", string(step.What)), c.day(step.On))}
		c.add(d)
	}
	c.along(v, code, about, on)
}

// consents are what was said about sharing: by whom, to whom, for what, and whether it was taken back.
func (c *collector) consents() {
	for _, v := range c.in.Consents {
		if !c.touches(append([]record.ID{v.Giver}, v.Subjects...)) {
			continue
		}
		d := piece(v, "facts", SectionConsents, c.p.T("access.label.consent"), v.On)
		d.about = []record.ID{v.Giver}
		for _, id := range v.Subjects {
			if id != v.Giver {
				d.about = append(d.about, id)
			}
		}
		d.Facts = []Fact{
			typed(c.fact(c.p.T("access.label.giver"), c.nameOf(v.Giver))), typed(c.fact(c.p.T("sheet.consent.about"), c.namesOf(v.Subjects))),
			c.fact(c.p.T("access.label.answer"), c.yes(string(v.Answer))), c.fact(c.p.T("access.label.how"), c.value("consent.way", string(v.Way))),
			typed(c.fact(c.p.T("sheet.consent.recipient"), joined(c.partner(v.Recipient), v.Receiver.Reveal()))),
			c.fact(c.p.T("sheet.consent.purpose"), c.value("purpose", string(v.Purpose))), c.fact(c.p.T("sheet.consent.what"), values(c, "field.group", v.Groups)),
			c.fact(c.p.T("sheet.consent.until"), c.day(v.Until)), c.fact(c.p.T("access.label.withdrawn"), c.day(v.Withdrawn)),
			typed(c.fact(c.p.T("sheet.consent.here"), v.Here.Reveal())),
		}
		for _, t := range v.Taken {
			d.Facts = append(d.Facts, c.fact(c.p.T("access.label.taken"), joined(values(c, "field.group", t.Groups), c.day(t.On))))
		}
		c.add(d)
	}
}

// shared is exactly what went, to whom and when, and which receipts came.
func (c *collector) shared() {
	for _, s := range c.in.Sent {
		v := s.Delivery
		if !c.road(v.Of) {
			continue
		}
		d := piece(v, "facts", SectionShared, c.p.T("sheet.shared.title"), record.DateOf(v.QueuedAt))
		d.Facts = []Fact{typed(c.fact(c.p.T("sheet.shared.recipient"), joined(c.partner(v.Partner), v.Receiver.Reveal())))}
		d.Facts = append(d.Facts, c.fact(c.p.T("sheet.shared.state"), state(c.p, v)))
		d.about = c.aboutOf(v.Of)
		c.add(d)
		d = piece(v, "document", SectionShared, c.p.T("sheet.consent.exactly"), record.DateOf(v.QueuedAt))
		d.about = c.aboutOf(v.Of)
		keep := newGuard(c.in)
		for _, l := range s.Lines {
			if !l.Place || !c.secret {
				d.Facts = append(d.Facts, Fact{Label: l.Label, Value: l.Value, typed: typedLine(l, keep)})
			}
		}
		c.add(d)
	}
}

// typedLine is what names are looked for in: what people typed, and a line of the program itself that names somebody who is not safe to ask.
func typedLine(l Line, keep guard) part {
	if l.Typed || keep.says(l.Value.Reveal()) {
		return partValue
	}
	return 0
}

// aboutOf are the other people a referral is about.
func (c *collector) aboutOf(id record.ID) []record.ID {
	for _, r := range c.in.Referrals {
		if r.ID == id {
			return slices.DeleteFunc(r.Subjects(), func(id record.ID) bool { return slices.Contains(c.mine, id) })
		}
	}
	return nil
}
