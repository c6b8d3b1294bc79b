package people

import (
	"context"
	"slices"

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

// pairOf is a person or a family in two versions; who says whose it is where there are more.
func pairOf(p *i18n.Printer, mine, stored record.Record, who string) versions.Pair {
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
	return pair
}

// still keeps what was typed and not understood where the version of the worker counts.
func (t texts) still(mine, chosen record.Record) texts {
	differ, err := book.Differ(mine, chosen)
	out := texts{}
	for name, text := range t {
		if err == nil && !slices.Contains(differ, name) {
			out[name] = text
		}
	}
	return out
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
		e.ask([]versions.Pair{pairOf(e.p, mine, stored, "")}, func(chosen []record.Record) {
			e.state.person, e.older = chosen[0].(*record.Person), false
			e.state.texts, e.state.prefers = e.state.texts.still(mine, chosen[0]), preferred(e.state.person)
			e.keep.touch()
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
		all := []versions.Pair{pairOf(e.p, copyHousehold(e.state.h), f.Household, "")}
		for _, m := range e.state.members {
			if known := f.Person(m.person.ID); known != nil && m.touched {
				all = append(all, pairOf(e.p, copyPerson(m.person), known, calledOf(e.p, known)))
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
			for _, m := range e.state.members {
				m.touched = touched[m.person.ID] || m.person.Revision == 0
			}
			e.keep.touch()
			e.build()
		})
	})
}
