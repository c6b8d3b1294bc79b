package store

import (
	"os"
	"path/filepath"
	"time"

	"schakel/internal/record"
)

// Stats is what can be said about an open store without opening a record.
type Stats struct {
	Records  map[record.Kind]int
	Total    int
	Owners   int // households and persons with a key of their own
	Entries  uint64
	Bytes    int64 // size of the file
	Created  time.Time
	Recovery bool
	Unclean  bool // the last time it was not closed as it should
}

// Stat counts.
func (s *Store) Stat() Stats {
	s.mu.RLock()
	defer s.mu.RUnlock()
	st := Stats{
		Records: map[record.Kind]int{}, Owners: max(len(s.keys)-1, 0), Entries: s.tail.seq, Created: s.head.created, Unclean: s.unclean,
	}
	if s.slots != nil {
		st.Recovery = recoveryOf(s.slots) != 0
	}
	for k := range s.index.kinds {
		if n := len(s.index.kinds[k].rows); n > 0 {
			st.Records[record.Kind(k)] = n
			st.Total += n
		}
	}
	if info, err := os.Stat(filepath.Join(s.dir, fileStore)); err == nil {
		st.Bytes = info.Size()
	}
	return st
}
