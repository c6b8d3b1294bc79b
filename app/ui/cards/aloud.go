package cards

import (
	"schakel/app/ui/aloud"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// aloud is what cards say, to be read to somebody: each with its title and its sentences.
func (s *state) aloud(all ...record.CardTopic) aloud.Text {
	own, _ := s.own()
	return aloud.Text{First: own.Tag(), File: s.p.T("aloud.file"), Make: func(own, dutch *i18n.Printer) export.Aloud { return spoken(own, dutch, all) }}
}

// spoken are the sentences of cards in a language with the Dutch below each.
func spoken(own, dutch *i18n.Printer, all []record.CardTopic) export.Aloud {
	a := export.Aloud{Title: export.BothWhole(own, dutch, func(q *i18n.Printer) string { return q.T("cards.title") }), Note: own.T("sheet.aloud.foot")}
	for _, card := range all {
		part := export.AloudPart{Head: export.BothWhole(own, dutch, func(q *i18n.Printer) string { return q.Value("card.say", string(card)) })}
		for _, id := range []string{"card.first", "card.second", "card.third"} {
			part.Lines = append(part.Lines, export.Both(own, dutch, func(q *i18n.Printer) string { return q.Value(id, string(card)) })...)
		}
		a.Parts = append(a.Parts, part)
	}
	return a
}
