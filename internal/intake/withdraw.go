package intake

import (
	"schakel/internal/cjg"
	"schakel/internal/envelope"
)

// Withdraw takes an invitation back: the worker's device hears that no answer is needed any more, in the same transaction. Nothing that was
// written about it is lost, also not a reply that is still under way. Once more changes nothing. cjg.ErrUnknown: there is no such message;
// ErrState: it is no invitation, the worker said no already, or nothing is left of it.
func (i *Inbox) Withdraw(id envelope.UUID, name, who string) error {
	return i.store.Update(func(tx Tx) error {
		c, found, err := load[Case](tx, bucketCases, id[:])
		switch {
		case err != nil:
			return err
		case !found:
			return cjg.ErrUnknown
		case c.Kind == envelope.Invite && c.State == StateWithdrawn:
			return nil
		case !c.Withdrawable():
			return ErrState
		}
		c.State, c.Closed = StateWithdrawn, i.config.Now().UTC()
		data, err := i.send(tx, c, cjg.Answer{State: cjg.StateWithdrawn, Name: name}, who)
		if err != nil {
			return err
		}
		held, gone, err := i.loadContent(tx, id)
		if err != nil {
			return err
		}
		if !gone {
			held.Answers = append(held.Answers, data)
			if err := i.saveContent(tx, id, held); err != nil {
				return err
			}
		}
		return i.saveCase(tx, c)
	})
}

// Withdrawable reports whether somebody still waits for, or builds on, a word about an invitation from here. A no ends it by itself.
func (c Case) Withdrawable() bool {
	if c.Kind != envelope.Invite {
		return false
	}
	switch c.State {
	case StateAsked, StateAnswered, StateAccepted:
		return true
	}
	return false
}
