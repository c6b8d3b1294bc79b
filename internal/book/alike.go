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

// Clue is why somebody may be known already.
type Clue string

// The clues.
const (
	ClueName   Clue = "name"   // both names sound alike
	ClueFirst  Clue = "first"  // the first name does
	ClueAlias  Clue = "alias"  // what the person is called is the same
	ClueBirth  Clue = "birth"  // born, or expected, on the same day
	ClueYear   Clue = "year"   // born in the same year
	CluePhone  Clue = "phone"  // the same number
	ClueFamily Clue = "family" // in the same family

	// ClueMembers and CluePlace are about families: people in both are called alike, and both live in the same district.
	ClueMembers Clue = "members"
	CluePlace   Clue = "place"
)

// Clues lists them in the order in which they are said.
func Clues() []Clue {
	return []Clue{ClueName, ClueFirst, ClueAlias, ClueBirth, ClueYear, CluePhone, ClueFamily, ClueMembers, CluePlace}
}

// Lookalike is somebody who is known already and may be the same person, with what speaks for it.
type Lookalike struct {
	Person *record.Person
	Family record.Private // of the household that the person is sealed with; empty when there is none
	Clues  []Clue
	score  int
}

// lookalikes is how many are shown at most: more nobody compares.
const lookalikes = 4

// Alike lists who may be the same person as one that is being written, the likeliest first, at most four. The household is the one it
// is written in, zero when there is none. Who was said to be somebody else is never listed again. Nothing is ever merged by it.
func (b *Book) Alike(ctx context.Context, p *record.Person, household record.ID) ([]Lookalike, error) {
	b.search.build(b.store)
	var all []Lookalike
	err := b.view(ctx, func(tx *store.Tx) error {
		if err := b.phones.read(b.store, tx); err != nil {
			return err
		}
		c := newComparing(b, p, household)
		var err error
		all, err = c.best(ctx, tx)
		return err
	})
	return all, err
}

// comparing is one person beside all others.
type comparing struct {
	b         *Book
	p         *record.Person
	household record.ID
	first     [][]string // the keys of the words of the first name
	last      [][]string
	alias     string
	called    map[record.ID]bool // with the same number
}

func newComparing(b *Book, p *record.Person, household record.ID) *comparing {
	c := &comparing{b: b, p: p, household: household, first: keysOf(p.First), last: keysOf(p.Last), alias: i18n.Fold(p.Alias.Reveal()), called: map[record.ID]bool{}}
	for _, way := range p.Channels {
		for _, id := range b.phones.with(way.Value.Reveal()) {
			c.called[id] = true
		}
	}
	return c
}

func keysOf(text record.Private) [][]string {
	var all [][]string
	for _, word := range nameWords(text.Reveal()) {
		if keys := spelling.Keys(word); len(keys) > 0 {
			all = append(all, keys)
		}
	}
	return all
}

// best compares with every row, and opens the few that are likely.
func (c *comparing) best(ctx context.Context, tx *store.Tx) ([]Lookalike, error) {
	type found struct {
		row   record.Row
		clues []Clue
		score int
	}
	var some []found
	for i, row := range tx.Rows(record.KindPerson) {
		if i%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if row.ID == c.p.ID || slices.Contains(c.p.NotSame, row.ID) {
			continue
		}
		if clues, score := c.weigh(row); score > 0 {
			some = append(some, found{row, clues, score})
		}
	}
	slices.SortStableFunc(some, func(a, b found) int {
		return cmp.Or(b.score-a.score, strings.Compare(a.row.Title.Reveal(), b.row.Title.Reveal()))
	})
	var all []Lookalike
	for _, f := range some {
		p, err := store.Get[*record.Person](tx, f.row.ID)
		if err != nil {
			return nil, err
		}
		if !c.p.ID.Zero() && slices.Contains(p.NotSame, c.p.ID) {
			continue
		}
		one := Lookalike{Person: p, Clues: f.clues, score: f.score}
		if home, ok := c.b.store.Row(store.Ref{Kind: record.KindHousehold, ID: p.Owner}); ok {
			one.Family = home.Title
		}
		if all = append(all, one); len(all) == lookalikes {
			break
		}
	}
	return all, nil
}

// The weights of the clues. A name alone, or a number alone, is enough to ask; a first name only with something else.
const (
	weighPhone  = 4
	weighName   = 3
	weighBirth  = 3
	weighOther  = 1
	enoughToAsk = 3
)

// weigh gives the clues of a row, and 0 when there are too few to ask.
func (c *comparing) weigh(row record.Row) (clues []Clue, score int) {
	name := c.name(row)
	birth, against := c.birth(row)
	phone := Clue("")
	if c.called[row.ID] {
		phone = CluePhone
	}
	if c.another(row, name, phone, against) {
		return nil, 0
	}
	family := Clue("")
	if !c.household.Zero() && row.Owner == c.household {
		family = ClueFamily
	}
	weights := map[Clue]int{
		ClueName: weighName, ClueAlias: weighName, ClueFirst: weighOther, ClueBirth: weighBirth, ClueYear: weighOther, CluePhone: weighPhone, ClueFamily: weighOther,
	}
	for _, clue := range []Clue{name, birth, phone, family} {
		if clue != "" {
			clues, score = append(clues, clue), score+weights[clue]
		}
	}
	switch {
	case name == ClueFirst && score > weighOther:
		return clues, max(score, enoughToAsk)
	case score < enoughToAsk:
		return nil, 0
	}
	return clues, score
}

// another reports whether it is somebody else for certain: the same birthday or family alone says nothing, and who was born otherwise, or
// has another surname, is another.
func (c *comparing) another(row record.Row, name, phone Clue, against bool) bool {
	switch {
	case name == "" && phone == "":
		return true
	case against:
		return phone == "" || name != ClueName
	}
	return name == ClueFirst && phone == "" && !c.surnameless(row)
}

// name compares the names with the sound of a row's.
func (c *comparing) name(row record.Row) Clue {
	c.b.search.mu.Lock()
	keys := ""
	if at, ok := c.b.search.at[row.ID]; ok {
		keys = c.b.search.entries[at].keys
	}
	c.b.search.mu.Unlock()
	if c.alias != "" && (i18n.Fold(row.Title.Reveal()) == c.alias || i18n.Fold(row.Detail.Reveal()) == c.alias) {
		return ClueAlias
	}
	if len(c.first) == 0 || keys == "" || !sounded(keys, c.first) {
		return ""
	}
	words := len(nameWords(row.Title.Reveal()))
	if len(c.last) > 0 && sounded(keys, c.last) || len(c.last) == 0 && words == len(c.first) {
		return ClueName
	}
	return ClueFirst
}

// sounded reports whether every word sounds like one of a name.
func sounded(name string, words [][]string) bool {
	for _, keys := range words {
		same := false
		for one := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == ' ' || r == '|' }) {
			for _, key := range keys {
				same = same || spelling.Same(one, key)
			}
		}
		if !same {
			return false
		}
	}
	return true
}

// surnameless reports whether one of both has no surname: then a first name can be that of the same person.
func (c *comparing) surnameless(row record.Row) bool {
	return len(c.last) == 0 || len(nameWords(row.Title.Reveal())) <= len(c.first)
}

// birth compares when both were born, or are expected; against when it cannot be the same person.
func (c *comparing) birth(row record.Row) (clue Clue, against bool) {
	mine := c.p.On()
	if mine.Zero() {
		mine.Year = c.p.BirthYear
	}
	if mine.Year == 0 || row.On.Year == 0 {
		return "", false
	}
	unborn := !c.p.Expected.Zero() || row.Flags&record.RowUnborn != 0
	switch apart := mine.Year - row.On.Year; {
	case mine.Day != 0 && mine == row.On:
		return ClueBirth, false
	case unborn && mine.Day != 0 && row.On.Day != 0 && max(mine.Since(row.On), row.On.Since(mine)) <= 60:
		return ClueBirth, false // a child comes earlier or later than expected
	case apart == 0:
		return ClueYear, false
	default:
		return "", apart > 1 || apart < -1
	}
}

// NotSame notes that two people (KindPerson) or two families (KindHousehold) are not the same: nobody is asked again, from either side.
func (b *Book) NotSame(ctx context.Context, kind record.Kind, one, two record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error {
		r, err := tx.Get(kind, one)
		if err != nil {
			return err
		}
		if _, err := tx.Get(kind, two); err != nil {
			return err
		}
		add := func(list *[]record.ID) {
			if one != two && !slices.Contains(*list, two) {
				*list = append(*list, two)
			}
		}
		switch v := r.(type) {
		case *record.Person:
			add(&v.NotSame)
		case *record.Household:
			add(&v.NotSame)
		default:
			return ErrMergeSame
		}
		return b.put(tx, r)
	})
}
