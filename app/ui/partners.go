package ui

import (
	"schakel/app/ui/partners"
	"schakel/internal/record"
)

// Partners shows a page below who can help.
func (s *Shell) Partners(sub partners.Sub) {
	s.goTo(place{dest: DestPartners, sub: "partners-" + subpage(sub)})
}

// FindHelp shows "wie helpt hierbij?" with what is known of a family or a worry; KindNone begins with nothing.
func (s *Shell) FindHelp(kind record.Kind, id record.ID) {
	s.goTo(place{dest: DestPartners, sub: subFind, kind: kind, id: id})
}

// OpenFile lets the worker choose a file; path is "" when none was chosen.
func (s *Shell) OpenFile(extensions []string, chosen func(path string, err error)) {
	s.files().Open(extensions, chosen)
}

// Columns is what each heading of a table of partners was the last time.
func (s *Shell) Columns() string { return s.deps.Settings.Columns() }

// SetColumns remembers it.
func (s *Shell) SetColumns(mapping string) { s.deps.Settings.SetColumns(mapping) }
