package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/preferences"
	"schakel/app/ui/prompt"
	"schakel/app/ui/task"
	"schakel/app/ui/unlock"
	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/store"
)

// begin decides what the window shows before anybody typed something: the first start, the locked page, or what is wrong with the data.
// A store that was not closed as it should is looked at first.
func (s *Shell) begin() {
	dir := s.deps.Place.Store
	if err := book.Settle(dir); err != nil {
		s.showDamage(err)
		return
	}
	if !book.Exists(dir) {
		if whole, _ := book.Rescue(dir, s.deps.Place.Backups, s.deps.Book); len(whole) > 0 {
			s.showDamage(store.ErrMissing)
			return
		}
		s.showFirst()
		return
	}
	if s.deps.Book.Check == nil || !book.Unclean(dir) {
		s.looked(book.Look(context.Background(), dir, s.deps.Book))
		return
	}
	ctx, stop := context.WithCancel(context.Background())
	s.checking = stop
	s.showChecking()
	task.Do(ctx, s.deps.Run, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, book.Look(ctx, dir, s.deps.Book)
	}, func(_ struct{}, err error) { s.looked(err) })
}

func (s *Shell) showChecking() {
	s.show1(s.withPractice(unlock.NewChecking(s.p, s.SetLanguage)))
}

// endCheck ends a check that is under way: what it finds is not said any more.
func (s *Shell) endCheck() {
	if s.checking != nil {
		s.checking()
		s.checking = nil
	}
}

// looked goes on after the store was looked at.
func (s *Shell) looked(err error) {
	s.endCheck()
	if book.Unusable(err) {
		s.showDamage(err)
		return
	}
	s.showLocked(err) // open already: said at once, not after the passphrase
}

// showDamage shows why the data cannot be used and what there still is; nil is partial damage, found in a store that opens.
func (s *Shell) showDamage(err error) {
	if err != nil {
		s.deps.Log.Error("unusable", "kind", fault.Of(err).String(), "code", fault.CodeOf(err))
	}
	place := s.deps.Place
	whole, broken := book.Rescue(place.Store, place.Backups, s.deps.Book)
	s.damage = &unlock.Damage{
		Fault: err, Partial: err == nil, Gone: err != nil && !book.Exists(place.Store), Copies: whole, Broken: broken, Now: s.now(), Folder: place.Store,
	}
	s.showRepair()
}

// showRepair shows the page of the damage that is known.
func (s *Shell) showRepair() {
	var in entering
	page := unlock.NewBroken(s.p, s.deps.Run, unlock.Repair{
		Damage: *s.damage,
		PutBack: func(ctx context.Context, path, secret string) error {
			got, err := s.putBack(ctx, path, secret)
			in = got
			return err
		},
		Done:   func() { s.enter(in) },
		Again:  s.again,
		Choose: func(chosen func(string, error)) { s.files().Open([]string{copyExtension}, chosen) },
		Look:   func(path string) book.Backup { return book.LookAt(path, s.deps.Book) },
		Anew:   func() { s.damage = nil; s.showFirst() },
		Later:  func() { s.damage = nil; s.showLocked(nil) },
		Speak:  s.SetLanguage,
	})
	s.show1(s.withPractice(page.Content()))
	s.win.Canvas().Focus(page.Focus())
}

// again looks once more: the disk may answer now, or a stick may be there again.
func (s *Shell) again() {
	s.damage = nil
	s.begin()
}

// putBack puts a copy in the place of the damaged store and opens it.
func (s *Shell) putBack(ctx context.Context, path, typed string) (entering, error) {
	if err := s.deps.Place.Make(); err != nil {
		return entering{}, err
	}
	if _, err := book.PutBack(ctx, path, typed, s.deps.Place.Store, s.deps.Place.Backups, s.deps.Book); err != nil {
		return entering{}, err
	}
	return s.unlock(typed)
}

// tell says once what was put back and from when; also after a crash in between, and after a copy that was put back without a window.
func (s *Shell) tell() {
	s.damage = nil
	dir := s.deps.Place.Store
	n, ok := book.Told(dir, s.deps.Book)
	if !ok {
		return
	}
	s.hide()
	content, focus := unlock.NewPutBack(s.p, n, s.now(), func() {
		if err := book.Forget(dir); err != nil {
			s.deps.Log.Error("told", "kind", fault.Of(err).String(), "code", fault.CodeOf(err))
		}
		s.trail.to(place{dest: DestToday})
		s.build()
	})
	s.show1(s.withPractice(newWatched(content, s.touch)))
	s.win.Canvas().Focus(focus)
}

// offerPutBack locks the store, of which a part cannot be read, and shows which copy can take its place.
func (s *Shell) offerPutBack() {
	if s.book == nil {
		return
	}
	s.shut()
	s.showDamage(nil)
}

// checkData leads to the section of the preferences in which everything is checked.
func (s *Shell) checkData() {
	s.section = preferences.SectionCheck
	s.Go(string(DestPreferences))
}

// spoiled reports whether an error says that something in the open store cannot be read.
func spoiled(err error) bool {
	return fault.Of(err) == fault.Corrupt && !strings.HasPrefix(fault.CodeOf(err), "backup.")
}

// showSpoiled says that something cannot be read, and leads to the check of everything.
func (s *Shell) showSpoiled(err error) {
	check := form.NewPrimary(s.p, s.p.T("shell.fault.check"), s.checkData)
	back := form.NewSecondary(s.p, s.p.T("shell.fault.back"), s.frame.closeOver)
	page := prompt.NewMessage(s.p, prompt.Message{
		Icon: look.IconWarningCircle, Color: look.ColorLate, Title: s.p.T("fault.corrupt"), Text: s.p.T("shell.fault.damaged"), Detail: fault.CodeOf(err),
		Actions: []fyne.CanvasObject{check, back},
	})
	s.frame.cover(page)
	s.win.Canvas().Focus(check)
}
