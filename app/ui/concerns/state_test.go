package concerns

import (
	"testing"

	"schakel/app/ui/uitest"
	"schakel/internal/record"
)

func TestListShowsWhatTheFilterSays(t *testing.T) {
	today := record.Day(2026, 11, 24)
	home := record.ID{1}
	rows := []record.Row{
		{ID: record.ID{2}, Number: 1, Title: record.Text("slaapt slecht"), State: "open", On: today.Add(-3), Link: home, Flags: record.RowOpen},
		{ID: record.ID{3}, Number: 2, Title: record.Text("pesten"), State: "open", On: today, Flags: record.RowOpen | record.RowCommon},
		{ID: record.ID{4}, Number: 3, Title: record.Text("oud"), State: "closed", On: today},
		{ID: record.ID{5}, Number: 4, Title: record.Text("school"), State: "discussed", On: today, Link: home, Flags: record.RowOpen},
	}
	for f, want := range map[filter][]string{"": {"school", "slaapt slecht"}, filterCommon: {"pesten"}, filterClosed: {"oud"}} {
		l := list{p: uitest.Dutch(t), filter: f}
		l.load(rows, []record.Row{{ID: home, Title: record.Text("gezin Yıldız")}}, today)
		var got []string
		for i := range l.rows {
			got = append(got, l.row(i).Title)
		}
		if len(got) != len(want) {
			t.Fatalf("%q shows %v, want %v", f, got, want)
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%q shows %v, want %v", f, got, want)
			}
		}
	}
}

func TestDraftBeginsWithTheOnlyChild(t *testing.T) {
	d := writing{p: uitest.Dutch(t), today: record.Day(2026, 11, 24), people: []member{{id: record.ID{1}}, {id: record.ID{2}, child: true}}}
	d.begin(record.ID{9}, record.ID{})
	if len(d.c.About) != 1 || d.c.About[0] != (record.ID{2}) || d.c.SeenOn != d.today {
		t.Errorf("%+v", d.c)
	}
	d.people = append(d.people, member{id: record.ID{3}, child: true})
	d.begin(record.ID{9}, record.ID{})
	if len(d.c.About) != 0 {
		t.Error("with two children the worker says about whom it is")
	}
}

func TestProblemsStandBesideTheirField(t *testing.T) {
	d := writing{p: uitest.Dutch(t), today: record.Day(2026, 11, 24)}
	d.begin(record.ID{9}, record.ID{})
	if d.problems()["seen"] == "" {
		t.Error("nothing was written and nothing is said about it")
	}
	d.c.Seen = record.Text("x")
	if got := d.problems(); len(got) != 0 {
		t.Errorf("%v", got)
	}
}
