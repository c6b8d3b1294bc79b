package intake

import (
	"slices"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
)

// Reply is what a worker wrote back.
type Reply struct {
	At time.Time // when it came in
	*cjg.Answer
}

// talk reports whether a kind is talk between a caseworker and a worker: it is no case of a family, so it does not go on to the
// organisation's own system.
func talk(kind envelope.Kind) bool { return kind == envelope.Answer || kind == envelope.Invite }

// sayable reports whether an answer can be said about an invitation from here: it is the worker who takes it up or declines.
func sayable(state string) bool {
	return slices.Contains([]string{cjg.StateQuestion, cjg.StateAnswered, cjg.StateThanks}, state)
}

// Invite asks the worker of a device to think along. It is sealed to the device, kept as a case and announced, in one transaction. The
// caller sets From, Sort, Question and maybe Before; the rest is filled in here. ErrUnknown: there is no such device. ErrRevoked: it may
// not fetch anything any more.
func (i *Inbox) Invite(deviceID string, ask cjg.Invite, who string) (envelope.UUID, error) {
	now := i.config.Now()
	id, err := envelope.NewUUID(i.config.Random)
	if err != nil {
		return envelope.UUID{}, err
	}
	ask.Schema, ask.Disclaimer, ask.Date = "", "", localDay(now)
	data, err := cjg.Marshal(&ask)
	if err != nil {
		return envelope.UUID{}, err
	}
	return id, i.store.Update(func(tx Tx) error {
		d, found, err := load[device](tx, bucketDevices, []byte(deviceID))
		switch {
		case err != nil:
			return err
		case !found:
			return cjg.ErrUnknown
		case !d.Revoked.IsZero():
			return cjg.ErrRevoked
		}
		sealed, err := i.sealTo(d, envelope.Fields{ID: id, Version: 1, Kind: envelope.Invite, Created: now}, data)
		if err != nil {
			return err
		}
		// The uuid is taken: no device can deliver a message under it.
		if err := save(tx, bucketMessages, id[:], message{Taken: true}); err != nil {
			return err
		}
		if err := i.saveContent(tx, id, content{Document: data}); err != nil {
			return err
		}
		c := Case{ID: id, Kind: envelope.Invite, Device: deviceID, Version: 1, State: StateAsked, Arrived: now.UTC()}
		if err := i.saveCase(tx, c); err != nil {
			return err
		}
		if err := announce(tx, deviceID, change{About: id, Sealed: sealed}); err != nil {
			return err
		}
		return audit(tx, now, who, "invited", id)
	})
}

func (i *Inbox) sealTo(d device, fields envelope.Fields, data []byte) ([]byte, error) {
	opening, err := envelope.ParseSealingKey(d.Opening)
	if err != nil {
		return nil, ErrStore
	}
	sealed, _, err := envelope.Seal(i.config.Random, fields, data, i.keys.inbox(), opening)
	return sealed, err
}

// takeReply keeps what a worker wrote back as a case of its own, so that a recall or the end of a term reaches it by itself, and puts it
// beside the case that it is about. What is about nothing of that device stands alone: it is not lost, and tells nothing about others.
func (i *Inbox) takeReply(tx Tx, m message, v version, h envelope.Header, reply *cjg.Answer) error {
	if err := i.takeDocument(tx, m, v, h, reply); err != nil || m.Taken {
		return err
	}
	about, err := envelope.ParseUUID(reply.About)
	if err != nil {
		return nil // Unmarshal has checked the form
	}
	target, found, err := load[Case](tx, bucketCases, about[:])
	if err != nil || !found || target.Device != m.Device || about == h.ID {
		return err
	}
	if !slices.Contains(target.Replies, h.ID) {
		target.Replies = append(target.Replies, h.ID)
	}
	if target.Kind == envelope.Invite && target.State != StateExpired {
		target.State = afterReply(target.State, reply.State)
	}
	if err := i.saveCase(tx, target); err != nil {
		return err
	}
	own, _, err := load[Case](tx, bucketCases, h.ID[:])
	if err != nil {
		return err
	}
	own.About = about
	return i.saveCase(tx, own)
}

// afterReply is where an invitation stands after what the worker wrote: a yes or a no counts until the next yes or no. One that was taken
// back stays so; the reply stands beside it.
func afterReply(now CaseState, reply string) CaseState {
	if now == StateWithdrawn {
		return now
	}
	switch reply {
	case cjg.StateAccepted:
		return StateAccepted
	case cjg.StateDeclined:
		return StateDeclined
	}
	if now == StateAsked {
		return StateAnswered
	}
	return now
}

// replies opens what the worker wrote back. What was taken back, or whose term is over, is left out.
func (i *Inbox) replies(tx Tx, c Case) ([]Reply, error) {
	var out []Reply
	for _, id := range c.Replies {
		own, found, err := load[Case](tx, bucketCases, id[:])
		if err != nil {
			return nil, err
		}
		if !found || own.State == StateRecalled {
			continue
		}
		held, gone, err := i.loadContent(tx, id)
		if err != nil {
			return nil, err
		}
		if gone {
			continue
		}
		doc, err := cjg.Unmarshal(held.Document)
		if err != nil {
			return nil, err
		}
		if reply, ok := doc.(*cjg.Answer); ok {
			out = append(out, Reply{At: own.Arrived, Answer: reply})
		}
	}
	return out, nil
}

// readReplies notes that a person has read the replies that stand on the page of a case.
func (i *Inbox) readReplies(tx Tx, c Case, now time.Time) error {
	for _, id := range c.Replies {
		own, found, err := load[Case](tx, bucketCases, id[:])
		if err != nil {
			return err
		}
		if !found || own.State != StateNew {
			continue
		}
		own.State, own.Opened = StateAnswered, now
		if err := i.saveCase(tx, own); err != nil {
			return err
		}
	}
	return nil
}
