package referrals

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/internal/fault"
	"schakel/internal/record"
)

// changedElsewhere is the code of an error that says that the record was changed since the page read it.
const changedElsewhere = "store.changed"

// leftKey is where what was typed waits when it could not be kept.
func (v *Page) leftKey() string { return draft.Key(record.KindReferral, v.id, record.ID{}) }

// leave keeps what was typed when the page goes away. What was changed elsewhere meanwhile is not overwritten: then what was typed waits
// as a draft, and the page asks when it opens again.
func (v *Page) leave() error {
	ctx, r := context.Background(), v.copied()
	err := v.src.SaveReferral(ctx, r)
	if fault.CodeOf(err) == changedElsewhere {
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

// both is one field that differs between what stands on the page and what is kept.
type both struct {
	label        string
	mine, theirs string
}

// conflict reads what is kept now and asks which of the two stays. Nothing is overwritten before that.
func (v *Page) conflict(err error) bool {
	if fault.CodeOf(err) != changedElsewhere {
		return false
	}
	mine := v.copied()
	task.Do(v.ctx, v.run, v.read, func(l loaded, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.road.loaded = l
		differing := v.road.differing(mine, l.page.Referral)
		if len(differing) == 0 {
			v.draw()
			return
		}
		v.sub = func() { v.drawConflict(mine, differing) }
		v.draw()
		form.Focus(v.first)
	})
	return true
}

// differing lists the fields that a person typed and that are not the same.
func (s *road) differing(mine, theirs *record.Referral) []both {
	p := s.p
	var all []both
	text := func(label string, a, b record.Private) {
		if a.Reveal() != b.Reveal() {
			all = append(all, both{label, a.Reveal(), b.Reveal()})
		}
	}
	text(p.T("referrals.to.reason"), mine.Reason, theirs.Reason)
	text(p.T("referrals.to.question"), mine.Question, theirs.Question)
	text(p.T("referrals.to.wants"), mine.Wants, theirs.Wants)
	text(p.T("referrals.to.done"), mine.Done, theirs.Done)
	text(p.T("referrals.to.goeswell"), mine.GoesWell, theirs.GoesWell)
	text(p.T("referrals.to.seen"), mine.Seen, theirs.Seen)
	text(p.T("referrals.to.think"), mine.Think, theirs.Think)
	text(p.T("referrals.check.lead"), mine.Invite.Lead, theirs.Invite.Lead)
	word := func(label, a, b string) {
		if a != b {
			all = append(all, both{label, a, b})
		}
	}
	word(p.T("referrals.to.method"), s.methodWord(mine), s.methodWord(theirs))
	word(p.T("referrals.to.form"), s.formWord(mine), s.formWord(theirs))
	word(p.T("referrals.what.title"), s.groupWords(mine), s.groupWords(theirs))
	word(p.T("referrals.prepare.title"), s.stepWords(mine), s.stepWords(theirs))
	return all
}

func (s *road) methodWord(r *record.Referral) string {
	if r.Method == "" {
		return ""
	}
	return s.p.Value("method", string(r.Method))
}

func (s *road) formWord(r *record.Referral) string {
	if r.Form == "" {
		return ""
	}
	return s.p.Value("form", string(r.Form))
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

// drawConflict lays both versions side by side; one of them is chosen.
func (v *Page) drawConflict(mine *record.Referral, differing []both) {
	p := v.p
	side := func(title string, of func(both) string, keep *form.Button) fyne.CanvasObject {
		var facts []listing.KeyValue
		for _, d := range differing {
			value := of(d)
			if value == "" {
				value = p.T("referrals.conflict.empty")
			}
			facts = append(facts, listing.KeyValue{Key: d.label, Value: cut(value)})
		}
		return listing.NewCard(p, title, listing.NewKeyValues(p, facts, ""), form.NewActions(p, []fyne.CanvasObject{keep}, nil))
	}
	keepMine := form.NewSecondary(p, p.T("referrals.conflict.mine.keep"), func() {
		mine.Revision = v.road.ref().Revision
		v.act(p.T("referrals.moved"), func(ctx context.Context) error {
			if err := v.src.SaveReferral(ctx, mine); err != nil {
				return err
			}
			return v.src.DropDraft(ctx, v.leftKey())
		})
	})
	keepTheirs := form.NewSecondary(p, p.T("referrals.conflict.theirs.keep"), func() {
		v.act("", func(ctx context.Context) error { return v.src.DropDraft(ctx, v.leftKey()) })
	})
	v.first = keepMine
	v.show(listing.NewPageHead(p, p.T("referrals.conflict.title"), v.road.code()), text(p, p.T("referrals.conflict.help")),
		form.NewColumns(p, look.FieldGap, side(p.T("referrals.conflict.mine"), func(b both) string { return b.mine }, keepMine),
			side(p.T("referrals.conflict.theirs"), func(b both) string { return b.theirs }, keepTheirs)))
}
