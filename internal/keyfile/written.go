package keyfile

import (
	"io"
	"strings"
)

// alphabet is Crockford's base 32: no I, L, O and U.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// form is how a secret stands on paper: groups of characters, the last one of each group its check. Two forms have other lengths and
// other checks, so that one is never taken for the other.
type form struct {
	groups []int // lengths, checks included
	first  byte  // what the check of the first group begins with
}

// total is the number of characters, checks included.
func (f form) total() int {
	n := 0
	for _, g := range f.groups {
		n += g
	}
	return n
}

// write puts values of 0 to 31 on paper, the groups joined by dashes.
func (f form) write(values []byte) string {
	parts := make([]string, 0, len(f.groups))
	for g, n := range f.groups {
		part := make([]byte, 0, n)
		for _, v := range values[:n-1] {
			part = append(part, alphabet[v])
		}
		parts = append(parts, string(append(part, alphabet[f.check(g, values[:n-1])])))
		values = values[n-1:]
	}
	return strings.Join(parts, "-")
}

// check is the check character of group g over its values: a weighted sum in GF(32), in which every weight differs, so that one
// wrong character or two that changed places are always found; the number of the group counts too, so that two groups that
// changed places are found.
func (f form) check(g int, values []byte) byte {
	sum := f.first + byte(g)
	weight := byte(2)
	for _, v := range values {
		sum ^= times(v, weight)
		weight = times(weight, 2)
	}
	return sum
}

// read gives the values of what was typed, checks left out. bad is the first group that is wrong, 0 when the length is wrong and no
// group can be named, -1 when all is well.
func (f form) read(typed []string) (values []byte, bad int) {
	clean := strings.Join(typed, "")
	if len(clean) != f.total() {
		return nil, f.uneven(typed)
	}
	for g, n := range f.groups {
		part := f.group(g, clean[:n])
		if part == nil {
			return nil, g + 1
		}
		values, clean = append(values, part...), clean[n:]
	}
	return values, -1
}

// group gives the values of one group, its check left out; nil when it is wrong.
func (f form) group(g int, text string) []byte {
	values := make([]byte, len(text))
	for i := range values {
		v := strings.IndexByte(alphabet, text[i])
		if v < 0 {
			return nil
		}
		values[i] = byte(v)
	}
	last := len(values) - 1
	if f.check(g, values[:last]) != values[last] {
		return nil
	}
	return values[:last]
}

// soFar is the first group that is wrong among those that were typed as a whole, 0 when there is none yet.
func (f form) soFar(typed []string) int {
	clean := strings.Join(typed, "")
	for g, n := range f.groups {
		if len(clean) < n {
			return 0
		}
		if f.group(g, clean[:n]) == nil {
			return g + 1
		}
		clean = clean[n:]
	}
	return 0
}

// uneven is the first group that is too short or too long; 0 when the groups were not typed as groups.
func (f form) uneven(typed []string) int {
	if len(typed) == len(f.groups) {
		for g, n := range f.groups {
			if len(typed[g]) != n {
				return g + 1
			}
		}
	}
	return 0
}

// looks reports whether what was typed has the shape of the form, apart from typing errors: all its groups but one have their length,
// or it was typed without groups and has the whole length.
func (f form) looks(typed []string) bool {
	if len(typed) == 1 {
		return len(typed[0]) == f.total()
	}
	if len(typed) != len(f.groups) {
		return false
	}
	odd := 0
	for g, n := range f.groups {
		if len(typed[g]) != n {
			odd++
		}
	}
	return odd <= 1
}

// begins reports whether what was typed so far is the beginning of the form: its first groups fit, and either the first one was typed
// as a group or there are so many that it cannot be chance.
func (f form) begins(typed []string) bool {
	if f.soFar(typed) != 0 {
		return false
	}
	if len(typed) > 1 {
		return len(typed[0]) == f.groups[0]
	}
	return len(strings.Join(typed, "")) >= f.groups[0]+f.groups[1]
}

// typedGroups reads what somebody typed: small letters, other separators and O for 0, I or L for 1 are all right.
func typedGroups(text string) []string {
	return strings.FieldsFunc(strings.Map(plainer, strings.ToUpper(text)), func(r rune) bool { return r == ' ' })
}

func plainer(r rune) rune {
	switch r {
	case '-', '–', '‑', '.', '_', '\t', '\n', '\r', '\u00a0':
		return ' '
	case 'O':
		return '0'
	case 'I', 'L', 'İ': // a Turkish keyboard has its i with a dot
		return '1'
	}
	switch {
	case r >= '٠' && r <= '٩': // as an Arabic keyboard types them
		return '0' + r - '٠'
	case r >= '۰' && r <= '۹': // and a Persian one
		return '0' + r - '۰'
	}
	if r > 0x7f {
		return '?'
	}
	return r
}

// random32 fills values of 0 to 31.
func random32(random io.Reader, b []byte) error {
	if _, err := io.ReadFull(random, b); err != nil {
		return err
	}
	for i := range b {
		b[i] &= 31
	}
	return nil
}

// times multiplies in GF(32) with the polynomial x^5 + x^2 + 1.
func times(a, b byte) byte {
	var p byte
	for ; b > 0; b >>= 1 {
		if b&1 == 1 {
			p ^= a
		}
		if a <<= 1; a&32 != 0 {
			a ^= 0b100101
		}
	}
	return p
}

// over divides in GF(32); b is not 0. The 31 values that are not 0 form a group, so the inverse is the 30th power.
func over(a, b byte) byte {
	for range 30 {
		a = times(a, b)
	}
	return a
}
