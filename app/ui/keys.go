package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"schakel/app/ui/prompt"
)

// shortcuts ties the keys that work everywhere: Ctrl+K search, Ctrl+N new, Ctrl+L lock, Escape back, Ctrl+1 to 8 destinations.
func (s *Shell) shortcuts() {
	c := s.win.Canvas()
	always := func(key fyne.KeyName, f func()) {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) {
			s.touch()
			if s.book != nil {
				f()
			}
		})
	}
	tie := func(key fyne.KeyName, f func()) {
		always(key, func() {
			// Not while a recovery code or a new passphrase stands in the place of the work, nor while a file is asked for over it.
			if s.page != nil && !prompt.Asks(c) {
				f()
			}
		})
	}
	tie(fyne.KeyK, s.focusSearch)
	tie(fyne.KeyN, s.newMenu)
	always(fyne.KeyL, s.Lock)
	digits := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8}
	for i, d := range Destinations() {
		tie(digits[i], func() { s.Go(string(d)) })
	}
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		s.touch()
		if !prompt.Typed(c, e) && e.Name == fyne.KeyEscape {
			s.escape()
		}
	})
	if dc, ok := c.(desktop.Canvas); ok {
		dc.SetOnKeyDown(func(*fyne.KeyEvent) { s.touch() })
	}
}

// escape closes what is open above the page, else goes back from a page or an entry.
func (s *Shell) escape() {
	switch {
	case s.book == nil || s.page == nil:
	case len(s.frame.over.Objects) > 0:
		s.frame.top.search.SetText("")
		s.frame.closeOver()
	case s.stepsBack():
	case s.trail.here != place{dest: s.trail.here.dest}:
		s.Back()
	}
}

// focusSearch goes to the search over everything; on a page without it, to Vandaag first.
func (s *Shell) focusSearch() {
	if (s.trail.here != place{dest: s.trail.here.dest}) || s.trail.here.dest == DestPreferences {
		s.Go(string(DestToday))
	}
	s.frame.top.search.Focus()
}

func (s *Shell) newMenu() {
	if (s.trail.here != place{dest: s.trail.here.dest}) || s.trail.here.dest == DestPreferences {
		s.Go(string(DestToday))
	}
	s.frame.top.menu()
}
