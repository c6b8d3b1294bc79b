package book

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/spelling"
	"schakel/internal/store"
)

// AlikeFamily is a family that is known already and may be the same, with who is in it and what speaks for it.
type AlikeFamily struct {
	Family
	Clues []Clue
	score int
}

// AlikeFamilies lists families that may be the same as one that is being written with these people, the likeliest first, at most four: the
// name sounds alike, somebody has the same number, or somebody of the same first name was born on the same day. A child that lives in both
// says nothing. Who was said to be another family is never listed again. Nothing is ever merged by it.
func (b *Book) AlikeFamilies(ctx context.Context, h *record.Household, people []*record.Person) ([]AlikeFamily, error) {
	b.search.build(b.store)
	var all []AlikeFamily
	err := b.view(ctx, func(tx *store.Tx) error {
		if err := b.phones.read(b.store, tx); err != nil {
			return err
		}
		c := newComparingFamilies(b, h, people)
		if err := c.look(ctx, tx); err != nil {
			return err
		}
		var err error
		all, err = c.best(tx)
		return err
	})
	return all, err
}

// comparingFamilies is one family beside all others.
type comparingFamilies struct {
	b      *Book
	h      *record.Household
	people []*comparing       // who is in it
	mine   map[record.ID]bool // their ids
	words  [][]string         // the sounds of its name
	clues  map[record.ID]map[Clue]int
	rows   map[record.ID]record.Row
}

func newComparingFamilies(b *Book, h *record.Household, people []*record.Person) *comparingFamilies {
	c := &comparingFamilies{b: b, h: h, mine: map[record.ID]bool{}, clues: map[record.ID]map[Clue]int{}, rows: map[record.ID]record.Row{}}
	for _, word := range familyWords(h.Name.Reveal()) {
		c.words = append(c.words, spelling.Keys(word))
	}
	for _, p := range people {
		c.mine[p.ID] = true
		c.people = append(c.people, newComparing(b, p, record.ID{}))
	}
	return c
}

// look goes through the rows of all families and all people once, and opens nothing.
func (c *comparingFamilies) look(ctx context.Context, tx *store.Tx) error {
	for _, row := range tx.Rows(record.KindHousehold) {
		if row.ID == c.h.ID || slices.Contains(c.h.NotSame, row.ID) {
			continue
		}
		c.rows[row.ID] = row
		if c.sounds(row) {
			c.note(row.ID, ClueName)
			if district := i18n.Fold(c.h.District.Reveal()); district != "" && i18n.Fold(row.Detail.Reveal()) == district {
				c.note(row.ID, CluePlace)
			}
		}
	}
	for i, row := range tx.Rows(record.KindPerson) {
		if i%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if _, there := c.rows[row.Owner]; !there || c.mine[row.ID] {
			continue
		}
		for _, one := range c.people {
			c.member(one, row)
		}
	}
	return nil
}

// sounds reports whether a family's name sounds like this one's.
func (c *comparingFamilies) sounds(row record.Row) bool {
	if len(c.words) == 0 {
		return false
	}
	c.b.search.mu.Lock()
	at, known := c.b.search.at[row.ID]
	alike := known && sounded(c.b.search.entries[at].keys, c.words)
	c.b.search.mu.Unlock()
	return alike && len(familyWords(row.Title.Reveal())) == len(c.words)
}

// member compares somebody of this family with somebody of another one. A first name says something beside the family's name only, or with
// the same day.
func (c *comparingFamilies) member(one *comparing, row record.Row) {
	born := one.p.On()
	sameDay := born.Day != 0 && born == row.On
	named := c.clues[row.Owner][ClueName] > 0
	if one.called[row.ID] {
		c.note(row.Owner, CluePhone)
	}
	if (sameDay || named) && one.name(row) != "" {
		if _, against := one.birth(row); !against {
			c.note(row.Owner, ClueMembers)
		}
	}
}

func (c *comparingFamilies) note(home record.ID, clue Clue) {
	if c.clues[home] == nil {
		c.clues[home] = map[Clue]int{}
	}
	c.clues[home][clue]++
}

// best opens the few that are likely.
func (c *comparingFamilies) best(tx *store.Tx) ([]AlikeFamily, error) {
	ids := make([]record.ID, 0, len(c.clues))
	for id := range c.clues {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b record.ID) int {
		return cmp.Or(c.score(b)-c.score(a), strings.Compare(c.rows[a].Title.Reveal(), c.rows[b].Title.Reveal()), slices.Compare(a[:], b[:]))
	})
	var all []AlikeFamily
	for _, id := range ids {
		f, err := family(tx, id)
		if err != nil {
			return nil, err
		}
		if slices.Contains(f.Household.NotSame, c.h.ID) {
			continue
		}
		one := AlikeFamily{Family: f, score: c.score(id)}
		for _, clue := range []Clue{ClueName, ClueMembers, CluePhone, CluePlace} {
			if c.clues[id][clue] > 0 {
				one.Clues = append(one.Clues, clue)
			}
		}
		if all = append(all, one); len(all) == lookalikes {
			break
		}
	}
	return all, nil
}

// score weighs what speaks for a family.
func (c *comparingFamilies) score(id record.ID) int {
	has := c.clues[id]
	return min(has[ClueName], 1)*weighName + min(has[CluePhone], 1)*weighPhone + min(has[ClueMembers], 3)*weighBirth + min(has[CluePlace], 1)*weighOther
}

// familyWords are the words of a family's name without "gezin" before it.
func familyWords(name string) []string {
	words := nameWords(name)
	if len(words) > 1 && slices.Contains([]string{"gezin", "familie", "fam", "family", "aile", "ailesi", "rodzina", "famia", "عائلة", "أسرة"}, strings.ToLower(words[0])) {
		return words[1:]
	}
	return words
}

// Twin is somebody of one family beside who may be the same person in another one; either is nil when nobody is.
type Twin struct{ Mine, Known *record.Person }

// Twins lays the people of two families side by side: first the same record, then the same first name as it sounds, in the order of the
// first family; then who is in the second one only.
func Twins(mine, known []*record.Person) []Twin {
	left := slices.Clone(known)
	find := func(same func(*record.Person) bool) *record.Person {
		at := slices.IndexFunc(left, same)
		if at < 0 {
			return nil
		}
		one := left[at]
		left = slices.Delete(left, at, at+1)
		return one
	}
	all := make([]Twin, len(mine))
	for i, p := range mine {
		all[i] = Twin{Mine: p, Known: find(func(q *record.Person) bool { return q.ID == p.ID })}
	}
	for i, p := range mine {
		if all[i].Known == nil {
			all[i].Known = find(func(q *record.Person) bool { return calledAlike(p, q) })
		}
	}
	for _, q := range left {
		all = append(all, Twin{Known: q})
	}
	return all
}

// calledAlike reports whether two people have a first name, or else are called something, that sounds the same.
func calledAlike(p, q *record.Person) bool {
	a, b := nameWords(p.Called().Reveal()), nameWords(q.Called().Reveal())
	return len(a) > 0 && len(a) == len(b) && !slices.ContainsFunc(a, func(word string) bool {
		return !slices.ContainsFunc(b, func(other string) bool { return spelling.Alike(spelling.Keys(word), spelling.Keys(other)) })
	})
}
