package book_test

import (
	"testing"

	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/outbox"
	"schakel/internal/record"
)

// bySticks is a family whose document went to the office on a stick; the office says that it has it.
func bySticks(t *testing.T) *byFile {
	t.Helper()
	f := newByFile(t)
	f.agree()
	f.do("send", f.Send(t.Context(), f.ref.ID))
	f.upload(f.file(), true)
	f.take()
	f.do("open", f.office.endpoint.Inbox.OpenPending())
	f.take()
	if d := f.page().Delivery; d.State != record.DeliveryReadable || d.Way != record.MethodUSB {
		t.Fatalf("%s %s", d.State, d.Way)
	}
	return f
}

func (f *byFile) plan() book.Handed {
	f.t.Helper()
	plan, err := f.Erasing(f.t.Context(), record.KindHousehold, f.home.ID)
	f.do("plan", err)
	if len(plan.Shared) != 1 {
		f.t.Fatalf("%+v", plan.Shared)
	}
	return plan.Shared[0]
}

func (f *byFile) only() book.Sending {
	f.t.Helper()
	all, err := f.Sendings(f.t.Context())
	f.do("sendings", err)
	if len(all) != 1 {
		f.t.Fatalf("%d sendings", len(all))
	}
	return all[0]
}

// A family is erased of which something went by hand: its recall goes by hand too, names nobody, and waits until the signed file comes back.
func TestWhatWentByHandIsRecalledByHand(t *testing.T) {
	f := bySticks(t)
	ctx := t.Context()
	if h := f.plan(); h.Do != book.HandedStick || !h.Carry || h.Endpoint != f.end.ID || h.Way != record.MethodUSB || !h.CanRecall() {
		t.Fatalf("%+v", h)
	}
	done, err := f.Erase(ctx, record.KindHousehold, f.home.ID, book.EraseOptions{Recall: true})
	f.do("erase", err)
	if done.Recalled != 1 {
		t.Errorf("%+v", done)
	}
	f.nothingOf()
	s := f.only()
	if !s.Delivery.Orphan() || s.Delivery.State != record.DeliveryRecalling || !s.ByFile || s.Outgoing == nil || !s.Outgoing.OnStick.IsZero() {
		t.Fatalf("%+v %+v", s.Delivery, s.Outgoing)
	}
	carrier.Once(ctx, f.Book, carrier.Dialer{}, nil) // no network can take it
	if s := f.only(); s.Outgoing == nil || s.Delivery.State != record.DeliveryRecalling {
		t.Fatalf("%+v", s)
	}
	recall := f.file()
	if s := f.only(); s.Outgoing == nil || s.Outgoing.OnStick.IsZero() {
		t.Error("on the stick, and nobody can see it")
	}
	f.nothingOf()
	f.upload(recall, true)
	f.take() // it is there; the word that it was erased is not
	if s := f.only(); s.Outgoing != nil || s.Delivery.State != record.DeliveryRecalling {
		t.Fatalf("after its receipt: %+v", s)
	}
	f.do("open", f.office.endpoint.Inbox.OpenPending())
	cases, err := f.office.endpoint.Inbox.Cases()
	f.do("cases", err)
	f.do("acknowledge", f.office.endpoint.Inbox.AcknowledgeErased(cases[0].ID, "marieke"))
	f.take()
	if n := len(f.Rows(record.KindDelivery)); n != 0 || f.Status().Waiting != 0 {
		t.Errorf("after the answer %d lines are left", n)
	}
	f.nothingOf()
}

// What can be done about what went by hand, in every state in which it can stand, and when the endpoint is not known any more.
func TestWhatWentByHandInEveryState(t *testing.T) {
	f := newByFile(t)
	ctx := t.Context()
	f.agree()
	f.do("send", f.Send(ctx, f.ref.ID))
	if h := f.plan(); h.Do != book.HandedCancel || h.Carry {
		t.Errorf("it only waits: %+v", h)
	}
	data := f.file()
	if h := f.plan(); h.Do != book.HandedStick || !h.Doubt || !h.Carry {
		t.Errorf("on a stick it may have arrived: %+v", h)
	}
	f.upload(data, true)
	f.do("open", f.office.endpoint.Inbox.OpenPending())
	f.take()
	if h := f.plan(); h.Do != book.HandedStick || h.Doubt {
		t.Errorf("it is there: %+v", h)
	}
	f.do("withdraw a part", f.WithdrawParts(ctx, f.ref.ID, f.mother.ID, []record.FieldGroup{record.GroupPhone}))
	if h := f.plan(); h.Do != book.HandedStick {
		t.Errorf("a part is taken back, the rest can be: %+v", h)
	}
	f.do("withdraw", f.Withdraw(ctx, f.ref.ID, f.mother.ID))
	if h := f.plan(); h.Do != book.HandedUnderWay || !h.Carry {
		t.Errorf("it is taken back, and somebody has to carry that: %+v", h)
	}
	for n := 1; n > 0; { // every recall goes in a file
		s, err := f.StickFile(ctx, f.end.ID)
		f.do("file", err)
		f.upload(s.Data, true)
		n = s.Left
	}
	f.take()
	if h := f.plan(); h.Do != book.HandedUnderWay || h.Carry {
		t.Errorf("it was carried: %+v", h)
	}
	f.do("open", f.office.endpoint.Inbox.OpenPending())
	cases, err := f.office.endpoint.Inbox.Cases()
	f.do("cases", err)
	f.do("keep", f.office.endpoint.Inbox.AcknowledgeKept(cases[0].ID, "de wet", "marieke"))
	f.take()
	if h := f.plan(); h.Do != book.HandedKept {
		t.Errorf("kept there: %+v", h)
	}
}

// What went on a stick to an endpoint that is reached over the network as well is recalled over the network.
func TestByHandOnceAndOverTheNetworkBack(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	r.agreeAndSend()
	all, err := r.Endpoints(ctx)
	r.do("endpoints", err)
	s, err := r.StickFile(ctx, all[0].ID)
	r.do("stick", err)
	for _, h := range r.office.endpoint.TakeFile(ctx, s.Data, "marieke") {
		r.do("upload", h.Err)
	}
	r.do("open", r.office.endpoint.Inbox.OpenPending())
	r.deliver()
	plan, err := r.Erasing(ctx, record.KindHousehold, r.home.ID)
	r.do("plan", err)
	if h := plan.Shared[0]; h.Do != book.HandedRecall || h.Way != record.MethodUSB || h.Carry {
		t.Fatalf("%+v", h)
	}
	done, err := r.Erase(ctx, record.KindHousehold, r.home.ID, book.EraseOptions{Recall: true})
	r.do("erase", err)
	r.deliver()
	r.do("open", r.office.endpoint.Inbox.OpenPending())
	cases, err := r.office.endpoint.Inbox.Cases()
	r.do("cases", err)
	r.do("acknowledge", r.office.endpoint.Inbox.AcknowledgeErased(cases[0].ID, "marieke"))
	r.deliver()
	if n := len(r.Rows(record.KindDelivery)); n != 0 || done.Recalled != 1 {
		t.Errorf("%d left, %+v", n, done)
	}
}

// A part is taken back by hand, and the office says that it was done.
func TestAPartOfWhatWentByHandIsTakenBack(t *testing.T) {
	f := bySticks(t)
	ctx := t.Context()
	f.do("withdraw a part", f.WithdrawParts(ctx, f.ref.ID, f.mother.ID, []record.FieldGroup{record.GroupPhone}))
	if d := f.page().Delivery; d.State != record.DeliveryRecalling || len(d.Parts) != 1 {
		t.Fatalf("%+v", d)
	}
	f.upload(f.file(), true)
	f.do("open", f.office.endpoint.Inbox.OpenPending())
	cases, err := f.office.endpoint.Inbox.Cases()
	f.do("cases", err)
	f.do("erase", f.office.endpoint.Inbox.AcknowledgeErased(cases[0].ID, "marieke"))
	f.take()
	if d := f.page().Delivery; d.State != record.DeliveryRecalled || d.Recall != "deleted" || len(d.Parts) != 1 {
		t.Errorf("%s %q %v", d.State, d.Recall, d.Parts)
	}
}

// A recall that is held goes again after a person looked, over the network and by hand, and Vandaag and Postvak speak of it.
func TestAHeldRecallGoesAgain(t *testing.T) {
	f := bySticks(t)
	ctx := t.Context()
	f.do("withdraw", f.Withdraw(ctx, f.ref.ID, f.mother.ID))
	s := f.only()
	post := f.Post(nil)
	items, err := post.List(ctx)
	f.do("list", err)
	if len(items) != 0 {
		t.Fatal("what goes by file is not for the network")
	}
	held := f.only().Outgoing
	f.do("hold", post.Hold(ctx, outbox.Item{Outgoing: *held}, "cjg.config"))
	if _, err := f.StickFile(ctx, f.end.ID); err == nil {
		t.Error("what is held goes in a file")
	}
	list, err := f.TodayList(ctx, 9)
	f.do("today", err)
	if len(list) == 0 || list[0].Sort != book.SentenceHeld || !list[0].Recall || list[0].Reason != "cjg.config" || list[0].ID != s.Delivery.ID {
		t.Errorf("Vandaag: %+v", list)
	}
	f.do("again", f.Retry(ctx, s.Delivery.ID))
	if o := f.only().Outgoing; o == nil || o.Held != "" || o.ID == held.ID {
		t.Fatalf("%+v", o)
	}
	f.upload(f.file(), true)
	f.take()
	if s := f.only(); s.Outgoing != nil {
		t.Errorf("%+v", s.Outgoing)
	}
}
