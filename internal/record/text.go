package record

import (
	"strconv"
	"strings"
	"unicode"
)

// Limits on text, in runes. A text over its limit is refused beside the field.
const (
	LimitName  = 120
	LimitShort = 300
	LimitLong  = 20000
)

// HasBSN reports whether a text holds nine digits in a row (dots, spaces and dashes between them do not hide them) that pass
// the elfproef. Schakel never keeps a burgerservicenummer (PRODUCT law 9): 111222333 passes, 123456789 and 0612345678 do not.
func HasBSN(text string) bool {
	digits := make([]int, 0, 16)
	flush := func() bool {
		found := len(digits) == 9 && elfproef(digits)
		digits = digits[:0]
		return found
	}
	gap := 0
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digits, gap = append(digits, int(r-'0')), 0
		case len(digits) > 0 && gap == 0 && strings.ContainsRune(" .-\u00a0", r):
			gap++
		default:
			if flush() {
				return true
			}
			gap = 0
		}
	}
	return flush()
}

func elfproef(d []int) bool {
	sum := -d[8]
	for i := range 8 {
		sum += (9 - i) * d[i]
	}
	return sum > 0 && sum%11 == 0
}

func odd(r rune) bool {
	return r != '\n' && unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f || r == 0xfffd
}

// short checks a text of one line: its length, control characters and a BSN.
func (ps *Problems) short(field string, text Private, limit int) {
	s := text.Reveal()
	if len([]rune(s)) > limit {
		ps.add(field, "too_long", "Limit", strconv.Itoa(limit))
	}
	if strings.ContainsFunc(s, func(r rune) bool { return odd(r) || r == '\n' }) {
		ps.add(field, "control")
	}
	if HasBSN(s) {
		ps.add(field, "bsn")
	}
}

// long checks a free text: its length and control characters. A BSN in it is warned about by the screen, and refused in a
// document to be sent.
func (ps *Problems) long(field string, text Private) {
	if len([]rune(text.Reveal())) > LimitLong {
		ps.add(field, "too_long", "Limit", strconv.Itoa(LimitLong))
	}
	if strings.ContainsFunc(text.Reveal(), odd) {
		ps.add(field, "control")
	}
}

func (ps *Problems) required(field string, missing bool) {
	if missing {
		ps.add(field, "required")
	}
}

// past checks that a day is not after today.
func (ps *Problems) past(field string, d, today Date) {
	if !d.Zero() && d.After(today) {
		ps.add(field, "date.future")
	}
}

// order checks that an end does not come before its start.
func (ps *Problems) order(field string, from, to Date) {
	if !from.Zero() && !to.Zero() && to.Before(from) {
		ps.add(field, "date.order")
	}
}

// enum checks a value against its closed list; the empty value is allowed unless must.
func enum[T ~string](ps *Problems, field string, value T, list []T, must bool) {
	if value == "" {
		ps.required(field, must)
		return
	}
	for _, v := range list {
		if v == value {
			return
		}
	}
	ps.add(field, "unknown")
}

func enums[T ~string](ps *Problems, field string, values []T, list []T) {
	for i, v := range values {
		enum(ps, field+"."+strconv.Itoa(i), v, list, true)
	}
}
