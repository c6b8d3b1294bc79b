package book_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/consent"
	"schakel/internal/record"
)

// yes lets somebody say yes to what the page shows.
func (r *road) yes(giver record.ID, heard ...string) {
	r.t.Helper()
	r.do("agree", r.Agree(r.t.Context(), r.ref.ID, book.Agreement{
		Giver: giver, Answer: record.AnswerYes, Way: record.WayReadAloud, Language: "tr", HearBack: record.AnswerYes, Shown: r.page().Hash, Heard: heard,
	}))
}

// father joins the family, and from then on both parents decide about the child.
func (r *road) father() *record.Person {
	r.t.Helper()
	f := &record.Person{As: record.PersonParent, Gender: record.GenderMale, First: record.Text("Murat"), Last: record.Text("Yıldız")}
	r.do("father", r.SaveFamily(r.t.Context(), r.home, []book.Arrival{{Person: f, Relation: record.RelationFather}}))
	r.home.Custody = []record.Custody{{Child: r.child.ID, Custody: record.CustodyJoint, Holders: []record.ID{r.mother.ID, f.ID}}}
	r.do("gezag", r.SaveFamily(r.t.Context(), r.home, nil))
	return f
}

func TestAYesOfSomebodyWithoutCapacityIsRefused(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	other := &record.Person{As: record.PersonParent, First: record.Text("Kemal")}
	r.do("other", r.SaveFamily(ctx, r.home, []book.Arrival{{Person: other, Relation: record.RelationStepparent}}))
	for _, who := range []record.ID{other.ID, r.child.ID, {7}} {
		err := r.Agree(ctx, r.ref.ID, book.Agreement{Giver: who, Answer: record.AnswerYes, Way: record.WayPaper})
		if !errors.Is(err, book.ErrNotAsked) {
			t.Errorf("a yes of somebody who does not decide: %v", err)
		}
	}
	if len(r.Rows(record.KindConsent)) != 0 {
		t.Error("something was kept")
	}
	page := r.page()
	if got := consent.Askable(page.Decision.Subjects); !slices.Equal(got, []record.ID{r.mother.ID}) {
		t.Errorf("who can: %v", got)
	}
}

func TestAYesIsAboutWhatWasShown(t *testing.T) {
	r := newRoad(t)
	shown := r.page().Hash
	r.ref = r.page().Referral
	r.ref.Reason = record.Text("iets anders")
	r.do("save", r.SaveReferral(t.Context(), r.ref))
	err := r.Agree(t.Context(), r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper, Shown: shown})
	if !errors.Is(err, book.ErrChanged) || len(r.Rows(record.KindConsent)) != 0 {
		t.Errorf("a yes to a document that is no more: %v", err)
	}
}

func TestHowLongAYesCounts(t *testing.T) {
	r := newRoad(t)
	ctx, today := t.Context(), r.Today()
	for _, bad := range []record.Date{today.Add(-1), today.Add(book.ConsentMost + 1)} {
		err := r.Agree(ctx, r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper, Until: bad})
		var ps record.Problems
		if !errors.As(err, &ps) || ps[0].Field != "until" {
			t.Errorf("until %s: %v", bad, err)
		}
	}
	r.yes(r.mother.ID)
	c := r.page().Consents[0]
	if c.Until != today.Add(book.ConsentDays) {
		t.Errorf("the usual half year: until %s", c.Until)
	}
	if !r.page().CanSend {
		t.Fatal("not sendable")
	}
	r.back.Store(-int64(book.ConsentDays+1) * int64(24*time.Hour))
	page := r.page()
	if page.CanSend || page.Decision.Problems[0].Code != consent.ConsentExpired && page.Decision.Problems[0].Code != consent.PreviewChanged {
		t.Errorf("after its last day: %+v", page.Decision.Problems)
	}
}

// TestOnlyWhatChangedIsReadAgain: after a correction the sentences that stayed the same keep the day on which they were heard, and the
// lines that changed are named. After a withdrawal everything is read again.
func TestOnlyWhatChangedIsReadAgain(t *testing.T) {
	r := newRoad(t)
	r.yes(r.mother.ID, "een", "twee", "drie")
	first := r.Today()
	r.back.Store(-int64(3 * 24 * time.Hour))
	r.ref = r.page().Referral
	r.ref.Question = record.Text("Ik wil dat hij weer rustig slaapt.")
	r.do("correct", r.SaveReferral(t.Context(), r.ref))
	page := r.page()
	before := page.Before(r.mother.ID, "tr")
	if before == nil || page.Before(r.mother.ID, "nl") != nil {
		t.Fatal("what was read in Turkish is not remembered, or counts in another language")
	}
	changes, readable := page.Differences(before.Preview)
	if !readable || len(changes) != 1 || changes[0].Now.Key != "vraag" || changes[0].Was.Value != "Ik wil dat hij weer doorslaapt." {
		t.Errorf("changes: %+v", changes)
	}
	r.yes(r.mother.ID, "een", "TWEE", "drie")
	var newest *record.Consent
	for _, c := range r.page().Consents {
		if c.Hash == r.page().Hash {
			newest = c
		}
	}
	want := []record.Heard{
		{Hash: record.Sentence("een"), On: first}, {Hash: record.Sentence("TWEE"), On: first.Add(3)}, {Hash: record.Sentence("drie"), On: first},
	}
	if newest == nil || !slices.Equal(newest.Heard, want) {
		t.Errorf("heard %+v", newest)
	}
	r.do("withdraw", r.Withdraw(t.Context(), r.ref.ID, r.mother.ID))
	page = r.page()
	if page.Before(r.mother.ID, "tr") != nil {
		t.Error("a yes that was taken back still saves reading")
	}
}

// TestAPartIsTakenBack: of two parents one takes the question back after it went. The CJG is asked to erase that group, the rest stays,
// and the road goes on. Taking the rest back later is a recall of everything.
func TestAPartIsTakenBack(t *testing.T) {
	r := newRoad(t)
	father := r.father()
	r.yes(r.mother.ID)
	r.yes(father.ID)
	r.do("send", r.Send(t.Context(), r.ref.ID))
	r.deliver()
	if s := r.page().Referral.State; s != record.ReferralSent {
		t.Fatalf("not sent: %s", s)
	}
	r.do("opened", r.office.endpoint.Inbox.OpenPending())
	question := []record.FieldGroup{record.GroupQuestion}
	r.do("part", r.WithdrawParts(t.Context(), r.ref.ID, father.ID, question))
	page := r.page()
	if page.Delivery.State != record.DeliveryRecalling || !slices.Equal(page.Delivery.Parts, question) || page.Referral.State != record.ReferralSent {
		t.Errorf("after a part: %s %v, %s", page.Delivery.State, page.Delivery.Parts, page.Referral.State)
	}
	if slices.Contains(page.Referral.Groups, record.GroupQuestion) || slices.Contains(page.Standing(father.ID), record.GroupQuestion) {
		t.Error("the group is still on")
	}
	if !slices.Contains(page.Standing(r.mother.ID), record.GroupQuestion) {
		t.Error("what the mother said was changed by the father")
	}
	r.deliver()
	r.do("open", r.office.endpoint.Inbox.OpenPending())
	cases, err := r.office.endpoint.Inbox.Cases()
	r.do("cases", err)
	if len(cases) != 1 || !slices.Equal(cases[0].Groups, []string{"vraag"}) {
		t.Errorf("the CJG heard %+v", cases)
	}
	if err := r.WithdrawParts(t.Context(), r.ref.ID, father.ID, question); !errors.Is(err, book.ErrNotAsked) {
		t.Errorf("the same part twice: %v", err)
	}
	r.do("rest", r.Withdraw(t.Context(), r.ref.ID, r.mother.ID))
	page = r.page()
	if page.Delivery.State != record.DeliveryRecalling || len(page.Delivery.Parts) != 0 || page.Referral.State != record.ReferralWithdrawn {
		t.Errorf("after the rest: %s %v, %s", page.Delivery.State, page.Delivery.Parts, page.Referral.State)
	}
	r.deliver()
	r.do("open", r.office.endpoint.Inbox.OpenPending())
	if cases, err = r.office.endpoint.Inbox.Cases(); err != nil || len(cases[0].Groups) != 0 {
		t.Errorf("the CJG heard %+v, %v", cases, err)
	}
	r.do("erased", r.office.endpoint.Inbox.AcknowledgeErased(cases[0].ID, "marieke"))
	r.deliver()
	if d := r.page().Delivery; d.State != record.DeliveryRecalled || d.Recall != "deleted" {
		t.Errorf("in the end: %s %s", d.State, d.Recall)
	}
}

// TestAPartBeforeItWentCancelsWhatWaits: nothing goes with the old yes, and the shorter document asks everybody for what changed only.
func TestAPartBeforeItWentCancelsWhatWaits(t *testing.T) {
	r := newRoad(t)
	r.yes(r.mother.ID)
	r.office.stop()
	r.do("send", r.Send(t.Context(), r.ref.ID))
	r.do("part", r.WithdrawParts(t.Context(), r.ref.ID, r.mother.ID, []record.FieldGroup{record.GroupPhone}))
	page := r.page()
	if page.Delivery.State != record.DeliveryCancelled || len(r.Rows(record.KindOutgoing)) != 0 || page.CanSend {
		t.Fatalf("%s, %d outgoing, can send %v", page.Delivery.State, len(r.Rows(record.KindOutgoing)), page.CanSend)
	}
	if strings.Contains(page.Preview, "06 1234 5678") {
		t.Error("the number is still in what would go")
	}
	r.yes(r.mother.ID)
	if !r.page().CanSend {
		t.Errorf("the shorter document: %+v", r.page().Decision.Problems)
	}
	all := record.FieldGroups()
	r.do("everything by parts", r.WithdrawParts(t.Context(), r.ref.ID, r.mother.ID, all))
	if page = r.page(); page.Referral.State != record.ReferralWithdrawn {
		t.Errorf("every part is everything: %s", page.Referral.State)
	}
}

func TestWhatWasReceiptedStaysWhenTheRuleChanges(t *testing.T) {
	r := newRoad(t)
	r.yes(r.mother.ID)
	r.do("send", r.Send(t.Context(), r.ref.ID))
	r.deliver()
	r.father()
	page := r.page()
	if page.Decision.Allowed || page.Referral.State != record.ReferralSent || page.Delivery.State == record.DeliveryRecalling {
		t.Errorf("after a change of gezag: allowed %v, %s, %s", page.Decision.Allowed, page.Referral.State, page.Delivery.State)
	}
	if all := r.office.endpoint.Inbox; all != nil {
		if cases, err := all.Cases(); err != nil || len(cases) > 1 {
			t.Errorf("%v %v", cases, err)
		}
	}
}

// TestWhoIsNotSafeToAskIsNeverNamed: no sentence of Vandaag names that parent, no start speaks with them, and nothing about the child goes.
func TestWhoIsNotSafeToAskIsNeverNamed(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	father := r.father()
	r.yes(r.mother.ID)
	r.yes(father.ID)
	r.do("send", r.Send(ctx, r.ref.ID))
	r.do("unsafe", r.SetUnsafe(ctx, r.home.ID, father.ID, true))
	r.deliver()
	page := r.page()
	if page.Delivery.State != record.DeliveryQuarantined || page.Decision.Allowed {
		t.Fatalf("it went: %s", page.Delivery.State)
	}
	for _, a := range page.Decision.Asks {
		if a.Person == father.ID {
			t.Error("the father is to be asked")
		}
	}
	promise := &record.Contact{
		About: record.AboutPerson, Subject: father.ID, On: r.Today(), Place: record.Places()[0], Roles: record.Roles()[:1],
		Promise: record.Text("murat terugbellen"), PromDue: r.Today(),
	}
	r.do("promise", r.SaveContact(ctx, promise))
	second, err := r.StartReferral(ctx, r.home.ID, record.ID{})
	r.do("start", err)
	if second.Parent != r.mother.ID {
		t.Error("the start speaks with somebody who is not safe to ask")
	}
	second.Parent, second.Partner = father.ID, r.ref.Partner
	r.do("save", r.SaveReferral(ctx, second))
	r.do("handed over", r.MoveReferral(ctx, second.ID, record.ReferralHandOver, "", string(record.MethodPhone)))
	r.back.Store(-int64(8 * 24 * time.Hour))
	sentences, err := r.TodayList(ctx, 50)
	r.do("today", err)
	arrival := false
	for _, s := range sentences {
		arrival = arrival || s.Sort == book.SentenceArrival
		for _, text := range []record.Private{s.Who, s.Where, s.Child, s.What} {
			if strings.Contains(strings.ToLower(text.Reveal()), "murat") {
				t.Errorf("%s names the father", s.Sort)
			}
		}
	}
	if !arrival {
		t.Error("nobody asks whether the family arrived")
	}
	r.back.Store(0)
	week, err := r.Week(ctx, r.Today().Monday())
	r.do("week", err)
	for _, p := range week {
		if strings.Contains(strings.ToLower(p.Who.Reveal()), "murat") {
			t.Errorf("the week names the father: %s", p.Type)
		}
	}
	if err := r.OwnDataOnly(ctx, second.ID); err == nil {
		t.Error("the own data of somebody unsafe are offered")
	}
}

// TestTheParentsOwnDataAreASafeRoad leaves the children out and needs only that parent.
func TestTheParentsOwnDataAreASafeRoad(t *testing.T) {
	r := newRoad(t)
	father := r.father()
	r.do("unsafe", r.SetUnsafe(t.Context(), r.home.ID, father.ID, true))
	r.do("own data", r.OwnDataOnly(t.Context(), r.ref.ID))
	page := r.page()
	if strings.Contains(page.Preview, "Emre") || strings.Contains(page.Preview, "doorslaapt") || slices.Contains(page.Referral.Groups, record.GroupQuestion) {
		t.Errorf("something about the child is left: %s", page.Preview)
	}
	r.yes(r.mother.ID)
	if !r.page().CanSend {
		t.Errorf("%+v", r.page().Decision.Problems)
	}
}

// TestNothingAsksAgainAfterANo looks at every question there is: the rule's list of whom to ask, and every sentence of Vandaag.
func TestNothingAsksAgainAfterANo(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	r.do("no", r.Agree(ctx, r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerNo, Way: record.WayInPerson}))
	for _, days := range []int{0, 1, 7, 14, 30, 173, 180, 181, 400} {
		r.back.Store(-int64(days) * int64(24*time.Hour))
		page := r.page()
		if len(page.Decision.Asks) != 0 {
			t.Errorf("after %d days somebody is asked: %+v", days, page.Decision.Asks)
		}
		if err := r.Agree(ctx, r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper}); !errors.Is(err, book.ErrAsked) {
			t.Errorf("after %d days a yes is written over the no: %v", days, err)
		}
		sentences, err := r.TodayList(ctx, 50)
		r.do("today", err)
		for _, s := range sentences {
			if s.ID == r.ref.ID {
				t.Errorf("after %d days Vandaag speaks of it: %s", days, s.Sort)
			}
		}
	}
}

// TestAYesThatRunsOutIsSaidOnce: only while it has not gone, only in its last week, and not when it was put off.
func TestAYesThatRunsOutIsSaidOnce(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	r.do("yes", r.Agree(ctx, r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper, Until: r.Today().Add(30)}))
	said := func(days int) (n int) {
		r.back.Store(-int64(days) * int64(24*time.Hour))
		all, err := r.TodayList(ctx, 50)
		r.do("today", err)
		for _, s := range all {
			if s.Sort == book.SentenceRunsOut {
				n++
				if s.ID != r.ref.ID || !s.Who.Empty() {
					t.Errorf("%+v", s)
				}
			}
		}
		return n
	}
	for days, want := range map[int]int{0: 0, 22: 0, 23: 1, 30: 1, 31: 0} {
		if got := said(days); got != want {
			t.Errorf("after %d days it is said %d times", days, got)
		}
	}
	r.back.Store(-int64(24 * 24 * int64(time.Hour)))
	r.do("not now", r.NotNow(ctx, string(book.SentenceRunsOut)+"/"+r.ref.ID.String(), r.Today().Add(30)))
	if said(25) != 0 || said(30) != 0 {
		t.Error("it is said again after niet nu")
	}
}

func TestAChangeOfGezagIsMentioned(t *testing.T) {
	r := newRoad(t)
	from := r.Today().Add(5)
	r.home.Custody = append(r.home.Custody, record.Custody{Child: r.child.ID, Custody: record.CustodyUnknown, From: from})
	r.do("gezag", r.SaveFamily(t.Context(), r.home, nil))
	all, err := r.TodayList(t.Context(), 50)
	r.do("today", err)
	i := slices.IndexFunc(all, func(s book.Sentence) bool { return s.Sort == book.SentenceCustody })
	if i < 0 || all[i].On != from || all[i].Child.Reveal() != "Emre" {
		t.Fatalf("%+v", all)
	}
	page, err := r.WhoMustAgree(t.Context(), r.home.ID)
	r.do("rule", err)
	if len(page.Now) != 1 || page.Now[0].Change != from || len(page.Now[0].Hurdles) != 0 || len(page.Next) != 1 || len(page.Next[0].Hurdles) == 0 {
		t.Errorf("%+v", page)
	}
	r.back.Store(-int64(5 * 24 * time.Hour))
	unknown := func(p consent.Problem) bool { return p.Code == consent.CustodyUnknown && p.Subject == r.child.ID }
	if p := r.page(); !slices.ContainsFunc(p.Decision.Problems, unknown) {
		t.Errorf("from that day: %+v", p.Decision.Problems)
	}
}

// TestAnImportedYesIsReviewedHere: it counts for nothing before, a wrong one is taken away, and one without capacity cannot be accepted.
func TestAnImportedYesIsReviewedHere(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	other := &record.Person{As: record.PersonParent, First: record.Text("Kemal")}
	r.do("other", r.SaveFamily(ctx, r.home, []book.Arrival{{Person: other, Relation: record.RelationStepparent}}))
	r.yes(r.mother.ID)
	given := r.page().Consents[0]
	line := func(id record.ID, giver record.ID) string {
		var out bytes.Buffer
		_, err := r.Export(ctx, &out)
		r.do("export", err)
		for l := range strings.Lines(out.String()) {
			if strings.Contains(l, `"kind":"consent"`) && strings.Contains(l, given.ID.String()) {
				l = strings.ReplaceAll(l, given.ID.String(), id.String())
				return strings.ReplaceAll(l, `"giver":"`+r.mother.ID.String(), `"giver":"`+giver.String())
			}
		}
		t.Fatal("no line")
		return ""
	}
	good, bad := record.ID{1, 1}, record.ID{2, 2}
	lines := line(good, r.mother.ID) + line(bad, other.ID)
	r.do("withdraw", r.Withdraw(ctx, r.ref.ID, r.mother.ID))
	r.do("again", func() error {
		ref, err := r.StartReferral(ctx, r.home.ID, record.ID{})
		if err != nil {
			return err
		}
		lines = strings.ReplaceAll(lines, r.ref.ID.String(), ref.ID.String())
		return nil
	}())
	added, err := r.Import(ctx, strings.NewReader(lines))
	r.do("import", err)
	if added != 2 {
		t.Fatalf("%d added", added)
	}
	if err := r.Review(ctx, bad); !errors.Is(err, book.ErrNotAsked) {
		t.Errorf("a yes without capacity was accepted: %v", err)
	}
	r.do("discard", r.Discard(ctx, bad))
	if err := r.Discard(ctx, given.ID); err == nil {
		t.Error("a yes that was given here was taken away")
	}
	r.do("review", r.Review(ctx, good))
	if err := r.Discard(ctx, good); err == nil {
		t.Error("a reviewed yes was taken away")
	}
}

// TestWhoIsResponsibleStandsInTheYes: what the worker filled in, and on the wire nothing of it.
func TestWhoIsResponsibleStandsInTheYes(t *testing.T) {
	r := newRoad(t)
	p, err := r.Profile(t.Context())
	r.do("profile", err)
	p.Responsible, p.Complaints = record.Text("Stichting De Brug"), record.Text("info@debrug.example")
	r.do("save", r.SaveProfile(t.Context(), p))
	r.yes(r.mother.ID)
	c := r.page().Consents[0]
	if c.Here.Reveal() != "Stichting De Brug, info@debrug.example" || c.Responsible.Reveal() != "Gemeente Zuiderwijk" {
		t.Errorf("here %q, there %q", c.Here.Reveal(), c.Responsible.Reveal())
	}
}

// TestDoubtAndDangerAreNeverInADocument, also when the worry became one after the road began.
func TestDoubtAndDangerAreNeverInADocument(t *testing.T) {
	for _, level := range []record.ConcernLevel{record.LevelDoubt, record.LevelDanger} {
		r := newRoad(t)
		ctx := t.Context()
		page := r.page()
		page.Concern.Level = level
		r.do("concern", r.SaveConcern(ctx, page.Concern))
		page = r.page()
		if page.Document != nil || len(page.Lines) != 0 || page.Hash != "" || page.CanSend {
			t.Errorf("%s: there is a document", level)
		}
		if err := r.Send(ctx, r.ref.ID); err == nil {
			t.Errorf("%s: it was sent", level)
		}

	}
}
