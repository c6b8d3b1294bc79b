package endpoint_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"schakel/internal/cjg"
)

// shot keeps the page at one width, light and dark, when pictures are asked for.
func (s *sight) shot(name string, width int64) {
	s.t.Helper()
	if s.folder == "" {
		return
	}
	s.do(chromedp.EmulateViewport(width, 900))
	for _, scheme := range []string{"light", "dark"} {
		s.media(&emulation.MediaFeature{Name: "prefers-color-scheme", Value: scheme})
		data := get(s, chromedp.FullScreenshot(100))
		must(s.t, os.WriteFile(filepath.Join(s.folder, fmt.Sprintf("%s-%s-%d.png", name, scheme, width)), data, 0o600))
	}
	s.media()
	s.do(chromedp.EmulateViewport(1280, 900))
}

// focusScript walks what can be reached by Tab and tells what shows no ring, or lies outside the page.
const focusScript = `(() => {
  const out = [];
  for (const el of document.querySelectorAll('a[href],button,input:not([type=hidden]),select,textarea,summary')) {
    if (el.disabled || !el.checkVisibility()) continue;
    el.focus({focusVisible: true});
    if (document.activeElement !== el) { out.push('not reached: ' + el.outerHTML.slice(0, 80)); continue; }
    const ring = e => { const c = getComputedStyle(e); return c.outlineStyle !== 'none' && parseFloat(c.outlineWidth) >= 2; };
    if (!ring(el) && !(el.closest('.field') && ring(el.closest('.field')))) out.push('no ring: ' + el.outerHTML.slice(0, 80));
    const box = el.getBoundingClientRect();
    if (el.type !== 'radio' && el.type !== 'checkbox' && !el.classList.contains('skip') && Math.min(box.width, box.height) < 24) out.push('small: ' + Math.round(box.width) + 'x' + Math.round(box.height) + ' ' + el.outerHTML.slice(0, 80));
  }
  document.activeElement.blur();
  return out.join('\n');
})()`

// sideScript tells what is cut off at the side.
const sideScript = `(() => {
  const out = [], wide = document.documentElement.clientWidth;
  for (const el of document.querySelectorAll('main *')) {
    const box = el.getBoundingClientRect();
    if (el.closest('.hidden,.skip,svg,bdi') || !el.checkVisibility() || box.width === 0) continue;
    if (box.right > wide + 1) out.push(Math.round(box.right) + ' of ' + wide + ': ' + el.outerHTML.slice(0, 90));
  }
  return out.slice(0, 5).join('\n');
})()`

// inspect checks one page: the tree of a screen reader, a ring around everything that is chosen, and nothing cut off on a telephone or with the
// letters twice as large.
func (s *sight) inspect(name, path string) {
	s.t.Helper()
	s.goTo(path)
	s.sees()
	s.readable(name)
	if bad := get(s, chromedp.Evaluate[string](focusScript)); bad != "" {
		s.t.Errorf("%s: %s", name, bad)
	}
	for _, width := range []int64{320, 400, 640} { // 640 is 1280 with the letters twice as large, 320 four times
		s.do(chromedp.EmulateViewport(width, 900))
		if bad := get(s, chromedp.Evaluate[string](sideScript)); bad != "" {
			s.t.Errorf("%s, %d wide: %s", name, width, bad)
		}
	}
	s.do(chromedp.EmulateViewport(1280, 900))
	for _, width := range []int64{320, 640, 1280} {
		s.shot(name, width)
	}
}

// TestEveryPageInABrowser passes each page of the beheerder (with SCHAKEL_LONG each in both languages): empty, and with more than one page of messages, long names and
// questions that were asked before.
func TestEveryPageInABrowser(t *testing.T) {
	o := open(t, nil)
	s := o.look()
	s.enter("marieke", o.colleague("marieke", "manager"), "een eigen wachtwoord")
	for name, path := range map[string]string{"leeg": "/", "leeg-zoek": "/zoek", "leeg-doorsturen": "/doorsturen", "leeg-sleutels": "/sleutels", "leeg-meedenken": "/meedenken"} {
		s.inspect(name, path)
	}
	o.fillDay()
	long := referral("H-0050")
	long.From.Name = "Hatice Kaya-Van den Broek-Yıldızoğlu van de Stichting Samen Sterk in Zuiderwijk en Omstreken"
	long.Question = strings.Repeat("Ikwildathijweerdoorslaapt", 20)
	id, _ := o.deliver(long, "H-0050")
	ask := func(question string) string {
		s.goTo("/meedenken")
		s.do(chromedp.SendKeys("#vraag", question))
		s.press("main form button.p")
		s.sees("wacht op de werker", "Niet meer nodig?")
		at, _, _ := strings.Cut(strings.TrimPrefix(get(s, chromedp.Location()), s.e.Ready.Web+"/bericht/"), "?")
		return at
	}
	first := ask("Kunt u meedenken over een gezin dat Tigrinya spreekt?")
	for range 3 {
		ask(strings.Repeat("Een lange vraag. ", 15))
	}
	for range 50 {
		_, sealed := o.seal(&cjg.Request{Number: "V-0100", To: cjg.Recipient{Organisation: "CJG"}, From: cjg.Sender{Name: "Hatice"}, Sort: "ruimte", Question: "Een zaal?"})
		_, err := o.client.Put(t.Context(), sealed)
		must(t, err)
	}
	must(t, o.e.Inbox.OpenPending())
	pages := map[string]string{
		"vol": "/?toon=alles", "vol-twee": "/?toon=alles&blad=2", "bericht-lang": "/bericht/" + id.String(), "meedenken": "/meedenken", "vraag": "/bericht/" + first,
		"terug": "/meedenken/" + first + "/terug", "sleutels": "/sleutels", "vervangen": "/sleutels/vervangen?bewaren=460", "usb": "/usb", "ik": "/ik",
		"afspraken": "/afspraken", "apparaten": "/apparaten", "accounts": "/accounts", "logboek": "/logboek", "doorsturen": "/doorsturen", "onbekend": "/nergens",
	}
	for name, path := range pages {
		s.inspect(name, path)
	}
	s.takesBack(first)
	s.replacesKeys()
	s.goTo("/")
	s.press(`button[name="taal"][value="en"]`)
	for name, path := range pages {
		if name == "terug" || os.Getenv("SCHAKEL_LONG") == "" && name != "sleutels" && name != "meedenken" {
			continue
		}
		s.inspect("en-"+name, path)
	}
}

// takesBack takes a question back with Tab and Enter only.
func (s *sight) takesBack(id string) {
	s.t.Helper()
	s.goTo("/bericht/" + id)
	tab := func() string {
		s.do(chromedp.KeyEvent("\t"))
		return get(s, chromedp.Evaluate[string]("(document.activeElement.getAttribute('href') || document.activeElement.innerText || '').trim()"))
	}
	s.until(func() bool { return tab() == "/meedenken/"+id+"/terug" })
	s.leads(chromedp.KeyEvent("\r"))
	s.sees("Neemt u deze vraag terug?", "hoeft niets meer te doen", "Tigrinya")
	s.until(func() bool { return tab() == "Ja, neem terug" })
	s.leads(chromedp.KeyEvent("\r"))
	s.sees("De vraag is teruggenomen.", "ingetrokken")
	s.shot("teruggenomen", 1280)
	if strings.Contains(s.text(), "Niet meer nodig?") {
		s.t.Error("it can be taken back twice")
	}
}

// replacesKeys replaces the keys with the pointer and finds the page with what is left to do.
func (s *sight) replacesKeys() {
	s.t.Helper()
	s.goTo("/sleutels")
	before := get(s, chromedp.Text("dl.words"))
	s.do(chromedp.Click(`input[name="bewaren"][value="30"]`))
	s.press("main form button")
	s.sees("Vervangt u de sleutels?", "nieuwe kopie van het bestand keys")
	s.press(`main form button.p`)
	s.sees("De sleutels zijn vervangen.", "Doe dit nu")
	if after := get(s, chromedp.Text("dl.words")); after == before || !strings.Contains(after, s.e.Ready.Fingerprint) {
		s.t.Errorf("the words before %q and after %q", before, after)
	}
	s.readable("sleutels-vervangen")
	for _, width := range []int64{400, 1280} {
		s.shot("vervangen-klaar", width)
	}
}
