package unlock

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/backup"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/keyfile"
	"schakel/internal/store"
)

var evening = time.Date(2026, time.November, 24, 20, 14, 0, 0, time.Local)

func printer(t *testing.T, tag string) *i18n.Printer {
	t.Helper()
	p, err := i18n.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestEveryReasonHasItsOwnWordsAndNewerOffersNothing(t *testing.T) {
	p := printer(t, "nl")
	seen := map[string]error{}
	for _, err := range []error{
		errors.Join(store.ErrUnchecked, store.ErrDamaged), store.ErrDamaged, keyfile.ErrDamaged, keyfile.ErrMissing, store.ErrNewer, store.ErrUnreadable,
	} {
		d := Damage{Fault: err}
		key := d.title(p) + d.why(p)
		if d.title(p) == "" || d.why(p) == "" || seen[key] != nil {
			t.Errorf("%v and %v say the same: %q", err, seen[key], key)
		}
		seen[key] = err
		if d.newer() != errors.Is(err, store.ErrNewer) {
			t.Errorf("%v: newer %v", err, d.newer())
		}
	}
	for _, d := range []Damage{{Partial: true}, {Fault: store.ErrMissing, Gone: true}} {
		if key := d.title(p) + d.why(p); seen[key] != nil || d.newer() {
			t.Errorf("%+v", d)
		}
	}
	// That nothing leaked is only said where the file is still there, sealed.
	for _, d := range []Damage{{Fault: store.ErrMissing, Gone: true}, {Fault: store.ErrUnreadable}, {Fault: keyfile.ErrMissing}} {
		if strings.Contains(d.why(p), "gelekt") {
			t.Errorf("%v: %q", d.Fault, d.why(p))
		}
	}
	if len(Damage{Gone: true}.advice(p)) != 1 || len(Damage{Fault: store.ErrDamaged, Folder: "/x"}.advice(p)) != 4 {
		t.Error("the advice")
	}
}

func TestCopiesAreNamedByTheirMomentAndSticksStandFirst(t *testing.T) {
	d := Damage{Now: evening, Copies: []book.Backup{{Path: "/own/b", Made: evening.Add(-time.Hour)}, {Path: "/own/a", Made: evening.AddDate(0, 0, -1)}}}
	got := d.choices(printer(t, "nl"), []book.Backup{{Path: "/stick/one.schakel", Made: evening.AddDate(0, 0, -3)}, {Path: "/stick/two.schakel", Made: evening.AddDate(0, 0, -2)}})
	want := []chosen{
		{"/stick/two.schakel", "Van een stick: eergisteren, 20.14 uur (two.schakel)"}, {"/stick/one.schakel", "Van een stick: 3 dagen geleden, 20.14 uur (one.schakel)"},
		{"/own/b", "vandaag, 19.14 uur"}, {"/own/a", "gisteren, 20.14 uur"},
	}
	for i := range want {
		if i >= len(got) || got[i] != want[i] {
			t.Fatalf("%q, want %q", got, want)
		}
	}
}

func TestPageOfTheDamagePutsTheChosenCopyBack(t *testing.T) {
	for _, tag := range []string{"nl", "ar"} {
		t.Run(tag, func(t *testing.T) {
			test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Options{Step: look.UsualStep}))
			p := printer(t, tag)
			var got [2]string
			done, looked := 0, 0
			from, failing := "", error(nil)
			stick := book.Backup{Path: "/stick/x.schakel", Made: evening.AddDate(0, 0, -2)}
			b := NewBroken(p, task.Inline, Repair{
				Damage: Damage{Fault: store.ErrDamaged, Now: evening, Copies: []book.Backup{{Path: "/own/b", Made: evening}}, Broken: 1},
				PutBack: func(_ context.Context, path, secret string) error {
					got = [2]string{path, secret}
					return failing
				},
				Done: func() { done++ }, Again: func() { looked++ },
				Choose: func(chosen func(string, error)) { chosen(from, nil) },
				Look:   func(string) book.Backup { return stick }, Speak: func(string) {},
			})
			test.NewTempWindow(t, b.Content()).Resize(fyne.NewSize(1024, 640))
			b.button.Press()
			if b.field.Error() == "" || got[0] != "" {
				t.Error("nothing was typed, and that is not said")
			}
			failing = backup.ErrSecret
			test.Type(b.pass.Entry(), "iets")
			b.button.Press()
			if b.ladder.wrong != 1 {
				t.Error("wrong attempts do not slow down")
			}
			if text, _ := p.Fault(backup.ErrSecret); !strings.HasPrefix(b.field.Error(), text) || got != [2]string{"/own/b", "iets"} || done > 0 || b.button.Reason() != "" {
				t.Errorf("%q %v", b.field.Error(), got)
			}
			b.choose.Press() // nothing chosen
			stick.Fault = backup.ErrTruncated
			from = stick.Path
			b.choose.Press()
			if text, _ := p.Fault(backup.ErrTruncated); !strings.HasPrefix(b.which.Error(), text) || b.copies.Value() != "/own/b" {
				t.Errorf("%q", b.which.Error())
			}
			stick.Fault = nil
			b.choose.Press()
			failing = backup.ErrDamaged
			b.button.Press()
			if b.which.Error() == "" || got[0] != stick.Path {
				t.Errorf("%q %v", b.which.Error(), got)
			}
			failing = nil
			b.button.Press()
			if done != 1 || b.pass.Text() != "" {
				t.Errorf("done %d", done)
			}
			b.again.Press()
			if looked != 1 {
				t.Error("it did not look again")
			}
			for step := 1; step <= 5; step++ {
				fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Options{Step: step}))
				if least := rtl.WidthOf(b.Content()); least > 1024 {
					t.Errorf("step %d asks for %v", step, least)
				}
			}
		})
	}
}

func TestWithoutACopyAStickIsTheWay(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Options{Step: look.UsualStep}))
	p := printer(t, "nl")
	one := book.Backup{Path: "/stick/x.schakel", Fault: backup.ErrNoBackup}
	b := NewBroken(p, task.Inline, Repair{
		Damage: Damage{Fault: store.ErrDamaged, Now: evening}, Choose: func(chosen func(string, error)) { chosen(one.Path, nil) },
		Look: func(string) book.Backup { return one }, Speak: func(string) {},
	})
	test.NewTempWindow(t, b.Content()).Resize(fyne.NewSize(1024, 640))
	if b.Focus() != b.choose {
		t.Error("the keyboard is not where something can be done")
	}
	before := len(b.inside.Objects)
	b.choose.Press()
	if len(b.inside.Objects) != before+1 || b.wrong == "" || b.copies.Value() != "" {
		t.Errorf("that it is no copy is not said: %q", b.wrong)
	}
	one = book.Backup{Path: "/stick/x.schakel", Made: evening}
	b.choose.Press()
	if b.copies.Value() != one.Path || b.wrong != "" {
		t.Error("the copy of the stick cannot be put back")
	}
}
