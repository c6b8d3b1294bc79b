package people

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

// ContactPage is one moment of contact: what was done, what was promised, and what came of an advice.
type ContactPage struct {
	src   Source
	nav   Nav
	p     *i18n.Printer
	run   task.Runner
	id    record.ID
	ctx   context.Context
	place place
	first fyne.Focusable
	last  contactView
	move  bool // the day of the promise is being changed
	sure  bool // it is asked whether the contact really goes
	use   record.AdviceUse
	why   record.Private
}

// contactView is what the page shows.
type contactView struct {
	c       *record.Contact
	subject record.Row
	who     string // the contact person at a partner
}

// NewContactPage makes the page of a contact.
func NewContactPage(src Source, nav Nav, p *i18n.Printer, run task.Runner, id record.ID) *ContactPage {
	return &ContactPage{src: src, nav: nav, p: p, run: run, id: id, ctx: context.Background(), place: newPlace(p)}
}

// Content is the page.
func (v *ContactPage) Content() fyne.CanvasObject { return v.place.Container }

// Focus is the first button.
func (v *ContactPage) Focus() fyne.Focusable { return v.first }

// Shown reads the contact and draws it.
func (v *ContactPage) Shown(ctx context.Context) {
	v.ctx = ctx
	v.load()
}

// Hidden drops what was shown.
func (v *ContactPage) Hidden() {
	v.first, v.last, v.why = nil, contactView{}, record.Private{}
	v.place.clear()
}

func (v *ContactPage) load() {
	task.Do(v.ctx, v.run, v.read, func(got contactView, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.use, v.why = got.c.Use, got.c.UseWhy
		v.draw(got)
	})
}

func (v *ContactPage) read(ctx context.Context) (contactView, error) {
	c, err := v.src.Contact(ctx, v.id)
	if err != nil {
		return contactView{}, err
	}
	got := contactView{c: c}
	got.subject, _ = rowOf(v.src, c.Subject)
	if got.subject.Kind == record.KindPartner && !c.Officer.Zero() {
		p, err := v.src.Partner(ctx, c.Subject)
		if err != nil {
			return contactView{}, err
		}
		if o, ok := p.Officer(c.Officer); ok {
			got.who = o.First.Reveal()
		}
	}
	return got, nil
}

func (v *ContactPage) draw(got contactView) {
	p := v.p
	v.last = got
	edit := form.NewButton(p, p.T("people.page.edit"), form.ButtonOptions{Icon: look.IconPencilSimple}, func() { v.nav.Edit(record.KindContact, v.id) })
	start := []fyne.CanvasObject{edit}
	if !got.subject.ID.Zero() {
		_, icon := aboutOf(got.subject.Kind)
		start = append(start, form.NewButton(p, nameOfRow(p, got.subject), form.ButtonOptions{Icon: icon}, func() { v.nav.Open(got.subject.Kind, got.subject.ID) }))
	}
	var pairs []listing.KeyValue
	for _, f := range contactFacts(p, got.c, got.who) {
		if f.title != p.T("people.contact.note") {
			pairs = append(pairs, listing.KeyValue{Key: f.title, Value: f.text})
		}
	}
	main := column(p, 16, listing.NewCard(p, "", listing.NewKeyValues(p, pairs, "")))
	if note := got.c.Note.Reveal(); note != "" {
		main.Add(listing.NewCard(p, p.T("people.page.note"), line(p, note, rtl.Style{Wrap: true})))
	}
	if !got.c.Promise.Empty() {
		main.Add(v.promise(got.c))
	}
	if !got.c.Advice.Empty() {
		main.Add(v.advice(got.c))
	}
	main.Add(v.removal())
	head := heading(p, contactTitle(p, got), p.LongDate(got.c.On), v.nav.Back)
	v.place.fill(rtl.Scroll(p.Direction(), newSheet(look.Grid, column(p, 16, head, form.NewActions(p, start, nil), main))))
	v.first = edit
}

// contactTitle says with whom it was.
func contactTitle(p *i18n.Printer, got contactView) string {
	switch {
	case !got.subject.ID.Zero():
		return p.T("people.contact.page.with", "Name", nameOfRow(p, got.subject))
	case got.c.About == record.AboutNumber:
		return p.N("people.contact.page.heads", got.c.Heads)
	case got.c.About == record.AboutNobody:
		return p.T("people.contact")
	}
	return p.T("people.contact.page.with", "Name", p.T("people.erased"))
}

// contactFacts is a contact as lines; who is the contact person it was with, or "".
func contactFacts(p *i18n.Printer, c *record.Contact, who string) []fact {
	var all []fact
	add := func(id, text string) {
		if text != "" {
			all = append(all, fact{p.T(id), text})
		}
	}
	when := p.Date(c.On)
	if c.At != "" {
		when = joined(when, c.At)
	}
	add("people.contact.when", when)
	if c.Failed {
		add("people.contact.result", p.T("people.contact.failed"))
	}
	add("people.contact.officer", who)
	add("people.contact.length", lengthWords(p, c.Length))
	if c.Place != "" {
		add("people.contact.place", p.WithTerm("place", string(c.Place)))
	}
	roles := make([]string, 0, len(c.Roles))
	for _, r := range c.Roles {
		roles = append(roles, p.WithTerm("role", string(r)))
	}
	add("people.contact.roles", p.Commas(roles))
	if c.Function != "" {
		add("people.contact.function.short", p.WithTerm("cjg.function", string(c.Function)))
	}
	if c.Cents > 0 {
		spent := p.Euro(c.Cents)
		if c.CostType != "" {
			spent = joined(spent, p.WithTerm("cost.type", string(c.CostType)))
		}
		add("people.contact.costs", spent)
	}
	add("people.contact.note", cut(c.Note.Reveal()))
	return all
}

// promise is what was promised: it can be kept, or get another day.
func (v *ContactPage) promise(c *record.Contact) fyne.CanvasObject {
	p := v.p
	parts := []fyne.CanvasObject{line(p, c.Promise.Reveal(), rtl.Style{Wrap: true})}
	switch {
	case !c.PromKept.Zero():
		parts = append(parts, listing.NewSign(p, look.IconCheckCircle, p.T("people.promise.kept.on", "Date", p.Date(c.PromKept)), look.ColorSuccess))
	case v.move:
		parts = append(parts, form.NewDateField(p, form.DateOptions{Label: p.T("people.contact.promise.due"), Coming: true}, v.src.Today(), func(day record.Date, filled bool) {
			if filled {
				v.do(p.T("people.promise.moved"), func(ctx context.Context) error { return v.src.MovePromise(ctx, v.id, day) })
			}
		}))
	default:
		if !c.PromDue.Zero() {
			parts = append(parts, muted(p, p.T("people.promise.on", "Date", p.Date(c.PromDue))))
		}
		parts = append(parts, form.NewActions(p, []fyne.CanvasObject{
			form.NewSecondary(p, p.T("people.promise.keep"), func() {
				v.do(p.T("people.promise.done"), func(ctx context.Context) error { return v.src.KeepPromise(ctx, v.id) })
			}),
			form.NewSecondary(p, p.T("people.promise.move"), func() {
				v.move = true
				v.draw(v.last)
			}),
		}, nil))
	}
	return listing.NewCard(p, p.T("people.contact.promised"), parts...)
}

// advice is what a professional was advised, and what was done with it as far as the worker heard.
func (v *ContactPage) advice(c *record.Contact) fyne.CanvasObject {
	p := v.p
	parts := []fyne.CanvasObject{line(p, c.Advice.Reveal(), rtl.Style{Wrap: true})}
	if c.Room != "" {
		parts = append(parts, muted(p, p.T("people.contact.room")+" "+p.Value("advice.room", string(c.Room))))
	}
	if c.Use != "" && !c.UseOn.Zero() {
		parts = append(parts, muted(p, p.T("people.advice.heard", "Date", p.Date(c.UseOn))))
	}
	chips := form.NewChips(p, form.Choices(p, "advice.use", valuesOf(record.AdviceUses())...), form.ChipsOptions{Keep: true}, func(chosen []string) {
		v.use = record.AdviceUse(chosen[0])
	})
	if v.use != "" {
		chips.SetValues(string(v.use))
	}
	why, typed := form.NewTextField(p, form.FieldOptions{Label: p.T("people.contact.use.why")}, 2, func(s string) { v.why = record.Text(s) })
	typed.SetText(v.why.Reveal())
	asked := form.NewField(p, form.FieldOptions{Label: p.T("people.contact.use")}, chips)
	save := form.NewSecondary(p, p.T("people.advice.save"), func() {
		if v.use == "" {
			asked.SetError(p.T("people.advice.choose"))
			return
		}
		use, why := v.use, v.why
		v.do(p.T("people.advice.saved"), func(ctx context.Context) error { return v.src.HearAdvice(ctx, v.id, use, why) })
	})
	parts = append(parts, asked, why, row(p, 0, save))
	return listing.NewCard(p, p.T("people.contact.advised"), column(p, 12, parts...))
}

// removal takes the contact away, after asking once.
func (v *ContactPage) removal() fyne.CanvasObject {
	p := v.p
	if !v.sure {
		return row(p, 0, form.NewButton(p, p.T("people.contact.remove"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconTrash, Snug: true}, func() {
			v.sure = true
			v.draw(v.last)
		}))
	}
	no := form.NewSecondary(p, p.T("people.contact.remove.no"), func() {
		v.sure = false
		v.draw(v.last)
	})
	yes := form.NewSecondary(p, p.T("people.contact.remove.yes"), v.remove)
	return listing.NewCard(p, "", line(p, p.T("people.contact.remove.sure"), rtl.Style{Wrap: true}), form.NewActions(p, []fyne.CanvasObject{no, yes}, nil))
}

func (v *ContactPage) remove() {
	task.Do(v.ctx, v.run, func(context.Context) (struct{}, error) {
		return struct{}{}, v.src.RemoveContact(context.Background(), v.id)
	}, func(_ struct{}, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.nav.Say(v.p.T("people.contact.removed"))
		v.nav.Back()
	})
}

// do changes the contact and shows it again.
func (v *ContactPage) do(said string, work func(context.Context) error) {
	task.Do(v.ctx, v.run, func(context.Context) (struct{}, error) { return struct{}{}, work(context.Background()) }, func(_ struct{}, err error) {
		v.move = false
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.nav.Say(said)
		v.load()
	})
}
