package book_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/cjg"
	"schakel/internal/intake"
	"schakel/internal/record"
)

// byFile is a worker and an office that never reach each other over a network.
type byFile struct {
	*road
	end *record.Endpoint
}

func newByFile(t *testing.T) *byFile {
	t.Helper()
	f := &byFile{road: newHome(t)}
	f.office.stop()
	f.partner(t.Context(), func(ctx context.Context, code string) *record.Endpoint {
		request, err := f.AskByFile(ctx, code, "Samira", record.Text("CJG"), record.ID{})
		f.do("ask", err)
		f.upload(request, true)
		got, err := f.TakeReturn(ctx, f.back())
		f.do("take", err)
		if !got.Enrolled || got.Name.Reveal() != "CJG Zuiderwijk" {
			t.Fatalf("%+v", got)
		}
		all, err := f.Endpoints(ctx)
		f.do("endpoints", err)
		f.end = all[0]
		return f.end
	})
	return f
}

// upload is what the caseworker does with a file.
func (f *byFile) upload(data []byte, good bool) []intake.Handed {
	f.t.Helper()
	out := f.office.endpoint.TakeFile(f.t.Context(), data, "marieke")
	for _, h := range out {
		if (h.Err == nil) != good {
			f.t.Fatalf("the office says %v", h.Err)
		}
	}
	return out
}

// back is the file that the caseworker gives back.
func (f *byFile) back() []byte {
	f.t.Helper()
	all, err := f.Endpoints(f.t.Context())
	f.do("endpoints", err)
	keys, err := book.Keys(all[0])
	f.do("keys", err)
	data, err := f.office.endpoint.Front.ReturnFile(f.t.Context(), keys.Device(), "marieke")
	f.do("return file", err)
	return data
}

func (f *byFile) agree() {
	f.t.Helper()
	f.do("agree", f.Agree(f.t.Context(), f.ref.ID, book.Agreement{Giver: f.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper}))
}

func (f *byFile) file() []byte {
	f.t.Helper()
	s, err := f.StickFile(f.t.Context(), f.end.ID)
	f.do("file", err)
	if s.In != 1 || s.Left != 0 || s.Held != 0 {
		f.t.Fatalf("%+v", s)
	}
	return s.Data
}

func (f *byFile) take() book.Returned {
	f.t.Helper()
	got, err := f.TakeReturn(f.t.Context(), f.back())
	f.do("take", err)
	return got
}

// TestTheWholeRoadByStick: enrolment, document, receipts, answer, recall and its acknowledgement, without any network.
func TestTheWholeRoadByStick(t *testing.T) {
	f := newByFile(t)
	ctx := t.Context()
	if _, err := f.StickFile(ctx, f.end.ID); !errors.Is(err, book.ErrStickEmpty) {
		t.Errorf("nothing waits: %v", err)
	}
	f.agree()
	f.do("send", f.Send(ctx, f.ref.ID))
	carrier.Once(ctx, f.Book, carrier.Dialer{}, nil)
	data := f.file()
	if page := f.page(); page.Delivery.State != record.DeliveryQueued || page.Delivery.Way != record.MethodUSB || page.Referral.State != record.ReferralReady {
		t.Fatalf("on the stick is not sent: %s %s %s", page.Delivery.State, page.Delivery.Way, page.Referral.State)
	}
	for _, word := range []string{"Elif", "1234", "slapen"} {
		if bytes.Contains(data, []byte(word)) {
			t.Errorf("%q stands in the file", word)
		}
	}
	if again := f.file(); !bytes.Equal(again, data) {
		t.Error("the same waits, and the file is another")
	}
	f.upload(data, true)
	f.upload(data, true) // the same stick twice
	if got := f.take(); got.Receipts != 1 || got.Answers != 0 {
		t.Errorf("%+v", got)
	}
	if page := f.page(); page.Delivery.State != record.DeliverySent || page.Referral.State != record.ReferralSent {
		t.Fatalf("after the receipt: %s %s", page.Delivery.State, page.Referral.State)
	}
	f.do("open", f.office.endpoint.Inbox.OpenPending())
	cases, err := f.office.endpoint.Inbox.Cases()
	f.do("cases", err)
	if len(cases) != 1 {
		t.Fatalf("%d cases", len(cases))
	}
	f.do("answer", f.office.endpoint.Inbox.Answer(cases[0].ID, cjg.Answer{State: cjg.StateAccepted, Text: "Wij pakken dit op."}, "marieke"))
	answered := f.back()
	if got, err := f.TakeReturn(ctx, answered); err != nil || got.Answers != 1 || got.Receipts != 0 {
		t.Errorf("%+v %v", got, err)
	}
	if got, err := f.TakeReturn(ctx, answered); err != nil || got.Answers != 0 {
		t.Errorf("the same file twice: %+v %v", got, err)
	}
	if page := f.page(); page.Referral.State != record.ReferralAccepted || page.Delivery.State != record.DeliveryReadable || len(page.Answers) != 1 {
		t.Errorf("after the answer: %s %s, %d answers", page.Referral.State, page.Delivery.State, len(page.Answers))
	}
	f.do("withdraw", f.Withdraw(ctx, f.ref.ID, f.mother.ID))
	f.upload(f.file(), true)
	f.do("open", f.office.endpoint.Inbox.OpenPending())
	f.do("erase", f.office.endpoint.Inbox.AcknowledgeErased(cases[0].ID, "marieke"))
	f.take()
	if page := f.page(); page.Delivery.State != record.DeliveryRecalled || page.Delivery.Recall != "deleted" || f.Status().Waiting != 0 {
		t.Errorf("after the recall: %s %q, %d wait", page.Delivery.State, page.Delivery.Recall, f.Status().Waiting)
	}
	f.do("verify", f.office.endpoint.Inbox.OpenPending())
}

// What is on a stick may have arrived, whatever happens to it: it is recalled and not only cancelled.
func TestWithdrawnWhileOnAStickIsRecalled(t *testing.T) {
	f := newByFile(t)
	f.agree()
	f.do("send", f.Send(t.Context(), f.ref.ID))
	data := f.file()
	f.do("withdraw", f.Withdraw(t.Context(), f.ref.ID, f.mother.ID))
	if page := f.page(); page.Delivery.State != record.DeliveryRecalling {
		t.Fatalf("%s", page.Delivery.State)
	}
	recall := f.file()
	f.upload(recall, true)
	f.upload(data, false) // the message comes after its recall, and is not taken
	f.do("open", f.office.endpoint.Inbox.OpenPending())
	cases, err := f.office.endpoint.Inbox.Cases()
	f.do("cases", err)
	if len(cases) != 0 {
		t.Errorf("%d cases of what was taken back", len(cases))
	}
	f.take()
	if page := f.page(); page.Delivery.State != record.DeliveryRecalled {
		t.Errorf("%s", page.Delivery.State)
	}
}

// What changed after it was sealed may not go any more, and may be there: it is recalled.
func TestChangedWhileOnAStickIsRecalled(t *testing.T) {
	f := newByFile(t)
	f.agree()
	f.do("send", f.Send(t.Context(), f.ref.ID))
	f.file()
	f.mother.Channels[0].Value = record.Text("06 9999 8888")
	f.do("change", f.SavePerson(t.Context(), f.mother))
	if s, err := f.StickFile(t.Context(), f.end.ID); !errors.Is(err, book.ErrStickEmpty) || s.Held != 1 {
		t.Fatalf("%+v %v", s, err)
	}
	if page := f.page(); page.Delivery.State != record.DeliveryRecalling {
		t.Errorf("%s", page.Delivery.State)
	}
}

func TestFilesOfOthersAreRefused(t *testing.T) {
	f, other := newByFile(t), newByFile(t)
	ctx := t.Context()
	good := f.back()
	before, err := f.Endpoints(ctx)
	f.do("endpoints", err)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":           {nil, cjg.ErrReturn},
		"something else":    {[]byte("PK\x03\x04"), cjg.ErrReturn},
		"of another device": {other.back(), book.ErrStickStranger},
		"cut":               {good[:len(good)/2], cjg.ErrReturn},
		"another form":      {bytes.Replace(good, []byte("schakel-retour/1"), []byte("schakel-retour/9"), 1), cjg.ErrReturn},
		"something after":   {append(bytes.Clone(good), "{}"...), cjg.ErrReturn},
		"other signature":   {f.altered(good, func(r *cjg.ReturnFile) { r.Signature[9] ^= 1 }), cjg.ErrReturnSigned},
		"other content": {f.altered(good, func(r *cjg.ReturnFile) {
			r.Content = bytes.Replace(r.Content, []byte("CJG Zuiderwijk"), []byte("CJG Zuiderwijl"), 1)
		}), cjg.ErrReturnSigned},
		"no signature":  {f.altered(good, func(r *cjg.ReturnFile) { r.Signature = nil }), cjg.ErrReturnSigned},
		"unknown field": {bytes.Replace(good, []byte("{"), []byte(`{"extra":1,`), 1), cjg.ErrReturn},
	} {
		if _, err := f.TakeReturn(ctx, c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	after, err := f.Endpoints(ctx)
	f.do("endpoints", err)
	if before[0].Revision != after[0].Revision {
		t.Error("a refused file changed the endpoint")
	}
}

func (f *byFile) altered(data []byte, change func(*cjg.ReturnFile)) []byte {
	f.t.Helper()
	var file cjg.ReturnFile
	f.do("read", json.Unmarshal(data, &file))
	change(&file)
	out, err := json.Marshal(file)
	f.do("write", err)
	return out
}

// A file that was made by a thief's endpoint, for the right device, does not change whom documents are sealed to.
func TestAnotherEndpointCannotTakeOver(t *testing.T) {
	f, thief := newByFile(t), newByFile(t)
	keys, err := book.Keys(f.end)
	f.do("keys", err)
	body := cjg.ReturnBody{Device: keys.Device(), Made: f.Now().Add(1e12), Receipts: []cjg.DeliveryBody{}, Changes: []cjg.ChangesBody{}}
	body.Enrolment.Device = keys.Device()
	body.Enrolment.Issuer = thief.office.keys.Issuer().Raw
	var mine cjg.ReturnFile
	f.do("read", json.Unmarshal(f.back(), &mine))
	var real cjg.ReturnBody
	f.do("read", json.Unmarshal(mine.Content, &real))
	body.Enrolment.Certificate, body.Enrolment.Keys, body.Enrolment.Agreement = real.Enrolment.Certificate, real.Enrolment.Keys, real.Enrolment.Agreement
	content, err := json.Marshal(body)
	f.do("marshal", err)
	mine.Content = content
	forged, err := json.Marshal(mine)
	f.do("marshal", err)
	if _, err := f.TakeReturn(t.Context(), forged); !errors.Is(err, cjg.ErrReturnSigned) {
		t.Errorf("%v", err)
	}
}

// TestAnyByteOfAReturnFileCounts: a file with any byte changed is refused, or says the same.
func TestAnyByteOfAReturnFileCounts(t *testing.T) {
	f := newByFile(t)
	good := f.back()
	keys, err := book.Keys(f.end)
	f.do("keys", err)
	trusted := f.office.keys.Issuer()
	rapid.Check(t, func(rt *rapid.T) {
		bad := bytes.Clone(good)
		at := rapid.IntRange(0, len(bad)-1).Draw(rt, "at")
		bad[at] ^= byte(1 << rapid.IntRange(0, 7).Draw(rt, "bit"))
		got, err := cjg.OpenReturn(bad, keys, trusted.Equal)
		if err == nil && got.Enrolment.Device != keys.Device() {
			rt.Fatalf("byte %d: %+v", at, got)
		}
		if err == nil && !strings.EqualFold(string(bad[max(0, at-20):min(len(bad), at+20)]), string(good[max(0, at-20):min(len(good), at+20)])) {
			rt.Fatalf("byte %d is changed and the file is taken", at)
		}
	})
}
