package i18n

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The short way and the long way give the same; a mark that is left out makes the long way take the same text.
func TestFoldingTheShortWayChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[ -~\t\n]*`).Draw(t, "text")
		short, ok := foldASCII(text)
		if !ok {
			t.Fatalf("%q is ASCII", text)
		}
		long := Fold(text + "\u0301")
		if strings.TrimSpace(text) != "" && short != long {
			t.Errorf("%q is %q, the long way %q", text, short, long)
		}
	})
}
