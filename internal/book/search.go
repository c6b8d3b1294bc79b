package book

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"sync"

	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/store"
)

// search is the folded text of every row that a search over everything looks through. It is built once and then follows the
// changes, so that a key stroke never waits for it.
type search struct {
	mu      sync.Mutex
	built   bool
	entries []entry
	at      map[record.ID]int
}

type entry struct {
	row  record.Row
	text string // folded title, detail and short number; empty when the record is gone
}

// searched lists the kinds that a search over everything looks through, people before papers: names, numbers and titles.
func searched() []record.Kind {
	return []record.Kind{
		record.KindPerson, record.KindHousehold, record.KindPartner, record.KindReferral, record.KindConcern,
		record.KindMeeting, record.KindRequest, record.KindContact,
	}
}

// Warm prepares the search, so that the first key stroke does not wait for it.
func (b *Book) Warm() { b.search.build(b.store) }

func (s *search) build(st *store.Store) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.built {
		return
	}
	st.Watch(s.follow)
	kinds := make([][]record.Row, 0, len(searched()))
	n := 0
	for _, kind := range searched() {
		rows := st.Rows(kind)
		kinds, n = append(kinds, rows), n+len(rows)
	}
	s.built, s.entries, s.at = true, make([]entry, 0, n), make(map[record.ID]int, n)
	for _, rows := range kinds {
		for _, r := range rows {
			s.at[r.ID] = len(s.entries)
			s.entries = append(s.entries, entry{row: r})
		}
	}
	fold(s.entries)
}

// fold gives every entry its text, on all cores: a large store has tens of thousands of names.
func fold(all []entry) {
	var group sync.WaitGroup
	parts := runtime.GOMAXPROCS(0)
	for p := range parts {
		group.Go(func() {
			some := all[len(all)*p/parts : len(all)*(p+1)/parts]
			for i := range some {
				some[i].text = folded(some[i].row)
			}
		})
	}
	group.Wait()
}

// follow takes over what a commit changed.
func (s *search) follow(changed []record.Row, deleted []store.Ref) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range changed {
		if slices.Contains(searched(), r.Kind) {
			s.set(r)
		}
	}
	for _, ref := range deleted {
		if i, ok := s.at[ref.ID]; ok {
			s.entries[i] = entry{}
		}
	}
}

func (s *search) set(r record.Row) {
	e := entry{row: r, text: folded(r)}
	if i, ok := s.at[r.ID]; ok {
		s.entries[i] = e
		return
	}
	s.at[r.ID] = len(s.entries)
	s.entries = append(s.entries, e)
}

// folded leaves out the second line where it holds no text of its own: a concern's level, a meeting's head count.
func folded(r record.Row) string {
	text := r.Title.Reveal()
	if r.Kind != record.KindConcern && r.Kind != record.KindMeeting && !r.Detail.Empty() {
		text += "\n" + r.Detail.Reveal()
	}
	return i18n.Fold(text) + "\n" + strings.ToLower(record.Code(r.Kind, r.Number))
}

// Find lists at most limit rows whose title, second line or short number holds every word of the query. What begins with the
// first word comes first; then people before papers.
func (b *Book) Find(ctx context.Context, query string, limit int) ([]record.Row, error) {
	words := strings.Fields(i18n.Fold(query))
	if len(words) == 0 || limit < 1 {
		return nil, nil
	}
	b.Warm()
	b.search.mu.Lock()
	defer b.search.mu.Unlock()
	var first, rest []record.Row
	for i, e := range b.search.entries {
		if i%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if e.text == "" || !holds(e.text, words) {
			continue
		}
		if strings.HasPrefix(e.text, words[0]) {
			if first = append(first, e.row); len(first) == limit {
				return first, nil
			}
		} else if len(rest) < limit {
			rest = append(rest, e.row)
		}
	}
	all := slices.Concat(first, rest)
	return all[:min(limit, len(all))], nil
}

func holds(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}
