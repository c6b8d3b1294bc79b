package book

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"schakel/internal/record"
	"schakel/internal/record/codec"
)

// concerns reports whether a record names the one that goes, or is sealed with its key.
func (j *joining) concerns(r record.Record) bool {
	gone := j.note.Gone.ID
	if r.Base().Owner == gone || slices.ContainsFunc(codec.Refs(r), func(ref codec.Ref) bool { return ref.ID == gone }) {
		return true
	}
	t, ok := r.(*record.Task)
	return ok && strings.Contains(t.Later, gone.String())
}

// turn makes a record name the one that stays, and takes out what then stands twice.
func (j *joining) turn(r record.Record) {
	gone := j.note.Gone.ID
	codec.Replace(r, gone, j.keep)
	if head := r.Base(); head.Owner == gone {
		head.Owner = j.owner
	}
	switch v := r.(type) {
	case *record.Task:
		v.Later = strings.ReplaceAll(v.Later, gone.String(), j.keep.String())
	case *record.Handover:
		v.Said = oneAnswer(v.Said)
	case *record.Person:
		v.NotSame = slices.DeleteFunc(v.NotSame, func(id record.ID) bool { return id == v.ID })
	case *record.Household:
		v.NotSame = slices.DeleteFunc(v.NotSame, func(id record.ID) bool { return id == v.ID })
		v.Members = onceEach(v.Members)
		v.Custody = stricter(v.Custody)
		for i := range v.Custody {
			child := v.Custody[i].Child // somebody decides about another, not about themselves
			v.Custody[i].Holders = slices.DeleteFunc(v.Custody[i].Holders, func(id record.ID) bool { return id == child })
		}
	}
}

// oneAnswer leaves one answer of each person to another worker taking over. A no stays a no; else counts what was said last, and between two
// of one day the one of somebody who was reached.
func oneAnswer(all []record.HandoverSaid) []record.HandoverSaid {
	var out []record.HandoverSaid
	for _, s := range all {
		at := slices.IndexFunc(out, func(have record.HandoverSaid) bool { return have.Person == s.Person })
		switch {
		case at < 0:
			out = append(out, s)
		case out[at].Answer == record.HandoverNo:
		case s.Answer == record.HandoverNo, s.On.After(out[at].On), s.On == out[at].On && out[at].Answer == record.HandoverUnreached:
			out[at] = s
		}
	}
	return out
}

// onceEach leaves one entry for a person who stands in a family twice at the same time: the first that is written.
func onceEach(all []record.Member) []record.Member {
	var out []record.Member
	for _, m := range all {
		if !slices.ContainsFunc(out, func(have record.Member) bool {
			return have.Person == m.Person && (have.To == m.To && have.From == m.From || have.To.Zero() && m.To.Zero())
		}) {
			out = append(out, m)
		}
	}
	return out
}

// stricter leaves one entry about a child from a day on. Of two that differ counts the one that lets less be shared: one that is not
// settled, else the one that needs more people.
func stricter(all []record.Custody) []record.Custody {
	var out []record.Custody
	for _, c := range all {
		at := slices.IndexFunc(out, func(have record.Custody) bool { return have.Child == c.Child && have.From == c.From })
		switch {
		case at < 0:
			out = append(out, c)
		case out[at].Settled() && (!c.Settled() || len(c.Holders) > len(out[at].Holders)):
			out[at] = c
		}
	}
	return out
}

// write keeps a record and notes what was changed in it.
func (j *joining) write(r record.Record, before map[string]json.RawMessage) error {
	after, err := fieldsOf(r)
	if err != nil {
		return err
	}
	change := record.Before{What: r.Kind(), Of: r.Base().ID.String()}
	for _, name := range codec.Fields(r.Kind()) {
		if !bytes.Equal(before[name], after[name]) {
			change.Parts = append(change.Parts, record.Patch{Field: name, Old: record.Text(string(before[name])), New: record.Text(string(after[name]))})
		}
	}
	if len(change.Parts) > 0 {
		j.note.Before = append(j.note.Before, change)
	}
	return j.tx.Put(r)
}

// others turns every other record that names the one that goes.
func (j *joining) others() error {
	for _, kind := range record.Kinds() {
		var ids []record.ID
		for _, row := range j.tx.Rows(kind) {
			if row.ID != j.keep && row.ID != j.note.Gone.ID {
				ids = append(ids, row.ID)
			}
		}
		var found []record.Record
		err := j.tx.Each(kind, ids, func(r record.Record) error {
			if j.concerns(r) {
				found = append(found, r)
			}
			return j.ctx.Err()
		})
		if err != nil {
			return err
		}
		for _, r := range found {
			before, err := fieldsOf(r)
			if err != nil {
				return err
			}
			j.turn(r)
			if err := j.write(r, before); err != nil {
				return err
			}
		}
	}
	return nil
}

// drafts turns what is being written about others and names the one that goes.
func (j *joining) drafts() error {
	all, err := j.tx.Drafts()
	if err != nil {
		return err
	}
	for _, d := range all {
		data, err := j.tx.Draft(d.Key)
		if err != nil {
			return err
		}
		r, err := parseDraft(data)
		if err != nil || r == nil || !j.concerns(r) {
			continue // not a record, or about somebody else
		}
		j.turn(r)
		if data, err = packDraft(r); err != nil {
			return err
		}
		if err := j.tx.PutDraft(d.Key, data); err != nil {
			return err
		}
	}
	return nil
}
