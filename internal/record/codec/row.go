package codec

import (
	"encoding/binary"
	"unicode/utf8"

	"schakel/internal/record"
)

// rowVersion is the first byte of every row.
const rowVersion = 1

// What a row leaves out is told by these bits of its second byte.
const (
	hasOwner      = 1 << iota // an owner follows; without it and without ownerIsID there is none
	ownerIsID                 // the record is its own owner
	hasLink                   // a link follows
	linkIsOwner               // the link is the owner
	hasDates                  // two dates follow
	hasNumber                 // a number follows
	hasFlags                  // flags follow
	hasDetailText             // a second line follows
)

// MarshalRow writes a row in its compact form: version, which parts follow, kind, id, and the parts. A usual row takes 40 to 110
// bytes; texts of 40 runes take up to 160 bytes each in a script of four-byte runes.
func MarshalRow(r record.Row) []byte {
	b := make([]byte, 3, 160)
	var has byte
	b[0], b[2] = rowVersion, byte(r.Kind)
	b = append(b, r.ID[:]...)
	switch {
	case r.Owner.Zero():
	case r.Owner == r.ID:
		has |= ownerIsID
	default:
		has |= hasOwner
		b = append(b, r.Owner[:]...)
	}
	switch {
	case r.Link.Zero():
	case r.Link == r.Owner:
		has |= linkIsOwner
	default:
		has |= hasLink
		b = append(b, r.Link[:]...)
	}
	b = appendText(b, r.Title.Reveal())
	b = appendText(b, r.State)
	if !r.On.Zero() || !r.Due.Zero() {
		has |= hasDates
		b = binary.AppendVarint(b, int64(r.On.Number()))
		b = binary.AppendVarint(b, int64(r.Due.Number()))
	}
	if r.Number != 0 {
		has |= hasNumber
		b = binary.AppendUvarint(b, uint64(r.Number))
	}
	if r.Flags != 0 {
		has |= hasFlags
		b = binary.AppendUvarint(b, uint64(r.Flags))
	}
	if !r.Detail.Empty() {
		has |= hasDetailText
		b = appendText(b, r.Detail.Reveal())
	}
	b[1] = has
	return b
}

func appendText(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

// UnmarshalRow reads what MarshalRow wrote. A version or kind that is not known here is ErrNewer, anything else ErrRow.
func UnmarshalRow(data []byte) (record.Row, error) { return unmarshalRow(data, nil) }

// Rows reads many rows with little memory for each: their texts stand together, and the words of a state are kept once. The zero
// Rows is ready. It is used by one goroutine.
type Rows struct {
	texts *record.Texts // behind a pointer, as in record.Private
	words words
}

// Unmarshal is UnmarshalRow.
func (all *Rows) Unmarshal(data []byte) (record.Row, error) { return unmarshalRow(data, all) }

func (all *Rows) text(b []byte) record.Private {
	if all == nil {
		return record.Text(string(b))
	}
	if all.texts == nil {
		all.texts = new(record.Texts)
	}
	return all.texts.Text(b)
}

func (all *Rows) word(b []byte) string {
	if all == nil {
		return string(b)
	}
	return all.words.word(b)
}

// known reports whether this program has the kind of record; a newer one may have more.
func known(k record.Kind) bool { return k == record.KindNone || k.String() != "" }

func unmarshalRow(data []byte, all *Rows) (record.Row, error) {
	switch {
	case len(data) < 3 || data[0] == 0:
		return record.Row{}, ErrRow
	case data[0] > rowVersion || !known(record.Kind(data[2])):
		return record.Row{}, ErrNewer
	}
	has := data[1]
	r := record.Row{Kind: record.Kind(data[2])}
	d := rowReader{rest: data[3:], ok: true}
	d.id(&r.ID)
	if has&hasOwner != 0 {
		d.id(&r.Owner)
	} else if has&ownerIsID != 0 {
		r.Owner = r.ID
	}
	if has&hasLink != 0 {
		d.id(&r.Link)
	} else if has&linkIsOwner != 0 {
		r.Link = r.Owner
	}
	r.Title = all.text(d.text())
	r.State = all.word(d.text())
	if has&hasDates != 0 {
		r.On, r.Due = d.date(), d.date()
	}
	if has&hasNumber != 0 {
		r.Number = uint32(d.number(32))
	}
	if has&hasFlags != 0 {
		r.Flags = record.RowFlag(d.number(32))
	}
	if has&hasDetailText != 0 {
		r.Detail = all.text(d.text())
	}
	if !d.ok || len(d.rest) != 0 {
		return record.Row{}, ErrRow
	}
	return r, nil
}

// rowReader reads the parts of a row; after the first failure ok is false and it gives zeros.
type rowReader struct {
	rest []byte
	ok   bool
}

func (d *rowReader) id(id *record.ID) {
	if len(d.rest) < len(id) {
		d.ok, d.rest = false, nil
		return
	}
	copy(id[:], d.rest)
	d.rest = d.rest[len(id):]
}

func (d *rowReader) number(bits int) uint64 {
	n, size := binary.Uvarint(d.rest)
	if size <= 0 || bits < 64 && n>>bits != 0 {
		d.ok, d.rest = false, nil
		return 0
	}
	d.rest = d.rest[size:]
	return n
}

func (d *rowReader) date() record.Date {
	n, size := binary.Varint(d.rest)
	if size <= 0 || n < -99991231 || n > 99991231 {
		d.ok, d.rest = false, nil
		return record.Date{}
	}
	d.rest = d.rest[size:]
	return record.DateFromNumber(int(n))
}

// text is part of what is read.
func (d *rowReader) text() []byte {
	n := d.number(16)
	if uint64(len(d.rest)) < n || !utf8.Valid(d.rest[:n]) {
		d.ok, d.rest = false, nil
		return nil
	}
	s := d.rest[:n]
	d.rest = d.rest[n:]
	return s
}
