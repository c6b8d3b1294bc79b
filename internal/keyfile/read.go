package keyfile

import (
	"fmt"
	"strings"

	"schakel/internal/fault"
)

// ReadSecret makes a secret of what somebody typed in one field: a recovery code or two parts when it reads as one, else a
// passphrase. A passphrase that has the shape of a code or of parts is probably one with a typing error: when it opens nothing, the
// error says so as well.
func ReadSecret(typed string) Secret {
	code, wrong := RecoveryCode(typed)
	if wrong == nil {
		return code
	}
	s := Passphrase([]byte(typed))
	groups := typedGroups(typed)
	first, second, two := halves(typed)
	switch {
	case two:
		shares, err := TwoParts(first, second)
		if err == nil {
			s.Wipe()
			return shares
		}
		s.doubt = err
	case !strings.ContainsAny(typed, "0123456789"): // a sentence of short words may have such lengths; hardly a code has no digit
	case codeForm().looks(groups):
		s.doubt = wrong
	case partForm().looks(groups):
		s.doubt = ErrPartAlone
	}
	return s
}

// doubted is ErrSecret about something that was probably meant as a code or as parts.
type doubted struct{ why error }

func (e *doubted) Error() string { return fmt.Sprintf("%s: %s", ErrSecret.Text, e.why) }

// Unwrap gives the kind of ErrSecret with the code of what is probably wrong first, so that a person is told that.
func (e *doubted) Unwrap() []error {
	return []error{fault.New(fault.Secret, fault.CodeOf(e.why), ErrSecret.Text), ErrSecret, e.why}
}

// refused is the error of a secret that opens no slot.
func (s Secret) refused() error {
	if s.doubt == nil {
		return ErrSecret
	}
	return &doubted{why: s.doubt}
}
