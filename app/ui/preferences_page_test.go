package ui

import (
	"log/slog"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/datadir"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/settings"
)

// preferring is a window with an open book, on the preferences.
func preferring(t *testing.T) *Shell {
	t.Helper()
	kept, err := settings.Open(filepath.Join(t.TempDir(), "settings.json"))
	if err != nil {
		t.Fatal(err)
	}
	place := datadir.At(t.TempDir())
	deps := book.Deps{Cost: keyfile.QuickCost(), Log: slog.New(slog.DiscardHandler)}
	b, err := book.Create(place.Store, []byte("vlieger kastanje zeven trampoline mist"), deps)
	if err != nil {
		t.Fatal(err)
	}
	chosen := settings.New(kept)
	chosen.SetLanguage("nl")
	s, err := New(Deps{App: test.NewTempApp(t), Run: task.Inline, Settings: chosen, Place: place, Book: deps, Log: deps.Log})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.quit)
	s.Opened(b)
	s.Go(string(DestPreferences))
	return s
}

// choice presses the chip of a value.
func choice(t *testing.T, s *Shell, value string) {
	t.Helper()
	for _, group := range uitest.All[*form.Chips](s.win.Content()) {
		if chip := group.Chip(value); chip != nil {
			chip.Press()
			return
		}
	}
	t.Fatalf("no chip %q", value)
}

func TestPreferencesChangeTheWindowAtOnceAndKeepTheKeyboardThere(t *testing.T) {
	s := preferring(t)
	entries := uitest.All[*rtl.Entry](s.frame.middle)
	test.Type(entries[0], "Samira")
	choice(t, s, "tr")
	if s.p.Tag() != "tr" || s.deps.Settings.Language() != "tr" || s.trail.here.dest != DestPreferences {
		t.Errorf("%s, %s, %s", s.p.Tag(), s.deps.Settings.Language(), s.trail.here.dest)
	}
	if me, err := s.book.Profile(t.Context()); err != nil || !me.Name.Equal(record.Text("Samira")) {
		t.Errorf("the name that was being typed was lost: %v", err)
	}
	if _, ok := s.win.Canvas().Focused().(*form.Chip); !ok {
		t.Errorf("the keyboard is on %T", s.win.Canvas().Focused())
	}
	choice(t, s, "4")
	choice(t, s, "dark")
	if s.deps.Settings.TextStep() != 4 || s.deps.Settings.Variant() != settings.Dark {
		t.Errorf("step %d, variant %d", s.deps.Settings.TextStep(), s.deps.Settings.Variant())
	}
	if s.section != "" {
		t.Error("the next visit would not begin at the top")
	}
}

// Who has to do something about a connection is brought to it, far down on the page.
func TestTheWayToAConnectionEndsThere(t *testing.T) {
	s := preferring(t)
	s.deps.Enrol = func(*book.Book, Enrolment) error { return nil }
	s.Go(toConnection)
	if b, ok := s.win.Canvas().Focused().(*form.Button); !ok || b.Text() != s.p.T("preferences.enrol.open") || s.trail.here.dest != DestPreferences {
		t.Errorf("the keyboard is on %T", s.win.Canvas().Focused())
	}
	s.Go(string(DestToday))
	s.Go(string(DestPreferences))
	if _, ok := s.win.Canvas().Focused().(*form.Button); ok {
		t.Error("the next visit does not begin at the top")
	}
}

func TestNewRecoveryCodeReplacesTheOldOne(t *testing.T) {
	s := preferring(t)
	old, err := s.book.GiveRecovery(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.renewRecovery()
	for _, b := range uitest.All[*form.Button](s.win.Content()) {
		if b.Text() == s.p.T("unlock.recovery.give") {
			b.Press()
			break
		}
	}
	shown := ""
	for _, text := range uitest.All[*rtl.Text](s.win.Content()) {
		if len(text.Text()) == len(old) && text.Text() != old {
			shown = text.Text()
		}
	}
	if shown == "" {
		t.Error("no new code is shown")
	}
}

func TestVariantsHaveAWord(t *testing.T) {
	for _, v := range []settings.Variant{settings.System, settings.Light, settings.Dark} {
		if variantOf(variantWord(v)) != v {
			t.Errorf("%d is lost", v)
		}
	}
}
