package inbox

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/binary"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
)

// upload sends a file as a browser does.
func (v *visitor) upload(data []byte) answer {
	v.o.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	must(v.o.t, form.WriteField("csrf", v.token()))
	part, err := form.CreateFormFile("bestand", "Xanthippe.schakel")
	must(v.o.t, err)
	_, err = part.Write(data)
	must(v.o.t, err)
	must(v.o.t, form.Close())
	return v.send(http.MethodPost, "/usb", form.FormDataContentType(), &body)
}

// batch joins envelopes as the network's batch does.
func batch(parts ...[]byte) []byte {
	var out []byte
	for _, part := range parts {
		out = append(binary.BigEndian.AppendUint32(out, uint32(len(part))), part...)
	}
	return out
}

// TestFilesFromAStick: each bad file gets one sentence, nothing stored is touched, and the log says so without content.
func TestFilesFromAStick(t *testing.T) {
	o := newOffice(t)
	v := o.as("marieke", Caseworker)
	l, stranger, gone := o.laptop(), newOffice(t).laptop(), o.laptop()
	id := freshID(t)
	sealed := l.seal(id, family())
	if got := v.upload(sealed); got.status != http.StatusOK || !strings.Contains(got.body, "Het bericht is ontvangen.") {
		t.Fatalf("%d %s", got.status, got.body)
	}
	stranger.o.keys.Opening = o.keys.Opening // a stranger who knows our key
	must(t, o.endpoint.Front.Revoke(gone.id, "baas"))
	damaged := bytes.Clone(sealed)
	damaged[len(damaged)-40] ^= 1
	foreign := newOffice(t)
	l2 := &laptop{o: foreign, keys: l.keys, id: l.id}
	taken := freshID(t)
	must(t, o.endpoint.Front.Put(context.Background(), l.id, [][]byte{l.seal(taken, family())})[0].Err)
	l.takeBack(taken)
	before := o.image()
	for _, c := range []struct {
		name, want string
		data       []byte
	}{
		{"the same again", "Dit was er al", sealed},
		{"a stranger's", "niet is aangemeld", stranger.seal(freshID(t), family())},
		{"a revoked device's", "niet meer toegelaten", gone.seal(freshID(t), family())},
		{"one flipped bit", "beschadigd", damaged},
		{"half of it", "beschadigd", sealed[:len(sealed)/2]},
		{"nothing", "beschadigd", nil},
		{"a photograph", "beschadigd", []byte("\xff\xd8\xff\xe0 picture")},
		{"a page of HTML", "beschadigd", []byte("<html>" + markName)},
		{"another JSON", "beschadigd", []byte(`{"naam": "` + markName + `"}`)},
		{"for another endpoint", "voor iemand anders", l2.seal(freshID(t), family())},
		{"another content under the same number", "al iets anders", l.seal(id, &cjg.Request{Number: "V-0002", To: cjg.Recipient{Organisation: "CJG"}, From: cjg.Sender{Name: "H"}, Sort: "ruimte", Question: "Een zaal?"})},
		{"after it was taken back", "ingetrokken", l.seal(taken, family())},
		{"over the limit", "te groot", make([]byte, intake.MaxFile+1)},
		{"an invitation", "soort bericht", l.seal(freshID(t), &cjg.Invite{From: cjg.Sender{Name: "H"}, Sort: "meedenken", Question: "Wie denkt mee?", Date: "2026-11-22"})},
	} {
		got := v.upload(c.data)
		if !strings.Contains(got.body, c.want) || c.name != "the same again" && got.status < 400 {
			t.Errorf("%s: %d, no %q in %s", c.name, got.status, c.want, sentences(got.body))
		}
		if strings.Contains(got.body, markName) || strings.Contains(got.body, "⟦") {
			t.Errorf("%s: the page repeats the file or lacks a text", c.name)
		}
		if o.image() != before {
			t.Fatalf("%s touched what was stored", c.name)
		}
	}
	if strings.Contains(o.log.String(), markName) || strings.Contains(o.log.String(), id.String()) || !strings.Contains(o.log.String(), "a file was refused") {
		t.Errorf("the log: %s", o.log.String())
	}
	if got := v.upload(batch(l.seal(freshID(t), family()), damaged, l.seal(freshID(t), family()))); strings.Count(got.body, "Het bericht is ontvangen.") != 2 || strings.Count(got.body, "beschadigd") != 1 {
		t.Errorf("a bad one holds up the others: %s", sentences(got.body))
	}
}

func sentences(body string) string { return after(body, "<h1>") }

// TestAFileThatIsFarTooLarge is not read to its end, and says so in the same sentence.
func TestAFileThatIsFarTooLarge(t *testing.T) {
	o := newOffice(t)
	v := o.as("marieke", Caseworker)
	if got := v.upload(make([]byte, intake.MaxFile+maxForm+1000)); got.status != http.StatusRequestEntityTooLarge || !strings.Contains(got.body, "Dit bestand is te groot.") {
		t.Errorf("%d %s", got.status, sentences(got.body))
	}
}

// TestWhatCannotBeRead waits for a person until somebody asked for it again.
func TestWhatCannotBeRead(t *testing.T) {
	o := newOffice(t)
	l := o.laptop()
	id := freshID(t)
	sealed, _, err := envelope.Seal(rand.Reader, envelope.Fields{ID: id, Version: 1, Kind: envelope.Referral, Created: o.now()}, []byte(`{"schema":"anders/9"}`), l.keys.Signing, o.keys.Opening.Public())
	must(t, err)
	v := o.as("marieke", Caseworker)
	v.upload(sealed)
	if page := v.get("/").body; !strings.Contains(page, "niet te lezen") {
		t.Fatalf("the list: %s", sentences(page))
	}
	if got := v.post("/bericht/"+id.String()+"/antwoord", url.Values{"zin": {"resend"}}); got.status != http.StatusSeeOther {
		t.Fatalf("%d %s", got.status, sentences(got.body))
	}
	if page := v.get("/").body; strings.Contains(page, "niet te lezen") {
		t.Error("it waits still")
	}
	if got := l.answers(); len(got) != 1 || got[0].State != cjg.StateQuestion || !strings.Contains(got[0].Text, "opnieuw") {
		t.Errorf("answers %+v", got)
	}
}

// TestThereAndBackByStick: a device that never has a network enrols, delivers, takes back and reads its answers by files alone.
func TestThereAndBackByStick(t *testing.T) {
	o := newOffice(t)
	v := o.as("marieke", Manager)
	settings, err := o.endpoint.Inbox.Settings()
	must(t, err)
	settings.Agreement.Sort, settings.Agreement.Date = cjg.Convenant, "2026-09-01"
	settings.Agreement.Places = []cjg.AgreementPlace{{Municipality: "Zuiderwijk", Address: "Plein 1"}}
	must(t, o.endpoint.Inbox.SetSettings(settings, "marieke"))
	code, err := o.endpoint.Front.NewCode("Samira")
	must(t, err)
	l := &laptop{o: o}
	l.keys, err = cjg.NewDeviceKeys(rand.Reader)
	must(t, err)
	request, err := l.keys.EnrolmentRequest(rand.Reader, code, "")
	must(t, err)
	l.id = l.keys.Device()
	data, err := json.Marshal(request)
	must(t, err)
	if got := v.upload(data); !strings.Contains(got.body, "is aangemeld") {
		t.Fatalf("enrolment: %s", sentences(got.body))
	}
	other, err := cjg.NewDeviceKeys(rand.Reader)
	must(t, err)
	again, err := other.EnrolmentRequest(rand.Reader, code, "")
	must(t, err)
	data, err = json.Marshal(again)
	must(t, err)
	if got := v.upload(data); !strings.Contains(got.body, "al gebruikt") {
		t.Errorf("a used code: %s", sentences(got.body))
	}
	id := freshID(t)
	v.upload(l.seal(id, family()))
	v.post("/bericht/"+id.String()+"/antwoord", url.Values{"stand": {"opgepakt"}})
	v.upload(l.recall(id))
	if page := v.get("/bericht/" + id.String()); !strings.Contains(page.body, "De afzender trekt dit in") {
		t.Fatal("a recall by stick does not arrive")
	}
	v.post("/bericht/"+id.String()+"/intrekking", url.Values{"besluit": {"verwijderd"}})

	got := v.post("/usb/terug", url.Values{"apparaat": {l.id}})
	if got.status != http.StatusOK || !strings.Contains(got.header.Get("Content-Disposition"), "attachment") {
		t.Fatalf("%d %v", got.status, got.header)
	}
	if _, err := cjg.OpenReturn([]byte(got.body), l.keys, o.keys.Issuer().Equal); err != nil {
		t.Fatalf("the device does not take its own file: %v", err)
	}
	var file cjg.ReturnFile
	must(t, json.Unmarshal([]byte(got.body), &file))
	var back cjg.ReturnBody
	dec := json.NewDecoder(bytes.NewReader(file.Content))
	dec.DisallowUnknownFields()
	must(t, dec.Decode(&back))
	if back.Device != l.id || back.Enrolment.Agreement.Date != "2026-09-01" || back.Enrolment.Agreement.Places[0].Address != "Plein 1" || len(back.Enrolment.Certificate) == 0 {
		t.Errorf("the enrolment in the file: %+v", back.Enrolment.Agreement)
	}
	if len(back.Receipts) != 2 {
		t.Errorf("%d receipts, want one for the message and one for the recall", len(back.Receipts))
	}
	var states []string
	for _, page := range back.Changes {
		for _, item := range page.Items {
			if item.Sealed != nil {
				_, d, err := cjg.OpenDocument(item.Sealed, l.keys.Opening, o.keys.Inbox.Public())
				must(t, err)
				states = append(states, d.(*cjg.Answer).State)
			}
		}
	}
	if strings.Join(states, " ") != "opgepakt verwijderd" {
		t.Errorf("answers %v", states)
	}
	for _, mark := range []string{markName, markText} {
		if strings.Contains(got.body+string(file.Content), mark) {
			t.Errorf("the file holds %q", mark)
		}
	}
	if got := v.post("/usb/terug", url.Values{"apparaat": {strings.Repeat("0", 32)}}); got.status != http.StatusNotFound {
		t.Errorf("a file for nobody: %d", got.status)
	}
	receiptsFit(t, o, back)
}

// receiptsFit checks the receipts as a device does.
func receiptsFit(t *testing.T, o *office, back cjg.ReturnBody) {
	t.Helper()
	for _, r := range back.Receipts {
		received, err := envelope.DecodeReceipt(r.Received)
		must(t, err)
		must(t, received.VerifySigner(envelope.Received, o.keys.Front.Public()))
		readable, err := envelope.DecodeReceipt(r.Readable)
		must(t, err)
		must(t, readable.VerifySigner(envelope.Readable, o.keys.Inbox.Public()))
	}
}

// FuzzFile: no file makes it panic, and none is taken that no device signed.
func FuzzFile(f *testing.F) {
	f.Add([]byte("schakel1"))
	f.Add([]byte(`{"geheim":"AAAA"}`))
	f.Add([]byte{0, 0, 0, 4, 's', 'c', 'h', 'a'})
	o := newOffice(f)
	f.Add(o.laptop().seal(freshID(f), family())[:200])
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, h := range o.endpoint.TakeFile(context.Background(), data, "marieke") {
			if h.Err == nil {
				t.Errorf("taken: %x", data)
			}
		}
	})
}
