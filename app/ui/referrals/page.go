package referrals

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/cjg"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Page is the whole road of one referral.
type Page struct {
	src   Source
	nav   Nav
	p     *i18n.Printer
	run   task.Runner
	id    record.ID
	ctx   context.Context
	last  task.Latest
	place *fyne.Container
	sheet *sheet
	road  road
	step  step
	sub   func() // draws the small page that is open over the step; nil when none is
	inner *ask   // what is being asked of one person
	more  bool   // the rest of the fields is shown
	first fyne.Focusable
	save  *task.Debounce
	edits int             // counts what was changed here, so that an older answer never overwrites it
	stays *fyne.Container // the card that follows the switches
	soft  func()          // draws again what depends on what is typed, without touching the fields

	leadMissing bool                            // a yes was asked for before it is known who leads
	said        map[record.VoiceQuestion]string // what the parent answered to the four questions, until it is counted
}

// saveDelay is how long after the last key stroke what was typed is kept.
const saveDelay = 800 * time.Millisecond

// NewPage makes the page of a referral.
func NewPage(src Source, nav Nav, p *i18n.Printer, run task.Runner, id record.ID) *Page {
	v := &Page{src: src, nav: nav, p: p, run: run, id: id, ctx: context.Background(), place: rtl.Stack(p.Direction()), road: road{p: p}}
	v.save = task.NewDebounce(run, saveDelay, v.keep)
	return v
}

// Content is the page.
func (v *Page) Content() fyne.CanvasObject { return v.place }

// Focus is what the step asks first.
func (v *Page) Focus() fyne.Focusable { return v.first }

// Shown reads the referral and opens it where it stands.
func (v *Page) Shown(ctx context.Context) {
	v.ctx = ctx
	v.load(func(l loaded) {
		v.road.loaded = l
		if v.step == "" {
			v.step = v.road.firstStep()
		}
		v.draw()
		if l.left != nil {
			v.choose(l.left)
		}
		form.Focus(v.first)
	})
}

// Changed reads it again: what is being typed stays, and nothing is drawn when nothing changed.
func (v *Page) Changed(ctx context.Context) {
	v.ctx = ctx
	v.load(v.merge)
}

// Hidden keeps what was typed and drops what was shown.
func (v *Page) Hidden() {
	v.last.Stop()
	if v.save.Pending() {
		v.save.Stop()
		if err := v.leave(); err != nil {
			v.nav.Fail(err)
		}
	}
	v.road.loaded, v.sub, v.inner, v.first, v.soft, v.stays, v.sheet = loaded{}, nil, nil, nil, nil, nil, nil
	v.said, v.leadMissing = nil, false
	v.place.Objects = nil
}

func (v *Page) load(done func(loaded)) {
	edits := v.edits
	task.Do(v.last.Next(v.ctx), v.run, v.read, func(l loaded, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		if v.edits != edits && v.road.page.Referral != nil {
			l.page.Referral = v.road.page.Referral // typed meanwhile; it is kept in a moment, and a change from elsewhere is asked about
		}
		done(l)
	})
}

// read gathers what the page shows.
func (v *Page) read(ctx context.Context) (loaded, error) {
	l := loaded{today: v.src.Today(), partners: v.src.Rows(record.KindPartner)}
	var err error
	if l.page, err = v.src.ReferralPage(ctx, v.id); err != nil {
		return loaded{}, err
	}
	me, err := v.src.Profile(ctx)
	if err != nil {
		return loaded{}, err
	}
	if l.left, err = v.leftBefore(ctx); err != nil {
		return loaded{}, err
	}
	l.me, l.nameless, l.here = me, me.Name.Empty(), me.Answerable().Reveal()
	if l.beside, err = v.src.Beside(ctx, l.page.Document); err != nil {
		return loaded{}, err
	}
	if l.page.Delivery == nil {
		return l, nil
	}
	var went cjg.Referral
	if err := json.Unmarshal([]byte(l.page.Delivery.Document.Reveal()), &went); err == nil {
		l.gone = went.Lines()
	}
	all, err := v.src.Sendings(ctx)
	if err != nil {
		return loaded{}, err
	}
	for _, s := range all {
		if s.Delivery.ID == l.page.Delivery.ID {
			l.outgoing, l.byFile = s.Outgoing, s.ByFile
		}
	}
	return l, nil
}

// merge takes over what changed elsewhere, and draws only when something did.
func (v *Page) merge(l loaded) {
	was := v.road.loaded
	if was.page.Referral == nil {
		v.road.loaded = l
		v.draw()
		return
	}
	typing := v.save.Pending()
	if typing {
		l.page.Referral = was.page.Referral // kept in a moment; what was changed elsewhere meanwhile is asked about then
	}
	v.road.loaded = l
	switch {
	case reflect.DeepEqual(was, l):
	case v.road.preparing() && was.page.Referral.State == l.page.Referral.State && (v.step == stepTo || v.step == stepWhat) && v.sub == nil:
		if v.soft != nil {
			v.soft()
		}
	case v.sub != nil && v.road.preparing():
		// what is being read to somebody stays as it is until the answer; a change of it is refused there
	default:
		v.redraw()
	}
}

// redraw shows the same page again where it was scrolled to.
func (v *Page) redraw() {
	offset := float32(0)
	if s := rtl.ScrollIn(v.place); s != nil {
		offset = s.Offset.Y
	}
	v.draw()
	if s := rtl.ScrollIn(v.place); s != nil && offset > 0 {
		s.ScrollToOffset(fyne.NewPos(0, offset))
	}
}

// copied is the referral as it stands on the page, for work that goes on beside it.
func (v *Page) copied() *record.Referral {
	r := *v.road.ref()
	r.Groups, r.Children = slices.Clone(r.Groups), slices.Clone(r.Children)
	r.Steps, r.History = slices.Clone(r.Steps), slices.Clone(r.History)
	return &r
}

// typed changes the referral and keeps it when typing pauses.
func (v *Page) typed(change func(r *record.Referral)) {
	change(v.road.ref())
	v.edits++
	v.save.Touch(v.ctx)
}

// chosen changes the referral and keeps it at once.
func (v *Page) chosen(change func(r *record.Referral)) {
	v.save.Stop()
	change(v.road.ref())
	v.edits++
	v.keep()
}

// keep writes what stands on the page and reads what follows from it.
func (v *Page) keep() {
	r := v.copied()
	v.do(func(ctx context.Context) error { return v.src.SaveReferral(ctx, r) }, v.merge)
}

// do does something and reads the page again.
func (v *Page) do(work func(ctx context.Context) error, done func(loaded)) {
	edits := v.edits
	task.Do(v.ctx, v.run, func(ctx context.Context) (loaded, error) {
		if err := work(ctx); err != nil {
			return loaded{}, err
		}
		return v.read(ctx)
	}, func(l loaded, err error) {
		if err != nil {
			if !v.conflict(err) {
				v.nav.Fail(err)
			}
			return
		}
		if v.edits != edits && v.road.page.Referral != nil {
			v.road.page.Referral.Head = l.page.Referral.Head // what was kept a moment ago is our own
			l.page.Referral = v.road.page.Referral
		}
		done(l)
	})
}

// act does something that changes where the referral stands, and shows the page anew.
func (v *Page) act(said string, work func(ctx context.Context) error) {
	v.settle()
	v.do(work, func(l loaded) {
		v.road.loaded, v.sub, v.inner = l, nil, nil
		v.draw()
		if said != "" {
			v.nav.Say(said)
		}
	})
}

// settle keeps what was typed before something else happens.
func (v *Page) settle() {
	if v.save.Pending() {
		v.save.Flush()
	}
}

// to shows a step.
func (v *Page) to(s step) {
	v.settle()
	v.step, v.sub, v.inner = s, nil, nil
	v.draw()
	form.Focus(v.first)
}

// open shows a small page over the step.
func (v *Page) open(sub func()) {
	v.settle()
	v.sub = sub
	v.draw()
	form.Focus(v.first)
}

// shut returns from it to the step.
func (v *Page) shut() {
	v.sub, v.inner = nil, nil
	v.draw()
	form.Focus(v.first)
}

// draw shows what is open: a small page, a step, or the road after sending.
func (v *Page) draw() {
	v.first, v.soft, v.stays = nil, nil, nil
	switch {
	case v.sub != nil:
		v.sub()
	case v.road.ref().Way == record.WayIn:
		v.drawIn()
	case !v.road.preparing():
		v.drawRoad()
	case v.step == stepTo:
		v.drawTo()
	case v.step == stepWhat:
		v.drawWhat()
	case v.step == stepWho:
		v.drawWho()
	default:
		v.drawExact()
	}
}

// show puts the page in its place, scrolled to its top.
func (v *Page) show(objects ...fyne.CanvasObject) {
	v.sheet = newSheet(column(v.p, 12, objects...))
	v.place.Objects = []fyne.CanvasObject{rtl.Scroll(v.p.Direction(), v.sheet)}
	v.place.Refresh()
}

// long reports whether the page is higher than the window.
func (v *Page) long() bool {
	size := v.place.Size()
	if len(v.place.Objects) == 0 || size.Height == 0 {
		return false
	}
	return v.sheet != nil && v.sheet.HeightFor(size.Width) > size.Height
}

// head is the way back, the title with the code and the receiver, and the steps.
func (v *Page) head(title string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	p := v.p
	sub := p.T("referrals.head", "Code", v.road.code(), "Family", v.road.family())
	if v.road.ref().Way == record.WayIn {
		sub = p.T("referrals.head", "Code", v.road.code(), "Family", v.road.full())
	} else if v.road.page.Partner != nil {
		sub = p.T("referrals.head.to", "Code", v.road.code(), "Who", v.road.full())
	}
	head := under(p, v.nav.Back, title, sub, actions...)
	if left := v.road.left(); left != "" {
		return column(p, look.HalfGrid, head, note(p, look.IconInfo, left))
	}
	return head
}

// path shows the four steps; each can be pressed at any time.
func (v *Page) path() fyne.CanvasObject {
	p := v.p
	icons := map[bool]look.IconName{true: look.IconCheck}
	choices := []form.Choice{
		{Value: string(stepTo), Text: p.T("referrals.step.to"), Icon: icons[v.road.page.Partner != nil]},
		{Value: string(stepWhat), Text: p.T("referrals.step.what"), Icon: icons[len(v.road.ref().Groups) > 0]},
		{Value: string(stepWho), Text: p.T("referrals.step.who"), Icon: icons[v.road.page.Decision.Allowed]},
		{Value: string(stepExact), Text: p.T("referrals.step.exact")},
	}
	chips := form.NewChips(p, choices, form.ChipsOptions{Keep: true}, func(values []string) { v.to(step(values[0])) })
	chips.SetValues(string(v.step))
	return chips
}

// onward are the buttons below a step.
func (v *Page) onward() fyne.CanvasObject {
	p := v.p
	next := form.NewButton(p, p.T("referrals.next"), form.ButtonOptions{Kind: form.Primary, After: look.Forward(p.Direction())}, func() { v.to(v.step.after()) })
	start := []fyne.CanvasObject{next}
	if i := slices.Index(steps(), v.step); i > 0 {
		before := steps()[i-1]
		start = append(start, form.NewSecondary(p, p.T("referrals.before"), func() { v.to(before) }))
	}
	if v.first == nil {
		v.first = next
	}
	return form.NewActions(p, start, nil)
}
