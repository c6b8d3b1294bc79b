package book

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/store"
)

func TestFindingsAreGroupedCountedAndNumbered(t *testing.T) {
	a, b, c := store.Ref{Kind: record.KindConcern, ID: record.ID{1}}, store.Ref{Kind: record.KindPerson, ID: record.ID{2}}, store.Ref{Kind: record.KindPerson, ID: record.ID{3}}
	got := group([]store.Finding{
		{Code: store.FindReference, Ref: a}, {Code: store.FindValue, Ref: b}, {Code: store.FindValue, Ref: a}, {Code: store.FindValue, Ref: c},
		{Code: store.FindReference, Ref: a}, {Code: store.FindPages}, {Code: store.FindRow},
	}, map[store.Ref]string{a: "Z-0042"})
	want := []Wrong{
		{Code: store.FindPages, Count: 1},
		{Code: store.FindValue, Count: 3, Numbers: []string{"Z-0042"}, Kinds: []Amount{{record.KindPerson, 2}}},
		{Code: store.FindRow, Count: 1},
		{Code: store.FindReference, Count: 2, Numbers: []string{"Z-0042"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n := (Checked{Wrong: got}).Total(); n != 7 {
		t.Errorf("%d in all", n)
	}
}

// TestEveryFindingHasWordsInEveryLanguage also asks that no finding shows a code or an unfilled place.
func TestEveryFindingHasWordsInEveryLanguage(t *testing.T) {
	many := make([]string, 15)
	for i := range many {
		many[i] = record.Code(record.KindConcern, uint32(i+1))
	}
	for _, l := range i18n.Languages() {
		p, err := i18n.New(l.Tag)
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, code := range gravity() {
			for _, n := range []int{1, 2, 5, 100} {
				said = append(said, Wrong{Code: code, Count: n, Numbers: many, Kinds: []Amount{{record.KindPerson, 1}, {record.KindContact, 3}}}.Say(p))
			}
		}
		for _, code := range []string{
			store.PartFile, store.PartPages, store.PartHeader, store.PartKeys, store.PartNoKeys, store.PartForeign, store.PartChain,
		} {
			said = append(said, SayPart(p, Part{Code: code}))
		}
		said = append(said, SayPart(p, Part{Code: store.PartOwner, Count: 1}), SayPart(p, Part{Code: store.PartRow, Count: 12}))
		for _, text := range said {
			if strings.ContainsAny(text, "⟦{<") || text == "" {
				t.Errorf("%s: %q", l.Tag, text)
			}
		}
		if !strings.Contains(said[0], "Z-0012") || strings.Contains(said[0], "Z-0013") {
			t.Errorf("%s: %q names too many or too few", l.Tag, said[0])
		}
	}
}

func TestStoreIsCheckedInAnotherProcessOnlyAfterAnUncleanExit(t *testing.T) {
	asked, answer := 0, error(nil)
	d := Deps{Cost: keyfile.QuickCost(), Check: func(context.Context, string) error { asked++; return answer }}
	dir := filepath.Join(t.TempDir(), "store")
	b, err := Create(dir, []byte("vlieger kastanje zeven trampoline mist"), d)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	open := func() error {
		b, err := Open(dir, store.ParseSecret("vlieger kastanje zeven trampoline mist"), d)
		if err == nil {
			err = b.Close()
		}
		return err
	}
	if err := errors.Join(open(), Look(t.Context(), dir, d)); err != nil || asked != 0 {
		t.Fatalf("%v, asked %d times", err, asked)
	}
	if err := os.WriteFile(filepath.Join(dir, "open"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	answer = store.ErrDamaged
	if err := open(); !errors.Is(err, store.ErrDamaged) || asked != 1 {
		t.Errorf("%v, asked %d times", err, asked)
	}
	if err := Look(t.Context(), dir, d); !errors.Is(err, store.ErrDamaged) || asked != 2 {
		t.Errorf("%v, asked %d times", err, asked)
	}
	answer = nil
	if err := open(); err != nil {
		t.Error(err)
	}
}

func TestUnusableIsTheStoreAndNotWhatWasTyped(t *testing.T) {
	for err, want := range map[error]bool{
		store.ErrDamaged: true, keyfile.ErrDamaged: true, keyfile.ErrMissing: true, store.ErrNewer: true, store.ErrUnreadable: true, store.ErrMissing: true,
		keyfile.ErrCost: true, store.ErrSecret: false, store.ErrInUse: false, store.ErrReadOnly: false, store.ErrFull: false, store.ErrNotFound: false,
		context.Canceled: false, nil: false,
	} {
		if Unusable(err) != want {
			t.Errorf("%v (%s): %v", err, fault.Of(err), !want)
		}
	}
}
