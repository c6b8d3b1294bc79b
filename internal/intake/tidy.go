package intake

import (
	"bytes"
	"slices"
)

// tidyKey marks in a store that something was destroyed in it, and that its files were not made anew since.
func tidyKey() []byte { return []byte("tidy") }

// restKey marks the same of what nobody was told is erased this moment: it can wait for the next sweep.
func restKey() []byte { return []byte("tidy.rest") }

// owe notes, in the transaction that destroys something, that the files still hold it. Whoever falls before they are made anew leaves the
// note to the next process: the sender was told that it is erased.
func owe(tx Tx) error { return oweUnder(tx, tidyKey()) }

// oweRest is owe for a contribution that was fetched. Making the files anew copies all that lives, and a coordinator fetches many in a row: they
// share one copy, at most once an hour (sweepEvery), besides the one at the start of a process.
func oweRest(tx Tx) error { return oweUnder(tx, restKey()) }

func oweUnder(tx Tx, key []byte) error {
	n, err := tx.Next(bucketSettings)
	if err != nil {
		return err
	}
	return tx.Put(bucketSettings, key, counter(n))
}

// tidy makes the files of a store anew when something was destroyed in it that must be gone now.
func tidy(store Store) error { return tidyFor(store, tidyKey()) }

// Tidy makes the files of the store anew when anything was destroyed in it since that was done last.
func (i *Inbox) Tidy() error { return tidyFor(i.store, tidyKey(), restKey()) }

func tidyFor(store Store, why ...[]byte) error {
	owed := map[string][]byte{}
	err := store.View(func(tx Tx) error {
		clear(owed)
		for _, key := range [][]byte{tidyKey(), restKey()} {
			value, err := tx.Get(bucketSettings, key)
			if err != nil {
				return err
			}
			if value != nil {
				owed[string(key)] = bytes.Clone(value)
			}
		}
		return nil
	})
	due := slices.ContainsFunc(why, func(key []byte) bool { return owed[string(key)] != nil })
	if err != nil || !due {
		return err
	}
	if err := store.Compact(); err != nil {
		return err
	}
	return store.Update(func(tx Tx) error {
		for key, was := range owed {
			now, err := tx.Get(bucketSettings, []byte(key))
			if err == nil && bytes.Equal(now, was) { // else something else was destroyed meanwhile
				err = tx.Delete(bucketSettings, []byte(key))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}
