package check

import (
	"fmt"
	"slices"
	"strings"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Code says what is wrong. Its words are the text "ctl.translations.problem.<code>".
type Code string

// What can be wrong with a file of texts.
const (
	NoJSON      Code = "json"        // the file cannot be read from this line on
	NoFile      Code = "file"        // the file cannot be opened
	NoLanguage  Code = "language"    // its name is not the tag of a language with known plural rules
	NoText      Code = "text"        // a message is no object, or a form no text
	Twice       Code = "twice"       // the id or the form stands there already
	UnknownForm Code = "form"        // CLDR knows no such form
	MissingForm Code = "form.needed" // the language needs a form that is not there
	UnusedForm  Code = "form.unused" // the language has no such form, or the source has one text
	Missing     Code = "missing"     // the id is not there
	Extra       Code = "extra"       // the source does not have the id
	Placeholder Code = "placeholder" // other placeholders than in the source
	Braces      Code = "braces"      // something else than {{.Name}} between braces
	Empty       Code = "empty"       // nothing, or spaces at an end
	Mark        Code = "mark"        // a direction mark; the program orders lines itself
	Damaged     Code = "damaged"     // a letter that did not survive: U+FFFD
	Exclaimed   Code = "exclaimed"   // an exclamation mark
	Unreviewed  Code = "reviewed"    // the mark of review is not one of its words
	Undescribed Code = "description" // a text of the source without a word for translators
)

// Codes lists every code.
func Codes() []Code {
	return []Code{NoJSON, NoFile, NoLanguage, NoText, Twice, UnknownForm, MissingForm, UnusedForm, Missing, Extra, Placeholder, Braces, Empty, Mark, Damaged, Exclaimed, Unreviewed, Undescribed}
}

// Finding is one thing that is wrong with a file.
type Finding struct {
	Line   int    // from 1; 0 when it is about something that is not there
	ID     string // "" when it is about the whole file
	Form   string // "" when it is about the whole message
	Code   Code
	Found  string // what stands there, where that helps
	Wanted string // what should stand there, where that helps
}

// String is the finding for tests and logs: the texts of a file are nobody's secret.
func (f Finding) String() string {
	return strings.TrimSpace(fmt.Sprintf("%d: %s %s %s found %q wanted %q", f.Line, f.ID, f.Form, f.Code, f.Found, f.Wanted))
}

// Spoils reports whether the program must not show the message: it shows the Dutch one instead.
func (f Finding) Spoils() bool {
	switch f.Code {
	case Extra, Exclaimed, Undescribed, Missing:
		return false
	}
	return f.ID != ""
}

// Ends reports whether nothing of the file can be used.
func (f Finding) Ends() bool { return f.Code == NoJSON || f.Code == NoFile || f.Code == NoLanguage }

// All adds to what is wrong with the form of a file (Read) everything that is wrong with its texts, against the source. A file that is no JSON, or of
// no language, is not looked at further. What stands in the file comes in its order, what is missing last.
func All(f, source *File, form []Finding) []Finding {
	found := slices.Clone(form)
	needed, err := Plurals(f.Tag)
	if err != nil {
		found = append(found, Finding{Code: NoLanguage, Found: f.Tag})
	}
	if !slices.ContainsFunc(found, Finding.Ends) {
		found = append(found, f.Check(source, needed)...)
	}
	slices.SortStableFunc(found, func(x, y Finding) int {
		switch {
		case x.Line == y.Line:
			return 0
		case x.Line == 0 || y.Line != 0 && x.Line > y.Line:
			return 1
		}
		return -1
	})
	return found
}

// Check says what is wrong with the texts of a file, beside its form: against the source, of which it may be another version. needed are the forms of
// its language (Plurals). The findings are in the order of the file; what is missing comes last.
func (f *File) Check(source *File, needed []string) []Finding {
	var found []Finding
	for _, m := range f.Messages {
		found = append(found, m.check(source.Message(m.ID), f.Tag == source.Tag, needed)...)
	}
	for _, m := range source.Messages {
		if f.Message(m.ID) == nil {
			found = append(found, Finding{ID: m.ID, Code: Missing})
		}
	}
	return found
}

func (m *Message) check(source *Message, isSource bool, needed []string) []Finding {
	if source == nil {
		return []Finding{{Line: m.Line, ID: m.ID, Code: Extra}}
	}
	var found []Finding
	if isSource && strings.TrimSpace(m.Description) == "" {
		found = append(found, Finding{Line: m.Line, ID: m.ID, Code: Undescribed})
	}
	for _, form := range m.lacks(source, needed) {
		found = append(found, Finding{Line: m.Line, ID: m.ID, Form: form, Code: MissingForm})
	}
	wanted := holes(source.Words(other))
	for _, t := range m.Texts {
		if t.Form != other && (!source.Plural() || !slices.Contains(needed, t.Form)) {
			found = append(found, Finding{Line: t.Line, ID: m.ID, Form: t.Form, Code: UnusedForm})
		}
		for _, wrong := range t.check(wanted) {
			wrong.Line, wrong.ID, wrong.Form = t.Line, m.ID, t.Form
			found = append(found, wrong)
		}
		if m.ID == Reviewed && !reviewed(t.Words, isSource) {
			found = append(found, Finding{Line: t.Line, ID: m.ID, Form: t.Form, Code: Unreviewed, Found: t.Words})
		}
	}
	return found
}

// reviewed reports whether the mark of review is one that the file may have.
func reviewed(mark string, isSource bool) bool {
	if isSource {
		return mark == "source"
	}
	return mark == "yes" || mark == "no"
}

// check says what is wrong with the words of one form; wanted are the placeholders of the source.
func (t Text) check(wanted []string) []Finding {
	var found []Finding
	if t.Words == "" || strings.TrimSpace(t.Words) != t.Words {
		found = append(found, Finding{Code: Empty})
	}
	if at := strings.IndexFunc(t.Words, isMark); at >= 0 {
		found = append(found, Finding{Code: Mark, Found: fmt.Sprintf("%U", []rune(t.Words[at:])[0])})
	}
	if strings.ContainsRune(t.Words, '\uFFFD') {
		found = append(found, Finding{Code: Damaged})
	}
	if strings.ContainsAny(t.Words, "!！¡") {
		found = append(found, Finding{Code: Exclaimed})
	}
	if odd(t.Words) {
		return append(found, Finding{Code: Braces})
	}
	got := holes(t.Words)
	if t.Form != other { // "één dag" may leave the number out
		got, wanted = without(got, "N"), without(wanted, "N")
	}
	if !slices.Equal(got, wanted) {
		found = append(found, Finding{Code: Placeholder, Found: shown(got), Wanted: shown(wanted)})
	}
	return found
}

// isMark is a sign that tells the order of a line and does not belong in a text; isolates, which say what a piece is, may stand there.
func isMark(r rune) bool {
	return r == 0x200e || r == 0x200f || r == 0x061c || r >= 0x202a && r <= 0x202e || r == 0xfeff
}

// holes lists the placeholders of a text, sorted, each once.
func holes(text string) []string {
	if !strings.Contains(text, "{{") {
		return nil
	}
	var names []string
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// odd reports whether a text has something else than placeholders between braces.
func odd(text string) bool {
	if !strings.Contains(text, "{{") && !strings.Contains(text, "}}") {
		return false
	}
	rest := placeholder.ReplaceAllString(text, "")
	return strings.Contains(rest, "{{") || strings.Contains(rest, "}}")
}

func without(names []string, name string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(s string) bool { return s == name })
}

// shown is placeholders as they are written.
func shown(names []string) string {
	var all []string
	for _, name := range names {
		all = append(all, "{{."+name+"}}")
	}
	return strings.Join(all, " ")
}

// Plurals lists the plural forms that whole numbers take in a language, asked of the engine itself, and "other". It returns an error for
// what is no language tag and for a language of which CLDR has no plural rules.
func Plurals(tag string) ([]string, error) {
	parsed, err := language.Parse(tag)
	if err != nil {
		return nil, err
	}
	bundle := goi18n.NewBundle(parsed)
	probe := &goi18n.Message{ID: "probe", Zero: "zero", One: "one", Two: "two", Few: "few", Many: "many", Other: other}
	if err := bundle.AddMessages(parsed, probe); err != nil {
		return nil, err
	}
	localizer := goi18n.NewLocalizer(bundle, tag)
	found := map[string]bool{other: true}
	for n := range 201 { // no rule of CLDR looks further than the last two figures
		form, err := localizer.Localize(&goi18n.LocalizeConfig{MessageID: probe.ID, PluralCount: n})
		if err != nil {
			return nil, err
		}
		found[form] = true
	}
	return slices.DeleteFunc(Forms(), func(form string) bool { return !found[form] }), nil
}
