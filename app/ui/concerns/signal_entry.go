package concerns

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/roads"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/versions"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// SignalEntry is the page on which a wijksignaal is written. Nothing on it names a person or a family: the worries that are bundled are
// only counted.
type SignalEntry struct {
	src       Source
	nav       Nav
	p         *i18n.Printer
	run       task.Runner
	id, about record.ID
	state     telling
	keep      *draft.Keeper
	content   *fyne.Container
	first     fyne.Focusable
	fields    map[string]*form.Field
	sign      *fyne.Container
	more      *fyne.Container
	opener    *form.Button
	warned    string // the texts that were warned about: pressed again, they are kept
	ctx       context.Context
}

// NewSignalEntry makes the page; id is zero for a new one, about is the worry it begins with or zero.
func NewSignalEntry(src Source, nav Nav, p *i18n.Printer, run task.Runner, id, about record.ID) *SignalEntry {
	return &SignalEntry{src: src, nav: nav, p: p, run: run, id: id, about: about, content: rtl.Stack(p.Direction()), fields: map[string]*form.Field{}}
}

// Content is the page.
func (e *SignalEntry) Content() fyne.CanvasObject { return e.content }

// Focus is what it is about.
func (e *SignalEntry) Focus() fyne.Focusable { return e.first }

// Shown reads the signal or its draft and draws the fields.
func (e *SignalEntry) Shown(ctx context.Context) {
	e.ctx = ctx
	key := SignalDraft
	if !e.id.Zero() {
		key = draft.Key(record.KindSignal, e.id, record.ID{})
	}
	e.keep = draft.New(e.src, e.run, key, func() record.Record { return e.state.copy() }, e.kept)
	task.Do(ctx, e.run, e.read, func(got telling, err error) {
		if err != nil {
			e.nav.Fail(err)
			return
		}
		e.state = got
		e.draw()
	})
}

// Hidden keeps the draft at once and drops the texts.
func (e *SignalEntry) Hidden() {
	if e.keep != nil && e.state.s != nil {
		if err := e.keep.Flush(); err != nil {
			e.nav.Fail(err)
		}
	}
	e.first, e.content.Objects, e.fields, e.sign, e.state = nil, nil, map[string]*form.Field{}, nil, telling{}
}

func (e *SignalEntry) read(ctx context.Context) (telling, error) {
	t := telling{p: e.p, today: e.src.Today(), partners: slices.Clone(e.src.Rows(record.KindPartner)), chosen: map[record.ID]bool{}}
	slices.SortStableFunc(t.partners, func(x, y record.Row) int { return e.p.Compare(x.Title.Reveal(), y.Title.Reveal()) })
	t.worries = ready(e.src.Rows(record.KindConcern))
	t.chosen[e.about] = true
	var stored *record.Signal
	if !e.id.Zero() {
		var err error
		if stored, err = e.src.Signal(ctx, e.id); err != nil {
			return t, err
		}
		t.s = stored
	}
	kept, ok, err := e.keep.Read(ctx)
	if err != nil {
		return t, err
	}
	if typed, is := kept.(*record.Signal); ok && is {
		t.s = typed
		if stored != nil && versions.Older(typed, stored) {
			t.theirs = stored
		}
	}
	if t.s == nil {
		t.s = NewSignal(nil, 0, record.Date{}, record.Date{})
	}
	t.officers, err = e.works(ctx, t.s.Partner)
	return t, err
}

// works lists the contact persons of a partner.
func (e *SignalEntry) works(ctx context.Context, id record.ID) ([]form.Choice, error) {
	if id.Zero() {
		return nil, nil
	}
	p, err := e.src.Partner(ctx, id)
	if err != nil {
		return nil, err
	}
	return roads.Officers(p, e.src.Today()), nil
}

func (e *SignalEntry) kept(err error) {
	if err != nil {
		e.nav.Fail(err)
		return
	}
	if e.sign != nil {
		e.sign.Objects = []fyne.CanvasObject{listing.NewSign(e.p, look.IconCheck, e.p.T("concern.kept", "Time", e.p.Clock(e.src.Now())), look.ColorMuted)}
		e.sign.Refresh()
	}
}

func (e *SignalEntry) touch() { e.keep.Touch() }

func (e *SignalEntry) put(parts ...fyne.CanvasObject) {
	d := e.p.Direction()
	e.content.Objects = []fyne.CanvasObject{
		rtl.Scroll(d, listing.NewSheet(20, rtl.VBox(d, 20, parts...))),
	}
	e.content.Refresh()
	if e.first != nil {
		form.Focus(e.first)
	}
}

// draw puts the whole entry on the page, or both versions when it was changed in another place meanwhile.
func (e *SignalEntry) draw() {
	p, t := e.p, &e.state
	if t.theirs != nil {
		e.compare()
		return
	}
	e.fields, e.warned = map[string]*form.Field{}, ""
	title := p.T("signal.form.title")
	if !e.id.Zero() {
		title = p.T("concern.form.edit", "Code", record.Code(record.KindSignal, t.s.Number))
	}
	topic := e.text("topic", form.FieldOptions{Label: p.T("signal.topic.label"), Help: p.T("advice.question.help")}, 2, t.s.Topic, func(v record.Private) { t.s.Topic = v })
	words := e.text("words", form.FieldOptions{Label: p.T("signal.words.label"), Help: p.T("signal.words.help")}, 1, t.s.Words, func(v record.Private) { t.s.Words = v })
	ask := e.text("question", form.FieldOptions{Label: p.T("signal.question.label")}, 2, t.s.Question, func(v record.Private) { t.s.Question = v })
	parts := []fyne.CanvasObject{listing.NewPageHead(p, title, p.Beside("signal.term")), topic, words, ask, e.whom()}
	if bundle := e.bundle(); bundle != nil {
		parts = append(parts, bundle)
	}
	e.put(append(parts, e.under(), e.foot())...)
}

func (e *SignalEntry) text(name string, o form.FieldOptions, rows int, value record.Private, set func(record.Private)) fyne.CanvasObject {
	entry := rtl.NewEntry(e.p.Direction(), rtl.EntryOptions{MultiLine: rows > 1, Rows: rows, Limit: record.LimitLong})
	o.Validate = func() string {
		if record.HasBSN(entry.Text()) {
			return e.p.T("concern.bsn")
		}
		return ""
	}
	entry.SetText(value.Reveal())
	entry.OnChanged = func(s string) {
		set(record.Text(s))
		e.touch()
	}
	if name == "topic" {
		e.first = entry
	}
	f := form.NewField(e.p, o, entry)
	e.fields[name] = f
	return f
}

// whom asks to which partner it is told, and to whom there.
func (e *SignalEntry) whom() fyne.CanvasObject {
	p, t := e.p, &e.state
	var choices []form.Choice
	for _, r := range t.partners {
		choices = append(choices, form.Choice{Value: r.ID.String(), Text: r.Title.Reveal()})
	}
	pick := form.NewSelect(p, choices, form.SelectOptions{Icon: look.IconLifebuoy, Empty: p.T("request.partner.empty"), Wide: true}, func(value string) {
		id, err := record.ParseID(value)
		if err != nil {
			return
		}
		t.s.Partner, t.s.Receiver, t.s.Norm = id, record.ID{}, 0
		if t.officers, err = e.works(e.ctx, id); err != nil {
			e.nav.Fail(err)
			return
		}
		e.touch()
		e.draw()
	})
	pick.SetValue(t.s.Partner.String())
	field := form.NewField(p, form.FieldOptions{Label: p.T("signal.partner.label")}, pick)
	e.fields["partner"] = field
	if len(t.officers) == 0 {
		return field
	}
	who := form.NewChips(p, t.officers, form.ChipsOptions{}, func(values []string) {
		t.s.Receiver = record.ID{}
		if len(values) > 0 {
			t.s.Receiver, _ = record.ParseID(values[0])
		}
		e.touch()
	})
	who.SetValues(t.s.Receiver.String())
	at := form.NewField(p, form.FieldOptions{Label: p.T("road.receiver.label")}, who)
	e.fields["receiver"] = at
	return form.NewColumns(p, 24, field, at)
}

// bundle lets worries be chosen that belong to it. What is shown of them here is for the worker; only their number goes along.
func (e *SignalEntry) bundle() fyne.CanvasObject {
	p, d, t := e.p, e.p.Direction(), &e.state
	if len(t.worries) == 0 || t.s.State != record.RequestOpen && t.s.State != record.RequestReady {
		return nil
	}
	list := rtl.VBox(d, 0)
	for i, r := range t.worries {
		if i == bundleMost && !t.chosen[r.ID] {
			break
		}
		text := p.T("concern.row.joined", "One", record.Code(record.KindConcern, r.Number), "Two", r.Title.Reveal())
		check := form.NewCheck(p, text, p.Value("concern.state", r.State), func(on bool) { t.chosen[r.ID] = on })
		check.SetOn(t.chosen[r.ID])
		list.Add(check)
	}
	return listing.NewCard(p, p.T("signal.bundle"), rtl.VBox(d, 8, rtl.NewText(d, p.T("signal.bundle.teach"), rtl.Style{Wrap: true, Color: look.ColorMuted}), list))
}

// bundleMost is how many worries can be chosen from: the newest.
const bundleMost = 40

// under is what "Meer opschrijven" opens.
func (e *SignalEntry) under() fyne.CanvasObject {
	p, d, t := e.p, e.p.Direction(), &e.state
	areas := form.NewChips(p, form.Choices(p, "life.area", words(record.LifeAreas())...), form.ChipsOptions{Multi: true}, func(values []string) {
		t.s.Areas = typed[record.LifeArea](values)
		e.touch()
	})
	areas.SetValues(words(t.s.Areas)...)
	day := func(label string, value record.Date, set func(record.Date)) fyne.CanvasObject {
		f := form.NewDateField(p, form.DateOptions{Label: label, Plain: true}, t.today, func(day record.Date, filled bool) {
			if !filled {
				day = record.Date{}
			}
			set(day)
			e.touch()
		})
		if !value.Zero() {
			f.SetValue(value)
		}
		return f
	}
	meetings := form.NewStepper(p, 999, func(n int, filled bool) {
		if t.s.Meetings = 0; filled {
			t.s.Meetings = n
		}
		e.touch()
	})
	if t.s.Meetings > 0 {
		meetings.SetValue(t.s.Meetings)
	}
	e.fields["to"] = form.NewField(p, form.FieldOptions{}, day(p.T("signal.to.label"), t.s.To, func(v record.Date) { t.s.To = v }))
	e.fields["meetings"] = form.NewField(p, form.FieldOptions{Label: p.T("signal.meetings.label")}, meetings)
	e.more = rtl.VBox(d, look.FieldGap,
		form.NewField(p, form.FieldOptions{Label: p.T("concern.areas.label"), Term: p.Beside("concern.areas.term")}, areas),
		e.text("think", form.FieldOptions{Label: p.T("concern.think.label"), Term: p.Beside("concern.think.term")}, 2, t.s.Think, func(v record.Private) { t.s.Think = v }),
		e.text("goesWell", form.FieldOptions{Label: p.T("concern.well.label")}, 2, t.s.GoesWell, func(v record.Private) { t.s.GoesWell = v }),
		e.text("neighbourhood", form.FieldOptions{Label: p.T("signal.wijk.label"), Help: p.T("signal.wijk.help")}, 1, t.s.Neighbourhood, func(v record.Private) { t.s.Neighbourhood = v }),
		form.NewColumns(p, 24, day(p.T("signal.from.label"), t.s.From, func(v record.Date) { t.s.From = v }), e.fields["to"]), e.fields["meetings"])
	if t.s.Think.Empty() && t.s.GoesWell.Empty() && t.s.From.Zero() && len(t.s.Areas) == 0 && t.s.Meetings == 0 && t.s.Neighbourhood.Empty() {
		e.more.Hide()
	}
	return e.more
}

func (e *SignalEntry) foot() fyne.CanvasObject {
	p := e.p
	e.sign = rtl.Stack(p.Direction())
	done := form.NewButton(p, p.T("concern.done"), form.ButtonOptions{Kind: form.Primary, Wide: 128}, e.done)
	e.opener = form.NewButton(p, p.T("concern.more"), form.ButtonOptions{After: look.IconCaretDown}, func() {
		if e.more.Visible() {
			e.more.Hide()
		} else {
			e.more.Show()
		}
		e.caption()
		e.content.Refresh()
	})
	e.caption()
	return form.NewActions(p, []fyne.CanvasObject{done, e.opener, form.NewQuiet(p, p.T("concern.back"), e.nav.Back)}, []fyne.CanvasObject{e.sign})
}

func (e *SignalEntry) caption() {
	if e.more.Visible() {
		e.opener.SetText(e.p.T("concern.less"))
		e.opener.SetIcons("", look.IconCaretUp)
		return
	}
	e.opener.SetText(e.p.T("concern.more"))
	e.opener.SetIcons("", look.IconCaretDown)
}

// done keeps the signal. What may lead to a person is pointed at first; pressed again with the same words, it is kept.
func (e *SignalEntry) done() {
	t := &e.state
	wrong := t.problems()
	e.mark(wrong)
	if len(wrong) > 0 {
		return
	}
	s, sources, texts := t.copy(), t.sources(), t.written()
	warned := e.warned == all(texts)
	task.Do(e.ctx, e.run, func(ctx context.Context) ([]book.Hint, error) {
		if !warned {
			hints, err := e.src.Personal(ctx, texts)
			if err != nil || len(hints) > 0 {
				return hints, err
			}
		}
		if err := e.src.SaveSignal(ctx, s, sources...); err != nil {
			return nil, err
		}
		return nil, e.keep.Drop(ctx)
	}, func(hints []book.Hint, err error) {
		switch {
		case versions.Changed(err):
			e.touch()
			e.Hidden() // what was typed is kept as a draft, and both versions are shown
			e.Shown(e.ctx)
		case err != nil:
			e.nav.Fail(err)
		case len(hints) > 0:
			e.warned = all(texts)
			e.mark(roads.Hints(e.p, hints))
		default:
			e.keep.Finish()
			e.nav.Say(e.p.T("signal.saved", "Code", record.Code(record.KindSignal, s.Number)))
			e.nav.Saved(record.KindSignal, s.ID)
		}
	})
}

// mark says beside each field what is wrong with it, and opens what is folded away when it is there.
func (e *SignalEntry) mark(wrong map[string]string) {
	for name, f := range e.fields {
		f.SetError(wrong[name])
		if wrong[name] != "" && slices.Contains([]string{"think", "goesWell", "neighbourhood", "to", "meetings"}, name) {
			e.more.Show()
			e.caption()
		}
	}
	e.content.Refresh()
}
