package inbox

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// FuzzForm: whatever a browser that is signed in sends to any form, the answer is a page or a refusal, never a fault of ours, and neither
// the page nor the log shows how the program works.
func FuzzForm(f *testing.F) {
	o := newOffice(f)
	l := o.laptop()
	id := l.deliver(family()).String()
	var paths []string
	for _, r := range o.site.routes() {
		if method, path, _ := strings.Cut(r.pattern, " "); method == http.MethodPost && path != "/uit" {
			paths = append(paths, strings.NewReplacer("{uuid}", id, "{id}", l.id).Replace(path))
		}
	}
	for i := range paths {
		for _, form := range []url.Values{
			{},
			{"stand": {"opgepakt"}, "dagen": {"3"}, "tekst": {"dag"}},
			{"stand": {"past_niet"}, "reden": {"geen_plek"}},
			{"besluit": {"bewaard"}, "grond": {"wet"}}, {"besluit": {"verwijderd"}},
			{"organisatie": {"CJG"}, "norm": {"-1"}, "intrekken": {"99999999999999999999"}, "bewaren": {"x"}, "gemeenten": {"Rotterdam;straat"}},
			{"naam": {"Ander"}, "rol": {"manager"}, "wat": {"uit"}}, {"zoek": {"Elif"}, "bladzijde": {"-7"}}, {"apparaat": {"x"}}, {"voor": {"\u202ex"}, "taal": {"ar"}},
			{"apparaat": {l.id}, "soort": {"meedenken"}, "vraag": {"Kunt u meedenken?"}, "voor": {"2026-13-40"}},
		} {
			f.Add(i, form.Encode())
		}
		f.Add(i, "stand=%zz&=&;&stand=opgepakt&stand=past_niet")
	}
	browsers := 0
	fresh := func() *visitor { browsers++; return o.as(fmt.Sprintf("iemand%d", browsers), Manager) }
	var v *visitor
	f.Fuzz(func(t *testing.T, which int, body string) {
		o.t = t
		if v == nil || v.get("/").status != http.StatusOK {
			v = fresh() // it ended itself
		}
		path := paths[uint(which)%uint(len(paths))]
		got := v.send(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader("csrf="+v.token()+"&"+body))
		if got.status >= http.StatusInternalServerError {
			t.Fatalf("%s gives %d", path, got.status)
		}
		for _, word := range []string{"goroutine ", "runtime error", ".go:", "schakel/internal"} {
			if strings.Contains(got.body, word) {
				t.Fatalf("%s shows %q", path, word)
			}
		}
		if strings.Contains(o.log.String(), "panic") {
			t.Fatalf("%s panics", path)
		}
	})
}
