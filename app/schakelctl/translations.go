package main

import (
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"schakel/internal/export"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/i18n/check"
	"schakel/translations"
)

// errTexts is what the command ends with when something is wrong with a file of texts.
var errTexts = fault.New(fault.Invalid, "ctl.texts", "something is wrong with a file of texts")

// runTranslations is for translators: it says what is wrong with files of texts, lists what lacks, or writes the pseudo-language. It opens no store.
func runTranslations(a *app, _ context.Context, args []string) error {
	set := a.flags("translations")
	out := set.String("out", "", "")
	words, err := a.parse(set, args, 0, 1000)
	if err != nil {
		return err
	}
	task := "check"
	if len(words) > 0 && slices.Contains([]string{"check", "missing", "pseudo"}, words[0]) {
		task, words = words[0], words[1:]
	}
	switch {
	case *out != "" && task != "pseudo", task == "pseudo" && len(words) > 0:
		return usage(a.p.T("ctl.usage.arguments", "Name", "translations "+task))
	case task == "pseudo":
		return a.pseudo(*out)
	}
	files, err := a.textFiles(words)
	if err != nil {
		return err
	}
	if task == "missing" {
		return a.lacking(files)
	}
	return a.checkTexts(files)
}

// textFile is a file of texts with what is wrong with its form.
type textFile struct {
	name  string
	file  *check.File
	found []check.Finding
}

// textFiles reads files of the translator's own, or those in the program when none is named.
func (a *app) textFiles(paths []string) ([]textFile, error) {
	read := os.ReadFile
	if len(paths) == 0 {
		read = translations.Files.ReadFile
		var err error
		if paths, err = fs.Glob(translations.Files, "*.json"); err != nil {
			return nil, err
		}
	}
	var all []textFile
	for _, path := range paths {
		data, err := read(path)
		if err != nil {
			return nil, errFile
		}
		file, found := check.Read(check.TagOf(path), data)
		all = append(all, textFile{filepath.Base(path), file, found})
	}
	return all, nil
}

// dutchTexts is the source that every file is compared with.
func dutchTexts() (*check.File, error) {
	data, err := translations.Files.ReadFile(i18n.Source + ".json")
	if err != nil {
		return nil, err
	}
	file, _ := check.Read(i18n.Source, data)
	return file, nil
}

// checkTexts says of each file what is wrong with it, by id and line.
func (a *app) checkTexts(files []textFile) error {
	source, err := dutchTexts()
	if err != nil {
		return err
	}
	wrong := false
	for _, f := range files {
		found := check.All(f.file, source, f.found)
		for _, one := range found {
			a.say(a.finding(f.name, one))
		}
		if len(found) == 0 {
			a.say(a.p.N("ctl.translations.fine", len(f.file.Messages), "File", f.name))
			continue
		}
		wrong = true
		a.warn(a.p.N("ctl.translations.wrong", len(found), "File", f.name))
	}
	if wrong {
		return toldError{errTexts}
	}
	return nil
}

// finding is one line about one thing that is wrong.
func (a *app) finding(name string, f check.Finding) string {
	reason := a.p.T("ctl.translations.problem."+string(f.Code), "Found", f.Found, "Wanted", f.Wanted)
	id := f.ID
	if f.Form != "" {
		id += " (" + f.Form + ")"
	}
	switch {
	case f.ID == "" && f.Line == 0:
		return a.p.T("ctl.translations.file", "File", name, "Reason", reason)
	case f.ID == "":
		return a.p.T("ctl.translations.line", "File", name, "Line", f.Line, "Reason", reason)
	case f.Line == 0:
		return a.p.T("ctl.translations.id", "File", name, "ID", id, "Reason", reason)
	}
	return a.p.T("ctl.translations.at", "File", name, "Line", f.Line, "ID", id, "Reason", reason)
}

// lacking writes every message that a file lacks, in whole or in a plural form, with the Dutch text and what a translator should know: one object a line.
func (a *app) lacking(files []textFile) error {
	source, err := dutchTexts()
	if err != nil {
		return err
	}
	for _, f := range files {
		needed, err := check.Plurals(f.file.Tag)
		if err != nil || slices.ContainsFunc(f.found, check.Finding.Ends) {
			return a.checkTexts([]textFile{f})
		}
		for _, m := range source.Messages {
			if forms := f.file.Lacks(m, needed); len(forms) > 0 {
				if err := a.lack(f, m, forms); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (a *app) lack(f textFile, m *check.Message, forms []string) error {
	dutch := map[string]string{}
	for _, t := range m.Texts {
		dutch[t.Form] = t.Words
	}
	return a.object(struct {
		File        string            `json:"file"`
		ID          string            `json:"id"`
		Forms       []string          `json:"forms"`
		Description string            `json:"description"`
		Dutch       map[string]string `json:"nl"`
	}{f.name, m.ID, forms, m.Description, dutch})
}

// pseudo writes a file in the pseudo-language, to look at in the window.
func (a *app) pseudo(out string) error {
	source, err := dutchTexts()
	if err != nil {
		return err
	}
	text, err := check.PseudoFile(source).JSON()
	if err != nil {
		return err
	}
	write := func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	}
	if out == "" {
		return write(a.out)
	}
	return export.Save(out, write)
}
