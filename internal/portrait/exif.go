package portrait

import (
	"bytes"
	"encoding/binary"
)

// orientation is the number that a camera noted in a JPEG, 1 to 8; 1 when there is none or it cannot be read. Nothing else of what a
// camera notes is looked at.
func orientation(data []byte) int {
	if len(data) < 4 || data[0] != 0xff || data[1] != 0xd8 {
		return 1
	}
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		marker, size := data[at+1], int(binary.BigEndian.Uint16(data[at+2:]))
		if size < 2 || at+2+size > len(data) || marker == 0xda {
			return 1
		}
		if body := data[at+4 : at+2+size]; marker == 0xe1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")) {
			return tiff(body[6:])
		}
		at += 2 + size
	}
	return 1
}

// tiff finds tag 0x0112 in the first directory.
func tiff(b []byte) int {
	var order binary.ByteOrder = binary.BigEndian
	switch {
	case len(b) < 8:
		return 1
	case b[0] == 'I' && b[1] == 'I':
		order = binary.LittleEndian
	case b[0] != 'M' || b[1] != 'M':
		return 1
	}
	at := uint64(order.Uint32(b[4:]))
	if at+2 > uint64(len(b)) {
		return 1
	}
	for range order.Uint16(b[at:]) {
		entry := at + 2
		if entry+12 > uint64(len(b)) {
			return 1
		}
		if order.Uint16(b[entry:]) == 0x0112 {
			if n := int(order.Uint16(b[entry+8:])); n >= 1 && n <= 8 {
				return n
			}
			return 1
		}
		at += 12
	}
	return 1
}
