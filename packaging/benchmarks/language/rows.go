package main

import (
	"fmt"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
)

// thousand is how many rows are measured at once: more than any page shows, so that the clock is no part of what is measured.
const thousand = 1000

// The words of rows: Dutch only, Arabic only, and both with codes and dates among them. No two rows are alike, or a cache would answer.
func wording() map[string]func(run, i int) (title, line string) {
	return map[string]func(run, i int) (string, string){
		"nl": func(run, i int) (string, string) {
			return fmt.Sprintf("Familie de Vries nummer %d van %d", i, run), fmt.Sprintf("Wijkteam belt terug over %d dagen, ronde %d", i, run)
		},
		"ar": func(run, i int) (string, string) {
			return fmt.Sprintf("عائلة الخطيب رقم %d من %d", i, run), fmt.Sprintf("فريق الحي يتصل بعد %d يومًا، دورة %d", i, run)
		},
		"mixed": func(run, i int) (string, string) {
			return fmt.Sprintf("عائلة de Vries (Z-%04d) %d", i, run), fmt.Sprintf("اتصال 06 1234 %04d · 21-11-2026 · Havenkwartier %d", i, run)
		},
	}
}

// rows measures titles and lines of rows as widgets: made, measured, and laid out at the width of a list.
func rows() {
	test.NewApp().Settings().SetTheme(look.NewTheme(look.Options{}))
	fmt.Println("| 1,000 rows of two texts | p50 | p95 | plain labels p50 | p95 | times | bar | |\n|---|---|---|---|---|---|---|---|")
	for _, name := range []string{"nl", "ar", "mixed"} {
		words := wording()[name]
		var ours, plain []time.Duration
		for run := range 7 {
			if run == 0 {
				drawn(words, -1, text)
				drawn(words, -2, label)
			}
			// By turns, so that what else the computer does falls on both. Different words, so that neither measures for the other.
			ours = append(ours, drawn(words, 2*run, text))
			plain = append(plain, drawn(words, 2*run+1, label))
		}
		times := float64(at(ours, 50)) / float64(at(plain, 50))
		met := "met"
		if times > rowsBar {
			met = "missed"
		}
		fmt.Printf("| %s | %s | %s | %s | %s | %.2f | %.1f | %s |\n", name, round(at(ours, 50)), round(at(ours, 95)), round(at(plain, 50)), round(at(plain, 95)), times, rowsBar, met)
	}
}

func round(d time.Duration) time.Duration { return d.Round(100 * time.Microsecond) }

func text(s string, bold bool) fyne.CanvasObject {
	style := rtl.Style{Bold: bold, Lines: 1}
	if !bold {
		style.Size, style.Base = rtl.Small, rtl.FromPage
	}
	return rtl.NewText(rtl.RTL, s, style)
}

// label is the plainest label there is: it does not cut what is too long, which ours do.
func label(s string, bold bool) fyne.CanvasObject {
	l := widget.NewLabelWithStyle(s, fyne.TextAlignLeading, fyne.TextStyle{Bold: bold})
	if !bold {
		l.SizeName = look.SizeSmall
	}
	return l
}

// drawn makes, measures and lays out the texts of a thousand rows.
func drawn(words func(run, i int) (string, string), run int, mk func(s string, bold bool) fyne.CanvasObject) time.Duration {
	runtime.GC()
	start := time.Now()
	for i := range thousand {
		title, line := words(run, i)
		for n, s := range []string{title, line} {
			o := mk(s, n == 0)
			size := o.MinSize()
			o.Resize(fyne.NewSize(600, size.Height))
			if w, ok := o.(fyne.Widget); ok {
				test.WidgetRenderer(w)
			}
		}
	}
	return time.Since(start)
}
