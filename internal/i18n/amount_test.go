package i18n_test

import (
	"testing"

	"schakel/internal/i18n"
)

func TestAmounts(t *testing.T) {
	for tag, want := range map[string]string{"nl": "€ 1.234,50", "en": "€ 1,234.50", "pap": "€ 1.234,50", "ar": "€ 1,234.50"} {
		p, err := i18n.New(tag)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Euro(123_450); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
		if got := p.Euro(0)[len("€ "):]; len(got) != 4 {
			t.Errorf("%s: nothing is %q", tag, got)
		}
	}
}

func TestAmountsAsPeopleTypeThem(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "12": 1200, "3,50": 350, "€ 4.25": 425, "1.234,50": 123450, "1,234.50": 123450, "0,5": 50, "2.100": 210000, "10000": 1_000_000, ",5": 50,
	} {
		if got, ok := i18n.ParseEuro(text); !ok || got != want {
			t.Errorf("%q: %d %v, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"x", "-1", "10001", "3,5,0x", "NaN", "1e9", "="} {
		if got, ok := i18n.ParseEuro(text); ok {
			t.Errorf("%q is an amount: %d", text, got)
		}
	}
}
