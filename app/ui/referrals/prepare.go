package referrals

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/record"
)

// drawTo asks to whom and why.
func (v *Page) drawTo() {
	p, r := v.p, v.road.ref()
	who := column(p, look.FieldGap, v.partnerField())
	if people := v.officerField(); people != nil {
		who.Add(people)
	}
	reason := v.field(form.FieldOptions{Label: p.T("referrals.to.reason"), Help: p.T("referrals.to.reason.help")}, 1, record.LimitShort, r.Reason,
		func(r *record.Referral, t record.Private) { r.Reason = t })
	how := form.NewChips(p, form.Choices(p, "form", words(record.Forms())...), form.ChipsOptions{}, func(values []string) {
		v.chosen(func(r *record.Referral) { r.Form = record.Form(only(values)) })
	})
	how.SetValues(string(r.Form))
	wants := v.field(form.FieldOptions{Label: p.T("referrals.to.wants"), Help: p.T("referrals.to.wants.help")}, 2, record.LimitLong, r.Wants,
		func(r *record.Referral, t record.Private) { r.Wants = t })
	card := listing.NewCard(p, "", column(p, look.FieldGap, who, reason, form.NewField(p, form.FieldOptions{Label: p.T("referrals.to.form")}, how),
		v.methodField(), wants, v.rest()))
	v.show(v.head(p.T("referrals.to.title")), v.path(), form.NewAside(p, look.FieldGap, 400, card, atLeast(v.aside())), v.onward())
}

// field is a text of the referral. What cannot be kept or sent is said beside it after leaving it, and a short text that cannot be kept
// waits until it can.
func (v *Page) field(o form.FieldOptions, rows, limit int, value record.Private, set func(r *record.Referral, t record.Private)) fyne.CanvasObject {
	now := value.Reveal()
	o.Validate = func() string { return wrong(v.p, now, limit) }
	f, entry := form.NewTextField(v.p, o, rows, func(s string) {
		now = s
		if limit == record.LimitShort && wrong(v.p, s, limit) != "" {
			return
		}
		v.typed(func(r *record.Referral) { set(r, record.Text(s)) })
	})
	entry.SetText(now)
	return f
}

func (v *Page) partnerField() fyne.CanvasObject {
	p := v.p
	if len(v.road.partners) == 0 {
		add := form.NewSecondary(p, p.T("referrals.to.partner.new"), func() { v.nav.New(record.KindPartner, record.ID{}) })
		v.first = add
		return form.NewField(p, form.FieldOptions{Label: p.T("referrals.to.partner"), Help: p.T("referrals.to.partner.none")}, rtl.HBox(p.Direction(), 0, add))
	}
	choices := make([]form.Choice, 0, len(v.road.partners))
	ids := map[string]record.ID{}
	for _, row := range v.road.partners {
		ids[row.ID.String()] = row.ID
		choices = append(choices, form.Choice{Value: row.ID.String(), Text: row.Title.Reveal()})
	}
	slices.SortFunc(choices, func(a, b form.Choice) int { return p.Compare(a.Text, b.Text) })
	choose := form.NewSelect(p, choices, form.SelectOptions{Icon: look.IconLifebuoy, Wide: true}, func(value string) { v.partner(ids[value]) })
	if !v.road.ref().Partner.Zero() {
		choose.SetValue(v.road.ref().Partner.String())
	}
	v.first = choose
	return form.NewField(p, form.FieldOptions{Label: p.T("referrals.to.partner")}, choose)
}

// partner chooses an organisation, and its person when there is only one.
func (v *Page) partner(id record.ID) {
	v.settle()
	task.Do(v.ctx, v.run, func(ctx context.Context) (*record.Partner, error) { return v.src.Partner(ctx, id) }, func(partner *record.Partner, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		r := v.road.ref()
		r.Partner, r.Receiver = id, record.ID{}
		if now := partner.Current(v.road.today); len(now) == 1 {
			r.Receiver = now[0].ID
		}
		v.edits++
		saved := v.copied()
		v.do(func(ctx context.Context) error { return v.src.SaveReferral(ctx, saved) }, func(l loaded) {
			v.road.loaded = l
			v.draw()
			form.Focus(v.first)
		})
	})
}

// officerField asks for the person; nil while there is no organisation.
func (v *Page) officerField() fyne.CanvasObject {
	p, partner := v.p, v.road.page.Partner
	if partner == nil {
		return nil
	}
	if len(partner.Officers) == 0 {
		add := form.NewQuiet(p, p.T("referrals.to.person.new"), func() { v.nav.Open(record.KindPartner, partner.ID) })
		return form.NewField(p, form.FieldOptions{Label: p.T("referrals.to.person"), Help: p.T("referrals.to.person.none")}, rtl.HBox(p.Direction(), 0, add))
	}
	ids := map[string]record.ID{}
	choices := make([]form.Choice, 0, len(partner.Officers))
	for _, o := range partner.Officers {
		if !v.road.there(&o) {
			continue
		}
		ids[o.ID.String()] = o.ID
		choices = append(choices, form.Choice{Value: o.ID.String(), Text: o.First.Reveal(), Term: o.Job.Reveal(), Icon: look.IconUser})
	}
	chips := form.NewChips(p, choices, form.ChipsOptions{First: 6}, func(values []string) {
		v.chosen(func(r *record.Referral) { r.Receiver = ids[only(values)] })
	})
	if !v.road.ref().Receiver.Zero() {
		chips.SetValues(v.road.ref().Receiver.String())
	}
	return form.NewField(p, form.FieldOptions{Label: p.T("referrals.to.person"), Help: p.T("referrals.to.person.help")}, chips)
}

// rest is what few need: under "Meer opschrijven".
func (v *Page) rest() fyne.CanvasObject {
	p, r := v.p, v.road.ref()
	if !v.more {
		open := form.NewButton(p, p.T("referrals.more"), form.ButtonOptions{Kind: form.Quiet, After: look.IconCaretDown, Snug: true}, func() {
			v.settle()
			v.more = true
			v.draw()
		})
		return rtl.HBox(p.Direction(), 0, open)
	}
	field := func(label, term string, icon look.IconName, rows int, value record.Private, set func(r *record.Referral, text record.Private)) fyne.CanvasObject {
		return v.field(form.FieldOptions{Label: label, Term: term, Icon: icon}, rows, record.LimitLong, value, set)
	}
	purpose := form.NewChips(p, form.Choices(p, "purpose", words(record.Purposes())...), form.ChipsOptions{Keep: true}, func(values []string) {
		v.chosen(func(r *record.Referral) { r.Purpose = record.Purpose(only(values)) })
	})
	purpose.SetValues(string(r.Purpose))
	jgz := form.NewChips(p, form.Choices(p, "involvement", words(record.Involvements())...), form.ChipsOptions{}, func(values []string) {
		v.chosen(func(r *record.Referral) { r.JGZ = record.Involvement(only(values)) })
	})
	jgz.SetValues(string(r.JGZ))
	return column(p, look.FieldGap,
		form.NewField(p, form.FieldOptions{Label: p.T("referrals.to.purpose")}, purpose),
		field(p.T("referrals.to.question"), p.Term("field.group", "question"), "", 2, r.Question, func(r *record.Referral, t record.Private) { r.Question = t }),
		field(p.T("referrals.to.goeswell"), "", "", 2, r.GoesWell, func(r *record.Referral, t record.Private) { r.GoesWell = t }),
		field(p.T("referrals.to.done"), "", "", 2, r.Done, func(r *record.Referral, t record.Private) { r.Done = t }),
		field(p.T("referrals.to.seen"), "", look.IconEye, 3, r.Seen, func(r *record.Referral, t record.Private) { r.Seen = t }),
		field(p.T("referrals.to.think"), "", look.IconChatTeardropDots, 3, r.Think, func(r *record.Referral, t record.Private) { r.Think = t }),
		form.NewField(p, form.FieldOptions{Label: p.T("referrals.to.jgz")}, jgz))
}

// drawWhat asks what goes along: everything is off at first.
func (v *Page) drawWhat() {
	p := v.p
	all := column(p, look.HalfGrid)
	for i, g := range record.FieldGroups() {
		s := v.groupSwitch(g)
		if i == 0 {
			v.first = s
		}
		all.Add(s)
	}
	v.stays = rtl.Stack(p.Direction())
	v.soft = v.drawStays
	v.drawStays()
	body := form.NewAside(p, look.FieldGap, 400, listing.NewCard(p, p.T("referrals.what.question", "Who", v.road.receiver()), all), atLeast(v.stays))
	v.show(v.head(p.T("referrals.what.title")), v.path(), body, v.onward())
}

func (v *Page) groupSwitch(g record.FieldGroup) *form.Switch {
	p := v.p
	note := v.road.holds(g)
	if note == "" {
		note = p.T("referrals.what.nothing")
	}
	s := form.NewSwitch(p, form.SwitchText{
		Name: p.WithTerm("field.group", string(g)), Note: cut(note), On: p.T("referrals.what.on"), Off: p.T("referrals.what.off"),
	}, func(on bool) {
		v.chosen(func(r *record.Referral) { r.Groups = with(r.Groups, g, on) })
	})
	s.SetOn(slices.Contains(v.road.ref().Groups, g))
	return s
}

// drawStays lists what does not go along.
func (v *Page) drawStays() {
	if v.stays == nil {
		return
	}
	p := v.p
	cards := column(p, 12, v.staysCard())
	if len(v.road.page.Consents) > 0 {
		cards.Add(small(p, p.T("referrals.what.again")))
	}
	v.stays.Objects = []fyne.CanvasObject{cards}
	v.stays.Refresh()
	v.place.Refresh()
}

// staysMost is how many lines the card has at most beside a document; more become one sentence.
const staysMost = 6

func (v *Page) staysCard() fyne.CanvasObject {
	p := v.p
	lines := column(p, look.HalfGrid)
	all := v.road.stays()
	if len(all) > staysMost && v.step != stepWhat {
		all = []string{p.List(all)}
	}
	for _, word := range all {
		lines.Add(listing.NewFact(p, look.IconLockSimple, word, "", look.ColorMuted))
	}
	return listing.NewCard(p, p.T("referrals.stays"), lines)
}
