// Package hours makes the worker's own sheet of a month: hours, what may be received for them, and real costs. No family, address or
// route can be on it, because nothing of the kind can come into it.
package hours

import (
	_ "embed"
	"encoding/csv"
	"strconv"
	"strings"
	"sync"

	"schakel/internal/record"
)

//go:embed rates.csv
var list string

// Rates are the most that a volunteer may receive in one calendar year without tax, in euro cents (vrijwilligersvergoeding; 003 L388,
// L687 and L895 ask for one and name no amounts).
type Rates struct {
	Year   int
	Hour   int // an hour
	Young  int // an hour, under 21
	Month  int // a month
	Top    int // a year, over all organisations together
	Source string
	Known  record.Date // when this was known to the builders
}

// Known gives the amounts of a year, or of the newest year that is known when this one is not; exact tells which. A year before the first
// one gives the first.
func Known(year int) (r Rates, exact bool) {
	all := read()
	r = all[0]
	for _, one := range all {
		if one.Year <= year {
			r = one
		}
	}
	return r, r.Year == year
}

var read = sync.OnceValue(func() []Rates {
	in := csv.NewReader(strings.NewReader(list))
	in.Comment = '#'
	lines, err := in.ReadAll()
	if err != nil || len(lines) < 2 {
		return []Rates{{}} // a test reads the file
	}
	var all []Rates
	for _, l := range lines[1:] {
		number := func(i int) int {
			n, err := strconv.Atoi(l[i])
			if err != nil {
				return 0
			}
			return n
		}
		known, err := record.ParseDate(l[6])
		if err != nil {
			known = record.Date{}
		}
		all = append(all, Rates{
			Year: number(0), Hour: number(1), Young: number(2), Month: number(3), Top: number(4), Source: l[5], Known: known,
		})
	}
	return all
})
