package intake

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"io"
	"maps"
	"slices"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
)

const (
	// UsualKeep is how long an opening key that was replaced still opens: longer than the year in which a laptop that was away may come back
	// with what it sealed before.
	UsualKeep = 460 * 24 * time.Hour
	// LongestKeep bounds what an operator may ask for.
	LongestKeep = 3 * 365 * 24 * time.Hour
	// afterEnd is how long a key lies there after its end, at least.
	afterEnd = 30 * 24 * time.Hour
	// mostTurns bounds the earlier keys that are told; the oldest fall off, but for those that still open something.
	mostTurns = 32
)

// What can be wrong with a change of keys.
var (
	// ErrKeep is a time to keep the old key that is negative or over LongestKeep.
	ErrKeep = fault.New(fault.Invalid, "intake.keep", "the old key can be kept from 0 to 1095 days")
	// ErrNewerKey is a message sealed to a key that is the endpoint's, but not yet in the file of this process.
	ErrNewerKey = fault.New(fault.Locked, "intake.other_key", "the message is sealed to a newer key than this process has: give it the newest keys file")
)

// turned is what of former keys stands in a keys file.
type turned struct {
	Turn    uint64    `json:",omitempty"` // how many times the keys were changed
	Drawn   time.Time `json:",omitzero"`  // when the keys of now were; zero: never changed, or by an older program
	Earlier []earlier `json:",omitempty"` // the newest first
}

// earlier are keys that were replaced. Public halves stay for ever: old receipts and answers must keep counting.
type earlier struct {
	Front, Inbox []byte    // public
	Opening      string    // id
	Until        time.Time // messages sealed to it are taken until then
	Drawn        time.Time `json:",omitzero"`
	Secret       []byte    `json:",omitempty"` // opens; never in the file of a front
}

func (t turned) check() error {
	for _, e := range t.Earlier {
		if _, err := envelope.ParseVerifyKey(e.Front); err != nil {
			return ErrKeys
		}
		if _, err := envelope.ParseVerifyKey(e.Inbox); err != nil {
			return ErrKeys
		}
		if _, err := envelope.ParseKeyID(e.Opening); err != nil {
			return ErrKeys
		}
	}
	return nil
}

// opens reports whether a key that opens is among them.
func (t turned) opens() bool {
	for _, e := range t.Earlier {
		if len(e.Secret) > 0 {
			return true
		}
	}
	return false
}

// public is the same without a key that opens.
func (t turned) public() turned {
	out := turned{Turn: t.Turn, Drawn: t.Drawn}
	for _, e := range t.Earlier {
		e.Secret = nil
		out.Earlier = append(out.Earlier, e)
	}
	return out
}

func (t turned) openingKeys() (map[envelope.KeyID]envelope.OpeningKey, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	out := map[envelope.KeyID]envelope.OpeningKey{}
	for _, e := range t.Earlier {
		if len(e.Secret) == 0 {
			continue
		}
		k, err := envelope.ParseOpeningKey(e.Secret)
		if err != nil || k.Public().ID().String() != e.Opening {
			return nil, ErrKeys
		}
		out[k.Public().ID()] = k
	}
	return out, nil
}

// Rotate draws new keys for front, inbox and opening. What was sealed to the old one is taken for so long after now, and opens until Forget
// destroys it. The issuer, which devices pin, and the key of the store stay. ErrKeep: the time is out of range.
func (k Keys) Rotate(random io.Reader, now time.Time, keep time.Duration) (Keys, error) {
	if keep < 0 || keep > LongestKeep {
		return Keys{}, ErrKeep
	}
	list := []earlier{{
		Front: k.Front.Public().Bytes(), Inbox: k.inbox.Bytes(), Opening: k.opening.ID().String(), Until: now.Add(keep).UTC().Truncate(time.Second),
		Secret: k.Opening.Bytes(), Drawn: k.Drawn,
	}}
	for n, e := range k.Earlier {
		if n+1 < mostTurns || len(e.Secret) > 0 {
			list = append(list, e)
		}
	}
	former := maps.Clone(k.former)
	if former == nil {
		former = map[envelope.KeyID]envelope.OpeningKey{}
	}
	former[k.opening.ID()] = k.Opening
	out := k
	out.turned, out.former = turned{Turn: k.Turn + 1, Drawn: now.UTC().Truncate(time.Second), Earlier: list}, former
	var err error
	if out.Front, err = envelope.NewSigningKey(random); err != nil {
		return Keys{}, err
	}
	if out.Inbox, err = envelope.NewSigningKey(random); err != nil {
		return Keys{}, err
	}
	if out.Opening, err = envelope.NewOpeningKey(random); err != nil {
		return Keys{}, err
	}
	out.inbox, out.opening = out.Inbox.Public(), out.Opening.Public()
	return out, nil
}

// Forget destroys the opening keys that ended over a month ago and that nothing waits for: see Waiting. Only who sees the store can know.
func (k Keys) Forget(now time.Time, waits func(envelope.KeyID) bool) Keys {
	k.former, k.Earlier = maps.Clone(k.former), slices.Clone(k.Earlier)
	for n, e := range k.Earlier {
		id, err := envelope.ParseKeyID(e.Opening)
		if err == nil && now.After(e.Until.Add(afterEnd)) && !waits(id) {
			delete(k.former, id)
			k.Earlier[n].Secret = nil
		}
	}
	return k
}

// Waiting looks which opening keys are needed for what came and no inbox has opened yet.
func Waiting(store Store) (func(envelope.KeyID) bool, error) {
	ids := map[envelope.KeyID]bool{}
	err := store.View(func(tx Tx) error {
		var pending [][]byte
		err := tx.Scan(bucketPending, nil, func(_, id []byte) (bool, error) {
			pending = append(pending, bytes.Clone(id))
			return true, nil
		})
		if err != nil {
			return err
		}
		for _, id := range pending {
			sealed, err := tx.Get(bucketSealed, id)
			if err != nil {
				return err
			}
			if sealed == nil {
				continue
			}
			h, err := envelope.ParseHeader(sealed)
			if err != nil {
				return ErrStore
			}
			ids[h.Recipient] = true
		}
		return nil
	})
	return func(id envelope.KeyID) bool { return ids[id] }, err
}

// Openers is how many keys open something: the one of now, and those of before that were not destroyed.
func (k Keys) Openers() int { return 1 + len(k.former) }

// opener is the key that opens what is sealed to this id.
func (k Keys) opener(id envelope.KeyID) (envelope.OpeningKey, bool) {
	if id == k.opening.ID() {
		return k.Opening, true
	}
	old, ok := k.former[id]
	return old, ok
}

// knows reports whether a key was ever one of this endpoint, as far as these keys tell.
func (k Keys) knows(id envelope.KeyID) bool {
	if id == k.opening.ID() {
		return true
	}
	for _, e := range k.Earlier {
		if e.Opening == id.String() {
			return true
		}
	}
	return false
}

// told are the public keys as they count for devices. They stand in the store too, signed by the issuer, so that a front whose file is older
// than that of the inbox takes what is sealed to the newest key: files reach the machines in any order.
type told struct {
	Turn                  uint64
	Front, Inbox, Opening []byte
	Earlier               []earlier `json:",omitempty"`
}

// signedKeys is told as it stands in the store.
type signedKeys struct {
	Content   []byte `json:"content"`
	Signature []byte `json:"signature"` // ECDSA by the issuer's key
}

func publicKey() []byte { return []byte("public") }

func tellDigest(content []byte) []byte {
	sum := sha256.Sum256(append([]byte("schakel keys 1\x00"), content...))
	return sum[:]
}

func (k FrontKeys) told() told {
	return told{
		Turn: k.Turn, Front: k.Front.Public().Bytes(), Inbox: k.inbox.Bytes(), Opening: k.opening.Bytes(), Earlier: k.turned.public().Earlier,
	}
}

// tellIn writes the public keys, unless newer ones stand there. It says so in the audit when they changed.
func tellIn(tx Tx, keys FrontKeys, now time.Time) error {
	there, found, err := readTold(tx, keys)
	if err != nil || found && there.Turn >= keys.Turn {
		return err
	}
	content, err := json.Marshal(keys.told())
	if err != nil {
		return ErrStore
	}
	signature, err := ecdsa.SignASN1(rand.Reader, keys.issuerKey, tellDigest(content))
	if err != nil {
		return ErrStore
	}
	if keys.Turn > 0 {
		if err := audit(tx, now, "cjgd", "keys", envelope.UUID{}); err != nil {
			return err
		}
	}
	return save(tx, bucketEndpoint, publicKey(), signedKeys{Content: content, Signature: signature})
}

// readTold reads the public keys in the store; what the issuer did not sign is not there.
func readTold(tx Tx, keys FrontKeys) (t told, found bool, err error) {
	s, found, err := load[signedKeys](tx, bucketEndpoint, publicKey())
	if err != nil || !found {
		return told{}, false, err
	}
	if !ecdsa.VerifyASN1(&keys.issuerKey.PublicKey, tellDigest(s.Content), s.Signature) || json.Unmarshal(s.Content, &t) != nil {
		return told{}, false, nil
	}
	return t, true, nil
}

// newest are the keys that devices get: those of the file, or newer ones out of the store. The front's own key is always that of its file,
// because it signs with it.
func (k FrontKeys) newest(tx Tx) (cjg.EndpointKeys, error) {
	own := k.told()
	out := own
	there, found, err := readTold(tx, k)
	if err != nil {
		return cjg.EndpointKeys{}, err
	}
	if found && there.Turn > own.Turn {
		out = there
		// Another front may sign with the newer key already.
		id, err := sealedID(out.Opening)
		if err != nil {
			return cjg.EndpointKeys{}, ErrStore
		}
		out.Earlier = append([]earlier{{Front: there.Front, Inbox: there.Inbox, Opening: id}}, out.Earlier...)
	}
	keys := cjg.EndpointKeys{Front: own.Front, Inbox: out.Inbox, Opening: out.Opening}
	for _, e := range out.Earlier[:min(len(out.Earlier), mostTurns)] {
		keys.Earlier = append(keys.Earlier, cjg.EarlierKeys{Front: e.Front, Inbox: e.Inbox, Opening: e.Opening, Until: e.Until})
	}
	return keys, nil
}

func sealedID(public []byte) (string, error) {
	key, err := envelope.ParseSealingKey(public)
	return key.ID().String(), err
}

// takes reports whether what is sealed to a key may come in: cjg.ErrForeign for a key that is none of this endpoint, cjg.ErrEnded for one
// whose time is over.
func (k FrontKeys) takes(tx Tx, id envelope.KeyID, now time.Time) error {
	if id == k.opening.ID() {
		return nil
	}
	keys, err := k.newest(tx)
	if err != nil {
		return err
	}
	if sealed, err := sealedID(keys.Opening); err == nil && sealed == id.String() {
		return nil
	}
	for _, e := range keys.Earlier {
		switch {
		case e.Opening != id.String():
		case now.Before(e.Until):
			return nil
		default:
			return cjg.ErrEnded
		}
	}
	return cjg.ErrForeign
}
