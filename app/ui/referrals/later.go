package referrals

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

func problemsOf(err error) record.Problems {
	var ps record.Problems
	errors.As(err, &ps)
	return ps
}

// unsafe reports whether it is not safe to ask somebody: nothing suggests asking them.
func (s *road) unsafe(id record.ID) bool { return s.page.Unsafe(id) }

// laterCards are what belongs to the road beside the answer: waiting for help, keeping in touch, the four questions and thanks.
func (v *Page) laterCards() []fyne.CanvasObject {
	r := v.road.ref()
	var all []fyne.CanvasObject
	if !r.Ended() {
		all = append(all, v.waitCard())
	}
	if r.State == record.ReferralCompleted || r.State == record.ReferralAftercare {
		all = append(all, v.careCard())
		if !v.road.unsafe(r.Parent) {
			all = append(all, v.voiceCard())
		}
	}
	if (r.Method == record.MethodAlong || r.Form == record.FormAlong) && r.State == record.ReferralAccepted {
		all = append(all, v.alongCard())
	}
	return append(all, v.thanksCard(), v.historyCard())
}

// waitCard says how long the family has waited for help, or how long it waited.
func (v *Page) waitCard() fyne.CanvasObject {
	p, r := v.p, v.road.ref()
	objects := []fyne.CanvasObject{}
	switch days, ok := r.DaysToHelp(v.road.today); {
	case ok && r.WaitsForHelp():
		objects = append(objects, text(p, p.N("referrals.help.waits", days)))
	case ok:
		objects = append(objects, text(p, p.N("referrals.help.waited", days)))
	}
	if r.HelpOn.Zero() {
		words := p.T("referrals.help.since.set")
		if !r.WaitingFrom.Zero() {
			words = p.T("referrals.help.since.change")
		}
		objects = append(objects, rtl.HBox(p.Direction(), 0, form.NewQuiet(p, words, v.askWaiting)))
	}
	return listing.NewCard(p, p.T("referrals.help.title"), objects...)
}

// askWaiting asks since when the family waits.
func (v *Page) askWaiting() {
	v.askDay(v.p.T("referrals.help.since"), false, v.road.ref().WaitingFrom, "waitingSince", func(ctx context.Context, day record.Date) error {
		return v.src.WaitsForHelp(ctx, v.id, day)
	})
}

// askDay asks for one day; none takes it away.
func (v *Page) askDay(title string, coming bool, before record.Date, field string, keep func(ctx context.Context, day record.Date) error) {
	v.open(func() {
		p := v.p
		day := before
		asked := form.NewDateField(p, form.DateOptions{Label: title, Coming: coming}, v.road.today, func(d record.Date, filled bool) {
			day = record.Date{}
			if filled {
				day = d
			}
		})
		if !before.Zero() {
			asked.SetValue(before)
		}
		write := func(day record.Date) {
			task.Do(v.ctx, v.run, func(ctx context.Context) (loaded, error) {
				if err := keep(ctx, day); err != nil {
					return loaded{}, err
				}
				return v.read(ctx)
			}, func(l loaded, err error) {
				switch ps := problemsOf(err).Of(field); {
				case len(ps) > 0:
					asked.SetError(p.Problem(ps[0]))
					v.place.Refresh()
				case err != nil:
					v.nav.Fail(err)
				default:
					v.road.loaded, v.sub = l, nil
					v.draw()
					v.nav.Say(p.T("referrals.moved"))
				}
			})
		}
		save := form.NewPrimary(p, p.T("referrals.write"), func() {
			if asked.Validate() && !day.Zero() {
				write(day)
			}
		})
		buttons := []fyne.CanvasObject{save}
		if !before.Zero() {
			buttons = append(buttons, form.NewSecondary(p, p.T("referrals.day.none"), func() { write(record.Date{}) }))
		}
		v.first = save
		v.show(under(p, v.shut, title, v.road.code()), listing.NewCard(p, "", asked, form.NewActions(p, buttons, nil)))
	})
}

// careCard is keeping in touch after help.
func (v *Page) careCard() fyne.CanvasObject {
	p, r := v.p, v.road.ref()
	when := p.T("referrals.care.none")
	if !r.CareNext.Zero() {
		when = p.T("referrals.care.on", "On", p.Date(r.CareNext))
	}
	plan := form.NewSecondary(p, p.T("referrals.care.plan"), func() {
		v.askDay(p.T("referrals.care.next"), true, r.CareNext, "careNext", func(ctx context.Context, day record.Date) error {
			return v.src.KeepInTouch(ctx, v.id, day)
		})
	})
	note := form.NewSecondary(p, p.T("referrals.care.note"), func() { v.nav.New(record.KindContact, r.Household) })
	return listing.NewCard(p, p.T("referrals.care.title"), text(p, when), form.NewActions(p, []fyne.CanvasObject{plan, note}, nil))
}

// voiceCard leads to the four questions, once. What was answered is shown nowhere beside the family.
func (v *Page) voiceCard() fyne.CanvasObject {
	p := v.p
	switch v.road.ref().Voiced {
	case record.VoicedYes:
		return listing.NewCard(p, p.T("referrals.voice.title"), muted(p, p.T("referrals.voice.done")))
	case record.VoicedNo:
		return listing.NewCard(p, p.T("referrals.voice.title"), muted(p, p.T("referrals.voice.refused")))
	}
	open := form.NewSecondary(p, p.T("referrals.voice.open"), func() {
		v.inner = &ask{giver: v.road.ref().Parent}
		v.speak(v.road.languagesOf(v.road.ref().Parent)[0])
		v.said = map[record.VoiceQuestion]string{}
		v.open(v.drawVoice)
	})
	return listing.NewCard(p, p.T("referrals.voice.title"), text(p, p.T("referrals.voice.help")), rtl.HBox(p.Direction(), 0, open))
}

// drawVoice reads the four questions to the parent, in the parent's language with the Dutch under them. Each may be passed over.
func (v *Page) drawVoice() {
	p, own := v.p, v.inner.own
	dutch, err := i18n.New(i18n.Source)
	if err != nil {
		dutch = p
	}
	questions := column(p, 12)
	for _, q := range record.VoiceQuestions() {
		asked := column(own, look.HalfGrid, large(own, own.Value("voice.question", string(q))))
		if own.Tag() != dutch.Tag() {
			asked.Add(muted(dutch, dutch.Value("voice.question", string(q))))
		}
		chips := form.NewChips(own, form.Choices(own, "voice.answer."+string(q), q.Answers()...), form.ChipsOptions{}, func(values []string) {
			delete(v.said, q)
			if a := only(values); a != "" {
				v.said[q] = a
			}
		})
		chips.SetValues(v.said[q])
		if v.first == nil {
			v.first = chips.Chip(q.Answers()[0])
		}
		asked.Add(chips)
		questions.Add(listing.NewCard(own, "", asked))
	}
	save := form.NewPrimary(p, p.T("referrals.voice.write"), func() {
		said := v.said
		v.act(p.T("referrals.voice.thanks"), func(ctx context.Context) error { return v.src.Voice(ctx, v.id, said) })
	})
	no := form.NewSecondary(p, p.T("referrals.voice.no"), func() {
		v.act(p.T("referrals.voice.no.said"), func(ctx context.Context) error { return v.src.DeclineVoice(ctx, v.id) })
	})
	v.show(form.NewBeside(p, 24, 300, under(p, v.shut, p.T("referrals.voice.title"), ""), form.NewGroup(p, 12, v.tongues())),
		note(own, look.IconShieldCheck, own.T("referrals.voice.safe")), questions, form.NewActions(p, []fyne.CanvasObject{save, no}, nil))
}

// thanksCard is recognition that came back.
func (v *Page) thanksCard() fyne.CanvasObject {
	p := v.p
	lines := column(p, look.Grid)
	for _, t := range v.road.ref().Thanks {
		lines.Add(listing.NewFact(p, look.IconHandHeart, p.T("referrals.exact.quote", "Text", t.Text.Reveal()),
			p.T("referrals.joined", "One", p.Value("thanks.from", string(t.From)), "Two", p.DayMonth(t.On)), look.ColorAccent))
	}
	add := form.NewQuiet(p, p.T("referrals.thanks.add"), func() { v.open(v.drawThanks) })
	return listing.NewCard(p, p.T("referrals.thanks.title"), lines, rtl.HBox(p.Direction(), 0, add))
}

// drawThanks asks who thanked, and how.
func (v *Page) drawThanks() {
	p := v.p
	t := record.Thanks{On: v.road.today}
	now := ""
	field, entry := form.NewTextField(p, form.FieldOptions{Label: p.T("referrals.thanks.text"), Validate: func() string {
		if now == "" {
			return p.T("problem.required")
		}
		return wrong(p, now, record.LimitShort)
	}}, 2, func(s string) { now = s })
	ready := form.NewQuiet(p, p.T("referrals.thanks.ready"), func() { entry.SetText(p.T("referrals.thanks.ready")); now = p.T("referrals.thanks.ready") })
	when := form.NewDateField(p, form.DateOptions{Label: p.T("referrals.when")}, v.road.today, func(d record.Date, filled bool) {
		if filled {
			t.On = d
		}
	})
	when.SetValue(t.On)
	var buttons []fyne.CanvasObject
	for _, from := range record.ThanksSources() {
		buttons = append(buttons, form.NewSecondary(p, p.Value("thanks.from", string(from)), func() {
			if !field.Validate() || !when.Validate() {
				return
			}
			if t.On.After(v.road.today) {
				when.SetError(p.T("problem.date.future"))
				v.place.Refresh()
				return
			}
			t.From, t.Text = from, record.Text(now)
			v.act(p.T("referrals.moved"), func(ctx context.Context) error { return v.src.Thank(ctx, v.id, t) })
		}))
	}
	v.first = entry
	v.show(under(p, v.shut, p.T("referrals.thanks.title"), v.road.code()), listing.NewCard(p, "",
		column(p, look.FieldGap, field, rtl.HBox(p.Direction(), 0, ready), when), bold(p, p.T("referrals.thanks.who")), form.NewActions(p, buttons, nil)))
}

// historyCard is every step with its day and who made it known.
func (v *Page) historyCard() fyne.CanvasObject {
	p := v.p
	var facts []listing.KeyValue
	for _, s := range v.road.ref().History {
		word := p.Value("referral.state", s.To)
		switch {
		case s.To == string(record.ReferralReady) && s.Source == string(record.TellerEndpoint): // it had gone
			word = p.T("road.action.unsent")
		case s.Source != "":
			word = p.T("referrals.history.by", "What", word, "Who", p.Value("teller", s.Source))
		}
		facts = append(facts, listing.KeyValue{Key: p.DayMonth(s.On), Value: word})
	}
	if len(facts) == 0 {
		return column(p, 0)
	}
	return listing.NewCard(p, p.T("referrals.history"), listing.NewKeyValues(p, facts, ""))
}
