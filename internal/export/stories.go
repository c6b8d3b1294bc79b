package export

import (
	"schakel/internal/i18n"
	"schakel/internal/summary"
)

// Stories are the stories of a report on paper, below a heading of their own; nothing when there are none. They run in the direction in
// which they were typed.
func Stories(r summary.Report, p *i18n.Printer) []Block {
	if len(r.Stories) == 0 {
		return nil
	}
	blocks := []Block{Rule{}, Heading{Text: p.T("summary.stories.title")}}
	for i, s := range r.Stories { // each as it was typed, lines and all
		if i > 0 {
			blocks = append(blocks, Space{})
		}
		blocks = append(blocks, Paragraph{Text: s.Text, Typed: true, Keep: i == len(r.Stories)-1})
	}
	return append(blocks, Paragraph{Text: StoriesNote(r, p), Muted: true})
}

// StoriesNote is the sentence below the stories of a report, "" when there are none.
func StoriesNote(r summary.Report, p *i18n.Printer) string {
	if len(r.Stories) == 0 {
		return ""
	}
	return p.T("summary.stories.note")
}

// tales are the stories as a sheet or a line can hold them.
func tales(r summary.Report) []string {
	var out []string
	for _, s := range r.Stories {
		out = append(out, plainName(s.Text))
	}
	return out
}
