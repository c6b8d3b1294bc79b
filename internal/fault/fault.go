// Package fault is the closed list of error kinds that every edge of Schakel (window, command line, wire) maps once.
package fault

import (
	"errors"
	"time"
)

// Kind says what a caller can do about an error. The values cross the wire and stand in exit codes: append only, never reorder.
type Kind uint8

// The kinds, in the order of their numbers.
const (
	Other    Kind = iota // something unexpected; the worker gets a code to read out
	Invalid              // the input is wrong; the problems say which field
	NotFound             // the thing asked for is not there
	Conflict             // somebody or something changed it in between, or it is already open
	Locked               // the store is locked
	Secret               // the passphrase, code or share does not open it
	Denied               // not allowed: consent, capacity, role or certificate
	Offline              // no connection, or nothing that answers as it should; trying again later makes sense
	Refused              // the other side read it and will not take it
	Corrupt              // the data is damaged or was tampered with
	Newer                // made by a newer version of Schakel
	Full                 // no room to write, or a stated limit is reached
)

var names = [...]string{
	"other", "invalid", "not_found", "conflict", "locked", "secret",
	"denied", "offline", "refused", "corrupt", "newer", "full",
}

// Kinds lists every kind, in order.
func Kinds() []Kind {
	all := make([]Kind, len(names))
	for i := range all {
		all[i] = Kind(i)
	}
	return all
}

// String is the kind's stable lower-case name, as it stands on the wire and in message ids.
func (k Kind) String() string {
	if int(k) < len(names) {
		return names[k]
	}
	return names[Other]
}

// ParseKind reads a stable name; an unknown one is Other, so that a newer peer does not break us.
func ParseKind(name string) Kind {
	for i, n := range names {
		if n == name {
			return Kind(i)
		}
	}
	return Other
}

// Error is an error with a kind and a stable code. It never holds personal text.
type Error struct {
	Kind  Kind
	Code  string        // stable, lower case with dots, e.g. "store.in_use"; selects a more exact text than the kind's own
	Text  string        // for logs and developers, never shown to a user
	After time.Duration // how long to wait before trying again, when the other side said so; 0 when not
}

// New returns a sentinel of the given kind. The code is stable and picks the message "fault.<code>" where it exists.
func New(kind Kind, code, text string) *Error {
	return &Error{Kind: kind, Code: code, Text: text}
}

// Error is the developer's text.
func (e *Error) Error() string { return e.Text }

// Is reports whether the target carries the same kind and code, so that a copy with another After still matches.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Kind == e.Kind && t.Code == e.Code
}

// Later returns a copy that asks to wait before trying again.
func (e *Error) Later(after time.Duration) *Error {
	c := *e
	c.After = after
	return &c
}

// kinded is implemented by other error types that know their kind, such as record.Problems.
type kinded interface{ FaultKind() Kind }

// Of returns the kind of an error, Other when it has none.
func Of(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	var k kinded
	if errors.As(err, &k) {
		return k.FaultKind()
	}
	return Other
}

// CodeOf returns the stable code of an error, "" when it has none.
func CodeOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// AfterOf returns how long the error asks to wait, 0 when it does not.
func AfterOf(err error) time.Duration {
	var e *Error
	if errors.As(err, &e) {
		return e.After
	}
	return 0
}

// detailed is implemented by errors that can tell a person more than their code does, such as which group of a code is wrong.
type detailed interface {
	FaultDetail() (code string, args []any)
}

// DetailOf gives what an error can tell besides its code: code picks the more exact message "fault.<code>", and args fill its
// placeholders: key, value, key, value. Code is "" when there is nothing more to tell.
func DetailOf(err error) (code string, args []any) {
	var d detailed
	if errors.As(err, &d) {
		return d.FaultDetail()
	}
	return "", nil
}
