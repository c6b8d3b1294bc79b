package keyfile

import (
	"fmt"
	"io"
	"strings"

	"schakel/internal/fault"
)

// ErrCode is a recovery code with a typing error; a *CodeError says in which group.
var ErrCode = fault.New(fault.Invalid, "store.code", "the recovery code has a typing error")

// CodeError names the group of a recovery code that is wrong.
type CodeError struct {
	Group int // 1 to 6; 0 when the length is wrong and no group can be named
}

// Error says which group.
func (e *CodeError) Error() string { return fmt.Sprintf("%s: group %d", ErrCode.Text, e.Group) }

// Unwrap is ErrCode.
func (e *CodeError) Unwrap() error { return ErrCode }

// alphabet is Crockford's base 32: no I, L, O and U.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// groups are the lengths of the groups of a code: 26 characters, of which the last one of each group is its check. 20 random
// characters are 100 bits.
func groups() []int { return []int{5, 5, 4, 4, 4, 4} }

// CodeGroups is the number of groups of a recovery code.
const CodeGroups = 6

// NewCode makes a random recovery code, its groups joined by dashes.
func NewCode(random io.Reader) (string, error) {
	var parts []string
	for g, n := range groups() {
		b := make([]byte, n-1)
		if _, err := io.ReadFull(random, b); err != nil {
			return "", err
		}
		for i := range b {
			b[i] &= 31
		}
		part := make([]byte, 0, n)
		for _, v := range b {
			part = append(part, alphabet[v])
		}
		parts = append(parts, string(append(part, alphabet[check(g, b)])))
	}
	return strings.Join(parts, "-"), nil
}

// check is the check character of group g over its values: a weighted sum in GF(32), in which every weight differs, so that one
// wrong character or two that changed places are always found; the number of the group counts too, so that two groups that
// changed places are found.
func check(g int, values []byte) byte {
	sum := byte(g + 1)
	weight := byte(2)
	for _, v := range values {
		sum ^= times(v, weight)
		weight = times(weight, 2)
	}
	return sum
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

// RecoveryCode reads a code as somebody types it: small letters, other separators and O for 0, I or L for 1 are all right. A
// typing error is a *CodeError.
func RecoveryCode(text string) (Secret, error) {
	var clean []byte
	var typed []int // lengths of the groups as they were typed
	gap := true
	for _, r := range strings.ToUpper(text) {
		switch r {
		case ' ', '-', '–', '.', '_', '\t', '\n', '\r':
			gap = true
			continue
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		if gap {
			typed = append(typed, 0)
			gap = false
		}
		typed[len(typed)-1]++
		if r > 0x7f {
			r = '?'
		}
		clean = append(clean, byte(r))
	}
	if bad := wrongGroup(clean, typed); bad >= 0 {
		clear(clean)
		return Secret{}, &CodeError{Group: bad}
	}
	return Secret{kind: KindRecovery, text: clean}, nil
}

// wrongGroup is the first group with an error, 0 when the length is wrong and no group can be named, -1 when all is well.
func wrongGroup(clean []byte, typed []int) int {
	if len(clean) != 26 {
		if len(typed) == CodeGroups {
			for g, n := range groups() {
				if typed[g] != n {
					return g + 1
				}
			}
		}
		return 0
	}
	at := 0
	for g, n := range groups() {
		values := make([]byte, n)
		for i := range values {
			v := strings.IndexByte(alphabet, clean[at+i])
			if v < 0 {
				return g + 1
			}
			values[i] = byte(v)
		}
		if check(g, values[:n-1]) != values[n-1] {
			return g + 1
		}
		at += n
	}
	return -1
}
