package record_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"schakel/internal/record"
)

// roadTable is the road of a wijksignaal and of a verzoek, with somebody to give it to.
const roadTable = `
open: ready>ready ask>asked close>closed
ready: change>open ask>asked close>closed
asked: answer>answered close>closed unsent>ready
answered: answer>answered close>closed
closed: reopen>open
`

// onRoad makes a record that stands in a state, with what its state needs.
type onRoad interface {
	record.Record
	NextState(record.RoadAction) (record.RequestState, error)
}

// take does an action with a record, whichever of the two it is.
func take(r onRoad, a record.RoadAction, back record.Returned) (record.RequestState, error) {
	switch r := r.(type) {
	case *record.Signal:
		if a == record.RoadAnswer {
			return r.State, errors.Join(r.Take(back, now))
		}
		err := r.Apply(a, record.Date{}, now)
		return r.State, err
	case *record.Request:
		if a == record.RoadAnswer {
			return r.State, errors.Join(r.Take(back, now))
		}
		err := r.Apply(a, record.Date{}, now)
		return r.State, err
	}
	return "", nil
}

func roads(partner record.ID) map[string]func(record.RequestState) onRoad {
	return map[string]func(record.RequestState) onRoad{
		"signal":  func(s record.RequestState) onRoad { return &record.Signal{Partner: partner, State: s} },
		"request": func(s record.RequestState) onRoad { return &record.Request{Partner: partner, State: s} },
	}
}

func TestTheRoadOfASignalAndOfARequest(t *testing.T) {
	for name, make := range roads(id1) {
		t.Run(name, func(t *testing.T) {
			walk(t, roadTable, record.RequestStates(), record.RoadActions(), func(s record.RequestState, a record.RoadAction) (record.RequestState, error) {
				r := make(s)
				before := fmt.Sprintf("%+v", r)
				to, nextErr := r.NextState(a)
				if a == record.RoadAnswer { // the state is read after the answer was taken
					err := takeErr(r)
					return stateOf(r), err
				}
				got, err := take(r, a, record.Returned{})
				if err == nil && (to != got || nextErr != nil) {
					t.Errorf("%s + %s: next says %q, it went to %q", s, a, to, got)
				}
				if err != nil && fmt.Sprintf("%+v", r) != before {
					t.Errorf("%s + %s changed something", s, a)
				}
				return got, err
			})
		})
	}
	nobody := strings.NewReplacer("ready>ready ", "", "ask>asked ", "").Replace(roadTable)
	for _, make := range roads(record.ID{}) {
		walk(t, nobody, record.RequestStates(), record.RoadActions(), func(s record.RequestState, a record.RoadAction) (record.RequestState, error) {
			r := make(s)
			if a == record.RoadAnswer {
				err := takeErr(r)
				return stateOf(r), err
			}
			return take(r, a, record.Returned{})
		})
	}
}

func takeErr(r onRoad) error {
	_, err := take(r, record.RoadAnswer, record.Returned{Reply: record.ReplyTaken})
	return err
}

func stateOf(r onRoad) record.RequestState {
	if s, ok := r.(*record.Signal); ok {
		return s.State
	}
	return r.(*record.Request).State
}

func TestEveryReplyLeadsWhereItShould(t *testing.T) {
	again := map[record.Reply]record.RequestState{record.ReplyQuestion: record.RequestAsked, record.ReplyNothing: record.RequestOpen}
	for _, reply := range record.Replies() {
		for name, make := range roads(id1) {
			r := make(record.RequestOpen)
			steps := []struct {
				do   record.RoadAction
				want record.RequestState
			}{{record.RoadReady, "ready"}, {record.RoadChange, "open"}, {record.RoadAsk, "asked"}, {record.RoadAnswer, "answered"}}
			for _, step := range steps {
				if _, err := take(r, step.do, record.Returned{Reply: reply, Text: record.Text("woorden"), Why: record.NothingNoRoom}); err != nil || stateOf(r) != step.want {
					t.Fatalf("%s %s %s: %s %v", name, reply, step.do, stateOf(r), err)
				}
			}
			_, err := take(r, record.RoadAgain, record.Returned{})
			want, legal := again[reply]
			if legal != (err == nil) || legal && stateOf(r) != want {
				t.Errorf("%s %s: again gives %s %v", name, reply, stateOf(r), err)
			}
			if s, ok := r.(*record.Signal); ok && legal && (len(s.Before) != 1 || s.Before[0].Reply != reply || s.Before[0].On.Zero() || s.Answer.Reply != "") {
				t.Errorf("the answer before is kept: %+v", s)
			}
			if q, ok := r.(*record.Request); ok && legal && (len(q.Before) != 1 || !q.Answer.Empty() || !q.AnsweredOn.Zero()) {
				t.Errorf("the answer before is kept: %+v", q)
			}
		}
	}
}

func TestASecondAnswerStandsBesideTheFirst(t *testing.T) {
	s := &record.Signal{Topic: record.Text("slapen"), Partner: id1, State: record.RequestAsked, AskedOn: today.Add(-9)}
	for _, reply := range []record.Reply{record.ReplyPlan, record.ReplyTaken} {
		if err := s.Take(record.Returned{Reply: reply, On: today.Add(-2)}, now); err != nil {
			t.Fatal(err)
		}
	}
	if len(s.Before) != 1 || s.Before[0].Reply != record.ReplyPlan || s.Answer.Reply != record.ReplyTaken || s.AnsweredOn != today.Add(-2) {
		t.Errorf("%+v", s)
	}
	if ps := s.Validate(today); len(ps) != 0 {
		t.Error(ps)
	}
}

func TestClosingIsUndoneToWhereItStood(t *testing.T) {
	for _, stood := range []*record.Signal{
		{Partner: id1, State: record.RequestOpen}, {Partner: id1, State: record.RequestAsked, AskedOn: today},
		{Partner: id1, State: record.RequestAnswered, AskedOn: today, AnsweredOn: today, Answer: record.Returned{Reply: record.ReplyPlan}},
	} {
		want := stood.State
		for _, a := range []record.RoadAction{record.RoadClose, record.RoadReopen} {
			if err := stood.Apply(a, record.Date{}, now); err != nil {
				t.Fatal(err)
			}
		}
		if stood.State != want {
			t.Errorf("%s became %s", want, stood.State)
		}
	}
}

func TestWhatWaitsToBeSentIsNotChanged(t *testing.T) {
	q := &record.Request{Partner: id1, State: record.RequestOpen, Delivery: id2}
	for _, a := range record.RoadActions() {
		if _, err := q.NextState(a); (err == nil) != (a == record.RoadAsk) {
			t.Errorf("%s: %v", a, err)
		}
	}
}

func TestLate(t *testing.T) {
	for _, c := range []struct {
		age, norm int
		want      bool
	}{{5, 5, false}, {6, 5, true}, {400, 0, false}, {0, 1, false}} {
		if got := record.Late(today.Add(-c.age), c.norm, today); got != c.want {
			t.Errorf("age %d norm %d: %v", c.age, c.norm, got)
		}
	}
	if record.Late(record.Date{}, 3, today) {
		t.Error("what was not asked is not late")
	}
}

// TestNothingPersonalByType: a wijksignaal and an advice without a name have no way to name a person, a family or a record of one.
func TestNothingPersonalByType(t *testing.T) {
	allowed := map[string]bool{ // an organisation, who works there, and what was handed to it, which has no personal data either
		"Signal.Partner": true, "Signal.Receiver": true, "Signal.Delivery": true,
		"Request.Partner": true, "Request.Receiver": true, "Request.Delivery": true, "Request.Meeting": true,
	}
	for _, r := range []any{record.Signal{}, record.Advice{}, record.Request{}} {
		ids(t, reflect.TypeOf(r), reflect.TypeOf(r).Name(), allowed)
	}
}

func ids(t *testing.T, typ reflect.Type, at string, allowed map[string]bool) {
	t.Helper()
	for i := range typ.NumField() {
		f := typ.Field(i)
		of := f.Type
		for of.Kind() == reflect.Slice {
			of = of.Elem()
		}
		name := at + "." + f.Name
		switch {
		case f.Anonymous || of == reflect.TypeFor[record.Date]() || of == reflect.TypeFor[record.Private]():
		case of == reflect.TypeFor[record.ID]():
			if !allowed[name] {
				t.Errorf("%s can name a record", name)
			}
		case of.Kind() == reflect.Struct && of.PkgPath() == "schakel/internal/record":
			ids(t, of, name, allowed)
		}
		for _, word := range []string{"person", "household", "address", "street", "postcode", "birth", "phone", "bsn"} {
			if strings.Contains(strings.ToLower(f.Name), word) {
				t.Errorf("%s is about a person", name)
			}
		}
	}
}

// TestTheAidHoldsNoScore: only days and words, so nothing can be added up or computed.
func TestTheAidHoldsNoScore(t *testing.T) {
	typ := reflect.TypeFor[record.Aid]()
	for i := range typ.NumField() {
		if of := typ.Field(i).Type; of != reflect.TypeFor[record.Private]() && of != reflect.TypeFor[record.Date]() {
			t.Errorf("%s is a %v", typ.Field(i).Name, of)
		}
	}
	if typ.NumMethod() != 0 || reflect.PointerTo(typ).NumMethod() != 0 {
		t.Error("the aid works something out")
	}
}

// tableOfSignals is what can be wrong with a wijksignaal and with an advice without a name.
func tableOfSignals() map[record.Kind][]spoiled {
	paste := record.Text(strings.Repeat("zorg ", 1<<18))
	type signal = *record.Signal
	type advice = *record.Advice
	return map[record.Kind][]spoiled{
		record.KindSignal: {
			on("nothing about", func(s signal) { s.Topic = record.Private{} }, "topic required"),
			on("a megabyte", func(s signal) { s.Topic = paste }, "topic too_long"),
			on("a megabyte below", func(s signal) { s.Think = paste }, "think too_long"),
			on("a number", func(s signal) { s.Think = record.Text("zij heet 111222333") }, "think bsn"),
			on("a number in the words", func(s signal) { s.Words = record.Text("111222333") }, "words bsn"),
			on("a number in the question", func(s signal) { s.Question = record.Text("111222333") }, "question bsn"),
			on("bidi", func(s signal) { s.Topic = record.Text("sl\u202eapen") }, "topic control"),
			on("control", func(s signal) { s.GoesWell = record.Text("a\x07") }, "goesWell control"),
			on("ends before it begins", func(s signal) { s.To = s.From.Add(-1) }, "to date.order"),
			on("tomorrow", func(s signal) { s.To = today.Add(1) }, "to "+tomorrow),
			on("fewer than none", func(s signal) { s.Concerns = -1 }, "concerns count.range"),
			on("too many", func(s signal) { s.Meetings = 1 << 20 }, "meetings count.range"),
			on("a norm of years", func(s signal) { s.Norm = 9999 }, "norm count.range"),
			on("to nobody", func(s signal) { s.Partner = record.ID{} }, "partner required"),
			on("asked on no day", func(s signal) { s.AskedOn = record.Date{} }, "askedOn required"),
			on("asked tomorrow", func(s signal) { s.AskedOn = today.Add(1) }, "askedOn "+tomorrow),
			on("answered before it was asked", func(s signal) { s.AnsweredOn = today.Add(-1) }, "answeredOn date.order"),
			on("an answer without a word", func(s signal) { s.State = record.RequestAnswered }, "answer.reply required"),
			on("nothing without why", func(s signal) { s.Answer.Reply = record.ReplyNothing }, "answer.why required"),
			on("strange answer", func(s signal) { s.Answer.Reply = "x" }, "answer.reply unknown"),
			on("sealed with a family", func(s signal) { s.Owner = id1 }, "owner signal.owner"),
		},
		record.KindAdvice: {
			on("a day", func(a advice) { a.Month.Day = 12 }, "month advice.month"),
			on("no month", func(a advice) { a.Month = record.Date{} }, "month required"),
			on("next year", func(a advice) { a.Month.Year++ }, "month "+tomorrow),
			on("of the family", func(a advice) { a.From = record.ConfidantFamily }, "from unknown"),
			on("nothing asked", func(a advice) { a.Question = record.Private{} }, "question required"),
			on("a number", func(a advice) { a.Answer = record.Text("111222333") }, "answer bsn"),
			on("a megabyte", func(a advice) { a.Done = paste }, "done too_long"),
			on("sealed with a family", func(a advice) { a.Owner = id1 }, "owner advice.owner"),
		},
	}
}

func TestACallInDangerSaysWhoAndWhen(t *testing.T) {
	c := good(record.KindConcern).(*record.Concern)
	c.Called = []record.Call{{Who: "buurvrouw", On: today.Add(1), At: "25:00"}, {}}
	want := "called.0.who unknown, called.0.on " + tomorrow + ", called.0.at time, called.1.who required, called.1.on required"
	if got := problems(c.Validate(today)); got != want {
		t.Errorf("%s", got)
	}
}
