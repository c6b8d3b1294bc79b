package inbox

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/intake"
)

// TestAttackWhichNamesThereAre: however often somebody guesses, a name that exists and one that does not get the same answer, to the byte
// but for the token, and the same work is done for both.
func TestAttackWhichNamesThereAre(t *testing.T) {
	o := newOffice(t)
	o.account("marieke", Caseworker)
	o.account("weg", Caseworker)
	must(t, o.site.alterAccountNamed("weg", func(_ intake.Tx, a *account) error { a.Disabled = true; return nil }))
	plain := func(got answer) string {
		return fmt.Sprint(got.status, tokenIn.ReplaceAllString(got.body, ""))
	}
	for i := range 6 {
		var first string
		for _, name := range []string{"marieke", "bestaatniet", "weg", strings.Repeat("x", 100), "../../x"} {
			got := plain(o.visitor().post("/binnen", url.Values{"naam": {name}, "wachtwoord": {"fout"}}))
			if first == "" {
				first = got
			}
			if got != first {
				t.Errorf("try %d, %q: %s\nnot %s", i, name, got, first)
			}
		}
	}
	counted := &counting{Store: o.store}
	o.endpoint = intake.NewEndpoint(counted, o.keys, o.config)
	o.server = httptest.NewServer(o.process(nil).Handler())
	t.Cleanup(o.server.Close)
	o.move(time.Hour)
	costs := map[string]int{}
	for _, name := range []string{"marieke", "bestaatniet", "weg"} {
		for range 6 { // also while a name that exists waits
			before := counted.kept
			o.visitor().post("/binnen", url.Values{"naam": {name}, "wachtwoord": {"fout"}})
			costs[name] += counted.kept - before
		}
	}
	if costs["marieke"] != costs["bestaatniet"] || costs["marieke"] != costs["weg"] {
		t.Errorf("what a guess costs tells which names there are: %v", costs)
	}
}

// counting counts the transactions that are kept: each waits for the disk.
type counting struct {
	intake.Store
	kept int
}

func (c *counting) Update(write func(intake.Tx) error) error {
	err := c.Store.Update(write)
	if err == nil {
		c.kept++
	}
	return err
}

// TestAttackFixedSession: a cookie that somebody else put there, or of before signing in, never becomes a session; each step has a new one, and
// the old ones are nobody afterwards.
func TestAttackFixedSession(t *testing.T) {
	o := newOffice(t)
	secret := o.account("marieke", Caseworker)
	v := o.visitor()
	base, err := url.Parse(o.server.URL)
	must(t, err)
	planted := strings.Repeat("A", 43)
	v.http.Jar.SetCookies(base, []*http.Cookie{{Name: sessionCookie, Value: planted, Path: "/"}, {Name: formCookie, Value: planted, Path: "/"}})
	cookie := func() string {
		for _, c := range v.http.Jar.Cookies(base) {
			if c.Name == sessionCookie {
				return c.Value
			}
		}
		return ""
	}
	v.post("/binnen", url.Values{"naam": {"marieke"}, "wachtwoord": {password}})
	half := cookie()
	v.post("/code", url.Values{"code": {codeAt(t, secret, o.now())}})
	whole := cookie()
	if half == planted || whole == half || whole == planted || v.get("/").status != http.StatusOK {
		t.Errorf("planted %q, half %q, whole %q", planted, half, whole)
	}
	v.post("/uit", nil)
	for name, old := range map[string]string{"planted": planted, "half": half, "whole": whole} {
		other := o.visitor()
		other.http.Jar.SetCookies(base, []*http.Cookie{{Name: sessionCookie, Value: old, Path: "/"}})
		if got := other.get("/"); got.status != http.StatusSeeOther {
			t.Errorf("the %s cookie is somebody: %d", name, got.status)
		}
	}
}

// TestAttackAnotherSite: a form of another site, with the right cookie and even the right token, and a page of ours in another's frame.
func TestAttackAnotherSite(t *testing.T) {
	o := newOffice(t)
	l := o.laptop()
	id := l.deliver(family()).String()
	v := o.as("marieke", Manager)
	for _, headers := range []map[string]string{
		{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://kwaad.example"}, {"Origin": "null"},
	} {
		for _, path := range []string{"/bericht/" + id + "/antwoord", "/meedenken", "/sleutels/vervangen", "/apparaten/" + l.id + "/uit"} {
			before := o.image()
			form := url.Values{"csrf": {v.token()}, "stand": {"opgepakt"}, "bewaren": {"0"}, "beurt": {"0"}, "apparaat": {l.id}, "soort": {"taal"}, "vraag": {"x"}}
			r, err := http.NewRequest(http.MethodPost, v.base+path, strings.NewReader(form.Encode()))
			must(t, err)
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			for name, value := range headers {
				r.Header.Set(name, value)
			}
			resp, err := v.http.Do(r)
			must(t, err)
			must(t, resp.Body.Close())
			if resp.StatusCode != http.StatusForbidden || o.image() != before {
				t.Errorf("%s with %v: %d", path, headers, resp.StatusCode)
			}
		}
	}
	// With GET nothing changes at all, whatever the address says.
	before := o.image()
	for _, r := range o.site.routes() {
		if path, get := strings.CutPrefix(r.pattern, "POST "); get {
			path = strings.NewReplacer("{uuid}", id, "{id}", l.id).Replace(path)
			v.get(path + "?csrf=" + v.token() + "&stand=opgepakt&besluit=verwijderd&naam=marieke&wat=uit&bewaren=0&beurt=0")
		}
	}
	if o.image() != before {
		t.Error("an address changed something")
	}
}

// TestAttackLeadingElsewhere: no form leads to another site, however the address is written.
func TestAttackLeadingElsewhere(t *testing.T) {
	o := newOffice(t)
	v := o.as("marieke", Caseworker)
	for _, to := range []string{
		"//kwaad.example", "/\\kwaad.example", "\\\\kwaad.example", "https://kwaad.example", "/\t/kwaad.example", "/\n/kwaad.example", "/\r/kwaad.example",
		"\t//kwaad.example", " //kwaad.example", "/\x00/kwaad.example", "/\x0b/kwaad.example", "javascript:alert(1)", "", "kwaad.example", "/..//kwaad.example", "/%09/kwaad.example", "/./" + "/kwaad.example",
	} {
		got := v.post("/taal", url.Values{"taal": {"nl"}, "naar": {to}}).header.Get("Location")
		seen := strings.Map(func(r rune) rune { // a browser leaves out tabs and line ends
			if r == '\t' || r == '\n' || r == '\r' {
				return -1
			}
			return r
		}, got)
		where, err := url.Parse(seen)
		if err != nil || where.Host != "" || where.Scheme != "" || !strings.HasPrefix(seen, "/") || strings.HasPrefix(seen, "//") || strings.HasPrefix(seen, "/\\") {
			t.Errorf("%q leads to %q", to, got)
		}
	}
}

// TestAttackHeadersOfMail: neither an address nor a server can put a line into the e-mail, or a second one.
func TestAttackHeadersOfMail(t *testing.T) {
	o := newOffice(t)
	v := o.as("baas", Manager)
	for _, bad := range []string{
		"a@b.nl\r\nBcc: c@d.nl", "a@b.nl\nBcc: c@d.nl", "a@b.nl, c@d.nl", "A <a@b.nl>", "a@b.nl>\r\nRCPT TO:<c@d.nl", "\"a\r\nb\"@b.nl", "\"a\nBcc: x\"@b.nl", "a@b.nl\x00", "\"x y\"@b.nl\r\n",
	} {
		v.post("/ik/post", url.Values{"adres": {bad}, "aan": {"ja"}})
		if a := o.held("baas"); strings.ContainsAny(a.Mail, "\r\n\x00,<>") {
			t.Errorf("%q is kept as %q", bad, a.Mail)
		}
		v.post("/afspraken/post", url.Values{"server": {"post.example:587"}, "van": {bad}})
		settings, err := o.endpoint.Inbox.Settings()
		must(t, err)
		if strings.ContainsAny(settings.Mail.From, "\r\n\x00,<>") {
			t.Errorf("%q is kept as sender %q", bad, settings.Mail.From)
		}
		v.post("/afspraken/post", url.Values{"server": {"post.example:587" + bad}, "van": {"a@b.nl"}, "naam": {"x\r\nRCPT TO:<c@d.nl>"}})
		settings, err = o.endpoint.Inbox.Settings()
		must(t, err)
		if strings.ContainsAny(settings.Mail.Host+settings.Mail.User, "\r\n\x00") {
			t.Errorf("kept: %q %q", settings.Mail.Host, settings.Mail.User)
		}
	}
	// Whatever stands in the store, nothing of it begins a line of its own.
	text := Letter{To: "a@b.nl\r\nBcc: c@d.nl", Subject: "x\r\nBcc: c@d.nl", Text: "t"}.bytes("s@b.nl\r\nBcc: c@d.nl", o.now())
	head, _, _ := strings.Cut(text, "\r\n\r\n")
	for _, line := range strings.Split(head, "\n") {
		if strings.HasPrefix(line, "Bcc") {
			t.Errorf("a line of its own: %q", head)
		}
	}
}

// TestAttackFilesOfAStick: a file that is huge, made of many parts, of lengths that lie, or named to climb out of a folder: refused with a
// sentence, and what is here stays.
func TestAttackFilesOfAStick(t *testing.T) {
	o := newOffice(t)
	l := o.laptop()
	l.deliver(family())
	v := o.as("marieke", Caseworker)
	before := o.image()
	lie := func(n uint32, rest int) []byte {
		return append([]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}, make([]byte, rest)...)
	}
	files := map[string][]byte{
		"a length of four gigabytes": lie(0xffffffff, 10), "a length of nothing": lie(0, 10), "one byte": {1}, "nothing": {},
		"a million empty parts": bytes.Repeat([]byte{0, 0, 0, 1, 7}, 1<<20), "zeros": make([]byte, 4<<20), "brackets": bytes.Repeat([]byte("{\"a\":"), 1<<18),
		"a zip": append([]byte("PK\x03\x04"), make([]byte, 1<<16)...), "only the beginning": []byte("schakel1"),
	}
	for name, data := range files {
		got := v.upload(data)
		if got.status == http.StatusOK || got.status >= 500 || strings.Contains(got.body, "⟦") {
			t.Errorf("%s: %d", name, got.status)
		}
	}
	var form bytes.Buffer
	w := multipart.NewWriter(&form)
	must(t, w.WriteField("csrf", v.token()))
	for i := range 3000 {
		must(t, w.WriteField(fmt.Sprint("veld", i), "x"))
	}
	file, err := w.CreateFormFile("bestand", "../../../etc/"+markName+".schakel")
	must(t, err)
	_, err = file.Write([]byte("x"))
	must(t, err)
	must(t, w.Close())
	if got := v.send(http.MethodPost, "/usb", w.FormDataContentType(), &form); got.status < 400 || got.status >= 500 || strings.Contains(got.body, markName) {
		t.Errorf("three thousand fields: %d", got.status)
	}
	if o.image() != before {
		t.Error("something changed")
	}
	if strings.Contains(o.log.String(), markName) {
		t.Error("the name of a file stands in the log")
	}
}

// TestAttackNothingPersonalIsLeftAnywhere: a whole day with marked words, then the log, every address, every page that is not about a message
// and every file are searched for them.
func TestAttackNothingPersonalIsLeftAnywhere(t *testing.T) {
	o := newOffice(t)
	l := o.laptop()
	id := l.deliver(family())
	v := o.as("marieke", Manager)
	asked := v.ask(l, "Kunt u meedenken? "+markText)
	l.deliver(&cjg.Answer{About: asked, State: cjg.StateAccepted, Text: markName + " " + markPhone, Date: "2026-11-23"})
	v.post("/bericht/"+asked+"/antwoord", url.Values{"stand": {"antwoord"}, "tekst": {markText}})
	var elsewhere []answer
	for _, got := range []answer{
		v.post("/meedenken/"+asked+"/terug", nil), v.post("/bericht/"+id.String()+"/antwoord", url.Values{"stand": {"past_niet"}, "reden": {"anders"}, "tekst": {markText}}),
		v.post("/zoek", url.Values{"zoek": {markName}}), v.get("/" + markName + "?zoek=" + markName), v.post("/"+markName, url.Values{"x": {markText}}),
		v.get("/bericht/" + strings.Repeat("0", 30) + markName), v.get("/logboek"), v.get("/apparaten"), v.get("/accounts"), v.get("/sleutels"), v.get("/afspraken"), v.get("/doorsturen"),
	} {
		elsewhere = append(elsewhere, got)
	}
	l.takeBack(id)
	elsewhere = append(elsewhere, v.get("/bericht/"+id.String()))
	v.post("/bericht/"+id.String()+"/intrekking", url.Values{"besluit": {"verwijderd"}})
	marks := []string{markName, markText, markPhone}
	for i, got := range elsewhere {
		for _, mark := range marks {
			if strings.Contains(got.body, mark) || strings.Contains(fmt.Sprint(got.header), mark) {
				t.Errorf("answer %d holds %q", i, mark)
			}
		}
	}
	for _, mark := range append(marks, markNumber) {
		if strings.Contains(o.log.String(), mark) {
			t.Errorf("the log holds %q", mark)
		}
	}
	must(t, filepath.WalkDir(o.dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		must(t, err)
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is open to others: %v", d.Name(), info.Mode())
		}
		data, err := os.ReadFile(path)
		must(t, err)
		for _, mark := range append(marks, markNumber) {
			if bytes.Contains(data, []byte(mark)) {
				t.Errorf("%s holds %q", d.Name(), mark)
			}
		}
		return nil
	}))
	if item, err := o.endpoint.Inbox.Peek(id); err != nil || item.Document != nil || item.State != intake.StateErased {
		t.Errorf("after erasing: %v, %v", item.State, err)
	}
}
