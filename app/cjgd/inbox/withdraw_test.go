package inbox

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
)

// ask puts a question to a laptop through the page and gives its id.
func (v *visitor) ask(l *laptop, question string) string {
	v.o.t.Helper()
	got := v.post("/meedenken", url.Values{"apparaat": {l.id}, "soort": {"taal"}, "vraag": {question}})
	where, _, _ := strings.Cut(strings.TrimPrefix(got.header.Get("Location"), "/bericht/"), "?")
	if got.status != http.StatusSeeOther || len(where) != 36 {
		v.o.t.Fatalf("asking: %d %s", got.status, got.body)
	}
	return where
}

// TestAQuestionIsTakenBack: from the page of the question over a page that asks once more; looking changes nothing, twice is once, and a yes
// that came too late stands there to be read.
func TestAQuestionIsTakenBack(t *testing.T) {
	o := newOffice(t)
	l := o.laptop()
	v := o.as("marieke", Caseworker)
	id := v.ask(l, "Spreekt u Tigrinya <b>?")
	about, err := envelope.ParseUUID(id)
	must(t, err)
	page := v.get("/bericht/" + id).body
	way := `href="/meedenken/` + id + `/terug"`
	if !strings.Contains(page, way) || !strings.Contains(v.get("/meedenken").body, "/bericht/"+id) {
		t.Fatalf("no way to take it back: %s", page)
	}
	sure := v.get("/meedenken/" + id + "/terug").body
	if !strings.Contains(sure, "Neemt u deze vraag terug?") || !strings.Contains(sure, "Spreekt u Tigrinya &lt;b&gt;?") || strings.Contains(sure, "De werker zei al ja") {
		t.Errorf("the page that asks: %s", sure)
	}
	if item, err := o.endpoint.Inbox.Peek(about); err != nil || item.State != intake.StateAsked {
		t.Fatalf("looking did it already: %s, %v", item.State, err)
	}
	l.deliver(&cjg.Answer{About: id, State: cjg.StateAccepted, Date: "2026-11-23"})
	if !strings.Contains(v.get("/meedenken/"+id+"/terug").body, "De werker zei al ja") {
		t.Error("nobody says that the worker counts on it")
	}
	for range 2 {
		if got := v.post("/meedenken/"+id+"/terug", nil); got.status != http.StatusSeeOther || got.header.Get("Location") != "/bericht/"+id+"?gedaan=withdrawn" {
			t.Fatalf("taking back: %d %q", got.status, got.header.Get("Location"))
		}
	}
	late := l.deliver(&cjg.Answer{About: id, State: cjg.StateAnswered, Text: "Ik kom dinsdag.", Date: "2026-11-24"})
	if !strings.Contains(v.get("/").body, late.String()) {
		t.Error("the late reply is not among what waits")
	}
	page = v.get("/bericht/" + id + "?gedaan=withdrawn").body
	for _, want := range []string{"De vraag is teruggenomen.", "teruggenomen", "Ik kom dinsdag.", "ingetrokken"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q: %s", want, page)
		}
	}
	if strings.Contains(page, way) {
		t.Error("it can be taken back once more")
	}
	if got := v.get("/meedenken/" + id + "/terug"); got.status != http.StatusConflict {
		t.Errorf("asking once more after it: %d", got.status)
	}
	told := 0
	for _, a := range l.talk() {
		if a.State == cjg.StateWithdrawn && a.About == id && a.Name == "Marieke" {
			told++
		}
	}
	if told != 1 {
		t.Errorf("the worker is told %d times", told)
	}
	if !strings.Contains(o.as("baas", Manager).get("/logboek").body, "ingetrokken") {
		t.Error("the logbook does not say it")
	}
}

// talk opens every answer that waits, and passes over questions.
func (l *laptop) talk() []*cjg.Answer {
	l.o.t.Helper()
	page, err := l.o.endpoint.Front.Changes(l.o.t.Context(), l.id, "")
	must(l.o.t, err)
	var out []*cjg.Answer
	for _, item := range page.Items {
		if item.Sealed == nil {
			continue
		}
		_, d, err := cjg.OpenDocument(item.Sealed, l.keys.Opening, l.o.keys.Inbox.Public())
		must(l.o.t, err)
		if a, ok := d.(*cjg.Answer); ok {
			out = append(out, a)
		}
	}
	return out
}

// TestOnlyAQuestionFromHereIsTakenBack: not a message of a family, one that is not there, or no id at all.
func TestOnlyAQuestionFromHereIsTakenBack(t *testing.T) {
	o := newOffice(t)
	l := o.laptop()
	id := l.deliver(family())
	v := o.as("marieke", Caseworker)
	for path, want := range map[string]int{id.String(): http.StatusConflict, freshID(t).String(): http.StatusNotFound, "x": http.StatusNotFound} {
		for _, got := range []answer{v.get("/meedenken/" + path + "/terug"), v.post("/meedenken/"+path+"/terug", nil)} {
			if got.status != want || strings.Contains(got.body, markText) || strings.Contains(got.body, markName) {
				t.Errorf("%s: %d", path, got.status)
			}
		}
	}
	if item, err := o.endpoint.Inbox.Peek(id); err != nil || item.State != intake.StateNew {
		t.Errorf("the family's message is %s, %v", item.State, err)
	}
}
