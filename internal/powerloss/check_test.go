package powerloss_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"schakel/internal/backup"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/store"
)

// question is an image to look at. What was acknowledged before the power went must be there; what was being done then is there as
// a whole or not at all.
type question struct {
	Dir    string
	Before promise
	After  promise
}

// checkImages answers questions, one a line: "ok", or what is wrong.
func checkImages(in io.Reader, out io.Writer) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var q question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return err
		}
		answer := "ok"
		if err := q.check(); err != nil {
			answer = strings.ReplaceAll(err.Error(), "\n", "; ")
		}
		if _, err := fmt.Fprintln(out, answer); err != nil {
			return err
		}
	}
	return lines.Err()
}

func (q question) check() error {
	for _, at := range []string{atStore, atRestored} {
		before, had := q.Before.Stores[at]
		after, has := q.After.Stores[at]
		if !had && !has {
			continue
		}
		if err := checkStore(filepath.Join(q.Dir, at), before, after, had); err != nil {
			return fmt.Errorf("%s: %w", at, err)
		}
	}
	return q.checkBackups()
}

// checkStore opens what is left of a store, asks for everything that was promised, works on, and opens it again.
func checkStore(dir string, before, after kept, had bool) error {
	if !store.Exists(dir) {
		if had {
			return errors.New("the store is gone")
		}
		return checkEmpty(dir)
	}
	if err := store.Look(dir); err != nil {
		return fmt.Errorf("look: %w", err)
	}
	if !had {
		before = after
	}
	phrase, err := opens(dir, before.Phrase, after.Phrase)
	if err != nil {
		return fmt.Errorf("passphrase: %w", err)
	}
	if before.Code != "" {
		if _, err := opens(dir, before.Code, after.Code); err != nil {
			return fmt.Errorf("code: %w", err)
		}
	}
	for _, old := range before.Revoked {
		if s, err := store.Open(dir, store.ParseSecret(old), store.Options{Cost: quick}); err == nil {
			return errors.Join(errors.New("a revoked secret opens it"), s.Close())
		}
	}
	id, err := workOn(dir, phrase, before, after)
	if err != nil {
		return err
	}
	return again(dir, phrase, id)
}

// checkEmpty makes a store where none came to be.
func checkEmpty(dir string) error {
	s, err := store.Create(dir, []byte(phraseOne), store.Options{Cost: quick})
	if err != nil {
		return fmt.Errorf("create: %w", err)
	}
	return s.Close()
}

// opens says which of two secrets opens a store. Exactly one does when they differ.
func opens(dir string, secrets ...string) (opener string, err error) {
	var failed error
	for _, secret := range slices.Compact(secrets) {
		if secret == "" {
			continue
		}
		s, err := store.Open(dir, store.ParseSecret(secret), store.Options{Cost: quick})
		if err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		if err := s.Close(); err != nil {
			return "", err
		}
		if opener != "" {
			return "", errors.New("the old and the new secret open it")
		}
		opener = secret
	}
	if opener == "" {
		return "", failed
	}
	return opener, nil
}

// workOn reads everything and saves one more person.
func workOn(dir, phrase string, before, after kept) (id record.ID, err error) {
	s, err := store.Open(dir, keyfile.Passphrase([]byte(phrase)), store.Options{Cost: quick})
	if err != nil {
		return id, fmt.Errorf("second opening: %w", err)
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	got, entries, err := digest(s)
	switch {
	case err != nil:
		return id, fmt.Errorf("reading: %w", err)
	case got != before.Digest && got != after.Digest:
		return id, errors.New("what was acknowledged is not there, or half of a change is")
	case entries < before.Entries && entries < after.Entries:
		return id, errors.New("audit entries are gone")
	}
	if err := errors.Join(verified(s), checkJournal(s, before.Journal)); err != nil {
		return id, err
	}
	p := &record.Person{First: record.Text("Later"), As: record.PersonParent}
	if err := s.Update(func(tx *store.Tx) error { return tx.Put(p) }); err != nil {
		return id, fmt.Errorf("saving: %w", err)
	}
	return p.ID, nil
}

// checkJournal reads the erasures that are written beside the copies, which must be so many at least.
func checkJournal(s *store.Store, least int) error {
	j, err := backup.ReadJournal(s, filepath.Join(s.Dir(), "..", "..", atStick))
	if err == nil && len(j.Erasures) < least {
		err = errors.New("the journal of erasures on the stick is not there")
	}
	return err
}

func verified(s *store.Store) error {
	switch r, err := s.Verify(context.Background(), nil); {
	case err != nil:
		return err
	case len(r.Findings) > 0:
		return fmt.Errorf("verify: %s and %d more", r.Findings[0].Code, len(r.Findings)-1)
	}
	return nil
}

// again opens the store after a clean exit: what was saved is there, and nothing half made lies beside it.
func again(dir, phrase string, id record.ID) error {
	s, err := store.Open(dir, keyfile.Passphrase([]byte(phrase)), store.Options{Cost: quick})
	if err != nil {
		return fmt.Errorf("third opening: %w", err)
	}
	err = s.View(func(tx *store.Tx) error {
		_, err := store.Get[*record.Person](tx, id)
		return err
	})
	if err = errors.Join(err, verified(s), s.Close()); err != nil {
		return fmt.Errorf("after a clean exit: %w", err)
	}
	names, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, n := range names {
		if name := n.Name(); name != "store.db" && name != "keys" && !strings.HasPrefix(name, "keys.old") {
			return fmt.Errorf("%s is left over", strings.TrimRight(name, "0123456789"))
		}
	}
	return nil
}

// checkBackups asks for every copy that was acknowledged. Whatever has the name of a copy is a whole one.
func (q question) checkBackups() error {
	for _, path := range q.Before.Backups {
		if i := backup.Look(filepath.Join(q.Dir, path), time.UTC); i.Fault != nil {
			return fmt.Errorf("a copy that was acknowledged: %w", i.Fault)
		}
	}
	for _, folder := range []string{atStick, atBackups} {
		all, err := backup.List(filepath.Join(q.Dir, folder), time.UTC)
		if err != nil {
			continue // not there yet
		}
		for _, i := range all {
			if i.Fault != nil {
				return fmt.Errorf("a copy with a name: %w", i.Fault)
			}
			name := filepath.Join(folder, filepath.Base(i.Path))
			if slices.Contains(q.Before.Backups, name) && slices.Equal(q.Before.Backups, q.After.Backups) {
				continue // not being made, and drilled before
			}
			if err := drill(i.Path); err != nil {
				return err
			}
		}
	}
	return nil
}

// drill opens a copy with the passphrase of its day, whichever that was.
func drill(path string) error {
	var failed error
	for _, phrase := range []string{phraseOne, phraseTwo, phraseThree} {
		_, err := backup.Drill(context.Background(), path, keyfile.Passphrase([]byte(phrase)), store.Options{Cost: quick})
		if err == nil {
			return nil
		}
		failed = errors.Join(failed, err)
	}
	return fmt.Errorf("a copy does not open: %w", failed)
}
