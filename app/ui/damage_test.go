package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/record"
	"schakel/internal/store"
)

// withCopy is a person with a copy of yesterday evening of a store with the invented families, and the window closed.
func withCopy(t *testing.T) *person {
	t.Helper()
	u := atWork(t)
	u.clock = time.Date(2026, time.November, 23, 20, 14, 0, 0, time.Local)
	place := u.shell.deps.Place
	made, err := filepath.Glob(filepath.Join(place.Backups, "*"+copyExtension)) // the copy of the day, by the real clock
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range made {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := u.shell.book.BackUp(t.Context(), place.Backups, false); err != nil {
		t.Fatal(err)
	}
	u.clock = time.Date(2026, time.November, 24, 9, 30, 0, 0, time.Local)
	u.shell.shut()
	return u
}

// ruin changes the file of the store.
func (u *person) ruin(change func([]byte) []byte) {
	u.t.Helper()
	path := filepath.Join(u.shell.deps.Place.Store, "store.db")
	data, err := os.ReadFile(path)
	if err != nil {
		u.t.Fatal(err)
	}
	if err := os.WriteFile(path, change(data), 0o600); err != nil {
		u.t.Fatal(err)
	}
}

// cut is damage that shows at once, hole damage that shows only when all pages are read.
func cut(data []byte) []byte  { return data[:6*4096] }
func hole(data []byte) []byte { clear(data[2*4096 : 12*4096]); return data }

func TestDamagedStoreIsSaidAndTheCopyPutBack(t *testing.T) {
	u := withCopy(t)
	u.ruin(cut)
	u.shell.begin()
	u.sees("gisteren, 20.14 uur", u.p.T("unlock.damage.why"), "112")
	text, _ := u.p.Fault(store.ErrDamaged)
	u.sees(text)
	u.misses(u.p.T("unlock.locked.welcome"))
	u.types("een heel andere wachtzin\n")
	if u.shell.book != nil {
		t.Fatal("a wrong passphrase opened it")
	}
	u.sees("Met deze wachtzin of code gaat de kopie niet open")
	for range "een heel andere wachtzin" {
		u.key("BackSpace")
	}
	u.types(passphrase + "\n")
	if u.shell.book == nil {
		t.Fatalf("it is not open:\n%s", strings.Join(u.texts(), "\n"))
	}
	u.sees(u.p.T("unlock.damage.done"), "gisteren, 20.14 uur", "store-beschadigd-2026-11-24-093000")
	u.press(u.p.T("unlock.damage.onward"))
	u.sees(u.p.T("shell.rail.today"))
	if n := len(u.shell.book.Rows(record.KindHousehold)); n == 0 {
		t.Error("the families did not come back")
	}
	u.shell.Lock()
	u.unlock()
	u.misses(u.p.T("unlock.damage.done"))
	if kept := book.KeptFolders(u.shell.deps.Place.Store); len(kept) != 1 {
		t.Errorf("%d folders were kept", len(kept))
	}
	u.press(u.p.T("shell.rail.preferences"))
	u.sees("store-beschadigd-2026-11-24-093000")
}

func TestDamageThatShowsAfterThePassphraseLeadsToThePageToo(t *testing.T) {
	u := withCopy(t)
	u.shell.begin()
	u.sees(u.p.T("unlock.locked.welcome"))
	u.ruin(hole)
	u.types(passphrase + "\n")
	u.sees(u.p.T("unlock.damage.left"), "gisteren, 20.14 uur")
}

func TestUncleanExitIsCheckedInAnotherProcessOnce(t *testing.T) {
	u := withCopy(t)
	var asked []string
	answer := error(nil)
	u.shell.deps.Book.Check = func(_ context.Context, dir string) error {
		asked = append(asked, dir)
		return answer
	}
	u.shell.begin()
	u.unlock()
	u.shell.Lock()
	if len(asked) > 0 {
		t.Fatal("a store that was closed as it should is checked")
	}
	if err := os.WriteFile(filepath.Join(u.shell.deps.Place.Store, "open"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	answer = errors.Join(store.ErrUnchecked, store.ErrDamaged)
	u.shell.begin()
	u.sees(u.p.T("unlock.damage.why.unchecked"), u.p.T("unlock.damage.do"))
	answer = nil
	u.press(u.p.T("unlock.damage.again"))
	u.sees(u.p.T("unlock.locked.welcome"))
	if len(asked) != 2 || asked[0] != u.shell.deps.Place.Store {
		t.Errorf("%v", asked)
	}
	answer = store.ErrInUse
	u.shell.begin()
	text, _ := u.p.Fault(store.ErrInUse)
	u.sees(text, u.p.T("unlock.locked.welcome"))
	answer = store.ErrNewer
	u.shell.begin()
	u.sees(u.p.T("unlock.damage.why.newer"), u.p.T("unlock.damage.again"))
	u.misses(u.p.T("unlock.damage.do"), u.p.T("unlock.damage.left"))
}

func TestDamageIsSaidInAnotherLanguage(t *testing.T) {
	u := withCopy(t)
	u.ruin(cut)
	u.shell.begin()
	u.shell.SetLanguage("ar")
	u.words("ar")
	u.sees(u.p.T("unlock.damage.why"), u.p.T("unlock.damage.do"))
	u.types(passphrase + "\n")
	u.sees(u.p.T("unlock.damage.done"))
	u.shell.SetLanguage("nl")
	u.words("nl")
	u.sees(u.p.T("unlock.damage.done"))
}

func TestWithoutACopyThePageSaysWhatCanBeTried(t *testing.T) {
	u := withCopy(t)
	u.ruin(cut)
	if err := os.RemoveAll(u.shell.deps.Place.Backups); err != nil {
		t.Fatal(err)
	}
	u.shell.begin()
	u.sees(u.p.T("unlock.damage.none"), u.p.T("unlock.damage.none.keep"), u.shell.deps.Place.Store, "schakelctl verify", u.p.T("unlock.damage.stick"))
}

func TestStoreThatIsGoneIsNotTakenForAFirstStart(t *testing.T) {
	u := withCopy(t)
	if err := os.RemoveAll(u.shell.deps.Place.Store); err != nil {
		t.Fatal(err)
	}
	u.shell.begin()
	u.sees(u.p.T("unlock.damage.gone"), "gisteren, 20.14 uur")
	u.press(u.p.T("unlock.damage.anew"))
	u.sees(u.p.T("unlock.first.welcome"))
	u.shell.begin()
	u.types(passphrase + "\n")
	u.sees(u.p.T("unlock.damage.done"))
	u.misses("beschadigd")
}

func TestPartOfTheDataIsPutBackFromTheCheck(t *testing.T) {
	u := withCopy(t)
	u.shell.begin()
	u.unlock()
	u.shell.Fail(store.ErrDamaged)
	u.sees(u.p.T("fault.corrupt"), u.p.T("shell.fault.damaged"))
	u.press(u.p.T("shell.fault.check"))
	u.press(u.p.T("preferences.check.do"))
	u.sees("Alles is heel")
	u.shell.offerPutBack()
	u.sees(u.p.T("unlock.damage.partial"), "vandaag, 09.30 uur")
	u.press(u.p.T("unlock.damage.later"))
	u.sees(u.p.T("unlock.locked.welcome"))
	u.unlock()
	u.shell.offerPutBack()
	u.types(passphrase + "\n")
	u.sees(u.p.T("unlock.damage.done"))
}

// TestPuttingBackThatWasCutOffIsFinished stands between the two steps of putting back, as a crash would leave it.
func TestPuttingBackThatWasCutOffIsFinished(t *testing.T) {
	u := withCopy(t)
	u.ruin(cut)
	dir := u.shell.deps.Place.Store
	whole, _ := book.Rescue(dir, u.shell.deps.Place.Backups, u.shell.deps.Book)
	if _, err := book.PutBack(t.Context(), whole[0].Path, passphrase, dir, u.shell.deps.Place.Backups, u.shell.deps.Book); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(dir, dir+".putback"); err != nil {
		t.Fatal(err)
	}
	u.shell.begin()
	u.sees(u.p.T("unlock.locked.welcome"))
	u.unlock()
	u.sees(u.p.T("unlock.damage.done"), "store-beschadigd-2026-11-24-093000")
}
