package export

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// compiled is the published schema as another program reads it.
func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(SummarySchema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource("summary.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("summary.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func valid(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(doc)
}

// What is written goes by the published schema, in every language; and the schema refuses what a reader must not trust.
func TestJSONGoesByItsSchema(t *testing.T) {
	s := compiled(t)
	r := rich(t)
	text := ""
	for _, tag := range tags() {
		text = string(written(t, FormatJSON, r, tag))
		if err := valid(t, s, text); err != nil {
			t.Errorf("%s: %v", tag, err)
		}
	}
	if err := valid(t, s, string(written(t, FormatJSON, public(t), "nl"))); err != nil {
		t.Error(err)
	}
	if !strings.Contains(SummarySchema(), `"const": "`+Schema+`"`) {
		t.Error("the schema is of another version than the files")
	}
	for name, change := range map[string][2]string{
		"a hidden count with a value": {`"hidden": true`, `"hidden": true, "count": 3`},
		"another version":             {Schema, "schakel.summary/1"},
		"a threshold of 4":            {`"threshold": 5`, `"threshold": 4`},
		"a field that nobody knows":   {`"until"`, `"name": "x", "until"`},
		"a day that is none":          {r.Period.From.String(), "1 juli"},
	} {
		if broken := strings.Replace(text, change[0], change[1], 1); broken == text || valid(t, s, broken) == nil {
			t.Errorf("%s is let through", name)
		}
	}
}

// A JSON that is read back without the types of this package says every count of the report, by its stable words.
func TestJSONReadsBackAsTheReport(t *testing.T) {
	r := rich(t)
	var back struct {
		Against  struct{ Kind, From, To string }
		Joint    struct{ Workers, Missing int }
		Sections []struct {
			ID     string
			Tables []struct {
				ID, Unit string
				Target   int
				Rows     []struct {
					Key         string
					Parent      int
					Cells, Then []map[string]any
				}
				Figures []struct {
					ID     string
					Value  *float64
					Hidden bool
				}
			}
		}
	}
	if err := json.Unmarshal(written(t, FormatJSON, r, "pl"), &back); err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for i, s := range r.Sections {
		for j, table := range s.Tables {
			in := back.Sections[i].Tables[j]
			want = append(want, fmt.Sprint(s.ID, table.ID, table.Unit, table.Target))
			got = append(got, fmt.Sprint(back.Sections[i].ID, in.ID, in.Unit, in.Target))
			for k, row := range table.Counts.Cells {
				for l, c := range row {
					want = append(want, fmt.Sprint(table.Rows[k].Value, table.Counts.ParentOf(k), c.Hidden, c.Count))
					cell := in.Rows[k].Cells[l]
					n, _ := cell["count"].(float64)
					if _, both := cell["count"]; both == (cell["hidden"] == true) {
						t.Errorf("a cell is %v", cell)
					}
					key := in.Rows[k].Key
					if !table.Rows[k].On.Zero() {
						key = ""
					}
					got = append(got, fmt.Sprint(key, in.Rows[k].Parent, cell["hidden"] == true, int(n)))
				}
				if table.Then != nil && len(in.Rows[k].Then) != len(row) {
					t.Errorf("%s: earlier counts are missing", table.ID)
				}
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if back.Against.Kind != "previous" || back.Against.From != "2026-04-01" {
		t.Errorf("%+v", back.Against)
	}
}
