package keyfile

import (
	"fmt"
	"io"

	"golang.org/x/text/unicode/norm"
)

// Kind says what opens a slot. The numbers stand in the file: append only.
type Kind uint8

// The kinds.
const (
	KindPassphrase Kind = 1
	KindRecovery   Kind = 2
	KindShares     Kind = 3 // what two of three parts give together
)

// Secret is something that a person types to open a store. It is never printed.
type Secret struct {
	kind  Kind
	text  []byte
	doubt error // what is probably wrong with it, when it opens nothing
}

// Passphrase makes a secret of a passphrase, normalised (Unicode NFKC) so that another keyboard gives the same one.
func Passphrase(text []byte) Secret {
	return Secret{kind: KindPassphrase, text: norm.NFKC.Bytes(text)}
}

// Kind is the kind of slot that the secret opens.
func (s Secret) Kind() Kind { return s.kind }

// Wipe zeroes the secret.
func (s Secret) Wipe() { clear(s.text) }

// String hides the secret.
func (Secret) String() string { return "[secret]" }

// GoString hides the secret.
func (Secret) GoString() string { return "[secret]" }

// Format hides the secret for every verb of fmt.
func (Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "[secret]") }

// MarshalText hides the secret.
func (Secret) MarshalText() ([]byte, error) { return []byte("[secret]"), nil }
