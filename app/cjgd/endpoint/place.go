package endpoint

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/fault"
	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
	"schakel/internal/intake/postgres"
)

// What can be wrong with where an endpoint is told to keep its things.
var (
	ErrRole = fault.New(fault.Invalid, "cjgd.role", "front and inbox run apart on a database only: add --database")
	ErrNone = fault.New(fault.NotFound, "cjgd.front_keys", "a front needs the file front-keys in its folder (cjgd keys front, on the machine of the inbox)")
)

// Role is which part of an endpoint a process is.
type Role string

// The roles. Only a front need be reachable from outside, and it has no key that opens anything.
const (
	Both      Role = "both"
	FrontOnly Role = "front"
	InboxOnly Role = "inbox"
)

// poll is how often the inbox looks for what another process stored.
const poll = time.Second

// Store is what an endpoint keeps its data in.
type Store interface {
	intake.Store
	Close() error
}

// Place is an opened folder: the store and the keys of a role.
type Place struct {
	Store  Store
	Keys   *intake.Keys // nil for a front
	Front  intake.FrontKeys
	Config intake.Config
	Dir    string // absolute
}

// OpenPlace opens store and keys, and sees that they belong together. At a first start it makes them, except for a front.
func OpenPlace(o Options) (*Place, error) {
	p, err := OpenApart(o)
	if err != nil {
		return nil, err
	}
	if err := intake.Claim(p.Store, p.Front); err != nil {
		return nil, errors.Join(err, p.Store.Close())
	}
	if err := intake.Tell(p.Store, p.Front, o.Now()); err != nil {
		return nil, errors.Join(err, p.Store.Close())
	}
	return p, nil
}

// OpenApart is OpenPlace without seeing that store and keys belong together: the store may be empty still.
func OpenApart(o Options) (*Place, error) {
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, err
	}
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, err
	}
	p := &Place{Dir: dir, Config: intake.Config{
		Agreement: cjg.Agreement{Organisation: o.Name, NormDays: o.Norm, Practice: o.Practice}, Now: o.Now, Random: o.Random, Log: o.Log,
		Onward: o.Onward != "",
	}}
	// The store is locked first: of two processes at a first start only one makes keys.
	if p.Store, err = openStore(o, dir); err != nil {
		return nil, err
	}
	if o.Database != "" {
		p.Config.Poll = poll
	}
	if err := p.openKeys(o); err != nil {
		return nil, errors.Join(err, p.Store.Close())
	}
	return p, nil
}

func openStore(o Options, dir string) (Store, error) {
	if o.Database == "" {
		if o.Role == FrontOnly || o.Role == InboxOnly {
			return nil, ErrRole
		}
		return bolt.Open(filepath.Join(dir, "inbox.db"))
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	return postgres.Open(ctx, o.Database, postgres.Options{Retried: o.Retried})
}

func (p *Place) openKeys(o Options) error {
	whole := filepath.Join(p.Dir, "keys")
	if o.Role == FrontOnly {
		if _, err := os.Stat(whole); err == nil {
			return intake.ErrOpeningKey
		}
		keys, err := intake.ReadFrontKeys(filepath.Join(p.Dir, "front-keys"))
		if errors.Is(err, fs.ErrNotExist) {
			return ErrNone
		}
		if err != nil {
			return err
		}
		p.Front = keys
	} else {
		keys, err := intake.OpenKeys(whole, o.Name, p.Config)
		if err != nil {
			return err
		}
		p.Keys, p.Front = &keys, keys.FrontKeys
	}
	return nil
}

// Endpoint makes the endpoint of a place over a store, which may be the place's own with something around it.
func (p *Place) Endpoint(store intake.Store) *intake.Endpoint {
	if p.Keys == nil {
		return intake.NewExposed(store, p.Front, p.Config)
	}
	return intake.NewEndpoint(store, *p.Keys, p.Config)
}

// ParseRole reads a role.
func ParseRole(text string) (Role, bool) {
	r := Role(strings.ToLower(text))
	return r, r == Both || r == FrontOnly || r == InboxOnly
}
