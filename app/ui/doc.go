// Package ui is the shell: the window with its rail, pages, lock, languages and status line.
package ui
