package book_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/book"
	"schakel/internal/practice"
	"schakel/internal/record"
)

// Over 400 days Vandaag says at most five things, and what somebody put off does not come back before its day. After a year of "niet nu"
// for a year to everything, nothing that was answered was said again.
func TestFourHundredDaysOfToday(t *testing.T) {
	b, now := ticking(t)
	ctx := t.Context()
	if _, err := b.Import(ctx, strings.NewReader(lines(t, practice.Records(b.Today(), 1)))); err != nil {
		t.Fatal(err)
	}
	step := 1
	if !longRun() {
		step = 4
	}
	until := map[string]record.Date{}
	said := 0
	for day := 0; day < 400; day += step {
		list, err := b.TodayList(ctx, 5)
		if err != nil || len(list) > 5 {
			t.Fatalf("day %d: %d sentences, %v", day, len(list), err)
		}
		for _, s := range list {
			if s.Key == "" {
				t.Errorf("day %d: a sentence of %s that cannot be put off", day, s.Sort)
			}
			if back, again := until[s.Key]; again && back.After(b.Today()) {
				t.Errorf("day %d: %s came back before %s", day, s.Key, back)
			}
			said++
			until[s.Key] = b.Today().Add(500)
			if err := b.NotNow(ctx, s.Key, b.Today().Add(500)); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := b.Week(ctx, b.Today().Monday()); err != nil {
			t.Fatalf("day %d: %v", day, err)
		}
		*now = now.AddDate(0, 0, step)
	}
	if said < 50 {
		t.Errorf("%d sentences in all", said)
	}
}

// ignored is what an import counts itself.
var ignored = regexp.MustCompile(`"(revision|created|changed|imported|reviewed)":("[^"]*"|\d+|true),?`)

// A store with everything goes out and comes into an empty one line by line, byte for byte, and a second time adds nothing.
func TestAWholeStoreGoesOutAndIn(t *testing.T) {
	b := whole(t)
	ctx := t.Context()
	out := exportedWhole(t, b)
	empty := newBook(t)
	if _, err := empty.GiveRecovery(ctx); err != nil {
		t.Fatal(err)
	}
	added, err := empty.Import(ctx, strings.NewReader(out))
	if err != nil || added != strings.Count(out, "\n") {
		t.Fatalf("%d of %d lines came in, %v", added, strings.Count(out, "\n"), err)
	}
	if d := cmp.Diff(plainLines(out), plainLines(exportedWhole(t, empty))); d != "" {
		t.Error(d)
	}
	if again, err := empty.Import(ctx, strings.NewReader(out)); err != nil || again != 0 {
		t.Errorf("a second time: %d, %v", again, err)
	}
	if report, err := empty.Verify(ctx, nil); err != nil || len(report.Findings) > 0 {
		t.Errorf("verify: %+v %v", report.Findings, err)
	}
}

// exportedWhole is an export without the profile, which every store has of its own.
func exportedWhole(t *testing.T, b *book.Book) string {
	t.Helper()
	var out bytes.Buffer
	if _, err := b.Export(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	var some strings.Builder
	for one := range strings.Lines(out.String()) {
		if !strings.HasPrefix(one, `{"kind":"profile"`) {
			some.WriteString(one)
		}
	}
	return some.String()
}

func plainLines(text string) map[string]bool {
	all := map[string]bool{}
	for one := range strings.Lines(text) {
		all[ignored.ReplaceAllString(one, "")] = true
	}
	return all
}
