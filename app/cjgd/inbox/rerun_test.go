package inbox

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
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
