package i18n

import (
	"sync"

	"schakel/internal/i18n/check"
	"schakel/translations"
)

// PseudoTag is the tag of the pseudo-language, for New.
const PseudoTag = check.PseudoTag

// Pseudo makes the printer of a language that nobody speaks: the Dutch texts with a sign on every letter, about 40 % longer, between
// brackets. Tests and pictures see by it what a longer translation would do to a screen. It is in no menu.
func Pseudo() (*Printer, error) {
	made, err := pseudoTexts()
	if err != nil {
		return nil, err
	}
	c, err := shipped()
	if err != nil {
		return nil, err
	}
	p := c.printer(Source)
	p.tag, p.own = PseudoTag, made
	return p, nil
}

// pseudoTexts is made once, when it is asked for the first time.
var pseudoTexts = sync.OnceValues(func() (*texts, error) {
	source, _, err := readFile(translations.Files, Source+".json")
	if err != nil {
		return nil, err
	}
	return newTexts(check.PseudoFile(source), nil)
})
