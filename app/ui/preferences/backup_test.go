package preferences

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/uitest"
	"schakel/internal/backup"
	"schakel/internal/book"
	"schakel/internal/record"
)

func TestCopyIsMadeAndTried(t *testing.T) {
	b := newBook(t)
	v, s, _ := page(t, b)
	own, stick := t.TempDir(), t.TempDir()
	v.o.Backups = own
	v.o.Folder = func(chosen func(string, error)) { chosen(stick, nil) }
	v.draw()
	if !uitest.Says(v.copies, v.p.T("preferences.copy.never")) {
		t.Error("the page does not say that there is no copy yet")
	}
	uitest.Press(t, v.copies, v.p.T("preferences.copy.try"))
	if typed := uitest.All[*form.Passphrase](v.copies); len(typed) != 1 || !uitest.Says(v.copies, v.p.T("preferences.copy.none")) {
		t.Error("a copy that is not there can be tried")
	}
	uitest.Press(t, v.copies, v.p.T("preferences.stop"))
	for _, button := range []string{"preferences.copy.now", "preferences.copy.stick"} {
		uitest.Press(t, v.copies, textOf(v, button))
		if s.failed != nil || !uitest.Says(v.copies, "schakel-2026-11-23-201400.schakel") {
			t.Fatalf("%s: no copy, failed %v", button, s.failed)
		}
	}
	for _, dir := range []string{own, stick} {
		if got, err := os.ReadDir(dir); err != nil || len(got) != 2 { // with the journal of erasures
			t.Errorf("%d files, %v", len(got), err)
		}
	}
	uitest.Press(t, v.copies, v.p.T("preferences.copy.try"))
	try := func(typed string) {
		pass := uitest.All[*form.Passphrase](v.copies)[0]
		pass.Clear()
		test.Type(pass.Entry(), typed)
		uitest.Press(t, v.copies, v.p.T("preferences.copy.drill"))
	}
	uitest.Press(t, v.copies, v.p.T("preferences.copy.drill"))
	if !uitest.Says(v.copies, v.p.T("preferences.copy.phrase.empty")) {
		t.Error("nothing was typed, and that is not said")
	}
	try("dit is hem niet geloof ik")
	if text, _ := v.p.Fault(backup.ErrSecret); !uitest.Says(v.copies, text) {
		t.Error("a wrong passphrase is not said beside its field")
	}
	try(secret)
	if !uitest.Says(v.copies, "De kopie van 23 november 2026 gaat open") {
		t.Error("the page does not say that the copy opens")
	}
}

// textOf is the text of a button by its id.
func textOf(v *View, id string) string {
	if id == "preferences.copy.now" {
		return v.p.T("preferences.copy.now")
	}
	return v.p.T("preferences.copy.stick")
}

func TestOtherCopyIsTried(t *testing.T) {
	v, s, _ := page(t, newBook(t))
	s.openAt = filepath.Join(t.TempDir(), "brief.schakel")
	if err := os.WriteFile(s.openAt, []byte("Lieve Fatima"), 0o600); err != nil {
		t.Fatal(err)
	}
	v.openDrill("")
	uitest.Press(t, v.copies, v.p.T("preferences.copy.other"))
	if !uitest.Says(v.copies, "brief.schakel") {
		t.Fatal("the chosen copy is not named")
	}
	test.Type(uitest.All[*form.Passphrase](v.copies)[0].Entry(), secret)
	uitest.Press(t, v.copies, v.p.T("preferences.copy.drill"))
	if text, _ := v.p.Fault(backup.ErrNoBackup); !uitest.Says(v.copies, text) {
		t.Error("the page does not say that this is no copy")
	}
}

func TestStickThatIsGone(t *testing.T) {
	v, s, _ := page(t, newBook(t))
	v.o.Folder = func(chosen func(string, error)) { chosen(filepath.Join(t.TempDir(), "gone"), nil) }
	uitest.Press(t, v.copies, v.p.T("preferences.copy.stick"))
	if text, _ := v.p.Fault(backup.ErrFolder); !uitest.Says(v.copies, text) || s.failed != nil {
		t.Errorf("the page does not say that the stick is gone, failed %v", s.failed)
	}
}

func TestCopyWords(t *testing.T) {
	now := time.Date(2026, time.November, 23, 20, 14, 0, 0, time.Local)
	s := state{p: uitest.Dutch(t), today: record.DateOf(now)}
	if got := s.copyFacts(); got[0][1] != "nog niet gemaakt" || s.copyPath() != "" {
		t.Error(got)
	}
	s.copies = book.Backups{
		Own:   []book.Backup{{Path: "half", Made: now, Fault: backup.ErrTruncated}, {Path: "whole", Made: now.AddDate(0, 0, -1)}},
		Away:  now.AddDate(0, 0, -3),
		Fault: errors.Join(backup.ErrFull),
	}
	got := s.copyFacts()
	whole, broken := s.copyCounts()
	text, _ := s.copyFault()
	if !strings.HasPrefix(got[0][1], "gisteren, ") || !strings.HasPrefix(got[1][1], "3 dagen geleden, ") || s.copyPath() != "whole" || whole != 1 || broken != 1 || text == "" {
		t.Errorf("%v %d %d %q", got, whole, broken, text)
	}
}
