package record

import (
	"strings"

	"schakel/internal/fault"
)

// Problem is one thing wrong with one field. The text is made at the edge from "problem.<Code>" and the params.
type Problem struct {
	Field  string            // the JSON name of the field, with dots for nested ones: "members.0.person"
	Code   string            // stable: "required", "date.future", "bsn", ...
	Params map[string]string // never personal text
}

// Problems is every problem of a record; it is an error of kind Invalid when it is not empty.
type Problems []Problem

// Error lists fields and codes, never values.
func (ps Problems) Error() string {
	parts := make([]string, len(ps))
	for i, p := range ps {
		parts[i] = p.Field + ": " + p.Code
	}
	return "invalid: " + strings.Join(parts, ", ")
}

// FaultKind tells package fault that these are problems of input.
func (ps Problems) FaultKind() fault.Kind { return fault.Invalid }

// Err is the problems as an error, nil when there are none.
func (ps Problems) Err() error {
	if len(ps) == 0 {
		return nil
	}
	return ps
}

// Of returns the problems of one field.
func (ps Problems) Of(field string) Problems {
	var some Problems
	for _, p := range ps {
		if p.Field == field {
			some = append(some, p)
		}
	}
	return some
}

func (ps *Problems) add(field, code string, params ...string) {
	p := Problem{Field: field, Code: code}
	for i := 0; i+1 < len(params); i += 2 {
		if p.Params == nil {
			p.Params = map[string]string{}
		}
		p.Params[params[i]] = params[i+1]
	}
	*ps = append(*ps, p)
}
