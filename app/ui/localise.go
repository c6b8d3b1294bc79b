package ui

import (
	"encoding/json"

	"fyne.io/fyne/v2/lang"

	"schakel/internal/i18n"
	"schakel/internal/record"
)

// localise gives Fyne's own words, those of the window that asks for a file and of the menu of an entry, in the chosen language. Fyne
// takes its words from the language of the computer and has no way to choose another, so the words of that language are replaced.
func localise(p *i18n.Printer) error {
	words := map[string]string{
		"Advanced": p.T("fyne.advanced"), "Cancel": p.T("fyne.cancel"), "Confirm": p.T("fyne.confirm"), "Copy": p.T("fyne.copy"),
		"Create Folder": p.T("fyne.folder.create"), "Cut": p.T("fyne.cut"), "Enter filename": p.T("fyne.filename"),
		"Error": p.T("fyne.error"), "Favourites": p.T("fyne.favourites"), "File": p.T("fyne.file"), "Folder": p.T("fyne.folder"),
		"New Folder": p.T("fyne.folder.new"), "No": p.T("fyne.no"), "OK": p.T("fyne.ok"), "Open": p.T("fyne.open"),
		"Paste": p.T("fyne.paste"), "Quit": p.T("fyne.quit"), "Redo": p.T("fyne.redo"), "Save": p.T("fyne.save"),
		"Select all": p.T("fyne.select"), "Show Hidden Files": p.T("fyne.hidden"), "Undo": p.T("fyne.undo"), "Yes": p.T("fyne.yes"),
		"file.name": p.T("fyne.name"), "file.parent": p.T("fyne.parent"),
	}
	monday := record.Day(2026, 11, 23)
	for i, day := range []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		words[day], words[day+".short"] = p.Weekday(monday.Add(i)), p.WeekdayShort(monday.Add(i))
	}
	text, err := json.Marshal(words)
	if err != nil {
		return err
	}
	return lang.AddTranslationsForLocale(text, lang.SystemLocale())
}
