package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/record"
)

// found is how many rows a search shows.
const found = 12

// top is the row above the destinations: search over everything, and "Nieuw".
type top struct {
	shell   *Shell
	search  *form.Search
	add     *form.Button
	content fyne.CanvasObject
	latest  task.Latest
	results []record.Row
}

func newTop(s *Shell) *top {
	d := s.p.Direction()
	t := &top{shell: s}
	t.search = form.NewSearch(s.p, s.p.T("shell.search.placeholder"), s.p.T("shell.search.keys"), t.changed, t.first)
	t.add = form.NewButton(s.p, s.p.T("shell.new"), form.ButtonOptions{Kind: form.Primary, Icon: look.IconPlusBold}, t.menu)
	row := rtl.Border(d, 16, nil, nil, nil, t.add, t.search)
	t.content = rtl.Pad(d, rtl.Edges{Top: 16, End: look.PageMargin, Bottom: 0, Start: look.PageMargin}, row)
	return t
}

// changed looks up what was typed; an older question never overwrites the answer to a newer one.
func (t *top) changed(text string) {
	s := t.shell
	if s.book == nil {
		return
	}
	b := s.book
	task.Do(t.latest.Next(s.ctx), s.deps.Run, func(ctx context.Context) ([]record.Row, error) {
		return b.Find(ctx, text, found)
	}, func(rows []record.Row, err error) {
		if err != nil {
			s.Fail(err)
			return
		}
		t.results = rows
		t.show(text)
	})
}

// first opens the first thing found.
func (t *top) first(string) {
	if len(t.results) > 0 {
		t.open(t.results[0])
	}
}

func (t *top) open(r record.Row) {
	t.search.SetText("")
	t.shell.frame.closeOver()
	t.shell.Open(r.Kind, r.ID)
}

// show lists what was found under the field.
func (t *top) show(text string) {
	s := t.shell
	if text == "" {
		s.frame.closeOver()
		return
	}
	d := s.p.Direction()
	var rows []fyne.CanvasObject
	for _, r := range t.results {
		rows = append(rows, form.NewButton(s.p, t.label(r), form.ButtonOptions{Kind: form.Quiet, Icon: iconOf(r.Kind)}, func() { t.open(r) }))
	}
	if len(rows) == 0 {
		rows = append(rows, rtl.NewText(d, s.p.T("shell.search.none"), rtl.Style{Color: look.ColorMuted, Wrap: true}))
	}
	card := listing.NewCard(s.p, "", rows...)
	margin := rtl.Edges{Top: 72, End: look.PageMargin + t.add.MinSize().Width + 16, Start: look.PageMargin}
	s.frame.openOver(rtl.Pad(d, margin, rtl.VBox(d, 0, card)))
}

// label is a found row in one line: the name or title, its number, and what it is.
func (t *top) label(r record.Row) string {
	p := t.shell.p
	name := r.Title.Reveal()
	if name == "" {
		name = p.Value("record.kind", r.Kind.String())
	}
	if code := record.Code(r.Kind, r.Number); code != "" && r.Kind != record.KindPartner {
		return p.T("shell.search.coded", "Code", code, "Name", name, "Kind", p.Value("record.kind", r.Kind.String()))
	}
	return p.T("shell.search.row", "Name", name, "Kind", p.Value("record.kind", r.Kind.String()))
}

// menu offers what can be written down, in the order of UX.md.
func (t *top) menu() {
	s := t.shell
	if len(s.frame.over.Objects) > 0 {
		s.frame.closeOver()
		return
	}
	d := s.p.Direction()
	var first *form.Button
	var rows []fyne.CanvasObject
	for _, kind := range newKinds() {
		b := form.NewButton(s.p, s.p.Value("shell.new.kind", kind.String()), form.ButtonOptions{Kind: form.Quiet, Icon: iconOf(kind)}, func() {
			s.frame.closeOver()
			s.New(kind, record.ID{})
		})
		if first == nil {
			first = b
		}
		rows = append(rows, b)
	}
	card := listing.NewCard(s.p, "", rows...)
	s.frame.openOver(rtl.Pad(d, rtl.Edges{Top: 72, End: look.PageMargin}, rtl.VBox(d, 0, rtl.Max(d, look.Scaled(320), rtl.End, card))))
	s.win.Canvas().Focus(first)
}

// newKinds is what can be written down: bijeenkomst, contact, vraag aan een partner, gezin, persoon, zorg.
func newKinds() []record.Kind {
	return []record.Kind{
		record.KindMeeting, record.KindContact, record.KindRequest, record.KindHousehold, record.KindPerson, record.KindConcern,
	}
}

func iconOf(k record.Kind) look.IconName {
	switch k {
	case record.KindPerson:
		return look.IconUser
	case record.KindHousehold:
		return look.IconUsersThree
	case record.KindConcern:
		return look.IconNotePencil
	case record.KindReferral:
		return look.IconHandshake
	case record.KindMeeting:
		return look.IconCoffee
	case record.KindPartner:
		return look.IconLifebuoy
	case record.KindContact:
		return look.IconChats
	}
	return look.IconQuestion
}
