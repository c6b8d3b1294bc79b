package mine

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

// LoadSource is what the page of the own load reads.
type LoadSource interface {
	Today() record.Date
	Load(ctx context.Context) (book.Load, error)
}

// Load is what lies with the worker now, and with whom it can be shared. It praises nothing and warns of nothing.
type Load struct {
	frame
	src LoadSource
	got book.Load
}

// NewLoad makes the page; it counts nothing until Shown.
func NewLoad(src LoadSource, nav Nav, p *i18n.Printer, run task.Runner) *Load {
	return &Load{frame: newFrame(nav, p, run), src: src}
}

// Shown counts and draws.
func (v *Load) Shown(ctx context.Context) {
	v.ctx = ctx
	task.Do(v.latest.Next(v.ctx), v.run, v.src.Load, func(l book.Load, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.got = l
		v.draw()
	})
}

// Changed counts again.
func (v *Load) Changed(ctx context.Context) { v.Shown(ctx) }

func (v *Load) draw() {
	p, d, l := v.p, v.p.Direction(), v.got
	v.first = nil
	now := []fyne.CanvasObject{v.figures(loadFigures(l))}
	if l.Families+l.Promises+l.Concerns+l.Referrals+l.Meetings == 0 {
		now = []fyne.CanvasObject{v.text(p.T("mine.load.nothing"))}
	}
	share := rtl.VBox(d, 20, v.text(p.T("mine.load.share.why")))
	for _, s := range l.With {
		share.Add(form.NewBeside(p, 24, 240, listing.NewFact(p, look.IconUser, p.T("mine.load.who", "Who", s.First.Reveal(), "Where", s.Where.Reveal()), does(p, s), look.ColorText),
			form.NewSecondary(p, p.T("mine.load.ask"), func() { v.nav.New(record.KindRequest, s.Partner) })))
	}
	if len(l.With) == 0 {
		share.Add(listing.NewNote(p, look.IconInfo, p.T("mine.load.nobody"), look.ColorMuted))
		share.Add(form.NewActions(p, []fyne.CanvasObject{
			form.NewSecondary(p, p.T("mine.load.ask.any"), func() { v.nav.New(record.KindRequest, record.ID{}) }),
			form.NewQuiet(p, p.T("mine.load.partners"), func() { v.nav.Go("partners") }),
		}, nil))
	}
	hand := form.NewButton(p, p.T("preferences.handing.open"), form.ButtonOptions{Icon: look.IconHandshake}, func() { v.nav.Go("handing") })
	v.put(p.T("mine.load.title"), p.T("mine.load.term"),
		listing.NewCard(p, p.T("mine.load.now"), now...), v.weeks(), listing.NewCard(p, p.T("mine.load.share"), share),
		listing.NewCard(p, p.T("mine.load.stop"), v.text(p.T("mine.load.stop.why")), form.NewActions(p, []fyne.CanvasObject{hand}, nil)),
		listing.NewNote(p, look.IconLockSimple, p.T("mine.private"), look.ColorMuted))
}

// weeks are the hours of the last whole weeks, as they were written down.
func (v *Load) weeks() fyne.CanvasObject {
	p := v.p
	first := v.src.Today().Monday().Add(-7 * len(v.got.Weeks))
	var bars []listing.Bar
	for i, minutes := range v.got.Weeks {
		bars = append(bars, listing.Bar{Label: p.T("mine.load.week", "Day", p.DayMonth(first.Add(7*i))), Value: (minutes + 30) / 60})
	}
	return listing.NewCard(p, p.T("mine.load.weeks"), listing.NewBars(p, bars))
}
