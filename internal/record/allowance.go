package record

import "strconv"

// Allowance is what the worker's own sheet of hours and expenses needs of one calendar year besides contacts and bijeenkomsten. It is
// about the worker and never about a family. There is one for a year at most; without one the known amounts count.
type Allowance struct {
	Head
	Year      int  `json:"year"`
	Young     bool `json:"young,omitzero"`     // under 21 (jonger dan 21 jaar), for whom another amount an hour counts
	Hour      int  `json:"hour,omitzero"`      // euro cents an hour, as the worker corrected it; 0 as known
	Month     int  `json:"month,omitzero"`     // most euro cents a month, as corrected; 0 as known
	Top       int  `json:"top,omitzero"`       // most euro cents a year over all organisations, as corrected; 0 as known
	Elsewhere int  `json:"elsewhere,omitzero"` // euro cents received from other organisations in this year
}

// Kind is KindAllowance.
func (a *Allowance) Kind() Kind { return KindAllowance }

// Validate checks the year and the amounts.
func (a *Allowance) Validate(today Date) Problems {
	var ps Problems
	if a.Year < 2000 || a.Year > today.Year+1 {
		ps.add("year", "count.range")
	}
	ps.amount("hour", a.Hour)
	ps.amount("month", a.Month)
	ps.amount("top", a.Top)
	ps.amount("elsewhere", a.Elsewhere)
	return ps
}

// Row is its compact form: the year.
func (a *Allowance) Row() Row {
	return Row{ID: a.ID, Kind: KindAllowance, Number: uint32(max(0, a.Year)), State: strconv.Itoa(a.Year)}
}
