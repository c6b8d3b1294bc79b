package access_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"schakel/internal/access"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

func key(kind record.Kind, n record.ID, part string) string {
	return kind.String() + "/" + n.String() + "/" + part
}

func reasonsOf(all []access.Passage, key string) (reasons []access.Reason, found bool) {
	for _, p := range all {
		if p.Key == key {
			for _, m := range p.Marks {
				if !slices.Contains(reasons, m.Reason) {
					reasons = append(reasons, m.Reason)
				}
			}
			return reasons, true
		}
	}
	return nil, false
}

// What each person gets, and what the worker looks at first. "-" is a passage that is not about the subject at all.
func TestEveryKindOfPassageHasTheReasonsToLookFirst(t *testing.T) {
	const absent = access.Reason("-")
	for _, c := range []struct {
		name        string
		subject, by record.ID
		key         string
		want        []access.Reason
	}{
		{"own phone", mother, mother, key(record.KindPerson, mother, "reach"), nil},
		{"how to approach", mother, mother, key(record.KindPerson, mother, "approach"), []access.Reason{access.ReasonThought}},
		{"the phone of another", mother, mother, key(record.KindPerson, father, "reach"), []access.Reason{absent}},
		{"the phone of another, family", record.ID{}, mother, key(record.KindPerson, father, "reach"), []access.Reason{access.ReasonMember}},
		{"a talk with the family", mother, mother, key(record.KindContact, id(30), "note"), nil},
		{"a talk with another about the child", boy, mother, key(record.KindContact, id(31), "note"), []access.Reason{access.ReasonTalk}},
		{"a talk with another, not about her", mother, mother, key(record.KindContact, id(31), "note"), []access.Reason{absent}},
		{"a talk with the child, a parent asks", boy, mother, key(record.KindContact, id(32), "note"), []access.Reason{access.ReasonChild}},
		{"a talk with the child, the child asks", boy, boy, key(record.KindContact, id(32), "note"), nil},
		{"heard at school", boy, mother, key(record.KindConcern, id(40), "seen"), []access.Reason{access.ReasonHeard}},
		{"what the worker thinks", boy, mother, key(record.KindConcern, id(40), "think"), []access.Reason{access.ReasonThought}},
		{"the wish, a parent asks", mother, mother, key(record.KindHousehold, home, "wish"), nil},
		{"the wish, a youth asks", girl, girl, key(record.KindHousehold, home, "wish"), []access.Reason{access.ReasonParent}},
		{"an answer about the child", boy, mother, key(record.KindFeedback, id(61), "text"), []access.Reason{access.ReasonAnswer}},
		{"a name in a note", mother, mother, key(record.KindHousehold, home, "note"), []access.Reason{access.ReasonOther}},
		{"another child in the family", mother, mother, key(record.KindHousehold, home, "member.3"), []access.Reason{access.ReasonYouth, access.ReasonMember}},
		{"own yes", mother, mother, key(record.KindConsent, id(51), "facts"), []access.Reason{access.ReasonMember}},
		{"own yes with the child's", boy, mother, key(record.KindConsent, id(51), "facts"), nil},
		{"the yes of the other parent", boy, mother, key(record.KindConsent, id(52), "facts"), []access.Reason{access.ReasonMember}},
		{"a meeting that names her", mother, mother, key(record.KindMeeting, id(70), "facts"), nil},
		{"what was said at a meeting", mother, mother, key(record.KindMeeting, id(70), "note"), []access.Reason{access.ReasonFound}},
		{"a meeting without him", father, father, key(record.KindMeeting, id(70), "facts"), []access.Reason{absent}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, found := reasonsOf(collect(t, asked(c.subject, c.by)), c.key)
			if !found {
				got = []access.Reason{absent}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

func TestDangerAndSomebodyUnsafeMarkEverythingAndAreNeverOnPaper(t *testing.T) {
	in := asked(boy, father)
	in.Households[0].Unsafe = []record.ID{father}
	in.Concerns[0].Level = record.LevelDanger
	in.Concerns[0].Called = []record.Call{{Who: "veiligthuis", On: today}}
	all := collect(t, in)
	for _, p := range all {
		if got, _ := reasonsOf(all, p.Key); !slices.Contains(got, access.ReasonUnsafe) {
			t.Errorf("%s goes to somebody who is not safe without a look", p.Key)
		}
	}
	for _, part := range []string{"facts", "seen", "called.0"} {
		if got, _ := reasonsOf(all, key(record.KindConcern, id(40), part)); !slices.Contains(got, access.ReasonSafety) {
			t.Errorf("danger: %s has %v", part, got)
		}
	}
	in.AskedBy = mother
	if got, _ := reasonsOf(collect(t, in), key(record.KindContact, id(31), "note")); !slices.Contains(got, access.ReasonUnsafe) {
		t.Errorf("a talk with somebody unsafe: %v", got)
	}
	for _, l := range i18n.Languages() {
		p := printer(t, l.Tag)
		paper := compose(t, l.Tag, in).Text()
		for _, word := range []string{p.T("people.unsafe"), p.Value("access.reason", "unsafe"), p.Value("access.reason", "safety")} {
			if strings.Contains(i18n.Fold(paper), i18n.Fold(word)) {
				t.Errorf("%s: the paper says %q", l.Tag, word)
			}
		}
	}
}

func TestOnlyWhoMayAskGetsPassages(t *testing.T) {
	for _, c := range []struct {
		name        string
		subject, by record.ID
		want        error
	}{
		{"a parent for a child", boy, mother, nil}, {"a parent for a youth of 17", girl, mother, access.ErrAsker}, {"a youth", girl, girl, nil},
		{"one parent for the other", father, mother, access.ErrAsker}, {"a parent for the family", record.ID{}, mother, nil},
		{"a small child for the family", record.ID{}, boy, access.ErrAsker}, {"a neighbour", boy, neighbour, access.ErrAsker}, {"nobody, for the family", record.ID{}, record.ID{}, access.ErrAsker},
	} {
		if _, err := access.Collect(printer(t, "nl"), asked(c.subject, c.by)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	in := asked(boy, record.ID{})
	in.Households[0].Unsafe = []record.ID{mother}
	if first := access.Askers(in)[0]; first != father {
		t.Error("somebody who is not safe is offered first")
	}
	in.People[boy].Birth, in.People[boy].BirthYear = record.Date{}, 2010
	if _, err := access.Collect(printer(t, "nl"), in); err != nil {
		t.Error("who may be 16 asks alone", err)
	}
}

func TestWhatStandsWithTheOtherHomeOfAChildIsLookedAtFirst(t *testing.T) {
	in := asked(boy, mother)
	second := &record.Household{Head: record.Head{ID: id(11), Owner: id(11), Revision: 1}, Name: text("Amrani"), Wish: text("hem elk weekend zien"),
		Members: []record.Member{{Person: father, Relation: record.RelationFather}, {Person: boy, Relation: record.RelationChild}}}
	in.Households = append(in.Households, second)
	if got, _ := reasonsOf(collect(t, in), key(record.KindHousehold, id(11), "wish")); !slices.Contains(got, access.ReasonMember) {
		t.Errorf("%v", got)
	}
}

func TestTheDocumentWaitsForEveryMarkedPassage(t *testing.T) {
	in := asked(mother, mother)
	all := collect(t, in)
	p := printer(t, "nl")
	d := access.Decisions{}
	open := access.Open(all, d)
	if len(open) < 3 {
		t.Fatalf("only %d passages need a look", len(open))
	}
	for i, one := range open {
		if _, err := access.Compose(p, p, in, all, d); !errors.Is(err, access.ErrUndecided) {
			t.Fatalf("made with %d open: %v", len(open)-i, err)
		}
		d.Decide(one, access.ChoiceOut, record.Private{})
	}
	paper, err := access.Compose(p, p, in, all, d)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"bel na het eten", "wij komen langs", "Şükran", "er was ruzie"} {
		if strings.Contains(paper.Text(), secret) {
			t.Errorf("left out, and still there: %s", secret)
		}
	}
	if len(paper.Left) != 1 || !strings.Contains(paper.Left[0], p.Number(len(open))) {
		t.Errorf("what is left out is not counted: %v", paper.Left)
	}
}

func TestAnotherVersionOrAnotherNameOpensADecisionAgain(t *testing.T) {
	in := asked(mother, mother)
	d := everything(collect(t, in))
	in.Households[0].Note, in.Households[0].Revision = text("woont boven een ander"), 2
	if open := access.Open(collect(t, in), d); len(open) == 0 || !strings.HasPrefix(open[0].Key, "household/") {
		t.Errorf("a passage that changed stays decided: %d open", len(open))
	}
	in = asked(mother, mother)
	in.Everybody = append(in.Everybody, &record.Person{Head: record.Head{ID: id(99)}, First: text("Thee")})
	if open := access.Open(collect(t, in), d); len(open) != 1 || open[0].Key != key(record.KindContact, id(30), "note") {
		t.Errorf("a name that is new changes nothing: %d open", len(open))
	}
}

func TestChangedWordsStandInTheDocumentOnlyAndEmptyOnesDoNotCount(t *testing.T) {
	in := asked(mother, mother)
	all := collect(t, in)
	d := everything(all)
	at := slices.IndexFunc(all, func(p access.Passage) bool { return p.Key == key(record.KindHousehold, home, "note") })
	d.Decide(all[at], access.ChoiceChanged, text("  "))
	if d.Of(all[at]) != "" {
		t.Error("empty words count as a decision")
	}
	d.Decide(all[at], access.ChoiceChanged, text("woont boven een winkel"))
	p := printer(t, "nl")
	paper, err := access.Compose(p, p, in, all, d)
	if err != nil {
		t.Fatal(err)
	}
	if got := paper.Text(); !strings.Contains(got, "woont boven een winkel") || strings.Contains(got, "Şükran") || len(paper.Left) != 1 {
		t.Errorf("%v", paper.Left)
	}
	if in.Households[0].Note.Reveal() != "woont boven de winkel van Şükrans broer" {
		t.Error("the record changed")
	}
}

func TestANameIsFoundInEveryForm(t *testing.T) {
	who := &record.Person{Head: record.Head{ID: id(9)}, First: text("Fatima Zahra"), Infix: text("van der"), Last: text("Yıldız"), Alias: text("moeder van de bakker")}
	short := &record.Person{Head: record.Head{ID: id(8)}, First: text("Bo")}
	arab := &record.Person{Head: record.Head{ID: id(7)}, First: text("فاطمة")}
	word := &record.Person{Head: record.Head{ID: id(6)}, First: text("Wil")}
	names := access.NewNames([]*record.Person{who, short, arab, word})
	for in, want := range map[string]record.ID{
		"Fatima's moeder": id(9), "FATIMAS fiets": id(9), "dag Fatimaatje": id(9), "rozmowa z Fatimą": id(9), "Fatimy córka": id(9), "Fatima'nın": id(9),
		"zahra kwam": id(9), "mevrouw Yildiz": id(9), "YILDIZ": id(9), "Yıldız'lar": id(9), "van der Yildiz": id(9), "de Moeder van de bakkers": id(9), "Bo kwam": id(8), "toen zei Wil iets": id(6), "Wils zus": id(6),
		"وفاطمة جاءت": id(7), "لفاطمه": id(7),
	} {
		if got := names.In(in, nil, nil); !slices.Contains(got, want) {
			t.Errorf("%q names nobody", in)
		}
	}
	for _, in := range []string{"de bakker kwam", "boven", "moeder", "ik wil niet", "een boot", "de fat", "", "zij"} {
		if got := names.In(in, nil, nil); len(got) > 0 {
			t.Errorf("%q names %v", in, got)
		}
	}
}

// Any name in any sentence is found, with any ending of up to three letters behind it.
func TestAnyNameIsFoundAnywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[A-ZÀ-ÖŞÇ][a-zà-öışçğ]{3,9}`).Draw(t, "name")
		before := rapid.StringMatching(`([a-z]{1,8} ){0,4}`).Draw(t, "before")
		ending := rapid.SampledFrom([]string{"", "s", "'s", "je", "tje", "’s", "in"}).Draw(t, "ending")
		form := rapid.SampledFrom([]func(string) string{strings.ToLower, strings.ToUpper, func(s string) string { return s }}).Draw(t, "form")
		n := access.NewNames([]*record.Person{{Head: record.Head{ID: id(9)}, First: text(name)}})
		if in := before + form(name) + ending + ", zei ze"; !slices.Contains(n.In(in, nil, nil), id(9)) {
			t.Fatalf("%q is not found in %q", name, in)
		}
	})
}

func TestTheSamePassagesNeedALookInEveryLanguage(t *testing.T) {
	in := asked(record.ID{}, mother)
	for i, name := range []string{"Kim", "May", "Ad", "Wie", "Tak", "Mart"} { // names that are words in some language
		in.Everybody = append(in.Everybody, &record.Person{Head: record.Head{ID: id(byte(90 + i))}, First: text(name)})
	}
	all := collect(t, in)
	d := everything(all)
	for _, l := range i18n.Languages() {
		got, err := access.Collect(printer(t, l.Tag), in)
		if err != nil || len(got) != len(all) {
			t.Fatalf("%s: %d passages, want %d: %v", l.Tag, len(got), len(all), err)
		}
		for i := range got {
			if got[i].Key != all[i].Key || d.Of(got[i]) != access.ChoiceIn {
				t.Errorf("%s: %s is open again", l.Tag, got[i].Key)
			}
		}
	}
}
