package concerns

import (
	"context"

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

// Aid is the meldcode for a volunteer: call Veilig Thuis first, without names; talk with the parents only when that is safe; two
// questions at the end. It asks and explains; it counts nothing and concludes nothing.
type Aid struct {
	src     Source
	nav     Nav
	p       *i18n.Printer
	run     task.Runner
	id      record.ID // the worry; zero for the explanation alone
	aid     record.Aid
	began   uint64 // the revision of the worry with which the writing began
	code    string
	keep    *draft.Keeper
	content *fyne.Container
	first   fyne.Focusable
	fields  map[string]*form.Field
	read    bool
	ctx     context.Context
}

// NewAid makes the page, with room to write when it is about a worry.
func NewAid(src Source, nav Nav, p *i18n.Printer, run task.Runner, id record.ID) *Aid {
	return &Aid{src: src, nav: nav, p: p, run: run, id: id, content: rtl.Stack(p.Direction()), fields: map[string]*form.Field{}}
}

// Content is the page.
func (v *Aid) Content() fyne.CanvasObject { return v.content }

// Focus is the first field, or the way back.
func (v *Aid) Focus() fyne.Focusable { return v.first }

// Shown reads what was written along the steps.
func (v *Aid) Shown(ctx context.Context) {
	v.ctx = ctx
	if v.id.Zero() {
		v.draw()
		return
	}
	pack := func() record.Record { return &record.Concern{Head: record.Head{Revision: v.began}, Aid: v.aid} }
	v.keep = draft.New(v.src, v.run, draft.Key(record.KindConcern, v.id, record.ID{})+"/aid", pack, func(err error) {
		if err != nil {
			v.nav.Fail(err)
		}
	})
	task.Do(ctx, v.run, func(ctx context.Context) ([2]*record.Concern, error) {
		c, err := v.src.Concern(ctx, v.id)
		if err != nil {
			return [2]*record.Concern{}, err
		}
		kept, ok, err := v.keep.Read(ctx)
		if typed, is := kept.(*record.Concern); ok && is {
			return [2]*record.Concern{c, typed}, err
		}
		return [2]*record.Concern{c, c}, err
	}, func(both [2]*record.Concern, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		c, typed := both[0], both[1]
		v.aid, v.began, v.code, v.read = typed.Aid, typed.Revision, record.Code(record.KindConcern, c.Number), true
		if versions.Older(typed, c) {
			v.compare(c)
			return
		}
		v.draw()
	})
}

// Hidden keeps what was typed and drops the texts.
func (v *Aid) Hidden() {
	if v.keep != nil && v.read {
		if err := v.keep.Flush(); err != nil {
			v.nav.Fail(err)
		}
	}
	v.content.Objects, v.first, v.aid, v.read = nil, nil, record.Aid{}, false
}

func (v *Aid) draw() {
	p, d := v.p, v.p.Direction()
	back := form.NewButton(p, p.T("concern.back"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(d), Snug: true}, v.nav.Back)
	v.first = back
	head := rtl.VBox(d, 4, rtl.HBox(d, 0, back), listing.NewPageHead(p, p.T("concern.aid.title"), p.T("concern.aid.term")))
	free := listing.NewFact(p, look.IconHandHeart, p.T("legal.free"), "", "")
	parts := []fyne.CanvasObject{head, free, v.step("1", p.T("concern.aid.call"), p.T("concern.aid.call.how"), v.called()...),
		v.step("2", p.T("concern.aid.talk"), p.T("concern.aid.talk.how"), v.field("aid.parents", p.T("concern.aid.parents"), v.aid.Parents, func(t record.Private) { v.aid.Parents = t })...),
		v.step("3", p.T("concern.aid.ask"), p.T("concern.aid.ask.how"), append(
			v.field("aid.safe", p.T("concern.aid.safe"), v.aid.Safe, func(t record.Private) { v.aid.Safe = t }),
			v.field("aid.help", p.T("concern.aid.help"), v.aid.Help, func(t record.Private) { v.aid.Help = t })...)...),
		v.actions(),
	}
	v.content.Objects = []fyne.CanvasObject{
		rtl.Scroll(d, listing.NewSheet(20, rtl.VBox(d, 20, parts...))),
	}
	v.content.Refresh()
}

func (v *Aid) step(number, title, how string, fields ...fyne.CanvasObject) fyne.CanvasObject {
	d := v.p.Direction()
	inside := append([]fyne.CanvasObject{rtl.NewText(d, how, rtl.Style{Wrap: true})}, fields...)
	return listing.NewCard(v.p, v.p.T("concern.aid.step", "Number", number, "Title", title), rtl.VBox(d, 16, inside...))
}

// called is the number, the day on which it was called, and what was said.
func (v *Aid) called() []fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	number := rtl.HBox(d, 12, look.NewIcon(look.IconPhone, look.ColorAccent, 24), rtl.NewText(d, p.T("concern.aid.number"), rtl.Style{Size: rtl.Title, Bold: true}))
	out := []fyne.CanvasObject{number}
	if v.id.Zero() {
		return out
	}
	day := form.NewDateField(p, form.DateOptions{Label: p.T("concern.aid.called")}, v.src.Today(), func(day record.Date, filled bool) {
		if v.aid.CalledOn = (record.Date{}); filled {
			v.aid.CalledOn = day
		}
		v.keep.Touch()
	})
	if !v.aid.CalledOn.Zero() {
		day.SetValue(v.aid.CalledOn)
	}
	return append(append(out, day), v.field("aid.said", p.T("concern.aid.said"), v.aid.Said, func(t record.Private) { v.aid.Said = t })...)
}

// field is a text below a step; without a worry, only its question.
func (v *Aid) field(name, label string, value record.Private, set func(record.Private)) []fyne.CanvasObject {
	d := v.p.Direction()
	if v.id.Zero() {
		if name == "aid.safe" || name == "aid.help" {
			return []fyne.CanvasObject{rtl.NewText(d, label, rtl.Style{Bold: true, Wrap: true})}
		}
		return nil
	}
	entry := rtl.NewEntry(d, rtl.EntryOptions{MultiLine: true, Rows: 2, Limit: record.LimitLong})
	entry.SetText(value.Reveal())
	entry.OnChanged = func(s string) {
		set(record.Text(s))
		v.keep.Touch()
	}
	f := form.NewField(v.p, form.FieldOptions{Label: label, Validate: func() string {
		if record.HasBSN(entry.Text()) {
			return v.p.T("concern.bsn")
		}
		return ""
	}}, entry)
	v.fields[name] = f
	return []fyne.CanvasObject{f}
}

func (v *Aid) actions() fyne.CanvasObject {
	p := v.p
	advice := form.NewButton(p, p.T("advice.add"), form.ButtonOptions{Icon: look.IconNotePencil}, func() { v.nav.New(record.KindAdvice, record.ID{}) })
	if v.id.Zero() {
		return form.NewActions(p, []fyne.CanvasObject{advice}, nil)
	}
	done := form.NewButton(p, p.T("concern.done"), form.ButtonOptions{Kind: form.Primary, Wide: 128}, v.done)
	return form.NewActions(p, []fyne.CanvasObject{done, advice}, nil)
}

// done keeps what was written with the worry, or says beside each field what is wrong.
func (v *Aid) done() {
	c := record.Concern{Aid: v.aid}
	good := true
	for name, f := range v.fields {
		f.SetError("")
		for _, problem := range c.Validate(v.src.Today()).Of(name) {
			f.SetError(v.p.Problem(problem))
			good = false
		}
	}
	if !good {
		return
	}
	aid, began := v.aid, v.began
	task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) {
		if err := v.src.NoteAid(ctx, v.id, began, aid); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, v.keep.Drop(ctx)
	}, func(_ struct{}, err error) {
		if versions.Changed(err) {
			v.keep.Touch()
			v.Hidden() // what was typed is kept as a draft, and both versions are shown
			v.Shown(v.ctx)
			return
		}
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.keep.Finish()
		v.nav.Say(v.p.T("concern.saved", "Code", v.code))
		v.nav.Back()
	})
}
