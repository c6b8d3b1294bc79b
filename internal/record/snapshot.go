package record

// Snapshot is a Startfoto: the counts of a period as they were on a day, kept to be compared with later (004 L49, L150, L830: "Startfoto", and
// the same measured again). It holds whole numbers for the worker's own eyes, and so is a kind of its own and no Overview: what is made of
// overviews was handed over, and nothing of a Startfoto was.
type Snapshot struct {
	Head
	Name   Private         `json:"name"` // what the worker calls it
	From   Date            `json:"from"` // the period, both days counted in
	To     Date            `json:"to"`
	Until  Date            `json:"until"`           // the day its states are of
	On     Date            `json:"on"`              // the day it was made
	Tables []OverviewTable `json:"tables,omitzero"` // every measure, nothing hidden
}

// Kind is KindSnapshot.
func (s *Snapshot) Kind() Kind { return KindSnapshot }

// Validate checks the name, the days, and that every row is a part of one before it and nothing is hidden.
func (s *Snapshot) Validate(today Date) Problems {
	var ps Problems
	ps.required("name", s.Name.Empty())
	ps.short("name", s.Name, LimitShort)
	ps.required("on", s.On.Zero())
	ps.past("on", s.On, today)
	o := Overview{From: s.From, To: s.To, Threshold: 5, Tables: s.Tables}
	ps = append(ps, o.Validate(today)...)
	for i, t := range s.Tables {
		for j, r := range t.Rows {
			if r.Hidden {
				ps.add(at(at("tables", i)+".rows", j), "count.range")
			}
		}
	}
	return ps
}

// Row is its compact form: the name, and the day it was made.
func (s *Snapshot) Row() Row {
	return Row{ID: s.ID, Kind: KindSnapshot, Title: CutSentence(s.Name), On: s.On}
}
