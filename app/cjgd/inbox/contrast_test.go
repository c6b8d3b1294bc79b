package inbox

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestContrast computes what can be read on what (WCAG 2.2: 4.5 for text, 3 for the edges of fields and what has the focus), light and dark,
// also in practice.
func TestContrast(t *testing.T) {
	css := string(stylesheet())
	light, rest, ok := strings.Cut(css, "@media (prefers-color-scheme:dark)")
	if !ok {
		t.Fatal("no dark colours")
	}
	dark, _, _ := strings.Cut(rest, "}}")
	for name, part := range map[string]string{"light": light, "dark": dark} {
		c := colours(part)
		for _, pair := range [][2]string{
			{"text", "bg"}, {"text", "surface"}, {"text", "raised"}, {"text", "asoft"}, {"muted", "bg"}, {"muted", "surface"}, {"muted", "raised"}, {"muted", "asoft"},
			{"accent", "bg"}, {"accent", "surface"}, {"atext", "accent"}, {"success", "surface"}, {"waiting", "surface"}, {"waiting", "bg"}, {"waiting", "raised"},
			{"late", "surface"}, {"late", "bg"}, {"late", "raised"}, {"success", "raised"}, {"ptext", "practice"}, {"practice", "bg"}, {"practice", "surface"},
		} {
			if got := contrast(t, c[pair[0]], c[pair[1]]); got < 4.5 {
				t.Errorf("%s: %s on %s has %.2f", name, pair[0], pair[1], got)
			}
		}
		for _, pair := range [][2]string{{"edge", "surface"}, {"edge", "bg"}, {"focus", "surface"}, {"focus", "bg"}, {"focus", "raised"}} {
			if got := contrast(t, c[pair[0]], c[pair[1]]); got < 3 {
				t.Errorf("%s: %s on %s has %.2f", name, pair[0], pair[1], got)
			}
		}
	}
}

var colour = regexp.MustCompile(`--([a-z]+):#([0-9A-Fa-f]{6})`)

func colours(css string) map[string]string {
	out := map[string]string{}
	for _, m := range colour.FindAllStringSubmatch(css, -1) {
		if _, ok := out[m[1]]; !ok {
			out[m[1]] = m[2]
		}
	}
	return out
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	if len(hex) != 6 {
		t.Fatalf("no colour %q", hex)
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		v := float64(n) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += weight * v
	}
	return sum
}
