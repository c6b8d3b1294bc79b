package envelope

import (
	"encoding/hex"
	"fmt"
	"io"
)

// UUID names a message for ever, through every version of it.
type UUID [16]byte

// NewUUID draws a random (version 4) UUID.
func NewUUID(random io.Reader) (UUID, error) {
	var id UUID
	if _, err := io.ReadFull(random, id[:]); err != nil {
		return UUID{}, fmt.Errorf("drawing a uuid: %w", err)
	}
	id[6] = id[6]&0x0f | 0x40
	id[8] = id[8]&0x3f | 0x80
	return id, nil
}

// String is the usual form, lower case with dashes.
func (id UUID) String() string {
	s := hex.EncodeToString(id[:])
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}

// ParseUUID reads exactly the form of UUID.String.
func ParseUUID(s string) (UUID, error) {
	if len(s) != 36 {
		return UUID{}, ErrFormat
	}
	raw, err := hex.DecodeString(s[:8] + s[9:13] + s[14:18] + s[19:23] + s[24:])
	if err != nil || len(raw) != 16 || UUID(raw).String() != s {
		return UUID{}, ErrFormat
	}
	return UUID(raw), nil
}

// MarshalText is String, so that the id stands readable in JSON.
func (id UUID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

// UnmarshalText is ParseUUID.
func (id *UUID) UnmarshalText(text []byte) error {
	parsed, err := ParseUUID(string(text))
	if err != nil {
		return err
	}
	*id = parsed
	return nil
}
