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

// topSpace is the space above the row.
const topSpace float32 = 16

// found is how many rows a search shows.
const found = 12

// top is the row above the destinations: search over everything, and "Nieuw".
type top struct {
	shell   *Shell
	search  *form.Search
	add     *form.Button
	content *listing.Sheet
	latest  task.Latest
	results []record.Row
}

func newTop(s *Shell) *top {
	d := s.p.Direction()
	t := &top{shell: s}
	t.search = form.NewSearch(s.p, s.p.T("shell.search.placeholder"), s.p.T("shell.search.keys"), t.changed, t.first)
	t.add = form.NewButton(s.p, s.p.T("shell.new"), form.ButtonOptions{Kind: form.Primary, Icon: look.IconPlusBold}, t.menu)
	row := rtl.Border(d, 16, nil, nil, nil, t.add, t.search)
	t.content = listing.NewBand(topSpace, 0, row)
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

// show lists what was found under the field; Down goes to the list.
func (t *top) show(text string) {
	s := t.shell
	if text == "" {
		s.frame.closeOver()
		return
	}
	d := s.p.Direction()
	margin := t.under()
	margin.Start, margin.End = margin.End, margin.End+t.add.MinSize().Width+16
	if len(t.results) == 0 {
		none := rtl.NewText(d, s.p.T("shell.search.none"), rtl.Style{Color: look.ColorMuted, Wrap: true})
		s.frame.openOver(rtl.Pad(d, margin, rtl.VBox(d, 0, listing.NewCard(s.p, "", none))))
		return
	}
	rows := t.results
	list := listing.NewList(s.p, len(rows), func(i int) listing.Row { return t.row(rows[i]) }, func(i int) { t.open(rows[i]) })
	t.search.Entry().OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name != fyne.KeyDown {
			return false
		}
		s.win.Canvas().Focus(list.Focusable())
		return true
	}
	s.frame.openOver(rtl.Pad(d, margin, rtl.VBox(d, 0, high(d, list, len(rows)))))
}

// under is the space around what opens below the row, at its end.
func (t *top) under() rtl.Edges {
	return rtl.Edges{Top: topSpace + t.search.MinSize().Height + look.Grid, End: t.content.Beside()}
}

// high gives a list of rows without a status the height of its rows, at most six.
func high(d rtl.Dir, list *listing.List, rows int) fyne.CanvasObject {
	list.Plain()
	return rtl.Min(d, fyne.NewSize(1, float32(min(rows, 6))*look.Size(look.SizeListRow)+4), list)
}

// row is a found row: the name or title, its number, and what it is.
func (t *top) row(r record.Row) listing.Row {
	p := t.shell.p
	row := listing.Row{Icon: iconOf(r.Kind), Title: r.Title.Reveal(), Line: p.Value("record.kind", r.Kind.String())}
	if row.Title == "" {
		row.Title, row.Line = row.Line, ""
	}
	if code := record.Code(r.Kind, r.Number); code != "" && r.Kind != record.KindPartner {
		row.Line = p.T("shell.search.row", "Code", code, "Kind", row.Line)
	}
	return row
}

// menu offers what can be written down, in the order of UX.md.
func (t *top) menu() {
	s := t.shell
	if len(s.frame.over.Objects) > 0 {
		s.frame.closeOver()
		return
	}
	d := s.p.Direction()
	kinds := newKinds()
	list := listing.NewList(s.p, len(kinds), func(i int) listing.Row {
		return listing.Row{Icon: iconOf(kinds[i]), Title: s.p.Value("shell.new.kind", kinds[i].String())}
	}, func(i int) {
		s.frame.closeOver()
		s.New(kinds[i], record.ID{})
	})
	place := rtl.Max(d, look.Scaled(360), rtl.End, high(d, list, len(kinds)))
	s.frame.openOver(rtl.Pad(d, t.under(), rtl.VBox(d, 0, place)))
	s.win.Canvas().Focus(list.Focusable())
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
	case record.KindConcern, record.KindSignal, record.KindAdvice:
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
