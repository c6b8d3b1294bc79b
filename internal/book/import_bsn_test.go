package book

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// What Schakel wrote itself is no number of a person, whatever its digits: a moment to the nanosecond in a record that is kept whole, an id, a key, a
// picture. A number that somebody typed is found wherever it stands.
func TestOnlyWhatSomebodyTypedIsABSN(t *testing.T) {
	const id = "11122233-3000-4000-9000-111222333000"
	whole := func(note string) string {
		return fmt.Sprintf(`{"id":"%s","created":"2026-11-22T13:33:26.111222333Z","note":"%s","at":["2026-11-22T13:33:26.111222333Z"]}`, id, note)
	}
	quoted := func(text string) string {
		b, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	merge := func(whole, old string) string {
		return `{"kind":"merge","whole":` + quoted(whole) + `,"before":[{"of":"` + id + `","parts":[{"field":"note","old":` + quoted(old) + `}]}]}`
	}
	for line, want := range map[string][]string{
		merge(whole("rustig"), `"2026-11-22T13:33:26.111222333Z"`):                                                        nil,
		merge(whole("rustig"), `["`+id+`"]`):                                                                              nil,
		merge(whole("nummer 111222333"), `"111222333"`):                                                                   {"before.0.parts.0.old", "whole.note"},
		merge(`111222333 is geen JSON`, `{"note":"111222333"`):                                                            {"before.0.parts.0.old", "whole"},
		merge(`{} 111222333`, `["`+"111222333"+`"]`):                                                                      {"before.0.parts.0.old.0", "whole"},
		`{"kind":"contribution","file":"aa111222333","content":"a111222333","worker":"a111222333","parcel":"` + id + `"}`: nil,
		`{"kind":"overview","joint":{"set":"a111222333ff0000"},"tables":[{"rows":[{"name":"111222333"}]}]}`:               {"tables.0.rows.0.name"},
		`{"kind":"letterhead","first":"aa111222333","second":"aa111222333","lines":["111222333"]}`:                        {"lines.0"},
		`{"kind":"person","first":"111222333"}`:                                                                           {"first"},
		`{"kind":"talk","sound":"aa111222333","title":"111222333"}`:                                                       {"title"},
		`{"kind":"programme","card":"aa111222333","workers":[{"key":"a111222333","name":"111222333"}]}`:                   {"workers.0.name"},
		`{"kind":"person","note":` + quoted(quoted(quoted("111222333"))) + `}`:                                            {"note"},
	} {
		if got := bsnFields([]byte(line)); !slices.Equal(got, want) {
			t.Errorf("%s: %v", strings.ReplaceAll(line, "\n", " "), got)
		}
	}
}
