package store

import (
	"testing"

	"schakel/internal/record"
)

func TestEveryKindHasAShelf(t *testing.T) {
	for _, k := range record.Kinds() {
		if int(k) >= shelves {
			t.Errorf("%s has number %d: the index has room for %d", k, k, shelves)
		}
	}
}
