package handing

import (
	"context"
	"io"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/parcel"
	"schakel/internal/record"
)

// receiving opens a file of another worker, shows from whom it is and what is in it, and takes it over.
func (v *View) receiving() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	inside := rtl.VBox(d, 16, v.text(p.T("handing.receive.why")))
	open := form.NewButton(p, p.T("handing.receive.open"), form.ButtonOptions{Icon: look.IconFolderOpen}, v.openParcel)
	if v.first == nil {
		v.first = open
	}
	switch {
	case v.state.taken != nil:
		inside.Add(v.done(*v.state.taken))
		inside.Add(form.NewActions(p, []fyne.CanvasObject{open}, nil))
	case v.state.file != nil:
		inside.Add(v.look())
	default:
		inside.Add(form.NewActions(p, []fyne.CanvasObject{open}, nil))
	}
	return listing.NewCard(p, p.T("handing.receive"), inside)
}

// look shows what a file holds before anything is kept.
func (v *View) look() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	a := v.state.arrived
	all := rtl.VBox(d, 16, v.holder(a.From), listing.NewNote(p, look.IconCalendarBlank, p.T("handing.receive.made", "On", p.Date(record.DateOf(a.Made.Local()))), look.ColorMuted))
	for _, f := range a.Families {
		line := p.N("handing.receive.people", f.People) + " · " + p.N("handing.promises", f.Promises) + " · " + p.N("handing.referrals", f.Referrals)
		if f.Here {
			line = p.T("handing.receive.here")
		}
		all.Add(listing.NewFact(p, look.IconUsersThree, f.Name.Reveal(), line, look.ColorText))
		if !f.Note.Empty() {
			all.Add(v.text(f.Note.Reveal()))
		}
	}
	stop := form.NewQuiet(p, p.T("preferences.stop"), func() {
		v.state.file = nil
		v.draw()
	})
	if a.Again {
		all.Add(listing.NewNote(p, look.IconInfo, p.T("handing.receive.again"), look.ColorMuted))
		all.Add(form.NewActions(p, []fyne.CanvasObject{stop}, nil))
		return all
	}
	take := form.NewPrimary(p, p.T("handing.receive.take"), v.take)
	all.Add(form.NewActions(p, []fyne.CanvasObject{take, stop}, nil))
	return all
}

// done says what was taken over, and leads to the first of the families.
func (v *View) done(t book.Taken) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	all := rtl.VBox(d, 8, listing.NewNote(p, look.IconCheck, p.N("handing.receive.done", t.Families), look.ColorSuccess))
	if t.Before > 0 {
		all.Add(listing.NewNote(p, look.IconInfo, p.N("handing.receive.before", t.Before), look.ColorMuted))
	}
	if t.Consents > 0 {
		all.Add(listing.NewNote(p, look.IconHandHeart, p.N("handing.receive.consents", t.Consents), look.ColorText))
	}
	if !t.First.Zero() {
		all.Add(form.NewActions(p, []fyne.CanvasObject{form.NewButton(p, p.T("retention.open"), form.ButtonOptions{Icon: look.IconUsersThree}, func() {
			v.nav.Open(record.KindHousehold, t.First)
		})}, nil))
	}
	return all
}

// opened is a file with what is in it.
type opened struct {
	file []byte
	look book.Parcel
}

func (v *View) openParcel() {
	v.pick([]string{parcelExtension}, func(path string) {
		task.Do(v.ctx, v.run, func(ctx context.Context) (o opened, err error) {
			if o.file, err = task.ReadFile(path, parcel.MaxFile); err == nil {
				o.look, err = v.src.LookParcel(ctx, o.file)
			}
			return o, err
		}, func(o opened, err error) {
			if err != nil {
				v.nav.Fail(err)
				return
			}
			v.state.file, v.state.arrived, v.state.taken = o.file, o.look, nil
			v.draw()
		})
	})
}

func (v *View) take() {
	file := v.state.file
	task.Do(v.ctx, v.run, func(ctx context.Context) (book.Taken, error) { return v.src.TakeOver(ctx, file) }, func(t book.Taken, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.file, v.state.taken = nil, &t
		v.load()
	})
}

// card is the own key card, to give to who hands something over.
func (v *View) card() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	own := v.state.own
	save := form.NewButton(p, p.T("handing.card.save"), form.ButtonOptions{Icon: look.IconDownloadSimple}, func() {
		v.nav.SaveAs(p.T("handing.card.file")+cardExtension, func(w io.Writer) error {
			data, err := own.Bytes()
			if err == nil {
				_, err = w.Write(data)
			}
			return err
		})
	})
	return listing.NewCard(p, p.T("handing.card"), rtl.VBox(d, 16, v.text(p.T("handing.card.why")), v.holder(own), form.NewActions(p, []fyne.CanvasObject{save}, nil)))
}
