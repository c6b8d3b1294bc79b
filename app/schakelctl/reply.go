package main

import (
	"context"

	"schakel/internal/book"
	"schakel/internal/record"
)

// runReply writes back about an answer, or about a question of a CJG. Without --yes it shows exactly what would go, and sends nothing.
func runReply(a *app, ctx context.Context, args []string) error {
	set := a.flags("reply")
	referral, answer := set.String("referral", "", ""), set.String("answer", "", "")
	say, text, yes := set.String("say", "words", ""), set.String("text", "", ""), set.Bool("yes", false, "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	stand := map[string]record.Stand{"yes": record.StandAccepted, "no": record.StandDeclined, "words": record.StandAnswer}[*say]
	if stand == "" || (*referral == "") == (*answer == "") {
		return usage(a.p.T("ctl.usage.flag"))
	}
	return a.with(ctx, func(b *book.Book) error {
		kind, id, err := a.replyTo(ctx, b, *referral, *answer)
		if err != nil {
			return err
		}
		said := book.Said{Stand: stand, Text: record.Text(*text)}
		shown, err := b.ShowReply(ctx, kind, id, said)
		if err != nil {
			return err
		}
		for _, line := range shown.Lines {
			a.say(line.Key + ": " + line.Value)
		}
		for _, hint := range shown.Hints {
			a.warn(a.p.T("deliveries.reply.hint", "Words", hint.Words.Reveal()))
		}
		if !*yes {
			a.say(a.p.T("ctl.reply.plan"))
			return nil
		}
		if err := b.SendReply(ctx, kind, id, said, shown.Hash); err != nil {
			return err
		}
		a.say(a.p.T("deliveries.reply.queued"))
		return nil
	})
}

// replyTo is what is written back about.
func (a *app) replyTo(ctx context.Context, b *book.Book, referral, answer string) (record.Kind, record.ID, error) {
	if answer != "" {
		id, err := a.id(b, record.KindFeedback, "answer", answer)
		return record.KindFeedback, id, err
	}
	r, err := a.referral(ctx, b, referral)
	if err != nil {
		return record.KindReferral, record.ID{}, err
	}
	return record.KindReferral, r.ID, nil
}
