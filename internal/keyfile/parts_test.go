package keyfile_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"schakel/internal/fault"
	"schakel/internal/keyfile"
)

func newParts(t testing.TB) ([keyfile.Parts]string, keyfile.Secret) {
	t.Helper()
	parts, secret, err := keyfile.NewParts(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return parts, secret
}

func TestGF32IsAField(t *testing.T) {
	for a := range byte(32) {
		for b := byte(1); b < 32; b++ {
			if p := keyfile.Times(a, b); p > 31 || keyfile.Over(p, b) != a || p != keyfile.Times(b, a) || (p == 0) != (a == 0) {
				t.Fatalf("%d times %d is %d, and that over %d is %d", a, b, p, b, keyfile.Over(p, b))
			}
			for c := range byte(32) {
				if keyfile.Times(a^c, b) != keyfile.Times(a, b)^keyfile.Times(c, b) {
					t.Fatalf("(%d+%d) times %d", a, c, b)
				}
			}
		}
	}
}

func TestPartForm(t *testing.T) {
	form := regexp.MustCompile(`^[1-3][0-9A-HJKMNP-TV-Z]{3}(-[0-9A-HJKMNP-TV-Z]{4}){7}$`)
	seen := map[string]bool{}
	for range 200 {
		parts, _ := newParts(t)
		for i, text := range parts {
			if n, err := keyfile.PartNumber(text); err != nil || n != i+1 || !form.MatchString(text) || seen[text] {
				t.Fatalf("part %d is %q: read as %d, %v", i+1, text, n, err)
			}
			seen[text] = true
		}
	}
}

// values draws 20 values of 0 to 31.
func values() *rapid.Generator[[]byte] { return rapid.SliceOfN(rapid.ByteRange(0, 31), 20, 20) }

func TestAnyTwoPartsGiveTheSecret(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		own, slope := values().Draw(t, "secret"), values().Draw(t, "slopes")
		set := [3]byte{rapid.ByteRange(0, 31).Draw(t, "set")}
		want := make([]byte, 20)
		for i, v := range own {
			want[i] = keyfile.Alphabet[v]
		}
		parts := keyfile.Deal(set, own, slope)
		for i, a := range parts {
			for j, b := range parts {
				got, err := keyfile.TwoParts(a, b)
				if i == j {
					if !errors.Is(err, keyfile.ErrPartTwice) {
						t.Fatalf("part %d twice: %v", i+1, err)
					}
					continue
				}
				if err != nil || keyfile.Typed(got) != string(want) || got.Kind() != keyfile.KindShares {
					t.Fatalf("parts %d and %d give %q, want %q: %v", i+1, j+1, keyfile.Typed(got), want, err)
				}
			}
		}
	})
}

// Every part fits every secret with exactly one line, and lines are drawn evenly: so a part says nothing. The values of a part do not
// depend on each other, so one of them is enough to look at.
func TestOneValueFitsEverySecretEqually(t *testing.T) {
	for x := range keyfile.Parts {
		for y := range byte(32) {
			for own := range byte(32) {
				lines := 0
				for slope := range byte(32) {
					parts := keyfile.Deal([3]byte{}, bytes.Repeat([]byte{own}, 20), bytes.Repeat([]byte{slope}, 20))
					if keyfile.Values(parts[x])[0] == y {
						lines++
					}
				}
				if lines != 1 {
					t.Fatalf("value %d of part %d fits secret %d with %d lines", y, x+1, own, lines)
				}
			}
		}
	}
}

// The same for whole parts: whatever else the secret might be, there are slopes that give the very same paper.
func TestOnePartFitsEverySecret(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		own, slope, other := values().Draw(t, "secret"), values().Draw(t, "slopes"), values().Draw(t, "another secret")
		set := [3]byte{1, 2, 3}
		parts := keyfile.Deal(set, own, slope)
		for x := range parts {
			fitting := make([]byte, 20)
			for i, y := range keyfile.Values(parts[x]) {
				fitting[i] = keyfile.Over(y^other[i], byte(x+1))
			}
			if got := keyfile.Deal(set, other, fitting)[x]; got != parts[x] {
				t.Fatalf("part %d: %s and %s", x+1, got, parts[x])
			}
		}
	})
}

// where gives which part and group an error names.
func where(err error) (part, group int) {
	var e *keyfile.PartError
	if errors.As(err, &e) {
		return e.Part, e.Group
	}
	return -1, -1
}

// wants asks that a typing error in one of two parts is found there and nowhere else.
func wants(t *testing.T, bad, good string, group int) {
	t.Helper()
	_, err := keyfile.TwoParts(bad, good)
	if p, g := where(err); p != 1 || g != group || fault.CodeOf(err) != "store.part" || fault.Of(err) != fault.Invalid {
		t.Fatalf("%s: part %d, group %d, %v, want group %d", bad, p, g, err, group)
	}
	_, err = keyfile.TwoParts(good, bad)
	if p, g := where(err); p != 2 || g != group {
		t.Fatalf("%s as the second: part %d, group %d, %v", bad, p, g, err)
	}
}

func TestEveryTypingErrorNamesItsGroup(t *testing.T) {
	parts, _ := newParts(t)
	groups := strings.Split(parts[1], "-")
	put := func(g int, text string) string {
		bad := slices.Clone(groups)
		bad[g] = text
		return strings.Join(bad, "-")
	}
	for g, text := range groups {
		for i := range text {
			for _, c := range keyfile.Alphabet {
				if bad := text[:i] + string(c) + text[i+1:]; bad != text {
					wants(t, put(g, bad), parts[0], g+1)
				}
			}
			if i > 0 && text[i] != text[i-1] {
				wants(t, put(g, text[:i-1]+string(text[i])+string(text[i-1])+text[i+1:]), parts[0], g+1)
			}
		}
		wants(t, put(g, text[1:]), parts[0], g+1)
		wants(t, put(g, text+"7"), parts[0], g+1)
		wants(t, put(g, "é"+text[1:]), parts[0], g+1)
	}
}

// Characters that change places over the end of a group, without separators: the first of the two groups is named.
func TestSwapsOverTheEndOfAGroupAreFound(t *testing.T) {
	parts, _ := newParts(t)
	text := strings.ReplaceAll(parts[2], "-", "")
	for i := 1; i < len(text); i++ {
		if text[i] == text[i-1] {
			continue
		}
		wants(t, text[:i-1]+string(text[i])+string(text[i-1])+text[i+1:], parts[0], (i-1)/4+1)
	}
	groups := strings.Split(parts[2], "-")
	for g := 1; g < len(groups); g++ {
		if groups[g] == groups[g-1] {
			continue
		}
		bad := slices.Clone(groups)
		bad[g], bad[g-1] = bad[g-1], bad[g]
		wants(t, strings.Join(bad, "-"), parts[0], g)
	}
}

func TestTypingErrorsShowWhileTyping(t *testing.T) {
	parts, _ := newParts(t)
	code, _ := keyfile.NewCode(rand.Reader)
	for i := range parts[0] {
		if err := keyfile.PartSoFar(parts[0][:i]); err != nil {
			t.Fatalf("%q: %v", parts[0][:i], err)
		}
	}
	for i := range code {
		if err := keyfile.CodeSoFar(code[:i]); err != nil {
			t.Fatalf("%q: %v", code[:i], err)
		}
	}
	typo := func(text string, at int) string { // another character there
		c := byte('7')
		if text[at] == c {
			c = '8'
		}
		return text[:at] + string(c) + text[at+1:]
	}
	if _, g := where(keyfile.PartSoFar(typo(parts[0], 6)[:9])); g != 2 {
		t.Errorf("a wrong second group is named %d", g)
	}
	if g := group(keyfile.CodeSoFar(typo(code, 7)[:11])); g != 2 {
		t.Errorf("a wrong second group of a code is named %d", g)
	}
}

// A typing error never makes a part, typed in its groups, look like a code while it is typed, nor a code like a part.
func TestATypingErrorIsNotTakenForTheOtherPaper(t *testing.T) {
	for range 20 {
		parts, _ := newParts(t)
		code, _ := keyfile.NewCode(rand.Reader)
		for _, c := range keyfile.Alphabet {
			for i := range parts[0] {
				bad := parts[0][:i] + string(c) + parts[0][i+1:]
				if parts[0][i] == '-' || bad == parts[0] {
					continue
				}
				for n := range bad {
					if err := keyfile.PartSoFar(bad[:n]); errors.Is(err, keyfile.ErrCodeAsPart) {
						t.Fatalf("%q is taken for a code", bad[:n])
					}
				}
			}
			for i := range code {
				bad := code[:i] + string(c) + code[i+1:]
				if code[i] == '-' || bad == code {
					continue
				}
				for n := range bad {
					if err := keyfile.CodeSoFar(bad[:n]); errors.Is(err, keyfile.ErrPartAsCode) {
						t.Fatalf("%q is taken for a part", bad[:n])
					}
				}
			}
		}
		if err := keyfile.PartSoFar(code[:9]); !errors.Is(err, keyfile.ErrCodeAsPart) && keyfile.PartSoFar(code[:4]) != nil {
			t.Errorf("a code as a part, half way: %v", err)
		}
		if err := keyfile.CodeSoFar(parts[0][:9]); !errors.Is(err, keyfile.ErrPartAsCode) && keyfile.CodeSoFar(parts[0][:6]) != nil {
			t.Errorf("a part as a code, half way: %v", err)
		}
	}
}

func TestCodeAndPartAreToldApart(t *testing.T) {
	for range 50 {
		parts, _ := newParts(t)
		code, _ := keyfile.NewCode(rand.Reader)
		for _, join := range []string{"-", " ", ""} {
			p, c := strings.ReplaceAll(parts[0], "-", join), strings.ReplaceAll(code, "-", join)
			if _, err := keyfile.RecoveryCode(p); !errors.Is(err, keyfile.ErrPartAsCode) {
				t.Fatalf("part %q as a code: %v", p, err)
			}
			_, err := keyfile.TwoParts(parts[1], c)
			if n, _ := where(err); !errors.Is(err, keyfile.ErrCodeAsPart) || n != 2 {
				t.Fatalf("code %q as the second part: %v", c, err)
			}
		}
	}
}

// The papers that were given stay readable for ever. These were written by another program, after FORMAT.md of package store.
func TestPapersOfTheFirstVersion(t *testing.T) {
	parts := []string{
		"190J-Z6TZ-AYEF-TA6X-6ATT-EYA7-T66B-TAYF", "290M-Z9FZ-2MRK-V3NJ-4JA5-95KW-YRWT-TQ1Q", "390P-ZCZZ-SJ94-747Q-STSK-QC7N-1J9N-TWQZ",
	}
	for i, a := range parts {
		for j, b := range parts {
			if i == j {
				continue
			}
			if s, err := keyfile.TwoParts(a, b); err != nil || keyfile.Typed(s) != "3AHRZ6DMV29GQY5CKT18" {
				t.Errorf("parts %d and %d: %q, %v", i+1, j+1, keyfile.Typed(s), err)
			}
		}
	}
	if s, err := keyfile.RecoveryCode("3AHRF-Z6DM1-V29T-GQYW-5CKP-T18S"); err != nil || keyfile.Typed(s) != "3AHRFZ6DM1V29TGQYW5CKPT18S" {
		t.Errorf("code: %q, %v", keyfile.Typed(s), err)
	}
}

func TestPartsOfDifferentSets(t *testing.T) {
	old, _ := newParts(t)
	fresh, _ := newParts(t)
	for old[0][1:3] == fresh[0][1:3] && old[0][5] == fresh[0][5] {
		fresh, _ = newParts(t) // one time in 32768 they have the same number
	}
	for i := range old {
		for j := range fresh {
			if _, err := keyfile.TwoParts(old[i], fresh[j]); !errors.Is(err, keyfile.ErrPartSets) {
				t.Errorf("old part %d with new part %d: %v", i+1, j+1, err)
			}
		}
	}
}

func TestPartsAsPeopleTypeThem(t *testing.T) {
	f, master := made(t)
	var parts [keyfile.Parts]string
	var secret keyfile.Secret
	for !strings.Contains(parts[0], "0") || !strings.Contains(parts[0], "1") {
		parts, secret = newParts(t)
	}
	if err := f.Set(secret, master, quick, rand.Reader); err != nil {
		t.Fatal(err)
	}
	a, b := parts[0], parts[2]
	plain := strings.NewReplacer("-", "")
	spoken := strings.NewReplacer("0", "o", "1", "l", "-", ". ")
	for _, typed := range []string{
		a + " " + b, b + " " + a, a + "\n" + b, b + "\r\n\r\n" + a + "\n", strings.ToLower(a) + "   " + b, spoken.Replace(a) + " " + b,
		plain.Replace(a) + " " + plain.Replace(b), plain.Replace(a + b), plain.Replace(a) + "\n" + b, parts[1] + "\t" + a,
	} {
		s := keyfile.ReadSecret(typed)
		if got, err := f.Unlock(s, quick); err != nil || !same(got, master) {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

// What opens nothing is the wrong secret, and when it was nearly a code or parts, the error says what was wrong with it.
func TestWhatOpensNothingSaysWhatItProbablyWas(t *testing.T) {
	f, master := made(t)
	parts, secret := newParts(t)
	other, _ := newParts(t)
	code, _ := keyfile.NewCode(rand.Reader)
	if err := f.Set(secret, master, quick, rand.Reader); err != nil {
		t.Fatal(err)
	}
	wrong := func(text string, at int) string {
		c := byte('7')
		if text[at] == c {
			c = '8'
		}
		return text[:at] + string(c) + text[at+1:]
	}
	if got, err := f.Unlock(phrase("kikker fiets"), quick); err != nil || !same(got, master) {
		t.Fatal(err)
	}
	for typed, want := range map[string]string{
		"paard lamp rivier kaas maan":            "store.secret",
		code:                                     "store.secret",
		other[0] + " " + other[1]:                "store.secret",
		wrong(code, 7):                           "store.code",
		parts[0]:                                 "store.parts.alone",
		parts[0] + " " + parts[0]:                "store.parts.twice",
		wrong(parts[0], 7) + " " + parts[1]:      "store.part",
		parts[0] + "\n" + wrong(parts[1], 7)[1:]: "store.part",
	} {
		_, err := f.Unlock(keyfile.ReadSecret(typed), quick)
		if fault.CodeOf(err) != want || fault.Of(err) != fault.Secret || !errors.Is(err, keyfile.ErrSecret) {
			t.Errorf("%q: %v, code %s, want %s", typed, err, fault.CodeOf(err), want)
		}
	}
	_, err := f.Unlock(keyfile.ReadSecret(wrong(code, 7)), quick)
	if name, args := fault.DetailOf(err); name != "store.code.group" || len(args) != 2 || args[1] != 2 {
		t.Errorf("the group is not named: %s %v", name, args)
	}
}

// A passphrase may look like anything: it opens what it was set for.
func TestAPassphraseThatLooksLikeACodeStillOpens(t *testing.T) {
	f, master := made(t)
	for _, text := range []string{"1aard 2aard kaas kaas kaas maan", "een2 twee drie vier vijf zess zeve acht"} {
		if err := f.Set(phrase(text), master, quick, rand.Reader); err != nil {
			t.Fatal(err)
		}
		if got, err := f.Unlock(keyfile.ReadSecret(text), quick); err != nil || !same(got, master) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestPartsAreNeverPrintedByErrors(t *testing.T) {
	parts, _ := newParts(t)
	_, err := keyfile.TwoParts(parts[0], parts[1][1:])
	for _, g := range strings.Split(parts[0]+"-"+parts[1], "-") {
		if strings.Contains(err.Error(), g) {
			t.Errorf("%q is in %q", g, err)
		}
	}
}

func FuzzTwoParts(f *testing.F) {
	parts, _, _ := keyfile.NewParts(rand.Reader)
	code, _ := keyfile.NewCode(rand.Reader)
	f.Add(parts[0], parts[1])
	f.Add(parts[0], code)
	f.Add("–é-0", "")
	f.Fuzz(func(t *testing.T, a, b string) {
		if _, err := keyfile.TwoParts(a, b); err != nil {
			if fault.Of(err) != fault.Invalid {
				t.Fatal(err)
			}
			if n, g := where(err); n > 2 || g > keyfile.PartGroups {
				t.Fatalf("part %d, group %d", n, g)
			}
		}
		for _, text := range []string{a, b, a + "\n" + b} {
			_, _ = keyfile.PartSoFar(text), keyfile.CodeSoFar(text)
			keyfile.ReadSecret(text).Wipe()
		}
	})
}
