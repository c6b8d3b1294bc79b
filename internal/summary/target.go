package summary

import "schakel/internal/record"

// WithTargets is the report with what was aimed for in exactly its period (Table.Target). Targets of other periods are passed over. Of two
// for one measure the later in the list counts.
func (r Report) WithTargets(targets []*record.Target) Report {
	aims := map[string]int{}
	for _, t := range targets {
		if t.From == r.Period.From && t.To == r.Period.To {
			aims[string(t.Measure)] = t.Count
		}
	}
	if len(aims) == 0 {
		return r
	}
	whole := make([]Section, len(r.whole))
	for i, s := range r.whole {
		whole[i] = Section{ID: s.ID, Tables: append([]Table(nil), s.Tables...)}
		for j := range whole[i].Tables {
			t := &whole[i].Tables[j]
			if t.Target = aims[t.ID]; t.Unit == Minutes {
				t.Target *= 60 // a target is typed in hours
			}
		}
	}
	r.whole = whole
	r.Sections = shown(whole)
	return r
}
