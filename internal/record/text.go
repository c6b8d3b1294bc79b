package record

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"schakel/internal/bsn"
)

// Limits on text, in runes. A text over its limit is refused beside the field.
const (
	LimitName  = 120
	LimitShort = 300
	LimitLong  = 20000
)

// HasBSN reports whether a text seems to hold a burgerservicenummer; see package bsn. Schakel never keeps one (PRODUCT law 9).
func HasBSN(text string) bool { return bsn.In(text) }

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

// digits reports whether a text is exactly n Latin digits.
func digits(text string, n int) bool {
	return len(text) == n && strings.Trim(text, "0123456789") == ""
}

// clock checks a time of day such as 19:30; empty is not noted.
func (ps *Problems) clock(field, at string) {
	if at == "" {
		return
	}
	if _, err := time.Parse("15:04", at); err != nil {
		ps.add(field, "time")
	}
}

// amount checks a sum in euro cents.
func (ps *Problems) amount(field string, cents int) {
	if cents < 0 || cents > 1_000_000 {
		ps.add(field, "count.range")
	}
}
