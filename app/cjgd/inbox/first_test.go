package inbox

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"schakel/internal/cjg"
)

var headingIn = regexp.MustCompile(`<h2 class="when">([^<]*) <span class="m plain">(\d+)</span>|data-number="([^"]*)"`)

// order is the list as it is read: headings with their count, and numbers.
func order(body string) string {
	var out []string
	for _, m := range headingIn.FindAllStringSubmatch(body, -1) {
		if m[1] != "" {
			out = append(out, m[1]+" "+m[2]+":")
		} else {
			out = append(out, m[3])
		}
	}
	return strings.Join(out, " ")
}

func pressing(number, how string) *cjg.Referral {
	d := numbered(number)
	d.Urgency = how
	return d
}

// TestWhatToDoFirst: what cannot wait, says the family, then what is late, then what is due soon; each under its heading, and after an answer the
// way leads on along the list.
func TestWhatToDoFirst(t *testing.T) {
	o := newOffice(t)
	l := o.laptop()
	l.deliver(pressing("H-0001", "rustig"))
	o.move(3 * 24 * time.Hour)
	l.deliver(pressing("H-0002", "binnenkort"))
	o.move(5 * 24 * time.Hour)
	l.deliver(numbered("H-0003"))
	nu := l.deliver(pressing("H-0004", "nu"))
	o.move(24 * time.Hour)
	v := o.as("marieke", Caseworker)
	const want = "Het moet nu, zegt het gezin 1: H-0004 Te laat 1: H-0001 Vandaag of morgen 1: H-0002 Later 1: H-0003"
	if got := order(v.get("/").body); got != want {
		t.Errorf("the list is %s", got)
	}
	if got := order(v.get("/?toon=alles").body); strings.Contains(got, ":") {
		t.Errorf("headings where nothing is to be done: %s", got)
	}
	page := v.get("/bericht/" + nu.String()).body
	if !strings.Contains(page, "Het moet nu, zegt het gezin") {
		t.Error("the page of the message does not say that it cannot wait")
	}
	if strings.Contains(page, `accesskey="v"`) {
		t.Error("the next message is offered before this one has an answer")
	}
	if next := nextIn.FindStringSubmatch(v.get("/bericht/" + nu.String() + "?gedaan=sent").body); next == nil || strings.HasSuffix(next[1], nu.String()) {
		t.Errorf("from a message that still waits the way leads to %v", next)
	}
	for _, next := range []string{"H-0001", "H-0002", "H-0003"} {
		page = v.follow(page, nextIn)
		if !strings.Contains(page, `<span class="whole">`+next+"</span></h1>") {
			t.Fatalf("the way leads to %s, not to %s", sentences(page)[:80], next)
		}
	}
	if page = v.follow(page, nextIn); page != "" {
		t.Errorf("after the last one: %s", sentences(page))
	}
	l.takeBack(nu) // answered, and now taken back: its words lead nobody
	if got := order(v.get("/").body); !strings.Contains(got, "H-0004") || strings.Contains(got, "Het moet nu") {
		t.Errorf("after it was taken back: %s", got)
	}
}

var nextIn = regexp.MustCompile(`accesskey="v" href="(/bericht/[^"]+)"`)
var answerIn = regexp.MustCompile(`action="(/bericht/[^"]+/antwoord)"`)

// follow answers the message of a page in one press and opens the one that is offered next; "" when none is.
func (v *visitor) follow(page string, link *regexp.Regexp) string {
	v.o.t.Helper()
	form := answerIn.FindStringSubmatch(page)
	if form == nil {
		v.o.t.Fatalf("no answer can be given on %s", sentences(page))
	}
	got := v.post(form[1], url.Values{"stand": {"opgepakt"}})
	if got.status != http.StatusSeeOther {
		v.o.t.Fatal(got.status)
	}
	next := link.FindStringSubmatch(v.get(got.header.Get("Location")).body)
	if next == nil {
		return ""
	}
	return v.get(next[1]).body
}

// TestWhichOfHowMany: a list of several pages says which part this is.
func TestWhichOfHowMany(t *testing.T) {
	o := newOffice(t)
	l := o.laptop()
	for range perPage + 3 {
		l.deliver(family())
	}
	v := o.as("marieke", Caseworker)
	for _, path := range []string{"/", "/?blad=2"} {
		if got := order(v.get(path).body); !strings.HasPrefix(got, "Later 53: ") {
			t.Errorf("%s begins with %.20s", path, got)
		}
	}
	for path, want := range map[string]string{"/": "1 tot en met 50 van 53", "/?blad=2": "51 tot en met 53 van 53", "/?toon=alles&blad=2": "51 tot en met 53 van 53"} {
		if page := v.get(path).body; !strings.Contains(page, want) {
			t.Errorf("%s lacks %q", path, want)
		}
	}
}

// TestWhatWasRefusedStandsThereAgain: in every form in which somebody types a text, with the reason beside the field and the form open.
func TestWhatWasRefusedStandsThereAgain(t *testing.T) {
	o := newOffice(t)
	l := o.laptop()
	id := "/bericht/" + l.deliver(family()).String()
	taken := l.deliver(numbered("H-0002"))
	l.takeBack(taken)
	v := o.as("baas", Manager)
	const bsn, text = "111222333", "Wij bellen dinsdag <b>"
	for name, c := range map[string]struct {
		path, field string
		form        url.Values
		again       []string
	}{
		"free":    {id + "/antwoord", "tekst", url.Values{"stand": {"antwoord"}, "tekst": {text + bsn}}, []string{`&lt;b&gt;` + bsn + `</textarea>`}},
		"call":    {id + "/antwoord", "beltekst", url.Values{"stand": {"ontvangen"}, "dagen": {"9"}, "tekst": {text + bsn}}, []string{bsn + `</textarea>`, `value="9"`}},
		"decline": {id + "/antwoord", "toelichting", url.Values{"stand": {"past_niet"}, "reden": {"geen_plek"}, "wieWel": {"Humanitas"}, "wachttijd": {"zes weken"}, "zelf": {"Plein 9"}, "tekst": {bsn}}, []string{"Humanitas", "zes weken", "Plein 9", `value="geen_plek" required checked`}},
		"recall":  {"/bericht/" + taken.String() + "/intrekking", "grond", url.Values{"besluit": {"bewaard"}, "reden": {"anders"}, "grond": {""}}, []string{`value="anders" required checked`}},
		"account": {"/accounts", "naam", url.Values{"naam": {"Elif Y"}, "weergave": {"Elif"}, "rol": {"manager"}}, []string{`value="Elif Y"`, `value="Elif"`, `value="manager" checked`}},
		"invite":  {"/meedenken", "vraag", url.Values{"apparaat": {l.id}, "soort": {"taal"}, "vraag": {text + bsn}}, []string{bsn + `</textarea>`}},
		"mail":    {"/ik/post", "adres", url.Values{"adres": {"geen adres"}, "aan": {"ja"}}, []string{`value="geen adres"`}},
		"own":     {"/ik/wachtwoord", "nogmaals", url.Values{"oud": {password}, "nieuw": {"een nieuw wachtwoord"}, "nogmaals": {"een ander wachtwoord"}}, nil},
		"old":     {"/ik/wachtwoord", "oud", url.Values{"oud": {"fout"}, "nieuw": {"een nieuw wachtwoord"}, "nogmaals": {"een nieuw wachtwoord"}}, nil},
	} {
		got := v.post(c.path, c.form)
		if got.status < 400 || got.status >= 500 {
			t.Errorf("%s: %d", name, got.status)
		}
		for _, want := range append(c.again, `id="`+c.field+`-fout" role="alert"`, `aria-errormessage="`+c.field+`-fout"`) {
			if !strings.Contains(got.body, want) {
				t.Errorf("%s lacks %q", name, want)
			}
		}
		if n := strings.Count(got.body, `role="alert"`); n != 1 {
			t.Errorf("%s says it %d times", name, n)
		}
		for _, secret := range []string{`value="` + password, "een nieuw wachtwoord", "een ander wachtwoord"} {
			if strings.Contains(got.body, secret) {
				t.Errorf("%s gives a password back", name)
			}
		}
	}
	for _, form := range []url.Values{{"stand": {"antwoord"}, "tekst": {bsn}}, {"stand": {"past_niet"}, "tekst": {bsn}, "reden": {"anders"}}} {
		page := v.post(id+"/antwoord", form).body
		if n := strings.Count(page, "<details class=\"card\" open>"); n != 1 {
			t.Errorf("%d forms are open", n)
		}
		if strings.Count(page, bsn) != 1 {
			t.Error("what was typed stands in another form too")
		}
	}
}

// TestAColleagueOpenedIt: two caseworkers do not call the same family; who opened it stands in the list and at the message, also when it is late.
func TestAColleagueOpenedIt(t *testing.T) {
	o := newOffice(t)
	id := "/bericht/" + o.laptop().deliver(family()).String()
	marieke, samira := o.as("marieke", Caseworker), o.as("samira", Caseworker)
	for _, v := range []*visitor{samira, marieke} { // the first one counts
		v.get(id)
	}
	for path, page := range map[string]string{"/": marieke.get("/").body, id: marieke.get(id).body} {
		if !strings.Contains(page, "geopend door samira, nog geen antwoord") {
			t.Errorf("%s does not say it: %s", path, sentences(page))
		}
	}
	if page := samira.get("/").body; strings.Contains(page, "door samira") || !strings.Contains(page, "geopend, nog geen antwoord") {
		t.Error("who opened it reads her own name")
	}
	o.move(20 * 24 * time.Hour)
	if page := o.as("baas", Manager).get("/").body; !strings.Contains(page, "geopend door samira, nog geen antwoord, 20 dagen oud") {
		t.Errorf("late: %s", sentences(page))
	}
	marieke = o.as("marieke", Caseworker)
	marieke.post(id+"/antwoord", url.Values{"stand": {"opgepakt"}})
	if page := marieke.get("/?toon=alles").body; strings.Contains(page, "door samira") {
		t.Error("it still says so after an answer")
	}
}

// TestWhatTheWorkerWroteBackStandsFirst, before the form to say something more.
func TestWhatTheWorkerWroteBackStandsFirst(t *testing.T) {
	o := newOffice(t)
	l := o.laptop()
	v := o.as("marieke", Caseworker)
	at := "/bericht/" + v.ask(l, "Kunt u meegaan?")
	l.deliver(&cjg.Answer{About: strings.TrimPrefix(at, "/bericht/"), State: cjg.StateAccepted, Text: "Ja, ik ga mee.", Name: "Hatice", Date: "2026-11-22"})
	page := v.get(at).body
	reply, form := strings.Index(page, "Ja, ik ga mee."), strings.Index(page, `id="antwoorden"`)
	if reply < 0 || form < 0 || reply > form {
		t.Errorf("the reply at %d, the form at %d", reply, form)
	}
}

// TestRefusalsAreForWhoReadsThem: a sentence that says what a caseworker can do here, not what a laptop's owner could.
func TestRefusalsAreForWhoReadsThem(t *testing.T) {
	o := newOffice(t)
	boss := o.as("baas", Manager)
	unknown := freshID(t).String()
	for name, c := range map[string]struct {
		got  answer
		code int
		want string
	}{
		"a message that is not there":  {boss.get("/bericht/" + unknown), http.StatusNotFound, "Deze bladzijde is er niet."},
		"an answer to nothing":         {boss.post("/bericht/"+unknown+"/antwoord", url.Values{"stand": {"opgepakt"}}), http.StatusNotFound, "Deze bladzijde is er niet."},
		"a device that is not there":   {boss.post("/apparaten/"+strings.Repeat("0", 32)+"/uit", nil), http.StatusNotFound, "Deze bladzijde is er niet."},
		"a name that is there":         {boss.post("/accounts", url.Values{"naam": {"baas"}, "rol": {"manager"}}), http.StatusConflict, "Kies een andere naam."},
		"the last beheerder shuts out": {boss.post("/accounts/wijzig", url.Values{"naam": {"baas"}, "wat": {"uit"}}), http.StatusConflict, "Maak eerst iemand anders beheerder."},
	} {
		if c.got.status != c.code || !strings.Contains(c.got.body, c.want) || strings.Contains(c.got.body, " je ") || strings.Contains(c.got.body, "ontvanger") {
			t.Errorf("%s: %d %s", name, c.got.status, sentences(c.got.body))
		}
	}
}
