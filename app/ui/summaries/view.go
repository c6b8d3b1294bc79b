package summaries

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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

// Source is what the page reads.
type Source interface {
	Today() record.Date
	OverviewCounted(ctx context.Context, period summary.Period, progress book.Progress) (summary.Report, error)
	Protection(ctx context.Context, period summary.Period, threshold int, rounded bool) (summary.Protection, error)
	Tales
}

// File is an overview that is to become a file: only a report that hides small counts.
type File struct {
	Format   string // one of Files.OverviewFormats
	Name     string // without an end; it holds the period and nothing personal
	Language string
	Report   summary.Report
	// Begun is called when a place was chosen and the writing begins, Step for each step of it, Done with the place when the file is there, or
	// with what went wrong: then nothing of it is.
	Begun func()
	Step  func(done, all int)
	Done  func(path string, err error)
}

// Nav is where the page leads to.
type Nav interface {
	Files
	New(kind record.Kind, about record.ID)
	Fail(err error)
	Go(destination string)
}

// Files makes files of overviews.
type Files interface {
	// OverviewFormats are the sorts of files that can be made, the usual one first.
	OverviewFormats() []string
	// WriteOverview asks for a place and writes there, until ctx is done.
	WriteOverview(ctx context.Context, f File)
	// OpenFolder shows the folder of a file in the program of the computer for that.
	OpenFolder(path string) error
}

// SubBehind is the name of the page with what is behind a number.
const SubBehind = "behind"

// slow is how long a count may last before the page says how far it is.
const slow = time.Second

// View is the page.
type View struct {
	src      Source
	nav      Nav
	p        *i18n.Printer
	run      task.Runner
	state    state
	content  *fyne.Container
	scroll   *container.Scroll
	inside   *fyne.Container
	before   *form.Button // the ways to the period before and after
	after    *form.Button
	words    *fyne.Container // the period in words, and the choice of all numbers
	besides  *form.Chips     // what it can be put beside; nil when there is nothing
	offered  []Beside        // what those offer
	name     *rtl.Text
	days     *rtl.Text
	own      *form.Check
	report   *fyne.Container
	panel    *fyne.Container // how it becomes a file
	made     *fyne.Container
	free     *fyne.Container
	from, to *form.DateField
	wrong    *form.Field
	save     *form.Button
	numbers  map[spot]func() // gives the keyboard to a number
	saved    saved
	ctx      context.Context
	latest   task.Latest
	counting bool
	placed   bool // the page was scrolled to where it was
}

// New makes the page as it stood before; it counts nothing until Shown.
func New(src Source, nav Nav, p *i18n.Printer, run task.Runner, m *Memory) *View {
	v := &View{src: src, nav: nav, p: p, run: run, state: state{p: p, Memory: m}}
	d := p.Direction()
	v.inside = rtl.VBox(d, 16)
	v.content = rtl.Scroll(d, listing.NewSheet(16, v.inside))
	v.scroll = rtl.ScrollIn(v.content)
	return v
}

// Content is the page.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Focus is nothing: the page is read first, and a number that was looked behind has the keyboard again by itself.
func (v *View) Focus() fyne.Focusable { return nil }

// Shown counts the chosen period and draws it.
func (v *View) Shown(ctx context.Context) {
	v.ctx = ctx
	v.placed, v.state.stays = false, false
	v.state.begin(v.src.Today())
	v.frame()
	v.load()
}

// Hidden drops what was counted, and remembers how the page stood.
func (v *View) Hidden() {
	v.latest.Stop()
	if v.placed {
		v.state.down = v.scroll.Offset.Y
	}
	v.state.saving = v.state.saving && v.state.stays
	v.state.stays = false
	v.state.whole, v.state.public, v.state.made, v.state.ready = summary.Report{}, summary.Report{}, nil, false
	v.inside.Objects, v.numbers, v.counting, v.besides, v.offered = nil, nil, false, nil, nil
}

// Escape closes the panel in which a file is made.
func (v *View) Escape() bool {
	if !v.state.saving {
		return false
	}
	v.closePanel()
	return true
}

// load counts the period in the background. What lasts longer than a second says how far it is, and can be stopped.
func (v *View) load() {
	period := v.state.period
	if err := period.Check(); err != nil {
		v.wrong.SetError(v.order(err))
		return
	}
	v.wrong.SetError("")
	q := question{period: period, threshold: v.state.threshold(), rounded: v.state.small == smallRound, beside: v.state.beside, stories: slices.Clone(v.state.stories)}
	ctx := v.latest.Next(v.ctx)
	v.counting = true
	q.tell = v.progress(ctx)
	task.Do(ctx, v.run, func(ctx context.Context) (counted, error) {
		return v.count(ctx, q)
	}, func(got counted, err error) {
		v.counting = false
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.whole, v.state.public, v.state.made, v.state.ready = got.whole, got.public, got.made, true
		v.state.besides, v.state.tales = got.besides, got.tales
		v.draw()
		v.place()
	})
}

// question is what is counted, and answer what came of it.
type question struct {
	period    summary.Period
	threshold int
	rounded   bool
	beside    string
	stories   []record.ID
	tell      book.Progress
}

type counted struct {
	whole, public summary.Report
	made          []*record.Overview
	besides       []Beside
	tales         []record.Story // those that may be told
}

// count answers a question, off the screen's goroutine.
func (v *View) count(ctx context.Context, q question) (got counted, err error) {
	if got.whole, err = v.src.OverviewCounted(ctx, q.period, q.tell); err != nil {
		return got, err
	}
	how, err := v.src.Protection(ctx, q.period, q.threshold, q.rounded)
	if err != nil {
		return got, err
	}
	got.made = slices.Clone(how.Before)
	slices.Reverse(got.made) // the newest first
	if got.public, err = got.whole.Public(how); err != nil {
		return got, err
	}
	if err := v.compare(ctx, q, &got); err != nil {
		return got, err
	}
	return got, v.tellTales(ctx, q, &got)
}

// progress puts a bar in the place of the report when a count lasts too long, and gives what moves it.
func (v *View) progress(ctx context.Context) book.Progress {
	bar := listing.NewProgress(v.p, v.p.T("summaries.stop"), v.stop)
	bar.Set(v.p.T("summaries.counting"), 0)
	task.After(ctx, v.run, slow, func() {
		if v.counting {
			v.report.Objects = []fyne.CanvasObject{listing.NewCard(v.p, "", bar)}
			v.report.Refresh()
		}
	})
	return func(done, all int) {
		task.Report(ctx, v.run, func() {
			bar.Set(v.p.T("summaries.counting.far", "Done", v.p.Number(done), "All", v.p.Number(all)), float32(done)/float32(max(1, all)))
		})
	}
}

// stop ends the count; the page says so, and offers to count anyway.
func (v *View) stop() {
	v.latest.Stop()
	v.counting, v.state.ready = false, false
	again := form.NewPrimary(v.p, v.p.T("summaries.again"), v.load)
	v.report.Objects = []fyne.CanvasObject{listing.NewCard(v.p, "",
		rtl.NewText(v.p.Direction(), v.p.T("summaries.stopped"), rtl.Style{Wrap: true}),
		form.NewActions(v.p, []fyne.CanvasObject{again}, nil))}
	v.report.Refresh()
	form.Focus(again)
}

// place scrolls the page to where it was, once, and gives the keyboard to the number that was looked behind.
func (v *View) place() {
	if v.placed {
		return
	}
	v.placed = true
	if v.state.down > 0 {
		v.scroll.Refresh()
		v.scroll.ScrollToOffset(fyne.NewPos(0, v.state.down))
	}
	if focus, ok := v.numbers[v.state.behind]; ok && v.state.behind != (spot{}) {
		v.state.behind = spot{}
		focus()
	}
}

// open shows what is behind a number.
func (v *View) open(id string, row summary.Label) {
	v.state.behind, v.state.at = spot{id, row}, 0
	v.nav.Go(SubBehind)
}

// draw fills in everything that depends on the report.
func (v *View) draw() {
	if !v.state.ready {
		return
	}
	v.numbers = map[spot]func(){}
	v.drawPeriod()
	v.drawPanel()
	v.drawReport()
	v.drawMade()
	v.inside.Refresh()
	if most := max(0, v.inside.MinSize().Height-v.scroll.Size().Height); v.scroll.Offset.Y > most+look.Scaled(64) { // a shorter page than before
		v.scroll.ScrollToOffset(fyne.NewPos(0, most))
	}
}

func (v *View) drawReport() {
	p := v.p
	if v.state.whole.Empty {
		v.report.Objects = []fyne.CanvasObject{listing.NewCard(p, "", listing.NewEmpty(p, listing.Empty{
			Own: look.RingOpen, Other: look.RingOpen, Sentence: p.T("summary.empty"),
			Action: p.T("summaries.empty.action"), Pressed: func() { v.nav.New(record.KindMeeting, record.ID{}) },
		}))}
		v.report.Refresh()
		return
	}
	v.report.Objects = v.parts()
	v.report.Refresh()
}
