package assets_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font"

	"schakel/assets"
)

func faces(t *testing.T) map[string]*font.Face {
	t.Helper()
	out := map[string]*font.Face{}
	for name, b := range map[string][]byte{"regular": assets.FontRegular(), "bold": assets.FontBold()} {
		f, err := font.ParseTTF(bytes.NewReader(b))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out[name] = f
	}
	return out
}

func TestEveryLanguageHasItsLetters(t *testing.T) {
	samples := map[string]string{
		"nl":     "ABCabc0123456789 éëïöü €@·…–—’“”•",
		"tr":     "İıĞğŞşÇçÖöÜü ₺",
		"pl":     "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
		"uk":     "їієґЇІЄҐЖжЩщ",
		"ar":     "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآةىئؤء،؛؟ًٌٍَُِّْـ",
		"fa":     "پچژگکی۰۱۲۳",
		"ti":     "ሰላምትግርኛ፡።",
		"tzm":    "ⴰⵣⵓⵍⴼⵍⵍⴰⵡⵏ",
		"pseudo": "åƀçðéƒğĥîĵķłɱñôþʠŕšţüṽŵẋýžÅƁÇÐÉƑĞĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ[]~",
		"marks":  "\u200C\u200D\u200E\u200F",
	}
	for weight, f := range faces(t) {
		for lang, s := range samples {
			for _, r := range s {
				if _, ok := f.NominalGlyph(r); !ok {
					t.Errorf("%s has no %q (%U) of %s", weight, r, r, lang)
				}
			}
		}
	}
}

// A row is one and a half times the size of the type: as high as Noto Sans above the baseline, and
// deep enough below it for the dots of a final yeh.
func TestRowsAreDeepEnoughForArabic(t *testing.T) {
	for weight, f := range faces(t) {
		e, ok := f.FontHExtents()
		if !ok || e.Ascender != 1069 || e.Descender != -431 {
			t.Errorf("%s: ascender %v, descender %v", weight, e.Ascender, e.Descender)
		}
	}
}

func TestFontsCarryTheirLicence(t *testing.T) {
	if !strings.Contains(assets.FontLicence(), "SIL OPEN FONT LICENSE Version 1.1") {
		t.Error("the licence text is not the OFL")
	}
}
