package main

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// free puts each thing where it is told to be, whether it fits or not.
type free struct{ places []area }

func (f free) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, 1) }
func (f free) Layout(all []fyne.CanvasObject, _ fyne.Size) {
	for i, o := range all {
		o.Move(fyne.NewPos(f.places[i].x, f.places[i].y))
		o.Resize(fyne.NewSize(f.places[i].wide(), f.places[i].high()))
	}
}

// The measuring sees what it is there for, and is silent about what fits.
func TestMeasureFindsWhatIsWrong(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Options{Step: 2}))
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	words := func(s string, style rtl.Style) fyne.CanvasObject { return rtl.NewText(p.Direction(), s, style) }
	rows := listing.NewList(p, 50, func(int) listing.Row { return listing.Row{Title: "Yıldız"} }, nil)
	for _, c := range []struct {
		name, want string
		objects    []fyne.CanvasObject
		places     []area
	}{
		{"what fits", "", []fyne.CanvasObject{words("Mensen", rtl.Style{}), words("Zorgen", rtl.Style{})}, []area{{10, 10, 200, 40}, {10, 50, 200, 80}}},
		{"a cut word", "is cut to", []fyne.CanvasObject{words("Doorverwijzingen", rtl.Style{})}, []area{{10, 10, 60, 40}}},
		{"two texts in one place", "over each other", []fyne.CanvasObject{words("Mensen", rtl.Style{}), words("Zorgen", rtl.Style{})}, []area{{10, 10, 200, 40}, {20, 20, 200, 50}}},
		{"a text outside the window", "outside its", []fyne.CanvasObject{words("Mensen", rtl.Style{})}, []area{{560, 10, 760, 40}}},
		{"more lines than there is room for", "higher than its box", []fyne.CanvasObject{words("een twee drie vier vijf zes zeven acht", rtl.Style{Wrap: true})}, []area{{10, 10, 90, 40}}},
		{"a list of one row", "shows", []fyne.CanvasObject{rows}, []area{{10, 10, 300, 90}}},
		{"a text that a panel hides", "", []fyne.CanvasObject{
			words("Mensen", rtl.Style{}), form.NewPanel(form.Frame{Fill: look.ColorBackground, Edge: look.ColorNone}, 0, 0, words("Bericht", rtl.Style{})),
		}, []area{{10, 10, 200, 40}, {0, 0, 400, 300}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := test.NewTempWindow(t, container.New(free{c.places}, c.objects...))
			w.Resize(fyne.NewSize(600, 400))
			var lines []string
			for _, one := range measure(w) {
				lines = append(lines, one.String())
			}
			if got := strings.Join(lines, "\n"); c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("found %q, want %q", got, c.want)
			}
		})
	}
}
