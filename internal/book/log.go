package book

import (
	"context"
	"time"

	"schakel/internal/record"
	"schakel/internal/store"
)

// LogSort is what an entry of the log is about, to filter by.
type LogSort string

// The sorts of entries.
const (
	LogAll     LogSort = ""
	LogViewed  LogSort = "viewed"
	LogChanged LogSort = "changed"
	LogShared  LogSort = "shared" // what left this laptop, or was taken back
	LogKeys    LogSort = "keys"   // opening, keys and backups
)

// LogSorts lists the sorts, in the order of the screen.
func LogSorts() []LogSort { return []LogSort{LogAll, LogViewed, LogChanged, LogShared, LogKeys} }

// LogEntry is one line of what happened.
type LogEntry struct {
	Seq    uint64 // from 1, without gaps
	At     time.Time
	Action string // a word of the program, without its number
	Times  int    // of a word that counts, else 0
	Kind   record.Kind
	ID     record.ID
	Row    record.Row     // of the record, as it is now
	Name   record.Private // whom it is about, as it is now
	There  bool           // the record still exists
}

// Sort is under which filter the entry stands.
func (e LogEntry) Sort() LogSort { return sortOf(e.Action) }

// LogPage is a part of what happened, newest first.
type LogPage struct {
	Entries []LogEntry
	Next    uint64 // what to ask for next; 0 when this was the beginning
}

// logReach is how many entries of the chain one page looks through at most, so that a filter that fits few does not read it all.
const logReach = 2000

// Log reads at most limit entries of a sort, backwards from the one before a number, 0 for the newest. A page may hold fewer, or none,
// while there is a next one: it looks at no more than 2000 entries. A chain that does not fit is store.ErrDamaged; what was read until
// then comes with it. What was viewed until now is written first, so that the newest page has it.
func (b *Book) Log(ctx context.Context, sort LogSort, before uint64, limit int) (LogPage, error) {
	if before == 0 {
		b.writeNotes()
	}
	return b.readLog(ctx, sort, before, limit)
}

func (b *Book) readLog(ctx context.Context, sort LogSort, before uint64, limit int) (LogPage, error) {
	var page LogPage
	err := b.view(ctx, func(tx *store.Tx) error {
		read := 0
		return tx.EntriesBefore(before, func(e store.Entry) bool {
			if one := b.logged(e); sort == LogAll || one.Sort() == sort {
				page.Entries = append(page.Entries, one)
			}
			read++
			page.Next = e.Seq
			if e.Seq == 1 {
				page.Next = 0
			}
			return len(page.Entries) < limit && read < logReach && ctx.Err() == nil
		})
	})
	if err == nil {
		err = ctx.Err()
	}
	return page, err
}

// logged is an entry with what is known of its record now.
func (b *Book) logged(e store.Entry) LogEntry {
	one := LogEntry{Seq: e.Seq, At: e.At.In(b.now().Location()), Kind: e.Ref.Kind, ID: e.Ref.ID}
	one.Action, one.Times = parseAction(e.Action)
	if !e.Ref.ID.Zero() {
		if one.Row, one.There = b.store.Row(e.Ref); one.There {
			one.Name = b.nameOf(one.Row)
		}
	}
	return one
}
