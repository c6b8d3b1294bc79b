package folder

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
)

// PlaceKind is what a place is, for its word and its icon.
type PlaceKind uint8

// The kinds of places, in the order in which they are offered. A Stick is anything that can be pulled out.
const (
	PlaceHome PlaceKind = iota
	PlaceDocuments
	PlaceDownloads
	PlaceDesktop
	PlaceStick
	PlaceDrive
)

// Place is where somebody can begin to look.
type Place struct {
	Kind PlaceKind
	Name string // of a stick or a drive, as the computer calls it; "" for the others
	Path string
}

// Places are the places there are now, in the order in which they are offered.
func Places() []Place {
	home := Home()
	var all []Place
	if home != "" {
		all = append(all, Place{Kind: PlaceHome, Path: home})
		own := userFolders(home)
		for kind := PlaceDocuments; kind <= PlaceDesktop; kind++ {
			if path := own[kind]; path != "" && path != home && isFolder(path) {
				all = append(all, Place{Kind: kind, Path: path})
			}
		}
	}
	return append(all, mounted()...)
}

// Home is the folder of the person at the computer, "" when there is none.
func Home() string {
	home, err := os.UserHomeDir()
	if err != nil || !isFolder(home) {
		return ""
	}
	return home
}

func isFolder(path string) bool {
	folder, err := Is(path)
	return err == nil && folder
}

// userFolders are Documents, Downloads and the Desktop. Linux may have them by other names, in a file of the desktop.
func userFolders(home string) map[PlaceKind]string {
	own := map[PlaceKind]string{
		PlaceDocuments: filepath.Join(home, "Documents"), PlaceDownloads: filepath.Join(home, "Downloads"), PlaceDesktop: filepath.Join(home, "Desktop"),
	}
	config := os.Getenv("XDG_CONFIG_HOME")
	if config == "" {
		config = filepath.Join(home, ".config")
	}
	text, err := os.ReadFile(filepath.Join(config, "user-dirs.dirs"))
	if err != nil {
		return own
	}
	names := map[string]PlaceKind{"XDG_DOCUMENTS_DIR": PlaceDocuments, "XDG_DOWNLOAD_DIR": PlaceDownloads, "XDG_DESKTOP_DIR": PlaceDesktop}
	for lines := bufio.NewScanner(strings.NewReader(string(text))); lines.Scan(); {
		name, path, ok := strings.Cut(strings.TrimSpace(lines.Text()), "=")
		kind, known := names[name]
		if !ok || !known {
			continue
		}
		path = strings.Trim(path, `"`)
		if rest, ok := strings.CutPrefix(path, "$HOME"); ok {
			path = filepath.Join(home, rest)
		}
		if filepath.IsAbs(path) {
			own[kind] = filepath.Clean(path)
		}
	}
	return own
}

// Within is the place in which a folder lies: the one whose path is the longest part of it.
func Within(places []Place, dir string) (Place, bool) {
	var best Place
	found := false
	for _, p := range places {
		rel, err := filepath.Rel(p.Path, dir)
		inside := err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
		if inside && (!found || len(p.Path) > len(best.Path)) {
			best, found = p, true
		}
	}
	return best, found
}
