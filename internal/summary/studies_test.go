package summary

import (
	"slices"
	"testing"
	"time"

	"schakel/internal/record"
)

// The cases of published studies, entered as records and read as any others: what the overview counts is what the study printed, and to
// others small counts of it are hidden as those of any family.

// 13 aanmeldingen, of which 3 led to a conference with a plan, 4 to a plan without one, 5 to nobody knows what, and 1 is not clear yet
// (004 L879). Each is a referral that went out; how it stands is its outcome.
func thirteen() []record.Record {
	all := []record.Record{&record.Partner{Head: record.Head{ID: id(1)}, Name: record.Text("Eigen Kracht Centrale")}}
	for state, n := range map[record.ReferralState]int{
		record.ReferralCompleted: 3, record.ReferralClosed: 4, record.ReferralUnknown: 5, record.ReferralSent: 1,
	} {
		for range n {
			all = append(all, &record.Referral{Head: record.Head{Created: day(8, 1).Midnight()}, Way: record.WayOut, Partner: id(1), Method: record.MethodPhone, State: state, SentOn: day(8, 1)})
		}
	}
	return all
}

func TestThirteenRegistrationsFromRecords(t *testing.T) {
	r := count(t, thirteen()...)
	want(t, r, "referrals.funnel", "total 13", ".step.sent 13", "..sent 1", "..unknown 5", "..closed 4", "..step.arrived 3", "...step.help 3", "....step.completed 3")
	want(t, r, "referrals.partner", "total 0 1 12 13", ".Eigen Kracht Centrale 0 1 12 13")
	public, err := r.Public(Protection{Threshold: 5})
	if err != nil {
		t.Fatal(err)
	}
	table, _ := public.Table("referrals.funnel")
	for i, label := range table.Rows {
		if c := table.Counts.Cells[i][0]; !c.Hidden && c.Count > 0 && c.Count < 5 {
			t.Errorf("%s is told as %d because a study printed it", label.Value, c.Count)
		}
	}
	if total := public.Total("referrals.funnel"); total.Hidden || total.Count != 13 {
		t.Errorf("the total is %v", total)
	}
}

// 72 questionnaires went out and 53 came back (000 L199): questions to partners, of which 19 had no answer.
func TestResponseFromRecords(t *testing.T) {
	var all []record.Record
	for i := range 72 {
		q := &record.Request{What: record.RequestThink, AskedOn: day(7, 2), State: record.RequestAsked}
		if i < 53 {
			q.AnsweredOn, q.State = day(7, 20), record.RequestAnswered
		}
		all = append(all, q)
	}
	want(t, count(t, all...), "requests.answer", "total 72", ".nonorm 53", ".none 19")
}

// 28 interviews with 126 people (002, tabel 2): 10 with 45, 10 with 72, 8 with 9.
func TestInterviewsFromRecords(t *testing.T) {
	var all []record.Record
	for i, level := range []struct{ interviews, people int }{{10, 45}, {10, 72}, {8, 9}} {
		kind := record.MeetingTypes()[i]
		for n := range level.interviews {
			heads := level.people/level.interviews + min(1, max(0, level.people%level.interviews-n))
			all = append(all, &record.Meeting{Type: kind, On: day(7, 1).Add(n), Heads: heads})
		}
	}
	r := count(t, all...)
	if r.Total("meetings.type").Count != 28 || r.Total("meetings.heads").Count != 126 {
		t.Errorf("%v interviews, %v people", r.Total("meetings.type"), r.Total("meetings.heads"))
	}
	table, _ := r.Table("meetings.type")
	var per []int
	for i := range table.Rows[1:] {
		per = append(per, table.Counts.Cells[i+1][0].Count)
	}
	if !slices.Equal(per, []int{10, 10, 8}) {
		t.Errorf("%v", per)
	}
	if public, err := r.Public(Protection{Threshold: 5}); err != nil || public.Total("meetings.heads").Count != 126 {
		t.Error("own activities are told whole", err)
	}
}

// 18 interviews over six categories (000, tabel 5): with 8 professionals of a CJG and in 10 places of Home-Start, as contacts with partners
// and with people outside.
func TestCooperationFromRecords(t *testing.T) {
	var all []record.Record
	for category, n := range [6][2]int{{2, 2}, {2, 2}, {2, 2}, {2, 2}, {0, 1}, {0, 1}} {
		for i, kind := range []record.AboutKind{record.AboutPartner, record.AboutNumber} {
			for range n[i] {
				all = append(all, &record.Contact{About: kind, Heads: i, On: day(7, 1+category), Length: 45 * time.Minute})
			}
		}
	}
	r := count(t, all...)
	want(t, r, "contacts.about", "total 18", ".number 10", ".partner 8")
	want(t, r, "hours", "total 810", ".contacts 810") // "drie kwartier" each (000 L203)
}
