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
