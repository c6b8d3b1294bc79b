package inbox

import (
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"schakel/internal/intake"
)

// graveActs are what cannot be undone or lets somebody in, each as a form that does it: with the device and the account that it is about.
func graveActs(device, other string) map[string]url.Values {
	acts := map[string]url.Values{
		"POST /apparaten/code":                {"voor": {"Samira"}},
		"POST /apparaten/" + device + "/uit":  {},
		"POST /accounts":                      {"naam": {"vreemd-" + other}, "rol": {"manager"}},
		"POST /sleutels/vervangen":            {"bewaren": {"0"}, "beurt": {"0"}},
		"POST /afspraken":                     {"organisatie": {"Ander CJG"}, "norm": {"3"}, "intrekken": {"5"}, "bewaren": {"1"}},
		"POST /accounts/wijzig?wat=aan":       {"naam": {other}, "wat": {"aan"}},
		"POST /accounts/wijzig?wat=beheerder": {"naam": {other}, "wat": {"beheerder"}},
	}
	for _, what := range []string{"uit", "medewerker", "wachtwoord", "code"} {
		acts["POST /accounts/wijzig?wat="+what] = url.Values{"naam": {other}, "wat": {what}}
	}
	return acts
}

// seen is everything that an act can change.
func (o *office) seen(ring *fakeRing) string {
	o.t.Helper()
	codes := 0
	must(o.t, o.store.View(func(tx intake.Tx) error {
		codes = 0
		return tx.Scan(intake.Bucket("codes"), nil, func(_, _ []byte) (bool, error) { codes++; return true, nil })
	}))
	second := ""
	must(o.t, o.store.View(func(tx intake.Tx) error {
		second = ""
		return tx.Scan(intake.BucketAccounts, nil, func(key, _ []byte) (bool, error) {
			a, _, err := intake.Load[account](tx, intake.BucketAccounts, key)
			second += fmt.Sprint(len(a.TOTP) > 0)
			return true, err
		})
	}))
	return fmt.Sprint(o.image(), codes, second, ring.asked)
}

// TestNoGraveActWithoutAProof walks every act x every proof x how long ago its owner proved to be there: what is done is done by an owner who
// is there, and nothing else changes anything. The acts are those that the routes name.
func TestNoGraveActWithoutAProof(t *testing.T) {
	o := newOffice(t)
	ring := &fakeRing{}
	o.withRing(ring)
	l := o.laptop()
	foreign := o.account("ander", Manager)
	var routes, acts []string
	for _, r := range o.site.routes() {
		if r.who == grave {
			routes = append(routes, r.pattern)
		}
	}
	for act := range graveActs("{id}", "ander") {
		act, _, _ = strings.Cut(act, "?")
		acts = append(acts, act)
	}
	slices.Sort(routes)
	slices.Sort(acts)
	if acts = slices.Compact(acts); !slices.Equal(routes, acts) {
		t.Fatalf("the routes %v are not the acts %v", routes, acts)
	}
	secret := o.account("baas", Manager)
	for act, form := range graveActs(l.id, "ander") {
		path := strings.TrimPrefix(act, "POST ")
		path, _, _ = strings.Cut(path, "?")
		for _, proof := range []string{"none", "wrong", "replayed", "older", "another's", "the password", "right"} {
			o.move(10 * time.Minute)
			used := codeAt(t, secret, o.now())
			v := o.visitor().enter("baas", secret)
			o.move(sureLife)
			given := map[string]string{
				"none": "", "wrong": "000000", "replayed": used, "older": codeAt(t, secret, o.now().Add(-2*stepSeconds*time.Second)),
				"another's": codeAt(t, foreign, o.now()), "the password": password, "right": codeAt(t, secret, o.now()),
			}[proof]
			sent := url.Values{}
			for name, value := range form {
				sent[name] = value
			}
			sent.Set(proofField, given)
			before := o.seen(ring)
			got := v.post(path, sent)
			asked := strings.Contains(got.body, `data-step="sure"`)
			switch done := o.seen(ring) != before; {
			case proof != "right" && (done || got.status != http.StatusForbidden || !asked):
				t.Errorf("%s with proof %s: done %v, status %d, asked %v", act, proof, done, got.status, asked)
			case proof == "right" && (asked || got.status >= 400):
				t.Errorf("%s with a right proof: %d %s", act, got.status, sentences(got.body))
			}
		}
	}
	if len(ring.asked) != 1 {
		t.Errorf("the keys were changed %d times", len(ring.asked))
	}
}

// TestAProofLastsSomeMinutes: signing in is one, so is the step itself; not a moment longer, and not on a clock that was set back.
func TestAProofLastsSomeMinutes(t *testing.T) {
	o := newOffice(t)
	secret := o.account("baas", Manager)
	v := o.visitor().enter("baas", secret)
	act := func() int { return v.post("/apparaten/code", nil).status }
	o.move(sureLife - time.Second)
	if got := act(); got != http.StatusOK {
		t.Errorf("a second before the end: %d", got)
	}
	o.move(time.Second)
	if got := act(); got != http.StatusForbidden {
		t.Errorf("at the end: %d", got)
	}
	if got := v.post("/apparaten/code", url.Values{proofField: {codeAt(t, secret, o.now())}}); got.status != http.StatusOK {
		t.Fatalf("with a code: %d", got.status)
	}
	o.move(sureLife - time.Second)
	if got := act(); got != http.StatusOK {
		t.Errorf("after the code: %d", got)
	}
	o.move(-sureLife)
	if got := act(); got != http.StatusForbidden {
		t.Errorf("before the code, on a clock that was set back: %d", got)
	}
}

// TestAStolenSession: whoever has a copy of the cookie can do no act; tries are slowed down and end the session; and when the owner gives the
// proof, the copy is nobody's from then on.
func TestAStolenSession(t *testing.T) {
	o := newOffice(t)
	secret := o.account("baas", Manager)
	base, err := url.Parse(o.server.URL)
	must(t, err)
	steal := func(from *visitor) *visitor {
		thief := o.visitor()
		thief.http.Jar.SetCookies(base, from.http.Jar.Cookies(base))
		return thief
	}
	v := o.visitor().enter("baas", secret)
	o.move(sureLife)
	thief := steal(v)
	if got := thief.post("/apparaten/code", nil); got.status != http.StatusForbidden {
		t.Errorf("a stolen cookie makes a code: %d", got.status)
	}
	if got := v.post("/apparaten/code", url.Values{proofField: {codeAt(t, secret, o.now())}}); got.status != http.StatusOK {
		t.Fatal(got.status)
	}
	if got := thief.get("/"); got.header.Get("Location") != "/binnen" {
		t.Errorf("the copy still is somebody: %d", got.status)
	}
	o.move(sureLife)
	thief = steal(v)
	judged := 0
	for range 40 {
		got := thief.raw("/apparaten/code", url.Values{"csrf": {o.sessionToken("baas")}, proofField: {"000000"}})
		if strings.Contains(got.body, "Meld u opnieuw aan") {
			break
		}
		if judged++; judged > 30 {
			t.Fatal("the tries never end")
		}
		o.move(20 * time.Second)
	}
	if judged < maxDoubt-1 || v.get("/").header.Get("Location") != "/binnen" {
		t.Errorf("%d tries, and the session goes on", judged)
	}
	o.move(maxDelay)
	page := o.visitor().enter("baas", secret).get("/logboek").body
	if n := strings.Count(page, "verkeerde code of verkeerd wachtwoord bij het bevestigen"); n != maxDoubt {
		t.Errorf("%d wrong proofs in the logbook", n)
	}
	if strings.Count(page, "bevestigd met code of wachtwoord") != 1 || strings.Contains(page, "⟦") {
		t.Error("the right proof is not in the logbook once")
	}
}

// sessionToken is the token of an account's session, as whoever stole a page knows it.
func (o *office) sessionToken(name string) string {
	o.t.Helper()
	out := ""
	must(o.t, o.store.View(func(tx intake.Tx) error {
		return tx.Scan(intake.BucketSessions, nil, func(key, _ []byte) (bool, error) {
			one, _, err := intake.Load[session](tx, intake.BucketSessions, key)
			if one.Account == name {
				out = one.CSRF
			}
			return true, err
		})
	}))
	return out
}

// TestProofsWaitLikeSignIn: wrong proofs count with wrong passwords, so a right one does not get through while the account waits, and waiting
// is not held against the session.
func TestProofsWaitLikeSignIn(t *testing.T) {
	o := newOffice(t)
	secret := o.account("baas", Manager)
	v := o.visitor().enter("baas", secret)
	o.move(sureLife)
	for range 3 {
		v.post("/apparaten/code", url.Values{proofField: {"000000"}})
	}
	right := url.Values{proofField: {codeAt(t, secret, o.now())}}
	for range 5 {
		if got := v.post("/apparaten/code", right); got.status != http.StatusForbidden || !strings.Contains(got.body, `aria-invalid="true"`) {
			t.Fatalf("while the account waits: %d", got.status)
		}
	}
	o.move(2 * time.Second)
	if got := v.post("/apparaten/code", right); got.status != http.StatusOK {
		t.Errorf("after the wait: %d", got.status)
	}
	if a := o.held("baas"); a.Failures != 0 {
		t.Errorf("%d failures after a right proof", a.Failures)
	}
}

// TestOneCodeProvesOnce: two browsers of one account, in two processes, with the same code at the same moment.
func TestOneCodeProvesOnce(t *testing.T) {
	o := newOffice(t)
	secret := o.account("baas", Manager)
	other := httptest.NewServer(o.process(nil).Handler())
	t.Cleanup(other.Close)
	one := o.visitor().enter("baas", secret)
	o.move(time.Minute)
	two := o.visitorAt(other.URL).enter("baas", secret)
	o.move(sureLife)
	code := codeAt(t, secret, o.now())
	var group sync.WaitGroup
	results := make([]int, 2)
	for i, v := range []*visitor{one, two} {
		form := url.Values{"csrf": {v.token()}, proofField: {code}}
		group.Go(func() { results[i] = v.raw("/apparaten/code", form).status })
	}
	group.Wait()
	slices.Sort(results)
	if !slices.Equal(results, []int{http.StatusOK, http.StatusForbidden}) {
		t.Errorf("%v", results)
	}
}

var hiddenIn = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)

// TestAProofCarriesTheFormOn: what was typed is done after the proof, to the letter, and nothing of it has to be typed again.
func TestAProofCarriesTheFormOn(t *testing.T) {
	o := newOffice(t)
	secret := o.account("baas", Manager)
	v := o.visitor().enter("baas", secret)
	o.move(sureLife)
	typed := `Elif "Yıldız" <b>&amp; ` + "نور"
	page := v.post("/accounts", url.Values{"naam": {"elif"}, "weergave": {typed}, "rol": {"manager"}, proofField: {""}})
	if !strings.Contains(page.body, "Bent u het zelf?") || !strings.Contains(page.body, "Een account maken") || strings.Contains(page.body, "<b>&amp;amp;") {
		t.Fatalf("%d %s", page.status, sentences(page.body))
	}
	_, form, _ := strings.Cut(page.body, `data-step="sure"`)
	sent := url.Values{}
	for _, m := range hiddenIn.FindAllStringSubmatch(form, -1) {
		sent.Add(m[1], html.UnescapeString(m[2]))
	}
	if sent.Get(proofField) != "" || len(sent["csrf"]) != 1 {
		t.Errorf("carried on: %v", sent)
	}
	sent.Set(proofField, codeAt(t, secret, o.now()))
	if got := v.raw("/accounts", sent); got.status != http.StatusOK || lentIn.FindStringSubmatch(got.body) == nil {
		t.Fatalf("%d %s", got.status, sentences(got.body))
	}
	if a := o.held("elif"); a.Display != typed || a.Role != Manager {
		t.Errorf("made %q %s", a.Display, a.Role)
	}
}

// TestWithoutASecondStepThePasswordProves, as in practice; it is not the code of anything, and a wrong one does nothing.
func TestWithoutASecondStepThePasswordProves(t *testing.T) {
	o := newOffice(t)
	o.config.Agreement.Practice = true
	o.site = o.process(nil)
	server := httptest.NewServer(o.site.Handler())
	t.Cleanup(server.Close)
	o.server = server
	o.account("oefenen", Manager)
	must(t, o.site.alterAccountNamed("oefenen", func(_ intake.Tx, a *account) error { a.TOTP = nil; return nil }))
	v := o.visitor()
	v.post("/binnen", url.Values{"naam": {"oefenen"}, "wachtwoord": {password}})
	o.move(sureLife)
	for proof, want := range map[string]int{"": http.StatusForbidden, "fout": http.StatusForbidden, "000000": http.StatusForbidden} {
		if got := v.post("/apparaten/code", url.Values{proofField: {proof}}); got.status != want || !strings.Contains(got.body, `type="password"`) {
			t.Errorf("%q: %d", proof, got.status)
		}
	}
	if got := v.post("/apparaten/code", url.Values{proofField: {password}}); got.status != http.StatusOK {
		t.Errorf("the password: %d", got.status)
	}
	if a := o.held("oefenen"); a.Failures != 0 {
		t.Errorf("%d failures", a.Failures)
	}
	if strings.Contains(o.log.String(), password) || strings.Contains(o.log.String(), "oefenen") {
		t.Error("the log holds a password or a name")
	}
}
