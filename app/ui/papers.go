package ui

import (
	"context"
	"io"

	"schakel/app/ui/task"
	"schakel/internal/access"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Access shows what is held about a person or a family, to make a document of it.
func (s *Shell) Access(kind record.Kind, id record.ID) {
	s.goTo(place{dest: DestPeople, kind: kind, id: id, sub: subAccess})
}

// PrintOf makes a PDF about a person or a family where the worker chooses. That it leaves is noted before a byte of it is written.
func (s *Shell) PrintOf(kind record.Kind, id record.ID, name string, doc export.Document) {
	b := s.book
	s.choose(name+".pdf", func(path string) {
		task.Do(context.Background(), s.deps.Run, func(ctx context.Context) (struct{}, error) {
			return struct{}{}, export.Replace(path, func(w io.Writer) error {
				if err := b.Printed(ctx, kind, id); err != nil {
					return err
				}
				return export.PDF(w, doc, faces())
			})
		}, func(_ struct{}, err error) {
			if err != nil {
				s.Fail(err)
				return
			}
			s.Say(s.p.T("shell.print.done"))
		})
	})
}

// PrintShared makes "wat ik heb gedeeld" of a person or a family on paper, in a language.
func (s *Shell) PrintShared(kind record.Kind, id record.ID, language string) {
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
		in, err := b.Access(ctx, p, kind, id)
		if err != nil {
			return export.Document{}, err
		}
		return export.SharedList(p, dutch, access.SharedOf(p, in)), nil
	}, func(doc export.Document, err error) {
		if err != nil {
			s.Fail(err)
			return
		}
		s.PrintOf(kind, id, s.p.T("people.paper.shared.file"), doc)
	})
}
