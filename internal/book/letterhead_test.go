package book_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/record"
)

// A letterhead is kept once, a file that is no logo is refused, and it goes with an export and comes back with an import.
func TestTheLetterhead(t *testing.T) {
	b := newBook(t)
	ctx := t.Context()
	head, err := b.Letterhead(ctx)
	must(t, err)
	head.Name, head.First = record.Text("Samen Sterk"), []byte("\x89PNG\r\n\x1a\nrest")
	must(t, b.SaveLetterhead(ctx, head))
	head.Second = []byte("GIF89a")
	if err := b.SaveLetterhead(ctx, head); fault.Of(err) != fault.Invalid {
		t.Errorf("%v", err)
	}
	var out bytes.Buffer
	if _, err := b.Export(ctx, &out); err != nil {
		t.Fatal(err)
	}
	other := newBook(t)
	_, err = other.GiveRecovery(ctx)
	must(t, err)
	_, err = other.Import(ctx, &out)
	must(t, err)
	want, err := b.Letterhead(ctx)
	must(t, err)
	got, err := other.Letterhead(ctx)
	must(t, err)
	if got.Name.Reveal() != "Samen Sterk" || len(got.Second) != 0 {
		t.Errorf("%+v", got)
	}
	if diff := cmp.Diff(want.First, got.First); diff != "" {
		t.Error(diff)
	}
}

// Whoever is erased and still named above an overview is listed there.
func TestALetterheadThatNamesSomebody(t *testing.T) {
	b, _, h, p := retained(t)
	ctx := t.Context()
	head := &record.Letterhead{Name: record.Text("Huiskamer van " + p.First.Reveal())}
	must(t, b.SaveLetterhead(ctx, head))
	found, err := b.Mentions(ctx, record.KindHousehold, h.ID, nil)
	must(t, err)
	if !slices.ContainsFunc(found.Mentions, func(m book.Mention) bool { return m.Kind == record.KindLetterhead && m.ID == head.ID }) {
		t.Errorf("%+v", found.Mentions)
	}
}
