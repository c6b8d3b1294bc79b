package record

import "bytes"

// LimitLogo is the most bytes of a logo, after Schakel made it small (package portrait).
const LimitLogo = 96 << 10

// Letterhead stands above an overview on paper: the name of the programme and two logos. It is about organisations and never about a family. There
// is at most one; the store owns it.
type Letterhead struct {
	Head
	Name   Private `json:"name,omitzero"`   // of the programme
	First  []byte  `json:"first,omitzero"`  // PNG or JPEG; stands where a line begins
	Second []byte  `json:"second,omitzero"` // PNG or JPEG; stands where a line ends
}

// Kind is KindLetterhead.
func (l *Letterhead) Kind() Kind { return KindLetterhead }

// Validate checks the length of the name, and that the logos are pictures that Schakel made.
func (l *Letterhead) Validate(Date) Problems {
	var ps Problems
	ps.short("name", l.Name, LimitShort)
	for _, logo := range []struct {
		field string
		data  []byte
	}{{"first", l.First}, {"second", l.Second}} {
		if !isLogo(logo.data) {
			ps.add(logo.field, "logo")
		}
	}
	return ps
}

// isLogo reports whether bytes are none at all, or begin as a PNG or a JPEG does and are no more than a logo.
func isLogo(data []byte) bool {
	switch {
	case len(data) == 0:
		return true
	case len(data) > LimitLogo:
		return false
	}
	return bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")) || bytes.HasPrefix(data, []byte{0xff, 0xd8, 0xff})
}

// Row is its compact form: nothing but that it is there.
func (l *Letterhead) Row() Row { return Row{ID: l.ID, Kind: KindLetterhead} }
