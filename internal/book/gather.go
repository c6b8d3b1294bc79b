package book

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"

	"schakel/internal/contribution"
	"schakel/internal/parcel"
	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/store"
	"schakel/internal/summary"
)

// BroughtState says what a file with a contribution is, beside what is here.
type BroughtState string

// The states.
const (
	BroughtNew       BroughtState = "new"       // the first of this worker for the programme and period
	BroughtCorrected BroughtState = "corrected" // it replaces an earlier one
	BroughtWithdrawn BroughtState = "withdrawn" // the worker takes the earlier one back
	BroughtAgain     BroughtState = "again"     // the same file was taken before
	BroughtWrong     BroughtState = "wrong"     // it cannot be taken; Err says why
)

// BroughtStates lists them.
func BroughtStates() []BroughtState {
	return []BroughtState{BroughtNew, BroughtCorrected, BroughtWithdrawn, BroughtAgain, BroughtWrong}
}

// ContributionFile is a file that may hold a contribution; Err is why it could not be read.
type ContributionFile struct {
	Name string
	Data []byte
	Err  error

	Fetched record.ID // the record in which it waits, when it came through an endpoint
}

// Brought is what such a file is. Nothing of what its worker counted stands here.
type Brought struct {
	File     string
	State    BroughtState
	Err      error // with BroughtWrong
	From     parcel.Card
	Stranger bool // no contribution of this worker was here, and nobody put them on the list: their words are to be compared
	Early    bool // it was made before the period was over
	Until    record.Date

	kept *record.Contribution
}

// gathering is a coordinator's programme over a period, with the keys that open what comes in.
type gathering struct {
	keys      parcel.Keys
	own       parcel.Card
	programme *record.Programme
	period    summary.Period
	here      map[string]*record.Contribution // by worker
	made      []contribution.Sum              // every joint overview that was made here, also of other programmes
	today     record.Date
}

func (b *Book) gathering(ctx context.Context, tx *store.Tx, own parcel.Card, keys parcel.Keys, programme record.ID, period summary.Period) (*gathering, error) {
	p, err := programmeOf(tx, programme)
	if err != nil {
		return nil, err
	}
	g := &gathering{keys: keys, own: own, programme: p, period: period, here: map[string]*record.Contribution{}, today: b.Today()}
	all, err := contributions(tx, func(r record.Row) bool {
		return r.State == string(record.WayIn) && r.Link == programme && r.On == period.From && r.Due == period.To
	})
	for _, c := range all {
		g.here[c.Worker] = c
	}
	if err == nil {
		g.made, err = joints(tx)
	}
	return g, cmp.Or(err, ctx.Err())
}

// withGathering does something with a programme in a transaction.
func (b *Book) withGathering(ctx context.Context, programme record.ID, period summary.Period, change bool, work func(tx *store.Tx, g *gathering) error) error {
	if err := period.Check(); err != nil {
		return err
	}
	keys, err := b.parcelKeys()
	if err != nil {
		return err
	}
	own, err := b.KeyCard(ctx)
	if err != nil {
		return err
	}
	do := b.view
	if change {
		do = b.update
	}
	return do(ctx, func(tx *store.Tx) error {
		g, err := b.gathering(ctx, tx, own, keys, programme, period)
		if err != nil {
			return err
		}
		return work(tx, g)
	})
}

// open opens a contribution of this programme and period. Errors: those of package contribution.
func (g *gathering) open(file []byte) (parcel.Head, contribution.Content, error) {
	if len(file) > record.MaxContribution {
		return parcel.Head{}, contribution.Content{}, contribution.ErrFormat
	}
	head, content, err := g.keys.Open(file)
	switch {
	case err == nil:
	case errors.Is(err, parcel.ErrRecipient):
		return head, contribution.Content{}, contribution.ErrOther
	case errors.Is(err, parcel.ErrNewer):
		return head, contribution.Content{}, contribution.ErrNewer
	case errors.Is(err, parcel.ErrDamaged):
		return head, contribution.Content{}, contribution.ErrDamaged
	default:
		return head, contribution.Content{}, contribution.ErrFormat
	}
	if head.Sort != parcel.Contribution {
		return head, contribution.Content{}, contribution.ErrFormat
	}
	c, err := contribution.Parse(content)
	if err == nil {
		err = c.For(contribution.Of(g.programme, g.own.Key(), g.period.From, g.period.To), g.period, g.today)
	}
	return head, c, err
}

// look says what one file is, and remembers it as if it were taken, so that the next one is read beside it.
func (g *gathering) look(f ContributionFile) Brought {
	a := Brought{File: f.Name, State: BroughtWrong, Err: f.Err}
	if f.Err != nil {
		return a
	}
	head, c, err := g.open(f.Data)
	if a.From = head.From; err != nil {
		a.Err = err
		return a
	}
	key := head.From.Key()
	a.Until, a.Early = c.Until, c.Until.Before(c.To)
	kept := &record.Contribution{
		Way: record.WayIn, Programme: g.programme.ID, From: c.From, To: c.To, Until: c.Until, Made: c.Made, Edition: c.Edition, Withdrawn: c.Withdrawn,
		Parcel: record.ID(head.ID).String(), Worker: key, File: f.Data,
	}
	was := g.here[key]
	switch {
	case was == nil:
		_, known := g.programme.Worker(key)
		a.State, a.Stranger = BroughtNew, !known
		if !known && len(g.programme.Workers) >= record.MostWorkers {
			a.State, a.Err = BroughtWrong, contribution.ErrMany
			return a
		}
	case was.Parcel == kept.Parcel:
		a.State = BroughtAgain
		return a
	case c.Edition < was.Edition || c.Edition == was.Edition && !c.Made.After(was.Made):
		a.State, a.Err = BroughtWrong, contribution.ErrOlder
		return a
	default:
		a.State, kept.Head = BroughtCorrected, was.Head
	}
	if c.Withdrawn {
		a.State = BroughtWithdrawn
	}
	a.kept, g.here[key] = kept, kept
	return a
}

// LookContributions says what files are, before anything is taken: each with its state, in the order of the files. Nothing is kept.
func (b *Book) LookContributions(ctx context.Context, programme record.ID, period summary.Period, files []ContributionFile) ([]Brought, error) {
	var all []Brought
	err := b.withGathering(ctx, programme, period, false, func(_ *store.Tx, g *gathering) error {
		all = nil
		for _, f := range files {
			all = append(all, g.look(f))
		}
		return ctx.Err()
	})
	return all, err
}

// TakeContributions keeps the contributions in the files, sealed as they came. A file that cannot be taken is passed over and the others go
// on; leave holds the keys of workers whose files stay out, because nobody knows them. Of a worker the newest counts, whatever the order.
func (b *Book) TakeContributions(ctx context.Context, programme record.ID, period summary.Period, files []ContributionFile, leave map[string]bool) ([]Brought, error) {
	if !b.store.HasRecovery() {
		return nil, ErrRecovery
	}
	var all []Brought
	err := b.withGathering(ctx, programme, period, true, func(tx *store.Tx, g *gathering) error {
		all = nil
		taken := map[string]*record.Contribution{}
		for _, f := range files {
			a := g.look(f)
			if a.kept != nil && !leave[a.kept.Worker] {
				taken[a.kept.Worker] = a.kept
				expect(g.programme, a.From)
			}
			if err := g.settled(tx, f, a, leave); err != nil {
				return err
			}
			all = append(all, a)
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if len(taken) == 0 {
			return nil
		}
		for _, c := range taken {
			if err := b.put(tx, c); err != nil {
				return err
			}
		}
		if err := b.put(tx, g.programme); err != nil {
			return err
		}
		return tx.Audit(actionGathered, record.KindProgramme, programme)
	})
	return all, err
}

// HandedIn says of one worker whether a contribution is in. There is no number in it that says how much anybody did.
type HandedIn struct {
	Name  record.Private
	Key   string
	State HandedState
	On    record.Date // the day it was made, zero when it is not in
	Early bool        // made before the period was over
}

// HandedState is whether a contribution is in.
type HandedState string

// The states.
const (
	HandedMissing   HandedState = "missing"
	HandedIsIn      HandedState = "in"
	HandedWithdrawn HandedState = "withdrawn"
)

// HandedStates lists them.
func HandedStates() []HandedState { return []HandedState{HandedMissing, HandedIsIn, HandedWithdrawn} }

// Gathering is who handed in for a programme over a period, by name: never by how much.
type Gathering struct {
	Workers []HandedIn
	In      int
	Missing int
	Wait    error // why there is no joint overview to be made yet: contribution.ErrFew or ErrWait; nil when there is
}

// Gathering says who handed in, and who did not yet.
func (b *Book) Gathering(ctx context.Context, programme record.ID, period summary.Period) (Gathering, error) {
	var out Gathering
	err := b.withGathering(ctx, programme, period, false, func(_ *store.Tx, g *gathering) error {
		out = g.standing()
		return nil
	})
	return out, err
}

func (g *gathering) standing() Gathering {
	var out Gathering
	for _, w := range g.programme.Workers {
		h := HandedIn{Name: w.Name, Key: w.Key, State: HandedMissing}
		if c := g.here[w.Key]; c != nil {
			h = handed(h, c)
		} else {
			out.Missing++
		}
		out.Workers = append(out.Workers, h)
	}
	for key, c := range g.here {
		if !c.Withdrawn { // who takes back is not in, and is not missing either
			out.In++
		}
		if _, known := g.programme.Worker(key); !known {
			h := HandedIn{Key: key}
			if head, _, err := g.keys.Open(c.File); err == nil {
				h.Name = head.From.Name
			}
			out.Workers = append(out.Workers, handed(h, c))
		}
	}
	slices.SortStableFunc(out.Workers, func(x, y HandedIn) int {
		return cmp.Or(strings.Compare(x.Name.Reveal(), y.Name.Reveal()), strings.Compare(x.Key, y.Key))
	})
	out.Wait = g.wait(out)
	return out
}

func handed(h HandedIn, c *record.Contribution) HandedIn {
	h.State, h.On, h.Early = HandedIsIn, record.DateOf(c.Made.Local()), c.Until.Before(c.To)
	if c.Withdrawn {
		h.State = HandedWithdrawn
	}
	return h
}

// wait says why no joint overview can be made: with too few workers it would tell what one of them counted, and so would a second one soon
// after the first, to who lays the two beside each other.
func (g *gathering) wait(s Gathering) error {
	if s.In < contribution.Least {
		return contribution.ErrFew
	}
	if _, ok := g.chosen(); !ok {
		return contribution.ErrWait
	}
	return nil
}

// JointOverview adds up what came in for a programme over a period, and makes it safe as any overview: what the workers counted together
// is never given otherwise, not even to the coordinator. All that came in is in it; nobody chooses who. Only who came after an earlier one waits until
// they are with three. Errors: contribution.ErrFew and
// ErrWait, those of summary.Report.Public.
func (b *Book) JointOverview(ctx context.Context, programme record.ID, period summary.Period, threshold int, rounded bool) (summary.Report, error) {
	if threshold < sdc.Minimum { // before it counts as made
		return summary.Report{}, sdc.ErrThreshold
	}
	var whole summary.Report
	var before []*record.Overview
	err := b.withGathering(ctx, programme, period, true, func(tx *store.Tx, g *gathering) (err error) {
		if whole, err = b.sum(ctx, tx, g); err != nil {
			return err
		}
		before, err = overviews(tx)
		return err
	})
	if err != nil {
		return summary.Report{}, err
	}
	slices.Reverse(before) // the oldest first
	how, err := b.protection(period, threshold, rounded, whole.Joint.Set, summary.Related(before, whole.Joint))
	if err != nil {
		return summary.Report{}, err
	}
	public, err := whole.Public(how)
	return public.Apart(before), err
}

func (b *Book) sum(ctx context.Context, tx *store.Tx, g *gathering) (summary.Report, error) {
	stand := g.standing()
	if stand.Wait != nil {
		return summary.Report{}, stand.Wait
	}
	chosen, _ := g.chosen()
	var contents []contribution.Content
	var keys []string
	for key, c := range g.here {
		if c.Withdrawn {
			continue
		}
		if !slices.ContainsFunc(chosen.Parts, func(p contribution.Part) bool { return p.Key == key }) {
			stand.Missing++ // it came too late to stand in it unseen
			continue
		}
		_, content, err := g.open(c.File)
		if err != nil {
			return summary.Report{}, err
		}
		contents, keys = append(contents, content), append(keys, key)
		if err := ctx.Err(); err != nil {
			return summary.Report{}, err
		}
	}
	if err := b.remember(tx, g, chosen); err != nil {
		return summary.Report{}, err
	}
	for _, c := range g.here {
		if c.Counted || !slices.ContainsFunc(chosen.Parts, func(p contribution.Part) bool { return p.Key == c.Worker }) {
			continue
		}
		c.Counted = true
		if err := b.put(tx, c); err != nil {
			return summary.Report{}, err
		}
	}
	slices.Sort(keys)
	set := sha256.Sum256([]byte(strings.Join(keys, " ")))
	joint := summary.Joint{Missing: stand.Missing, Set: hex.EncodeToString(set[:8])}
	return contribution.Add(g.period, contribution.Of(g.programme, g.own.Key(), g.period.From, g.period.To), contents, joint)
}
