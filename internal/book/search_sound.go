package book

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/spelling"
	"schakel/internal/store"
)

// sounding makes the keys of rows, and remembers those of words: names come back often.
type sounding map[string]string

// Between the keys of one word stands bar, between words a space.
const bar = "|"

// keys are how the names in a row sound. A short word such as "el" also counts as one with the word behind it.
func (s sounding) keys(r record.Row) string {
	text := r.Title.Reveal()
	switch r.Kind {
	case record.KindPerson:
		text += " " + r.Detail.Reveal() // what somebody is called beside the name
	case record.KindHousehold, record.KindPartner:
	default:
		return ""
	}
	words := nameWords(text)
	var b strings.Builder
	for i, word := range words {
		s.write(&b, word)
		if i > 0 && utf8.RuneCountInString(words[i-1]) <= 3 {
			s.write(&b, words[i-1]+word) // Elamrani
		}
	}
	return b.String()
}

func (s sounding) write(b *strings.Builder, word string) {
	keys, known := s[word]
	if !known {
		keys = strings.Join(spelling.Keys(word), bar)
		s[word] = keys
	}
	if keys == "" {
		return
	}
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	b.WriteString(keys)
}

// nameWords are the words of a text, without signs but those inside a name.
func nameWords(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune("'’‘ʼ`´", r)
	})
}

// forgiven is from how many letters on a word of a query is looked for by its sound.
const forgiven = 3

// sought are the keys of each folded word of a query; none for one that is too short.
func sought(query string) map[string][]string {
	all := map[string][]string{}
	for _, word := range nameWords(query) {
		if folded := i18n.Fold(word); utf8.RuneCountInString(folded) >= forgiven {
			all[folded] = spelling.Keys(word)
		}
	}
	return all
}

// forgive finds names that are spelled otherwise: every word of the query is in the text or sounds like a word of the name. The caller
// holds the lock.
func (s *search) forgive(words []string, keys map[string][]string, limit int) []store.Ref {
	if len(keys) == 0 {
		return nil
	}
	var found []store.Ref
	for i := range s.entries {
		e := &s.entries[i]
		if e.keys == "" || e.text == "" || !e.sounds(words, keys) || holds(e.text, words) {
			continue
		}
		if found = append(found, e.ref); len(found) == limit {
			break
		}
	}
	return found
}

func (e *entry) sounds(words []string, keys map[string][]string) bool {
	for _, word := range words {
		if !heardIn(e.keys, keys[word]) && !strings.Contains(e.text, word) {
			return false
		}
	}
	return true
}

// heardIn reports whether a word of a name begins, or is, what was typed.
func heardIn(name string, typed []string) bool {
	for len(name) > 0 {
		at := strings.IndexAny(name, " "+bar)
		key := name
		if at >= 0 {
			key, name = name[:at], name[at+1:]
		} else {
			name = ""
		}
		for _, t := range typed {
			if spelling.Begins(key, t) || spelling.Same(key, t) {
				return true
			}
		}
	}
	return false
}
