package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/record"
)

// frame is what stands around every page while the store is open.
type frame struct {
	shell  *Shell
	rail   *listing.Rail
	top    *top
	middle *fyne.Container // the page, under the top row where it has one
	line   *listing.StatusLine
	toasts *listing.Toasts
	low    *fyne.Container   // where a short message stands
	over   *fyne.Container   // the menu of new things, and what was found
	work   *fyne.Container   // everything beside the rail
	whole  fyne.CanvasObject // what the window shows
}

// build makes the frame and shows the page of the place.
func (s *Shell) build() {
	d := s.p.Direction()
	s.idle.after = time.Duration(s.deps.Settings.IdleMinutes()) * time.Minute
	f := &frame{shell: s}
	f.rail = listing.NewRail(s.p, s.p.T("shell.brand"), s.places(), s.foot(), s.railPressed)
	f.top = newTop(s)
	f.middle = rtl.Stack(d)
	f.over = rtl.Stack(d)
	f.line = listing.NewStatusLine(s.p)
	f.toasts = listing.NewToasts(s.p, s.deps.Run)
	f.low = rtl.Border(d, 0, nil, listing.NewBand(0, 16, rtl.HBox(d, 0, f.toasts)), nil, nil, nil)
	work := rtl.Border(d, 0, nil, f.line, nil, nil, rtl.Stack(d, f.middle, f.low, f.over))
	f.work = work
	body := rtl.Border(d, 0, nil, nil, f.rail, nil, work)
	s.frame = f
	f.whole = newWatched(rtl.Stack(d, ground(), s.withPractice(body)), s.touch)
	s.show1(f.whole)
	s.present()
}

// ground is the soft colour under everything.
func ground() fyne.CanvasObject { return canvas.NewRectangle(theme.Color(theme.ColorNameBackground)) }

// withPractice puts the bar with OEFENEN above, in practice mode.
func (s *Shell) withPractice(o fyne.CanvasObject) fyne.CanvasObject {
	if !s.deps.Practice {
		return o
	}
	return rtl.Border(s.p.Direction(), 0, listing.NewPracticeBar(s.p), nil, nil, nil, o)
}

// show1 puts one thing in the window.
func (s *Shell) show1(o fyne.CanvasObject) { s.win.SetContent(o) }

// put shows a page. Destinations themselves have the row with search and "Nieuw" above them; pages and entries take the whole height.
func (f *frame) put(page fyne.CanvasObject, at place) {
	f.rail.Select(string(at.dest))
	f.closeOver()
	d := f.shell.p.Direction()
	if at.kind == record.KindNone && at.sub == "" && at.dest != DestPreferences {
		page = rtl.Border(d, 0, f.top.content, nil, nil, nil, page)
	}
	f.middle.Objects = []fyne.CanvasObject{page}
	f.middle.Refresh()
}

// openOver shows something above the page, until it is closed.
func (f *frame) openOver(o fyne.CanvasObject) {
	f.over.Objects = []fyne.CanvasObject{o}
	f.over.Refresh()
}

// cover shows a message over the whole page, until it is closed. It scrolls where the window is too low for it.
func (f *frame) cover(message fyne.CanvasObject) {
	f.openOver(form.NewPanel(form.Frame{Fill: look.ColorBackground, Edge: look.ColorNone}, 0, 0, rtl.Scroll(f.shell.p.Direction(), message)))
}

func (f *frame) closeOver() {
	if len(f.over.Objects) > 0 {
		f.over.Objects = nil
		f.over.Refresh()
	}
}

func (s *Shell) railPressed(id string) {
	if id == lockID {
		s.Lock()
		return
	}
	s.Go(id)
}

// lockID is the foot's entry that locks.
const lockID = "lock"

// places are the eight destinations with their icons.
func (s *Shell) places() []listing.Destination {
	icons := map[Destination]look.IconName{
		DestToday: look.IconSunHorizon, DestPeople: look.IconUsersThree, DestConcerns: look.IconNotePencil,
		DestReferrals: look.IconHandshake, DestMeetings: look.IconCoffee, DestPartners: look.IconLifebuoy,
		DestSummaries: look.IconChartBar, DestDeliveries: look.IconTray,
	}
	words := map[Destination]string{
		DestToday: s.p.T("shell.rail.today"), DestPeople: s.p.T("shell.rail.people"), DestConcerns: s.p.T("shell.rail.concerns"),
		DestReferrals: s.p.T("shell.rail.referrals"), DestMeetings: s.p.T("shell.rail.meetings"),
		DestPartners: s.p.T("shell.rail.partners"), DestSummaries: s.p.T("shell.rail.summaries"),
		DestDeliveries: s.p.T("shell.rail.deliveries"),
	}
	all := make([]listing.Destination, 0, len(words))
	for _, d := range Destinations() {
		all = append(all, listing.Destination{ID: string(d), Icon: icons[d], Text: words[d]})
	}
	return all
}

func (s *Shell) foot() []listing.Destination {
	return []listing.Destination{
		{ID: string(DestPreferences), Icon: look.IconGearSix, Text: s.p.T("shell.rail.preferences")},
		{ID: lockID, Icon: look.IconLockSimple, Text: s.p.T("shell.rail.lock")},
	}
}

// status says how things stand, in words.
func (s *Shell) status() {
	if s.book == nil || s.frame == nil {
		return
	}
	st := s.book.Status()
	words := []string{s.p.T("shell.status.safe")}
	switch {
	case st.Waiting > 0:
		words = append(words, s.p.N("shell.status.waiting", st.Waiting))
	case st.HasEndpoint:
		words = append(words, s.p.T("shell.status.nothing"))
	}
	if st.Held > 0 {
		words = append(words, s.p.N("shell.status.held", st.Held))
	}
	if !st.LastAnswer.Zero() {
		words = append(words, s.p.T("shell.status.answer", "When", s.p.Relative(st.LastAnswer, s.book.Today())))
	}
	before := s.frame.line.Text()
	s.frame.line.Set(words...)
	if s.frame.line.Text() != before {
		s.frame.work.Refresh() // a longer line may need another row
	}
}
