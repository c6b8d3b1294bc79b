package directory

import (
	"slices"
	"strings"

	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Merge puts what a table says over a partner that is here, and gives the keys of the columns that changed. An empty cell changes
// nothing; offers and people that the table does not have stay.
func Merge(here, said *record.Partner, given []string, p, dutch *i18n.Printer, today record.Date) (merged *record.Partner, changed []string) {
	w := &words{p: p, dutch: dutch, today: today}
	v := *here
	v.Offers, v.Officers = slices.Clone(here.Offers), slices.Clone(here.Officers)
	take := func(to, from row, g Group) {
		for _, c := range Columns() {
			if c.Group != g || c.Key == "id" || c.Key == "officer.id" || !slices.Contains(given, c.Key) {
				continue
			}
			if text := c.get(w, from); text != "" && text != c.get(w, to) && c.set(w, to, text) == "" && !slices.Contains(changed, c.Key) {
				changed = append(changed, c.Key)
			}
		}
	}
	take(row{partner: &v}, row{partner: said}, OfPartner)
	for i := range said.Offers {
		at := slices.IndexFunc(v.Offers, func(o record.Offer) bool { return sameName(o.Name, said.Offers[i].Name) })
		if at < 0 {
			v.Offers, changed = append(v.Offers, said.Offers[i]), append(changed, "offer.name")
			continue
		}
		take(row{offer: &v.Offers[at]}, row{offer: &said.Offers[i]}, OfOffer)
	}
	for i := range said.Officers {
		at := slices.IndexFunc(v.Officers, func(o record.Officer) bool { return SamePerson(o, said.Officers[i]) })
		if at < 0 {
			v.Officers, changed = append(v.Officers, said.Officers[i]), append(changed, "officer.first")
			continue
		}
		take(row{officer: &v.Officers[at]}, row{officer: &said.Officers[i]}, OfOfficer)
	}
	slices.Sort(changed)
	return &v, slices.Compact(changed)
}

func sameName(a, b record.Private) bool { return i18n.Fold(a.Reveal()) == i18n.Fold(b.Reveal()) }

// Alike reports whether two organisations may be the same: one is called as the other is, or nearly, or they have one telephone.
func Alike(a, b *record.Partner) bool {
	if n := digits(a.Phone); len(n) >= 9 && n == digits(b.Phone) {
		return true
	}
	for _, x := range []record.Private{a.Name, a.Local} {
		for _, y := range []record.Private{b.Name, b.Local} {
			if near(x.Reveal(), y.Reveal()) {
				return true
			}
		}
	}
	return false
}

func digits(text record.Private) string {
	n := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text.Reveal())
	return strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(n, "00"), "31"), "0")
}

// near reports whether two names have the same words, but for the small ones that every organisation has.
func near(a, b string) bool {
	x, y := telling(a), telling(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	for _, word := range x {
		if !slices.Contains(y, word) {
			return false
		}
	}
	return len(y)-len(x) <= 1
}

// telling are the words of a name that tell it from others.
func telling(name string) []string {
	small := []string{"de", "het", "een", "van", "voor", "en", "in", "stichting", "vereniging", "centrum", "bv", "the", "of"}
	return slices.DeleteFunc(strings.Fields(i18n.Fold(name)), func(w string) bool { return slices.Contains(small, w) })
}
