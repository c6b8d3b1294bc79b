package inbox

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// overTLS is a browser behind a proxy that speaks TLS and says so.
type overTLS struct{ http.RoundTripper }

func (o overTLS) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("X-Forwarded-Proto", "https")
	return o.RoundTripper.RoundTrip(r)
}

// TestCookiesBehindAProxy: with TLS in front, cookies come back over TLS only, belong to this very host, and the browser keeps to TLS; a cookie
// that a neighbouring name planted is not looked at.
func TestCookiesBehindAProxy(t *testing.T) {
	o := newOffice(t)
	secret := o.account("marieke", Caseworker)
	v := o.visitor()
	v.http.Transport = overTLS{http.DefaultTransport}
	page := v.get("/binnen")
	if page.header.Get("Strict-Transport-Security") == "" {
		t.Error("the browser is not told to keep to TLS")
	}
	jar := map[string]string{}
	send := func(path string, form url.Values) answer { // a jar would not give Secure cookies back over http
		t.Helper()
		r, err := http.NewRequest(http.MethodPost, v.base+path, strings.NewReader(form.Encode()))
		must(t, err)
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		for name, value := range jar {
			r.AddCookie(&http.Cookie{Name: name, Value: value})
		}
		resp, err := v.http.Transport.RoundTrip(r)
		must(t, err)
		defer func() { _ = resp.Body.Close() }()
		for _, c := range resp.Cookies() {
			jar[c.Name] = c.Value
			if !strings.HasPrefix(c.Name, "__Host-") || !c.Secure || !c.HttpOnly || c.Path != "/" || c.Domain != "" || c.SameSite != http.SameSiteStrictMode {
				t.Errorf("%s: %s", path, c)
			}
		}
		return answer{resp.StatusCode, resp.Header, ""}
	}
	token := tokenIn.FindStringSubmatch(page.body)[1]
	jar["__Host-"+formCookie] = token
	if got := send("/binnen", url.Values{"csrf": {token}, "naam": {"marieke"}, "wachtwoord": {password}}); got.status != http.StatusSeeOther {
		t.Fatal(got.status)
	}
	if jar["__Host-"+sessionCookie] == "" {
		t.Fatalf("the cookies are %v", jar)
	}
	half := jar["__Host-"+sessionCookie]
	if got := send("/code", url.Values{"csrf": {o.sessionToken("marieke")}, "code": {codeAt(t, secret, o.now())}}); got.status != http.StatusSeeOther || jar["__Host-"+sessionCookie] == half {
		t.Fatal(got.status)
	}
	r, err := http.NewRequest(http.MethodGet, v.base+"/", nil)
	must(t, err)
	r.AddCookie(&http.Cookie{Name: sessionCookie, Value: jar["__Host-"+sessionCookie]})
	resp, err := v.http.Transport.RoundTrip(r)
	must(t, err)
	must(t, resp.Body.Close())
	if resp.StatusCode != http.StatusSeeOther {
		t.Errorf("a cookie without the prefix is taken over TLS: %d", resp.StatusCode)
	}
}

// TestSigningOutLeavesNothing: the browser is told to forget what it keeps, and the old cookie is nobody's.
func TestSigningOutLeavesNothing(t *testing.T) {
	o := newOffice(t)
	v := o.as("marieke", Caseworker)
	got := v.post("/uit", nil)
	if got.header.Get("Clear-Site-Data") != `"cache"` || v.get("/").header.Get("Location") != "/binnen" {
		t.Errorf("%d %v", got.status, got.header)
	}
}

// TestOtherBrowsers: the page says in how many others the account is signed in, and one press signs them out; nobody else's.
func TestOtherBrowsers(t *testing.T) {
	o := newOffice(t)
	secret := o.account("marieke", Caseworker)
	one := o.visitor().enter("marieke", secret)
	other := o.as("samira", Caseworker)
	if page := one.get("/ik").body; !strings.Contains(page, "Alleen in deze browser.") || strings.Contains(page, `action="/ik/uit"`) {
		t.Errorf("alone: %s", sentences(page))
	}
	o.move(time.Minute)
	two := o.visitor().enter("marieke", secret)
	o.visitor().post("/binnen", url.Values{"naam": {"marieke"}, "wachtwoord": {password}}) // halfway is not in
	if page := one.get("/ik").body; !strings.Contains(page, "Hier, en in nog 1 andere browser.") {
		t.Errorf("with another: %s", sentences(page))
	}
	if got := one.post("/ik/uit", nil); got.status != http.StatusOK || !strings.Contains(got.body, "Alleen in deze browser.") {
		t.Errorf("signing out there: %d", got.status)
	}
	if two.get("/").status == http.StatusOK || one.get("/").status != http.StatusOK || other.get("/").status != http.StatusOK {
		t.Error("the wrong browser was signed out")
	}
	two = o.visitor()
	o.move(time.Minute)
	two.enter("marieke", secret)
	o.move(sessionIdle + time.Second) // a session that is over does not count
	o.move(time.Minute)
	fresh := o.visitor().enter("marieke", secret)
	if page := fresh.get("/ik").body; !strings.Contains(page, "Alleen in deze browser.") {
		t.Errorf("after the others ended: %s", sentences(page))
	}
}

// TestPagesKeepTheirWords: no browser sends the words of a message to a service that translates or spells, keeps what was typed about a family for
// the next time, or hands them to a search engine.
func TestPagesKeepTheirWords(t *testing.T) {
	o := newOffice(t)
	l := o.laptop()
	id := l.deliver(family())
	taken := l.deliver(numbered("H-0002"))
	l.takeBack(taken)
	v := o.as("baas", Manager)
	typed := regexp.MustCompile(`<textarea[^>]*>|<input class="in"[^>]*>`)
	for _, path := range []string{"/bericht/" + id.String(), "/bericht/" + taken.String(), "/meedenken"} {
		page := v.get(path).body
		if !strings.Contains(page, `translate="no"`) || !strings.Contains(page, `content="noindex"`) {
			t.Errorf("%s may be translated or indexed", path)
		}
		forms := strings.Split(page, "<form ")[1:]
		fields := 0
		for _, form := range forms {
			open, _, _ := strings.Cut(form, ">")
			for _, field := range typed.FindAllString(form, -1) {
				fields++
				area := strings.HasPrefix(field, "<textarea")
				if !strings.Contains(open, `autocomplete="off"`) && !strings.Contains(field, `autocomplete="off"`) {
					t.Errorf("%s keeps what is typed in %s", path, field)
				}
				if area && !strings.Contains(field, `spellcheck="false"`) {
					t.Errorf("%s has %s looked over", path, field)
				}
			}
		}
		if fields == 0 {
			t.Errorf("%s has no fields, so this test tests nothing", path)
		}
	}
}

// TestWhatWasTypedWhenTheSessionWasOver stands there to be copied, and does nothing; also when the form was of another session.
func TestWhatWasTypedWhenTheSessionWasOver(t *testing.T) {
	o := newOffice(t)
	l := o.laptop()
	id := l.deliver(family())
	v := o.as("marieke", Caseworker)
	token := v.token()
	form := url.Values{"csrf": {token}, "stand": {"antwoord"}, "tekst": {"Een lang </textarea><b>antwoord"}}
	const want = "Een lang &lt;/textarea&gt;&lt;b&gt;antwoord</textarea>"
	before := o.cases()
	o.move(sessionIdle + time.Second)
	got := v.raw("/bericht/"+id.String()+"/antwoord", form)
	if got.status != http.StatusForbidden || !strings.Contains(got.body, want) || !strings.Contains(got.body, "Meld u opnieuw aan") {
		t.Errorf("after the session: %d %s", got.status, sentences(got.body))
	}
	v.enter("marieke", o.account("marieke", Caseworker))
	if got = v.raw("/bericht/"+id.String()+"/antwoord", form); got.status != http.StatusForbidden || !strings.Contains(got.body, want) {
		t.Errorf("with the token of the session before: %d", got.status)
	}
	if page := v.raw("/bericht/"+id.String()+"/antwoord", url.Values{"csrf": {token}, "stand": {"opgepakt"}}).body; strings.Contains(page, "<textarea") {
		t.Error("a form without a text gives a field")
	}
	if len(l.answers()) != 0 || o.cases() != before {
		t.Error("it was sent all the same")
	}
}

// TestTheCookieGoesWithTheBrowser: no session is kept on a disk by the browser.
func TestTheCookieGoesWithTheBrowser(t *testing.T) {
	o := newOffice(t)
	o.account("marieke", Caseworker)
	got := o.visitor().post("/binnen", url.Values{"naam": {"marieke"}, "wachtwoord": {password}})
	for _, line := range got.header.Values("Set-Cookie") {
		if strings.Contains(line, "Max-Age") || strings.Contains(line, "Expires") {
			t.Error(line)
		}
	}
}

// TestWhatGoesIsDutch, says the page to who reads it in another language.
func TestWhatGoesIsDutch(t *testing.T) {
	o := newOffice(t)
	id := "/bericht/" + o.laptop().deliver(family()).String()
	v := o.as("john", Caseworker)
	if strings.Contains(v.get(id).body, "in het Nederlands") {
		t.Error("it is said in Dutch too")
	}
	v.post("/taal", url.Values{"taal": {"en"}})
	if !strings.Contains(v.get(id).body, "Your answer goes in Dutch.") {
		t.Error("it is not said in English")
	}
}

// cases is what the store holds of the messages.
func (o *office) cases() string {
	o.t.Helper()
	cases, err := o.endpoint.Inbox.Cases()
	must(o.t, err)
	out := ""
	for _, c := range cases {
		out += string(c.State) + c.Answered.String()
	}
	return out
}
