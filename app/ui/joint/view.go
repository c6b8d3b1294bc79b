package joint

import (
	"context"
	"io"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/counts"
	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/parcel"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// Programmes are the programmes of this coordinator.
type Programmes interface {
	Programmes(ctx context.Context) ([]*record.Programme, error)
	PutProgramme(ctx context.Context, p *record.Programme) error
	ProgrammeCard(ctx context.Context, id record.ID) ([]byte, error)
	ExpectWorker(ctx context.Context, id record.ID, card parcel.Card) error
	ForgetWorker(ctx context.Context, id record.ID, key string) error
}

// Contributions are what came in, and their sum.
type Contributions interface {
	Gathering(ctx context.Context, programme record.ID, period summary.Period) (book.Gathering, error)
	LookContributions(ctx context.Context, programme record.ID, period summary.Period, files []book.ContributionFile) ([]book.Brought, error)
	TakeContributions(ctx context.Context, programme record.ID, period summary.Period, files []book.ContributionFile, leave map[string]bool) ([]book.Brought, error)
	JointOverview(ctx context.Context, programme record.ID, period summary.Period, threshold int, rounded bool) (summary.Report, error)
}

// Source is what the page reads and does.
type Source interface {
	draft.Store
	Today() record.Date
	Programmes
	Contributions
	Desks
}

// Files are asked for in the window. SaveAs writes one where the coordinator chooses, as a whole or not at all; WriteJoint makes a
// file of a report that hides small counts, in one of the formats and in a language.
type Files interface {
	OpenFile(extensions []string, chosen func(path string, err error))
	AskFolder(chosen func(path string, err error))
	SaveAs(name string, write func(w io.Writer) error)
	OverviewFormats() []string
	WriteJoint(format, name, language string, r summary.Report)
}

// Nav is where the page leads to, and what it tells the window.
type Nav interface {
	Files
	Kick()
	Back()
	Say(text string)
	Fail(err error)
}

// The names of files, by what they are.
const (
	cardExtension = ".schakelprogramma"
	keyExtension  = ".schakelkaart"
	fileExtension = ".schakelbijdrage"
)

// View is the page.
type View struct {
	listing.Column
	src        Source
	nav        Nav
	p          *i18n.Printer
	run        task.Runner
	state      state
	period     *counts.Period
	tongue     *form.Select
	below      *fyne.Container // what belongs to the period
	road       *fyne.Container // how contributions come in
	ctx        context.Context
	latest     task.Latest
	taking     *fyne.Container // the buttons with which files are opened and taken
	drawTaking func()
	keep       *draft.Keeper // of what is typed in the lists
	keepOf     record.ID     // of which programme
	naming     *draft.Keeper // of the name of a new programme
	fields     map[string]*form.Field
}

// New makes the page; it shows nothing until Shown.
func New(src Source, nav Nav, p *i18n.Printer, run task.Runner) *View {
	d := p.Direction()
	return &View{
		Column: listing.NewColumn(p), src: src, nav: nav, p: p, run: run, state: state{p: p, span: counts.Quarter},
		below: rtl.VBox(d, 16), road: rtl.VBox(d, 8), ctx: context.Background(),
	}
}

// Shown reads the programmes and who handed in.
func (v *View) Shown(ctx context.Context) {
	v.ctx = ctx
	v.begin()
	v.load()
}

// Hidden drops what was opened and counted; what is typed in the lists is kept.
func (v *View) Hidden() {
	v.latest.Stop()
	v.leave()
	if v.naming != nil {
		v.told(v.naming.Flush())
	}
	v.state.files, v.state.brought, v.state.known, v.state.report, v.state.standing = nil, nil, nil, nil, book.Gathering{}
	v.state.fetched, v.state.ends = book.Fetched{}, nil
	v.state.making, v.state.name = false, ""
	v.below.Objects = nil
	v.Clear()
}

func (v *View) load() {
	naming := v.naming
	type page struct {
		reading
		begun record.Record
	}
	task.Do(v.latest.Next(v.ctx), v.run, func(ctx context.Context) (r page, err error) {
		if r.reading, err = v.read(ctx); err == nil {
			r.begun, _, err = naming.Read(ctx)
		}
		return r, err
	}, func(r page, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		if begun, ok := r.begun.(*record.Programme); ok && v.state.name == "" && !begun.Name.Empty() {
			v.state.making, v.state.name = true, begun.Name.Reveal()
		}
		v.state.ends = r.ends
		v.state.load(r.programmes)
		v.resume()
	})
}

// do does something with the book and reads the page again.
func (v *View) do(work func(ctx context.Context) error, done string, after ...func()) {
	task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) { return struct{}{}, work(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			v.wrong(err)
			return
		}
		for _, then := range after {
			then()
		}
		if done != "" {
			v.nav.Say(done)
		}
		v.load()
	})
}

func (v *View) text(s string) fyne.CanvasObject {
	return rtl.NewText(v.p.Direction(), s, rtl.Style{Wrap: true})
}

func (v *View) draw() {
	p := v.p
	all := []fyne.CanvasObject{listing.NewPageHeadUnder(p, v.nav.Back, p.T("joint.title"), p.T("joint.term")), v.text(p.T("joint.intro"))}
	one, ok := v.state.programme()
	if !ok || v.state.making {
		all = append(all, v.make())
	}
	if ok {
		v.period = counts.NewPeriod(p, v.src.Today(), v.state.span, v.state.days, v.another)
		all = append(all, v.programme(one), listing.NewCard(p, p.T("contribute.period"), v.period.Content()), v.below, v.lists(one))
		v.stand()
	}
	v.Draw(all...)
}

// programme is which programme it is, and its card for the workers.
func (v *View) programme(one *record.Programme) fyne.CanvasObject {
	p := v.p
	chips := counts.NewProgrammes(p, v.state.programmes, one.ID, func(id record.ID) {
		v.state.choose(id)
		v.resume()
	})
	card := form.NewSecondary(p, p.T("joint.card"), func() {
		v.nav.SaveAs(p.T("joint.card.file")+cardExtension, func(w io.Writer) error {
			file, err := v.src.ProgrammeCard(context.WithoutCancel(v.ctx), one.ID)
			if err == nil {
				_, err = w.Write(file)
			}
			return err
		})
	})
	if !v.state.making {
		v.First = card
	}
	other := form.NewQuiet(p, p.T("joint.programme.other"), func() {
		v.state.making = true
		v.draw()
	})
	v.road.Objects = v.desk(one)
	return listing.NewCard(p, p.T("joint.programme"), chips, v.road, v.text(p.T("joint.card.why")), form.NewActions(p, []fyne.CanvasObject{card, other}, nil))
}

// lists are the names that an overview may have, and the aims of this year.
func (v *View) lists(one *record.Programme) fyne.CanvasObject {
	p := v.p
	year := v.src.Today().Year
	v.fields = map[string]*form.Field{}
	area := func(name, id, was string, set func(s string), args ...any) fyne.CanvasObject {
		field, entry := form.NewTextField(p, form.FieldOptions{Label: p.T(id, args...)}, 3, func(s string) {
			set(s)
			v.keep.Touch()
		})
		entry.SetText(was)
		v.fields[name] = field
		return field
	}
	parts := []fyne.CanvasObject{form.NewColumns(p, 24,
		area("partners", "joint.lists.partners", v.state.partners, func(s string) { v.state.partners = s }),
		area("communities", "joint.lists.communities", v.state.groups, func(s string) { v.state.groups = s }))}
	if aims := one.Aims(year); len(aims) > 0 {
		parts = append(parts, v.text(p.T("joint.lists.fixed", "Year", year, "Aims", strings.ReplaceAll(lines(aims), "\n", ", "))))
	} else {
		parts = append(parts, area("years", "joint.lists.aims", v.state.aims, func(s string) { v.state.aims = s }, "Year", year))
	}
	save := form.NewSecondary(p, p.T("joint.lists.save"), v.saveLists)
	return listing.NewCard(p, p.T("joint.lists"), append(parts, form.NewActions(p, []fyne.CanvasObject{save}, nil))...)
}

// another is another period: nothing of the one before stays.
func (v *View) another() {
	v.state.files, v.state.brought, v.state.known, v.state.report = nil, nil, nil, nil
	v.stand()
}

// stand reads who handed in over the period.
func (v *View) stand() {
	id, period := v.state.chosen, v.period.Period
	v.state.days, v.state.span = period, v.period.Span
	type stands struct {
		standing book.Gathering
		fetched  book.Fetched
	}
	task.Do(v.latest.Next(v.ctx), v.run, func(ctx context.Context) (s stands, err error) {
		if s.standing, err = v.src.Gathering(ctx, id, period); err != nil {
			return s, err
		}
		s.fetched, err = v.src.FetchedContributions(ctx, id, period)
		return s, err
	}, func(s stands, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.standing, v.state.fetched = s.standing, s.fetched
		v.drawBelow()
	})
}

func (v *View) drawBelow() {
	v.below.Objects = []fyne.CanvasObject{v.who(), v.bring(), v.overview()}
	if r := v.state.report; r != nil {
		v.below.Objects = append(v.below.Objects, counts.Cards(v.p, *r)...)
	}
	v.below.Refresh()
	v.Inside.Refresh()
}
