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
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Advice is the page of an advice without a name, new or kept. It never knows from which page it was opened: it is started about nothing,
// and its draft stands under a key of its own.
type Advice struct {
	src     Source
	nav     Nav
	p       *i18n.Printer
	run     task.Runner
	id      record.ID
	a       *record.Advice
	keep    *draft.Keeper
	content *fyne.Container
	first   fyne.Focusable
	fields  map[string]*form.Field
	warned  string // the texts that were warned about: pressed again, they are kept
	keeping bool   // the family agreed: with which worry it is kept is asked
	ctx     context.Context
}

// NewAdvice makes the page; id is zero for a new one.
func NewAdvice(src Source, nav Nav, p *i18n.Printer, run task.Runner, id record.ID) *Advice {
	return &Advice{src: src, nav: nav, p: p, run: run, id: id, content: rtl.Stack(p.Direction()), fields: map[string]*form.Field{}}
}

// Content is the page.
func (v *Advice) Content() fyne.CanvasObject { return v.content }

// Focus is the question.
func (v *Advice) Focus() fyne.Focusable { return v.first }

// Shown reads the advice or its draft.
func (v *Advice) Shown(ctx context.Context) {
	v.ctx = ctx
	pack := func() record.Record {
		a := *v.a
		return &a
	}
	v.keep = draft.New(v.src, v.run, draft.Key(record.KindAdvice, v.id, record.ID{}), pack, func(err error) {
		if err != nil {
			v.nav.Fail(err)
		}
	})
	task.Do(ctx, v.run, v.read, func(both [2]*record.Advice, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		stored := both[0]
		if v.a = both[1]; versions.Older(v.a, stored) {
			v.compare(stored)
			return
		}
		v.draw()
	})
}

// read gives the advice as it is kept, and as it was being written.
func (v *Advice) read(ctx context.Context) ([2]*record.Advice, error) {
	today := v.src.Today()
	a := &record.Advice{Month: record.Date{Year: today.Year, Month: today.Month, Day: 1}}
	if !v.id.Zero() {
		var err error
		if a, err = v.src.Advice(ctx, v.id); err != nil {
			return [2]*record.Advice{}, err
		}
	}
	kept, ok, err := v.keep.Read(ctx)
	if typed, is := kept.(*record.Advice); ok && is {
		if v.id.Zero() {
			typed.Head = a.Head // a new one has nothing beside it
		}
		return [2]*record.Advice{a, typed}, err
	}
	return [2]*record.Advice{a, a}, err
}

// Hidden keeps the draft and drops the texts.
func (v *Advice) Hidden() {
	if v.keep != nil && v.a != nil {
		if err := v.keep.Flush(); err != nil {
			v.nav.Fail(err)
		}
	}
	v.content.Objects, v.first, v.a, v.fields = nil, nil, nil, map[string]*form.Field{}
}

func (v *Advice) draw() {
	p, d, a := v.p, v.p.Direction(), v.a
	v.fields, v.warned = map[string]*form.Field{}, ""
	back := form.NewButton(p, p.T("concern.back"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(d), Snug: true}, v.nav.Back)
	head := rtl.VBox(d, 4, rtl.HBox(d, 0, back), listing.NewPageHead(p, p.T("advice.title"), p.Month(a.Month)))
	from := form.NewChips(p, form.Choices(p, "confidant", form.Words(record.Advisers())...), form.ChipsOptions{}, func(values []string) {
		a.From = ""
		if len(values) > 0 {
			a.From = record.Confidant(values[0])
		}
		v.keep.Touch()
	})
	from.SetValues(string(a.From))
	areas := form.NewChips(p, form.Choices(p, "life.area", form.Words(record.LifeAreas())...), form.ChipsOptions{Multi: true}, func(values []string) {
		a.Areas = form.Values[record.LifeArea](values)
		v.keep.Touch()
	})
	areas.SetValues(form.Words(a.Areas)...)
	v.fields["from"] = form.NewField(p, form.FieldOptions{Label: p.T("advice.from.label")}, from)
	question := v.text("question", p.T("advice.question.label"), p.T("advice.question.help"), a.Question, func(t record.Private) { a.Question = t })
	parts := []fyne.CanvasObject{
		head, listing.NewFact(p, look.IconEyeSlash, p.T("advice.teach"), p.T("advice.teach.log"), ""),
		v.fields["from"], question, v.text("answer", p.T("advice.answer.label"), "", a.Answer, func(t record.Private) { a.Answer = t }),
		v.text("done", p.T("advice.done.label"), "", a.Done, func(t record.Private) { a.Done = t }),
		form.NewField(p, form.FieldOptions{Label: p.T("concern.areas.label")}, areas), v.actions(),
	}
	if v.keeping {
		parts = append(parts, v.whose())
	}
	v.content.Objects = []fyne.CanvasObject{
		rtl.Scroll(d, listing.NewSheet(20, rtl.VBox(d, look.FieldGap, parts...))),
	}
	v.content.Refresh()
}

func (v *Advice) text(name, label, help string, value record.Private, set func(record.Private)) fyne.CanvasObject {
	entry := rtl.NewEntry(v.p.Direction(), rtl.EntryOptions{Limit: record.LimitShort})
	entry.SetText(value.Reveal())
	entry.OnChanged = func(s string) {
		set(record.Text(s))
		v.keep.Touch()
	}
	if name == "question" {
		v.first = entry
	}
	f := form.NewField(v.p, form.FieldOptions{Label: label, Help: help, Validate: func() string {
		if record.HasBSN(entry.Text()) {
			return v.p.T("concern.bsn")
		}
		return ""
	}}, entry)
	v.fields[name] = f
	return f
}

func (v *Advice) actions() fyne.CanvasObject {
	p := v.p
	start := []fyne.CanvasObject{form.NewButton(p, p.T("concern.done"), form.ButtonOptions{Kind: form.Primary, Wide: 128}, v.done)}
	if v.id.Zero() {
		return form.NewActions(p, start, nil)
	}
	start = append(start, form.NewSecondary(p, p.T("advice.keep"), func() {
		v.keeping = !v.keeping
		v.draw()
	}))
	drop := form.NewQuiet(p, p.T("advice.drop"), func() {
		v.away(func(ctx context.Context) error { return v.src.DropAdvice(ctx, v.id) }, p.T("advice.dropped"))
	})
	return form.NewActions(p, start, []fyne.CanvasObject{drop})
}

// done keeps the advice. What may lead to a person is pointed at first; pressed again with the same words, it is kept.
func (v *Advice) done() {
	good := true
	problems := v.a.Validate(v.src.Today())
	for name, f := range v.fields {
		f.SetError("")
		for _, problem := range problems.Of(name) {
			f.SetError(v.p.Problem(problem))
			good = false
		}
	}
	if !good {
		return
	}
	a := *v.a
	all := a.Question.Reveal() + "\n" + a.Answer.Reveal() + "\n" + a.Done.Reveal()
	warned := v.warned == all
	task.Do(v.ctx, v.run, func(ctx context.Context) ([]book.Hint, error) {
		if !warned {
			hints, err := v.src.Personal(ctx, []book.Written{{Field: "question", Text: a.Question}, {Field: "answer", Text: a.Answer}, {Field: "done", Text: a.Done}})
			if err != nil || len(hints) > 0 {
				return hints, err
			}
		}
		if err := v.src.SaveAdvice(ctx, &a); err != nil {
			return nil, err
		}
		return nil, v.keep.Drop(ctx)
	}, func(hints []book.Hint, err error) {
		switch {
		case versions.Changed(err):
			v.keep.Touch()
			v.Hidden() // what was typed is kept as a draft, and both versions are shown
			v.Shown(v.ctx)
		case err != nil:
			v.nav.Fail(err)
		case len(hints) > 0:
			v.warned = all
			for field, text := range draft.Hints(v.p, hints) {
				v.fields[field].SetError(text)
			}
		default:
			v.keep.Finish()
			v.nav.Say(v.p.T("advice.saved"))
			v.nav.Back()
		}
	})
}

// whose asks with which worry it is kept, and who of the family agreed. Who is not safe to ask is not among them.
func (v *Advice) whose() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	inside := rtl.VBox(d, 12, rtl.NewText(d, p.T("advice.keep.teach"), rtl.Style{Wrap: true}))
	who := rtl.VBox(d, 8)
	var choices []form.Choice
	homes := map[record.ID]string{}
	for _, h := range v.src.Rows(record.KindHousehold) {
		homes[h.ID] = h.Title.Reveal()
	}
	for _, r := range v.src.Rows(record.KindConcern) {
		if r.Flags&record.RowOpen != 0 && !r.Link.Zero() {
			text := p.T("concern.row.joined", "One", record.Code(record.KindConcern, r.Number), "Two", homes[r.Link])
			choices = append(choices, form.Choice{Value: r.ID.String(), Text: text})
		}
	}
	pick := form.NewSelect(p, choices, form.SelectOptions{Icon: look.IconUsersThree, Wide: true}, func(value string) {
		id, err := record.ParseID(value)
		if err != nil {
			return
		}
		people, err := v.src.Agreeing(v.ctx, id)
		if err != nil {
			v.nav.Fail(err)
			return
		}
		who.Objects = nil
		if len(people) == 0 {
			who.Add(rtl.NewText(d, p.T("advice.keep.nobody"), rtl.Style{Wrap: true}))
		}
		for _, one := range people {
			name := one.Called().Reveal()
			who.Add(rtl.HBox(d, 0, form.NewSecondary(p, p.T("advice.keep.agreed", "Name", name), func() {
				today := v.src.Today()
				v.away(func(ctx context.Context) error { return v.src.KeepAdvice(ctx, v.id, id, one.ID, today) }, p.T("advice.kept"))
			})))
		}
		v.content.Refresh()
	})
	inside.Add(form.NewField(p, form.FieldOptions{Label: p.T("advice.keep.with")}, pick))
	inside.Add(who)
	return listing.NewCard(p, p.T("advice.keep"), inside)
}

// away does what ends the advice without a name, and leaves the page.
func (v *Advice) away(work func(context.Context) error, said string) {
	task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) {
		if err := work(ctx); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, v.keep.Drop(ctx)
	}, func(_ struct{}, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.keep.Finish()
		v.nav.Say(said)
		v.nav.Back()
	})
}
