package i18n

import (
	"sync"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"schakel/internal/i18n/check"
	"schakel/translations"
)

// PseudoTag is the tag of the pseudo-language, for New. XA is a region that nobody lives in, as pseudo-languages use it by custom.
const PseudoTag = "nl-XA"

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
	name := Source + ".json"
	data, err := translations.Files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	bundle := goi18n.NewBundle(language.Dutch)
	file, err := goi18n.ParseMessageFileBytes(data, name, nil)
	if err != nil {
		return nil, err
	}
	made := &texts{localizer: goi18n.NewLocalizer(bundle, Source), ids: make(map[string]bool, len(file.Messages))}
	for _, m := range file.Messages {
		for _, form := range []*string{&m.Zero, &m.One, &m.Two, &m.Few, &m.Many, &m.Other} {
			if *form != "" {
				*form = check.Pseudo(m.ID, *form)
			}
		}
		made.ids[m.ID] = true
	}
	return made, bundle.AddMessages(language.Dutch, file.Messages...)
})
