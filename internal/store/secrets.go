package store

import (
	"path/filepath"

	"schakel/internal/keyfile"
	"schakel/internal/record"
)

// ParseSecret makes a secret of what somebody typed: a recovery code when it reads as one, two parts on two lines or with a space
// between them when they read as such, else a passphrase.
func ParseSecret(typed string) keyfile.Secret { return keyfile.ReadSecret(typed) }

// recoveryOf is what opens a store when the passphrase is lost: keyfile.KindRecovery, keyfile.KindShares, or 0.
func recoveryOf(slots *keyfile.File) keyfile.Kind {
	for _, kind := range []keyfile.Kind{keyfile.KindRecovery, keyfile.KindShares} {
		if slots.Has(kind) {
			return kind
		}
	}
	return 0
}

// Recovery is what opens the store in a folder when the passphrase is lost: keyfile.KindRecovery, keyfile.KindShares, or 0 when there
// is nothing or when that cannot be seen. It needs no secret.
func Recovery(dir string) keyfile.Kind {
	slots, err := keyfile.Read(filepath.Join(dir, fileKeys))
	if err != nil {
		return 0
	}
	return recoveryOf(slots)
}

// Recovery is what opens the store when the passphrase is lost: keyfile.KindRecovery, keyfile.KindShares, or 0.
func (s *Store) Recovery() keyfile.Kind {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return recoveryOf(s.slots)
}

// HasRecovery reports whether a recovery code or parts were given.
func (s *Store) HasRecovery() bool { return s.Recovery() != 0 }

// AddRecovery makes a new recovery code and revokes the old one, and the parts. The code is shown once and kept nowhere. What note
// writes stands in the transaction before the slot is set; when it fails, the old code or parts still open the store.
func (s *Store) AddRecovery(note ...func(*Tx) error) (string, error) {
	code, err := keyfile.NewCode(s.random)
	if err != nil {
		return "", err
	}
	secret, err := keyfile.RecoveryCode(code)
	if err != nil {
		return "", err
	}
	defer secret.Wipe()
	if err := s.setSlot(secret, note); err != nil {
		return "", err
	}
	return code, nil
}

// IssueShares makes three parts, any two of which open the store, and revokes the old ones, and the recovery code. They are shown
// once and kept nowhere. Note is as in AddRecovery.
func (s *Store) IssueShares(note ...func(*Tx) error) ([keyfile.Parts]string, error) {
	parts, secret, err := keyfile.NewParts(s.random)
	if err != nil {
		return parts, err
	}
	defer secret.Wipe()
	if err := s.setSlot(secret, note); err != nil {
		return [keyfile.Parts]string{}, err
	}
	return parts, nil
}

// ChangePassphrase replaces the passphrase; the old one opens nothing any more. The records stay as they are.
func (s *Store) ChangePassphrase(old, new []byte) error {
	if err := keyfile.CheckPassphrase(new); err != nil {
		return err
	}
	before, after := keyfile.Passphrase(old), keyfile.Passphrase(new)
	defer before.Wipe()
	defer after.Wipe()
	if err := s.View(func(*Tx) error { return s.there() }); err != nil {
		return err
	}
	slots, err := keyfile.Read(filepath.Join(s.dir, fileKeys))
	if err != nil {
		return mapError(err)
	}
	k, err := slots.Unlock(before, s.options.Cost)
	if err != nil {
		return err
	}
	k.Wipe()
	return s.setSlot(after, nil)
}

// ReplacePassphrase sets a new passphrase without the old one: after opening with a recovery code or with parts.
func (s *Store) ReplacePassphrase(new []byte) error {
	if err := keyfile.CheckPassphrase(new); err != nil {
		return err
	}
	secret := keyfile.Passphrase(new)
	defer secret.Wipe()
	return s.setSlot(secret, nil)
}

// replaced are the kinds of slot that a new one takes the place of: a code and parts revoke each other.
func replaced(kind keyfile.Kind) []keyfile.Kind {
	if kind == keyfile.KindPassphrase {
		return []keyfile.Kind{kind}
	}
	return []keyfile.Kind{keyfile.KindRecovery, keyfile.KindShares}
}

// setSlot notes in the audit chain that a slot for a secret is set, and writes it. The slots come last: what fails or breaks off
// before leaves every old secret as it was, and no new one that nobody was shown.
func (s *Store) setSlot(secret keyfile.Secret, notes []func(*Tx) error) error {
	s.slotting.Lock()
	defer s.slotting.Unlock()
	slots, err := s.withSlot(secret)
	if err != nil {
		return mapError(err)
	}
	err = s.Update(func(tx *Tx) error {
		for _, note := range notes {
			if err := note(tx); err != nil {
				return err
			}
		}
		return tx.Audit(actionOf(secret.Kind()), record.KindNone, record.ID{})
	})
	if err != nil {
		return err
	}
	return mapError(s.writeSlots(slots))
}

// withSlot is the slots as they are, with one for a secret.
func (s *Store) withSlot(secret keyfile.Secret) (*keyfile.File, error) {
	s.live.RLock()
	defer s.live.RUnlock()
	if s.closed {
		return nil, ErrClosed
	}
	if err := s.there(); err != nil {
		return nil, err
	}
	slots, err := keyfile.Read(filepath.Join(s.dir, fileKeys))
	if err != nil {
		return nil, err
	}
	for _, kind := range replaced(secret.Kind()) {
		slots.Drop(kind)
	}
	return slots, slots.Set(secret, s.master, s.options.cost(), s.random)
}

func (s *Store) writeSlots(slots *keyfile.File) error {
	s.live.RLock()
	defer s.live.RUnlock()
	if s.closed {
		return ErrClosed
	}
	if err := s.there(); err != nil {
		return err
	}
	if err := slots.Write(filepath.Join(s.dir, fileKeys), s.master); err != nil {
		return err
	}
	s.mu.Lock()
	s.slots = slots
	s.mu.Unlock()
	return nil
}
