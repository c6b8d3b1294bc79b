package preferences

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/prompt"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/record"
)

const secret = "vlieger kastanje zeven trampoline mist"

// shell notes what the page asks of it.
type shell struct {
	said          []string
	failed        error
	kicked        int
	language      string
	step, idle    int
	variant       string
	recovery      int
	enrolled      Joining
	enrolErr      error
	openAt, saved string
}

func (s *shell) Say(text string) { s.said = append(s.said, text) }
func (s *shell) Fail(err error)  { s.failed = err }
func (s *shell) Kick()           { s.kicked++ }

func newBook(t *testing.T) *book.Book {
	t.Helper()
	now := time.Date(2026, time.November, 23, 20, 14, 0, 0, time.Local)
	b, err := book.Create(t.TempDir()+"/store", []byte(secret), book.Deps{Now: func() time.Time { return now }, Cost: keyfile.QuickCost()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	return b
}

// page shows the preferences of a book in a window.
func page(t *testing.T, src Book) (*View, *shell, fyne.Window) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Options{Step: look.UsualStep}))
	s := &shell{}
	v := New(src, s, uitest.Dutch(t), task.Inline, Options{
		Step: 2, Variant: "light", Idle: 5,
		SetLanguage: func(tag string) { s.language = tag }, SetStep: func(n int) { s.step = n },
		SetVariant: func(value string) { s.variant = value }, SetIdle: func(n int) { s.idle = n },
		Recovery: func() { s.recovery++ },
		Enrol: func(j Joining) error {
			s.enrolled = j
			return s.enrolErr
		},
		Open:  func(_ []string, chosen func(string, error)) { chosen(s.openAt, nil) },
		Save:  func(_ string, chosen func(string, error)) { chosen(s.saved, nil) },
		About: About{Version: "1.2.3", Store: "/home/samira/schakel"},
	})
	w := test.NewTempWindow(t, v.Content())
	w.Resize(fyne.NewSize(1064, 760))
	v.Shown(t.Context())
	return v, s, w
}

func TestCardIsKeptByTheButtonAndWhenThePageIsLeft(t *testing.T) {
	b := newBook(t)
	v, s, _ := page(t, b)
	if v.save.Reason() == "" {
		t.Error("nothing was typed, and the button can be pressed")
	}
	test.Type(v.fields["name"].Control().(*rtl.Entry), "Samira")
	v.keep()
	if len(s.said) != 1 || v.save.Reason() == "" {
		t.Errorf("said %q, button %q", s.said, v.save.Reason())
	}
	test.Type(v.fields["phone"].Control().(*rtl.Entry), "06 1234 0001")
	v.Hidden()
	card, err := b.Profile(t.Context())
	if err != nil || card.Name.Reveal() != "Samira" || card.Phone.Reveal() != "06 1234 0001" {
		t.Errorf("%+v, %v, %v", card, err, s.failed)
	}
	if v.state.card != nil || len(v.inside.Objects) != 0 {
		t.Error("the page still holds what it showed")
	}
}

func TestChoicesWorkAtOnce(t *testing.T) {
	v, s, _ := page(t, newBook(t))
	for _, c := range uitest.All[*form.Chips](v.content) {
		for _, value := range []string{"tr", "4", "dark"} {
			if chip := c.Chip(value); chip != nil {
				chip.Press()
			}
		}
	}
	if s.language != "tr" || s.step != 4 || s.variant != "dark" {
		t.Errorf("%+v", s)
	}
	stepper := uitest.All[*form.Stepper](v.content)[0]
	stepper.Plus().Press()
	if s.idle != 6 {
		t.Errorf("locks after %d minutes", s.idle)
	}
}

func TestPassphraseChanges(t *testing.T) {
	b := newBook(t)
	v, s, _ := page(t, b)
	next := "lepel wolk tachtig fluiten gordijn"
	fill := func(old string) {
		v.openPhrase()
		got := uitest.All[*form.Passphrase](v.secret)
		test.Type(got[0].Entry(), old)
		test.Type(got[1].Entry(), next)
		test.Type(got[2].Entry(), next)
		uitest.Press(t, v.secret, v.p.T("preferences.phrase.change"))
	}
	fill("dit is hem niet")
	if !uitest.Says(v.secret, v.p.T("preferences.phrase.old.wrong")) {
		t.Error("a wrong passphrase is not said beside its field")
	}
	fill(secret)
	if s.failed != nil || len(s.said) != 1 {
		t.Errorf("said %q, failed %v", s.said, s.failed)
	}
	if err := b.ChangePassphrase(t.Context(), []byte(next), []byte(secret)); err != nil {
		t.Error(err)
	}
}

func TestNewRecoveryCodeIsAskedTwice(t *testing.T) {
	v, s, _ := page(t, newBook(t))
	uitest.Press(t, v.ask, v.p.T("preferences.recovery.open"))
	if s.recovery != 0 {
		t.Fatal("a code was made at the first press")
	}
	uitest.Press(t, v.ask, v.p.T("preferences.recovery.yes"))
	if s.recovery != 1 {
		t.Error("no code was made")
	}
}

func TestThePageSaysWhatOpensWithoutThePassphrase(t *testing.T) {
	b := newBook(t)
	v, _, _ := page(t, b)
	day := v.p.Date(b.Today())
	if !uitest.Says(v.ask, v.p.T("preferences.recovery.code", "Day", day)) {
		t.Error("a code is not said")
	}
	if _, err := b.GiveShares(t.Context()); err != nil {
		t.Fatal(err)
	}
	v.Shown(t.Context())
	if !uitest.Says(v.ask, v.p.T("preferences.recovery.parts", "Day", day)) {
		t.Error("parts are not said")
	}
}

func TestImportTakesAllOrNothing(t *testing.T) {
	b := newBook(t)
	v, s, _ := page(t, b)
	var out bytes.Buffer
	if err := b.SavePartner(t.Context(), &record.Partner{Type: record.PartnerCJG, Name: record.Text("CJG Zuiderwijk")}); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Export(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	s.openAt = filepath.Join(t.TempDir(), "in.jsonl")
	bad := out.String() + "{\"kind\":\"partner\",\"bsn\":1}\nnot json\n"
	if err := os.WriteFile(s.openAt, []byte(bad), 0o600); err != nil {
		t.Fatal(err)
	}
	v.choose()
	if len(v.state.refused) != 2 || !uitest.Says(v.carry, v.p.T("preferences.import.whole")) {
		t.Errorf("%+v, failed %v", v.state.refused, s.failed)
	}
	if err := os.WriteFile(s.openAt, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	v.choose()
	if !uitest.Says(v.carry, "in.jsonl") || s.failed != nil {
		t.Errorf("a good file was not read in: %v", s.failed)
	}
}

func TestExportWarnsFirstAndOnlyItsOwnerCanReadIt(t *testing.T) {
	v, s, _ := page(t, newBook(t))
	s.saved = filepath.Join(t.TempDir(), "out.jsonl")
	uitest.Press(t, v.carry, v.p.T("preferences.export.open"))
	if _, err := os.Stat(s.saved); err == nil {
		t.Fatal("a file was written before the warning")
	}
	if len(uitest.All[*prompt.Confirm](v.carry)) != 1 {
		t.Fatal("no warning")
	}
	uitest.Press(t, v.carry, v.p.T("preferences.export.yes"))
	info, err := os.Stat(s.saved)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v, failed %v", info, err, s.failed)
	}
}

// far is a book with an endpoint that does not let this laptop in.
type far struct {
	Book
	parked  string
	unparks int
}

func (f *far) Endpoints(context.Context) ([]*record.Endpoint, error) {
	return []*record.Endpoint{{Name: record.Text("CJG Zuiderwijk"), Address: "https://cjg.example", Norm: 5, Parked: f.parked}}, nil
}

func (f *far) Unpark(context.Context, record.ID) error {
	f.unparks++
	f.parked = ""
	return nil
}

func TestParkedConnectionIsTriedAgain(t *testing.T) {
	src := &far{Book: newBook(t), parked: "cjg.revoked"}
	v, s, _ := page(t, src)
	uitest.Press(t, v.links, v.p.T("preferences.link.again"))
	if src.unparks != 1 || s.kicked != 1 || uitest.Says(v.links, v.p.T("preferences.link.parked")) {
		t.Errorf("unparked %d, kicked %d", src.unparks, s.kicked)
	}
}

func TestEnrolmentSaysBesideTheFieldWhatIsWrong(t *testing.T) {
	b := newBook(t)
	me, err := b.Profile(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	me.Name = record.Text("Samira")
	if err := b.SaveProfile(t.Context(), me); err != nil {
		t.Fatal(err)
	}
	cjg := &record.Partner{Type: record.PartnerCJG, Name: record.Text("CJG Zuiderwijk")}
	if err := b.SavePartner(t.Context(), cjg); err != nil {
		t.Fatal(err)
	}
	v, s, _ := page(t, b)
	fields := func() (atAddress, atCode *form.Field) {
		for _, f := range uitest.All[*form.Field](v.content) {
			if e, ok := f.Control().(*rtl.Entry); ok && v.fields["name"].Control() != e {
				atAddress, atCode = atCode, f
			}
		}
		return atAddress, atCode
	}
	uitest.Press(t, v.content, v.p.T("preferences.enrol.open"))
	join := v.p.T("preferences.enrol.join")
	uitest.Press(t, v.content, join)
	atAddress, atCode := fields()
	if atAddress.Error() == "" || atCode.Error() == "" || s.enrolled.Address != "" {
		t.Errorf("%q, %q", atAddress.Error(), atCode.Error())
	}
	test.Type(atAddress.Control().(*rtl.Entry), "https://cjg.example:8443")
	test.Type(atCode.Control().(*rtl.Entry), "eenmalige-code ")
	s.enrolErr = fault.New(fault.Denied, "cjg.code", "used")
	uitest.Press(t, v.content, join)
	if atCode.Error() == "" || atAddress.Error() != "" {
		t.Errorf("%q, %q", atAddress.Error(), atCode.Error())
	}
	s.enrolErr = errors.New("no route")
	uitest.Press(t, v.content, join)
	if atAddress.Error() == "" {
		t.Error("nothing is said about the address")
	}
	s.enrolErr = nil
	uitest.Press(t, v.content, join)
	if (s.enrolled != Joining{Address: "https://cjg.example:8443", Code: "eenmalige-code", Label: "Samira", Partner: cjg.ID}) || s.kicked != 1 {
		t.Errorf("%+v", s)
	}
}

// A page must stand at the least width and the largest letters.
func TestPageFitsTheSmallestWindow(t *testing.T) {
	for step := 1; step <= 5; step++ {
		v, _, w := page(t, &far{Book: newBook(t), parked: "cjg.denied"})
		fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Options{Step: step}))
		v.openPhrase()
		w.Resize(fyne.NewSize(808, 560))
		if least := rtl.WidthOf(v.content); least > 808 {
			t.Errorf("step %d asks for %v", step, least)
		}
	}
}

// What opens further down makes the page longer at once, so that everything can be reached.
func TestPageGrowsWithWhatIsOpened(t *testing.T) {
	v, _, w := page(t, newBook(t))
	scroll := uitest.All[*container.Scroll](v.content)[0]
	w.Resize(fyne.NewSize(808, 560))
	before := scroll.Content.Size().Height
	v.openPhrase()
	if grown := scroll.Content.Size().Height; grown < before+150 {
		t.Errorf("%v high before, %v after", before, grown)
	}
}

func TestPracticeShowsWhereTheOtherSideIsPlayed(t *testing.T) {
	b := newBook(t)
	v, s, _ := page(t, b)
	opened := ""
	v.o.Office = &Office{Address: "http://127.0.0.1:8080", Account: "marieke", Password: "vlieger-mist", Open: func(address string) error {
		opened = address
		return errors.New("no browser")
	}}
	v.draw()
	for _, button := range uitest.All[*form.Button](v.Content()) {
		if button.Text() == v.p.T("preferences.office.open") {
			button.Press()
		}
	}
	if opened != "http://127.0.0.1:8080" || len(s.said) != 1 {
		t.Errorf("opened %q, said %q", opened, s.said)
	}
}
