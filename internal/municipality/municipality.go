// Package municipality knows the 342 gemeenten of the Netherlands with their CBS code (division of 2023).
package municipality

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed gemeenten.csv
var list string

// Municipality is one gemeente.
type Municipality struct {
	Code string // of the CBS, "GM0599"
	Name string
}

// All lists them by name. The list is read once.
func All() []Municipality { return slices.Clone(read()) }

// Name is the name that belongs to a code, "" when there is none.
func Name(code string) string {
	for _, m := range read() {
		if m.Code == code {
			return m.Name
		}
	}
	return ""
}

// Find lists the gemeenten whose name begins with a text, in any case; at most limit.
func Find(text string, limit int) []Municipality {
	text = strings.ToLower(strings.TrimSpace(text))
	var some []Municipality
	for _, m := range read() {
		if len(some) < limit && text != "" && strings.HasPrefix(strings.ToLower(m.Name), text) {
			some = append(some, m)
		}
	}
	return some
}

var read = sync.OnceValue(func() []Municipality {
	var all []Municipality
	for i, line := range strings.Split(strings.TrimSpace(list), "\n") {
		fields := strings.Split(strings.TrimSpace(line), ",")
		if i == 0 || len(fields) < 2 {
			continue
		}
		code, name := fields[0], strings.Trim(strings.Join(fields[1:], ","), `"`)
		if !strings.HasPrefix(code, "GM") {
			code, name = fields[len(fields)-1], strings.Trim(strings.Join(fields[:len(fields)-1], ","), `"`)
		}
		all = append(all, Municipality{Code: code, Name: name})
	}
	slices.SortFunc(all, func(a, b Municipality) int { return strings.Compare(a.Name, b.Name) })
	return all
})
