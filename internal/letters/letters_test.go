package letters_test

import (
	"testing"

	"schakel/internal/letters"
)

// With C the process ends up in a locale of all letters, whatever the environment says; without C there is nothing to do.
func TestEveryLetterWillArrive(t *testing.T) {
	for _, named := range []string{"", "C", "nl_NL.UTF-8", "xx_XX.ISO-8859-1"} {
		t.Setenv("LC_ALL", named)
		if !letters.Prepare() {
			t.Errorf("LC_ALL=%q leaves letters out", named)
		}
	}
}
