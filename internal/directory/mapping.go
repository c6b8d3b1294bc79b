package directory

import (
	"slices"
	"strings"

	"schakel/internal/i18n"
)

// Mapping says of each column of a table what it is: the key of one of Columns, "" for one that is left out.
type Mapping []string

// Guess finds what each column of a head is by its heading: in the language of the screen, in Dutch, or by a name under which other
// address books have it. No key is given twice.
func Guess(head []string, p, dutch *i18n.Printer) Mapping {
	m := make(Mapping, len(head))
	for i, heading := range head {
		folded := i18n.Fold(heading)
		for _, c := range Columns() {
			if folded != "" && !slices.Contains(m, c.Key) && c.known(folded, p, dutch) {
				m[i] = c.Key
				break
			}
		}
	}
	return m
}

func (c Column) known(folded string, p, dutch *i18n.Printer) bool {
	return folded == i18n.Fold(c.Key) || folded == i18n.Fold(c.Heading(p)) || folded == i18n.Fold(c.Heading(dutch)) ||
		slices.Contains(strings.Split(c.names, "|"), folded)
}

// Heading is what the column is called in a language.
func (c Column) Heading(p *i18n.Printer) string { return p.T("directory.column." + c.Key) }

// Set gives a column of the table a meaning and takes that away from another one that had it.
func (m Mapping) Set(column int, key string) {
	for i := range m {
		if key != "" && m[i] == key {
			m[i] = ""
		}
	}
	m[column] = key
}

// Remembered reads a mapping that was kept for a head by its headings: "Naam=name\tTel=phone". What does not fit is left out.
func Remembered(kept string, head []string) Mapping {
	m := make(Mapping, len(head))
	for pair := range strings.SplitSeq(kept, "\t") {
		heading, key, _ := strings.Cut(pair, "\x1f")
		at := slices.IndexFunc(head, func(h string) bool { return i18n.Fold(h) == heading })
		if at >= 0 && !slices.Contains(m, key) && slices.ContainsFunc(Columns(), func(c Column) bool { return c.Key == key }) {
			m[at] = key
		}
	}
	return m
}

// Remember is a mapping as it is kept, by the headings only: no cell of the table is in it.
func (m Mapping) Remember(head []string) string {
	var pairs []string
	for i, key := range m {
		if key != "" && i < len(head) {
			pairs = append(pairs, i18n.Fold(head[i])+"\x1f"+key)
		}
	}
	return strings.Join(pairs, "\t")
}

// Called is what a column, or a field of a record such as "offers.0.ageTo", is called in a language.
func Called(p *i18n.Printer, field string) string {
	var parts []string
	for part := range strings.SplitSeq(strings.ToLower(field), ".") {
		if strings.Trim(part, "0123456789") != "" {
			parts = append(parts, part)
		}
	}
	key := strings.Join(parts, ".")
	key = strings.Replace(strings.Replace(key, "offers.", "offer.", 1), "officers.", "officer.", 1)
	if p.Has("directory.column." + key) {
		return p.T("directory.column." + key)
	}
	return p.T("directory.column.name")
}
