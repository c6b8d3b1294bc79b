package mine

import (
	"context"
	"strconv"
	"time"

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

// YearSource is what "Mijn jaar" reads.
type YearSource interface {
	Today() record.Date
	Year(ctx context.Context, year int) (book.Year, error)
	Years() []int
}

// Year is "Mijn jaar": one page that nobody else sees and that leaves in no file.
type Year struct {
	frame
	src  YearSource
	year int
	got  book.Year
}

// mostRoles is how many roles are drawn, and mostThanks how many thanks.
const (
	mostRoles  = 6
	mostThanks = 5
)

// NewYear makes the page; it counts nothing until Shown.
func NewYear(src YearSource, nav Nav, p *i18n.Printer, run task.Runner) *Year {
	return &Year{frame: newFrame(nav, p, run), src: src}
}

// Shown counts this year, or the one that was chosen.
func (v *Year) Shown(ctx context.Context) {
	v.ctx = ctx
	if v.year == 0 {
		v.year = v.src.Today().Year
	}
	v.load()
}

// Changed counts again.
func (v *Year) Changed(ctx context.Context) { v.Shown(ctx) }

func (v *Year) load() {
	year := v.year
	task.Do(v.latest.Next(v.ctx), v.run, func(ctx context.Context) (book.Year, error) { return v.src.Year(ctx, year) }, func(y book.Year, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.got = y
		v.draw()
	})
}

func (v *Year) draw() {
	p := v.p
	v.first = nil
	parts := []fyne.CanvasObject{v.years()}
	if v.got.Meetings+v.got.Contacts == 0 {
		parts = append(parts, listing.NewCard(p, "", listing.NewEmpty(p, listing.Empty{
			Own: look.RingOpen, Other: look.RingOpen, Sentence: p.T("mine.year.empty"), Teach: p.T("mine.year.empty.teach"),
			Action: p.T("mine.year.empty.action"), Pressed: func() { v.nav.New(record.KindContact, record.ID{}) },
		})))
		v.put(p.T("mine.year.title"), p.T("mine.year.term"), parts...)
		return
	}
	parts = append(parts, v.told(), v.thanks(), form.NewColumns(p, 16, v.months(), v.roles()))
	parts = append(parts, listing.NewNote(p, look.IconLockSimple, p.T("mine.private"), look.ColorMuted))
	v.put(p.T("mine.year.title"), p.T("mine.year.term"), parts...)
}

// years lets another year be chosen.
func (v *Year) years() fyne.CanvasObject {
	var choices []form.Choice
	for _, y := range v.src.Years() {
		choices = append(choices, form.Choice{Value: strconv.Itoa(y), Text: strconv.Itoa(y)})
	}
	chips := form.NewChips(v.p, choices, form.ChipsOptions{Keep: true, First: 6}, func(values []string) {
		if y, err := strconv.Atoi(values[0]); err == nil {
			v.year = y
			v.load()
		}
	})
	chips.SetValues(strconv.Itoa(v.year))
	v.first = chips.Chip(strconv.Itoa(v.year))
	return chips
}

// told is the year in a sentence and in numbers.
func (v *Year) told() fyne.CanvasObject {
	p, d, y := v.p, v.p.Direction(), v.got
	sentence := p.T("mine.year.sentence", "Contacts", p.N("mine.year.times", y.Contacts), "Meetings", p.N("mine.year.gatherings", y.Meetings))
	rows := rtl.VBox(d, 20, rtl.NewText(d, sentence, rtl.Style{Bold: true, Wrap: true}), v.figures(yearFigures(y)))
	if len(y.Languages) > 0 {
		rows.Add(v.text(p.T("mine.year.languages", "Languages", p.List(languages(p, y)))))
	}
	return listing.NewCard(p, "", rows)
}

// months are the twelve months, as moments with somebody and gatherings together.
func (v *Year) months() fyne.CanvasObject {
	var points []listing.Point
	for i, n := range v.got.Months {
		label := ""
		if i%3 == 0 || i == 11 {
			label = v.p.MonthShort(record.Day(v.got.Year, time.Month(i+1), 1))
		}
		points = append(points, listing.Point{Value: n, Label: label})
	}
	return listing.NewCard(v.p, v.p.T("mine.year.months"), listing.NewLines(v.p, points))
}

// roles are what the worker did most, in the words of the screen.
func (v *Year) roles() fyne.CanvasObject {
	p := v.p
	if len(v.got.Roles) == 0 {
		return listing.NewCard(p, p.T("mine.year.roles"), v.text(p.T("mine.year.roles.none")))
	}
	var bars []listing.Bar
	for _, r := range v.got.Roles[:min(len(v.got.Roles), mostRoles)] {
		bars = append(bars, listing.Bar{Label: p.Value("role", string(r.Role)), Value: r.Times})
	}
	return listing.NewCard(p, p.T("mine.year.roles"), listing.NewBars(p, bars))
}

// thanks is the recognition that came back, in the words of who wrote it.
func (v *Year) thanks() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	rows := rtl.VBox(d, 20)
	for _, t := range v.got.Thanks[:min(len(v.got.Thanks), mostThanks)] {
		from := thankedBy(p, t)
		rows.Add(listing.NewFact(p, look.IconHandHeart, p.T("mine.year.thanks.quote", "Text", t.Text.Reveal()), p.Date(t.On)+" · "+from, look.ColorText))
	}
	if len(v.got.Thanks) == 0 {
		rows.Add(v.text(p.T("mine.year.thanks.none")))
	}
	return listing.NewCard(p, p.T("mine.year.thanks"), rows)
}
