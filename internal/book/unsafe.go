package book

import (
	"schakel/internal/record"
	"schakel/internal/store"
)

// unsafeIn is everybody of whom one of these households says that they are not safe to ask.
func unsafeIn(homes []*record.Household) map[record.ID]bool {
	all := map[record.ID]bool{}
	for _, h := range homes {
		for _, id := range h.Unsafe {
			all[id] = true
		}
	}
	return all
}

// calledUnsafe is what people are called, to be looked for in texts. A surname alone is not: others in the family have it too.
func calledUnsafe(tx *store.Tx, ids map[record.ID]bool) (*names, error) {
	n := &names{}
	for id := range ids {
		p, err := store.Get[*record.Person](tx, id)
		if missing(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		n.call(p)
	}
	return n, nil
}

// unsafeAround is everybody of a family, or around a person, who is not safe to ask: as any household of any of them says.
func unsafeAround(tx *store.Tx, owner record.ID) map[record.ID]bool {
	first := []record.ID{owner}
	if p, err := store.Get[*record.Person](tx, owner); err == nil {
		first = p.Homes
	}
	all := map[record.ID]bool{}
	for _, home := range first {
		f, err := family(tx, home)
		if err != nil {
			continue
		}
		around, err := homes(tx, f)
		if err != nil {
			continue
		}
		for id := range unsafeIn(around) {
			all[id] = true
		}
	}
	return all
}
