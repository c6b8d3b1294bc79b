package i18n_test

import (
	"bytes"
	"cmp"
	"testing"

	"pgregory.net/rapid"

	"schakel/internal/i18n"
)

// A list that is sorted by keys has the order of one that is sorted by comparing.
func TestSortKeysOrderAsCompareDoes(t *testing.T) {
	for _, language := range i18n.Languages() {
		tag := language.Tag
		p, err := i18n.New(tag)
		if err != nil {
			t.Fatal(err)
		}
		rapid.Check(t, func(t *rapid.T) {
			word := rapid.OneOf(
				rapid.StringMatching(`[A-Za-zçğıİöşüÇĞÖŞÜéèëïłńśź' .,-]{0,12}[0-9]{0,4}`),
				rapid.StringMatching(`[ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآ ]{0,8}`), rapid.String(),
			)
			a, b := word.Draw(t, "a"), word.Draw(t, "b")
			if rapid.Bool().Draw(t, "alike") {
				b = a + b
			}
			if by, keys := p.Compare(a, b), bytes.Compare(p.SortKey(a), p.SortKey(b)); cmp.Compare(by, 0) != keys {
				t.Errorf("%s: %q and %q compare as %d, their keys as %d", tag, a, b, by, keys)
			}
		})
	}
}

// A key that lies in the collator's buffer holds five kilobytes in memory for every name: more than half a gigabyte for a hundred thousand.
func TestASortKeyHoldsNoMoreThanItself(t *testing.T) {
	for _, tag := range []string{"nl", "ar"} {
		p, err := i18n.New(tag)
		if err != nil {
			t.Fatal(err)
		}
		first := p.SortKey("Fatima محمد")
		kept := string(first)
		if cap(first) > 512 {
			t.Errorf("%s: a key of %d bytes holds %d", tag, len(first), cap(first))
		}
		p.SortKey("Zehra")
		if string(first) != kept {
			t.Errorf("%s: another name changed the key", tag)
		}
	}
}
