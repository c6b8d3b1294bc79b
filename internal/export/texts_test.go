package export

import (
	"strings"
	"testing"

	"schakel/internal/i18n"
	"schakel/internal/summary"
)

// Every measure and every row has a text in every language, of its own: none is missing, and no two measures share a title.
func TestEveryLabelHasAText(t *testing.T) {
	for _, language := range i18n.Languages() {
		p := printer(t, language.Tag)
		titles := map[string]string{}
		for _, m := range summary.Measures() {
			title := p.Value("summary.measure", m.ID)
			if other, taken := titles[title]; taken {
				t.Errorf("%s: %s and %s are both %q", language.Tag, m.ID, other, title)
			}
			titles[title] = m.ID
			texts := []string{title, p.Value("summary.section", m.Section), labelText(p, m.Explained())}
			for _, l := range m.Labels() {
				texts = append(texts, labelText(p, l))
			}
			for _, text := range texts {
				if text == "" || strings.Contains(text, "⟦") {
					t.Errorf("%s: %s: %q", language.Tag, m.ID, text)
				}
			}
		}
	}
}
