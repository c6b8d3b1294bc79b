// Package spelling tells whether two written names may be one name: Mohamed, Muhammed and محمد; Şahin and Shahin; Wijck and Wyck.
//
// A word becomes one or a few keys. A key is what is heard, in pairs: at most one sign for the vowels, then one capital for a consonant.
// Keys are not compared letter by letter but by Same and Begins, because scripts leave vowels out and people write them each in their
// own way. It forgives too much rather than too little: what it finds is shown to a person and never decides anything.
package spelling

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// most is how many keys one word has at most: letters such as ch and j stand for more than one sound.
const most = 4

// The signs between consonants beside a, e, i, o and u.
const (
	glide   = 'y' // ei, ai, ey, ij
	wide    = 'w' // au, ouw
	silent  = '.' // a short vowel that the script does not write
	anyone  = '*' // a vowel that may be any
	nothing = 0
)

// Keys are the ways in which one word sounds, at most four; none when it holds no letters that are known. The word is in any script
// and case. Equal words give equal keys.
func Keys(word string) []string {
	word = strings.ToLower(norm.NFKD.String(word))
	forms := []string{word}
	for _, r := range word {
		switch {
		case r >= 0x0600 && r <= 0x06FF:
			return arabic(word)
		case r >= 0x0400 && r <= 0x04FF:
			forms = cyrillic(word)
		case r >= 0x1200 && r <= 0x135A:
			forms = []string{ethiopic(word)}
		default:
			continue
		}
		break
	}
	var keys []string
	for _, form := range forms {
		for _, key := range latin(form) {
			keys = with(keys, key)
		}
	}
	return keys
}

// with adds a key that is not there yet, up to most.
func with(keys []string, key string) []string {
	for _, have := range keys {
		if have == key {
			return keys
		}
	}
	if key == "" || len(keys) == most {
		return keys
	}
	return append(keys, key)
}

// Same reports whether two keys may be of one name.
func Same(a, b string) bool {
	if min(consonants(a), consonants(b)) < 2 {
		return brief(a, b)
	}
	return compare(a, b, false)
}

// Begins reports whether a key may begin with what was typed of a name so far. Fewer than two consonants are too few to forgive
// anything.
func Begins(key, typed string) bool { return consonants(typed) >= 2 && compare(typed, key, true) }

// Alike reports whether any key of one word is the Same as any of another.
func Alike(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if Same(x, y) {
				return true
			}
		}
	}
	return false
}

func consonant(c byte) bool { return c >= 'A' && c <= 'Z' }

func consonants(key string) (n int) {
	for i := range len(key) {
		if consonant(key[i]) {
			n++
		}
	}
	return n
}

// compare walks two keys together, a vowel sign and a consonant at a time. With begin, a may end before b.
func compare(a, b string, begin bool) bool {
	script := unvowelled(a) && unvowelled(b)
	for clear := true; ; {
		x, restA := vowel(a)
		y, restB := vowel(b)
		ended := min(len(restA), len(restB)) == 0
		switch {
		case begin && len(restA)+int(x) == 0:
			return true
		case script && long(x, y) || !meet(x, y, clear, len(restA)+len(restB) == 0):
			return false
		case ended:
			return restA == restB || begin && restA == ""
		case !alike(restA[0], restB[0], len(restA)+len(restB) == 2):
			return false
		}
		clear = clear && x+y == nothing
		a, b = restA[1:], restB[1:]
	}
}

// unvowelled reports whether a key comes from a script that leaves short vowels out.
func unvowelled(key string) bool { return strings.IndexByte(key, silent) >= 0 }

// long reports whether one of two words that both leave short vowels out writes one where the other does not: that is a long one.
func long(x, y byte) bool {
	return x != y && (x == silent || y == silent) && x != nothing && y != nothing
}

// vowel takes the vowel sign off the beginning.
func vowel(key string) (sign byte, rest string) {
	if key == "" || consonant(key[0]) {
		return nothing, key
	}
	return key[0], key[1:]
}

// alike compares consonants. At the end of a word d and t, and b and p, are written for each other: Ahmed and Ahmet, Zeyneb and Zeynep.
func alike(x, y byte, last bool) bool {
	if x == y {
		return true
	}
	if !last {
		return false
	}
	return x == 'D' && y == 'T' || x == 'T' && y == 'D' || x == 'B' && y == 'P' || x == 'P' && y == 'B'
}

// brief compares names with one consonant or none, in which every vowel counts: Ali is not Ela.
func brief(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) {
		if a[i] == b[i] || a[i] == anyone && !consonant(b[i]) || b[i] == anyone && !consonant(a[i]) {
			continue
		}
		if !near("ou", a[i], b[i]) && !near("iy", a[i], b[i]) && (i < len(a)-1 || !near("ae", a[i], b[i])) {
			return false
		}
	}
	return true
}

func near(group string, x, y byte) bool {
	return strings.IndexByte(group, x) >= 0 && strings.IndexByte(group, y) >= 0
}

// meet reports whether two signs between consonants may be one vowel. first is the first vowel of the word, which is heard clearly; last
// is at the end of the word.
func meet(x, y byte, first, last bool) bool {
	switch {
	case x == y:
		return true
	case x == nothing || y == nothing:
		return dropped(x+y, first, last)
	case x == anyone || y == anyone:
		return true
	case x == silent || y == silent:
		return !last && (near("aeiou", x, 'a') || near("aeiou", y, 'a'))
	}
	return nearAny([]string{"ae", "ei", "ou", "iy", "ey", "uw", "ow"}, x, y) ||
		!first && !last && nearAny([]string{"eu", "eo", "iu"}, x, y) // Yusuf, Youssef and Yousif
}

func nearAny(groups []string, x, y byte) bool {
	for _, group := range groups {
		if near(group, x, y) {
			return true
		}
	}
	return false
}

// dropped reports whether a vowel may be left out: a short one in the middle as in Fatma, and the first one of Ibrahim and Idriss.
func dropped(sign byte, first, last bool) bool {
	switch {
	case last:
		return false
	case sign == silent:
		return true
	case first:
		return sign == 'i' || sign == 'e' || sign == anyone
	}
	return near("eiu", sign, 'e') || sign == anyone
}
