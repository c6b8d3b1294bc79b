package i18n

import (
	"slices"
	"strings"
)

// Tongues lists the codes (ISO 639-3) of every language that has a name in the texts, in the order of the alphabet.
func (p *Printer) Tongues() []string {
	var all []string
	for id := range p.source.ids {
		if code, ok := strings.CutPrefix(id, "language."); ok && len(code) == 3 {
			all = append(all, code)
		}
	}
	slices.Sort(all)
	return all
}
