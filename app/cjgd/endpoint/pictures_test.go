package endpoint_test

import (
	"context"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"schakel/app/cjgd/endpoint"
	"schakel/internal/cjg"
)

// TestPictures makes pictures of the pages in a real browser: SCHAKEL_PICTURES=folder go test ./app/cjgd/endpoint -run Pictures.
func TestPictures(t *testing.T) {
	folder := os.Getenv("SCHAKEL_PICTURES")
	browser, err := exec.LookPath("chromium")
	if folder == "" || err != nil {
		t.Skip("SCHAKEL_PICTURES is not set, or there is no chromium")
	}
	var shift atomic.Int64
	shift.Store(int64(-9 * 24 * time.Hour))
	o := open(t, func(opts *endpoint.Options) {
		opts.Practice = true
		opts.Now = func() time.Time { return time.Now().Add(time.Duration(shift.Load())) }
	})
	pages := o.pictured(&shift)
	proxy := o.signedIn()
	for name, path := range pages {
		shoot(t, browser, filepath.Join(folder, "postvak-"+name+".png"), proxy+path)
		shoot(t, browser, filepath.Join(folder, "postvak-"+name+"-donker.png"), proxy+path, "--blink-settings=preferredColorScheme=0")
	}
	shoot(t, browser, filepath.Join(folder, "postvak-binnen.png"), o.e.Ready.Web+"/binnen")
}

// pictured fills the office: one message that is late, some in other states, one taken back.
func (o *office) pictured(shift *atomic.Int64) map[string]string {
	t, ctx := o.t, context.Background()
	o.deliver(referral("H-0041"), "H-0041")
	shift.Store(0)
	must(t, o.worker.SignIn(ctx, o.e.Ready.Account, o.e.Ready.Password)) // nine days later the session is over
	family := referral("H-0042")
	family.People[0].Name = "Elif Yıldız"
	_, entry := o.deliver(family, "H-0042")
	to, from := cjg.Recipient{Organisation: "CJG Zuiderwijk"}, cjg.Sender{Name: "Hatice Kaya"}
	o.deliver(&cjg.Signal{
		Number: "Z-0007", To: to, From: from, Neighbourhood: "Zuiderwijk", Areas: []string{"opvoeden_en_gezin"},
		Subject: "Moeders durven niet naar het spreekuur.", WantsReply: true,
	}, "Z-0007")
	_, room := o.deliver(&cjg.Request{Number: "V-0003", To: to, From: from, Sort: "ruimte", Question: "Mogen wij dinsdag de zaal gebruiken?"}, "V-0003")
	must(t, o.worker.Accept(ctx, room.UUID))
	must(t, o.worker.CallWithin(ctx, entry.UUID, 2))
	id, taken := o.deliver(referral("H-0040"), "H-0040")
	_, back := o.seal(&cjg.Recall{About: id.String(), Number: "H-0040", Whole: true, Date: "2026-11-24"})
	_, err := o.client.Withdraw(ctx, id, back)
	must(t, err)
	must(t, o.e.Inbox.OpenPending())
	return map[string]string{
		"berichten": "/", "alles": "/?toon=alles", "bericht": "/bericht/" + entry.UUID, "intrekking": "/bericht/" + taken.UUID,
		"apparaten": "/apparaten", "ik": "/ik", "docs": "/docs",
	}
}

// signedIn is an address that adds a session's cookie to every request, for a browser that cannot be told one.
func (o *office) signedIn() string {
	o.t.Helper()
	target, err := url.Parse(o.e.Ready.Web)
	must(o.t, err)
	jar, err := cookiejar.New(nil)
	must(o.t, err)
	resp, err := (&http.Client{Jar: jar}).PostForm(o.e.Ready.Web+"/binnen", url.Values{"naam": {o.e.Ready.Account}, "wachtwoord": {o.e.Ready.Password}})
	must(o.t, err)
	_ = resp.Body.Close()
	proxy := httptest.NewServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(target)
		for _, c := range jar.Cookies(target) {
			r.Out.AddCookie(c)
		}
	}})
	o.t.Cleanup(proxy.Close)
	return proxy.URL
}

func shoot(t *testing.T, browser, file, address string, more ...string) {
	t.Helper()
	args := append([]string{
		"--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--virtual-time-budget=3000", "--window-size=1280,1000", "--screenshot=" + file,
	}, more...)
	out, err := exec.Command(browser, append(args, address)...).CombinedOutput()
	if err != nil {
		t.Errorf("%s: %v\n%s", file, err, out)
	}
}
