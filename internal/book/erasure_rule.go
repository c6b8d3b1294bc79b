package book

import (
	"slices"
	"strings"

	"schakel/internal/record"
)

// verdict is what an erasure does with one record.
type verdict uint8

const (
	stays   verdict = iota // it is not touched
	changes                // it stays without those who go
	goes
)

// parting is who and what goes, by id, while records are judged one after another in the order of judged: what a record belongs to is
// judged before it.
type parting struct {
	today  record.Date
	gone   map[record.ID]bool // people, and the records that go with them
	mixed  map[record.ID]bool // referrals that stay, and that were also about somebody who goes
	called *names             // what the people who go are called: first names and aliases, and not a surname that others may have too
}

// judged lists the kinds in the order in which they are judged.
func judged() []record.Kind {
	return []record.Kind{
		record.KindPerson, record.KindHousehold, record.KindContact, record.KindConcern, record.KindReferral, record.KindConsent,
		record.KindDelivery, record.KindFeedback, record.KindOutgoing, record.KindTask, record.KindHandover, record.KindMerge,
		record.KindStory,
	}
}

// judge decides about one record of an owner whose key stays, and changes it where somebody is taken out of it. A record that would not
// be valid any more without them goes, except a family, which is never only about one person.
func (g *parting) judge(r record.Record) verdict {
	if g.gone[r.Base().ID] {
		return goes
	}
	before := len(r.Validate(g.today))
	v := g.of(r)
	if v == changes && r.Kind() != record.KindHousehold && len(r.Validate(g.today)) > before {
		v = goes
	}
	if id := r.Base().ID; v == goes && !id.Zero() {
		g.gone[id] = true
	}
	return v
}

func (g *parting) of(r record.Record) verdict {
	switch v := r.(type) {
	case *record.Person:
		return g.homes(v)
	case *record.Household:
		return g.household(v)
	case *record.Contact:
		return g.contact(v)
	case *record.Concern:
		return g.concern(v)
	case *record.Referral:
		return g.referral(v)
	case *record.Consent:
		return g.consent(v)
	case *record.Delivery:
		return g.delivery(v)
	case *record.Feedback:
		return g.follows(v.Of)
	case *record.Outgoing:
		return g.follows(v.Delivery)
	case *record.Task:
		return g.task(v)
	case *record.Handover:
		return g.handover(v)
	case *record.Merge:
		return g.merge(v)
	case *record.Story:
		return g.follows(v.Person)
	}
	return stays
}

// follows is for what is nothing without one other record.
func (g *parting) follows(id record.ID) verdict {
	if g.gone[id] {
		return goes
	}
	return stays
}

// without takes those who go out of a list.
func (g *parting) without(list []record.ID) ([]record.ID, bool) {
	left := slices.DeleteFunc(slices.Clone(list), func(id record.ID) bool { return g.gone[id] })
	return left, len(left) < len(list)
}

// drop clears a reference to somebody or something that goes.
func (g *parting) drop(id *record.ID) bool {
	if !g.gone[*id] {
		return false
	}
	*id = record.ID{}
	return true
}

// changed is changes when something was.
func changed(any ...bool) verdict {
	if slices.Contains(any, true) {
		return changes
	}
	return stays
}

// homes takes a family that goes out of where somebody lives who stays.
func (g *parting) homes(p *record.Person) verdict {
	left, one := g.without(p.Homes)
	p.Homes = left
	return changed(one)
}

// household takes somebody out of a family that stays: as a member, as somebody who decides, and as somebody who is not safe to ask. Who
// decides about a child who stays loses a name; it then counts as not settled, and nothing about the child is shared until the worker
// has looked at it again.
func (g *parting) household(h *record.Household) verdict {
	members := slices.DeleteFunc(slices.Clone(h.Members), func(m record.Member) bool { return g.gone[m.Person] })
	custody := slices.DeleteFunc(slices.Clone(h.Custody), func(c record.Custody) bool { return g.gone[c.Child] })
	lived := len(members) < len(h.Members)
	one := lived || len(custody) < len(h.Custody)
	for i := range custody {
		if !lived {
			break // only named there: that somebody else decides too is still known
		}
		custody[i].Holders, _ = g.without(custody[i].Holders)
	}
	unsafe, some := g.without(h.Unsafe)
	h.Members, h.Custody, h.Unsafe = members, custody, unsafe
	return changed(one, some)
}

// contact: a moment with one person is about that person alone; one with the family is about several.
func (g *parting) contact(c *record.Contact) verdict { return g.follows(c.Subject) }

// concern: a worry that names only those who go goes with them. One about the family as a whole, or about somebody else too, stays.
func (g *parting) concern(c *record.Concern) verdict {
	if g.gone[c.Household] {
		return goes
	}
	left, some := g.without(c.About)
	if some && len(left) == 0 {
		return goes
	}
	c.About = left
	for i := range c.Advised { // who of the family agreed that an advice is kept here
		some = g.drop(&c.Advised[i].By) || some
	}
	return changed(some)
}

// referral: it is about the children it names; about the parent when it names none. The parent it names beside children is whom the
// partner speaks first, so it stays without that parent.
func (g *parting) referral(r *record.Referral) verdict {
	if g.gone[r.Household] {
		return goes
	}
	left, some := g.without(r.Children)
	parent := g.gone[r.Parent]
	if some && len(left) == 0 || parent && len(r.Children) == 0 {
		return goes
	}
	if some || parent {
		g.mixed[r.ID] = true
	}
	r.Children = left
	g.drop(&r.Parent)
	return changed(some, parent, g.drop(&r.Concern), g.drop(&r.Delivery))
}

// consent: what somebody said goes with them, and what was said about them alone. A yes about several people stays, because it can
// still be withdrawn, but without the document that was shown: those who go stand in it.
func (g *parting) consent(c *record.Consent) verdict {
	if g.gone[c.Referral] || g.gone[c.Giver] {
		return goes
	}
	left, some := g.without(c.Subjects)
	if some && len(left) == 0 {
		return goes
	}
	c.Subjects = left
	g.mixed[c.Referral] = g.mixed[c.Referral] || some
	by := g.drop(&c.WithdrawnBy)
	for i := range c.Taken {
		by = g.drop(&c.Taken[i].By) || by
	}
	if c.Erased.Zero() && (some || g.mixed[c.Referral] || g.called.in(c.Preview.Reveal())) {
		c.Strip(g.today)
		return changes
	}
	return changed(some, by)
}

// delivery: what was sent about several people stays as a line of what was shared, without what stood in it.
func (g *parting) delivery(d *record.Delivery) verdict {
	if g.gone[d.Of] {
		return goes
	}
	left, some := g.without(d.Consents)
	if d.Erased.Zero() && (some || g.mixed[d.Of] || g.called.in(d.Document.Reveal())) {
		d.Strip(g.today)
		return changes
	}
	d.Consents = left
	return changed(some)
}

// task: a task about somebody or something that goes, and a mark "niet nu" on a sentence about it.
func (g *parting) task(t *record.Task) verdict {
	if g.gone[t.About] || g.later(t.Later) {
		return goes
	}
	return stays
}

// later reports whether the key of a sentence of Vandaag, or of a draft, names something that goes.
func (g *parting) later(key string) bool {
	for _, part := range strings.Split(key, "/") {
		if id, err := record.ParseID(part); err == nil && !id.Zero() && g.gone[id] {
			return true
		}
	}
	return false
}

// handover: what somebody who goes said about passing the family on goes too.
func (g *parting) handover(h *record.Handover) verdict {
	if g.gone[h.Household] {
		return goes
	}
	left := slices.DeleteFunc(slices.Clone(h.Said), func(s record.HandoverSaid) bool { return g.gone[s.Person] })
	some := len(left) < len(h.Said)
	h.Said = left
	return changed(some)
}
