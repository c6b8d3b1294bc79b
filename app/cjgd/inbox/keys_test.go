package inbox

import (
	"crypto/rand"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"strings"
	"testing"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
)

// TestTheWordsOfALaptopThatChangedItsKeys: old and new stand on the page of devices, the log says so, and a file under the old keys is refused in
// words that say what to do.
func TestTheWordsOfALaptopThatChangedItsKeys(t *testing.T) {
	o := newOffice(t)
	manager, v := o.as("baas", Manager), o.as("marieke", Caseworker)
	l := o.laptop()
	old := l.seal(freshID(t), family())
	fresh, err := cjg.NewDeviceKeys(rand.Reader)
	must(t, err)
	issuer := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: o.keys.Issuer().Raw})
	request, err := l.keys.ChangeRequest(rand.Reader, fresh, issuer, o.now(), true)
	must(t, err)
	data, err := json.Marshal(request)
	must(t, err)
	before := envelope.Fingerprint(l.keys.Signing.Public().Bytes())
	if got := v.upload(data); got.status != http.StatusOK {
		t.Fatalf("%d %s", got.status, got.body)
	}
	page := manager.get("/apparaten").body
	now := envelope.Fingerprint(fresh.Signing.Public().Bytes())
	if !strings.Contains(page, now) || !strings.Contains(page, ": "+before) || strings.Index(page, now) > strings.Index(page, before) {
		t.Error("the page does not show the new words, and below them the old ones")
	}
	if log := manager.get("/logboek").body; !strings.Contains(log, "nieuwe sleutels van een laptop") || strings.Contains(log, "⟦") {
		t.Error("the log does not say that the keys changed")
	}
	if got := v.upload(old); got.status == http.StatusOK || !strings.Contains(got.body, "oude sleutel van deze laptop. Vraag de werker om een nieuw bestand.") {
		t.Errorf("a message under the old key: %d", got.status)
	}
	again, err := l.keys.ChangeRequest(rand.Reader, l.keys, issuer, o.now(), true)
	must(t, err)
	data, err = json.Marshal(again)
	must(t, err)
	if got := v.upload(data); got.status == http.StatusOK || !strings.Contains(got.body, "oude sleutels van deze laptop") {
		t.Errorf("a change from the old keys: %d", got.status)
	}
	l.keys = fresh
	if got := v.upload(l.seal(freshID(t), family())); got.status != http.StatusOK {
		t.Errorf("a message under the new key: %d", got.status)
	}
	if devices, err := o.endpoint.Front.Devices(); err != nil || len(devices) != 1 || devices[0].ID != l.id {
		t.Errorf("%+v %v", devices, err)
	}
}
