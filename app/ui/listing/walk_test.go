package listing_test

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// walks is a chart of five rows of which the first and the fourth lead nowhere.
func walks(pressed *[]int) listing.Walk {
	return listing.Walk{
		Pressed: func(i int) { *pressed = append(*pressed, i) },
		Leads:   func(i int) bool { return i != 0 && i != 3 },
		Said:    func(i int) string { return fmt.Sprint("rij ", i) },
	}
}

func five() (counts []listing.Count, points []listing.Point, rows []listing.GridRow) {
	for i := range 5 {
		a := listing.Amount{Value: float64(i), Text: fmt.Sprint(i)}
		counts = append(counts, listing.Count{Label: fmt.Sprint("rij ", i), Amount: a})
		points = append(points, listing.Point{Value: i})
		rows = append(rows, listing.GridRow{Label: fmt.Sprint("rij ", i), Cells: []listing.Amount{a, a}})
	}
	return counts, points, rows
}

// keyed is a chart as the keyboard meets it.
type keyed interface {
	fyne.Widget
	fyne.Focusable
	fyne.Tappable
	Current() int
	Spoken(i int) string
	AccessibilityLabel() string
}

// TestTheKeyboardWalksOverWhatLeadsSomewhere: the arrows pass what leads nowhere over, Enter and Space open, Home and End go to the ends, and
// the weeks go along with the reading direction.
func TestTheKeyboardWalksOverWhatLeadsSomewhere(t *testing.T) {
	counts, points, rows := five()
	for _, d := range []i18n.Direction{i18n.LeftToRight, i18n.RightToLeft} {
		before, after := fyne.KeyLeft, fyne.KeyRight
		if d == i18n.RightToLeft {
			before, after = after, before
		}
		for name, one := range map[string]struct {
			make          func(p *i18n.Printer, w listing.Walk) keyed
			before, after fyne.KeyName
		}{
			"tally": {func(p *i18n.Printer, w listing.Walk) keyed {
				return listing.NewTally(p, counts, listing.TallyOptions{Walk: w})
			}, fyne.KeyUp, fyne.KeyDown},
			"grid": {func(p *i18n.Printer, w listing.Walk) keyed {
				return listing.NewGrid(p, []string{"a", "b"}, true, rows, w)
			}, fyne.KeyUp, fyne.KeyDown},
			"trend": {func(p *i18n.Printer, w listing.Walk) keyed { return listing.NewTrend(p, points, "kies", w) }, before, after},
		} {
			t.Run(fmt.Sprint(name, d), func(t *testing.T) {
				var pressed []int
				chart := one.make(printer(t, d), walks(&pressed))
				c := show(t, container.NewStack(chart), fyne.NewSize(700, 500), look.Options{})
				c.Focus(chart)
				var went []int
				for _, k := range []fyne.KeyName{one.after, one.after, one.after, one.before, fyne.KeyHome, fyne.KeyEnd} {
					chart.TypedKey(&fyne.KeyEvent{Name: k})
					went = append(went, chart.Current())
				}
				if !slices.Equal(went, []int{2, 4, 4, 2, 1, 4}) {
					t.Errorf("the arrows go to %v", went)
				}
				chart.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
				chart.TypedKey(&fyne.KeyEvent{Name: one.before})
				chart.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
				if !slices.Equal(pressed, []int{4, 2}) || chart.AccessibilityLabel() != "rij 2" {
					t.Errorf("Enter and Space open %v, and it says %q", pressed, chart.AccessibilityLabel())
				}
			})
		}
	}
}

func TestThePressOfARowOpensIt(t *testing.T) {
	counts, _, _ := five()
	var pressed []int
	chart := listing.NewTally(printer(t, i18n.LeftToRight), counts, listing.TallyOptions{Walk: walks(&pressed)})
	show(t, container.NewStack(chart), fyne.NewSize(700, 500), look.Options{})
	high := chart.HeightFor(chart.Size().Width) / 5
	for i := range 5 {
		test.TapAt(chart, fyne.NewPos(40, high*(float32(i)+0.5)))
	}
	if !slices.Equal(pressed, []int{1, 2, 4}) {
		t.Errorf("the mouse opens %v", pressed)
	}
}

func TestWhatLeadsNowhereHasNoKeyboard(t *testing.T) {
	counts, _, _ := five()
	p := printer(t, i18n.LeftToRight)
	plain, chart := listing.NewTally(p, counts, listing.TallyOptions{}), listing.NewTally(p, counts, listing.TallyOptions{Walk: walks(new([]int))})
	c := show(t, container.NewVBox(plain, chart), fyne.NewSize(700, 600), look.Options{})
	c.FocusNext()
	if c.Focused() != fyne.Focusable(chart) {
		t.Errorf("the keyboard goes to %T %v first", c.Focused(), plain.Disabled())
	}
	plain.Open(2) // does nothing
}

// TestAGridThatIsTooNarrowBecomesShortLists: with every number under the word of its column.
func TestAGridThatIsTooNarrowBecomesShortLists(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	columns := []string{"met een antwoord", "nog geen antwoord", "geen antwoord nodig", "samen"}
	cells := []listing.Amount{{Text: "3"}, {Hidden: true}, {Text: "12"}, {Text: "15"}}
	g := listing.NewGrid(p, columns, true, []listing.GridRow{{Label: "consultatiebureau", Cells: cells}}, listing.Walk{})
	show(t, container.NewStack(g), fyne.NewSize(900, 500), look.Options{Step: 2})
	if g.Stacked(900) || !g.Stacked(300) || g.HeightFor(300) <= g.HeightFor(900) {
		t.Errorf("900 wide it is %v high, 300 wide %v", g.HeightFor(900), g.HeightFor(300))
	}
	for _, width := range []float32{900, 300} {
		g.Resize(fyne.NewSize(width, 500))
		shown := 0
		for _, child := range g.Children() {
			if text, ok := child.(*rtl.Text); ok && text.Visible() && slices.Contains(columns, text.Text()) {
				shown++
			}
		}
		if shown != len(columns) {
			t.Errorf("%v wide %d words of columns are seen", width, shown)
		}
	}
}
