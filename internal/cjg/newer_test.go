package cjg

import (
	"encoding/json"
	"testing"
)

// TestAnOlderReaderKeepsReading: a device of the version before reads an agreement that has more names than it knows, and one of today reads an
// agreement that lacks them.
func TestAnOlderReaderKeepsReading(t *testing.T) {
	type older struct {
		Organisation string `json:"organisatie"`
		NormDays     int    `json:"normDagen"`
	}
	today := Agreement{Organisation: "CJG", NormDays: 7, Places: []AgreementPlace{{Municipality: "Zuiderwijk", Address: "Plein 1"}}}
	data, err := json.Marshal(EnrolmentBody{Agreement: today})
	if err != nil {
		t.Fatal(err)
	}
	var before struct {
		Agreement older `json:"overeenkomst"`
	}
	if err := strictJSON(data, &before); err != nil || before.Agreement.NormDays != 7 {
		t.Errorf("the older reader: %+v, %v", before, err)
	}
	var now EnrolmentBody
	if err := strictJSON([]byte(`{"overeenkomst":{"organisatie":"CJG","normDagen":7,"laterBedacht":[1]}}`), &now); err != nil || now.Agreement.Organisation != "CJG" {
		t.Errorf("today's reader: %+v, %v", now, err)
	}
}
