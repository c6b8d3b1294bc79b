package push_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"pgregory.net/rapid"

	"schakel/internal/cjg"
	"schakel/internal/intake"
	"schakel/internal/intake/push"
)

// openKlant behaves as the published document says, and holds every request against it.
type openKlant struct {
	t       testing.TB
	router  routers.Router
	n       int
	things  map[string]map[string]any // "betrokkenen/uuid" -> the resource
	order   []string
	wrong   []string
	replied bool
}

func newOpenKlant(t testing.TB) *openKlant {
	data, err := os.ReadFile("testdata/klantinteracties-0.9.0.yaml")
	must(t, err)
	doc, err := openapi3.NewLoader().LoadFromData(data)
	must(t, err)
	router, err := gorillamux.NewRouter(doc)
	must(t, err)
	return &openKlant{t: t, router: router, things: map[string]map[string]any{}}
}

const root = "/klantinteracties/api/v1/"

func (o *openKlant) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	data, _ := io.ReadAll(r.Body)
	o.check(r, data)
	path := strings.TrimPrefix(r.URL.Path, root)
	kind, id, _ := strings.Cut(path, "/")
	var body map[string]any
	if len(data) > 0 {
		_ = json.Unmarshal(data, &body) // check has said so when it is none
	}
	if r.Header.Get("Authorization") != "Token geheim" {
		o.wrong = append(o.wrong, "no token")
	}
	switch {
	case kind == "maak-klantcontact":
		contact := o.add("klantcontacten", body["klantcontact"].(map[string]any))
		about := body["onderwerpobject"].(map[string]any)
		about["klantcontact"] = map[string]any{"uuid": contact["uuid"]}
		about = o.add("onderwerpobjecten", about)
		o.answer(w, 201, map[string]any{"klantcontact": contact, "onderwerpobject": about})
	case r.Method == "POST":
		o.answer(w, 201, o.add(kind, body))
	case o.things[path] == nil && id != "":
		w.WriteHeader(404)
	case r.Method == "PATCH":
		for k, v := range body {
			o.things[path][k] = v
		}
		o.answer(w, 200, o.things[path])
	case r.Method == "DELETE":
		o.remove(path)
		w.WriteHeader(204)
	default:
		o.list(w, r, kind)
	}
}

// check holds a request against the document.
func (o *openKlant) check(r *http.Request, data []byte) {
	again := r.Clone(context.Background())
	again.Host, again.Body = "", io.NopCloser(bytes.NewReader(data))
	again.URL.Scheme, again.URL.Host = "", ""
	route, params, err := o.router.FindRoute(again)
	if err != nil {
		o.wrong = append(o.wrong, r.Method+" "+r.URL.Path+" is not in the document")
		return
	}
	err = openapi3filter.ValidateRequest(context.Background(), &openapi3filter.RequestValidationInput{
		Request: again, PathParams: params, Route: route, Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc},
	})
	if err != nil {
		o.wrong = append(o.wrong, fmt.Sprintf("%s %s: %v", r.Method, r.URL.Path, err))
	}
	for name := range again.URL.Query() {
		if route.Operation.Parameters.GetByInAndName("query", name) == nil {
			o.wrong = append(o.wrong, r.Method+" "+r.URL.Path+": no parameter "+name)
		}
	}
}

func (o *openKlant) add(kind string, thing map[string]any) map[string]any {
	o.n++
	thing["uuid"] = fmt.Sprintf("00000000-0000-4000-8000-%012d", o.n)
	key := kind + "/" + thing["uuid"].(string)
	o.things[key] = thing
	o.order = append(o.order, key)
	return thing
}

// remove takes a thing away with what hangs on it, as a database with cascades does.
func (o *openKlant) remove(key string) {
	thing := o.things[key]
	delete(o.things, key)
	for other, t := range o.things {
		for _, field := range []string{"hadKlantcontact", "klantcontact", "verstrektDoorBetrokkene", "aanleidinggevendKlantcontact"} {
			if r, ok := t[field].(map[string]any); ok && r["uuid"] == thing["uuid"] {
				delete(o.things, other)
			}
		}
	}
}

func (o *openKlant) list(w http.ResponseWriter, r *http.Request, kind string) {
	q := r.URL.Query()
	results := []any{}
	for _, key := range o.order {
		t := o.things[key]
		if t != nil && strings.HasPrefix(key, kind+"/") && o.matches(t, q.Get) {
			results = append(results, t)
		}
	}
	page := 1
	_, _ = fmt.Sscan(q.Get("page"), &page)
	const size = 2 // small, so that every list has pages
	from, to := min((page-1)*size, len(results)), min(page*size, len(results))
	body := map[string]any{"count": len(results), "next": nil, "previous": nil, "results": results[from:to]}
	if to < len(results) {
		body["next"] = "http://elsewhere.example/" + kind + "?page=2"
	}
	o.answer(w, 200, body)
}

func (o *openKlant) matches(t map[string]any, get func(string) string) bool {
	for field, query := range map[string]string{
		"hadKlantcontact": "hadKlantcontact__uuid", "verstrektDoorBetrokkene": "verstrektDoorBetrokkene__uuid", "aanleidinggevendKlantcontact": "klantcontact__uuid",
	} {
		if want := get(query); want != "" {
			r, _ := t[field].(map[string]any)
			return r["uuid"] == want
		}
	}
	if want := get("onderwerpobject__onderwerpobjectidentificatorObjectId"); want != "" {
		return o.about(t) == want
	}
	return true
}

// about is the id of ours that a klantcontact carries.
func (o *openKlant) about(contact map[string]any) string {
	for key, t := range o.things {
		if r, ok := t["klantcontact"].(map[string]any); ok && strings.HasPrefix(key, "onderwerpobjecten/") && r["uuid"] == contact["uuid"] {
			return t["onderwerpobjectidentificator"].(map[string]any)["objectId"].(string)
		}
	}
	return ""
}

func (o *openKlant) answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body) // the other side may be gone
}

func (o *openKlant) all(kind string) (out []map[string]any) {
	for _, key := range o.order {
		if t := o.things[key]; t != nil && strings.HasPrefix(key, kind+"/") {
			out = append(out, t)
		}
	}
	return out
}

func (o *openKlant) fine(t interface {
	Helper()
	Error(args ...any)
}) {
	t.Helper()
	for _, w := range o.wrong {
		t.Error(w)
	}
}

func TestAReferralStandsInOpenKlant(t *testing.T) {
	o := newOpenKlant(t)
	d, _ := door(t, o, push.Media)
	k := &push.Klantinteracties{Door: d}
	m := matter(t, referral(), intake.StateNew)
	_, err := k.Bring(context.Background(), m)
	must(t, err)
	o.fine(t)
	contact := o.all("klantcontacten")[0]
	if contact["taal"] != "tur" || contact["vertrouwelijk"] != true || contact["referentienummer"] != "H-0042" || contact["inhoud"] != cjg.Disclaimer {
		t.Errorf("the klantcontact: %v", contact)
	}
	for field, most := range map[string]int{"onderwerp": 200, "inhoud": 1000} {
		if n := utf8.RuneCountInString(contact[field].(string)); n > most || n == 0 {
			t.Errorf("%s has %d characters", field, n)
		}
	}
	for key, v := range contact["metadata"].(map[string]any) {
		if n := utf8.RuneCountInString(v.(string)); n > 255 {
			t.Errorf("metadata %s has %d characters", key, n)
		}
	}
	if strings.Contains(contact["inhoud"].(string)+contact["onderwerp"].(string), "slaapt") {
		t.Error("the situation stands where everybody concerned reads it")
	}
	task := o.all("internetaken")[0]
	if task["status"] != "te_verwerken" || !strings.Contains(task["toelichting"].(string), "Hij slaapt slecht. (moeder, 2026-11-01)") || !strings.Contains(task["toelichting"].(string), "postvak van Schakel") {
		t.Errorf("the task: %v", task)
	}
	var people []string
	for _, p := range o.all("betrokkenen") {
		people = append(people, fmt.Sprint(p["rol"], ":", p["contactnaam"].(map[string]any)["achternaam"], ":", p["organisatienaam"], ":", p["initiator"]))
	}
	want := "[klant:Elif Demir::false klant:Can::false klant:Kind::false klant:Ayşe Demir::false vertegenwoordiger:Fatma Yıldız:sleutelpersoon, Stichting Samen:true]"
	if fmt.Sprint(people) != want {
		t.Errorf("people:\n %v\nwant\n %v", people, want)
	}
	var phones []string
	for _, a := range o.all("digitaleadressen") {
		phones = append(phones, fmt.Sprint(a["soortDigitaalAdres"], ":", a["adres"]))
	}
	if fmt.Sprint(phones) != "[telefoonnummer:+31687654321 overig:bijdeburen telefoonnummer:0612345678]" {
		t.Errorf("phones: %v", phones)
	}
}

func TestNothingSaysMelding(t *testing.T) {
	for _, doc := range []cjg.Document{referral(), signal(), request()} {
		for _, road := range states() {
			o := newOpenKlant(t)
			d, _ := door(t, o, push.Media)
			k := &push.Klantinteracties{Door: d}
			m := matter(t, doc, intake.StateNew)
			for _, s := range road {
				var err error
				m = advance(m, s)
				m.Trace, err = k.Bring(context.Background(), m)
				must(t, err)
				data, _ := json.Marshal(o.things)
				text := strings.ReplaceAll(string(data), strings.Trim(fmt.Sprintf("%q", cjg.Disclaimer), `"`), "")
				bundle, _ := json.Marshal(push.BundleOf(m))
				text += strings.ReplaceAll(string(bundle), strings.Trim(fmt.Sprintf("%q", cjg.Disclaimer), `"`), "")
				if strings.Contains(strings.ToLower(text), "melding") {
					t.Errorf("%s in %s says melding", doc.Kind(), s)
				}
			}
			o.fine(t)
		}
	}
}

// expect compares what stands in the other system with the case, whatever happened on the way.
func (o *openKlant) expect(t *rapid.T, m intake.Matter) {
	t.Helper()
	o.fine(t)
	count := map[string]int{}
	for key := range o.things {
		kind, _, _ := strings.Cut(key, "/")
		count[kind]++
	}
	want := map[string]int{}
	if m.Document != nil {
		want = map[string]int{"klantcontacten": 1, "onderwerpobjecten": 1, "internetaken": 1, "betrokkenen": 1}
		if r, ok := m.Document.(*cjg.Referral); ok {
			want["betrokkenen"] += len(r.People)
			want["digitaleadressen"] = 1
			for _, p := range r.People {
				if p.Phone != "" {
					want["digitaleadressen"]++
				}
			}
		}
		if m.State == intake.StateDeclined {
			want["klantcontacten"]++
			want["onderwerpobjecten"]++
		}
	}
	if o.replied && m.Document != nil && m.State != intake.StateDeclined { // an answer that was given stays
		want["klantcontacten"]++
		want["onderwerpobjecten"]++
	}
	if fmt.Sprint(count) != fmt.Sprint(want) {
		t.Fatalf("%s: there is %v, want %v", m.State, count, want)
	}
}

func TestOpenKlantHoldsEachCaseOnceWhateverHappens(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		o := newOpenKlant(t)
		d, faulty := door(t, o, push.Media)
		k := &push.Klantinteracties{Door: d}
		doc := rapid.SampledFrom([]cjg.Document{referral(), signal(), request()}).Draw(rt, "document")
		m := matter(t, doc, intake.StateNew)
		for _, s := range rapid.SampledFrom(states()).Draw(rt, "road") {
			if s == intake.StateUnreadable {
				continue
			}
			m = advance(m, s)
			if r, ok := m.Document.(*cjg.Referral); ok && rapid.Bool().Draw(rt, "a newer version") {
				less := *r
				less.People = less.People[:rapid.IntRange(1, len(less.People)).Draw(rt, "people")]
				m.Document = &less
			}
			faulty.faults = rapid.SliceOfN(rapid.SampledFrom([]string{"", "", "500", "429", "404", "html", "redirect", "reset", "lost", "cut"}), 0, 12).Draw(rt, "faults")
			for range 40 {
				trace, err := k.Bring(context.Background(), m)
				if rapid.Bool().Draw(rt, "the trace is kept") || err == nil {
					m.Trace = trace
				}
				if err == nil {
					break
				}
			}
			if s == intake.StateDeclined {
				o.replied = true
			}
			if s == intake.StateErased {
				o.replied = false
			}
			o.expect(rt, m)
		}
	})
}
