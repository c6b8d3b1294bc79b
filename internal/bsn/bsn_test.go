package bsn_test

import (
	"testing"

	"schakel/internal/bsn"
)

func TestIn(t *testing.T) {
	for text, want := range map[string]bool{
		"111222333": true, "nummer 111.222.333 van haar": true, "1112 22 333": true, "11-122-2333": true,
		"123456789": false, "0612345678": false, "06 1234 5678": false, "+31 612345678": false, "000000000": false,
		"1112223334": false, "": false, "kamer 12, 3 kinderen": false, "111\u200b222\u200b333": true, "١١١٢٢٢٣٣٣": true,
	} {
		if got := bsn.In(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
