package people

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// MergePage lays two people or two families side by side, and makes one of them when the worker says so.
type MergePage struct {
	src   Source
	nav   Nav
	p     *i18n.Printer
	run   task.Runner
	kind  record.Kind
	keep  record.ID
	other record.ID // zero while it is looked for
	ctx   context.Context
	place place
	state mergeState
	first fyne.Focusable
	done  *form.Button
	found *fyne.Container
	last  task.Latest
	busy  bool
}

// NewMerge makes the page for the one that stays; other is zero when the worker is still to find the other one.
func NewMerge(src Source, nav Nav, p *i18n.Printer, run task.Runner, kind record.Kind, keep, other record.ID) *MergePage {
	return &MergePage{src: src, nav: nav, p: p, run: run, kind: kind, keep: keep, other: other, ctx: context.Background(), place: newPlace(p)}
}

// Content is the page.
func (v *MergePage) Content() fyne.CanvasObject { return v.place.Container }

// Focus is the search, or the first choice.
func (v *MergePage) Focus() fyne.Focusable { return v.first }

// Shown reads both and draws the page.
func (v *MergePage) Shown(ctx context.Context) {
	v.ctx = ctx
	v.load()
}

// Hidden drops what was shown.
func (v *MergePage) Hidden() {
	v.first, v.done, v.found, v.state = nil, nil, nil, mergeState{}
	v.place.clear()
}

func (v *MergePage) load() {
	if v.other.Zero() {
		v.find()
		return
	}
	task.Do(v.ctx, v.run, v.read, func(s mergeState, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state = s
		v.draw()
	})
}

// read gives both, and of two families the people in them.
func (v *MergePage) read(ctx context.Context) (mergeState, error) {
	s := mergeState{p: v.p, today: v.src.Today(), choices: map[string]book.MergeChoice{}}
	var err error
	if s.plan, err = v.src.Merging(ctx, v.kind, v.keep, v.other); err != nil || v.kind != record.KindHousehold {
		return s, err
	}
	if s.keep, err = v.src.Family(ctx, v.keep); err != nil {
		return s, err
	}
	s.other, err = v.src.Family(ctx, v.other)
	return s, err
}

func (v *MergePage) head() fyne.CanvasObject {
	return heading(v.p, v.p.T("people.merge.title"), "", v.nav.Back)
}

// find asks who the other one is.
func (v *MergePage) find() {
	p := v.p
	v.found = column(p, look.Grid)
	search := form.NewSearch(p, p.T("people.merge.find"), "", v.look, func(string) {
		if buttons := buttonsOf(v.found); len(buttons) > 0 {
			buttons[0].Press()
		}
	})
	v.place.fill(rtl.Scroll(p.Direction(), newSheet(look.Grid, column(p, look.FieldGap, v.head(), muted(p, p.T("people.merge.find.help")), search, v.found))))
	v.first = search.Entry()
	form.Focus(v.first)
}

func (v *MergePage) look(query string) {
	task.Do(v.last.Next(v.ctx), v.run, func(ctx context.Context) ([]record.Row, error) { return v.src.Find(ctx, query, 40) }, func(rows []record.Row, err error) {
		if err != nil || v.found == nil {
			return
		}
		v.found.Objects = nil
		for _, row := range rows {
			if row.Kind != v.kind || row.ID == v.keep || len(v.found.Objects) == pickerShows {
				continue
			}
			v.found.Add(rtl.HBox(v.p.Direction(), 0, form.NewButton(v.p, joined(nameOfRow(v.p, row), row.Detail.Reveal()), form.ButtonOptions{Snug: true}, func() {
				v.other = row.ID
				v.load()
			})))
		}
		v.found.Refresh()
		v.place.Refresh()
	})
}

// draw lays both side by side, with a choice for each field in which they differ.
func (v *MergePage) draw() {
	p := v.p
	two := sides(p, p.T("people.merge.stays"), p.T("people.merge.joins"), v.state.sides())
	rows := column(p, look.FieldGap)
	v.first = nil
	for _, one := range v.state.rows() {
		rows.Add(v.choice(one))
	}
	v.done = form.NewPrimary(p, p.T("people.merge.do"), v.merge)
	not := form.NewSecondary(p, p.T("people.alike.not"), func() {
		apart(v.ctx, v.run, v.src, v.nav, p, v.kind, v.keep, v.other, v.nav.Back)
	})
	swap := form.NewButton(p, p.T("people.merge.swap"), form.ButtonOptions{Kind: form.Quiet, Snug: true}, func() {
		v.keep, v.other = v.other, v.keep
		v.load()
	})
	parts := []fyne.CanvasObject{v.head(), listing.NewCard(p, "", two, row(p, 0, swap))}
	if len(v.state.plan.Choose) > 0 {
		parts = append(parts, listing.NewCard(p, p.T("people.merge.choose"), rows))
	}
	parts = append(parts, muted(p, p.T("people.merge.what")), form.NewActions(p, []fyne.CanvasObject{v.done, not, form.NewQuiet(p, p.T("people.back"), v.nav.Back)}, nil))
	v.place.fill(rtl.Scroll(p.Direction(), newSheet(look.Grid, column(p, 16, parts...))))
	v.enable()
	if v.first == nil {
		v.first = v.done
	}
	form.Focus(v.first)
}

// choice asks which of two values counts.
func (v *MergePage) choice(one mergeRow) fyne.CanvasObject {
	p := v.p
	choices := []form.Choice{{Value: string(book.MergeKeep), Text: cut(one.keep)}, {Value: string(book.MergeOther), Text: cut(one.other)}}
	if one.both {
		choices = append(choices, form.Choice{Value: string(book.MergeBoth), Text: p.T("people.merge.both")})
	}
	chips := form.NewChips(p, choices, form.ChipsOptions{Keep: true}, func(values []string) {
		v.state.choices[one.field] = book.MergeChoice(values[0])
		v.enable()
	})
	if v.first == nil {
		v.first = chips.Chip(string(book.MergeKeep))
	}
	return form.NewField(p, form.FieldOptions{Label: one.label}, chips)
}

// enable lets the two become one when everything was chosen.
func (v *MergePage) enable() {
	if v.state.open() {
		v.done.Block(v.p.T("people.merge.open"))
	} else {
		v.done.Unblock()
	}
}

func (v *MergePage) merge() {
	if v.busy || v.state.open() {
		return
	}
	v.busy = true
	choices := v.state.choices
	task.Do(v.ctx, v.run, func(ctx context.Context) (record.ID, error) {
		return v.src.Merge(ctx, v.kind, v.keep, v.other, choices)
	},
		func(_ record.ID, err error) {
			v.busy = false
			if err != nil {
				v.nav.Fail(err)
				return
			}
			v.nav.Say(v.p.T("people.merge.done"))
			v.nav.Saved(v.kind, v.keep)
		})
}

func mergeButton(p *i18n.Printer, pressed func()) *form.Button {
	return form.NewButton(p, p.T("people.merge"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconUsersThree, Snug: true}, pressed)
}

// mergedCard says what was merged, with the way back.
func mergedCard(p *i18n.Printer, all []mergedLine, undo func(merge record.ID)) fyne.CanvasObject {
	if len(all) == 0 {
		return column(p, 0)
	}
	rows := make([]fyne.CanvasObject, 0, len(all))
	for i, one := range all {
		if i > 0 { // the newest goes first
			rows = append(rows, muted(p, one.text))
			continue
		}
		rows = append(rows, form.NewBeside(p, 12, 240, muted(p, one.text), form.NewButton(p, p.T("people.unmerge"), form.ButtonOptions{Snug: true}, func() { undo(one.id) })))
	}
	return listing.NewCard(p, "", rows...)
}
