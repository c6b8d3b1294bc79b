package i18n_test

import (
	"testing"
	"unicode"

	"schakel/internal/i18n"
)

func TestDigitsOfEveryScript(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "06-12 34 56 78": "06-12 34 56 78", "٠٦-١٢٣٤٥٦٧٨": "06-12345678", "۰۹۱۲": "0912", "५०": "50", "٣٫٥": "3٫5", "محمد ٣": "محمد 3", "H-٠٠٤٢": "H-0042",
		"፩": "፩", "²": "²", "½": "½",
	} {
		if got := i18n.Digits(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if got := i18n.Digits(string(r)); unicode.Is(unicode.Nd, r) != (len(got) == 1 && got[0] >= '0' && got[0] <= '9') {
			t.Fatalf("%U becomes %q", r, got)
		}
	}
}

func TestCountsAsPeopleTypeThem(t *testing.T) {
	for text, want := range map[string]int{"0": 0, " 12 ": 12, "١٢": 12, "۱۲": 12, "007": 7} {
		if got, ok := i18n.ParseCount(text); !ok || got != want {
			t.Errorf("%q: %d %v, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", " ", "-1", "1,5", "twaalf", "12x"} {
		if got, ok := i18n.ParseCount(text); ok {
			t.Errorf("%q is a number: %d", text, got)
		}
	}
}

func TestAmountsInArabicDigits(t *testing.T) {
	for text, want := range map[string]int{"٣٫٥٠": 350, "€ ٣،٥٠": 350, "١٢": 1200, "١٬٢٣٤٫٥٠": 123450, "۲٫۵": 250} {
		if got, ok := i18n.ParseEuro(text); !ok || got != want {
			t.Errorf("%q: %d %v, want %d", text, got, ok, want)
		}
	}
}

// A date typed on an Arabic keyboard is read in every language of the screen.
func TestDatesInArabicDigits(t *testing.T) {
	today := day(t, "2026-11-24")
	for _, l := range i18n.Languages() {
		p := printer(t, l.Tag)
		for in, want := range map[string]string{"٢١-١١-٢٠٢٥": "2025-11-21", "٢١/١١/٢٠٢٥": "2025-11-21", "۲۱.۱۱": "2026-11-21", "٣-٣": "2026-03-03"} {
			if got, err := p.ParseDate(in, today); err != nil || got != day(t, want) {
				t.Errorf("%s %q: %v %v, want %s", l.Tag, in, got, err, want)
			}
		}
	}
	p := printer(t, "ar")
	for in, want := range map[string]string{"منذ ٣ أيام": "2026-11-21", "قبل ٣ أيام": "2026-11-21", "قبل يومين": "2026-11-22", "بعد يوم": "2026-11-25", "منذ أسبوع": "2026-11-17", "بعد أسبوعين": "2026-12-08", "بعد ٣ أسابيع": "2026-12-15", "بعد ١١ يومًا": "2026-12-05", "٢١ نوفمبر ٢٠٢٥": "2025-11-21", "أمس": "2026-11-23", "امس": "2026-11-23"} {
		if got, err := p.ParseDate(in, today); err != nil || got != day(t, want) {
			t.Errorf("%q: %v %v, want %s", in, got, err, want)
		}
	}
}
