package book

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
)

// This device's own keys for an endpoint change in three steps, each kept before the next begins, so that an end at any moment leaves
// something that goes on: drawn (Next), presented (from then on the endpoint may know them: the same keys are asked for again until it
// answers, and nothing is said with the old ones), confirmed (they are the keys; the old ones only open what was sealed to them).
//
// Keys are drawn long before their turn, so that a backup has them too: put back after a change, it still finds its way in. Keys that the
// worker asks for are always new.

const (
	// keepFormer is how long own keys of before a change still open: as long as an endpoint's, so longer than the year in which a copy of its
	// store that was put back may seal to them again.
	keepFormer = 460 * 24 * time.Hour
	// refusedRetry is how often an endpoint that did not understand the request is asked again: it may have a newer version.
	refusedRetry = 24 * time.Hour
	// mostTold is how many changes of before are told again to an endpoint that does not know them.
	mostTold = 3
)

// changing is a connection that can make this device known by other keys, as *cjg.Client does.
type changing interface {
	Change(ctx context.Context, keys, fresh cjg.DeviceKeys, atOnce bool) (cjg.Enrolment, error)
}

// OwnWords is this device's signing key in six words: what the beheerder of an endpoint sees, to compare by phone. "" for none.
func OwnWords(e *record.Endpoint) string { return wordsOfKeys(e.Keys) }

// OwnWordsBefore are the words of before the last change; "" when there was none, or when that is too long ago.
func OwnWordsBefore(e *record.Endpoint) string {
	if len(e.Former) == 0 {
		return ""
	}
	return wordsOfKeys(e.Former[0].Keys)
}

func wordsOfKeys(kept record.Private) string {
	keys, err := parseKeys(kept)
	if err != nil {
		return ""
	}
	return keys.Signing.Public().Fingerprint()
}

// NewKeys makes new keys for an endpoint, because the old ones may be in other hands: they count nowhere any more from the moment the endpoint
// knows the new ones. That happens with the next connection, or by file. Keys that were presented already are finished first.
// ErrStickWaits: the endpoint did not answer to the enrolment yet.
func (b *Book) NewKeys(ctx context.Context, endpoint record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error {
		e, err := store.Get[*record.Endpoint](tx, endpoint)
		if err != nil {
			return err
		}
		if len(e.Certificate) == 0 {
			return ErrStickWaits
		}
		if !e.Next.Keys.Empty() && !e.Next.Presented.IsZero() {
			e.Next.Again, e.Next.Refused = true, time.Time{}
		} else if err := b.drawNext(e, true); err != nil {
			return err
		}
		if err := tx.Audit(actionNewKeys, record.KindEndpoint, endpoint); err != nil {
			return err
		}
		return b.put(tx, e)
	})
}

// drawNext draws keys that the endpoint will be asked to know.
func (b *Book) drawNext(e *record.Endpoint, atOnce bool) error {
	keys, err := cjg.NewDeviceKeys(b.chance())
	if err != nil {
		return err
	}
	e.Next = record.NextKeys{Keys: keptKeys(keys), Drawn: b.now().UTC(), AtOnce: atOnce}
	return nil
}

// drawAhead draws the keys of the next change where there are none.
func (b *Book) drawAhead(e *record.Endpoint) error {
	if !e.Next.Keys.Empty() || len(e.Certificate) == 0 {
		return nil
	}
	return b.drawNext(e, false)
}

// presenting draws keys where there are none, and notes that they are about to be told.
func (b *Book) presenting(ctx context.Context, id record.ID) (e *record.Endpoint, err error) {
	err = b.update(ctx, func(tx *store.Tx) error {
		if e, err = store.Get[*record.Endpoint](tx, id); err != nil {
			return err
		}
		if e.Next.Keys.Empty() {
			if err := b.drawAhead(e); err != nil {
				return err
			}
		}
		e.Next.Presented = b.now().UTC()
		return b.put(tx, e)
	})
	return e, err
}

// known makes the keys that an endpoint confirmed the device's own. What it confirmed twice counts once.
func (b *Book) known(tx *store.Tx, e *record.Endpoint, fresh cjg.DeviceKeys) error {
	next, err := parseKeys(e.Next.Keys)
	if err != nil || !next.TLS.Equal(fresh.TLS) {
		return nil // it was confirmed before
	}
	own, err := Keys(e)
	if err != nil {
		return err
	}
	now, again := b.now().UTC(), e.Next.Again
	e.Former = slices.Insert(e.Former, 0, record.FormerKeys{Keys: e.Keys, Changed: now, Until: now.Add(keepFormer)})
	e.Device, e.Keys, e.KeysOn, e.Next = own.Device(), e.Next.Keys, b.Today(), record.NextKeys{}
	if err := b.drawNext(e, again); err != nil {
		return err
	}
	return tx.Audit(actionKeys, record.KindEndpoint, e.ID)
}

// confirmed keeps what an endpoint answered to fresh keys.
func (b *Book) confirmed(ctx context.Context, id record.ID, fresh cjg.DeviceKeys, got cjg.Enrolment) error {
	return b.update(ctx, func(tx *store.Tx) error {
		e, err := store.Get[*record.Endpoint](tx, id)
		if err != nil {
			return err
		}
		if err := b.known(tx, e, fresh); err != nil {
			return err
		}
		adoptKeys(e, cjg.EndpointKeys{Front: got.Front, Inbox: got.Inbox, Opening: got.Opening, Earlier: got.Earlier})
		if got.Agreement.Organisation != "" {
			if err := b.newTerms(tx, e, got.Agreement); err != nil {
				return err
			}
		}
		e.Certificate, e.Asked = got.Certificate, b.now().UTC()
		return b.put(tx, e)
	})
}

// forgetFormer destroys own keys of which the time is over. The caller has just kept all that the endpoint had.
func (b *Book) forgetFormer(e *record.Endpoint) {
	now := b.now()
	e.Former = slices.DeleteFunc(e.Former, func(f record.FormerKeys) bool { return now.After(f.Until) })
}

// signedBefore reports whether an envelope is signed with a key that is not this device's any more.
func signedBefore(e *record.Endpoint, h envelope.Header) bool {
	keys, err := parseKeys(e.Keys)
	return err == nil && keys.Signing.Public().ID() != h.Sender
}

// Turning reports whether an endpoint is being asked to know this device by new keys: nobody waits for keys that are only drawn.
func Turning(e *record.Endpoint) bool {
	return !e.Next.Keys.Empty() && (e.Next.AtOnce || !e.Next.Presented.IsZero())
}

// turnDue reports whether there are keys that the endpoint should know now.
func (p *Post) turnDue(e *record.Endpoint) bool { return Turning(e) && !p.justRefused(e) }

// justRefused reports whether an endpoint said within a day that it does not understand a change of keys. One that shuts this device out because
// it knows it by other keys understands them: a network in between refused the change, and whoever tries again must not wait for a day.
func (p *Post) justRefused(e *record.Endpoint) bool {
	return e.Parked != cjg.ErrReplaced.Code && !e.Next.Refused.IsZero() && between(e.Next.Refused, p.book.now()) < refusedRetry
}

// turn presents own new keys. True: the endpoint knows them now. False without an error: it is of an older version, and everything goes on
// with the keys of before. An error of kind Offline leaves open whether it knows them: nothing is said until that is clear.
func (p *Post) turn(ctx context.Context, e *record.Endpoint, c changing) (bool, error) {
	if p.justRefused(e) {
		return false, nil
	}
	e, err := p.book.presenting(ctx, e.ID)
	if err != nil {
		return false, err
	}
	err = p.present(ctx, e, c)
	var refused *cjg.Refusal
	if errors.As(err, &refused) && (refused.Code == cjg.ErrBody.Code || refused.Code == cjg.ErrReplaced.Code) {
		if p.tell(ctx, e, c) { // it knew older keys than those of now: a copy of its store was put back
			err = p.present(ctx, e, c)
		} else if refused.Code == cjg.ErrBody.Code {
			return false, p.notUnderstood(ctx, e.ID)
		}
	}
	if over := renewRefused(err); over != nil {
		return false, over
	}
	switch fault.Of(err) {
	case fault.Refused, fault.Invalid, fault.NotFound, fault.Conflict, fault.Full:
		return false, p.notUnderstood(ctx, e.ID) // nothing that waits is set aside because of this
	}
	if err != nil {
		return false, err
	}
	return true, p.turnOnce(ctx, e.ID)
}

// turnOnce presents the keys that the worker asked for while others were under way. That happens at most once.
func (p *Post) turnOnce(ctx context.Context, id record.ID) error {
	e, err := load[*record.Endpoint](p.book, ctx, id)
	if err != nil || !p.turnDue(e) {
		return err
	}
	c, err := p.line(e)
	if err != nil {
		return err
	}
	change, ok := c.(changing)
	if !ok {
		return nil
	}
	if e, err = p.book.presenting(ctx, id); err != nil {
		return err
	}
	if err := p.present(ctx, e, change); fault.Of(err) == fault.Offline {
		return err
	}
	return nil // what else is wrong, the next attempt sees
}

// present asks an endpoint to know this device by its next keys, and keeps that it does.
func (p *Post) present(ctx context.Context, e *record.Endpoint, c changing) error {
	own, err := Keys(e)
	if err != nil {
		return err
	}
	next, err := parseKeys(e.Next.Keys)
	if err != nil {
		return err
	}
	got, err := c.Change(ctx, own, next, e.Next.AtOnce)
	if err != nil {
		return err
	}
	return p.book.confirmed(context.WithoutCancel(ctx), e.ID, next, got)
}

// tell tells an endpoint of a change that it has forgotten: it knows one of the former keys as this device's.
func (p *Post) tell(ctx context.Context, e *record.Endpoint, c changing) bool {
	own, err := Keys(e)
	if err != nil {
		return false
	}
	for _, old := range own.Former[:min(len(own.Former), mostTold)] {
		old.Name = own.Device()
		got, err := c.Change(ctx, old, own, true)
		if err == nil {
			return p.book.confirmed(context.WithoutCancel(ctx), e.ID, own, got) == nil
		}
		if fault.Of(err) == fault.Offline {
			return false
		}
	}
	return false
}

// unknownKeys reports whether an endpoint refuses something because it does not know this device's keys.
func unknownKeys(code string) bool {
	return code == cjg.ErrReplaced.Code || code == envelope.ErrSignature.Code
}

// tellAgain is for an endpoint that just refused something because it does not know this device's keys: a copy of the one or of the other was
// put back. It reports whether they agree again.
func (p *Post) tellAgain(ctx context.Context, id record.ID) bool {
	e, err := load[*record.Endpoint](p.book, ctx, id)
	if err != nil {
		return false
	}
	c, err := p.line(e)
	if err != nil {
		return false
	}
	change, ok := c.(changing)
	if !ok {
		return false
	}
	if p.tell(ctx, e, change) {
		return true
	}
	return !e.Next.Keys.Empty() && p.present(ctx, e, change) == nil // it may know the keys that were drawn ahead
}

// shutOut is a refusal with the reason that the endpoint gave, where that is about this device: shut out, or known by other keys. A certificate
// that is outside its time there, and not here, is a matter of clocks: only a renewal that is refused says that it was away too long.
func shutOut(err error) error {
	var refused *cjg.Refusal
	if errors.As(err, &refused) && refused.Code == cjg.ErrExpired.Code {
		return cjg.ErrClock
	}
	for _, known := range []*fault.Error{cjg.ErrReplaced, cjg.ErrRevoked} {
		if errors.As(err, &refused) && refused.Code == known.Code {
			return known
		}
	}
	return err
}

// notUnderstood notes that an endpoint does not know of changes of keys.
func (p *Post) notUnderstood(ctx context.Context, id record.ID) error {
	return p.book.update(ctx, func(tx *store.Tx) error {
		e, err := store.Get[*record.Endpoint](tx, id)
		if err != nil {
			return err
		}
		e.Next.Refused = p.book.now().UTC()
		return p.book.put(tx, e)
	})
}

// KeysByFile makes the file that asks an endpoint to know this device by new keys, for a device without a network. It asks for the same keys
// until a file that came back says that they are known. AtOnce as with NewKeys. ErrStickWaits: the endpoint did not answer to the enrolment
// yet.
func (b *Book) KeysByFile(ctx context.Context, endpoint record.ID, atOnce bool) ([]byte, error) {
	e, err := load[*record.Endpoint](b, ctx, endpoint)
	if err != nil {
		return nil, err
	}
	if len(e.Certificate) == 0 {
		return nil, ErrStickWaits
	}
	if atOnce && !(Turning(e) && e.Next.AtOnce) {
		if err := b.NewKeys(ctx, endpoint); err != nil {
			return nil, err
		}
	}
	if e, err = b.presenting(ctx, endpoint); err != nil {
		return nil, err
	}
	own, err := Keys(e)
	if err != nil {
		return nil, err
	}
	next, err := parseKeys(e.Next.Keys)
	if err != nil {
		return nil, err
	}
	request, err := own.ChangeRequest(rand.Reader, next, e.Roots, b.now(), e.Next.AtOnce)
	if err != nil {
		return nil, err
	}
	if err := b.update(ctx, func(tx *store.Tx) error { return tx.Audit(actionStick, record.KindEndpoint, endpoint) }); err != nil {
		return nil, err
	}
	return json.Marshal(request)
}

// KeysDue reports whether an endpoint without a network is due for new keys: two thirds of the certificate's time are over, and nobody asks for
// them. Over the network that goes by itself.
func KeysDue(e *record.Endpoint, now time.Time) bool {
	return e.Address == "" && len(e.Certificate) > 0 && !Turning(e) && (cjg.RenewalDue(e.Certificate, now) || cjg.NotYet(e.Certificate, now))
}

// nextOf are the keys that an endpoint was asked to know; none when nothing was asked.
func nextOf(e *record.Endpoint) []cjg.DeviceKeys {
	next, err := parseKeys(e.Next.Keys)
	if err != nil {
		return nil
	}
	return []cjg.DeviceKeys{next}
}

// turnedByFile sees for which keys a file that came back has the certificate, and whether what it says of the endpoint counts. For keys that
// were asked for it does: the endpoint knows them, and they are the keys from now on. One for the keys of now counts when it is newer than what
// is known; one that was made before a change does not.
func (b *Book) turnedByFile(tx *store.Tx, e *record.Endpoint, got cjg.Return) (counts bool, err error) {
	own, err := parseKeys(e.Keys)
	if err != nil {
		return false, err
	}
	if own.TLS.Equal(got.Keys.TLS) {
		now := b.now()
		newer := got.Made.After(e.Returned) || aheadOf(e.Returned, now)
		return newer && (e.ByFile || !got.Made.Before(e.Reached) || aheadOf(e.Reached, now)), nil
	}
	for _, next := range nextOf(e) {
		if next.TLS.Equal(got.Keys.TLS) {
			return true, b.known(tx, e, next)
		}
	}
	return false, nil
}
