// Package contribute is "bijdrage klaarzetten": what a worker counted, for the coordinator of a programme, seen before it goes.
package contribute

import (
	"context"
	"io"

	"fyne.io/fyne/v2"

	"schakel/app/ui/counts"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/parcel"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// Programmes are those that the worker takes part in, with the aims that were given to the work of a period.
type Programmes interface {
	Programmes(ctx context.Context) ([]*record.Programme, error)
	TakeProgramme(ctx context.Context, file []byte) (*record.Programme, error)
	Aimables(ctx context.Context, programme record.ID, period summary.Period) ([]book.Aimable, error)
	GiveAims(ctx context.Context, kind record.Kind, id, programme record.ID, numbers []int) error
}

// Contributions are what goes, and what went.
type Contributions interface {
	PrepareContribution(ctx context.Context, programme record.ID, period summary.Period) (book.Prepared, error)
	Contribute(ctx context.Context, shown book.Prepared) ([]byte, error)
	Contributed(ctx context.Context) ([]*record.Contribution, error)
	WithdrawContribution(ctx context.Context, id record.ID) ([]byte, error)
}

// Desks are the endpoints through which contributions can go.
type Desks interface {
	ContributionDesk(ctx context.Context, programme record.ID) (book.Desk, error)
	SendContribution(ctx context.Context, shown book.Prepared) error
	SendWithdrawal(ctx context.Context, id record.ID) error
	StopContribution(ctx context.Context, id record.ID) error
}

// Source is what the page reads and does.
type Source interface {
	Today() record.Date
	Programmes
	Contributions
	Desks
}

// Files are asked for in the window. SaveAs writes one where the worker chooses, as a whole or not at all.
type Files interface {
	OpenFile(extensions []string, chosen func(path string, err error))
	SaveAs(name string, write func(w io.Writer) error)
}

// Nav is where the page leads to, and what it tells the window. Kick lets the outbox look at once.
type Nav interface {
	Files
	Kick()
	Back()
	Say(text string)
	Fail(err error)
}

// The names of files, by what they are. There is no name of a person in them.
const (
	cardExtension = ".schakelprogramma"
	fileExtension = ".schakelbijdrage"

	maxCard = 1 << 20
)

// View is the page.
type View struct {
	listing.Column
	src      Source
	nav      Nav
	p        *i18n.Printer
	run      task.Runner
	state    state
	period   *counts.Period
	goes     *fyne.Container
	ctx      context.Context
	latest   task.Latest
	counting task.Latest
}

// New makes the page; it shows nothing until Shown.
func New(src Source, nav Nav, p *i18n.Printer, run task.Runner) *View {
	return &View{Column: listing.NewColumn(p), src: src, nav: nav, p: p, run: run, state: state{p: p, span: counts.Quarter}, goes: rtl.VBox(p.Direction(), 16), ctx: context.Background()}
}

// Shown reads the programmes and what was given.
func (v *View) Shown(ctx context.Context) {
	v.ctx = ctx
	v.load()
}

// Hidden drops what was counted.
func (v *View) Hidden() {
	v.latest.Stop()
	v.counting.Stop()
	v.state = state{p: v.p, span: v.state.span, days: v.state.days, chosen: v.state.chosen}
	v.goes.Objects = nil
	v.Clear()
}

type reading struct {
	programmes []*record.Programme
	given      []*record.Contribution
	desks      map[record.ID]book.Desk
}

func (v *View) load() {
	task.Do(v.latest.Next(v.ctx), v.run, func(ctx context.Context) (r reading, err error) {
		if r.programmes, err = v.src.Programmes(ctx); err != nil {
			return r, err
		}
		if r.desks, err = v.desks(ctx, r.programmes); err != nil {
			return r, err
		}
		r.given, err = v.src.Contributed(ctx)
		return r, err
	}, func(r reading, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.load(r.programmes, r.given, r.desks)
		v.draw()
		v.count()
	})
}

// count counts what would go, for the programme and the period that are chosen.
func (v *View) count() {
	p, ok := v.state.programme()
	if !ok {
		return
	}
	period := v.period.Period
	v.state.days, v.state.span = period, v.period.Span
	type counted struct {
		shown book.Prepared
		work  []book.Aimable
	}
	task.Do(v.counting.Next(v.ctx), v.run, func(ctx context.Context) (c counted, err error) {
		if c.shown, err = v.src.PrepareContribution(ctx, p.ID, period); err == nil {
			c.work, err = v.src.Aimables(ctx, p.ID, period)
		}
		return c, err
	}, func(c counted, err error) {
		v.state.shown, v.state.wrong, v.state.work, v.state.rows = nil, err, c.work, max(v.state.rows, mostRows)
		if err == nil {
			v.state.shown = &c.shown
		}
		v.drawGoes()
	})
}

func (v *View) text(s string) fyne.CanvasObject {
	return rtl.NewText(v.p.Direction(), s, rtl.Style{Wrap: true})
}

func (v *View) draw() {
	p := v.p
	all := []fyne.CanvasObject{listing.NewPageHeadUnder(p, v.nav.Back, p.T("contribute.title"), p.T("contribute.term")), v.text(p.T("contribute.intro")), v.programmes()}
	v.goes.Objects = nil
	if _, ok := v.state.programme(); ok {
		v.period = counts.NewPeriod(p, v.src.Today(), v.state.span, v.state.days, v.count)
		all = append(all, listing.NewCard(p, p.T("contribute.period"), v.period.Content()), v.goes)
	}
	if len(v.state.given) > 0 {
		all = append(all, v.given())
	}
	v.Draw(all...)
}

// programmes is for which programme it is, and from whom its card came.
func (v *View) programmes() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	open := form.NewButton(p, p.T("contribute.programme.open"), form.ButtonOptions{Icon: look.IconFolderOpen}, v.open)
	v.First = open
	inside := rtl.VBox(d, 16)
	one, ok := v.state.programme()
	if !ok {
		inside.Add(v.text(p.T("contribute.programme.none")))
		inside.Add(form.NewActions(p, []fyne.CanvasObject{open}, nil))
		return listing.NewCard(p, p.T("contribute.programme"), inside)
	}
	inside.Add(counts.NewProgrammes(p, v.state.programmes, one.ID, func(id record.ID) {
		v.state.chosen = id
		v.draw()
		v.count()
	}))
	if card, err := parcel.ParseCard(one.Card); err == nil {
		inside.Add(rtl.VBox(d, 4,
			rtl.NewText(d, v.state.who(card), rtl.Style{Bold: true, Wrap: true}),
			rtl.NewText(i18n.LeftToRight, card.Words(), rtl.Style{Wrap: true}),
			listing.NewNote(p, look.IconPhone, p.T("handing.card.compare"), look.ColorMuted)))
	}
	inside.Add(form.NewActions(p, []fyne.CanvasObject{open}, nil))
	return listing.NewCard(p, p.T("contribute.programme"), inside)
}

func (v *View) open() {
	v.nav.OpenFile([]string{cardExtension}, func(path string, err error) {
		if err != nil || path == "" {
			if err != nil {
				v.nav.Fail(err)
			}
			return
		}
		task.Do(v.ctx, v.run, func(ctx context.Context) (*record.Programme, error) {
			data, err := task.ReadFile(path, maxCard)
			if err != nil {
				return nil, err
			}
			return v.src.TakeProgramme(ctx, data)
		}, func(p *record.Programme, err error) {
			if err != nil {
				v.nav.Fail(err)
				return
			}
			v.state.chosen = p.ID
			v.nav.Say(v.p.T("contribute.programme.taken"))
			v.load()
		})
	})
}

// drawGoes shows every number that would go, what never goes, and the button.
func (v *View) drawGoes() {
	p, d := v.p, v.p.Direction()
	if v.state.wrong != nil {
		text, hint := p.Fault(v.state.wrong)
		v.goes.Objects = []fyne.CanvasObject{listing.NewCard(p, "", listing.NewNote(p, look.IconInfo, text, look.ColorText), v.text(hint))}
		v.goes.Refresh()
		v.Inside.Refresh()
		return
	}
	shown := *v.state.shown
	notes := rtl.VBox(d, 8)
	for _, line := range v.state.notes() {
		notes.Add(listing.NewNote(p, look.IconInfo, line, look.ColorText))
	}
	notes.Add(listing.NewNote(p, look.IconLockSimple, p.T("contribute.never"), look.ColorText))
	notes.Add(listing.NewNote(p, look.IconEyeSlash, p.T("contribute.alone"), look.ColorMuted))
	save := form.NewPrimary(p, p.T("contribute.save"), func() { v.save(shown) })
	var all []fyne.CanvasObject
	if aims := v.aims(); aims != nil {
		all = append(all, aims)
	}
	all = append(all, listing.NewHeading(p, p.T("contribute.goes"), p.T("contribute.goes.zero")), listing.NewCard(p, "", notes))
	all = append(all, counts.Cards(p, shown.Report)...)
	end, buttons := []fyne.CanvasObject{v.text(p.T("contribute.saved", "Who", v.state.who(shown.To)))}, []fyne.CanvasObject{save}
	if desk, ok := v.state.desks[shown.Programme.ID]; ok {
		end = append(end, v.text(p.T("contribute.send.why", "Name", desk.Name.Reveal(), "Who", v.state.who(shown.To))))
		buttons = append(buttons, form.NewSecondary(p, p.T("contribute.send", "Name", desk.Name.Reveal()), func() { v.send(shown) }))
	}
	all = append(all, listing.NewCard(p, "", append(end, form.NewActions(p, buttons, nil))...))
	v.goes.Objects = all
	v.goes.Refresh()
	v.Inside.Refresh()
}

// save makes the file where the worker chooses. Nothing is noted as given before the place is known.
func (v *View) save(shown book.Prepared) {
	v.nav.SaveAs(v.state.fileName(shown.Content.Period())+fileExtension, func(w io.Writer) error {
		file, err := v.src.Contribute(context.WithoutCancel(v.ctx), shown)
		if err == nil {
			_, err = w.Write(file)
		}
		return err
	})
}

// Changed reads again what was given: a file was saved, or something was noted.
func (v *View) Changed(ctx context.Context) {
	v.ctx = ctx
	v.load()
}
