package record_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"schakel/internal/record"
)

// TestEveryStateOfTheRoadIsReached keeps a state from standing in a table without a way to it.
func TestEveryStateOfTheRoadIsReached(t *testing.T) {
	never := map[record.Way][]record.ReferralState{
		record.WayIn: {record.ReferralReady, record.ReferralSent, record.ReferralHandedOver, record.ReferralSelf},
	}
	for _, way := range record.Ways() {
		seen := map[record.ReferralState]bool{record.ReferralDraft: true}
		for todo := []record.ReferralState{record.ReferralDraft}; len(todo) > 0; todo = todo[1:] {
			for _, a := range record.ReferralActions() {
				to, err := (&record.Referral{Way: way, State: todo[0]}).Next(a)
				if err == nil && !seen[to] {
					seen[to] = true
					todo = append(todo, to)
				}
			}
		}
		for _, s := range record.ReferralStates() {
			if seen[s] == slices.Contains(never[way], s) {
				t.Errorf("%s: %s reached %v", way, s, seen[s])
			}
		}
	}
}

// TestAnyRoadKeepsWhoAndWhen walks at random: whatever is legal leaves a valid referral with a step that says who and when, and whatever
// is not changes nothing.
func TestAnyRoadKeepsWhoAndWhen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := record.DateOf(now)
		way := rapid.SampledFrom(record.Ways()).Draw(t, "way")
		r := &record.Referral{Way: way, State: record.ReferralDraft, Household: record.ID{1}, Partner: record.ID{2}}
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			m := record.Move{Do: rapid.SampledFrom(record.ReferralActions()).Draw(t, "do"), On: today.Add(-rapid.IntRange(-2, 9).Draw(t, "ago"))}
			switch m.Do {
			case record.ReferralArrive, record.ReferralMiss:
				m.By = rapid.SampledFrom(record.ArrivalSources()).Draw(t, "by")
			case record.ReferralDecline:
				m.Reason = string(rapid.SampledFrom(way.Reasons()).Draw(t, "reason"))
			case record.ReferralClose:
				m.Reason = rapid.SampledFrom(record.ReferralEnds()).Draw(t, "end")
			}
			before := *r
			before.History = slices.Clone(r.History)
			_, legal := r.Next(m.Do)
			err := r.Make(m, now)
			switch {
			case err != nil && !reflect.DeepEqual(before, *r):
				t.Fatalf("%v failed and changed something", m)
			case legal != nil && !errors.Is(err, record.ErrTransition):
				t.Fatalf("%v: %v, want an error", m, err)
			case err == nil:
				last := r.History[len(r.History)-1]
				if last.Source == "" || last.On != m.On || last.At.IsZero() || m.On.After(today) {
					t.Fatalf("%v was kept as %+v", m, last)
				}
			}
			if ps := r.Validate(today); len(ps) > 0 {
				t.Fatalf("after %v: %v", m, ps)
			}
		}
	})
}

func TestADayMustFitTheRoad(t *testing.T) {
	today := record.DateOf(now)
	sent := func() *record.Referral {
		return &record.Referral{Way: record.WayOut, State: record.ReferralSent, SentOn: today.Add(-3)}
	}
	for name, c := range map[string]struct {
		r    *record.Referral
		m    record.Move
		want string
	}{
		"tomorrow":              {sent(), record.Move{Do: record.ReferralArrive, On: today.Add(1)}, "on date.future"},
		"before the sending":    {sent(), record.Move{Do: record.ReferralArrive, On: today.Add(-4)}, "on date.before"},
		"on the day of sending": {sent(), record.Move{Do: record.ReferralArrive, On: today.Add(-3)}, ""},
		"an answer before it":   {sent(), record.Move{Do: record.ReferralDecline, Reason: "other", On: today.Add(-4)}, "on date.before"},
		"help before arrival": {&record.Referral{State: record.ReferralArrived, ArrivedOn: today}, record.Move{
			Do: record.ReferralStartHelp, On: today.Add(-1)}, "on date.before"},
		"a yes before the question": {&record.Referral{Way: record.WayIn, State: record.ReferralDraft, AskedOn: today}, record.Move{
			Do: record.ReferralAccept, On: today.Add(-1)}, "on date.before"},
	} {
		err := c.r.Make(c.m, now)
		var ps record.Problems
		errors.As(err, &ps)
		if got := problems(ps); got != c.want || (err != nil) != (c.want != "") {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

func TestWhatAMoveKeeps(t *testing.T) {
	today := record.DateOf(now)
	r := &record.Referral{Way: record.WayOut, State: record.ReferralReady, Method: record.MethodEndpoint}
	for _, m := range []record.Move{
		{Do: record.ReferralHandOver, Method: record.MethodAlong, On: today.Add(-9)}, {Do: record.ReferralArrive, By: record.ArrivalWitness, On: today.Add(-9)},
		{Do: record.ReferralStartHelp, On: today.Add(-2)},
	} {
		if err := r.Make(m, now); err != nil {
			t.Fatal(err)
		}
	}
	if r.Method != record.MethodAlong || r.SentOn != today.Add(-9) || r.HelpOn != today.Add(-2) {
		t.Errorf("%+v", r)
	}
	if days, ok := r.DaysToHelp(today); !ok || days != 7 {
		t.Errorf("%d days to help, %v", days, ok)
	}
	r.WaitingFrom = today.Add(-30)
	if days, ok := r.DaysToHelp(today); !ok || days != 28 {
		t.Errorf("%d days to help, %v", days, ok)
	}
	r.HelpOn = record.Date{}
	if days, ok := r.DaysToHelp(today); !ok || days != 30 || !r.WaitsForHelp() || r.Row().Flags&record.RowWarm == 0 {
		t.Errorf("still waiting: %d, %v", days, ok)
	}
	self := &record.Referral{Way: record.WayOut, State: record.ReferralReady, Method: record.MethodPhone}
	if err := self.Apply(record.ReferralRegister, "", "", now); err != nil || self.Method != record.MethodSelf {
		t.Errorf("%v %s", err, self.Method)
	}
	no := &record.Referral{Way: record.WayOut, State: record.ReferralSent}
	if err := no.Make(record.Move{Do: record.ReferralDecline, Reason: "nofit", Note: record.Text("de JGZ")}, now); err != nil || no.DeclineNote.Reveal() != "de JGZ" {
		t.Errorf("%v %+v", err, no)
	}
	if err := no.Apply(record.ReferralPrepare, "", "", now); err != nil || !no.DeclineNote.Empty() {
		t.Errorf("elsewhere begins anew: %v", err)
	}
}

// TestWhoIsNext gives every state of both ways somebody who is next.
func TestWhoIsNext(t *testing.T) {
	want := map[record.ReferralState][2]record.Turn{
		record.ReferralDraft: {"worker", "worker"}, record.ReferralPreparing: {"worker", "worker"}, record.ReferralReady: {"worker", "worker"},
		record.ReferralSent: {"partner", "partner"}, record.ReferralHandedOver: {"family", "worker"}, record.ReferralSelf: {"family", "worker"},
		record.ReferralAccepted: {"family", "worker"}, record.ReferralDeclined: {"worker", "worker"}, record.ReferralArrived: {"partner", "partner"},
		record.ReferralNotArrived: {"worker", "worker"}, record.ReferralUnknown: {"worker", "worker"}, record.ReferralInHelp: {"partner", "partner"},
		record.ReferralCompleted: {"nobody", "nobody"}, record.ReferralAftercare: {"worker", "worker"}, record.ReferralClosed: {"nobody", "nobody"},
		record.ReferralWithdrawn: {"nobody", "nobody"},
	}
	for _, s := range record.ReferralStates() {
		if got := [2]record.Turn{s.Turn(false), s.Turn(true)}; got != want[s] {
			t.Errorf("%s: %v, want %v", s, got, want[s])
		}
	}
}

func TestChecksThatAreOpen(t *testing.T) {
	all := record.Checks()
	if diff := cmp.Diff(all, record.Invite{}.Open()); diff != "" {
		t.Error(diff)
	}
	for _, a := range record.ArrangedAnswers() {
		v := record.Invite{Lead: record.Text("Tess"), Secrecy: a, Conduct: a, Pay: a}
		settled := a == record.ArrangedYes || a == record.ArrangedNeedless
		if open := len(v.Open()); open != map[bool]int{true: 0, false: 3}[settled] {
			t.Errorf("%s: %d open", a, open)
		}
	}
}

// TestATallyCanNameNobody looks at the type itself: there is no field that could hold a person, a family, a day or a text.
func TestATallyCanNameNobody(t *testing.T) {
	var look func(at string, typ reflect.Type)
	look = func(at string, typ reflect.Type) {
		switch typ {
		case reflect.TypeFor[record.Head]():
			return // what every record carries
		case reflect.TypeFor[record.ID](), reflect.TypeFor[record.Date](), reflect.TypeFor[record.Private]():
			t.Errorf("%s is a %v", at, typ)
		}
		switch typ.Kind() {
		case reflect.Slice:
			look(at, typ.Elem())
		case reflect.Struct:
			for i := range typ.NumField() {
				look(at+"."+typ.Field(i).Name, typ.Field(i).Type)
			}
		case reflect.Int, reflect.String:
		default:
			t.Errorf("%s is a %v", at, typ)
		}
	}
	look("Tally", reflect.TypeFor[record.Tally]())
}

// TestATallyForgetsTheOrder gives the same answers in two orders, and sees the same bytes.
func TestATallyForgetsTheOrder(t *testing.T) {
	one := map[record.VoiceQuestion]string{record.VoiceQuick: "once", record.VoiceResult: "much"}
	two := map[record.VoiceQuestion]string{record.VoiceQuick: "more"}
	a, b := &record.Tally{Year: 2026}, &record.Tally{Year: 2026}
	a.Add(one)
	a.Add(two)
	a.Add(one)
	b.Add(two)
	b.Add(one)
	b.Add(one)
	if diff := cmp.Diff(a, b); diff != "" {
		t.Error(diff)
	}
	want := []record.VoiceCount{
		{Question: record.VoiceQuick, Answer: "once", Count: 2}, {Question: record.VoiceQuick, Answer: "more", Count: 1}, {Question: record.VoiceResult, Answer: "much", Count: 2},
	}
	if diff := cmp.Diff(want, a.Counts); diff != "" {
		t.Error(diff)
	}
	if ps := a.Validate(record.DateOf(now)); len(ps) > 0 {
		t.Error(ps)
	}
}
