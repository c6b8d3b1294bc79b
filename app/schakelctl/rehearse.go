package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"schakel/app/cjgd/caseworker"
	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/datadir"
	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/rehearsal"
	"schakel/internal/store"
)

// errStep is a step of the rehearsal that gave something else than it should.
var errStep = fault.New(fault.Other, "ctl.rehearsal", "a step of the rehearsal gave something else than it should")

const (
	rehearsalLimit = 60 * time.Second
	answerLimit    = 15 * time.Second // for the other side to open or answer
	pause          = 150 * time.Millisecond
)

// play is one family's road from worry to answer, played with a real store and a real endpoint in a folder that goes afterwards.
type play struct {
	*book.Book
	a       *app
	place   datadir.Place
	config  rehearsal.Config
	office  *rehearsal.Office
	browser *caseworker.Caseworker
	entry   caseworker.Entry
	phrase  string
	code    string
	mother  *record.Person
	child   *record.Person
	home    *record.Household
	concern *record.Concern
	ref     *record.Referral
}

// runRehearse plays the nine steps and says each only after it was done and checked.
func runRehearse(a *app, ctx context.Context, args []string) error {
	set := a.flags("rehearse")
	endpoint := set.String("endpoint", a.endpoint, "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, rehearsalLimit)
	defer cancel()
	dir, err := os.MkdirTemp("", "schakel-rehearsal-")
	if err != nil {
		return err
	}
	r := &play{
		a: a, place: datadir.At(filepath.Join(dir, "worker")),
		config: rehearsal.Config{Program: *endpoint, Dir: filepath.Join(dir, "cjg")},
	}
	began := a.now()
	err = r.all(ctx)
	err = errors.Join(err, r.end(), os.RemoveAll(dir))
	if err == nil {
		a.say(a.p.T("ctl.rehearse.done", "Seconds", a.p.Decimal(a.now().Sub(began).Seconds(), 1)))
	}
	return err
}

// all plays the steps in their order.
func (r *play) all(ctx context.Context) error {
	p := r.a.p
	steps := []struct {
		said string
		do   func(context.Context) error
	}{
		{p.T("ctl.rehearse.first"), r.firstStart},
		{p.T("ctl.rehearse.family"), r.family},
		{p.T("ctl.rehearse.consent"), r.consent},
		{p.T("ctl.rehearse.send"), r.send},
		{p.T("ctl.rehearse.caseworker"), r.takeUp},
		{p.T("ctl.rehearse.answer"), r.answer},
		{p.T("ctl.rehearse.withdraw"), r.withdraw},
		{p.T("ctl.rehearse.overview"), r.overview},
		{p.T("ctl.rehearse.lock"), r.lock},
	}
	for i, step := range steps {
		if err := step.do(ctx); err != nil {
			r.a.warn(p.T("ctl.rehearse.failed", "Step", i+1, "What", err.Error()))
			return err
		}
		r.a.say(p.T("ctl.rehearse.line", "Step", i+1, "Said", step.said))
	}
	return nil
}

// end stops and closes what still runs.
func (r *play) end() error {
	var err error
	if r.office != nil {
		err = r.office.Stop()
	}
	if r.Book != nil {
		err = errors.Join(err, r.Close())
	}
	return err
}

// must turns a check that failed into an error. What names the check for a builder; it holds nothing personal.
func must(ok bool, what string) error {
	if ok {
		return nil
	}
	return fmt.Errorf("%w: %s", errStep, what)
}

// until delivers and fetches until a check holds, at most some seconds.
func (r *play) until(ctx context.Context, what string, holds func(book.ReferralPage) bool) error {
	end := time.Now().Add(answerLimit)
	for {
		carrier.Once(ctx, r.Book, r.a.dialer(), nil)
		page, err := r.ReferralPage(ctx, r.ref.ID)
		if err != nil || holds(page) {
			return err
		}
		if time.Now().After(end) || ctx.Err() != nil {
			return must(false, what)
		}
		time.Sleep(pause)
	}
}

// firstStart is step 1: a passphrase, a gathering with one number, and the recovery code before the first name.
func (r *play) firstStart(ctx context.Context) error {
	var err error
	if r.phrase, err = keyfile.Suggest(rand.Reader); err != nil {
		return err
	}
	if err := keyfile.CheckPassphrase([]byte(r.phrase)); err != nil {
		return err
	}
	if err := r.place.Make(); err != nil {
		return err
	}
	if r.Book, err = book.Create(r.place.Store, []byte(r.phrase), r.a.bookDeps()); err != nil {
		return err
	}
	worker := &record.Profile{Name: record.Text("Samira"), Title: record.Text(r.a.p.T("unlock.title.key"))}
	if err := r.SaveProfile(ctx, worker); err != nil {
		return err
	}
	coffee := &record.Meeting{Type: record.MeetingCoffee, On: r.Today(), Heads: 14}
	if err := r.SaveMeeting(ctx, coffee); err != nil {
		return err
	}
	early := r.SaveFamily(ctx, &record.Household{Name: record.Text("Yıldız")}, nil)
	if err := must(errors.Is(early, book.ErrRecovery), "a name before the recovery code"); err != nil {
		return err
	}
	if r.code, err = r.GiveRecovery(ctx); err != nil {
		return err
	}
	return r.reopen(r.code)
}

// reopen closes the store and opens it with a secret.
func (r *play) reopen(secret string) error {
	if err := r.Close(); err != nil {
		return err
	}
	b, err := book.Open(r.place.Store, store.ParseSecret(secret), r.a.bookDeps())
	if err != nil {
		return err
	}
	r.Book = b
	return nil
}

// family is step 2: who they are, a contact and a worry.
func (r *play) family(ctx context.Context) error {
	p := r.a.p
	if err := r.household(ctx); err != nil {
		return err
	}
	talk := &record.Contact{
		About: record.AboutHousehold, Subject: r.home.ID, On: r.Today(), Length: 40 * time.Minute, Place: record.PlaceHome,
		Roles: []record.Role{record.RoleListen}, Note: record.Text(p.T("ctl.rehearse.text.note")),
	}
	if err := r.SaveContact(ctx, talk); err != nil {
		return err
	}
	r.concern = &record.Concern{
		Scope: record.ScopeHousehold, Household: r.home.ID, About: []record.ID{r.child.ID}, Level: record.LevelWorried, SeenOn: r.Today(),
		Seen: record.Text(p.T("ctl.rehearse.text.seen")), Think: record.Text(p.T("ctl.rehearse.text.think")),
		Sources: []record.Source{record.SourceSelf}, Wish: record.Text(p.T("ctl.rehearse.text.wish")),
	}
	if err := r.SaveConcern(ctx, r.concern); err != nil {
		return err
	}
	story, err := r.StoryOf(ctx, r.home.ID)
	if err != nil {
		return err
	}
	whole := len(story.Contacts) == 1 && len(story.Concerns) == 1 && !story.Concerns[0].Seen.Equal(story.Concerns[0].Think)
	return must(whole, "the story of the family")
}

func (r *play) household(ctx context.Context) error {
	r.mother = &record.Person{
		As: record.PersonParent, Gender: record.GenderFemale, First: record.Text("Elif"), Last: record.Text("Yıldız"), Birth: r.Today().Years(-34),
		Languages: []string{"tur"}, Channels: []record.Channel{{Kind: record.ChannelPhone, Value: record.Text("06 1234 5678")}},
	}
	r.home = &record.Household{Name: record.Text("Yıldız"), District: record.Text("Zuiderwijk")}
	if err := r.SaveFamily(ctx, r.home, []book.Arrival{{Person: r.mother, Relation: record.RelationMother}}); err != nil {
		return err
	}
	r.child = &record.Person{As: record.PersonChild, First: record.Text("Emre"), Birth: r.Today().Years(-8)}
	err := r.SaveFamily(ctx, r.home, []book.Arrival{{Person: r.child, Relation: record.RelationChild, Custody: &record.Custody{
		Custody: record.CustodySole, Holders: []record.ID{r.mother.ID}, Proof: record.ProofExtract, Seen: r.Today(),
	}}})
	if err != nil {
		return err
	}
	got, err := r.Family(ctx, r.home.ID)
	if err != nil {
		return err
	}
	custody, known := got.Household.CustodyOf(r.child.ID, r.Today())
	return must(known && custody.Settled() && len(got.Children(r.Today())) == 1, "who decides about the child")
}
