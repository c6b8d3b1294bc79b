package keyfile

import (
	"fmt"
	"io"
	"strings"

	"schakel/internal/fault"
)

// The sentinels of a recovery code.
var (
	ErrCode       = fault.New(fault.Invalid, "store.code", "the recovery code has a typing error")
	ErrPartAsCode = fault.New(fault.Invalid, "store.code.part", "a part was typed where the recovery code is asked")
)

// CodeError names the group of a recovery code that is wrong.
type CodeError struct {
	Group int // 1 to 6; 0 when the length is wrong and no group can be named
}

// Error says which group.
func (e *CodeError) Error() string { return fmt.Sprintf("%s: group %d", ErrCode.Text, e.Group) }

// Unwrap is ErrCode.
func (e *CodeError) Unwrap() error { return ErrCode }

// FaultDetail names the group for whoever typed it.
func (e *CodeError) FaultDetail() (code string, args []any) {
	if e.Group == 0 {
		return "", nil
	}
	return "store.code.group", []any{"Group", e.Group}
}

// CodeGroups is the number of groups of a recovery code.
const CodeGroups = 6

// codeSize is the number of random characters of a code: 100 bits.
const codeSize = 20

// codeForm is 26 characters in six groups.
func codeForm() form { return form{groups: []int{5, 5, 4, 4, 4, 4}, first: 1} }

// NewCode makes a random recovery code, its groups joined by dashes.
func NewCode(random io.Reader) (string, error) {
	b := make([]byte, codeSize)
	defer clear(b)
	if err := random32(random, b); err != nil {
		return "", err
	}
	return codeForm().write(b), nil
}

// RecoveryCode reads a code as somebody types it: small letters, other separators and O for 0, I or L for 1 are all right. A
// typing error is a *CodeError, a part of three is ErrPartAsCode.
func RecoveryCode(text string) (Secret, error) {
	typed := typedGroups(text)
	values, bad := codeForm().read(typed)
	switch {
	case bad < 0:
		clear(values)
		return Secret{kind: KindRecovery, text: []byte(strings.Join(typed, ""))}, nil
	case partForm().looks(typed):
		return Secret{}, ErrPartAsCode
	}
	return Secret{}, &CodeError{Group: bad}
}

// CodeSoFar tells what is wrong with a code while it is typed: *CodeError for a whole group, or ErrPartAsCode.
func CodeSoFar(text string) error {
	typed := typedGroups(text)
	bad := codeForm().soFar(typed)
	switch {
	case bad == 0:
		return nil
	case partForm().begins(typed):
		return ErrPartAsCode
	}
	return &CodeError{Group: bad}
}
