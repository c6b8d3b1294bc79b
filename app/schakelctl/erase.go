package main

import (
	"context"
	"maps"
	"slices"
	"strings"

	"schakel/internal/book"
	"schakel/internal/record"
)

// runErase erases a family or a person. Without --yes it says what would go, what others have and where a name may still stand, and does
// nothing.
func runErase(a *app, ctx context.Context, args []string) error {
	set := a.flags("erase")
	recall := set.String("recall", "yes", "")
	drop, yes := set.Bool("drop-copies", false, ""), set.Bool("yes", false, "")
	words, err := a.parse(set, args, 1, 1)
	if err != nil {
		return err
	}
	if *recall != "yes" && *recall != "no" {
		return usage(a.p.T("ctl.usage.flag"))
	}
	return a.with(ctx, func(b *book.Book) error {
		rows := matching(b, words[0])
		switch {
		case len(rows) == 0:
			return problem(words[0], "ctl.no_record")
		case len(rows) > 1 || rows[0].Kind != record.KindHousehold && rows[0].Kind != record.KindPerson:
			return usage(a.p.T("ctl.erase.what"))
		}
		if !*yes {
			a.say(a.p.T("ctl.erase.plan"))
			return a.erasePlan(ctx, b, rows[0])
		}
		plan, err := b.Erasing(ctx, rows[0].Kind, rows[0].ID)
		if err != nil {
			return err
		}
		done, err := b.Erase(ctx, rows[0].Kind, rows[0].ID, book.EraseOptions{Recall: *recall == "yes", Own: a.place().Backups, OnlyNewCopy: *drop})
		if err != nil {
			return err
		}
		a.say(a.p.T("ctl.erase.done"))
		a.eraseRecalls(plan, done, *recall == "yes")
		if done.OnlyNewCopy {
			a.say(a.p.T("erasing.done.copies"))
		}
		if done.Unreached > 0 {
			a.warn(a.p.T("erasing.left.stick"))
		}
		return done.Fault
	})
}

// erasePlan says what an erasure would do, as the page in the window does.
func (a *app) erasePlan(ctx context.Context, b *book.Book, row record.Row) error {
	plan, err := b.Erasing(ctx, row.Kind, row.ID)
	if err != nil {
		return err
	}
	elsewhere, err := b.Mentions(ctx, row.Kind, row.ID, nil)
	if err != nil {
		return err
	}
	copies, err := b.OldCopies(ctx, a.place().Backups)
	if err != nil {
		return err
	}
	p := a.p
	a.say(p.T("erasing.title."+row.Kind.String()) + ": " + plan.Name.Reveal())
	for _, one := range plan.People {
		if one.Goes {
			a.say("- " + one.Name.Reveal())
		} else {
			a.say(one.Name.Reveal() + ": " + p.T("erasing.why."+string(one.Why), "With", one.With.Reveal()))
		}
	}
	for _, kind := range record.Kinds() {
		switch kind {
		case record.KindContact, record.KindConcern, record.KindReferral, record.KindConsent, record.KindDelivery, record.KindFeedback, record.KindTask, record.KindStory:
			if n := plan.Counts[kind]; n > 0 {
				a.say("- " + p.N("erasing.count."+kind.String(), n))
			}
		}
	}
	a.eraseElsewhere(plan, elsewhere, copies)
	return nil
}

// eraseElsewhere says what others have, where a name may still stand, and what old copies open.
func (a *app) eraseElsewhere(plan book.Erasing, elsewhere book.Elsewhere, copies book.OldCopies) {
	p := a.p
	a.say(p.T("erasing.shared.title"))
	for _, h := range plan.Shared {
		who := strings.TrimSpace(h.Receiver.Reveal() + " " + h.Partner.Reveal())
		a.say("- " + p.T("erasing.shared.on", "Code", h.Code, "Who", who, "On", p.Date(h.On), "How", p.Value("erasing.way", string(h.Way))) +
			" " + p.Value("erasing.do", string(h.Do)))
	}
	if len(plan.Shared) == 0 {
		a.say("- " + p.T("erasing.shared.none"))
	}
	a.say(p.T("erasing.texts.title"))
	for _, m := range elsewhere.Mentions {
		a.say("- " + p.T("erasing.in."+m.Kind.String()) + " " + m.ID.String() + ": " + m.Excerpt.Reveal())
	}
	if len(elsewhere.Mentions) == 0 {
		a.say("- " + p.T("erasing.texts.none"))
	}
	a.say(p.T("erasing.copies.title"))
	if copies.Here > 0 {
		a.say("- " + p.N("erasing.copies.here", copies.Here, "Until", p.Date(copies.Until)))
	}
	if !copies.Away.IsZero() {
		a.say("- " + p.T("erasing.copies.away", "On", p.Date(record.DateOf(copies.Away))))
	}
	if copies.Kept > 0 {
		a.say("- " + p.N("erasing.copies.kept", copies.Kept))
	}
	a.say("- " + p.T("erasing.copies.whole"))
}

// eraseRecalls says how many recalls go by themselves, and for whom somebody has to carry a file.
func (a *app) eraseRecalls(plan book.Erasing, done book.Erased, recall bool) {
	carried, fresh := map[string]int{}, 0
	for _, h := range plan.Shared {
		if !h.Carry || h.Do == book.HandedStick && !recall {
			continue
		}
		carried[h.Partner.Reveal()]++
		if h.Do == book.HandedStick {
			fresh++
		}
	}
	if n := done.Recalled - fresh; n > 0 {
		a.say(a.p.N("erasing.left.recalled", n))
	}
	for _, who := range slices.Sorted(maps.Keys(carried)) {
		a.say(a.p.N("erasing.left.bystick", carried[who], "Who", who))
	}
}
