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

func tableOfHanding() map[record.Kind][]spoiled {
	type handing = *record.Handover
	return map[record.Kind][]spoiled{record.KindHandover: {
		on("way", func(h handing) { h.Way = "x" }, "way unknown"),
		on("state", func(h handing) { h.State = "" }, "state required"),
		on("household", func(h handing) { h.Household = record.ID{} }, "household required"),
		on("answer", func(h handing) { h.Said[0].Answer = "maybe" }, "said.0.answer unknown"),
		on("who", func(h handing) { h.Said[0].Person = record.ID{} }, "said.0.person required"),
		on("day", func(h handing) { h.Said[0].On = record.Date{} }, "said.0.on required"),
		on("tomorrow", func(h handing) { h.Said[0].On = today.Add(1) }, "said.0.on "+tomorrow),
		on("one person twice", func(h handing) { h.Said = append(h.Said, h.Said[0]) }, "said.1.person twice"),
		on("no file", func(h handing) { h.Parcel = "" }, "parcel required"),
		on("no day", func(h handing) { h.GivenOn = record.Date{} }, "givenOn required"),
		on("given tomorrow", func(h handing) { h.GivenOn = today.Add(1) }, "givenOn "+tomorrow),
		on("taken, but out", func(h handing) { h.State = record.HandoverTaken }, "way unknown"),
		on("asking needs no file", func(h handing) { h.State, h.Parcel, h.GivenOn = record.HandoverAsking, "", record.Date{} }, ""),
	}}
}
