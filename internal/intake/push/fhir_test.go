package push_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"schakel/internal/cjg"
	"schakel/internal/intake"
	"schakel/internal/intake/push"
)

// server is a FHIR server: a transaction is done whole or not at all, and nothing may point at what is not there.
type server struct {
	things map[string]map[string]any // "Patient/id"
	wrong  []string
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var b struct {
		ResourceType, Type string
		Entry              []struct {
			FullURL  string
			Resource map[string]any
			Request  struct{ Method, URL string }
		}
	}
	if err := json.NewDecoder(r.Body).Decode(&b); err != nil || r.Header.Get("Content-Type") != push.MediaFHIR || b.Type != "transaction" {
		s.wrong = append(s.wrong, fmt.Sprint("no transaction: ", err))
	}
	next := map[string]map[string]any{}
	for k, v := range s.things {
		next[k] = v
	}
	seen := map[string]bool{}
	var done []push.Entry
	for _, e := range b.Entry {
		if seen[e.Request.URL] {
			s.wrong = append(s.wrong, "twice in one transaction: "+e.Request.URL)
		}
		seen[e.Request.URL] = true
		switch e.Request.Method {
		case "PUT":
			if e.Request.URL != fmt.Sprint(e.Resource["resourceType"], "/", e.Resource["id"]) || !strings.HasSuffix(e.FullURL, "/"+e.Request.URL) {
				s.wrong = append(s.wrong, "the place is another than the resource: "+e.Request.URL)
			}
			next[e.Request.URL] = e.Resource
			done = append(done, push.Entry{Response: &push.Outcome{Status: "200"}})
		case "DELETE":
			delete(next, e.Request.URL)
			done = append(done, push.Entry{Response: &push.Outcome{Status: "204"}})
		default:
			s.wrong = append(s.wrong, "method "+e.Request.Method)
		}
	}
	for name, thing := range next {
		for _, to := range references(thing) {
			if next[to] == nil {
				s.wrong = append(s.wrong, name+" points at "+to+", which is not there")
			}
		}
	}
	s.things = next
	w.Header().Set("Content-Type", push.MediaFHIR)
	_ = json.NewEncoder(w).Encode(push.Bundle{ResourceType: "Bundle", Type: "transaction-response", Entry: done}) // the other side may be gone
}

func references(v any) (out []string) {
	switch v := v.(type) {
	case map[string]any:
		for k, inner := range v {
			if to, ok := inner.(string); ok && k == "reference" {
				out = append(out, to)
			}
			out = append(out, references(inner)...)
		}
	case []any:
		for _, inner := range v {
			out = append(out, references(inner)...)
		}
	}
	return out
}

func (s *server) expect(t testing.TB, m intake.Matter) {
	t.Helper()
	for _, w := range s.wrong {
		t.Error(w)
	}
	var want, there []string
	for _, e := range push.BundleOf(m).Entry {
		want = append(want, e.Request.URL)
	}
	for name := range s.things {
		there = append(there, name)
	}
	slices.Sort(want)
	slices.Sort(there)
	if !slices.Equal(want, there) {
		t.Fatalf("%s: there is %v, want %v", m.State, there, want)
	}
	for name, thing := range s.things {
		if strings.HasPrefix(name, "Task/") && m.Document != nil && thing["status"] != taskStatus[m.State] {
			t.Fatalf("%s: the task is %v", m.State, thing["status"])
		}
	}
}

var taskStatus = map[intake.CaseState]string{
	intake.StateNew: "requested", intake.StateOpened: "received", intake.StateAnswered: "received", intake.StateAccepted: "accepted",
	intake.StateDeclined: "rejected", intake.StateRecalled: "cancelled", intake.StateKept: "cancelled",
}

func TestFHIRHoldsEachCaseOnceWhateverHappens(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := &server{things: map[string]map[string]any{}}
		d, faulty := door(t, s, push.MediaFHIR)
		f := &push.FHIR{Door: d}
		m := matter(t, rapid.SampledFrom([]cjg.Document{referral(), signal(), request()}).Draw(rt, "document"), intake.StateNew)
		for _, state := range rapid.SampledFrom(states()).Draw(rt, "road") {
			if state == intake.StateUnreadable {
				continue
			}
			m = advance(m, state)
			if r, ok := m.Document.(*cjg.Referral); ok && rapid.Bool().Draw(rt, "a newer version") {
				less := *r
				less.People = less.People[:rapid.IntRange(1, len(less.People)).Draw(rt, "people")]
				less.Consents = less.Consents[:rapid.IntRange(0, len(less.Consents)).Draw(rt, "consents")]
				m.Document = &less
			}
			faulty.faults = rapid.SliceOfN(rapid.SampledFrom([]string{"", "500", "429", "404", "html", "redirect", "reset", "lost", "cut"}), 0, 8).Draw(rt, "faults")
			settled := rapid.IntRange(0, 9).Draw(rt, "the endpoint ends before it settles") > 0
			for range 30 {
				plan, err := f.Plan(m)
				must(t, err)
				m.Trace = plan // written down before every attempt
				trace, err := f.Bring(context.Background(), m)
				if settled {
					m.Trace = trace
				}
				if err == nil {
					break
				}
			}
			s.expect(t, m)
		}
	})
}

// validate holds bundles against the definitions of FHIR R4 by a validator that others wrote.
const validate = `
const { Fhir } = require('fhir');
const fs = require('fs');
const preferred = /communication\[\d+\]\.language$/; // R4 names twenty languages and allows every other
const fhir = new Fhir();
for (const file of process.argv.slice(1)) {
  const outcome = fhir.validate(JSON.parse(fs.readFileSync(file, 'utf8')), { errorOnUnexpected: true });
  for (const m of outcome.messages) if (m.severity !== 'info' && !preferred.test(m.location)) console.log(file + ' ' + m.severity + ' ' + m.location + ' ' + m.message);
  console.log('checked ' + outcome.valid);
}`

func TestBundlesAreValidR4(t *testing.T) {
	modules := os.Getenv("SCHAKEL_FHIR")
	if modules == "" {
		t.Skip("SCHAKEL_FHIR does not say where the validator is: packaging/fhir installs it and runs this test")
	}
	dir := t.TempDir()
	var files []string
	for _, doc := range []cjg.Document{referral(), signal(), request(), &cjg.Referral{
		Number: "H-0001", To: cjg.Recipient{Organisation: "CJG"}, From: cjg.Sender{Name: "F"}, People: []cjg.Person{{Role: "moeder", Expected: "2027-01-02"}},
		Consents: []cjg.Agreed{{By: "moeder", Capacity: "zwanger", Way: "persoonlijk", Date: "2026-11-10", Groups: []string{"vraag"}}}, Question: "?",
	}} {
		for _, state := range intake.CaseStates() {
			m := advance(matter(t, doc, intake.StateNew), state)
			b := push.BundleOf(m)
			// An invitation and what is said about it stay here: no case of these kinds is ever in that state.
			if m.Document == nil || state == intake.StateUnreadable || state == intake.StateAsked || state == intake.StateWithdrawn {
				continue
			}
			for i, e := range b.Entry {
				b.Entry[i].FullURL = "https://fhir.example/r4/" + e.Request.URL
			}
			data, err := json.Marshal(b)
			must(t, err)
			file := filepath.Join(dir, fmt.Sprintf("%d.json", len(files)))
			must(t, os.WriteFile(file, data, 0o600))
			files = append(files, file)
		}
	}
	broken := filepath.Join(dir, "broken.json")
	must(t, os.WriteFile(broken, []byte(`{"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Task","status":"zomaar"}}]}`), 0o600))
	run := exec.Command("node", append([]string{"-e", validate}, append(files, broken)...)...)
	run.Env = append(os.Environ(), "NODE_PATH="+modules)
	out, err := run.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	lines := bytes.Split(bytes.TrimSpace(out), []byte("\n"))
	ok := 0
	for _, line := range lines {
		switch {
		case string(line) == "checked true":
			ok++
		case bytes.Contains(line, []byte("broken.json")), string(line) == "checked false":
		default:
			t.Errorf("%s", line)
		}
	}
	t.Logf("%d bundles held against R4", ok)
	if ok != len(files) || !bytes.Contains(out, []byte("broken.json")) {
		t.Errorf("%d of %d bundles are valid; the broken one must not be\n%s", ok, len(files), out)
	}
}

func TestEveryStateOfACaseHasAStatusOfATask(t *testing.T) {
	for _, doc := range []cjg.Document{referral(), signal(), request()} {
		for _, state := range intake.CaseStates() {
			if state == intake.StateUnreadable || state == intake.StateAsked || state == intake.StateWithdrawn {
				continue
			}
			m := advance(matter(t, doc, intake.StateNew), state)
			tasks := 0
			for _, e := range push.BundleOf(m).Entry {
				data, err := json.Marshal(e.Resource)
				must(t, err)
				var thing struct {
					ResourceType string `json:"resourceType"`
					Status       string `json:"status"`
				}
				must(t, json.Unmarshal(data, &thing))
				if thing.ResourceType == "Task" {
					tasks++
					if thing.Status == "" || thing.Status != taskStatus[state] {
						t.Errorf("%s, %s: the task is %q, want %q", doc.Kind(), state, thing.Status, taskStatus[state])
					}
				}
			}
			if want := map[bool]int{true: 0, false: 1}[m.Document == nil]; tasks != want {
				t.Errorf("%s, %s: %d tasks, want %d", doc.Kind(), state, tasks, want)
			}
		}
	}
}
