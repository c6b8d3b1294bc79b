package people

import (
	"context"

	"schakel/app/ui/draft"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/versions"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// ask asks which of two versions counts, field by field, and then goes on with the result. Without a difference it goes on at once.
func (e *entry) ask(pairs []versions.Pair, done func(chosen []record.Record)) {
	if e.asked = versions.Ask(e.p, pairs, done, e.nav.Fail); e.asked != nil {
		e.place.fill(rtl.Scroll(e.p.Direction(), newSheet(look.NarrowMargin, e.asked)))
	}
}

// pairOf is a person or a family in two versions; who says whose it is where there are more. What was typed and is not understood yet is
// shown as it was typed.
func pairOf(p *i18n.Printer, mine, stored record.Record, who string, typed draft.Texts) versions.Pair {
	pair := versions.Pair{Mine: mine, Stored: stored, Who: who}
	for _, field := range versions.Fields(mine) {
		fields := []string{field}
		switch field {
		case "homes", "notSame", "was", "kept", "birthYear", "expected":
			continue // not written on this page, or a part of the birth
		case "birth":
			fields = []string{"birth", "birthYear", "expected"}
		}
		pair.Topics = append(pair.Topics, versions.Topic{
			Label: fieldLabel(p, field), Fields: fields, Mine: fieldWords(p, mine, field), Stored: fieldWords(p, stored, field),
		})
	}
	typed.Beside(p, pair.Topics)
	return pair
}

// clash reads the person as it is kept now, and asks which version counts.
func (e *PersonEntry) clash() {
	id := e.state.person.ID
	task.Do(e.ctx, e.run, func(ctx context.Context) (*record.Person, error) { return e.src.Person(ctx, id) }, func(stored *record.Person, err error) {
		if err != nil {
			e.nav.Fail(err)
			return
		}
		mine := copyPerson(e.state.person)
		e.ask([]versions.Pair{pairOf(e.p, mine, stored, "", e.state.texts)}, func(chosen []record.Record) {
			e.state.person, e.older = chosen[0].(*record.Person), false
			e.state.texts, e.state.prefers = e.state.texts.Still(mine, chosen[0]), preferred(e.state.person)
			e.keep.Touch()
			e.build()
		})
	})
}

// clash does so for a family and the people that were written about on its page.
func (e *Entry) clash() {
	id := e.state.h.ID
	task.Do(e.ctx, e.run, func(ctx context.Context) (book.Family, error) { return e.src.Family(ctx, id) }, func(f book.Family, err error) {
		if err != nil {
			e.nav.Fail(err)
			return
		}
		all := []versions.Pair{pairOf(e.p, copyHousehold(e.state.h), f.Household, "", e.state.texts)}
		for _, m := range e.state.members {
			if known := f.Person(m.person.ID); known != nil && m.touched {
				all = append(all, pairOf(e.p, copyPerson(m.person), known, calledOf(e.p, known), e.state.texts.About(m.person.ID)))
			}
		}
		e.ask(all, func(chosen []record.Record) {
			people := f.People
			for _, m := range e.state.members {
				if people[m.person.ID] == nil {
					people[m.person.ID] = m.person
				}
			}
			touched := map[record.ID]bool{}
			for _, r := range chosen[1:] {
				people[r.Base().ID], touched[r.Base().ID] = r.(*record.Person), true
			}
			before := e.state
			e.state, e.older = familyOf(chosen[0].(*record.Household), people, before.today), false
			e.state.texts = stillTyped(before.texts, all, chosen)
			for _, m := range e.state.members {
				m.touched = touched[m.person.ID] || m.person.Revision == 0
			}
			e.keep.Touch()
			e.build()
		})
	})
}

// stillTyped are the texts of a family and its people of which the version of the worker counts.
func stillTyped(typed draft.Texts, all []versions.Pair, chosen []record.Record) draft.Texts {
	out := typed.Still(all[0].Mine, chosen[0])
	for i, pair := range all[1:] {
		about := typed.About(pair.Mine.Base().ID)
		still := about.Still(pair.Mine, chosen[i+1])
		for name := range about {
			if _, stays := still[name]; !stays {
				delete(out, name)
			}
		}
	}
	return out
}
