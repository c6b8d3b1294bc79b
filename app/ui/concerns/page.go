package concerns

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Page is one worry with what can be done with it.
type Page struct {
	src     Source
	nav     Nav
	p       *i18n.Printer
	run     task.Runner
	id      record.ID
	content *fyne.Container
	inside  *fyne.Container
	first   fyne.Focusable
	ctx     context.Context
	closing bool // the reasons for closing are shown
	reading bool // in danger: what was written is shown
}

// NewPage makes the page.
func NewPage(src Source, nav Nav, p *i18n.Printer, run task.Runner, id record.ID) *Page {
	v := &Page{src: src, nav: nav, p: p, run: run, id: id}
	d := p.Direction()
	v.inside = rtl.VBox(d, 20)
	v.content = rtl.Stack(d, rtl.Scroll(d, listing.NewSheet(20, v.inside)))
	return v
}

// Content is the page.
func (v *Page) Content() fyne.CanvasObject { return v.content }

// Focus is the first button.
func (v *Page) Focus() fyne.Focusable { return v.first }

// shown is what the page draws.
type shown struct {
	c     *record.Concern
	home  string
	about []string
	told  *record.Signal // the wijksignaal it is in, nil when it is in none
}

// Shown reads the worry and draws it.
func (v *Page) Shown(ctx context.Context) {
	v.ctx = ctx
	task.Do(ctx, v.run, v.read, func(s shown, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.draw(s)
	})
}

// Changed reads it again.
func (v *Page) Changed(ctx context.Context) { v.Shown(ctx) }

// Hidden drops the texts.
func (v *Page) Hidden() { v.inside.Objects, v.first = nil, nil }

func (v *Page) read(ctx context.Context) (shown, error) {
	c, err := v.src.Concern(ctx, v.id)
	if err != nil {
		return shown{}, err
	}
	s := shown{c: c}
	if !c.Household.Zero() {
		f, err := v.src.Family(ctx, c.Household)
		if err != nil {
			return shown{}, err
		}
		s.home = f.Household.Name.Reveal()
		for _, id := range c.About {
			if p := f.Person(id); p != nil {
				s.about = append(s.about, p.Called().Reveal())
			}
		}
	}
	if !c.Signal.Zero() {
		if s.told, err = v.src.Signal(ctx, c.Signal); err != nil && fault.Of(err) != fault.NotFound {
			return shown{}, err
		}
	}
	return s, nil
}

func (v *Page) draw(s shown) {
	p, d, c := v.p, v.p.Direction(), s.c
	if c.Level == record.LevelDanger && c.State != record.ConcernClosed && !v.reading {
		v.danger(s)
		return
	}
	edit := form.NewButton(p, p.T("concern.page.edit"), form.ButtonOptions{Icon: look.IconPencilSimple}, func() { v.nav.Edit(record.KindConcern, v.id) })
	head := listing.NewPageHead(p, record.Code(record.KindConcern, c.Number)+"  "+v.title(s), p.WithTerm("concern.state", string(c.State)), edit)
	half := func(fill fyne.ThemeColorName, parts []fyne.CanvasObject) fyne.CanvasObject {
		f := form.Frame{Fill: fill, Edge: look.ColorLine, Width: look.Edge, Radius: look.CardRadius}
		return form.NewPanel(f, look.CardPadding, 20, rtl.VBox(d, 8, parts...))
	}
	seen := half(look.ColorSurface, v.part(look.IconEye, p.T("concern.seen.label"), c.Seen, v.when(c)))
	think := half(look.ColorRaised, v.part(look.IconChatTeardropDots, p.T("concern.think.label"), c.Think, p.T("concern.think.help")))
	back := form.NewButton(p, p.T("concern.back"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(d), Snug: true}, v.nav.Back)
	v.first = back // the keyboard begins at the top, so that the page does
	head = rtl.VBox(d, 4, rtl.HBox(d, 0, back), head)
	v.inside.Objects = []fyne.CanvasObject{head}
	if c.Level == record.LevelDanger {
		open := form.NewButton(p, p.T("concern.danger.back"), form.ButtonOptions{Icon: look.IconWarningOctagon}, func() {
			v.reading = false
			v.draw(s)
		})
		v.inside.Add(rtl.HBox(d, 0, open))
	}
	for _, o := range []fyne.CanvasObject{form.NewColumns(p, 24, seen, think), v.facts(c), v.advised(c), v.actions(s), v.happened(s)} {
		v.inside.Add(o)
	}
	v.inside.Refresh()
}

func (v *Page) title(s shown) string {
	switch {
	case s.c.Scope == record.ScopeCommunity:
		return v.p.T("concern.about.community")
	case len(s.about) > 0 && v.p.List(s.about) != s.home: // a family may be called after the one person in it
		return v.p.T("concern.page.about", "Names", v.p.List(s.about), "Home", s.home)
	}
	return s.home
}

// when is where what was seen comes from, and the day.
func (v *Page) when(c *record.Concern) string {
	var parts []string
	for _, s := range c.Sources {
		parts = append(parts, v.p.Value("source", string(s)))
	}
	if !c.SeenOn.Zero() {
		parts = append(parts, v.p.Date(c.SeenOn))
	}
	return strings.Join(parts, " · ")
}

func (v *Page) part(icon look.IconName, label string, text record.Private, note string) []fyne.CanvasObject {
	d := v.p.Direction()
	words := text.Reveal()
	ink := fyne.ThemeColorName("")
	if words == "" {
		words, ink = v.p.T("concern.page.nothing"), look.ColorMuted
	}
	parts := []fyne.CanvasObject{
		rtl.HBox(d, 8, look.NewIcon(icon, look.ColorAccent, 22), rtl.NewText(d, label, rtl.Style{Bold: true})),
		rtl.NewText(d, words, rtl.Style{Wrap: true, Color: ink, Base: rtl.FromText}),
	}
	if note != "" {
		parts = append(parts, rtl.NewText(d, note, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}))
	}
	return parts
}

// facts is everything else that was written, line by line.
func (v *Page) facts(c *record.Concern) fyne.CanvasObject {
	p := v.p
	var pairs []listing.KeyValue
	add := func(key, value string) {
		if value != "" {
			pairs = append(pairs, listing.KeyValue{Key: key, Value: value})
		}
	}
	add(p.T("concern.level.label"), p.Value("concern.level", string(c.Level)))
	var areas []string
	for _, a := range c.Areas {
		areas = append(areas, p.WithTerm("life.area", string(a)))
	}
	add(p.T("concern.areas.label"), p.List(areas))
	add(p.T("concern.well.label"), c.GoesWell.Reveal())
	add(p.T("concern.wish.label"), c.Wish.Reveal())
	var with []string
	for _, w := range c.With {
		with = append(with, p.WithTerm("confidant", string(w)))
	}
	add(p.T("concern.discussed.label"), dots(append(append(with, some(c.Discussed.Reveal())...), some(p.Date(c.TalkedOn))...)))
	next := c.Next.Reveal()
	if !c.NextOn.Zero() {
		next = p.T("concern.page.next", "Text", next, "On", p.Date(c.NextOn))
	}
	add(p.T("concern.next.label"), next)
	if c.State == record.ConcernClosed {
		add(p.T("concern.page.closed"), p.Value("close.reason", string(c.Reason)))
	}
	return listing.NewCard(p, "", listing.NewKeyValues(p, pairs, ""))
}

// reasons are the ways in which a worry can be closed.
func (v *Page) reasons() fyne.CanvasObject {
	var buttons []fyne.CanvasObject
	for _, r := range record.CloseReasons() {
		buttons = append(buttons, form.NewSecondary(v.p, v.p.Value("close.reason", string(r)), func() { v.move(record.ConcernClose, r) }))
	}
	return listing.NewCard(v.p, v.p.T("concern.close.why"), form.NewActions(v.p, buttons, nil))
}

func (v *Page) move(a record.ConcernAction, reason record.CloseReason) {
	v.closing = false
	v.do(func(ctx context.Context) error { return v.src.MoveConcern(ctx, v.id, a, reason) })
}
