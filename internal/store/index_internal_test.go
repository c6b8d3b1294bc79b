package store

import (
	"testing"

	"schakel/internal/record"
)

func TestEveryKindHasAShelf(t *testing.T) {
	for _, k := range record.Kinds() {
		if int(k) >= mostKinds {
			t.Errorf("%s has number %d, the index ends at %d", k, k, mostKinds-1)
		}
	}
}
