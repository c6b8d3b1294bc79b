package inbox

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"schakel/internal/intake"
)

// TestACodeCountsOnce: not again in the same browser, not in another, not in another process, and not an older one after a newer one.
func TestACodeCountsOnce(t *testing.T) {
	o := newOffice(t)
	secret := o.account("marieke", Caseworker)
	code := codeAt(t, secret, o.now())
	older := codeAt(t, secret, o.now().Add(-stepSeconds*time.Second))
	second := httptest.NewServer(o.process(nil).Handler())
	t.Cleanup(second.Close)
	first := o.visitor().enter("marieke", secret)
	if first.base = second.URL; first.get("/").status != http.StatusOK {
		t.Error("another process does not know the session")
	}
	for _, base := range []string{o.server.URL, second.URL} {
		for _, used := range []string{code, older} {
			v := o.visitorAt(base)
			v.post("/binnen", url.Values{"naam": {"marieke"}, "wachtwoord": {password}})
			if got := v.post("/code", url.Values{"code": {used}}); got.status != http.StatusForbidden {
				t.Errorf("a used code: %d", got.status)
			}
			if got := v.get("/"); got.header.Get("Location") != "/code" {
				t.Errorf("half a session opens the list: %d", got.status)
			}
			o.move(10 * time.Minute) // the wait after wrong codes
			code, older = codeAt(t, secret, o.now().Add(-2*stepSeconds*time.Second)), codeAt(t, secret, o.now().Add(2*stepSeconds*time.Second))
		}
	}
	o.visitor().enter("marieke", secret)
}

// TestGuessingWaitsEverywhere: failures count over processes and restarts, over passwords and codes together, and the right answer does not
// get through while the account waits.
func TestGuessingWaitsEverywhere(t *testing.T) {
	o := newOffice(t)
	secret := o.account("marieke", Caseworker)
	other := httptest.NewServer(o.process(nil).Handler())
	t.Cleanup(other.Close)
	for i := range 3 {
		v := o.visitorAt([]string{o.server.URL, other.URL}[i%2])
		if got := v.post("/binnen", url.Values{"naam": {"marieke"}, "wachtwoord": {"fout"}}); got.status != http.StatusForbidden {
			t.Fatalf("a wrong password: %d", got.status)
		}
	}
	restarted := httptest.NewServer(o.process(nil).Handler())
	t.Cleanup(restarted.Close)
	if got := o.visitorAt(restarted.URL).post("/binnen", url.Values{"naam": {"marieke"}, "wachtwoord": {password}}); got.status != http.StatusForbidden {
		t.Errorf("the right password while the account waits: %d", got.status)
	}
	o.move(2 * time.Second)
	tries := 0
	for range 20 { // with the right password, guessing the code
		v := o.visitor()
		if v.post("/binnen", url.Values{"naam": {"marieke"}, "wachtwoord": {password}}).status != http.StatusSeeOther {
			break
		}
		v.post("/code", url.Values{"code": {"000000"}})
		tries++
	}
	if tries > 3 {
		t.Errorf("%d codes could be guessed at once", tries)
	}
	o.move(maxDelay + time.Second)
	o.visitor().enter("marieke", secret)
	a := o.held("marieke")
	if a.Failures != 0 {
		t.Errorf("%d failures after signing in", a.Failures)
	}
}

func (o *office) held(name string) account {
	o.t.Helper()
	var a account
	must(o.t, o.store.View(func(tx intake.Tx) (err error) {
		a, _, err = intake.Load[account](tx, intake.BucketAccounts, []byte(name))
		return err
	}))
	return a
}

var lentIn = regexp.MustCompile(`data-password="([^"]+)"`)
var secretIn = regexp.MustCompile(`data-secret="([A-Z2-7 ]+)"`)

// TestAFirstSignIn: what the beheerder knows is changed before anything is seen, and nothing counts until the first code was right.
func TestAFirstSignIn(t *testing.T) {
	o := newOffice(t)
	boss := o.as("baas", Manager)
	page := boss.post("/accounts", url.Values{"naam": {"samira"}, "weergave": {"Samira"}, "rol": {"caseworker"}})
	lent := lentIn.FindStringSubmatch(page.body)
	if lent == nil {
		t.Fatal("no password")
	}
	v := o.visitor()
	if got := v.post("/binnen", url.Values{"naam": {"samira"}, "wachtwoord": {lent[1]}}); got.header.Get("Location") != "/begin" {
		t.Fatalf("to %q", got.header.Get("Location"))
	}
	secret := strings.ReplaceAll(secretIn.FindStringSubmatch(v.get("/begin").body)[1], " ", "")
	if again := strings.ReplaceAll(secretIn.FindStringSubmatch(v.get("/begin").body)[1], " ", ""); again != secret {
		t.Error("another secret at every look")
	}
	form := func(fresh, code string) url.Values {
		return url.Values{"nieuw": {fresh}, "nogmaals": {fresh}, "code": {code}}
	}
	for name, f := range map[string]url.Values{
		"a short password": form("kort", codeAt(t, secret, o.now())),
		"two passwords":    {"nieuw": {"een eigen wachtwoord"}, "nogmaals": {"een ander wachtwoord"}, "code": {codeAt(t, secret, o.now())}},
		"a wrong code":     form("een eigen wachtwoord", "000000"),
	} {
		if got := v.post("/begin", f); got.status != http.StatusBadRequest && got.status != http.StatusForbidden {
			t.Errorf("%s: %d", name, got.status)
		}
		if a := o.held("samira"); a.TOTP != nil || !a.Lent {
			t.Errorf("%s changed the account", name)
		}
	}
	if got := v.post("/begin", form("een eigen wachtwoord", codeAt(t, secret, o.now()))); got.header.Get("Location") != "/" {
		t.Fatalf("%d %q", got.status, got.header.Get("Location"))
	}
	if got := v.get("/"); got.status != http.StatusOK {
		t.Errorf("the list: %d", got.status)
	}
	if got := o.visitor().post("/binnen", url.Values{"naam": {"samira"}, "wachtwoord": {lent[1]}}); got.status != http.StatusForbidden {
		t.Errorf("the lent password still counts: %d", got.status)
	}
	raw := ""
	must(t, o.store.View(func(tx intake.Tx) error {
		data, err := tx.Get(intake.BucketAccounts, []byte("samira"))
		raw = string(data)
		return err
	}))
	if strings.Contains(raw, secret) || strings.Contains(raw, "een eigen wachtwoord") {
		t.Error("a secret stands in the store in clear")
	}
}

// TestHelpOfTheBeheerder: a lost telephone, a forgotten password, somebody who left, and the last beheerder who stays.
func TestHelpOfTheBeheerder(t *testing.T) {
	o := newOffice(t)
	boss := o.as("baas", Manager)
	secret := o.account("samira", Caseworker)
	v := o.visitor().enter("samira", secret)
	if got := boss.post("/accounts/wijzig", url.Values{"naam": {"samira"}, "wat": {"code"}}); got.status != http.StatusOK {
		t.Fatal(got.status)
	}
	if got := v.get("/"); got.header.Get("Location") != "/binnen" {
		t.Error("a browser stays signed in after the second step was taken away")
	}
	if got := v.post("/binnen", url.Values{"naam": {"samira"}, "wachtwoord": {password}}); got.header.Get("Location") != "/begin" {
		t.Errorf("then to %q", got.header.Get("Location"))
	}
	if page := boss.post("/accounts/wijzig", url.Values{"naam": {"samira"}, "wat": {"wachtwoord"}}); lentIn.FindStringSubmatch(page.body) == nil {
		t.Error("no fresh password")
	}
	if got := v.post("/binnen", url.Values{"naam": {"samira"}, "wachtwoord": {password}}); got.status != http.StatusForbidden {
		t.Errorf("the forgotten password: %d", got.status)
	}
	for _, what := range []string{"uit", "medewerker"} {
		if got := boss.post("/accounts/wijzig", url.Values{"naam": {"baas"}, "wat": {what}}); got.status != http.StatusConflict || o.held("baas").Disabled || o.held("baas").Role != Manager {
			t.Errorf("the last beheerder, %s: %d", what, got.status)
		}
	}
	for name, f := range map[string]url.Values{
		"a name that is there": {"naam": {"samira"}, "rol": {"manager"}}, "a name with capitals": {"naam": {"Samira K"}}, "no name": {},
	} {
		if got := boss.post("/accounts", f); got.status < 400 || got.status >= 500 {
			t.Errorf("%s: %d", name, got.status)
		}
	}
	if o.held("samira").Role != Caseworker {
		t.Error("an account that was there was overwritten")
	}
	if got := boss.post("/accounts/wijzig", url.Values{"naam": {"niemand"}, "wat": {"uit"}}); got.status != http.StatusNotFound {
		t.Errorf("nobody: %d", got.status)
	}
}

// TestAForgottenPassword: the telephone stays as it was, and its owner chooses a password before anything is seen.
func TestAForgottenPassword(t *testing.T) {
	o := newOffice(t)
	boss := o.as("baas", Manager)
	secret := o.account("samira", Caseworker)
	lent := lentIn.FindStringSubmatch(boss.post("/accounts/wijzig", url.Values{"naam": {"samira"}, "wat": {"wachtwoord"}}).body)
	if lent == nil {
		t.Fatal("no password")
	}
	v := o.visitor()
	v.post("/binnen", url.Values{"naam": {"samira"}, "wachtwoord": {lent[1]}})
	if page := v.get("/begin").body; strings.Contains(page, "data-secret=\"A") || secretIn.MatchString(page) || strings.Contains(page, `class="qr"`) {
		t.Error("the secret of the telephone is shown to who knows a lent password only")
	}
	form := url.Values{"nieuw": {"een eigen wachtwoord"}, "nogmaals": {"een eigen wachtwoord"}, "code": {"000000"}}
	if got := v.post("/begin", form); got.status != http.StatusForbidden || !o.held("samira").Lent {
		t.Errorf("without the telephone: %d", got.status)
	}
	form.Set("code", codeAt(t, secret, o.now()))
	if got := v.post("/begin", form); got.header.Get("Location") != "/" || o.held("samira").Lent {
		t.Errorf("with the telephone: %d", got.status)
	}
}

// TestANewPasswordEndsOtherBrowsers, and the browser that changed it stays.
func TestANewPasswordEndsOtherBrowsers(t *testing.T) {
	o := newOffice(t)
	secret := o.account("marieke", Caseworker)
	one := o.visitor().enter("marieke", secret)
	o.move(time.Minute)
	two := o.visitor().enter("marieke", secret)
	if got := one.post("/ik/wachtwoord", url.Values{"oud": {"fout"}, "nieuw": {"nog een wachtwoord"}, "nogmaals": {"nog een wachtwoord"}}); got.status != http.StatusForbidden {
		t.Errorf("with a wrong old password: %d", got.status)
	}
	if got := one.post("/ik/wachtwoord", url.Values{"oud": {password}, "nieuw": {"nog een wachtwoord"}, "nogmaals": {"nog een wachtwoord"}}); got.status != http.StatusOK {
		t.Fatal(got.status)
	}
	if one.get("/").status != http.StatusOK || two.get("/").status == http.StatusOK {
		t.Error("the wrong browser was signed out")
	}
}

// TestTheLanguageGoesWithTheAccount, and a form cannot lead to another site.
func TestTheLanguageGoesWithTheAccount(t *testing.T) {
	o := newOffice(t)
	secret := o.account("marieke", Caseworker)
	v := o.visitor().enter("marieke", secret)
	for _, to := range []string{"https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example"} {
		if got := v.post("/taal", url.Values{"taal": {"en"}, "naar": {to}}); got.header.Get("Location") != "/" {
			t.Errorf("%q leads to %q", to, got.header.Get("Location"))
		}
	}
	o.move(time.Minute)
	if got := o.visitor().enter("marieke", secret).get("/"); !strings.Contains(got.body, "Waiting for you") || !strings.Contains(got.body, `<html lang="en"`) {
		t.Error("another browser does not speak the account's language")
	}
	v.post("/taal", url.Values{"taal": {"xx"}})
	if o.held("marieke").Language != "en" {
		t.Error("a language that is none was kept")
	}
}
