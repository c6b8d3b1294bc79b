package book

import (
	"cmp"
	"context"
	"slices"

	"schakel/internal/record"
	"schakel/internal/store"
)

// Verify walks the whole store and says what it found.
func (b *Book) Verify(ctx context.Context, progress func(done, total int)) (store.Report, error) {
	return b.store.Verify(ctx, progress)
}

// Checked is what a check of everything found, in a form that can be said.
type Checked struct {
	Records int     // that were looked at
	Wrong   []Wrong // the most serious first; empty when all is well
	Damaged bool    // something cannot be read; a name of what is not there is no damage
}

// Wrong is one sort of thing that is wrong.
type Wrong struct {
	Code    string   // a code of store.Finding; the words are "verify.<Code>"
	Count   int      // how often it was found, at least 1
	Numbers []string // short numbers such as Z-0042 of the records it is about, sorted, as far as they have one
	Kinds   []Amount // the other records it is about, as far as they are known
}

// Amount is how many records of a kind.
type Amount struct {
	Kind  record.Kind
	Count int
}

// Total is in how many findings the whole is.
func (c Checked) Total() (n int) {
	for _, w := range c.Wrong {
		n += w.Count
	}
	return n
}

// CheckAll walks the whole store and says, grouped and counted, what is wrong. progress hears how far it is. The error says only that
// it did not get to the end.
func (b *Book) CheckAll(ctx context.Context, progress func(done, total int)) (Checked, error) {
	report, err := b.Verify(ctx, progress)
	if err != nil {
		return Checked{}, err
	}
	return Checked{Records: report.Records, Wrong: group(report.Findings, b.numbers()), Damaged: report.Damaged()}, nil
}

// gravity is the order in which findings are said.
func gravity() []string {
	return []string{
		store.FindPages, store.FindOwner, store.FindValue, store.FindRow, store.FindChain, store.FindDraft, store.FindReference,
	}
}

// group puts findings of a sort together; numbers are the short numbers of records.
func group(findings []store.Finding, numbers map[store.Ref]string) []Wrong {
	byCode := map[string]*Wrong{}
	var all []*Wrong
	for _, f := range findings {
		w := byCode[f.Code]
		if w == nil {
			w = &Wrong{Code: f.Code}
			byCode[f.Code], all = w, append(all, w)
		}
		w.Count++
		w.about(f.Ref, numbers[f.Ref])
	}
	slices.SortStableFunc(all, func(a, b *Wrong) int {
		return cmp.Compare(slices.Index(gravity(), a.Code), slices.Index(gravity(), b.Code))
	})
	var out []Wrong
	for _, w := range all {
		slices.Sort(w.Numbers)
		w.Numbers = slices.Compact(w.Numbers)
		out = append(out, *w)
	}
	return out
}

// about notes which record a finding is about, by its number, else by its kind.
func (w *Wrong) about(ref store.Ref, number string) {
	switch {
	case number != "":
		w.Numbers = append(w.Numbers, number)
	case ref.Kind != record.KindNone:
		for i := range w.Kinds {
			if w.Kinds[i].Kind == ref.Kind {
				w.Kinds[i].Count++
				return
			}
		}
		w.Kinds = append(w.Kinds, Amount{ref.Kind, 1})
	}
}

// numbers gives the short numbers of all records that have one.
func (b *Book) numbers() map[store.Ref]string {
	all := map[store.Ref]string{}
	for _, kind := range []record.Kind{record.KindConcern, record.KindReferral, record.KindMeeting, record.KindRequest, record.KindSignal} {
		for _, row := range b.Rows(kind) {
			if code := record.Code(kind, row.Number); code != "" {
				all[store.Ref{Kind: kind, ID: row.ID}] = code
			}
		}
	}
	return all
}
