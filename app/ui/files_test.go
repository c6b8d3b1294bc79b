package ui

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"schakel/app/ui/prompt"
)

// While a file is asked for, the keys of the page do nothing, and Escape takes back the question only.
func TestAQuestionForAFileKeepsThePageWhereItIs(t *testing.T) {
	u := atWork(t)
	home := t.TempDir()
	t.Setenv("HOME", home)
	if err := os.WriteFile(filepath.Join(home, "lijst.csv"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	u.press(u.p.T("shell.rail.preferences"))
	before := u.shell.trail.here
	var got []string
	ask := func() { u.shell.files().Open(nil, func(path string, _ error) { got = append(got, path) }) }
	ask()
	u.ctrl(fyne.Key1)
	u.ctrl(fyne.KeyN)
	if !prompt.Asks(u.shell.win.Canvas()) || u.shell.trail.here != before {
		t.Fatalf("the page is %+v", u.shell.trail.here)
	}
	u.shell.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if len(got) != 1 || got[0] != "" || u.shell.trail.here != before {
		t.Fatalf("answered %q, the page is %+v", got, u.shell.trail.here)
	}
	ask()
	u.shell.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(got) != 2 || got[1] != filepath.Join(home, "lijst.csv") {
		t.Errorf("answered %q", got)
	}
	u.ctrl(fyne.KeyL)
	if u.shell.folder != (prompt.Memory{}) {
		t.Error("the folder is remembered after the lock")
	}
	u.unlock()
}
