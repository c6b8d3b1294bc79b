package summary

import (
	"slices"
	"sync"

	"schakel/internal/record"
	"schakel/internal/sdc"
)

// together makes the tables of a report safe beside each other, and all of them beside everything that was handed over before: what is counted
// in two tables, or is a part of something in another, is hidden in one where the other would tell it. A table for which that is not enough is
// withheld whole.
func (r Report) together(all []*guarded, how Protection) error {
	earlier := papersBefore(how)
	before := &reader{papers: r.papersOf(earlier, nothingOf(all), how)}
	for range 20 * (len(all) + 1) {
		p := r.papersOf(earlier, all, how)
		found, err := p.findings(len(how.Before), before)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return nil
		}
		changed := map[*guarded]bool{}
		for _, f := range found {
			p.answer(f, all, how, changed)
		}
		if len(changed) == 0 {
			return sdc.ErrExposed
		}
		for _, g := range all {
			if changed[g] && !g.safe.Withheld {
				if err := r.beside(g, how); err != nil {
					return err
				}
			}
		}
	}
	return sdc.ErrExposed
}

// apart looks at a report that was made before: sdc.ErrExposed when its tables tell too much together, or beside what was handed over.
func (r Report) apart(before []*record.Overview) error {
	how := Protection{Threshold: r.Threshold, Rounded: r.Rounded, Before: before}
	var all []*guarded
	for _, s := range r.whole {
		for _, t := range s.Tables {
			if !t.Controlled {
				continue
			}
			if err := r.audit(t); err != nil {
				return err
			}
			all = append(all, &guarded{whole: t, safe: t})
		}
	}
	earlier := papersBefore(how)
	was := &reader{papers: r.papersOf(earlier, nothingOf(all), how)}
	found, err := r.papersOf(earlier, all, how).findings(len(before), was)
	if err == nil && len(found) > 0 {
		err = sdc.ErrExposed
	}
	return err
}

// audit looks at one table by itself.
func (r Report) audit(t Table) error {
	look := sdc.Audit
	if r.Rounded && !t.Withheld {
		look = sdc.AuditRounded
	}
	return look(t.Counts, r.Threshold)
}

// papersOf are all tables that a reader has when this report is handed over as it stands, beside those of earlier ones.
func (r Report) papersOf(earlier papers, all []*guarded, how Protection) papers {
	p := earlier
	p.All, p.Links = slices.Clip(p.All), slices.Clip(p.Links)
	p.tables, p.tied = slices.Clip(p.tables), slices.Clip(p.tied)
	var tables []Table
	for _, g := range all {
		tables = append(tables, g.safe)
	}
	p.add(r.under(how), len(how.Before), tables)
	return p
}

func papersBefore(how Protection) papers {
	p := papers{}
	p.Threshold = how.Threshold
	p.Rules = rules()
	for i, o := range how.Before {
		was := Again(o, o.Until)
		var tables []Table
		for _, s := range was.whole {
			tables = append(tables, s.Tables...)
		}
		p.add(was, i, tables)
	}
	return p
}

// nothingOf is the same tables, withheld: what a reader finds beside those was told before, because records were changed since, a stricter threshold
// was chosen, or overviews came from another store.
func nothingOf(all []*guarded) []*guarded {
	out := make([]*guarded, len(all))
	for i, g := range all {
		out[i] = &guarded{safe: withheld(g.whole)}
	}
	return out
}

// findings is what is told too well by the newest report, alone and beside the others.
func (p papers) findings(newest int, before *reader) ([]sdc.Finding, error) {
	alone := papers{}
	alone.Threshold, alone.Strict = p.Threshold, true
	first := slices.IndexFunc(p.tables, func(t paper) bool { return t.report == newest })
	if first < 0 {
		return nil, nil
	}
	alone.All = p.All[first:]
	for i, l := range p.Links {
		if l.Part[0].Publication >= first {
			alone.Links = append(alone.Links, moved(l, -first))
			alone.tied = append(alone.tied, i)
		}
	}
	found, err := alone.Findings()
	if err != nil {
		return nil, err
	}
	for i := range found {
		found[i].At.Publication += first
		if found[i].Link >= 0 {
			found[i].Link = alone.tied[found[i].Link]
		}
	}
	if len(found) > 0 || first == 0 {
		return found, nil
	}
	if found, err = p.Findings(); err != nil || len(found) == 0 {
		return nil, err
	}
	if err := before.look(); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(found, func(f sdc.Finding) bool { return p.known(f, before) }), nil
}

// reader is what a reader knows without the newest report.
type reader struct {
	papers papers
	looked bool
	found  []sdc.Finding
}

func (e *reader) look() (err error) {
	if !e.looked {
		e.found, err = e.papers.Findings()
		e.looked = err == nil
	}
	return err
}

// known reports whether it was told before, as closely.
func (p papers) known(f sdc.Finding, before *reader) bool {
	at := p.tables[f.At.Publication]
	return slices.ContainsFunc(before.found, func(a sdc.Finding) bool {
		was := before.papers.tables[a.At.Publication]
		return at.report == was.report && at.measure.ID == was.measure.ID && f.At.Row == a.At.Row && f.At.Col == a.At.Col &&
			(f.Link < 0) == (a.Link < 0) && f.From == a.From && f.To == a.To && a.High-a.Low <= f.High-f.Low
	})
}

func moved(l sdc.Link, by int) sdc.Link {
	move := func(spots []sdc.Spot) []sdc.Spot {
		out := slices.Clone(spots)
		for i := range out {
			out[i].Publication += by
		}
		return out
	}
	l.Part, l.Whole = move(l.Part), move(l.Whole)
	return l
}

// answer hides something because of what was found: first what stands on the other side of a link, then the smallest row of the same table,
// and when nothing is left to hide the table itself.
func (p papers) answer(f sdc.Finding, all []*guarded, how Protection, changed map[*guarded]bool) {
	var near []sdc.Spot
	for i, l := range p.Links {
		if spots := append(slices.Clone(l.Part), l.Whole...); f.Link == i || f.Link < 0 && slices.Contains(spots, f.At) {
			near = append(near, spots...)
		}
	}
	if slices.ContainsFunc(append([]sdc.Spot{f.At}, near...), func(at sdc.Spot) bool { return changed[p.same(at, all)] }) {
		return // what was hidden just now may be enough
	}
	for _, at := range near {
		if g := p.of(at, all); g != nil && p.hide(g, at, how) {
			changed[g] = true
			return
		}
	}
	for _, at := range append([]sdc.Spot{f.At}, near...) {
		g := p.of(at, all)
		if g == nil {
			g = p.same(at, all)
		}
		if g == nil || g.safe.Withheld {
			continue
		}
		if f.Link >= 0 || !p.hide(g, p.smallest(at), how) {
			g.safe = withheld(g.whole)
		}
		changed[g] = true
		return
	}
	p.giveUp(f, all, changed)
}

// giveUp withholds the first table that hangs together with what was found and still tells something.
func (p papers) giveUp(f sdc.Finding, all []*guarded, changed map[*guarded]bool) {
	of := p.tables[f.At.Publication].measure.Of
	for _, near := range []bool{true, false} {
		for _, g := range all {
			if !g.safe.Withheld && (defined()[g.whole.ID].Of == of) == near {
				g.safe = withheld(g.whole)
				changed[g] = true
				return
			}
		}
	}
}

// of is the table of the newest report that a spot lies in; nil for an older one.
func (p papers) of(at sdc.Spot, all []*guarded) *guarded {
	if p.tables[at.Publication].report != p.tables[len(p.tables)-1].report {
		return nil
	}
	return p.same(at, all)
}

// same is the table of the newest report that counts what a spot counts.
func (p papers) same(at sdc.Spot, all []*guarded) *guarded {
	i := slices.IndexFunc(all, func(g *guarded) bool { return g.whole.ID == p.tables[at.Publication].measure.ID })
	if i < 0 {
		return nil
	}
	return all[i]
}

// smallest is the row of the least count in the table of a spot that is visible and can be hidden; the spot itself when there is none.
func (p papers) smallest(at sdc.Spot) sdc.Spot {
	t := p.tables[at.Publication].table
	best, least := at, 0
	for i, row := range t.Counts.Cells {
		c := row[len(row)-1]
		if (i > 0 || !t.Headed) && !c.Hidden && c.Count > 0 && (least == 0 || c.Count < least) {
			best.Row, least = i, c.Count
		}
	}
	return best
}

// hide hides the row of a spot in its table; false when that cannot be, or it is hidden already.
func (p papers) hide(g *guarded, at sdc.Spot, how Protection) bool {
	if how.Rounded || g.safe.Withheld || at.Row >= len(g.safe.Rows) || at.Row == 0 && g.safe.Headed || !told(g.safe.Counts.Cells[at.Row]) {
		return false
	}
	if !slices.ContainsFunc(g.safe.Counts.Cells, func(row []sdc.Cell) bool { c := row[len(row)-1]; return c.Hidden || c.Count > 0 }) {
		return false // hiding a zero among zeros protects nothing
	}
	path := g.safe.path(at.Row)
	for i := range g.whole.Rows {
		if slices.Equal(path, g.whole.path(i)) && !slices.Contains(g.hide, i) {
			g.hide = append(g.hide, i)
			return true
		}
	}
	return false
}

// rules are the links that hold on any day: of what adds up over days.
var rules = sync.OnceValue(func() []sdc.Rule {
	names := func(refs []ref) []sdc.Name {
		all := make([]sdc.Name, len(refs))
		for i, ref := range refs {
			m := defined()[ref.measure]
			all[i] = sdc.Name{Row: sdc.Same{Name: m.name(m.labels(ref.key))}, Column: totalColumn}
			if ref.column > 0 {
				all[i].Column = columnName(m.columns[ref.column-1].label)
			}
		}
		return all
	}
	var all []sdc.Rule
	for _, t := range ties() {
		all = append(all, sdc.Rule{Part: names(t.part), Whole: names(t.whole), Same: t.same})
	}
	return all
})
