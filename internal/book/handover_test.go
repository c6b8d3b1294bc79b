package book_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"schakel/internal/access"
	"schakel/internal/book"
	"schakel/internal/consent"
	"schakel/internal/i18n"
	"schakel/internal/parcel"
	"schakel/internal/record"
)

// pass is a mother, a father and a child of five about whom they decide together, with a promise, a worry and notes.
type pass struct {
	b                     *book.Book
	home                  *record.Household
	mother, father, child *record.Person
}

func passing(t *testing.T) pass {
	t.Helper()
	b := newBook(t)
	ctx := t.Context()
	if _, err := b.GiveRecovery(ctx); err != nil {
		t.Fatal(err)
	}
	p := pass{b: b, home: &record.Household{
		Name: record.Text("gezin Yildiz"), Note: record.Text("geheimwoord gezinsnotitie"), Wish: record.Text("rust in huis"),
		Told: record.Told{On: b.Today(), How: record.Text("aan tafel")},
	}}
	person := func(first string, as record.PersonKind, birth record.Date) *record.Person {
		id, err := record.NewID(nil)
		if err != nil {
			t.Fatal(err)
		}
		return &record.Person{Head: record.Head{ID: id}, As: as, First: record.Text(first), Birth: birth, Note: record.Text("geheimwoord " + first)}
	}
	p.mother = person("Emine", record.PersonParent, record.Date{})
	p.father = person("Hasan", record.PersonParent, record.Date{})
	p.child = person("Defne", record.PersonChild, b.Today().Years(-5))
	err := b.SaveFamily(ctx, p.home, []book.Arrival{
		{Person: p.mother, Relation: record.RelationMother}, {Person: p.father, Relation: record.RelationFather},
		{Person: p.child, Relation: record.RelationChild, Custody: &record.Custody{
			Custody: record.CustodyJoint, Holders: []record.ID{p.mother.ID, p.father.ID}, Proof: record.ProofSaid,
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []record.Record{
		&record.Contact{About: record.AboutHousehold, Subject: p.home.ID, On: b.Today(), Note: record.Text("geheimwoord gesprek"), Promise: record.Text("formulier meenemen"), PromDue: b.Today()},
		&record.Contact{About: record.AboutHousehold, Subject: p.home.ID, On: b.Today(), Note: record.Text("geheimwoord zonder belofte")},
		&record.Concern{Scope: record.ScopeHousehold, Household: p.home.ID, Level: record.LevelDoubt, Seen: record.Text("geheimwoord twijfel"), State: record.ConcernOpen},
	} {
		if err := keepAny(t, b, r); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

func keepAny(t *testing.T, b *book.Book, r record.Record) error {
	switch v := r.(type) {
	case *record.Contact:
		return b.SaveContact(t.Context(), v)
	case *record.Concern:
		return b.SaveConcern(t.Context(), v)
	}
	return errors.New("unknown")
}

func (p pass) answer(t *testing.T, who *record.Person, a record.HandoverAnswer) {
	t.Helper()
	if err := p.b.AnswerHandover(t.Context(), p.home.ID, who.ID, a); err != nil {
		t.Fatal(err)
	}
}

func (p pass) standing(t *testing.T) book.HandFamily {
	t.Helper()
	f, err := p.b.Handing(t.Context(), p.home.ID)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func going(f book.HandFamily) string {
	var names []string
	for _, p := range f.People {
		if p.Goes {
			names = append(names, p.Name.Reveal())
		}
	}
	return strings.Join(names, " ")
}

// other is another worker with a store and a card of their own.
func other(t *testing.T) (*book.Book, parcel.Card) {
	t.Helper()
	b := newBook(t)
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	calls(t, b, "Karim")
	card, err := b.KeyCard(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	data, err := card.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if card, err = parcel.ParseCard(data); err != nil {
		t.Fatal(err)
	}
	return b, card
}

// calls gives a worker a name.
func calls(t *testing.T, b *book.Book, name string) {
	t.Helper()
	own, err := b.Profile(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	own.Name = record.Text(name)
	if err := b.SaveProfile(t.Context(), own); err != nil {
		t.Fatal(err)
	}
}

// Every combination of answers of a father and a mother who decide together, with who goes and whether the family can be chosen.
func TestWhoGoesFollowsWhoSaidYes(t *testing.T) {
	const yes, no, unreached = record.HandoverYes, record.HandoverNo, record.HandoverUnreached
	for _, c := range []struct {
		mother, father record.HandoverAnswer
		goes           string
		standing       book.Standing
	}{
		{"", "", "", book.StandingAsk},
		{yes, "", "Emine", book.StandingYes},
		{yes, yes, "Emine Hasan Defne", book.StandingYes},
		{yes, no, "Emine", book.StandingNo},
		{yes, unreached, "Emine", book.StandingYes},
		{no, yes, "Hasan", book.StandingNo},
		{no, no, "", book.StandingNo},
		{no, "", "", book.StandingNo},
		{unreached, "", "", book.StandingAsk},
		{unreached, unreached, "", book.StandingUnreached},
		{unreached, yes, "Hasan", book.StandingYes},
	} {
		p := passing(t)
		if c.mother != "" {
			p.answer(t, p.mother, c.mother)
		}
		if c.father != "" {
			p.answer(t, p.father, c.father)
		}
		f := p.standing(t)
		if going(f) != c.goes || f.Standing != c.standing {
			t.Errorf("mother %q, father %q: %q goes, %s; want %q, %s", c.mother, c.father, going(f), f.Standing, c.goes, c.standing)
		}
		_, card := other(t)
		_, err := p.b.HandOver(t.Context(), card, []record.ID{p.home.ID})
		if (err == nil) != (c.standing == book.StandingYes) {
			t.Errorf("mother %q, father %q: handing over says %v", c.mother, c.father, err)
		}
	}
}

func TestWhoIsNotSafeToAskIsNeitherAskedNorNamedNorSent(t *testing.T) {
	p := passing(t)
	p.home.Unsafe = []record.ID{p.father.ID}
	if err := p.b.SaveFamily(t.Context(), p.home, nil); err != nil {
		t.Fatal(err)
	}
	f := p.standing(t)
	for _, a := range f.Asks {
		if a.Person == p.father.ID || len(a.About) > 0 {
			t.Errorf("asks %v", a)
		}
	}
	for _, one := range f.People {
		if one.ID == p.father.ID {
			t.Error("the father stands in the list")
		}
		if one.ID == p.child.ID && one.Why != consent.AskUnsafe {
			t.Errorf("the child stays for %q", one.Why)
		}
	}
	if err := p.b.AnswerHandover(t.Context(), p.home.ID, p.father.ID, record.HandoverYes); !errors.Is(err, book.ErrHandUnsafe) {
		t.Errorf("the father can be asked: %v", err)
	}
	p.answer(t, p.mother, record.HandoverYes)
	karim, card := other(t)
	file, err := p.b.HandOver(t.Context(), card, []record.ID{p.home.ID})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := karim.TakeOver(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	for id, text := range kept(t, karim) {
		if id == p.father.ID || strings.Contains(text, "Hasan") || strings.Contains(text, p.father.ID.String()) || strings.Contains(text, "Defne") || strings.Contains(text, "Yildiz") {
			t.Errorf("%s", text)
		}
	}
}

func TestAFamilyIsTakenOverOnceWithoutNotesAndWorries(t *testing.T) {
	p := passing(t)
	p.answer(t, p.mother, record.HandoverYes)
	p.answer(t, p.father, record.HandoverYes)
	ctx := t.Context()
	if err := p.b.NoteHandover(ctx, p.home.ID, record.Text("Bel eerst Emine.")); err != nil {
		t.Fatal(err)
	}
	karim, card := other(t)
	calls(t, p.b, "Fatima")
	file, err := p.b.HandOver(ctx, card, []record.ID{p.home.ID})
	if err != nil {
		t.Fatal(err)
	}
	look, err := karim.LookParcel(ctx, file)
	if err != nil || len(look.Families) != 1 || look.From.Name.Reveal() != "Fatima" || look.Again {
		t.Fatalf("%+v, %v", look, err)
	}
	if f := look.Families[0]; f.Name.Reveal() != "gezin Yildiz" || f.People != 3 || f.Promises != 1 || f.Note.Reveal() != "Bel eerst Emine." || f.Here {
		t.Errorf("%+v", f)
	}
	before := kept(t, karim)
	done, err := karim.TakeOver(ctx, file)
	if err != nil || done.Families != 1 || done.Before != 0 || done.First != p.home.ID {
		t.Fatalf("%+v, %v", done, err)
	}
	got := kept(t, karim)
	if n := len(got) - len(before); n != 6 { // the household, three people, the promise, the handing over
		t.Errorf("%d records came", n)
	}
	for _, text := range got {
		if strings.Contains(text, "geheimwoord") {
			t.Errorf("%s", text)
		}
	}
	list, err := karim.TodayList(ctx, 5)
	if err != nil || !slices.ContainsFunc(list, func(s book.Sentence) bool {
		return s.Sort == book.SentencePromise && s.What.Reveal() == "formulier meenemen"
	}) {
		t.Errorf("Vandaag of the new worker: %+v, %v", list, err)
	}
	again, err := karim.TakeOver(ctx, file)
	if err != nil || again.Families != 0 || again.Before != 1 {
		t.Fatalf("again: %+v, %v", again, err)
	}
	second, err := p.b.HandOver(ctx, card, []record.ID{p.home.ID}) // the stick got lost
	if err != nil {
		t.Fatal(err)
	}
	if twice, err := karim.TakeOver(ctx, second); err != nil || twice.Families != 0 {
		t.Fatalf("a second file: %+v, %v", twice, err)
	}
	if diff := len(kept(t, karim)) - len(got); diff != 0 {
		t.Errorf("%d records more after taking it over three times", diff)
	}
	if report, err := karim.Verify(ctx, nil); err != nil || len(report.Findings) > 0 {
		t.Errorf("verify: %+v, %v", report, err)
	}
}

// What the new worker wrote since is never overwritten by the same file.
func TestTakingOverAgainChangesNothingThatWasWrittenSince(t *testing.T) {
	p := passing(t)
	p.answer(t, p.mother, record.HandoverYes)
	ctx := t.Context()
	karim, card := other(t)
	file, err := p.b.HandOver(ctx, card, []record.ID{p.home.ID})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := karim.TakeOver(ctx, file); err != nil {
		t.Fatal(err)
	}
	mine, err := karim.Person(ctx, p.mother.ID)
	if err != nil {
		t.Fatal(err)
	}
	mine.Note = record.Text("van Karim")
	if err := karim.SavePerson(ctx, mine); err != nil {
		t.Fatal(err)
	}
	before := kept(t, karim)
	if _, err := karim.TakeOver(ctx, file); err != nil {
		t.Fatal(err)
	}
	for id, text := range kept(t, karim) {
		if before[id] != text {
			t.Errorf("changed: %s", text)
		}
	}
}

func TestTheOwnCopyIsClosedOrErasedAndVandaagIsSilent(t *testing.T) {
	p := passing(t)
	ctx := t.Context()
	p.answer(t, p.mother, record.HandoverYes)
	if err := p.b.CloseHandedOver(ctx, p.home.ID); !errors.Is(err, record.ErrTransition) {
		t.Fatalf("closed before it went: %v", err)
	}
	_, card := other(t)
	if _, err := p.b.HandOver(ctx, card, []record.ID{p.home.ID}); err != nil {
		t.Fatal(err)
	}
	if f := p.standing(t); f.Standing != book.StandingGiven || f.With.Reveal() != "Karim" || f.GivenOn != p.b.Today() {
		t.Errorf("%+v", f)
	}
	speaks := func() bool {
		list, err := p.b.TodayList(ctx, 5)
		if err != nil {
			t.Fatal(err)
		}
		return len(list) > 0
	}
	if !speaks() {
		t.Fatal("nothing to be silent about")
	}
	if err := p.b.CloseHandedOver(ctx, p.home.ID); err != nil {
		t.Fatal(err)
	}
	if speaks() {
		t.Error("Vandaag speaks of a family that another worker took over")
	}
	if err := p.b.ReopenHandedOver(ctx, p.home.ID); err != nil {
		t.Fatal(err)
	}
	if !speaks() {
		t.Error("Vandaag is silent about a family that came back")
	}
	erasedFrom(t, p.b, record.KindHousehold, p.home.ID)
	if n := len(p.b.Rows(record.KindHandover)); n != 0 {
		t.Errorf("%d lines of handing over stay", n)
	}
}

func TestErasingOnePersonTakesTheirAnswerAlong(t *testing.T) {
	p := passing(t)
	p.answer(t, p.mother, record.HandoverYes)
	p.answer(t, p.father, record.HandoverNo)
	erasedFrom(t, p.b, record.KindPerson, p.father.ID)
	if f := p.standing(t); len(f.Asks) == 0 || f.Standing == book.StandingNo {
		t.Errorf("%+v", f)
	}
}

func TestAParcelForSomebodyElseOrOfSomethingElseIsRefusedWhole(t *testing.T) {
	p := passing(t)
	ctx := t.Context()
	p.answer(t, p.mother, record.HandoverYes)
	karim, card := other(t)
	aster, _ := other(t)
	own, err := p.b.KeyCard(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"self":    second(p.b.HandOver(ctx, own, []record.ID{p.home.ID})),
		"none":    second(p.b.HandOver(ctx, card, nil)),
		"no card": second(p.b.HandOver(ctx, parcel.Card{}, []record.ID{p.home.ID})),
	} {
		if err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
	file, err := p.b.HandOver(ctx, card, []record.ID{p.home.ID})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := aster.TakeOver(ctx, file); !errors.Is(err, parcel.ErrRecipient) {
		t.Errorf("somebody else: %v", err)
	}
	bad := bytes.Clone(file)
	bad[len(bad)/2] ^= 1
	if _, err := karim.TakeOver(ctx, bad); !errors.Is(err, parcel.ErrDamaged) {
		t.Errorf("damaged: %v", err)
	}
	for _, b := range []*book.Book{karim, aster} {
		if n := len(b.Rows(record.KindHousehold)) + len(b.Rows(record.KindPerson)) + len(b.Rows(record.KindHandover)); n != 0 {
			t.Errorf("%d records were kept", n)
		}
	}
}

// Whatever was answered, in any order: nobody comes across about whom not everybody who must agree said yes, and never a note, a doubt
// or a danger.
func TestNobodyIsHandedOverWithoutAYes(t *testing.T) {
	answers := rapid.SampledFrom(append(slices.Repeat([]record.HandoverAnswer{record.HandoverYes}, 12), record.HandoverNo, record.HandoverUnreached, ""))
	went := 0
	for seed := range 12 { // each a store of its own: drawing hundreds would only wait for key derivation
		p := practiced(t)
		ctx := t.Context()
		all, err := p.Caseload(ctx)
		if err != nil {
			t.Fatal(err)
		}
		f := all[seed%len(all)]
		said := map[record.ID]record.HandoverAnswer{}
		for i, a := range f.Asks {
			answer := answers.Example(100*seed + i)
			if answer == "" {
				continue
			}
			said[a.Person] = answer
			if err := p.AnswerHandover(ctx, f.Household, a.Person, answer); err != nil {
				t.Fatal(err)
			}
		}
		karim, card := other(t)
		file, err := p.HandOver(ctx, card, []record.ID{f.Household})
		if err != nil {
			if slices.Contains(values(said), record.HandoverNo) || !errors.Is(err, book.ErrHandNo) {
				continue
			}
			now, err := p.Handing(ctx, f.Household)
			if err != nil || now.Standing == book.StandingYes {
				t.Fatalf("refused although it stands at %s: %v", now.Standing, err)
			}
			continue
		}
		went++
		if slices.Contains(values(said), record.HandoverNo) {
			t.Fatal("a family went of which somebody said no")
		}
		if _, err := karim.TakeOver(ctx, file); err != nil {
			t.Fatal(err)
		}
		for _, row := range karim.Rows(record.KindPerson) {
			one, err := karim.Person(ctx, row.ID)
			if err != nil {
				t.Fatal(err)
			}
			if one.As != record.PersonChild && said[row.ID] != record.HandoverYes {
				t.Fatalf("a grown-up went who said %q", said[row.ID])
			}
			if age, known, _ := one.Age(p.Today()); known && age >= 12 && said[row.ID] != record.HandoverYes {
				t.Fatalf("a youth of %d went who said %q", age, said[row.ID])
			}
			if !one.Note.Empty() {
				t.Fatal("a note went")
			}
		}
		if n := len(karim.Rows(record.KindConcern)); n > 0 {
			t.Fatalf("%d worries went", n)
		}
	}
	if went < 3 {
		t.Errorf("only %d families went: that proves little", went)
	}
}

func values(m map[record.ID]record.HandoverAnswer) (all []record.HandoverAnswer) {
	for _, v := range m {
		all = append(all, v)
	}
	return all
}

// Whoever asks what is held about them sees that the family was passed on, to whom, and what they said; the answers of others are marked
// for a look, as everything about others is.
func TestInzageSaysThatAFamilyWasPassedOn(t *testing.T) {
	p := passing(t)
	ctx := t.Context()
	p.answer(t, p.mother, record.HandoverYes)
	if err := p.b.NoteHandover(ctx, p.home.ID, record.Text("Bel eerst Emine.")); err != nil {
		t.Fatal(err)
	}
	_, card := other(t)
	if _, err := p.b.HandOver(ctx, card, []record.ID{p.home.ID}); err != nil {
		t.Fatal(err)
	}
	dutch, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	in, err := p.b.Access(ctx, dutch, record.KindPerson, p.mother.ID)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	all, err := access.Collect(dutch, in)
	if err != nil {
		t.Fatal(err)
	}
	for _, piece := range all {
		found[piece.Text.Reveal()] = true
		for _, f := range piece.Facts {
			found[f.Value.Reveal()] = true
		}
	}
	for _, want := range []string{"Karim", "Bel eerst Emine.", "overgedragen"} {
		if !found[want] {
			t.Errorf("%q is not in it: %v", want, found)
		}
	}
}
