package inbox

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/intake"
)

var numberIn = regexp.MustCompile(`data-number="([^"]*)"`)

func numbers(body string) string {
	var out []string
	for _, m := range numberIn.FindAllStringSubmatch(body, -1) {
		out = append(out, m[1])
	}
	return strings.Join(out, " ")
}

func numbered(number string) *cjg.Referral {
	d := family()
	d.Number = number
	return d
}

// TestTheOldestDueStandsFirst: a recall has its own term, so one that came later can be due earlier.
func TestTheOldestDueStandsFirst(t *testing.T) {
	o := newOffice(t)
	settings, err := o.endpoint.Inbox.Settings()
	must(t, err)
	settings.RecallDays = 2
	must(t, o.endpoint.Inbox.SetSettings(settings, "baas"))
	l := o.laptop()
	taken := l.deliver(numbered("H-0001"))
	l.deliver(numbered("H-0002"))
	o.move(24 * time.Hour)
	l.deliver(&cjg.Signal{Number: "Z-0003", To: cjg.Recipient{Organisation: "CJG"}, From: cjg.Sender{Name: "Hatice"}, Subject: "Geen spreekuur.", WantsReply: true})
	o.move(24 * time.Hour)
	l.takeBack(taken) // due in two days, the others in five and six
	v := o.as("marieke", Caseworker)
	if got := numbers(v.get("/").body); got != "H-0001 H-0002 Z-0003" {
		t.Errorf("the order is %s", got)
	}
	o.move(3 * 24 * time.Hour)
	v = o.as("marieke", Caseworker)
	page := v.get("/").body
	if !strings.Contains(page, "1 bericht wacht te lang") || !strings.Contains(page, "3 dagen oud (afspraak 2)") {
		t.Errorf("the late recall does not show: %s", sentences(page))
	}
	if got := numbers(v.get("/?soort=wijksignaal").body); got != "Z-0003" {
		t.Errorf("the filter shows %s", got)
	}
	if got := numbers(v.get("/?toon=klaar").body); got != "" {
		t.Errorf("done: %s", got)
	}
}

// TestEveryAnswer gives each answer that the page offers and reads it as the device does.
func TestEveryAnswer(t *testing.T) {
	for _, c := range []struct {
		name string
		form url.Values
		want cjg.Answer
	}{
		{"call", url.Values{"stand": {"ontvangen"}, "dagen": {"5"}}, cjg.Answer{State: cjg.StateReceived, CallWithin: 5}},
		{"accept", url.Values{"stand": {"opgepakt"}}, cjg.Answer{State: cjg.StateAccepted}},
		{"decline", url.Values{"stand": {"past_niet"}, "reden": {"geen_plek"}, "wachttijd": {"zes weken"}, "wieWel": {"Humanitas"}}, cjg.Answer{State: cjg.StateDeclined, Reason: "geen_plek", Waiting: "zes weken", WhoDoes: "Humanitas", SelfRefer: "CJG Zuiderwijk (Plein 1)"}},
		{"question", url.Values{"stand": {"vraag"}, "tekst": {"Wanneer?"}}, cjg.Answer{State: cjg.StateQuestion, Text: "Wanneer?"}},
		{"free", url.Values{"stand": {"antwoord"}, "tekst": {"Dinsdag."}}, cjg.Answer{State: cjg.StateAnswered, Text: "Dinsdag."}},
		{"thanks", url.Values{"zin": {"thanks_family"}}, cjg.Answer{State: cjg.StateThanks, Text: "Zonder uw voorwerk was dit gezin niet gekomen."}},
		{"think along", url.Values{"zin": {"think"}}, cjg.Answer{State: cjg.StateQuestion, Text: "Kunt u meedenken over een gezin? Wij noemen geen namen. Belt u ons als u dat wilt."}},
		{"status", url.Values{"zin": {"started"}}, cjg.Answer{State: cjg.StateAnswered, Text: "De hulp is begonnen."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := newOffice(t)
			settings, err := o.endpoint.Inbox.Settings()
			must(t, err)
			settings.Agreement.Places = []cjg.AgreementPlace{{Municipality: "Zuiderwijk", Address: "Plein 1"}}
			must(t, o.endpoint.Inbox.SetSettings(settings, "baas"))
			l := o.laptop()
			id := l.deliver(family())
			v := o.as("john", Caseworker)
			v.post("/taal", url.Values{"taal": {"en"}}) // what goes is Dutch all the same
			if got := v.post("/bericht/"+id.String()+"/antwoord", c.form); got.status != http.StatusSeeOther {
				t.Fatalf("%d %s", got.status, sentences(got.body))
			}
			all := l.answers()
			if len(all) != 1 {
				t.Fatalf("%d answers", len(all))
			}
			got := *all[0]
			if got.Name != "Marieke" || got.Disclaimer != cjg.Disclaimer || got.Date != "2026-11-22" {
				t.Errorf("name %q, day %q", got.Name, got.Date)
			}
			got.Schema, got.About, got.Name, got.Date, got.Disclaimer = "", "", "", "", ""
			if got != c.want {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
		})
	}
}

// TestARecallHidesAtOnce: what was taken back is not to be read, found or answered any more; then it is decided about, and the device hears it.
func TestARecallHidesAtOnce(t *testing.T) {
	o := newOffice(t)
	l := o.laptop()
	erased, kept := l.deliver(numbered("H-0001")), l.deliver(numbered("H-0002"))
	v := o.as("marieke", Caseworker)
	v.post("/zoek", url.Values{"zoek": {"xanthippe"}})
	if got := numbers(v.get("/zoek").body); got != "H-0001 H-0002" && got != "H-0002 H-0001" {
		t.Fatalf("found %s", got)
	}
	l.takeBack(erased)
	l.takeBack(kept)
	if got := numbers(v.get("/zoek").body); got != "" {
		t.Errorf("still found: %s", got)
	}
	if len(o.site.index) != 0 {
		t.Error("words of what was taken back stay in memory")
	}
	path := "/bericht/" + kept.String()
	for _, page := range []string{path, "/"} {
		if got := v.get(page).body; strings.Contains(got, markName) || strings.Contains(got, markText) || strings.Contains(got, "meedenken<") {
			t.Errorf("%s still shows it", page)
		}
	}
	if got := v.post(path+"/antwoord", url.Values{"stand": {"opgepakt"}}); got.status != http.StatusConflict {
		t.Errorf("answered: %d", got.status)
	}
	for name, form := range map[string]url.Values{
		"no choice": {}, "kept without a ground": {"besluit": {"bewaard"}}, "a ground of our own": {"besluit": {"bewaard"}, "reden": {"zomaar"}},
		"other without words": {"besluit": {"bewaard"}, "reden": {"anders"}, "grond": {" "}},
		"a BSN":               {"besluit": {"bewaard"}, "reden": {"anders"}, "grond": {"zie 111222333"}},
	} {
		if got := v.post(path+"/intrekking", form); got.status != http.StatusBadRequest {
			t.Errorf("%s: %d", name, got.status)
		}
	}
	if len(l.answers()) != 0 {
		t.Fatal("something went")
	}
	v.post(path+"/intrekking", url.Values{"besluit": {"bewaard"}, "reden": {"vordering"}, "grond": {"tot 1 maart"}})
	v.post("/bericht/"+erased.String()+"/intrekking", url.Values{"besluit": {"verwijderd"}})
	got := l.answers()
	if len(got) != 2 || got[0].Ground != "er loopt een klacht of rechtszaak: tot 1 maart" || got[1].State != cjg.StateErased {
		t.Errorf("answers %+v", got)
	}
	if page := v.get(path).body; !strings.Contains(page, markName) || !strings.Contains(page, "bewaard, met reden") {
		t.Error("what is kept on a ground cannot be read")
	}
	if page := v.get("/bericht/" + erased.String()).body; strings.Contains(page, markName) || !strings.Contains(page, "De inhoud is verwijderd") {
		t.Error("what was erased can be read")
	}
}

// TestWhatTheBeheerderEnters travels with capabilities and enrolment, is refused outside its range, and stays as it was then.
func TestWhatTheBeheerderEnters(t *testing.T) {
	o := newOffice(t)
	v := o.as("baas", Manager)
	good := func() url.Values {
		return url.Values{
			"organisatie": {"Wijkteam Zuid"}, "soort": {"werkafspraak"}, "datum": {"2026-09-01"}, "norm": {"5"}, "verantwoordelijke": {"Gemeente Zuiderwijk"},
			"contact": {"010 123 4567"}, "privacy": {"Wij bewaren zo kort als kan."}, "gemeenten": {"Zuiderwijk: Plein 1\r\n\r\nNoorderwijk"},
			"intrekken": {"3"}, "bewaren": {"6"}, "adres": {"https://schakel.zuiderwijk.example"},
		}
	}
	if got := v.post("/afspraken", good()); got.status != http.StatusOK {
		t.Fatal(got.status)
	}
	caps, err := o.endpoint.Front.Capabilities(t.Context())
	must(t, err)
	want := cjg.Agreement{
		Organisation: "Wijkteam Zuid", Sort: cjg.Werkafspraak, Date: "2026-09-01", NormDays: 5, Responsible: "Gemeente Zuiderwijk", Contact: "010 123 4567",
		PrivacyNotice: "Wij bewaren zo kort als kan.", Places: []cjg.AgreementPlace{{Municipality: "Zuiderwijk", Address: "Plein 1"}, {Municipality: "Noorderwijk"}},
	}
	if fmt.Sprint(caps.Agreement) != fmt.Sprint(want) {
		t.Errorf("got  %+v\nwant %+v", caps.Agreement, want)
	}
	letter := v.post("/apparaten/code", url.Values{"voor": {"Samira"}}).body
	for _, part := range []string{"https://schakel.zuiderwijk.example", "Wijkteam Zuid", o.keys.IssuerFingerprint(), "010 123 4567", "zondag 6 december 2026"} {
		if !strings.Contains(letter, part) {
			t.Errorf("the letter lacks %q", part)
		}
	}
	arabic := v.post("/apparaten/code", url.Values{"taal": {"ar"}}).body
	if !strings.Contains(arabic, `lang="ar" dir="rtl"`) || !strings.Contains(arabic, "الارتباط مع Wijkteam Zuid") || strings.Contains(arabic, "⟦") {
		t.Error("the letter is not Arabic")
	}
	for field, bad := range map[string]string{
		"organisatie": "", "norm": "0", "intrekken": "31", "bewaren": "-1", "datum": "1 september", "soort": "contract", "verantwoordelijke": strings.Repeat("x", 201),
	} {
		form := good()
		form.Set(field, bad)
		if got := v.post("/afspraken", form); got.status != http.StatusBadRequest {
			t.Errorf("%s %q: %d", field, bad, got.status)
		}
	}
	again, err := o.endpoint.Front.Capabilities(t.Context())
	must(t, err)
	if fmt.Sprint(again.Agreement) != fmt.Sprint(want) {
		t.Errorf("a refused form changed it: %+v", again.Agreement)
	}
	if got := v.post("/afspraken/post", url.Values{"server": {"post.example"}, "van": {"x"}}); got.status != http.StatusBadRequest {
		t.Errorf("a mail server without a port: %d", got.status)
	}
	v.post("/afspraken/post", url.Values{"server": {"post.example:587"}, "van": {"postvak@cjg.example"}, "naam": {"postvak"}, "wachtwoord": {"geheim van de post"}})
	if page := v.get("/afspraken").body; strings.Contains(page, "geheim van de post") {
		t.Error("the page gives the password back")
	}
}

// TestTheTermForKeeping: at its end the key goes; what waits and what is kept on a ground stays.
func TestTheTermForKeeping(t *testing.T) {
	o := newOffice(t)
	l := o.laptop()
	done, waiting, kept := l.deliver(numbered("H-0001")), l.deliver(numbered("H-0002")), l.deliver(numbered("H-0003"))
	must(t, o.endpoint.Inbox.Answer(done, cjg.Answer{State: cjg.StateAccepted, Name: "M"}, "m"))
	l.takeBack(kept)
	must(t, o.endpoint.Inbox.AcknowledgeKept(kept, "de wet", "m"))
	o.move(364 * 24 * time.Hour)
	if n, err := o.endpoint.Inbox.Expire(); n != 0 || err != nil {
		t.Fatalf("a day early: %d %v", n, err)
	}
	o.move(3 * 24 * time.Hour)
	if n, err := o.endpoint.Inbox.Expire(); n != 1 || err != nil {
		t.Fatalf("%d %v", n, err)
	}
	if n, err := o.endpoint.Inbox.Expire(); n != 0 || err != nil {
		t.Errorf("a second time: %d %v", n, err)
	}
	v := o.as("marieke", Caseworker)
	if page := v.get("/bericht/" + done.String()).body; strings.Contains(page, markName) || !strings.Contains(page, "De bewaartermijn is voorbij") {
		t.Error("its content is there still")
	}
	if !strings.Contains(v.get("/bericht/"+waiting.String()).body, markName) || !strings.Contains(v.get("/bericht/"+kept.String()).body, markName) {
		t.Error("what waits or is kept went too")
	}
	l.takeBack(done) // a recall of what is gone already is answered by itself
	if got := l.answers(); got[len(got)-1].State != cjg.StateErased {
		t.Errorf("answers %+v", got)
	}
}

// TestTheLogbook: every act stands there once, newest first, page by page, without content.
func TestTheLogbook(t *testing.T) {
	o := newOffice(t)
	l := o.laptop()
	id := l.deliver(family())
	v := o.as("baas", Manager)
	v.get("/bericht/" + id.String())
	v.post("/zoek", url.Values{"zoek": {markName}})
	v.post("/bericht/"+id.String()+"/antwoord", url.Values{"stand": {"opgepakt"}})
	v.upload([]byte("nee"))
	v.post("/usb/terug", url.Values{"apparaat": {l.id}})
	v.post("/apparaten/"+l.id+"/uit", nil)
	v.post("/accounts", url.Values{"naam": {"samira"}})
	v.post("/ik/wachtwoord", url.Values{"oud": {password}, "nieuw": {"nog een wachtwoord"}, "nogmaals": {"nog een wachtwoord"}})
	page := v.get("/logboek").body
	for _, want := range []string{"binnengegaan", "bericht bekeken", "gezocht", "antwoord gegeven: wij pakken dit op", "bestand geweigerd", "bestand gemaakt voor apparaat", "apparaat niet meer toegelaten", "account gemaakt samira", "wachtwoord gewijzigd", "apparaat aangemeld"} {
		if !strings.Contains(page, want) {
			t.Errorf("the logbook lacks %q", want)
		}
	}
	if strings.Contains(page, "⟦") || strings.Contains(page, markName) || strings.Index(page, "wachtwoord gewijzigd") > strings.Index(page, "binnengegaan") {
		t.Error("a word is missing, content shows, or the order is wrong")
	}
	for range 120 {
		must(t, o.endpoint.Inbox.Note("baas", "searched", id))
	}
	seen, pages := 0, 0
	for n := 1; ; n++ {
		lines, more, err := o.endpoint.Inbox.Logbook(n, perPage)
		must(t, err)
		seen, pages = seen+len(lines), pages+1
		if !more {
			break
		}
	}
	var all int
	must(t, o.store.View(func(tx intake.Tx) error {
		return tx.Scan("audit", nil, func(_, _ []byte) (bool, error) { all++; return true, nil })
	}))
	if seen != all || pages < 3 {
		t.Errorf("%d of %d lines on %d pages", seen, all, pages)
	}
	if lines, more, err := o.endpoint.Inbox.Logbook(1000, perPage); len(lines) != 0 || more || err != nil {
		t.Errorf("a page beyond the end: %d %v %v", len(lines), more, err)
	}
}

// TestPagesOfTheList: every message stands on exactly one page.
func TestPagesOfTheList(t *testing.T) {
	o := newOffice(t)
	l := o.laptop()
	for n := range perPage + 3 {
		l.deliver(numbered(fmt.Sprintf("H-%04d", n+1)))
	}
	v := o.as("marieke", Caseworker)
	first, second := v.get("/").body, v.get("/?toon=open&soort=&blad=2").body
	got := strings.Fields(numbers(first) + " " + numbers(second))
	seen := map[string]bool{}
	for _, n := range got {
		seen[n] = true
	}
	if len(got) != perPage+3 || len(seen) != perPage+3 || !strings.Contains(first, `rel="next"`) || strings.Contains(second, `rel="next"`) {
		t.Errorf("%d rows, %d different", len(got), len(seen))
	}
	v.post("/zoek", url.Values{"zoek": {"xanthippe yildiz"}})
	if found := v.get("/zoek?blad=2").body; len(strings.Fields(numbers(found))) != 3 {
		t.Errorf("the second page of the search: %s", numbers(found))
	}
	if got := v.get("/zoek?blad=99"); got.status != http.StatusOK {
		t.Errorf("a page beyond the end: %d", got.status)
	}
}
