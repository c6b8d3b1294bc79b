package ui

import (
	"runtime"
	"slices"
	"strings"
	"testing"

	"schakel/internal/i18n"
	"schakel/internal/record"
)

// marked counts how many texts on the window begin with the mark of a language that nobody checked.
func (u *person) marked(mark string) int {
	return len(slices.DeleteFunc(u.texts(), func(s string) bool { return !strings.Contains(s, mark) }))
}

// Each language is named in itself, and marked where no native speaker read it: at the first start, on the locked page and in the
// preferences, whatever the language of the screen.
func TestEveryMenuOfLanguagesNamesAndMarksThem(t *testing.T) {
	u := sitDown(t)
	unread := 0
	for _, l := range i18n.Languages() {
		if !l.Reviewed {
			unread++
		}
	}
	menu := func(where, tag string, more int) {
		for _, l := range i18n.Languages() {
			if !slices.ContainsFunc(u.texts(), func(s string) bool { return strings.Contains(s, l.Name) }) {
				t.Errorf("%s in %s: %s is not there", where, tag, l.Name)
			}
		}
		if got := u.marked(u.p.T("preferences.language.unreviewed")); got != unread+more {
			t.Errorf("%s in %s: %d languages are marked, want %d", where, tag, got, unread+more)
		}
	}
	for _, l := range i18n.Languages() {
		u.shell.SetLanguage(l.Tag)
		u.words(l.Tag)
		menu("first start", l.Tag, 0)
	}
	u = atWork(t)
	for _, l := range i18n.Languages() {
		u.shell.SetLanguage(l.Tag)
		u.words(l.Tag)
		u.press(u.p.T("shell.rail.preferences"))
		chosen := 0 // the language of the own card, which is chosen there too
		if !l.Reviewed {
			chosen = 1
		}
		menu("preferences", l.Tag, chosen)
	}
	u.shell.Lock()
	for _, l := range i18n.Languages() {
		u.shell.SetLanguage(l.Tag)
		u.words(l.Tag)
		u.sees(l.Name)
		if got := u.marked(u.p.T("preferences.language.unreviewed")); (got == 1) == l.Reviewed {
			t.Errorf("locked page in %s: %d marks", l.Tag, got)
		}
	}
}

func TestTheFirstStartIsInTheLanguageOfTheSystem(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the language of other systems is no variable")
	}
	t.Setenv("LANGUAGE", "")
	t.Setenv("LC_ALL", "pap_CW.UTF-8")
	u := sitDown(t)
	u.shell.deps.Settings.SetLanguage("")
	if got := u.shell.language(); got != "pap" {
		t.Errorf("%q", got)
	}
	u.shell.deps.Settings.SetLanguage("xx") // of a file that is not there any more
	if err := u.shell.speak(u.shell.language()); err != nil || u.shell.p.Tag() != i18n.Source {
		t.Errorf("%v, %q", err, u.shell.p.Tag())
	}
	u.shell.deps.Language = "pl"
	if got := u.shell.language(); got != "pl" {
		t.Errorf("a file that is tried: %q", got)
	}
}

// What is typed stays through every language, on the same page.
func TestEveryLanguageKeepsTheDraft(t *testing.T) {
	u := atWork(t)
	u.shell.New(record.KindConcern, record.ID{})
	fields := u.entries()
	if len(fields) == 0 {
		t.Fatal("there is nothing to type in")
	}
	u.shell.win.Canvas().Focus(fields[len(fields)-1])
	u.types("Elif slaapt slecht كلمة")
	want := u.written()
	for _, l := range i18n.Languages() {
		u.shell.SetLanguage(l.Tag)
		if got := u.written(); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", l.Tag, got, want)
		}
	}
}
