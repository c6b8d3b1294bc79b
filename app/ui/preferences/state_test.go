package preferences

import (
	"errors"
	"strings"
	"testing"
	"time"

	"schakel/app/ui/uitest"
	"schakel/internal/record"
)

func TestPassphrasesAreCheckedBeforeTheyAreTried(t *testing.T) {
	p := uitest.Dutch(t)
	long := "vlieger kastanje zeven trampoline mist"
	for _, c := range []struct {
		typed phrases
		wrong [3]bool
	}{
		{phrases{}, [3]bool{true, true, false}},
		{phrases{old: "a", first: "kort"}, [3]bool{false, true, false}},
		{phrases{old: "a", first: long}, [3]bool{false, false, true}},
		{phrases{old: "a", first: long, second: "anders"}, [3]bool{false, false, true}},
		{phrases{old: "a", first: long, second: long}, [3]bool{}},
	} {
		got := c.typed.wrong(p)
		for i := range got {
			if (got[i] != "") != c.wrong[i] {
				t.Errorf("%+v: field %d says %q", c.typed, i, got[i])
			}
		}
	}
	if power(p, "") == power(p, long) {
		t.Error("strength says nothing")
	}
}

func TestEnrolmentAsksForAnAddressACodeAndAName(t *testing.T) {
	p := uitest.Dutch(t)
	for _, c := range []struct {
		address, code, name string
		atAddress, atCode   bool
	}{
		{"", "", "Samira", true, true},
		{"http://cjg.example", "a", "Samira", true, false},
		{"https://", "a", "Samira", true, false},
		{"https://cjg.example:8443", "a", "Samira", false, false},
		{"https://cjg.example", "a", " ", false, true},
	} {
		first, second := enrolment{address: c.address, code: c.code}.wrong(p, c.name)
		if (first != "") != c.atAddress || (second != "") != c.atCode {
			t.Errorf("%+v: %q, %q", c, first, second)
		}
	}
}

func TestRefusedLinesSayLineFieldAndReason(t *testing.T) {
	s := state{p: uitest.Dutch(t)}
	if s.refuse(errors.New("other")) {
		t.Error("another error is no list of problems")
	}
	err := record.Problems{
		{Field: "bsn", Code: "import.forbidden", Params: map[string]string{"Line": "3"}},
		{Field: "seen", Code: "required", Params: map[string]string{"Line": "7"}},
	}.Err()
	if !s.refuse(err) || len(s.refused) != 2 {
		t.Fatalf("%+v", s.refused)
	}
	for i, want := range []string{"Regel 3:", "Regel 7:"} {
		if strings.Count(s.refused[i].text, "Regel") != 1 || !strings.HasPrefix(s.refused[i].text, want) || s.refused[i].field == "" {
			t.Errorf("%+v, want one %s", s.refused[i], want)
		}
	}
}

func TestConnectionSaysWhyItStandsStill(t *testing.T) {
	s := state{p: uitest.Dutch(t), today: record.Day(2026, 11, 24)}
	s.connect([]*record.Endpoint{
		{Name: record.Text("CJG Zuiderwijk"), Address: "https://cjg.example", Norm: 5, Enrolled: record.Day(2026, 11, 1), Parked: "cjg.denied"},
		{Name: record.Text("CJG Noord"), Reached: time.Date(2026, 11, 23, 9, 30, 0, 0, time.Local)},
	})
	if s.links[0].parked == "" || strings.Contains(s.links[0].parked, "cjg.") || s.links[1].parked != "" {
		t.Errorf("%+v", s.links)
	}
	if last := s.links[1].facts[len(s.links[1].facts)-1][1]; !strings.Contains(last, "gisteren") {
		t.Errorf("last reached: %q", last)
	}
}

func TestLockTakesOneToSixtyMinutes(t *testing.T) {
	for n, want := range map[int]bool{-1: false, 0: false, 1: true, 60: true, 61: false} {
		if _, ok := minutes(n, true); ok != want {
			t.Errorf("%d minutes: %v", n, ok)
		}
	}
	if _, ok := minutes(5, false); ok {
		t.Error("an empty field is no number")
	}
}
