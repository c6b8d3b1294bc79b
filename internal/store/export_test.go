package store

import "io"

// Walk checks the pages of a bbolt file.
func Walk(f io.ReaderAt, size int64) error { return walk(f, size) }
