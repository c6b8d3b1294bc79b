package look_test

import (
	"bytes"
	"fmt"
	"image/color"
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"schakel/app/ui/look"
	"schakel/assets"
	"schakel/internal/i18n"
)

func luminance(c color.Color) float64 {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	lin := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(n.R) + 0.7152*lin(n.G) + 0.0722*lin(n.B)
}

func ratio(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	if la < lb {
		la, lb = lb, la
	}
	return (la + 0.05) / (lb + 0.05)
}

// The ratios are those of design/DESIGN.md, on background, surface and raised.
func TestContrastIsThatOfTheDesign(t *testing.T) {
	grounds := []fyne.ThemeColorName{look.ColorBackground, look.ColorSurface, look.ColorRaised}
	for _, row := range []struct {
		name        fyne.ThemeColorName
		light, dark [3]float64
	}{
		{look.ColorText, [3]float64{14.2, 15.9, 13.2}, [3]float64{15.0, 13.5, 11.2}},
		{look.ColorMuted, [3]float64{5.9, 6.6, 5.5}, [3]float64{8.1, 7.3, 6.1}},
		{look.ColorEdge, [3]float64{3.9, 4.3, 3.6}, [3]float64{5.1, 4.6, 3.8}},
		{look.ColorAccent, [3]float64{7.0, 7.8, 6.4}, [3]float64{9.2, 8.2, 6.9}},
		{look.ColorFocusRing, [3]float64{5.1, 5.7, 4.8}, [3]float64{8.7, 7.9, 6.5}},
		{look.ColorSuccess, [3]float64{5.8, 6.5, 5.4}, [3]float64{9.3, 8.3, 7.0}},
		{look.ColorWaiting, [3]float64{6.3, 7.0, 5.8}, [3]float64{9.2, 8.3, 6.9}},
		{look.ColorLate, [3]float64{5.9, 6.6, 5.5}, [3]float64{9.0, 8.0, 6.7}},
		{look.ColorDanger, [3]float64{6.0, 6.7, 5.5}, [3]float64{8.7, 7.8, 6.5}},
		{look.ColorPractice, [3]float64{6.9, 7.7, 6.4}, [3]float64{8.8, 7.9, 6.6}},
	} {
		for i, g := range grounds {
			check(t, look.Light, row.name, g, row.light[i])
			check(t, look.Dark, row.name, g, row.dark[i])
		}
	}
	check(t, look.Light, look.ColorAccentText, look.ColorAccent, 7.8)
	check(t, look.Dark, look.ColorAccentText, look.ColorAccent, 8.3)
	check(t, look.Light, look.ColorText, look.ColorAccentSoft, 13.0)
	check(t, look.Dark, look.ColorText, look.ColorAccentSoft, 10.2)
	check(t, look.Light, look.ColorMuted, look.ColorAccentSoft, 5.4)
	check(t, look.Dark, look.ColorMuted, look.ColorAccentSoft, 5.5)
}

func check(t *testing.T, v look.Variant, name, ground fyne.ThemeColorName, want float64) {
	t.Helper()
	th := look.NewTheme(look.Options{Variant: v})
	got := ratio(th.Color(name, 0), th.Color(ground, 0))
	if math.Abs(got-want) > 0.06 {
		t.Errorf("variant %d: %s on %s is %.2f, the design says %.1f", v, name, ground, got, want)
	}
}

// Practice replaces the accent, and stays readable on everything the accent stands on.
func TestPracticeReplacesAccent(t *testing.T) {
	for _, v := range []look.Variant{look.Light, look.Dark} {
		th := look.NewTheme(look.Options{Variant: v, Practice: true})
		accent := th.Color(look.ColorAccent, 0)
		if accent != th.Color(look.ColorPractice, 0) || accent != th.Color(theme.ColorNamePrimary, 0) {
			t.Errorf("variant %d: the accent is %v in practice", v, accent)
		}
		for _, other := range []fyne.ThemeColorName{look.ColorAccentText, look.ColorAccentSoft, look.ColorSurface} {
			if r := ratio(accent, th.Color(other, 0)); r < 4.5 {
				t.Errorf("variant %d: practice and %s: %.2f", v, other, r)
			}
		}
	}
}

func TestSizesFollowTheStep(t *testing.T) {
	for _, row := range []struct {
		step               int
		script             look.Script
		small, text, title float32
	}{
		{1, look.Latin, 13, 14, 23}, {2, look.Latin, 14, 16, 26}, {3, look.Latin, 16, 18, 30},
		{4, look.Latin, 18, 21, 34}, {5, look.Latin, 21, 25, 40},
		{2, look.Arabic, 15, 17, 26}, {5, look.Ethiopic, 22, 26, 40}, {0, look.Latin, 14, 16, 26},
	} {
		th := look.NewTheme(look.Options{Step: row.step, Script: row.script})
		got := [4]float32{th.Size(look.SizeSmall), th.Size(look.SizeText), th.Size(look.SizeTitle), th.Size(look.SizeHuge)}
		if want := [4]float32{row.small, row.text, row.title, row.title * 1.5}; got != want {
			t.Errorf("step %d script %d: %v, want %v", row.step, row.script, got, want)
		}
	}
	th := look.NewTheme(look.Options{})
	for name, want := range map[fyne.ThemeSizeName]float32{
		look.SizeControl: 48, look.SizeChip: 40, look.SizeRow: 80, look.SizeListRow: 56,
		look.SizeGridRow: 40, look.SizeStatus: 40, look.SizeScale: 1,
		theme.SizeNamePadding: 8, theme.SizeNameInputRadius: 8, theme.SizeNameCardRadius: 12,
	} {
		if got := th.Size(name); got != want {
			t.Errorf("%s is %v at step 2, want %v", name, got, want)
		}
	}
}

func TestFontsAreOurs(t *testing.T) {
	th := look.NewTheme(look.Options{})
	if !bytes.Equal(th.Font(fyne.TextStyle{}).Content(), assets.FontRegular()) {
		t.Error("the regular face is not ours")
	}
	if !bytes.Equal(th.Font(fyne.TextStyle{Bold: true}).Content(), assets.FontBold()) {
		t.Error("the bold face is not ours")
	}
}

// Every name draws, every drawing has a name, and the colour of the theme is in it.
func TestIcons(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.Options{}))
	for _, name := range assets.IconNames() {
		content := look.Icon(look.IconName(name), look.ColorLate).Content()
		if !bytes.Contains(content, []byte(`<path fill="#86500a"`)) {
			t.Errorf("%s is not drawn in the late colour: %.90s", name, content)
		}
	}
	if look.IconCoffee.Filled() != look.IconCoffeeFill || look.IconX.Filled() != look.IconX {
		t.Error("Filled")
	}
	light := look.Icon(look.IconEye, look.ColorText).Name()
	a.Settings().SetTheme(look.NewTheme(look.Options{Variant: look.Dark}))
	if dark := look.Icon(look.IconEye, look.ColorText).Name(); dark == light {
		t.Error("light and dark share one name, so Fyne would show the one drawn first")
	}
	if look.Back(i18n.LeftToRight) != look.IconArrowLeft || look.Back(i18n.RightToLeft) != look.IconArrowRight {
		t.Error("Back does not mirror")
	}
}

func TestRingsMirrorAndDiffer(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.Options{}))
	seen := []string{}
	for _, own := range []look.RingState{look.RingOpen, look.RingLate, look.RingSpoken} {
		for _, other := range []look.RingState{look.RingOpen, look.RingLate, look.RingSpoken} {
			ltr := picture(t, look.NewRings(own, other, i18n.LeftToRight, look.RingsEmpty))
			rtl := picture(t, look.NewRings(other, own, i18n.RightToLeft, look.RingsEmpty))
			if ltr != rtl {
				t.Errorf("rings %d/%d do not mirror", own, other)
			}
			if slices.Contains(seen, ltr) {
				t.Errorf("rings %d/%d look like others", own, other)
			}
			seen = append(seen, ltr)
		}
	}
}

func picture(t *testing.T, o fyne.CanvasObject) string {
	t.Helper()
	w := test.NewTempWindow(t, o)
	w.Resize(fyne.NewSize(200, 120))
	return fmt.Sprintf("%x", w.Canvas().Capture())
}

func TestFocusRingLiesOutside(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.Options{}))
	f := look.NewFocusRing(look.Radius)
	f.Around(fyne.NewPos(10, 10), fyne.NewSize(100, 48))
	f.Set(true)
	if f.Position() != fyne.NewPos(5, 5) || f.Size() != fyne.NewSize(110, 58) {
		t.Errorf("ring at %v, %v", f.Position(), f.Size())
	}
	if !f.Visible() || f.CornerRadius != 12 || f.StrokeWidth != 3 {
		t.Errorf("visible %v, radius %v, width %v", f.Visible(), f.CornerRadius, f.StrokeWidth)
	}
	f.Set(false)
	if f.Visible() {
		t.Error("shown without focus")
	}
}
