//go:build !unix

package endpoint

// sameOwner does nothing where files have no such owner.
func sameOwner(string, string) error { return nil }
