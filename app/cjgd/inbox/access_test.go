package inbox

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"schakel/internal/intake"
)

// reach is what a route answers to each kind of visitor: nobody, somebody halfway, a caseworker, a beheerder, and an account that was
// disabled while it was signed in. "in" is let in, whatever the route then says; "wait" leads to signing in; "no" is refused.
type reach struct{ nobody, half, caseworker, manager, disabled string }

var (
	forAll      = reach{"in", "in", "in", "in", "in"}
	forReaders  = reach{"wait", "wait", "in", "in", "wait"}
	forManagers = reach{"wait", "wait", "no", "in", "wait"}
	sendReader  = reach{"no", "no", "in", "in", "no"}
	sendManager = reach{"no", "no", "no", "in", "no"}
)

// expected has a row for every route; a new route without one fails the test.
func expected() map[string]reach {
	return map[string]reach{
		"GET /binnen": forAll, "POST /binnen": forAll, "POST /taal": forAll,
		"GET /code":  {"wait", "in", "in", "in", "wait"}, // who is in already is led on
		"POST /code": {"no", "in", "in", "in", "no"},
		"GET /begin": {"wait", "in", "in", "in", "wait"}, "POST /begin": {"no", "in", "in", "in", "no"},
		"POST /uit": {"no", "in", "in", "in", "no"},
		"GET /{$}":  forReaders, "GET /zoek": forReaders, "POST /zoek": sendReader,
		"GET /bericht/{uuid}": forReaders, "POST /bericht/{uuid}/antwoord": sendReader, "POST /bericht/{uuid}/intrekking": sendReader,
		"GET /meedenken": forReaders, "POST /meedenken": sendReader,
		"GET /meedenken/{uuid}/terug": forReaders, "POST /meedenken/{uuid}/terug": sendReader,
		"GET /usb": forReaders, "POST /usb": sendReader, "POST /usb/terug": sendReader,
		"GET /ik": forReaders, "POST /ik/naam": sendReader, "POST /ik/post": sendReader, "POST /ik/wachtwoord": sendReader, "POST /ik/uit": sendReader,
		"GET /apparaten": forManagers, "POST /apparaten/code": sendManager, "POST /apparaten/{id}/uit": sendManager,
		"GET /afspraken": forManagers, "POST /afspraken": sendManager, "POST /afspraken/post": sendManager,
		"GET /accounts": forManagers, "POST /accounts": sendManager, "POST /accounts/wijzig": sendManager,
		"GET /sleutels": forManagers, "GET /sleutels/vervangen": forManagers, "POST /sleutels/vervangen": sendManager,
		"GET /logboek":    forManagers,
		"GET /doorsturen": forManagers, "POST /doorsturen/{uuid}/opnieuw": sendManager,
		"GET /style.css": forAll, "GET /regular.ttf": forAll, "GET /bold.ttf": forAll, "GET /v1/openapi.yaml": forAll, "GET /v1/openapi.json": forAll, "GET /docs": forAll,
	}
}

// TestEveryRouteForEveryRole asks every route as every kind of visitor, about a message that is there, with planted words that none but a
// reader may get to see, and a device and an account that are somebody else's.
func TestEveryRouteForEveryRole(t *testing.T) {
	probe := newOffice(t)
	table := expected()
	var listed []string
	for _, r := range probe.site.routes() {
		listed = append(listed, r.pattern)
		if _, ok := table[r.pattern]; !ok {
			t.Errorf("%s has no row", r.pattern)
		}
	}
	if gone := slices.DeleteFunc(slices.Collect(maps.Keys(table)), func(p string) bool { return slices.Contains(listed, p) }); len(gone) > 0 {
		t.Errorf("rows without a route: %v", gone)
	}
	for _, kind := range []string{"nobody", "half", "caseworker", "manager", "disabled"} {
		t.Run(kind, func(t *testing.T) {
			var o *office
			var v *visitor
			var l *laptop
			var id string
			for _, pattern := range listed {
				want := map[string]string{
					"nobody": table[pattern].nobody, "half": table[pattern].half, "caseworker": table[pattern].caseworker,
					"manager": table[pattern].manager, "disabled": table[pattern].disabled,
				}[kind]
				form := strings.HasPrefix(pattern, http.MethodPost)
				if o == nil || form && want == "in" { // what may change something begins afresh
					o = newOffice(t)
					l = o.laptop()
					id = l.deliver(family()).String()
					v = o.visitorOf(kind)
				}
				o.route(v, kind, pattern, want, id, l)
				if form && want == "in" {
					o = nil
				}
			}
		})
	}
}

// visitorOf is a browser of one kind; somebody else's account is there too.
func (o *office) visitorOf(kind string) *visitor {
	o.t.Helper()
	o.account("ander", Caseworker)
	o.account("baas", Manager)
	switch kind {
	case "half":
		v := o.visitor()
		o.account("iemand", Caseworker)
		v.post("/binnen", url.Values{"naam": {"iemand"}, "wachtwoord": {password}})
		return v
	case "caseworker":
		return o.as("iemand", Caseworker)
	case "manager":
		return o.as("iemand", Manager)
	case "disabled":
		v := o.as("iemand", Manager)
		must(o.t, o.site.alterAccountNamed("iemand", func(_ intake.Tx, a *account) error { a.Disabled = true; return nil }))
		return v
	}
	return o.visitor()
}

func (o *office) route(v *visitor, kind, pattern, want, id string, l *laptop) {
	t := o.t
	t.Helper()
	method, path, _ := strings.Cut(pattern, " ")
	path = strings.NewReplacer("{uuid}", id, "{id}", l.id, "{$}", "").Replace(path)
	before := o.image()
	var got answer
	if method == http.MethodGet {
		got = v.get(path)
	} else {
		got = v.post(path, url.Values{
			"stand": {"opgepakt"}, "besluit": {"verwijderd"}, "naam": {"ander"}, "wat": {"uit"}, "apparaat": {l.id}, "zoek": {"x"}, "taal": {"nl"},
			"organisatie": {"Ander CJG"}, "norm": {"3"}, "intrekken": {"5"}, "bewaren": {"1"},
		})
	}
	is := "in"
	switch where := got.header.Get("Location"); {
	case got.status == http.StatusSeeOther && (where == "/binnen" && path != "/uit" || (where == "/code" || where == "/begin") && kind != "half"):
		is = "wait"
	case got.status == http.StatusSeeOther && (where == "/code") && path != "/begin" && path != "/code":
		is = "wait"
	case got.status == http.StatusForbidden && !(want == "in" && (path == "/binnen" || path == "/code" || path == "/begin" || path == "/ik/wachtwoord")):
		is = "no"
	}
	if is != want {
		t.Errorf("%s as %s: %d to %q, which is %q; want %q", pattern, kind, got.status, got.header.Get("Location"), is, want)
	}
	if want != "in" || kind == "nobody" || kind == "half" || kind == "disabled" {
		for _, mark := range []string{markName, markText, markNumber, markPhone, l.id, "ander"} {
			if strings.Contains(got.body, mark) && path != "/docs" && !strings.HasPrefix(path, "/v1/openapi.") {
				t.Errorf("%s as %s shows %q", pattern, kind, mark)
			}
		}
		if want == "no" && o.image() != before {
			t.Errorf("%s as %s was refused and yet changed something", pattern, kind)
		}
	}
	o.headed(pattern, got)
}

// image is what the store holds that a refused form must not touch.
func (o *office) image() string {
	o.t.Helper()
	var out strings.Builder
	cases, err := o.endpoint.Inbox.Cases()
	must(o.t, err)
	for _, c := range cases {
		out.WriteString(string(c.State) + c.Answered.String())
	}
	devices, err := o.endpoint.Front.Devices()
	must(o.t, err)
	for _, d := range devices {
		out.WriteString(d.ID + d.Revoked.String())
	}
	settings, err := o.endpoint.Inbox.Settings()
	must(o.t, err)
	out.WriteString(settings.Agreement.Organisation)
	must(o.t, o.store.View(func(tx intake.Tx) error {
		return tx.Scan(intake.BucketAccounts, nil, func(key, _ []byte) (bool, error) {
			a, _, err := intake.Load[account](tx, intake.BucketAccounts, key)
			out.WriteString(string(key) + string(a.Role) + string(a.Hash) + a.Display)
			if a.Disabled {
				out.WriteString("off")
			}
			return true, err
		})
	}))
	return out.String()
}

// headed checks what every answer must carry.
func (o *office) headed(pattern string, got answer) {
	o.t.Helper()
	policy := got.header.Get("Content-Security-Policy")
	for _, part := range []string{"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
		if !strings.Contains(policy, part) {
			o.t.Errorf("%s: the policy lacks %s", pattern, part)
		}
	}
	if strings.Contains(policy, "script") || strings.Contains(policy, "unsafe") {
		o.t.Errorf("%s: the policy lets scripts in: %s", pattern, policy)
	}
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin"} {
		if got.header.Get(name) != want {
			o.t.Errorf("%s: %s is %q", pattern, name, got.header.Get(name))
		}
	}
	cache := got.header.Get("Cache-Control")
	if static := strings.Contains(pattern, ".css") || strings.Contains(pattern, ".ttf") || strings.Contains(pattern, "/docs") || strings.Contains(pattern, "openapi"); !static && cache != "no-store" {
		o.t.Errorf("%s: kept by browsers: %q", pattern, cache)
	}
	for _, bad := range []string{"<script", " style=", " onclick=", " onload=", "javascript:"} {
		if strings.Contains(got.body, bad) {
			o.t.Errorf("%s holds %q", pattern, bad)
		}
	}
}

// TestEveryFormNeedsItsToken sends every form of the site without a token, with somebody else's and with one of an earlier session.
func TestEveryFormNeedsItsToken(t *testing.T) {
	o := newOffice(t)
	l := o.laptop()
	id := l.deliver(family())
	v, other := o.as("baas", Manager), o.as("ander", Manager)
	foreign := other.token()
	o.move(stepSeconds * 1e9)
	for _, r := range o.site.routes() {
		method, path, _ := strings.Cut(r.pattern, " ")
		if method != http.MethodPost {
			continue
		}
		path = strings.NewReplacer("{uuid}", id.String(), "{id}", l.id).Replace(path)
		before := o.image()
		for _, token := range []string{"", "x", foreign} {
			if got := v.raw(path, url.Values{"csrf": {token}, "stand": {"opgepakt"}, "naam": {"ander"}, "wat": {"uit"}}); got.status != http.StatusForbidden {
				t.Errorf("%s with token %q: %d", r.pattern, token, got.status)
			}
		}
		if o.image() != before {
			t.Errorf("%s changed something without its token", r.pattern)
		}
	}
	if got := o.visitor().raw("/binnen", url.Values{"naam": {"baas"}, "wachtwoord": {password}}); got.status != http.StatusForbidden {
		t.Errorf("signing in without a token: %d", got.status)
	}
}

// TestNothingPersonalBesidesThePages: not in an address, a title, a log or a page that says what went wrong.
func TestNothingPersonalBesidesThePages(t *testing.T) {
	o := newOffice(t)
	l := o.laptop()
	id := l.deliver(family())
	v := o.as("marieke", Manager)
	pages := []answer{v.get("/"), v.get("/bericht/" + id.String()), v.post("/zoek", url.Values{"zoek": {markName}}), v.get("/zoek")}
	if !strings.Contains(pages[3].body, markNumber) {
		t.Fatal("the search finds nothing, so this test tests nothing")
	}
	pages = append(pages,
		v.post("/bericht/"+id.String()+"/antwoord", url.Values{"stand": {"antwoord"}, "tekst": {markText + " 111222333"}}),
		v.post("/bericht/"+id.String()+"/antwoord", url.Values{"stand": {"antwoord"}, "tekst": {markText}}),
		v.get("/logboek"), v.get("/bericht/"+markName), v.get("/"+markName))
	for _, page := range pages {
		title, _, _ := strings.Cut(after(page.body, "<title>"), "</title>")
		for _, mark := range []string{markName, markText, markNumber, markPhone} {
			if strings.Contains(title, mark) || strings.Contains(page.header.Get("Location"), mark) {
				t.Errorf("%q stands in a title or an address", mark)
			}
		}
	}
	for _, page := range pages[6:] {
		body := page.body
		for _, mark := range []string{markText, markNumber, markPhone} {
			if strings.Contains(body, mark) {
				t.Errorf("%q stands on a page that is not the message: %s", mark, page.header)
			}
		}
	}
	if strings.Contains(pages[7].body+pages[8].body, markName) {
		t.Error("the page of an unknown address repeats it")
	}
	for _, mark := range []string{markName, markText, markNumber, markPhone, id.String(), "marieke"} {
		if strings.Contains(o.log.String(), mark) {
			t.Errorf("the log holds %q", mark)
		}
	}
}

func after(text, mark string) string {
	_, rest, _ := strings.Cut(text, mark)
	return rest
}
