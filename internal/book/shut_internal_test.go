package book

import (
	"errors"
	"testing"

	"schakel/internal/cjg"
)

// TestACertificateOutsideItsTimeThereIsAMatterOfClocks: it is asked again by itself, and only what an endpoint says of the device itself waits for a
// person.
func TestACertificateOutsideItsTimeThereIsAMatterOfClocks(t *testing.T) {
	for code, want := range map[string]error{
		cjg.ErrExpired.Code: cjg.ErrClock, cjg.ErrRevoked.Code: cjg.ErrRevoked, cjg.ErrReplaced.Code: cjg.ErrReplaced,
	} {
		if got := shutOut(&cjg.Refusal{Code: code, Status: 401}); !errors.Is(got, want) {
			t.Errorf("%s: %v", code, got)
		}
	}
	other := &cjg.Refusal{Code: cjg.ErrForeign.Code, Status: 422}
	if got := shutOut(other); got != error(other) {
		t.Errorf("another refusal: %v", got)
	}
}
