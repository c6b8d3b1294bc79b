package backup

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"time"

	"filippo.io/age"

	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/seal"
)

const (
	magic    = "SCHKLBAK"
	version  = 1
	atSize   = len(magic) + 2     // where the length of the file stands
	headSize = atSize + 8 + 8 + 4 // magic, version, length of the file, moment, length of the key slots
	maxKeys  = 256 << 10
)

// head is what stands in clear in front of a backup: the moment and the key slots, as they stand in clear beside the store too.
type head struct {
	made  time.Time
	keys  []byte
	store [16]byte
}

// marshal writes the head for a file of a length. The length is not in the sum that is sealed: it is checked against the file.
func (h *head) marshal(size uint64) []byte {
	b := append(make([]byte, 0, headSize+len(h.keys)), magic...)
	b = binary.BigEndian.AppendUint16(b, version)
	b = binary.BigEndian.AppendUint64(b, size)
	b = binary.BigEndian.AppendUint64(b, uint64(h.made.Unix()))
	b = binary.BigEndian.AppendUint32(b, uint32(len(h.keys)))
	return append(b, h.keys...)
}

// sum is what is sealed of the head.
func (h *head) sum() [sha256.Size]byte { return sha256.Sum256(h.marshal(0)) }

// sealTo writes a backup of a store file and returns the sum of that file.
func sealTo(ctx context.Context, out *os.File, h head, key *seal.Key, path string) (sum [sha256.Size]byte, err error) {
	in, err := os.Open(path)
	if err != nil {
		return sum, err
	}
	defer func() { _ = in.Close() }()
	if _, err := out.Write(h.marshal(0)); err != nil {
		return sum, err
	}
	id, err := identity(key)
	if err != nil {
		return sum, err
	}
	sealed, err := age.Encrypt(out, id.Recipient())
	if err != nil {
		return sum, err
	}
	bound := h.sum()
	if _, err := sealed.Write(bound[:]); err != nil {
		return sum, err
	}
	hash := sha256.New()
	if _, err := io.Copy(io.MultiWriter(sealed, hash), reader{ctx, in}); err != nil {
		return sum, err
	}
	if err := sealed.Close(); err != nil {
		return sum, err
	}
	size, err := out.Seek(0, io.SeekEnd)
	if err != nil {
		return sum, err
	}
	_, err = out.WriteAt(binary.BigEndian.AppendUint64(nil, uint64(size)), int64(atSize))
	return [sha256.Size]byte(hash.Sum(nil)), err
}

// file is an open backup whose head was read.
type file struct {
	*os.File
	head  head
	slots *keyfile.File
	size  int64
}

// openFile opens a backup and reads its head. When the head could be read but the file is not as long as it says, the file comes
// with the error, closed or not: the caller closes it.
func openFile(path string) (*file, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrMissing
	}
	if err != nil {
		return nil, mapError(err)
	}
	got := &file{File: f}
	want, err := got.readHead()
	switch {
	case err != nil && got.slots == nil:
		_ = f.Close()
		return nil, err
	case err != nil:
	case got.size < want:
		err = ErrTruncated
	case got.size > want:
		err = ErrDamaged
	}
	return got, err
}

// readHead reads the head and returns how long the file says it is.
func (f *file) readHead() (want int64, err error) {
	info, err := f.Stat()
	if err != nil {
		return 0, mapError(err)
	}
	if info.IsDir() {
		return 0, ErrNoBackup
	}
	f.size = info.Size()
	b := make([]byte, headSize)
	n, err := io.ReadFull(f, b)
	if n < len(magic) || string(b[:len(magic)]) != magic {
		return 0, ErrNoBackup
	}
	if err != nil {
		return 0, ErrTruncated
	}
	if v := binary.BigEndian.Uint16(b[len(magic):]); v > version {
		return 0, ErrNewer
	} else if v == 0 {
		return 0, ErrDamaged
	}
	size, made, length := binary.BigEndian.Uint64(b[atSize:]), binary.BigEndian.Uint64(b[atSize+8:]), binary.BigEndian.Uint32(b[atSize+16:])
	if length > maxKeys {
		return 0, ErrDamaged
	}
	f.head.keys = make([]byte, length)
	if _, err := io.ReadFull(f, f.head.keys); err != nil {
		return 0, ErrTruncated
	}
	slots, err := keyfile.Parse(f.head.keys)
	if err != nil {
		return 0, kindOf(err)
	}
	f.slots, f.head.store, f.head.made = slots, slots.Store, time.Unix(int64(made), 0)
	if size > 1<<62 {
		return 0, ErrDamaged
	}
	return int64(size), nil
}

// kindOf makes an error about key slots one about the backup that holds them.
func kindOf(err error) error {
	switch fault.Of(err) {
	case fault.Secret:
		if fault.CodeOf(err) != keyfile.ErrSecret.Code {
			return errors.Join(err, ErrSecret) // a code or a part with a typing error: which one is said first
		}
		return ErrSecret
	case fault.Newer:
		return ErrNewer
	case fault.Corrupt:
		return ErrDamaged
	}
	return err
}

// unseal writes the store file that a backup holds. Nothing of it may be used before unseal returned nil.
func (f *file) unseal(ctx context.Context, key *seal.Key, out io.Writer) error {
	id, err := identity(key)
	if err != nil {
		return err
	}
	plain, err := age.Decrypt(reader{ctx, f.File}, id)
	if err != nil {
		return orDamaged(ctx, err)
	}
	var bound [sha256.Size]byte
	if _, err := io.ReadFull(plain, bound[:]); err != nil {
		return orDamaged(ctx, err)
	}
	if want := f.head.sum(); !bytes.Equal(bound[:], want[:]) {
		return ErrDamaged
	}
	failing := &writer{Writer: out}
	if _, err := io.Copy(failing, plain); err != nil {
		if failing.err != nil {
			return mapError(failing.err)
		}
		return orDamaged(ctx, err)
	}
	return nil
}

// orDamaged tells a backup that does not open from work that was stopped and from a stick that went away.
func orDamaged(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var disk *fs.PathError
	if errors.As(err, &disk) {
		return mapError(err)
	}
	return errors.Join(ErrDamaged, err)
}

// writer remembers that writing failed, so that it is not taken for a damaged backup.
type writer struct {
	io.Writer
	err error
}

// Write writes.
func (w *writer) Write(b []byte) (int, error) {
	n, err := w.Writer.Write(b)
	if err != nil {
		w.err = err
	}
	return n, err
}
