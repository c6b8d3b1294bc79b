package export

import (
	"slices"

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
	if len(Doubled(r)) > 0 {
		parts = append(parts, p.T("summary.joint.twice"))
	}
	if !j.Also.None() {
		parts = append(parts, p.T("summary.joint.also", "Contacts", p.Number(j.Also.Contacts), "Meetings", p.Number(j.Also.Meetings), "Hours", p.Decimal(float64(j.Also.Minutes)/60, 1)))
	}
	return parts
}

// Doubled lists the measures beside which "optelling, dubbel mogelijk" stands: those of a joint report in which several workers can have
// counted the same.
func Doubled(r summary.Report) []string {
	if r.Joint == nil || !r.Joint.Double {
		return nil
	}
	return r.Doubled()
}

// MeasureTitle is the title of a measure in a report, with the mark of what can be counted twice.
func MeasureTitle(r summary.Report, id string, p *i18n.Printer) string {
	title := MeasureName(r, id, p)
	if slices.Contains(Doubled(r), id) {
		return p.T("summary.joint.mark", "Measure", title)
	}
	return title
}

// MeasureName is the title of a measure in a report without that mark.
func MeasureName(r summary.Report, id string, p *i18n.Printer) string {
	if j := "summary.joint.measure." + id; r.Joint != nil && p.Has(j) {
		return p.T(j)
	}
	return p.Value("summary.measure", id)
}

// SectionTitle is the heading of a part of a report: what several people did together is not what "you" did.
func SectionTitle(r summary.Report, id string, p *i18n.Printer) string {
	if j := "summary.joint.section." + id; r.Joint != nil && p.Has(j) {
		return p.T(j)
	}
	return p.Value("summary.section", id)
}
