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

// drawBesides are the chips of what the period can be put beside; they stay as they are while these do.
func (v *View) drawBesides() {
	p, d, s := v.p, v.p.Direction(), &v.state
	if len(s.besides) == 0 {
		v.besides.Objects = nil
		v.besides.Hide()
		return
	}
	v.besides.Show()
	if len(v.besides.Objects) > 0 && slices.Equal(s.besides, v.offered) {
		return
	}
	v.offered = s.besides
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
	label := rtl.NewText(d, p.T("summaries.beside"), rtl.Style{Bold: true, Wrap: true})
	v.besides.Objects = []fyne.CanvasObject{rtl.VBox(d, look.HalfGrid, label, chips)}
}
