package inbox

import (
	"bytes"
	"crypto/rand"
	"io"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
)

// TestThePageOfLaptopsAfterACopyWasPutBack: the beheerder is told for two months to look at who is in again, and the log says it; nobody is signed
// in by the copy.
func TestThePageOfLaptopsAfterACopyWasPutBack(t *testing.T) {
	o := newOffice(t)
	manager := o.as("baas", Manager)
	if page := manager.get("/apparaten").body; strings.Contains(page, "teruggezet") {
		t.Error("nothing was put back, and the page says so")
	}
	var copied bytes.Buffer
	_, err := intake.WriteCopy(o.store, &copied, o.now())
	must(t, err)
	o.move(48 * time.Hour)
	fresh, err := bolt.Open(filepath.Join(t.TempDir(), "inbox.db"))
	must(t, err)
	_, err = intake.ReadCopy(fresh, o.keys.FrontKeys, o.now(), rand.Reader, func() (io.Reader, error) { return bytes.NewReader(copied.Bytes()), nil })
	must(t, err)
	o.server.Close()
	must(t, o.store.Close())
	o.store, o.endpoint = fresh, intake.NewEndpoint(fresh, o.keys, o.config)
	o.site = o.process(nil)
	o.server = httptest.NewServer(o.site.Handler())
	t.Cleanup(o.server.Close)
	manager.base = o.server.URL
	if got := manager.get("/apparaten"); strings.Contains(got.body, "csrf") && strings.Contains(got.body, "/apparaten/code") {
		t.Error("who was signed in at the moment of the copy is signed in again")
	}
	again := o.as("nieuw", Manager)
	page := again.get("/apparaten").body
	if !strings.Contains(page, "Op dinsdag 24 november 2026 is een kopie van zondag 22 november 2026 teruggezet") {
		t.Error("the page does not say that a copy was put back")
	}
	if log := again.get("/logboek").body; !strings.Contains(log, "kopie teruggezet van 2026-11-22") || strings.Contains(log, "⟦") {
		t.Error("the log does not say it")
	}
	o.move(restoredShown + time.Hour)
	if page := o.as("later", Manager).get("/apparaten").body; strings.Contains(page, "teruggezet") {
		t.Error("it is told for ever")
	}
}
