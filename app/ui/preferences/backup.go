package preferences

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
)

// copyExtension is how the name of a backup ends.
const copyExtension = ".schakel"

// Copies is the backups of the store.
type Copies interface {
	Backups(ctx context.Context, own string) (book.Backups, error)
	BackUp(ctx context.Context, folder string, away bool) (book.Backup, error)
	Drill(ctx context.Context, file, typed string) (book.BackupReport, error)
}

// backups is the section of the backups: when the last ones were made, making one now, and trying whether one opens.
func (v *View) backups() fyne.CanvasObject {
	v.copies = rtl.VBox(v.p.Direction(), 20)
	v.readCopies()
	return v.section(v.p.T("preferences.copy.title"), v.p.T("preferences.copy.why"), v.copies)
}

// readCopies looks what there is, and shows it below what came of the last press.
func (v *View) readCopies(said ...fyne.CanvasObject) {
	task.Do(v.ctx, v.run, func(ctx context.Context) (book.Backups, error) {
		return v.src.Backups(ctx, v.o.Backups)
	}, func(got book.Backups, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.copies = got
		v.closeCopies(said...)
	})
}

// closeCopies shows the moments and the buttons.
func (v *View) closeCopies(said ...fyne.CanvasObject) {
	p := v.p
	var pairs []listing.KeyValue
	for _, f := range v.state.copyFacts() {
		pairs = append(pairs, listing.KeyValue{Key: f[0], Value: f[1]})
	}
	all := append([]fyne.CanvasObject{}, said...)
	if text, hint := v.state.copyFault(); text != "" {
		all = append(all, listing.NewFact(p, look.IconWarningCircle, p.T("preferences.copy.failed"), joined(text, hint), look.ColorLate))
	}
	whole, broken := v.state.copyCounts()
	if broken > 0 {
		all = append(all, listing.NewSign(p, look.IconWarningCircle, p.N("preferences.copy.broken", broken), look.ColorLate))
	}
	note := ""
	if whole > 0 {
		note = p.N("preferences.copy.kept", whole)
	}
	now := form.NewButton(p, p.T("preferences.copy.now"), form.ButtonOptions{Icon: look.IconCopy}, func() { v.copyTo(v.o.Backups, false) })
	stick := form.NewButton(p, p.T("preferences.copy.stick"), form.ButtonOptions{Icon: look.IconUsb}, v.copyAway)
	try := form.NewButton(p, p.T("preferences.copy.try"), form.ButtonOptions{Icon: look.IconLockSimpleOpen}, func() { v.openDrill(v.state.copyPath()) })
	v.put(v.copies, append(all, listing.NewKeyValues(p, pairs, note), form.NewActions(p, []fyne.CanvasObject{now, stick, try}, nil))...)
}

// copyAway asks for the folder, such as a USB stick.
func (v *View) copyAway() {
	v.o.Folder(func(path string, err error) {
		switch {
		case err != nil:
			v.nav.Fail(err)
		case path != "":
			v.copyTo(path, true)
		}
	})
}

// copyTo makes a backup. It goes on when the page is left; a lock stops it, and nothing half written stays.
func (v *View) copyTo(folder string, away bool) {
	p := v.p
	v.put(v.copies, listing.NewSign(p, look.IconHourglass, p.T("preferences.copy.busy"), look.ColorMuted))
	task.Do(v.ctx, v.run, func(ctx context.Context) (book.Backup, error) {
		return v.src.BackUp(context.WithoutCancel(ctx), folder, away)
	}, func(made book.Backup, err error) {
		if err != nil {
			text, hint := p.Fault(err)
			v.readCopies(listing.NewFact(p, look.IconWarningCircle, text, hint, look.ColorLate))
			return
		}
		v.readCopies(listing.NewSign(p, look.IconCheck, p.T("preferences.copy.made", "File", filepath.Base(made.Path)), look.ColorSuccess))
	})
}

// openDrill asks for the passphrase with which a backup is tried.
func (v *View) openDrill(path string) {
	p, d := v.p, v.p.Direction()
	which := p.T("preferences.copy.none")
	if path != "" {
		which = p.T("preferences.copy.which", "File", filepath.Base(path))
	}
	var try *form.Button
	pass := form.NewPassphrase(p, func() { try.Press() })
	field := form.NewField(p, form.FieldOptions{Label: p.T("preferences.copy.phrase"), Help: p.T("preferences.copy.phrase.help")}, pass)
	try = form.NewSecondary(p, p.T("preferences.copy.drill"), func() { v.drill(path, pass, field, try) })
	if path == "" {
		try.Block(which)
	}
	other := form.NewButton(p, p.T("preferences.copy.other"), form.ButtonOptions{Icon: look.IconFolderOpen}, v.otherCopy)
	stop := form.NewQuiet(p, p.T("preferences.stop"), func() { v.closeCopies() })
	v.put(v.copies, rtl.NewText(d, which, rtl.Style{Wrap: true}), field, form.NewActions(p, []fyne.CanvasObject{try, other, stop}, nil))
	pass.Focus()
}

// otherCopy asks for another backup to try.
func (v *View) otherCopy() {
	v.o.Open([]string{copyExtension}, func(path string, err error) {
		switch {
		case err != nil:
			v.nav.Fail(err)
		case path != "":
			v.openDrill(path)
		}
	})
}

// drill opens a backup apart from the store, and says what came of it.
func (v *View) drill(path string, pass *form.Passphrase, field *form.Field, try *form.Button) {
	p := v.p
	typed := pass.Text()
	if typed == "" {
		field.SetError(p.T("preferences.copy.phrase.empty"))
		return
	}
	try.Block(p.T("unlock.opening"))
	task.Do(v.ctx, v.run, func(ctx context.Context) (book.BackupReport, error) {
		return v.src.Drill(ctx, path, typed)
	}, func(r book.BackupReport, err error) {
		try.Unblock()
		if err != nil {
			field.SetError(joined(p.Fault(err)))
			return
		}
		pass.Clear()
		v.closeCopies(listing.NewSign(p, look.IconCheck, v.state.copyOpens(r), look.ColorSuccess))
	})
}
