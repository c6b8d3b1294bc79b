package referrals

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

func sortChoices(p *i18n.Printer, choices []form.Choice) {
	slices.SortFunc(choices, func(a, b form.Choice) int { return p.Compare(a.Text, b.Text) })
}

// invited asks what a partner asks. What is typed is kept as a draft from the first key.
func (e *Entry) invited(partner record.ID) {
	e.typed = &record.Referral{Way: record.WayIn, State: record.ReferralDraft, Partner: partner, AskedOn: e.src.Today()}
	e.draft = draft.New(e.src, e.run, draft.Key(record.KindReferral, record.ID{}, partner)+"/in", func() record.Record {
		r := *e.typed
		return &r
	}, func(err error) {
		if err != nil {
			e.nav.Fail(err)
		}
	})
	task.Do(e.ctx, e.run, func(ctx context.Context) (*record.Referral, error) {
		r, ok, err := e.draft.Read(ctx)
		if was, is := r.(*record.Referral); ok && is && err == nil {
			return was, nil
		}
		return e.typed, err
	}, func(r *record.Referral, err error) {
		if err != nil {
			e.nav.Fail(err)
			return
		}
		e.typed = r
		e.drawInvited()
	})
}

func (e *Entry) drawInvited() {
	p := e.p
	partners := e.src.Rows(record.KindPartner)
	choices := make([]form.Choice, 0, len(partners))
	ids := map[string]record.ID{}
	for _, row := range partners {
		ids[row.ID.String()] = row.ID
		choices = append(choices, form.Choice{Value: row.ID.String(), Text: row.Title.Reveal()})
	}
	sortChoices(p, choices)
	var from *form.Field
	choose := form.NewSelect(p, choices, form.SelectOptions{Icon: look.IconLifebuoy, Wide: true}, func(value string) {
		e.change(func(r *record.Referral) { r.Partner, r.Receiver = ids[value], record.ID{} })
		from.SetError("")
	})
	if !e.typed.Partner.Zero() {
		choose.SetValue(e.typed.Partner.String())
	}
	from = form.NewField(p, form.FieldOptions{Label: p.T("referrals.invite.from"), Validate: func() string {
		if e.typed.Partner.Zero() {
			return p.T("problem.required")
		}
		return ""
	}}, choose)
	what, entry := form.NewTextField(p, form.FieldOptions{
		Label: p.T("referrals.invite.what"), Help: p.T("referrals.invite.what.help"), Validate: func() string {
			if e.typed.Invite.What.Empty() {
				return p.T("problem.required")
			}
			return wrong(p, e.typed.Invite.What.Reveal(), record.LimitShort)
		},
	}, 2, func(s string) { e.change(func(r *record.Referral) { r.Invite.What = record.Text(s) }) })
	entry.SetText(e.typed.Invite.What.Reveal())
	kind := form.NewChips(p, form.Choices(p, "invite.kind", words(record.InviteKinds())...), form.ChipsOptions{}, func(values []string) {
		e.change(func(r *record.Referral) { r.Invite.Kind = record.InviteKind(only(values)) })
	})
	kind.SetValues(string(e.typed.Invite.Kind))
	when := form.NewDateField(p, form.DateOptions{Label: p.T("referrals.invite.on")}, e.src.Today(), func(d record.Date, filled bool) {
		if filled {
			e.change(func(r *record.Referral) { r.AskedOn = d })
		}
	})
	when.SetValue(e.typed.AskedOn)
	save := form.NewPrimary(p, p.T("referrals.write"), func() {
		good := from.Validate()
		good = what.Validate() && good
		if good && when.Validate() {
			e.keepInvited(when)
		}
	})
	e.fill(column(p, 16, under(p, e.nav.Back, p.T("referrals.road.in"), ""),
		listing.NewCard(p, p.T("referrals.invite.title"), text(p, p.T("referrals.invite.help")),
			column(p, look.FieldGap, from, what, form.NewField(p, form.FieldOptions{Label: p.T("referrals.invite.kind")}, kind), when)),
		form.NewActions(p, []fyne.CanvasObject{save}, nil)))
	form.Focus(choose)
}

func (e *Entry) change(f func(r *record.Referral)) {
	f(e.typed)
	e.draft.Touch()
}

// keepInvited writes the question down; a day that cannot be is said beside it.
func (e *Entry) keepInvited(when *form.DateField) {
	r := *e.typed
	task.Do(e.ctx, e.run, func(ctx context.Context) (*record.Referral, error) {
		kept, err := e.src.Invited(ctx, r.Partner, r.Receiver, r.AskedOn, r.Invite)
		if err != nil {
			return nil, err
		}
		return kept, e.draft.Drop(ctx)
	}, func(kept *record.Referral, err error) {
		if ps := problemsOf(err); len(ps.Of("askedOn")) > 0 {
			when.SetError(e.p.Problem(ps.Of("askedOn")[0]))
			e.place.Refresh()
			return
		}
		if err != nil {
			e.nav.Fail(err)
			return
		}
		e.draft.Finish()
		e.draft = nil
		e.nav.Saved(record.KindReferral, kept.ID)
	})
}
