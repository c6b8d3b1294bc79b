package ui

import (
	"testing"

	"schakel/internal/record"
)

func TestTrailGoesBackTheWayItCame(t *testing.T) {
	var id record.ID
	id[0] = 1
	tr := trail{here: place{dest: DestToday}}
	page := place{dest: DestPeople, kind: record.KindHousehold, id: id}
	entry := place{dest: DestConcerns, kind: record.KindConcern, entry: true, about: id}
	saved := place{dest: DestConcerns, kind: record.KindConcern, id: id}
	tr.to(page)
	tr.to(entry)
	tr.to(entry) // asking for where one is changes nothing
	tr.replace(saved)
	if tr.here != saved {
		t.Fatalf("here is %+v", tr.here)
	}
	tr.back()
	if tr.here != page {
		t.Errorf("back from a saved entry is %+v, want the page it was started from", tr.here)
	}
	tr.back()
	tr.back()
	if tr.here != (place{dest: DestToday}) {
		t.Errorf("the way back ends at %+v, want Vandaag", tr.here)
	}
	for range 3 * trailLength {
		tr.to(page)
		tr.to(saved)
	}
	if len(tr.before) > trailLength {
		t.Errorf("the trail holds %d places", len(tr.before))
	}
}

func TestEveryKindHasADestination(t *testing.T) {
	known := map[Destination]bool{DestPreferences: true}
	for _, d := range Destinations() {
		known[d] = true
	}
	for _, k := range record.Kinds() {
		if !known[destOf(k)] {
			t.Errorf("%s lives nowhere", k)
		}
	}
}
