package intake

import "bytes"

// tidyKey marks in a store that something was destroyed in it, and that its files were not made anew since.
func tidyKey() []byte { return []byte("tidy") }

// owe notes, in the transaction that destroys something, that the files still hold it. Whoever falls before they are made anew leaves the
// note to the next process: the sender was told that it is erased.
func owe(tx Tx) error {
	n, err := tx.Next(bucketSettings)
	if err != nil {
		return err
	}
	return tx.Put(bucketSettings, tidyKey(), counter(n))
}

// tidy makes the files of a store anew when something was destroyed in it.
func tidy(store Store) error {
	var owed []byte
	err := store.View(func(tx Tx) error {
		value, err := tx.Get(bucketSettings, tidyKey())
		owed = bytes.Clone(value)
		return err
	})
	if err != nil || owed == nil {
		return err
	}
	if err := store.Compact(); err != nil {
		return err
	}
	return store.Update(func(tx Tx) error {
		if now, err := tx.Get(bucketSettings, tidyKey()); err != nil || !bytes.Equal(now, owed) {
			return err // something else was destroyed meanwhile
		}
		return tx.Delete(bucketSettings, tidyKey())
	})
}
