package people

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/record"
)

// version is one record of an entry that was changed by something else, such as an import, while it was being written.
type version struct {
	mine, stored record.Record
	who          string // whose it is, beside the label of a field; empty where there is only one
}

// changedMeanwhile reports whether an error says that what is kept is not what the entry began with.
func changedMeanwhile(err error) bool { return fault.CodeOf(err) == "store.changed" }

// versions asks which of two versions counts, field by field, and then goes on with the result. Without a difference it goes on at once.
func (e *entry) versions(all []version, done func(blended []record.Record)) {
	var rows []form.VersionRow
	for i, one := range all {
		differ, err := book.Differ(one.mine, one.stored)
		if err != nil {
			e.nav.Fail(err)
			return
		}
		for _, field := range differ {
			if slices.Contains([]string{"homes", "notSame", "was", "kept"}, field) {
				continue // not written on this page
			}
			rows = append(rows, form.VersionRow{
				Field: strconv.Itoa(i) + "/" + field, Label: joined(fieldLabel(e.p, field), one.who),
				Mine: cut(fieldWords(e.p, one.mine, field)), Stored: cut(fieldWords(e.p, one.stored, field)),
			})
		}
	}
	take := func(chosen []string) {
		blended := make([]record.Record, 0, len(all))
		for i, one := range all {
			fields := []string{"homes", "was", "kept"}
			for _, name := range chosen {
				if at, field, _ := strings.Cut(name, "/"); at == strconv.Itoa(i) {
					fields = append(fields, field)
				}
			}
			r, err := book.Blend(one.mine, one.stored, fields)
			if err != nil {
				e.nav.Fail(err)
				return
			}
			blended = append(blended, r)
		}
		done(blended)
	}
	if len(rows) == 0 {
		take(nil)
		return
	}
	question := form.NewVersions(e.p, rows, take)
	e.asked = question
	e.place.fill(rtl.Scroll(e.p.Direction(), newSheet(look.NarrowMargin, question)))
}

// clash reads the person as it is kept now, and asks which version counts.
func (e *PersonEntry) clash() {
	id := e.state.person.ID
	task.Do(e.ctx, e.run, func(ctx context.Context) (*record.Person, error) { return e.src.Person(ctx, id) }, func(stored *record.Person, err error) {
		if err != nil {
			e.nav.Fail(err)
			return
		}
		e.versions([]version{{mine: copyPerson(e.state.person), stored: stored}}, func(blended []record.Record) {
			e.state.person, e.older = blended[0].(*record.Person), false
			e.state.texts = texts{}
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
		all := []version{{mine: copyHousehold(e.state.h), stored: f.Household}}
		for _, m := range e.state.members {
			if known := f.Person(m.person.ID); known != nil && m.touched {
				all = append(all, version{mine: copyPerson(m.person), stored: known, who: calledOf(e.p, known)})
			}
		}
		e.versions(all, func(blended []record.Record) {
			people := f.People
			for _, m := range e.state.members {
				if people[m.person.ID] == nil {
					people[m.person.ID] = m.person
				}
			}
			touched := map[record.ID]bool{}
			for _, r := range blended[1:] {
				people[r.Base().ID], touched[r.Base().ID] = r.(*record.Person), true
			}
			before := e.state
			e.state, e.older = familyOf(blended[0].(*record.Household), people, before.today), false
			for _, m := range e.state.members {
				m.touched = touched[m.person.ID] || m.person.Revision == 0
			}
			e.keep.touch()
			e.build()
		})
	})
}
