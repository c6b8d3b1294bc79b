package intake

import (
	"encoding/json"
	"errors"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
)

// changeBody turns a stored change into its form on the wire.
func changeBody(value []byte) (cjg.ChangeBody, error) {
	var c change
	if err := json.Unmarshal(value, &c); err != nil {
		return cjg.ChangeBody{}, ErrStore
	}
	if c.Sealed != nil {
		return cjg.ChangeBody{About: c.About.String(), Sort: cjg.Bericht, Sealed: c.Sealed}, nil
	}
	r, err := envelope.ParseReceipt(c.Readable)
	if err != nil {
		return cjg.ChangeBody{}, ErrStore
	}
	return cjg.ChangeBody{About: c.About.String(), Sort: cjg.Leesbaar, Readable: r.String()}, nil
}

// announce adds a change for a device. The counter, not a clock, orders them.
func announce(tx Tx, device string, c change) error {
	n, err := tx.Next(bucketChanges)
	if err != nil {
		return err
	}
	return save(tx, bucketChanges, append([]byte(device), counter(n)...), c)
}

// refusal reports whether an error is about one message, so that the rest of its batch goes on.
func refusal(err error) bool {
	return !errors.Is(err, ErrStore) && fault.Of(err) != fault.Other
}
