package inbox

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"schakel/internal/fault"
	"schakel/internal/intake"
)

// fakeRing notes what it is asked.
type fakeRing struct {
	state         intake.KeyState
	apart, shared bool
	asked         []string
	err           error
}

func (f *fakeRing) State() intake.KeyState { return f.state }
func (f *fakeRing) Apart() bool            { return f.apart }
func (f *fakeRing) Shared() bool           { return f.shared }

func (f *fakeRing) Rotate(_ uint64, keep time.Duration, who string) error {
	f.asked = append(f.asked, who+" "+keep.String())
	return f.err
}

// withRing is the office with keys that can be changed.
func (o *office) withRing(f *fakeRing) {
	site := o.process(nil)
	site.config.Keys = f
	server := httptest.NewServer(site.Handler())
	o.t.Cleanup(server.Close)
	o.site, o.server = site, server
}

// TestThePageOfTheKeys: what is there with its days, in words; what a front or another server still needs; and that the form takes its own
// choices only.
func TestThePageOfTheKeys(t *testing.T) {
	o := newOffice(t)
	f := &fakeRing{apart: true, shared: true, state: intake.KeyState{
		Turn: 2, Since: o.now().AddDate(0, 0, -3), Issuer: "zegel-woorden", Front: "voor-woorden", Inbox: "antwoord-woorden", Opening: "open-woorden",
		Earlier: []intake.EarlierState{
			{Words: "vorige", Since: o.now().AddDate(-1, 0, 0), Until: o.now().AddDate(1, 0, 0), Opens: true},
			{Words: "eerdere", Until: o.now().AddDate(0, 0, -1), Opens: true},
			{Words: "oudste", Until: o.now().AddDate(-1, 0, 0)},
		},
	}}
	o.withRing(f)
	v := o.as("baas", Manager)
	page := v.get("/sleutels").body
	for _, want := range []string{
		"zegel-woorden", "voor-woorden", "antwoord-woorden", "open-woorden", "19 november 2026.", "vorige", "22 november 2027.",
		"eerdere", "21 november 2026 niets meer aan", "oudste", "De sleutel is vernietigd", "22 november 2025.",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q: %s", want, page)
		}
	}
	sure := v.get("/sleutels/vervangen?bewaren=30").body
	for _, want := range []string{"Vervangt u de sleutels?", "22 december 2026", "cjgd keys front --to front-keys", "op nog een server", `name="beurt" value="2"`} {
		if !strings.Contains(sure, want) {
			t.Errorf("the page that asks lacks %q: %s", want, sure)
		}
	}
	for _, bad := range []string{"", "31", "-1", "460x", "99999999999999999999"} {
		want := http.StatusBadRequest
		if bad == "" { // as after choosing another language: back to the choice
			want = http.StatusSeeOther
		}
		if got := v.get("/sleutels/vervangen?bewaren=" + bad); got.status != want {
			t.Errorf("%q: %d", bad, got.status)
		}
		if got := v.post("/sleutels/vervangen", url.Values{"bewaren": {bad}, "beurt": {"2"}}); got.status != http.StatusBadRequest {
			t.Errorf("the form with %q: %d", bad, got.status)
		}
	}
	for _, bad := range []string{"", "-1", "x"} {
		if got := v.post("/sleutels/vervangen", url.Values{"bewaren": {"30"}, "beurt": {bad}}); got.status != http.StatusBadRequest {
			t.Errorf("turn %q: %d", bad, got.status)
		}
	}
	if len(f.asked) > 0 {
		t.Fatalf("asked already: %v", f.asked)
	}
	if got := v.post("/sleutels/vervangen", url.Values{"bewaren": {"0"}, "beurt": {"2"}}); got.header.Get("Location") != "/sleutels?gedaan=keys" {
		t.Errorf("%d %s", got.status, got.body)
	}
	done := v.get("/sleutels?gedaan=keys").body
	if !strings.Contains(done, "Doe dit nu") || !strings.Contains(done, "breng het naar de voorkant") {
		t.Errorf("what is left to do: %s", done)
	}
	if len(f.asked) != 1 || f.asked[0] != "baas 0s" {
		t.Errorf("asked %v", f.asked)
	}
	f.err = fault.New(fault.Offline, "cjgd.keys_file", "no")
	if got := v.post("/sleutels/vervangen", url.Values{"bewaren": {"0"}, "beurt": {"2"}}); got.status != http.StatusServiceUnavailable || !strings.Contains(got.body, "Er is niets vervangen") {
		t.Errorf("a file that cannot be written: %d %s", got.status, got.body)
	}
}

// TestOnlyTheBeheerderReplacesKeys: a caseworker sees no link, no page and no words, and a form of theirs asks for nothing.
func TestOnlyTheBeheerderReplacesKeys(t *testing.T) {
	o := newOffice(t)
	f := &fakeRing{state: intake.KeyState{Issuer: "zegel-woorden", Opening: "open-woorden"}}
	o.withRing(f)
	for kind, v := range map[string]*visitor{"a caseworker": o.as("marieke", Caseworker), "nobody": o.visitor()} {
		for _, got := range []answer{
			v.get("/"), v.get("/sleutels"), v.get("/sleutels/vervangen?bewaren=0"), v.post("/sleutels/vervangen", url.Values{"bewaren": {"0"}, "beurt": {"0"}}),
		} {
			if strings.Contains(got.body, "woorden") || strings.Contains(got.body, `href="/sleutels`) {
				t.Errorf("%s sees it: %s", kind, got.body)
			}
		}
	}
	if len(f.asked) > 0 {
		t.Errorf("asked %v", f.asked)
	}
}

// TestEveryKeyOnThePagesIsOnce: no two destinations share a key of the keyboard, and the page about keys of the keyboard names each.
func TestEveryKeyOnThePagesIsOnce(t *testing.T) {
	o := newOffice(t)
	v := o.as("baas", Manager)
	seen := map[string]bool{}
	for _, part := range strings.Split(v.get("/").body, `accesskey="`)[1:] {
		key := part[:1]
		if seen[key] {
			t.Errorf("%q is there twice", key)
		}
		seen[key] = true
	}
	me := v.get("/ik").body
	for key := range seen {
		if !strings.Contains(me, "<dt>"+strings.ToUpper(key)+"</dt>") {
			t.Errorf("%q stands nowhere on the page", key)
		}
	}
}
