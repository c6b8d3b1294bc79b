package people

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/versions"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Contact is the entry of a moment of contact: with whom, when, what the worker did, a note.
type Contact struct {
	entry
	id, about record.ID
	state     *contactState
	head      *fyne.Container
	whom      *fyne.Container // asks with whom, while that is not known
	advised   *fyne.Container // the advice to a professional, when the contact was with a partner
	promised  bool            // a promise that was written before, and is not kept yet
	stored    bool            // the contact was kept before
	failed    *form.Check
	roles     []record.Role // in the order in which they are offered
	officers  []record.Officer
}

// NewContact makes the entry; id is zero for a new contact, about is the household, person or partner it is about.
func NewContact(src Source, nav Nav, p *i18n.Printer, run task.Runner, id, about record.ID) *Contact {
	return &Contact{entry: newEntry(src, nav, p, run), id: id, about: about}
}

func (c *Contact) key() string {
	switch {
	case !c.id.Zero():
		return "contact/" + c.id.String()
	case !c.about.Zero():
		return "contact/new/" + c.about.String()
	}
	return "contact"
}

// contactRead is what the entry reads before it is drawn.
type contactRead struct {
	contact *record.Contact
	texts   draft.Texts
	subject record.Row
	promise bool
	older   bool // the draft began with an older version than the one that is kept
	roles   []record.Role
	partner *record.Partner // whom the contact was with, nil when it was no partner
}

// Shown reads the contact or the draft and draws the fields.
func (c *Contact) Shown(ctx context.Context) {
	c.begin(ctx, c.key(), c.pack)
	c.clash = c.choose
	task.Do(ctx, c.run, c.read, func(got contactRead, err error) {
		if err != nil {
			c.nav.Fail(err)
			return
		}
		c.build(got)
		if got.older {
			c.choose()
		}
	})
}

func (c *Contact) read(ctx context.Context) (contactRead, error) {
	got := contactRead{texts: draft.Texts{}}
	if !c.id.Zero() {
		stored, err := c.src.Contact(ctx, c.id)
		if err != nil {
			return got, err
		}
		got.contact, got.promise = stored, !stored.Promise.Empty() && stored.PromKept.Zero()
	}
	begun, ok, err := c.src.Draft(ctx, c.key())
	if err != nil {
		return got, err
	}
	if typed, is := begun.(*record.Contact); ok && is {
		got.older = got.contact != nil && versions.Older(typed, got.contact)
		got.contact = typed
		carrier, _, err := c.src.Draft(ctx, c.key()+book.DraftTexts)
		if err != nil {
			return got, err
		}
		got.texts = draft.Carried(carrier)
	}
	return c.around(ctx, got)
}

// around reads what is shown around a contact: whom it was with, and the roles to choose from.
func (c *Contact) around(ctx context.Context, got contactRead) (contactRead, error) {
	about := c.about
	if got.contact != nil {
		about = got.contact.Subject
	}
	got.subject, _ = rowOf(c.src, about)
	var err error
	if got.roles, err = c.src.UsedRoles(ctx); err != nil {
		return got, err
	}
	if got.subject.Kind == record.KindPartner {
		got.partner, err = c.src.Partner(ctx, got.subject.ID)
	}
	return got, err
}

func (c *Contact) pack() []draft.Kept {
	return []draft.Kept{{Key: c.key(), Record: c.state.copied()}, {Key: c.key() + book.DraftTexts, Record: c.state.texts.Carry()}}
}

func (c *Contact) build(got contactRead) {
	kind, _ := aboutOf(got.subject.Kind)
	c.state = newContact(c.src.Today(), kind, got.subject.ID)
	if got.contact != nil {
		c.state.c, c.state.texts = got.contact, got.texts
	}
	c.promised, c.roles, c.stored = got.promise, got.roles, !c.id.Zero()
	c.officers = officersOf(got.partner)
	c.advised = column(c.p, look.FieldGap)
	if !got.subject.ID.Zero() {
		c.state.subject = nameOfRow(c.p, got.subject)
	}
	c.head, c.whom = column(c.p, look.FieldGap), column(c.p, look.Grid)
	c.drawWhom()
	p := c.p
	when := c.whenField()
	roles := c.rolesField()
	note, typed := c.text("note", form.FieldOptions{Label: p.T("people.contact.note"), Icon: look.IconChatTeardropDots}, 5,
		c.state.c.Note.Reveal(), func(s string) { c.state.c.Note = record.Text(s) })
	typed.OnSubmitted = func(string) { c.ready() }
	more := c.under(c.opened(), c.moreFields()...)
	c.drawAdvice()
	c.extra = c.unreached()
	first := fyne.Focusable(typed)
	if c.state.c.About == "" {
		first = c.search()
	}
	body := column(p, look.FieldGap, c.head, when, roles, note, more)
	c.show(column(p, look.FieldGap, body, c.foot(c.ready)), first)
}

// opened tells whether there is something under "Meer opschrijven" already.
func (c *Contact) opened() bool {
	v := c.state.c
	return v.Length > 0 || v.Place != "" || !v.Promise.Empty() || v.Failed || v.Cents != 0 || v.At != "" ||
		v.Function != "" || !v.Advice.Empty() || !v.Officer.Zero()
}

// search is the field of the picker, nil when it is not shown.
func (c *Contact) search() fyne.Focusable {
	for _, o := range c.whom.Objects {
		if f, ok := o.(*form.Field); ok {
			if k, ok := f.Control().(*picker); ok {
				return k.search.Entry()
			}
		}
	}
	return nil
}

// drawHead is the title of the page, with whom the contact was as a chip that goes away, or the question with whom.
func (c *Contact) drawHead() {
	p := c.p
	title := p.T("people.contact.title")
	if !c.id.Zero() {
		title = p.T("people.contact.edit")
	}
	if c.state.subject == "" {
		c.head.Objects = []fyne.CanvasObject{heading(p, title, p.T("people.contact.term"), nil), c.whom}
	} else {
		_, icon := aboutOf(kindOf(c.state.c.About))
		chip := form.NewCloseChip(p, p.T("people.contact.with", "Name", c.state.subject), icon, func() {
			c.state.setAbout("", record.ID{}, "")
			c.officers = nil
			c.drawAdvice()
			c.keep.Touch()
			c.drawWhom()
			form.Focus(c.search())
		})
		c.head.Objects = []fyne.CanvasObject{heading(p, title, p.T("people.contact.term"), nil, chip)}
	}
	c.place.Refresh()
}

// drawWhom asks whom the contact was with, while that is not known.
func (c *Contact) drawWhom() {
	p := c.p
	for _, name := range []string{"about", "subject", "heads"} {
		delete(c.fields, name)
	}
	defer c.drawHead()
	c.whom.Objects = nil
	if c.state.subject != "" {
		return
	}
	k := newPicker(&c.entry, func(kind record.AboutKind, found record.Row) {
		name := ""
		if !found.ID.Zero() {
			name = nameOfRow(p, found)
		}
		c.state.setAbout(kind, found.ID, name)
		c.keep.Touch()
		c.withPartner(kind, found.ID)
		if name != "" {
			c.drawWhom()
			form.Focus(c.note())
		}
	}, func(heads int) {
		c.state.c.Heads = heads
		c.keep.Touch()
	})
	if kind := c.state.c.About; kind == record.AboutNumber || kind == record.AboutNobody {
		k.chips.SetValues(string(kind))
		k.show(kind)
		if c.state.c.Heads > 0 {
			k.number.SetValue(c.state.c.Heads)
		}
	}
	f := form.NewField(p, form.FieldOptions{Label: p.T("people.contact.whom")}, k)
	c.fields["about"], c.fields["subject"], c.fields["heads"] = f, f, f
	c.whom.Objects = []fyne.CanvasObject{f}
}

func (c *Contact) note() fyne.Focusable {
	if f, ok := c.fields["note"].(*form.Field); ok {
		if typed, ok := f.Control().(*rtl.Entry); ok {
			return typed
		}
	}
	return nil
}

func (c *Contact) whenField() fyne.CanvasObject {
	return c.day("on", form.DateOptions{Label: c.p.T("people.contact.when")}, c.state.c.On, c.state.texts[textOn],
		func(text string) { c.state.setOn(c.p, text) })
}

func (c *Contact) rolesField() fyne.CanvasObject {
	var values []string
	for _, r := range c.roles {
		values = append(values, string(r))
	}
	chips := form.NewChips(c.p, form.Choices(c.p, "role", values...), form.ChipsOptions{Multi: true, First: 4}, func(chosen []string) {
		c.state.c.Roles = nil
		for _, v := range chosen {
			c.state.c.Roles = append(c.state.c.Roles, record.Role(v))
		}
		c.keep.Touch()
	})
	var on []string
	for _, r := range c.state.c.Roles {
		on = append(on, string(r))
	}
	chips.SetValues(on...)
	return form.NewField(c.p, form.FieldOptions{Label: c.p.T("people.contact.roles")}, chips)
}

func (c *Contact) moreFields() []fyne.CanvasObject {
	p, v := c.p, c.state.c
	failed := form.NewCheck(p, p.T("people.contact.unreached"), "", func(on bool) {
		v.Failed = on
		c.keep.Touch()
	})
	failed.SetOn(v.Failed)
	c.failed = failed
	promise, _ := c.text("promise", form.FieldOptions{Label: p.T("people.contact.promise"), Help: p.T("people.contact.promise.help")}, 1,
		v.Promise.Reveal(), func(s string) { v.Promise = record.Text(s) })
	due := c.day("promiseDue", form.DateOptions{Label: p.T("people.contact.promise.due"), Coming: true}, v.PromDue, c.state.texts[textPromise],
		func(text string) { c.state.setDue(p, text) })
	at := v.At
	if at == "" {
		at = c.state.texts[textAt]
	}
	clock, _ := c.text("at", form.FieldOptions{Label: p.T("people.contact.at"), Validate: c.check("at")}, 1, at, c.state.setAt)
	spent := c.state.texts[textCents] // as it was typed, also while it is no amount
	if spent == "" {
		spent = money(p, v.Cents)
	}
	costs, _ := c.text("cents", form.FieldOptions{Label: p.T("people.contact.costs"), Term: p.T("people.contact.euro"), Validate: c.check("cents")}, 1, spent, c.state.setCents)
	for _, name := range []string{"promise", "promiseDue", "at", "cents", "length", "place", "advice", "useWhy", "function", "costType"} {
		c.hidden[name] = true
	}
	parts := []fyne.CanvasObject{c.lengthField(), c.placeField(), form.NewColumnsFrom(p, look.FieldGap, look.Scaled(240), promise, due)}
	if c.promised {
		parts = append(parts, c.promiseKept())
	}
	return append(parts, c.advised, form.NewColumnsFrom(p, look.FieldGap, look.Scaled(240), clock, costs), c.costTypeField(), c.functionField(), failed)
}

// check gives the sentence for one field when it is left.
func (c *Contact) check(name string) func() string {
	return func() string { return c.state.problems(c.p)[name] }
}

// promiseKept says that what was promised is done.
func (c *Contact) promiseKept() fyne.CanvasObject {
	kept := form.NewCheck(c.p, c.p.T("people.contact.promise.kept"), "", func(on bool) {
		c.state.c.PromKept = record.Date{}
		if on {
			c.state.c.PromKept = c.src.Today()
		}
		c.keep.Touch()
	})
	kept.SetOn(!c.state.c.PromKept.Zero())
	return kept
}

// ready keeps the contact and goes back.
func (c *Contact) ready() {
	c.state.settle()
	if c.complain(c.state.problems(c.p)) {
		return
	}
	v := c.state.copied()
	c.store([]string{c.key(), c.key() + book.DraftTexts}, func(ctx context.Context) error { return c.src.SaveContact(ctx, v) },
		func(problem record.Problem) (string, string) { return problem.Field, c.p.Problem(problem) },
		func() {
			c.nav.Say(c.p.T("people.contact.saved"))
			c.nav.Back()
		})
}
