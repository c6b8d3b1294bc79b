// Package layering holds no code, only the tests that keep the rules of the house: imports, goroutines, state, size, comments and privacy.
package layering
