package concerns

import (
	"slices"
	"strings"
	"testing"

	"schakel/app/ui/form"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/app/ui/versions"
	"schakel/internal/record"
)

// Every field that can be written on the page of a worry and of a wijksignaal is asked about; what is none of its fields is named here.
func TestEveryFieldOfAWorryAndASignalIsInAChoice(t *testing.T) {
	p := uitest.Dutch(t)
	for _, one := range []struct {
		r     record.Record
		asked []string
		said  int
		not   string
	}{
		{&record.Concern{}, concernFields(), len((&writing{p: p}).told(&record.Concern{})), "number state reason steps signal aid advised"},
		{
			&record.Signal{}, signalFields(), len(signalSaid(p, &record.Signal{}, nil, nil)),
			"number municipality concerns askedOn state answer answeredOn before steps delivery",
		},
	} {
		all := append(strings.Fields(strings.Join(one.asked, " ")), strings.Fields(one.not)...)
		fields := versions.Fields(one.r)
		slices.Sort(all)
		slices.Sort(fields)
		if !slices.Equal(all, fields) || one.said != len(one.asked) {
			t.Errorf("%q, of %q; %d facts", all, fields, one.said)
		}
	}
}

// The worker takes one field of each version; the road that the signal went meanwhile stays as it is.
func TestTwoVersionsOfASignalAreAChoiceFieldByField(t *testing.T) {
	k := newDesk(t)
	p := uitest.Dutch(t)
	s := &record.Signal{Topic: record.Text("slapen"), Partner: k.partner.ID}
	if err := k.SaveSignal(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	e := NewSignalEntry(k.Book, k.shell, p, task.Inline, s.ID, record.ID{})
	uitest.Window(t, e.Content())
	e.Shown(t.Context())
	e.state.s.Topic, e.state.s.Question = record.Text("slecht slapen"), record.Text("wat kunnen ouders doen?")
	other, _ := k.Signal(t.Context(), s.ID)
	other.Topic, other.Words = record.Text("weinig slaap"), record.Text("moe")
	if err := k.SaveSignal(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	e.done()
	if kept, _ := k.Signal(t.Context(), s.ID); e.state.theirs == nil || kept.Topic.Reveal() != "weinig slaap" {
		t.Fatal("a silent overwrite")
	}
	e.Hidden()
	e.Shown(t.Context())
	if e.state.theirs == nil {
		t.Fatal("the question went away with the page")
	}
	uitest.Press(t, e.Content(), p.T("versions.mine.all"))
	uitest.Seen[*form.Versions](e.Content())[0].Choose(p, "0/words", true)
	uitest.Press(t, e.Content(), p.T("versions.done"))
	e.done()
	kept, _ := k.Signal(t.Context(), s.ID)
	if kept.Topic.Reveal() != "slecht slapen" || kept.Words.Reveal() != "moe" || kept.Question.Reveal() != "wat kunnen ouders doen?" {
		t.Errorf("%+v", kept)
	}
}
