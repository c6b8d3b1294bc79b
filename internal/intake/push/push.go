// Package push brings cases that were opened at the endpoint into the organisation's own system, and keeps them there as they are here.
package push

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	"github.com/cenkalti/backoff/v5"

	"schakel/internal/fault"
	"schakel/internal/intake"
)

// What can be wrong on the way to the other system.
var (
	// ErrAddress is an address that is no https (plain http is for this machine only).
	ErrAddress = fault.New(fault.Invalid, "push.address", "the address of the other system must be https")
	// ErrAway is a system that does not answer, is busy, or answers with something else than what its contract says.
	ErrAway = fault.New(fault.Offline, "push.away", "the other system does not answer as it should")
	// ErrDenied is a system that does not let the endpoint in.
	ErrDenied = fault.New(fault.Denied, "push.denied", "the other system refuses the token")
	// ErrContent is a case that the other system refuses.
	ErrContent = fault.New(fault.Refused, "push.content", "the other system refuses the case")
)

// Target is another system. Bring makes it hold the case as it is now, and returns what it wants to remember, also beside an error. It may
// be called again at any time with the same case: what is there already is found and not made twice.
type Target interface {
	Bring(ctx context.Context, m intake.Matter) (trace json.RawMessage, err error)
}

// Planner is a target that must know before an attempt what the attempt may leave behind: the endpoint can end in the middle of it.
type Planner interface {
	Plan(m intake.Matter) (json.RawMessage, error)
}

// Source is where the cases come from: *intake.Inbox.
type Source interface {
	ClaimOnward() (intake.Matter, bool, error)
	NoteOnward(m intake.Matter, trace json.RawMessage) error
	SettleOnward(m intake.Matter, trace json.RawMessage, next time.Time, stuck string) error
}

// Pusher brings cases onward, one at a time.
type Pusher struct {
	Source Source
	Target Target
	Now    func() time.Time
	Chance func() float64 // from 0 up to but not 1
	Log    *slog.Logger
}

const (
	look    = 10 * time.Second // between two looks for cases
	first   = 10 * time.Second // before the second attempt, on average
	most    = 15 * time.Minute
	attempt = time.Minute // for all requests of one case
	parked  = 15 * time.Minute
)

// Run brings cases onward until the context ends.
func (p *Pusher) Run(ctx context.Context) {
	for {
		wait := p.Turn(ctx)
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
	}
}

// Turn brings every case onward that is due, and says how long to rest after it.
func (p *Pusher) Turn(ctx context.Context) time.Duration {
	for ctx.Err() == nil {
		m, found, err := p.Source.ClaimOnward()
		switch {
		case err != nil:
			p.Log.Error("a case cannot go on", "code", fault.CodeOf(err))
			return look
		case !found:
			return look
		}
		err = p.one(ctx, m)
		if errors.Is(err, ErrDenied) {
			return parked // every other case would be refused as well
		}
	}
	return look
}

func (p *Pusher) one(ctx context.Context, m intake.Matter) error {
	within, cancel := context.WithTimeout(ctx, attempt)
	defer cancel()
	trace, err := p.plan(m)
	if err == nil {
		trace, err = p.Target.Bring(within, m)
	}
	if trace == nil {
		trace = m.Trace
	}
	var next time.Time
	stuck := ""
	switch {
	case err == nil:
	case errors.Is(err, ErrContent):
		stuck, next = ErrContent.Code, p.Now().Add(most)
	case errors.Is(err, ErrDenied):
		next = p.Now().Add(parked)
	default:
		next = p.Now().Add(max(Delay(m.Attempts+1, p.Chance()), fault.AfterOf(err)))
	}
	if err != nil {
		p.Log.Warn("a case did not go on", "code", fault.CodeOf(err), "attempts", m.Attempts+1)
	}
	if failed := p.Source.SettleOnward(m, trace, next, stuck); failed != nil {
		p.Log.Error("a case cannot be settled", "code", fault.CodeOf(failed))
	}
	return err
}

// plan writes down what an attempt may leave behind.
func (p *Pusher) plan(m intake.Matter) (json.RawMessage, error) {
	planner, ok := p.Target.(Planner)
	if !ok {
		return nil, nil
	}
	trace, err := planner.Plan(m)
	if err != nil {
		return nil, err
	}
	return trace, p.Source.NoteOnward(m, trace)
}

// Delay is how long to wait after so many failed attempts (at least 1): doubling from ten seconds to fifteen minutes, times 0.5 to 1.5 by
// the random number in [0,1).
func Delay(attempts int, random float64) time.Duration {
	b := backoff.ExponentialBackOff{InitialInterval: first, Multiplier: 2, MaxInterval: most}
	d := b.NextBackOff()
	for range min(max(attempts, 1)-1, 16) {
		d = b.NextBackOff()
	}
	return time.Duration((0.5 + random) * float64(d))
}
