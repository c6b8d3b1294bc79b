package unlock

import (
	"strings"
	"testing"

	"schakel/internal/i18n"
)

// The list on the locked page names each language in itself, and says of which nobody read the texts.
func TestLanguagesOfTheLockedPage(t *testing.T) {
	all := i18n.Languages()
	for _, own := range all {
		p := printer(t, own.Tag)
		choices := languages(p)
		if len(choices) != len(all) {
			t.Fatalf("%s: %d languages, want %d", own.Tag, len(choices), len(all))
		}
		for i, l := range all {
			marked := choices[i].Text == p.T("unlock.language.unreviewed", "Name", l.Name)
			if marked == l.Reviewed || !strings.Contains(choices[i].Text, l.Name) || choices[i].Value != l.Tag {
				t.Errorf("%s: %s is %q, reviewed %v", own.Tag, l.Tag, choices[i].Text, l.Reviewed)
			}
		}
	}
}
