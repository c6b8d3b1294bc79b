package backup

import (
	"context"
	"errors"
	"os"
	"time"

	"schakel/internal/store"
)

// What stays of the copies that the program makes by itself: of each of the last seven days with a copy the newest, of each of the
// last five weeks the newest, and nothing older than 90 days, so that what was erased is gone from them too.
const (
	keepDays  = 7
	keepWeeks = 5
	keepFor   = 90 * 24 * time.Hour
	leap      = 30 * 24 * time.Hour // between the newest two copies: a long absence, or a clock that is wrong
)

// Keep makes the copy of the day, when there is none yet, in the folder for rolling copies, which it makes when it is not there,
// and removes the copies of this store that are too many or too old. Nothing is removed when the copy of the day could not be made.
func Keep(ctx context.Context, s *store.Store, folder string, now time.Time) (made bool, err error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return false, mapError(err)
	}
	mine, err := Of(s.ID(), folder, now.Location())
	if err != nil {
		return false, err
	}
	if !today(mine, now) {
		i, err := Write(ctx, s, folder, now)
		if err != nil {
			return false, err
		}
		mine, made = append(mine, i), true
	}
	var failed []error
	for _, path := range surplus(mine, now) {
		failed = append(failed, os.Remove(path))
	}
	return made, mapError(errors.Join(failed...))
}

// Only makes a copy and removes every older one of this store in the folder: what was erased is then in none of them. Nothing is removed
// when the new one could not be made.
func Only(ctx context.Context, s *store.Store, folder string, now time.Time) (Info, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return Info{}, mapError(err)
	}
	i, err := Write(ctx, s, folder, now)
	if err != nil {
		return i, err
	}
	mine, err := Of(s.ID(), folder, now.Location())
	failed := []error{err}
	for _, old := range mine {
		if old.Path != i.Path {
			failed = append(failed, os.Remove(old.Path))
		}
	}
	return i, mapError(errors.Join(failed...))
}

// Of lists the backups of one store in a folder, the newest first.
func Of(id [16]byte, folder string, zone *time.Location) ([]Info, error) {
	all, err := List(folder, zone)
	if err != nil {
		return nil, err
	}
	var mine []Info
	for _, i := range all {
		if i.Store == id {
			mine = append(mine, i)
		}
	}
	return mine, nil
}

func today(all []Info, now time.Time) bool {
	for _, i := range all {
		if i.Fault == nil && day(i.Made) == day(now) {
			return true
		}
	}
	return false
}

func day(t time.Time) string { return t.Format(time.DateOnly) }

// surplus is the copies to remove. Copies from after now, left by a clock that ran ahead, are counted apart: they never push out a
// copy of which the moment is right. After a leap of the clock no copy is too old yet: only the copy of another day tells a long
// absence from a wrong clock. A damaged copy keeps nothing else from staying, and goes by its age.
func surplus(all []Info, now time.Time) (paths []string) {
	var past, ahead, broken []Info
	for _, i := range all {
		switch {
		case i.Fault != nil:
			broken = append(broken, i)
		case i.Made.After(now):
			ahead = append(ahead, i)
		default:
			past = append(past, i)
		}
	}
	newestFirst(past)
	newestFirst(ahead)
	old := func(i Info) bool { return now.Sub(i.Made) > keepFor }
	if leapt(past) {
		old = func(Info) bool { return false }
	}
	for _, i := range broken {
		if !i.Made.IsZero() && old(i) {
			paths = append(paths, i.Path)
		}
	}
	return append(append(paths, thin(past, old)...), thin(ahead, old)...)
}

// leapt reports whether the day of the newest copy came long after the day of a copy before it.
func leapt(newest []Info) bool {
	for _, i := range newest {
		if day(i.Made) != day(newest[0].Made) {
			return newest[0].Made.Sub(i.Made) > leap
		}
	}
	return false
}

// thin goes from the newest copy back and takes what the days and weeks do not keep. The newest one always stays.
func thin(newest []Info, old func(Info) bool) (paths []string) {
	days, weeks := map[string]bool{}, map[[2]int]bool{}
	for n, i := range newest {
		year, number := i.Made.ISOWeek()
		week, stays := [2]int{year, number}, false
		if d := day(i.Made); !days[d] && len(days) < keepDays {
			days[d], stays = true, true
		}
		if !weeks[week] && len(weeks) < keepWeeks {
			weeks[week], stays = true, true
		}
		if n > 0 && (!stays || old(i)) {
			paths = append(paths, i.Path)
		}
	}
	return paths
}
