package deliveries

import (
	"context"
	"slices"

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

// Source is what the page reads and does.
type Source interface {
	Today() record.Date
	Sendings(ctx context.Context) ([]book.Sending, error)
	Answer(ctx context.Context, id record.ID) (*record.Feedback, error)
	ReadAnswer(ctx context.Context, id record.ID) error
	ends
}

// again lets what was held go once more, and says whether words can go back.
type again interface {
	Retry(ctx context.Context, delivery record.ID) error
	ReplyPage(ctx context.Context, kind record.Kind, id record.ID) (book.ReplyPage, error)
}

// ends is the other side: its endpoints, what they ask, and what goes to a coordinator through them.
type ends interface {
	Endpoints(ctx context.Context) ([]*record.Endpoint, error)
	Invitations(ctx context.Context) ([]book.Invitation, error)
	again
	Gifts
}

// Nav is where the page leads to. Kick is "nu versturen".
type Nav interface {
	Open(kind record.Kind, id record.ID)
	Go(destination string)
	Back()
	teller
	roads
}

// teller says what was done, and what went wrong.
type teller interface {
	Say(text string)
	Fail(err error)
}

// roads are the ways out: over the network now, or by hand.
type roads interface {
	ReplyTo(kind record.Kind, id record.ID) // writing back
	Kick()
	Halt()
	Sending() (done, all int, busy, stopped bool)
	sticks
}

// sticks go by hand: a file for an endpoint, and the file that it gave back.
type sticks interface {
	StickOut(endpoint record.ID)
	StickIn()
}

// View is Postvak.
type View struct {
	src     Source
	nav     Nav
	p       *i18n.Printer
	run     task.Runner
	state   state
	content *fyne.Container
	inside  *fyne.Container
	list    *listing.List
	first   *form.Button // of the first card that a person has to look at
	ctx     context.Context
	latest  task.Latest
}

// New makes the page; it shows nothing until Shown.
func New(src Source, nav Nav, p *i18n.Printer, run task.Runner) *View {
	v := &View{src: src, nav: nav, p: p, run: run, state: state{p: p}}
	d := p.Direction()
	v.inside = rtl.Stack(d)
	v.content = rtl.Stack(d, listing.NewSheet(16, v.inside))
	return v
}

// Content is the page.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Focus is what a person has to look at first, else the list once there is one.
func (v *View) Focus() fyne.Focusable {
	if v.first != nil {
		return v.first
	}
	if v.list == nil {
		return nil
	}
	return v.list.Focusable()
}

// Shown reads what went and came, and draws it.
func (v *View) Shown(ctx context.Context) {
	v.ctx = ctx
	task.Do(v.latest.Next(ctx), v.run, v.read, func(got read, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.invites = got.asked
		v.state.parked = slices.DeleteFunc(slices.Clone(got.ends), func(e *record.Endpoint) bool { return e.Parked == "" })
		v.state.load(got.all, v.src.Today())
		v.state.loadGifts(got.gifts)
		v.state.stick(got.all, got.ends)
		v.draw()
	})
}

// read is what the page shows.
type read struct {
	all   []book.Sending
	ends  []*record.Endpoint
	asked []book.Invitation
	gifts []gift
}

func (v *View) read(ctx context.Context) (got read, err error) {
	if got.all, err = v.src.Sendings(ctx); err != nil {
		return read{}, err
	}
	if got.asked, err = v.src.Invitations(ctx); err != nil {
		return read{}, err
	}
	if got.ends, err = v.src.Endpoints(ctx); err != nil {
		return read{}, err
	}
	got.gifts, err = v.gifts(ctx, got.ends)
	return got, err
}

// byHand are the ways without a network: a file for each endpoint for which something waits, and reading what one gave back.
func (v *View) byHand() fyne.CanvasObject {
	var some []fyne.CanvasObject
	for _, e := range v.state.ends {
		text := v.p.T("deliveries.stick.out")
		if len(v.state.ends) > 1 {
			text = v.p.T("deliveries.stick.out.of", "Name", e.name)
		}
		some = append(some, form.NewButton(v.p, text, form.ButtonOptions{Kind: form.Secondary, Icon: look.IconUsb}, func() { v.nav.StickOut(e.id) }))
	}
	if !v.state.known {
		some = append(some, form.NewButton(v.p, v.p.T("preferences.enrol.open"), form.ButtonOptions{Kind: form.Quiet, Snug: true}, func() { v.nav.Go("connection") }))
	} else {
		some = append(some, form.NewButton(v.p, v.p.T("deliveries.stick.in"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconUsb, Snug: len(some) == 0}, v.nav.StickIn))
	}
	if len(some) == 0 {
		return nil
	}
	return form.NewActions(v.p, some, nil)
}

// Changed reads it again.
func (v *View) Changed(ctx context.Context) { v.Shown(ctx) }

// Hidden drops what the page showed.
func (v *View) Hidden() {
	v.latest.Stop()
	v.state.rows, v.list, v.first, v.inside.Objects = nil, nil, nil, nil
}

func (v *View) draw() {
	v.first = nil
	p, d := v.p, v.p.Direction()
	send := form.NewButton(p, p.T("deliveries.now"), form.ButtonOptions{Kind: form.Secondary, Icon: look.IconPaperPlaneTilt}, func() {
		v.nav.Say(p.T("deliveries.now.said")) // with nothing to send and nothing that came, nothing else would be seen
		v.nav.Kick()
	})
	head := listing.NewPageHead(p, p.T("deliveries.title"), v.state.waiting(), send)
	if len(v.state.rows) == 0 {
		v.list = nil
		page := rtl.VBox(d, 16, listing.NewPageHead(p, p.T("deliveries.title"), ""),
			listing.NewCard(p, "", listing.NewEmpty(p, listing.Empty{
				Own: look.RingOpen, Other: look.RingOpen, Sentence: p.T("deliveries.empty"), Teach: p.T("deliveries.empty.teach"),
				Action: p.T("deliveries.empty.action"), Pressed: func() { v.nav.Go("referrals") },
			})))
		if hand := v.byHand(); hand != nil {
			page.Add(hand)
		}
		v.inside.Objects = []fyne.CanvasObject{page}
		v.inside.Refresh()
		return
	}
	v.list = listing.NewList(p, len(v.state.rows), v.row, v.open)
	top := rtl.VBox(d, 16, head)
	if hand := v.byHand(); hand != nil {
		top.Add(hand)
	}
	if far := v.far(); far != nil {
		top.Add(far)
	}
	for _, f := range v.state.whomToCall() {
		top.Add(v.stuck(f))
	}
	for i, r := range v.state.urgent() {
		if i == 2 {
			break
		}
		top.Add(v.held(r))
	}
	v.inside.Objects = []fyne.CanvasObject{listing.NewUnder(p, 16, top, v.list)}
	v.inside.Refresh()
}

// far says how far the sending is, with a stop; or that the worker stopped it; nil when nothing is on its way.
func (v *View) far() fyne.CanvasObject {
	p := v.p
	done, all, busy, stopped := v.nav.Sending()
	switch {
	case stopped:
		return listing.NewNote(p, look.IconInfo, p.T("deliveries.stopped"), look.ColorMuted)
	case !busy || done >= all:
		return nil
	}
	bar := listing.NewProgress(p, p.T("deliveries.stop"), v.nav.Halt)
	bar.Set(p.T("deliveries.sending", "Done", p.Number(done), "All", p.Number(all)), float32(done)/float32(all))
	return listing.NewCard(p, "", bar)
}

// held is the card of something that could not go: why, and one action.
func (v *View) held(r row) fyne.CanvasObject {
	pressed, icon, ink := func() { v.nav.ReplyTo(record.KindReferral, r.asked) }, look.IconEnvelopeSimple, look.ColorText
	if r.gift {
		pressed, icon, ink = func() { v.nav.Go(contributePage) }, look.IconWarningCircle, look.ColorLate
	} else if r.retry {
		pressed, icon, ink = func() { v.again(r.from.Delivery.ID) }, look.IconWarningCircle, look.ColorLate
	} else if r.asked.Zero() {
		pressed, icon, ink = func() { v.nav.Open(r.from.Delivery.What, r.from.Delivery.Of) }, look.IconWarningCircle, look.ColorLate
	}
	show := form.NewSecondary(v.p, r.action, pressed)
	v.leads(show)
	words := listing.NewFact(v.p, icon, r.title, r.why, ink)
	return listing.NewCard(v.p, "", form.NewBeside(v.p, 24, 240, words, show))
}

func (v *View) row(i int) listing.Row {
	r := v.state.rows[i]
	icon := look.IconPaperPlaneTilt
	switch {
	case r.gift:
		icon = look.IconChartBar
	case len(r.from.Answers) > 0 || !r.asked.Zero():
		icon = look.IconEnvelopeSimple
	}
	return listing.Row{Icon: icon, Title: r.title, Line: r.line, Status: r.status}
}

// open shows the newest unread answer, else what was sent.
func (v *View) open(i int) {
	r := v.state.rows[i]
	switch {
	case r.gift:
		v.nav.Go(contributePage)
		return
	case !r.news.Zero():
		v.nav.Open(record.KindFeedback, r.news)
		return
	case !r.asked.Zero():
		v.nav.Open(record.KindReferral, r.asked)
		return
	case r.retry && r.from.Delivery.Orphan(): // there is no page to open; its card has the button
		v.state.front = r.from.Delivery.ID
		v.draw()
		return
	}
	s := v.state.rows[i].from
	for _, a := range s.Answers {
		if a.ReadOn.Zero() {
			v.nav.Open(record.KindFeedback, a.ID)
			return
		}
	}
	if s.Delivery.Orphan() {
		return // what it was about is gone: there is no page to open
	}
	v.nav.Open(s.Delivery.What, s.Delivery.Of)
}
