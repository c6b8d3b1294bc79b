package store

import (
	"os"
	"path/filepath"
)

// fileMissed holds one byte for each passphrase or code that did not open the store since it was opened last. It stands beside the
// store and without a key, because nobody who failed has one: somebody who can write in the folder can also remove it.
const fileMissed = "missed"

// missedMost is the highest number that is kept.
const missedMost = 9999

// NoteMissed counts an attempt with a wrong passphrase or code. A folder that cannot be written counts nothing.
func NoteMissed(dir string) {
	if Missed(dir) >= missedMost {
		return
	}
	f, err := os.OpenFile(filepath.Join(dir, fileMissed), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return
	}
	_, _ = f.Write([]byte{'.'})
	_ = f.Close()
}

// Missed is the number of wrong attempts since the last time that ForgetMissed was called, at most 9999.
func Missed(dir string) int {
	at, err := os.Lstat(filepath.Join(dir, fileMissed))
	if err != nil || !at.Mode().IsRegular() {
		return 0
	}
	return int(min(at.Size(), missedMost))
}

// ForgetMissed begins the count again, after it was noted in the audit chain.
func ForgetMissed(dir string) { _ = os.Remove(filepath.Join(dir, fileMissed)) }
