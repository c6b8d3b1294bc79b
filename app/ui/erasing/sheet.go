package erasing

import (
	"schakel/internal/book"
	"schakel/internal/export"
)

// sheet is "wat ik heb gedeeld" on paper: everything about them that left, before it can be printed no more.
func (s *state) sheet() export.Document {
	p := s.p
	items := make([]export.Shared, 0, len(s.plan.Shared))
	for _, h := range s.plan.Shared {
		if h.Do == book.HandedCancel {
			continue // it never left
		}
		item := export.Shared{
			When: p.Date(h.On), Recipient: s.who(h), How: p.Value("erasing.way", string(h.Way)), State: p.Value("erasing.state", string(h.Do)),
		}
		if h.On.Zero() {
			item.When = p.T("erasing.shared.doubt")
		}
		groups := make([]string, 0, len(h.Groups))
		for _, g := range h.Groups {
			groups = append(groups, p.Value("field.group", string(g)))
		}
		item.What = p.List(groups)
		items = append(items, item)
	}
	return export.SharedList(p, s.plan.Name.Reveal(), items)
}
