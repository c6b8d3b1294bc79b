package export

import (
	"schakel/internal/i18n"
	"schakel/internal/summary"
)

// jointParts says of what a report was put together that counts the work of several people, and what can stand in it twice.
func jointParts(r summary.Report, p *i18n.Printer) []string {
	j := r.Joint
	if j == nil {
		return nil
	}
	parts := []string{p.N("summary.joint.workers", j.Workers)}
	for _, c := range []struct {
		id string
		n  int
	}{{"summary.joint.missing", j.Missing}, {"summary.joint.early", j.Early}, {"summary.joint.lacking", j.Lacking}, {"summary.joint.skipped", j.Skipped}} {
		if c.n > 0 {
			parts = append(parts, p.N(c.id, c.n))
		}
	}
	if ids := r.Doubled(); j.Double && len(ids) > 0 {
		names := make([]string, len(ids))
		for i, id := range ids {
			names[i] = p.Value("summary.measure", id)
		}
		parts = append(parts, p.T("summary.joint.double", "What", p.List(names)))
	}
	if !j.Also.None() {
		parts = append(parts, p.T("summary.joint.also", "Contacts", p.Number(j.Also.Contacts), "Meetings", p.Number(j.Also.Meetings), "Hours", p.Decimal(float64(j.Also.Minutes)/60, 1)))
	}
	return parts
}
