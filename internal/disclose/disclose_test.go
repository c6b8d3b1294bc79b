package disclose_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/cjg"
	"schakel/internal/disclose"
	"schakel/internal/fault"
	"schakel/internal/record"
)

var (
	today   = record.Day(2026, 11, 22)
	mother  = record.ID{1}
	father  = record.ID{2}
	child   = record.ID{3}
	sibling = record.ID{4}
	marieke = record.ID{5}
)

func words(enum, value string) string { return "word-" + enum + "-" + value }

// rich is a family in which every private text is different, so that each one can be looked for in a document.
func rich() disclose.Input {
	t := record.Text
	return disclose.Input{
		Referral: &record.Referral{
			Head: record.Head{ID: record.ID{7}}, Number: 42, Way: record.WayOut, Household: record.ID{6}, Parent: mother,
			Children: []record.ID{child}, Partner: record.ID{8}, Receiver: marieke, Purpose: record.PurposeMeet, Form: record.FormAlong,
			Reason: t("p-reason"), Question: t("p-question"), Wants: t("p-wants"), Done: t("p-done"), GoesWell: t("p-goeswell"),
			Seen: t("p-seen"), Think: t("p-think"), JGZ: record.InvolvedYes, Steps: []record.Preparation{{What: record.PrepareOther, Text: t("p-step")}}, Closed: "p-closed",
		},
		Household: &record.Household{
			Head: record.Head{ID: record.ID{6}}, Name: t("p-familyname"), District: t("p-district"), Postcode4: "4837", Municipality: "GM0599",
			GoesWell: t("p-householdgoeswell"), Wish: t("p-householdwish"), Urgency: record.UrgencySoon, Tried: t("p-tried"), Note: t("p-householdnote"),
			Told: record.Told{How: t("p-told")}, Involved: []record.Involved{{Who: t("p-involvedwho"), What: t("p-involvedwhat")}},
			Unsafe: []record.ID{father},
			Members: []record.Member{
				{Person: mother, Relation: record.RelationMother}, {Person: father, Relation: record.RelationFather},
				{Person: child, Relation: record.RelationChild}, {Person: sibling, Relation: record.RelationChild},
			},
			Custody: []record.Custody{{Child: child, Custody: record.CustodyJoint, Holders: []record.ID{mother, father}, Guardian: t("p-guardian")}},
		},
		People: []*record.Person{
			{
				Head: record.Head{ID: mother}, As: record.PersonParent, Alias: t("p-alias"), First: t("p-first"), Infix: t("p-infix"), Last: t("p-last"),
				Birth: record.Day(1991, 3, 4), Languages: []string{"ary"}, Interpreter: true, Approach: t("p-approach"), Note: t("p-personnote"),
				Channels: []record.Channel{
					{Kind: record.ChannelPhone, Value: t("p-phone"), When: t("p-when"), Preferred: true}, {Kind: record.ChannelMail, Value: t("p-mail")},
				},
			},
			{
				Head: record.Head{ID: father}, As: record.PersonParent, Alias: t("p-fatheralias"), First: t("p-fatherfirst"), Last: t("p-fatherlast"),
				Channels: []record.Channel{{Kind: record.ChannelPhone, Value: t("p-fatherphone")}}, Note: t("p-fathernote"),
			},
			{
				Head: record.Head{ID: child}, As: record.PersonChild, Alias: t("p-childalias"), First: t("p-childfirst"), Last: t("p-childlast"),
				Birth: record.Day(2018, 5, 6), Note: t("p-childnote"), Languages: []string{"zgh"},
				Channels: []record.Channel{{Kind: record.ChannelPhone, Value: t("p-childphone")}},
			},
			{Head: record.Head{ID: sibling}, As: record.PersonChild, First: t("p-siblingfirst"), Birth: record.Day(2020, 7, 8)},
		},
		Partner: &record.Partner{
			Head: record.Head{ID: record.ID{8}}, Name: t("p-partnername"), Local: t("p-partnerlocal"), Note: t("p-partnernote"), Phone: t("p-partnerphone"),
			Offer: t("p-offer"), Officers: []record.Officer{{ID: marieke, First: t("p-officer"), Last: t("p-officerlast"), Phone: t("p-officerphone")}},
		},
		Profile: &record.Profile{
			Name: t("p-me"), Title: t("p-metitle"), Phone: t("p-mephone"), Organisation: t("p-meorg"), Reachable: t("p-mereachable"),
			Languages: []string{"rif"},
		},
		Concern: &record.Concern{
			Level: record.LevelWorried, Seen: t("p-concernseen"), Think: t("p-concernthink"), GoesWell: t("p-concerngoeswell"), Wish: t("p-concernwish"),
			Discussed: t("p-discussed"), Next: t("p-next"), SeenOn: record.Day(2026, 11, 9), Sources: []record.Source{record.SourceSelf, record.SourceMother},
		},
		Municipality: "p-town", Words: words, On: today,
	}
}

// privates is every private text anywhere in the input, and the plain values that say something about the family.
func privates(in disclose.Input) []string {
	all := []string{
		"4837", "GM0599", "1991", "03-04", "2018", "05-06", "2020", "ary", "zgh", "rif", "p-closed", "p-town", `"leeftijd":8`, `"tolk"`, "dringend",
		"2026-11-09", "word-source", `"vorm":"mee"`, `"jgz":"ja"`, `"doel":"kennismaken"`, `"kind"`, `"jongere"`,
	}
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() {
				walk(v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Struct:
			if p, ok := v.Interface().(record.Private); ok {
				if !p.Empty() {
					all = append(all, p.Reveal())
				}
				return
			}
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					walk(v.Field(i))
				}
			}
		}
	}
	walk(reflect.ValueOf(in))
	return all
}

// always is what every referral's document says: who asks whom, and for what purpose when the reason stays here.
var always = []string{"p-partnerlocal", "p-officer", "p-me", "p-metitle", "p-mephone", "p-meorg", `"doel":"kennismaken"`}

// own is what each group alone lets out beside that.
func own() map[record.FieldGroup][]string {
	return map[record.FieldGroup][]string{
		record.GroupName:     {"p-first", "p-infix", "p-last"},
		record.GroupPhone:    {"p-phone", "p-when"},
		record.GroupLanguage: {"ary", `"tolk"`},
		record.GroupChild:    {"p-childfirst", `"leeftijd":8`, `"kind"`},
		record.GroupPlace:    {"p-district", "p-town"},
		record.GroupReason:   {"p-reason", "dringend"},
		record.GroupQuestion: {"p-question", "p-wants"},
		record.GroupGoesWell: {"p-goeswell"},
		record.GroupSeen:     {"p-seen", "word-source", "2026-11-09"},
		record.GroupThink:    {"p-think"},
		record.GroupDone:     {"p-done", `"jgz":"ja"`},
		record.GroupForm:     {`"vorm":"mee"`},
	}
}

// holds reports whether the document says the value; p-me does not count as found inside p-metitle.
func holds(document, value string) bool {
	rest := document
	for {
		i := strings.Index(rest, value)
		if i < 0 {
			return false
		}
		end := i + len(value)
		if !strings.HasPrefix(value, "p-") || end == len(rest) || rest[end] < 'a' || rest[end] > 'z' {
			return true
		}
		rest = rest[end:]
	}
}

func TestEachGroupAloneLetsOutExactlyItsOwn(t *testing.T) {
	if len(own()) != len(record.FieldGroups()) {
		t.Fatal("a field group is not in the table")
	}
	for group, mine := range own() {
		in := rich()
		in.Groups = []record.FieldGroup{group}
		d, err := disclose.Build(in)
		if err != nil {
			t.Fatalf("%s: %v", group, err)
		}
		p, err := disclose.Of(d)
		if err != nil {
			t.Fatalf("%s: %v", group, err)
		}
		want := append(slices.Clone(mine), always...)
		for _, value := range privates(in) {
			if got := holds(string(p.Bytes), value); got != slices.Contains(want, value) {
				t.Errorf("%s: the document says %q: %v\n%s", group, value, got, p.Bytes)
			}
		}
	}
}

func TestNoGroupsLetOutNothingOfTheFamily(t *testing.T) {
	in := rich()
	d, err := disclose.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	p, err := disclose.Of(d)
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range privates(in) {
		if got := holds(string(p.Bytes), value); got != slices.Contains(always, value) {
			t.Errorf("the document says %q: %v", value, got)
		}
	}
	if !strings.Contains(string(p.Bytes), cjg.Disclaimer) {
		t.Error("the legal sentence is not in it")
	}
}

func TestAllGroupsTogether(t *testing.T) {
	in := rich()
	in.Groups = record.FieldGroups()
	d, err := disclose.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	age := 8
	want := &cjg.Referral{
		Schema: cjg.ReferralSchema, Number: "H-0042", To: cjg.Recipient{Organisation: "p-partnerlocal", Person: "p-officer"},
		From: cjg.Sender{Title: "p-metitle", Name: "p-me", Phone: "p-mephone", Organisation: "p-meorg"},
		People: []cjg.Person{
			{
				Role: "moeder", Name: "p-first p-infix p-last", Phone: "p-phone", Reachable: "p-when", Languages: []string{"ary"}, Interpreter: true,
				Place: "p-district, p-town",
			},
			{Role: "kind", Name: "p-childfirst", Age: &age},
		},
		Goal: "kennismaken", Purpose: "p-reason", Question: "p-question", FamilyWish: "p-wants", GoesWell: "p-goeswell", Thought: "p-think", Done: "p-done",
		Seen: []cjg.Fact{{Text: "p-seen", Source: "word-source-self, word-source-mother", Date: "2026-11-09"}},
		JGZ:  "ja", Form: "mee", Urgency: "binnenkort",
		Consents: []cjg.Agreed{}, WantsReply: true, Disclaimer: cjg.Disclaimer,
	}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsShownOfAChild(t *testing.T) {
	cases := []struct {
		name   string
		change func(*record.Person)
		role   string
		age    int // -1 when it must not be there
		year   int
		due    string
	}{
		{"baby", func(p *record.Person) { p.Birth = today }, "kind", 0, 0, ""},
		{"twelve", func(p *record.Person) { p.Birth = record.Day(2014, 11, 22) }, "jongere", 12, 0, ""},
		{"year only", func(p *record.Person) { p.Birth, p.BirthYear = record.Date{}, 2016 }, "kind", -1, 2016, ""},
		{"unborn", func(p *record.Person) { p.Birth, p.Expected = record.Date{}, today.Add(30) }, "kind", -1, 0, "2026-12-22"},
	}
	for _, c := range cases {
		in := rich()
		in.Groups = []record.FieldGroup{record.GroupChild}
		c.change(in.People[2])
		d, err := disclose.Build(in)
		if err != nil {
			t.Fatal(err)
		}
		got := d.People[1]
		age := -1
		if got.Age != nil {
			age = *got.Age
		}
		if got.Role != c.role || age != c.age || got.BirthYear != c.year || got.Expected != c.due {
			t.Errorf("%s: %+v, age %d", c.name, got, age)
		}
	}
}

func TestAnAliasNeverLeaves(t *testing.T) {
	in := rich()
	in.Groups = record.FieldGroups()
	for _, p := range in.People {
		p.First, p.Infix, p.Last = record.Text(""), record.Text(""), record.Text("")
	}
	d, err := disclose.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	if d.People[0].Name != "" || d.People[1].Name != "" {
		t.Errorf("%q %q", d.People[0].Name, d.People[1].Name)
	}
}

func TestAYouthAlone(t *testing.T) {
	in := rich()
	in.Referral.Parent = record.ID{}
	in.People[2].Birth = record.Day(2009, 1, 1)
	in.Groups = []record.FieldGroup{record.GroupChild, record.GroupPhone, record.GroupName}
	d, err := disclose.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.People) != 1 || d.People[0].Role != "jongere" || d.People[0].Name != "p-childfirst" || d.People[0].Phone != "p-childphone" {
		t.Errorf("%+v", d.People)
	}
}

func TestASecretAddressKeepsEveryPlaceHere(t *testing.T) {
	for i := range rich().People {
		in := rich()
		in.People[i].Secret = true
		in.Groups = record.FieldGroups()
		d, err := disclose.Build(in)
		if err != nil {
			t.Fatal(err)
		}
		if d.People[0].Place != "" {
			t.Errorf("person %d is secret and the place left", i)
		}
		for _, text := range []string{"wij wonen in P-District nu", "post naar 3074 AB", "in p-town", "bij 4837"} {
			in.Referral.Question = record.Text(text)
			if _, err := disclose.Build(in); !errors.Is(err, disclose.ErrPlace) || strings.Contains(err.Error(), text) {
				t.Errorf("%q: %v", text, err)
			}
			in.People[i].Secret = false
			if _, err := disclose.Build(in); err != nil {
				t.Errorf("%q without a secret address: %v", text, err)
			}
			in.People[i].Secret = true
		}
	}
}

func TestABSNAnywhereIsRefused(t *testing.T) {
	put := map[string]func(*disclose.Input, record.Private){
		"question": func(in *disclose.Input, p record.Private) { in.Referral.Question = p },
		"name":     func(in *disclose.Input, p record.Private) { in.People[0].Last = p },
		"phone":    func(in *disclose.Input, p record.Private) { in.People[0].Channels[0].Value = p },
		"seen":     func(in *disclose.Input, p record.Private) { in.Referral.Seen = p },
		"me":       func(in *disclose.Input, p record.Private) { in.Profile.Organisation = p },
	}
	for _, text := range []string{"111222333", "bsn 111.222.333 5", "1112 22 333"} {
		for field, set := range put {
			in := rich()
			in.Groups = record.FieldGroups()
			set(&in, record.Text(text))
			d, err := disclose.Build(in)
			if err != nil {
				t.Fatal(err)
			}
			_, err = disclose.Of(d)
			if fault.CodeOf(err) != "disclose.bsn" || fault.Of(err) != fault.Denied || strings.Contains(err.Error(), text) {
				t.Errorf("%s %q: %v", field, text, err)
			}
		}
	}
}

func TestWhatIsMissingIsSaid(t *testing.T) {
	cases := map[string]func(*disclose.Input){
		"number":    func(in *disclose.Input) { in.Referral.Number = 0 },
		"partner":   func(in *disclose.Input) { in.Partner = nil },
		"receiver":  func(in *disclose.Input) { in.Referral.Receiver = father },
		"sender":    func(in *disclose.Input) { in.Profile.Name = record.Text("") },
		"subjects":  func(in *disclose.Input) { in.Referral.Parent, in.Referral.Children = record.ID{}, nil },
		"person":    func(in *disclose.Input) { in.People = in.People[:1] },
		"purpose":   func(in *disclose.Input) { in.Referral.Purpose = "" },
		"household": func(in *disclose.Input) { in.Household = nil },
		"referral":  func(in *disclose.Input) { in.Referral = nil },
	}
	for name, spoil := range cases {
		in := rich()
		spoil(&in)
		if _, err := disclose.Build(in); !errors.Is(err, disclose.ErrIncomplete) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, level := range []record.ConcernLevel{record.LevelDoubt, record.LevelDanger} {
		in := rich()
		in.Concern.Level = level
		if _, err := disclose.Build(in); !errors.Is(err, disclose.ErrLevel) {
			t.Errorf("%s: %v", level, err)
		}
	}
}

// TestEveryWordOfTheContractExists sends every value of every closed list through the contract's own check.
func TestEveryWordOfTheContractExists(t *testing.T) {
	in := rich()
	in.Groups = record.FieldGroups()
	try := func(what string) {
		t.Helper()
		d, err := disclose.Build(in)
		if err != nil {
			t.Fatal(what, err)
		}
		p, err := disclose.Of(d)
		if err != nil {
			t.Fatal(what, err)
		}
		for _, way := range record.ConsentWays() {
			for _, capacity := range record.Capacities() {
				c := agreed(p, mother, capacity)
				c.Way = way
				if _, _, err := disclose.Final(in, p, []*record.Consent{c}); err != nil {
					t.Error(what, way, capacity, err)
				}
			}
		}
		if what != "" && !strings.Contains(string(p.Bytes), `"vorm"`) {
			t.Error(what)
		}
	}
	for _, v := range record.Purposes() {
		in.Referral.Purpose = v
		try(string(v))
	}
	for _, v := range record.Forms() {
		in.Referral.Form = v
		try(string(v))
	}
	for _, v := range record.Urgencies() {
		in.Household.Urgency = v
		try(string(v))
	}
	for _, v := range record.Involvements() {
		in.Referral.JGZ = v
		try(string(v))
	}
	for _, v := range record.Relations() {
		in.Household.Members[0].Relation = v
		try(string(v))
	}
	in.Household.Members = nil
	for _, v := range append(record.Genders(), "") {
		in.People[0].Gender = v
		try("no relation " + string(v))
	}
}
