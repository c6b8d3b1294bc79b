package record_test

import (
	"errors"
	"testing"

	"schakel/internal/record"
)

// handoverTable is the road of passing a family on. What came in from another worker moves nowhere.
const handoverTable = `
asking: give>given stop>stopped
given: give>given close>closed again>asking
closed: again>asking
stopped: again>asking
taken:
`

func TestHandoverMovesAsItsTableSays(t *testing.T) {
	table := parseTable(handoverTable)
	for _, from := range record.HandoverStates() {
		for _, a := range record.HandoverActions() {
			h := record.Handover{State: from}
			want, ok := table[string(from)][string(a)]
			err := h.Apply(a, now)
			switch {
			case ok && (err != nil || string(h.State) != want || len(h.Steps) != 1):
				t.Errorf("%s, %s: %s with %d steps, %v", from, a, h.State, len(h.Steps), err)
			case !ok && (!errors.Is(err, record.ErrTransition) || h.State != from || len(h.Steps) != 0):
				t.Errorf("%s, %s: %s, %v", from, a, h.State, err)
			case ok && (a == record.HandoverGive) != (h.GivenOn == record.DateOf(now)):
				t.Errorf("%s, %s: given on %s", from, a, h.GivenOn)
			}
		}
	}
}
