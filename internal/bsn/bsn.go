// Package bsn finds what seems to be a burgerservicenummer in a text, so that it is neither kept nor sent.
package bsn

import (
	"strings"
	"unicode"
)

// In reports whether a text holds nine digits that pass the elfproef: in a row; or grouped by dots, spaces or dashes so that all
// groups together are nine digits; or, among other numbers, grouped the way a BSN is written (3-3-3, 4-2-3 or 2-3-4).
// Digits of other scripts count, and invisible signs between them do not hide them. Schakel never keeps a burgerservicenummer (PRODUCT
// law 9): 111222333 passes, 123456789 and 0612345678 do not, and neither does a telephone number with its country.
func In(text string) bool {
	var run digitRun
	for _, r := range text {
		switch d := digit(r); {
		case d >= 0:
			run.digit(d)
		case unicode.Is(unicode.Cf, r): // a soft hyphen, a zero-width space, a mark of direction
		case strings.ContainsRune(" .-\u00a0\u202f\u2009\u2010\u2011\u2012\u2013", r) && run.gap(r):
		default:
			if run.bsn() {
				return true
			}
			run = digitRun{foreign: r == '+'}
		}
	}
	return run.bsn()
}

// digitRun is a row of groups of digits with at most two signs between them.
type digitRun struct {
	groups  [][]int
	signs   string // what stands between the groups, spaces beside another sign left out
	between string // the signs since the last digit
	foreign bool   // a plus stands before it
}

func (d *digitRun) digit(n int) {
	if len(d.groups) == 0 || d.between != "" {
		if sign := strings.TrimSpace(d.between); sign != "" {
			d.between = sign
		} else if d.between != "" {
			d.between = " "
		}
		d.groups, d.signs, d.between = append(d.groups, nil), d.signs+d.between, ""
	}
	last := len(d.groups) - 1
	d.groups[last] = append(d.groups[last], n)
}

// gap takes a sign between two groups, unless there is nothing before it or too much already.
func (d *digitRun) gap(r rune) bool {
	if len(d.groups) == 0 || len([]rune(d.between)) >= 3 {
		return false
	}
	switch {
	case unicode.IsSpace(r):
		r = ' '
	case r > 127:
		r = '-'
	}
	d.between += string(r)
	return true
}

func (d *digitRun) bsn() bool {
	var all []int
	for _, g := range d.groups {
		all = append(all, g...)
	}
	if d.phone(all) {
		return false
	}
	if len(all) == 9 && strings.Trim(d.signs, d.signs[:min(1, len(d.signs))]) == "" && elfproef(all) {
		return true
	}
	for i := range d.groups {
		if d.written(i) {
			return true
		}
	}
	return false
}

// phone reports whether the run is a telephone number with its country: +31 6 1234 5678, 0031 6 1234 5678.
func (d *digitRun) phone(all []int) bool {
	return len(all) >= 10 && len(all) <= 15 && len(d.groups[0]) <= 4 && (d.foreign || all[0] == 0 && all[1] == 0)
}

// written reports whether a BSN, as it is usually written, begins at a group.
func (d *digitRun) written(i int) bool {
	if len(d.groups[i]) == 9 {
		return elfproef(d.groups[i])
	}
	if i+3 > len(d.groups) {
		return false
	}
	a, b, c := d.groups[i], d.groups[i+1], d.groups[i+2]
	switch [3]int{len(a), len(b), len(c)} {
	case [3]int{3, 3, 3}, [3]int{4, 2, 3}, [3]int{2, 3, 4}:
		return elfproef(append(append(append([]int{}, a...), b...), c...))
	}
	return false
}

// digit is the value of a decimal digit of the scripts that people here type in, -1 for anything else.
func digit(r rune) int {
	for _, zero := range []rune{'0', 0x0660, 0x06f0, 0x0966, 0xff10} { // Latin, Arabic, Persian, Devanagari, full width
		if r >= zero && r <= zero+9 {
			return int(r - zero)
		}
	}
	return -1
}

func elfproef(d []int) bool {
	sum, zero := -d[8], d[8] == 0
	for i := range 8 {
		sum += (9 - i) * d[i]
		zero = zero && d[i] == 0
	}
	return !zero && sum%11 == 0
}
