package book

import (
	"cmp"
	"context"
	"slices"

	"schakel/internal/consent"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/store"
)

// The errors of handing over.
var (
	ErrHandNo      = fault.New(fault.Denied, "handover.no", "the family has not said yes")
	ErrHandNone    = fault.New(fault.Invalid, "handover.none", "no family was chosen")
	ErrHandSelf    = fault.New(fault.Invalid, "handover.self", "the card is this user's own")
	ErrHandUnsafe  = fault.New(fault.Denied, "handover.unsafe", "this person is not safe to ask")
	ErrHandContent = fault.New(fault.Corrupt, "handover.content", "the parcel holds what no Schakel puts into it")
)

// Standing is what a family said to another worker taking over.
type Standing string

// The standings. Only a yes can be chosen.
const (
	StandingAsk       Standing = "ask"       // nobody was asked yet, or not everybody whose answer is needed for anything to go
	StandingYes       Standing = "yes"       // there is somebody who may go along, and nobody said no
	StandingNo        Standing = "no"        // somebody said no
	StandingUnreached Standing = "unreached" // who was asked was not reached
	StandingGiven     Standing = "given"     // it went
	StandingClosed    Standing = "closed"    // it went, and the own copy is closed
)

// Standings lists them.
func Standings() []Standing {
	return []Standing{StandingAsk, StandingYes, StandingNo, StandingUnreached, StandingGiven, StandingClosed}
}

// HandAsk is somebody who is asked whether another worker may take over.
type HandAsk struct {
	Person record.ID
	Name   record.Private
	About  []record.Private // the children this person decides about, when it is not only about themselves
	Answer record.HandoverAnswer
	On     record.Date
}

// HandPerson is somebody in the family, who goes along or stays.
type HandPerson struct {
	ID    record.ID
	Name  record.Private
	Child bool
	Goes  bool
	Why   consent.Code // for who stays: what is in the way
}

// HandFamily is one family of the caseload. Who is not safe to ask stands nowhere in it.
type HandFamily struct {
	Household record.ID
	Name      record.Private
	Standing  Standing
	Asks      []HandAsk
	People    []HandPerson
	Promises  int // open ones that go along
	Referrals int // that go along
	Consents  int // that go along
	With      record.Private
	GivenOn   record.Date
	Note      record.Private
}

// Caseload lists every family with what it said to another worker taking over: those still to be asked first.
func (b *Book) Caseload(ctx context.Context) ([]HandFamily, error) {
	var all []HandFamily
	err := b.view(ctx, func(tx *store.Tx) error {
		shelves := handShelves(tx)
		for i, row := range tx.Rows(record.KindHousehold) {
			if i%200 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			g, err := b.goingFrom(tx, row.ID, shelves)
			if err != nil {
				return err
			}
			all = append(all, g.page())
		}
		return nil
	})
	slices.SortStableFunc(all, func(a, c HandFamily) int {
		return cmp.Or(slices.Index(Standings(), a.Standing)-slices.Index(Standings(), c.Standing), b.words.Compare(a.Name.Reveal(), c.Name.Reveal()))
	})
	return all, err
}

// Handing is one family of the caseload.
func (b *Book) Handing(ctx context.Context, household record.ID) (HandFamily, error) {
	var f HandFamily
	err := b.view(ctx, func(tx *store.Tx) error {
		g, err := b.going(tx, household)
		if err == nil {
			f = g.page()
		}
		return err
	})
	return f, err
}

// going is a family with what it said, and who of it goes along.
type going struct {
	family Family
	hand   *record.Handover // what was said; a new one when nobody was asked
	people []consent.Subject
	why    map[record.ID]consent.Code // for who stays
	goes   map[record.ID]bool
	load   baggage
	today  record.Date
	avoid  map[record.ID]bool // who is not safe to ask, as any household says
	unsafe *names             // what they are called: a text that names them does not go
	words  *i18n.Printer      // Dutch
}

// baggage is what goes along besides the people.
type baggage struct {
	promises  []*record.Contact
	referrals []*record.Referral
	consents  []*record.Consent
}

// shelves are the rows that may belong to a family, sorted once for all of them: by owner, and contacts by whom they were with.
type shelves map[record.Kind]map[record.ID][]record.Row

func handShelves(tx *store.Tx) shelves {
	all := shelves{}
	for _, kind := range []record.Kind{record.KindHandover, record.KindReferral, record.KindConsent, record.KindContact} {
		all[kind] = map[record.ID][]record.Row{}
		for _, r := range tx.Rows(kind) {
			at := r.Owner
			if kind == record.KindContact {
				at = r.Link
			}
			all[kind][at] = append(all[kind][at], r)
		}
	}
	return all
}

// going works out, with the rules of package consent, about whom everybody who must agree said yes.
func (b *Book) going(tx *store.Tx, household record.ID) (*going, error) {
	return b.goingFrom(tx, household, handShelves(tx))
}

func (b *Book) goingFrom(tx *store.Tx, household record.ID, rows shelves) (*going, error) {
	f, err := family(tx, household)
	if err != nil {
		return nil, err
	}
	g := &going{family: f, today: b.Today(), words: b.words, goes: map[record.ID]bool{}, why: map[record.ID]consent.Code{}}
	if g.hand, err = handover(tx, f.Household, rows); err != nil {
		return nil, err
	}
	homes, err := homes(tx, f)
	if err != nil {
		return nil, err
	}
	g.avoid = unsafeIn(homes)
	if g.unsafe, err = calledUnsafe(tx, g.avoid); err != nil {
		return nil, err
	}
	in := consent.Input{
		People: f.all(), Households: homes, Recipient: household, Purpose: record.PurposeTakeOver, Groups: record.FieldGroups(),
		Hash: "handover", On: g.today,
	}
	in.Subjects = g.around()
	g.people = consent.Required(in)
	g.decide(in)
	if err := g.gather(tx, rows); err != nil {
		return nil, err
	}
	return g, nil
}

// around lists the people of whom something would go: who lives in the family now, and who decides about its children.
func (g *going) around() []record.ID {
	var ids []record.ID
	add := func(id record.ID) {
		if g.family.People[id] != nil && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, m := range g.family.Household.Living(g.today) {
		add(m.Person)
	}
	for _, child := range slices.Clone(ids) {
		if c, ok := g.family.Household.CustodyOf(child, g.today); ok {
			for _, holder := range c.Holders {
				add(holder)
			}
		}
	}
	return ids
}

// handover is what is kept about the handing over of a family. Of several, as after two families were one, it is the newest that went; and
// what was said in any of them counts, a no first.
func handover(tx *store.Tx, h *record.Household, rows shelves) (*record.Handover, error) {
	var all []*record.Handover
	err := collectFrom(tx, rows[record.KindHandover][h.Owner], &all, func(r record.Row) bool { return r.Link == h.ID && r.State != string(record.HandoverTaken) })
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return &record.Handover{Way: record.WayOut, Household: h.ID, State: record.HandoverAsking}, nil
	}
	slices.SortStableFunc(all, func(a, b *record.Handover) int { return b.GivenOn.Number() - a.GivenOn.Number() })
	var said []record.HandoverSaid
	for _, one := range all {
		said = append(said, one.Said...)
	}
	all[0].Said = oneAnswer(said)
	return all[0], nil
}

// decide asks of everybody in the family whether all who must agree said yes, as if what goes were a document about that one person.
func (g *going) decide(in consent.Input) {
	for _, s := range g.people {
		one := in
		one.Subjects = []record.ID{s.ID}
		for _, giver := range s.Givers {
			if giver.Stand == consent.StandUnsafe {
				continue
			}
			answer := map[record.HandoverAnswer]record.Answer{
				record.HandoverYes: record.AnswerYes, record.HandoverNo: record.AnswerNo,
			}[g.hand.Answer(giver.Person)]
			if answer == "" {
				continue
			}
			one.Consents = append(one.Consents, &record.Consent{
				Head: record.Head{ID: giver.Person}, Subjects: one.Subjects, Giver: giver.Person, Capacity: giver.Capacity, Recipient: in.Recipient,
				Purpose: in.Purpose, Groups: in.Groups, Answer: answer, Way: record.WayInPerson, On: g.saidOn(giver.Person), Hash: in.Hash,
			})
		}
		d := consent.Decide(one)
		g.goes[s.ID] = d.Allowed
		if len(d.Problems) > 0 {
			g.why[s.ID] = d.Problems[0].Code
		}
	}
}

func (g *going) saidOn(person record.ID) record.Date {
	for _, s := range g.hand.Said {
		if s.Person == person {
			return s.On
		}
	}
	return record.Date{}
}

// whole reports whether everybody in the family goes along: only then go the texts about the family as a whole.
func (g *going) whole() bool {
	return !slices.ContainsFunc(g.people, func(s consent.Subject) bool { return !g.goes[s.ID] })
}

// some reports whether anybody goes along.
func (g *going) some() bool {
	return slices.ContainsFunc(g.people, func(s consent.Subject) bool { return g.goes[s.ID] })
}

// asks lists who is asked: everybody whose yes is needed for somebody, each once. Somebody who is not safe to ask is left out, and so is
// who is only needed for data that somebody unsafe keeps here anyway.
func (g *going) asks() []HandAsk {
	var all []HandAsk
	at := map[record.ID]int{}
	for _, s := range g.people {
		if slices.ContainsFunc(s.Givers, func(v consent.Giver) bool { return v.Stand == consent.StandUnsafe }) {
			continue
		}
		for _, v := range s.Givers {
			p := g.family.People[v.Person]
			if p == nil {
				continue
			}
			i, known := at[v.Person]
			if !known {
				i = len(all)
				at[v.Person] = i
				all = append(all, HandAsk{Person: v.Person, Name: p.Name(), Answer: g.hand.Answer(v.Person), On: g.saidOn(v.Person)})
			}
			if s.ID != v.Person {
				all[i].About = append(all[i].About, g.family.People[s.ID].Name())
			}
		}
	}
	return all
}

// standing is what the family said as a whole.
func (g *going) standing() Standing {
	switch g.hand.State {
	case record.HandoverGiven:
		return StandingGiven
	case record.HandoverClosed:
		return StandingClosed
	}
	said := map[record.HandoverAnswer]bool{}
	for _, a := range g.asks() {
		said[a.Answer] = true
	}
	switch {
	case said[record.HandoverNo]:
		return StandingNo
	case g.some():
		return StandingYes
	case said[record.HandoverUnreached] && !said[""]:
		return StandingUnreached
	}
	return StandingAsk
}

// page is the family as the screen shows it.
func (g *going) page() HandFamily {
	h := g.family.Household
	f := HandFamily{
		Household: h.ID, Name: h.Name, Standing: g.standing(), Asks: g.asks(), With: g.hand.With, GivenOn: g.hand.GivenOn, Note: g.hand.Note,
		Promises: len(g.load.promises), Referrals: len(g.load.referrals), Consents: len(g.load.consents),
	}
	for _, s := range g.people {
		p := g.family.People[s.ID]
		if g.avoid[s.ID] {
			continue
		}
		f.People = append(f.People, HandPerson{ID: s.ID, Name: p.Name(), Child: p.As == record.PersonChild, Goes: g.goes[s.ID], Why: g.why[s.ID]})
	}
	return f
}

// AnswerHandover notes what somebody said, today. Somebody who is not safe to ask is never asked; a no is changed only when the person
// comes back to it, which is the caller's question to ask.
func (b *Book) AnswerHandover(ctx context.Context, household, person record.ID, answer record.HandoverAnswer) error {
	return b.handing(ctx, household, func(g *going) error {
		if !slices.ContainsFunc(g.asks(), func(a HandAsk) bool { return a.Person == person }) {
			if g.avoid[person] {
				return ErrHandUnsafe
			}
			return ErrNotAsked
		}
		said := record.HandoverSaid{Person: person, Answer: answer, On: g.today}
		g.hand.Said = slices.DeleteFunc(g.hand.Said, func(s record.HandoverSaid) bool { return s.Person == person })
		g.hand.Said = append(g.hand.Said, said)
		return nil
	})
}

// NoteHandover keeps the note for the worker who takes over.
func (b *Book) NoteHandover(ctx context.Context, household record.ID, note record.Private) error {
	return b.handing(ctx, household, func(g *going) error {
		g.hand.Note = note
		return nil
	})
}

// handing changes what is kept about the handing over of a family that has not gone.
func (b *Book) handing(ctx context.Context, household record.ID, change func(*going) error) error {
	return b.update(ctx, func(tx *store.Tx) error {
		g, err := b.going(tx, household)
		if err != nil {
			return err
		}
		if g.hand.State != record.HandoverAsking {
			return record.ErrTransition
		}
		if err := change(g); err != nil {
			return err
		}
		return b.put(tx, g.hand)
	})
}
