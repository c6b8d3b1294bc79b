package i18n

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"sync"
)

// Tongues lists the codes (ISO 639-3) of every language that has a name in the texts, in the order of the alphabet.
func (p *Printer) Tongues() []string {
	var all []string
	for id := range p.source.ids {
		if code, ok := strings.CutPrefix(id, "language."); ok && len(code) == 3 {
			all = append(all, code)
		}
	}
	slices.Sort(all)
	return all
}

// TonguesToChoose lists the same codes as a person chooses from them: first the languages most spoken among families here, then the others
// sorted by their name in the language of the screen, and "another language" last.
func (p *Printer) TonguesToChoose() []string {
	first := spoken()
	rest := slices.DeleteFunc(p.Tongues(), func(code string) bool { return slices.Contains(first, code) })
	p.SortTongues(rest)
	return append(first, rest...)
}

// MostSpoken are the n languages that families here speak most, at most two dozen.
func MostSpoken(n int) []string { return spoken()[:min(n, len(spoken()))] }

// SortTongues sorts codes by the names of the languages, as the language of the screen sorts.
func (p *Printer) SortTongues(codes []string) {
	last := func(code string) int {
		if code == OtherTongue {
			return 1
		}
		return 0
	}
	keys := make(map[string][]byte, len(codes))
	for _, code := range codes {
		keys[code] = p.SortKey(p.Tongue(code))
	}
	slices.SortFunc(codes, func(a, b string) int {
		return cmp.Or(last(a)-last(b), bytes.Compare(keys[a], keys[b]), strings.Compare(a, b))
	})
}

// Tongue is a language as people name it in the language of the screen; a code that has no name is shown as it is.
func (p *Printer) Tongue(code string) string {
	if code == "arb" { // the standard form of ara, as some imports write it
		code = "ara"
	}
	if id := "language." + code; len(code) == 3 && p.has(id) {
		return p.T(id)
	}
	return code
}

// OwnTongue is what a language calls itself, "" when that is its name on the screen already or not known.
func (p *Printer) OwnTongue(code string) string {
	names := selfNamed()[code]
	if len(names) == 0 || names[0] == "" || strings.Contains(Fold(p.Tongue(code)), Fold(names[0])) {
		return ""
	}
	return names[0]
}

// tongueNames holds, by code, every name by which a language is looked for, folded: in every language of the program, its own, and other
// spellings.
var tongueNames = sync.OnceValue(func() map[string][]string {
	c, err := shipped()
	if err != nil {
		return nil
	}
	all, own := map[string][]string{}, selfNamed()
	for _, tag := range c.tags() {
		p := c.printer(tag)
		for _, code := range p.Tongues() {
			all[code] = append(all[code], Fold(p.Tongue(code)))
		}
	}
	for code, names := range own {
		for _, name := range names {
			all[code] = append(all[code], Fold(name))
		}
	}
	return all
})

// FindTongues lists at most limit codes of languages whose name holds what was typed: in any language of the program, as its speakers call
// it, or in another spelling. A name on the screen that begins with it comes first, then other names that do; each in the order of the
// language of the screen.
func (p *Printer) FindTongues(typed string, limit int) []string {
	want := Fold(typed)
	if want == "" {
		return nil
	}
	rank := map[string]int{}
	var found []string
	for code, names := range tongueNames() {
		if at := tongueRank(want, Fold(p.Tongue(code)), names); at > 0 || code == want {
			rank[code] = at
			found = append(found, code)
		}
	}
	p.SortTongues(found)
	slices.SortStableFunc(found, func(a, b string) int { return rank[a] - rank[b] })
	return found[:min(limit, len(found))]
}

// tongueRank is 1 when the name on the screen begins with what was typed, 2 when another name does, 3 when one holds a word that does, 0 when
// none of these. Fewer than three letters find only what begins with them.
func tongueRank(want, shown string, names []string) int {
	rank := 0
	better := func(to int) {
		if rank == 0 || to < rank {
			rank = to
		}
	}
	if strings.HasPrefix(shown, want) {
		better(1)
	}
	for _, name := range names {
		switch {
		case strings.HasPrefix(name, want):
			better(2)
		case strings.Contains(name, " "+want):
			better(3)
		}
	}
	return rank
}
