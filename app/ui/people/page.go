package people

import (
	"context"
	"reflect"

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

// Page is one family: who is in it, who decides about the children, and what happened.
type Page struct {
	src   Source
	nav   Nav
	p     *i18n.Printer
	run   task.Runner
	id    record.ID
	ctx   context.Context
	place place
	first fyne.Focusable
	shown int // how many moments are drawn
	last  familyView
}

// momentsFirst is how many moments are drawn before more is asked for.
const momentsFirst = 20

// NewPage makes the page of a household.
func NewPage(src Source, nav Nav, p *i18n.Printer, run task.Runner, id record.ID) *Page {
	return &Page{src: src, nav: nav, p: p, run: run, id: id, ctx: context.Background(), place: newPlace(p), shown: momentsFirst}
}

// Content is the page.
func (v *Page) Content() fyne.CanvasObject { return v.place.Container }

// Focus is the one primary button.
func (v *Page) Focus() fyne.Focusable { return v.first }

// Shown reads the family and draws it.
func (v *Page) Shown(ctx context.Context) {
	v.ctx = ctx
	v.load(true)
}

// Changed reads it again; the keyboard stays where it is when it can.
func (v *Page) Changed(ctx context.Context) {
	v.ctx = ctx
	v.load(false)
}

// Hidden drops what was shown.
func (v *Page) Hidden() {
	v.first, v.last = nil, familyView{}
	v.place.clear()
}

func (v *Page) load(take bool) {
	task.Do(v.ctx, v.run, func(ctx context.Context) (familyView, error) {
		f, err := v.src.Family(ctx, v.id)
		if err != nil {
			return familyView{}, err
		}
		s, err := v.src.StoryOf(ctx, v.id)
		if err != nil {
			return familyView{}, err
		}
		got := viewFamily(v.p, f, s, partnersOf(v.src), v.src.Today())
		merges, err := v.src.MergesOf(ctx, v.id)
		if err != nil {
			return familyView{}, err
		}
		got.merged = mergedOf(v.p, merges)
		got.alike, err = familyLikeness(ctx, v.src, v.p, f)
		return got, err
	}, func(f familyView, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		if take || !reflect.DeepEqual(f, v.last) {
			v.draw(f, take)
		}
	})
}

func partnersOf(src lister) map[record.ID]record.Row {
	all := map[record.ID]record.Row{}
	for _, row := range src.Rows(record.KindPartner) {
		all[row.ID] = row
	}
	return all
}

func (v *Page) draw(f familyView, take bool) {
	p := v.p
	v.last = f
	offset := v.offset()
	contact := form.NewPrimary(p, p.T("people.page.contact"), func() { v.nav.New(record.KindContact, v.id) })
	buttons := form.NewActions(p, []fyne.CanvasObject{
		contact,
		form.NewSecondary(p, p.T("people.page.concern"), func() { v.nav.New(record.KindConcern, v.id) }),
		form.NewSecondary(p, p.T("people.page.referral"), func() { v.nav.New(record.KindReferral, v.id) }),
		form.NewSecondary(p, p.T("partner.find"), func() { v.nav.FindHelp(record.KindHousehold, v.id) }),
		form.NewSecondary(p, p.T("people.page.edit"), func() { v.nav.Edit(record.KindHousehold, v.id) }),
	}, nil)
	erase := form.NewButton(p, p.T("people.page.erase"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconTrash, Snug: true}, func() { v.nav.Erase(record.KindHousehold, v.id) })
	main := column(p, 12, v.alike(f), v.members(f), v.custody(f), v.help(f), v.story(f))
	merged := mergedCard(p, f.merged, func(id record.ID) { undo(v.ctx, v.run, v.src, v.nav, p, id, func() { v.load(false) }) })
	merge := mergeButton(p, func() { v.nav.Merge(record.KindHousehold, v.id, record.ID{}) })
	side := rtl.Min(p.Direction(), fyne.NewSize(look.Scaled(304), 0), column(p, 12, v.facts(f), v.consentCard(f), paperCard(p, v.nav, record.KindHousehold, v.id, f.reads...), talkingCards(p, v.nav)))
	body := form.NewAside(p, look.FieldGap, 440, main, side)
	head := heading(p, f.name, f.place, v.nav.Back)
	v.place.fill(rtl.Scroll(p.Direction(), newSheet(look.Grid, column(p, 16, head, buttons, body, merged, row(p, look.Grid, merge, erase)))))
	v.first = contact
	v.restore(offset)
	if take {
		form.Focus(contact)
	}
}

// alike is the card with families that may be the same one.
func (v *Page) alike(f familyView) fyne.CanvasObject {
	return alikeCard(v.p, v.p.T("people.alike.family.title"), f.alike, func(other record.ID) { v.nav.Merge(record.KindHousehold, v.id, other) }, func(other record.ID) {
		apart(v.ctx, v.run, v.src, v.nav, v.p, record.KindHousehold, v.id, other, func() { v.load(false) })
	})
}

// members is the card with the people in the family.
func (v *Page) members(f familyView) fyne.CanvasObject {
	p := v.p
	rows := make([]fyne.CanvasObject, 0, len(f.members)+1)
	for _, m := range f.members {
		rows = append(rows, v.member(m))
	}
	add := form.NewButton(p, p.T("people.page.add"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconPlusBold, Snug: true}, func() { v.nav.New(record.KindPerson, v.id) })
	rows = append(rows, row(p, 0, add))
	return listing.NewCard(p, p.T("people.page.who"), rows...)
}

// member is one person: name, what is known, number, and what to be careful with.
func (v *Page) member(m memberLine) fyne.CanvasObject {
	p := v.p
	icon := look.IconUser
	if m.child {
		icon = look.IconBaby
	}
	words := column(p, 2, line(p, m.name, rtl.Style{Bold: true, Wrap: true}), muted(p, m.what))
	if m.phone != "" {
		words.Add(form.NewLead(p, 6, look.NewIcon(look.IconPhone, look.ColorMuted, 18), line(p, m.phone, rtl.Style{Size: rtl.Small, Wrap: true})))
	}
	if m.secret {
		words.Add(form.NewLead(p, 6, look.NewIcon(look.IconEyeSlash, look.ColorLate, 18),
			line(p, p.T("people.secret"), rtl.Style{Size: rtl.Small, Color: look.ColorLate, Wrap: true})))
	}
	if m.unsafe {
		words.Add(form.NewLead(p, 6, look.NewIcon(look.IconHandPalm, look.ColorLate, 18),
			line(p, p.T("people.unsafe"), rtl.Style{Size: rtl.Small, Color: look.ColorLate, Wrap: true})))
	}
	if m.id.Zero() {
		return form.NewLead(p, 16, look.NewIcon(icon, look.ColorMuted, 24), words)
	}
	inside := row(p, 16, look.NewIcon(icon, look.ColorText, 24), rtl.Grow(words), look.NewIcon(look.Forward(p.Direction()), look.ColorMuted, 18))
	return pressed(inside, func() { v.nav.Open(record.KindPerson, m.id) })
}

// pressed makes a row of a card that can be opened.
func pressed(inside fyne.CanvasObject, open func()) fyne.CanvasObject {
	frame := func(s form.PressState) form.Frame {
		f := form.Frame{Fill: look.ColorNone, Edge: look.ColorNone, Radius: look.Radius}
		switch {
		case s.Pressed:
			f.Fill = look.ColorAccentSoft
		case s.Hovered:
			f.Fill = look.ColorRaised
		}
		return f
	}
	return form.NewPressable(form.PressOptions{Frame: frame, PadX: look.Grid, PadY: look.HalfGrid, Spread: true}, inside, open)
}

// custody is the card that says who decides about each child.
func (v *Page) custody(f familyView) fyne.CanvasObject {
	p := v.p
	if len(f.custody) == 0 {
		return column(p, 0)
	}
	lines := []fyne.CanvasObject{listing.NewHeading(p, p.T("people.page.custody"), p.T("people.custody.term"))}
	for _, c := range f.custody {
		spans := []rtl.Span{{Text: c.child + ": ", Bold: true}, {Text: c.who}}
		if c.term != "" {
			spans = append(spans, rtl.Span{Text: "  " + c.term, Size: rtl.Small, Color: look.ColorMuted})
		}
		part := column(p, 2, rtl.NewRich(p.Direction(), spans, rtl.Style{Wrap: true}))
		if c.proof != "" {
			part.Add(muted(p, c.proof))
		}
		if c.warning != "" {
			part.Add(form.NewLead(p, 6, look.NewIcon(look.IconWarningCircle, look.ColorLate, 18),
				line(p, c.warning, rtl.Style{Size: rtl.Small, Color: look.ColorLate, Wrap: true})))
		}
		lines = append(lines, rtl.Pad(p.Direction(), rtl.Edges{Top: look.HalfGrid}, part))
	}
	return listing.NewCard(p, "", lines...)
}

// facts is the card beside the story: what goes well, what the family wants, whether it was told.
func (v *Page) facts(f familyView) fyne.CanvasObject {
	p := v.p
	parts := make([]fyne.CanvasObject, 0, len(f.facts))
	for _, one := range f.facts {
		parts = append(parts, column(p, 2, line(p, one.title, rtl.Style{Bold: true, Wrap: true}), line(p, one.text, rtl.Style{Wrap: true})))
	}
	return listing.NewCard(p, "", column(p, 16, parts...))
}

// offset is how far the page is scrolled.
func (v *Page) offset() float32 {
	if s := rtl.ScrollIn(v.place.Container); s != nil {
		return s.Offset.Y
	}
	return 0
}

func (v *Page) restore(offset float32) {
	if s := rtl.ScrollIn(v.place.Container); s != nil && offset > 0 {
		s.ScrollToOffset(fyne.NewPos(0, offset))
	}
}

// story is what happened, newest first.
func (v *Page) story(f familyView) fyne.CanvasObject {
	return story(v.p, f.moments, v.shown, func(m moment) { v.nav.Open(m.kind, m.id) }, v.keep, func() {
		v.shown += 10 * momentsFirst
		v.draw(f, false)
	})
}

// keep notes that a promise was kept.
func (v *Page) keep(contact record.ID) {
	task.Do(v.ctx, v.run, func(ctx context.Context) (book.Family, error) { return book.Family{}, v.src.KeepPromise(ctx, contact) },
		func(_ book.Family, err error) {
			if err != nil {
				v.nav.Fail(err)
				return
			}
			v.nav.Say(v.p.T("people.promise.done"))
			v.load(false)
		})
}
