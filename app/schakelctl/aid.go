package main

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"

	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// aidKept is what was written down along the steps. There is no score and no outcome.
type aidKept struct {
	Concern string `json:"concern"`
	Called  string `json:"called,omitempty"`
	Said    string `json:"said,omitempty"`
	Parents string `json:"parents,omitempty"`
	Safe    string `json:"safe,omitempty"`
	Help    string `json:"help,omitempty"`
}

// runAid says the steps of the meldcode for a volunteer, the number to call first; or shows and keeps what was written along them for a
// worry. What is not given stays as it is.
func runAid(a *app, ctx context.Context, args []string) error {
	set := a.flags("aid")
	called := set.String("called", "", "")
	texts := map[string]*string{}
	for _, name := range []string{"said", "parents", "safe", "who"} {
		texts[name] = set.String(name, "", "")
	}
	words, err := a.parse(set, args, 0, 1)
	if err != nil {
		return err
	}
	if len(words) == 0 {
		if set.NFlag() > 0 {
			return problem("concern", "required")
		}
		return a.aidSteps()
	}
	return a.with(ctx, func(b *book.Book) error {
		id, err := a.id(b, record.KindConcern, "concern", words[0])
		if err != nil {
			return err
		}
		c, err := b.Concern(ctx, id)
		if err != nil {
			return err
		}
		if set.NFlag() > 0 {
			if c.Aid, err = a.aidOf(set, c.Aid, b.Today(), *called, texts); err != nil {
				return err
			}
			if err := b.NoteAid(ctx, id, c.Revision, c.Aid); err != nil {
				return err
			}
		}
		b.Saw(record.KindConcern, id)
		return a.object(aidKept{
			Concern: record.Code(record.KindConcern, c.Number), Called: c.Aid.CalledOn.String(), Said: c.Aid.Said.Reveal(), Parents: c.Aid.Parents.Reveal(),
			Safe: c.Aid.Safe.Reveal(), Help: c.Aid.Help.Reveal(),
		})
	})
}

// aidOf puts over what is kept what was given.
func (a *app) aidOf(set *flag.FlagSet, aid record.Aid, today record.Date, called string, texts map[string]*string) (record.Aid, error) {
	if given(set, "called") {
		day, err := a.day("called", called, today)
		if err != nil {
			return aid, err
		}
		aid.CalledOn = day
	}
	for name, to := range map[string]*record.Private{"said": &aid.Said, "parents": &aid.Parents, "safe": &aid.Safe, "who": &aid.Help} {
		if given(set, name) {
			*to = record.Text(*texts[name])
		}
	}
	return aid, nil
}

// aidSteps says the steps in the language of the screen. Nothing is asked and nothing is kept.
func (a *app) aidSteps() error {
	p := a.p
	lines := []string{p.T("concern.aid.title"), p.T("legal.free")}
	for i, step := range [][]string{
		{"concern.aid.call", "concern.aid.call.how", "concern.aid.number"}, {"concern.aid.talk", "concern.aid.talk.how"},
		{"concern.aid.ask", "concern.aid.ask.how", "concern.aid.safe", "concern.aid.help"},
	} {
		lines = append(lines, "", p.T("concern.aid.step", "Number", p.Number(i+1), "Title", p.T(step[0])))
		for _, id := range step[1:] {
			lines = append(lines, p.T(id))
		}
	}
	_, err := fmt.Fprintln(a.out, strings.Join(lines, "\n"))
	return err
}

// keepWithFamily keeps an advice without a name with a worry about a family, after somebody of that family agreed.
func keepWithFamily(a *app, ctx context.Context, name string, args []string) error {
	set := a.flags(name)
	concern, by, on := set.String("concern", "", ""), set.String("by", "", ""), set.String("on", "", "")
	words, err := a.parse(set, args, 1, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		advice, err := a.id(b, record.KindAdvice, "id", words[0])
		if err != nil {
			return err
		}
		worry, err := a.id(b, record.KindConcern, "concern", *concern)
		if err != nil {
			return err
		}
		who, err := a.id(b, record.KindPerson, "by", *by)
		if err != nil {
			return err
		}
		day := b.Today()
		if given(set, "on") {
			if day, err = a.day("on", *on, day); err != nil {
				return err
			}
		}
		if err := b.KeepAdvice(ctx, advice, worry, who, day); err != nil {
			return err
		}
		c, err := b.Concern(ctx, worry)
		if err != nil {
			return err
		}
		return a.shown(b, c)
	})
}

// showPartner writes one partner, found by id or by name as people spell it.
func (a *app) showPartner(ctx context.Context, word string) error {
	return a.with(ctx, func(b *book.Book) error {
		rows := slices.DeleteFunc(matching(b, record.KindPartner.String()), func(r record.Row) bool {
			return !strings.EqualFold(r.ID.String(), word) && i18n.Fold(r.Title.Reveal()) != i18n.Fold(word)
		})
		if len(rows) != 1 { // of two with one name the id says which
			return problem(word, "ctl.no_record")
		}
		p, err := b.Partner(ctx, rows[0].ID)
		if err != nil {
			return err
		}
		return a.shown(b, p)
	})
}
