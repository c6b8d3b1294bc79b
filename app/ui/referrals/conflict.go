package referrals

import (
	"context"

	"schakel/app/ui/draft"
	"schakel/app/ui/listing"
	"schakel/app/ui/task"
	"schakel/app/ui/versions"
	"schakel/internal/book"
	"schakel/internal/record"
)

// leftKey is where what was typed waits when it could not be kept.
func (v *Page) leftKey() string { return draft.Key(record.KindReferral, v.id, record.ID{}) }

// leave keeps what was typed when the page goes away. What was changed elsewhere meanwhile is not overwritten: then what was typed waits
// as a draft, and the page asks when it opens again.
func (v *Page) leave() error {
	ctx, r := context.Background(), v.copied()
	err := v.src.SaveReferral(ctx, r)
	if versions.Changed(err) {
		return v.src.SaveDraft(ctx, v.leftKey(), r)
	}
	return err
}

// leftBefore reads what waits; nil when nothing does.
func (v *Page) leftBefore(ctx context.Context) (*record.Referral, error) {
	r, ok, err := v.src.Draft(ctx, v.leftKey())
	if err != nil || !ok {
		return nil, err
	}
	left, _ := r.(*record.Referral)
	return left, nil
}

// conflict reads what is kept now and asks which of the two counts. Nothing is overwritten before that, and what was typed waits as a
// draft until the answer, also when the page goes away.
func (v *Page) conflict(err error) bool {
	if !versions.Changed(err) {
		return false
	}
	mine := v.copied()
	task.Do(v.ctx, v.run, func(ctx context.Context) (loaded, error) {
		if err := v.src.SaveDraft(context.WithoutCancel(ctx), v.leftKey(), mine); err != nil {
			return loaded{}, err
		}
		return v.read(ctx)
	}, func(l loaded, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.road.loaded = l
		v.choose(mine)
	})
	return true
}

// choose asks, field by field, whether what was typed counts or what is kept now.
func (v *Page) choose(mine *record.Referral) {
	stored := v.copied()
	topics := versions.Topics(v.road.written(mine), v.road.written(stored), referralFields()...)
	question := versions.Ask(v.p, []versions.Pair{{Mine: mine, Stored: stored, Topics: topics}}, func(chosen []record.Record) {
		v.settleChoice(chosen[0].(*record.Referral), stored)
	}, v.nav.Fail)
	if question == nil {
		return
	}
	v.sub = func() {
		v.first = nil
		v.show(question)
	}
	v.draw()
}

// settleChoice keeps what was chosen; when that is what is kept already, only the draft goes.
func (v *Page) settleChoice(chosen, stored *record.Referral) {
	differ, err := book.Differ(chosen, stored)
	if err != nil {
		v.nav.Fail(err)
		return
	}
	if len(differ) == 0 {
		v.act("", func(ctx context.Context) error { return v.src.DropDraft(ctx, v.leftKey()) })
		return
	}
	v.road.page.Referral = chosen // what would be asked about again, if it was changed once more
	kept := v.copied()
	v.act(v.p.T("referrals.moved"), func(ctx context.Context) error {
		if err := v.src.SaveReferral(ctx, kept); err != nil {
			return err
		}
		return v.src.DropDraft(ctx, v.leftKey())
	})
}

// referralFields are the fields in which the facts of written lie.
func referralFields() []string {
	return []string{
		"partner receiver", "reason", "question", "wants", "done", "goesWell", "seen", "think", "invite", "method", "form", "purpose", "jgz", "groups", "prepare",
	}
}

// written is everything that is written on the page of a referral, to lay two versions beside each other.
func (s *road) written(r *record.Referral) []listing.KeyValue {
	p := s.p
	whom := ""
	for _, row := range s.partners {
		if row.ID == r.Partner {
			whom = row.Title.Reveal()
		}
	}
	if s.page.Partner != nil && s.page.Partner.ID == r.Partner {
		if o, ok := s.page.Partner.Officer(r.Receiver); ok {
			whom = comma(p, whom, o.First.Reveal())
		}
	}
	answer := func(c record.Check, a record.Arranged) string {
		if a == "" {
			return ""
		}
		return comma(p, p.Value("check", string(c)), p.Value("arranged", string(a)))
	}
	invite := comma(p, r.Invite.Lead.Reveal(), answer(record.CheckSecrecy, r.Invite.Secrecy),
		answer(record.CheckConduct, r.Invite.Conduct), answer(record.CheckPay, r.Invite.Pay))
	return []listing.KeyValue{
		{Key: p.T("referrals.to.partner"), Value: whom},
		{Key: p.T("referrals.to.reason"), Value: r.Reason.Reveal()}, {Key: p.T("referrals.to.question"), Value: r.Question.Reveal()},
		{Key: p.T("referrals.to.wants"), Value: r.Wants.Reveal()}, {Key: p.T("referrals.to.done"), Value: r.Done.Reveal()},
		{Key: p.T("referrals.to.goeswell"), Value: r.GoesWell.Reveal()}, {Key: p.T("referrals.to.seen"), Value: r.Seen.Reveal()},
		{Key: p.T("referrals.to.think"), Value: r.Think.Reveal()}, {Key: p.T("referrals.check.lead"), Value: invite},
		{Key: p.T("referrals.to.method"), Value: versions.Words(p).Value("method", string(r.Method))},
		{Key: p.T("referrals.to.form"), Value: versions.Words(p).Value("form", string(r.Form))},
		{Key: p.T("referrals.to.purpose"), Value: versions.Words(p).Value("purpose", string(r.Purpose))},
		{Key: p.T("referrals.to.jgz"), Value: versions.Words(p).Value("involvement", string(r.JGZ))},
		{Key: p.T("referrals.what.title"), Value: s.groupWords(r)}, {Key: p.T("referrals.prepare.title"), Value: s.stepWords(r)},
	}
}

func (s *road) groupWords(r *record.Referral) string {
	var all []string
	for _, g := range r.Groups {
		all = append(all, s.p.Value("field.group", string(g)))
	}
	return s.p.List(all)
}

func (s *road) stepWords(r *record.Referral) string {
	var all []string
	for _, step := range r.Steps {
		all = append(all, s.stepWord(step))
	}
	return s.p.List(all)
}
