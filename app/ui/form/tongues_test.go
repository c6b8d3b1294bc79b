package form_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/internal/i18n"
)

// A language that is not among the first ones is looked for in any spelling, chosen with Enter, and stands with the others.
func TestALanguageIsLookedForAndChosen(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	var told []string
	tongues := form.NewTongues(p, []string{"tur", "xyz"}, func(codes []string) { told = codes })
	w := test.NewTempWindow(t, tongues)
	w.Resize(tongues.MinSize())
	if got := tongues.Values(); !slices.Equal(got, []string{"tur", "xyz"}) {
		t.Fatalf("chosen: %v", got)
	}
	if tongues.Find().Visible() {
		t.Error("the field is there before it is asked for")
	}
	tongues.Open()
	test.Type(tongues.Find().Entry(), "tasjelhit")
	if len(tongues.Found()) != 1 {
		t.Fatalf("%d proposals", len(tongues.Found()))
	}
	tongues.Find().Entry().OnSubmitted("")
	if want := []string{"tur", "xyz", "shi"}; !slices.Equal(told, want) || !slices.Equal(tongues.Values(), want) {
		t.Errorf("told %v, shown %v", told, tongues.Values())
	}
	if tongues.Find().Text() != "" || len(tongues.Found()) != 0 {
		t.Error("the field is not ready for the next language")
	}
	test.Type(tongues.Find().Entry(), "qqq")
	if len(tongues.Found()) != 1 {
		t.Fatalf("an unknown language proposes %d", len(tongues.Found()))
	}
	tongues.Found()[0].Press()
	if !slices.Equal(told, []string{"tur", "xyz", "shi", "mis"}) {
		t.Errorf("told %v", told)
	}
}
