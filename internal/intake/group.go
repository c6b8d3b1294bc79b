package intake

import "sync"

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
	write func(Tx) error
	err   error
	turn  chan bool
}

// do runs the write with whatever waits beside it. When it returns nil or a refusal, the transaction is kept.
func (g *group) do(write func(Tx) error) error {
	j := &job{write: write, err: ErrStore, turn: make(chan bool, 1)}
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
