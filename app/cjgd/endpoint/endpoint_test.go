package endpoint_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"schakel/app/cjgd/caseworker"
	"schakel/app/cjgd/endpoint"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
)

// office is a running endpoint with one enrolled device and one signed-in caseworker.
type office struct {
	t        *testing.T
	e        *endpoint.Endpoint
	log      *lockedBuffer
	worker   *caseworker.Caseworker
	keys     cjg.DeviceKeys
	enrolled cjg.Enrolment
	client   *cjg.Client
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func options(dir string, log io.Writer) endpoint.Options {
	return endpoint.Options{
		Dir: dir, Listen: "127.0.0.1:0", Web: "127.0.0.1:0", Name: "CJG Zuiderwijk", Norm: 7, Language: "nl",
		Log: slog.New(slog.NewTextHandler(log, nil)), Cost: 64,
	}
}

func open(t *testing.T, change func(*endpoint.Options)) *office {
	t.Helper()
	o := &office{t: t, log: &lockedBuffer{}}
	opts := options(t.TempDir(), o.log)
	if change != nil {
		change(&opts)
	}
	var err error
	o.e, err = endpoint.Open(opts)
	must(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- o.e.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("run: %v", err)
		}
	})
	o.enrol()
	o.worker, err = caseworker.New(o.e.Ready.Web)
	must(t, err)
	if opts.Now != nil {
		o.worker.At(opts.Now)
	}
	must(t, o.worker.SignIn(ctx, o.e.Ready.Account, o.e.Ready.Password))
	return o
}

func (o *office) enrol() {
	o.t.Helper()
	var err error
	o.keys, err = cjg.NewDeviceKeys(rand.Reader)
	must(o.t, err)
	anonymous, err := cjg.NewClient(cjg.ClientConfig{BaseURL: o.e.Ready.Device})
	must(o.t, err)
	defer anonymous.Close()
	o.enrolled, err = anonymous.Enrol(context.Background(), o.e.Ready.Code, o.keys, "sleutelpersoon Hatice")
	must(o.t, err)
	config, err := o.enrolled.ClientConfig(o.e.Ready.Device, o.keys, nil)
	must(o.t, err)
	o.client, err = cjg.NewClient(config)
	must(o.t, err)
	o.t.Cleanup(o.client.Close)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// deliver sends a document and waits until the inbox has it.
func (o *office) deliver(d cjg.Document, number string) (envelope.UUID, caseworker.Entry) {
	o.t.Helper()
	id, sealed := o.seal(d)
	_, err := o.client.Put(context.Background(), sealed)
	must(o.t, err)
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	entry, err := o.worker.Find(ctx, number)
	must(o.t, err)
	return id, entry
}

func (o *office) seal(d cjg.Document) (envelope.UUID, []byte) {
	o.t.Helper()
	data, err := cjg.Marshal(d)
	must(o.t, err)
	to, err := envelope.ParseSealingKey(o.enrolled.Opening)
	must(o.t, err)
	id, err := envelope.NewUUID(rand.Reader)
	must(o.t, err)
	sealed, _, err := envelope.Seal(rand.Reader, envelope.Fields{ID: id, Version: 1, Kind: d.Kind(), Created: time.Now()}, data, o.keys.Signing, to)
	must(o.t, err)
	return id, sealed
}

// answers opens every answer that waits for the device.
func (o *office) answers() []*cjg.Answer {
	o.t.Helper()
	page, err := o.client.Changes(context.Background(), "")
	must(o.t, err)
	from, err := envelope.ParseVerifyKey(o.enrolled.Inbox)
	must(o.t, err)
	var out []*cjg.Answer
	for _, item := range page.Items {
		if item.Sealed == nil {
			continue
		}
		_, d, err := cjg.OpenDocument(item.Sealed, o.keys.Opening, from)
		must(o.t, err)
		out = append(out, d.(*cjg.Answer))
	}
	return out
}

func referral(number string) *cjg.Referral {
	age := 8
	return &cjg.Referral{
		Number: number, To: cjg.Recipient{Organisation: "CJG Zuiderwijk", Person: "Marieke"},
		From: cjg.Sender{Title: "sleutelpersoon", Name: "Hatice Kaya", Phone: "06 1111 2222", Organisation: "De Brug"},
		People: []cjg.Person{
			{Role: "moeder", Name: "Elif <b>Yıldız</b>", Phone: "06 1234 5678", Reachable: "liefst na 14.00 uur", Languages: []string{"tur"}, Interpreter: true},
			{Role: "kind", Name: "Emre", Age: &age},
		},
		Goal: "kennismaken", Purpose: "kennismaken en meedenken over slapen", Question: "Ik wil dat hij weer doorslaapt.",
		GoesWell: "Elif brengt hem elke dag zelf naar school.", Seen: []cjg.Fact{{Text: "Hij is moe.", Source: "moeder", Date: "2026-11-20"}},
		Form: "mee", How: "De eerste keer ga ik mee.", Urgency: "binnenkort",
		Consents: []cjg.Agreed{
			{By: "Elif", Capacity: "zelf", Way: "voorgelezen", Language: "tur", Date: "2026-11-22", ValidUntil: "2027-02-22", Groups: []string{"naam", "telefoon", "vraag"}},
			{By: "Murat", Capacity: "gezag", Way: "papier", Date: "2026-11-23", Groups: []string{"kind"}},
		},
		WantsReply: true,
	}
}

func TestFromMessageToAnswer(t *testing.T) {
	o := open(t, nil)
	ctx := context.Background()
	_, entry := o.deliver(referral("H-0042"), "H-0042")
	if entry.State != string(intake.StateNew) {
		t.Errorf("state %q", entry.State)
	}
	page, err := o.worker.Read(ctx, entry.UUID)
	must(t, err)
	for _, want := range []string{
		"Elif &lt;b&gt;Yıldız&lt;/b&gt;", "06 1234 5678", "Turks", "Emre", "20 november 2026", "Wie zei ja", "Murat", "op papier", cjg.Disclaimer,
		"de afzender gaat mee", "graag met tolk", "liefst snel", "Wij pakken dit op",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(page, "⟦") || strings.Contains(page, "<b>Yıldız") {
		t.Error("the page shows an id or unescaped text")
	}
	must(t, o.worker.CallWithin(ctx, entry.UUID, 2))
	must(t, o.worker.Accept(ctx, entry.UUID))
	must(t, o.worker.Write(ctx, entry.UUID, "Wij bellen dinsdag.\r\nTot dan."))
	got := o.answers()
	if len(got) != 3 || got[0].CallWithin != 2 || got[1].State != cjg.StateAccepted || got[2].Text != "Wij bellen dinsdag.\nTot dan." {
		t.Fatalf("answers %+v", got)
	}
	if got[0].Name != "CJG Zuiderwijk" {
		t.Errorf("without a name of her own the answer carries %q", got[0].Name)
	}
}

func TestDeclineNeedsAReasonAndSaysWhereToGo(t *testing.T) {
	o := open(t, nil)
	ctx := context.Background()
	_, entry := o.deliver(referral("H-0043"), "H-0043")
	if err := o.worker.Decline(ctx, entry.UUID, "", "zomaar"); !errors.Is(err, caseworker.ErrPage) {
		t.Errorf("without a reason: %v", err)
	}
	if err := o.worker.Write(ctx, entry.UUID, " "); !errors.Is(err, caseworker.ErrPage) {
		t.Errorf("an empty answer: %v", err)
	}
	if err := o.worker.Write(ctx, entry.UUID, "Het nummer is 111222333."); !errors.Is(err, caseworker.ErrPage) {
		t.Errorf("a BSN in the answer: %v", err)
	}
	must(t, o.worker.Decline(ctx, entry.UUID, "geen_plek", "Over zes weken wel."))
	got := o.answers()
	if len(got) != 1 || got[0].Reason != "geen_plek" || got[0].SelfRefer != "CJG Zuiderwijk" || got[0].Text != "Over zes weken wel." {
		t.Fatalf("answers %+v", got)
	}
}

func TestRecallInTheInbox(t *testing.T) {
	o := open(t, nil)
	ctx := context.Background()
	id, entry := o.deliver(referral("H-0044"), "H-0044")
	if err := o.worker.Erase(ctx, entry.UUID); !errors.Is(err, caseworker.ErrPage) {
		t.Errorf("erased without a recall: %v", err)
	}
	_, back := o.seal(&cjg.Recall{About: id.String(), Number: "H-0044", Whole: true, Date: "2026-11-24"})
	_, err := o.client.Withdraw(ctx, id, back)
	must(t, err)
	for range 50 {
		if list, err := o.worker.List(ctx); err == nil && list[0].State == string(intake.StateRecalled) {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	page, err := o.worker.Read(ctx, entry.UUID)
	must(t, err)
	if !strings.Contains(page, "De afzender trekt dit in") || strings.Contains(page, "Wij pakken dit op") {
		t.Error("a recalled message must ask for the acknowledgement and nothing else")
	}
	if err := o.worker.Keep(ctx, entry.UUID, " "); !errors.Is(err, caseworker.ErrPage) {
		t.Errorf("kept without a ground: %v", err)
	}
	must(t, o.worker.Erase(ctx, entry.UUID))
	if got := o.answers(); len(got) != 1 || got[0].State != cjg.StateErased {
		t.Fatalf("answers %+v", got)
	}
	page, err = o.worker.Read(ctx, entry.UUID)
	must(t, err)
	if strings.Contains(page, "Elif") || !strings.Contains(page, "De inhoud is verwijderd") {
		t.Error("erased content still shows")
	}
}

func TestNothingPersonalOutsideThePages(t *testing.T) {
	o := open(t, nil)
	_, entry := o.deliver(referral("H-0045"), "H-0045")
	_, err := o.worker.Read(context.Background(), entry.UUID)
	must(t, err)
	must(t, o.worker.Write(context.Background(), entry.UUID, "Geheime tekst"))
	for _, word := range []string{"Elif", "Emre", "1234", "Hatice", "Geheime", "H-0045", entry.UUID, o.e.Ready.Code, o.e.Ready.Password} {
		if strings.Contains(o.log.String(), word) {
			t.Errorf("the log holds %q", word)
		}
	}
}

func TestEveryPageNeedsASession(t *testing.T) {
	o := open(t, nil)
	_, entry := o.deliver(referral("H-0046"), "H-0046")
	closed := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for _, path := range []string{"/", "/zoek", "/bericht/" + entry.UUID, "/usb", "/apparaten", "/afspraken", "/accounts", "/logboek", "/ik", "/code", "/begin"} {
		resp, err := closed.Get(o.e.Ready.Web + path)
		must(t, err)
		body, _ := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if resp.StatusCode != http.StatusSeeOther || bytes.Contains(body, []byte("Elif")) {
			t.Errorf("%s: %d", path, resp.StatusCode)
		}
	}
	for _, path := range []string{"/uit", "/bericht/" + entry.UUID + "/antwoord", "/bericht/" + entry.UUID + "/intrekking", "/apparaten/code", "/apparaten/x/uit", "/ik/naam", "/ik/wachtwoord"} {
		resp, err := closed.PostForm(o.e.Ready.Web+path, url.Values{"stand": {"opgepakt"}})
		must(t, err)
		_ = resp.Body.Close()
		if resp.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %d", path, resp.StatusCode)
		}
	}
	if got := o.answers(); len(got) != 0 {
		t.Errorf("an answer went out without a session: %+v", got)
	}
}

func TestFormsNeedTheirToken(t *testing.T) {
	o := open(t, nil)
	_, entry := o.deliver(referral("H-0047"), "H-0047")
	browser := o.worker.Browser()
	for _, token := range []string{"", "x"} {
		resp, err := browser.PostForm(o.e.Ready.Web+"/bericht/"+entry.UUID+"/antwoord", url.Values{"csrf": {token}, "stand": {"opgepakt"}})
		must(t, err)
		_ = resp.Body.Close()
		if resp.StatusCode != http.StatusForbidden {
			t.Errorf("token %q: %d", token, resp.StatusCode)
		}
	}
	r, err := http.NewRequest(http.MethodPost, o.e.Ready.Web+"/binnen", strings.NewReader("naam=x"))
	must(t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", "https://elsewhere.example")
	resp, err := browser.Do(r)
	must(t, err)
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusForbidden {
		t.Errorf("a form of another site: %d", resp.StatusCode)
	}
}

func TestHeaders(t *testing.T) {
	o := open(t, nil)
	for _, path := range []string{"/binnen", "/style.css", "/docs", "/v1/openapi.yaml", "/v1/openapi.json", "/bestaat-niet"} {
		resp, err := http.Get(o.e.Ready.Web + path)
		must(t, err)
		body, _ := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if csp := resp.Header.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: policy %q", path, csp)
		}
		if bytes.Contains(body, []byte("<script")) || bytes.Contains(body, []byte(" style=")) || bytes.Contains(body, []byte(" onclick=")) {
			t.Errorf("%s holds a script or an inline style", path)
		}
	}
}

func TestWrongPasswordsWait(t *testing.T) {
	var mu sync.Mutex
	now := time.Now()
	clock := func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
	o := open(t, func(opts *endpoint.Options) { opts.Now = clock })
	ctx := context.Background()
	fresh := o.worker // it has the telephone
	must(t, fresh.SignOut(ctx))
	for range 4 {
		if err := fresh.SignIn(ctx, o.e.Ready.Account, "fout"); !errors.Is(err, caseworker.ErrPage) {
			t.Fatalf("a wrong password: %v", err)
		}
	}
	if err := fresh.SignIn(ctx, o.e.Ready.Account, o.e.Ready.Password); !errors.Is(err, caseworker.ErrPage) {
		t.Errorf("the right password right after four wrong ones: %v", err)
	}
	move := func(d time.Duration) { mu.Lock(); defer mu.Unlock(); now = now.Add(d) }
	move(10 * time.Minute)
	must(t, fresh.SignIn(ctx, o.e.Ready.Account, o.e.Ready.Password))
	if page, err := fresh.Page(ctx, "/"); err != nil || strings.Contains(page, `name="wachtwoord"`) {
		t.Errorf("signed in, but: %v", err)
	}
	move(31 * time.Minute)
	if page, err := fresh.Page(ctx, "/"); err != nil || !strings.Contains(page, `name="wachtwoord"`) {
		t.Errorf("an idle session still opens: %v", err)
	}
	if err := fresh.SignIn(ctx, "niemand", "fout"); !errors.Is(err, caseworker.ErrPage) {
		t.Errorf("an unknown name: %v", err)
	}
}

func TestEnglish(t *testing.T) {
	o := open(t, nil)
	_, entry := o.deliver(referral("H-0048"), "H-0048")
	_, err := o.worker.Submit(context.Background(), "/", "/taal", url.Values{"taal": {"en"}, "naar": {"/"}})
	must(t, err)
	page, err := o.worker.Read(context.Background(), entry.UUID)
	must(t, err)
	if !strings.Contains(page, "We take this up") || !strings.Contains(page, "20 November 2026") || strings.Contains(page, "⟦") {
		t.Error("the page is not English")
	}
}

func TestDevicesPage(t *testing.T) {
	o := open(t, nil)
	page, err := o.worker.Page(context.Background(), "/apparaten")
	must(t, err)
	if !strings.Contains(page, "sleutelpersoon Hatice") || !strings.Contains(page, o.keys.Signing.Public().Fingerprint()) {
		t.Error("the device or its words are missing")
	}
}

func TestASecondStartAndARestart(t *testing.T) {
	dir := t.TempDir()
	opts := options(dir, io.Discard)
	first, err := endpoint.Open(opts)
	must(t, err)
	if _, err := endpoint.Open(opts); !errors.Is(err, bolt.ErrInUse) {
		t.Errorf("a second start: %v", err)
	}
	must(t, first.Close())
	again, err := endpoint.Open(opts)
	must(t, err)
	if again.Ready.Password != "" || again.Ready.Fingerprint != first.Ready.Fingerprint {
		t.Error("the first password must be shown once, and the issuer stay the same")
	}
	must(t, again.Close())
	for _, name := range []string{"keys", "inbox.db", "issuer.pem"} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := endpoint.Open(endpoint.Options{Dir: t.TempDir(), Listen: "256.0.0.1:1", Web: "127.0.0.1:0", Log: opts.Log}); !errors.Is(err, endpoint.ErrAddress) {
		t.Errorf("a wrong address: %v", err)
	}
}
