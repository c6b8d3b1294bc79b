package contribute

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/record"
)

// mostRows is how many contacts and gatherings are shown at once.
const mostRows = 8

// aims asks to which local aims the work of the period belonged, all in one place, so that no entry asks one question more. It is nil when the
// programme has no aims.
func (v *View) aims() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	one, ok := v.state.programme()
	if !ok || len(v.state.work) == 0 || !slices.ContainsFunc(v.state.work, func(a book.Aimable) bool { return len(one.Aims(a.On.Year)) > 0 }) {
		return nil
	}
	rows := rtl.VBox(d, 16, v.text(p.T("contribute.aims.why")))
	for _, a := range v.state.work[:min(len(v.state.work), v.state.rows)] {
		rows.Add(v.aim(one, a))
	}
	if len(v.state.work) > v.state.rows {
		rows.Add(form.NewActions(p, []fyne.CanvasObject{form.NewQuiet(p, p.T("contribute.aims.more"), func() {
			v.state.rows += mostRows
			v.drawGoes()
		})}, nil))
	}
	return listing.NewCard(p, p.T("contribute.aims"), rows)
}

func (v *View) aim(one *record.Programme, a book.Aimable) fyne.CanvasObject {
	var choices []form.Choice
	for i, name := range one.Aims(a.On.Year) {
		choices = append(choices, form.Choice{Value: strconv.Itoa(i + 1), Text: name.Reveal()})
	}
	chips := form.NewChips(v.p, choices, form.ChipsOptions{Multi: true}, func(values []string) {
		var numbers []int
		for _, value := range values {
			if n, err := strconv.Atoi(value); err == nil {
				numbers = append(numbers, n)
			}
		}
		task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) {
			return struct{}{}, v.src.GiveAims(ctx, a.Kind, a.ID, one.ID, numbers)
		}, func(_ struct{}, err error) {
			if err != nil {
				v.nav.Fail(err)
				return
			}
			v.count()
		})
	})
	on := make([]string, len(a.Numbers))
	for i, n := range a.Numbers {
		on[i] = strconv.Itoa(n)
	}
	chips.SetValues(on...)
	return form.NewField(v.p, form.FieldOptions{Label: v.state.what(a)}, chips)
}

// what is a contact or a gathering for the worker's own eyes: its sort, whom it was about, and its day.
func (s *state) what(a book.Aimable) string {
	what := s.p.T("contribute.aims.contact")
	switch {
	case a.Kind == record.KindMeeting && a.Meeting != "":
		what = s.p.Value("meeting.type", string(a.Meeting))
	case a.Kind == record.KindContact && a.Place != "":
		what += " " + s.p.Value("place", string(a.Place))
	}
	if !a.Who.Empty() {
		what += " · " + a.Who.Reveal()
	}
	return s.p.T("contribute.aims.row", "What", what, "Date", s.p.Date(a.On))
}
