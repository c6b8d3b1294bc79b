package unlock

import (
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/i18n"
	"schakel/internal/keyfile"
)

func papers(t *testing.T) (code string, parts [keyfile.Parts]string) {
	t.Helper()
	code, err := keyfile.NewCode(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if parts, _, err = keyfile.NewParts(rand.Reader); err != nil {
		t.Fatal(err)
	}
	return code, parts
}

// typo puts another character at a place.
func typo(text string, at int) string {
	c := "7"
	if text[at:at+1] == c {
		c = "8"
	}
	return text[:at] + c + text[at+1:]
}

// locked is a locked page that opens with one secret.
type locked struct {
	*Locked
	tried []string
	done  int
}

func newTestLocked(t *testing.T, p *i18n.Printer, kind keyfile.Kind, opens string) *locked {
	t.Helper()
	l := &locked{}
	l.Locked = NewLocked(p, task.Inline, Opening{
		Now: time.Now, Speak: func(string) {}, Kind: kind, Done: func() { l.done++ },
		Open: func(_ context.Context, secret string) error {
			l.tried = append(l.tried, secret)
			if secret != opens {
				return keyfile.ErrSecret
			}
			return nil
		},
	})
	test.NewTempWindow(t, l.Content()).Resize(fyne.NewSize(1024, 640))
	return l
}

func TestLostAsksForWhatWasGiven(t *testing.T) {
	p := uitest.Printer(t, "nl")
	for kind, fields := range map[keyfile.Kind]int{keyfile.KindRecovery: 1, keyfile.KindShares: 2, 0: 1} {
		l := newTestLocked(t, p, kind, "")
		l.forgot()
		if len(l.lost.fields) != fields {
			t.Errorf("kind %d asks for %d", kind, len(l.lost.fields))
		}
	}
}

func TestTypingErrorsAreNotAttempts(t *testing.T) {
	p := uitest.Printer(t, "nl")
	code, parts := papers(t)
	l := newTestLocked(t, p, keyfile.KindRecovery, code)
	l.forgot()
	l.lost.button.Press()
	if l.lost.fields[0].Error() == "" {
		t.Error("an empty field is not said")
	}
	for range 10 {
		test.Type(l.lost.entries[0], typo(code, 7))
		l.lost.button.Press()
		if want := p.T("unlock.lost.group", "Group", 2); l.lost.fields[0].Error() != want {
			t.Fatalf("%q, want %q", l.lost.fields[0].Error(), want)
		}
		l.lost.clear()
	}
	test.Type(l.lost.entries[0], parts[0])
	l.lost.button.Press()
	if text, _ := p.Fault(keyfile.ErrPartAsCode); !strings.Contains(l.lost.fields[0].Error(), text) {
		t.Errorf("a part as a code: %q", l.lost.fields[0].Error())
	}
	if len(l.tried) > 0 || l.lost.button.Reason() != "" {
		t.Errorf("typing errors were tried: %d, %q", len(l.tried), l.lost.button.Reason())
	}
	l.lost.clear()
	test.Type(l.lost.entries[0], strings.ToLower(code))
	l.lost.button.Press()
	if l.done != 0 || len(l.tried) != 1 {
		t.Fatalf("tried %d", len(l.tried))
	}
	l.lost.clear()
	test.Type(l.lost.entries[0], code)
	l.lost.button.Press()
	if l.done != 1 || l.lost.entries[0].Text() != "" {
		t.Error("the right code does not open, or stays on the screen")
	}
}

func TestPartsSayBesideTheirFieldWhatIsWrong(t *testing.T) {
	p := uitest.Printer(t, "nl")
	code, parts := papers(t)
	_, others := papers(t)
	l := newTestLocked(t, p, keyfile.KindShares, parts[2]+"\n"+parts[0])
	l.forgot()
	fault := func(err error) string {
		text, _ := p.Fault(err)
		return text
	}
	for _, c := range []struct {
		name          string
		first, second string
		at            int // the field that says it
		want          string
	}{
		{"the second is empty", parts[0], "", 1, p.T("unlock.lost.part.empty")},
		{"a typing error in the first", typo(parts[0], 11), parts[1], 0, p.T("unlock.lost.group", "Group", 3)},
		{"a typing error in the second", parts[0], typo(parts[1], 38), 1, p.T("unlock.lost.group", "Group", 8)},
		{"too short", parts[0], parts[1][:35], 1, p.T("unlock.lost.part.length")},
		{"a code as the first", code, parts[1], 0, fault(keyfile.ErrCodeAsPart)},
		{"the same twice", parts[1], parts[1], 1, fault(keyfile.ErrPartTwice)},
		{"of different days", parts[1], others[2], 1, fault(keyfile.ErrPartSets)},
	} {
		l.lost.clear()
		test.Type(l.lost.entries[0], c.first)
		test.Type(l.lost.entries[1], c.second)
		l.lost.button.Press()
		if got := l.lost.fields[c.at].Error(); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if got := l.lost.fields[1-c.at].Error(); got != "" {
			t.Errorf("%s: the other field says %q", c.name, got)
		}
	}
	if len(l.tried) > 0 {
		t.Fatalf("tried %d", len(l.tried))
	}
	l.lost.clear()
	test.Type(l.lost.entries[0], parts[2])
	test.Type(l.lost.entries[1], parts[0])
	l.lost.button.Press()
	if l.done != 1 {
		t.Error("two good parts do not open")
	}
}

func TestAWrongGroupShowsWhileTyping(t *testing.T) {
	p := uitest.Printer(t, "nl")
	code, parts := papers(t)
	l := newTestLocked(t, p, keyfile.KindShares, "")
	l.forgot()
	test.Type(l.lost.entries[0], typo(parts[0], 6)[:9])
	if want := p.T("unlock.lost.group", "Group", 2); l.lost.fields[0].Error() != want {
		t.Errorf("%q, want %q", l.lost.fields[0].Error(), want)
	}
	l.lost.choice.Press(wayCode)
	test.Type(l.lost.entries[0], code[:13])
	if got := l.lost.fields[0].Error(); got != "" {
		t.Errorf("half a code is wrong: %q", got)
	}
}

// Whatever is tried, attempts slow down together.
func TestCodesAndPassphrasesWaitTogether(t *testing.T) {
	p := uitest.Printer(t, "nl")
	code, _ := papers(t)
	l := newTestLocked(t, p, keyfile.KindRecovery, "")
	at := time.Date(2026, 11, 24, 20, 0, 0, 0, time.UTC)
	l.now = func() time.Time { return at }
	test.Type(l.pass.Entry(), "een wachtzin die het niet is")
	l.try()
	l.try()
	if l.ladder.left(at) != 0 {
		t.Fatal("waits after two typing errors")
	}
	l.forgot()
	test.Type(l.lost.entries[0], code)
	l.lost.button.Press()
	if l.ladder.left(at) == 0 || l.lost.fields[0].Error() != p.T("unlock.lost.code.old") {
		t.Errorf("after three wrong attempts no wait; %q", l.lost.fields[0].Error())
	}
	l.block("wait")
	l.lost.button.Press()
	l.remembered()
	l.try()
	if len(l.tried) != 3 || l.lost != nil {
		t.Errorf("tried %d while waiting", len(l.tried))
	}
	l.forgot()
	if l.lost.button.Reason() == "" {
		t.Error("going back and forth ends the wait")
	}
}

func TestRenewTakesOnlyAGoodPassphrase(t *testing.T) {
	p := uitest.Printer(t, "nl")
	var got []string
	var wrong error
	done := 0
	r := NewRenew(p, task.Inline, func(_ context.Context, text string) error {
		got = append(got, text)
		return wrong
	}, func() { done++ })
	test.NewTempWindow(t, r.Content()).Resize(fyne.NewSize(1024, 640))
	r.button.Press()
	test.Type(r.phrase.pass.Entry(), "kort")
	r.button.Press()
	if len(got) > 0 || r.phrase.fields[0].Error() == "" {
		t.Fatalf("%d taken, %q", len(got), r.phrase.fields[0].Error())
	}
	r.phrase.clear()
	r.phrase.suggest()
	test.Type(r.phrase.second.Entry(), r.phrase.text())
	wrong = errors.New("disk")
	r.button.Press()
	if done != 0 || !r.phrase.fault.Visible() {
		t.Error("a failure is not said")
	}
	wrong = nil
	r.button.Press()
	if done != 1 || r.phrase.text() != "" || r.phrase.words.Text() != "" {
		t.Error("the page is not left, or the passphrase stays in it")
	}
}

func TestPartsAreShownOnceAndKeptOneByOne(t *testing.T) {
	p := uitest.Printer(t, "nl")
	_, parts := papers(t)
	var printed []Part
	done := 0
	var fails error
	r := NewRecovery(p, task.Inline, Giving{
		Parts:     func(context.Context) ([keyfile.Parts]string, error) { return parts, nil },
		PrintPart: func(part Part, told func(error)) { printed = append(printed, part); told(fails) },
		Done:      func() { done++ }, Later: func() {},
	})
	test.NewTempWindow(t, r.Content()).Resize(fyne.NewSize(1024, 640))
	r.choice.Press(wayParts)
	r.onward.Press()
	seen := strings.Join(shown(r.Content()), "\n")
	for i, part := range parts {
		for _, line := range lined(part) {
			if strings.Count(seen, line) != 1 {
				t.Errorf("part %d: %q is not on the page", i+1, line)
			}
		}
	}
	for _, b := range uitest.All[*form.Button](r.Content()) {
		if b.Text() == p.T("unlock.recovery.print") {
			b.Press()
		}
	}
	if len(printed) != 3 || printed[2].Holder != HolderPerson || printed[2].Number != 3 || strings.Join(printed[2].Lines[:], "-") != parts[2] {
		t.Errorf("%+v", printed)
	}
	if n := strings.Count(strings.Join(shown(r.Content()), "\n"), p.T("unlock.recovery.saved")); n != 3 {
		t.Errorf("three cards were saved, %d are said", n)
	}
	fails = keyfile.ErrDamaged
	for _, b := range uitest.All[*form.Button](r.Content()) {
		if b.Text() == p.T("unlock.recovery.print") {
			b.Press()
			break
		}
	}
	if text, _ := p.Fault(fails); strings.Count(strings.Join(shown(r.Content()), "\n"), text) != 1 {
		t.Error("a card that was not saved is not said")
	}
	for i, check := range uitest.All[*form.Check](r.Content()) {
		r.onward.Press()
		if r.onward.Reason() == "" || done != 0 {
			t.Errorf("goes on with %d parts kept", i)
		}
		check.Press()
	}
	r.onward.Press()
	if done != 1 || len(shown(r.Content())) > 0 || r.given != (given{}) {
		t.Error("the parts stay on the page")
	}
}

func TestACodeThatIsNotMadeIsSaid(t *testing.T) {
	p := uitest.Printer(t, "nl")
	r := NewRecovery(p, task.Inline, Giving{Code: func(context.Context) (string, error) { return "", keyfile.ErrDamaged }, Later: func() {}})
	test.NewTempWindow(t, r.Content()).Resize(fyne.NewSize(1024, 640))
	r.onward.Press()
	if text, _ := p.Fault(keyfile.ErrDamaged); !strings.Contains(r.about.Text(), text) || r.onward.Reason() != "" {
		t.Errorf("%q", r.about.Text())
	}
}

// Every page stands at the least width, in both directions and all sizes of the letters.
func TestSecretsFitTheSmallestWindow(t *testing.T) {
	code, parts := papers(t)
	for _, tag := range []string{"nl", "ar"} {
		p := uitest.Printer(t, tag)
		l := newTestLocked(t, p, keyfile.KindShares, "")
		l.forgot()
		test.Type(l.lost.entries[0], typo(parts[0], 6))
		giving := Giving{
			Code:  func(context.Context) (string, error) { return code, nil },
			Parts: func(context.Context) ([keyfile.Parts]string, error) { return parts, nil }, Later: func() {},
		}
		one, three := NewRecovery(p, task.Inline, giving), NewRecovery(p, task.Inline, giving)
		one.onward.Press()
		three.choice.Press(wayParts)
		three.onward.Press()
		renew := NewRenew(p, task.Inline, nil, nil)
		for step := 1; step <= 5; step++ {
			fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Options{Step: step}))
			for i, o := range []fyne.CanvasObject{l.Content(), NewRecovery(p, task.Inline, giving).Content(), one.Content(), three.Content(), renew.Content()} {
				if least := rtl.WidthOf(o); least > 1024 {
					t.Errorf("%s, step %d: page %d asks for %v", tag, step, i, least)
				}
			}
		}
	}
}

// shown gives the texts on a page.
func shown(o fyne.CanvasObject) []string {
	var texts []string
	for _, t := range uitest.All[*rtl.Text](o) {
		texts = append(texts, t.Text())
	}
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}
