package book

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/store"
)

// HintSort is what stands in a text that should name nobody.
type HintSort string

// The sorts.
const (
	HintName  HintSort = "name" // of a person or a family that the worker knows
	HintPhone HintSort = "phone"
	HintMail  HintSort = "mail"
	HintPlace HintSort = "place" // a whole postcode
)

// HintSorts lists them.
func HintSorts() []HintSort { return []HintSort{HintName, HintPhone, HintMail, HintPlace} }

// Hint is something in a text that may lead to a person. It warns: the worker decides. It finds too much rather than too little.
type Hint struct {
	Field string // the JSON name of the field
	Sort  HintSort
	Words record.Private // as they stand in the text
}

// Written is a text with the name of its field.
type Written struct {
	Field string
	Text  record.Private
}

// Personal looks through texts that should name nobody, of a wijksignaal, a verzoek or an advice without a name: for the names of
// everybody the worker knows, phone numbers, mail addresses and whole postcodes. One hint a field, the first.
func (b *Book) Personal(ctx context.Context, texts []Written) ([]Hint, error) {
	var all []Hint
	texts = slices.DeleteFunc(slices.Clone(texts), func(w Written) bool { return w.Text.Empty() })
	if len(texts) == 0 {
		return nil, nil
	}
	known, err := b.everybody(ctx)
	if err != nil {
		return nil, err
	}
	for _, w := range texts {
		if h, ok := hinted(w.Text.Reveal(), known); ok {
			h.Field = w.Field
			all = append(all, h)
		}
	}
	return all, nil
}

// everybody is how all people and families are called.
func (b *Book) everybody(ctx context.Context) (*names, error) {
	known := &names{}
	err := b.view(ctx, func(tx *store.Tx) error {
		seen := map[string]bool{}
		take := func(add func(n *names)) error {
			var one names
			add(&one)
			for _, phrase := range one.phrases {
				if key := strings.Join(phrase, " "); !seen[key] {
					seen[key] = true
					known.phrases = append(known.phrases, phrase)
				}
			}
			return ctx.Err()
		}
		if err := tx.Each(record.KindPerson, idsOf(tx.Rows(record.KindPerson)), func(r record.Record) error {
			return take(func(n *names) { n.add(r.(*record.Person)) })
		}); err != nil {
			return err
		}
		return tx.Each(record.KindHousehold, idsOf(tx.Rows(record.KindHousehold)), func(r record.Record) error {
			return take(func(n *names) { n.household(r.(*record.Household)) })
		})
	})
	return known, err
}

// looks are the patterns of what leads to a person. A phone number has at least nine digits, so that 112, 0800-2000 and two years with a
// dash are none.
func looks() []struct {
	sort HintSort
	find *regexp.Regexp
} {
	return []struct {
		sort HintSort
		find *regexp.Regexp
	}{
		{HintMail, regexp.MustCompile(`[^\s@]+@[^\s@]+\.[^\s@]+`)},
		{HintPhone, regexp.MustCompile(`\+?\p{Nd}(?:[ ./()-]*\p{Nd}){8,}`)},
		{HintPlace, regexp.MustCompile(`\b[1-9][0-9]{3} ?[A-Z]{2}\b`)},
	}
}

func hinted(text string, known *names) (Hint, bool) {
	if at := known.at(text); at >= 0 {
		long := known.longest(strings.Fields(i18n.Fold(text))[at:], shared{})
		return Hint{Sort: HintName, Words: record.Text(wordsAt(text, at, long))}, true
	}
	for _, look := range looks() {
		if found := look.find.FindString(text); found != "" {
			return Hint{Sort: look.sort, Words: record.Text(found)}, true
		}
	}
	return Hint{}, false
}
