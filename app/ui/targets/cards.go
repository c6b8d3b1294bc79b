package targets

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/prompt"
	"schakel/app/ui/rtl"
	"schakel/internal/record"
)

// periods is the choice of a period, with its days below.
func (v *View) periods(chosen span, changed func(span)) fyne.CanvasObject {
	p := v.p
	words := rtl.NewText(p.Direction(), v.state.days(v.state.period(chosen)), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
	chips := form.NewChips(p, v.state.choices(), form.ChipsOptions{}, func(values []string) {
		if len(values) > 0 {
			changed(span(values[0]))
			words.SetText(v.state.days(v.state.period(span(values[0]))))
		}
	})
	chips.SetValues(string(chosen))
	return rtl.VBox(p.Direction(), 6, chips, words)
}

// photoCard is what was kept as a Startfoto, and room for a new one.
func (v *View) photoCard() fyne.CanvasObject {
	p, d, s := v.p, v.p.Direction(), &v.state
	parts := []fyne.CanvasObject{v.muted("targets.photo.teach")}
	for _, one := range s.photos {
		text, note := s.photoLine(one)
		parts = append(parts, v.line(text, note,
			form.NewQuiet(p, p.T("targets.photo.rename"), func() { v.rename(one) }),
			form.NewQuiet(p, p.T("targets.remove"), func() {
				v.changes.Ask(v.ctx, prompt.Question{Title: p.T("targets.photo.remove.title"), Text: one.Name.Reveal(), Yes: p.T("targets.remove"), No: p.T("targets.keep"), Careful: true},
					func(ctx context.Context) error { return v.src.DropSnapshot(ctx, one.ID) })
			})))
	}
	field, typed := form.NewTextField(p, form.FieldOptions{Label: p.T("targets.photo.name"), Help: p.T("targets.photo.name.help")}, 1, func(text string) {
		s.photo.Name = record.Text(text)
		v.photos.Touch()
	})
	typed.SetText(s.photo.Name.Reveal())
	v.name = field
	word := p.T("targets.photo.take")
	if s.photo.ID.Zero() {
		parts = append(parts, v.periods(s.photoOf, func(of span) {
			s.photoOf = of
			v.photos.Touch()
		}))
	} else {
		word = p.T("targets.photo.rename.save")
	}
	parts = append(parts, field, rtl.HBox(d, 0, form.NewSecondary(p, word, v.savePhoto)))
	return listing.NewCard(p, p.T("targets.photo"), parts...)
}

// rename takes the name of a Startfoto into the field.
func (v *View) rename(one *record.Snapshot) {
	v.state.photo = record.Snapshot{Head: record.Head{ID: one.ID}, Name: one.Name}
	v.photos.Touch()
	v.draw()
	form.Focus(v.name.Control().(*rtl.Entry))
}

// savePhoto takes the Startfoto, or gives one another name.
func (v *View) savePhoto() {
	one, period, keep := v.state.taken(), v.state.period(v.state.photoOf), v.photos
	v.changes.Do(v.ctx, v.p.T("targets.photo.said"), func(ctx context.Context) error {
		var err error
		if one.ID.Zero() {
			_, err = v.src.TakeSnapshot(ctx, period, one.Name)
		} else {
			err = v.src.RenameSnapshot(ctx, one.ID, one.Name)
		}
		if err != nil {
			return err
		}
		return keep.Drop(ctx)
	}, func() {
		keep.Finish()
		v.state.photo = record.Snapshot{}
		v.beginPhoto()
	})
}

// targetCard is what is aimed for, and room for one more. No target is fine too.
func (v *View) targetCard() fyne.CanvasObject {
	p, d, s := v.p, v.p.Direction(), &v.state
	parts := []fyne.CanvasObject{v.muted("targets.aim.teach")}
	for _, one := range s.targets {
		text, note := s.targetLine(one)
		parts = append(parts, v.line(text, note, form.NewQuiet(p, p.T("targets.remove"), func() {
			v.changes.Do(v.ctx, "", func(ctx context.Context) error { return v.src.DropTarget(ctx, one.ID) })
		})))
	}
	measure := form.NewSelect(p, s.measures(), form.SelectOptions{}, func(value string) {
		s.aim.Measure = record.Goal(value)
		v.aims.Touch()
	})
	if s.aim.Measure == "" {
		s.aim.Measure = record.GoalMeetings
	}
	measure.SetValue(string(s.aim.Measure))
	field, typed := form.NewTextField(p, form.FieldOptions{Label: p.T("targets.aim.count"), Help: p.T("targets.aim.count.help"), Validate: s.countWrong}, 1, func(text string) {
		s.setCount(text)
		v.aims.Touch()
	})
	typed.SetText(s.typed)
	v.count = field
	parts = append(parts,
		form.NewField(p, form.FieldOptions{Label: p.T("targets.aim.what")}, measure),
		v.periods(s.aimOf, func(of span) {
			s.aimOf = of
			v.aims.Touch()
		}),
		field, rtl.HBox(d, 0, form.NewSecondary(p, p.T("targets.aim.save"), v.saveTarget)))
	return listing.NewCard(p, p.T("targets.aim"), parts...)
}

func (v *View) saveTarget() {
	t, keep := v.state.target(), v.aims
	t.Head = record.Head{}
	v.changes.Do(v.ctx, v.p.T("targets.aim.said"), func(ctx context.Context) error {
		if err := v.src.SaveTarget(ctx, t); err != nil {
			return err
		}
		return keep.Drop(ctx)
	}, func() {
		keep.Finish()
		v.state.aim, v.state.typed = record.Target{Measure: t.Measure}, ""
		v.beginTarget()
	})
}

// yearCard is the day on which Vandaag speaks of the year, or that it never does.
func (v *View) yearCard() fyne.CanvasObject {
	p, s := v.p, &v.state
	day := form.NewDateField(p, form.DateOptions{Label: p.T("targets.year.day")}, s.today, func(d record.Date, filled bool) {
		if filled {
			v.setDay(dayKept(d))
		}
	})
	chips := form.NewChips(p, []form.Choice{
		{Value: dayUsual, Text: p.T("targets.year.usual")}, {Value: dayOwn, Text: p.T("targets.year.own")}, {Value: record.YearNever, Text: p.T("targets.year.never")},
	}, form.ChipsOptions{}, func(values []string) {
		switch {
		case len(values) == 0:
		case values[0] == dayOwn:
			s.dayOpen = true
			v.draw()
			v.day.Focus() // the question goes on where the day is asked
		case values[0] == dayUsual:
			v.setDay("")
		default:
			v.setDay(record.YearNever)
		}
	})
	chips.SetValues(s.dayChoice())
	v.day, v.year = day, chips
	parts := []fyne.CanvasObject{v.muted("targets.year.teach"), chips}
	if s.dayOpen {
		parts = append(parts, day)
	} else if words := s.dayWords(); words != "" {
		parts = append(parts, rtl.NewText(p.Direction(), p.T("targets.year.on", "On", words), rtl.Style{Wrap: true}))
	}
	return listing.NewCard(p, p.T("targets.year"), parts...)
}

func (v *View) setDay(day string) {
	v.state.dayOpen = false
	v.changes.Do(v.ctx, "", func(ctx context.Context) error { return v.src.SetYearDay(ctx, day) }, func() { v.stays = true })
}
