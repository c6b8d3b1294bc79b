package ui

import (
	"encoding/json"

	"fyne.io/fyne/v2/lang"

	"schakel/internal/i18n"
)

// localise gives the words of Fyne that somebody can see, those of the menu of an entry and of the program, in the chosen language. Fyne
// takes its words from the language of the computer and has no way to choose another, so the words of that language are replaced. Its
// windows and its calendar are not used, and what has words of its own may not be: internal/layering sees to it.
func localise(p *i18n.Printer) error {
	text, err := json.Marshal(map[string]string{
		"Copy": p.T("fyne.copy"), "Cut": p.T("fyne.cut"), "Paste": p.T("fyne.paste"), "Quit": p.T("fyne.quit"),
		"Redo": p.T("fyne.redo"), "Select all": p.T("fyne.select"), "Undo": p.T("fyne.undo"),
	})
	if err != nil {
		return err
	}
	return lang.AddTranslationsForLocale(text, lang.SystemLocale())
}
