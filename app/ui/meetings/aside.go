package meetings

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/record"
)

// drawAside puts the cards beside the fields: who were there, a question for a partner, the time before. What is typed in the
// first two stays: they are made once.
func (e *Entry) drawAside() {
	if e.aside == nil {
		return
	}
	if len(e.aside.Objects) == 0 {
		e.aside.Objects = []fyne.CanvasObject{e.whoWere(), rtl.Stack(e.p.Direction())}
	}
	e.aside.Objects = append(e.aside.Objects[:1:1], e.question())
	if len(e.state.open) > 0 {
		e.aside.Add(e.openQuestions())
	}
	if text := e.state.before(); text != "" {
		words := rtl.NewText(e.p.Direction(), text, rtl.Style{Color: look.ColorMuted, Wrap: true})
		e.aside.Add(listing.NewCard(e.p, e.p.T("meeting.last.label"), words))
	}
	e.Refresh()
}

// The two ways to say who were there.
const (
	byCommunity = "community"
	byNames     = "names"
)

// whoWere asks for a community or names, never both.
func (e *Entry) whoWere() fyne.CanvasObject {
	p, d := e.p, e.p.Direction()
	e.who = rtl.VBox(d, look.Grid)
	choice := form.NewSegmented(p, form.Choices(p, "meeting.who", byCommunity, byNames), func(value string) {
		e.state.byNames = value == byNames
		e.Touch()
		e.drawWho()
		if e.state.byNames {
			form.Focus(e.names)
		}
	})
	if e.state.byNames {
		choice.SetValue(byNames)
	}
	e.drawWho()
	help := rtl.NewText(d, p.T("meeting.who.help"), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
	return listing.NewCard(p, e.state.label("meeting.who.label", "meeting.who.coming"), rtl.VBox(d, 12, choice, e.who, help))
}

func (e *Entry) drawWho() {
	p, d := e.p, e.p.Direction()
	delete(e.Fields, "community")
	if !e.state.byNames {
		entry := rtl.NewEntry(d, rtl.EntryOptions{Limit: record.LimitName, Placeholder: p.T("meeting.community.example")})
		entry.SetText(e.state.community)
		entry.OnChanged = func(s string) {
			e.state.community = s
			e.Touch()
		}
		f := form.NewField(p, form.FieldOptions{Validate: func() string { return e.BSN(entry.Text()) }}, entry)
		e.Fields["community"] = f
		e.who.Objects = []fyne.CanvasObject{f}
		e.Refresh()
		return
	}
	chosen := rtl.Flow(d, look.Grid)
	for _, id := range e.state.persons {
		name := e.state.called[id]
		if name == "" {
			name = p.T("meeting.name.gone")
		}
		chosen.Add(form.NewCloseChip(p, name, look.IconUser, func() {
			e.state.drop(id)
			e.Touch()
			e.drawWho()
		}))
	}
	found := rtl.VBox(d, 0)
	e.firstFound = nil
	search := form.NewSearch(p, p.T("meeting.names.search"), "", func(text string) { e.find(found, text) }, func(string) {
		if e.firstFound != nil {
			e.firstFound.Press()
		}
	})
	e.names = search.Entry()
	e.who.Objects = []fyne.CanvasObject{search, found}
	if len(chosen.Objects) > 0 {
		e.who.Objects = []fyne.CanvasObject{chosen, search, found}
	}
	e.Refresh()
}

// finds is how many names a search shows.
const finds = 5

// find looks for persons while a name is typed.
func (e *Entry) find(into *fyne.Container, text string) {
	task.Do(e.seek.Next(e.ctx), e.run, func(ctx context.Context) ([]record.Row, error) {
		return e.src.Find(ctx, text, 40)
	}, func(rows []record.Row, err error) {
		if err != nil || e.state.m == nil {
			return
		}
		into.Objects, e.firstFound = nil, nil
		for _, r := range rows {
			if r.Kind != record.KindPerson || len(into.Objects) == finds {
				continue
			}
			add := form.NewButton(e.p, r.Title.Reveal(), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconPlusBold, Snug: true}, func() {
				e.state.pick(r.ID, r.Title.Reveal())
				e.Touch()
				e.drawWho()
				form.Focus(e.names)
			})
			if e.firstFound == nil {
				e.firstFound = add
			}
			into.Add(rtl.HBox(e.p.Direction(), 0, add))
		}
		e.Refresh()
	})
}

// question is the card of what this gathering wants to ask a partner: what was asked before, with its age, or a new question.
func (e *Entry) question() fyne.CanvasObject {
	p, d := e.p, e.p.Direction()
	parts := []fyne.CanvasObject{}
	for _, q := range e.state.requests {
		status := standing(p, q, e.state.today)
		own, other := status.Rings()
		words := rtl.NewText(d, p.T("meeting.asked.quote", "Text", q.Text.Reveal()), rtl.Style{Color: look.ColorMuted, Wrap: true})
		open := form.NewButton(p, p.T("meeting.asked.open"), form.ButtonOptions{Kind: form.Quiet, Snug: true}, func() { e.nav.Open(record.KindRequest, q.ID) })
		parts = append(parts, words, form.NewGroup(p, 12, look.NewRings(own, other, d, look.RingsRow), listing.NewStatus(p, status)), rtl.HBox(d, 0, open))
	}
	if len(e.state.requests) == 0 {
		entry := rtl.NewEntry(d, rtl.EntryOptions{MultiLine: true, Rows: 2, Limit: record.LimitShort, Placeholder: p.T("meeting.asked.example")})
		entry.SetText(e.state.m.Asked.Reveal())
		entry.OnChanged = func(s string) {
			e.state.m.Asked = record.Text(s)
			e.Touch()
		}
		f := form.NewField(p, form.FieldOptions{Validate: func() string { return e.BSN(entry.Text()) }}, entry)
		e.Fields["asked"] = f
		ask := form.NewButton(p, p.T("meeting.asked.ask"), form.ButtonOptions{}, e.ask)
		parts = append(parts, f, rtl.HBox(d, 0, ask))
	}
	return listing.NewCard(p, p.T("meeting.asked.label"), rtl.VBox(d, 12, parts...))
}

// openMost is how many open questions stand beside the fields; the next come when those are answered.
const openMost = 3

// openQuestions are those of earlier gatherings that nobody answered yet: now is the moment.
func (e *Entry) openQuestions() fyne.CanvasObject {
	p, d := e.p, e.p.Direction()
	inside := rtl.VBox(d, 16)
	for _, q := range e.state.open[:min(len(e.state.open), openMost)] {
		words := rtl.NewText(d, p.T("meeting.asked.quote", "Text", q.Text.Reveal()), rtl.Style{Wrap: true})
		since := rtl.NewText(d, p.T("meeting.open.since", "Day", p.Date(q.On)), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
		place := rtl.VBox(d, look.Grid)
		answered := form.NewButton(p, p.T("meeting.questions.done"), form.ButtonOptions{Kind: form.Quiet, Snug: true}, func() { e.answer(place, q) })
		place.Add(rtl.HBox(d, 0, answered))
		inside.Add(rtl.VBox(d, look.HalfGrid, words, since, place))
	}
	return listing.NewCard(p, p.T("meeting.open.label"), inside)
}

// answer asks in the card what the answer was and who gave it.
func (e *Entry) answer(place *fyne.Container, q book.OpenQuestion) {
	p, d := e.p, e.p.Direction()
	var answer, by record.Private
	text, first := e.draftLine("meeting.questions.answer", record.LimitShort, &answer)
	who, _ := e.draftLine("meeting.questions.by", record.LimitName, &by)
	save := form.NewButton(p, p.T("meeting.open.save"), form.ButtonOptions{}, func() {
		task.Do(e.ctx, e.run, func(ctx context.Context) ([]book.OpenQuestion, error) {
			if err := e.src.AnswerQuestion(ctx, q, answer, by); err != nil {
				return nil, err
			}
			return e.src.OpenQuestions(ctx, e.state.copy())
		}, func(open []book.OpenQuestion, err error) {
			if err != nil {
				e.nav.Fail(err)
				return
			}
			e.state.open = open
			e.drawAside()
		})
	})
	place.Objects = []fyne.CanvasObject{text, who, rtl.HBox(d, 0, save)}
	e.Refresh()
	form.Focus(first)
}

// draftLine is a short text that is not part of this gathering.
func (e *Entry) draftLine(placeholder string, limit int, into *record.Private) (*form.Field, *rtl.Entry) {
	entry := rtl.NewEntry(e.p.Direction(), rtl.EntryOptions{Limit: limit, Placeholder: e.p.T(placeholder)})
	entry.OnChanged = func(s string) { *into = record.Text(s) }
	return form.NewField(e.p, form.FieldOptions{Validate: func() string { return e.BSN(entry.Text()) }}, entry), entry
}
