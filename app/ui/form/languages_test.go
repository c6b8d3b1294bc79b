package form_test

import (
	"testing"

	"schakel/app/ui/form"
	"schakel/internal/i18n"
)

// Every list of languages names each in itself, and says of which nobody read the texts.
func TestLanguagesAreNamedInThemselvesAndMarked(t *testing.T) {
	all := i18n.Languages()
	for _, own := range all {
		p, err := i18n.New(own.Tag)
		if err != nil {
			t.Fatal(err)
		}
		choices := form.Languages(p)
		if len(choices) != len(all) {
			t.Fatalf("%s: %d languages, want %d", own.Tag, len(choices), len(all))
		}
		for i, l := range all {
			marked := choices[i].Term == p.T("preferences.language.unreviewed")
			if marked == l.Reviewed || choices[i].Text != l.Name || choices[i].Value != l.Tag {
				t.Errorf("%s: %s is %+v, reviewed %v", own.Tag, l.Tag, choices[i], l.Reviewed)
			}
		}
	}
}
