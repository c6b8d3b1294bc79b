package people

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// picker asks whom a contact was with: somebody who is known, found while typing, or a number of people without names, or nobody.
type picker struct {
	form.Wrapped
	p       *i18n.Printer
	src     Source
	run     task.Runner
	ctx     context.Context
	last    task.Latest
	search  *form.Search
	found   *fyne.Container
	heads   *fyne.Container
	number  *form.Stepper
	chips   *form.Chips
	chosen  func(kind record.AboutKind, row record.Row)
	counted func(heads int)
}

const pickerShows = 6

func newPicker(e *entry, chosen func(kind record.AboutKind, row record.Row), counted func(heads int)) *picker {
	p := e.p
	k := &picker{p: p, src: e.src, run: e.run, ctx: e.ctx, chosen: chosen, counted: counted}
	k.search = form.NewSearch(p, p.T("people.contact.search"), "", k.look, k.take)
	k.found = rtl.Flow(p.Direction(), look.Grid)
	k.number = form.NewStepper(p, 1000, func(value int, filled bool) {
		if !filled {
			value = 0
		}
		counted(value)
	})
	k.heads = column(p, look.Grid, k.number)
	k.heads.Hide()
	k.chips = form.NewChips(p, form.Choices(p, "about.kind", string(record.AboutNumber), string(record.AboutNobody)), form.ChipsOptions{}, func(values []string) {
		kind := record.AboutKind("")
		if len(values) > 0 {
			kind = record.AboutKind(values[0])
		}
		k.show(kind)
		chosen(kind, record.Row{})
	})
	k.Wrap(k, column(p, 12, k.search, k.found, k.chips, k.heads))
	return k
}

// show puts the picker in the state of a kind without a name.
func (k *picker) show(kind record.AboutKind) {
	if kind == record.AboutNumber {
		k.heads.Show()
	} else {
		k.heads.Hide()
	}
	k.Refresh()
}

// look finds who is meant while it is typed.
func (k *picker) look(query string) {
	task.Do(k.last.Next(k.ctx), k.run, func(ctx context.Context) ([]record.Row, error) {
		return k.src.Find(ctx, query, 40)
	}, func(rows []record.Row, err error) {
		if err == nil {
			k.fill(rows)
		}
	})
}

func (k *picker) fill(rows []record.Row) {
	k.found.Objects = nil
	for _, row := range rows {
		kind, icon := aboutOf(row.Kind)
		if kind == "" || len(k.found.Objects) == pickerShows {
			continue
		}
		k.found.Add(form.NewButton(k.p, nameOfRow(k.p, row), form.ButtonOptions{Icon: icon, Snug: true}, func() { k.chosen(kind, row) }))
	}
	k.found.Refresh()
	k.Refresh()
}

// take chooses the first that was found: Enter in the search field.
func (k *picker) take(string) {
	if len(k.found.Objects) == 0 {
		return
	}
	if b, ok := k.found.Objects[0].(*form.Button); ok {
		b.Press()
	}
}

// aboutOf is how a contact can be about a record of a kind; "" when it cannot.
func aboutOf(kind record.Kind) (record.AboutKind, look.IconName) {
	switch kind {
	case record.KindHousehold:
		return record.AboutHousehold, look.IconUsersThree
	case record.KindPerson:
		return record.AboutPerson, look.IconUser
	case record.KindPartner:
		return record.AboutPartner, look.IconLifebuoy
	}
	return "", ""
}

// kindOf is the opposite: which kind of record a contact is about.
func kindOf(about record.AboutKind) record.Kind {
	switch about {
	case record.AboutHousehold:
		return record.KindHousehold
	case record.AboutPerson:
		return record.KindPerson
	case record.AboutPartner:
		return record.KindPartner
	}
	return record.KindNone
}

// rowOf finds the row of a record that a contact can be about.
func rowOf(src lister, id record.ID) (record.Row, bool) {
	if id.Zero() {
		return record.Row{}, false
	}
	for _, kind := range []record.Kind{record.KindHousehold, record.KindPerson, record.KindPartner} {
		for _, row := range src.Rows(kind) {
			if row.ID == id {
				return row, true
			}
		}
	}
	return record.Row{}, false
}
