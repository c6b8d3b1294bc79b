package inbox

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"schakel/internal/intake"
)

// rerun is a store as PostgreSQL is under load: it runs a transaction, another process wins, and the transaction runs again from the start.
type rerun struct {
	intake.Store
	between func() // what the other process does; once
}

var errLost = errors.New("another process won")

func (s *rerun) Update(write func(intake.Tx) error) error {
	if s.between != nil {
		other := s.between
		s.between = nil
		err := s.Store.Update(func(tx intake.Tx) error { return errors.Join(write(tx), errLost) })
		if !errors.Is(err, errLost) {
			return err
		}
		other()
	}
	return s.Store.Update(write)
}

// losing is a second process of the office whose next transaction loses.
func (o *office) losing() (*Site, *rerun, string) {
	o.t.Helper()
	store := &rerun{Store: o.store}
	plain := o.endpoint
	o.endpoint = intake.NewEndpoint(store, o.keys, o.config)
	site := o.process(nil)
	o.endpoint = plain
	server := httptest.NewServer(site.Handler())
	o.t.Cleanup(server.Close)
	return site, store, server.URL
}

// TestACodeCountsOnceHoweverTheStoreRuns: two processes take the same code at the same moment, and the store lets one of them begin again.
func TestACodeCountsOnceHoweverTheStoreRuns(t *testing.T) {
	o := newOffice(t)
	secret := o.account("baas", Manager)
	site, store, base := o.losing()
	code := codeAt(t, secret, o.now())
	store.between = func() { must(t, o.site.checkCode("baas", code)) }
	if err := site.checkCode("baas", code); !errors.Is(err, errCode) {
		t.Errorf("at signing in: %v", err)
	}
	o.move(time.Minute)
	v := o.visitorAt(base).enter("baas", secret)
	o.move(sureLife)
	code = codeAt(t, secret, o.now())
	form := url.Values{"csrf": {v.token()}, proofField: {code}}
	store.between = func() { must(t, o.site.checkCode("baas", code)) }
	if got := v.raw("/apparaten/code", form); got.status != http.StatusForbidden {
		t.Errorf("as a proof: %d", got.status)
	}
	if store.between != nil {
		t.Error("nothing ran twice, so this test tests nothing")
	}
}

// away is a store that cannot be reached.
type away struct {
	intake.Store
	gone bool
}

func (a *away) View(read func(intake.Tx) error) error {
	if a.gone {
		return intake.ErrStore
	}
	return a.Store.View(read)
}

func (a *away) Update(write func(intake.Tx) error) error {
	if a.gone {
		return intake.ErrStore
	}
	return a.Store.Update(write)
}

// TestWithoutTheStore: a page of the site says so to who reads it, whole, and tells nobody to simply go on.
func TestWithoutTheStore(t *testing.T) {
	o := newOffice(t)
	store := &away{Store: o.store}
	o.endpoint = intake.NewEndpoint(store, o.keys, o.config)
	server := httptest.NewServer(o.process(nil).Handler())
	t.Cleanup(server.Close)
	o.server = server
	v := o.as("baas", Manager)
	token := v.token()
	store.gone = true
	for name, got := range map[string]answer{
		"the list": v.get("/"), "a message": v.get("/bericht/" + freshID(t).String()), "a form": v.raw("/apparaten/code", url.Values{"csrf": {token}}),
	} {
		if got.status != http.StatusServiceUnavailable || !strings.Contains(got.body, "kan nu niet bij de gegevens") || !strings.Contains(got.body, "</html>") || strings.Contains(got.body, "gewoon verder") {
			t.Errorf("%s: %d %s", name, got.status, sentences(got.body))
		}
		o.headed("GET /", got)
	}
	store.gone = false
	if got := v.get("/"); got.status != http.StatusOK {
		t.Errorf("afterwards: %d", got.status)
	}
}
