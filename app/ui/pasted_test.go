package ui

import (
	"os"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/internal/record"
)

// hostile are texts that somebody pastes without knowing what is in them; more of them in the long run.
func hostile() map[string]string {
	all := map[string]string{
		"a megabyte":     strings.Repeat("woord ", 1<<20/6),
		"bidi, controls": "A\u202eb\u2066c\u200fd\x00\x07\x1be\ufeff\r\nf\tg",
		"a wrong day":    "31-02-2026",
	}
	if os.Getenv("SCHAKEL_LONG") != "" {
		all["one long line"], all["a far day"], all["a number"] = strings.Repeat("é", 1<<19), "1-1-2999", "-99999999999999999999"
	}
	return all
}

// steers reports whether a rune may stand in no text: a control character, or one that steers direction.
func steers(r rune) bool {
	return r != '\n' && unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f || r == 0xfeff
}

// Whatever is pasted in every field of a screen at once, nothing that steers stays in it; and Klaar either keeps a record with nothing wrong
// with it, or says in a sentence what to put right and touches nothing that is kept.
func TestWhateverIsPastedInEveryField(t *testing.T) {
	u := atWork(t)
	for name, c := range elsewheres() {
		for what, text := range hostile() {
			t.Run(name+" "+what, func(t *testing.T) {
				u.t = t
				id := u.suited(c).ID
				there := u.kept(c.kind, id)
				if c.open != nil {
					c.open(u.shell, id)
				} else {
					u.shell.Edit(c.kind, id)
				}
				before := map[string]bool{}
				for _, s := range u.texts() {
					before[s] = true
				}
				clipboard := test.NewClipboard()
				clipboard.SetContent(text)
				for _, e := range u.entries() {
					u.shell.win.Canvas().Focus(e)
					e.SelectAll()
					e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
					if strings.ContainsFunc(e.Text(), steers) {
						t.Errorf("a field holds %.40q", e.Text())
					}
					if n := len([]rune(e.Text())); n > record.LimitLong {
						t.Errorf("a field holds %d letters", n)
					}
				}
				u.press(u.p.T(c.done))
				now := u.kept(c.kind, id)
				if now == there {
					said := 0
					for _, s := range u.texts() {
						if !before[s] && strings.Contains(s, " ") {
							said++
						}
					}
					if u.reads(u.p.T(c.done)) && said == 0 {
						t.Error("nothing was kept, and nothing is said")
					}
				}
				r, err := u.shell.book.Record(t.Context(), c.kind, id)
				if err != nil {
					t.Fatal(err)
				}
				if ps := r.Validate(u.shell.book.Today()); len(ps) > 0 {
					t.Errorf("kept with %v", ps)
				}
				u.shell.Go(string(DestToday))
				u.dropped()
			})
		}
	}
}

// dropped forgets what was pasted, so that the next text begins with the record.
func (u *person) dropped() {
	u.t.Helper()
	all, err := u.shell.book.Drafts(u.t.Context())
	if err != nil {
		u.t.Fatal(err)
	}
	for _, d := range all {
		if err := u.shell.book.DropDraft(u.t.Context(), d); err != nil {
			u.t.Fatal(err)
		}
	}
}
