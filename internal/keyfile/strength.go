package keyfile

import (
	"math"
	"strings"
	"unicode"

	"schakel/internal/fault"
)

// ErrWeak is a passphrase below the floor.
var ErrWeak = fault.New(fault.Invalid, "store.passphrase.weak", "the passphrase is too easy to guess")

// floorBits is the strength below which a passphrase is refused. With the default cost one guess takes about half a second on a
// laptop; at ten thousand guesses a second, 2^40 guesses take three years.
const floorBits = 40

// Strength is an estimate of how hard a passphrase is to guess.
type Strength struct {
	Bits   int  // the number of guesses is about 2 to this power
	Level  int  // 0 refused, 1 enough, 2 good, 3 very good
	Enough bool // not below the floor
}

// Estimate is simple and says so: every word counts as one of a list, at most 13 bits (a list of eight thousand) and at most 2.5
// bits a letter; other characters count by their class; repeats, rows such as 1234 and very common words count for nearly
// nothing. It knows nothing of names or birth dates.
func Estimate(passphrase []byte) Strength {
	text := string(Passphrase(passphrase).text)
	seen := map[string]bool{}
	bits := 0.0
	for _, token := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("-_.,;+/", r) }) {
		low := strings.ToLower(token)
		if seen[low] {
			bits++
			continue
		}
		seen[low] = true
		bits += tokenBits(low)
		if rest := string([]rune(token)[1:]); strings.ToLower(rest) != rest {
			bits += 2 // capitals elsewhere than at the start
		}
	}
	s := Strength{Bits: int(bits), Enough: int(bits) >= floorBits}
	switch {
	case s.Bits >= 64:
		s.Level = 3
	case s.Bits >= 50:
		s.Level = 2
	case s.Enough:
		s.Level = 1
	}
	return s
}

// tokenBits estimates one token: its runs of letters as words, the rest by class.
func tokenBits(token string) float64 {
	bits := 0.0
	runes := []rune(token)
	for i := 0; i < len(runes); {
		j := i
		for j < len(runes) && class(runes[j]) == class(runes[i]) {
			j++
		}
		bits += runBits(runes[i:j])
		i = j
	}
	return bits
}

func class(r rune) int {
	switch {
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return 0
	case unicode.IsDigit(r):
		return 1
	}
	return 2
}

func runBits(run []rune) float64 {
	if len(run) == 0 {
		return 0
	}
	word := string(run)
	for _, common := range commonWords() {
		if strings.Contains(word, common) {
			return 3 + runBits([]rune(strings.Replace(word, common, "", 1)))
		}
	}
	fresh := 0.0 // characters that do not simply follow from the one before
	for i, r := range run {
		if i == 0 || r != run[i-1] && r != run[i-1]+1 && r != run[i-1]-1 {
			fresh++
		}
	}
	switch class(run[0]) {
	case 0:
		if isWord(word) {
			return WordBits
		}
		return math.Min(2.5*fresh, 13)
	case 1:
		return math.Min(3.3*fresh, 20)
	}
	return 5 * fresh
}

// commonWords are what people choose first.
func commonWords() []string {
	return []string{
		"wachtwoord", "password", "welkom", "geheim", "qwerty", "azerty", "schakel", "hallo", "admin", "login", "iloveyou", "zomer",
		"winter", "lente", "herfst", "toegang", "ajax", "feyenoord", "letmein", "monkey", "dragon",
	}
}

// CheckPassphrase is ErrWeak for a passphrase below the floor.
func CheckPassphrase(passphrase []byte) error {
	if !Estimate(passphrase).Enough {
		return ErrWeak
	}
	return nil
}
