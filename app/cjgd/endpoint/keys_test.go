package endpoint_test

import (
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"schakel/app/cjgd/caseworker"
	"schakel/app/cjgd/endpoint"
	"schakel/internal/cjg"
	"schakel/internal/intake"
)

var turnOn = regexp.MustCompile(`name="beurt" value="(\d+)"`)

// replaceKeys goes the way of a beheerder: the page that asks once more, and its button.
func (o *office) replaceKeys(days string) (string, error) {
	o.t.Helper()
	page, err := o.worker.Page(o.t.Context(), "/sleutels/vervangen?bewaren="+days)
	must(o.t, err)
	m := turnOn.FindStringSubmatch(page)
	if m == nil {
		o.t.Fatalf("the page that asks: %s", page)
	}
	return o.worker.Submit(o.t.Context(), "/sleutels", "/sleutels/vervangen", url.Values{"bewaren": {days}, "beurt": {m[1]}})
}

// learn takes over the keys as a laptop does.
func (o *office) learn() cjg.Capabilities {
	o.t.Helper()
	can, err := o.client.Capabilities(o.t.Context())
	must(o.t, err)
	o.enrolled.Front, o.enrolled.Inbox, o.enrolled.Opening, o.enrolled.Earlier = can.Keys.Front, can.Keys.Inbox, can.Keys.Opening, can.Keys.Earlier
	config, err := o.enrolled.ClientConfig(o.e.Ready.Device, o.keys, nil)
	must(o.t, err)
	o.client, err = cjg.NewClient(config)
	must(o.t, err)
	o.t.Cleanup(o.client.Close)
	return can
}

// TestTheBeheerderReplacesTheKeys while the endpoint runs: what was sealed before and after is read, both receipts count, no restart and no
// new enrolment; looking changes nothing; the logbook names who did.
func TestTheBeheerderReplacesTheKeys(t *testing.T) {
	o := open(t, nil)
	dir := o.e.Place.Dir
	before, err := os.ReadFile(filepath.Join(dir, "keys"))
	must(t, err)
	_, old := o.seal(referral("H-0001"))
	page, err := o.worker.Page(t.Context(), "/sleutels")
	must(t, err)
	if !strings.Contains(page, o.e.Ready.Fingerprint) || !strings.Contains(page, "nog nooit vervangen") {
		t.Errorf("the page before: %s", page)
	}
	if _, err := o.worker.Page(t.Context(), "/sleutels/vervangen?bewaren=460"); err != nil {
		t.Error(err)
	}
	if now, _ := os.ReadFile(filepath.Join(dir, "keys")); string(now) != string(before) {
		t.Fatal("looking changed the keys")
	}
	page, err = o.replaceKeys("30")
	must(t, err)
	for _, want := range []string{"De sleutels zijn vervangen.", "Doe dit nu", "nieuwe kopie van het bestand keys", o.e.Ready.Fingerprint, "komen binnen tot"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page after lacks %q: %s", want, page)
		}
	}
	if strings.Contains(page, "cjgd keys front") {
		t.Error("it talks of a front apart where there is none")
	}
	opening := string(o.enrolled.Opening)
	can := o.learn()
	if len(can.Keys.Earlier) != 1 || string(can.Keys.Opening) == opening || can.Keys.Earlier[0].Until.Before(time.Now().Add(29*24*time.Hour)) {
		t.Fatalf("what laptops hear: %+v", can.Keys.Earlier)
	}
	_, fresh := o.seal(referral("H-0002"))
	for i, sealed := range [][]byte{old, fresh} {
		eventually(t, "both receipts", func() bool {
			d, err := o.client.Put(t.Context(), sealed)
			if err != nil {
				t.Fatalf("message %d: %v", i, err)
			}
			return d.Readable != nil
		})
	}
	info, err := os.Stat(filepath.Join(dir, "keys"))
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the file is readable as %v", info.Mode())
	}
	page, err = o.worker.Page(t.Context(), "/logboek")
	must(t, err)
	if !strings.Contains(page, "vroeg om nieuwe sleutels") {
		t.Error("the logbook does not say who")
	}
	found, _, err := intake.Check(o.e.Place.Store, o.e.Place.Front, o.e.Place.Keys)
	if err != nil || len(found) > 0 {
		t.Errorf("check: %v, %v", found, err)
	}
}

// eventually waits for what another goroutine does.
func eventually(t *testing.T, what string, there func() bool) {
	t.Helper()
	for range 500 {
		if there() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%s: not within five seconds", what)
}

// TestKeysAreReplacedOnce: a second press, two beheerders at once, and one whose page is old change nothing more.
func TestKeysAreReplacedOnce(t *testing.T) {
	o := open(t, nil)
	page, err := o.worker.Page(t.Context(), "/sleutels/vervangen?bewaren=460")
	must(t, err)
	turn := turnOn.FindStringSubmatch(page)[1]
	var group sync.WaitGroup
	var mu sync.Mutex
	done := 0
	for range 4 {
		group.Go(func() {
			said, err := o.worker.Submit(t.Context(), "/sleutels", "/sleutels/vervangen", url.Values{"bewaren": {"460"}, "beurt": {turn}})
			mu.Lock()
			defer mu.Unlock()
			if err == nil && strings.Contains(said, "De sleutels zijn vervangen.") {
				done++
			}
		})
	}
	group.Wait()
	if done != 1 || len(o.learn().Keys.Earlier) != 1 {
		t.Errorf("done %d times", done)
	}
	// The command on the server changed the file: this process does not write over what it does not know.
	if _, err := endpoint.RotateFile(o.e.Place.Dir, nil, time.Now(), time.Hour, nil); err != nil {
		t.Fatal(err)
	}
	there, err := os.ReadFile(filepath.Join(o.e.Place.Dir, "keys"))
	must(t, err)
	if _, err := o.replaceKeys("0"); !errors.Is(err, caseworker.ErrPage) {
		t.Errorf("over a newer file: %v", err)
	}
	if now, _ := os.ReadFile(filepath.Join(o.e.Place.Dir, "keys")); string(now) != string(there) {
		t.Error("a newer file was written over")
	}
}

// TestAKeysFileThatIsGone: nothing is replaced and nobody hears of keys that stand nowhere.
func TestAKeysFileThatIsGone(t *testing.T) {
	o := open(t, nil)
	must(t, os.Remove(filepath.Join(o.e.Place.Dir, "keys")))
	if _, err := o.replaceKeys("460"); !errors.Is(err, caseworker.ErrPage) {
		t.Errorf("replacing: %v", err)
	}
	if can := o.learn(); len(can.Keys.Earlier) != 0 {
		t.Error("laptops hear of new keys")
	}
	o.deliver(referral("H-0003"), "H-0003")
	if !strings.Contains(o.log.String(), "cjgd.keys_file") {
		t.Errorf("the log: %s", o.log.String())
	}
}

// TestAStolenKeyIsRefusedAtOnce: with "stolen" nothing sealed to the old key comes in any more; the laptop seals anew.
func TestAStolenKeyIsRefusedAtOnce(t *testing.T) {
	o := open(t, nil)
	_, old := o.seal(referral("H-0001"))
	_, err := o.replaceKeys("0")
	must(t, err)
	o.learn()
	if _, err := o.client.Put(t.Context(), old); err == nil || !strings.Contains(err.Error(), "cjg.key_ended") {
		t.Errorf("a message to the stolen key: %v", err)
	}
	o.deliver(referral("H-0002"), "H-0002")
	page, err := o.worker.Page(t.Context(), "/sleutels")
	must(t, err)
	if !strings.Contains(page, "Neemt sinds") {
		t.Errorf("the page: %s", page)
	}
}
