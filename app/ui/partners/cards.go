package partners

import (
	"context"
	"os"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Cards are the cards of other workers: "wie spreekt Tigrinya en kan donderdag mee?" (003 L695). Nothing ranks a worker.
type Cards struct {
	sub
	q     book.CardQuestion
	found *fyne.Container
	wrong *fyne.Container
}

// NewCards makes the page.
func NewCards(src Source, nav Nav, p *i18n.Printer, run task.Runner) *Cards {
	return &Cards{sub: newSub(src, nav, p, run)}
}

// Shown draws the question and who fits.
func (v *Cards) Shown(ctx context.Context) {
	v.ctx = ctx
	v.draw()
	v.ask()
}

// Changed asks again.
func (v *Cards) Changed(ctx context.Context) {
	v.ctx = ctx
	if v.found == nil || (len(v.src.Rows(record.KindColleague)) == 0) {
		v.draw()
	}
	v.ask()
}

// Hidden drops what was found.
func (v *Cards) Hidden() { v.found, v.wrong, v.first, v.inside.Objects = nil, nil, nil, nil }

func (v *Cards) draw() {
	p, d := v.p, v.p.Direction()
	read := form.NewButton(p, p.T("partner.cards.read"), form.ButtonOptions{Icon: look.IconIdentificationCard}, v.read)
	v.first, v.found, v.wrong = read, nil, rtl.VBox(d, 0)
	head := v.head(p.T("partner.cards.title"), p.T("partner.cards.note"), read)
	if len(v.src.Rows(record.KindColleague)) == 0 {
		empty := listing.NewEmpty(p, listing.Empty{
			Own: look.RingSpoken, Other: look.RingOpen, Sentence: p.T("partner.cards.empty"), Teach: p.T("partner.cards.teach"),
			Action: p.T("partner.cards.read"), Pressed: v.read,
		})
		v.fill(head, v.wrong, listing.NewCard(p, "", empty))
		return
	}
	v.found = rtl.VBox(d, 12)
	v.fill(head, v.wrong, listing.NewCard(p, "", v.question()), v.found)
}

// question asks for language, day, part of the day and role, and words.
func (v *Cards) question() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	any1 := func(choices []form.Choice) []form.Choice {
		return append([]form.Choice{{Value: "", Text: p.T("partner.find.language.any")}}, choices...)
	}
	pick := func(label string, choices []form.Choice, value string, set func(string)) fyne.CanvasObject {
		choose := form.NewSelect(p, any1(choices), form.SelectOptions{Wide: true, Empty: p.T("partner.find.language.any")}, func(value string) { set(value); v.ask() })
		choose.SetValue(value)
		return form.NewField(p, form.FieldOptions{Label: label}, choose)
	}
	language := pick(p.T("partner.find.language"), tongues(p, nil), v.q.Language, func(s string) { v.q.Language = s })
	role := pick(p.T("partner.cards.role"), form.Choices(p, "role", form.Words(record.Roles())...), string(v.q.Role), func(s string) { v.q.Role = record.Role(s) })
	day := form.NewChips(p, form.Choices(p, "weekday", form.Words(record.Weekdays())...), form.ChipsOptions{}, func(values []string) {
		v.q.Day = ""
		if len(values) > 0 {
			v.q.Day = record.Weekday(values[0])
		}
		v.ask()
	})
	day.SetValues(string(v.q.Day))
	part := form.NewChips(p, form.Choices(p, "day.part", form.Words(record.DayParts())...), form.ChipsOptions{}, func(values []string) {
		v.q.Part = ""
		if len(values) > 0 {
			v.q.Part = record.DayPart(values[0])
		}
		v.ask()
	})
	part.SetValues(string(v.q.Part))
	entry := rtl.NewEntry(d, rtl.EntryOptions{Limit: record.LimitName})
	entry.SetText(v.q.Words)
	entry.OnChanged = func(s string) { v.q.Words = s; v.ask() }
	words := form.NewField(p, form.FieldOptions{Label: p.T("partner.cards.words")}, entry)
	return rtl.VBox(d, 16, form.NewColumnsFrom(p, 16, look.Scaled(narrow), language, role, words),
		form.NewField(p, form.FieldOptions{Label: p.T("partner.cards.when")}, rtl.VBox(d, look.Grid, day, part)))
}

func (v *Cards) ask() {
	if v.found == nil {
		return
	}
	type answer struct{ fit, unsure []*record.Colleague }
	q := v.q
	task.Do(v.last.Next(v.ctx), v.run, func(ctx context.Context) (answer, error) {
		fit, unsure, err := v.src.FindColleagues(ctx, q, v.p)
		return answer{fit, unsure}, err
	}, func(a answer, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		if v.found == nil {
			return
		}
		rows := []fyne.CanvasObject{listing.NewHeading(v.p, v.p.N("partner.cards.found", len(a.fit)), "")}
		for _, c := range a.fit {
			rows = append(rows, v.card(c))
		}
		if len(a.unsure) > 0 {
			rows = append(rows, listing.NewHeading(v.p, v.p.T("partner.cards.unsure"), ""))
		}
		for _, c := range a.unsure {
			rows = append(rows, v.card(c))
		}
		v.found.Objects = rows
		v.inside.Refresh()
	})
}

// card is one worker: languages, for what, when.
func (v *Cards) card(c *record.Colleague) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	lines := rtl.VBox(d, 2, rtl.NewRich(d, []rtl.Span{{Text: c.Name.Reveal(), Bold: true}, {Text: "   " + c.Title.Reveal(), Color: look.ColorMuted}}, rtl.Style{Wrap: true}))
	for _, text := range []string{spoken(p, c.Languages), c.For.Reveal(), times(p, c.Times)} {
		if text != "" {
			lines.Add(v.muted(text))
		}
	}
	frame := func(s form.PressState) form.Frame {
		f := form.Frame{Fill: look.ColorSurface, Edge: look.ColorLine, Width: look.Edge, Radius: look.CardRadius}
		if s.Hovered || s.Pressed {
			f.Fill = look.ColorRaised
		}
		return f
	}
	inside := form.NewLead(p, 16, form.NewFace(p, c.Photo, c.Name.Reveal(), 48), lines)
	return form.NewPressable(form.PressOptions{Frame: frame, PadX: look.CardPadding, PadY: 12, Spread: true}, inside, func() { v.nav.Open(record.KindColleague, c.ID) })
}

// times says when somebody can be reached, day by day.
func times(p *i18n.Printer, all []record.Slot) string {
	var days []string
	for _, day := range record.Weekdays() {
		var parts []string
		for _, part := range record.DayParts() {
			for _, s := range all {
				if s.Day == day && s.Part == part {
					parts = append(parts, p.Value("day.part", string(part)))
				}
			}
		}
		if len(parts) > 0 {
			days = append(days, p.T("partner.cards.day", "Day", p.Value("weekday", string(day)), "Parts", p.List(parts)))
		}
	}
	return joined(p, days)
}

// read asks for a card and reads it; what is wrong with it stands on the page.
func (v *Cards) read() {
	v.nav.OpenFile([]string{".json", ".kaart"}, func(path string, err error) {
		if err != nil || path == "" {
			v.nav.Fail(err)
			return
		}
		task.Do(v.ctx, v.run, func(ctx context.Context) (taken, error) {
			f, err := os.Open(path)
			if err != nil {
				return taken{}, book.ErrCard
			}
			defer func() { _ = f.Close() }()
			c, replaced, err := v.src.TakeCard(ctx, f)
			return taken{c, replaced}, err
		}, v.took)
	})
}

// taken is a card that was read.
type taken struct {
	c        *record.Colleague
	replaced bool // an older one of the same worker
}

func (v *Cards) took(t taken, err error) {
	p := v.p
	if err != nil && fault.Of(err) != fault.Denied {
		text, hint := p.Fault(err)
		if v.wrong != nil {
			v.wrong.Objects = []fyne.CanvasObject{listing.NewNote(p, look.IconWarningCircle, text+" "+hint, look.ColorText)}
			v.inside.Refresh()
		}
		return
	}
	if err != nil {
		v.nav.Fail(err)
		return
	}
	said := p.T("partner.cards.taken", "Who", t.c.Name.Reveal())
	if t.replaced {
		said = p.T("partner.cards.replaced", "Who", t.c.Name.Reveal())
	}
	v.nav.Say(said)
	v.draw()
	v.ask()
}
