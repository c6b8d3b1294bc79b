package access

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"schakel/internal/i18n"
	"schakel/internal/municipality"
	"schakel/internal/record"
)

// veil hides the places of people with a secret address in any text: their own district, postcode and gemeente, every gemeente by name,
// postcodes, streets, and the names of organisations.
type veil struct {
	places map[string][][]string // folded words, by the first
	codes  []string              // four digits that say where somebody lives
	word   string                // what stands in the place of a place
}

// newVeil takes in the places of the families and of the social map.
func newVeil(in *Input, word string) *veil {
	v := &veil{places: map[string][][]string{}, word: word}
	for _, h := range in.Households {
		v.add(h.District.Reveal())
		v.add(municipality.Name(h.Municipality))
		if h.Postcode4 != "" {
			v.codes = append(v.codes, h.Postcode4)
		}
		for _, one := range h.Involved {
			v.name(one.Who.Reveal())
		}
		for _, c := range h.Custody {
			v.name(c.Guardian.Reveal())
		}
	}
	for _, p := range in.People {
		for _, c := range p.Channels {
			if c.Kind == record.ChannelVisit {
				v.add(c.Value.Reveal())
			}
		}
	}
	for _, p := range in.Partners {
		v.name(p.Name.Reveal())
		v.name(p.Local.Reveal())
		v.add(municipality.Name(p.Municipality))
	}
	for _, m := range in.Meetings {
		v.name(m.Place.Reveal())
	}
	for _, m := range municipality.All() {
		v.add(m.Name)
	}
	for _, m := range municipality.Places() { // also Den Haag, as people call 's-Gravenhage
		v.add(m.Place)
	}
	return v
}

// add takes in a place as it is written.
func (v *veil) add(place string) {
	words := strings.Fields(i18n.Fold(place))
	if len(words) > 0 {
		v.places[words[0]] = append(v.places[words[0]], words)
	}
}

// name takes in the name of an organisation: as a whole, and each word of it by which people know it.
func (v *veil) name(name string) {
	v.add(name)
	for _, w := range strings.Fields(i18n.Fold(name)) {
		if utf8.RuneCountInString(w) > 3 && !slices.Contains(usual(), w) {
			v.add(w)
		}
	}
}

// usual are words in names of organisations that say nothing about where one is.
func usual() []string {
	return strings.Fields(`school basisschool brede stichting vereniging buurthuis buurtteam wijkteam centrum jeugd jeugdteam gezin gezinnen
		gemeente sociaal sociale welzijn moskee kerk kinderopvang opvang huisarts huisartsen praktijk consultatiebureau ouder ouders kind
		kinderen vrouwen moeders vaders mannen jongeren academie team hulp voor door naar over onze thuis samen zorg jeugdzorg jeugdhulp
		veilig nederland college lyceum mavo havo peuterspeelzaal bibliotheek huis centre center family families support`)
}

// plain are gemeenten whose name is also a usual word: these count only with a capital.
func plain() []string {
	return strings.Fields("best buren beek bergen sluis putten goes kampen duiven hoorn wierden laren leek ede epe heerde asten halle made heel horst marken hoeven elst born goor vries haren ens balk monster doorn leek grave mill laak goor grou borger zeeland velp stein rolde norg rijen ruinen")
}

var (
	postcode = regexp.MustCompile(`\b[1-9][0-9]{3}[ \x{00a0}]?[A-Za-z]{2}\b`)
	street   = regexp.MustCompile(`(?i)[\p{L}\p{M}'’.-]*[\p{L}\p{M}](?:straat|laan|weg|plein|kade|gracht|dijk|singel|steeg|dreef|plantsoen|hof|pad|park|markt|wal)[ ,]+(?:nr\.? ?|nummer )?[0-9]+[ -]?[a-z]?\b|\b\p{Lu}[\p{L}\p{M}'’.-]+(?:straat|laan|plein|kade|gracht|dijk|singel|steeg|dreef|plantsoen)\b`)
)

// hide replaces every place in a text that can be recognised.
func (v *veil) hide(text string) string {
	text = postcode.ReplaceAllStringFunc(text, func(found string) string {
		if year(found) {
			return found
		}
		return v.word
	})
	text = street.ReplaceAllString(text, v.word)
	words := split(text)
	var b strings.Builder
	at := 0
	for i := 0; i < len(words); {
		n := v.match(words[i:])
		if n == 0 {
			i++
			continue
		}
		b.WriteString(text[at:words[i].from])
		b.WriteString(v.word)
		at = words[i+n-1].to
		i += n
	}
	b.WriteString(text[at:])
	return b.String()
}

// year reports whether four digits and two letters are a year and a short word (2019 is, 2024 ve) and no postcode. Two capitals are
// always one.
func year(found string) bool {
	letters := found[len(found)-2:]
	century := found[:2] == "19" || found[:2] == "20"
	return century && len(found) > 6 && letters == strings.ToLower(letters) && slices.Contains(shortWords(), letters)
}

// shortWords are words of two letters that stand behind a year in the languages that workers write.
func shortWords() []string {
	return strings.Fields("al de en er in is je me na of om op te we ze zo at by he it my no on or so to up us da do ne ve ya od po si ta un bo mi pa ku di su")
}

// token is a word of a text and where it stands.
type token struct {
	folded   string
	from, to int
	capital  bool
}

// split takes a text apart in words, with the signs that stand inside a word.
func split(text string) []token {
	inside := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '\'' || r == '’'
	}
	var all []token
	from := -1
	end := func(to int) {
		if from >= 0 {
			first, _ := utf8.DecodeRuneInString(text[from:to])
			all = append(all, token{folded: i18n.Fold(text[from:to]), from: from, to: to, capital: unicode.IsUpper(first)})
		}
		from = -1
	}
	for i, r := range text {
		switch {
		case inside(r) && from < 0:
			from = i
		case !inside(r):
			end(i)
		}
	}
	end(len(text))
	return slices.DeleteFunc(all, func(t token) bool { return t.folded == "" })
}

// match is how many words from the first on are a place, the longest place first; 0 when they are none.
func (v *veil) match(words []token) int {
	first := words[0]
	if slices.Contains(v.codes, first.folded) {
		return 1
	}
	best := 0
	runes := []rune(first.folded)
	for cut := max(0, len(runes)-longestEnding); cut <= len(runes); cut++ {
		for _, place := range v.places[string(runes[:cut])] {
			if len(place) > best && len(place) <= len(words) && stands(words, place) {
				best = len(place)
			}
		}
	}
	return best
}

// stands reports whether a place begins at the first of some words: the words of it, the last with an ending (Rotterdamse).
func stands(words []token, place []string) bool {
	if len(place) == 1 && slices.Contains(plain(), place[0]) {
		return words[0].capital && words[0].folded == place[0]
	}
	for i, part := range place {
		rest, begins := strings.CutPrefix(words[i].folded, part)
		last := i == len(place)-1
		if !begins || rest != "" && (!last || utf8.RuneCountInString(part) < 4 || utf8.RuneCountInString(rest) > longestEnding) {
			return false
		}
	}
	return true
}
