package ui

import (
	"context"

	"schakel/app/ui/task"
	"schakel/internal/access"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Merge lays two people or two families side by side; other is zero while it is to be found.
func (s *Shell) Merge(kind record.Kind, id, other record.ID) {
	s.goTo(place{dest: DestPeople, kind: kind, id: id, about: other, sub: subMerge})
}

// PrintCard makes the gezinskaart of a family on paper, in a language, for the first adult who may have it.
func (s *Shell) PrintCard(household record.ID, language string) {
	b := s.book
	task.Do(s.ctx, s.deps.Run, func(ctx context.Context) (export.Document, error) {
		p, err := i18n.New(language)
		if err != nil {
			return export.Document{}, err
		}
		dutch, err := i18n.New(i18n.Source)
		if err != nil {
			return export.Document{}, err
		}
		in, err := b.Access(ctx, p, record.KindHousehold, household)
		if err != nil {
			return export.Document{}, err
		}
		who := record.ID{}
		if may := access.CardFor(in); len(may) > 0 {
			who = may[0]
		}
		card, err := access.FamilyCard(p, in, who)
		return export.FamilyCard(p, dutch, card), err
	}, func(doc export.Document, err error) {
		if err != nil {
			s.Fail(err)
			return
		}
		s.PrintOf(record.KindHousehold, household, s.p.T("card.file"), doc)
	})
}
