package preferences

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/uitest"
	"schakel/internal/record"
)

// press presses the n-th button with these words.
func press(t *testing.T, v *View, words string, n int) {
	t.Helper()
	all := uitest.All[*form.Button](v.Content())
	all = slices.DeleteFunc(all, func(b *form.Button) bool { return b.Text() != words })
	if n >= len(all) {
		t.Fatalf("there are %d buttons %q", len(all), words)
	}
	test.Tap(all[n])
}

// The name and two logos are kept by the button and when the page is left; what is no picture is told beside the logo and changes nothing.
func TestTheLetterheadIsKept(t *testing.T) {
	b := newBook(t)
	v, s, _ := page(t, b)
	p := v.p
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewRGBA(image.Rect(0, 0, 300, 100))); err != nil {
		t.Fatal(err)
	}
	good, bad := filepath.Join(t.TempDir(), "logo.png"), filepath.Join(t.TempDir(), "logo.svg")
	for path, data := range map[string][]byte{good: picture.Bytes(), bad: []byte("<svg/>")} {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s.openAt = good
	press(t, v, p.T("preferences.letterhead.choose"), 0)
	press(t, v, p.T("preferences.letterhead.choose"), 1)
	s.openAt = bad
	press(t, v, p.T("preferences.letterhead.choose"), 1)
	if !uitest.Says(v.Content(), p.T("fault.portrait.picture")) || len(v.state.paper.Second) == 0 {
		t.Error("a file that is no picture is not told, or took the logo away")
	}
	press(t, v, p.T("preferences.letterhead.save"), 0)
	kept, err := b.Letterhead(t.Context())
	if err != nil || len(kept.First) == 0 || len(kept.Second) == 0 || len(s.said) != 1 {
		t.Fatalf("%d and %d bytes, said %q, %v", len(kept.First), len(kept.Second), s.said, err)
	}
	press(t, v, p.T("preferences.letterhead.away"), 0)
	v.state.paper.Name = record.Text("Samen Sterk")
	v.Hidden()
	kept, err = b.Letterhead(t.Context())
	if err != nil || len(kept.First) != 0 || len(kept.Second) == 0 || kept.Name.Reveal() != "Samen Sterk" || s.failed != nil {
		t.Errorf("%+v, %v, %v", kept, err, s.failed)
	}
	if v.state.paper != nil {
		t.Error("the page still holds what it showed")
	}
	if rows := b.Rows(record.KindLetterhead); len(rows) != 1 {
		t.Errorf("%d letterheads", len(rows))
	}
}
