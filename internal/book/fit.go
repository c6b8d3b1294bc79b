package book

import (
	"slices"
	"strings"

	"schakel/internal/i18n"
	"schakel/internal/record"
)

// FitSort is what a sentence about a partner's criteria is about.
type FitSort string

// The sorts, in the order of the page.
const (
	FitYoung    FitSort = "young"    // a child is younger than they help
	FitOld      FitSort = "old"      // a child is older than they help
	FitAge      FitSort = "age"      // the age of a child is not known here, and they ask for one
	FitTown     FitSort = "town"     // they work for another gemeente
	FitArea     FitSort = "area"     // they work for other wijken
	FitLanguage FitSort = "language" // nobody there is known to speak the parent's language
	FitQuestion FitSort = "question" // what they help with, in their own words, to be laid beside the question
	FitCriteria FitSort = "criteria" // for whom they are, in their own words
	FitHours    FitSort = "hours"    // when they can be reached
	FitByHand   FitSort = "byhand"   // no connection: it goes by hand
)

// FitSorts lists them.
func FitSorts() []FitSort {
	return []FitSort{
		FitYoung, FitOld, FitAge, FitTown, FitArea, FitLanguage, FitQuestion, FitCriteria, FitHours, FitByHand,
	}
}

// FitNote is one sentence of advice about whether a partner fits. It is never in the way of anything: who fits, the partner says.
type FitNote struct {
	Sort  FitSort
	Child record.Private // of whom the age is
	Age   int            // the child's age
	Bound int            // the youngest or oldest that they help
	Where record.Private // their own words: wijken, offer, criteria, hours
	Codes []string       // of FitTown the gemeenten, of FitLanguage the parent's languages
	// Asks reports whether the worker may want to ask about it first; otherwise it is only good to know.
	Asks bool
}

// criteria is what is known of whom a partner helps. Everything that the check reads of a partner comes from here.
type criteria struct {
	from, to  int
	towns     []string
	areas     []string
	languages []string
}

func criteriaOf(p *record.Partner) criteria {
	c := criteria{from: p.AgeFrom, to: p.AgeTo, towns: slices.Clone(p.Serves)}
	if len(c.towns) == 0 && p.Municipality != "" {
		c.towns = []string{p.Municipality}
	}
	for _, a := range p.Areas {
		c.areas = append(c.areas, i18n.Fold(a.Reveal()))
	}
	for _, o := range p.Officers {
		c.languages = append(c.languages, o.Languages...)
	}
	for _, o := range p.Offers {
		c.languages = append(c.languages, o.Languages...)
	}
	return c
}

// fit lays what is known of the family beside what is known of the partner. What is not known on either side says nothing.
func (p *ReferralPage) fit(today record.Date) []FitNote {
	if p.Partner == nil || p.Referral.Way != record.WayOut || !preparing(string(p.Referral.State)) {
		return nil
	}
	c := criteriaOf(p.Partner)
	all := p.ages(c, today)
	h := p.Family.Household
	if isCode(h.Municipality) && len(c.towns) > 0 && allCodes(c.towns) && !slices.Contains(c.towns, h.Municipality) {
		all = append(all, FitNote{Sort: FitTown, Codes: c.towns, Asks: true})
	}
	if len(c.areas) > 0 && !p.inArea(c.areas) && (h.Postcode4 != "" || !h.District.Empty()) {
		all = append(all, FitNote{Sort: FitArea, Where: joinPrivate(p.Partner.Areas), Asks: true})
	}
	if parent := p.Family.Person(p.Referral.Parent); parent != nil && p.unspoken(parent, c.languages) {
		all = append(all, FitNote{Sort: FitLanguage, Codes: parent.Languages, Asks: true})
	}
	return append(all, p.words()...)
}

// words are what the partner says of itself, and how it is reached.
func (p *ReferralPage) words() []FitNote {
	var all []FitNote
	add := func(sort FitSort, text record.Private) {
		if !text.Empty() {
			all = append(all, FitNote{Sort: sort, Where: text})
		}
	}
	add(FitQuestion, p.Partner.Offer)
	add(FitCriteria, p.Partner.Criteria)
	add(FitHours, p.Partner.Hours)
	if p.Endpoint == nil {
		all = append(all, FitNote{Sort: FitByHand, Where: p.Partner.Called()})
	}
	return all
}

// ages compares every child with the ages that the partner helps. An unborn child counts as age 0.
func (p *ReferralPage) ages(c criteria, today record.Date) []FitNote {
	if c.from == 0 && c.to == 0 {
		return nil
	}
	var all []FitNote
	for _, id := range p.Referral.Children {
		child := p.Family.Person(id)
		if child == nil {
			continue
		}
		age, known, unborn := child.Age(today)
		note := FitNote{Child: child.Called(), Age: age, Asks: true}
		switch {
		case !known && !unborn:
			note.Sort = FitAge
		case age < c.from:
			note.Sort, note.Bound = FitYoung, c.from
		case c.to > 0 && age > c.to:
			note.Sort, note.Bound = FitOld, c.to
		default:
			continue
		}
		all = append(all, note)
	}
	return all
}

func (p *ReferralPage) inArea(areas []string) bool {
	h := p.Family.Household
	return h.Postcode4 != "" && slices.Contains(areas, h.Postcode4) || slices.Contains(areas, i18n.Fold(h.District.Reveal()))
}

// unspoken reports whether nobody there is known to speak a language of the parent. With an interpreter asked for and nothing known of
// their languages it is worth a question as well.
func (p *ReferralPage) unspoken(parent *record.Person, theirs []string) bool {
	if len(parent.Languages) == 0 || slices.Contains(parent.Languages, "nld") && !parent.Interpreter {
		return false
	}
	if len(theirs) == 0 {
		return parent.Interpreter
	}
	return !slices.ContainsFunc(parent.Languages, func(l string) bool { return slices.Contains(theirs, l) })
}

// isCode reports whether a gemeente is named by its CBS code, so that two of them can be compared.
func isCode(town string) bool { return len(town) == 6 && strings.HasPrefix(town, "GM") }

func allCodes(towns []string) bool {
	return !slices.ContainsFunc(towns, func(t string) bool { return !isCode(t) })
}

func joinPrivate(all []record.Private) record.Private {
	words := make([]string, len(all))
	for i, one := range all {
		words[i] = one.Reveal()
	}
	return record.Text(i18n.Joined(words))
}
