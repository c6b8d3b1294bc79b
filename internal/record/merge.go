package record

import "strconv"

// Former is somebody who was merged into another: the id that older copies of the store, papers and exports still have.
type Former struct {
	ID ID   `json:"id"`
	On Date `json:"on,omitzero"`
}

// Merge says that two people, or two families, were one, and holds what is needed to take that back. It is sealed with the key of the
// one that stays, and goes with it.
type Merge struct {
	Head
	What   Kind     `json:"what"` // KindPerson or KindHousehold
	Keep   ID       `json:"keep"` // the one that stays
	Gone   Former   `json:"gone"` // the one that is part of it now
	Name   Private  `json:"name,omitzero"`
	On     Date     `json:"on"`
	Whole  Private  `json:"whole"`           // the one that is gone, as it was kept
	Before []Before `json:"before,omitzero"` // every other record that was changed, and how
}

// Before is what a merge changed in one record.
type Before struct {
	What  Kind    `json:"what"`           // its type
	Of    string  `json:"of"`             // the record's id as text: no reference, as it may be erased
	Parts []Patch `json:"parts,omitzero"` // its fields that were changed
}

// Patch is one field as it stood before and after, in the form in which a record is kept; empty for a field that was left out.
type Patch struct {
	Field string  `json:"field"`        // its JSON name
	Old   Private `json:"old,omitzero"` // JSON before
	New   Private `json:"new,omitzero"` // JSON after
}

// Kind is KindMerge.
func (m *Merge) Kind() Kind { return KindMerge }

// Validate checks what a merge cannot do without.
func (m *Merge) Validate(today Date) Problems {
	var ps Problems
	if m.What != KindPerson && m.What != KindHousehold {
		ps.add("what", "unknown")
	}
	ps.required("keep", m.Keep.Zero())
	ps.required("gone", m.Gone.ID.Zero())
	ps.required("on", m.On.Zero())
	ps.past("on", m.On, today)
	ps.required("whole", m.Whole.Empty())
	ps.short("name", m.Name, LimitName*3)
	for i, b := range m.Before {
		if id, err := ParseID(b.Of); err != nil || id.Zero() {
			ps.add("before."+strconv.Itoa(i)+".of", "unknown")
		}
	}
	return ps
}

// Row is the merge as a list shows it.
func (m *Merge) Row() Row {
	return Row{ID: m.ID, Kind: KindMerge, Owner: m.Owner, Title: Cut(m.Name), State: m.What.String(), On: m.On, Link: m.Keep}
}

// former checks that nobody is said to be, or not to be, itself.
func (ps *Problems) former(notSame []ID, was []Former, self ID) {
	for i, id := range notSame {
		if id.Zero() || id == self {
			ps.add("notSame."+strconv.Itoa(i), "unknown")
		}
	}
	for i, f := range was {
		if f.ID.Zero() || f.ID == self {
			ps.add("was."+strconv.Itoa(i), "unknown")
		}
	}
}
