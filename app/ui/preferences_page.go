package ui

import (
	"context"
	"net/url"
	"time"

	"schakel/app/ui/preferences"
	"schakel/internal/book"
	"schakel/internal/record"
	"schakel/internal/settings"
	"schakel/internal/version"
)

// preferences makes the page of the preferences. A choice that makes every page anew leads back to its own section.
func (s *Shell) preferences() page {
	files := s.files()
	o := preferences.Options{
		At: s.section, Step: s.deps.Settings.TextStep(), Variant: variantWord(s.deps.Settings.Variant()), Idle: s.deps.Settings.IdleMinutes(),
		SetLanguage: func(tag string) {
			s.section = preferences.SectionLanguage
			s.SetLanguage(tag)
		},
		SetStep: func(step int) {
			s.section = preferences.SectionLetters
			s.deps.Settings.SetTextStep(step)
			s.Restyle()
		},
		SetVariant: func(word string) {
			s.section = preferences.SectionColour
			s.deps.Settings.SetVariant(variantOf(word))
			s.Restyle()
		},
		SetIdle: func(minutes int) {
			s.deps.Settings.SetIdleMinutes(minutes)
			s.idle.after = time.Duration(s.deps.Settings.IdleMinutes()) * time.Minute
		},
		PutBack: s.offerPutBack, Kept: book.KeptFolders(s.deps.Place.Store),
		Away: s.deps.Settings.LockAway(), SetAway: s.setAway, Log: func() { s.goTo(place{dest: DestPreferences, sub: subLog}) },
		Rule:     func() { s.Rule(record.ID{}) },
		Handing:  func() { s.goTo(place{dest: DestPreferences, sub: subHanding}) },
		Recovery: s.renewRecovery, Open: files.Open, Save: files.Save, SaveAs: s.SaveAs, Print: s.Print, Folder: files.Folder, Backups: s.deps.Place.Backups,
		About: preferences.About{Version: version.Full(), Store: s.deps.Place.Store, Practice: s.deps.Practice},
	}
	if in := s.deps.Inbox; s.deps.Practice && in.Address != "" {
		o.Office = &preferences.Office{Address: in.Address, Account: in.Account, Password: in.Password, Open: s.browse}
	}
	s.section = ""
	if s.deps.Enrol != nil {
		b := s.book
		o.EnrolByFile = func(ctx context.Context, j preferences.Joining) ([]byte, error) {
			return b.AskByFile(ctx, j.Code, j.Label, record.Text(j.Name), j.Partner)
		}
		o.Enrol = func(j preferences.Joining) error {
			return s.deps.Enrol(b, Enrolment{Address: j.Address, Code: j.Code, Label: j.Label, Partner: j.Partner})
		}
	}
	return preferences.New(s.book, s, s.p, s.deps.Run, o)
}

// browse opens an address in the browser of the computer.
func (s *Shell) browse(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	return s.deps.App.OpenURL(u)
}

func variantWord(v settings.Variant) string {
	switch v {
	case settings.Light:
		return "light"
	case settings.Dark:
		return "dark"
	}
	return "system"
}

func variantOf(word string) settings.Variant {
	switch word {
	case "light":
		return settings.Light
	case "dark":
		return settings.Dark
	}
	return settings.System
}
