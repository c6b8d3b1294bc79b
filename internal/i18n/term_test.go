package i18n_test

import (
	"strings"
	"testing"

	"schakel/internal/i18n"
)

func TestTheTermStandsBesideATranslation(t *testing.T) {
	for _, l := range i18n.Languages() {
		p, err := i18n.New(l.Tag)
		if err != nil {
			t.Fatal(err)
		}
		label, beside := p.WithTerm("role", "listen"), p.Beside("referrals.title.term")
		if l.Tag == i18n.Source {
			if label != "luisteren" || beside != "" {
				t.Errorf("in Dutch: %q, %q", label, beside)
			}
			continue
		}
		if !strings.HasPrefix(label, p.Value("role", "listen")+" (") || !strings.Contains(label, "vertrouwenspersoon") || beside != "doorverwijzing" {
			t.Errorf("%s: %q, %q", l.Tag, label, beside)
		}
		if got := p.WithTerm("concern.level", "worried"); got != p.Value("concern.level", "worried") {
			t.Errorf("%s: a value without a term is %q", l.Tag, got)
		}
	}
}
