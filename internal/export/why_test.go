package export

import (
	"testing"

	"schakel/internal/i18n"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// TestWhySaysWhatIsHidden goes through everything that can be kept from a reader, alone and together.
func TestWhySaysWhatIsHidden(t *testing.T) {
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	hidden := summary.Table{ID: "concerns.level", Controlled: true, Headed: true, Counts: sdc.Table{Cells: [][]sdc.Cell{{{Count: 9}}, {{Hidden: true}}, {{Hidden: true}}}}}
	shown := summary.Table{ID: "concerns.level", Controlled: true, Headed: true, Counts: sdc.List(9, 8)}
	figure := shown
	figure.Figures = []summary.Figure{{ID: "median", Hidden: true}}
	withheld := summary.Table{ID: "concerns.state", Controlled: true, Headed: true, Withheld: true, Rows: make([]summary.Label, 1), Counts: sdc.Table{Cells: [][]sdc.Cell{{{Hidden: true}}}}}
	bare := summary.Table{ID: "open.family", Controlled: true, Withheld: true}
	small, round, out := p.T("summary.hidden.why", "Threshold", 5), p.T("summary.rounded.why", "Base", 5), p.T("summary.withheld.why")
	for name, c := range map[string]struct {
		tables  []summary.Table
		rounded bool
		want    string
	}{
		"nothing":                         {[]summary.Table{shown}, false, ""},
		"counts":                          {[]summary.Table{shown, hidden}, false, small},
		"only a median":                   {[]summary.Table{figure}, false, small},
		"a table":                         {[]summary.Table{shown, withheld}, false, out},
		"a table without a total":         {[]summary.Table{shown, bare}, false, out},
		"counts, and one without a total": {[]summary.Table{hidden, bare}, false, small + " " + out},
		"counts and a table":              {[]summary.Table{hidden, withheld}, false, small + " " + out},
		"all is rounded":                  {[]summary.Table{shown}, true, round},
		"rounded, and a median hidden":    {[]summary.Table{figure}, true, small + " " + round},
		"rounded, and a table":            {[]summary.Table{shown, withheld}, true, round + " " + out},
	} {
		t.Run(name, func(t *testing.T) {
			r := summary.Report{Safe: true, Threshold: 5, Rounded: c.rounded, Sections: []summary.Section{{ID: "family", Tables: c.tables}}}
			if got := Why(r, p); got != c.want {
				t.Errorf("%q, not %q", got, c.want)
			}
		})
	}
}
