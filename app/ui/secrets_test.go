package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/uitest"
	"schakel/app/ui/unlock"
	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/store"
)

const another = "zolder tulp banaan trein sneeuw"

// lostEverything is a person before a locked store who has three parts on paper.
func lostEverything(t *testing.T) (*person, [keyfile.Parts]string) {
	t.Helper()
	u := sitDown(t)
	b, err := book.Create(u.shell.deps.Place.Store, []byte(passphrase), u.shell.deps.Book)
	if err != nil {
		t.Fatal(err)
	}
	parts, err := b.GiveShares(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	u.shell.showLocked(nil)
	return u, parts
}

// withParts comes in with two parts.
func (u *person) withParts(first, second string) {
	u.t.Helper()
	u.press(u.p.T("unlock.locked.lost"))
	u.sees(u.p.T("unlock.lost.title"))
	u.fill(u.p.T("unlock.lost.part.first"), first)
	u.fill(u.p.T("unlock.lost.part.second"), second)
	u.press(u.p.T("unlock.locked.open"))
}

func TestTwoPartsAndANewPassphrase(t *testing.T) {
	u, parts := lostEverything(t)
	p := u.p
	u.withParts(parts[2], strings.ToLower(parts[0]))
	u.sees(p.T("unlock.renew.title"))
	for _, key := range []fyne.KeyName{fyne.KeyK, fyne.KeyN, fyne.Key2} {
		u.ctrl(key) // the work is not there yet
	}
	u.key(fyne.KeyEscape)
	u.sees(p.T("unlock.renew.title"))
	u.fill(p.T("unlock.first.passphrase"), another)
	u.fill(p.T("unlock.first.again"), another)
	u.press(p.T("unlock.renew.do"))
	u.sees(p.T("shell.status.safe"))
	u.ctrl(fyne.KeyL)
	if _, err := u.shell.unlock(passphrase); fault.Of(err) != fault.Secret {
		t.Errorf("the old passphrase: %v", err)
	}
	in, err := u.shell.unlock(another)
	if err != nil {
		t.Fatalf("the new passphrase: %v", err)
	}
	u.shell.enter(in)
	u.sees(p.T("shell.status.safe"))
}

func TestTheNewPassphraseIsAskedAgainWhenTheWindowWasClosed(t *testing.T) {
	u, parts := lostEverything(t)
	u.withParts(parts[0], parts[1])
	u.sees(u.p.T("unlock.renew.title"))
	u.ctrl(fyne.KeyL) // as closing does: everything is shut
	u.sees(u.p.T("unlock.locked.welcome"))
	u.withParts(parts[1], parts[2])
	u.sees(u.p.T("unlock.renew.title"))
	u.press(u.p.T("unlock.renew.later"))
	u.sees(u.p.T("shell.status.safe"))
	u.ctrl(fyne.KeyL)
	u.types(parts[0] + " " + parts[2] + "\n") // both in the field of the passphrase
	u.sees(u.p.T("unlock.renew.title"))
	u.press(u.p.T("unlock.renew.later"))
	u.ctrl(fyne.KeyL)
	u.unlock() // the old passphrase still opens, and asks nothing
	u.sees(u.p.T("shell.status.safe"))
}

func TestThreePartsBeforeTheFirstName(t *testing.T) {
	u := sitDown(t)
	u.begin()
	p := u.p
	u.shell.Fail(book.ErrRecovery)
	u.sees(p.T("unlock.recovery.title"))
	u.press(p.T("unlock.recovery.way.parts"))
	u.press(p.T("unlock.recovery.parts.give"))
	u.sees(p.T("unlock.recovery.parts.yours"), p.T("unlock.recovery.parts.apart"))
	if r, err := u.shell.book.Recovery(t.Context()); err != nil || r.Kind != keyfile.KindShares {
		t.Errorf("in force is %d: %v", r.Kind, err)
	}
	for _, c := range uitest.All[*form.Check](u.shell.win.Content()) {
		c.Press()
	}
	u.press(p.T("unlock.recovery.done"))
	u.sees(p.T("shell.status.safe"))
}

func TestABackupWithPartsAsksForANewPassphrase(t *testing.T) {
	u, papers := lostEverything(t)
	b, err := book.Open(u.shell.deps.Place.Store, store.ParseSecret(passphrase), u.shell.deps.Book)
	if err != nil {
		t.Fatal(err)
	}
	made, err := b.BackUp(t.Context(), t.TempDir(), false)
	if err != nil {
		t.Fatal(err)
	}
	_ = b.Close()
	n := sitDown(t)
	in, report, err := n.shell.restore(t.Context(), made.Path, papers[0]+" "+papers[1])
	if err != nil {
		t.Fatal(err)
	}
	in.then = func() { n.shell.showRestored(report) }
	n.shell.enter(in)
	n.sees(n.p.T("unlock.renew.title"))
	n.misses(n.p.T("restored.title"))
	n.press(n.p.T("unlock.renew.later"))
	n.sees(n.p.T("restored.title"))
	n.sees(n.p.T("restored.overviews"))
}

// The cards go where the worker says, and their names say nothing.
func TestCardsOfPartsAreWritten(t *testing.T) {
	u, _ := lostEverything(t)
	u.unlock()
	for _, holder := range []unlock.Holder{unlock.HolderSelf, unlock.HolderPlace, unlock.HolderPerson} {
		for _, tag := range []string{"nl", "tr", "ar"} {
			path := filepath.Join(t.TempDir(), "card.pdf")
			doc, err := u.shell.card(unlock.Part{Number: 2, Holder: holder, Lines: [2]string{"2AAA-BBBB-CCCC-DDDD", "EEEE-FFFF-GGGG-HHHH"}, Language: tag})
			if err != nil {
				t.Fatal(err)
			}
			if err := u.shell.writePDF(path, doc); err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(path); err != nil || info.Size() == 0 || info.Mode().Perm() != 0o600 {
				t.Errorf("%s, %s: %v, %v", holder, tag, info, err)
			}
		}
	}
}
