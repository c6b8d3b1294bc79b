package partners

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// The width of the cards at the end of a page, and the least that the rest keeps before they go below, at text step 2.
const (
	sideWidth float32 = 336
	mainWidth float32 = 440
)

// Page is one partner: what it offers, who is known there, and what is open.
type Page struct {
	src     Source
	nav     Nav
	p       *i18n.Printer
	run     task.Runner
	id      record.ID
	content *fyne.Container
	inside  *fyne.Container
	ask     *form.Button
	ctx     context.Context
}

// shown is what the page draws.
type shown struct {
	partner *record.Partner
	texts   map[record.ID]string // the open questions in full
}

// NewPage makes the page.
func NewPage(src Source, nav Nav, p *i18n.Printer, run task.Runner, id record.ID) *Page {
	v := &Page{src: src, nav: nav, p: p, run: run, id: id}
	v.inside, v.content = sheet(p)
	return v
}

// sheet is the scrolling page and what stands in it.
func sheet(p *i18n.Printer) (inside, content *fyne.Container) { return sheetFrom(p, 20) }

// sheetFrom is such a page with less above it, where the way back stands.
func sheetFrom(p *i18n.Printer, top float32) (inside, content *fyne.Container) {
	d := p.Direction()
	inside = rtl.VBox(d, 20)
	content = rtl.Stack(d, rtl.Scroll(d, listing.NewSheet(top, inside)))
	return inside, content
}

// Content is the page.
func (v *Page) Content() fyne.CanvasObject { return v.content }

// Focus is the button that asks something.
func (v *Page) Focus() fyne.Focusable {
	if v.ask == nil {
		return nil
	}
	return v.ask
}

// Shown reads the partner and draws it.
func (v *Page) Shown(ctx context.Context) {
	v.ctx = ctx
	task.Do(ctx, v.run, v.read, func(s shown, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		first := v.ask == nil
		v.draw(s)
		if first {
			form.Focus(v.ask)
		}
	})
}

// read finds the partner, and its open questions in full: a row has only their first words.
func (v *Page) read(ctx context.Context) (shown, error) {
	s := shown{texts: map[record.ID]string{}}
	var err error
	if s.partner, err = v.src.Partner(ctx, v.id); err != nil {
		return s, err
	}
	for _, r := range v.src.Rows(record.KindRequest) {
		if r.Link != v.id || r.State == string(record.RequestAnswered) {
			continue
		}
		q, err := v.src.Request(ctx, r.ID)
		if err != nil {
			return s, err
		}
		s.texts[q.ID] = q.Text.Reveal()
	}
	return s, nil
}

// Changed reads it again.
func (v *Page) Changed(ctx context.Context) { v.Shown(ctx) }

// Hidden drops the texts.
func (v *Page) Hidden() { v.inside.Objects, v.ask = nil, nil }

func (v *Page) draw(s shown) {
	p, d, partner := v.p, v.p.Direction(), s.partner
	v.ask = form.NewButton(p, p.T("partner.ask"), form.ButtonOptions{Kind: form.Primary, Icon: look.IconQuestion}, func() { v.nav.New(record.KindRequest, v.id) })
	edit := form.NewButton(p, p.T("partner.edit"), form.ButtonOptions{Icon: look.IconPencilSimple}, func() { v.nav.Edit(record.KindPartner, v.id) })
	head := listing.NewPageHeadUnder(p, v.nav.Back, partner.Called().Reveal(), p.WithTerm("partner.type", string(partner.Type)), edit, v.ask)
	main := rtl.VBox(d, 16)
	for i := range partner.Officers {
		if !gone(partner.Officers[i], v.src.Today()) {
			main.Add(v.officer(s, i))
		}
	}
	for _, line := range left(p, partner, v.src.Today()) {
		main.Add(listing.NewNote(p, look.IconInfo, line, look.ColorMuted))
	}
	if len(partner.Current(v.src.Today())) == 0 {
		words := rtl.NewText(d, p.T("partner.officer.none"), rtl.Style{Color: look.ColorMuted, Wrap: true})
		main.Add(listing.NewCard(p, p.T("partner.officers.label"), words))
	}
	main.Add(listing.NewCard(p, p.T("partner.facts.label"), listing.NewKeyValues(p, facts(p, partner), "")))
	main.Add(v.contacts())
	v.inside.Objects = []fyne.CanvasObject{head, form.NewAside(p, 24, mainWidth, main, form.NewAtLeast(sideWidth, 0, v.open(s)))}
	v.inside.Refresh()
}

// officer is one contact person: name and job, how to reach, what this person does for the worker, when they last spoke.
func (v *Page) officer(s shown, i int) fyne.CanvasObject {
	p, d, o := v.p, v.p.Direction(), s.partner.Officers[i]
	name := []rtl.Span{{Text: fullName(o), Bold: true}}
	if job := o.Job.Reveal(); job != "" {
		name = append(name, rtl.Span{Text: "   " + job, Color: look.ColorMuted})
	}
	lines := rtl.VBox(d, look.Grid, form.NewLead(p, 12, form.NewFace(p, o.Photo, o.First.Reveal(), 40), rtl.NewRich(d, name, rtl.Style{Wrap: true})))
	reach := func(icon look.IconName, text record.Private) {
		if !text.Empty() {
			lines.Add(form.NewLead(p, 12, look.NewIcon(icon, look.ColorMuted, 24), rtl.NewText(d, text.Reveal(), rtl.Style{Wrap: true, Base: rtl.LeftToRight})))
		}
	}
	reach(look.IconPhone, o.Phone)
	reach(look.IconEnvelopeSimple, o.Mail)
	if text := helps(p, o.Roles); text != "" {
		lines.Add(form.NewLead(p, 12, look.NewIcon(look.IconHandHeart, look.ColorMuted, 24), rtl.NewText(d, text, rtl.Style{Wrap: true})))
	}
	for _, line := range officerLines(p, o) {
		lines.Add(rtl.NewText(d, line, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}))
	}
	today := v.src.Today()
	spoke := p.T("partner.spoke.never")
	if !o.Spoke.Zero() {
		spoke = p.T("partner.spoke.on", "When", p.Relative(o.Spoke, today))
	}
	words := rtl.NewText(d, spoke, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
	if o.Spoke == today {
		lines.Add(words)
		return listing.NewCard(p, "", lines)
	}
	now := form.NewButton(p, p.T("partner.spoke.today"), form.ButtonOptions{Icon: look.IconChats}, func() { v.spoke(s, i) })
	lines.Add(form.NewBeside(p, 16, 160, words, now))
	return listing.NewCard(p, "", lines)
}

// spoke notes that the worker spoke with a contact person today.
func (v *Page) spoke(s shown, i int) {
	changed := (&writing{v: s.partner}).copy()
	changed.Officers[i].Spoke = v.src.Today()
	task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) { return struct{}{}, v.src.SavePartner(ctx, changed) },
		func(_ struct{}, err error) {
			if err != nil {
				v.nav.Fail(err)
				return
			}
			v.draw(shown{changed, s.texts})
		})
}

// open is what waits at this partner: questions and families, each with its rings and its age.
func (v *Page) open(s shown) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	all := pendings(p, s.partner, s.texts, v.src.Rows(record.KindRequest), v.src.Rows(record.KindReferral), v.src.Rows(record.KindHousehold), v.src.Today())
	if len(all) == 0 {
		return listing.NewCard(p, p.T("partner.open.label"), rtl.NewText(d, p.T("partner.open.none"), rtl.Style{Color: look.ColorMuted, Wrap: true}))
	}
	rows := rtl.VBox(d, 4)
	for _, it := range all[:min(len(all), most)] {
		rows.Add(v.pending(it))
	}
	if rest := len(all) - most; rest > 0 {
		words := rtl.NewText(d, p.N("partner.open.more", rest), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
		rows.Add(rtl.Pad(d, rtl.Edges{Top: 8, Start: pressed}, words))
	}
	title := rtl.Pad(d, rtl.Edges{Bottom: look.HalfGrid, Start: pressed}, listing.NewHeading(p, p.T("partner.open.label"), ""))
	frame := form.Frame{Fill: look.ColorSurface, Edge: look.ColorLine, Width: look.Edge, Radius: look.CardRadius}
	return form.NewPanel(frame, look.CardPadding-pressed, 20, rtl.VBox(d, 0, title, rows))
}

// most is how many open things stand on the page.
const most = 8

// pressed is the space that a row which can be pressed keeps around its words; the card has so much less.
const pressed float32 = 8

func (v *Page) pending(it pending) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	own, other := it.status.Rings()
	if it.early {
		other = look.RingOpen
	}
	lines := rtl.VBox(d, 4, rtl.NewText(d, it.title, rtl.Style{Wrap: true}), form.NewGroup(p, 12, look.NewRings(own, other, d, look.RingsRow), listing.NewStatus(p, it.status)))
	frame := func(s form.PressState) form.Frame {
		f := form.Frame{Fill: look.ColorNone, Edge: look.ColorNone, Radius: look.Radius}
		if s.Hovered || s.Pressed {
			f.Fill = look.ColorRaised
		}
		return f
	}
	return form.NewPressable(form.PressOptions{Frame: frame, PadX: pressed, PadY: 8, Spread: true}, lines, func() { v.nav.Open(it.kind, it.id) })
}
