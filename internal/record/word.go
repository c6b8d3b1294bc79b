package record

import (
	"strconv"
	"strings"
)

// limitWord is the longest stable word: a hash in hex is 64 letters.
const limitWord = 100

// word checks what is no text of a person but a stable word: a state, an action, a hash, the name of a schema. It can come in a file, where
// anything can stand in its place.
func (ps *Problems) word(field, value string) {
	if len(value) > limitWord || strings.ContainsFunc(value, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("_-./:", r)
	}) {
		ps.add(field, "unknown")
	}
}

// walked checks the words of what happened to a record.
func (ps *Problems) walked(field string, all []Step) {
	for i, s := range all {
		at := field + "." + strconv.Itoa(i) + "."
		ps.word(at+"action", s.Action)
		ps.word(at+"to", s.To)
		ps.word(at+"source", s.Source)
		ps.word(at+"reason", s.Reason)
	}
}

// spoken checks languages by their ISO 639-3 code.
func (ps *Problems) spoken(field string, codes []string) {
	for i, code := range codes {
		if len(code) != 3 || strings.Trim(code, "abcdefghijklmnopqrstuvwxyz") != "" {
			ps.add(field+"."+strconv.Itoa(i), "unknown")
		}
	}
}
