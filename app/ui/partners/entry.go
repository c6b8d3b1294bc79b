package partners

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/versions"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Entry is the page on which a partner and its contact persons are written down.
type Entry struct {
	src       Source
	nav       Nav
	p         *i18n.Printer
	run       task.Runner
	id, about record.ID
	state     writing
	keep      *draft.Keeper
	inside    *fyne.Container
	content   *fyne.Container
	first     fyne.Focusable
	fields    map[string]errable
	hidden    map[string]bool
	people    *fyne.Container
	deeds     *fyne.Container     // what the partner does, one by one
	rest      []fyne.CanvasObject // what a contact person has under "Meer opschrijven"
	sign      *fyne.Container
	more      *fyne.Container
	opener    *form.Button
	wrong     *form.Field
	ctx       context.Context
}

// errable is a field that can show what is wrong with it.
type errable interface{ SetError(text string) }

// NewEntry makes the page; id is zero for a new partner. about is what the worker came from and only tells drafts apart.
func NewEntry(src Source, nav Nav, p *i18n.Printer, run task.Runner, id, about record.ID) *Entry {
	e := &Entry{src: src, nav: nav, p: p, run: run, id: id, about: about, fields: map[string]errable{}}
	e.inside, e.content = sheet(p)
	return e
}

// Content is the page.
func (e *Entry) Content() fyne.CanvasObject { return e.content }

// Focus is the name.
func (e *Entry) Focus() fyne.Focusable { return e.first }

// Shown reads the partner or its draft and draws the fields.
func (e *Entry) Shown(ctx context.Context) {
	e.ctx = ctx
	pack := func() record.Record { return e.state.copy() }
	e.keep = draft.New(e.src, e.run, draft.Key(record.KindPartner, e.id, e.about), pack, e.kept)
	task.Do(ctx, e.run, e.read, func(got writing, err error) {
		if err != nil {
			e.nav.Fail(err)
			return
		}
		e.state = got
		if e.state.theirs != nil {
			e.compare()
			return
		}
		e.draw()
	})
}

// Hidden keeps the draft at once and drops the texts.
func (e *Entry) Hidden() {
	if e.keep != nil && e.state.v != nil {
		if err := e.keep.Flush(); err != nil {
			e.nav.Fail(err)
		}
	}
	e.first, e.inside.Objects, e.fields = nil, nil, map[string]errable{}
	e.deeds = nil
	e.rest, e.people, e.sign, e.more, e.opener, e.wrong = nil, nil, nil, nil, nil, nil
	e.state = writing{}
}

func (e *Entry) read(ctx context.Context) (writing, error) {
	w := writing{p: e.p, today: e.src.Today()}
	var stored *record.Partner
	if !e.id.Zero() {
		var err error
		if stored, err = e.src.Partner(ctx, e.id); err != nil {
			return w, err
		}
	}
	kept, ok, err := e.keep.Read(ctx)
	if err != nil {
		return w, err
	}
	typed, is := kept.(*record.Partner)
	switch {
	case ok && is:
		if stored != nil && versions.Older(typed, stored) {
			w.theirs = stored
		}
		w.v = typed
	case stored != nil:
		w.v = stored
	default:
		w.begin()
	}
	return w, nil
}

func (e *Entry) touch() { e.keep.Touch() }

// kept shows when the draft was kept.
func (e *Entry) kept(err error) {
	if err != nil {
		e.nav.Fail(err)
		return
	}
	if e.sign == nil {
		return
	}
	e.sign.Objects = []fyne.CanvasObject{keptSign(e.p, e.src)}
	e.inside.Refresh()
}

func keptSign(p *i18n.Printer, src lister) fyne.CanvasObject {
	return listing.NewSign(p, look.IconCheck, p.T("partner.kept", "Time", p.Clock(src.Now())), look.ColorMuted)
}

// done saves the partner and opens its page, or shows beside each field what is wrong.
func (e *Entry) done() {
	wrong := e.state.problems()
	rest := ""
	for name, text := range wrong {
		if e.hidden[name] || strings.HasPrefix(name, "offers.") || strings.HasPrefix(name, "officers.") && !strings.HasSuffix(name, ".first") {
			e.open(true)
		}
		if e.fields[name] == nil {
			rest = text
		}
	}
	unread := false
	for name, f := range e.fields {
		if day, ok := f.(*form.DateField); ok && !day.Validate() {
			unread = true // it says itself what to do
			continue
		}
		f.SetError(wrong[name])
	}
	e.wrong.SetError(rest)
	if e.wrong.Hide(); rest != "" {
		e.wrong.Show()
	}
	e.inside.Refresh()
	if unread {
		e.open(true)
	}
	if len(wrong) > 0 || unread {
		return
	}
	e.store(e.state.ready())
}

// store keeps the partner and leads to its page. When it was changed in between, the worker chooses.
func (e *Entry) store(v *record.Partner) {
	task.Do(e.ctx, e.run, func(ctx context.Context) (struct{}, error) {
		if err := e.src.SavePartner(ctx, v); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, e.keep.Drop(ctx)
	}, func(_ struct{}, err error) {
		if versions.Changed(err) {
			e.touch()
			e.Hidden() // what was typed is kept as a draft, and both versions are shown
			e.Shown(e.ctx)
			return
		}
		if err != nil {
			e.nav.Fail(err)
			return
		}
		e.keep.Finish()
		e.nav.Say(e.p.T("partner.saved", "Name", v.Called().Reveal()))
		e.nav.Saved(record.KindPartner, v.ID)
	})
}

// draw puts the whole entry on the page.
func (e *Entry) draw() {
	p, d := e.p, e.p.Direction()
	e.fields, e.hidden = map[string]errable{}, map[string]bool{}
	e.wrong = form.NewField(p, form.FieldOptions{}, rtl.Stack(d))
	e.wrong.Hide()
	e.sign = rtl.Stack(d)
	title := p.T("partner.form.title")
	if !e.id.Zero() {
		title = p.T("partner.form.edit", "Name", e.state.v.Called().Reveal())
	}
	done := form.NewButton(p, p.T("partner.done"), form.ButtonOptions{Kind: form.Primary, Wide: 160}, e.done)
	e.opener = form.NewButton(p, p.T("partner.more"), form.ButtonOptions{After: look.IconCaretDown}, func() { e.open(!e.more.Visible()) })
	body := rtl.VBox(d, look.FieldGap, e.kind(), e.name(), e.persons(), e.norm(), e.under(), e.wrong,
		form.NewActions(p, []fyne.CanvasObject{done, e.opener}, nil))
	e.inside.Objects = []fyne.CanvasObject{listing.NewPageHead(p, title, p.T("partner.term"), e.sign), body}
	e.open(e.state.more())
	form.Focus(e.first)
}

// open shows what is under "Meer opschrijven" or hides it.
func (e *Entry) open(on bool) {
	for _, rest := range e.rest {
		if on {
			rest.Show()
		} else {
			rest.Hide()
		}
	}
	if on {
		e.more.Show()
		e.opener.SetText(e.p.T("partner.less"))
		e.opener.SetIcons("", look.IconCaretUp)
	} else {
		e.more.Hide()
		e.opener.SetText(e.p.T("partner.more"))
		e.opener.SetIcons("", look.IconCaretDown)
	}
	e.inside.Refresh()
}
