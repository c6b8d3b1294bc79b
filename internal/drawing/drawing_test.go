package drawing_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"schakel/assets"
	"schakel/internal/drawing"
	"schakel/internal/record"
)

func TestEveryCardHasADrawing(t *testing.T) {
	seen := map[string]record.CardTopic{}
	for _, c := range record.CardTopics() {
		svg, err := assets.Card(string(c))
		if err != nil {
			t.Fatal(err)
		}
		d, err := drawing.Parse(svg)
		if err != nil || d.Width != 320 || d.Height != 240 {
			t.Fatalf("%s: %v, %v by %v", c, err, d.Width, d.Height)
		}
		if other, twice := seen[string(svg)]; twice {
			t.Errorf("%s and %s are the same picture", c, other)
		}
		seen[string(svg)] = c
		accent := false
		for _, s := range d.Shapes {
			accent = accent || s.Stroke == drawing.Accent || s.Fill == drawing.Accent
			for _, op := range s.Path {
				if op.To.X < 0 || op.To.X > 320 || op.To.Y < 0 || op.To.Y > 240 {
					t.Errorf("%s: %v lies outside the field", c, op.To)
				}
			}
		}
		if !accent {
			t.Errorf("%s has nothing in the one accent colour", c)
		}
		out := d.Filled(func(r drawing.Role) string { return "#00000" + string('0'+rune(r)) })
		if bytes.Contains(out, []byte("stroke")) || bytes.Contains(out, []byte("NaN")) {
			t.Errorf("%s still has lines", c)
		}
	}
}

func TestWhatIsNoDrawingIsRefused(t *testing.T) {
	path := func(d string) string {
		return `<svg viewBox="0 0 320 240"><path d="` + d + `" fill="#FFFFFF"/></svg>`
	}
	if _, err := drawing.Parse([]byte(path("M 0 0 L 1 1 Z"))); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{
		"", "<svg", "<svg/>", `<svg viewBox="0 0 320 240"></svg>`, `<svg viewBox="1 0 320 240"><path d="M 0 0" fill="#FFFFFF"/></svg>`,
		path("L 1 1"), path("M 1"), path("M a b"), path("M 0 0 A 1 1 0 0 0 1 1"), path("M 0 0 L 1e9 0"), path(""),
		strings.Replace(path("M 0 0 L 1 1"), "#FFFFFF", "red", 1), `<svg viewBox="0 0 320 240"><image href="x"/></svg>`,
		`<svg viewBox="0 0 320 240"><path d="M 0 0 L 1 1" stroke="#1B2422"/></svg>`,
	} {
		if _, err := drawing.Parse([]byte(bad)); !errors.Is(err, drawing.ErrDrawing) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
