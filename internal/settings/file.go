package settings

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// File is preferences in a small JSON file that only this user can read, for the programs without a window. It may be used by several
// goroutines at once, not by several programs.
type File struct {
	path string

	mu      sync.Mutex
	texts   map[string]string
	numbers map[string]int
	flags   map[string]bool
}

// content is the form of the file.
type content struct {
	Texts   map[string]string `json:"texts,omitempty"`
	Numbers map[string]int    `json:"numbers,omitempty"`
	Flags   map[string]bool   `json:"flags,omitempty"`
}

// Open reads the file; one that is not there yet is empty. What is no settings file is an error, and stays as it is.
func Open(path string) (*File, error) {
	f := &File{path: path, texts: map[string]string{}, numbers: map[string]int{}, flags: map[string]bool{}}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return f, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read settings: %w", err)
	}
	if err := json.Unmarshal(data, &content{f.texts, f.numbers, f.flags}); err != nil {
		return nil, fmt.Errorf("read settings: %w", err)
	}
	return f, nil
}

// Save writes the file: a new one beside it, then in its place, so that there is always a whole one.
func (f *File) Save() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	data, err := json.MarshalIndent(content{f.texts, f.numbers, f.flags}, "", " ")
	if err != nil {
		return fmt.Errorf("write settings: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return fmt.Errorf("write settings: %w", err)
	}
	next := f.path + ".new"
	if err := os.WriteFile(next, append(data, '\n'), 0o600); err != nil {
		return fmt.Errorf("write settings: %w", err)
	}
	if err := os.Rename(next, f.path); err != nil {
		return fmt.Errorf("write settings: %w", err)
	}
	return nil
}

// String is the text under a key.
func (f *File) String(key string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.texts[key]
}

// SetString sets the text under a key; Save keeps it.
func (f *File) SetString(key, value string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.texts[key] = value
}

// Int is the number under a key.
func (f *File) Int(key string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.numbers[key]
}

// SetInt sets the number under a key; Save keeps it.
func (f *File) SetInt(key string, value int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.numbers[key] = value
}

// Bool is the flag under a key.
func (f *File) Bool(key string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.flags[key]
}

// SetBool sets the flag under a key; Save keeps it.
func (f *File) SetBool(key string, value bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.flags[key] = value
}
