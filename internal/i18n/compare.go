package i18n

import (
	"bytes"
	"strings"

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
	if plainA, plainB := p.plainAlef(a), p.plainAlef(b); plainA != a || plainB != b {
		if by := p.collator.CompareString(plainA, plainB); by != 0 {
			return by
		}
	}
	return p.collator.CompareString(a, b)
}

// SortKey is a text as bytes that bytes.Compare orders as Compare orders the texts: for long lists, where every text is compared many times.
func (p *Printer) SortKey(text string) []byte {
	p.sorting.Lock()
	defer p.sorting.Unlock()
	key := func(text string) []byte {
		p.memory.Reset() // what it gives lies in a memory of five kilobytes, which no key may keep
		return p.collator.KeyFromString(&p.memory, text)
	}
	if p.direction != RightToLeft {
		return bytes.Clone(key(text))
	}
	plain := append(bytes.Clone(key(p.plainAlef(text))), 0, 0)
	return append(plain, key(text)...)
}

// alefs are the forms of one letter that people write or leave out as they like.
var alefs = strings.NewReplacer("أ", "ا", "إ", "ا", "آ", "ا", "ٱ", "ا")

// plainAlef writes every alef alike in a language of Arabic script. CLDR has them as letters apart, with all of أ before all of ا; then أحمد and
// احمد, one name on two keyboards, would stand far from each other. Texts that differ in nothing else are ordered as CLDR does.
func (p *Printer) plainAlef(text string) string {
	if p.direction != RightToLeft {
		return text
	}
	return alefs.Replace(text)
}
