package today

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Source is what the page reads and does.
type Source interface {
	Today() record.Date
	TodayList(ctx context.Context, limit int) ([]book.Sentence, error)
	Week(ctx context.Context, monday record.Date) ([]book.Plan, error)
	NotNow(ctx context.Context, key string, until record.Date) error
}

// Doer finishes what can be finished from the page itself.
type Doer interface {
	KeepPromise(ctx context.Context, id record.ID) error
	FinishTask(ctx context.Context, id record.ID) error
	SaveTask(ctx context.Context, t *record.Task) error
	KeepAgreement(ctx context.Context, id record.ID, text record.Private) error
}

// Everything is what the book gives the page.
type Everything interface {
	Source
	Doer
	draft.Store
}

// Ways are the pages that the page leads to. Year is the overview of the year of which first is the first day.
type Ways interface {
	Go(destination string)
	Year(first record.Date)
}

// Nav is where the page leads to.
type Nav interface {
	Ways
	Open(kind record.Kind, id record.ID)
	Edit(kind record.Kind, id record.ID)
	New(kind record.Kind, about record.ID)
	Fail(err error)
}

// View is the page.
type View struct {
	src     Everything
	nav     Nav
	p       *i18n.Printer
	run     task.Runner
	state   state
	content *fyne.Container
	inside  *fyne.Container
	ctx     context.Context
	latest  task.Latest
	note    *note      // something to remember that is being typed; nil when nothing is
	entry   *rtl.Entry // its field
	scroll  *container.Scroll
	stays   int            // the row where the keyboard stays when the page is drawn again, from 1; 0 for none
	laters  []*form.Button // "Niet nu" of each row
}

// New makes the page; it shows nothing until Shown.
func New(src Everything, nav Nav, p *i18n.Printer, run task.Runner) *View {
	v := &View{src: src, nav: nav, p: p, run: run, state: state{p: p}}
	d := p.Direction()
	v.inside = rtl.VBox(d, 12)
	page := rtl.Scroll(d, listing.NewSheet(8, v.inside))
	v.content, v.scroll = rtl.Stack(d, page), rtl.ScrollIn(page)
	return v
}

// Content is the page.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Focus is nothing: the page is read first.
func (v *View) Focus() fyne.Focusable { return nil }

// Shown reads the day and draws it.
func (v *View) Shown(ctx context.Context) {
	v.ctx = ctx
	v.load()
}

// Changed draws the day again, but never while something is being typed.
func (v *View) Changed(ctx context.Context) {
	if v.note == nil {
		v.Shown(ctx)
	}
}

// Hidden drops what the page showed.
func (v *View) Hidden() {
	v.latest.Stop()
	v.state.rows, v.state.week = nil, nil
	v.inside.Objects, v.entry, v.laters, v.stays = nil, nil, nil, 0
	if v.note != nil {
		if err := v.note.keep.Flush(); err != nil {
			v.nav.Fail(err)
		}
		v.note = nil
	}
}

type day struct {
	list  []book.Sentence
	plans []book.Plan
	today record.Date
	begun *record.Task // something to remember that was not kept yet; nil when there is nothing
}

func (v *View) load() {
	task.Do(v.latest.Next(v.ctx), v.run, func(ctx context.Context) (day, error) {
		got := day{today: v.src.Today()}
		var err error
		if got.list, err = v.src.TodayList(ctx, most); err != nil {
			return day{}, err
		}
		if got.plans, err = v.src.Week(ctx, got.today.Monday()); err != nil {
			return day{}, err
		}
		r, _, err := v.src.Draft(ctx, draft.Key(record.KindTask, record.ID{}, record.ID{}))
		got.begun, _ = r.(*record.Task)
		return got, err
	}, func(got day, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.load(got.list, got.plans, got.today)
		if v.note == nil && got.begun != nil {
			v.begin(got.begun)
		}
		v.draw()
	})
}

func (v *View) draw() {
	p := v.p
	rows := v.sentences()
	v.inside.Objects = []fyne.CanvasObject{listing.NewPageHead(p, p.T("today.title"), p.LongDate(v.state.today))}
	if v.note != nil {
		v.inside.Add(v.remember()) // where it is seen at once
	}
	if len(rows) == 0 {
		v.inside.Add(listing.NewCard(p, "", listing.NewEmpty(p, listing.Empty{
			Own: look.RingSpoken, Other: look.RingSpoken, Sentence: p.T("today.empty"), Teach: p.T("today.empty.teach"),
			Action: p.T("today.empty.action"), Pressed: func() { v.nav.New(record.KindMeeting, record.ID{}) },
		})))
	} else {
		v.inside.Add(listing.NewToday(p, rows))
	}
	v.inside.Add(rtl.Pad(p.Direction(), rtl.Edges{Top: 8}, listing.NewHeading(p, p.T("today.week"), "")))
	v.inside.Add(listing.NewWeek(p, v.state.week))
	if v.note == nil {
		v.inside.Add(v.foot())
	}
	v.inside.Refresh()
	rtl.KeepWithin(v.scroll)
	v.stay()
}

// sentences are the rows with their buttons.
func (v *View) sentences() []listing.Today {
	v.laters = nil
	rows := make([]listing.Today, 0, len(v.state.rows))
	for i, r := range v.state.rows {
		rows = append(rows, listing.Today{
			Status: listing.Status{Kind: r.status, Text: r.word}, Sentence: r.sentence, Detail: r.detail, Action: r.action,
			Pressed: func() { v.stays = i + 1; v.act(r.from) }, Later: func() { v.stays = i + 1; v.later(r.from) },
			Made: func(_, later *form.Button) { v.laters = append(v.laters, later) },
		})
	}
	return rows
}

// stay gives the keyboard to the sentence that came in the place of the one that went, so that whoever puts off three does not begin at the
// top three times. It is "Niet nu" and never the act.
func (v *View) stay() {
	if at := min(v.stays, len(v.laters)); at > 0 {
		v.laters[at-1].Focus()
	}
	v.stays = 0
}

// act does what the button of a sentence says.
func (v *View) act(b book.Sentence) {
	if hushed(b) {
		v.nav.Open(b.Kind, b.ID)
		return
	}
	switch b.Sort {
	case book.SentenceHeld:
		v.nav.Go("deliveries")
	case book.SentenceParked:
		v.nav.Go("connection")
	case book.SentencePromise:
		v.do(func(ctx context.Context) error { return v.src.KeepPromise(ctx, b.ID) })
	case book.SentenceTask:
		v.do(func(ctx context.Context) error { return v.src.FinishTask(ctx, b.ID) })
	case book.SentenceAgreed:
		v.do(func(ctx context.Context) error { return v.src.KeepAgreement(ctx, b.ID, b.What) })
	case book.SentenceWords:
		v.nav.Go("words")
	case book.SentenceBirth:
		v.nav.Edit(b.Kind, b.ID)
	case book.SentenceUntold:
		v.nav.Go("told")
	case book.SentenceReview:
		v.nav.Go("retention")
	case book.SentenceYear:
		v.nav.Year(b.On)
	default:
		v.nav.Open(b.Kind, b.ID)
	}
}

// later puts a sentence off; it needs no reason. Whether people are still needed is asked again after a month.
func (v *View) later(b book.Sentence) {
	days := putOffDays
	switch b.Sort {
	case book.SentenceReview, book.SentenceRunsOut, book.SentenceUntold:
		days = putOffReview
	case book.SentenceWords:
		days = putOffWords
	case book.SentenceYear:
		days = book.YearAsked + 1 // this one never again
	case book.SentenceAdvice:
		days = putOffAdvice
	}
	v.do(func(ctx context.Context) error { return v.src.NotNow(ctx, b.Key, v.src.Today().Add(days)) })
}

func (v *View) do(work func(context.Context) error) {
	task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) { return struct{}{}, work(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.load()
	})
}
