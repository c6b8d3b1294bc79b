package summary

// Labels lists every label that the measure's rows and columns can have, without those that people gave.
func (m Measure) Labels() []Label {
	labels := []Label{own("total"), own("unknown"), own("other")}
	for _, r := range m.rows {
		labels = append(labels, r.label)
	}
	return append(labels, m.heads()...)
}

// Explained is the sentence that says what the measure counts.
func (m Measure) Explained() Label { return Label{Enum: "summary.explain", Value: m.ID} }

// heads are the labels of the columns, nil when there is one column.
func (m Measure) heads() []Label {
	var heads []Label
	for _, c := range m.columns {
		heads = append(heads, c.label)
	}
	return heads
}

// Twin names what a row counts when a row of another measure counts the same things, so that one of them tells what the other hides: the
// total of all measures of the same, and the few rows that two measures share. Column is counted from 0, the only one or the last for the
// whole row. It is "" for what no other measure counts.
func (m Measure) Twin(label Label, column int) string {
	whole := len(m.columns) == 0 || column == len(m.columns)-1
	switch {
	case label == own("total") && whole:
		return m.Of
	case label == own("total"):
		return m.columns[column].twin
	case !whole:
		return ""
	}
	if r, ok := m.find(label); ok {
		return m.twins[r.key]
	}
	return ""
}

// find is the row with a label; ok is false when the label is none of the measure's own.
func (m Measure) find(label Label) (row, bool) {
	for _, r := range m.rows {
		if r.label == label {
			return r, true
		}
	}
	return row{}, false
}

// Steps are the rows of a funnel that are steps, the widest first: where all is, and in each step those that came at least so far. The other
// rows tell where those stand who came no further. It is nil for a table of another form.
func (t Table) Steps() []int {
	if t.Form != Funnel {
		return nil
	}
	var steps []int
	for i, l := range t.Rows {
		switch l {
		case own("total"), own("step.sent"), own("step.arrived"), own("step.help"), own("step.completed"):
			steps = append(steps, i)
		}
	}
	return steps
}
