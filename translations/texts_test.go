package translations_test

import (
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"schakel/internal/i18n/check"
	"schakel/translations"
)

// source is the language every text is written in first.
const source = "nl"

// files gives every file, by language tag. One that is no JSON, or has an id twice, ends the test.
func files(t *testing.T) map[string]*check.File {
	t.Helper()
	names, err := fs.Glob(translations.Files, "*.json")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*check.File{}
	for _, name := range names {
		data, err := translations.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, found := check.Read(check.TagOf(name), data)
		for _, f := range found {
			t.Errorf("%s:%v", name, f)
		}
		all[file.Tag] = file
	}
	for _, tag := range []string{"nl", "en", "tr", "ar", "pl", "pap"} {
		if all[tag] == nil || len(all[tag].Messages) == 0 {
			t.Fatalf("no texts in %s", tag)
		}
	}
	return all
}

// entry is one message of a file: the words of its forms.
type entry map[string]string

// read gives every message of every file, by language tag and id.
func read(t *testing.T) map[string]map[string]entry {
	t.Helper()
	all := map[string]map[string]entry{}
	for tag, f := range files(t) {
		all[tag] = map[string]entry{}
		for _, m := range f.Messages {
			all[tag][m.ID] = entry{}
			for _, text := range m.Texts {
				all[tag][m.ID][text.Form] = text.Words
			}
		}
	}
	return all
}

// list fails with every line of a list, sorted, under one heading.
func list(t *testing.T, heading string, lines []string) {
	t.Helper()
	if len(lines) == 0 {
		return
	}
	slices.Sort(lines)
	lines = slices.Compact(lines)
	t.Errorf("%s (%d):\n  %s", heading, len(lines), strings.Join(lines, "\n  "))
}

// The same look as "schakelctl translations" has: ids, placeholders, plural forms, marks, all by id and line.
func TestNothingIsWrongWithAnyFile(t *testing.T) {
	files := files(t)
	for tag, f := range files {
		needed, err := check.Plurals(tag)
		if err != nil {
			t.Fatalf("%s.json: %v", tag, err)
		}
		var lines []string
		for _, finding := range f.Check(files[source], needed) {
			lines = append(lines, finding.String())
		}
		list(t, tag+".json", lines)
		if f.Message(check.Reviewed).Words("other") == "no" {
			t.Logf("%s: no native speaker has read this file", tag)
		}
	}
}

// Every plural is said with the counts that meet every form of some language: 1.5 takes "other" in Polish, 11 and 100 differ in Arabic.
func TestEveryPluralWithEveryCount(t *testing.T) {
	for tag, f := range files(t) {
		bundle := goi18n.NewBundle(language.Make(tag))
		for _, m := range f.Messages {
			if err := bundle.AddMessages(language.Make(tag), &goi18n.Message{
				ID: m.ID, Zero: m.Words("zero"), One: m.Words("one"), Two: m.Words("two"), Few: m.Words("few"), Many: m.Words("many"), Other: m.Words("other"),
			}); err != nil {
				t.Fatal(err)
			}
		}
		localizer := goi18n.NewLocalizer(bundle, tag)
		var lines []string
		for _, m := range f.Messages {
			if !m.Plural() {
				continue
			}
			for _, count := range []any{0, 1, 2, 3, 5, 11, 100, "1.5"} {
				data := map[string]any{}
				for _, hole := range holes(m.Words("other")) {
					data[hole] = "<" + hole + ">"
				}
				text, err := localizer.Localize(&goi18n.LocalizeConfig{MessageID: m.ID, PluralCount: count, TemplateData: data})
				if err != nil || text == "" || strings.Contains(text, "no value") || strings.Contains(text, "{{") {
					lines = append(lines, fmt.Sprint(tag, " ", m.ID, " ", count, ": ", text, " ", err))
				}
			}
		}
		list(t, "plurals", lines)
	}
}

var placeholder = regexp.MustCompile(`\{\{\.([A-Z][A-Za-z0-9]*)\}\}`)

// holes lists the placeholders of a text, sorted.
func holes(text string) []string {
	set := map[string]bool{}
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		set[m[1]] = true
	}
	return slices.Sorted(maps.Keys(set))
}

// Words of the police and of files (UX.md, Words); the legal disclaimer alone may name what a document is not.
var forbidden = map[string]*regexp.Regexp{
	"nl": regexp.MustCompile(`(?i)dossier|cli[eë]nt|melding`),
	"en": regexp.MustCompile(`(?i)\b(dossier|client|case file)s?\b`),
}

// legal begins the ids of texts that may say what a document is not.
const legal = "legal."

func TestNoForbiddenWord(t *testing.T) {
	var lines []string
	for tag, file := range read(t) {
		for id, e := range file {
			for _, text := range e {
				if words := forbidden[tag]; words != nil && !strings.HasPrefix(id, legal) && words.MatchString(text) {
					lines = append(lines, tag+" "+id+": "+words.FindString(text))
				}
			}
		}
	}
	list(t, "forbidden words", lines)
}
