package summaries

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// BehindSource is what the list behind a number reads.
type BehindSource interface {
	Today() record.Date
	Behind(ctx context.Context, period summary.Period, measure string, row summary.Label, progress book.Progress) ([]record.Row, error)
	Rows(kind record.Kind) []record.Row
}

// BehindNav is where that list leads to.
type BehindNav interface {
	Open(kind record.Kind, id record.ID)
	Fail(err error)
	Back()
}

// Behind is the list of the records behind one number of the overview, for the worker's own eyes. Nothing of it goes into a file.
type Behind struct {
	src      BehindSource
	nav      BehindNav
	p        *i18n.Printer
	run      task.Runner
	state    state
	names    map[record.ID]string // of families and people whose records these are
	rows     []record.Row
	content  *fyne.Container
	low      *listing.Under
	list     *listing.List
	back     *form.Button
	latest   task.Latest
	counting bool
}

// NewBehind makes the list behind the number that was opened last.
func NewBehind(src BehindSource, nav BehindNav, p *i18n.Printer, run task.Runner, m *Memory) *Behind {
	return &Behind{src: src, nav: nav, p: p, run: run, state: state{p: p, Memory: m}, content: rtl.Stack(p.Direction())}
}

// Content is the page.
func (v *Behind) Content() fyne.CanvasObject { return v.content }

// Focus is the list, or the way back.
func (v *Behind) Focus() fyne.Focusable {
	switch {
	case v.list != nil:
		return v.list.Focusable()
	case v.back != nil && !v.counting:
		return v.back
	}
	return nil
}

// Shown looks up the records and lists them. After a lock nobody knows the number any more.
func (v *Behind) Shown(ctx context.Context) {
	v.state.begin(v.src.Today())
	v.head()
	at := v.state.behind
	if at == (spot{}) {
		v.draw()
		return
	}
	period := v.state.period
	ctx = v.latest.Next(ctx)
	v.counting = true
	tell := v.progress(ctx)
	type found struct {
		rows  []record.Row
		names map[record.ID]string
	}
	task.Do(ctx, v.run, func(ctx context.Context) (found, error) {
		rows, err := v.src.Behind(ctx, period, at.measure, at.row, tell)
		if err != nil {
			return found{}, err
		}
		return found{rows, named(v.src, rows)}, nil
	}, func(got found, err error) {
		v.counting = false
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.rows, v.names = got.rows, got.names
		v.draw()
	})
}

// Changed looks again.
func (v *Behind) Changed(ctx context.Context) { v.Shown(ctx) }

// Hidden drops the names, and remembers the row.
func (v *Behind) Hidden() {
	v.latest.Stop()
	if v.list != nil {
		v.state.at = v.list.Current()
	}
	v.rows, v.names, v.list, v.low, v.back, v.counting = nil, nil, nil, nil, nil, false
	v.content.Objects = nil
}

// named gives the names of the families and the people that records are about.
func named(src BehindSource, rows []record.Row) map[record.ID]string {
	names := map[record.ID]string{}
	for _, r := range rows {
		names[r.Owner], names[r.Link] = "", ""
	}
	for _, kind := range []record.Kind{record.KindHousehold, record.KindPerson, record.KindPartner} {
		all := src.Rows(kind)
		for i := range all {
			if _, wanted := names[all[i].ID]; wanted {
				names[all[i].ID] = all[i].Title.Reveal()
			}
		}
	}
	return names
}

// progress shows how far it is when it takes long, with a stop that goes back.
func (v *Behind) progress(ctx context.Context) book.Progress {
	bar := listing.NewProgress(v.p, v.p.T("summaries.stop"), func() {
		v.latest.Stop()
		v.nav.Back()
	})
	bar.Set(v.p.T("summaries.counting"), 0)
	task.After(ctx, v.run, slow, func() {
		if v.counting && v.low != nil {
			v.low.SetBelow(listing.NewCard(v.p, "", bar))
		}
	})
	return func(done, all int) {
		task.Report(ctx, v.run, func() {
			bar.Set(v.p.T("summaries.counting.far", "Done", v.p.Number(done), "All", v.p.Number(all)), float32(done)/float32(max(1, all)))
		})
	}
}

// head draws the way back and which number this is.
func (v *Behind) head() {
	p, d, s := v.p, v.p.Direction(), &v.state
	v.back = listing.NewBack(p, v.nav.Back)
	title, sub := p.T("summaries.behind"), ""
	if s.behind != (spot{}) {
		title = p.Value("summary.measure", s.behind.measure)
		sub = s.label(s.behind.row)
	}
	top := rtl.VBox(d, look.Grid, listing.NewPageHeadBelow(p, v.back, title, sub),
		rtl.NewText(d, p.T("summaries.behind.teach", "Period", s.days()), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}))
	v.list = nil
	v.low = listing.NewUnder(p, 12, top, nil)
	v.content.Objects = []fyne.CanvasObject{listing.NewSheet(look.Grid, v.low)}
	v.content.Refresh()
}

func (v *Behind) draw() {
	p := v.p
	if len(v.rows) == 0 {
		v.list = nil
		v.low.SetBelow(listing.NewCard(p, "", listing.NewEmpty(p, listing.Empty{
			Own: look.RingSpoken, Other: look.RingOpen, Sentence: p.T("summaries.behind.empty"), Teach: p.T("summaries.behind.empty.teach"),
		})))
		return
	}
	v.list = listing.NewList(p, len(v.rows), v.row, func(i int) {
		if i >= 0 && i < len(v.rows) {
			v.state.at = i
			v.nav.Open(v.rows[i].Kind, v.rows[i].ID)
		}
	})
	v.list.Plain()
	v.low.SetBelow(v.list)
	if v.state.at > 0 {
		v.list.GoTo(v.state.at)
	}
	form.Focus(v.list.Focusable())
}

// row is one record: what it is called, what it is, about whom, and when.
func (v *Behind) row(i int) listing.Row {
	if i < 0 || i >= len(v.rows) {
		return listing.Row{}
	}
	r, p := v.rows[i], v.p
	kind := p.Value("record.kind", r.Kind.String())
	row := listing.Row{Icon: iconOf(r.Kind), Title: r.Title.Reveal()}
	if row.Title == "" {
		row.Title = kind
	}
	parts := []string{}
	if code := record.Code(r.Kind, r.Number); code != "" {
		parts = append(parts, code)
	}
	parts = append(parts, kind)
	for _, id := range []record.ID{r.Owner, r.Link} {
		if who := v.names[id]; who != "" && who != row.Title && who != parts[len(parts)-1] {
			parts = append(parts, who)
		}
	}
	if whole := r.Kind == record.KindHousehold || r.Kind == record.KindPerson; !whole && !r.On.Zero() { // the day of those is that of the last change
		parts = append(parts, p.Date(r.On))
	}
	row.Line = strings.Join(parts, " · ")
	return row
}

func iconOf(k record.Kind) look.IconName {
	switch k {
	case record.KindPerson:
		return look.IconUser
	case record.KindHousehold:
		return look.IconUsersThree
	case record.KindConcern, record.KindSignal:
		return look.IconNotePencil
	case record.KindReferral:
		return look.IconHandshake
	case record.KindMeeting:
		return look.IconCoffee
	case record.KindContact:
		return look.IconChats
	}
	return look.IconLifebuoy
}
