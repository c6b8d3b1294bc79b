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
	p := e.p
	switch {
	case e.state.theirs != nil:
		e.compare()
		return
	case e.state.c.Level == record.LevelDanger && !e.rest:
		e.danger()
		return
	}
	e.Draw()
	parts := []fyne.CanvasObject{e.head()}
	if ask := e.whom(); ask != nil {
		parts = append(parts, ask)
	}
	parts = append(parts, form.NewColumns(p, 24, e.seen(), e.thought()), e.areas(), e.level(), e.talkedOver(), e.beside(), e.under(), e.Wrong, e.foot())
	e.Put(parts...)
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
		e.Touch()
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
		e.Touch()
		e.draw()
	})
	e.First = search.Entry()
	field := form.NewField(p, form.FieldOptions{Label: p.T("concern.whom.label")}, search)
	e.Fields["household"], e.Fields["scope"] = field, field
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
	e.Refresh()
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
	e.Touch()
	e.draw()
}

// text is a field of free text on a ground of its own.
func (e *Entry) text(name string, o form.FieldOptions, rows int, fill fyne.ThemeColorName, value record.Private, set func(record.Private)) (*form.Field, *rtl.Entry) {
	return e.Text(name, o, rtl.EntryOptions{Rows: rows, Fill: fill}, value, set)
}

// seen is what was seen or heard: white, with an eye, where it comes from and when.
func (e *Entry) seen() fyne.CanvasObject {
	p, d, c := e.p, e.p.Direction(), e.state.c
	field, entry := e.text("seen", form.FieldOptions{Label: p.T("concern.seen.label"), Term: p.Beside("concern.seen.term"), Icon: look.IconEye}, 5, look.ColorSurface, c.Seen,
		func(t record.Private) { c.Seen = t })
	if e.state.c.Scope != "" {
		e.First = entry
	}
	sources := form.NewChips(p, form.Choices(p, "source", form.Words(record.Sources())...), form.ChipsOptions{Multi: true, First: 2}, func(values []string) {
		c.Sources = form.Values[record.Source](values)
		e.Touch()
	})
	sources.SetValues(form.Words(c.Sources)...)
	return rtl.VBox(d, 12, field, e.whenSeen(sources))
}

// whenSeen is the sources with the day as one more chip; pressing it opens the field for another day.
func (e *Entry) whenSeen(sources *form.Chips) fyne.CanvasObject {
	p, d, c := e.p, e.p.Direction(), e.state.c
	var chip *form.Chip
	day := e.Day("seenOn", form.DateOptions{}, c.SeenOn, func(day record.Date) {
		c.SeenOn = day
		chip.SetText(e.state.seenOn())
	})
	day.Hide()
	chip = form.NewChip(p, e.state.seenOn(), form.ChipOptions{Icon: look.IconCalendarBlank}, func(on bool) {
		if on {
			day.Show()
		} else {
			day.Hide()
		}
		e.Refresh()
	})
	e.Fields["seenOn"] = besideChip{day, chip}
	if e.Typed["seenOn"] != "" {
		chip.SetOn(true)
		day.Show()
	}
	sources.Also(chip)
	return rtl.VBox(d, 8, sources, day)
}

// besideChip is a field for a day that a chip opens: when something is wrong with it, it is opened.
type besideChip struct {
	*form.DateField
	chip *form.Chip
}

// SetError says what is wrong with the day.
func (b besideChip) SetError(text string) {
	if text != "" {
		b.chip.SetOn(true)
		b.Show()
	}
	b.DateField.SetError(text)
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
	chips := form.NewChips(p, form.Choices(p, "life.area", form.Words(record.LifeAreas())...), form.ChipsOptions{Multi: true}, func(values []string) {
		c.Areas = form.Values[record.LifeArea](values)
		e.Touch()
	})
	chips.SetValues(form.Words(c.Areas)...)
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
		e.Touch()
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
	p, c := e.p, e.state.c
	var parts []fyne.CanvasObject
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
		parts = append(parts, form.NewField(p, form.FieldOptions{Label: p.T("concern.about.label")}, chips))
	}
	next, _ := e.text("next", form.FieldOptions{Label: p.T("concern.next.label")}, 1, look.ColorSurface, c.Next, func(t record.Private) { c.Next = t })
	day := e.Day("nextOn", form.DateOptions{Label: p.T("concern.next.on"), Coming: true}, c.NextOn, func(day record.Date) { c.NextOn = day })
	doubt := c.Level == record.LevelDoubt
	if !doubt {
		parts = append(parts, e.discussed())
		e.Under["discussed"], e.Under["talkedOn"] = true, true
	}
	e.Under["next"], e.Under["nextOn"] = true, true
	talked := !c.Discussed.Empty() || len(c.With) > 0 || e.Typed["talkedOn"] != ""
	open := !doubt && talked || !c.Next.Empty() || !c.NextOn.Zero() || e.Typed["nextOn"] != ""
	return e.Fold(open, nil, append(parts, next, day)...)
}

func (e *Entry) setAbout(values []string) {
	e.state.c.About = nil
	for _, m := range e.state.people {
		if slices.Contains(values, m.id.String()) {
			e.state.c.About = append(e.state.c.About, m.id)
		}
	}
	e.Touch()
}

func (e *Entry) foot() fyne.CanvasObject {
	p := e.p
	done := form.NewButton(p, p.T("concern.done"), form.ButtonOptions{Kind: form.Primary, Wide: 128}, e.done)
	back := form.NewQuiet(p, p.T("concern.back"), e.nav.Back)
	return form.NewActions(p, []fyne.CanvasObject{done, e.Opener(), back}, []fyne.CanvasObject{e.Sign})
}

// danger turns the page into 112 and Veilig Thuis, full size, with whom was called and when. Nothing else is on it.
func (e *Entry) danger() {
	g := &danger{p: e.p, now: e.src.Now, calls: e.state.c.Called, more: e.p.T("concern.danger.write"), note: func(call record.Call) {
		e.state.c.Called = append(e.state.c.Called, call)
		e.Touch()
		e.draw()
	}, rest: func() {
		e.rest = true
		e.draw()
	}}
	e.First = nil // the keyboard takes nothing: in a small window the numbers stay at the top
	e.Put(g.content())
}
