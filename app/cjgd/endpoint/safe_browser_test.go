package endpoint_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"schakel/app/cjgd/endpoint"
)

// TestASafeDayInABrowser: a message in other scripts, on paper, an answer that is refused, the proof before an act with the keyboard only, and
// what the button "back" shows after signing out.
func TestASafeDayInABrowser(t *testing.T) {
	var mu sync.Mutex
	var shift time.Duration
	o := open(t, func(opts *endpoint.Options) {
		opts.Now = func() time.Time { mu.Lock(); defer mu.Unlock(); return time.Now().Add(shift) }
	})
	d := referral("H-0061")
	d.From.Name = "نور الهدى بنت عبد الرحمن"
	d.People[0].Name = "Şükrü Gökçeoğlu-Yıldızhan"
	d.Question = "أريد أن ينام ابني من جديد (مع Emre) 24/7."
	d.Urgency = "nu"
	o.deliver(d, "H-0061")
	s := o.look()
	s.enter("marieke", o.colleague("marieke", "manager"), "een eigen wachtwoord")
	s.otherScripts()
	s.onPaper()
	s.refusal()
	mu.Lock()
	shift = 6 * time.Minute
	mu.Unlock()
	s.step = time.Now().Add(shift).Unix()/30 - 1
	s.proof()
	s.back()
}

// otherScripts checks that each text keeps its own direction and takes nothing of the page with it.
func (s *sight) otherScripts() {
	s.t.Helper()
	s.goTo("/")
	s.sees("Het moet nu, zegt het gezin")
	s.inspect("andere-lijst", "/")
	s.press(`a.row[data-number="H-0061"]`)
	for text, want := range map[string]string{"أريد": "rtl", "Şükrü": "ltr"} {
		got := get(s, chromedp.Evaluate[string](`getComputedStyle([...document.querySelectorAll('.doc dd')].find(e => e.innerText.includes('`+text+`'))).direction`))
		if got != want {
			s.t.Errorf("%s runs %s", text, got)
		}
	}
	s.inspect("andere-bericht", strings.TrimPrefix(get(s, chromedp.Location()), s.e.Ready.Web))
}

// onPaper looks at what is printed of a message: its content and who printed it, and no button; dark letters on white, also of a dark screen.
func (s *sight) onPaper() {
	s.t.Helper()
	_, err := chromedp.Call(s.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: "print", Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}},
	})
	must(s.t, err)
	text := s.text()
	for _, want := range []string{"Şükrü", "Wie zei ja", "Afgedrukt uit het postvak van CJG Zuiderwijk", "door marieke"} {
		if !strings.Contains(text, want) {
			s.t.Errorf("on paper %q is missing:\n%s", want, text)
		}
	}
	for _, not := range []string{"Wij pakken dit op", "Afmelden", "Zelf iets schrijven"} {
		if strings.Contains(text, not) {
			s.t.Errorf("on paper stands %q", not)
		}
	}
	if got := get(s, chromedp.Evaluate[string]("getComputedStyle(document.body).backgroundColor + getComputedStyle(document.querySelector('.doc dt')).color")); got != "rgb(255, 255, 255)rgb(0, 0, 0)" {
		s.t.Errorf("the colours on paper are %s", got)
	}
	s.paper("papier")
	_, err = chromedp.Call(s.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{})
	must(s.t, err)
	if pages := bytes.Count(get(s, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4))), []byte("/Type /Page\n")); pages > 2 {
		s.t.Errorf("one message takes %d pages", pages)
	}
}

// refusal types an answer that may not go and finds it again, in the field, with the reason beside it.
func (s *sight) refusal() {
	s.t.Helper()
	s.do(chromedp.Click("details.card:last-of-type summary"), chromedp.SendKeys("#tekst", "Wij bellen. 111222333"))
	s.press(`button[value="antwoord"]`)
	s.begins("tekst|Wij bellen. 111222333")
	s.sees("burgerservicenummer")
	s.readable("geweigerd")
	for _, width := range []int64{320, 640, 1280} {
		s.shot("geweigerd", width)
	}
}

// begins waits until the cursor stands in a field, with what is in it: a browser puts it there when it draws the page for the first time.
func (s *sight) begins(want string) {
	s.t.Helper()
	got := ""
	for range 100 {
		if got = get(s, chromedp.Evaluate[string]("document.activeElement.id + '|' + document.activeElement.value")); got == want {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	s.t.Errorf("the cursor stands at %q", got)
}

// proof replaces the keys six minutes after signing in: the place asks for the telephone, and the cursor stands there.
func (s *sight) proof() {
	s.t.Helper()
	s.goTo("/sleutels")
	before := get(s, chromedp.Text("dl.words"))
	s.press("main form button")
	s.press("main form button.p")
	s.sees("Bent u het zelf?", "De sleutels vervangen", "De zes cijfers op uw telefoon")
	s.readable("bewijs")
	if bad := get(s, chromedp.Evaluate[string](focusScript)); bad != "" {
		s.t.Error(bad)
	}
	for _, width := range []int64{320, 640, 1280} {
		s.shot("bewijs", width)
	}
	s.do(chromedp.SendKeys("#bewijs", "000000"))
	s.leads(chromedp.KeyEvent("\r"))
	s.sees("De code klopt niet")
	s.begins("bewijs|")
	s.shot("bewijs-fout", 1280)
	s.do(chromedp.KeyEvent(s.telephone()))
	s.leads(chromedp.KeyEvent("\r"))
	s.sees("De sleutels zijn vervangen.")
	if get(s, chromedp.Text("dl.words")) == before {
		s.t.Error("the keys are the same")
	}
	s.goTo("/logboek")
	s.sees("bevestigd met code of wachtwoord", "verkeerde code of verkeerd wachtwoord bij het bevestigen")
}

// back signs out on a message and goes back: nothing of it may show again.
func (s *sight) back() {
	s.t.Helper()
	s.goTo("/")
	s.press(`a.row[data-number="H-0061"]`)
	s.press(`form[action="/uit"] button`)
	s.do(chromedp.Evaluate[chromedp.Void]("history.back()"))
	for range 20 {
		if strings.Contains(get(s, chromedp.Evaluate[string]("document.body ? document.body.innerText : ''")), "Şükrü") {
			s.t.Fatal("after signing out, back shows the message")
		}
		time.Sleep(20 * time.Millisecond)
	}
	s.goTo("/")
	s.sees("Postvak van CJG Zuiderwijk")
}

// paper keeps what stands on paper, when pictures are asked for.
func (s *sight) paper(name string) {
	s.t.Helper()
	if s.folder == "" {
		return
	}
	s.do(chromedp.EmulateViewport(760, 900))
	must(s.t, os.WriteFile(filepath.Join(s.folder, name+".png"), get(s, chromedp.FullScreenshot(100)), 0o600))
	s.do(chromedp.EmulateViewport(1280, 900))
}
