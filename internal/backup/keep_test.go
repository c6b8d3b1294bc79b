package backup

import (
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"schakel/internal/keyfile"
	"schakel/internal/store"
)

var noon = time.Date(2026, time.November, 25, 12, 0, 0, 0, time.UTC) // a Wednesday

// copies are made so many hours before noon, and named after that.
func copies(hours ...int) (all []Info) {
	for _, h := range hours {
		all = append(all, Info{Path: strconv.Itoa(h), Made: noon.Add(-time.Duration(h) * time.Hour)})
	}
	return all
}

func TestSurplus(t *testing.T) {
	const day, week = 24, 7 * 24
	tests := map[string]struct {
		have  []Info
		going []string
	}{
		"none":                            {nil, nil},
		"one":                             {copies(0), nil},
		"only an old one":                 {copies(100 * day), nil},
		"several of one day":              {copies(0, 2, 5), []string{"2", "5"}},
		"nine days":                       {copies(0, day, 2*day, 3*day, 4*day, 5*day, 6*day, 7*day, 8*day), []string{"168", "192"}},
		"the newest of an older week":     {copies(0, day, 2*day, 10*day, 11*day, 12*day, 13*day, 17*day, 18*day), []string{"432"}},
		"a copy a week":                   {copies(0, week, 2*week, 3*week, 4*week, 5*week, 6*week, 7*week), []string{"1176"}},
		"a copy a week, and days":         {copies(0, 1*day, 2*day, 3*day, 4*day, 5*day, 6*day, 13*day, 20*day, 27*day, 34*day), []string{"816"}},
		"too old":                         {copies(0, 10*day, 89*day, 91*day), []string{"2184"}},
		"a clock a year ahead":            {copies(0, 365*day, 366*day), nil},
		"twice with a clock a year ahead": {copies(0, 1, 365*day, 366*day), []string{"1"}},
		"the day after an absence":        {copies(0, day, 100*day, 101*day), []string{"2400", "2424"}},
		"a clock that ran ahead":          {copies(0, day, -1000*day, -1001*day), nil},
		"a clock that ran ahead for long": {copies(0, -1, -2, -3), []string{"-2", "-1"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(test.going, surplus(slices.Clone(test.have), noon)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestSurplusOfDamagedCopies(t *testing.T) {
	have := copies(0, 5, 24*100, 24)
	have[1].Fault, have[2].Fault = ErrTruncated, ErrTruncated
	have = append(have, Info{Path: "unread", Fault: ErrNoBackup})
	if d := cmp.Diff([]string{"2400"}, surplus(have, noon)); d != "" {
		t.Error(d)
	}
}

// TestSurplusProperties: the newest always stays, at most twelve of each side of now stay, and nothing too old beside the newest.
func TestSurplusProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		have := copies(rapid.SliceOfDistinct(rapid.IntRange(-2000, 4000), rapid.ID[int]).Draw(t, "hours")...)
		going := surplus(slices.Clone(have), noon)
		var stay []Info
		for _, i := range have {
			if !slices.Contains(going, i.Path) {
				stay = append(stay, i)
			}
		}
		if len(stay) > 2*(keepDays+keepWeeks) {
			t.Fatalf("%d stay", len(stay))
		}
		newestFirst(have)
		newestFirst(stay)
		if len(have) > 0 && (len(stay) == 0 || stay[0].Path != have[0].Path) {
			t.Fatal("the newest went")
		}
		old := 0
		for _, i := range stay {
			if noon.Sub(i.Made) > keepFor {
				old++
			}
		}
		past := slices.DeleteFunc(slices.Clone(have), func(i Info) bool { return i.Made.After(noon) })
		if old > 1 && !leapt(past) {
			t.Fatalf("%d too old stay", old)
		}
		if again := surplus(slices.Clone(stay), noon); len(again) > 0 && leapt(past) == leapt(slices.DeleteFunc(slices.Clone(stay), func(i Info) bool { return i.Made.After(noon) })) {
			t.Fatalf("a second time takes %v", again)
		}
	})
}

func TestKeepMakesOneCopyADay(t *testing.T) {
	o := store.Options{Cost: keyfile.QuickCost()}
	newStore := func() *store.Store {
		s, err := store.Create(filepath.Join(t.TempDir(), "data"), []byte("kikker fiets lampje boter wolken"), o)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		return s
	}
	s, other := newStore(), newStore()
	folder := filepath.Join(t.TempDir(), "backups")
	keep := func(s *store.Store, now time.Time) bool {
		made, err := Keep(t.Context(), s, folder, now)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	if !keep(other, noon.AddDate(0, 0, -200)) {
		t.Error("no copy of the other store")
	}
	for d := range 40 {
		now := noon.AddDate(0, 0, d)
		if !keep(s, now) || keep(s, now.Add(time.Hour)) {
			t.Errorf("day %d: not one copy", d)
		}
	}
	mine, err := Of(s.ID(), folder, time.UTC)
	if err != nil || len(mine) != keepDays+keepWeeks-1 { // the fortieth day is a Sunday: the seven days are one of the weeks
		t.Errorf("%d copies, %v", len(mine), err)
	}
	if !keep(s, noon.AddDate(-1, 0, 0)) {
		t.Error("no copy after the clock was set back a year")
	}
	if after, err := Of(s.ID(), folder, time.UTC); err != nil || len(after) != len(mine)+1 {
		t.Errorf("%d copies after the clock was set back, %v", len(after), err)
	}
	if theirs, err := Of(other.ID(), folder, time.UTC); err != nil || len(theirs) != 1 {
		t.Errorf("the copies of another store: %d, %v", len(theirs), err)
	}
	if _, err := List(filepath.Join(folder, "no"), time.UTC); !errors.Is(err, ErrFolder) {
		t.Error(err)
	}
}

// TestBech32 holds the vectors of BIP 173.
func TestBech32(t *testing.T) {
	if got := bech32("a", nil); got != "a12uel5l" {
		t.Error(got)
	}
	if got := bech32("abcdef", []byte{0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf, 0x84, 0x65, 0x3a, 0x56, 0xd7, 0xc6, 0x75, 0xbe, 0x77, 0xdf}); got != "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw" {
		t.Error(got)
	}
}
