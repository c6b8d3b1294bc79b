package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"schakel/app/cjgd/operate"
	"schakel/internal/durable"
	"schakel/internal/intake"
)

// rotateKeys writes a keys file with new keys, in which the old ones still open what was sealed before. Processes read it when they start.
func (a asked) rotateKeys(out io.Writer) error {
	keep := intake.UsualKeep
	if a.keep != "" {
		days, err := strconv.Atoi(a.keep)
		if err != nil || days < 0 || days > int(intake.LongestKeep/(24*time.Hour)) {
			return intake.ErrKeep
		}
		keep = time.Duration(days) * 24 * time.Hour
	}
	path := filepath.Join(a.options.Dir, "keys")
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return operate.ErrNotThere
	}
	if err != nil {
		return err
	}
	keys, err := intake.ParseKeys(data)
	if err != nil {
		return err
	}
	now := a.options.Now()
	fresh, err := keys.Rotate(rand.Reader, now, keep)
	if err != nil {
		return err
	}
	if data, err = fresh.Marshal(); err != nil {
		return err
	}
	if err := replaceFile(path, data); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "turn %d\nold_until %s\nrestart_needed yes\n", fresh.Turn, now.Add(keep).Format(time.DateOnly))
	return err
}

// replaceFile puts a file in the place of another at once: after a power cut one of the two is there, whole.
func replaceFile(path string, data []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".keys-*") // readable by its own user only
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(tmp.Name()) }() // after the rename it is gone
	_, err = tmp.Write(data)
	if err == nil {
		err = tmp.Sync()
	}
	if err := errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	if err := sameOwner(path, tmp.Name()); err != nil {
		return err
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return err
	}
	return durable.Dir(filepath.Dir(path))
}
