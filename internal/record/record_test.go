package record_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/record"
)

func TestProblemsCarryParams(t *testing.T) {
	ps := (&record.Meeting{Type: record.MeetingCoffee, On: today, Heads: 12, New: 1}).Validate(today)
	want := record.Problems{{Field: "returning", Code: "count.sum", Params: map[string]string{"Heads": "12"}}}
	if diff := cmp.Diff(want, ps); diff != "" {
		t.Error(diff)
	}
	if (record.Problems)(nil).Err() != nil {
		t.Error("no problems are no error")
	}
}

func TestCode(t *testing.T) {
	for _, c := range []struct {
		kind record.Kind
		n    uint32
		want string
	}{
		{record.KindReferral, 42, "H-0042"}, {record.KindConcern, 1, "Z-0001"}, {record.KindMeeting, 9999, "B-9999"}, {record.KindRequest, 12345, "V-12345"}, {record.KindSignal, 42, "W-0042"},
		{record.KindReferral, 0, ""}, {record.KindReferral, 4294967295, "H-4294967295"},
	} {
		if got := record.Code(c.kind, c.n); got != c.want {
			t.Errorf("%s %d: %q", c.kind, c.n, got)
		}
	}
}

func TestIDs(t *testing.T) {
	id, err := record.NewID(strings.NewReader(strings.Repeat("\xff", 16)))
	if err != nil || id.String() != "ffffffff-ffff-4fff-bfff-ffffffffffff" {
		t.Error(id, err)
	}
	if _, err := record.NewID(strings.NewReader("short")); err == nil {
		t.Error("too little randomness is an error")
	}
	back, err := record.ParseID(id.String())
	if err != nil || back != id {
		t.Error(back, err)
	}
	for _, bad := range []string{"x", id.String() + "0", strings.ReplaceAll(id.String(), "-", "x"), strings.Replace(id.String(), "f", "g", 1)} {
		if got, err := record.ParseID(bad); err == nil || !got.Zero() {
			t.Errorf("%q: %v", bad, got)
		}
	}
	if zero, err := record.ParseID(""); err != nil || !zero.Zero() || zero.String() != "" {
		t.Error("the zero id is empty")
	}
	one, _ := record.NewID(nil)
	two, _ := record.NewID(nil)
	if one == two {
		t.Error("two ids are the same")
	}
}

func TestRowsAreShort(t *testing.T) {
	long := record.Text(strings.Repeat("é", 100))
	if got := record.Cut(long); len([]rune(got.Reveal())) != record.RowText || !strings.HasSuffix(got.Reveal(), "…") {
		t.Errorf("%d runes", len([]rune(got.Reveal())))
	}
	if got := record.Cut(record.Text("kort")); got.Reveal() != "kort" {
		t.Error(got.Reveal())
	}
	p := &record.Person{As: record.PersonChild, First: record.Text("Emre"), Alias: record.Text("de jongste"), Expected: today, Secret: true}
	row := p.Row()
	if row.Flags != record.RowChild|record.RowUnborn|record.RowSecret || row.On != today || row.Detail.Reveal() != "de jongste" {
		t.Errorf("%+v", row)
	}
	asked := &record.Request{State: record.RequestAsked, AskedOn: today, Norm: 7}
	if asked.Row().Due != today.Add(7) {
		t.Error("due is the last day of the norm")
	}
	if !(&record.Request{State: record.RequestAsked, Norm: 7}).Row().Due.Zero() {
		t.Error("without a day nothing is due")
	}
}

func TestSettledCustody(t *testing.T) {
	sole := record.Custody{Child: id2, Custody: record.CustodySole, Holders: []record.ID{id1}}
	for name, c := range map[string]struct {
		change func(*record.Custody)
		want   bool
	}{
		"said":                  {func(c *record.Custody) { c.Proof = record.ProofSaid; c.Seen = today }, false},
		"other":                 {func(c *record.Custody) { c.Proof = record.ProofOther; c.Seen = today }, false},
		"paper":                 {func(c *record.Custody) { c.Proof = record.ProofPaper; c.Seen = today }, true},
		"extract":               {func(c *record.Custody) { c.Proof = record.ProofExtract; c.Seen = today }, true},
		"extract without date":  {func(c *record.Custody) { c.Proof = record.ProofExtract }, false},
		"joint":                 {func(c *record.Custody) { c.Custody, c.Holders = record.CustodyJoint, []record.ID{id1, {3}} }, true},
		"joint with one":        {func(c *record.Custody) { c.Custody = record.CustodyJoint }, false},
		"joint with one twice":  {func(c *record.Custody) { c.Custody, c.Holders = record.CustodyJoint, []record.ID{id1, id1} }, false},
		"joint with the child":  {func(c *record.Custody) { c.Custody, c.Holders = record.CustodyJoint, []record.ID{id1, id2} }, false},
		"joint with nobody":     {func(c *record.Custody) { c.Custody, c.Holders = record.CustodyJoint, []record.ID{id1, {}} }, false},
		"guardian":              {func(c *record.Custody) { c.Custody = record.CustodyGuardian }, true},
		"guardian without name": {func(c *record.Custody) { c.Custody, c.Holders = record.CustodyGuardian, nil }, false},
		"unknown":               {func(c *record.Custody) { c.Custody = record.CustodyUnknown }, false},
	} {
		got := sole
		c.change(&got)
		if got.Settled() != c.want {
			t.Errorf("%s: settled %v", name, got.Settled())
		}
	}
}

func TestWhoLivesThereAndWhoDecides(t *testing.T) {
	h := &record.Household{
		Members: []record.Member{{Person: id1, From: today}, {Person: id2, To: today}, {Person: record.ID{3}}},
		Custody: []record.Custody{
			{Child: id2, Custody: record.CustodyJoint}, {Child: id2, Custody: record.CustodySole, From: today}, {Child: id1, Custody: record.CustodyGuardian},
		},
	}
	if got := len(h.Living(today)); got != 2 {
		t.Errorf("%d members: the first day counts, the last does not", got)
	}
	if c, ok := h.CustodyOf(id2, today.Add(-1)); !ok || c.Custody != record.CustodyJoint {
		t.Errorf("before: %s", c.Custody)
	}
	if c, ok := h.CustodyOf(id2, today); !ok || c.Custody != record.CustodySole {
		t.Errorf("from 00:00 of the day: %s", c.Custody)
	}
	if _, ok := h.CustodyOf(record.ID{9}, today); ok {
		t.Error("nobody said anything about this child")
	}
}

func TestAConsentThatGives(t *testing.T) {
	base := record.Consent{Answer: record.AnswerYes, On: today}
	for name, c := range map[string]struct {
		change func(*record.Consent)
		want   bool
	}{
		"yes": {func(*record.Consent) {}, true}, "no": {func(c *record.Consent) { c.Answer = record.AnswerNo }, false},
		"withdrawn": {func(c *record.Consent) { c.Withdrawn = today }, false}, "tomorrow": {func(c *record.Consent) { c.On = today.Add(1) }, false},
		"last day": {func(c *record.Consent) { c.Until = today }, true}, "over": {func(c *record.Consent) { c.Until = today.Add(-1) }, false},
		"imported": {func(c *record.Consent) { c.Imported = true }, false}, "reviewed": {func(c *record.Consent) { c.Imported, c.Reviewed = true, today }, true},
	} {
		got := base
		c.change(&got)
		if got.Gives(today) != c.want {
			t.Errorf("%s: gives %v", name, got.Gives(today))
		}
	}
}

func TestNames(t *testing.T) {
	text := record.Text
	full := &record.Person{First: text("Elif"), Infix: text("van"), Last: text("Yıldız"), Alias: text("bakker")}
	alias := &record.Person{Alias: text("bakker")}
	last := &record.Person{Last: text("Yıldız")}
	got := fmt.Sprint(full.Name().Reveal(), "|", full.Called().Reveal(), "|", alias.Name().Reveal(), "|", alias.Called().Reveal(), "|", last.Called().Reveal())
	if got != "Elif van Yıldız|Elif|bakker|bakker|Yıldız" {
		t.Error(got)
	}
	p := &record.Person{Channels: []record.Channel{
		{Kind: record.ChannelMail, Value: text("m"), Preferred: true}, {Kind: record.ChannelApp, Value: text("a")}, {Kind: record.ChannelPhone, Value: text("b")},
	}}
	if p.Phone().Value.Reveal() != "a" {
		t.Error("the first number")
	}
	p.Channels[2].Preferred = true
	if p.Phone().Value.Reveal() != "b" {
		t.Error("the preferred number")
	}
}
