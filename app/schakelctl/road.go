package main

import (
	"context"
	"maps"
	"slices"
	"strings"

	"schakel/internal/book"
	"schakel/internal/record"
)

// dayOr reads a day, or is today when none was typed.
func (a *app) dayOr(field, text string, today record.Date) (record.Date, error) {
	if text == "" {
		return today, nil
	}
	return a.day(field, text, today)
}

// onRoad does something with a referral and writes it as it stands then.
func (a *app) onRoad(ctx context.Context, referral string, do func(b *book.Book, r *record.Referral) error) error {
	return a.with(ctx, func(b *book.Book) error {
		r, err := a.referral(ctx, b, referral)
		if err != nil {
			return err
		}
		if err := do(b, r); err != nil {
			return err
		}
		page, err := b.ReferralPage(ctx, r.ID)
		if err != nil {
			return err
		}
		return a.shown(b, page.Referral)
	})
}

// runPrepare adds a step of preparing, ticked when a day is given.
func runPrepare(a *app, ctx context.Context, args []string) error {
	set := a.flags("prepare")
	referral, step := set.String("referral", "", ""), set.String("step", string(record.PrepareOther), "")
	words, on := set.String("text", "", ""), set.String("on", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.onRoad(ctx, *referral, func(b *book.Book, r *record.Referral) error {
		s := record.Preparation{What: record.PrepareStep(*step), Text: record.Text(*words)}
		if *on != "" {
			var err error
			if s.On, err = a.day("on", *on, b.Today()); err != nil {
				return err
			}
		}
		r.Steps = append(r.Steps, s)
		return b.SaveReferral(ctx, r)
	})
}

// runInvite writes down the question of a partner, changes its four checks, or says about which family it is.
func runInvite(a *app, ctx context.Context, args []string) error {
	set := a.flags("invite")
	text := func(name string) *string { return set.String(name, "", "") }
	referral, partner, what, kind, on := text("referral"), text("partner"), text("what"), text("kind"), text("on")
	lead, secrecy, conduct, pay, household := text("lead"), text("secrecy"), text("conduct"), text("pay"), text("household")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	change := func(v *record.Invite) {
		for name, into := range map[string]func(){
			"what": func() { v.What = record.Text(*what) }, "kind": func() { v.Kind = record.InviteKind(*kind) }, "lead": func() { v.Lead = record.Text(*lead) },
			"secrecy": func() { v.Secrecy = record.Arranged(*secrecy) }, "conduct": func() { v.Conduct = record.Arranged(*conduct) },
			"pay": func() { v.Pay = record.Arranged(*pay) },
		} {
			if given(set, name) {
				into()
			}
		}
	}
	if *referral == "" {
		return a.newInvite(ctx, *partner, *on, change)
	}
	return a.onRoad(ctx, *referral, func(b *book.Book, r *record.Referral) error {
		if *household != "" {
			id, err := a.id(b, record.KindHousehold, "household", *household)
			if err != nil {
				return err
			}
			return b.NameFamily(ctx, r.ID, id)
		}
		change(&r.Invite)
		return b.SaveInvite(ctx, r.ID, r.Invite)
	})
}

func (a *app) newInvite(ctx context.Context, partner, on string, change func(*record.Invite)) error {
	return a.with(ctx, func(b *book.Book) error {
		id, err := a.id(b, record.KindPartner, "partner", partner)
		if err != nil {
			return err
		}
		day, err := a.dayOr("on", on, b.Today())
		if err != nil {
			return err
		}
		var v record.Invite
		change(&v)
		r, err := b.Invited(ctx, id, record.ID{}, day, v)
		if err != nil {
			return err
		}
		return a.shown(b, r)
	})
}

// runAlong keeps the day of going along; --item papers=paspoort,say=... fills its list.
func runAlong(a *app, ctx context.Context, args []string) error {
	set := a.flags("along")
	referral, on := set.String("referral", "", ""), set.String("on", "", "")
	clock, where, items := set.String("at", "", ""), set.String("where", "", ""), set.String("item", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.onRoad(ctx, *referral, func(b *book.Book, r *record.Referral) error {
		day := r.Along
		if *on != "" {
			var err error
			if day.On, err = a.coming("on", *on, b.Today()); err != nil {
				return err
			}
		}
		if given(set, "at") {
			day.At = *clock
		}
		if given(set, "where") {
			day.Where = record.Text(*where)
		}
		typed := pairs(*items)
		for _, word := range slices.Sorted(maps.Keys(typed)) {
			day.Items = append(day.Items, record.AlongItem{What: record.AlongStep(word), Text: record.Text(typed[word])})
		}
		return b.SaveAlong(ctx, r.ID, day)
	})
}

// pairs reads "one=text,two=text".
func pairs(text string) map[string]string {
	all := map[string]string{}
	for one := range strings.SplitSeq(text, ",") {
		if word, value, ok := strings.Cut(one, "="); ok {
			all[strings.TrimSpace(word)] = value
		}
	}
	return all
}

// runWait notes since when the family waits for help; without a day it does not wait.
func runWait(a *app, ctx context.Context, args []string) error {
	set := a.flags("wait")
	referral, since := set.String("referral", "", ""), set.String("since", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.onRoad(ctx, *referral, func(b *book.Book, r *record.Referral) error {
		day := record.Date{}
		if *since != "" {
			var err error
			if day, err = a.day("since", *since, b.Today()); err != nil {
				return err
			}
		}
		return b.WaitsForHelp(ctx, r.ID, day)
	})
}

// runTouch notes when to keep in touch again after help; without a day it ends.
func runTouch(a *app, ctx context.Context, args []string) error {
	set := a.flags("touch")
	referral, on := set.String("referral", "", ""), set.String("on", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.onRoad(ctx, *referral, func(b *book.Book, r *record.Referral) error {
		day := record.Date{}
		if *on != "" {
			var err error
			if day, err = a.coming("on", *on, b.Today()); err != nil {
				return err
			}
		}
		return b.KeepInTouch(ctx, r.ID, day)
	})
}

// runThank keeps recognition that came back.
func runThank(a *app, ctx context.Context, args []string) error {
	set := a.flags("thank")
	referral, from := set.String("referral", "", ""), set.String("from", "", "")
	words, on := set.String("text", "", ""), set.String("on", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.onRoad(ctx, *referral, func(b *book.Book, r *record.Referral) error {
		day, err := a.dayOr("on", *on, b.Today())
		if err != nil {
			return err
		}
		return b.Thank(ctx, r.ID, record.Thanks{On: day, From: record.ThanksFrom(*from), Text: record.Text(*words)})
	})
}

// runVoice counts what a parent answered after help, or writes the sums of all families: small ones are hidden.
func runVoice(a *app, ctx context.Context, args []string) error {
	set := a.flags("voice")
	referral, said := set.String("referral", "", ""), set.String("answers", "", "")
	refused := set.Bool("refused", false, "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	if *referral == "" {
		return a.with(ctx, func(b *book.Book) error {
			lines, err := b.Voices(ctx)
			if err != nil {
				return err
			}
			for _, l := range lines {
				if err := a.object(map[string]any{"question": l.Question, "answer": l.Answer, "count": l.Count, "hidden": l.Hidden}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return a.onRoad(ctx, *referral, func(b *book.Book, r *record.Referral) error {
		if *refused {
			return b.DeclineVoice(ctx, r.ID)
		}
		answers := map[record.VoiceQuestion]string{}
		for q, answer := range pairs(*said) {
			answers[record.VoiceQuestion(q)] = answer
		}
		return b.Voice(ctx, r.ID, answers)
	})
}

// runAgeing writes every open referral as a line of JSON, the oldest first.
func runAgeing(a *app, ctx context.Context, args []string) error {
	if _, err := a.parse(a.flags("ageing"), args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		all, err := b.Ageing(ctx)
		if err != nil {
			return err
		}
		for _, one := range all {
			if err := a.object(map[string]any{
				"code": one.Code, "way": one.Way, "state": one.State, "family": one.Family.Reveal(), "partner": one.Partner.Reveal(),
				"since": one.Since.String(), "days": one.Days, "norm": one.Norm, "late": one.Late, "next": one.Turn, "waits": one.Waits,
			}); err != nil {
				return err
			}
		}
		return nil
	})
}

// runThanks writes the recognition that came back in a period.
func runThanks(a *app, ctx context.Context, args []string) error {
	set := a.flags("thanks")
	from, to := set.String("from", "", ""), set.String("to", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		begin, err := a.dayOr("from", *from, b.Today().Years(-1))
		if err != nil {
			return err
		}
		end, err := a.dayOr("to", *to, b.Today())
		if err != nil {
			return err
		}
		all, err := b.Recognitions(ctx, begin, end)
		if err != nil {
			return err
		}
		for _, one := range all {
			b.Saw(record.KindReferral, one.Referral)
			if err := a.object(map[string]any{
				"code": one.Code, "on": one.On.String(), "from": one.From, "who": one.Who.Reveal(), "where": one.Where.Reveal(), "text": one.Text.Reveal(),
			}); err != nil {
				return err
			}
		}
		return nil
	})
}
