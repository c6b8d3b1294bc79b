package export

import (
	"strings"

	"schakel/internal/i18n"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// Beside says in one or two sentences what a report is compared with, "" when with nothing. A period that still runs is said to.
func Beside(r summary.Report, p *i18n.Printer) string {
	a := r.Against
	span := p.T("summary.period", "From", p.Date(a.Period.From), "To", p.Date(a.Period.To))
	var parts []string
	switch a.Kind {
	case summary.AgainstPrevious:
		parts = append(parts, p.T("summary.against.with.previous", "Period", span))
	case summary.AgainstSnapshot:
		parts = append(parts, p.T("summary.against.with.snapshot", "Date", p.Date(a.Made), "Period", span))
	default:
		return ""
	}
	if r.Until.Before(r.Period.To) {
		parts = append(parts, p.T("summary.against.unfinished"))
	}
	return strings.Join(parts, " ")
}

// ThenHead is the head of the column with what a report is compared with.
func ThenHead(r summary.Report, p *i18n.Printer) string {
	return p.T("summary.against.column") + " (" + p.Value("summary.against", r.Against.Kind) + ")"
}

// Then says what one cell of a table counted in what it is compared with, "toen 12"; "" when the table is not compared.
func Then(t summary.Table, row, column int, p *i18n.Printer) string {
	if row >= len(t.Then) || column >= len(t.Then[row]) {
		return ""
	}
	return p.T("summary.against.value", "Count", amount(t, t.Then[row][column], p))
}

// Target says what was aimed for in a table, "doel 40"; "" when nothing was.
func Target(t summary.Table, p *i18n.Printer) string {
	if t.Target == 0 {
		return ""
	}
	return p.T("summary.target", "Count", amount(t, sdc.Cell{Count: t.Target}, p))
}

// amount is a count in the unit of its table: minutes as hours.
func amount(t summary.Table, c sdc.Cell, p *i18n.Printer) string {
	switch {
	case c.Hidden:
		return p.T("summary.hidden.mark")
	case t.Unit == summary.Minutes && c.Count%60 == 0:
		return p.Number(c.Count / 60)
	case t.Unit == summary.Minutes:
		return p.Decimal(float64(c.Count)/60, 2)
	}
	return p.Number(c.Count)
}
