package preferences

import (
	"path/filepath"

	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// checked is what a check of everything found, in words.
func checked(p *i18n.Printer, c book.Checked) (head string, lines []string, meaning string) {
	if len(c.Wrong) == 0 {
		return p.N("preferences.check.well", c.Records), nil, ""
	}
	for _, w := range c.Wrong {
		lines = append(lines, w.Say(p))
	}
	meaning = p.T("preferences.check.loose")
	if c.Damaged {
		meaning = p.T("preferences.check.damaged")
	}
	return p.N("preferences.check.found", c.Records), lines, meaning
}

// reached says how far a check is.
func reached(p *i18n.Printer, done, total int) (text string, part float32) {
	if total == 0 || done == 0 {
		return p.T("preferences.check.begin"), 0
	}
	return p.T("preferences.check.busy", "Done", p.Number(done), "Total", p.Number(total)), float32(done) / float32(total)
}

// aside names the folders with damaged data that were kept.
func aside(p *i18n.Printer, all []book.Folder) (lines []string) {
	for _, f := range all {
		lines = append(lines, p.T("preferences.check.kept", "Day", p.Date(record.DateOf(f.Kept)), "Folder", filepath.Base(f.Path)))
	}
	return lines
}
