package book

import (
	"schakel/internal/record"
	"schakel/internal/store"
)

// The sorts of Vandaag that come from gatherings.
const (
	SentenceMeeting SentenceSort = "meeting" // a planned gathering was: how many people came?
	SentenceAgreed  SentenceSort = "agreed"  // something that was agreed at a gathering is due
	SentenceWords   SentenceSort = "words"   // a word came up in several gatherings: a wijksignaal?
)

// meetingAsked is for how many days is asked how a gathering was; after that the list still says it, and Vandaag lets it be.
const meetingAsked = 31

// gatherings asks how planned ones were, and speaks of what was agreed.
func (d *deriver) gatherings() error {
	was := func(r record.Row) bool {
		ago := d.today.Since(r.On)
		return r.Flags&record.RowOpen != 0 && ago >= 0 && ago <= meetingAsked
	}
	for _, row := range d.rows(record.KindMeeting, was) {
		m, err := store.Get[*record.Meeting](d.tx, row.ID)
		if err != nil {
			return err
		}
		if m.On == d.today && m.At > d.clock { // it has not begun
			continue
		}
		d.add(Sentence{
			Sort: SentenceMeeting, Kind: record.KindMeeting, ID: m.ID, Code: record.Code(record.KindMeeting, m.Number), Reason: string(m.Type),
			Where: m.Place, What: m.Theme, On: m.On, Days: d.today.Since(m.On), Mine: true,
		})
	}
	return d.agreements()
}

// agreements speaks of what is due, one of each gathering at a time: the next comes when that one is done.
func (d *deriver) agreements() error {
	due := func(r record.Row) bool {
		return r.Flags&(record.RowOpen|record.RowOff) == 0 && !r.Due.Zero() && !r.Due.After(d.today)
	}
	for _, row := range d.rows(record.KindMeeting, due) {
		m, err := store.Get[*record.Meeting](d.tx, row.ID)
		if err != nil {
			return err
		}
		for _, a := range m.Agreements {
			if day := a.Due(m.On); a.Done.Zero() && day == row.Due {
				d.add(Sentence{
					Sort: SentenceAgreed, Kind: record.KindMeeting, ID: m.ID, Code: record.Code(record.KindMeeting, m.Number), Reason: string(m.Type),
					Who: a.Who, What: a.Text, On: day, Days: d.today.Since(day), Mine: a.Who.Empty(),
				})
				break
			}
		}
	}
	return nil
}

// wordsToday is how many of the newest gatherings of half a year are read for the proposal on Vandaag, which must be there at once.
const wordsToday = 100

// words proposes a wijksignaal once, when there is still room for it.
func (d *deriver) words() error {
	if len(d.all) >= d.limit || d.later[string(SentenceWords)+"/"] {
		return nil
	}
	all, err := saidIn(d.tx, d.today.Add(-signalDays), wordsToday)
	if err != nil {
		return err
	}
	if o := offer(all, d.today, d.later); o != nil {
		d.add(Sentence{Sort: SentenceWords, Kind: record.KindMeeting, What: o.Words[0], On: o.From, Days: o.Meetings, Mine: true})
	}
	return nil
}
