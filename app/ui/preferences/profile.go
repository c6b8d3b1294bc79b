package preferences

import (
	"context"
	"io"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Cards is what hands the own card over.
type Cards interface {
	HandCard(ctx context.Context, w io.Writer, choice book.CardChoice) error
}

// offers is for what, when and where somebody may ask the worker (003 L377, L695): in own words, by own choice.
func (v *View) offers() []fyne.CanvasObject {
	p, c := v.p, v.state.card
	for1 := v.text("for", form.FieldOptions{Label: p.T("preferences.card.for"), Help: p.T("preferences.card.for.help")}, record.LimitShort, &c.For)
	roles := form.NewChips(p, form.Choices(p, "role", strings1(record.Roles())...), form.ChipsOptions{Multi: true, First: 6}, func(values []string) {
		c.Roles = nil
		for _, value := range values {
			c.Roles = append(c.Roles, record.Role(value))
		}
		v.note()
	})
	roles.SetValues(strings1(c.Roles)...)
	area := rtl.NewEntry(p.Direction(), rtl.EntryOptions{Limit: 2000})
	area.SetText(areasText(c.Areas))
	area.OnChanged = func(text string) {
		c.Areas = nil
		for _, part := range i18n.Parts(text) {
			c.Areas = append(c.Areas, record.Text(part))
		}
		v.note()
	}
	areas := form.NewField(p, form.FieldOptions{Label: p.T("preferences.card.areas"), Help: p.T("preferences.card.areas.help"), Validate: func() string { return v.state.wrongUnder("areas") }}, area)
	v.fields["areas"] = areas
	photo := form.NewPhoto(p, form.PhotoOptions{Name: c.Name.Reveal(), Help: p.T("preferences.card.photo.help"), Open: v.o.Open, Run: v.run, Fail: v.nav.Fail}, c.Photo, func(data []byte) {
		c.Photo = data
		v.note()
	})
	return []fyne.CanvasObject{for1, form.NewField(p, form.FieldOptions{Label: p.T("preferences.card.roles"), Term: p.T("preferences.optional")}, roles), v.times(), areas, photo}
}

// times asks on which parts of which days the worker can be reached.
func (v *View) times() fyne.CanvasObject {
	p, c := v.p, v.state.card
	rows := rtl.VBox(p.Direction(), look.HalfGrid)
	for _, day := range record.Weekdays() {
		chips := form.NewChips(p, form.Choices(p, "day.part", strings1(record.DayParts())...), form.ChipsOptions{Multi: true}, func(values []string) {
			c.Times = slices.DeleteFunc(slices.Clone(c.Times), func(s record.Slot) bool { return s.Day == day })
			for _, value := range values {
				c.Times = append(c.Times, record.Slot{Day: day, Part: record.DayPart(value)})
			}
			v.note()
		})
		var on []string
		for _, s := range c.Times {
			if s.Day == day {
				on = append(on, string(s.Part))
			}
		}
		chips.SetValues(on...)
		above := (look.Size(look.SizeChip) - look.Size(look.SizeText)*1.5) / 2 // on the line of the words in the chips
		name := rtl.Min(p.Direction(), fyne.NewSize(look.Scaled(120), 0), rtl.Pad(p.Direction(), rtl.Edges{Top: above}, rtl.NewText(p.Direction(), p.Value("weekday", string(day)), rtl.Style{})))
		rows.Add(form.NewLead(p, 16, name, chips))
	}
	return form.NewField(p, form.FieldOptions{Label: p.T("preferences.card.times"), Term: p.T("preferences.optional")}, rows)
}

// hand is the card on paper and as a file, for whoever the worker wants to be found by.
func (v *View) hand() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	choice := &book.CardChoice{Phone: true}
	language := p.Tag()
	choose := form.NewSelect(p, form.Languages(p), form.SelectOptions{Icon: look.IconTranslate}, func(tag string) { language = tag })
	choose.SetValue(language)
	phone := form.NewCheck(p, p.T("preferences.hand.phone"), "", func(on bool) { choice.Phone = on })
	phone.SetOn(true)
	photo := form.NewCheck(p, p.T("preferences.hand.photo"), "", func(on bool) { choice.Photo = on })
	paper := form.NewButton(p, p.T("preferences.hand.print"), form.ButtonOptions{Icon: look.IconPrinter}, func() { v.printCard(language, *choice) })
	file := form.NewButton(p, p.T("preferences.hand.file"), form.ButtonOptions{Icon: look.IconIdentificationCard}, func() {
		if v.o.SaveAs == nil {
			return
		}
		v.keep() // what was typed belongs on the card
		ctx, picked := v.ctx, *choice
		v.o.SaveAs(p.T("preferences.hand.name")+".json", func(w io.Writer) error { return v.src.HandCard(ctx, w, picked) })
	})
	return v.section(p.T("preferences.hand.title"), p.T("preferences.hand.why"),
		listing.NewNote(p, look.IconInfo, p.T("card.not"), look.ColorMuted), rtl.VBox(d, look.Grid, phone, photo),
		listing.NewNote(p, look.IconInfo, p.T("preferences.hand.clear"), look.ColorMuted), form.NewGroup(p, 16, file, choose, paper))
}

// printCard makes the card on paper in a language, of what is on the page now.
func (v *View) printCard(tag string, choice book.CardChoice) {
	p, err := i18n.New(tag)
	if err != nil || v.o.Print == nil {
		v.nav.Fail(err)
		return
	}
	v.o.Print(v.p.T("preferences.hand.name"), cardSheet(p, v.state.card, choice))
}

// cardSheet is the card on paper.
func cardSheet(p *i18n.Printer, c *record.Profile, choice book.CardChoice) export.Document {
	doc := export.NewDocument(p, c.Name.Reveal(), c.Title.Reveal())
	doc.Large, doc.Sort = true, p.T("preferences.hand.title")
	var rows []export.KeyValue
	add := func(label, value string) {
		if value != "" {
			rows = append(rows, export.KeyValue{Label: label, Value: value})
		}
	}
	var tongues, roles []string
	for _, code := range c.Languages {
		tongues = append(tongues, languageIn(p, code))
	}
	for _, r := range c.Roles {
		roles = append(roles, p.Value("role", string(r)))
	}
	add(p.T("partner.cards.languages"), p.List(tongues))
	add(p.T("partner.cards.for"), c.For.Reveal())
	add(p.T("partner.cards.roles"), p.List(roles))
	add(p.T("partner.cards.when"), slots(p, c.Times))
	add(p.T("partner.cards.reachable"), c.Reachable.Reveal())
	if choice.Phone {
		add(p.T("partner.phone.label"), c.Phone.Reveal())
	}
	add(p.T("partner.areas.label"), areasText(c.Areas))
	add(p.T("partner.cards.organisation"), c.Organisation.Reveal())
	if choice.Photo && len(c.Photo) > 0 {
		doc.Blocks = append(doc.Blocks, export.Picture{JPEG: c.Photo, Alt: c.Name.Reveal()})
	}
	doc.Blocks = append(doc.Blocks, export.KeyValues{Rows: rows}, export.Space{}, export.Paragraph{Text: p.T("card.not")})
	return doc
}

func languageIn(p *i18n.Printer, code string) string {
	return p.Tongue(code)
}

// slots says when somebody can be reached, day by day.
func slots(p *i18n.Printer, all []record.Slot) string {
	var days []string
	for _, day := range record.Weekdays() {
		var parts []string
		for _, part := range record.DayParts() {
			if slices.Contains(all, record.Slot{Day: day, Part: part}) {
				parts = append(parts, p.Value("day.part", string(part)))
			}
		}
		if len(parts) > 0 {
			days = append(days, p.T("partner.cards.day", "Day", p.Value("weekday", string(day)), "Parts", p.List(parts)))
		}
	}
	return strings.Join(days, "\n")
}

func areasText(all []record.Private) string {
	out := make([]string, len(all))
	for i, a := range all {
		out[i] = a.Reveal()
	}
	return i18n.Joined(out)
}

func strings1[T ~string](all []T) []string {
	out := make([]string, len(all))
	for i, v := range all {
		out[i] = string(v)
	}
	return out
}

// wrongUnder is the sentence of a list in which something is wrong, "" when nothing is.
func (s *state) wrongUnder(name string) string {
	for field, text := range s.wrong() {
		if field == name || strings.HasPrefix(field, name+".") {
			return text
		}
	}
	return ""
}
