package book

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/store"
)

// Mention is a text of somebody else that may still name who goes. The program changes nothing in it: the worker reads it.
type Mention struct {
	Kind     record.Kind // of the record it stands in
	ID       record.ID   // zero for a draft
	OpenKind record.Kind // of the record whose page shows it; KindNone when none does
	OpenID   record.ID
	Title    record.Private // what a list calls that record
	Code     string         // its short number
	On       record.Date
	Excerpt  record.Private // the words around the name
	Draft    bool           // something that is not finished yet
}

// Elsewhere is what stays of somebody who goes in what is about others.
type Elsewhere struct {
	Mentions []Mention
	Named    map[record.Kind]int // records that stay and point to somebody who goes: they say "gewist" from then on
}

// Mentions looks for who would go through every text that stays: names, aliases and numbers, also with the endings of languages. It may
// find too much. progress may be nil.
func (b *Book) Mentions(ctx context.Context, kind record.Kind, id record.ID, progress func(done, total int)) (Elsewhere, error) {
	out := Elsewhere{Named: map[record.Kind]int{}}
	err := b.view(ctx, func(tx *store.Tx) error {
		e, err := b.plan(ctx, tx, store.Ref{Kind: kind, ID: id})
		if err != nil {
			return err
		}
		s := seeker{tx: tx, ending: e, out: &out, stand: map[record.ID]record.Record{}}
		for _, r := range e.put {
			s.stand[r.Base().ID] = r
		}
		if err := s.records(ctx, progress); err != nil {
			return err
		}
		return s.draftTexts()
	})
	slices.SortStableFunc(out.Mentions, func(a, b Mention) int { return b.On.Number() - a.On.Number() })
	return out, err
}

// seeker goes through what stays.
type seeker struct {
	tx     *store.Tx
	ending *ending
	out    *Elsewhere
	stand  map[record.ID]record.Record // what stays otherwise than it was
}

// written lists the kinds that hold texts about others.
func written() []record.Kind {
	return []record.Kind{
		record.KindPerson, record.KindHousehold, record.KindContact, record.KindConcern, record.KindReferral, record.KindConsent,
		record.KindDelivery, record.KindFeedback, record.KindMeeting, record.KindPartner, record.KindRequest, record.KindTask, record.KindMerge,
		record.KindColleague,
		record.KindSignal, record.KindAdvice, record.KindLetterhead, record.KindStory, record.KindSnapshot,
		record.KindProgramme,
	}
}

func (s *seeker) records(ctx context.Context, progress func(done, total int)) error {
	total, done := 0, 0
	for _, kind := range written() {
		total += len(s.tx.Rows(kind))
	}
	for _, kind := range written() {
		rows := map[record.ID]record.Row{}
		var ids []record.ID
		for _, row := range s.tx.Rows(kind) {
			if done++; s.ending.gone[row.ID] {
				continue
			}
			rows[row.ID], ids = row, append(ids, row.ID)
		}
		before, read := done-len(ids), 0
		err := s.tx.Each(kind, ids, func(r record.Record) error {
			if read++; read%500 == 0 && progress != nil {
				progress(before+read, total)
			}
			s.record(rows[r.Base().ID], r)
			return ctx.Err()
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// record looks at one that stays, as it will stand.
func (s *seeker) record(row record.Row, r record.Record) {
	if other := s.stand[row.ID]; other != nil {
		r = other
	}
	for _, ref := range codec.Refs(r) {
		if s.ending.gone[ref.ID] {
			s.out.Named[row.Kind]++
			break
		}
	}
	if excerpt, ok := s.excerpt(r); ok {
		open := page(r)
		s.out.Mentions = append(s.out.Mentions, Mention{
			Kind: row.Kind, ID: row.ID, OpenKind: open.Kind, OpenID: open.ID, Title: row.Title, Code: record.Code(row.Kind, row.Number), On: row.On, Excerpt: excerpt,
		})
	}
}

// page is the record whose page shows a record.
func page(r record.Record) store.Ref {
	switch v := r.(type) {
	case *record.Consent:
		return store.Ref{Kind: record.KindReferral, ID: v.Referral}
	case *record.Delivery:
		if v.What == record.KindReferral || isAsked(v.What) {
			return store.Ref{Kind: v.What, ID: v.Of}
		}
		return store.Ref{}
	case *record.Merge:
		return store.Ref{Kind: v.What, ID: v.Keep}
	case *record.Task:
		return store.Ref{}
	}
	return store.Ref{Kind: r.Kind(), ID: r.Base().ID}
}

// excerpt gives the words around the first name in the texts of a record.
func (s *seeker) excerpt(r record.Record) (record.Private, bool) {
	for _, text := range codec.Texts(r) {
		if s.ofSomebodyElse(r, text.Field) {
			continue
		}
		if r.Kind() == record.KindConsent && text.Field == "preview" || r.Kind() == record.KindDelivery && text.Field == "document" {
			if words, ok := s.document(text.Text); ok {
				return words, true
			}
			continue
		}
		if s.ending.named.in(text.Text.Reveal()) {
			return around(text.Text.Reveal(), &s.ending.named), true
		}
	}
	return record.Private{}, false
}

// ofSomebodyElse reports whether a field is the name of somebody who stays. A Fatima who stays is not one who goes.
func (s *seeker) ofSomebodyElse(r record.Record, field string) bool {
	last := field[strings.LastIndexByte(field, '.')+1:]
	switch r.Kind() {
	case record.KindPerson:
		return field == "first" || field == "infix" || field == "last"
	case record.KindPartner:
		return last == "first" || last == "last"
	case record.KindColleague:
		return field == "name"
	case record.KindHousehold:
		return field == "name" && !s.home(r.Base().ID)
	case record.KindConsent, record.KindDelivery:
		return field == "receiver" || field == "responsible" || field == "here"
	case record.KindFeedback:
		return field == "from"
	}
	return false
}

// home reports whether somebody who goes lived in a household.
func (s *seeker) home(id record.ID) bool {
	for who := range s.ending.people {
		if slices.ContainsFunc(s.ending.homes[who], func(h *record.Household) bool { return h.ID == id }) {
			return true
		}
	}
	return false
}

// document looks through a document that was shown or sent. A value that is nothing but a name is the name of whom it is about.
func (s *seeker) document(text record.Private) (found record.Private, ok bool) {
	var values any
	if json.Unmarshal([]byte(text.Reveal()), &values) != nil {
		return record.Private{}, false
	}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for _, name := range slices.Sorted(maps.Keys(v)) {
				walk(v[name])
			}
		case []any:
			for _, one := range v {
				walk(one)
			}
		case string:
			if !ok && len(strings.Fields(v)) > 3 && s.ending.named.in(v) {
				found, ok = around(v, &s.ending.named), true
			}
		}
	}
	walk(values)
	return found, ok
}

// draftTexts looks through what is not finished yet and stays.
func (s *seeker) draftTexts() error {
	all, err := s.tx.Drafts()
	if err != nil {
		return err
	}
	for _, d := range all {
		if slices.Contains(s.ending.drafts, d.Key) {
			continue
		}
		data, err := s.tx.Draft(d.Key)
		if err != nil {
			return err
		}
		r, err := parseDraft(data)
		if err != nil || r == nil {
			continue
		}
		if excerpt, ok := s.excerpt(r); ok {
			s.out.Mentions = append(s.out.Mentions, Mention{Kind: r.Kind(), On: record.DateOf(d.Changed.Local()), Excerpt: excerpt, Draft: true})
		}
	}
	return nil
}

// excerptWords is how many words stand on either side of a name in an excerpt.
const excerptWords = 7

// around cuts the words around the first name out of a text.
func around(text string, n *names) record.Private {
	words := strings.Fields(text)
	at, want, folded := 0, n.at(text), 0
	for i, w := range words { // folding makes of one word none, one or several
		if folded += len(strings.Fields(i18n.Fold(w))); folded > want {
			at = i
			break
		}
	}
	from, to := max(0, at-excerptWords), min(len(words), at+excerptWords+1)
	cut := strings.Join(words[from:to], " ")
	if from > 0 {
		cut = "… " + cut
	}
	if to < len(words) {
		cut += " …"
	}
	return record.Text(cut)
}
