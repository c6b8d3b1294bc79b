package preferences

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/prompt"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/export"
)

// transfer is the section of reading in a file and keeping everything in one.
func (v *View) transfer() fyne.CanvasObject {
	v.carry = rtl.VBox(v.p.Direction(), 20)
	v.closeTransfer()
	return v.section(v.p.T("preferences.carry.title"), v.p.T("preferences.carry.why"), v.carry)
}

// closeTransfer shows the two buttons, below what came of the last time.
func (v *View) closeTransfer(said ...fyne.CanvasObject) {
	p := v.p
	in := form.NewButton(p, p.T("preferences.import.open"), form.ButtonOptions{Icon: look.IconFolderOpen}, v.choose)
	out := form.NewButton(p, p.T("preferences.export.open"), form.ButtonOptions{Icon: look.IconDownloadSimple}, v.warn)
	v.put(v.carry, append(said, form.NewActions(p, []fyne.CanvasObject{in, out}, nil))...)
}

// choose asks for the file to read in.
func (v *View) choose() {
	v.o.Open([]string{".jsonl"}, func(path string, err error) {
		switch {
		case err != nil:
			v.nav.Fail(err)
		case path != "":
			v.take(path)
		}
	})
}

// take reads a file in: everything or nothing.
func (v *View) take(path string) {
	v.put(v.carry, listing.NewNote(v.p, look.IconHourglass, v.p.T("preferences.import.busy"), look.ColorMuted))
	task.Do(v.ctx, v.run, func(ctx context.Context) (int, error) {
		f, err := os.Open(path)
		if err != nil {
			return 0, task.ErrFile
		}
		added, err := v.src.Import(ctx, f)
		if err2 := f.Close(); err == nil && err2 != nil {
			err = task.ErrFile
		}
		return added, err
	}, func(added int, err error) {
		p := v.p
		switch {
		case err == nil:
			v.closeTransfer(listing.NewNote(p, look.IconCheck, p.N("preferences.import.done", added, "File", filepath.Base(path)), look.ColorSuccess))
		case v.state.refuse(err):
			v.closeTransfer(v.problems(filepath.Base(path)))
		default:
			v.closeTransfer()
			v.nav.Fail(err)
		}
	})
}

// problems lists what is wrong with a file: line, field, reason.
func (v *View) problems(name string) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	all := rtl.VBox(d, 12, listing.NewFact(p, look.IconWarningCircle, p.T("preferences.import.refused", "File", name), p.T("preferences.import.whole"), look.ColorLate))
	for i, l := range v.state.refused {
		if i == most {
			all.Add(v.muted(p.N("preferences.import.more", len(v.state.refused)-most)))
			break
		}
		words := []rtl.Span{{Text: l.text}}
		if l.field != "" {
			words = append(words, rtl.Span{Text: "   " + l.field, Size: rtl.Small, Color: look.ColorMuted})
		}
		all.Add(rtl.NewRich(d, words, rtl.Style{Wrap: true}))
	}
	return all
}

// warn says first that the file can be read by anybody who has it.
func (v *View) warn() {
	p := v.p
	ask := prompt.NewConfirm(p, prompt.Question{
		Title: p.T("preferences.export.ask"), Text: p.T("preferences.export.ask.text"),
		Yes: p.T("preferences.export.yes"), No: p.T("preferences.export.no"), Careful: true,
	}, v.give, func() { v.closeTransfer() })
	v.put(v.carry, ask)
	ask.Focus()
}

// give writes everything to a file where the worker chooses.
func (v *View) give() {
	v.closeTransfer()
	v.o.Save(v.p.T("preferences.export.name", "Day", v.state.today.String())+".jsonl", func(path string, err error) {
		switch {
		case err != nil:
			v.nav.Fail(err)
		case path != "":
			v.write(path)
		}
	})
}

func (v *View) write(path string) {
	task.Do(v.ctx, v.run, func(ctx context.Context) (int, error) {
		lines := 0
		err := export.Replace(path, func(w io.Writer) error {
			n, err := v.src.Export(ctx, w)
			lines = n
			return err
		})
		return lines, err
	}, func(lines int, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		p := v.p
		v.closeTransfer(listing.NewFact(p, look.IconWarningCircle, p.N("preferences.export.done", lines, "File", filepath.Base(path)),
			p.T("preferences.export.after"), look.ColorLate))
	})
}
