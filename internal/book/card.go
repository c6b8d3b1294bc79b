package book

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/store"
)

// What can be wrong with a card, or with keeping it.
var (
	// ErrCard is returned for a file that is no card, a damaged one, or one that was changed after it was handed over.
	ErrCard = fault.New(fault.Invalid, "card.damaged", "not a whole card")
	// ErrCardVersion is returned for a card of a newer Schakel.
	ErrCardVersion = fault.New(fault.Invalid, "card.version", "a card of a newer version")
	// ErrCardOlder is returned for a card that is older than the one that is here, or the same.
	ErrCardOlder = fault.New(fault.Conflict, "card.older", "an older card")
	// ErrCardOther is returned for a card that says to be of a worker whose card is here, and is signed by somebody else.
	ErrCardOther = fault.New(fault.Conflict, "card.other", "a card signed by somebody else")
	// ErrCardOwn is returned for the worker's own card.
	ErrCardOwn = fault.New(fault.Conflict, "card.own", "your own card")
	// ErrCardName is returned when a card without a name is to be handed over.
	ErrCardName = fault.New(fault.Invalid, "card.name", "a card needs a name")
)

// The card is a small JSON file: what the worker chose to say, signed with a key of the worker's store. Signed, because a card replaces
// an older one of the same worker: nobody else can make one that does. The first card that a coordinator reads is believed.
const (
	cardFormat  = "schakel-kaart"
	cardVersion = 1
	cardKeyName = "card.key"
	cardLimit   = 256 << 10
)

type cardFile struct {
	Format    string `json:"schakel"`
	Version   int    `json:"version"`
	Card      []byte `json:"card"` // a colleague as JSON
	Key       []byte `json:"key"`
	Signature []byte `json:"signature"` // over format, version and card
}

// CardChoice is what of the card goes along beside name, title, languages, roles and times.
type CardChoice struct{ Phone, Photo bool }

// HandCard writes the worker's own card to be handed over. It is clear text; the audit notes it before a byte of it is written.
func (b *Book) HandCard(ctx context.Context, w io.Writer, choice CardChoice) error {
	var data []byte
	err := b.update(ctx, func(tx *store.Tx) error {
		p, err := profile(tx)
		if err != nil {
			return err
		}
		if p.Name.Empty() {
			return ErrCardName
		}
		if p.ID.Zero() {
			if err := b.put(tx, p); err != nil {
				return err
			}
		}
		key, err := b.cardKey(tx)
		if err != nil {
			return err
		}
		p.Serial = max(p.Serial+1, uint64(max(b.now().Unix(), 0)))
		if err := b.put(tx, p); err != nil {
			return err
		}
		if data, err = signCard(b.cardOf(p, choice), key); err != nil {
			return err
		}
		return tx.Audit(actionCardOut, record.KindProfile, p.ID)
	})
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// cardOf is the profile as a card.
func (b *Book) cardOf(p *record.Profile, choice CardChoice) *record.Colleague {
	c := &record.Colleague{
		Head: record.Head{ID: p.ID}, Name: p.Name, Title: p.Title, Organisation: p.Organisation, Languages: p.Languages,
		Reachable: p.Reachable, ProfileCard: p.ProfileCard, Made: b.Today(),
	}
	if choice.Phone {
		c.Phone = p.Phone
	}
	if !choice.Photo {
		c.Photo = nil
	}
	return c
}

// cardKey is the key with which this store signs its cards; it is made the first time.
func (b *Book) cardKey(tx *store.Tx) (ed25519.PrivateKey, error) {
	seed, err := tx.Value(cardKeyName)
	if err != nil && !missing(err) {
		return nil, err
	}
	if len(seed) == ed25519.SeedSize {
		return ed25519.NewKeyFromSeed(seed), nil
	}
	seed = make([]byte, ed25519.SeedSize)
	random := b.random
	if random == nil {
		random = rand.Reader
	}
	if _, err := io.ReadFull(random, seed); err != nil {
		return nil, err
	}
	return ed25519.NewKeyFromSeed(seed), tx.PutValue(cardKeyName, seed)
}

func signCard(c *record.Colleague, key ed25519.PrivateKey) ([]byte, error) {
	card, err := codec.Marshal(c)
	if err != nil {
		return nil, err
	}
	f := cardFile{Format: cardFormat, Version: cardVersion, Card: card, Key: key.Public().(ed25519.PublicKey)}
	f.Signature = ed25519.Sign(key, f.signed())
	out, err := json.MarshalIndent(f, "", " ")
	return append(out, '\n'), err
}

// signed are the bytes that the signature is over.
func (f *cardFile) signed() []byte {
	return bytes.Join([][]byte{[]byte(cardFormat), {cardVersion}, f.Card}, []byte{0})
}

// readCard reads a card and checks that it is whole.
func readCard(r io.Reader, today record.Date) (*record.Colleague, error) {
	data, err := io.ReadAll(io.LimitReader(r, cardLimit+1))
	if err != nil || len(data) > cardLimit {
		return nil, ErrCard
	}
	var f cardFile
	if json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), &f) != nil || f.Format != cardFormat {
		return nil, ErrCard
	}
	if f.Version > cardVersion {
		return nil, ErrCardVersion
	}
	if f.Version < 1 || len(f.Key) != ed25519.PublicKeySize || !ed25519.Verify(f.Key, f.signed(), f.Signature) {
		return nil, ErrCard
	}
	r1, err := codec.Unmarshal(record.KindColleague, f.Card)
	if err != nil {
		return nil, errors.Join(ErrCard, err)
	}
	c := r1.(*record.Colleague)
	c.Head, c.Key, c.Received, c.Note = record.Head{ID: c.ID}, f.Key, today, record.Private{}
	if c.ID.Zero() || c.Validate(today).Err() != nil || len(bsnFields(f.Card)) > 0 {
		return nil, ErrCard
	}
	return c, nil
}

// TakeCard reads the card of another worker. A newer card of the same worker replaces the older one; what was noted beside it stays.
func (b *Book) TakeCard(ctx context.Context, r io.Reader) (c *record.Colleague, replaced bool, err error) {
	if c, err = readCard(r, b.Today()); err != nil {
		return nil, false, err
	}
	err = b.update(ctx, func(tx *store.Tx) error {
		replaced = false
		if own, err := profile(tx); err != nil {
			return err
		} else if own.ID == c.ID {
			return ErrCardOwn
		}
		old, err := store.Get[*record.Colleague](tx, c.ID)
		switch {
		case missing(err):
		case err != nil:
			return err
		case len(old.Key) > 0 && !bytes.Equal(old.Key, c.Key):
			return ErrCardOther
		case old.Serial >= c.Serial:
			return ErrCardOlder
		default:
			c.Head, c.Note, replaced = old.Head, old.Note, true
		}
		if err := b.put(tx, c); err != nil {
			return err
		}
		return tx.Audit(actionCardIn, record.KindColleague, c.ID)
	})
	if err != nil {
		return nil, false, err
	}
	return c, replaced, nil
}

// Colleague reads the card of another worker.
func (b *Book) Colleague(ctx context.Context, id record.ID) (*record.Colleague, error) {
	return load[*record.Colleague](b, ctx, id)
}

// SaveColleague keeps what was noted beside a card.
func (b *Book) SaveColleague(ctx context.Context, c *record.Colleague) error { return b.save(ctx, c) }

// RemoveColleague removes a card. The same card can be read in again.
func (b *Book) RemoveColleague(ctx context.Context, id record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error { return tx.Delete(record.KindColleague, id) })
}

// CardQuestion is whom a coordinator looks for: "wie spreekt Tigrinya en kan donderdag mee?" (003 L695).
type CardQuestion struct {
	Words    string // in name, title, organisation, wijk and own words
	Language string // ISO 639-3
	Day      record.Weekday
	Part     record.DayPart
	Role     record.Role
}

// FindColleagues lists the cards that fit everything that is asked, by name: nothing ranks a worker. Those that do not say when they
// can be reached come apart, when a day is asked.
func (b *Book) FindColleagues(ctx context.Context, q CardQuestion, p *i18n.Printer) (fit, unsure []*record.Colleague, err error) {
	err = b.view(ctx, func(tx *store.Tx) error {
		var all []*record.Colleague
		if err := collect(tx, record.KindColleague, &all, func(record.Row) bool { return true }); err != nil {
			return err
		}
		slices.SortStableFunc(all, func(x, y *record.Colleague) int { return p.Compare(x.Name.Reveal(), y.Name.Reveal()) })
		for _, c := range all {
			switch {
			case !q.asked(c):
			case q.when(c):
				fit = append(fit, c)
			case len(c.Times) == 0:
				unsure = append(unsure, c)
			}
		}
		return nil
	})
	return fit, unsure, err
}

// when reports whether somebody can be reached on the day and part of the day that are asked.
func (q CardQuestion) when(c *record.Colleague) bool {
	if q.Day == "" && q.Part == "" {
		return true
	}
	return slices.ContainsFunc(c.Times, func(s record.Slot) bool {
		return (q.Day == "" || s.Day == q.Day) && (q.Part == "" || s.Part == q.Part)
	})
}

func (q CardQuestion) asked(c *record.Colleague) bool {
	if q.Language != "" && !slices.Contains(c.Languages, q.Language) || q.Role != "" && !slices.Contains(c.Roles, q.Role) {
		return false
	}
	text := ""
	for _, t := range append([]record.Private{c.Name, c.Title, c.Organisation, c.For, c.Reachable}, c.Areas...) {
		text += " " + i18n.Fold(t.Reveal())
	}
	return holds(text, strings.Fields(i18n.Fold(q.Words)))
}
