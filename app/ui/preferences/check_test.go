package preferences

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/record"
	"schakel/internal/store"
)

// fragile is a book in which the check finds what the test says.
type fragile struct {
	Book
	found    book.Checked
	err      error
	progress [][2]int
}

func (f *fragile) CheckAll(ctx context.Context, progress func(done, total int)) (book.Checked, error) {
	for _, step := range f.progress {
		progress(step[0], step[1])
	}
	if f.err == nil {
		f.err = ctx.Err()
	}
	return f.found, f.err
}

func TestCheckOfAWholeStoreSaysHowMuchWasRead(t *testing.T) {
	v, s, _ := page(t, newBook(t))
	uitest.Press(t, v.check, v.p.T("preferences.check.do"))
	if !uitest.Says(v.check, "Alles is heel: 1 gegeven nagekeken") || s.failed != nil {
		t.Error("the page does not say that all is well")
	}
	if uitest.Says(v.check, v.p.T("preferences.check.back")) {
		t.Error("a whole store is offered a copy")
	}
}

func TestCheckSaysWhatIsWrongAndOffersACopyForDamageOnly(t *testing.T) {
	f := &fragile{Book: newBook(t), progress: [][2]int{{0, 0}, {256, 1200}}}
	v, _, _ := page(t, f)
	offered := 0
	v.o.PutBack = func() { offered++ }
	f.found = book.Checked{Records: 1200, Damaged: true, Wrong: []book.Wrong{
		{Code: store.FindValue, Count: 3, Numbers: []string{"H-0007", "Z-0042"}, Kinds: []book.Amount{{Kind: record.KindPerson, Count: 1}}},
		{Code: store.FindRow, Count: 1},
	}}
	uitest.Press(t, v.check, v.p.T("preferences.check.do"))
	for _, text := range []string{
		"1.200 gegevens nagekeken. Niet alles is goed.",
		"3 dingen die je bewaarde zijn niet meer te lezen. Het gaat om: H-0007, Z-0042 en persoon.",
		"Op 1 plek kloppen de lijst en wat je bewaarde niet met elkaar.", v.p.T("preferences.check.damaged"),
	} {
		if !uitest.Says(v.check, text) {
			t.Errorf("%q is not on the page", text)
		}
	}
	uitest.Press(t, v.check, v.p.T("preferences.check.back"))
	if offered != 1 {
		t.Error("the button leads nowhere")
	}
	f.found = book.Checked{Records: 5, Wrong: []book.Wrong{{Code: store.FindReference, Count: 1}}}
	uitest.Press(t, v.check, v.p.T("preferences.check.do"))
	if !uitest.Says(v.check, v.p.T("preferences.check.loose")) || uitest.Says(v.check, v.p.T("preferences.check.back")) {
		t.Error("a reference to nothing is no damage")
	}
	f.err = context.Canceled
	uitest.Press(t, v.check, v.p.T("preferences.check.do"))
	if !uitest.Says(v.check, v.p.T("preferences.check.stopped")) {
		t.Error("it does not say that it was stopped")
	}
	f.err = errors.New("something")
	uitest.Press(t, v.check, v.p.T("preferences.check.do"))
	if text, _ := v.p.Fault(f.err); !uitest.Says(v.check, text) {
		t.Error("an error is not said")
	}
}

func TestProgressOfTheCheckIsCounted(t *testing.T) {
	p := uitest.Dutch(t)
	if text, part := reached(p, 0, 0); text != p.T("preferences.check.begin") || part != 0 {
		t.Error(text, part)
	}
	if text, part := reached(p, 300, 1200); text != "300 van 1.200 nagekeken" || part != 0.25 {
		t.Error(text, part)
	}
	folders := []book.Folder{{Path: "/home/samira/store-beschadigd-2026-11-24-093000", Kept: time.Date(2026, 11, 24, 9, 30, 0, 0, time.Local)}}
	if lines := aside(p, folders); len(lines) != 1 || !strings.Contains(lines[0], "24 november 2026") || strings.Contains(lines[0], "samira") {
		t.Error(lines)
	}
}
