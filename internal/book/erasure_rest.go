package book

import (
	"slices"
	"strings"

	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/store"
)

// otherHomes takes a household that goes out of where people lived whom it does not name any more.
func (e *ending) otherHomes(tx *store.Tx) error {
	if e.target.Kind != record.KindHousehold {
		return nil
	}
	for _, row := range tx.Rows(record.KindPerson) {
		if e.gone[row.ID] || slices.ContainsFunc(e.leaving, func(l Leaving) bool { return l.ID == row.ID }) {
			continue
		}
		p, err := store.Get[*record.Person](tx, row.ID)
		if err != nil {
			return err
		}
		if e.parting.homes(p) == changes {
			e.put = append(e.put, p)
		}
	}
	return nil
}

// naming finds the owners whose records name somebody who goes: their families, and those in which they are no member: who decides about a
// child there, or lived there before, and was asked something or said something. In such a family only what they said and were asked
// goes; that somebody else decides too stays.
func (e *ending) naming(tx *store.Tx) (map[record.ID]bool, error) {
	owners := map[record.ID]bool{}
	for _, id := range e.renew {
		owners[id] = true
	}
	for id := range e.people {
		for _, h := range e.homes[id] {
			owners[h.Owner] = true
		}
	}
	for _, h := range e.families {
		child := func(c record.Custody) bool { return e.people[c.Child] != nil }
		if slices.ContainsFunc(h.Unsafe, func(id record.ID) bool { return e.people[id] != nil }) || slices.ContainsFunc(h.Custody, child) {
			owners[h.Owner] = true
		}
	}
	for _, row := range tx.Rows(record.KindContact) {
		if e.people[row.Link] != nil {
			owners[row.Owner] = true
		}
	}
	for _, kind := range []record.Kind{record.KindConcern, record.KindReferral, record.KindConsent, record.KindHandover, record.KindStory} {
		if err := tx.Each(kind, idsOf(tx.Rows(kind)), func(r record.Record) error {
			if slices.ContainsFunc(codec.Refs(r), func(ref codec.Ref) bool { return e.people[ref.ID] != nil }) {
				owners[r.Base().Owner] = true
			}
			return nil
		}); err != nil {
			return nil, err
		}
	}
	delete(owners, record.ID{})
	return owners, nil
}

// tasks judges the tasks and the marks of Vandaag that the store's own key seals.
func (e *ending) tasks(tx *store.Tx) error {
	for _, row := range tx.Rows(record.KindTask) {
		if e.gone[row.ID] || !row.Owner.Zero() || !e.gone[row.Link] && !e.later(row.Detail.Reveal()) {
			continue
		}
		if _, err := e.weigh(tx, record.KindTask, row.ID); err != nil {
			return err
		}
	}
	return nil
}

// draftsOf finds the drafts that belong to who goes, by their key or by what they are about, and those that only name them.
func (e *ending) draftsOf(tx *store.Tx) error {
	all, err := tx.Drafts()
	if err != nil {
		return err
	}
	for _, d := range all {
		if e.later(d.Key) {
			e.drafts = append(e.drafts, d.Key)
			continue
		}
		data, err := tx.Draft(d.Key)
		if err != nil {
			return err
		}
		r, err := parseDraft(data)
		if err != nil || r == nil {
			continue // not a record: it names nobody by id
		}
		switch v := e.judge(r); {
		case v == goes || e.carries(r):
			e.drafts = append(e.drafts, d.Key)
		case v == changes:
			e.redraft[d.Key] = r
		}
	}
	for _, d := range all { // what was typed beside a draft goes with it
		if of, beside := strings.CutSuffix(d.Key, DraftTexts); beside && slices.Contains(e.drafts, of) && !slices.Contains(e.drafts, d.Key) {
			e.drafts = append(e.drafts, d.Key)
			delete(e.redraft, d.Key)
		}
	}
	return nil
}

// carries reports whether a text of a draft holds the id of somebody who goes, as the half-typed dates of an entry do.
func (e *ending) carries(r record.Record) bool {
	for _, text := range codec.Texts(r) {
		for id := range e.people {
			if strings.Contains(text.Text.Reveal(), id.String()) {
				return true
			}
		}
	}
	return false
}
