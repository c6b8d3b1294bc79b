package i18n

import (
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// sortingOf is the language whose order is used; x/text has no order for Papiamentu, which sorts as Dutch.
func sortingOf(t language.Tag) language.Tag {
	if base, _ := t.Base(); base.String() == "pap" {
		return language.Dutch
	}
	return t
}

// Compare orders two texts as the language does, with numbers by their value (H-9 before H-10): negative when a comes first, 0 when
// they are the same, positive when b comes first. A Dutch name is given without its tussenvoegsel, which sorts after the rest.
func (p *Printer) Compare(a, b string) int {
	p.sorting.Lock()
	defer p.sorting.Unlock()
	return p.collator.CompareString(a, b)
}

// SortKey is a text as bytes that bytes.Compare orders as Compare orders the texts: for long lists, where every text is compared many times.
func (p *Printer) SortKey(text string) []byte {
	p.sorting.Lock()
	defer p.sorting.Unlock()
	var memory collate.Buffer
	return p.collator.KeyFromString(&memory, text)
}
