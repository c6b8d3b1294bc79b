package book

import (
	"context"

	"schakel/internal/record"
	"schakel/internal/store"
)

// handedClosed is how many days after closing its own copy the worker is asked whether the family is still needed here.
const handedClosed = 90

// CloseHandedOver closes the own copy of a family that went: it can be read, and Vandaag says nothing about it any more. After three
// months "nog nodig?" asks whether it can go.
func (b *Book) CloseHandedOver(ctx context.Context, household record.ID) error {
	return b.moveHandover(ctx, household, record.HandoverClose, func(h *record.Household) {
		h.Closed, h.Review = b.Today(), b.Today().Add(handedClosed)
	})
}

// ReopenHandedOver takes a family back that went or was closed: it is asked about again, and Vandaag speaks of it.
func (b *Book) ReopenHandedOver(ctx context.Context, household record.ID) error {
	return b.moveHandover(ctx, household, record.HandoverAgain, func(h *record.Household) {
		h.Closed = record.Date{}
	})
}

func (b *Book) moveHandover(ctx context.Context, household record.ID, a record.HandoverAction, change func(*record.Household)) error {
	return b.update(ctx, func(tx *store.Tx) error {
		h, err := store.Get[*record.Household](tx, household)
		if err != nil {
			return err
		}
		hand, err := handover(tx, h, handShelves(tx))
		if err != nil {
			return err
		}
		if err := hand.Apply(a, b.now()); err != nil {
			return err
		}
		change(h)
		if err := b.put(tx, h); err != nil {
			return err
		}
		return b.put(tx, hand)
	})
}
