package preferences

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/record"
)

// Paper is what stands above an overview on paper.
type Paper interface {
	Letterhead(ctx context.Context) (*record.Letterhead, error)
	SaveLetterhead(ctx context.Context, l *record.Letterhead) error
}

// letterhead is the name of the programme and two logos, for the first page of an overview.
func (v *View) letterhead() fyne.CanvasObject {
	p, head := v.p, v.state.paper
	var save *form.Button
	note := func() {
		v.state.drawn = true
		save.Unblock()
	}
	name := rtl.NewEntry(p.Direction(), rtl.EntryOptions{Limit: record.LimitShort, Base: rtl.Auto})
	name.SetText(head.Name.Reveal())
	name.OnChanged = func(text string) {
		head.Name = record.Text(text)
		note()
	}
	logo := func(label string, data *[]byte) fyne.CanvasObject {
		return form.NewLogo(p, form.LogoOptions{
			PhotoOptions: form.PhotoOptions{Help: p.T("preferences.letterhead.help"), Open: v.o.Open, Run: v.run, Fail: v.failed},
			Label:        label, Choose: p.T("preferences.letterhead.choose"), Away: p.T("preferences.letterhead.away"),
		}, *data, func(logo []byte) {
			*data = logo
			note()
		})
	}
	save = form.NewSecondary(p, p.T("preferences.letterhead.save"), func() { v.keepPaper(save) })
	if !v.state.drawn {
		save.Block(p.T("preferences.letterhead.kept"))
	}
	return v.section(p.T("preferences.letterhead.title"), p.T("preferences.letterhead.why"),
		form.NewField(p, form.FieldOptions{Label: p.T("preferences.letterhead.name"), Term: p.T("preferences.optional")}, name),
		form.NewColumnsFrom(p, 24, 260, logo(p.T("preferences.letterhead.first"), &head.First), logo(p.T("preferences.letterhead.second"), &head.Second)),
		form.NewActions(p, []fyne.CanvasObject{save}, nil))
}

// failed tells what went wrong; choosing no file is nothing.
func (v *View) failed(err error) {
	if err != nil {
		v.nav.Fail(err)
	}
}

// keepPaper saves the letterhead.
func (v *View) keepPaper(save *form.Button) {
	v.state.drawn = false
	kept := *v.state.paper
	task.Do(v.ctx, v.run, func(ctx context.Context) (record.Head, error) {
		err := v.src.SaveLetterhead(ctx, &kept)
		return kept.Head, err
	}, func(head record.Head, err error) {
		if err != nil {
			v.state.drawn = true
			v.nav.Fail(err)
			return
		}
		if v.state.paper != nil {
			v.state.paper.Head = head
		}
		if !v.state.drawn {
			save.Block(v.p.T("preferences.letterhead.kept"))
		}
		v.nav.Say(v.p.T("preferences.letterhead.saved"))
	})
}
