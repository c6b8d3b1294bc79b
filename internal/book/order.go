package book

import (
	"sync"

	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/store"
)

// order keeps by what names are sorted from one opening of a list to the next: working that out for every name takes longer than showing
// them. What is kept is dropped when the name changes, when it is deleted, and when the book closes; so nothing of it outlives a lock.
type order struct {
	mu    sync.Mutex
	by    *i18n.Printer // whose order the keys are of
	keys  map[record.ID]orderKey
	ended bool
}

type orderKey struct {
	name string
	key  []byte
}

// NameKey is the bytes by which bytes.Compare orders a name of a record as the language of p does. as gives the name as it is sorted, and
// is only asked when the name is new. What it gives must not be changed.
func (b *Book) NameKey(p *i18n.Printer, id record.ID, name string, as func(string) string) []byte {
	o := &b.order
	o.mu.Lock()
	defer o.mu.Unlock()
	if k, ok := o.keys[id]; ok && o.by == p && k.name == name {
		return k.key
	}
	key := p.SortKey(as(name))
	if o.ended {
		return key
	}
	if o.keys == nil {
		b.store.Watch(o.follow)
	}
	if o.keys == nil || o.by != p {
		o.by, o.keys = p, map[record.ID]orderKey{}
	}
	o.keys[id] = orderKey{name, key}
	return key
}

// follow drops what a commit changed or deleted.
func (o *order) follow(changed []record.Row, deleted []store.Ref) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, r := range changed {
		delete(o.keys, r.ID)
	}
	for _, ref := range deleted {
		delete(o.keys, ref.ID)
	}
}

// end drops all of it.
func (o *order) end() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.keys, o.by, o.ended = nil, nil, true
}
