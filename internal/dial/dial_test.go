package dial_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"schakel/internal/dial"
)

func TestNumbersAreShownAsPeopleDialThem(t *testing.T) {
	for typed, want := range map[string]string{
		"0612345678": "06-12 34 56 78", "06 1234 5678": "06-12 34 56 78", "+31612345678": "06-12 34 56 78", "+31 (0)6 12345678": "06-12 34 56 78",
		"0031 6 12345678": "06-12 34 56 78", "٠٦١٢٣٤٥٦٧٨": "06-12 34 56 78", "0101234567": "010-123 45 67", "010 - 1234567": "010-123 45 67",
		"0111123456": "0111-12 34 56", "0881234567": "088-123 45 67", "08002000": "0800-2000", "0800-0432": "0800-0432", "112": "112",
		"+32470123456": "+32 470 12 34 56", "+905321234567": "+90 532 123 45 67", "00905321234567": "+90 532 123 45 67", "+212612345678": "+212 6 12 34 56 78",
		"+48601234567": "+48 601 234 567", "+49 170 1234567": "+49 170 123 45 67", "+1 212 555 0123": "+1 212 555 01 23", "+59995123456": "+599 9 512 3456",
		"via de buurvrouw": "via de buurvrouw", "06-1234": "06-1234", "0612345678 (na 19 uur)": "0612345678 (na 19 uur)", "": "", "12": "12",
		"nadia@example.org": "nadia@example.org",
	} {
		if got := dial.Show(typed); got != want {
			t.Errorf("%q is shown as %q, want %q", typed, got, want)
		}
	}
}

// A number never loses or gains a digit by being shown, and showing it twice changes nothing.
func TestNoDigitIsLost(t *testing.T) {
	only := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, s)
	}
	rapid.Check(t, func(rt *rapid.T) {
		typed := rapid.StringMatching(`(\+|00|0)?[1-9][0-9 ]{2,14}`).Draw(rt, "number")
		shown := dial.Show(typed)
		was, is := strings.TrimPrefix(only(typed), "00"), strings.TrimPrefix(only(shown), "00")
		if strings.HasPrefix(was, "31") && strings.HasPrefix(is, "0") {
			was, is = strings.TrimPrefix(strings.TrimPrefix(was, "31"), "0"), is[1:]
		}
		if was != is {
			rt.Fatalf("%q is shown as %q", typed, shown)
		}
		if again := dial.Show(shown); again != shown {
			rt.Fatalf("%q is shown as %q and then as %q", typed, shown, again)
		}
	})
}
