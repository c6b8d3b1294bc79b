package consent_test

import (
	"slices"
	"strings"
	"testing"

	"schakel/internal/consent"
	"schakel/internal/record"
)

// The table of PRODUCT.md, "Who must agree", written out cell by cell. A row is an age, a column is what is known about gezag. In a cell
// stands whose yes is needed about the child: M the mother, F the father, K the child itself, N the voogd. A cell with "-" is not
// sendable, whoever says yes. The sentences it is written from:
//
//	Under 12: the people with gezag, both when it is "samen". 12 to 15: the youth and those people. From 16: the youth. Before birth: the
//	mother. Unknown age, unknown gezag, or "alleen" without a paper or extract seen (with date): not sendable. The new rule counts from
//	00:00 of the birth, the 12th, 16th, 18th birthday.
//
// From a birth year alone two ages are possible, and when they ask for different people all of them are needed.
const whoMustAgree = `
age               | samen | samen1 | said | other | nodate | tomorrow | paper | extract | voogd | voogd0 | unknown | none
unborn            | M     | M      | M    | M     | M      | M        | M     | M       | M     | M      | M       | M
expected today    | MF    | -      | -    | -     | -      | -        | M     | M       | MN    | -      | -       | -
born today        | MF    | -      | -    | -     | -      | -        | M     | M       | N     | -      | -       | -
11                | MF    | -      | -    | -     | -      | -        | M     | M       | N     | -      | -       | -
day before 12     | MF    | -      | -    | -     | -      | -        | M     | M       | N     | -      | -       | -
12 today          | KMF   | -      | -    | -     | -      | -        | KM    | KM      | KN    | -      | -       | -
15                | KMF   | -      | -    | -     | -      | -        | KM    | KM      | KN    | -      | -       | -
day before 16     | KMF   | -      | -    | -     | -      | -        | KM    | KM      | KN    | -      | -       | -
16 today          | K     | K      | K    | K     | K      | K        | K     | K       | K     | K      | K       | K
17                | K     | K      | K    | K     | K      | K        | K     | K       | K     | K      | K       | K
day before 18     | K     | K      | K    | K     | K      | K        | K     | K       | K     | K      | K       | K
18 today          | K     | K      | K    | K     | K      | K        | K     | K       | K     | K      | K       | K
30                | K     | K      | K    | K     | K      | K        | K     | K       | K     | K      | K       | K
age unknown       | -     | -      | -    | -     | -      | -        | -     | -       | -     | -      | -       | -
year: 0           | MF    | -      | -    | -     | -      | -        | M     | M       | N     | -      | -       | -
year: 10 or 11    | MF    | -      | -    | -     | -      | -        | M     | M       | N     | -      | -       | -
year: 11 or 12    | KMF   | -      | -    | -     | -      | -        | KM    | KM      | KN    | -      | -       | -
year: 12 or 13    | KMF   | -      | -    | -     | -      | -        | KM    | KM      | KN    | -      | -       | -
year: 15 or 16    | KMF   | -      | -    | -     | -      | -        | KM    | KM      | KN    | -      | -       | -
year: 16 or 17    | K     | K      | K    | K     | K      | K        | K     | K       | K     | K      | K       | K
year: 17 or 18    | K     | K      | K    | K     | K      | K        | K     | K       | K     | K      | K       | K
`

// aged makes the child of a row. The day is 22 November 2026.
func aged(t *testing.T, child *record.Person, row string) {
	t.Helper()
	births := map[string]record.Date{
		"born today": today, "11": record.Day(2015, 3, 1), "day before 12": record.Day(2014, 11, 23), "12 today": record.Day(2014, 11, 22),
		"15": record.Day(2011, 3, 1), "day before 16": record.Day(2010, 11, 23), "16 today": record.Day(2010, 11, 22), "17": record.Day(2009, 3, 1),
		"day before 18": record.Day(2008, 11, 23), "18 today": record.Day(2008, 11, 22), "30": record.Day(1996, 3, 1),
	}
	years := map[string]int{
		"year: 0": 2026, "year: 10 or 11": 2015, "year: 11 or 12": 2014, "year: 12 or 13": 2013, "year: 15 or 16": 2010,
		"year: 16 or 17": 2009, "year: 17 or 18": 2008,
	}
	child.Birth, child.BirthYear = births[row], years[row]
	switch row {
	case "unborn":
		child.Expected = record.Day(2027, 1, 10)
	case "expected today":
		child.Expected = today
	case "age unknown":
	default:
		if child.Birth.Zero() && child.BirthYear == 0 {
			t.Fatalf("no child for the row %q", row)
		}
	}
}

// noted is what the household of a column says about gezag.
func noted(t *testing.T, column string) []record.Custody {
	t.Helper()
	of := func(kind record.CustodyKind, proof record.CustodyProof, seen record.Date, holders ...record.ID) []record.Custody {
		return []record.Custody{{Child: child, Custody: kind, Holders: holders, Proof: proof, Seen: seen}}
	}
	const sole, joint, voogd = record.CustodySole, record.CustodyJoint, record.CustodyGuardian
	never := record.Date{}
	all := map[string][]record.Custody{
		"samen": of(joint, "", never, mother, father), "samen1": of(joint, record.ProofExtract, today, mother),
		"said": of(sole, record.ProofSaid, today, mother), "other": of(sole, record.ProofOther, today, mother),
		"nodate": of(sole, record.ProofPaper, never, mother), "tomorrow": of(sole, record.ProofExtract, today.Add(1), mother),
		"paper": of(sole, record.ProofPaper, today, mother), "extract": of(sole, record.ProofExtract, today.Add(-400), mother),
		"voogd": of(voogd, record.ProofPaper, today, nidos), "voogd0": of(voogd, record.ProofPaper, today),
		"unknown": of(record.CustodyUnknown, record.ProofExtract, today, mother), "none": nil,
	}
	custody, ok := all[column]
	if !ok {
		t.Fatalf("no gezag for the column %q", column)
	}
	return custody
}

// How somebody answered about the child, in the table: the last two count.
const (
	silent = iota
	saidNo
	tookBack
	ranOut
	saidYes
	yesUntilToday
	answers
)

// letters are the people of the cells.
func letters() []record.ID { return []record.ID{mother, father, child, nidos} }

// answered are the records of one person's answer, in every capacity in which that person might be asked.
func answered(who record.ID, how int) []*record.Consent {
	var all []*record.Consent
	for _, as := range record.Capacities() {
		c := yes(who, as, child)
		switch how {
		case silent:
			return nil
		case saidNo:
			c.Answer = record.AnswerNo
		case tookBack:
			c.Withdrawn, c.WithdrawnBy = today, who
		case ranOut:
			c.Until = today.Add(-1)
		case yesUntilToday:
			c.Until = today
		}
		all = append(all, c)
	}
	return all
}

// TestWhoMustAgreeToTheLetter walks every cell of the table, every answer of every person, and everybody who may not be safe to ask.
func TestWhoMustAgreeToTheLetter(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(whoMustAgree), "\n")
	columns := cells(lines[0])[1:]
	if len(lines)-1 != 21 || len(columns) != 12 {
		t.Fatalf("the table has %d rows and %d columns", len(lines)-1, len(columns))
	}
	for _, line := range lines[1:] {
		row := cells(line)
		for i, column := range columns {
			walkCell(t, row[0], column, row[i+1])
		}
	}
}

func cells(line string) []string {
	var all []string
	for _, cell := range strings.Split(line, "|") {
		all = append(all, strings.TrimSpace(cell))
	}
	return all
}

func walkCell(t *testing.T, row, column, cell string) {
	t.Helper()
	in := family(record.Date{})
	in.Subjects, in.Groups = []record.ID{child}, []record.FieldGroup{record.GroupChild, record.GroupQuestion}
	aged(t, in.People[2], row)
	in.Households[0].Custody = noted(t, column)
	people := letters()
	for _, danger := range []record.ID{{}, mother, father, child} {
		in.Households[0].Unsafe = nil
		if !danger.Zero() {
			in.Households[0].Unsafe = []record.ID{danger}
		}
		for n := range answers * answers * answers * answers {
			how := [4]int{n % answers, n / answers % answers, n / answers / answers % answers, n / answers / answers / answers}
			in.Consents = in.Consents[:0]
			if !danger.Zero() && slices.ContainsFunc(how[:], func(h int) bool { return h != silent && h != saidYes }) {
				continue // with somebody unsafe two answers are enough: every other one is as good as none
			}
			want := cell != "-" && danger != child // a child that is marked itself goes nowhere, whoever decides
			for i, letter := range "MFKN" {
				in.Consents = append(in.Consents, answered(people[i], how[i])...)
				if strings.ContainsRune(cell, letter) {
					want = want && how[i] >= saidYes && people[i] != danger
				}
			}
			d := consent.Decide(in)
			if d.Allowed != want || (len(d.Groups) > 0) != want {
				t.Fatalf("%s, %s, unsafe %v, answers %v: allowed %v, groups %v, want %v", row, column, danger, how, d.Allowed, d.Groups, want)
			}
			for _, a := range d.Asks {
				at := slices.Index(people, a.Person)
				if a.Person == danger || how[at] == saidNo || how[at] >= saidYes {
					t.Fatalf("%s, %s, unsafe %v, answers %v: asks %v", row, column, danger, how, a.Person)
				}
			}
		}
	}
	if stands := consent.Explain(in); cell == "-" != (len(consent.Explain(safely(in))[0].Hurdles) > 0) || len(stands) != 1 {
		t.Errorf("%s, %s: the explanation says something else than the rule: %+v", row, column, stands)
	}
}

// safely is the input with everybody safe to ask.
func safely(in consent.Input) consent.Input {
	h := *in.Households[0]
	h.Unsafe = nil
	in.Households = []*record.Household{&h}
	return in
}

// TestDataAboutAParentNeedThatParent: whatever is known about the child, a parent's own data need that parent and nobody else.
func TestDataAboutAParentNeedThatParent(t *testing.T) {
	for _, column := range cells(strings.Split(strings.TrimSpace(whoMustAgree), "\n")[0])[1:] {
		for n := range answers * answers {
			in := family(record.Day(2018, 5, 1))
			in.Subjects, in.Groups = []record.ID{mother}, []record.FieldGroup{record.GroupName, record.GroupPhone}
			in.Households[0].Custody = noted(t, column)
			for i, who := range []record.ID{mother, father} {
				c := answered(who, []int{n % answers, n / answers}[i])
				for _, one := range c {
					one.Subjects, one.Groups = []record.ID{mother}, in.Groups
				}
				in.Consents = append(in.Consents, c...)
			}
			if got, want := consent.Decide(in).Allowed, n%answers >= saidYes; got != want {
				t.Fatalf("%s, answers %d: allowed %v", column, n, got)
			}
		}
	}
}

// TestTakingBackAPart: one of two parents takes one group back; that group stays here, whatever else was said, and the others may go.
func TestTakingBackAPart(t *testing.T) {
	for _, by := range []record.ID{mother, father} {
		for _, group := range wanted {
			in := family(record.Day(2018, 5, 1))
			said := []*record.Consent{yes(mother, record.CapacityCustody, mother, child), yes(father, record.CapacityCustody, child)}
			in.Consents = said
			again := *said[0] // a second record of the same yes does not bring it back
			if by == father {
				again = *said[1]
			}
			for _, c := range said {
				if c.Giver == by && !c.TakeBack([]record.FieldGroup{group}, today, by) {
					t.Fatal("nothing was taken back")
				}
			}
			in.Consents = append(in.Consents, &again)
			d := consent.Decide(in)
			name := group == record.GroupName && by == father // her name needs only her
			if d.Allowed != name || slices.Contains(d.Groups, group) != name {
				t.Errorf("%v took back %s: %v", by, group, d.Groups)
			}
			for _, g := range wanted {
				if g != group && !slices.Contains(d.Groups, g) {
					t.Errorf("%v took back %s, and %s stays here too", by, group, g)
				}
			}
		}
	}
}
