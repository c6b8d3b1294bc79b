package meetings

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/almanac"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Calendar is the page of one month: gatherings, school holidays and feast days.
type Calendar struct {
	src     Source
	nav     Nav
	p       *i18n.Printer
	state   month
	content *fyne.Container
	inside  *fyne.Container
	head    *fyne.Container
	under   *fyne.Container // what scrolls
	grid    *days
}

// largeLetters is the size of the letters, seen from the usual one, from which the head of the month scrolls with it.
const largeLetters = 1.2

// NewCalendar makes the page; it shows nothing until Shown. Its rows are at hand, so run is not used.
func NewCalendar(src Source, nav Nav, p *i18n.Printer, _ task.Runner) *Calendar {
	v := &Calendar{src: src, nav: nav, p: p, state: month{p: p}}
	d := p.Direction()
	v.inside = rtl.Stack(d)
	v.content = rtl.Stack(d, listing.NewSheet(16, v.inside))
	return v
}

// Content is the page.
func (v *Calendar) Content() fyne.CanvasObject { return v.content }

// Focus is the month, on which the arrow keys walk.
func (v *Calendar) Focus() fyne.Focusable {
	if v.grid == nil {
		return nil
	}
	return v.grid
}

// Shown draws the month of today, or the one that was left.
func (v *Calendar) Shown(context.Context) {
	if v.state.region = almanac.Region(v.nav.SchoolRegion()); v.state.region == "" {
		v.state.region = almanac.AllRegions
	}
	v.state.load(v.src.Rows(record.KindMeeting), v.src.Today())
	v.draw()
}

// Changed draws it again.
func (v *Calendar) Changed(ctx context.Context) { v.Shown(ctx) }

// Hidden drops what the page showed.
func (v *Calendar) Hidden() {
	v.state.held, v.grid, v.head, v.under, v.inside.Objects = nil, nil, nil, nil, nil
}

func (v *Calendar) draw() {
	p, d := v.p, v.p.Direction()
	focused := v.grid != nil && v.grid.State().Focused
	step := func(id string, before, after look.IconName, months int) fyne.CanvasObject {
		return form.NewButton(p, p.T(id), form.ButtonOptions{Icon: before, After: after, Snug: true}, func() { v.turn(months) })
	}
	today := form.NewButton(p, p.T("form.date.today"), form.ButtonOptions{Snug: true}, func() {
		v.state.choose(v.state.today)
		v.draw()
	})
	where := regionSelect(p, v.state.region, func(r almanac.Region) {
		v.state.region = r
		v.nav.SetSchoolRegion(string(r))
		v.draw()
	})
	head := listing.NewPageHeadUnder(p, v.nav.Back, v.state.title(), "", step("meeting.calendar.back", look.Before(d), "", -1), today, step("meeting.calendar.on", "", look.Forward(d), 1))
	v.grid = newDays(p, &v.state, v.moved, v.opened)
	main := rtl.VBox(d, 12, v.grid)
	if text := v.state.unknown(); text != "" {
		main.Add(listing.NewNote(p, look.IconInfo, text, look.ColorMuted))
	}
	main.Add(v.list())
	main.Add(rtl.NewText(d, p.T("meeting.calendar.note"), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}))
	region := form.NewField(p, form.FieldOptions{Label: p.T("meeting.region.label")}, where)
	side := form.NewAtLeast(260, 0, rtl.VBox(d, 16, v.chosen(), region))
	if v.under == nil || len(v.inside.Objects) == 0 {
		v.under = rtl.Stack(d)
	}
	// The name of the month stays in sight, and the place on the page stays when another day is chosen.
	v.under.Objects = []fyne.CanvasObject{rtl.Pad(d, rtl.Edges{Top: look.Grid, End: 14, Bottom: 16, Start: look.Grid}, form.NewAside(p, 24, 540, main, side))}
	if len(v.inside.Objects) == 0 {
		v.head = rtl.Stack(d)
		var page fyne.CanvasObject = rtl.Border(d, look.Grid, v.head, nil, nil, nil, rtl.Scroll(d, v.under))
		if look.Scaled(1) > largeLetters {
			page = listing.NewUnder(p, look.Grid, v.head, v.under) // a few weeks are worth more than the name of the month
		}
		v.inside.Objects = []fyne.CanvasObject{page}
	}
	v.head.Objects = []fyne.CanvasObject{head}
	v.inside.Refresh()
	if focused {
		form.Focus(v.grid)
		v.grid.show()
	}
}

func (v *Calendar) turn(months int) {
	v.state.turn(months)
	v.draw()
}

// moved walks to another day.
func (v *Calendar) moved(to record.Date) {
	v.state.choose(to)
	v.draw()
}

// opened opens the only gathering of the chosen day, or plans one on a day that lies ahead.
func (v *Calendar) opened() {
	rows := v.state.held[v.state.day]
	switch {
	case len(rows) > 0:
		v.nav.Open(record.KindMeeting, rows[0].ID)
	case !v.state.day.Before(v.state.today):
		v.nav.New(record.KindMeeting, planFor(v.state.day))
	}
}

// chosen is the card of the chosen day: its gatherings, and what falls on it.
func (v *Calendar) chosen() fyne.CanvasObject {
	p, d, on := v.p, v.p.Direction(), v.state.day
	inside := rtl.VBox(d, look.Grid)
	for _, r := range v.state.held[on] {
		open := form.NewButton(p, p.Value("meeting.type", r.State), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconCoffee, Snug: true}, func() {
			v.nav.Open(record.KindMeeting, r.ID)
		})
		about := joined(record.Code(record.KindMeeting, r.Number), r.Title.Reveal())
		inside.Add(rtl.VBox(d, 0, rtl.HBox(d, 0, open), rtl.NewText(d, about, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})))
	}
	for _, text := range []string{holidayWords(p, v.state.region, on), feastWords(p, on)} {
		if text != "" {
			inside.Add(rtl.NewText(d, text, rtl.Style{Color: look.ColorMuted, Wrap: true}))
		}
	}
	if len(inside.Objects) == 0 {
		inside.Add(rtl.NewText(d, p.T("meeting.calendar.nothing"), rtl.Style{Color: look.ColorMuted, Wrap: true}))
	}
	if !on.Before(v.state.today) {
		inside.Add(form.NewButton(p, p.T("meeting.calendar.plan"), form.ButtonOptions{Icon: look.IconPlusBold, Snug: true}, func() {
			v.nav.New(record.KindMeeting, planFor(on))
		}))
	}
	return listing.NewCard(p, p.LongDate(on), inside)
}

// days is the month itself. It has the keyboard as a whole: the arrows walk by day and week, Page Up and Page Down by month, Home and End to
// the ends of the week, Enter opens.
type days struct {
	form.Pressable
	p      *i18n.Printer
	state  *month
	cells  []cell
	panels []fyne.CanvasObject
	moved  func(record.Date)
	opened func()
}

// cellLines is how many lines of words a day has room for.
const cellLines = 3

func newDays(p *i18n.Printer, state *month, moved func(record.Date), opened func()) *days {
	g := &days{p: p, state: state, cells: state.weeks(), moved: moved, opened: opened}
	d := p.Direction()
	var all []fyne.CanvasObject
	monday := state.first.Monday()
	for i := range 7 {
		all = append(all, rtl.NewText(d, p.WeekdayShort(monday.Add(i)), rtl.Style{Size: rtl.Small, Bold: true, Color: look.ColorMuted, Align: rtl.Middle}))
	}
	for _, one := range g.cells {
		panel := g.cell(one)
		g.panels = append(g.panels, panel)
		all = append(all, panel)
	}
	grid := rtl.Grid(d, 7, look.HalfGrid, all...)
	g.Extend(g, form.PressOptions{
		Frame: func(form.PressState) form.Frame {
			return form.Frame{Fill: look.ColorNone, Edge: look.ColorNone, Radius: look.Radius}
		},
		PadX: look.HalfGrid, PadY: look.HalfGrid, Spread: true,
	}, grid, opened)
	g.OnKey(g.key)
	g.OnFocus(func(on bool) {
		if on {
			g.show()
		}
	})
	return g
}

// cell is one day: its number and a few words. A day of a school holiday has the raised ground.
func (g *days) cell(one cell) fyne.CanvasObject {
	d := g.p.Direction()
	f := form.Frame{Fill: look.ColorSurface, Edge: look.ColorLine, Width: look.Edge, Radius: look.BoxRadius}
	ink := look.ColorText
	if !one.inside {
		ink = look.ColorMuted
		f.Edge = look.ColorNone
	}
	if one.holiday {
		f.Fill = look.ColorRaised
	}
	if one.on == g.state.day {
		f.Fill, f.Edge, f.Width = look.ColorAccentSoft, look.ColorAccent, look.StrongEdge
	}
	head := rtl.Style{Size: rtl.Small, Bold: one.on == g.state.today, Color: ink}
	if one.on == g.state.today {
		head.Color = look.ColorAccent
	}
	texts := g.state.lines(one, cellLines)
	words := func(lines int) fyne.CanvasObject {
		inside := rtl.VBox(d, 0, rtl.NewText(d, strconv.Itoa(one.on.Day), head))
		for i, text := range texts {
			style := rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true, Lines: lines}
			if i < len(one.rows) {
				style.Color, style.Bold = ink, true
			}
			inside.Add(rtl.NewText(d, text, style))
		}
		return form.NewPanel(f, 6, look.HalfGrid, inside)
	}
	number := rtl.NewText(d, strconv.Itoa(one.on.Day), head)
	marks := form.NewPanel(f, 6, look.HalfGrid, rtl.VBox(d, 0, number, marksOf(d, one, ink)))
	if len(texts) == 1 {
		return newTight(words(cellLines), words(1), marks)
	}
	return newTight(nil, words(1), marks)
}

// show brings the chosen day into view.
func (g *days) show() {
	for i, one := range g.cells {
		if one.on == g.state.day {
			rtl.BringIntoView(g.panels[i])
		}
	}
}

// Tapped belongs to Fyne: the day under the mouse is chosen; the chosen one is opened.
func (g *days) Tapped(e *fyne.PointEvent) {
	g.Focus()
	drv := fyne.CurrentApp().Driver()
	for i, o := range g.panels {
		at := drv.AbsolutePositionForObject(o)
		if in := e.AbsolutePosition.Subtract(at); in.X >= 0 && in.Y >= 0 && in.X < o.Size().Width && in.Y < o.Size().Height {
			if g.cells[i].on == g.state.day {
				g.opened()
				return
			}
			g.moved(g.cells[i].on)
			return
		}
	}
}

func (g *days) key(e *fyne.KeyEvent) bool {
	on, week := g.state.day, g.state.day.Monday()
	ahead := 1
	if g.p.Direction() == i18n.RightToLeft {
		ahead = -1
	}
	switch e.Name {
	case fyne.KeyRight:
		g.moved(on.Add(ahead))
	case fyne.KeyLeft:
		g.moved(on.Add(-ahead))
	case fyne.KeyDown:
		g.moved(on.Add(7))
	case fyne.KeyUp:
		g.moved(on.Add(-7))
	case fyne.KeyHome:
		g.moved(week)
	case fyne.KeyEnd:
		g.moved(week.Add(6))
	case fyne.KeyPageDown:
		g.state.turn(1)
		g.moved(g.state.day)
	case fyne.KeyPageUp:
		g.state.turn(-1)
		g.moved(g.state.day)
	default:
		return false
	}
	return true
}
