package powerloss_test

import (
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
)

// image is a disk as it may be found: files by path, folders with a slash at the end.
type image map[string][]byte

// sum tells one image from another.
func (i image) sum() [sha256.Size]byte {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(i)) {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(i[name])))
		h.Write([]byte(name + "\x00"))
		h.Write(size[:])
		h.Write(i[name])
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// write makes the image a folder.
func (i image) write(dir string) error {
	for _, name := range slices.Sorted(maps.Keys(i)) {
		path := filepath.Join(dir, name)
		if name[len(name)-1] == '/' {
			if err := os.MkdirAll(path, 0o700); err != nil {
				return err
			}
		} else if err := os.WriteFile(path, i[name], 0o600); err != nil {
			return err
		}
	}
	return nil
}

// fate chooses what of the unsynced work is found after the power went.
type fate struct {
	random *rand.Rand
	writes int // one of the constants below
	moves  int
	ripped bool // the last sector that was being written is half old and half new
}

// What may be left of the writes of a file, and of the moves in a folder.
const (
	nothing = iota
	everything
	allButLast
	onlyLast
	some    // any writes, whole
	sectors // any sectors of any writes
	fates
)

func (f *fate) roll() {
	f.writes, f.moves = f.random.IntN(fates), f.random.IntN(fates)
	f.ripped = f.random.IntN(4) == 0
}

// takes says whether the n-th of so many is found.
func (f *fate) takes(n, of int) bool {
	switch f.writes {
	case nothing:
		return false
	case everything:
		return true
	case allButLast:
		return n < of-1
	case onlyLast:
		return n == of-1
	case some:
		return f.random.IntN(2) == 0
	}
	return true
}

// content is a file as it is found.
func (f *fate) content(n *node) []byte {
	got := slices.Clone(n.kept)
	rip := -1
	if f.ripped && len(n.writes) > 0 {
		rip = f.random.IntN(len(n.writes))
	}
	for i, w := range n.writes {
		if !f.takes(i, len(n.writes)) {
			continue
		}
		before := slices.Clone(got)
		got = w.apply(got, func(int) bool { return f.writes != sectors || f.random.IntN(2) == 0 })
		if i == rip && len(w.data) > 0 {
			f.rip(got, before, w)
		}
	}
	return got
}

// rip makes the first sector of a write half new and half old, as a disk without a reserve of power may leave it. The first one is the
// one in which bbolt's meta pages have all that they say.
func (f *fate) rip(got, before []byte, w write) {
	at := int(w.at) + f.random.IntN(min(len(w.data), 96))
	for end := min(int(w.at)+sector, len(before), len(got)); at < end; at++ {
		got[at] = before[at]
	}
}

// moved is how many of the moves of every folder are found: the first so many, as journals of file systems have them. The two
// halves of a move between folders are found together.
func (f *fate) moved(folders []*node) map[*node]int {
	found := map[*node]int{}
	taken := map[*move]bool{}
	for _, d := range folders {
		n := len(d.moves)
		switch f.moves {
		case nothing:
			n = 0
		case allButLast:
			n = max(0, n-1)
		case some, sectors, onlyLast:
			n = f.random.IntN(n + 1)
		}
		found[d] = n
		for _, m := range d.moves[:n] {
			taken[m] = true
		}
	}
	for again := true; again; {
		again = false
		for _, d := range folders {
			for i, m := range d.moves[:found[d]] {
				pending := m.peer != nil && slices.ContainsFunc(folders, func(o *node) bool { return slices.Contains(o.moves, m.peer) })
				if !pending || taken[m.peer] {
					continue
				}
				for _, cut := range d.moves[i:found[d]] {
					delete(taken, cut)
				}
				found[d], again = i, true
				break
			}
		}
	}
	return found
}

// crash is the disk as it may be found when the power goes now.
func (d *disk) crash(f *fate) image {
	all := image{}
	found := f.moved(d.folders)
	contents := map[*node][]byte{}
	var walk func(n *node, below string)
	walk = func(n *node, below string) {
		names := maps.Clone(n.durable)
		for _, m := range n.moves[:found[n]] {
			m.apply(names)
		}
		for _, name := range slices.Sorted(maps.Keys(names)) {
			child := names[name]
			if child.folder {
				all[below+name+"/"] = nil
				walk(child, below+name+"/")
				continue
			}
			if _, ok := contents[child]; !ok {
				contents[child] = f.content(child)
			}
			all[below+name] = contents[child]
		}
	}
	walk(d.top, "")
	return all
}
