package intake

import (
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
)

// Answer gives a caseworker's answer: it is sealed to the sender's device, kept with the case and announced, in one transaction. The
// caller sets State and what belongs to it; About, Date and the fixed sentence are filled in here. ErrState: the message is taken back.
func (i *Inbox) Answer(id envelope.UUID, a cjg.Answer, who string) error {
	return i.store.Update(func(tx Tx) error {
		c, found, err := load[Case](tx, bucketCases, id[:])
		if err != nil {
			return err
		}
		if !found {
			return cjg.ErrUnknown
		}
		next, ok := afterAnswer(c.State, a.State)
		if c.Kind == envelope.Invite {
			next, ok = c.State, ok && sayable(a.State)
		}
		if !ok {
			return ErrState
		}
		c.State, c.Answered = next, i.config.Now().UTC()
		if a.State == cjg.StateDeclined {
			c.Reason = a.Reason
		}
		data, err := i.send(tx, c, a, who)
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

// afterAnswer is the state after an answer. What was taken up stays so when more is said; what was declined can still be taken up.
func afterAnswer(now CaseState, answer string) (CaseState, bool) {
	switch now {
	case StateRecalled, StateErased, StateKept, StateExpired:
		return now, false
	case StateUnreadable:
		return now, answer == cjg.StateQuestion
	case StateWithdrawn: // words about a reply that came too late
		return now, sayable(answer)
	}
	switch answer {
	case cjg.StateAccepted:
		return StateAccepted, true
	case cjg.StateDeclined:
		return StateDeclined, true
	case cjg.StateReceived, cjg.StateQuestion, cjg.StateAnswered, cjg.StateThanks:
		if now == StateAccepted || now == StateDeclined {
			return now, true
		}
		return StateAnswered, true
	}
	return now, false
}

// AcknowledgeErased carries out a recall: the case's key is destroyed, the store is compacted, and the sender hears "verwijderd".
func (i *Inbox) AcknowledgeErased(id envelope.UUID, who string) error {
	err := i.acknowledge(id, cjg.Answer{State: cjg.StateErased}, StateErased, who)
	if err != nil {
		return err
	}
	return tidy(i.store)
}

// AcknowledgeKept tells the sender on what ground the content is kept in spite of the recall.
func (i *Inbox) AcknowledgeKept(id envelope.UUID, ground, who string) error {
	return i.acknowledge(id, cjg.Answer{State: cjg.StateKept, Ground: ground}, StateKept, who)
}

func (i *Inbox) acknowledge(id envelope.UUID, a cjg.Answer, to CaseState, who string) error {
	return i.store.Update(func(tx Tx) error {
		c, found, err := load[Case](tx, bucketCases, id[:])
		if err != nil {
			return err
		}
		if !found {
			return cjg.ErrUnknown
		}
		if c.State != StateRecalled {
			return ErrState
		}
		c.State, c.Closed = to, i.config.Now().UTC()
		if _, err := i.send(tx, c, a, who); err != nil {
			return err
		}
		if to == StateErased {
			if err := destroy(tx, id); err != nil {
				return err
			}
		}
		return i.saveCase(tx, c)
	})
}

// send seals an answer to the device and announces it. It gives the answer's canonical bytes.
func (i *Inbox) send(tx Tx, c Case, a cjg.Answer, who string) ([]byte, error) {
	now := i.config.Now()
	a.Schema, a.Disclaimer, a.About, a.Date = "", "", c.ID.String(), localDay(now)
	data, err := cjg.Marshal(&a)
	if err != nil {
		return nil, err
	}
	d, found, err := load[device](tx, bucketDevices, []byte(c.Device))
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, cjg.ErrDenied
	}
	opening, err := envelope.ParseSealingKey(d.Opening)
	if err != nil {
		return nil, ErrStore
	}
	id, err := envelope.NewUUID(i.config.Random)
	if err != nil {
		return nil, err
	}
	fields := envelope.Fields{ID: id, Version: 1, Kind: envelope.Answer, Created: now}
	sealed, _, err := envelope.Seal(i.config.Random, fields, data, i.keys.inbox(), opening)
	if err != nil {
		return nil, err
	}
	if err := announce(tx, c.Device, change{About: c.ID, Sealed: sealed}); err != nil {
		return nil, err
	}
	return data, audit(tx, now, who, "answered "+a.State, c.ID)
}

// localDay is the civil day in the location of the given time; the main chooses Europe/Amsterdam.
func localDay(t time.Time) string { return t.Format(time.DateOnly) }

// AgeDays is how many calendar days ago something arrived, in the location of now; 0 for what came while the clock ran ahead.
func AgeDays(arrived, now time.Time) int {
	a, n := arrived.In(now.Location()), now
	from := time.Date(a.Year(), a.Month(), a.Day(), 0, 0, 0, 0, time.UTC)
	to := time.Date(n.Year(), n.Month(), n.Day(), 0, 0, 0, 0, time.UTC)
	return max(0, int(to.Sub(from).Hours()/24))
}

// Late reports whether a case that waits is older than the norm; at exactly the norm it is not.
func Late(c Case, norm int, now time.Time) bool { return c.Waiting() && AgeDays(c.Since(), now) > norm }

// View and Update give the web inbox its accounts and sessions in the same store.
func (i *Inbox) View(read func(Tx) error) error { return i.store.View(read) }

// Update runs one transaction of the web inbox.
func (i *Inbox) Update(write func(Tx) error) error { return i.store.Update(write) }

// Now is the endpoint's clock.
func (i *Inbox) Now() time.Time { return i.config.Now() }
