package endpoint_test

import (
	"context"
	"encoding/base32"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"

	"schakel/app/cjgd/endpoint"
	"schakel/internal/cjg"
)

// sight is a real browser, without a screen, at an office.
type sight struct {
	*office
	ctx    context.Context
	secret string
	step   int64
	folder string // where pictures go; "" makes none
	files  string // where downloads go
	warm   bool
}

// look opens a browser, or skips where there is none. SCHAKEL_PICTURES=folder keeps pictures of what it passes.
func (o *office) look() *sight {
	o.t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		o.t.Skip("there is no chromium: packaging/install browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.WindowSize(1280, 900))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	o.t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(ctx)
	o.t.Cleanup(cancel)
	s := &sight{office: o, ctx: ctx, folder: os.Getenv("SCHAKEL_PICTURES"), files: o.t.TempDir()}
	s.do(chromedp.Navigate("about:blank"))
	events := true
	_, err = chromedp.CallBrowser(s.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllowAndName, DownloadPath: s.files, EventsEnabled: &events,
	})
	must(o.t, err)
	return s
}

// get runs one action in the browser; a failure shows the page on which it happened.
func get[T any](s *sight, action chromedp.Action[T]) T {
	s.t.Helper()
	ctx := s.ctx
	if s.warm { // the browser lives as long as the context of its first action
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(s.ctx, 20*time.Second)
		defer cancel()
	}
	s.warm = true
	out, err := chromedp.Run(ctx, action)
	if err != nil {
		where, _ := chromedp.Run(s.ctx, chromedp.Evaluate[string]("document.body.innerText"))
		s.t.Fatalf("%v\n%s", err, where)
	}
	return out
}

func (s *sight) do(actions ...chromedp.Action[chromedp.Void]) {
	s.t.Helper()
	get(s, chromedp.Steps(actions...))
}

// leads does something that leads to another page and waits for that page.
func (s *sight) leads(action chromedp.Action[chromedp.Void]) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.ctx, 20*time.Second)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, action); err != nil {
		where, _ := chromedp.Run(s.ctx, chromedp.Evaluate[string]("document.body.innerText"))
		s.t.Fatalf("%v\n%s", err, where)
	}
}

func (s *sight) press(selector string) { s.t.Helper(); s.leads(chromedp.Click(selector)) }

func (s *sight) goTo(path string) { s.t.Helper(); s.do(chromedp.Navigate(s.e.Ready.Web + path)) }

func (s *sight) text() string {
	s.t.Helper()
	return get(s, chromedp.Text("body"))
}

func (s *sight) sees(words ...string) {
	s.t.Helper()
	text := s.text()
	for _, word := range words {
		if !strings.Contains(text, word) {
			s.t.Errorf("the page lacks %q:\n%s", word, text)
		}
	}
	if strings.Contains(text, "⟦") {
		s.t.Errorf("a text is missing:\n%s", text)
	}
}

// telephone gives the next code of the second step; each counts once.
func (s *sight) telephone() string {
	s.t.Helper()
	s.step = max(time.Now().Unix()/30, s.step+1)
	code, err := hotp.GenerateCodeCustom(s.secret, uint64(s.step), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
	must(s.t, err)
	return code
}

// enter signs in as somebody whose password is lent: an own password and the telephone come first.
func (s *sight) enter(name, password, own string) {
	s.t.Helper()
	s.goTo("/")
	s.picture("binnen")
	s.do(chromedp.SendKeys("#naam", name), chromedp.SendKeys("#wachtwoord", password))
	s.press("button.p")
	s.secret = strings.ReplaceAll(get(s, chromedp.AttributeValue("form[data-secret]", "data-secret")).Value, " ", "")
	if _, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(s.secret); err != nil {
		s.t.Fatalf("secret %q", s.secret)
	}
	s.picture("begin")
	s.readable("begin")
	s.do(chromedp.SendKeys("#nieuw", own), chromedp.SendKeys("#nogmaals", own), chromedp.SendKeys("#code", s.telephone()))
	s.press("main button.p")
}

// picture keeps the page at two widths, light and dark.
func (s *sight) picture(name string) {
	s.t.Helper()
	if s.folder == "" {
		return
	}
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{1280, 400} {
			s.media(&emulation.MediaFeature{Name: "prefers-color-scheme", Value: scheme})
			s.do(chromedp.EmulateViewport(width, 900))
			data := get(s, chromedp.FullScreenshot(100))
			file := filepath.Join(s.folder, name+"-"+scheme+"-"+map[int64]string{1280: "wide", 400: "narrow"}[width]+".png")
			must(s.t, os.WriteFile(file, data, 0o600))
		}
	}
	s.media()
	s.do(chromedp.EmulateViewport(1280, 900))
}

func (s *sight) media(features ...*emulation.MediaFeature) {
	s.t.Helper()
	_, err := chromedp.Call(s.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
	must(s.t, err)
}

// readable walks the tree that a screen reader gets: every control has a name, headings go down one step at a time, and nothing is wider
// than a telephone.
func (s *sight) readable(where string) {
	s.t.Helper()
	tree, err := chromedp.Call(s.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	must(s.t, err)
	controls := map[string]bool{"button": true, "link": true, "textbox": true, "searchbox": true, "combobox": true, "radio": true, "checkbox": true, "spinbutton": true, "DisclosureTriangle": true, "image": true}
	level, found := 0, 0
	for _, n := range tree.Nodes {
		role := worded(n.Role)
		if n.Ignored || role == "" {
			continue
		}
		if controls[role] {
			found++
			if strings.TrimSpace(worded(n.Name)) == "" {
				s.t.Errorf("%s: a %s has no name", where, role)
			}
		}
		if role == "heading" {
			for _, p := range n.Properties {
				if p.Name == "level" {
					now := int(p.Value.Value[0] - '0')
					if now > level+1 {
						s.t.Errorf("%s: heading %q jumps from %d to %d", where, worded(n.Name), level, now)
					}
					level = now
				}
			}
		}
	}
	if found < 3 || level == 0 {
		s.t.Errorf("%s: %d controls and no heading: the tree was not read", where, found)
	}
	s.do(chromedp.EmulateViewport(400, 900))
	wide := get(s, chromedp.Evaluate[int]("document.documentElement.scrollWidth"))
	s.do(chromedp.EmulateViewport(1280, 900))
	if wide > 400 {
		s.t.Errorf("%s: %d pixels wide on a telephone", where, wide)
	}
}

func worded(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	return strings.Trim(string(v.Value), `"`)
}

// colleague makes an account in the way a beheerder does and gives its lent password.
func (o *office) colleague(name, role string) string {
	o.t.Helper()
	page, err := o.worker.Submit(context.Background(), "/accounts", "/accounts", url.Values{"naam": {name}, "weergave": {"Marieke"}, "rol": {role}})
	must(o.t, err)
	m := regexp.MustCompile(`data-password="([^"]+)"`).FindStringSubmatch(page)
	if m == nil {
		o.t.Fatal("no password on the page")
	}
	return m[1]
}

// TestInABrowser walks through an office's day with keyboard and pointer: first sign-in, a message and an answer in two clicks, search, a
// stick, a recall, a letter with a code, and the other language.
func TestInABrowser(t *testing.T) {
	var mu sync.Mutex
	shift := -9 * 24 * time.Hour
	o := open(t, func(opts *endpoint.Options) {
		opts.Now = func() time.Time { mu.Lock(); defer mu.Unlock(); return time.Now().Add(shift) }
	})
	o.deliver(referral("H-0041"), "H-0041")
	mu.Lock()
	shift = 0
	mu.Unlock()
	must(t, o.worker.SignIn(context.Background(), o.e.Ready.Account, o.e.Ready.Password)) // nine days later the session is over
	s := o.look()
	s.enter("marieke", o.colleague("marieke", "manager"), "een eigen wachtwoord")
	s.sees("Berichten", "1 bericht wacht te lang", "9 dagen oud")
	s.goTo("/")

	o.fillDay()
	s.goTo("/")
	s.picture("berichten")
	s.readable("list")
	if first := get(s, chromedp.AttributeValue("a.row", "data-number")).Value; first != "H-0041" {
		t.Errorf("%s stands first, not what waits longest", first)
	}
	s.answering()
	s.searching()
	s.stick()
	s.recalling()
	s.managing()
	s.keyboard()
	s.goTo("/")
	s.press(`button[name="taal"][value="en"]`)
	s.sees("Messages", "Waiting for you")
	s.press(`form[action="/uit"] button`)
	s.sees("Inbox of CJG Zuiderwijk")
	s.do(chromedp.SendKeys("#naam", "marieke"), chromedp.SendKeys("#wachtwoord", "een eigen wachtwoord"))
	s.press("button.p")
	s.picture("code")
	s.readable("code")
	s.do(chromedp.SendKeys("#code", s.telephone()))
	s.press("main button.p")
	s.sees("Messages") // the language goes with the account
}

// fillDay delivers one of each kind.
func (o *office) fillDay() {
	o.t.Helper()
	family := referral("H-0042")
	family.People[0].Name = "Elif Yıldız"
	o.deliver(family, "H-0042")
	to, from := cjg.Recipient{Organisation: "CJG Zuiderwijk"}, cjg.Sender{Name: "Hatice Kaya"}
	o.deliver(&cjg.Signal{
		Number: "Z-0007", To: to, From: from, Neighbourhood: "Zuiderwijk", Areas: []string{"opvoeden_en_gezin"},
		Subject: "Moeders durven niet naar het spreekuur.", WantsReply: true,
	}, "Z-0007")
	o.deliver(&cjg.Request{Number: "V-0003", To: to, From: from, Sort: "ruimte", Question: "Mogen wij dinsdag de zaal gebruiken?"}, "V-0003")
}

// answering opens a message and answers: two clicks from the list.
func (s *sight) answering() {
	s.t.Helper()
	s.press(`a.row[data-number="H-0042"]`)
	s.sees("Elif Yıldız", "Wie zei ja", "Wij pakken dit op")
	s.picture("bericht")
	s.readable("message")
	s.press(`button[name="dagen"][value="2"]`)
	s.sees("Uw antwoord is onderweg", "ontvangen, belt binnen 2 dagen")
	s.press(`button[name="zin"][value="thanks_family"]`)
	s.sees("Zonder uw voorwerk was dit gezin niet gekomen.")
	got := s.answers()
	if len(got) != 2 || got[0].CallWithin != 2 || got[0].Name != "Marieke" || got[1].State != cjg.StateThanks {
		s.t.Errorf("answers %+v", got)
	}
}

func (s *sight) searching() {
	s.t.Helper()
	s.goTo("/")
	s.do(chromedp.SendKeys("#zoek", "yildiz"))
	s.press(".search button")
	if at := get(s, chromedp.Location()); !strings.HasSuffix(at, "/zoek") {
		s.t.Errorf("the address is %s", at)
	}
	s.sees("2 berichten", "H-0041", "H-0042")
	s.picture("gevonden")
	s.readable("found")
}

// stick reads a sealed message from a file and makes the file that goes back.
func (s *sight) stick() {
	s.t.Helper()
	_, sealed := s.seal(&cjg.Request{Number: "V-0009", To: cjg.Recipient{Organisation: "CJG"}, From: cjg.Sender{Name: "Hatice"}, Sort: "ruimte", Question: "Een zaal?"})
	file := filepath.Join(s.t.TempDir(), "bericht.schakel")
	must(s.t, os.WriteFile(file, sealed, 0o600))
	s.goTo("/usb")
	s.readable("usb")
	s.do(chromedp.SetUploadFiles("#bestand", []string{file}))
	s.press("main button.p")
	s.sees("Het bericht is ontvangen.")
	s.picture("usb")
	done := make(chan struct{}, 1)
	must(s.t, chromedp.ListenBrowser(s.ctx, func(ev any) {
		if p, ok := ev.(*browser.EventDownloadProgress); ok && p.State == browser.DownloadProgressStateCompleted {
			select {
			case done <- struct{}{}:
			default:
			}
		}
	}))
	s.do(chromedp.Click(`form[action="/usb/terug"] button`))
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		s.t.Error("no file came back")
	}
	if all, err := os.ReadDir(s.files); err != nil || len(all) != 1 {
		s.t.Errorf("%d files came back: %v", len(all), err)
	}
}

func (s *sight) recalling() {
	s.t.Helper()
	id, _ := s.deliver(referral("H-0040"), "H-0040")
	_, back := s.seal(&cjg.Recall{About: id.String(), Number: "H-0040", Whole: true, Date: "2026-11-24"})
	_, err := s.client.Withdraw(context.Background(), id, back)
	must(s.t, err)
	must(s.t, s.e.Inbox.OpenPending())
	s.goTo("/bericht/" + id.String())
	s.sees("De afzender trekt dit in", "De inhoud is niet meer te zien")
	if text := s.text(); strings.Contains(text, "Emre") {
		s.t.Error("the content of a recalled message still shows")
	}
	s.picture("intrekking")
	s.readable("recall")
	s.press(`.two form:first-child button`)
	s.sees("De afzender krijgt bericht", "De inhoud is verwijderd")
}

// managing passes the pages of the beheerder.
func (s *sight) managing() {
	s.t.Helper()
	s.goTo("/afspraken")
	s.do(
		chromedp.Click(`input[value="werkafspraak"]`), chromedp.SetValue("#datum", "2026-09-01"),
		chromedp.SendKeys("#verantwoordelijke", "Gemeente Zuiderwijk"), chromedp.SendKeys("#gemeenten", "Zuiderwijk: Wijkteam, Plein 1"),
	)
	s.press(`form[action="/afspraken"] button.p`)
	s.sees("Bewaard.")
	s.picture("afspraken")
	s.readable("settings")
	got, err := s.e.Front.Capabilities(s.ctx)
	if err != nil || got.Agreement.Sort != cjg.Werkafspraak || got.Agreement.Date != "2026-09-01" || got.Agreement.Places[0].Address != "Wijkteam, Plein 1" {
		s.t.Errorf("what devices get: %+v, %v", got.Agreement, err)
	}
	s.goTo("/apparaten")
	s.picture("apparaten")
	s.readable("devices")
	s.do(chromedp.SendKeys("#voor", "Samira"))
	s.press(`form[action="/apparaten/code"] button`)
	s.sees("Verbinden met CJG Zuiderwijk", s.e.Ready.Fingerprint, "Ga naar Instellingen en kies Verbinden met een CJG.")
	s.picture("brief")
	s.readable("letter")
	code := get(s, chromedp.Text(".code"))
	if _, err := cjg.ParseCode(code); err != nil {
		s.t.Errorf("the code on the letter: %q %v", code, err)
	}
	s.print()
	for _, page := range []string{"accounts", "logboek", "ik"} {
		s.goTo("/" + page)
		s.picture(page)
		s.readable(page)
		s.sees()
	}
}

// print checks that the letter fits one page of paper.
func (s *sight) print() {
	s.t.Helper()
	_, err := chromedp.Call(s.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	must(s.t, err)
	s.paper("brief-papier")
	_, err = chromedp.Call(s.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{})
	must(s.t, err)
	data := get(s, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
	if n := strings.Count(string(data), "/Type /Page\n") + strings.Count(string(data), "/Type /Page "); n > 1 {
		s.t.Errorf("the letter takes %d pages", n)
	}
}

// keyboard signs off a message with Tab and Enter only.
func (s *sight) keyboard() {
	s.t.Helper()
	s.goTo("/")
	focus := func(what string) string {
		s.do(chromedp.KeyEvent("\t"))
		return get(s, chromedp.Evaluate[string](what))
	}
	if got := focus("document.activeElement.className"); got != "skip" {
		s.t.Errorf("the first Tab reaches %q, not the link to the content", got)
	}
	s.do(chromedp.KeyEvent("\r"))
	s.until(func() bool { return focus("document.activeElement.getAttribute('data-number') || ''") == "V-0003" })
	if ring := get(s, chromedp.Evaluate[string]("getComputedStyle(document.activeElement).outlineStyle")); ring != "solid" {
		s.t.Errorf("what is chosen has ring %q", ring)
	}
	s.leads(chromedp.KeyEvent("\r"))
	s.until(func() bool { return focus("document.activeElement.accessKey || ''") == "o" })
	s.leads(chromedp.KeyEvent("\r"))
	s.sees("Uw antwoord is onderweg")
}

func (s *sight) until(there func() bool) {
	s.t.Helper()
	for range 40 {
		if there() {
			return
		}
	}
	s.t.Fatal("Tab does not reach it")
}
