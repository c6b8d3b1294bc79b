package i18n

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// invented is a catalog of languages that may not be in the program yet: the code must serve any file that is put there.
func invented(t *testing.T) *catalog {
	t.Helper()
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	c, err := readCatalog(fstest.MapFS{
		"nl.json":  file(`{"a.days":{"description":"d","one":"{{.N}} dag","other":"{{.N}} dagen"},"only.dutch":{"description":"d","other":"alleen {{.Name}}"},"x.y.term":{"description":"d","other":"signaal"}}`),
		"ar.json":  file(`{"a.days":{"zero":"zero {{.N}}","one":"one {{.N}}","two":"two {{.N}}","few":"few {{.N}}","many":"many {{.N}}","other":"other {{.N}}"}}`),
		"pl.json":  file(`{"a.days":{"one":"{{.N}} dzień","few":"{{.N}} dni","many":"{{.N}} dni","other":"{{.N}} dnia"}}`),
		"pap.json": file(`{"a.days":{"one":"{{.N}} dia","other":"{{.N}} dia"},"date.long":{"other":"{{.Weekday}} {{.Day}} di {{.Month}} {{.Year}} r."}}`),
		"ti.json":  file(`{"a.days":{"one":"{{.N}}","other":"{{.N}}"}}`),
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAnyLanguageFileIsPickedUp(t *testing.T) {
	c := invented(t)
	if got := strings.Join(c.tags(), " "); got != "nl ar pl pap ti" {
		t.Errorf("menu order %q", got)
	}
	for n, want := range map[int]string{0: "zero 0", 1: "one 1", 2: "two 2", 3: "few 3", 11: "many 11", 100: "other 100", 1100: "other 1,100"} {
		if got := c.printer("ar").N("a.days", n); got != want {
			t.Errorf("ar %d: %q, want %q", n, got, want)
		}
	}
	for tag, want := range map[string]string{"pl": "22 dni", "pap": "22 dia"} {
		if got := c.printer(tag).N("a.days", 22); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
}

func TestDirectionFollowsTheScript(t *testing.T) {
	c := invented(t)
	for _, tag := range c.tags() {
		if got := c.printer(tag).Direction(); (got == RightToLeft) != (tag == "ar") {
			t.Errorf("%s runs %v", tag, got)
		}
	}
}

func TestNumbersOfOtherLanguages(t *testing.T) {
	c := invented(t)
	for tag, want := range map[string]string{"ar": "12,345 1.5 73.6% -3", "pl": "12 345 1,5 73,6% -3", "pap": "12.345 1,5 73,6% -3"} {
		p := c.printer(tag)
		got := strings.Join([]string{p.Number(12345), p.Decimal(1.5, 1), p.Percent(53.0/72, 1), p.Number(-3)}, " ")
		if got = strings.ReplaceAll(got, "\u00a0", " "); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
}

func TestTextThatALanguageLacksIsDutch(t *testing.T) {
	p := invented(t).printer("pl")
	if got := p.T("only.dutch", "Name", "dit"); got != "alleen dit" {
		t.Errorf("%q", got)
	}
	if got := p.Term("x", "y"); got != "signaal" {
		t.Errorf("term %q", got)
	}
	if got := p.T("nowhere"); got != "⟦nowhere⟧" {
		t.Errorf("%q", got)
	}
}

func TestSmallWordsOfADate(t *testing.T) {
	p := invented(t).printer("pap")
	if got := strings.Join(p.bare([]string{"24", "di", "november", "r", "2026"}), " "); got != "24 november 2026" {
		t.Errorf("%q", got)
	}
}

func files(pairs ...string) fstest.MapFS {
	all := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		all[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return all
}

// Without the language that everything falls back to there is nothing to show.
func TestCatalogRefusesADamagedSource(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{"no source": files("en.json", `{}`), "no JSON": files("nl.json", `{`)} {
		if _, err := readCatalog(files); err == nil {
			t.Errorf("%s: read", name)
		}
	}
}

// Any other damaged file is left out, with a line in the log; the others are there.
func TestDamagedFilesAreLeftOut(t *testing.T) {
	c, err := readCatalog(files("nl.json", `{"a":{"description":"d","other":"a"}}`, "en.json", "{\n\"a\"", "no tag.json", `{}`, "zgh.json", `{}`, "pl.json", `{"a":{"other":"b"}}`))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(c.tags(), " "); got != "nl pl" {
		t.Errorf("menu %q", got)
	}
	var out bytes.Buffer
	c.report(slog.New(slog.NewTextHandler(&out, nil)))
	for _, want := range []string{"language=en line=2 why=json", "language=\"no tag\" line=0 why=language", "language=zgh line=0 why=language"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("log lacks %q:\n%s", want, out.String())
		}
	}
}

// A text that may not be shown is Dutch, whatever is wrong with it, and the log names its id and its line.
func TestBadTextIsDutch(t *testing.T) {
	for name, text := range map[string]string{
		"other placeholder": `"{{.Nmae}}"`, "a command": `"{{printf \"%9d\" 1}}"`, "half a brace": `"{{.Name"`, "nothing": `""`, "a mark": `"\u200e{{.Name}}"`, "no text": `7`,
		"a form that is none": `"{{.Name}}","lots":"{{.Name}}"`, "a form too much": `"{{.Name}}","few":"{{.Name}}"`, "twice": `"{{.Name}}","other":"{{.Name}}"`,
	} {
		c, err := readCatalog(files("nl.json", `{"a.b":{"description":"d","other":"hier is {{.Name}}"}}`, "pl.json", "{\n\"a.b\":{\"other\":"+text+"}}"))
		if err != nil {
			t.Fatal(err)
		}
		p := c.printer("pl")
		if got := p.T("a.b", "Name", "Ada"); got != "hier is Ada" {
			t.Errorf("%s: %q", name, got)
		}
		var out bytes.Buffer
		c.report(slog.New(slog.NewTextHandler(&out, nil)))
		if !strings.Contains(out.String(), "language=pl id=a.b line=2") || strings.Contains(out.String(), "Ada") {
			t.Errorf("%s: log %q", name, out.String())
		}
	}
}

// A template that fails when it is filled, and a plural form that is not there, are Dutch too.
func TestTextThatFailsIsDutch(t *testing.T) {
	c, err := readCatalog(files("nl.json", `{"a":{"description":"d","other":"hier is {{.Name}}"},"n":{"description":"d","one":"{{.N}} dag","other":"{{.N}} dagen"}}`,
		"pl.json", `{"n":{"one":"{{.N}} dzień","other":"{{.N}} dnia"}}`))
	if err != nil {
		t.Fatal(err)
	}
	bundle := goi18n.NewBundle(language.Polish)
	if err := bundle.AddMessages(language.Polish, &goi18n.Message{ID: "a", Other: `{{index .Name 99}}`}); err != nil {
		t.Fatal(err)
	}
	p := c.printer("pl")
	if got := p.N("n", 3); got != "3 dagen" {
		t.Errorf("%q", got)
	}
	p.own = &texts{localizer: goi18n.NewLocalizer(bundle, "pl"), ids: map[string]bool{"a": true}}
	if got := p.T("a", "Name", "Ada"); got != "hier is Ada" {
		t.Errorf("%q", got)
	}
}

// What is put together from what stands in the store may be anything, so the log does not name it.
func TestLogNamesNoUnknownID(t *testing.T) {
	before := slog.Default()
	defer slog.SetDefault(before)
	var out bytes.Buffer
	slog.SetDefault(slog.New(slog.NewTextHandler(&out, nil)))
	p := invented(t).printer("pl")
	p.Value("language", "geheim")
	p.T("only.dutch", "Name", "geheim")
	if got := out.String(); strings.Contains(got, "geheim") || !strings.Contains(got, "why=unknown") || !strings.Contains(got, "id=only.dutch why=missing") {
		t.Errorf("log %q", got)
	}
}

// A file that a translator tries stands in the menu, in the place of the one of that name, and never as reviewed.
func TestTrialFile(t *testing.T) {
	dir := t.TempDir()
	c, err := readCatalog(files("nl.json", `{"language.name":{"description":"d","other":"Nederlands"},"language.reviewed":{"description":"d","other":"source"},"a":{"description":"d","other":"a"}}`,
		"pl.json", `{"language.name":{"other":"polski"},"language.reviewed":{"other":"no"}}`))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"pl.json": `{"language.name":{"other":"polski"},"language.reviewed":{"other":"yes"}}`, "ti.json": `{}`, "en.json": `{`, "no tag.json": `{}`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		c.try(filepath.Join(dir, name))
	}
	c.try(filepath.Join(dir, "nowhere.json"))
	var menu []Language
	for _, tag := range c.tags() {
		menu = append(menu, c.language(tag))
	}
	want := []Language{{"nl", "Nederlands", true}, {"pl", "polski", false}, {"ti", "ti", false}}
	if diff := cmp.Diff(want, menu); diff != "" {
		t.Errorf("menu (-want +got):\n%s", diff)
	}
}

func TestSystemLanguage(t *testing.T) {
	c := invented(t)
	for wanted, want := range map[string]string{
		"pl_PL.UTF-8": "pl", "ar_SY@latin": "ar", "nl_BE": "nl", "de_DE.UTF-8": "nl", "C": "nl", "": "nl", "C.UTF-8 pap_CW": "pap",
	} {
		if got := c.firstOf(strings.Fields(wanted)); got != want {
			t.Errorf("%q: %q, want %q", wanted, got, want)
		}
	}
}
