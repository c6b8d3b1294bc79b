// Package translations carries the texts of Schakel, one JSON file per language, inside the program.
package translations

import "embed"

// Files holds every language file, named by its language tag: nl.json, en.json, and so on. A language
// that is added as a file is picked up by internal/i18n without a change in code.
//
//go:embed *.json
var Files embed.FS
