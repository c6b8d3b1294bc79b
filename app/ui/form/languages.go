package form

import "schakel/internal/i18n"

// Languages are the languages that there are texts in, each named in itself and marked where no native speaker read its texts: people
// trust what they read here, and a family what it is given.
func Languages(p *i18n.Printer) []Choice {
	var all []Choice
	for _, l := range i18n.Languages() {
		c := Choice{Value: l.Tag, Text: l.Name}
		if !l.Reviewed {
			c.Term = p.T("preferences.language.unreviewed")
		}
		all = append(all, c)
	}
	return all
}
