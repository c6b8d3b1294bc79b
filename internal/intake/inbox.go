package intake

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
)

// CaseState is where a message stands at the endpoint.
type CaseState string

// The states of a case.
const (
	StateNew        CaseState = "new"        // opened by the machine, not yet by a person
	StateOpened     CaseState = "opened"     // a person looked; no answer yet
	StateAccepted   CaseState = "accepted"   // "wij pakken dit op"
	StateDeclined   CaseState = "declined"   // "past niet, want ..."
	StateAnswered   CaseState = "answered"   // another answer was given
	StateRecalled   CaseState = "recalled"   // taken back; a person must acknowledge
	StateErased     CaseState = "erased"     // acknowledged: the key is destroyed
	StateKept       CaseState = "kept"       // acknowledged: kept on the ground that was told
	StateExpired    CaseState = "expired"    // the term for keeping it is over: the key is destroyed
	StateUnreadable CaseState = "unreadable" // it does not open, or follows no known schema
	StateAsked      CaseState = "asked"      // an invitation from here: the worker has not replied yet
	StateWithdrawn  CaseState = "withdrawn"  // an invitation that was taken back here
)

// CaseStates lists them.
func CaseStates() []CaseState {
	return []CaseState{
		StateNew, StateOpened, StateAccepted, StateDeclined, StateAnswered, StateRecalled, StateErased, StateKept, StateExpired,
		StateUnreadable, StateAsked, StateWithdrawn,
	}
}

// Case is what stands in clear about a message: ids, states and times.
type Case struct {
	ID       envelope.UUID `json:"id"`
	Kind     envelope.Kind `json:"kind"`
	Device   string        `json:"device"`
	Version  uint32        `json:"version"`
	State    CaseState     `json:"state"`
	Reason   string        `json:"reason,omitempty"` // of a decline, the code only
	Arrived  time.Time     `json:"arrived"`
	Opened   time.Time     `json:"opened,omitzero"`   // first by a person
	Opener   string        `json:"opener,omitempty"`  // the account of that person
	Answered time.Time     `json:"answered,omitzero"` // the newest answer
	Recalled time.Time     `json:"recalled,omitzero"` // when the recall arrived
	Groups   []string      `json:"groups,omitempty"`  // of a recall in part
	Closed   time.Time     `json:"closed,omitzero"`   // when the recall was acknowledged, or the invitation taken back

	About   envelope.UUID   `json:"about,omitzero"`    // of a worker's reply: the case that it is about
	Replies []envelope.UUID `json:"replies,omitempty"` // what the worker wrote back, each a case of its own, oldest first
}

// Waiting reports whether somebody on the other side still waits for a first word.
func (c Case) Waiting() bool {
	return c.State == StateNew || c.State == StateOpened || c.State == StateRecalled
}

// Due reports whether a person here still has to do something: somebody waits, or nobody asked yet for what cannot be read.
func (c Case) Due() bool { return c.Waiting() || c.State == StateUnreadable && c.Answered.IsZero() }

// Since is when the waiting began: the arrival, or that of the recall.
func (c Case) Since() time.Time {
	if c.State == StateRecalled {
		return c.Recalled
	}
	return c.Arrived
}

// Item is a case with what may be read of it.
type Item struct {
	Case
	Document cjg.Document  // nil when it is erased or unreadable
	Answers  []*cjg.Answer // oldest first
	Replies  []Reply       // what the worker wrote back, oldest first
}

// ErrState is an action that does not fit the state of the case.
var ErrState = fault.New(fault.Conflict, "intake.state", "the message is not in a state for this")

// Inbox opens what the front stored, and answers. It holds the opening key and its own signing key.
type Inbox struct {
	store  Store
	keys   *ring
	config Config
}

// NewInbox makes the inbox.
func NewInbox(store Store, keys Keys, config Config) *Inbox {
	return &Inbox{store: store, keys: newRing(keys), config: config}
}

// take opens one message. What cannot be read becomes a case too: somebody must call the sender.
func (i *Inbox) take(tx Tx, id envelope.UUID) error {
	m, found, err := load[message](tx, bucketMessages, id[:])
	if err != nil || !found || len(m.Versions) == 0 {
		return err
	}
	sealed, err := tx.Get(bucketSealed, id[:])
	if err != nil || sealed == nil {
		return err
	}
	d, found, err := load[device](tx, bucketDevices, []byte(m.Device))
	if err != nil || !found {
		return err
	}
	last := &m.Versions[len(m.Versions)-1]
	h, doc, err := i.open(sealed, d, m.Target)
	if errors.Is(err, ErrNewerKey) {
		return err // it waits for a process with that key
	}
	if err != nil {
		i.config.Log.Warn("a message cannot be read", "code", fault.CodeOf(err))
		return i.unreadable(tx, m, *last, id)
	}
	if err := i.sign(tx, &m, h, id); err != nil {
		return err
	}
	// From here on the content stands under the case's own key only, which can be destroyed; the opening key cannot.
	if err := tx.Delete(bucketSealed, id[:]); err != nil {
		return err
	}
	if last.Again {
		return nil // what people did with it stays
	}
	return i.takeOpened(tx, m, *last, h, doc)
}

// takeOpened puts what was opened where it belongs.
func (i *Inbox) takeOpened(tx Tx, m message, last version, h envelope.Header, doc cjg.Document) error {
	if recall, ok := doc.(*cjg.Recall); ok {
		return i.takeRecall(tx, m, recall)
	}
	if reply, ok := doc.(*cjg.Answer); ok {
		return i.takeReply(tx, m, last, h, reply)
	}
	return i.takeDocument(tx, m, last, h, doc)
}

// open opens an envelope of a device; a recall must name the target that it was delivered for.
func (i *Inbox) open(sealed []byte, d device, target envelope.UUID) (envelope.Header, cjg.Document, error) {
	h, doc, err := i.unseal(sealed, d)
	if recall, ok := doc.(*cjg.Recall); ok && err == nil && recall.About != target.String() {
		err = cjg.ErrBody
	}
	return h, doc, err
}

// unseal opens with the key that an envelope is sealed to, of now or of before a change. ErrNewerKey: another process has it.
func (i *Inbox) unseal(sealed []byte, d device) (envelope.Header, cjg.Document, error) {
	h, err := envelope.ParseHeader(sealed)
	if err != nil {
		return envelope.Header{}, nil, err
	}
	signing, _, err := d.signer(h.Sender) // whether it was in time, the front has seen
	if err != nil {
		return envelope.Header{}, nil, err
	}
	key, ok := i.keys.opener(h.Recipient)
	if !ok && !i.keys.knows(h.Recipient) {
		return envelope.Header{}, nil, ErrNewerKey
	}
	return cjg.OpenDocument(sealed, key, signing)
}

func (i *Inbox) unreadable(tx Tx, m message, v version, id envelope.UUID) error {
	if m.Target != (envelope.UUID{}) {
		// The recall's target is known from its path and is held; the sentence inside adds nothing to that.
		return i.takeRecall(tx, m, &cjg.Recall{Whole: true})
	}
	h, err := envelope.ParseHeaderBytes(v.Header)
	if err != nil {
		return ErrStore
	}
	was, _, err := load[Case](tx, bucketCases, id[:])
	if err != nil {
		return err
	}
	c := Case{
		ID: id, Kind: h.Kind, Device: m.Device, Version: v.Number, State: StateUnreadable, Arrived: v.Arrived, About: was.About, Replies: was.Replies,
	}
	return i.saveCase(tx, c)
}

// takeDocument makes the case, or replaces its document by a newer version; what was said about it stays.
func (i *Inbox) takeDocument(tx Tx, m message, v version, h envelope.Header, doc cjg.Document) error {
	if m.Taken {
		return nil // taken back before it was opened: there is nothing to show
	}
	data, err := cjg.Marshal(doc)
	if err != nil {
		return err
	}
	old, _, err := i.loadContent(tx, h.ID)
	if err != nil {
		return err
	}
	if err := i.saveContent(tx, h.ID, content{Document: data, Answers: old.Answers}); err != nil {
		return err
	}
	was, _, err := load[Case](tx, bucketCases, h.ID[:])
	if err != nil {
		return err
	}
	c := Case{
		ID: h.ID, Kind: h.Kind, Device: m.Device, Version: h.Version, State: StateNew, Arrived: v.Arrived, About: was.About, Replies: was.Replies,
	}
	if err := noteArrival(tx, i.config.Now()); err != nil {
		return err
	}
	return i.saveCase(tx, c)
}

// takeRecall puts the target before a person. When there is nothing here to erase, the answer goes back by itself.
func (i *Inbox) takeRecall(tx Tx, m message, recall *cjg.Recall) error {
	now := i.config.Now().UTC()
	c, found, err := load[Case](tx, bucketCases, m.Target[:])
	if err != nil {
		return err
	}
	if !found {
		if err := destroy(tx, m.Target); err != nil {
			return err
		}
		c = Case{ID: m.Target, Device: m.Device, Closed: now}
		_, err := i.send(tx, c, cjg.Answer{State: cjg.StateErased}, "")
		return err
	}
	if c.State == StateErased {
		return i.erasedAgain(tx, c)
	}
	if c.State == StateExpired { // nothing is left to decide about
		c.State, c.Closed = StateErased, now
		if _, err := i.send(tx, c, cjg.Answer{State: cjg.StateErased}, ""); err != nil {
			return err
		}
		return i.saveCase(tx, c)
	}
	if err := noteArrival(tx, now); err != nil {
		return err
	}
	c.State, c.Recalled, c.Groups = StateRecalled, now, recall.Groups
	return i.saveCase(tx, c)
}

// erasedAgain tells once more that a message was erased, when that was before a copy was put back: the device had to ask anew.
func (i *Inbox) erasedAgain(tx Tx, c Case) error {
	last, found, err := RestoredIn(tx)
	if err != nil || !found || c.Closed.After(last.At) {
		return err
	}
	_, err = i.send(tx, c, cjg.Answer{State: cjg.StateErased}, "")
	return err
}

// Cases lists every case, newest first.
func (i *Inbox) Cases() ([]Case, error) {
	var out []Case
	err := i.store.View(func(tx Tx) error {
		return tx.Scan(bucketCases, nil, func(_, value []byte) (bool, error) {
			var c Case
			if json.Unmarshal(value, &c) != nil {
				return false, ErrStore
			}
			out = append(out, c)
			return true, nil
		})
	})
	slices.SortStableFunc(out, func(a, b Case) int {
		return cmp.Or(b.Arrived.Compare(a.Arrived), bytes.Compare(a.ID[:], b.ID[:]))
	})
	return out, err
}

// Peek reads a case without marking it, for a list.
func (i *Inbox) Peek(id envelope.UUID) (Item, error) {
	var item Item
	err := i.store.View(func(tx Tx) error {
		c, found, err := load[Case](tx, bucketCases, id[:])
		if err != nil {
			return err
		}
		if !found {
			return cjg.ErrUnknown
		}
		item, err = i.read(tx, c)
		return err
	})
	return item, err
}

// Read gives a case to a person, marks it opened and writes who looked.
func (i *Inbox) Read(id envelope.UUID, who string) (Item, error) {
	now := i.config.Now().UTC()
	var item Item
	err := i.store.Update(func(tx Tx) error {
		c, found, err := load[Case](tx, bucketCases, id[:])
		if err != nil {
			return err
		}
		if !found {
			return cjg.ErrUnknown
		}
		if c.Opened.IsZero() {
			c.Opened, c.Opener = now, who
		}
		if c.State == StateNew {
			c.State = StateOpened
			if c.Kind == envelope.Answer {
				c.State = StateAnswered // it is read; nothing is owed on it
			}
		}
		if err := i.saveCase(tx, c); err != nil {
			return err
		}
		if err := audit(tx, now, who, "read", id); err != nil {
			return err
		}
		if err := i.readReplies(tx, c, now); err != nil {
			return err
		}
		item, err = i.read(tx, c)
		return err
	})
	return item, err
}

func (i *Inbox) read(tx Tx, c Case) (Item, error) {
	item := Item{Case: c}
	held, gone, err := i.loadContent(tx, c.ID)
	if err != nil || gone {
		return item, err
	}
	if item.Document, err = cjg.Unmarshal(held.Document); err != nil {
		return item, err
	}
	for _, raw := range held.Answers {
		d, err := cjg.Unmarshal(raw)
		answer, ok := d.(*cjg.Answer)
		if err != nil || !ok {
			return item, errors.Join(ErrStore, err)
		}
		item.Answers = append(item.Answers, answer)
	}
	item.Replies, err = i.replies(tx, c)
	return item, err
}
