package handing

import (
	"context"
	"strconv"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/record"
)

// family is the page about one family: who said what, who goes along, and the note for who takes over.
func (v *View) family(f book.HandFamily) []fyne.CanvasObject {
	p := v.p
	back := func() {
		v.keepNote()
		v.state.open = record.ID{}
		v.load()
	}
	all := []fyne.CanvasObject{v.head(f.Name.Reveal(), p.T("handing.family.term"), back)}
	if f.Standing == book.StandingGiven || f.Standing == book.StandingClosed {
		return append(all, listing.NewCard(p, "", v.text(v.state.line(f))))
	}
	all = append(all, v.asking(f), v.along(f), v.noting())
	done := form.NewPrimary(p, p.T("handing.family.done"), back)
	page := form.NewButton(p, p.T("retention.open"), form.ButtonOptions{Icon: look.IconUsersThree}, func() { v.nav.Open(record.KindHousehold, f.Household) })
	return append(all, form.NewActions(p, []fyne.CanvasObject{done, page}, nil))
}

// asking has one question for everybody whose yes is needed. A no is final: it is only changed when the person comes back to it.
func (v *View) asking(f book.HandFamily) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	rows := rtl.VBox(d, 20, v.text(p.T("handing.ask.why")))
	if len(f.Asks) == 0 {
		rows.Add(listing.NewNote(p, look.IconInfo, p.T("handing.ask.nobody"), look.ColorMuted))
	}
	for _, a := range f.Asks {
		if a.Answer == record.HandoverNo {
			rows.Add(v.refused(f, a))
			continue
		}
		rows.Add(v.question(f, a))
	}
	return listing.NewCard(p, p.T("handing.ask"), rows)
}

func (v *View) question(f book.HandFamily, a book.HandAsk) fyne.CanvasObject {
	p := v.p
	var choices []form.Choice
	for _, answer := range record.HandoverAnswers() {
		choices = append(choices, form.Choice{Value: string(answer), Text: p.Value("handing.answer", string(answer))})
	}
	chips := form.NewChips(p, choices, form.ChipsOptions{Keep: true}, func(values []string) {
		v.answer(f.Household, a.Person, record.HandoverAnswer(values[0]))
	})
	if a.Answer != "" {
		chips.SetValues(string(a.Answer))
	}
	if v.first == nil {
		v.first = chips.Chip(string(record.HandoverYes))
	}
	return form.NewField(p, form.FieldOptions{Label: v.state.name(a.Name), Help: v.state.about(a)}, chips)
}

func (v *View) refused(f book.HandFamily, a book.HandAsk) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	again := form.NewQuiet(p, p.T("handing.ask.again"), func() { v.answer(f.Household, a.Person, record.HandoverYes) })
	return rtl.VBox(d, 4,
		listing.NewFact(p, look.IconHandPalm, v.state.name(a.Name), p.T("handing.ask.no", "On", p.Date(a.On)), look.ColorText), form.NewActions(p, []fyne.CanvasObject{again}, nil))
}

func (v *View) answer(household, person record.ID, a record.HandoverAnswer) {
	v.keepNote()
	v.do(func(ctx context.Context) error { return v.src.AnswerHandover(ctx, household, person, a) }, "")
}

// along says who and what goes, and what stays whatever was answered.
func (v *View) along(f book.HandFamily) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	rows := rtl.VBox(d, 12)
	for _, one := range f.People {
		icon, ink := look.IconUser, look.ColorText
		if one.Child {
			icon = look.IconBaby
		}
		rows.Add(listing.NewFact(p, icon, v.state.name(one.Name), v.state.person(one), ink))
	}
	for _, line := range v.state.along(f) {
		rows.Add(listing.NewNote(p, look.IconCheck, line, look.ColorText))
	}
	rows.Add(listing.NewNote(p, look.IconLockSimple, p.T("handing.stays.always"), look.ColorMuted))
	return listing.NewCard(p, p.T("handing.along"), rows)
}

// noting is the note for the worker who takes over.
func (v *View) noting() fyne.CanvasObject {
	p := v.p
	field, entry := form.NewTextField(p, form.FieldOptions{Label: p.T("handing.note"), Help: p.T("handing.note.help"), Validate: v.wrong}, 3, func(s string) { v.state.note = s })
	entry.SetText(v.state.note)
	return listing.NewCard(p, "", field)
}

// wrong is what is wrong with the note, "" when nothing is.
func (v *View) wrong() string {
	if utf8.RuneCountInString(v.state.note) > record.LimitLong {
		return v.p.Problem(record.Problem{Field: "note", Code: "too_long", Params: map[string]string{"Limit": strconv.Itoa(record.LimitLong)}})
	}
	if record.HasBSN(v.state.note) {
		return v.p.Problem(record.Problem{Field: "note", Code: "bsn"})
	}
	return ""
}

// keepNote keeps what was typed; a note with something wrong stays in its field.
func (v *View) keepNote() {
	f, ok := v.state.family()
	note := record.Text(v.state.note)
	if !ok || f.Note.Equal(note) || v.wrong() != "" || f.Standing == book.StandingGiven || f.Standing == book.StandingClosed {
		return
	}
	task.Do(context.WithoutCancel(v.ctx), v.run, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, v.src.NoteHandover(ctx, f.Household, note)
	}, func(_ struct{}, err error) {
		if err != nil {
			v.nav.Fail(err)
		}
	})
}

// choose takes over which families are on.
func (s *state) choose(values []string) {
	for _, f := range s.willing() {
		s.chosen[f.Household] = false
	}
	for _, text := range values {
		if id, err := record.ParseID(text); err == nil {
			s.chosen[id] = true
		}
	}
}
