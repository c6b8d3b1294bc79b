package ui

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/prompt"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/unlock"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/store"
)

// entering is a book that was opened.
type entering struct {
	book *book.Book
	with keyfile.Kind // what opened it
	then func()       // what is to be said when the work is there; may be nil
}

// said says it.
func (e entering) said() {
	if e.then != nil {
		e.then()
	}
}

// unlock opens the book with what was typed.
func (s *Shell) unlock(typed string) (entering, error) {
	secret := store.ParseSecret(typed)
	defer secret.Wipe()
	b, err := book.Open(s.deps.Place.Store, secret, s.deps.Book)
	if book.Unusable(err) { // damage that shows only now has a page of its own
		task.Report(context.Background(), s.deps.Run, func() { s.showDamage(err) })
	}
	return entering{book: b, with: secret.Kind()}, err
}

// enter starts the work. Who came in without the passphrase chooses a new one first; who closes the window there is asked again the
// next time.
func (s *Shell) enter(in entering) {
	if in.with == keyfile.KindPassphrase {
		s.opened(in.book)
		in.said()
		return
	}
	s.start(in.book, func() { s.showRenew(in.said) })
}

// showRenew asks for a new passphrase; then is called when the work is there.
func (s *Shell) showRenew(then func()) {
	b := s.book
	page := unlock.NewRenew(s.p, s.deps.Run, func(ctx context.Context, passphrase string) error {
		return b.ReplacePassphrase(ctx, []byte(passphrase))
	}, func() {
		s.build()
		s.tell()
		then()
	})
	s.show1(newWatched(rtl.Stack(s.p.Direction(), s.withPractice(page.Content())), s.touch))
	s.win.Canvas().Focus(page.Focus())
}

// showRecovery gives the recovery code or the parts before the first name is stored. The entry under it kept its draft and is shown
// again.
func (s *Shell) showRecovery() { s.giveRecovery(unlock.Giving{}) }

// renewRecovery gives a new code or new parts; the preferences asked before that the old ones may go.
func (s *Shell) renewRecovery() {
	s.giveRecovery(unlock.Giving{Again: s.book.HasRecovery(), Kind: book.RecoveryOf(s.deps.Place.Store)})
}

// giveRecovery shows the page that gives a code or parts, in the place of the work.
func (s *Shell) giveRecovery(o unlock.Giving) {
	b := s.book
	s.hide()
	o.Code, o.Parts, o.PrintCode, o.PrintPart = b.ShowRecovery, b.ShowShares, s.printCode, s.printPart
	o.Done = func() { s.keptRecovery(b) }
	o.Later = s.build
	// Copying three papers by hand takes longer than the idle lock waits, and they are shown once.
	s.idle.after = max(s.idle.after, paperTime)
	page := unlock.NewRecovery(s.p, s.deps.Run, o)
	s.show1(newWatched(rtl.Stack(s.p.Direction(), s.withPractice(page.Content())), s.touch))
	s.win.Canvas().Focus(page.Focus())
}

// paperTime is how long a window in which a code or parts are shown is left alone before it locks.
const paperTime = 30 * time.Minute

// keptRecovery notes that the papers are written, and shows the work again.
func (s *Shell) keptRecovery(b *book.Book) {
	s.build()
	task.Do(context.Background(), s.deps.Run, func(ctx context.Context) (struct{}, error) { return struct{}{}, b.KeepRecovery(ctx) },
		func(_ struct{}, err error) {
			if err != nil {
				s.Fail(err)
			}
		})
}

// remind asks about papers that were shown and of which nobody said that they are written: the window locked, or the program ended.
func (s *Shell) remind() {
	b := s.book
	task.Do(s.life, s.deps.Run, b.Recovery, func(r book.Recovery, err error) {
		if err != nil || !r.Unkept || s.page == nil {
			return
		}
		p := s.p
		yes := form.NewPrimary(p, p.T("unlock.recovery.unkept.yes"), func() { s.keptRecovery(b) })
		again := form.NewSecondary(p, p.T("unlock.recovery.unkept.again"), s.renewRecovery)
		s.frame.cover(prompt.NewMessage(p, prompt.Message{
			Icon: look.IconKey, Title: p.T("unlock.recovery.unkept"), Text: p.T("unlock.recovery.unkept.text"), Actions: []fyne.CanvasObject{yes, again},
		}))
		s.win.Canvas().Focus(again) // an Enter too many says nothing about a paper
	})
}

func (s *Shell) printCode(code, language string, told func(error)) {
	p, err := i18n.New(language)
	if err != nil {
		told(err)
		return
	}
	s.savePDF("schakel-herstelcode", export.RecoveryCard(p, code, p.Date(s.book.Today())), told)
}

// printPart saves the card of one part. The name of the file says which part, and not whose.
func (s *Shell) printPart(part unlock.Part, told func(error)) {
	doc, err := s.card(part)
	if err != nil {
		told(err)
		return
	}
	s.savePDF("schakel-deel-"+strconv.Itoa(part.Number), doc, told)
}

// card makes the card of one part, in the language that was chosen for it.
func (s *Shell) card(part unlock.Part) (export.Document, error) {
	p, err := i18n.New(part.Language)
	if err != nil {
		return export.Document{}, err
	}
	return export.PartCard(p, export.Part{
		Number: part.Number, Lines: part.Lines, Made: p.Date(s.book.Today()), Place: part.Holder == unlock.HolderPlace, Person: part.Holder == unlock.HolderPerson,
	}), nil
}

// savePDF makes a PDF of a document where the worker chooses, and tells how that went. That it leaves is noted before a byte of it is written.
func (s *Shell) savePDF(name string, doc export.Document, told func(error)) {
	b := s.book
	s.files().Save(name+".pdf", func(path string, err error) {
		switch {
		case err != nil:
			told(err)
		case path != "":
			task.Do(context.Background(), s.deps.Run, func(ctx context.Context) (struct{}, error) {
				if err := b.Printed(ctx, record.KindNone, record.ID{}); err != nil {
					return struct{}{}, err
				}
				return struct{}{}, s.writePDF(path, doc)
			}, func(_ struct{}, err error) { told(err) })
		}
	})
}
