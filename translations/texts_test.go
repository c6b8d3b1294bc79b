package translations_test

import (
	"encoding/json"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"schakel/translations"
)

// source is the language every text is written in first.
const source = "nl"

// entry is one message of a file: its plural forms and, in the source, its description.
type entry map[string]string

// forms lists the plural forms that CLDR knows.
var forms = []string{"zero", "one", "two", "few", "many", "other"}

func (e entry) plural() bool {
	return slices.ContainsFunc(forms[:5], func(form string) bool { return e[form] != "" })
}

func (e entry) texts() map[string]string {
	all := map[string]string{}
	for _, form := range forms {
		if text, there := e[form]; there {
			all[form] = text
		}
	}
	return all
}

// read gives every file, by language tag.
func read(t *testing.T) map[string]map[string]entry {
	t.Helper()
	names, err := fs.Glob(translations.Files, "*.json")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]map[string]entry{}
	for _, name := range names {
		data, err := translations.Files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file := map[string]entry{}
		if err := json.Unmarshal(data, &file); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		files[strings.TrimSuffix(name, ".json")] = file
	}
	for _, tag := range []string{"nl", "en", "tr"} {
		if len(files[tag]) == 0 {
			t.Fatalf("no texts in %s", tag)
		}
	}
	return files
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

func TestEveryTextInEveryLanguage(t *testing.T) {
	files := read(t)
	var missing, extra []string
	for tag, file := range files {
		for id := range files[source] {
			if file[id] == nil {
				missing = append(missing, tag+" "+id)
			}
		}
		for id := range file {
			if files[source][id] == nil {
				extra = append(extra, tag+" "+id)
			}
		}
	}
	list(t, "texts that a language lacks", missing)
	list(t, "texts that the source language lacks", extra)
}

func TestDescriptions(t *testing.T) {
	var lines []string
	for id, e := range read(t)[source] {
		if strings.TrimSpace(e["description"]) == "" {
			lines = append(lines, id)
		}
	}
	list(t, "texts without a description for translators", lines)
}

func TestNoEmptyText(t *testing.T) {
	var lines []string
	for tag, file := range read(t) {
		for id, e := range file {
			if len(e.texts()) == 0 {
				lines = append(lines, tag+" "+id+" has no text")
			}
			for form, text := range e.texts() {
				if text == "" || strings.TrimSpace(text) != text {
					lines = append(lines, tag+" "+id+" "+form+" is empty or has spaces at its ends")
				}
			}
			for key := range e {
				if key != "description" && !slices.Contains(forms, key) {
					lines = append(lines, tag+" "+id+" has an unknown key "+key)
				}
			}
		}
	}
	list(t, "empty texts", lines)
}

var (
	placeholder = regexp.MustCompile(`\{\{\.([A-Z][A-Za-z0-9]*)\}\}`)
	action      = regexp.MustCompile(`\{\{[^}]*\}*|\}\}`)
)

// holes lists the placeholders of a text, sorted.
func holes(text string) []string {
	set := map[string]bool{}
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		set[m[1]] = true
	}
	return slices.Sorted(maps.Keys(set))
}

func TestSamePlaceholders(t *testing.T) {
	files := read(t)
	var lines []string
	for tag, file := range files {
		for id, e := range file {
			want := holes(files[source][id]["other"])
			for form, text := range e.texts() {
				if rest := placeholder.ReplaceAllString(text, ""); action.MatchString(rest) {
					lines = append(lines, tag+" "+id+" "+form+" has something else than {{.Name}} between braces")
				}
				got := holes(text)
				if form != "other" { // "één dag" may leave the number out
					got, want := without(got, "N"), without(want, "N")
					if !slices.Equal(got, want) {
						lines = append(lines, tag+" "+id+" "+form+": "+strings.Join(got, ",")+", want "+strings.Join(want, ","))
					}
				} else if !slices.Equal(got, want) {
					lines = append(lines, tag+" "+id+": "+strings.Join(got, ",")+", want "+strings.Join(want, ","))
				}
			}
		}
	}
	list(t, "other placeholders than in the source language", lines)
}

func without(names []string, name string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(s string) bool { return s == name })
}

// reachable asks the engine itself which plural forms whole numbers take in a language.
func reachable(t *testing.T, tag string) map[string]bool {
	t.Helper()
	parsed, err := language.Parse(tag)
	if err != nil {
		t.Fatalf("%s.json: %v", tag, err)
	}
	bundle := goi18n.NewBundle(parsed)
	probe := &goi18n.Message{ID: "probe", Zero: "zero", One: "one", Two: "two", Few: "few", Many: "many", Other: "other"}
	if err := bundle.AddMessages(parsed, probe); err != nil {
		t.Fatalf("%s.json: %v", tag, err)
	}
	localizer := goi18n.NewLocalizer(bundle, tag)
	found := map[string]bool{"other": true}
	for n := range 1001 {
		form, err := localizer.Localize(&goi18n.LocalizeConfig{MessageID: "probe", PluralCount: n})
		if err != nil {
			t.Fatal(err)
		}
		found[form] = true
	}
	return found
}

func TestEveryPluralForm(t *testing.T) {
	files := read(t)
	var lines []string
	for tag, file := range files {
		need := reachable(t, tag)
		for id, e := range file {
			if files[source][id] == nil {
				continue
			}
			plural := files[source][id].plural()
			for _, form := range forms {
				switch _, there := e[form]; {
				case !there && (form == "other" || plural && need[form]):
					lines = append(lines, tag+" "+id+" lacks "+form)
				case there && form != "other" && !plural:
					lines = append(lines, tag+" "+id+" has "+form+" but is no plural in the source language")
				case there && !need[form]:
					lines = append(lines, tag+" "+id+" has "+form+", which the language does not use")
				}
			}
		}
	}
	list(t, "plural forms", lines)
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
			for _, text := range e.texts() {
				if words := forbidden[tag]; words != nil && !strings.HasPrefix(id, legal) && words.MatchString(text) {
					lines = append(lines, tag+" "+id+": "+words.FindString(text))
				}
				if strings.ContainsAny(text, "!！¡") {
					lines = append(lines, tag+" "+id+": an exclamation mark")
				}
			}
		}
	}
	list(t, "forbidden words and signs", lines)
}

// Order of mixed text is the work of app/ui/rtl; only isolates, which say what a piece is and not how to draw it, may stand in a text.
func TestNoDirectionMarks(t *testing.T) {
	var lines []string
	for tag, file := range read(t) {
		for id, e := range file {
			for _, text := range e.texts() {
				if strings.ContainsFunc(text, func(r rune) bool {
					return r == 0x200e || r == 0x200f || r == 0x061c || r >= 0x202a && r <= 0x202e || r == 0xfeff
				}) {
					lines = append(lines, tag+" "+id)
				}
			}
		}
	}
	list(t, "direction marks", lines)
}

func TestReviewFlags(t *testing.T) {
	for tag, file := range read(t) {
		flag := file["language.reviewed"]["other"]
		if tag == source && flag != "source" || tag != source && flag != "yes" && flag != "no" {
			t.Errorf("%s: language.reviewed is %q", tag, flag)
		}
		if tag != source && flag == "no" {
			t.Logf("%s: no native speaker has read this file", tag)
		}
	}
}
