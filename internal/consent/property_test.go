package consent_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"schakel/internal/consent"
	"schakel/internal/record"
)

func oneOf[T any](t *rapid.T, label string, values ...T) T {
	return rapid.SampledFrom(values).Draw(t, label)
}

func drawConsent(t *rapid.T) *record.Consent {
	c := yes(oneOf(t, "giver", mother, father, child, nidos), oneOf(t, "capacity", record.Capacities()...))
	c.Subjects = rapid.SliceOfDistinct(rapid.SampledFrom([]record.ID{mother, child}), rapid.ID[record.ID]).Draw(t, "subjects")
	c.Groups = rapid.SliceOfDistinct(rapid.SampledFrom(wanted), rapid.ID[record.FieldGroup]).Draw(t, "groups")
	c.Answer = oneOf(t, "answer", record.AnswerYes, record.AnswerYes, record.AnswerYes, record.AnswerNo)
	c.On = today.Add(rapid.IntRange(-20, 1).Draw(t, "on"))
	c.Hash = oneOf(t, "hash", hash, hash, hash, "other")
	c.Imported = rapid.IntRange(0, 5).Draw(t, "imported") == 0
	if rapid.IntRange(0, 3).Draw(t, "ends") == 0 {
		c.Until = today.Add(rapid.IntRange(-3, 3).Draw(t, "until"))
	}
	if rapid.IntRange(0, 4).Draw(t, "withdrawn") == 0 {
		c.Withdrawn = c.On.Add(rapid.IntRange(0, 4).Draw(t, "after"))
	}
	return c
}

func drawInput(t *rapid.T) consent.Input {
	in := family(record.Date{})
	switch rapid.IntRange(0, 3).Draw(t, "how the age is known") {
	case 0:
		in.People[2].Birth = today.Add(-rapid.IntRange(0, 19*366).Draw(t, "days old"))
	case 1:
		in.People[2].BirthYear = today.Year - rapid.IntRange(0, 19).Draw(t, "years old")
	case 2:
		in.People[2].Expected = today.Add(rapid.IntRange(-10, 200).Draw(t, "expected in"))
	}
	in.Households[0].Custody = []record.Custody{{
		Child: child, Custody: oneOf(t, "custody", record.CustodyKinds()...), Proof: oneOf(t, "proof", record.CustodyProofs()...), Seen: today,
		Holders: rapid.SliceOfDistinct(rapid.SampledFrom([]record.ID{mother, father, nidos}), rapid.ID[record.ID]).Draw(t, "holders"),
	}}
	in.Consents = []*record.Consent{}
	if rapid.Bool().Draw(t, "start from enough") { // else nearly nothing would ever be allowed
		for _, a := range consent.Decide(in).Asks {
			in.Consents = append(in.Consents, yes(a.Person, a.Capacity, a.Subjects...))
		}
	}
	for range rapid.IntRange(0, 4).Draw(t, "more consents") {
		in.Consents = append(in.Consents, drawConsent(t))
	}
	return in
}

// within reports whether everything that b allows, a allows too.
func within(b, a consent.Decision) bool {
	for _, g := range b.Groups {
		if !slices.Contains(a.Groups, g) {
			return false
		}
	}
	return a.Allowed || !b.Allowed
}

func TestNothingButAYesEverAllowsMore(t *testing.T) {
	allowed := 0
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t)
		before := consent.Decide(in)
		if before.Allowed {
			allowed++
		}
		check := func(what string, change func(*consent.Input)) {
			less := in
			less.Consents = make([]*record.Consent, len(in.Consents))
			for i, c := range in.Consents {
				copied := *c
				less.Consents[i] = &copied
			}
			h := *in.Households[0]
			less.Households = []*record.Household{&h}
			change(&less)
			if after := consent.Decide(less); !within(after, before) {
				t.Fatalf("%s allowed more: %v, before %v", what, after.Groups, before.Groups)
			}
		}
		for i, c := range in.Consents {
			if c.Answer == record.AnswerYes {
				check("withdrawing a yes", func(in *consent.Input) { in.Consents[i].Withdrawn = today })
				check("an end to a yes", func(in *consent.Input) { in.Consents[i].Until = today.Add(-1) })
				check("taking back a part", func(in *consent.Input) {
					in.Consents[i].Changed = today.Add(1).Midnight()
					in.Consents[i].TakeBack([]record.FieldGroup{wanted[0]}, today, c.Giver)
				})
				check("a yes that becomes a no", func(in *consent.Input) { in.Consents[i].Answer = record.AnswerNo })
				if c.Withdrawn.Zero() {
					check("removing a yes", func(in *consent.Input) { in.Consents = slices.Delete(in.Consents, i, i+1) })
				}
			}
			if len(c.Groups) > 1 && c.Answer == record.AnswerYes {
				check("a group fewer", func(in *consent.Input) { in.Consents[i].Groups = c.Groups[1:] })
			}
		}
		check("adding a no", func(in *consent.Input) {
			n := drawConsent(t)
			n.Answer, n.Withdrawn = record.AnswerNo, record.Date{}
			in.Consents = append(in.Consents, n)
		})
		check("another preview", func(in *consent.Input) { in.Hash = "yet another" })
		check("another recipient", func(in *consent.Input) { in.Recipient = nidos })
		check("somebody who is not safe to ask", func(in *consent.Input) { in.Households[0].Unsafe = []record.ID{father} })
		check("gezag that becomes unknown", func(in *consent.Input) { in.Households[0].Custody = nil })
	})
	if allowed == 0 {
		t.Error("nothing was ever allowed: the property tests nothing")
	}
}

func TestADecisionHoldsTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t)
		d := consent.Decide(in)
		if d.Allowed != (len(d.Problems) == 0) || d.Allowed && !slices.Equal(d.Groups, in.Groups) {
			t.Fatalf("allowed %v, groups %v, problems %v", d.Allowed, d.Groups, d.Problems)
		}
		for i, j := 0, len(in.Consents)-1; i < j; i, j = i+1, j-1 {
			in.Consents[i], in.Consents[j] = in.Consents[j], in.Consents[i]
		}
		if again := consent.Decide(in); again.Allowed != d.Allowed || !slices.Equal(again.Groups, d.Groups) {
			t.Fatal("the order of the consents matters")
		}
		for _, s := range d.Subjects {
			for _, g := range s.Givers {
				told := slices.ContainsFunc(d.Problems, func(p consent.Problem) bool { return p.Subject == s.ID && p.Giver == g.Person })
				if (g.Stand == consent.StandAgreed) == told && !slices.ContainsFunc(s.Givers, func(o consent.Giver) bool { return o.Person == g.Person && o.Capacity != g.Capacity }) {
					t.Fatalf("%+v stands beside %v", g, d.Problems)
				}
			}
		}
		for _, a := range d.Asks {
			for _, c := range in.Consents {
				if c.Giver == a.Person && c.Answer == record.AnswerNo && c.Withdrawn.Zero() && len(c.Groups) == 0 &&
					slices.Contains(c.Subjects, a.Subjects[0]) && len(a.Subjects) == 1 {
					t.Fatalf("asks %v again after a no", a.Person)
				}
			}
		}
		if !d.NextChange.Zero() && !d.NextChange.After(in.On) {
			t.Fatal("the next change lies in the past")
		}
	})
}

// TestBetweenChangesTheGiversStayTheSame checks NextChange: on every day before it the same people are needed.
func TestBetweenChangesTheGiversStayTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t)
		first := consent.Required(in)[1]
		end := first.Change
		if end.Zero() {
			end = in.On.Add(400)
		}
		in.On = in.On.Add(rapid.IntRange(0, end.Since(in.On)-1).Draw(t, "later"))
		later := consent.Required(in)[1]
		if !slices.Equal(first.Givers, later.Givers) || first.Rule != later.Rule {
			t.Fatalf("on %s: %+v, was %+v until %s", in.On, later, first, end)
		}
	})
}

// Whoever is marked is in no document, also when others decide about them: a young child, or one that is not born yet.
func TestNobodyWhoIsMarkedGoesAlong(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := drawInput(t)
		marked := oneOf(t, "marked", mother, child)
		in.Households[0].Unsafe = []record.ID{marked}
		d := consent.Decide(in)
		if d.Allowed {
			t.Fatal("it may go")
		}
		for _, g := range d.Groups {
			if g == record.GroupChild && marked == child || g == record.GroupName && marked == mother {
				t.Fatalf("%s may go", g)
			}
		}
		for _, a := range d.Asks {
			if a.Person == marked {
				t.Fatal("is to be asked")
			}
		}
	})
}
