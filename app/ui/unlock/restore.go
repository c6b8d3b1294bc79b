package unlock

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
)

// Restore is the page that puts a backup back on a laptop that has no store yet.
type Restore struct {
	p       *i18n.Printer
	run     task.Runner
	o       Restoring
	content *fyne.Container
	path    string
	name    *rtl.Text
	choose  *form.Button
	file    *form.Field
	pass    *form.Passphrase
	field   *form.Field
	button  *form.Button
}

// Restoring is what the page needs from outside.
type Restoring struct {
	Choose  func(chosen func(path string, err error))            // asks for the backup; "" when nothing was chosen
	Restore func(ctx context.Context, path, secret string) error // puts it back, all of it or nothing
	Done    func()                                               // it stands
	Back    func()                                               // to the first start
}

// NewRestore makes the page.
func NewRestore(p *i18n.Printer, run task.Runner, o Restoring) *Restore {
	r := &Restore{p: p, run: run, o: o}
	d := p.Direction()
	r.name = rtl.NewText(d, p.T("unlock.restore.none"), rtl.Style{Color: look.ColorMuted, Wrap: true})
	r.choose = form.NewButton(p, p.T("unlock.restore.choose"), form.ButtonOptions{Icon: look.IconFolderOpen}, r.ask)
	r.file = form.NewField(p, form.FieldOptions{Label: p.T("unlock.restore.file")}, rtl.VBox(d, 8, r.name, rtl.HBox(d, 0, r.choose)))
	r.pass = form.NewPassphrase(p, r.restore)
	r.field = form.NewField(p, form.FieldOptions{Label: p.T("unlock.restore.phrase"), Help: p.T("unlock.restore.phrase.help")}, r.pass)
	r.button = form.NewPrimary(p, p.T("unlock.restore.do"), r.restore)
	back := form.NewSecondary(p, p.T("unlock.restore.back"), o.Back)
	r.content = rtl.Stack(d, frame(p, rtl.VBox(d, 20,
		rtl.NewText(d, p.T("unlock.restore.title"), rtl.Style{Size: rtl.Title, Bold: true, Wrap: true}),
		rtl.NewText(d, p.T("unlock.restore.why"), rtl.Style{Color: look.ColorMuted, Wrap: true}),
		r.file, r.field, form.NewActions(p, []fyne.CanvasObject{r.button, back}, nil))))
	return r
}

// Content is the page.
func (r *Restore) Content() fyne.CanvasObject { return r.content }

// Focus is the button that chooses the backup.
func (r *Restore) Focus() fyne.Focusable { return r.choose }

func (r *Restore) ask() {
	r.o.Choose(func(path string, err error) {
		switch {
		case err != nil:
			text, hint := r.p.Fault(err)
			r.file.SetError(joined(text, hint))
		case path != "":
			r.path = path
			r.name.SetText(filepath.Base(path))
			r.file.SetError("")
			r.content.Refresh()
			r.pass.Focus()
		}
	})
}

func (r *Restore) restore() {
	p := r.p
	file, secret := "", ""
	if r.path == "" {
		file = p.T("unlock.restore.none.wrong")
	}
	if r.pass.Text() == "" {
		secret = p.T("unlock.restore.phrase.empty")
	}
	r.file.SetError(file)
	r.field.SetError(secret)
	if file != "" || secret != "" || r.button.Reason() != "" {
		return
	}
	path, typed := r.path, r.pass.Text()
	r.button.Block(p.T("unlock.opening"))
	task.Do(context.Background(), r.run, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, r.o.Restore(ctx, path, typed)
	}, func(_ struct{}, err error) {
		r.button.Unblock()
		if err != nil {
			text, hint := p.Fault(err)
			r.field.SetError(joined(text, hint))
			return
		}
		r.pass.Clear()
		r.o.Done()
	})
}
