package book_test

import (
	"strings"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/consent"
	"schakel/internal/record"
	"schakel/internal/record/codec"
)

// consentTable is where one person's answer stands on a road, what can be done, and where it stands then. What is not in it is refused.
// A no is final here: nothing in the program takes it back or asks again. A withdrawal ends the road: another answer needs a new one. A yes
// that came by a file counts only after a look here.
const consentTable = `
unasked: yes>yes no>no
yes: yes>yes no>no part>part withdraw>withdrawn review>yes
part: yes>yes no>no part>withdrawn withdraw>withdrawn review>part
withdrawn: review>withdrawn
no: review>no
imported: yes>yes no>no part>part withdraw>withdrawn review>yes discard>unasked
`

// taskTable is the same of something to do: once done it stays done, and what is put off comes back on its day.
const taskTable = `
open: finish>done due>later reopen>open
later: finish>done due>later reopen>open
done: finish>done
`

func tableOf(text string) map[string]map[string]string {
	all := map[string]map[string]string{}
	for line := range strings.Lines(strings.TrimSpace(text)) {
		from, moves, _ := strings.Cut(strings.TrimSpace(line), ":")
		all[from] = map[string]string{}
		for _, move := range strings.Fields(moves) {
			action, to, _ := strings.Cut(move, ">")
			all[from][action] = to
		}
	}
	return all
}

// asking is a road of a mother alone, in a book of many.
type asking struct {
	t      *testing.T
	l      *laptop
	b      *book.Book
	mother record.ID
	road   record.ID
}

func newAsking(t *testing.T, l *laptop, partner record.ID) *asking {
	t.Helper()
	b := l.b
	ctx := t.Context()
	mother := &record.Person{As: record.PersonParent, First: record.Text("Elif")}
	h := &record.Household{Name: record.Text("gezin")}
	must(t, b.SaveFamily(ctx, h, []book.Arrival{{Person: mother, Relation: record.RelationMother}}))
	r, err := b.StartReferral(ctx, h.ID, record.ID{})
	must(t, err)
	r.Partner, r.Reason, r.Groups = partner, record.Text("meedenken"), []record.FieldGroup{record.GroupName, record.GroupReason}
	must(t, b.SaveReferral(ctx, r))
	return &asking{t, l, b, mother.ID, r.ID}
}

func (a *asking) page() book.ReferralPage {
	a.t.Helper()
	page, err := a.b.ReferralPage(a.t.Context(), a.road)
	must(a.t, err)
	return page
}

func (a *asking) last() *record.Consent {
	var last *record.Consent
	for _, c := range a.page().Consents {
		if last == nil || c.Created.After(last.Created) {
			last = c
		}
	}
	return last
}

// do is one action.
func (a *asking) do(action string) error {
	ctx := a.t.Context()
	a.l.now = a.l.now.Add(time.Second)
	say := func(answer record.Answer) error {
		return a.b.Agree(ctx, a.road, book.Agreement{Giver: a.mother, Answer: answer, Way: record.WayPaper, Shown: a.page().Hash})
	}
	switch action {
	case "yes":
		return say(record.AnswerYes)
	case "no":
		return say(record.AnswerNo)
	case "part":
		page := a.page()
		groups := page.Standing(a.mother)
		if len(groups) == 0 {
			groups = []record.FieldGroup{record.GroupName}
		}
		return a.b.WithdrawParts(ctx, a.road, a.mother, groups[:1])
	case "withdraw":
		return a.b.Withdraw(ctx, a.road, a.mother)
	}
	c := a.last()
	if c == nil {
		return book.ErrNotAsked
	}
	if action == "review" {
		return a.b.Review(ctx, c.ID)
	}
	return a.b.Discard(ctx, c.ID)
}

// reach brings the answer into a state.
func (a *asking) reach(state string) {
	a.t.Helper()
	for _, action := range map[string][]string{"yes": {"yes"}, "part": {"yes", "part"}, "withdrawn": {"yes", "withdraw"}, "no": {"no"}}[state] {
		must(a.t, a.do(action))
	}
	if state != "imported" {
		return
	}
	page := a.page()
	id, err := record.NewID(nil)
	must(a.t, err)
	line, err := codec.Line(&record.Consent{
		Head: record.Head{ID: id, Owner: page.Referral.Owner}, Referral: a.road, Subjects: page.Referral.Subjects(), Giver: a.mother, Capacity: record.CapacitySelf,
		Recipient: page.Referral.Partner, Purpose: page.Referral.Purpose, Groups: page.Referral.Groups, Answer: record.AnswerYes, Way: record.WayPaper, On: a.b.Today(),
		Schema: page.Schema, Preview: record.Text(page.Preview), Hash: page.Hash,
	})
	must(a.t, err)
	_, err = a.b.Import(a.t.Context(), strings.NewReader(string(line)+"\n"))
	must(a.t, err)
}

// state is where the answer stands.
func (a *asking) state() string {
	page := a.page()
	stand := consent.StandAsk
	for _, s := range page.Decision.Subjects {
		for _, g := range s.Givers {
			stand = g.Stand
		}
	}
	c := a.last()
	switch {
	case stand == consent.StandNo:
		return "no"
	case c == nil:
		return "unasked"
	case !c.Withdrawn.Zero():
		return "withdrawn"
	case len(c.Taken) > 0:
		return "part"
	case c.Imported && c.Reviewed.Zero():
		return "imported"
	case stand == consent.StandAgreed:
		return "yes"
	}
	return string(stand)
}

func TestEveryStateOfAnAnswerAndEveryAction(t *testing.T) {
	l := newLaptop(t)
	own, err := l.b.Profile(t.Context())
	must(t, err)
	own.Name = record.Text("Samira")
	must(t, l.b.SaveProfile(t.Context(), own))
	cjg := &record.Partner{Type: record.PartnerCJG, Name: record.Text("CJG")}
	must(t, l.b.SavePartner(t.Context(), cjg))
	for from, moves := range tableOf(consentTable) {
		for _, action := range []string{"yes", "no", "part", "withdraw", "review", "discard"} {
			a := newAsking(t, l, cjg.ID)
			a.reach(from)
			if got := a.state(); got != from {
				t.Fatalf("%s was not reached: %s", from, got)
			}
			before := len(a.page().Consents)
			err := a.do(action)
			want, legal := moves[action]
			switch got := a.state(); {
			case legal && (err != nil || got != want):
				t.Errorf("%s + %s: %s, %v, want %s", from, action, got, err, want)
			case !legal && (err == nil || got != from || len(a.page().Consents) != before):
				t.Errorf("%s + %s: %s, %v, want a refusal and no change", from, action, got, err)
			}
			if may := a.page().Decision.Allowed; may != (a.state() == "yes") && a.state() != "part" {
				t.Errorf("%s + %s: %s, and it may go is %v", from, action, a.state(), may)
			}
		}
	}
}

func TestEveryStateOfATaskAndEveryAction(t *testing.T) {
	l := newLaptop(t)
	ctx, b := t.Context(), l.b
	state := func(id record.ID) string {
		task, err := b.Task(ctx, id)
		must(t, err)
		switch {
		case !task.Done.Zero():
			return "done"
		case task.Due.After(b.Today()):
			return "later"
		}
		return "open"
	}
	for from, moves := range tableOf(taskTable) {
		for _, action := range []string{"finish", "due", "reopen"} {
			task := &record.Task{Text: record.Text("bellen")}
			if from == "later" {
				task.Due = b.Today().Add(9)
			}
			must(t, b.SaveTask(ctx, task))
			if from == "done" {
				must(t, b.FinishTask(ctx, task.ID))
			}
			task, err := b.Task(ctx, task.ID)
			must(t, err)
			want, legal := moves[action]
			switch action {
			case "finish":
				err = b.FinishTask(ctx, task.ID)
			case "due":
				task.Due = b.Today().Add(3)
				err = b.SaveTask(ctx, task)
			case "reopen":
				task.Due = record.Date{}
				err = b.SaveTask(ctx, task)
			}
			if !legal {
				want = from
			}
			if got := state(task.ID); got != want || legal && err != nil {
				t.Errorf("%s + %s: %s, %v, want %s", from, action, got, err, want)
			}
			list, err := b.TodayList(ctx, 50)
			must(t, err)
			for _, s := range list {
				if s.ID == task.ID && want != "open" {
					t.Errorf("%s + %s: Vandaag says it", from, action)
				}
			}
		}
	}
}
