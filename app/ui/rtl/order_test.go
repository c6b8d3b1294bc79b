package rtl

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// shown is a text as it stands on the screen from left to right. Right-to-left stretches are
// written backwards, as a reader of the screen would copy them letter by letter.
func shown(s string, base Dir) string {
	text := []rune(s)
	var b strings.Builder
	for _, run := range visual(text, levels(text, base), 0, len(text), base) {
		part := slices.Clone(text[run.start:run.end])
		if run.rtl {
			slices.Reverse(part)
		}
		b.WriteString(string(part))
	}
	return b.String()
}

func back(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}

func TestOrder(t *testing.T) {
	tests := map[string]struct {
		text string
		base Dir
		want string
	}{
		"latin only":         {"Bel Fatima op 21-11-2026.", LTR, "Bel Fatima op 21-11-2026."},
		"arabic only":        {"مرحبا بكم", RTL, back("مرحبا بكم")},
		"digits and latin":   {"الشقة رقم 12 في شارع Main Street", RTL, "Main Street " + back("في شارع") + " 12 " + back("الشقة رقم")},
		"date and full stop": {"بتاريخ 21-11-2026.", RTL, ".21-11-2026 " + back("بتاريخ")},
		"iso date":           {"بتاريخ 2026-11-21.", RTL, ".2026-11-21 " + back("بتاريخ")},
		"phone":              {"على 06 12 34 56 78 اليوم", RTL, back("اليوم") + " 06 12 34 56 78 " + back("على")},
		"phone abroad":       {"على +31 6 12345678 اليوم", RTL, back("اليوم") + " +31 6 12345678 " + back("على")},
		"code":               {"أجاب على H-0042: نعم", RTL, back("نعم") + " :H-0042 " + back("أجاب على")},
		"mail":               {"البريد: hulp@schakel.nl (اليوم)", RTL, "(" + back("اليوم") + ") hulp@schakel.nl :" + back("البريد")},
		"postcode":           {"عائلة، 2515 AB Den Haag", RTL, "2515 AB Den Haag ،" + back("عائلة")},
		"percentage":         {"نسبة 73.6% من 72", RTL, "72 " + back("من") + " 73.6% " + back("نسبة")},
		"house number":       {"شارع Main Street 12-14 غدا", RTL, back("غدا") + " Main Street 12-14 " + back("شارع")},
		"time":               {"قبل 16:05 غدا", RTL, back("غدا") + " 16:05 " + back("قبل")},
		"name in dutch":      {"Bel فاطمة الزهراء over H-0042", LTR, "Bel " + back("فاطمة الزهراء") + " over H-0042"},
		"latin name first":   {"Yusuf هو ابن", RTL, back("هو ابن") + " Yusuf"},
		"number after arabic in dutch": {"فاطمة 12 jaar", LTR,
			"12 " + back("فاطمة") + " jaar"},
		"empty": {"", RTL, ""},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			got := shown(tc.text, tc.base)
			// Brackets are mirrored by the shaper, not by the order.
			want := tc.want
			if tc.base == RTL && strings.Contains(want, "(") {
				want = strings.NewReplacer("(", ")", ")", "(").Replace(want)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFirstStrong(t *testing.T) {
	tests := map[string]struct {
		text string
		page Dir
		want Dir
	}{
		"nothing strong":   {"12-11 (!)", RTL, RTL},
		"latin":            {"12 Main", RTL, LTR},
		"arabic":           {"12 فاطمة", LTR, RTL},
		"outside isolates": {"\u2067فاطمة\u2069 Bel", LTR, LTR},
		"ethiopic":         {"ሰላም", RTL, LTR},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			if got := firstStrong([]rune(tc.text), tc.page); got != tc.want {
				t.Errorf("firstStrong = %v, want %v", got, tc.want)
			}
		})
	}
}

func TestOrderEndsOnHostileText(t *testing.T) {
	hostile := map[string]string{
		"surrogates":  strings.Repeat("\xed\xa0\x80", 5000),
		"isolates":    strings.Repeat("\u2067", 20000) + "فاطمة",
		"closers":     strings.Repeat("\u2069", 20000) + "a",
		"overrides":   strings.Repeat("\u202E", 5000) + "abc",
		"brackets":    "فا" + strings.Repeat("(", 20000),
		"marks":       "ا" + strings.Repeat("\u064B", 10000),
		"codes":       strings.Repeat("1-", 20000) + "ف",
		"separators":  "a\u2029ب\u0085c\x1cفاطمة",
		"at signs":    strings.Repeat("a@", 10000) + "ف",
		"phone signs": "ف" + strings.Repeat("0 (", 10000),
	}
	for name, s := range hostile {
		t.Run(name, func(t *testing.T) {
			text := []rune(s)
			start := time.Now()
			for _, d := range []Dir{LTR, RTL} {
				l := levels(text, d)
				if len(l) != len(text) {
					t.Fatalf("%d levels for %d runes", len(l), len(text))
				}
				covered := 0
				for _, r := range visual(text, l, 0, len(text), d) {
					covered += r.end - r.start
				}
				if covered != len(text) {
					t.Fatalf("%d of %d runes are drawn", covered, len(text))
				}
			}
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("took %v", d)
			}
		})
	}
}

func TestMarksNeverLeave(t *testing.T) {
	marks := "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069"
	if got := WithoutMarks("a" + marks + "ب"); got != "aب" {
		t.Errorf("WithoutMarks = %q", got)
	}
	for _, r := range marks {
		if !isDirectionMark(r) {
			t.Errorf("%U is not known as a mark", r)
		}
	}
}

func TestBase(t *testing.T) {
	tests := map[string]struct {
		text string
		base Base
		page Dir
		want Dir
	}{
		"a name first on a dutch page":   {"فاطمة heeft nog niet geantwoord", Auto, LTR, LTR},
		"a name first on an arabic page": {"Yusuf هو ابن فاطمة", Auto, RTL, RTL},
		"typed arabic on a dutch page":   {"فاطمة هي والدة Yusuf", Auto, LTR, RTL},
		"typed dutch on an arabic page":  {"Bel de school van فاطمة", Auto, RTL, LTR},
		"a sentence that is typed":       {"فاطمة heeft nog niet geantwoord", Auto.typed(), RTL, LTR},
		"only numbers":                   {"12-11", Auto, RTL, RTL},
		"of our own":                     {"فاطمة", FromPage, LTR, LTR},
		"a phone number":                 {"+31 6", LeftToRight, RTL, LTR},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			if got := tc.base.of([]rune(tc.text), tc.page); got != tc.want {
				t.Errorf("base %v, want %v", got, tc.want)
			}
		})
	}
}
