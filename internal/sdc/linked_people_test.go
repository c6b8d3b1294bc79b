package sdc_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"schakel/internal/sdc"
)

// TestFindingsOfPeopleAgainstEveryWorld publishes tables with overlapping rows, of one worker, of another and of both together, over one day or two, and
// bounds every hidden count by every world that fits: how many things each of them counted on each day in the first row alone, in the second
// alone, and in both.
func TestFindingsOfPeopleAgainstEveryWorld(t *testing.T) {
	exposed, safe, over := 0, 0, 0
	many(t, func(t *rapid.T) {
		w := crossed{days: 2, first: 2, second: 3} // the first trait is whose it is, the second which rows it stands in
		for range w.days * w.first * w.second {
			w.n = append(w.n, rapid.OneOf(rapid.IntRange(0, 2), rapid.IntRange(0, 6)).Draw(t, "n"))
		}
		var all []paper
		p := sdc.Papers{Threshold: 5}
		for range rapid.IntRange(1, 4).Draw(t, "papers") {
			from := rapid.IntRange(0, 1).Draw(t, "from")
			one := w.overlapping(from, rapid.IntRange(from, 1).Draw(t, "to"), rapid.IntRange(0, 2).Draw(t, "who"))
			var err error
			if one.pub.Table, err = sdc.Suppress(one.pub.Table, 5); err != nil {
				t.Fatal(err)
			}
			all, p.All = append(all, one), append(p.All, one.pub)
		}
		found, err := p.Findings()
		if err != nil {
			t.Fatal(err)
		}
		got := map[sdc.Spot]bool{}
		for _, f := range found {
			got[f.At] = true
		}
		known, hidden := knownOf(all)
		for _, h := range hidden {
			values := possible(len(w.n), known, all[h.Publication].masks[h.Row][h.Col], 5, 40)
			few := len(values) < 5 && values[0] < 5 && values[len(values)-1] >= 1
			switch {
			case few && !got[h]:
				t.Fatalf("%v can only be %v, and passes", h, values)
			case few:
				exposed++
			case got[h]:
				over++
			default:
				safe++
			}
		}
	})
	t.Logf("%d exposed, %d safe, %d more were refused", exposed, safe, over)
	if exposed < 5 || safe < 50 {
		t.Errorf("%d exposed, %d safe: one of them was hardly tried", exposed, safe)
	}
}

// overlapping is a table of two rows that overlap, of one of two people or of both.
func (w crossed) overlapping(from, to, who int) paper {
	names := [][]string{{"a"}, {"b"}, {"a", "b"}}[who]
	p := paper{pub: sdc.Publication{From: from, To: to, Who: names, Table: sdc.Table{Loose: true, Parent: []int{-1, 0, 0}}}}
	for row := range 3 { // all of it, what stands in the first row, what stands in the second
		mask := w.over(from, to, func(a, b int) bool { return (who == 2 || a == who) && (row == 0 || row-1 == b || b == 2) })
		p.masks = append(p.masks, []uint{mask})
		p.pub.Table.Cells = append(p.pub.Table.Cells, []sdc.Cell{{Count: w.count(mask)}})
		p.pub.Rows = append(p.pub.Rows, sdc.Same{Name: fmt.Sprint(row)})
	}
	return p
}

// TestALinkThatTellsTheRest shows the difference of a part and its whole: nobody may know that two are left.
func TestALinkThatTellsTheRest(t *testing.T) {
	paper := func(total int, parts ...int) sdc.Publication {
		pub := sdc.Publication{From: 1, To: 9, Table: sdc.List(parts...)}
		pub.Table.Cells[0][0].Count = total
		for range pub.Table.Cells {
			pub.Rows = append(pub.Rows, sdc.Same{})
		}
		return pub
	}
	link := sdc.Link{Part: []sdc.Spot{{Publication: 1}}, Whole: []sdc.Spot{{Publication: 0}}}
	for rest, want := range map[int]int{0: 0, 1: 1, 4: 1, 5: 0} {
		p := sdc.Papers{All: []sdc.Publication{paper(20, 12, 8), paper(20-rest, 10, 10-rest)}, Links: []sdc.Link{link}, Threshold: 5}
		found, err := p.Findings()
		if err != nil || len(found) != want {
			t.Errorf("with %d left: %v, %v", rest, found, err)
		}
	}
	p := sdc.Papers{All: []sdc.Publication{paper(20, 12, 8)}, Links: []sdc.Link{link}, Threshold: 5}
	if _, err := p.Findings(); err == nil {
		t.Error("a link to a table that is not there is taken")
	}
	p.Links, p.Threshold = nil, 4
	if _, err := p.Findings(); err == nil {
		t.Error("a threshold of 4 is taken")
	}
}
