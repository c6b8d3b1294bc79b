package studies

import (
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func find(t *testing.T, id string) Table {
	t.Helper()
	table, ok := Find(id)
	if !ok {
		t.Fatalf("no table %s", id)
	}
	return table
}

func counts(t Table) (all [][]int) {
	for _, r := range t.Rows() {
		all = append(all, r.Counts)
	}
	return all
}

// The figures as the studies print them, typed here once more from their text.
func TestPublishedFigures(t *testing.T) {
	for id, want := range map[string][][]int{
		"conferences": {{3}, {4}, {5}, {1}, {13}},
		"response":    {{53}, {19}, {72}},
		"cooperation": {{2, 2, 4}, {2, 2, 4}, {2, 2, 4}, {2, 2, 4}, {0, 1, 1}, {0, 1, 1}, {8, 10, 18}},
		"interviews":  {{10, 45}, {10, 72}, {8, 9}, {28, 126}},
	} {
		if diff := cmp.Diff(want, counts(find(t, id))); diff != "" {
			t.Errorf("%s: %s", id, diff)
		}
	}
	share, base, ok := find(t, "response").Share()
	if !ok || base != 72 || share < 0.7361 || share > 0.7362 {
		t.Errorf("response %v of %d", share, base)
	}
	if _, _, ok := find(t, "conferences").Share(); ok {
		t.Error("a share that no study printed")
	}
}

// Median and class of the ten gemeenten, with the class that tabel 1 of the study itself gives them (002 L436-L445).
func TestGemeenten(t *testing.T) {
	table := find(t, "inhabitants")
	printed := map[string]string{"A": "small", "B": "large", "C": "middle", "D": "small", "E": "middle", "F": "large", "G": "small", "H": "small", "I": "middle", "J": "middle"}
	per := map[string]int{}
	for _, r := range table.Rows() {
		if got := Size(r.Counts[0]); got != printed[r.Letter] {
			t.Errorf("%s is %s, the study says %s", r.Letter, got, printed[r.Letter])
		}
		per[printed[r.Letter]]++
	}
	if per["small"] != 4 || per["middle"] != 4 || per["large"] != 2 {
		t.Error(per)
	}
	if m, ok := table.Median(); !ok || m != 45_500 { // between I with 44,000 and E with 47,000
		t.Errorf("median %v", m)
	}
	if _, ok := find(t, "interviews").Median(); ok {
		t.Error("a median of sums")
	}
	for n, want := range map[int]string{39_999: "small", 40_000: "middle", 100_000: "middle", 100_001: "large"} {
		if got := Size(n); got != want {
			t.Errorf("%d is %s", n, got)
		}
	}
}

// Every table names its source, and has as many cells as labels.
func TestTablesAreWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, table := range Tables() {
		if seen[table.ID()] || table.Source() == "" || len(table.rows) != len(table.cells) {
			t.Errorf("table %s", table.ID())
		}
		seen[table.ID()] = true
		for _, row := range table.Rows() {
			if len(row.Counts) != len(table.Columns()) || (row.Value == "") == (row.Letter == "") {
				t.Errorf("%s: %v", table.ID(), row)
			}
		}
	}
	if _, ok := Find("families.reached"); ok {
		t.Error("a measure of records is a table of a study")
	}
}

// Nothing outside can make or fill a Table: its fields are not exported, no exported function takes anything a table could be made of, and
// the package imports nothing of this program.
func TestNoRecordBecomesATable(t *testing.T) {
	kind := reflect.TypeFor[Table]()
	for i := range kind.NumField() {
		if kind.Field(i).IsExported() {
			t.Errorf("Table.%s can be set from outside", kind.Field(i).Name)
		}
	}
	for i := range kind.NumMethod() {
		if m := kind.Method(i); m.Type.NumIn() != 1 || reflect.PointerTo(kind).NumMethod() != kind.NumMethod() {
			t.Errorf("%s takes something, or changes the table", m.Name)
		}
	}
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), f.Name(), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range parsed.Imports {
			if strings.Contains(i.Path.Value, "schakel/") {
				t.Errorf("%s imports %s", f.Name(), i.Path.Value)
			}
		}
	}
	// What was given away can be changed without changing the table.
	one := find(t, "conferences")
	one.Rows()[0].Counts[0] = 99
	if one.Rows()[0].Counts[0] != 3 {
		t.Error("a reader can change the table")
	}
}
