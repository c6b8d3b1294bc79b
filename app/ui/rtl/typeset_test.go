package rtl

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"schakel/app/ui/look"
)

// newApp gives a test the look of the program.
func newApp(t *testing.T) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Options{Step: look.UsualStep}))
}

func setOne(s string, d Dir) *paragraph {
	text := []rune(s)
	return newParagraph(text, make([]uint16, len(text)), []inked{{face: face{size: 16}, lead: 24}}, firstStrong(text, d))
}

func TestEveryLineFitsAndNothingIsLost(t *testing.T) {
	newApp(t)
	words := []string{"Bel", "فاطمة", "op", "21-11-2026", "H-0042", "(مدرسة", "النور)", "doorverwijzing", "٪", "ሰላም", "06 12345678", "😀", "غدًا،", "x", "على", "supercalifragilisticexpialidocious"}
	rapid.Check(t, func(rt *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 30).Draw(rt, "words"), " ")
		width := rapid.Float32Range(40, 500).Draw(rt, "width")
		p := setOne(s, rapid.SampledFrom([]Dir{LTR, RTL}).Draw(rt, "dir"))
		lines, more := p.wrap(width, 0)
		if more {
			rt.Fatal("lines are left without a limit")
		}
		at := 0
		for _, l := range lines {
			if l.start != at {
				rt.Fatalf("a line begins at %d after %d", l.start, at)
			}
			at = l.end
			if l.width > width+slack && len(graphemes(p.text[l.start:l.end])) > 1 {
				rt.Fatalf("a line of %v in %v: %q", l.width, width, string(p.text[l.start:l.end]))
			}
			var drawn []int
			var x float32
			for _, pc := range l.pieces {
				if pc.x != x {
					rt.Fatalf("a piece at %v, want %v", pc.x, x)
				}
				x += pc.width
				for i := pc.start; i < pc.end; i++ {
					drawn = append(drawn, i)
				}
			}
			slices.Sort(drawn)
			if len(slices.Compact(drawn)) != len(drawn) {
				rt.Fatal("a letter is drawn twice")
			}
			if want := len([]rune(strings.TrimRight(string(p.text[l.start:l.end]), " "))); len(drawn) != want {
				rt.Fatalf("%d letters drawn of %d", len(drawn), want)
			}
		}
		if at != len(p.text) {
			rt.Fatalf("%d of %d runes are in a line", at, len(p.text))
		}
	})
}

func TestEllipsis(t *testing.T) {
	newApp(t)
	for _, d := range []Dir{LTR, RTL} {
		for _, s := range []string{
			"Een lange zin in het Nederlands die niet past", "جملة طويلة بالعربية يجب أن تمتد على أكثر من سطر واحد", strings.Repeat("w", 500), "een\ntwee\ndrie",
		} {
			txt := NewText(d, s, Style{Wrap: true, Lines: 2})
			b := txt.set(120)
			if len(b.lines) > 2 || b.width > 120+slack {
				t.Errorf("%q: %d lines of %v", s, len(b.lines), b.width)
			}
			last := b.lines[len(b.lines)-1]
			if got := last.of.text[len(last.of.text)-1]; got != '…' {
				t.Errorf("%q ends in %q", s, got)
			}
			// The ellipsis stands where the reader ends: left in Arabic.
			first := last.pieces[0]
			if last.of.base == RTL && first.end != len(last.of.text) {
				t.Errorf("%q: the ellipsis is not at the left", s)
			}
		}
	}
}

func TestOneBaseline(t *testing.T) {
	newApp(t)
	r := NewRich(LTR, []Span{{Text: "Naar hulp ", Size: Title, Bold: true}, {Text: "doorverwijzing", Size: Small}}, Style{})
	r.Resize(r.MinSize())
	var base []float32
	for _, o := range test.WidgetRenderer(r).Objects() {
		ct := o.(*canvas.Text)
		_, b := fyne.CurrentApp().Driver().RenderedTextSize(ct.Text, ct.TextSize, ct.TextStyle, nil)
		base = append(base, ct.Position().Y+float32(math.Ceil(float64(b)))) // where Fyne draws
	}
	if len(base) != 2 || base[0]-base[1] > .01 || base[1]-base[0] > .01 {
		t.Errorf("baselines %v", base)
	}
}

func TestAlignment(t *testing.T) {
	newApp(t)
	tests := []struct {
		d    Dir
		a    Align
		want string
	}{{LTR, Start, "left"}, {LTR, End, "right"}, {RTL, Start, "right"}, {RTL, End, "left"}, {RTL, Middle, "middle"}}
	for _, tc := range tests {
		for _, s := range []string{"Fatima", "فاطمة"} {
			txt := NewText(tc.d, s, Style{Align: tc.a})
			txt.Resize(fyne.NewSize(400, 24))
			o := test.WidgetRenderer(txt).Objects()[0]
			left, right := o.Position().X, 400-o.Position().X-o.Size().Width
			got := "middle"
			if left < 1 {
				got = "left"
			} else if right < 1 {
				got = "right"
			}
			if got != tc.want {
				t.Errorf("%q %v %v stands %s, want %s", s, tc.d, tc.a, got, tc.want)
			}
		}
	}
}

func TestTextGivesBackWhatItGot(t *testing.T) {
	newApp(t)
	txt := NewText(RTL, "على \u2068H-0042\u2069\u200F", Style{})
	if got := txt.Text(); got != "على H-0042" {
		t.Errorf("Text() = %q", got)
	}
	for _, o := range test.WidgetRenderer(txt).Objects() {
		if s := o.(*canvas.Text).Text; strings.ContainsAny(s, "\u2066\u2067\u2068\u2069\u202E") {
			t.Errorf("an isolate is drawn: %q", s)
		}
	}
}

func TestHostileTextIsSet(t *testing.T) {
	newApp(t)
	for name, s := range map[string]string{
		"marks":     "ا" + strings.Repeat("\u064B", 10000),
		"latin":     "a" + strings.Repeat("\u0301", 10000),
		"lines":     strings.Repeat("\n", 20000),
		"isolates":  strings.Repeat("\u2067", 10000) + "فاطمة",
		"bytes":     strings.Repeat("\xed\xa0\x80\xff", 2000),
		"one word":  strings.Repeat("ب", 3000),
		"spaces":    strings.Repeat(" ", 5000),
		"empty":     "",
		"joiners":   strings.Repeat("\u200d", 5000),
		"variation": strings.Repeat("\ufe0f", 5000),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			for _, lines := range []int{0, 2} {
				txt := NewText(RTL, s, Style{Wrap: true, Lines: lines})
				txt.Resize(fyne.NewSize(200, 100))
				txt.MinSize()
			}
			if d := time.Since(start); d > 10*time.Second {
				t.Errorf("took %v", d)
			}
		})
	}
}

func BenchmarkWrap(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(look.NewTheme(look.Options{Step: 2}))
	for name, s := range map[string]string{
		"dutch":  "Een zin in het Nederlands die over meer dan één regel moet lopen omdat de kaart niet breder is.",
		"arabic": "جملة طويلة بالعربية يجب أن تمتد على أكثر من سطر واحد لأن البطاقة ليست أوسع من هذا، مع الرقم H-0042",
	} {
		b.Run(name, func(b *testing.B) {
			for i := range b.N {
				txt := NewText(RTL, s+fmt.Sprint(i%7), Style{Wrap: true})
				txt.HeightFor(300)
			}
		})
	}
}
