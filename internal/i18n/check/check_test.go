package check_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/i18n/check"
	"schakel/translations"
)

const source = `{
 "a.days": {
  "description": "d",
  "one": "{{.N}} dag voor {{.Name}}",
  "other": "{{.N}} dagen voor {{.Name}}"
 },
 "a.plain": {
  "description": "d",
  "other": "gewoon"
 },
 "language.reviewed": {
  "description": "d",
  "other": "source"
 }
}
`

// read reads a file in Polish, which has the forms one, few, many and other, and says everything that is wrong with it.
func read(t *testing.T, text string) []string {
	t.Helper()
	dutch, wrong := check.Read("nl", []byte(source))
	if len(wrong) > 0 {
		t.Fatal(wrong)
	}
	file, found := check.Read("pl", []byte(text))
	needed, err := check.Plurals("pl")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, f := range slices.Concat(found, file.Check(dutch, needed)) {
		line := fmt.Sprintf("%d %s %s %s", f.Line, f.Code, f.ID, f.Form)
		if f.Found != "" || f.Wanted != "" {
			line += " " + f.Found + "/" + f.Wanted
		}
		lines = append(lines, strings.TrimSpace(line))
	}
	return lines
}

const (
	days     = `{"one":"{{.N}} {{.Name}}","few":"{{.N}} {{.Name}}","many":"{{.N}} {{.Name}}","other":"{{.N}} {{.Name}}"}`
	plain    = `{"other":"p"}`
	reviewed = `{"other":"no"}`
)

func file(days, plain, reviewed string) string {
	return "{\n \"a.days\": " + days + ",\n \"a.plain\": " + plain + ",\n \"language.reviewed\": " + reviewed + "\n}\n"
}

func TestEveryMistakeIsNamedByItsIDAndLine(t *testing.T) {
	with := func(text string) string { return file(days, text, reviewed) }
	all := map[string]struct {
		text string
		want []string
	}{
		"nothing":        {file(days, plain, reviewed), nil},
		"json":           {"{\n \"a.days\": " + days + ",\n \"a.plain\"\n}\n", []string{"3 json", "0 missing a.plain", "0 missing language.reviewed"}},
		"not an object":  {"[]", []string{"1 json", "0 missing a.days", "0 missing a.plain", "0 missing language.reviewed"}},
		"cut":            {"{\n \"a.days\": {\"one\"", []string{"2 json", "2 form.needed a.days one", "2 form.needed a.days few", "2 form.needed a.days many", "2 form.needed a.days other", "0 missing a.plain", "0 missing language.reviewed"}},
		"more after":     {file(days, plain, reviewed) + "{}", []string{"6 json"}},
		"text":           {with(`"p"`), []string{"3 text a.plain", "0 missing a.plain"}},
		"text of a form": {with(`{"other": {"deep": ["p"]}}`), []string{"3 text a.plain other", "3 form.needed a.plain other"}},
		"twice":          {file(days, plain+",\n \"a.plain\": "+plain, reviewed), []string{"4 twice a.plain"}},
		"form twice":     {with("{\n\"other\": \"p\",\n\"other\": \"q\"}"), []string{"5 twice a.plain other"}},
		"form":           {with("{\n\"other\":\"p\",\n\"lots\":\"q\"}"), []string{"5 form a.plain lots /zero, one, two, few, many, other"}},
		"form.needed":    {file(`{"one":"{{.Name}}","other":"{{.N}} {{.Name}}"}`, plain, reviewed), []string{"2 form.needed a.days few", "2 form.needed a.days many"}},
		"form.unused":    {with(`{"one":"p","other":"p"}`), []string{"3 form.unused a.plain one"}},
		"form of others": {file(strings.Replace(days, `{"one"`, `{"two":"{{.N}} {{.Name}}","one"`, 1), plain, reviewed), []string{"2 form.unused a.days two"}},
		"missing":        {"{\"a.plain\":" + plain + ",\"language.reviewed\":" + reviewed + "}", []string{"0 missing a.days"}},
		"extra":          {file(days, plain+`, "b": `+plain, reviewed), []string{"3 extra b"}},
		"placeholder":    {file(strings.Replace(days, `"many":"{{.N}} {{.Name}}"`, "\n\"many\":\"{{.N}} {{.Nmae}}\"", 1), plain, reviewed), []string{"3 placeholder a.days many {{.Nmae}}/{{.Name}}"}},
		"no number":      {file(strings.Replace(days, `"other":"{{.N}} `, `"other":"`, 1), plain, reviewed), []string{"2 placeholder a.days other {{.Name}}/{{.N}} {{.Name}}"}},
		"braces":         {with(`{"other":"{{printf \"%99d\" 1}}"}`), []string{"3 braces a.plain other"}},
		"half a brace":   {with(`{"other":"{{.Name"}`), []string{"3 braces a.plain other"}},
		"empty":          {with(`{"other":""}`), []string{"3 empty a.plain other"}},
		"a space":        {with(`{"other":"p "}`), []string{"3 empty a.plain other"}},
		"mark":           {with(`{"other":"p\u200f"}`), []string{"3 mark a.plain other U+200F/"}},
		"damaged":        {with(`{"other":"p\ud800"}`), []string{"3 damaged a.plain other"}},
		"exclaimed":      {with(`{"other":"p!"}`), []string{"3 exclaimed a.plain other"}},
		"reviewed":       {file(days, plain, `{"other":"maybe"}`), []string{"4 reviewed language.reviewed other maybe/"}},
	}
	seen := map[check.Code]bool{check.NoFile: true, check.NoLanguage: true} // of the file itself, not of what stands in it
	for name, c := range all {
		if diff := cmp.Diff(c.want, read(t, c.text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		for _, line := range c.want {
			seen[check.Code(strings.Fields(line)[1])] = true
		}
	}
	undescribed, _ := check.Read("nl", []byte(`{"a":{"other":"p"}}`))
	for _, f := range undescribed.Check(undescribed, []string{"one", "other"}) {
		seen[f.Code] = true
	}
	for _, code := range check.Codes() {
		if !seen[code] {
			t.Errorf("no file has the mistake %q", code)
		}
	}
}

// Whatever is cut off or changed in a file, the reader comes to an end and names a line that the file has.
func TestNoDamageEndsTheReader(t *testing.T) {
	whole := file(days, plain, reviewed)
	dutch, _ := check.Read("nl", []byte(source))
	for at := range whole {
		for _, text := range []string{whole[:at], whole[:at] + "\xff" + whole[at:], whole[:at] + "}" + whole[at:], whole[:at] + "\"" + whole[at:]} {
			f, found := check.Read("pl", []byte(text))
			for _, one := range slices.Concat(found, f.Check(dutch, check.Forms())) {
				if one.Line < 0 || one.Line > strings.Count(text, "\n")+1 {
					t.Fatalf("%q: %v", text, one)
				}
			}
			if at > 0 && text == whole[:at] && at < len(whole)-1 && !slices.ContainsFunc(found, func(f check.Finding) bool { return f.Code == check.NoJSON }) {
				t.Fatalf("%q: is read", text)
			}
		}
	}
}

func TestPluralsOfLanguages(t *testing.T) {
	for tag, want := range map[string]string{
		"nl": "one other", "tr": "one other", "pap": "one other", "pl": "one few many other", "ar": "zero one two few many other", "ti": "one other",
	} {
		if got, err := check.Plurals(tag); err != nil || strings.Join(got, " ") != want {
			t.Errorf("%s: %v %v, want %s", tag, got, err, want)
		}
	}
	for _, tag := range []string{"", "no tag", "zgh", "pl (2)"} {
		if got, err := check.Plurals(tag); err == nil {
			t.Errorf("%q: %v", tag, got)
		}
	}
}

func TestPseudo(t *testing.T) {
	for _, c := range []struct{ id, text, want string }{
		{"a", "Zoek een naam", "[Žôôéķ éééñ ñååååɱ]"},
		{"a", "{{.N}} dagen", "[{{.N}} ðååğééñ]"},
		{"a", "{{.A}}, {{.B}}", "{{.A}}, {{.B}}"},
		{"a.term", "signaal", "[šîğñååł]"},
		{"date.today", "vandaag", "ṽååñðåååğ"},
		{"language.reviewed", "source", "no"},
	} {
		if got := check.Pseudo(c.id, c.text); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.id, c.text, got, c.want)
		}
	}
}

// Over a whole file the texts are 40 % longer, each has its brackets, and the placeholders are the same.
func TestPseudoFile(t *testing.T) {
	data, err := translations.Files.ReadFile("nl.json")
	if err != nil {
		t.Fatal(err)
	}
	dutch, _ := check.Read("nl", data)
	made := check.PseudoFile(dutch)
	needed, err := check.Plurals("nl")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range made.Check(dutch, needed) {
		t.Error(f)
	}
	before, after := 0, 0
	for _, m := range dutch.Messages {
		text, own := m.Words("other"), made.Message(m.ID).Words("other")
		if strings.HasPrefix(m.ID, "date.") || strings.HasSuffix(m.ID, ".term") || strings.Contains(text, "{{") || len(text) < 10 || m.ID == check.Reviewed {
			continue
		}
		before, after = before+utf8.RuneCountInString(text), after+utf8.RuneCountInString(own)
		if strings.ContainsFunc(text, unicode.IsLetter) && (!strings.HasPrefix(own, "[") || !strings.HasSuffix(own, "]")) {
			t.Errorf("%s: %s", m.ID, own)
		}
	}
	if longer := float64(after) / float64(before); longer < 1.3 || longer > 1.5 {
		t.Errorf("%.2f times as long", longer)
	}
}
