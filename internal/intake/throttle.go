package intake

import (
	"slices"
	"time"

	"schakel/internal/cjg"
)

func failuresKey() []byte { return []byte("failures") }

// resting reports whether too many wrong codes came in lately. They are counted in the store: over every process, and over a restart.
func (f *Front) resting(now time.Time) (rests bool, err error) {
	err = f.store.View(func(tx Tx) error {
		recent, err := recentFailures(tx, now)
		rests = len(recent) >= maxFailures
		return err
	})
	return rests, err
}

func (f *Front) failed(now time.Time) error {
	return f.store.Update(func(tx Tx) error {
		recent, err := recentFailures(tx, now)
		if err != nil || len(recent) >= maxFailures {
			return err
		}
		return save(tx, bucketSettings, failuresKey(), append(recent, now))
	})
}

func recentFailures(tx Tx, now time.Time) ([]time.Time, error) {
	all, _, err := load[[]time.Time](tx, bucketSettings, failuresKey())
	return slices.DeleteFunc(all, func(t time.Time) bool { return now.Sub(t) > failureWindow || t.After(now) }), err
}

func restUnless(ok bool) error {
	if ok {
		return nil
	}
	return cjg.ErrRate.Later(failureWindow)
}
