package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"schakel/internal/i18n"
	"schakel/internal/i18n/check"
)

// try lets a translator look at a file of texts in the window: in practice mode alone, because what a family hears and signs must not come from a
// file that nobody looked at. Without a file no other texts are used, whatever the environment says.
func (f *flags) try() error {
	if f.translation == "" {
		return os.Unsetenv(i18n.TrialVariable)
	}
	f.practice = true
	path, err := filepath.Abs(f.translation)
	if err != nil {
		return err
	}
	return os.Setenv(i18n.TrialVariable, path)
}

// tried says what is wrong with the file that a translator tries, and whether it can be shown at all.
func (f *flags) tried(p *i18n.Printer, errs io.Writer) bool {
	if f.translation == "" {
		return true
	}
	name := filepath.Base(f.translation)
	found, err := i18n.Look(f.translation)
	if err != nil {
		found = []check.Finding{{Code: check.NoFile}}
	}
	if at := slices.IndexFunc(found, check.Finding.Ends); at >= 0 {
		one := found[at]
		reason := p.T("ctl.translations.problem."+string(one.Code), "Found", one.Found, "Wanted", "")
		text := p.T("ctl.translations.file", "File", name, "Reason", reason)
		if one.Line > 0 {
			text = p.T("ctl.translations.line", "File", name, "Line", one.Line, "Reason", reason)
		}
		_, _ = fmt.Fprintln(errs, text)
		return false
	}
	if len(found) > 0 {
		_, _ = fmt.Fprintln(errs, p.N("ctl.translations.wrong", len(found), "File", name))
		_, _ = fmt.Fprintln(errs, p.T("shell.translation.look", "File", name))
	}
	return true
}
