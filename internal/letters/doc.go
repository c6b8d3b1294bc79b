// Package letters makes the letters of every keyboard arrive, also on a computer whose own language is not installed.
package letters
