package consent_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"schakel/internal/consent"
	"schakel/internal/record"
)

var (
	today  = record.Day(2026, 11, 22)
	mother = record.ID{1}
	father = record.ID{2}
	child  = record.ID{3}
	nidos  = record.ID{4}
	cjg    = record.ID{9}
)

const hash = "8d7f"

var wanted = []record.FieldGroup{record.GroupName, record.GroupChild, record.GroupQuestion}

// family is a mother, a father and a child of the given birth date, with joint custody.
func family(birth record.Date) consent.Input {
	person := func(id record.ID, as record.PersonKind, birth record.Date) *record.Person {
		return &record.Person{Head: record.Head{ID: id}, As: as, First: record.Text("x"), Birth: birth}
	}
	return consent.Input{
		Subjects: []record.ID{mother, child},
		People: []*record.Person{
			person(mother, record.PersonParent, record.Date{}), person(father, record.PersonParent, record.Date{}),
			person(child, record.PersonChild, birth),
		},
		Households: []*record.Household{{
			Head: record.Head{ID: record.ID{20}},
			Members: []record.Member{
				{Person: mother, Relation: record.RelationMother}, {Person: father, Relation: record.RelationFather},
				{Person: child, Relation: record.RelationChild},
			},
			Custody: []record.Custody{{Child: child, Custody: record.CustodyJoint, Holders: []record.ID{mother, father}}},
		}},
		Recipient: cjg, Purpose: record.PurposeMeet, Groups: wanted, Hash: hash, On: today,
	}
}

// yes is a consent that counts for the input.
func yes(giver record.ID, capacity record.Capacity, subjects ...record.ID) *record.Consent {
	return &record.Consent{
		Giver: giver, Capacity: capacity, Subjects: subjects, Recipient: cjg, Purpose: record.PurposeMeet, Groups: wanted,
		Answer: record.AnswerYes, Way: record.WayReadAloud, On: today.Add(-3), Hash: hash,
	}
}

func codes(d consent.Decision) []consent.Code {
	var all []consent.Code
	for _, p := range d.Problems {
		if !slices.Contains(all, p.Code) {
			all = append(all, p.Code)
		}
	}
	slices.Sort(all)
	return all
}

// TestEveryAgeGezagAndAnswer walks age x gezag x how it is known x who agreed x who withdrew, against the rules written out again here.
func TestEveryAgeGezagAndAnswer(t *testing.T) {
	type situation struct {
		name    string
		birth   record.Date
		unborn  bool
		custody bool // the people with gezag are needed
		youth   bool // the youth is needed
	}
	ages := []situation{
		{name: "expected", unborn: true},
		{name: "born today", birth: today, custody: true},
		{name: "12 tomorrow", birth: record.Day(2014, 11, 23), custody: true},
		{name: "12 today", birth: record.Day(2014, 11, 22), custody: true, youth: true},
		{name: "16 tomorrow", birth: record.Day(2010, 11, 23), custody: true, youth: true},
		{name: "16 today", birth: record.Day(2010, 11, 22), youth: true},
		{name: "18 today", birth: record.Day(2008, 11, 22), youth: true},
	}
	type gezag struct {
		name    string
		custody []record.Custody
		holders []record.ID
		cap     record.Capacity
		problem consent.Code
	}
	joint := record.Custody{Child: child, Custody: record.CustodyJoint, Holders: []record.ID{mother, father}}
	sole := record.Custody{Child: child, Custody: record.CustodySole, Holders: []record.ID{mother}}
	proven := func(p record.CustodyProof, seen record.Date) record.Custody {
		c := sole
		c.Proof, c.Seen = p, seen
		return c
	}
	one := []record.ID{mother}
	kinds := []gezag{
		{"joint", []record.Custody{joint}, joint.Holders, record.CapacityCustody, ""},
		{"joint, one name", []record.Custody{{Child: child, Custody: record.CustodyJoint, Holders: one}}, one, record.CapacityCustody, consent.CustodyUnproven},
		{"joint, one name twice", []record.Custody{{Child: child, Custody: record.CustodyJoint, Holders: []record.ID{mother, mother}}}, one, record.CapacityCustody, consent.CustodyUnproven},
		{"sole, said", []record.Custody{proven(record.ProofSaid, record.Date{})}, one, record.CapacityCustody, consent.CustodyUnproven},
		{"sole, other parent", []record.Custody{proven(record.ProofOther, today)}, one, record.CapacityCustody, consent.CustodyUnproven},
		{"sole, paper without date", []record.Custody{proven(record.ProofPaper, record.Date{})}, one, record.CapacityCustody, consent.CustodyUnproven},
		{"sole, paper seen tomorrow", []record.Custody{proven(record.ProofPaper, today.Add(1))}, one, record.CapacityCustody, consent.CustodyUnproven},
		{"sole, paper", []record.Custody{proven(record.ProofPaper, today)}, one, record.CapacityCustody, ""},
		{"sole, extract", []record.Custody{proven(record.ProofExtract, today)}, one, record.CapacityCustody, ""},
		{"guardian", []record.Custody{{Child: child, Custody: record.CustodyGuardian, Holders: []record.ID{nidos}}}, []record.ID{nidos}, record.CapacityGuardian, ""},
		{"guardian without a name", []record.Custody{{Child: child, Custody: record.CustodyGuardian}}, nil, "", consent.CustodyUnproven},
		{"unknown", []record.Custody{{Child: child, Custody: record.CustodyUnknown, Holders: one}}, one, record.CapacityCustody, consent.CustodyUnknown},
		{"not noted", nil, nil, "", consent.CustodyUnknown},
	}
	everybody := []record.ID{mother, father, child, nidos}
	for _, age := range ages {
		for _, g := range kinds {
			need := []record.ID{mother} // her own data
			if age.custody {
				need = append(need, g.holders...)
			}
			if age.youth {
				need = append(need, child)
			}
			for mask := range 1 << (2 * len(everybody)) {
				in := family(age.birth)
				in.Households[0].Custody = g.custody
				if age.unborn {
					in.People[2].Expected = today.Add(40)
				}
				want := g.problem == "" || !age.custody
				for i, who := range everybody {
					agreed, withdrew := mask&(1<<i) != 0, mask&(16<<i) != 0
					if agreed {
						c := yes(who, capacityOf(who, age.unborn, g.cap), mother, child)
						if withdrew {
							c.Withdrawn = today
						}
						in.Consents = append(in.Consents, c)
					}
					if slices.Contains(need, who) && (!agreed || withdrew) {
						want = false
					}
				}
				if got := consent.Decide(in); got.Allowed != want {
					t.Fatalf("%s, %s, mask %08b: allowed %v, want %v: %v", age.name, g.name, mask, got.Allowed, want, got.Problems)
				}
			}
			in := family(age.birth)
			in.Households[0].Custody = g.custody
			if age.unborn {
				in.People[2].Expected = today.Add(40)
			}
			if got := codes(consent.Decide(in)); age.custody && g.problem != "" && !slices.Contains(got, g.problem) {
				t.Errorf("%s, %s: problems %v lack %s", age.name, g.name, got, g.problem)
			}
		}
	}
}

func capacityOf(who record.ID, unborn bool, holds record.Capacity) record.Capacity {
	switch {
	case who == child:
		return record.CapacitySelf
	case unborn:
		return record.CapacityMother
	case holds == "":
		return record.CapacityCustody
	}
	return holds
}

func TestRequiredBeforeAnythingIsAsked(t *testing.T) {
	in := family(record.Day(2013, 5, 1)) // 13
	in.Households[0].Unsafe = []record.ID{father}
	got := consent.Required(in)
	want := []consent.Subject{
		{ID: mother, Rule: consent.RuleAdult, Givers: []consent.Giver{{mother, record.CapacitySelf, consent.WhySelf, consent.StandAsk}}},
		{ID: child, Rule: consent.RuleYouth, Change: record.Day(2029, 5, 1), Givers: []consent.Giver{
			{child, record.CapacitySelf, consent.WhyYouth, consent.StandAsk},
			{mother, record.CapacityCustody, consent.WhyCustody, consent.StandAsk},
			{father, record.CapacityCustody, consent.WhyCustody, consent.StandUnsafe},
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOneQuestionForEachPerson(t *testing.T) {
	d := consent.Decide(family(record.Day(2018, 5, 1)))
	want := []consent.Ask{
		{Person: mother, Capacity: record.CapacityCustody, Subjects: []record.ID{child, mother}},
		{Person: father, Capacity: record.CapacityCustody, Subjects: []record.ID{child}},
	}
	if diff := cmp.Diff(want, d.Asks); diff != "" {
		t.Error(diff)
	}
	in := family(record.Day(2018, 5, 1))
	for _, a := range want {
		in.Consents = append(in.Consents, yes(a.Person, a.Capacity, a.Subjects...))
	}
	if d := consent.Decide(in); !d.Allowed || len(d.Asks) != 0 || !slices.Equal(d.Groups, wanted) {
		t.Errorf("the answers to exactly those questions must be enough: %+v", d)
	}
}

// TestWhatASingleConsentMustHave starts from a family where everything is agreed and spoils one thing.
func TestWhatASingleConsentMustHave(t *testing.T) {
	cases := []struct {
		name  string
		spoil func(in *consent.Input, mothers *record.Consent)
		want  []consent.Code
	}{
		{"nothing", func(*consent.Input, *record.Consent) {}, nil},
		{"valid until today", func(_ *consent.Input, c *record.Consent) { c.Until = today }, nil},
		{"imported and reviewed", func(_ *consent.Input, c *record.Consent) { c.Imported, c.Reviewed = true, today }, nil},
		{"expired yesterday", func(_ *consent.Input, c *record.Consent) { c.Until = today.Add(-1) }, []consent.Code{consent.ConsentExpired}},
		{"withdrawn", func(_ *consent.Input, c *record.Consent) { c.Withdrawn = today }, []consent.Code{consent.ConsentWithdrawn}},
		{"imported", func(_ *consent.Input, c *record.Consent) { c.Imported = true }, []consent.Code{consent.ConsentImported}},
		{"dated tomorrow", func(_ *consent.Input, c *record.Consent) { c.On = today.Add(1) }, []consent.Code{consent.ConsentFuture}},
		{"without a date", func(_ *consent.Input, c *record.Consent) { c.On = record.Date{} }, []consent.Code{consent.ConsentFuture}},
		{"another preview", func(_ *consent.Input, c *record.Consent) { c.Hash = "other" }, []consent.Code{consent.PreviewChanged}},
		{"the preview changed", func(in *consent.Input, _ *record.Consent) { in.Hash = "other" }, []consent.Code{consent.PreviewChanged}},
		{"nothing was shown", func(in *consent.Input, c *record.Consent) { in.Hash, c.Hash = "", "" }, []consent.Code{consent.PreviewChanged, consent.PreviewNone}},
		{"another recipient", func(_ *consent.Input, c *record.Consent) { c.Recipient = nidos }, []consent.Code{consent.ConsentMissing}},
		{"another purpose", func(_ *consent.Input, c *record.Consent) { c.Purpose = record.PurposeTakeOver }, []consent.Code{consent.ConsentMissing}},
		{"not about the child", func(_ *consent.Input, c *record.Consent) { c.Subjects = []record.ID{mother} }, []consent.Code{consent.ConsentMissing}},
		{"only as herself", func(_ *consent.Input, c *record.Consent) { c.Capacity = record.CapacitySelf }, []consent.Code{consent.ConsentMissing}},
		{"one group fewer", func(_ *consent.Input, c *record.Consent) { c.Groups = wanted[:2] }, []consent.Code{consent.ConsentGroup}},
		{"no groups", func(_ *consent.Input, c *record.Consent) { c.Groups = nil }, []consent.Code{consent.ConsentGroup}},
		{"a no", func(_ *consent.Input, c *record.Consent) { c.Answer = record.AnswerNo }, []consent.Code{consent.ConsentNo}},
		{"an answer of nothing", func(_ *consent.Input, c *record.Consent) { c.Answer = "" }, []consent.Code{consent.ConsentMissing}},
		{"a no to everything beside the yes", func(in *consent.Input, c *record.Consent) {
			in.Consents = append(in.Consents, no(c, today.Add(-30)))
		}, []consent.Code{consent.ConsentNo}},
		{"a no to another group beside the yes", func(in *consent.Input, c *record.Consent) {
			in.Consents = append(in.Consents, no(c, today.Add(-30), record.GroupThink))
		}, nil},
		{"an imported no beside the yes", func(in *consent.Input, c *record.Consent) {
			n := no(c, today.Add(-30))
			n.Imported = true
			in.Consents = append(in.Consents, n)
		}, []consent.Code{consent.ConsentNo}},
		{"a no taken back before the yes", func(in *consent.Input, c *record.Consent) {
			n := no(c, today.Add(-30))
			n.Withdrawn = today.Add(-5)
			in.Consents = append(in.Consents, n)
		}, nil},
		{"a second record of a yes that was withdrawn later", func(in *consent.Input, c *record.Consent) {
			w := *c
			w.Withdrawn = today.Add(-1)
			in.Consents = append(in.Consents, &w)
		}, []consent.Code{consent.ConsentWithdrawn}},
		{"withdrawn and said again the same day, in that order", func(in *consent.Input, c *record.Consent) {
			w := *c
			w.Withdrawn, w.Changed = c.On, time.Date(2026, 11, 19, 10, 0, 0, 0, time.UTC)
			c.Created = w.Changed.Add(time.Hour)
			in.Consents = append(in.Consents, &w)
		}, nil},
		{"withdrawn and said the same day, order unknown", func(in *consent.Input, c *record.Consent) {
			w := *c
			w.Withdrawn = c.On
			in.Consents = append(in.Consents, &w)
		}, []consent.Code{consent.ConsentWithdrawn}},
		{"no groups are wanted", func(in *consent.Input, _ *record.Consent) { in.Groups = nil }, []consent.Code{consent.ConsentGroup, consent.GroupsNone}},
		{"about nobody", func(in *consent.Input, _ *record.Consent) { in.Subjects = nil }, []consent.Code{consent.SubjectsNone}},
		{"about somebody who is not there", func(in *consent.Input, _ *record.Consent) { in.People = in.People[:2] }, []consent.Code{consent.PersonUnknown}},
		{"not safe to ask father", func(in *consent.Input, _ *record.Consent) { in.Households[0].Unsafe = []record.ID{father} }, []consent.Code{consent.AskUnsafe}},
		{"age not known", func(in *consent.Input, _ *record.Consent) { in.People[2].Birth = record.Date{} }, []consent.Code{consent.AgeUnknown, consent.ConsentMissing}},
	}
	for _, c := range cases {
		in := family(record.Day(2018, 5, 1))
		said := yes(mother, record.CapacityCustody, mother, child)
		in.Consents = []*record.Consent{yes(father, record.CapacityCustody, child), said}
		c.spoil(&in, said)
		d := consent.Decide(in)
		if diff := cmp.Diff(c.want, codes(d), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if d.Allowed != (len(c.want) == 0) {
			t.Errorf("%s: allowed %v", c.name, d.Allowed)
		}
	}
}

// no is a refusal by whoever gave the consent, of the groups, or of everything.
func no(c *record.Consent, on record.Date, groups ...record.FieldGroup) *record.Consent {
	n := *c
	n.Answer, n.On, n.Groups, n.Hash = record.AnswerNo, on, groups, ""
	return &n
}

func TestANoIsNeverAskedAgain(t *testing.T) {
	in := family(record.Day(2018, 5, 1))
	in.Households[0].Unsafe = []record.ID{mother}
	n := yes(father, record.CapacityCustody, child)
	n.Answer, n.Until, n.Hash = record.AnswerNo, today.Add(-2), "an older preview"
	in.Consents = []*record.Consent{n}
	d := consent.Decide(in)
	if len(d.Asks) != 0 {
		t.Errorf("asked again: %+v", d.Asks)
	}
	if g := d.Subjects[1].Givers; g[0].Stand != consent.StandUnsafe || g[1].Stand != consent.StandNo {
		t.Errorf("stands %+v", g)
	}
}

// TestTheOwnDataOnly is the safe road when the other parent cannot be asked, and when the child cannot be shared about.
func TestTheOwnDataOnly(t *testing.T) {
	in := family(record.Day(2018, 5, 1))
	in.Households[0].Unsafe, in.Households[0].Custody = []record.ID{father}, nil
	in.Subjects = []record.ID{mother}
	in.Groups = []record.FieldGroup{record.GroupName, record.GroupQuestion}
	in.Consents = []*record.Consent{yes(mother, record.CapacitySelf, mother)}
	if d := consent.Decide(in); !d.Allowed {
		t.Errorf("her own data need only her: %v", d.Problems)
	}
}

func TestAGroupNeedsTheOnesItIsAbout(t *testing.T) {
	in := family(record.Day(2018, 5, 1))
	in.Consents = []*record.Consent{yes(mother, record.CapacityCustody, mother, child)}
	d := consent.Decide(in)
	if d.Allowed || !slices.Equal(d.Groups, []record.FieldGroup{record.GroupName}) {
		t.Errorf("without father only her own name may go, got %v", d.Groups)
	}
}

func TestTheRuleChangesAtMidnight(t *testing.T) {
	in := family(record.Day(2014, 11, 22))
	in.Consents = []*record.Consent{yes(mother, record.CapacityCustody, mother, child), yes(father, record.CapacityCustody, child)}
	in.On = record.Day(2026, 11, 21)
	in.Consents[0].On, in.Consents[1].On = in.On, in.On
	if d := consent.Decide(in); !d.Allowed || d.NextChange != record.Day(2026, 11, 22) {
		t.Errorf("the day before: %v, next %s", d.Problems, d.NextChange)
	}
	in.On = record.Day(2026, 11, 22)
	if d := consent.Decide(in); d.Allowed || d.NextChange != record.Day(2030, 11, 22) {
		t.Errorf("from the 12th birthday the youth is needed: %v, next %s", d.Problems, d.NextChange)
	}
}

func TestBirthEndsTheMothersConsent(t *testing.T) {
	in := family(record.Date{})
	in.People[2].Expected = today.Add(1)
	in.Consents = []*record.Consent{yes(mother, record.CapacityMother, mother, child)}
	if d := consent.Decide(in); !d.Allowed || d.NextChange != today.Add(1) {
		t.Fatalf("before birth: %v, next %s", d.Problems, d.NextChange)
	}
	in.On = today.Add(1)
	if d := consent.Decide(in); d.Allowed || d.Subjects[1].Rule != consent.RuleUnsure || len(d.Subjects[1].Givers) != 3 {
		t.Errorf("on the expected day mother and both parents with gezag are needed: %+v", d.Subjects[1])
	}
	in.People[2].Expected, in.People[2].Birth = record.Date{}, in.On
	d := consent.Decide(in)
	if d.Allowed || d.Subjects[1].Rule != consent.RuleUnder12 || len(d.Subjects[1].Givers) != 2 {
		t.Errorf("after birth: %+v", d.Subjects[1])
	}
	in.People[2].Birth = in.On.Add(5)
	if d := consent.Decide(in); d.Subjects[1].Rule != consent.RuleUnborn {
		t.Errorf("before a birth date that is to come: %s", d.Subjects[1].Rule)
	}
	in.Households[0].Members[0].Relation = record.RelationOther
	if d := consent.Decide(in); !slices.Contains(codes(d), consent.MotherUnknown) {
		t.Error("an unborn child without a mother noted cannot be shared about")
	}
}

func TestABirthYearAloneTakesTheStrictestAge(t *testing.T) {
	cases := []struct {
		year int
		on   record.Date
		rule consent.Rule
		who  []record.ID
		next record.Date
	}{
		{2015, today, consent.RuleUnder12, []record.ID{mother, father}, record.Day(2027, 1, 1)},
		{2014, today, consent.RuleUnsure, []record.ID{child, mother, father}, record.Day(2026, 12, 31)},
		{2014, record.Day(2026, 12, 31), consent.RuleYouth, []record.ID{child, mother, father}, record.Day(2030, 1, 1)},
		{2012, today, consent.RuleYouth, []record.ID{child, mother, father}, record.Day(2028, 1, 1)},
		{2010, today, consent.RuleUnsure, []record.ID{child, mother, father}, record.Day(2026, 12, 31)},
		{2010, record.Day(2026, 12, 31), consent.RuleSelf, []record.ID{child}, record.Day(2028, 1, 1)},
		{2008, today, consent.RuleUnsure, []record.ID{child}, record.Day(2026, 12, 31)},
		{2026, today, consent.RuleUnder12, []record.ID{mother, father}, record.Day(2038, 1, 1)},
	}
	for _, c := range cases {
		in := family(record.Date{})
		in.People[2].BirthYear, in.On = c.year, c.on
		s := consent.Required(in)[1]
		var who []record.ID
		for _, g := range s.Givers {
			who = append(who, g.Person)
		}
		if s.Rule != c.rule || !slices.Equal(who, c.who) || s.Change != c.next {
			t.Errorf("%d on %s: %s %v next %s", c.year, c.on, s.Rule, who, s.Change)
		}
	}
}

func TestAChildInTwoHouseholds(t *testing.T) {
	in := family(record.Day(2018, 5, 1))
	second := *in.Households[0]
	second.ID = record.ID{21}
	in.Consents = []*record.Consent{yes(mother, record.CapacityCustody, mother, child), yes(father, record.CapacityCustody, child)}
	in.Households = append(in.Households, &second)
	if d := consent.Decide(in); !d.Allowed {
		t.Errorf("two households that say the same: %v", d.Problems)
	}
	second.Custody = []record.Custody{{Child: child, Custody: record.CustodySole, Holders: []record.ID{father}, Proof: record.ProofExtract, Seen: today}}
	if d := consent.Decide(in); !slices.Contains(codes(d), consent.CustodyDiffers) {
		t.Error("two households that differ make gezag unknown")
	}
	second.Custody = nil
	if d := consent.Decide(in); !d.Allowed {
		t.Errorf("a household that says nothing does not matter: %v", d.Problems)
	}
}

func TestCustodyThatStartsLater(t *testing.T) {
	in := family(record.Day(2018, 5, 1))
	from := today.Add(3)
	in.Households[0].Custody = append(in.Households[0].Custody, record.Custody{
		Child: child, Custody: record.CustodySole, Holders: []record.ID{father}, Proof: record.ProofPaper, Seen: today, From: from,
	})
	d := consent.Decide(in)
	if len(d.Subjects[1].Givers) != 2 || d.NextChange != from {
		t.Errorf("before: %+v, next %s", d.Subjects[1].Givers, d.NextChange)
	}
	in.On = from
	if g := consent.Decide(in).Subjects[1].Givers; len(g) != 1 || g[0].Person != father {
		t.Errorf("from that day: %+v", g)
	}
}

func TestListsAreClosed(t *testing.T) {
	seen := map[string]bool{}
	add := func(list string, values ...string) {
		for _, v := range values {
			if v == "" || seen[list+v] {
				t.Errorf("%s has %q twice or empty", list, v)
			}
			seen[list+v] = true
		}
	}
	for _, v := range consent.Rules() {
		add("rule", string(v))
	}
	for _, v := range consent.Whys() {
		add("why", string(v))
	}
	for _, v := range consent.Stands() {
		add("stand", string(v))
	}
	for _, v := range consent.Codes() {
		add("code", string(v))
	}
	if len(seen) != 6+5+5+18 {
		t.Error(fmt.Sprint("a list lacks a value: ", len(seen)))
	}
}
