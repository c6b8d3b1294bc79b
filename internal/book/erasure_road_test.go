package book_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// sentRoad is a family whose document is with the CJG, opened there.
func sentRoad(t *testing.T) *road {
	t.Helper()
	r := newRoad(t)
	r.do("agree", r.Agree(t.Context(), r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper}))
	r.do("send", r.Send(t.Context(), r.ref.ID))
	r.deliver()
	r.do("open", r.office.endpoint.Inbox.OpenPending())
	r.deliver()
	if d := r.page().Delivery; d.State != record.DeliveryReadable {
		t.Fatalf("%s", d.State)
	}
	return r
}

// nothingOf asks that nothing of the family stands in any record, in the outbox or in an export.
func (r *road) nothingOf() {
	r.t.Helper()
	var out bytes.Buffer
	if _, err := r.Export(r.t.Context(), &out); err != nil {
		r.t.Fatal(err)
	}
	text := i18n.Fold(out.String())
	for _, word := range []string{"Elif", "Yıldız", "Emre", "12345678", "1234 5678", "slaap", r.home.ID.String(), r.mother.ID.String(), r.child.ID.String(), r.ref.ID.String()} {
		if strings.Contains(text, i18n.Fold(word)) {
			r.t.Errorf("%q stands in:\n%s", word, out.String())
		}
	}
	if report, err := r.Verify(r.t.Context(), nil); err != nil || len(report.Findings) > 0 {
		r.t.Errorf("verify: %+v %v", report.Findings, err)
	}
}

func TestARecallOutlivesTheFamily(t *testing.T) {
	r := sentRoad(t)
	ctx := t.Context()
	plan, err := r.Erasing(ctx, record.KindHousehold, r.home.ID)
	r.do("plan", err)
	if len(plan.Shared) != 1 || plan.CanRecall() != 1 || plan.Shared[0].Do != book.HandedRecall || plan.Shared[0].Code != "H-0001" {
		t.Fatalf("%+v", plan.Shared)
	}
	sent := r.page().Delivery.ID
	r.office.stop()
	done, err := r.Erase(ctx, record.KindHousehold, r.home.ID, book.EraseOptions{Recall: true})
	r.do("erase", err)
	if done.Recalled != 1 || slices.Contains(done.Gone, sent) {
		t.Errorf("%+v", done)
	}
	r.nothingOf()
	r.deliver() // without a connection it waits
	all, err := r.Sendings(ctx)
	r.do("sendings", err)
	if len(all) != 1 || !all[0].Delivery.Orphan() || all[0].Delivery.State != record.DeliveryRecalling || all[0].Outgoing == nil || r.Status().Waiting != 1 {
		t.Fatalf("Postvak: %+v, %+v", all, r.Status())
	}
	if all[0].Partner.Reveal() != "CJG Zuiderwijk" || all[0].Code != "" {
		t.Errorf("to whom: %+v", all[0])
	}
	r.office.start(r.office.address)
	r.deliver()
	r.nothingOf()
	r.do("open recall", r.office.endpoint.Inbox.OpenPending())
	cases, err := r.office.endpoint.Inbox.Cases()
	if err != nil || len(cases) != 1 {
		t.Fatal(cases, err)
	}
	r.do("acknowledge", r.office.endpoint.Inbox.AcknowledgeErased(cases[0].ID, "marieke"))
	r.deliver()
	if all, err = r.Sendings(ctx); err != nil || len(all) != 0 || r.Status().Waiting != 0 {
		t.Errorf("after the answer something is left: %+v %v", all, err)
	}
	r.nothingOf()
}

func TestALateAnswerAboutAnErasedFamilyIsNotKept(t *testing.T) {
	r := sentRoad(t)
	ctx := t.Context()
	cases, err := r.office.endpoint.Inbox.Cases()
	r.do("cases", err)
	r.do("answer", r.office.endpoint.Inbox.Answer(cases[0].ID, cjg.Answer{State: cjg.StateAccepted, Text: "Elif Yıldız komt dinsdag.", Name: "Marieke"}, "marieke"))
	_, err = r.Erase(ctx, record.KindHousehold, r.home.ID, book.EraseOptions{Recall: true})
	r.do("erase", err)
	r.deliver()
	if n := len(r.Rows(record.KindFeedback)); n != 0 {
		t.Errorf("%d answers kept", n)
	}
	r.nothingOf()
}

func TestWithoutRecallNothingIsLeftToSend(t *testing.T) {
	r := sentRoad(t)
	done, err := r.Erase(t.Context(), record.KindHousehold, r.home.ID, book.EraseOptions{})
	r.do("erase", err)
	if done.Recalled != 0 || len(r.Rows(record.KindDelivery)) != 0 || len(r.Rows(record.KindOutgoing)) != 0 {
		t.Errorf("%+v", done)
	}
	r.nothingOf()
}

func TestWhatOnlyWaitsIsCancelled(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	r.do("agree", r.Agree(ctx, r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper}))
	r.do("send", r.Send(ctx, r.ref.ID))
	plan, err := r.Erasing(ctx, record.KindHousehold, r.home.ID)
	r.do("plan", err)
	if len(plan.Shared) != 1 || plan.Shared[0].Do != book.HandedCancel {
		t.Errorf("%+v", plan.Shared)
	}
	done, err := r.Erase(ctx, record.KindHousehold, r.home.ID, book.EraseOptions{Recall: true})
	r.do("erase", err)
	r.deliver()
	cases, err := r.office.endpoint.Inbox.Cases()
	if err != nil || len(cases) != 0 || done.Recalled != 0 || len(r.Rows(record.KindOutgoing)) != 0 {
		t.Errorf("something went all the same: %v %v %+v", cases, err, done)
	}
	r.nothingOf()
}

func TestWhatMayHaveArrivedIsRecalled(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	r.do("agree", r.Agree(ctx, r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper}))
	r.do("send", r.Send(ctx, r.ref.ID))
	r.office.stop()
	r.deliver() // an attempt without a receipt
	plan, err := r.Erasing(ctx, record.KindHousehold, r.home.ID)
	r.do("plan", err)
	if len(plan.Shared) != 1 || plan.Shared[0].Do != book.HandedRecall || !plan.Shared[0].Doubt {
		t.Errorf("%+v", plan.Shared)
	}
	_, err = r.Erase(ctx, record.KindHousehold, r.home.ID, book.EraseOptions{Recall: true})
	r.do("erase", err)
	r.nothingOf()
	r.office.start(r.office.address)
	r.deliver()
	r.do("open recall", r.office.endpoint.Inbox.OpenPending())
	r.deliver()
	if n := len(r.Rows(record.KindDelivery)); n != 0 {
		t.Errorf("%d deliveries left: it never arrived", n)
	}
}

// A recall that was asked for before goes on, whatever is chosen, as the same message.
func TestARecallUnderWayGoesOn(t *testing.T) {
	r := sentRoad(t)
	ctx := t.Context()
	r.office.stop()
	r.do("withdraw", r.Withdraw(ctx, r.ref.ID, r.mother.ID))
	r.deliver()
	before := r.Rows(record.KindOutgoing)[0].ID
	_, err := r.Erase(ctx, record.KindHousehold, r.home.ID, book.EraseOptions{})
	r.do("erase", err)
	r.nothingOf()
	if out := r.Rows(record.KindOutgoing); len(out) != 1 || out[0].ID != before || !out[0].Owner.Zero() {
		t.Fatalf("the outbox: %+v", out)
	}
	r.office.start(r.office.address)
	r.deliver()
	r.do("open recall", r.office.endpoint.Inbox.OpenPending())
	cases, err := r.office.endpoint.Inbox.Cases()
	r.do("cases", err)
	r.do("acknowledge", r.office.endpoint.Inbox.AcknowledgeErased(cases[0].ID, "marieke"))
	r.deliver()
	if n := len(r.Rows(record.KindDelivery)); n != 0 {
		t.Errorf("%d left", n)
	}
}

// One of two goes: what was sent about both stays a line without what stood in it, and the one who stays can still take it back.
func TestOneOfSeveralGoesFromWhatWasSent(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	sister := &record.Person{As: record.PersonChild, First: record.Text("Defne"), Birth: r.Today().Years(-6)}
	r.do("sister", r.SaveFamily(ctx, r.home, []book.Arrival{{Person: sister, Relation: record.RelationChild, Custody: &record.Custody{
		Custody: record.CustodySole, Holders: []record.ID{r.mother.ID}, Proof: record.ProofExtract, Seen: r.Today(),
	}}}))
	r.ref.Children = append(r.ref.Children, sister.ID)
	r.do("both", r.SaveReferral(ctx, r.ref))
	r.do("agree", r.Agree(ctx, r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper}))
	r.do("send", r.Send(ctx, r.ref.ID))
	r.deliver()
	plan, err := r.Erasing(ctx, record.KindPerson, sister.ID)
	r.do("plan", err)
	if len(plan.Shared) != 1 || !plan.Shared[0].Mixed {
		t.Errorf("%+v", plan.Shared)
	}
	_, err = r.Erase(ctx, record.KindPerson, sister.ID, book.EraseOptions{})
	r.do("erase", err)
	page := r.page()
	if d := page.Delivery; d == nil || d.State != record.DeliverySent && d.State != record.DeliveryReadable || !d.Document.Empty() || d.Erased.Zero() {
		t.Errorf("what was sent: %+v", d)
	}
	if len(page.Consents) != 1 || !page.Consents[0].Preview.Empty() || slices.Contains(page.Consents[0].Subjects, sister.ID) || page.CanSend {
		t.Errorf("the yes: %+v", page.Consents)
	}
	var out bytes.Buffer
	_, err = r.Export(ctx, &out)
	r.do("export", err)
	if strings.Contains(out.String(), "Defne") {
		t.Error("her name stands in what stays")
	}
	r.do("withdraw", r.Withdraw(ctx, r.ref.ID, r.mother.ID))
	if d := r.page().Delivery; d.State != record.DeliveryRecalling {
		t.Errorf("%s", d.State)
	}
}
