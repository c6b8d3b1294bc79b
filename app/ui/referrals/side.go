package referrals

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/book"
	"schakel/internal/record"
)

// aside are the cards beside "naar wie": does it fit, what the family told already, preparing, and the day or the road by herself.
func (v *Page) aside() fyne.CanvasObject {
	side := column(v.p, 12)
	if card := v.fitCard(); card != nil {
		side.Add(card)
	}
	side.Add(v.toldCard())
	side.Add(v.prepareCard())
	r := v.road.ref()
	if r.Method == record.MethodAlong || r.Form == record.FormAlong {
		side.Add(v.alongCard())
	}
	if (r.Method == record.MethodSelf || r.Form == record.FormRegister) && !v.road.unsafe(r.Parent) {
		side.Add(v.selfCard())
	}
	return side
}

// fitCard lays the partner's criteria beside the family; nil when nothing is known.
func (v *Page) fitCard() fyne.CanvasObject {
	p := v.p
	if len(v.road.page.Fit) == 0 {
		return nil
	}
	lines := column(p, look.HalfGrid)
	for _, n := range v.road.page.Fit {
		icon, ink := look.IconInfo, look.ColorMuted
		if n.Asks {
			icon, ink = look.IconQuestion, look.ColorWaiting
		}
		lines.Add(listing.NewFact(p, icon, v.road.fits(n), "", ink))
	}
	return listing.NewCard(p, p.T("referrals.fit.title"), lines, small(p, p.T("referrals.fit.help")))
}

// fits is one sentence about whether a partner fits.
func (s *road) fits(n book.FitNote) string {
	p := s.p
	child, age, bound, where := n.Child.Reveal(), p.N("people.age", n.Age), p.Number(n.Bound), n.Where.Reveal()
	switch n.Sort {
	case book.FitYoung:
		return p.T("referrals.fit.young", "Child", child, "Age", age, "Bound", bound)
	case book.FitOld:
		return p.T("referrals.fit.old", "Child", child, "Age", age, "Bound", bound)
	case book.FitAge:
		return p.T("referrals.fit.age", "Child", child)
	case book.FitTown:
		return p.T("referrals.fit.town")
	case book.FitArea:
		return p.T("referrals.fit.area", "Where", where)
	case book.FitLanguage:
		tongues := make([]string, 0, len(n.Codes))
		for _, code := range n.Codes {
			tongues = append(tongues, tongue(p, code))
		}
		return p.T("referrals.fit.language", "Languages", p.List(tongues))
	case book.FitQuestion:
		return p.T("referrals.fit.question", "Where", p.T("referrals.exact.quote", "Text", cut(where)))
	case book.FitCriteria:
		return p.T("referrals.fit.criteria", "Where", p.T("referrals.exact.quote", "Text", cut(where)))
	case book.FitHours:
		return p.T("referrals.fit.hours", "Where", p.T("referrals.exact.quote", "Text", cut(where)))
	}
	return p.T("referrals.fit.byhand", "Where", where)
}

// toldCard is what the family told already, so that it tells it once.
func (v *Page) toldCard() fyne.CanvasObject {
	p, told := v.p, v.road.page.Told()
	var facts []listing.KeyValue
	add := func(key, value string) {
		if value != "" {
			facts = append(facts, listing.KeyValue{Key: key, Value: value})
		}
	}
	add(p.T("referrals.to.done"), told.Done.Reveal())
	add(p.T("referrals.to.question"), told.Wish.Reveal())
	add(p.T("referrals.told.involved"), v.road.involved(told.Involved))
	objects := []fyne.CanvasObject{}
	if len(facts) == 0 {
		objects = append(objects, muted(p, p.T("referrals.told.none")))
	} else {
		objects = append(objects, listing.NewKeyValues(p, facts, ""))
	}
	edit := form.NewQuiet(p, p.T("referrals.told.edit"), func() { v.open(v.drawTold) })
	buttons := []fyne.CanvasObject{edit}
	if line := v.road.involved(told.Involved); line != "" && !strings.Contains(v.road.ref().Done.Reveal(), line) {
		buttons = append(buttons, form.NewQuiet(p, p.T("referrals.told.add"), func() {
			v.chosen(func(r *record.Referral) { r.Done = record.Text(joinLines(r.Done.Reveal(), line)) })
			v.draw()
		}))
	}
	return listing.NewCard(p, p.T("referrals.told.title"), append(objects, form.NewActions(p, buttons, nil))...)
}

func joinLines(one, two string) string { return strings.TrimSpace(one + "\n" + two) }

// involved is who is involved, in one line: "school, JGZ (heeft de leiding)".
func (s *road) involved(all []record.Involved) string {
	words := make([]string, 0, len(all))
	for _, one := range all {
		word := one.Who.Reveal()
		if what := one.What.Reveal(); what != "" {
			word = s.p.T("referrals.told.who", "Who", word, "What", what)
		}
		if one.Lead {
			word = s.p.T("referrals.told.who", "Who", word, "What", s.p.T("referrals.told.lead"))
		}
		words = append(words, word)
	}
	return s.p.Commas(words)
}

// drawTold corrects what the family told, in the one place where it stands.
func (v *Page) drawTold() {
	p, told := v.p, v.road.page.Told()
	field := func(label string, rows int, value record.Private, set func(record.Private)) (*form.Field, fyne.Focusable) {
		now := value.Reveal()
		o := form.FieldOptions{Label: label, Validate: func() string { return wrong(p, now, record.LimitLong) }}
		f, entry := form.NewTextField(p, o, rows, func(s string) {
			now = s
			set(record.Text(s))
		})
		entry.SetText(now)
		return f, entry
	}
	done, first := field(p.T("referrals.to.done"), 3, told.Done, func(t record.Private) { told.Done = t })
	wish, _ := field(p.T("referrals.to.question"), 2, told.Wish, func(t record.Private) { told.Wish = t })
	names := make([]string, 0, len(told.Involved))
	for _, one := range told.Involved {
		names = append(names, one.Who.Reveal())
	}
	before := told.Involved
	who, entry := form.NewTextField(p, form.FieldOptions{Label: p.T("referrals.told.involved"), Help: p.T("referrals.told.involved.help")}, 2, func(s string) {
		told.Involved = involvedOf(s, before)
	})
	entry.SetText(strings.Join(names, "\n"))
	told.Involved = before
	v.first = first
	save := form.NewPrimary(p, p.T("referrals.write"), func() {
		if !done.Validate() || !wish.Validate() {
			return
		}
		v.act(p.T("referrals.moved"), func(ctx context.Context) error { return v.src.TellOnce(ctx, v.road.ref().Household, told) })
	})
	v.show(under(p, v.shut, p.T("referrals.told.title"), v.road.family()),
		listing.NewCard(p, "", text(p, p.T("referrals.told.help")), column(p, look.FieldGap, done, wish, who), form.NewActions(p, []fyne.CanvasObject{save}, nil)))
}

// involvedOf reads one organisation a line; what was known of it stays.
func involvedOf(s string, before []record.Involved) []record.Involved {
	var all []record.Involved
	for _, line := range strings.Split(s, "\n") {
		name := strings.TrimSpace(line)
		if name == "" {
			continue
		}
		one := record.Involved{Who: record.Text(name)}
		if i := slices.IndexFunc(before, func(old record.Involved) bool { return old.Who.Reveal() == name }); i >= 0 {
			one = before[i]
		}
		all = append(all, one)
	}
	return all
}

// prepareCard is preparing: what was chosen, ticked with its day, and suggestions to add. It may be left out altogether.
func (v *Page) prepareCard() fyne.CanvasObject {
	p, r := v.p, v.road.ref()
	lines := column(p, 0)
	for i, s := range r.Steps {
		day := ""
		if !s.On.Zero() {
			day = p.DayMonth(s.On)
		}
		tick := form.NewCheck(p, v.road.stepWord(s), day, func(on bool) { v.tick(i, on) })
		tick.SetOn(!s.On.Zero())
		lines.Add(tick)
	}
	var choices []form.Choice
	for _, w := range record.PrepareSteps() {
		if w != record.PrepareOther && !slices.ContainsFunc(r.Steps, func(s record.Preparation) bool { return s.What == w }) {
			choices = append(choices, form.Choice{Value: string(w), Text: p.Value("prepare.step", string(w))})
		}
	}
	suggest := form.NewChips(p, choices, form.ChipsOptions{First: 4}, func(values []string) {
		v.addStep(record.Preparation{What: record.PrepareStep(only(values))})
	})
	own := ""
	field, entry := form.NewTextField(p, form.FieldOptions{Label: p.T("referrals.prepare.own"), Validate: func() string { return wrong(p, own, record.LimitShort) }}, 1, func(s string) { own = s })
	add := func(string) {
		if strings.TrimSpace(own) != "" && field.Validate() {
			v.addStep(record.Preparation{What: record.PrepareOther, Text: record.Text(strings.TrimSpace(own))})
		}
	}
	entry.OnSubmitted = add
	more := form.NewSecondary(p, p.T("referrals.prepare.add"), func() { add("") })
	return listing.NewCard(p, p.T("referrals.prepare.title"), muted(p, p.T("referrals.prepare.help")), lines, suggest, field, rtl.HBox(p.Direction(), 0, more))
}

// stepWord is a step of preparing in words.
func (s *road) stepWord(step record.Preparation) string {
	if step.What == record.PrepareOther {
		return step.Text.Reveal()
	}
	return s.p.Value("prepare.step", string(step.What))
}

func (v *Page) addStep(s record.Preparation) {
	v.chosen(func(r *record.Referral) { r.Steps = append(slices.Clone(r.Steps), s) })
	v.redraw()
}

// tick notes that a step was done today, or not.
func (v *Page) tick(i int, on bool) {
	v.chosen(func(r *record.Referral) {
		if i < len(r.Steps) {
			r.Steps[i].On = record.Date{}
			if on {
				r.Steps[i].On = v.road.today
			}
		}
	})
	v.redraw()
}
