package store

import (
	"testing"

	"schakel/internal/record"
)

// A kind without a shelf would be kept and never be seen.
func TestEveryKindHasAShelf(t *testing.T) {
	for _, k := range record.Kinds() {
		if int(k) >= len((&index{}).kinds) {
			t.Errorf("%v has no shelf", k)
		}
	}
}
