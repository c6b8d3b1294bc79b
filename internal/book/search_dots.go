package book

import (
	"slices"
	"strings"
	"unicode"

	"schakel/internal/store"
)

// dotted reports whether a query says which i it means. Only a Turkish keyboard types ı and İ; a plain i or I may be either, so that nobody
// is lost who is looked for on another keyboard.
func dotted(query string) bool { return strings.ContainsAny(query, "ıİ") }

// preferDots puts those whose name holds the query by the rules of Turkish, in which I is the capital of ı and İ that of i, before those
// that were only found because both are taken for i. The order stays otherwise.
func preferDots(st *store.Store, refs []store.Ref, query string) {
	words := strings.Fields(lowTurkish(query))
	exact := func(ref store.Ref) int {
		row, ok := st.Row(ref)
		if !ok {
			return 1
		}
		text := lowTurkish(row.Title.Reveal() + "\n" + row.Detail.Reveal())
		for _, w := range words {
			if !strings.Contains(text, w) {
				return 1
			}
		}
		return 0
	}
	slices.SortStableFunc(refs, func(a, b store.Ref) int { return exact(a) - exact(b) })
}

func lowTurkish(text string) string { return strings.ToLowerSpecial(unicode.TurkishCase, text) }
