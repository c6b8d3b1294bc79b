package fault_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"schakel/internal/fault"
)

func TestKindNamesRoundTrip(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range fault.Kinds() {
		if seen[k.String()] {
			t.Errorf("name %q stands twice", k)
		}
		seen[k.String()] = true
		if got := fault.ParseKind(k.String()); got != k {
			t.Errorf("ParseKind(%q) = %v, want %v", k, got, k)
		}
	}
	if fault.ParseKind("from the future") != fault.Other {
		t.Error("an unknown kind must read as Other")
	}
}

func TestKindNumbersAreStable(t *testing.T) {
	want := []string{
		"other", "invalid", "not_found", "conflict", "locked", "secret",
		"denied", "offline", "refused", "corrupt", "newer", "full",
	}
	for i, name := range want {
		if got := fault.Kind(i).String(); got != name {
			t.Errorf("kind %d is %q, want %q: the list is append only", i, got, name)
		}
	}
}

func TestWrappedErrorKeepsKindCodeAndDelay(t *testing.T) {
	base := fault.New(fault.Offline, "net.busy", "busy")
	err := fmt.Errorf("put: %w", base.Later(3*time.Second))
	if fault.Of(err) != fault.Offline || fault.CodeOf(err) != "net.busy" || fault.AfterOf(err) != 3*time.Second {
		t.Errorf("got %v %q %v", fault.Of(err), fault.CodeOf(err), fault.AfterOf(err))
	}
	if !errors.Is(err, base) {
		t.Error("a copy with a delay must still be the sentinel")
	}
	if base.After != 0 {
		t.Error("Later must not change the sentinel")
	}
	if fault.Of(errors.New("plain")) != fault.Other {
		t.Error("a plain error is Other")
	}
}
