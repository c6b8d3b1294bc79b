package book_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"schakel/internal/practice"
	"schakel/internal/record"
)

// ending is a context that ends after it was asked so many times, as when the store is locked in the middle of work.
type ending struct {
	context.Context
	left atomic.Int64
}

func (e *ending) Err() error {
	if e.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

func endsAfter(t *testing.T, asked int64) *ending {
	e := &ending{Context: t.Context()}
	e.left.Store(asked)
	return e
}

func TestAnImportThatIsBrokenOffKeepsNothing(t *testing.T) {
	b := newBook(t)
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	text := lines(t, practice.Records(b.Today(), 1))
	before := b.Count()
	broken := 0
	for asked := int64(0); ; asked++ {
		_, err := b.Import(endsAfter(t, asked), strings.NewReader(text))
		if err == nil {
			break
		}
		broken++
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("broken off at question %d: %v", asked, err)
		}
		for kind, n := range b.Count() {
			if n != before[kind] {
				t.Fatalf("broken off at question %d: %d of %s, were %d", asked, n, kind, before[kind])
			}
		}
	}
	if broken < 2 || len(b.Rows(record.KindHousehold)) == 0 {
		t.Errorf("broken off at %d places, %d families at the end", broken, len(b.Rows(record.KindHousehold)))
	}
}

func TestAnExportThatIsBrokenOffIsAnErrorAndWasNotedFirst(t *testing.T) {
	b := newBook(t)
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Import(t.Context(), strings.NewReader(lines(t, practice.Records(b.Today(), 1)))); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := b.Export(endsAfter(t, 20), &out); !errors.Is(err, context.Canceled) {
		t.Fatalf("broken off: %v", err)
	}
	page, err := b.Log(t.Context(), "shared", 0, 5)
	if err != nil || len(page.Entries) != 1 || page.Entries[0].Action != "exported" {
		t.Errorf("what left is noted as %+v, %v", page.Entries, err)
	}
}
