package partners

import (
	"testing"

	"schakel/app/ui/listing"
	"schakel/app/ui/roads"
	"schakel/app/ui/uitest"
	"schakel/internal/record"
)

var day = record.Day(2026, 11, 24)

func TestListShowsTheChosenTypeAndWhatIsLate(t *testing.T) {
	cjg, school := record.ID{1}, record.ID{2}
	rows := []record.Row{
		{ID: school, Title: record.Text("De Vlieger"), State: "school", Detail: record.Text("Ans")},
		{ID: cjg, Title: record.Text("CJG Zuiderwijk"), State: "cjg", Number: 5, Detail: record.Text("Marieke")},
	}
	requests := []record.Row{{Link: school, State: "asked", On: day, Flags: record.RowOpen}}
	referrals := []record.Row{{Link: cjg, State: "sent", On: day.Add(-6), Flags: record.RowOpen}}
	l := list{p: uitest.Dutch(t), filter: everything}
	l.load(rows, requests, referrals, day)
	if len(l.rows) != 2 || l.row(0).Title != "CJG Zuiderwijk" || l.row(0).Line != "CJG of wijkteam · Marieke · antwoord binnen 5 dagen" {
		t.Fatalf("%+v", l.row(0))
	}
	if l.row(0).Status.Kind != listing.StatusLate || l.row(1).Status.Kind != listing.StatusWaiting {
		t.Errorf("%+v %+v", l.row(0).Status, l.row(1).Status)
	}
	l.filter = "school"
	l.load(rows, requests, referrals, day)
	if len(l.rows) != 1 || l.rows[0].ID != school {
		t.Errorf("%d rows", len(l.rows))
	}
	l.load(rows[1:], nil, nil, day)
	if l.filter != everything || len(l.rows) != 1 {
		t.Error("a type that is no longer there shows everything")
	}
}

func TestOpenThingsAtAPartner(t *testing.T) {
	p := uitest.Dutch(t)
	v := &record.Partner{Head: record.Head{ID: record.ID{1}}, Norm: 5}
	home := record.ID{9}
	got := pendings(p, v, map[record.ID]string{},
		[]record.Row{
			{Link: v.ID, State: "asked", On: day.Add(-2), Due: day.Add(3), Title: record.Text("een zaal")},
			{Link: v.ID, State: "answered"}, {Link: record.ID{2}, State: "asked"},
		},
		[]record.Row{{Link: v.ID, Owner: home, Number: 42, State: "sent", On: day.Add(-12), Flags: record.RowOpen}, {Link: v.ID, State: "closed"}},
		[]record.Row{{ID: home, Title: record.Text("gezin Yıldız")}}, day)
	if len(got) != 2 || got[1].status.Text != "wacht, dag 2 van 5" || got[0].title != "H-0042 gezin Yıldız" || got[0].status.Kind != listing.StatusLate {
		t.Errorf("%+v", got)
	}
}

func TestAGemeenteIsKeptByItsCode(t *testing.T) {
	if got := townCode(" rotterdam "); got != "GM0599" || town(got) != "Rotterdam" {
		t.Errorf("%q", got)
	}
	if got := townCode("Charlois"); got != "Charlois" || town(got) != "Charlois" {
		t.Errorf("%q", got)
	}
}

func TestContactPersonsNeedOnlyAFirstName(t *testing.T) {
	w := writing{p: uitest.Dutch(t), today: day}
	w.begin()
	if wrong := w.problems(); len(wrong) != 1 || wrong["name"] == "" {
		t.Fatalf("%v", wrong)
	}
	w.v.Name = record.Text("CJG Zuiderwijk")
	if len(w.problems()) != 0 || len(w.ready().Officers) != 0 {
		t.Error("an empty contact person is left out")
	}
	w.v.Officers[0].Job = record.Text("jeugdverpleegkundige")
	if w.problems()["officers.0.first"] == "" {
		t.Errorf("a first name is needed: %v", w.problems())
	}
	w.v.Officers[0].First = record.Text("Marieke")
	if wrong := w.problems(); len(wrong) != 0 || len(w.ready().Officers) != 1 {
		t.Errorf("%v", wrong)
	}
}

func TestAQuestionBeginsWithWhatCameUp(t *testing.T) {
	only := record.Row{ID: record.ID{7}, Title: record.Text("CJG")}
	a := asking{p: uitest.Dutch(t), today: day, partners: []record.Row{only}}
	m := &record.Meeting{Head: record.Head{ID: record.ID{3}}, Type: record.MeetingCoffee, On: day.Add(-1), Asked: record.Text("Wie vertelt over slapen?")}
	a.begin(record.ID{}, m)
	a.from(m)
	if a.q.Meeting != m.ID || a.q.Text.Reveal() != "Wie vertelt over slapen?" || a.q.Partner != only.ID {
		t.Errorf("%+v", a.q)
	}
	if a.because != "Kwam op bij de koffieochtend, gisteren" {
		t.Errorf("%q", a.because)
	}
	if wrong := a.problems(); len(wrong) != 1 || wrong["what"] == "" {
		t.Errorf("%v", wrong)
	}
}

func TestWhatCanBeDone(t *testing.T) {
	p := uitest.Dutch(t)
	near, far := &record.Partner{}, &record.Partner{Endpoint: record.ID{5}}
	for name, c := range map[string]struct {
		q        record.Request
		p        *record.Partner
		editable bool
		way      string
	}{
		"by mouth":    {record.Request{State: record.RequestOpen}, near, true, ""},
		"by endpoint": {record.Request{State: record.RequestOpen}, far, true, "Versturen"},
		"nobody yet":  {record.Request{State: record.RequestOpen}, nil, true, ""},
		"queued":      {record.Request{State: record.RequestOpen, Delivery: record.ID{1}}, far, false, "Nu versturen"},
		"asked":       {record.Request{State: record.RequestAsked}, far, false, ""},
		"answered":    {record.Request{State: record.RequestAnswered}, near, false, ""},
	} {
		way := ""
		for _, w := range roads.Sendable(p, roads.OfRequest(&c.q, ""), c.q.Delivery, c.p, nil, nil) {
			way += w.Text
		}
		if got := editable(&c.q); got != c.editable || way != c.way {
			t.Errorf("%s: %v %q", name, got, way)
		}
	}
}

func TestTheWayThereAndBack(t *testing.T) {
	p := uitest.Dutch(t)
	q := &record.Request{State: record.RequestAsked, AskedOn: day.Add(-6), Norm: 5}
	own, other := roads.Halves(p, roads.OfRequest(q, "CJG"), day)
	if own.Turn || !other.Turn || other.Steps[0].State != listing.StepLate {
		t.Errorf("%+v %+v", own, other)
	}
	q.State, q.AnsweredOn = record.RequestAnswered, day
	own, other = roads.Halves(p, roads.OfRequest(q, "CJG"), day)
	if !own.Turn || !other.Turn || other.Steps[1].State != listing.StepDone {
		t.Errorf("rond: %+v %+v", own, other)
	}
}
