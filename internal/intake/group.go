package intake

import (
	"bytes"
	"sync"

	"schakel/internal/envelope"
)

// maxGroup bounds how many requests share a transaction.
const maxGroup = 64

// group joins the writes of requests that come at the same time into one transaction: they wait for one disk, not for one each. A write
// that is refused must not have written anything before; the others of its transaction go on.
type group struct {
	store Store

	mu      sync.Mutex
	waiting []*job
	busy    bool // somebody leads
}

// job is one request's write. Its channel tells false when it is done and true when it is its turn to lead.
type job struct {
	device string
	ids    []envelope.UUID // what it will look at, so that a store far away is asked once for all
	write  func(Tx) error
	err    error
	turn   chan bool
}

// warmer is a transaction that can read several keys in one round trip.
type warmer interface {
	Warm(b Bucket, keys [][]byte) error
}

// warm reads ahead what the jobs of a round will look at.
func warm(tx Tx, round []*job) error {
	far, ok := tx.(warmer)
	if !ok {
		return nil
	}
	var devices, ids [][]byte
	for _, j := range round {
		devices = append(devices, []byte(j.device))
		for _, id := range j.ids {
			ids = append(ids, bytes.Clone(id[:]))
		}
	}
	if err := far.Warm(bucketDevices, devices); err != nil {
		return err
	}
	return far.Warm(bucketMessages, ids)
}

// do runs the write with whatever waits beside it. When it returns nil or a refusal, the transaction is kept.
func (g *group) do(device string, ids []envelope.UUID, write func(Tx) error) error {
	j := &job{device: device, ids: ids, write: write, err: ErrStore, turn: make(chan bool, 1)}
	g.mu.Lock()
	g.waiting = append(g.waiting, j)
	wait := g.busy
	g.busy = true
	g.mu.Unlock()
	if wait && !<-j.turn {
		return j.err
	}
	g.lead(j)
	return j.err
}

// lead runs one transaction, in which the leader's own job is the first, and names who leads next.
func (g *group) lead(own *job) {
	g.mu.Lock()
	n := min(len(g.waiting), maxGroup)
	round := g.waiting[:n:n]
	g.waiting = g.waiting[n:]
	g.mu.Unlock()
	defer func() { // also when a write panics: nobody waits for ever
		g.mu.Lock()
		if g.busy = len(g.waiting) > 0; g.busy {
			g.waiting[0].turn <- true
		}
		g.mu.Unlock()
		for _, j := range round {
			if j != own {
				j.turn <- false
			}
		}
	}()
	g.run(round)
}

// run writes a round. When the store fails with several of them, each is tried alone: one bad entry holds up nobody else.
func (g *group) run(round []*job) {
	err := g.store.Update(func(tx Tx) error {
		if err := warm(tx, round); err != nil {
			return err
		}
		for _, j := range round {
			if j.err = j.write(tx); j.err != nil && !refusal(j.err) {
				return j.err
			}
		}
		return nil
	})
	if err == nil {
		return
	}
	if len(round) == 1 {
		round[0].err = err
		return
	}
	for _, j := range round {
		j.err = ErrStore
	}
	for _, j := range round {
		g.run([]*job{j})
	}
}
