package task

import (
	"io"
	"os"

	"schakel/internal/fault"
)

// ErrFile is returned for a file that cannot be read at all, whatever is in it.
var ErrFile = fault.New(fault.NotFound, "import.file", "the file cannot be read")

// ReadFile reads a file that was chosen in the window, at most one byte more than most: more than most bytes is the sign that it is too large.
// It reads from a disk, so it belongs in the work of a task. Errors: ErrFile.
func ReadFile(path string, most int64) (data []byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, ErrFile
	}
	defer func() {
		if f.Close() != nil && err == nil {
			data, err = nil, ErrFile
		}
	}()
	if data, err = io.ReadAll(io.LimitReader(f, most+1)); err != nil {
		return nil, ErrFile
	}
	return data, nil
}
