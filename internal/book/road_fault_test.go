package book_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/record"
)

// after lets the office do its work, after which something else answers: status 0 breaks the line.
func (o *cjgOffice) after(status int) {
	o.t.Helper()
	o.stop()
	o.wrap = func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet {
				next.ServeHTTP(w, r)
				return
			}
			next.ServeHTTP(httptest.NewRecorder(), r)
			if status == 0 {
				panic(http.ErrAbortHandler)
			}
			w.WriteHeader(status)
		})
	}
	o.start(o.address)
}

// plain takes away what stands between.
func (o *cjgOffice) plain() {
	o.t.Helper()
	o.stop()
	o.wrap = nil
	o.start(o.address)
}

func (r *road) agreeAndSend() {
	r.t.Helper()
	r.do("agree", r.Agree(r.t.Context(), r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper}))
	r.do("send", r.Send(r.t.Context(), r.ref.ID))
}

// atOffice opens what is there and gives the only case.
func (r *road) atOffice() record.ID {
	r.t.Helper()
	r.do("open", r.office.endpoint.Inbox.OpenPending())
	cases, err := r.office.endpoint.Inbox.Cases()
	r.do("cases", err)
	if len(cases) != 1 {
		r.t.Fatalf("%d cases", len(cases))
	}
	return record.ID(cases[0].ID)
}

// TestWithdrawnAfterARefusalIsRecalled: something on the way refused it after the endpoint had taken it. Who withdraws then must not leave
// it lying there.
func TestWithdrawnAfterARefusalIsRecalled(t *testing.T) {
	for _, again := range []bool{false, true} {
		r := newRoad(t)
		r.agreeAndSend()
		r.office.after(http.StatusUnprocessableEntity)
		r.deliver()
		if d := r.page().Delivery; d.State != record.DeliveryQuarantined {
			t.Fatalf("refused: %s", d.State)
		}
		if again {
			r.do("retry", r.Retry(t.Context(), r.page().Delivery.ID))
		}
		r.do("withdraw", r.Withdraw(t.Context(), r.ref.ID, r.mother.ID))
		if d := r.page().Delivery; d.State != record.DeliveryRecalling {
			t.Fatalf("it lies there, and here it is %s", d.State)
		}
		r.office.plain()
		r.deliver()
		r.do("erase", r.office.endpoint.Inbox.OpenPending())
		r.deliver()
		if d := r.page().Delivery; d.State == record.DeliveryRecalling {
			r.do("erase", r.office.endpoint.Inbox.AcknowledgeErased([16]byte(r.atOffice()), "marieke"))
			r.deliver()
		}
		if d := r.page().Delivery; d.State != record.DeliveryRecalled || d.Recall != "deleted" {
			t.Errorf("%s %q", d.State, d.Recall)
		}
	}
}

// TestErasedAfterARefusalIsRecalled: the same for who erases the family.
func TestErasedAfterARefusalIsRecalled(t *testing.T) {
	r := newRoad(t)
	r.agreeAndSend()
	r.office.after(http.StatusUnprocessableEntity)
	r.deliver()
	r.office.plain()
	plan, err := r.Erasing(t.Context(), record.KindHousehold, r.home.ID)
	r.do("plan", err)
	if plan.CanRecall() != 1 || !plan.Shared[0].Doubt {
		t.Fatalf("%+v", plan.Shared)
	}
	if done, err := r.Erase(t.Context(), record.KindHousehold, r.home.ID, book.EraseOptions{Recall: true}); err != nil || done.Recalled != 1 {
		t.Fatalf("%+v %v", done, err)
	}
}

// TestARefusedRecallGoesOn: nobody can decide that a recall need not go, so what refuses it is asked again.
func TestARefusedRecallGoesOn(t *testing.T) {
	r := newRoad(t)
	r.agreeAndSend()
	r.deliver()
	id := [16]byte(r.atOffice())
	r.do("withdraw", r.Withdraw(t.Context(), r.ref.ID, r.mother.ID))
	r.office.stop()
	r.office.wrap = func(http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnprocessableEntity) })
	}
	r.office.start(r.office.address)
	r.deliver()
	r.office.plain()
	r.deliver()
	r.do("open", r.office.endpoint.Inbox.OpenPending())
	r.do("erase", r.office.endpoint.Inbox.AcknowledgeErased(id, "marieke"))
	r.deliver()
	if d := r.page().Delivery; d.State != record.DeliveryRecalled {
		t.Errorf("the recall never went: %s", d.State)
	}
}

// TestAnAnswerBeforeTheReceiptCounts: the receipt got lost, the office answered in the meantime, and then the receipt came.
func TestAnAnswerBeforeTheReceiptCounts(t *testing.T) {
	r := newRoad(t)
	r.agreeAndSend()
	r.office.after(0)
	r.deliver()
	id := [16]byte(r.atOffice())
	r.do("answer", r.office.endpoint.Inbox.Answer(id, cjg.Answer{State: cjg.StateAccepted, Text: "Wij pakken dit op."}, "marieke"))
	r.deliver()
	r.office.plain()
	r.deliver()
	if page := r.page(); page.Referral.State != record.ReferralAccepted || len(page.Answers) != 1 || page.Delivery.State != record.DeliveryReadable {
		t.Errorf("%s, %s, %d answers", page.Referral.State, page.Delivery.State, len(page.Answers))
	}
	for name, a := range ownQuestions() {
		r := newRoad(t)
		of := a.write(r, r.ref.Partner)
		r.do("send", a.send(r, of))
		r.office.after(0)
		r.deliver()
		id := [16]byte(r.atOffice())
		r.do("question", r.office.endpoint.Inbox.Answer(id, cjg.Answer{State: cjg.StateQuestion, Text: "Waar?"}, "marieke"))
		r.do("answer", r.office.endpoint.Inbox.Answer(id, cjg.Answer{State: cjg.StateAccepted, Text: "Wij komen."}, "marieke"))
		r.deliver()
		r.office.plain()
		r.deliver()
		if state, _, reply := a.stand(r, of); state != record.RequestAnswered || reply != record.ReplyTaken {
			t.Errorf("%s: %s %s", name, state, reply)
		}
	}
}

// TestAQuestionThatChangedGoesAfterALook: what was set aside because it changed goes as it is now, when a person says so.
func TestAQuestionThatChangedGoesAfterALook(t *testing.T) {
	r := newRoad(t)
	a := ownQuestions()["verzoek"]
	id := a.write(r, r.ref.Partner)
	r.do("send", a.send(r, id))
	q, err := r.Request(t.Context(), id)
	r.do("read", err)
	q.Text = record.Text("Wie vertelt over eten?")
	r.do("save", r.SaveRequest(t.Context(), q))
	r.deliver()
	all, err := r.Sendings(t.Context())
	r.do("sendings", err)
	r.do("retry", r.Retry(t.Context(), all[0].Delivery.ID))
	r.deliver()
	if state, _, _ := a.stand(r, id); state != record.RequestAsked {
		t.Errorf("%s", state)
	}
	item, err := r.office.endpoint.Inbox.Read([16]byte(r.atOffice()), "marieke")
	r.do("read", err)
	if doc := item.Document.(*cjg.Request); doc.Question != "Wie vertelt over eten?" {
		t.Errorf("%q", doc.Question)
	}
}
