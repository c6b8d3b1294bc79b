package keyfile

import (
	"fmt"
	"io"
	"strings"

	"schakel/internal/fault"
)

// The sentinels of a recovery in parts.
var (
	ErrPart       = fault.New(fault.Invalid, "store.part", "the part has a typing error")
	ErrCodeAsPart = fault.New(fault.Invalid, "store.part.code", "a recovery code was typed where a part is asked")
	ErrPartTwice  = fault.New(fault.Invalid, "store.parts.twice", "the same part was typed twice")
	ErrPartSets   = fault.New(fault.Invalid, "store.parts.sets", "the parts do not belong together")
	ErrPartAlone  = fault.New(fault.Invalid, "store.parts.alone", "one part was typed, and two are needed")
)

// PartError says which of two typed parts is wrong, and where.
type PartError struct {
	Part  int          // 1 or 2, in the order in which they were typed
	Group int          // 1 to 8; 0 when the length is wrong and no group can be named, or when Fault is not ErrPart
	Fault *fault.Error // ErrPart or ErrCodeAsPart
}

// Error says which part and group.
func (e *PartError) Error() string {
	return fmt.Sprintf("%s: part %d, group %d", e.Fault.Text, e.Part, e.Group)
}

// Unwrap is the sentinel.
func (e *PartError) Unwrap() error { return e.Fault }

// FaultDetail names the part and the group for whoever typed them.
func (e *PartError) FaultDetail() (code string, args []any) {
	if e.Group == 0 {
		return "", nil
	}
	return "store.part.group", []any{"Part", e.Part, "Group", e.Group}
}

const (
	// Parts is how many parts there are; any two of them open a store.
	Parts = 3
	// PartGroups is the number of groups of a part.
	PartGroups = 8

	setSize  = 3  // 15 bits, so that parts of different days are told apart
	partSize = 20 // characters of the secret: 100 bits
)

// partForm is 32 characters in eight groups of four.
func partForm() form {
	return form{groups: []int{4, 4, 4, 4, 4, 4, 4, 4}, first: 17}
}

// part is one part as it was read.
type part struct {
	number byte // 1 to 3
	set    [setSize]byte
	values [partSize]byte
}

// NewParts makes a random secret and its three parts, each as it is written. Any two parts give the secret; one alone says nothing
// about it, however much anybody computes.
func NewParts(random io.Reader) (parts [Parts]string, secret Secret, err error) {
	b := make([]byte, setSize+2*partSize)
	defer clear(b)
	if err := random32(random, b); err != nil {
		return parts, Secret{}, err
	}
	set, own, slope := b[:setSize], b[setSize:setSize+partSize], b[setSize+partSize:]
	for i := range parts {
		p := deal(byte(i+1), own, slope)
		copy(p.set[:], set)
		parts[i] = p.write()
	}
	return parts, sharedSecret(own), nil
}

// deal gives part number x: for each character of the secret the point at x of a line through it whose slope is random (Shamir, two
// of three, in GF(32)). Through one point goes one line to every secret, so a single part fits every secret equally.
func deal(x byte, own, slope []byte) part {
	p := part{number: x}
	for i := range p.values {
		p.values[i] = own[i] ^ times(slope[i], x)
	}
	return p
}

// join gives the secret back: where the line through two points stands at zero. The parts have different numbers.
func join(a, b part) []byte {
	own := make([]byte, partSize)
	for i := range own {
		own[i] = over(times(a.values[i], b.number)^times(b.values[i], a.number), a.number^b.number)
	}
	return own
}

// write puts a part on paper: its number, the set, the values.
func (p part) write() string {
	values := append([]byte{p.number}, p.set[:]...)
	return partForm().write(append(values, p.values[:]...))
}

// readPart reads a part as somebody types it.
func readPart(text string) (part, *PartError) {
	typed := typedGroups(text)
	values, bad := partForm().read(typed)
	switch {
	case bad >= 0 && codeForm().looks(typed):
		return part{}, &PartError{Fault: ErrCodeAsPart}
	case bad >= 0:
		return part{}, &PartError{Group: bad, Fault: ErrPart}
	case values[0] < 1 || values[0] > Parts:
		return part{}, &PartError{Group: 1, Fault: ErrPart}
	}
	p := part{number: values[0]}
	copy(p.set[:], values[1:])
	copy(p.values[:], values[1+setSize:])
	clear(values)
	return p, nil
}

// PartNumber reads one part and gives its number, 1 to 3. Errors are *PartError for part 1.
func PartNumber(text string) (int, error) {
	p, wrong := readPart(text)
	if wrong != nil {
		wrong.Part = 1
		return 0, wrong
	}
	return int(p.number), nil
}

// PartSoFar tells what is wrong with a part while it is typed: *PartError for part 1.
func PartSoFar(text string) error {
	typed := typedGroups(text)
	bad := partForm().soFar(typed)
	switch {
	case bad == 0:
		return nil
	case codeForm().begins(typed):
		return &PartError{Part: 1, Fault: ErrCodeAsPart}
	}
	return &PartError{Part: 1, Group: bad, Fault: ErrPart}
}

// TwoParts reads two parts as somebody types them, in any order. Errors: *PartError for the first one that is wrong; ErrPartTwice;
// ErrPartSets when one of them was given on another day.
func TwoParts(first, second string) (Secret, error) {
	a, wrong := readPart(first)
	if wrong != nil {
		wrong.Part = 1
		return Secret{}, wrong
	}
	b, wrong := readPart(second)
	if wrong != nil {
		wrong.Part = 2
		return Secret{}, wrong
	}
	switch {
	case a.set != b.set:
		return Secret{}, ErrPartSets
	case a.number == b.number:
		return Secret{}, ErrPartTwice
	}
	own := join(a, b)
	defer clear(own)
	return sharedSecret(own), nil
}

// sharedSecret is what opens a slot for parts: the 20 characters that two of them give.
func sharedSecret(own []byte) Secret {
	text := make([]byte, len(own))
	for i, v := range own {
		text[i] = alphabet[v]
	}
	return Secret{kind: KindShares, text: text}
}

// halves takes what was typed in one field apart into two parts: on two lines, as twice eight groups, or without groups. ok is false
// when it does not look like two parts.
func halves(text string) (first, second string, ok bool) {
	lines := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' })
	if len(lines) == 2 && partForm().looks(typedGroups(lines[0])) && partForm().looks(typedGroups(lines[1])) {
		return lines[0], lines[1], true
	}
	typed, whole := typedGroups(text), partForm().total()
	switch {
	case len(typed) == 2*PartGroups:
		first, second = strings.Join(typed[:PartGroups], " "), strings.Join(typed[PartGroups:], " ")
	case len(typed) == 2 && len(typed[0]) == whole:
		first, second = typed[0], typed[1]
	case len(typed) == 1 && len(typed[0]) == 2*whole:
		first, second = typed[0][:whole], typed[0][whole:]
	}
	return first, second, first != "" && (partForm().looks(typedGroups(first)) || partForm().looks(typedGroups(second)))
}
