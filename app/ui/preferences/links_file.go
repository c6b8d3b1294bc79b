package preferences

import (
	"context"
	"io"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/record"
)

// openByFile asks what a connection without a network needs: how the CJG is called, and the code that it gave.
func (v *View) openByFile(part *fyne.Container) {
	p := v.p
	name := rtl.NewEntry(p.Direction(), rtl.EntryOptions{Limit: record.LimitName, Base: rtl.FromText})
	code := rtl.NewEntry(p.Direction(), rtl.EntryOptions{Limit: 200, Base: rtl.LeftToRight})
	atName := form.NewField(p, form.FieldOptions{Label: p.T("preferences.enrol.file.name")}, name)
	atCode := form.NewField(p, form.FieldOptions{Label: p.T("preferences.enrol.code"), Help: p.T("preferences.enrol.code.help")}, code)
	who, partner := v.otherSide()
	own := func() string { return v.state.card.Name.Reveal() }
	press := func() {
		e := atHand{name: strings.TrimSpace(name.Text()), code: strings.TrimSpace(code.Text())}
		first, second := e.wrong(p, own())
		atName.SetError(first)
		atCode.SetError(second)
		if first == "" && second == "" {
			v.enrolByFile(Joining{Name: e.name, Code: e.code, Label: own(), Partner: partner()}, part, atCode)
		}
	}
	ready := form.NewSecondary(p, p.T("preferences.enrol.file.make"), press)
	name.OnSubmitted = func(string) { form.Focus(code) }
	code.OnSubmitted = func(string) { ready.Press() }
	stop := form.NewQuiet(p, p.T("preferences.stop"), func() { v.closeEnrol(part) })
	why := listing.NewNote(p, look.IconUsb, p.T("preferences.enrol.file.why"), look.ColorMuted)
	v.put(part, append([]fyne.CanvasObject{why, atName, atCode}, append(who, form.NewActions(p, []fyne.CanvasObject{ready, stop}, nil))...)...)
	form.Focus(name)
}

// enrolByFile makes the file; a code with a typing error is told before a place is asked for it.
func (v *View) enrolByFile(j Joining, part *fyne.Container, atCode *form.Field) {
	task.Do(v.ctx, v.run, func(ctx context.Context) ([]byte, error) { return v.o.EnrolByFile(ctx, j) }, func(data []byte, err error) {
		if err != nil {
			atCode.SetError(joined(v.p.Fault(err)))
			return
		}
		v.o.SaveAs(v.p.T("preferences.enrol.file.file")+".schakel", func(w io.Writer) error {
			_, err := w.Write(data)
			return err
		})
		v.closeEnrol(part)
		v.reread()
		v.nav.Say(v.p.T("preferences.enrol.file.done"))
	})
}

// reread lists the connections as they are now.
func (v *View) reread() {
	task.Do(v.ctx, v.run, v.src.Endpoints, func(all []*record.Endpoint, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.connect(all)
		v.drawLinks()
	})
}
