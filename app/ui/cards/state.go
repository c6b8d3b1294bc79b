package cards

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"schakel/internal/i18n"
	"schakel/internal/record"
)

// state is what the page shows, without a widget.
type state struct {
	p         *i18n.Printer
	languages []string // codes to choose from, the most spoken first
	language  string   // the chosen one, ISO 639-3
	voices    map[place]record.Row
	together  time.Duration // of all recordings
	topic     record.CardTopic
}

// place is where a recording belongs.
type place struct {
	card     record.CardTopic
	language string
}

// words are the texts of a card: in the parent's language with the Dutch beside it, which is empty when they are the same.
type words struct {
	say, dutch string
	lines      []line
}

type line struct{ text, dutch string }

// tags are the languages that have texts, as the files of translations name them.
func tags() map[string]string {
	return map[string]string{"nld": "nl", "eng": "en", "tur": "tr", "ara": "ar", "pol": "pl", "pap": "pap"}
}

// codeOf is the language of a file of translations as ISO 639-3; Dutch for one that is not known.
func codeOf(tag string) string {
	for code, t := range tags() {
		if t == tag {
			return code
		}
	}
	return "nld"
}

// load takes what was recorded from the rows.
func (s *state) load(rows []record.Row) {
	s.voices, s.together = map[place]record.Row{}, 0
	for _, r := range rows {
		s.voices[place{record.CardTopic(r.State), r.Detail.Reveal()}] = r
		s.together += time.Duration(r.Number) * time.Second
	}
	if s.language == "" {
		s.language = codeOf(s.p.Tag())
	}
}

// choices are the languages in their order: those with texts, those with a recording, then the others.
func (s *state) choices() []string {
	var first []string
	for _, l := range i18n.Languages() {
		first = append(first, codeOf(l.Tag))
	}
	var spoken []string
	for at := range s.voices {
		spoken = append(spoken, at.language)
	}
	slices.Sort(spoken)
	var all []string
	for _, code := range slices.Concat(first, spoken, s.languages, []string{s.language}) {
		if !slices.Contains(all, code) {
			all = append(all, code)
		}
	}
	return all
}

// name is a language as people name it; one without a text is shown as its code.
func (s *state) name(code string) string { return nameIn(s.p, code) }

func nameIn(p *i18n.Printer, code string) string {
	if name := p.Value("language", code); !strings.HasPrefix(name, "⟦") {
		return name
	}
	return code
}

// own says the texts in the chosen language; ok is false when there are none, and then it speaks Dutch.
func (s *state) own() (p *i18n.Printer, ok bool) {
	tag, ok := tags()[s.language]
	if !ok {
		tag = i18n.Source
	}
	p, err := i18n.New(tag)
	if err != nil {
		return s.p, false
	}
	return p, ok
}

// words are the texts of a card in the chosen language.
func (s *state) words(card record.CardTopic) words {
	own, _ := s.own()
	dutch, err := i18n.New(i18n.Source)
	if err != nil || own.Tag() == i18n.Source {
		dutch = nil
	}
	text := func(part string) line {
		l := line{text: own.Value(part, string(card))}
		if dutch != nil {
			l.dutch = dutch.Value(part, string(card))
		}
		return l
	}
	say := text("card.say")
	return words{say: say.text, dutch: say.dutch, lines: []line{text("card.first"), text("card.second"), text("card.third")}}
}

// reviewed reports whether a native speaker looked at the texts; Dutch is the source.
func (s *state) reviewed() bool {
	own, ok := s.own()
	if !ok || own.Tag() == i18n.Source {
		return true
	}
	for _, l := range i18n.Languages() {
		if l.Tag == own.Tag() {
			return l.Reviewed
		}
	}
	return false
}

// voice is the recording of a card in the chosen language.
func (s *state) voice(card record.CardTopic) (record.Row, bool) {
	r, ok := s.voices[place{card, s.language}]
	return r, ok
}

// beside is the card so many places further on, round and round.
func (s *state) beside(steps int) record.CardTopic {
	all := record.CardTopics()
	at := slices.Index(all, s.topic) + steps
	return all[(at%len(all)+len(all))%len(all)]
}

// clock is a length as people read it: 0:23.
func clock(d time.Duration) string {
	s := int(d / time.Second)
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}
