package ui

import "fyne.io/fyne/v2"

// dropper is a page that takes files which are dragged onto the window.
type dropper interface{ Dropped(paths []string) }

// dropped gives files to the page that is shown, when it takes any; while the window is locked there is none.
func (s *Shell) dropped(_ fyne.Position, files []fyne.URI) {
	to, ok := s.page.(dropper)
	if !ok {
		return
	}
	var paths []string
	for _, f := range files {
		if f.Scheme() == "file" {
			paths = append(paths, f.Path())
		}
	}
	if len(paths) > 0 {
		to.Dropped(paths)
	}
}

// AskFolder asks for a folder; chosen hears "" when nothing was chosen.
func (s *Shell) AskFolder(chosen func(path string, err error)) { s.files().Folder(chosen) }
