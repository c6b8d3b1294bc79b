package powerloss_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// node is a file or folder of the disk: what is on it for certain, and what was done to it since its last sync.
type node struct {
	folder bool
	kept   []byte // of a file: its content at the last sync
	writes []write

	names   map[string]*node // of a folder: as a program sees it now
	durable map[string]*node // at its last sync
	moves   []*move
}

// write is a write of a file that is not synced, or a change of its length when data is nil.
type write struct {
	at   int64
	data []byte
}

// move is a change of the names of a folder that is not synced: all of it happens or nothing. A name without a node goes away.
type move struct {
	names map[string]*node
	peer  *move // the other half of a rename from one folder into another
}

// handle is an open file.
type handle struct {
	node *node
	path string
	at   int64
}

// forget chooses syncs that are left out, to prove that leaving them out is noticed.
type forget func(path string, n *node) bool

// disk replays system calls below one folder.
type disk struct {
	root    string
	top     *node
	folders []*node
	open    map[int64]*handle
	forget  forget
}

func newDisk(root string, forget forget) *disk {
	d := &disk{root: root, open: map[int64]*handle{}, forget: forget}
	d.top = d.folder()
	return d
}

// fill gives a new disk what is on it for certain.
func (d *disk) fill(i image) {
	for _, name := range slices.Sorted(maps.Keys(i)) {
		in, last := d.find(filepath.Join(d.root, name))
		n := &node{kept: slices.Clone(i[name])}
		if strings.HasSuffix(name, "/") {
			n = d.folder()
		}
		in.names[last], in.durable[last] = n, n
	}
}

func (d *disk) folder() *node {
	n := &node{folder: true, names: map[string]*node{}, durable: map[string]*node{}}
	d.folders = append(d.folders, n)
	return n
}

// path is the absolute path of an argument, relative to an open folder where the call has one.
func (d *disk) path(c call, folder, name int) string {
	path := c.text(name)
	if h := d.open[c.number(folder)]; !filepath.IsAbs(path) && h != nil {
		path = filepath.Join(h.path, path)
	}
	return filepath.Clean(path)
}

// find is the folder that holds a path, nil when it lies outside of the disk.
func (d *disk) find(path string) (in *node, name string) {
	rel, err := filepath.Rel(d.root, path)
	if err != nil || !filepath.IsAbs(path) || strings.HasPrefix(rel, "..") {
		return nil, ""
	}
	parts := strings.Split(rel, string(filepath.Separator))
	in = d.top
	for _, p := range parts[:len(parts)-1] {
		if in = in.names[p]; in == nil {
			return nil, ""
		}
	}
	return in, parts[len(parts)-1]
}

func (d *disk) change(in *node, names map[string]*node) *move {
	m := &move{names: names}
	for name, n := range names {
		if n == nil {
			delete(in.names, name)
		} else {
			in.names[name] = n
		}
	}
	in.moves = append(in.moves, m)
	return m
}

// apply does what a call did.
func (d *disk) apply(c call) error {
	switch c.name {
	case "openat":
		d.openFile(c)
	case "close":
		delete(d.open, c.number(0))
	case "mkdirat":
		if in, name := d.find(d.path(c, 0, 1)); in != nil {
			d.change(in, map[string]*node{name: d.folder()})
		}
	case "unlinkat":
		if in, name := d.find(d.path(c, 0, 1)); in != nil {
			d.change(in, map[string]*node{name: nil})
		}
	case "linkat":
		from, old := d.find(d.path(c, 0, 1))
		if in, name := d.find(d.path(c, 2, 3)); in != nil && from != nil {
			d.change(in, map[string]*node{name: from.names[old]})
		}
	case "renameat", "renameat2":
		return d.rename(d.path(c, 0, 1), d.path(c, 2, 3))
	default:
		return d.handle(c)
	}
	return nil
}

func (d *disk) openFile(c call) {
	path := d.path(c, 0, 1)
	delete(d.open, c.ret)
	if path == d.root {
		d.open[c.ret] = &handle{node: d.top, path: path}
		return
	}
	in, name := d.find(path)
	if in == nil {
		return
	}
	n := in.names[name]
	if n == nil {
		n = &node{}
		d.change(in, map[string]*node{name: n})
	} else if strings.Contains(c.args[2], "O_TRUNC") {
		n.writes = append(n.writes, write{at: 0})
	}
	d.open[c.ret] = &handle{node: n, path: path}
}

func (d *disk) rename(from, to string) error {
	a, old := d.find(from)
	b, name := d.find(to)
	switch {
	case a == nil && b == nil:
	case a == nil || b == nil:
		return fmt.Errorf("a file moved between disks: %s to %s", from, to)
	case a == b:
		d.change(a, map[string]*node{name: a.names[old], old: nil})
	default:
		n := a.names[old]
		in, out := d.change(b, map[string]*node{name: n}), d.change(a, map[string]*node{old: nil})
		in.peer, out.peer = out, in
	}
	return nil
}

// handle does what a call did to an open file.
func (d *disk) handle(c call) error {
	h := d.open[c.number(0)]
	if h == nil {
		return nil
	}
	switch c.name {
	case "write":
		h.node.writes = append(h.node.writes, write{h.at, []byte(c.text(1))[:c.ret]})
		h.at += c.ret
	case "pwrite64":
		h.node.writes = append(h.node.writes, write{c.number(3), []byte(c.text(1))[:c.ret]})
	case "lseek":
		h.at = c.ret
	case "ftruncate":
		h.node.writes = append(h.node.writes, write{at: c.number(1)})
	case "fsync", "fdatasync":
		if d.forget == nil || !d.forget(h.path, h.node) {
			h.node.sync()
		}
	default:
		return fmt.Errorf("%s of %s: this disk does not know it", c.name, h.path)
	}
	return nil
}

// sync makes durable what was done to one file, or to the names of one folder. It makes no other file or name durable: real file
// systems often do more, and none promises it.
func (n *node) sync() {
	for _, w := range n.writes {
		n.kept = w.apply(n.kept, func(int) bool { return true })
	}
	for _, m := range n.moves {
		m.apply(n.durable)
	}
	n.writes, n.moves = nil, nil
}

func (m *move) apply(to map[string]*node) {
	for name, n := range m.names {
		if n == nil {
			delete(to, name)
		} else {
			to[name] = n
		}
	}
}

// sector is what a disk writes at once.
const sector = 512

// apply writes those sectors of a write that are chosen. What lies before a sector beyond the end is zero.
func (w write) apply(to []byte, chosen func(n int) bool) []byte {
	if w.data == nil {
		return resize(to, int(w.at))
	}
	end := int(w.at) + len(w.data)
	for at, n := int(w.at), 0; at < end; n++ {
		next := min(end, at-at%sector+sector)
		if chosen(n) {
			to = resize(to, max(len(to), next))
			copy(to[at:next], w.data[at-int(w.at):])
		}
		at = next
	}
	return to
}

// resize gives a copy-on-grow slice of a length.
func resize(b []byte, n int) []byte {
	if n <= len(b) {
		return b[:n]
	}
	return append(b, make([]byte, n-len(b))...)
}

// pending counts what the power could still take.
func (d *disk) pending() (n int) {
	for _, f := range d.folders {
		n += len(f.moves)
	}
	d.files(func(f *node) { n += len(f.writes) })
	return n
}

// files calls for every file that has a name, now or for certain.
func (d *disk) files(each func(*node)) {
	seen := map[*node]bool{}
	for _, f := range d.folders {
		for _, names := range []map[string]*node{f.names, f.durable} {
			for _, n := range names {
				if !n.folder && !seen[n] {
					seen[n] = true
					each(n)
				}
			}
		}
	}
}
