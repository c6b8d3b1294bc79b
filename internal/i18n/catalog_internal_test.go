package i18n

import (
	"strings"
	"testing"
	"testing/fstest"
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
	if got := strings.Join(c.tags, " "); got != "nl ar pl pap ti" {
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
	for _, tag := range c.tags {
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

func TestCatalogRefuses(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"no source":  {"en.json": &fstest.MapFile{Data: []byte(`{}`)}},
		"no JSON":    {"nl.json": &fstest.MapFile{Data: []byte(`{`)}},
		"no tag":     {"nl.json": &fstest.MapFile{Data: []byte(`{}`)}, "no tag.json": &fstest.MapFile{Data: []byte(`{}`)}},
		"no plurals": {"nl.json": &fstest.MapFile{Data: []byte(`{}`)}, "zgh.json": &fstest.MapFile{Data: []byte(`{}`)}},
	} {
		if _, err := readCatalog(files); err == nil {
			t.Errorf("%s: read", name)
		}
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
