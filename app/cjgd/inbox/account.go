package inbox

import (
	"context"
	"crypto/subtle"
	"encoding/base32"
	"errors"
	"io"
	"strings"
	"time"

	"golang.org/x/crypto/argon2"

	"schakel/internal/fault"
	"schakel/internal/intake"
)

// What can go wrong with signing in. A wrong name, a wrong password and a disabled account look the same.
var (
	errSignIn  = fault.New(fault.Secret, "inbox.sign_in", "the name or the password is wrong")
	errCode    = fault.New(fault.Secret, "inbox.code", "the code is wrong, or was used already")
	errTooSoon = fault.New(fault.Denied, "inbox.too_soon", "too many wrong passwords; wait a moment")
)

// Role is what an account may do.
type Role string

// The roles of the web inbox.
const (
	Caseworker Role = "caseworker" // reads and answers
	Manager    Role = "manager"    // beheerder: agreement, accounts, devices, codes and audit as well
)

// hashing is the cost of argon2id: it stands beside every hash, so that it can be raised later.
type hashing struct {
	Time    uint32 `json:"time"`
	Memory  uint32 `json:"memory"` // KiB
	Threads uint8  `json:"threads"`
}

// usual costs about a tenth of a second and 64 MiB.
func usual() hashing { return hashing{Time: 3, Memory: 64 << 10, Threads: 4} }

// account is one person who signs in. TOTP is empty until the second step is set up.
type account struct {
	Display  string    `json:"display,omitempty"` // the name that answers carry
	Role     Role      `json:"role"`
	Salt     []byte    `json:"salt"`
	Hash     []byte    `json:"hash"`
	Cost     hashing   `json:"cost"`
	TOTP     []byte    `json:"totp,omitempty"` // sealed
	Step     int64     `json:"step,omitempty"` // of the last code that was used; no code counts twice
	Created  time.Time `json:"created"`
	Language string    `json:"language,omitempty"`
	Mail     string    `json:"mail,omitempty"`     // for "er wacht een bericht"
	MailOn   bool      `json:"mailOn,omitempty"`   //
	Lent     bool      `json:"lent,omitempty"`     // the beheerder knows the password; its owner chooses another at once
	Disabled bool      `json:"disabled,omitempty"` //
	Failures int       `json:"failures,omitempty"` //
	After    time.Time `json:"after,omitzero"`     // not before this moment again
	LastSeen time.Time `json:"lastSeen,omitzero"`  // when somebody signed in last
}

func (a *account) setPassword(random io.Reader, password string, cost hashing) error {
	a.Salt = make([]byte, 16)
	if _, err := io.ReadFull(random, a.Salt); err != nil {
		return err
	}
	a.Cost = cost
	a.Hash = cost.hash(password, a.Salt)
	return nil
}

func (h hashing) hash(password string, salt []byte) []byte {
	return argon2.IDKey([]byte(password), salt, h.Time, h.Memory, h.Threads, 32)
}

// newPassword draws 25 letters and digits in groups, 125 bits.
func newPassword(random io.Reader) (string, error) {
	raw := make([]byte, 16)
	if _, err := io.ReadFull(random, raw); err != nil {
		return "", err
	}
	s := strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(raw))
	return strings.Join([]string{s[:5], s[5:10], s[10:15], s[15:20], s[20:25]}, "-"), nil
}

// FirstAccount makes the first account when there is none and gives its password, which is shown once; otherwise password is "".
func (s *Site) FirstAccount(name, display string) (password string, err error) {
	password, err = newPassword(s.config.Random)
	if err != nil {
		return "", err
	}
	a := account{Display: display, Role: Manager, Created: s.config.Now().UTC()}
	if err := a.setPassword(s.config.Random, password, s.cost); err != nil {
		return "", err
	}
	exists := false
	err = s.config.Inbox.Update(func(tx intake.Tx) error {
		err := tx.Scan(intake.BucketAccounts, nil, func(_, _ []byte) (bool, error) {
			exists = true
			return false, nil
		})
		if err != nil || exists {
			return err
		}
		return intake.Save(tx, intake.BucketAccounts, []byte(name), a)
	})
	if err != nil || exists {
		return "", err
	}
	return password, nil
}

// SetPassword gives an account a fresh password and gives it back, to be shown once; it makes the account when it is not there, and
// takes its second step away when it is: this is how an operator helps a beheerder who lost both.
func (s *Site) SetPassword(name, display string) (string, error) {
	password, err := newPassword(s.config.Random)
	if err != nil {
		return "", err
	}
	return password, s.config.Inbox.Update(func(tx intake.Tx) error {
		a, found, err := intake.Load[account](tx, intake.BucketAccounts, []byte(name))
		if err != nil {
			return err
		}
		if !found {
			a = account{Display: display, Role: Manager, Created: s.config.Now().UTC()}
		}
		a.Failures, a.After, a.TOTP, a.Disabled = 0, time.Time{}, nil, false
		if err := a.setPassword(s.config.Random, password, s.cost); err != nil {
			return err
		}
		if err := dropSessions(tx, func(one session) bool { return one.Account == name }); err != nil {
			return err
		}
		return intake.Save(tx, intake.BucketAccounts, []byte(name), a)
	})
}

// maxDelay bounds the wait after wrong passwords; the account is never locked for good.
const maxDelay = 5 * time.Minute

// charge counts one attempt before it is judged, so that guesses at the same moment, in several processes, all count. From the third failure
// on each doubles the wait.
func (a *account) charge(now time.Time) error {
	if now.Before(a.After) && a.After.Sub(now) <= maxDelay { // a longer wait was written before the clock was put back
		return errTooSoon
	}
	a.Failures++
	if a.Failures >= 3 {
		a.After = now.Add(min(time.Second<<min(a.Failures-3, 12), maxDelay))
	}
	return nil
}

// refund takes back the charge of an attempt that was right, but not the failures before it: those end with signing in wholly.
func (a *account) refund() { a.Failures, a.After = max(a.Failures-1, 0), time.Time{} }

// signIn checks a password. Hashing costs memory, so at most two run at once. An unknown name costs the same as a wrong password.
func (s *Site) signIn(ctx context.Context, name, password string) (account, error) {
	select {
	case s.hashes <- struct{}{}:
		defer func() { <-s.hashes }()
	case <-ctx.Done():
		return account{}, errTooSoon
	}
	now := s.config.Now().UTC()
	a := account{Salt: make([]byte, 16), Hash: make([]byte, 32), Cost: s.cost}
	found := false
	err := s.alterAccountNamed(name, func(_ intake.Tx, held *account) error {
		found = false // the store may run this again
		if held.Disabled {
			return errSkip
		}
		if err := held.charge(now); err != nil {
			return err
		}
		a, found = *held, true
		return nil
	})
	if errors.Is(err, errSkip) || errors.Is(err, errTooSoon) {
		err = errors.Join(s.nobody(), tooSoon(err))
	}
	if err != nil && !errors.Is(err, errTooSoon) {
		return account{}, err
	}
	right := subtle.ConstantTimeCompare(a.Cost.hash(password, a.Salt), a.Hash) == 1
	if err != nil {
		return account{}, err
	}
	if !found || !right {
		return account{}, errSignIn
	}
	return a, s.alterAccountNamed(name, func(_ intake.Tx, held *account) error {
		held.refund()
		return nil
	})
}

func tooSoon(err error) error {
	if errors.Is(err, errTooSoon) {
		return errTooSoon
	}
	return nil
}

// nobody writes what an attempt to sign in writes, for a name that does not count: the time of waiting for the disk must not tell which names
// there are. It is a session that is over and goes with the others.
func (s *Site) nobody() error {
	return s.config.Inbox.Update(func(tx intake.Tx) error {
		return intake.Save(tx, intake.BucketSessions, sessionID(""), session{})
	})
}

// errSkip leaves an account as it is: there is none, or it may not sign in.
var errSkip = errors.New("there is no such account")

// alterAccountNamed changes one account in one transaction. errSkip: there is none.
func (s *Site) alterAccountNamed(name string, alter func(intake.Tx, *account) error) error {
	if name == "" {
		return errSkip
	}
	return s.config.Inbox.Update(func(tx intake.Tx) error {
		a, found, err := intake.Load[account](tx, intake.BucketAccounts, []byte(name))
		if err != nil {
			return err
		}
		if !found {
			return errSkip
		}
		if err := alter(tx, &a); err != nil {
			return err
		}
		return intake.Save(tx, intake.BucketAccounts, []byte(name), a)
	})
}
