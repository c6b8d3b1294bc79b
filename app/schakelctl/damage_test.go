package main

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	bolt "go.etcd.io/bbolt"

	"schakel/internal/checkup"
	"schakel/internal/datadir"
)

// noteChild writes in the file that a script names that the program was started to check a store, and whether it was told a secret.
func noteChild() {
	path := os.Getenv("STARTED")
	if path == "" || len(os.Args) < 2 || os.Args[1] != checkup.Command {
		return
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	_, _ = f.WriteString("checked" + os.Getenv("SCHAKEL_PASSPHRASE") + "\n")
	_ = f.Close()
}

// cmdUnclean leaves the mark of a program that ended without closing its store.
func cmdUnclean(ts *testscript.TestScript, _ bool, args []string) {
	fatal(ts, os.WriteFile(filepath.Join(datadir.At(ts.MkAbs(args[0])).Store, "open"), nil, 0o600))
}

// cmdTear damages the file of a store below what bbolt looks at: tear STORE free|cut|zero.
func cmdTear(ts *testscript.TestScript, _ bool, args []string) {
	path := storeFile(ts, args[0])
	data, err := os.ReadFile(path)
	fatal(ts, err)
	n, at := binary.NativeEndian, uint64(16)
	if n.Uint64(data[4096+64:]) > n.Uint64(data[64:]) {
		at += 4096
	}
	root, free := n.Uint64(data[at+16:]), n.Uint64(data[at+32:])
	switch args[1] {
	case "free":
		n.PutUint16(data[free*4096+10:], 0xfffe)
	case "cut":
		data = data[:n.Uint64(data[at+40:])*4096-100] // more than this is room to grow
	case "zero":
		clear(data[root*4096 : root*4096+4096])
	}
	fatal(ts, os.WriteFile(path, data, 0o600))
	fatal(ts, os.WriteFile(ts.MkAbs("damaged"), data, 0o600))
}

// cmdSpoil changes what a store holds, as somebody could who has no key: spoil STORE values|row|entry|owner.
func cmdSpoil(ts *testscript.TestScript, _ bool, args []string) {
	db, err := bolt.Open(storeFile(ts, args[0]), 0o600, &bolt.Options{Timeout: time.Second})
	fatal(ts, err)
	fatal(ts, db.Update(func(tx *bolt.Tx) error {
		switch args[1] {
		case "values":
			return flipAll(tx.Bucket([]byte("c")))
		case "rows":
			return flipAll(tx.Bucket([]byte("d")))
		case "row":
			b := tx.Bucket([]byte("d"))
			k, _ := b.Cursor().First()
			return b.Delete(bytes.Clone(k))
		case "owners":
			return flipAll(tx.Bucket([]byte("b")))
		}
		b := tx.Bucket([]byte("e"))
		k, _ := b.Cursor().First()
		return b.Delete(bytes.Clone(k))
	}))
	fatal(ts, db.Close())
}

// cmdCopyOf copies the one backup in a folder, which has the second it was made in its name: copyOf FOLDER TO whole|short|newer.
func cmdCopyOf(ts *testscript.TestScript, _ bool, args []string) {
	found, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*.schakel"))
	fatal(ts, err)
	if len(found) != 1 {
		ts.Fatalf("%d backups", len(found))
	}
	data, err := os.ReadFile(found[0])
	fatal(ts, err)
	switch args[2] {
	case "short":
		data = data[:len(data)-300]
	case "newer":
		data[9]++ // the version, behind the magic of eight bytes
	}
	fatal(ts, os.WriteFile(ts.MkAbs(args[1]), data, 0o600))
}

// cmdKept wants one damaged store beside a store, byte for byte as tear left it.
func cmdKept(ts *testscript.TestScript, _ bool, args []string) {
	found, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "store-beschadigd-*", "store.db"))
	fatal(ts, err)
	if len(found) != 1 {
		ts.Fatalf("%d damaged stores were kept", len(found))
	}
	a, err := os.ReadFile(found[0])
	fatal(ts, err)
	b, err := os.ReadFile(ts.MkAbs("damaged"))
	fatal(ts, err)
	if !bytes.Equal(a, b) {
		ts.Fatalf("the damaged store was changed")
	}
}

// flipAll changes one bit of every value.
func flipAll(b *bolt.Bucket) error {
	changed := map[string][]byte{}
	err := b.ForEach(func(k, v []byte) error {
		v = bytes.Clone(v)
		v[len(v)-1] ^= 1
		changed[string(k)] = v
		return nil
	})
	if err != nil {
		return err
	}
	for k, v := range changed {
		if err := b.Put([]byte(k), v); err != nil {
			return err
		}
	}
	return nil
}
