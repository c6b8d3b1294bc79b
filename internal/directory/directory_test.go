package directory_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"schakel/internal/directory"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

func printer(t *testing.T, tag string) *i18n.Printer {
	t.Helper()
	p, err := i18n.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var today = record.Day(2026, 11, 24)

func TestATableIsReadInEveryFormThatASpreadsheetWrites(t *testing.T) {
	text := "Naam;Opmerking\r\nCafé Óók;\"een; twee\r\nregels, met een \"\"woord\"\"\"\r\n;\r\n"
	wide := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(text)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	old := strings.NewReplacer("é", "\xe9", "Ó", "\xd3", "ó", "\xf3").Replace(text)
	for name, data := range map[string]string{
		"UTF-8": text, "with a mark": "\ufeff" + text, "Windows-1252": old, "UTF-16": string(wide), "with commas": strings.NewReplacer("Naam;", "Naam,", "k;", "k,", "\n;", "\n,").Replace(text),
		"with tabs": strings.NewReplacer("Naam;", "Naam\t", "k;", "k\t", "\n;", "\n\t").Replace(text), "unix": strings.ReplaceAll(text, "\r\n", "\n"),
	} {
		got, err := directory.Read(strings.NewReader(data))
		if err != nil || len(got.Rows) != 1 || got.Rows[0][0] != "Café Óók" || got.Rows[0][1] != "een; twee\nregels, met een \"woord\"" || got.Lines[0] != 2 {
			t.Errorf("%s: %q %v", name, got.Rows, err)
		}
	}
}

func TestWhatIsNoTableIsRefusedWithAReason(t *testing.T) {
	for name, c := range map[string]struct {
		data string
		want error
	}{
		"empty": {"", directory.ErrEmpty}, "only a head": {"Naam;Soort\r\n", directory.ErrEmpty}, "a spreadsheet": {"PK\x03\x04xxxx", directory.ErrTable},
		"zeros": {"Naam\x00;", directory.ErrTable}, "large": {strings.Repeat("x", 9<<20), directory.ErrLarge},
		"many": {"Naam\n" + strings.Repeat("a\n", 20_001), directory.ErrLarge},
	} {
		if _, err := directory.Read(strings.NewReader(c.data)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for data, want := range map[string]string{"Naam\n\"open\n": "directory.quote", "Naam;Soort\nA;b;c\n": "directory.wide"} {
		var ps record.Problems
		if _, err := directory.Read(strings.NewReader(data)); !errors.As(err, &ps) || ps[0].Code != want || ps[0].Params["Line"] != "2" {
			t.Errorf("%q: %v", data, err)
		}
	}
}

func TestNoCellBecomesAFormulaAndEveryCellComesBack(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		name := strings.TrimSpace(strings.Map(func(c rune) rune {
			if c < 32 || c == 0xfeff || c == 0xfffd {
				return -1
			}
			return c
		}, rapid.StringOfN(rapid.RuneFrom([]rune("=+-@'\"a ;,|é\u0634")), 1, 12, -1).Draw(r, "name")))
		if name == "" {
			return
		}
		p, _ := i18n.New("nl")
		partner := &record.Partner{Head: record.Head{ID: record.ID{1}}, Type: record.PartnerCJG, Name: record.Text(name), Note: record.Text(name), Areas: []record.Private{record.Text("a")}}
		var out bytes.Buffer
		if err := directory.Write(&out, []*record.Partner{partner}, p, p); err != nil {
			r.Fatal(err)
		}
		got, err := directory.Read(bytes.NewReader(out.Bytes()))
		if err != nil {
			r.Fatal(err)
		}
		all := directory.Parse(got, directory.Guess(got.Head, p, p), p, p, today)
		if len(all) != 1 || len(all[0].Problems) != 0 || all[0].Partner.Name.Reveal() != name || all[0].Partner.Note.Reveal() != name {
			r.Fatalf("%q came back as %q %v", name, all[0].Partner.Name.Reveal(), all[0].Problems)
		}
		if cell := directory.Neutral(name); strings.ContainsAny(cell[:1], "=+-@\t\r") {
			r.Fatalf("%q begins a formula", cell)
		}
	})
}

func TestEveryColumnHasAHeadingThatLeadsBackToIt(t *testing.T) {
	for _, l := range i18n.Languages() {
		p, dutch := printer(t, l.Tag), printer(t, "nl")
		var head []string
		for _, c := range directory.Columns() {
			head = append(head, c.Heading(p))
		}
		for i, key := range directory.Guess(head, p, dutch) {
			if key != directory.Columns()[i].Key {
				t.Errorf("%s: %q is taken for %q and not for %q", l.Tag, head[i], key, directory.Columns()[i].Key)
			}
		}
	}
}

func TestAMappingIsRememberedByItsHeadingsOnly(t *testing.T) {
	head := []string{"Instelling X", "Tel.", "Iets"}
	m := make(directory.Mapping, 3)
	m.Set(0, "name")
	m.Set(1, "phone")
	m.Set(2, "name")
	if m[0] != "" || m[2] != "name" {
		t.Fatalf("a column is two things: %v", m)
	}
	got := directory.Remembered(m.Remember(head), []string{"iets", "nieuw", "TEL."})
	if strings.Join(got, ",") != "name,,phone" {
		t.Errorf("%v", got)
	}
	if got := directory.Remembered("x\x1fgone\ty", head); strings.Join(got, "") != "" {
		t.Errorf("%v", got)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("Naam;Voornaam\r\nA;\"b\r\n\";\r\n"))
	f.Add([]byte("\xff\xfeN\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := directory.Read(bytes.NewReader(data))
		if err != nil {
			return
		}
		p, _ := i18n.New("nl")
		for _, e := range directory.Parse(got, directory.Guess(got.Head, p, p), p, p, today) {
			_ = e.Partner.Validate(today)
		}
	})
}
