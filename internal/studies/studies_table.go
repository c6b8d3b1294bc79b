package studies

// Tables are the published figures, each as the text of its study has it.
func Tables() []Table {
	return []Table{
		{ // 13 aanmeldingen for an Eigen Kracht-conferentie in nine months, with what came of them
			id: "conferences", source: "004 L879", summed: true, columns: []string{"registrations"},
			rows: said("conference", "planned", "reasonless", "unclear"), cells: column(3, 4, 5, 1),
		},
		{ // 72 questionnaires went out, 53 came back
			id: "response", source: "000 L199", summed: true, columns: []string{"questionnaires"},
			rows: said("returned", "missing"), cells: column(53, 72-53),
		},
		{ // tabel 5: interviews by the kind of cooperation. The text labels two rows "5/6"; by L205 they are 5 and 6
			id: "cooperation", source: "000 L207-L215", summed: true, crossed: true, columns: []string{"cjg", "homestart"},
			rows:  said("category1", "category2", "category3", "category4", "category5", "category6"),
			cells: [][]int{{2, 2}, {2, 2}, {2, 2}, {2, 2}, {0, 1}, {0, 1}},
		},
		{ // tabel 2
			id: "interviews", source: "002 L159-L163", summed: true, columns: []string{"interviews", "respondents"},
			rows: said("strategic", "practice", "clients"), cells: [][]int{{10, 45}, {10, 72}, {8, 9}},
		},
		{ // tabel 1, with the inhabitants of Bijlage 2, which are rounded there ("ongeveer", "ruim", "bijna")
			id: "inhabitants", source: "002 L434-L452, L1270-L1430", columns: []string{"inhabitants"},
			rows:  letters("ABCDEFGHIJ"),
			cells: column(34_000, 850_000, 65_000, 33_000, 47_000, 124_000, 20_000, 28_000, 44_000, 73_000),
		},
	}
}

func said(values ...string) []label {
	var all []label
	for _, v := range values {
		all = append(all, label{value: v})
	}
	return all
}

func letters(names string) []label {
	var all []label
	for _, n := range names {
		all = append(all, label{letter: string(n)})
	}
	return all
}

func column(counts ...int) [][]int {
	var all [][]int
	for _, n := range counts {
		all = append(all, []int{n})
	}
	return all
}
