package summaries

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/book"
	"schakel/internal/summary"
)

// Beside is something that an overview can be put beside: the period before, or a snapshot that was kept. Value tells one from another and is
// never ""; Text is its word.
type Beside struct{ Value, Text string }

// Comparer is a source that can put an overview beside another one. A source that is none shows the period alone.
type Comparer interface {
	// Besides are what a period can be put beside.
	Besides(ctx context.Context, period summary.Period) ([]Beside, error)
	// Against is the overview of a period beside one of them, whole for the worker's own eyes and as it will be printed.
	Against(ctx context.Context, period summary.Period, value string, how How) (whole, public summary.Report, err error)
}

// How is how an overview is made safe for others, and who hears how far it is.
type How struct {
	Threshold int
	Rounded   bool
	Progress  book.Progress
}

// compare puts what was counted beside what was chosen. What is not there any more is not compared with.
func (v *View) compare(ctx context.Context, q question, got *counted) error {
	with, can := v.src.(Comparer)
	if !can || got.whole.Empty {
		return nil
	}
	var err error
	if got.besides, err = with.Besides(ctx, q.period); err != nil {
		return err
	}
	if !slices.ContainsFunc(got.besides, func(b Beside) bool { return b.Value == q.beside }) {
		return nil
	}
	got.whole, got.public, err = with.Against(ctx, q.period, q.beside, How{q.threshold, q.rounded, q.tell})
	return err
}

// drawBesides draws what the period can be put beside again when that is not the same any more.
func (v *View) drawBesides() {
	if (v.besides != nil) == (len(v.state.besides) > 0) && slices.Equal(v.state.besides, v.offered) {
		return
	}
	v.offered, v.besides = v.state.besides, nil
	if len(v.offered) > 0 {
		v.besides = v.chips()
	}
	v.beside()
}

// beside is the line below the choice of period: which one it is, what it can be put beside, and the choice of all numbers.
func (v *View) beside() {
	d := v.p.Direction()
	side := []fyne.CanvasObject{v.own}
	if v.besides != nil {
		label := rtl.NewText(d, v.p.T("summaries.beside"), rtl.Style{Color: look.ColorMuted})
		side = []fyne.CanvasObject{form.NewGroup(v.p, look.Grid, label, v.besides), v.own}
	}
	v.words.Objects = []fyne.CanvasObject{form.NewBeside(v.p, 16, 200, rtl.VBox(d, 0, v.name, v.days), form.NewGroup(v.p, 16, side...))}
}

// chips are what the period can be put beside.
func (v *View) chips() *form.Chips {
	p, s := v.p, &v.state
	choices := []form.Choice{{Value: "", Text: p.T("summaries.beside.none")}}
	for _, b := range s.besides {
		choices = append(choices, form.Choice{Value: b.Value, Text: b.Text})
	}
	chips := form.NewChips(p, choices, form.ChipsOptions{Keep: true}, func(values []string) {
		if values[0] != s.beside {
			s.beside = values[0]
			v.load()
		}
	})
	if !slices.ContainsFunc(s.besides, func(b Beside) bool { return b.Value == s.beside }) {
		s.beside = ""
	}
	chips.SetValues(s.beside)
	return chips
}
