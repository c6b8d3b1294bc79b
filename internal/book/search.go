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

// entry is small, because there is one for every record: the row itself is asked of the store for the few that are found.
type entry struct {
	ref  store.Ref
	text string // folded title, detail and short number; empty when the record is gone
	keys string // how the names sound; empty where there are none
}

// searched lists the kinds that a search over everything looks through, people before papers: names, numbers and titles.
func searched() []record.Kind {
	return []record.Kind{
		record.KindPerson, record.KindHousehold, record.KindPartner, record.KindReferral, record.KindConcern,
		record.KindMeeting, record.KindRequest, record.KindContact,
		record.KindColleague, record.KindSignal, record.KindAdvice,
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
		from := len(s.entries)
		s.entries = s.entries[:from+len(rows)]
		fold(s.entries[from:], rows)
		for i := range rows {
			s.at[rows[i].ID] = from + i
		}
	}
}

// fold makes the entries of rows, on all cores: a large store has tens of thousands of names.
func fold(all []entry, rows []record.Row) {
	var group sync.WaitGroup
	parts := runtime.GOMAXPROCS(0)
	for p := range parts {
		group.Go(func() {
			var texts pieces
			heard := sounding{}
			for i := len(rows) * p / parts; i < len(rows)*(p+1)/parts; i++ {
				all[i] = entry{ref: store.Ref{Kind: rows[i].Kind, ID: rows[i].ID}, text: texts.keep(folded(rows[i])), keys: texts.keep(heard.keys(rows[i]))}
			}
		})
	}
	group.Wait()
}

// pieces keeps many texts in few pieces of memory.
type pieces struct{ last strings.Builder }

const pieceSize = 32 << 10

func (p *pieces) keep(text string) string {
	if p.last.Cap()-p.last.Len() < len(text) {
		p.last = strings.Builder{} // the old piece belongs to its texts
		p.last.Grow(max(pieceSize, len(text)))
	}
	from := p.last.Len()
	p.last.WriteString(text)
	return p.last.String()[from:]
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
	e := entry{ref: store.Ref{Kind: r.Kind, ID: r.ID}, text: folded(r), keys: sounding{}.keys(r)}
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
// first word comes first; then people before papers; and last the people, families and partners whose name is spelled otherwise or in
// another script.
func (b *Book) Find(ctx context.Context, query string, limit int) ([]record.Row, error) {
	words := strings.Fields(i18n.Fold(query))
	if len(words) == 0 || limit < 1 {
		return nil, nil
	}
	refs, err := b.search.find(ctx, b.store, words, query, limit)
	if err != nil {
		return nil, err
	}
	rows := make([]record.Row, 0, len(refs))
	for _, ref := range refs {
		if r, ok := b.store.Row(ref); ok { // else it was deleted just now
			rows = append(rows, r)
		}
	}
	return rows, nil
}

func (s *search) find(ctx context.Context, st *store.Store, words []string, query string, limit int) ([]store.Ref, error) {
	s.build(st)
	s.mu.Lock()
	defer s.mu.Unlock()
	var first, rest []store.Ref
	most, dots := limit, dotted(query)
	if dots {
		most = len(s.entries) // those that the query means may stand anywhere among those that it finds
	}
	for i, e := range s.entries {
		if i%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if e.text == "" || !holds(e.text, words) {
			continue
		}
		if strings.HasPrefix(e.text, words[0]) {
			if first = append(first, e.ref); len(first) == most && !dots {
				return first, nil
			}
		} else if len(rest) < most {
			rest = append(rest, e.ref)
		}
	}
	if dots {
		preferDots(st, first, query)
		preferDots(st, rest, query)
	}
	all := slices.Concat(first, rest)
	if len(all) < limit {
		all = append(all, s.forgive(words, sought(query), limit-len(all))...)
	}
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
