package keyfile_test

import (
	"crypto/rand"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"schakel/internal/fault"
	"schakel/internal/keyfile"
)

func TestCodeForm(t *testing.T) {
	form := regexp.MustCompile(`^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5})(-[0-9A-HJKMNP-TV-Z]{4}){4}$`)
	seen := map[string]bool{}
	for range 200 {
		code, err := keyfile.NewCode(rand.Reader)
		if err != nil || !form.MatchString(code) || seen[code] {
			t.Fatalf("%q %v", code, err)
		}
		seen[code] = true
		if _, err := keyfile.RecoveryCode(code); err != nil {
			t.Fatal(err)
		}
	}
}

func group(err error) int {
	var e *keyfile.CodeError
	if errors.As(err, &e) {
		return e.Group
	}
	return -1
}

func TestCodeNamesTheWrongGroup(t *testing.T) {
	code, _ := keyfile.NewCode(rand.Reader)
	parts := strings.Split(code, "-")
	for g := range parts {
		for i := range parts[g] {
			for _, c := range keyfile.Alphabet {
				bad := slices.Clone(parts)
				bad[g] = parts[g][:i] + string(c) + parts[g][i+1:]
				_, err := keyfile.RecoveryCode(strings.Join(bad, "-"))
				if same := bad[g] == parts[g]; same != (err == nil) || !same && group(err) != g+1 {
					t.Fatalf("group %d place %d: %v", g+1, i, err)
				}
			}
			if i > 0 && parts[g][i] != parts[g][i-1] {
				bad := slices.Clone(parts)
				bad[g] = parts[g][:i-1] + string(parts[g][i]) + string(parts[g][i-1]) + parts[g][i+1:]
				if _, err := keyfile.RecoveryCode(strings.Join(bad, "-")); group(err) != g+1 {
					t.Fatalf("swapped in group %d: %v", g+1, err)
				}
			}
		}
		bad := slices.Clone(parts)
		bad[g] = parts[g][1:]
		_, err := keyfile.RecoveryCode(strings.Join(bad, "-"))
		if group(err) != g+1 || fault.CodeOf(err) != "store.code" || fault.Of(err) != fault.Invalid {
			t.Errorf("short group %d: %v", g+1, err)
		}
		bad[g] = parts[g][:1] + "é" + parts[g][2:]
		if _, err := keyfile.RecoveryCode(strings.Join(bad, "-")); group(err) != g+1 {
			t.Errorf("strange character in group %d: %v", g+1, err)
		}
	}
	if parts[2] != parts[3] {
		if _, err := keyfile.RecoveryCode(strings.Join([]string{parts[0], parts[1], parts[3], parts[2], parts[4], parts[5]}, "-")); group(err) != 3 {
			t.Errorf("two groups changed places: %v", err)
		}
	}
	if _, err := keyfile.RecoveryCode(""); group(err) != 0 {
		t.Error(err)
	}
}

func TestCodeAsPeopleTypeIt(t *testing.T) {
	f, master := made(t)
	code := "" // one that has 0 and 1 in it
	for !strings.ContainsRune(code, '0') || !strings.ContainsRune(code, '1') {
		code, _ = keyfile.NewCode(rand.Reader)
	}
	secret, _ := keyfile.RecoveryCode(code)
	if err := f.Set(secret, master, quick, rand.Reader); err != nil {
		t.Fatal(err)
	}
	for _, typed := range []string{
		strings.ToLower(code), strings.ReplaceAll(code, "-", " "), strings.ReplaceAll(code, "-", ""), " " + code + "\n",
		strings.ReplaceAll(strings.ReplaceAll(code, "0", "O"), "1", "l"), strings.ReplaceAll(code, "1", "I"),
	} {
		s, err := keyfile.RecoveryCode(typed)
		if err != nil {
			t.Errorf("%q: %v", typed, err)
			continue
		}
		if _, err := f.Unlock(s, quick); err != nil {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

func FuzzRecoveryCode(f *testing.F) {
	code, _ := keyfile.NewCode(rand.Reader)
	f.Add(code)
	f.Add("–é-0")
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := keyfile.RecoveryCode(text); err != nil && (group(err) < 0 || group(err) > keyfile.CodeGroups) {
			t.Fatal(err)
		}
	})
}

func TestWordList(t *testing.T) {
	list := keyfile.Words()
	if len(list) < 1024 {
		t.Errorf("%d words", len(list))
	}
	if !slices.IsSorted(list) || len(slices.Compact(slices.Clone(list))) != len(list) {
		t.Error("the words are not sorted, or one stands twice")
	}
	form := regexp.MustCompile(`^[a-z]{3,8}$`)
	for _, w := range list {
		if !form.MatchString(w) {
			t.Errorf("%q", w)
		}
	}
}

func TestSuggestedPhraseIsGoodEnough(t *testing.T) {
	seen := map[string]bool{}
	for range 5000 { // one draw in some hundreds holds two words that people often choose
		p, err := keyfile.Suggest(rand.Reader)
		if err != nil || len(strings.Fields(p)) != 5 || seen[p] {
			t.Fatalf("%q %v", p, err)
		}
		seen[p] = true
		if s := keyfile.Estimate([]byte(p)); !s.Enough || s.Bits < 40 {
			t.Errorf("%q: %+v", p, s)
		}
	}
}

func TestEstimate(t *testing.T) {
	for _, c := range []struct {
		text   string
		enough bool
	}{
		{"", false}, {"a", false}, {"welkom", false}, {"Welkom01!", false}, {"wachtwoord123", false}, {"12345678901234567890", false},
		{"aaaaaaaaaaaaaaaaaaaaaaaa", false}, {"fatima1988", false}, {"kikker kikker kikker kikker kikker", false},
		{"kikker fiets", false}, {"qwertyuiop", false}, {"Amsterdam2026", false}, {"kikker fiets lampje boter wolken", true},
		{"mijn oma bakt zondags brood", true}, {"correct horse battery staple", true}, {"x7!Kq2#Vz9@Lm4$", true},
		{"çay içmek güzel bir alışkanlık", true}, {"قهوة الصباح مع الجيران كل يوم", true},
	} {
		s := keyfile.Estimate([]byte(c.text))
		if s.Enough != c.enough {
			t.Errorf("%q: %+v", c.text, s)
		}
		if err := keyfile.CheckPassphrase([]byte(c.text)); (err == nil) != c.enough || err != nil && fault.Of(err) != fault.Invalid {
			t.Errorf("%q: %v", c.text, err)
		}
	}
}

func FuzzEstimate(f *testing.F) {
	f.Add([]byte("kikker fiets"))
	f.Add([]byte("\xff\xfe é123"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if s := keyfile.Estimate(b); s.Bits < 0 || s.Level > 3 {
			t.Fatalf("%+v", s)
		}
	})
}
