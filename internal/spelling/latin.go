package spelling

import "strings"

// sound is how letters at the beginning of a text are heard. Two sounds are two keys.
type sound struct {
	letters string
	as      []string
}

// sounds lists letters that together are one sound, the longest first.
var sounds = []sound{
	{"tsch", []string{"C"}}, {"sch", []string{"S"}}, {"tsj", []string{"C"}}, {"tch", []string{"C"}}, {"tsh", []string{"C"}}, {"dsj", []string{"J"}},
	{"kh", []string{"H"}}, {"gh", []string{"G"}}, {"sh", []string{"S"}}, {"sj", []string{"S"}}, {"sz", []string{"S"}}, {"cz", []string{"C"}},
	{"ch", []string{"H", "S"}}, {"dj", []string{"J"}}, {"dz", []string{"Z"}}, {"zh", []string{"Z"}}, {"th", []string{"T"}}, {"dh", []string{"D"}},
	{"ph", []string{"F"}}, {"ck", []string{"K"}}, {"qu", []string{"K"}},
}

// single is the sound of one letter that is no vowel.
var single = map[byte]string{
	'b': "B", 'd': "D", 'f': "F", 'g': "G", 'h': "H", 'k': "K", 'l': "L", 'm': "M", 'n': "N", 'p': "P", 'q': "K", 'r': "R", 's': "S", 't': "T",
	'v': "W", 'w': "W", 'x': "KS", 'z': "Z",
}

// plain leaves the letters a to z of a text; letters that Unicode does not take apart become those that people type for them.
func plain(word string) string {
	var b strings.Builder
	for _, r := range word {
		switch {
		case r >= 'a' && r <= 'z':
			b.WriteRune(r)
		case r == 'ı':
			b.WriteByte('i')
		case r == 'ł':
			b.WriteByte('l')
		case r == 'ø':
			b.WriteByte('o')
		case r == 'đ' || r == 'ð':
			b.WriteByte('d')
		case r == 'ß':
			b.WriteString("ss")
		case r == 'æ' || r == 'ə':
			b.WriteString("e")
		case r == 'œ':
			b.WriteString("oe")
		}
	}
	return b.String()
}

// latin gives the keys of a word in Latin letters.
func latin(word string) []string {
	word = plain(word)
	out := heardLatin(word)
	if n := len(word); n > 2 && word[n-1] == 'h' && isVowel(word[n-2]) {
		for _, key := range heardLatin(word[:n-1]) { // Fatimah, Sarah
			out = with(out, key)
		}
	}
	return out
}

func heardLatin(word string) []string {
	keys := []string{""}
	for at := 0; at < len(word); {
		as, n := hear(word, at)
		at += n
		keys = said(keys, as)
	}
	var out []string
	for _, key := range keys {
		out = with(out, key)
	}
	return out
}

// said puts the sounds behind each key, at most some keys; a sound twice is one.
func said(keys []string, as []string) []string {
	var out []string
	for _, sound := range as {
		for _, key := range keys {
			if n := len(key); n > 0 && sound != "" && consonant(sound[0]) && key[n-1] == sound[0] {
				out = append(out, key+sound[1:])
			} else {
				out = append(out, key+sound)
			}
		}
	}
	return out[:min(len(out), most)]
}

// hear gives the sounds at a place in a word and how many letters they take.
func hear(word string, at int) (as []string, n int) {
	rest := word[at:]
	if isVowel(rest[0]) || rest[0] == 'y' && !glides(word, at) {
		return vowels(word, at)
	}
	for _, s := range sounds {
		if strings.HasPrefix(rest, s.letters) {
			return s.as, len(s.letters)
		}
	}
	switch next := follows(rest); {
	case rest[0] == 'j':
		return []string{"Y", "J"}, 1 // Jusuf and Jamal
	case rest[0] == 'y':
		return []string{"Y"}, 1
	case rest[0] == 'c' && (next == 'e' || next == 'i' || next == 'y'):
		return []string{"S", "J", "C"}, 1 // Cecile, Cemal, Çelik without its tail
	case rest[0] == 'c':
		return []string{"K", "J"}, 1 // Carla, Can
	}
	return []string{single[rest[0]]}, 1
}

func follows(rest string) byte {
	if len(rest) < 2 {
		return 0
	}
	return rest[1]
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// glides reports whether a y is a consonant: at the beginning before a vowel, and before a vowel that is no e or i after another vowel.
func glides(word string, at int) bool {
	if at+1 >= len(word) || !isVowel(word[at+1]) {
		return false
	}
	if at == 0 {
		return true
	}
	return word[at+1] != 'i' && (word[at+1] != 'e' || !isVowel(word[at-1])) // Soraya, Yahya; not Hüseyin
}

// vowels reads a run of vowels. An i before another vowel is heard as a y behind it: Maria.
func vowels(word string, at int) ([]string, int) {
	end := at
	for end < len(word) && (isVowel(word[end]) || word[end] == 'y' && !glides(word, end)) {
		end++
	}
	run := word[at:end]
	if strings.HasPrefix(run, "ij") || end < len(word) && word[end] == 'j' && run == "i" && (end+1 == len(word) || !isVowel(word[end+1])) {
		return []string{string(byte(glide))}, len(run) + 1
	}
	for _, tail := range []string{"ia", "io", "iu"} {
		if head, is := strings.CutSuffix(run, tail); is {
			return []string{sign(head+"i") + "Y" + sign(tail[1:])}, len(run)
		}
	}
	return []string{sign(run)}, len(run)
}

// sign is how a run of vowels is heard.
func sign(run string) string {
	switch run {
	case "a", "aa":
		return "a"
	case "e":
		return "e"
	case "i", "y", "ie", "ii", "yi", "iy", "ee", "ea":
		return "i"
	case "o", "oo":
		return "o"
	case "u", "uu", "ou", "oe", "eu":
		return "u"
	case "ei", "ey", "ai", "ay", "eyi", "ayi", "eye", "aye", "ae":
		return string(byte(glide))
	case "au":
		return string(byte(wide))
	}
	return string(byte(anyone))
}
