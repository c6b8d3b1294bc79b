package store

import (
	"testing"

	"schakel/internal/record"
)

func TestEveryKindHasAShelf(t *testing.T) {
	for _, k := range record.Kinds() {
		if int(k) >= shelves {
			t.Errorf("%v has the number %d and no shelf", k, k)
		}
	}
}
