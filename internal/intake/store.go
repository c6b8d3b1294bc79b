// Package intake is the endpoint's side of the contract: the front that stores sealed messages and signs for them, and the inbox that opens, decides and answers.
package intake

import (
	"crypto/sha256"
	"encoding/json"
	"time"

	"schakel/internal/envelope"
	"schakel/internal/fault"
)

// Bucket names one table of keys and values.
type Bucket string

// The buckets. Keys hold ids and counters only; values are JSON without content of messages, except where sealed.
const (
	bucketCodes    Bucket = "codes"    // hash of a one-time secret -> code
	bucketDevices  Bucket = "devices"  // device id -> device
	bucketSigners  Bucket = "signers"  // id of a signing key that a device changed to -> device id
	bucketMessages Bucket = "messages" // uuid -> message
	bucketSealed   Bucket = "sealed"   // uuid -> envelope as it came in, until it is opened
	bucketPending  Bucket = "pending"  // counter -> uuid: stored, not yet opened
	bucketCases    Bucket = "cases"    // uuid -> Case
	bucketKeys     Bucket = "casekeys" // uuid -> wrapped key of the case
	bucketContents Bucket = "contents" // uuid -> content, sealed under the case's key
	bucketChanges  Bucket = "changes"  // device id, counter -> change
	bucketAudit    Bucket = "audit"    // counter -> who did what to which message
	bucketOnward   Bucket = "onward"   // uuid -> Onward: how far a case came in the organisation's own system
	bucketDue      Bucket = "due"      // uuid -> nothing: the cases that wait to go on

	bucketMailboxes Bucket = "mailboxes" // mailbox -> whose it is
	bucketPosted    Bucket = "posted"    // mailbox, uuid -> what the front knows of a sealed file in it, also for a while after it went
	bucketFiles     Bucket = "files"     // mailbox, uuid -> the sealed file, until its owner has it
	bucketPosters   Bucket = "posters"   // device id -> when it put something in a mailbox of late

	bucketEndpoint Bucket = "endpoint" // one entry: whose store this is
	bucketSettings Bucket = "settings" // what the beheerder entered, what e-mail waits, and wrong codes of late

	BucketAccounts Bucket = "accounts" // of the web inbox: name -> account
	BucketSessions Bucket = "sessions" // of the web inbox: hash of the cookie -> session
)

// Buckets lists them all, for a store that makes them ahead.
func Buckets() []Bucket {
	return []Bucket{
		bucketCodes, bucketDevices, bucketSigners, bucketMessages, bucketSealed, bucketPending, bucketCases, bucketKeys, bucketContents, bucketChanges,
		bucketAudit, bucketOnward, bucketDue, bucketMailboxes, bucketPosted, bucketFiles, bucketPosters, bucketEndpoint, bucketSettings,
		BucketAccounts, BucketSessions,
	}
}

// Erasable reports whether values of a bucket are sealed, so that none may be left after it is deleted.
func Erasable(b Bucket) bool {
	return b == bucketKeys || b == bucketContents || b == bucketSealed || b == bucketFiles
}

// Store keeps an endpoint's data. Every call of Update is one transaction: all of it is durable when it returns nil; otherwise none of
// it counts, unless the store broke off while it answered: then all of it may be there, and whoever asks again finds out. Transactions
// are serializable, also between processes. For that a store may run the function of Update again from the start when another process
// was first: it must not depend on what an earlier run left outside the transaction.
type Store interface {
	View(read func(Tx) error) error
	Update(write func(Tx) error) error
	// Compact leaves nothing of deleted values behind in the store's own files.
	Compact() error
}

// Tx is one transaction. Slices handed out are valid only inside it.
type Tx interface {
	Get(b Bucket, key []byte) ([]byte, error) // nil without error when absent
	Put(b Bucket, key, value []byte) error
	Delete(b Bucket, key []byte) error
	// Scan visits keys from the given one on, in byte order, until visit returns false or an error.
	Scan(b Bucket, from []byte, visit func(key, value []byte) (bool, error)) error
	// Next gives the bucket's counter, one higher each time, never the same twice among what is kept. Counters become visible in their
	// own order: whoever reads n never misses one below it that comes later.
	Next(b Bucket) (uint64, error)
	// Last is what Next gave last, 0 before the first.
	Last(b Bucket) (uint64, error)
	// Raise makes Last at least n.
	Raise(b Bucket, n uint64) error
}

// ErrStore is any failure of the store. It crosses the wire as "not now", so that nothing is given up because of a full disk here.
var ErrStore = fault.New(fault.Offline, "intake.store", "the store cannot be read or written")

// code is a one-time enrolment code, without its secret.
type code struct {
	Label   string    `json:"label,omitempty"`
	Created time.Time `json:"created"`
	Expires time.Time `json:"expires"`
	Device  string    `json:"device,omitempty"` // who used it
}

// device is an enrolled device.
type device struct {
	Label    string    `json:"label"`
	Signing  []byte    `json:"signing"`
	Opening  []byte    `json:"opening"`
	Enrolled time.Time `json:"enrolled"`
	Until    time.Time `json:"until"` // of its newest certificate
	Seen     time.Time `json:"seen"`
	Revoked  time.Time `json:"revoked,omitzero"`
	// Certificate is the newest one in DER, for the file that goes back by USB. Devices enrolled by older programs have none until they renew.
	Certificate []byte `json:"certificate,omitempty"`
	// Former are the signing keys of before a change, the newest first.
	Former []formerSigner `json:"former,omitempty"`
}

// message is what the front keeps of a uuid.
type message struct {
	Device   string        `json:"device"`
	Versions []version     `json:"versions"` // ascending; the last one counts
	Target   envelope.UUID `json:"target,omitzero"`
	Taken    bool          `json:"taken,omitempty"` // recalled: no further version is accepted
}

// version is one accepted version of a message. Its receipt is made again from this: Ed25519 gives the same bytes.
type version struct {
	Header   []byte    `json:"header"` // exact bytes, for the receipts
	Number   uint32    `json:"number"`
	Commit   []byte    `json:"commit"`
	Arrived  time.Time `json:"arrived"`
	Readable []byte    `json:"readable,omitempty"` // the inbox's receipt
	Again    bool      `json:"again,omitempty"`    // it was opened, and came once more in a newer envelope
	Others   []other   `json:"others,omitempty"`   // the same in the envelopes in which it came before
}

// change is something for a device to fetch.
type change struct {
	About    envelope.UUID `json:"about"`
	Readable []byte        `json:"readable,omitempty"`
	Sealed   []byte        `json:"sealed,omitempty"`
}

// audited is one line of the audit.
type audited struct {
	At    time.Time     `json:"at"`
	Who   string        `json:"who"`
	What  string        `json:"what"`
	About envelope.UUID `json:"about,omitzero"`
	// Before is the SHA-256 of the line before it as it is stored, so that a line that is taken out or altered shows.
	Before []byte `json:"before,omitempty"`
}

// load reads a JSON value; found is false when it is not there.
func load[T any](tx Tx, b Bucket, key []byte) (value T, found bool, err error) {
	raw, err := tx.Get(b, key)
	if err != nil || raw == nil {
		return value, false, err
	}
	if err := json.Unmarshal(raw, &value); err != nil {
		return value, false, ErrStore
	}
	return value, true, nil
}

func save(tx Tx, b Bucket, key []byte, value any) error {
	raw, err := json.Marshal(value)
	if err != nil {
		return ErrStore
	}
	return tx.Put(b, key, raw)
}

// Load reads one of the web inbox's own values.
func Load[T any](tx Tx, b Bucket, key []byte) (value T, found bool, err error) {
	return load[T](tx, b, key)
}

// Save writes one of the web inbox's own values.
func Save(tx Tx, b Bucket, key []byte, value any) error { return save(tx, b, key, value) }

// audit writes one line: who did what to which message.
func audit(tx Tx, at time.Time, who, what string, about envelope.UUID) error {
	n, err := tx.Next(bucketAudit)
	if err != nil {
		return err
	}
	before, err := tx.Get(bucketAudit, counter(n-1))
	if err != nil {
		return err
	}
	line := audited{At: at.UTC(), Who: who, What: what, About: about}
	if before != nil {
		sum := sha256.Sum256(before)
		line.Before = sum[:]
	}
	return save(tx, bucketAudit, counter(n), line)
}
