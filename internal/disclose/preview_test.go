package disclose_test

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/cjg"
	"schakel/internal/disclose"
	"schakel/internal/record"
)

func show(t *testing.T, in disclose.Input) disclose.Preview {
	t.Helper()
	d, err := disclose.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	p, err := disclose.Of(d)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func full() disclose.Input {
	in := rich()
	in.Groups = record.FieldGroups()
	return in
}

func agreed(p disclose.Preview, giver record.ID, capacity record.Capacity) *record.Consent {
	return &record.Consent{
		Giver: giver, Capacity: capacity, Answer: record.AnswerYes, Way: record.WayReadAloud, Language: "tr", On: today, Until: today.Add(90),
		Groups: record.FieldGroups(), Hash: p.Hash, HearBack: record.AnswerYes,
	}
}

func TestAPreviewIsStableAndReadable(t *testing.T) {
	first, again := show(t, full()), show(t, full())
	if !disclose.Same(first, again) {
		t.Error("the same input must give the same bytes")
	}
	d, err := disclose.Read(first.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	built, _ := disclose.Build(full())
	if diff := cmp.Diff(built, d); diff != "" {
		t.Error(diff)
	}
	if len(first.Hash) != 64 || first.Schema != cjg.ReferralSchema {
		t.Errorf("%+v", first)
	}
	for _, bad := range [][]byte{nil, []byte("{}"), append(bytes.Clone(first.Bytes), ' '), bytes.Replace(first.Bytes, []byte("p-seen"), []byte("p-\\u0073een"), 1)} {
		if _, err := disclose.Read(bad); !errors.Is(err, disclose.ErrChanged) {
			t.Errorf("read %.20q: %v", bad, err)
		}
	}
	forged := first
	forged.Bytes = bytes.Replace(first.Bytes, []byte("p-seen"), []byte("p-xeen"), 1)
	if disclose.Same(forged, forged) {
		t.Error("bytes that do not belong to the hash are the same as nothing")
	}
}

func TestWhatIsSentIsThePreviewWithTheConsents(t *testing.T) {
	in := full()
	p := show(t, in)
	fathers := agreed(p, father, record.CapacityCustody)
	fathers.Way = record.WayPaper
	d, data, err := disclose.Final(in, p, []*record.Consent{agreed(p, mother, record.CapacityCustody), fathers})
	if err != nil {
		t.Fatal(err)
	}
	groups := make([]string, 0, 12)
	for _, g := range record.FieldGroups() {
		groups = append(groups, disclose.GroupWord(g))
	}
	want := []cjg.Agreed{
		{By: "p-first p-infix p-last", Capacity: "gezag", Way: "voorgelezen", Language: "tr", Date: "2026-11-22", ValidUntil: "2027-02-20", Groups: groups},
		{By: "vader", Capacity: "gezag", Way: "papier", Date: "2026-11-22", ValidUntil: "2027-02-20", Groups: groups},
	}
	if diff := cmp.Diff(want, d.Consents); diff != "" {
		t.Error(diff)
	}
	if strings.Contains(string(data), "p-father") {
		t.Error("the father's own data are in nobody's group")
	}
	back, err := cjg.Unmarshal(data)
	if err != nil {
		t.Fatal(err)
	}
	stripped, err := disclose.Of(back)
	if err != nil || !disclose.Same(p, stripped) {
		t.Errorf("what was sent without its consents is not the preview: %v", err)
	}
}

func TestNobodysNameComesInThroughTheConsents(t *testing.T) {
	in := rich()
	in.Groups = []record.FieldGroup{record.GroupQuestion}
	p := show(t, in)
	self := agreed(p, child, record.CapacitySelf)
	d, data, err := disclose.Final(in, p, []*record.Consent{agreed(p, mother, record.CapacitySelf), self})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(data), "first") || d.Consents[0].By != "moeder" || d.Consents[1].By != "jongere" {
		t.Errorf("%+v", d.Consents)
	}
	if len(d.Consents[0].Groups) != 1 {
		t.Errorf("groups that do not go are not told: %v", d.Consents[0].Groups)
	}
}

func TestNoAnswerIsWantedWhenSomebodySaysNo(t *testing.T) {
	in := full()
	p := show(t, in)
	fathers := agreed(p, father, record.CapacityCustody)
	fathers.HearBack = record.AnswerNo
	d, _, err := disclose.Final(in, p, []*record.Consent{agreed(p, mother, record.CapacityCustody), fathers})
	if err != nil || d.WantsReply {
		t.Errorf("wants a reply %v: %v", d.WantsReply, err)
	}
}

func TestAChangeMustBeShownAgain(t *testing.T) {
	changes := map[string]func(*disclose.Input){
		"text":      func(in *disclose.Input) { in.Referral.Seen = record.Text("p-seen.") },
		"group":     func(in *disclose.Input) { in.Groups = in.Groups[1:] },
		"birthday":  func(in *disclose.Input) { in.On = record.Day(2027, 5, 6) },
		"phone":     func(in *disclose.Input) { in.People[0].Channels[0].Value = record.Text("p-newphone") },
		"recipient": func(in *disclose.Input) { in.Referral.Receiver = record.ID{} },
		"me":        func(in *disclose.Input) { in.Profile.Phone = record.Text("p-other") },
	}
	for name, change := range changes {
		in := full()
		p := show(t, in)
		change(&in)
		if _, _, err := disclose.Final(in, p, []*record.Consent{agreed(p, mother, record.CapacityCustody)}); !errors.Is(err, disclose.ErrChanged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOnlyAYesToThisPreviewStandsInTheDocument(t *testing.T) {
	spoil := map[string]func(*record.Consent){
		"other preview": func(c *record.Consent) { c.Hash = "other" },
		"withdrawn":     func(c *record.Consent) { c.Withdrawn = today },
		"expired":       func(c *record.Consent) { c.Until = today.Add(-1) },
		"no":            func(c *record.Consent) { c.Answer = record.AnswerNo },
		"imported":      func(c *record.Consent) { c.Imported = true },
		"no groups":     func(c *record.Consent) { c.Groups = nil },
	}
	for name, change := range spoil {
		in := full()
		p := show(t, in)
		c := agreed(p, mother, record.CapacityCustody)
		change(c)
		if _, _, err := disclose.Final(in, p, []*record.Consent{c}); !errors.Is(err, disclose.ErrIncomplete) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestNoPersonCanBeInACommonDocument walks the types: nothing reachable from a wijksignaal or a verzoek, or from what they are made of,
// can hold a person, a household or a consent.
func TestNoPersonCanBeInACommonDocument(t *testing.T) {
	forbidden := map[reflect.Type]bool{}
	for _, v := range []any{
		cjg.Person{}, cjg.Agreed{}, cjg.Referral{}, record.Person{}, record.Household{}, record.Consent{}, record.Referral{}, record.Contact{},
	} {
		forbidden[reflect.TypeOf(v)] = true
	}
	for _, v := range []any{cjg.Signal{}, cjg.Request{}, disclose.SignalInput{}, disclose.RequestInput{}} {
		seen := map[reflect.Type]bool{}
		var walk func(typ reflect.Type, path string)
		walk = func(typ reflect.Type, path string) {
			if forbidden[typ] {
				t.Errorf("%s can hold a %s", path, typ)
			}
			if seen[typ] {
				return
			}
			seen[typ] = true
			switch typ.Kind() {
			case reflect.Pointer, reflect.Slice, reflect.Map:
				walk(typ.Elem(), path)
			case reflect.Struct:
				for i := range typ.NumField() {
					walk(typ.Field(i).Type, path+"."+typ.Field(i).Name)
				}
			case reflect.Interface, reflect.Func:
				t.Errorf("%s can hold anything", path)
			}
		}
		walk(reflect.TypeOf(v), reflect.TypeOf(v).String())
	}
}

func TestASignalIsAboutTheCommunity(t *testing.T) {
	in := rich()
	signal := &record.Signal{
		Number: 7, Topic: record.Text("p-topic"), Words: record.Text("schimmel, hoesten"), Think: record.Text("p-think"), Areas: record.LifeAreas(),
		Municipality: "Rotterdam", Concerns: 3, Meetings: 2, Partner: in.Partner.ID, Receiver: marieke, From: record.Day(2026, 3, 1),
		Answer: record.Returned{Text: record.Text("p-answer")}, Before: []record.Returned{{Text: record.Text("p-before")}},
	}
	input := disclose.SignalInput{Signal: signal, Words: []string{"schimmel", "hoesten"}, Partner: in.Partner, Profile: in.Profile}
	d, err := disclose.Signal(input)
	if err != nil {
		t.Fatal(err)
	}
	p, err := disclose.Of(d)
	if err != nil || p.Schema != cjg.SignalSchema {
		t.Fatal(err, p.Schema)
	}
	for _, kept := range []string{"p-answer", "p-before", " 3 ", "periodeTot"} {
		if holds(string(p.Bytes), kept) {
			t.Errorf("%s left", kept)
		}
	}
	if d.Number != "W-0007" || d.Subject != "p-topic" || len(d.Areas) != 5 || len(d.Words) != 2 || d.PeriodFrom != "2026-03-01" || len(d.Seen) != 1 {
		t.Errorf("%+v", d)
	}
	signal.Owner = record.ID{6}
	if _, err := disclose.Signal(input); !errors.Is(err, disclose.ErrPersonal) {
		t.Error(err)
	}
	signal.Owner, signal.Number = record.ID{}, 0
	if _, err := disclose.Signal(input); !errors.Is(err, disclose.ErrIncomplete) {
		t.Error(err)
	}
}

func TestARequestOfEverySort(t *testing.T) {
	in := rich()
	for _, what := range record.RequestKinds() {
		d, err := disclose.Request(disclose.RequestInput{
			Request: &record.Request{Number: 3, What: what, Text: record.Text("p-ask"), Answer: record.Text("p-answer")},
			Meeting: &record.Meeting{On: today, At: "19:30", Heads: 12, Place: record.Text("p-hall"), Names: []record.ID{mother}, Note: record.Text("p-meetingnote")},
			Partner: in.Partner, Profile: in.Profile,
		})
		if err != nil {
			t.Fatal(err)
		}
		p, err := disclose.Of(d)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if d.When != "2026-11-22 19:30" || d.Heads != 12 || strings.Contains(string(p.Bytes), "p-hall") || strings.Contains(string(p.Bytes), "note") {
			t.Errorf("%s", p.Bytes)
		}
	}
}
