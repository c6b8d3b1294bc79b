package concerns

import (
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/record"
)

// draw puts the whole entry on the page, or the danger page when there is danger now.
func (e *Entry) draw() {
	p, d := e.p, e.p.Direction()
	switch {
	case e.state.theirs != nil:
		e.compare()
		return
	case e.state.c.Level == record.LevelDanger && !e.rest:
		e.danger()
		return
	}
	e.fields = map[string]*form.Field{}
	e.wrong = form.NewField(p, form.FieldOptions{}, rtl.Stack(d))
	parts := []fyne.CanvasObject{e.head()}
	if ask := e.whom(); ask != nil {
		parts = append(parts, ask)
	}
	parts = append(parts, form.NewColumns(p, 24, e.seen(), e.thought()), e.areas(), e.level(), e.talkedOver(), e.beside(), e.under(), e.wrong, e.foot())
	e.put(rtl.VBox(d, 20, parts...))
}

func (e *Entry) put(o fyne.CanvasObject) {
	d := e.p.Direction()
	e.content.Objects = []fyne.CanvasObject{
		rtl.Scroll(d, listing.NewSheet(20, o)),
	}
	e.content.Refresh()
	if e.first != nil {
		form.Focus(e.first)
	}
}

func (e *Entry) head() fyne.CanvasObject {
	p := e.p
	title := p.T("concern.form.title")
	if !e.id.Zero() {
		title = p.T("concern.form.edit", "Code", record.Code(record.KindConcern, e.state.c.Number))
	}
	about := e.state.about()
	if about == "" {
		return listing.NewPageHead(p, title, p.T("concern.term"))
	}
	chip := form.NewCloseChip(p, about, look.IconUsersThree, func() {
		c := e.state.c
		c.Scope, c.Household, c.About = "", record.ID{}, nil
		e.state.subject, e.state.people = "", nil
		e.touch()
		e.draw()
	})
	return listing.NewPageHead(p, title, p.T("concern.term"), chip)
}

// whom asks whom it is about while nothing is chosen.
func (e *Entry) whom() fyne.CanvasObject {
	if e.state.c.Scope != "" {
		return nil
	}
	p, d := e.p, e.p.Direction()
	found := rtl.VBox(d, 4)
	search := form.NewSearch(p, p.T("concern.whom.search"), "", func(text string) { e.find(found, text) }, nil)
	common := form.NewButton(p, p.T("concern.whom.community"), form.ButtonOptions{Icon: look.IconUsersThree}, func() {
		e.state.c.Scope = record.ScopeCommunity
		e.touch()
		e.draw()
	})
	e.first = search.Entry()
	field := form.NewField(p, form.FieldOptions{Label: p.T("concern.whom.label")}, search)
	e.fields["household"], e.fields["scope"] = field, field
	return rtl.VBox(d, 8, field, found, rtl.HBox(d, 0, common))
}

func (e *Entry) find(into *fyne.Container, text string) {
	rows, err := e.src.Find(e.ctx, text, 20)
	if err != nil {
		e.nav.Fail(err)
		return
	}
	into.Objects = nil
	for _, r := range rows {
		if (r.Kind == record.KindHousehold || r.Kind == record.KindPerson) && len(into.Objects) < 6 {
			into.Add(form.NewButton(e.p, r.Title.Reveal(), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconUser}, func() { e.choose(r) }))
		}
	}
	into.Refresh()
	e.content.Refresh()
}

// choose makes the worry about a family or a person, and keeps what was typed.
func (e *Entry) choose(r record.Row) {
	household, person := r.ID, record.ID{}
	if r.Kind == record.KindPerson {
		household, person = record.ID{}, r.ID
		if r.Owner != r.ID {
			household = r.Owner
		}
	}
	c := e.state.c
	c.Scope, c.Household = record.ScopeHousehold, household
	if !person.Zero() {
		c.About = []record.ID{person}
	}
	if err := e.family(e.ctx, &e.state, household, person); err != nil {
		e.nav.Fail(err)
		return
	}
	e.touch()
	e.draw()
}

func (e *Entry) touch() { e.keep.Touch() }

// text is a field of several lines of free text, with a warning beside a BSN.
func (e *Entry) text(name string, o form.FieldOptions, rows int, fill fyne.ThemeColorName, value record.Private, set func(record.Private)) (*form.Field, *rtl.Entry) {
	entry := rtl.NewEntry(e.p.Direction(), rtl.EntryOptions{MultiLine: rows > 1, Rows: rows, Fill: fill, Limit: record.LimitLong})
	o.Validate = func() string { return e.state.bsn(entry.Text()) }
	entry.SetText(value.Reveal())
	entry.OnChanged = func(s string) {
		set(record.Text(s))
		e.touch()
	}
	f := form.NewField(e.p, o, entry)
	e.fields[name] = f
	return f, entry
}

// seen is what was seen or heard: white, with an eye, where it comes from and when.
func (e *Entry) seen() fyne.CanvasObject {
	p, d, c := e.p, e.p.Direction(), e.state.c
	field, entry := e.text("seen", form.FieldOptions{Label: p.T("concern.seen.label"), Term: p.Beside("concern.seen.term"), Icon: look.IconEye}, 5, look.ColorSurface, c.Seen,
		func(t record.Private) { c.Seen = t })
	if e.state.c.Scope != "" {
		e.first = entry
	}
	sources := form.NewChips(p, form.Choices(p, "source", words(record.Sources())...), form.ChipsOptions{Multi: true, First: 2}, func(values []string) {
		c.Sources = typed[record.Source](values)
		e.touch()
	})
	sources.SetValues(words(c.Sources)...)
	return rtl.VBox(d, 12, field, e.whenSeen(sources))
}

// whenSeen is the sources with the day as one more chip; pressing it opens the field for another day.
func (e *Entry) whenSeen(sources *form.Chips) fyne.CanvasObject {
	p, d, c := e.p, e.p.Direction(), e.state.c
	var chip *form.Chip
	day := form.NewDateField(p, form.DateOptions{}, e.state.today, func(day record.Date, filled bool) {
		if c.SeenOn = (record.Date{}); filled {
			c.SeenOn = day
		}
		chip.SetText(e.state.seenOn())
		e.touch()
	})
	if !c.SeenOn.Zero() {
		day.SetValue(c.SeenOn)
	}
	day.Hide()
	chip = form.NewChip(p, e.state.seenOn(), form.ChipOptions{Icon: look.IconCalendarBlank}, func(on bool) {
		if on {
			day.Show()
		} else {
			day.Hide()
		}
		e.content.Refresh()
	})
	sources.Also(chip)
	return rtl.VBox(d, 8, sources, day)
}

// thought is what the worker thinks: on a raised ground, with a bubble. It stays with the worker unless it is given along.
func (e *Entry) thought() fyne.CanvasObject {
	p, c := e.p, e.state.c
	field, _ := e.text("think", form.FieldOptions{Label: p.T("concern.think.label"), Term: p.Beside("concern.think.term"), Icon: look.IconChatTeardropDots, Help: p.T("concern.think.help")},
		5, look.ColorRaised, c.Think, func(t record.Private) { c.Think = t })
	return field
}

func (e *Entry) areas() fyne.CanvasObject {
	p, c := e.p, e.state.c
	chips := form.NewChips(p, form.Choices(p, "life.area", words(record.LifeAreas())...), form.ChipsOptions{Multi: true}, func(values []string) {
		c.Areas = typed[record.LifeArea](values)
		e.touch()
	})
	chips.SetValues(words(c.Areas)...)
	return form.NewField(p, form.FieldOptions{Label: p.T("concern.areas.label"), Term: p.Beside("concern.areas.term")}, chips)
}

func (e *Entry) level() fyne.CanvasObject {
	p, c := e.p, e.state.c
	var cards []form.CardChoice
	for _, l := range record.ConcernLevels() {
		card := form.CardChoice{Value: string(l), Text: p.Value("concern.level", string(l))}
		if l == record.LevelDanger {
			card.Danger, card.Note = true, p.T("concern.level.danger.note")
		}
		cards = append(cards, card)
	}
	row := form.NewChoiceRow(p, cards, func(value string) {
		c.Level = record.ConcernLevel(value)
		e.rest = false
		e.touch()
		e.draw()
	})
	row.SetValue(string(c.Level))
	return form.NewField(p, form.FieldOptions{Label: p.T("concern.level.label")}, row)
}

// beside is what goes well and what the family wants, in one card.
func (e *Entry) beside() fyne.CanvasObject {
	p, c := e.p, e.state.c
	well, _ := e.text("goesWell", form.FieldOptions{Label: p.T("concern.well.label")}, 2, look.ColorSurface, c.GoesWell, func(t record.Private) { c.GoesWell = t })
	wish, _ := e.text("wish", form.FieldOptions{Label: p.T("concern.wish.label")}, 2, look.ColorSurface, c.Wish, func(t record.Private) { c.Wish = t })
	return listing.NewCard(p, "", form.NewColumns(p, 24, well, wish))
}

// under is what "Meer opschrijven" opens: about whom, discussed with, the next step.
func (e *Entry) under() fyne.CanvasObject {
	p, d, c := e.p, e.p.Direction(), e.state.c
	e.more = rtl.VBox(d, look.FieldGap)
	if len(e.state.people) > 0 && c.Scope == record.ScopeHousehold {
		var choices []form.Choice
		for _, m := range e.state.people {
			choices = append(choices, form.Choice{Value: m.id.String(), Text: m.name})
		}
		chips := form.NewChips(p, choices, form.ChipsOptions{Multi: true}, e.setAbout)
		var chosen []string
		for _, id := range c.About {
			chosen = append(chosen, id.String())
		}
		chips.SetValues(chosen...)
		e.more.Add(form.NewField(p, form.FieldOptions{Label: p.T("concern.about.label")}, chips))
	}
	next, _ := e.text("next", form.FieldOptions{Label: p.T("concern.next.label")}, 1, look.ColorSurface, c.Next, func(t record.Private) { c.Next = t })
	day := form.NewDateField(p, form.DateOptions{Label: p.T("concern.next.on"), Coming: true}, e.state.today, func(day record.Date, filled bool) {
		if c.NextOn = (record.Date{}); filled {
			c.NextOn = day
		}
		e.touch()
	})
	if !c.NextOn.Zero() {
		day.SetValue(c.NextOn)
	}
	if c.Level != record.LevelDoubt {
		e.more.Add(e.discussed())
	}
	e.more.Objects = append(e.more.Objects, next, day)
	if (c.Level == record.LevelDoubt || c.Discussed.Empty() && len(c.With) == 0) && c.Next.Empty() && c.NextOn.Zero() {
		e.more.Hide()
	}
	return e.more
}

func (e *Entry) setAbout(values []string) {
	e.state.c.About = nil
	for _, m := range e.state.people {
		if slices.Contains(values, m.id.String()) {
			e.state.c.About = append(e.state.c.About, m.id)
		}
	}
	e.touch()
}

func (e *Entry) foot() fyne.CanvasObject {
	p := e.p
	e.sign = rtl.Stack(p.Direction())
	done := form.NewButton(p, p.T("concern.done"), form.ButtonOptions{Kind: form.Primary, Wide: 128}, e.done)
	e.opener = form.NewButton(p, p.T("concern.more"), form.ButtonOptions{After: look.IconCaretDown}, e.toggle)
	e.caption()
	back := form.NewQuiet(p, p.T("concern.back"), e.nav.Back)
	return form.NewActions(p, []fyne.CanvasObject{done, e.opener, back}, []fyne.CanvasObject{e.sign})
}

func (e *Entry) toggle() {
	if e.more.Visible() {
		e.more.Hide()
	} else {
		e.more.Show()
	}
	e.caption()
	e.content.Refresh()
}

func (e *Entry) caption() {
	if e.more.Visible() {
		e.opener.SetText(e.p.T("concern.less"))
		e.opener.SetIcons("", look.IconCaretUp)
		return
	}
	e.opener.SetText(e.p.T("concern.more"))
	e.opener.SetIcons("", look.IconCaretDown)
}

// danger turns the page into 112 and Veilig Thuis, full size, with whom was called and when. Nothing else is on it.
func (e *Entry) danger() {
	g := &danger{p: e.p, now: e.src.Now, calls: e.state.c.Called, more: e.p.T("concern.danger.write"), note: func(call record.Call) {
		e.state.c.Called = append(e.state.c.Called, call)
		e.touch()
		e.draw()
	}, rest: func() {
		e.rest = true
		e.draw()
	}}
	e.first = nil // the keyboard takes nothing: in a small window the numbers stay at the top
	e.put(g.content())
}

// words gives enumeration values as the texts that chips use.
func words[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

func typed[T ~string](values []string) []T {
	var out []T
	for _, v := range values {
		out = append(out, T(v))
	}
	return out
}
