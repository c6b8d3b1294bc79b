package book

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/store"
)

// What can go wrong when two become one, and back.
var (
	// ErrMergeSame is returned when something is to be merged with itself, or with what is no person and no family.
	ErrMergeSame = fault.New(fault.Invalid, "book.merge.same", "these cannot be merged")
	// ErrMergeDraft is returned when something about one of the two is not finished yet: what is typed would be lost.
	ErrMergeDraft = fault.New(fault.Conflict, "book.merge.draft", "an entry about one of them is not finished")
	// ErrMergeLater is returned when a merge is to be taken back before a later one of the same record.
	ErrMergeLater = fault.New(fault.Conflict, "book.merge.later", "a later merge must be taken back first")
)

// MergeChoice says which of two values counts.
type MergeChoice string

// The choices. Both is for texts: they stand below each other.
const (
	MergeKeep  MergeChoice = "keep"
	MergeOther MergeChoice = "other"
	MergeBoth  MergeChoice = "both"
)

// Merging is what a merge of two would be about: the one that stays, the one that becomes part of it, and the fields, by their JSON
// name, in which both say something else.
type Merging struct {
	Keep, Other record.Record
	Choose      []string
}

// MergeText reports whether a field is a free text of which both can be kept.
func MergeText(field string) bool {
	return slices.Contains([]string{"approach", "note", "goesWell", "wish", "tried"}, field)
}

// united lists the fields in which nothing is chosen: what either says is kept.
func united() []string {
	return []string{"homes", "languages", "channels", "kept", "notSame", "was", "members", "custody", "involved", "unsafe"}
}

// Merging reads two people (KindPerson) or two families (KindHousehold) to be merged. It changes nothing.
func (b *Book) Merging(ctx context.Context, kind record.Kind, keep, other record.ID) (Merging, error) {
	var m Merging
	err := b.view(ctx, func(tx *store.Tx) error {
		var err error
		m, err = merging(tx, kind, keep, other)
		return err
	})
	return m, err
}

func merging(tx *store.Tx, kind record.Kind, keep, other record.ID) (m Merging, err error) {
	if keep == other || kind != record.KindPerson && kind != record.KindHousehold {
		return m, ErrMergeSame
	}
	if m.Keep, err = tx.Get(kind, keep); err != nil {
		return m, err
	}
	if m.Other, err = tx.Get(kind, other); err != nil {
		return m, err
	}
	x, err := fieldsOf(m.Keep)
	if err != nil {
		return m, err
	}
	y, err := fieldsOf(m.Other)
	if err != nil {
		return m, err
	}
	differ, err := Differ(m.Keep, m.Other)
	for _, name := range differ {
		if !slices.Contains(united(), name) && says(x, name) && says(y, name) && !within(x, y, name) {
			m.Choose = append(m.Choose, name)
		}
	}
	if h, ok := m.Keep.(*record.Household); ok && disputed(h, m.Other.(*record.Household)) {
		m.Choose = append(m.Choose, "custody")
	}
	return m, err
}

// says reports whether a field, or one of its parts, is filled in.
func says(fields map[string]json.RawMessage, name string) bool {
	return slices.ContainsFunc(partsOf(name), func(part string) bool { return len(fields[part]) > 0 })
}

// within reports whether a birth that one knows by its year alone is the day that the other knows.
func within(x, y map[string]json.RawMessage, name string) bool {
	if name != "birth" {
		return false
	}
	year := func(f map[string]json.RawMessage) string {
		if len(f["birth"]) > 5 {
			return string(f["birth"][1:5])
		}
		return string(f["birthYear"])
	}
	return len(x["expected"]) == 0 && len(y["expected"]) == 0 && year(x) == year(y) && (len(x["birth"]) == 0 || len(y["birth"]) == 0)
}

// disputed reports whether two families say something else about who decides about the same child from the same day on.
func disputed(a, b *record.Household) bool {
	for _, c := range a.Custody {
		for _, d := range b.Custody {
			if c.Child == d.Child && c.From == d.From && !sameCustody(c, d) {
				return true
			}
		}
	}
	return false
}

func sameCustody(a, b record.Custody) bool {
	return a.Custody == b.Custody && slices.Equal(a.Holders, b.Holders) && a.Guardian.Equal(b.Guardian) && a.Proof == b.Proof && a.Seen == b.Seen
}

// Merge makes one of two people or two families, in one step: every record that named the other names the one that stays. choices says
// for each field of Merging.Choose which value counts; without a choice that of the one that stays. What was agreed and sent keeps its
// text and its hash. The returned record can be taken back with Unmerge.
func (b *Book) Merge(ctx context.Context, kind record.Kind, keep, other record.ID, choices map[string]MergeChoice) (record.ID, error) {
	var id record.ID
	err := b.update(ctx, func(tx *store.Tx) error {
		m, err := merging(tx, kind, keep, other)
		if err != nil {
			return err
		}
		if err := untyped(tx, keep, other); err != nil {
			return err
		}
		j := joining{b: b, tx: tx, ctx: ctx, kind: kind, keep: m.Keep.Base().ID, other: m.Other, choices: choices}
		if err := j.join(m); err != nil {
			return err
		}
		id = j.note.ID
		return tx.Audit(actionMerged, kind, keep)
	})
	return id, err
}

// untyped refuses while an entry of one of them is open: its text would belong to nobody.
func untyped(tx *store.Tx, ids ...record.ID) error {
	all, err := tx.Drafts()
	if err != nil {
		return err
	}
	for _, d := range all {
		g := parting{gone: map[record.ID]bool{}}
		for _, id := range ids {
			g.gone[id] = true
		}
		if g.later(d.Key) {
			return ErrMergeDraft
		}
	}
	return nil
}

// joining is a merge under way.
type joining struct {
	b       *Book
	tx      *store.Tx
	ctx     context.Context
	kind    record.Kind
	keep    record.ID
	other   record.Record
	owner   record.ID // whose key seals what the other's key sealed
	choices map[string]MergeChoice
	note    *record.Merge
}

func (j *joining) join(m Merging) error {
	whole, err := codec.Marshal(m.Other)
	if err != nil {
		return err
	}
	j.owner = m.Keep.Base().Owner
	gone := m.Other.Base()
	j.note = &record.Merge{
		What: j.kind, Keep: j.keep, Gone: record.Former{ID: gone.ID, On: j.b.Today()}, On: j.b.Today(), Name: nameOfRecord(m.Other), Whole: record.Text(string(whole)),
	}
	clear(whole)
	j.note.Owner = j.owner
	before, err := fieldsOf(m.Keep)
	if err != nil {
		return err
	}
	one, err := j.blend(m)
	if err != nil {
		return err
	}
	j.turn(one)
	if err := one.Validate(j.b.Today()).Err(); err != nil {
		return err
	}
	if err := j.write(one, before); err != nil {
		return err
	}
	if err := j.others(); err != nil {
		return err
	}
	if err := j.drafts(); err != nil {
		return err
	}
	if err := j.tx.Delete(j.kind, gone.ID); err != nil {
		return err
	}
	return j.b.put(j.tx, j.note)
}

// nameOfRecord is what a person or a family is called.
func nameOfRecord(r record.Record) record.Private {
	switch v := r.(type) {
	case *record.Person:
		return v.Name()
	case *record.Household:
		return v.Name
	}
	return record.Private{}
}

// blend is the one that stays, with what the other says where it says nothing itself or where that was chosen.
func (j *joining) blend(m Merging) (record.Record, error) {
	x, err := fieldsOf(m.Keep)
	if err != nil {
		return nil, err
	}
	y, err := fieldsOf(m.Other)
	if err != nil {
		return nil, err
	}
	if within(x, y, "birth") && len(x["birth"]) == 0 {
		take(x, "birthYear", nil) // the other knows the day
		take(x, "birth", y["birth"])
	}
	for _, name := range codec.Fields(j.kind) {
		if err := j.field(x, y, name); err != nil {
			return nil, err
		}
	}
	r, err := withFields(j.kind, x, *m.Keep.Base())
	if err != nil {
		return nil, err
	}
	j.settle(r, m)
	return r, nil
}

// field decides about one field of the one that stays.
func (j *joining) field(x, y map[string]json.RawMessage, name string) error {
	switch chosen := j.choices[nested(name)]; {
	case name == "owner":
	case slices.Contains(united(), name):
		return unite(x, y, name)
	case !says(x, nested(name)), chosen == MergeOther && says(y, nested(name)):
		for _, part := range partsOf(nested(name)) {
			take(x, part, y[part])
		}
	case chosen == MergeBoth && MergeText(name) && len(y[name]) > 0:
		return below(x, y, name)
	}
	return nil
}

// unite puts what the other's list holds behind what stands there.
func unite(x, y map[string]json.RawMessage, name string) error {
	var all, more []json.RawMessage
	for list, from := range map[*[]json.RawMessage]json.RawMessage{&all: x[name], &more: y[name]} {
		if len(from) == 0 {
			continue
		}
		if err := json.Unmarshal(from, list); err != nil {
			return err
		}
	}
	for _, one := range more {
		if !slices.ContainsFunc(all, func(have json.RawMessage) bool { return bytes.Equal(have, one) }) {
			all = append(all, one)
		}
	}
	if len(all) == 0 {
		return nil
	}
	data, err := json.Marshal(all)
	take(x, name, data)
	return err
}

// below puts a text below the one that stands there.
func below(x, y map[string]json.RawMessage, name string) error {
	var a, c string
	if err := json.Unmarshal(x[name], &a); err != nil {
		return err
	}
	if err := json.Unmarshal(y[name], &c); err != nil {
		return err
	}
	data, err := json.Marshal(a + "\n\n" + c)
	take(x, name, data)
	return err
}

// settle puts right what a union of lists leaves: one preferred way, one answer about who decides, and who was merged.
func (j *joining) settle(r record.Record, m Merging) {
	switch v := r.(type) {
	case *record.Person:
		preferred := false
		for i := range v.Channels {
			v.Channels[i].Preferred = v.Channels[i].Preferred && !preferred
			preferred = preferred || v.Channels[i].Preferred
		}
		v.Was = append(v.Was, j.note.Gone)
		v.NotSame = slices.DeleteFunc(v.NotSame, func(id record.ID) bool { return id == j.keep || id == j.note.Gone.ID })
	case *record.Household:
		v.Was = append(v.Was, j.note.Gone)
		v.NotSame = slices.DeleteFunc(v.NotSame, func(id record.ID) bool { return id == j.keep || id == j.note.Gone.ID })
		first, second := m.Keep.(*record.Household), m.Other.(*record.Household)
		if j.choices["custody"] == MergeOther {
			first, second = second, first
		}
		v.Custody = oneEach(append(slices.Clone(first.Custody), second.Custody...))
	}
}

// oneEach leaves the first entry about a child from a day on.
func oneEach(all []record.Custody) []record.Custody {
	var out []record.Custody
	for _, c := range all {
		if !slices.ContainsFunc(out, func(have record.Custody) bool { return have.Child == c.Child && have.From == c.From }) {
			out = append(out, c)
		}
	}
	return out
}
