package i18n

import (
	"testing"

	"pgregory.net/rapid"
)

func TestTypedDirection(t *testing.T) {
	const l, r = LeftToRight, RightToLeft
	for text, want := range map[string]struct{ onDutch, onArabic Direction }{
		"Bel de school van فاطمة":         {l, l},
		"فاطمة":                           {r, r},
		"فاطمة belt":                      {r, r}, // a name and a word: the first letter decides
		"فاطمة heeft gebeld":              {l, r},
		"فاطمة heeft nog niet geantwoord": {l, l},
		"«فاطمة الزهراء» is niet naar school gegaan vandaag": {l, r},
		"اسمها Fatima El Khatib":                             {l, r},
		"الشقة رقم 12 في شارع Hoefkade 112":                  {r, r},
		"هو Yusuf":     {r, r},
		"Yusuf هو ابن": {l, l},
		"Yusuf هو ابن فاطمة من المدرسة":                   {l, r},
		"Yusuf هو ابن فاطمة من المدرسة وهو يسكن في لاهاي": {r, r},
		"H-0042: أجاب اليوم":                              {r, r},
		"06 12 34 أحمد":                                   {r, r},
		"ሰላም":                                             {l, l},
	} {
		if got := TypedDirection([]rune(text), l); got != want.onDutch {
			t.Errorf("%q on a Dutch page: %v", text, got)
		}
		if got := TypedDirection([]rune(text), r); got != want.onArabic {
			t.Errorf("%q on an Arabic page: %v", text, got)
		}
	}
	for _, page := range []Direction{l, r} {
		for _, text := range []string{"", "12-11 (!)", "٣٤", "😀"} {
			if got := TypedDirection([]rune(text), page); got != page {
				t.Errorf("%q on a page of direction %v: %v", text, page, got)
			}
		}
	}
}

// TestTypedTurnsOverOnce types a name and then a sentence in the other direction, a letter at a time: it turns over at most once.
func TestTypedTurnsOverOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pair := rapid.SampledFrom([][2]string{{"[a-z ]{0,12}", "[فاطمة ]{0,40}"}, {"[فاطمة ]{0,12}", "[a-z ]{0,40}"}}).Draw(t, "languages")
		text := []rune(rapid.StringMatching(pair[0]).Draw(t, "name") + rapid.StringMatching(pair[1]).Draw(t, "sentence"))
		turned, last := 0, Direction(0)
		seen := false
		for i := range text {
			if _, letter := letterDirection(text[i]); !letter {
				continue
			}
			d := TypedDirection(text[:i+1], LeftToRight)
			if seen && d != last {
				turned++
			}
			last, seen = d, true
		}
		if turned > 1 {
			t.Fatalf("%q turned over %d times", string(text), turned)
		}
	})
}
