package main

import (
	"context"
	"io"
	"strings"

	"schakel/assets"
	"schakel/internal/access"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// pairFound is two people, or two families, that may be one, as duplicates writes them.
type pairFound struct {
	One   record.ID `json:"one"`
	Two   record.ID `json:"two"`
	Names [2]string `json:"names"`
	Clues []string  `json:"clues"`
}

// runDuplicates lists who may be the same person and which families may be the same one: of everybody, or of one.
func runDuplicates(a *app, ctx context.Context, args []string) error {
	words, err := a.parse(a.flags("duplicates"), args, 0, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		rows := append(matching(b, record.KindPerson.String()), matching(b, record.KindHousehold.String())...)
		if len(words) == 1 {
			if rows = matching(b, words[0]); len(rows) != 1 || rows[0].Kind != record.KindPerson && rows[0].Kind != record.KindHousehold {
				return problem(words[0], "ctl.no_record")
			}
		}
		told := map[[2]record.ID]bool{}
		for _, row := range rows {
			alike := a.alike
			if row.Kind == record.KindHousehold {
				alike = a.alikeFamilies
			}
			if err := alike(ctx, b, row, told); err != nil {
				return err
			}
		}
		return nil
	})
}

func (a *app) alike(ctx context.Context, b *book.Book, row record.Row, told map[[2]record.ID]bool) error {
	p, err := b.Person(ctx, row.ID)
	if err != nil {
		return err
	}
	found, err := b.Alike(ctx, p, record.ID{})
	if err != nil {
		return err
	}
	for _, other := range found {
		if told[[2]record.ID{other.Person.ID, p.ID}] {
			continue
		}
		told[[2]record.ID{p.ID, other.Person.ID}] = true
		one := pairFound{One: p.ID, Two: other.Person.ID, Names: [2]string{p.Name().Reveal(), other.Person.Name().Reveal()}}
		for _, c := range other.Clues {
			one.Clues = append(one.Clues, string(c))
		}
		b.Saw(record.KindPerson, p.ID)
		if err := a.object(one); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) alikeFamilies(ctx context.Context, b *book.Book, row record.Row, told map[[2]record.ID]bool) error {
	f, err := b.Family(ctx, row.ID)
	if err != nil {
		return err
	}
	var people []*record.Person
	for _, m := range f.Household.Living(b.Today()) {
		if p := f.Person(m.Person); p != nil {
			people = append(people, p)
		}
	}
	found, err := b.AlikeFamilies(ctx, f.Household, people)
	if err != nil {
		return err
	}
	for _, other := range found {
		if told[[2]record.ID{other.Household.ID, row.ID}] {
			continue
		}
		told[[2]record.ID{row.ID, other.Household.ID}] = true
		one := pairFound{One: row.ID, Two: other.Household.ID, Names: [2]string{f.Household.Name.Reveal(), other.Household.Name.Reveal()}}
		for _, c := range other.Clues {
			one.Clues = append(one.Clues, string(c))
		}
		b.Saw(record.KindHousehold, row.ID)
		if err := a.object(one); err != nil {
			return err
		}
	}
	return nil
}

// two finds the records of two ids of one kind.
func (a *app) two(b *book.Book, words []string) (kind record.Kind, one, two record.ID, err error) {
	var rows []record.Row
	for _, word := range words {
		found := matching(b, word)
		if len(found) != 1 {
			return 0, one, two, problem(word, "ctl.no_record")
		}
		rows = append(rows, found[0])
	}
	if rows[0].Kind != rows[1].Kind {
		return 0, one, two, book.ErrMergeSame
	}
	return rows[0].Kind, rows[0].ID, rows[1].ID, nil
}

// runNotSame notes that two people or families are not the same.
func runNotSame(a *app, ctx context.Context, args []string) error {
	words, err := a.parse(a.flags("notsame"), args, 2, 2)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		kind, one, two, err := a.two(b, words)
		if err != nil {
			return err
		}
		return b.NotSame(ctx, kind, one, two)
	})
}

// runMerge makes one of two people or families. Fields that differ and are not chosen are named, and nothing is done.
func runMerge(a *app, ctx context.Context, args []string) error {
	set := a.flags("merge")
	take := set.String("take", "", "")
	words, err := a.parse(set, args, 2, 2)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		kind, keep, other, err := a.two(b, words)
		if err != nil {
			return err
		}
		choices, err := choicesOf(*take)
		if err != nil {
			return err
		}
		plan, err := b.Merging(ctx, kind, keep, other)
		if err != nil {
			return err
		}
		var open record.Problems
		for _, field := range plan.Choose {
			if choices[field] == "" {
				open = append(open, record.Problem{Field: field, Code: "required"})
			}
		}
		if err := open.Err(); err != nil {
			return err
		}
		id, err := b.Merge(ctx, kind, keep, other, choices)
		if err != nil {
			return err
		}
		return a.object(map[string]string{"merge": id.String()})
	})
}

// choicesOf reads "first=keep,note=both".
func choicesOf(text string) (map[string]book.MergeChoice, error) {
	choices := map[string]book.MergeChoice{}
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' }) {
		field, choice, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch c := book.MergeChoice(choice); c {
		case book.MergeKeep, book.MergeOther, book.MergeBoth:
			choices[field] = c
		default:
			return nil, problem("take", "unknown")
		}
	}
	return choices, nil
}

// runUnmerge takes a merge back.
func runUnmerge(a *app, ctx context.Context, args []string) error {
	words, err := a.parse(a.flags("unmerge"), args, 1, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		id, err := a.id(b, record.KindMerge, "merge", words[0])
		if err != nil {
			return err
		}
		return b.Unmerge(ctx, id)
	})
}

// runFamilyCard writes the gezinskaart of a family as PDF, and notes that first.
func runFamilyCard(a *app, ctx context.Context, args []string) error {
	set := a.flags("familycard")
	who, language, out := set.String("for", "", ""), set.String("language", "", ""), set.String("out", "", "")
	words, err := a.parse(set, args, 1, 1)
	if err != nil {
		return err
	}
	if *out == "" {
		return problem("out", "required")
	}
	p := a.p
	if *language != "" {
		if p, err = i18n.New(*language); err != nil {
			return problem("language", "language.unknown")
		}
	}
	dutch, err := i18n.New(i18n.Source)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		rows := matching(b, words[0])
		if len(rows) != 1 || rows[0].Kind != record.KindHousehold {
			return problem(words[0], "ctl.no_record")
		}
		in, err := b.Access(ctx, p, record.KindHousehold, rows[0].ID)
		if err != nil {
			return err
		}
		reader, err := record.ParseID(*who)
		if err != nil {
			return err
		}
		if may := access.CardFor(in); reader.Zero() && len(may) > 0 {
			reader = may[0]
		}
		card, err := access.FamilyCard(p, in, reader)
		if err != nil {
			return err
		}
		return a.writeCard(ctx, b, rows[0].ID, *out, export.FamilyCard(p, dutch, card))
	})
}

// writeCard writes it into a new file. That it leaves is noted before a byte of it is written.
func (a *app) writeCard(ctx context.Context, b *book.Book, household record.ID, out string, doc export.Document) error {
	err := export.Save(out, func(f io.Writer) error {
		if err := b.Printed(ctx, record.KindHousehold, household); err != nil {
			return err
		}
		return export.PDF(f, doc, export.Faces{Regular: assets.FontRegular(), Bold: assets.FontBold()})
	})
	if err == nil {
		a.say(a.p.T("shell.saved"))
	}
	return err
}
