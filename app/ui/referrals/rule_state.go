package referrals

import (
	"slices"
	"strings"

	"schakel/internal/book"
	"schakel/internal/consent"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// ruling says in words what holds for the children of a family.
type ruling struct {
	p    *i18n.Printer
	page book.RulePage
}

// childRule is what holds for one child.
type childRule struct {
	title, who, rule, next string
	whys                   []string
	hurdles                []string
	unsafe                 bool
}

func (r *ruling) children() []childRule {
	var all []childRule
	for _, s := range r.page.Now {
		all = append(all, r.child(s))
	}
	return all
}

// child says who must agree about one child. Nobody who is not safe to ask is named.
func (r *ruling) child(s consent.Standing) childRule {
	p := r.p
	c := childRule{title: r.titled(s.ID), rule: p.Value("rule.sort", string(s.Rule))}
	names := r.names(s.Subject)
	for _, g := range s.Givers {
		if g.Stand == consent.StandUnsafe {
			c.unsafe = true
			continue
		}
		c.whys = append(c.whys, p.T("referrals.hurdle.who", "Who", r.name(g.Person), "What", p.Value("consent.why", string(g.Why))))
	}
	for _, h := range s.Hurdles {
		text := p.Problem(record.Problem{Code: string(h.Code)})
		if !slices.Contains(c.hurdles, text) {
			c.hurdles = append(c.hurdles, text)
		}
	}
	switch {
	case c.unsafe:
		c.who, c.whys = p.T("rule.who.unsafe"), nil
	case len(s.Hurdles) > 0:
		c.who = p.T("rule.who.blocked")
	case len(names) == 0:
		c.who = p.T("rule.who.blocked")
	default:
		c.who = p.N("rule.who", len(names), "Names", p.List(names))
	}
	c.next = r.next(s)
	return c
}

// next says from when something else holds, and what.
func (r *ruling) next(s consent.Standing) string {
	for _, then := range r.page.Next {
		if then.ID != s.ID {
			continue
		}
		on := r.p.Date(s.Change)
		unsafe := slices.ContainsFunc(then.Givers, func(g consent.Giver) bool { return g.Stand == consent.StandUnsafe })
		names := r.names(then.Subject)
		if len(then.Hurdles) > 0 || unsafe || len(names) == 0 {
			return r.p.T("rule.next.look", "On", on)
		}
		return r.p.N("rule.next", len(names), "On", on, "Names", r.p.List(names))
	}
	return ""
}

// names are those who must agree and can be asked, each once.
func (r *ruling) names(s consent.Subject) []string {
	var all []string
	for _, id := range consent.Askable([]consent.Subject{s}) {
		all = append(all, r.name(id))
	}
	return all
}

// titled is the child with the age, as far as it is known.
func (r *ruling) titled(id record.ID) string {
	child := r.page.Family.Person(id)
	if child == nil {
		return r.name(id)
	}
	years, known, unborn := child.Age(r.page.Today)
	age := ""
	switch {
	case unborn:
		age = r.p.T("referrals.exact.due", "On", r.p.Date(child.Expected))
	case known:
		age = r.p.N("referrals.exact.age", years)
	case child.BirthYear != 0:
		age = r.p.T("referrals.exact.born", "Year", r.year(child.BirthYear))
	}
	return comma(r.p, r.name(id), age)
}

func (r *ruling) year(n int) string { return strings.TrimSpace(days(n)) }

func (r *ruling) name(id record.ID) string {
	if p := r.page.Family.Person(id); p != nil {
		if name := p.Called().Reveal(); name != "" {
			return name
		}
		return r.p.T("people.unborn.name")
	}
	return r.p.T("referrals.person.none")
}

// youth reports whether any child is old enough to decide along.
func (r *ruling) youth() bool {
	return slices.ContainsFunc(r.page.Now, func(s consent.Standing) bool {
		return slices.ContainsFunc(s.Givers, func(g consent.Giver) bool { return g.Person == s.ID })
	})
}
