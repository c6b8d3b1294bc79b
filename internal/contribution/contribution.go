// Package contribution is what one worker counted for one programme over one period: its format, what may stand in it, and how
// several are added up.
package contribution

import (
	"encoding/json"
	"strings"
	"time"

	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// The format, as the README of this package has it.
const (
	format  = "schakel-bijdrage"
	version = 1
	// MaxContent is the largest content that Parse looks at, in bytes.
	MaxContent = 1 << 20
	// Least is how many workers stand in a joint overview at least, so that nobody's own numbers can be read from it.
	Least = 3

	mostTables  = 200
	mostRows    = 500
	mostColumns = 50
	mostCount   = 1_000_000_000
	mostBins    = 400
)

// What can be wrong with a contribution.
var (
	ErrFormat    = fault.New(fault.Corrupt, "contribution.format", "the file is no contribution")
	ErrNewer     = fault.New(fault.Newer, "contribution.newer", "the contribution needs a newer version")
	ErrDamaged   = fault.New(fault.Corrupt, "contribution.damaged", "the contribution does not add up")
	ErrOther     = fault.New(fault.Denied, "contribution.other", "the contribution is sealed to another coordinator")
	ErrProgramme = fault.New(fault.Conflict, "contribution.programme", "the contribution is for another programme")
	ErrPeriod    = fault.New(fault.Conflict, "contribution.period", "the contribution is over another period")
	ErrFuture    = fault.New(fault.Invalid, "contribution.future", "the contribution was made after today")
	ErrOlder     = fault.New(fault.Conflict, "contribution.older", "a newer contribution of this worker is here")
	ErrFew       = fault.New(fault.Denied, "contribution.few", "too few workers for a joint overview")
	ErrWait      = fault.New(fault.Denied, "contribution.wait", "too few new contributions since the last joint overview")
	ErrMany      = fault.New(fault.Full, "contribution.many", "more contributions than a programme has workers")
	ErrChanged   = fault.New(fault.Conflict, "contribution.changed", "what would go is not what was looked at")
	ErrLeft      = fault.New(fault.Conflict, "contribution.left", "the contribution may have arrived already")
	ErrEmpty     = fault.New(fault.Invalid, "contribution.empty", "nothing was noted in the period")
)

// Programme is what the making and the reading of a contribution need of a programme.
type Programme struct {
	ID          record.ID
	Key         string   // of the coordinator's card
	Partners    []string // organisations that may be named
	Communities []string // groups that may be named
	Aims        []string // the local aims of the years of the period
}

// Content is a contribution, opened.
type Content struct {
	Format    string       `json:"format"`
	Version   int          `json:"version"`
	Least     int          `json:"least"` // the version that a reader needs at least
	Programme record.ID    `json:"programme"`
	Key       string       `json:"for"`
	From      record.Date  `json:"from"`
	To        record.Date  `json:"to"`
	Until     record.Date  `json:"until"`
	Made      time.Time    `json:"made"`
	Edition   int          `json:"edition"`
	Withdrawn bool         `json:"withdrawn,omitzero"`
	Also      summary.Also `json:"also,omitzero"`
	Tables    []Table      `json:"tables,omitzero"`
}

// Table is the counts of one measure.
type Table struct {
	Measure string   `json:"measure"`
	Loose   bool     `json:"loose,omitzero"`
	Columns []Label  `json:"columns,omitzero"`
	Total   bool     `json:"total,omitzero"`
	Rows    []Row    `json:"rows,omitzero"`
	Figures []Figure `json:"figures,omitzero"`
}

// Label names a row or a column: a word of a closed list, a name of the programme's lists, or a Monday.
type Label struct {
	Enum  string      `json:"enum,omitzero"`
	Value string      `json:"value,omitzero"`
	Name  string      `json:"name,omitzero"`
	On    record.Date `json:"on,omitzero"`
}

// Row is one line of a table with a count for every column, exact, also when it is small.
type Row struct {
	Label
	Parent int   `json:"parent"`
	Counts []int `json:"counts"`
}

// Figure is a share, as hits of a base, or the histogram that a median is made of.
type Figure struct {
	ID    string `json:"id"`
	Share bool   `json:"share,omitzero"`
	Hits  int    `json:"hits,omitzero"`
	Base  int    `json:"base,omitzero"`
	Days  []Bin  `json:"days,omitzero"`
}

// Bin is how often something took so many days.
type Bin struct {
	From  int `json:"from"`
	To    int `json:"to"`
	Count int `json:"count"`
}

// Sealed is a contribution on its way.
type Sealed struct {
	ID   record.ID // the same one counts once
	File []byte    // as it stands in a file
}

// Bytes is the content as it is sealed.
func (c Content) Bytes() ([]byte, error) {
	data, err := json.Marshal(c)
	if err == nil && len(data) > MaxContent {
		return nil, ErrDamaged
	}
	return data, err
}

// Parse reads what Bytes wrote, also of another version as long as this one is enough for it. What it does not know it passes over.
// Errors: ErrFormat, ErrNewer, ErrDamaged.
func Parse(data []byte) (Content, error) {
	var head struct {
		Format string `json:"format"`
		Least  int    `json:"least"`
	}
	if len(data) > MaxContent || json.Unmarshal(data, &head) != nil || head.Format != format {
		return Content{}, ErrFormat
	}
	if head.Least > version {
		return Content{}, ErrNewer
	}
	var c Content
	if json.Unmarshal(data, &c) != nil || c.check() != nil {
		return Content{}, ErrDamaged
	}
	return c, nil
}

func (c Content) check() error {
	days := !c.From.Zero() && !c.To.Zero() && !c.From.After(c.To) && !c.Until.After(c.To)
	sizes := len(c.Tables) <= mostTables && counted(c.Also.Contacts, c.Also.Meetings, c.Also.Minutes)
	if c.Programme.Zero() || c.Edition < 1 || c.Made.IsZero() || !days || !sizes {
		return ErrDamaged
	}
	seen := map[string]bool{}
	for _, t := range c.Tables {
		if seen[t.Measure] || !stable(t.Measure) || t.check() != nil {
			return ErrDamaged
		}
		seen[t.Measure] = true
	}
	return nil
}

// counted reports whether numbers can be counts.
func counted(numbers ...int) bool {
	for _, n := range numbers {
		if n < 0 || n > mostCount {
			return false
		}
	}
	return true
}

func (t Table) check() error {
	if len(t.Rows) > mostRows || len(t.Columns) > mostColumns {
		return ErrDamaged
	}
	for i, r := range t.Rows {
		if r.Parent < -1 || r.Parent >= i || len(r.Counts) != max(1, len(t.Columns)) || r.check() != nil || !counted(r.Counts...) {
			return ErrDamaged
		}
	}
	for _, l := range t.Columns {
		if l.check() != nil {
			return ErrDamaged
		}
	}
	for _, f := range t.Figures {
		if f.check() != nil {
			return ErrDamaged
		}
	}
	return t.counts().Check()
}

func (f Figure) check() error {
	if !stable(f.ID) || !counted(f.Hits, f.Base) || f.Share && f.Hits > f.Base || len(f.Days) > mostBins {
		return ErrDamaged
	}
	for _, b := range f.Days {
		if b.Count < 1 || b.To < b.From || !counted(b.From, b.To, b.Count) {
			return ErrDamaged
		}
	}
	return nil
}

func (l Label) check() error {
	switch {
	case l.Name != "" && len(l.Name) <= 4*record.LimitName && l == Label{Name: l.Name}:
	case !l.On.Zero() && l == Label{On: l.On}:
	case stable(l.Enum) && stable(l.Value) && l == Label{Enum: l.Enum, Value: l.Value}:
	default:
		return ErrDamaged
	}
	return nil
}

// stable reports whether a word has the shape of those that programs give, and not of a text.
func stable(word string) bool {
	for _, r := range word {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("_.+-", r) {
			return false
		}
	}
	return word != "" && len(word) <= 60
}

func (t Table) counts() sdc.Table {
	out := sdc.Table{Loose: t.Loose, Total: t.Total}
	for _, r := range t.Rows {
		cells := make([]sdc.Cell, len(r.Counts))
		for j, n := range r.Counts {
			cells[j] = sdc.Cell{Count: n}
		}
		out.Cells, out.Parent = append(out.Cells, cells), append(out.Parent, r.Parent)
	}
	return out
}

// Period is the days it counts.
func (c Content) Period() summary.Period { return summary.Period{From: c.From, To: c.To} }

// For checks that a contribution is for a programme, over a period, and not made after today; a coordinator's clock may be a day behind.
func (c Content) For(p Programme, period summary.Period, today record.Date) error {
	switch {
	case c.Key != p.Key:
		return ErrOther
	case c.Programme != p.ID:
		return ErrProgramme
	case record.DateOf(c.Made).After(today.Add(1)) || c.From.After(today):
		return ErrFuture
	case c.Period() != period:
		return ErrPeriod
	}
	return nil
}

// same folds a name for comparing: capitals and spaces mean nothing.
func same(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }
