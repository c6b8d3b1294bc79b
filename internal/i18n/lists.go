package i18n

import (
	"slices"
	"strings"
	"unicode"
)

// List joins parts as in a sentence: "a, b en c".
func (p *Printer) List(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	last := len(parts) - 1
	if last == 0 {
		return parts[0]
	}
	head := parts[0]
	for _, part := range parts[1:last] {
		head = p.T("list.more", "A", head, "B", part)
	}
	return p.T("list.last", "A", head, "B", parts[last])
}

// Commas joins words with the comma of the language and no "en" before the last: for a line of facts. Empty parts are left out.
func (p *Printer) Commas(parts []string) string {
	comma := ", "
	if p.direction == RightToLeft {
		comma = "، "
	}
	return strings.Join(slices.DeleteFunc(slices.Clone(parts), func(s string) bool { return s == "" }), comma)
}

// Joined joins words that people typed themselves, for a field in which they go on typing: with the Arabic comma when one of them is in a
// script that runs right to left, whatever the language of the screen. Parts takes them apart again.
func Joined(words []string) string {
	comma := ", "
	if strings.ContainsFunc(strings.Join(words, ""), func(r rune) bool { return unicode.In(r, unicode.Arabic) }) {
		comma = "، "
	}
	return strings.Join(words, comma)
}

// Parts takes apart what somebody typed with commas between it, in either form of the comma or the semicolon; spaces around a part and empty
// parts are left out.
func Parts(text string) []string {
	var all []string
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune(",،;؛\n", r) }) {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}
