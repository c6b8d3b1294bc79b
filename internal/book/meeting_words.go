package book

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/store"
)

// SignalFrom is from how many gatherings a word is worth a wijksignaal. A word of one gathering can be one person's trouble, of two chance or
// the same people; from three it is the neighbourhood's (004 L332, L708, L885: collective themes of gatherings bundle into a signal).
const SignalFrom = 3

// signalDays is within how many days those gatherings lie: half a year, as what was uttered before is often solved or forgotten.
const signalDays = 183

// newDays is for how long a word is called new after it first came up, and risingDays the spans that are compared for "steeds vaker".
const (
	newDays    = 62
	risingDays = 92
)

// wordsMost is how many of the newest gatherings are read for the words: more than one worker holds in two years.
const wordsMost = 400

// WordRow is one word over the months.
type WordRow struct {
	Word   record.Private
	Counts []int // gatherings in which it came up, by month
	Total  int   // in all those months
	First  record.Date
	New    bool // it came up for the first time in the last two months
	Rising bool // it came up in more gatherings than in the three months before
}

// WordTable are the words of "wat kwam er naar boven?" side by side, the most frequent first.
type WordTable struct {
	Months   []record.Date // the first day of each, the oldest first
	Rows     []WordRow
	Meetings int // gatherings with words in those months
	Offer    *SignalOffer
}

// SignalOffer is a calm proposal to make a wijksignaal of words that came up again and again. It names nobody.
type SignalOffer struct {
	Key      string // for "niet nu"; never personal
	Words    []record.Private
	Meetings int // in which one of the words came up
	From, To record.Date
}

// uttered is one word of one gathering.
type uttered struct {
	on   record.Date
	id   record.ID
	word record.Private
}

// MeetingWords lays the words of the gatherings of the last months beside each other, with a proposal when one came up often enough and was
// not put off.
func (b *Book) MeetingWords(ctx context.Context, months int) (WordTable, error) {
	t := WordTable{}
	today := b.Today()
	start := record.DateOf(time.Date(today.Year, today.Month-time.Month(months-1), 1, 0, 0, 0, 0, time.UTC))
	for i := range months {
		t.Months = append(t.Months, record.DateOf(start.Midnight().AddDate(0, i, 0)))
	}
	err := b.view(ctx, func(tx *store.Tx) error {
		all, err := saidIn(tx, record.Date{}, wordsMost)
		if err != nil {
			return err
		}
		t.fill(all, today)
		t.Offer = offer(all, today, putOff(tx, today))
		return nil
	})
	return t, err
}

// UsedWords are the words that came up most, for whoever writes down the next gathering.
func (b *Book) UsedWords(ctx context.Context, limit int) ([]record.Private, error) {
	t, err := b.MeetingWords(ctx, 12)
	var words []record.Private
	for _, r := range t.Rows {
		if len(words) < limit {
			words = append(words, r.Word)
		}
	}
	return words, err
}

// saidIn reads the words of the gatherings that were held from a day on, the newest gatherings first.
func saidIn(tx *store.Tx, from record.Date, most int) ([]uttered, error) {
	var rows []record.Row
	for _, r := range tx.Rows(record.KindMeeting) {
		if r.Flags&(record.RowOpen|record.RowOff) == 0 && !r.On.Before(from) {
			rows = append(rows, r)
		}
	}
	slices.SortFunc(rows, func(a, b record.Row) int {
		return cmp.Or(b.On.Number()-a.On.Number(), int(b.Number)-int(a.Number))
	})
	var ids []record.ID
	for _, r := range rows[:min(len(rows), most)] {
		ids = append(ids, r.ID)
	}
	var all []uttered
	err := tx.Each(record.KindMeeting, ids, func(r record.Record) error {
		m := r.(*record.Meeting)
		for _, word := range m.CameWords() {
			all = append(all, uttered{on: m.On, id: m.ID, word: word})
		}
		return nil
	})
	slices.SortStableFunc(all, func(a, b uttered) int { return b.on.Number() - a.on.Number() })
	return all, err
}

// byWord groups what was uttered by word, forgiving case and accents, in the order of the newest.
func byWord(all []uttered) (order []string, groups map[string][]uttered) {
	groups = map[string][]uttered{}
	for _, s := range all {
		key := i18n.Fold(s.word.Reveal())
		if groups[key] == nil {
			order = append(order, key)
		}
		if have := groups[key]; len(have) == 0 || have[len(have)-1].id != s.id {
			groups[key] = append(have, s)
		}
	}
	return order, groups
}

func (t *WordTable) fill(all []uttered, today record.Date) {
	order, groups := byWord(all)
	meetings := map[record.ID]bool{}
	for _, key := range order {
		some := groups[key]
		row := WordRow{Word: some[0].word, Counts: make([]int, len(t.Months)), First: some[len(some)-1].on}
		last, before := 0, 0
		for _, s := range some {
			if s.on.Before(t.Months[0]) {
				continue
			}
			month := (s.on.Year-t.Months[0].Year)*12 + int(s.on.Month-t.Months[0].Month)
			row.Counts[month]++
			row.Total++
			meetings[s.id] = true
			switch ago := today.Since(s.on); {
			case ago < risingDays:
				last++
			case ago < 2*risingDays:
				before++
			}
		}
		row.New = today.Since(row.First) < newDays
		row.Rising = !row.New && last >= 2 && last > before
		if row.Total > 0 {
			t.Rows = append(t.Rows, row)
		}
	}
	slices.SortStableFunc(t.Rows, func(a, b WordRow) int { return b.Total - a.Total })
	t.Meetings = len(meetings)
}

// offerWords is how many words one proposal has: three are asked of a gathering, and more would be a list.
const offerWords = 3

// wordKey is the mark of a word that went into a wijksignaal: a hash, so that no mark can be read.
func wordKey(word record.Private) string {
	sum := sha256.Sum256([]byte(i18n.Fold(word.Reveal())))
	return string(SentenceWords) + "/" + hex.EncodeToString(sum[:8])
}

// offer proposes a wijksignaal with the words that came up in at least SignalFrom gatherings of the last half year. There is none while the
// proposal is put off, and none with a word that went into a signal.
func offer(all []uttered, today record.Date, later map[string]bool) *SignalOffer {
	o := &SignalOffer{Key: string(SentenceWords) + "/"}
	if later[o.Key] {
		return nil
	}
	order, groups := byWord(slices.DeleteFunc(slices.Clone(all), func(s uttered) bool { return today.Since(s.on) >= signalDays }))
	slices.SortStableFunc(order, func(a, b string) int { return len(groups[b]) - len(groups[a]) })
	meetings := map[record.ID]bool{}
	for _, key := range order {
		some := groups[key]
		if len(some) < SignalFrom || later[wordKey(some[0].word)] || len(o.Words) == offerWords {
			continue
		}
		o.Words = append(o.Words, some[0].word)
		for _, s := range some {
			meetings[s.id] = true
			if o.From.Zero() || s.on.Before(o.From) {
				o.From = s.on
			}
			if s.on.After(o.To) {
				o.To = s.on
			}
		}
	}
	if o.Meetings = len(meetings); o.Meetings == 0 {
		return nil
	}
	return o
}

// WordsTaken notes that words went into a wijksignaal: they are not proposed again for half a year.
func (b *Book) WordsTaken(ctx context.Context, words []record.Private) error {
	return b.update(ctx, func(tx *store.Tx) error {
		for _, word := range words {
			if err := b.put(tx, &record.Task{Later: wordKey(word), Due: b.Today().Add(signalDays)}); err != nil {
				return err
			}
		}
		return nil
	})
}
