package ui

import (
	"schakel/app/ui/prompt"
)

// files asks for files over the page. The folder of the last answer is offered again until the window locks.
func (s *Shell) files() prompt.Files {
	return prompt.Files{Window: s.win, P: s.p, Run: s.deps.Run, Last: &s.folder, Now: s.deps.Book.Now}
}
