package intake

import "time"

const (
	mailQuiet   = 30 * time.Minute // after one e-mail no other goes for so long: one per burst
	mailLease   = 5 * time.Minute  // a process that took the turn and died gives it up after this
	mailLongest = 64 * time.Minute // between two tries
	mailTries   = 8                // then it stops until something new arrives, and the page of settings says so
)

// waiting is the one e-mail that may be due. It holds no content: only that there is something.
type waiting struct {
	Due    bool      `json:"due,omitempty"`
	Next   time.Time `json:"next,omitzero"`   // not before
	Tries  int       `json:"tries,omitempty"` // of this one
	Failed time.Time `json:"failed,omitzero"` // since when no e-mail got through
	Turn   uint64    `json:"turn"`            // who took it last; a later arrival or turn has a higher one
}

func (w waiting) waits(now time.Time) bool {
	return now.Before(w.Next) && !further(w.Next, now, mailLongest)
}

func waitingKey() []byte { return []byte("mail") }

// noteArrival makes an e-mail due, in the transaction that makes the case.
func noteArrival(tx Tx, now time.Time) error {
	w, _, err := load[waiting](tx, bucketSettings, waitingKey())
	if err != nil {
		return err
	}
	w.Turn++
	if !w.Due {
		w.Due, w.Tries = true, 0
		if w.Next.Before(now) {
			w.Next = now
		}
	}
	return save(tx, bucketSettings, waitingKey(), w)
}

// TakeMail gives the turn to send the e-mail that is due to one process. ok is false when nothing is due yet or another has the turn.
func (i *Inbox) TakeMail() (turn uint64, ok bool, err error) {
	now := i.config.Now()
	due := false
	err = i.store.View(func(tx Tx) error {
		w, _, err := load[waiting](tx, bucketSettings, waitingKey())
		due = w.Due && !w.waits(now)
		return err
	})
	if err != nil || !due {
		return 0, false, err
	}
	err = i.store.Update(func(tx Tx) error {
		ok = false
		w, _, err := load[waiting](tx, bucketSettings, waitingKey())
		if err != nil || !w.Due || w.waits(now) {
			return err
		}
		w.Turn++
		w.Tries++
		w.Next = now.Add(mailLease)
		turn, ok = w.Turn, true
		return save(tx, bucketSettings, waitingKey(), w)
	})
	return turn, ok, err
}

// MailDone ends a turn. What arrived in between makes another e-mail due, after the quiet time. A failure is tried again, later each
// time, at most eight times; sent false with quietly true means that there was nothing to send or nobody to send it to.
func (i *Inbox) MailDone(turn uint64, sent, quietly bool) error {
	now := i.config.Now()
	return i.store.Update(func(tx Tx) error {
		w, _, err := load[waiting](tx, bucketSettings, waitingKey())
		if err != nil {
			return err
		}
		newer := w.Turn != turn
		switch {
		case sent:
			w.Due, w.Tries, w.Failed, w.Next = newer, 0, time.Time{}, now.Add(mailQuiet)
		case quietly:
			w.Due, w.Tries = newer, 0
		default:
			if w.Failed.IsZero() {
				w.Failed = now.UTC()
			}
			w.Next = now.Add(time.Minute << min(w.Tries, 6))
			if w.Tries >= mailTries {
				w.Due, w.Tries = false, 0
			}
		}
		return save(tx, bucketSettings, waitingKey(), w)
	})
}

// MailFailing is since when no e-mail got through; zero when the last one did.
func (i *Inbox) MailFailing() (since time.Time, err error) {
	err = i.store.View(func(tx Tx) error {
		w, _, err := load[waiting](tx, bucketSettings, waitingKey())
		since = w.Failed
		return err
	})
	return since, err
}

// Unanswered counts what waits for a person.
func (i *Inbox) Unanswered() (int, error) {
	cases, err := i.Cases()
	n := 0
	for _, c := range cases {
		if c.Due() {
			n++
		}
	}
	return n, err
}
