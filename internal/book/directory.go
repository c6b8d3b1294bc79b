package book

import (
	"context"
	"io"
	"slices"

	"schakel/internal/directory"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/store"
)

// Fate is what an import of partners does with an organisation of the table.
type Fate string

// The fates.
const (
	FateNew     Fate = "new"     // is added
	FateChanged Fate = "changed" // is here, and says something else
	FateSame    Fate = "same"    // is here, and says nothing else
	FateRefused Fate = "refused" // something is wrong with it
	FateAlike   Fate = "alike"   // may be one that is here: a person says which
)

// Fates lists them, in the order in which they are shown.
func Fates() []Fate { return []Fate{FateRefused, FateAlike, FateNew, FateChanged, FateSame} }

// AlikeChoice is what a person says about an organisation that may be here already.
type AlikeChoice string

// The choices.
const (
	AlikeSkip AlikeChoice = ""     // nothing happens to it: the usual one
	AlikeNew  AlikeChoice = "new"  // it is another one, and is added
	AlikeSame AlikeChoice = "same" // it is the same one, and what it says is put over it
)

// ErrPlanOld is returned when the partners changed after the look at what an import would do.
var ErrPlanOld = fault.New(fault.Conflict, "directory.old", "the partners changed since the look before")

// Arriving is one organisation of a table, and what would happen to it.
type Arriving struct {
	Lines    []int // of the file
	Fate     Fate
	Name     record.Private
	Changed  []string        // keys of the columns that would change
	Problems record.Problems // why it is refused
	Like     record.Row      // the partner that it may be
	Choice   AlikeChoice     // of an organisation that may be here already

	said     *record.Partner
	given    []string
	existing record.ID
	revision uint64
}

// PartnerPlan is what an import of partners would do, row by row. Nothing of it is done yet.
type PartnerPlan struct {
	All   []Arriving
	rows  int // partners at the time of the look
	words *i18n.Printer
}

// Count is how many organisations have a fate.
func (p *PartnerPlan) Count(f Fate) int {
	n := 0
	for _, a := range p.All {
		if a.Fate == f {
			n++
		}
	}
	return n
}

// Takes is how many organisations would be added or changed now.
func (p *PartnerPlan) Takes() int {
	n := 0
	for _, a := range p.All {
		if a.Fate == FateNew || a.Fate == FateChanged || a.Fate == FateAlike && a.Choice != AlikeSkip {
			n++
		}
	}
	return n
}

// PlanPartners looks at what an import of a table would do with every row. It changes nothing.
func (b *Book) PlanPartners(ctx context.Context, t directory.Table, m directory.Mapping, p *i18n.Printer) (*PartnerPlan, error) {
	plan := &PartnerPlan{words: p}
	err := b.view(ctx, func(tx *store.Tx) error {
		all, err := partnersOf(tx)
		if err != nil {
			return err
		}
		plan.rows = len(all)
		for _, e := range directory.Parse(t, m, p, b.words, b.Today()) {
			if err := ctx.Err(); err != nil {
				return err
			}
			plan.All = append(plan.All, b.arriving(e, all, p))
		}
		return nil
	})
	return plan, err
}

func partnersOf(tx *store.Tx) ([]*record.Partner, error) {
	var all []*record.Partner
	err := collect(tx, record.KindPartner, &all, func(record.Row) bool { return true })
	return all, err
}

// arriving decides what happens to one organisation.
func (b *Book) arriving(e directory.Entry, all []*record.Partner, p *i18n.Printer) Arriving {
	a := Arriving{Lines: e.Lines, Name: e.Partner.Called(), said: e.Partner, given: e.Given, Problems: e.Problems, Fate: FateNew}
	a.Problems = append(a.Problems, b.wrongIn(e)...)
	here, like := known(e.Partner, all)
	switch {
	case len(a.Problems) > 0:
		a.Fate = FateRefused
	case here != nil:
		a.existing, a.revision, a.Like = here.ID, here.Revision, here.Row()
		merged, changed := directory.Merge(here, e.Partner, e.Given, p, b.words, b.Today())
		a.Changed, a.Fate = changed, FateChanged
		if len(changed) == 0 {
			a.Fate = FateSame
		} else if wrong := withoutIDs(merged.Validate(b.Today())); len(wrong) > 0 {
			a.Problems, a.Fate = wrong, FateRefused
		}
	case like != nil:
		a.existing, a.revision, a.Like, a.Fate = like.ID, like.Revision, like.Row(), FateAlike
	}
	return a
}

// wrongIn checks an organisation as if it were new; people and ids that the book gives are not asked for.
func (b *Book) wrongIn(e directory.Entry) record.Problems {
	v := *e.Partner
	v.Officers = slices.Clone(v.Officers)
	if v.Type == "" {
		v.Type = record.PartnerOther
	}
	wrong := withoutIDs(v.Validate(b.Today()))
	return slices.DeleteFunc(wrong, func(p record.Problem) bool { return len(e.Problems.Of(p.Field)) > 0 })
}

func withoutIDs(all record.Problems) record.Problems {
	return slices.DeleteFunc(all, func(p record.Problem) bool {
		return len(p.Field) > 3 && p.Field[len(p.Field)-3:] == ".id"
	})
}

// known finds the partner that an organisation is, or one that it may be.
func known(said *record.Partner, all []*record.Partner) (here, like *record.Partner) {
	fold := func(t record.Private) string { return i18n.Fold(t.Reveal()) }
	for _, p := range all {
		if !said.ID.Zero() && p.ID == said.ID {
			return p, nil
		}
	}
	if said.ID.Zero() {
		for _, p := range all {
			same := fold(p.Name) == fold(said.Name)
			if same && (said.Municipality == "" || p.Municipality == "" || said.Municipality == p.Municipality) {
				return p, nil
			}
		}
	}
	for _, p := range all {
		if directory.Alike(p, said) {
			return nil, p
		}
	}
	return nil, nil
}

// ImportPartners does what a plan says, all of it or nothing, and gives how many were added and changed. When a partner changed since the
// look, nothing is done and the error is ErrPlanOld.
func (b *Book) ImportPartners(ctx context.Context, plan *PartnerPlan) (added, changed int, err error) {
	err = b.update(ctx, func(tx *store.Tx) error {
		added, changed = 0, 0
		if len(tx.Rows(record.KindPartner)) != plan.rows {
			return ErrPlanOld
		}
		for i := range plan.All {
			if err := ctx.Err(); err != nil {
				return err
			}
			isNew, did, err := b.take(tx, plan, &plan.All[i])
			if err != nil {
				return err
			}
			if did && isNew {
				added++
			} else if did {
				changed++
			}
		}
		if added+changed == 0 {
			return nil
		}
		return tx.Audit(actionPartnersIn, record.KindNone, record.ID{})
	})
	if err != nil {
		return 0, 0, err
	}
	return added, changed, nil
}

// take keeps one organisation of a plan.
func (b *Book) take(tx *store.Tx, plan *PartnerPlan, a *Arriving) (isNew, did bool, err error) {
	switch {
	case a.Fate == FateNew, a.Fate == FateAlike && a.Choice == AlikeNew:
		v := *a.said
		v.Officers = slices.Clone(v.Officers)
		if v.Type == "" {
			v.Type = record.PartnerOther
		}
		v.Imported = true
		return true, true, b.putPartner(tx, &v)
	case a.Fate == FateChanged, a.Fate == FateAlike && a.Choice == AlikeSame:
		here, err := store.Get[*record.Partner](tx, a.existing)
		if missing(err) || err == nil && here.Revision != a.revision {
			return false, false, ErrPlanOld
		}
		if err != nil {
			return false, false, err
		}
		given := a.given
		if a.Fate == FateAlike { // it keeps the name by which the worker knows it
			given = slices.DeleteFunc(slices.Clone(given), func(key string) bool { return key == "name" })
		}
		merged, changed := directory.Merge(here, a.said, given, plan.words, b.words, b.Today())
		if len(changed) == 0 {
			return false, false, nil
		}
		return false, true, b.putPartner(tx, merged)
	}
	return false, false, nil
}

// ExportPartners writes every partner as a table, by id. It is clear text with the names of people in it: the caller warns, and the
// audit notes it before a byte of it is written.
func (b *Book) ExportPartners(ctx context.Context, w io.Writer, p *i18n.Printer) (partners int, err error) {
	var all []*record.Partner
	err = b.view(ctx, func(tx *store.Tx) error {
		var err error
		all, err = partnersOf(tx)
		return err
	})
	if err != nil {
		return 0, err
	}
	slices.SortFunc(all, func(x, y *record.Partner) int { return slices.Compare(x.ID[:], y.ID[:]) })
	if err := b.left(ctx, actionPartnersOut, store.Ref{}); err != nil {
		return 0, err
	}
	return len(all), directory.Write(w, all, p, b.words)
}
