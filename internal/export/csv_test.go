package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

func printer(t testing.TB, tag string) *i18n.Printer {
	t.Helper()
	p, err := i18n.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func day(m time.Month, d int) record.Date { return record.Day(2026, m, d) }

func concern(level record.ConcernLevel, area record.LifeArea) *record.Concern {
	return &record.Concern{Scope: record.ScopeHousehold, Household: record.ID{1}, Level: level, SeenOn: day(7, 9), Areas: []record.LifeArea{area}, State: record.ConcernOpen}
}

// report is a small programme's quarter: 16 families, 20 concerns of which 2 danger, partners with names that try something.
func report(t testing.TB) summary.Report {
	t.Helper()
	var records []record.Record
	for i := range 16 {
		records = append(records,
			&record.Contact{About: record.AboutHousehold, Subject: record.ID{2, byte(i)}, On: day(7, 1+i), Place: record.PlaceHome, Length: 50 * time.Minute, Roles: []record.Role{record.RoleListen}},
			concern(record.LevelWorried, record.LifeAreas()[i%2]))
	}
	for i := range 4 {
		records = append(records, concern(record.ConcernLevels()[2*(i%2)], record.AreaSchool))
	}
	for i, name := range []string{"=HYPERLINK(1)", "CJG Zuiderwijk; buurtteam", "مركز الأسرة"} {
		records = append(records, &record.Partner{Head: record.Head{ID: record.ID{3, byte(i)}}, Name: record.Text(name), Norm: 7})
		for k := range 6 + i {
			records = append(records, &record.Referral{
				Way: record.WayOut, Partner: record.ID{3, byte(i)}, Method: record.MethodEndpoint, State: record.ReferralAccepted,
				SentOn: day(7, 10), AnsweredOn: day(7, 12+k),
			})
		}
	}
	for i := range 13 {
		records = append(records, &record.Meeting{
			Type: record.MeetingTypes()[i%3], On: day(7, 1).Add(7 * i), Heads: 10 + i, Started: i % 2, Length: 110 * time.Minute, Preparation: 20 * time.Minute,
		})
	}
	r, err := summary.Make(slices.Values(records), summary.Period{From: day(7, 1), To: day(9, 30)}, summary.Options{Today: day(11, 22)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func public(t testing.TB) summary.Report {
	t.Helper()
	r, err := report(t).Public(summary.Protection{Threshold: sdc.Minimum})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func readCSV(t *testing.T, data []byte, separator rune) [][]string {
	t.Helper()
	in := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	in.Comma = separator
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestCSV(t *testing.T) {
	var out bytes.Buffer
	if err := CSV(&out, public(t), printer(t, "nl"), Semicolon); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	if !strings.HasPrefix(text, "\ufeffOverzicht;1 juli 2026 tot en met 30 september 2026;;;\r\n") {
		t.Errorf("begins with %q", text[:60])
	}
	for _, line := range []string{
		"Voor gezinnen;Gezinnen die zijn gesproken;totaal;16;aantal",
		"Voor gezinnen;Naar hulp, bij wie;'=HYPERLINK(1) · totaal;6;aantal",
		"Voor gezinnen;Naar hulp, bij wie;\"CJG Zuiderwijk; buurtteam · totaal\";7;aantal",
		"Wat jij deed;Uren;totaal;41,50;uren",
		"Wat jij deed;Uren;contacten;13,34;uren",
		"Voor gezinnen;Naar hulp, kwam er antwoord;dagen tot het antwoord, de middelste;verborgen;dagen",
		"Voor de gemeenschap;Bijeenkomsten per week;week van 29 juni 2026;1;aantal",
	} {
		if !strings.Contains(text, line+"\r\n") {
			t.Errorf("lacks %q", line)
		}
	}
	if strings.Count(text, "Een getal is verborgen als ") != 1 || !strings.Contains(text, ";verborgen;") || strings.Contains(text, "⟦") {
		t.Errorf("marks or missing texts:\n%s", text)
	}
}

func TestCSVForOtherPrograms(t *testing.T) {
	var out bytes.Buffer
	if err := CSV(&out, public(t), printer(t, "en"), Comma); err != nil {
		t.Fatal(err)
	}
	rows := readCSV(t, out.Bytes(), ',')
	if rows[0][0] != "Overview" || strings.HasPrefix(out.String(), "\ufeff") || !strings.Contains(out.String(), ",41.50,hours") {
		t.Error(rows[0])
	}
}

// What stands in the file adds up: the parts of every headed table make its total, hours included.
func TestTotalsAreTheSumOfTheirPartsInCSV(t *testing.T) {
	var out bytes.Buffer
	if err := CSV(&out, public(t), printer(t, "en"), Comma); err != nil {
		t.Fatal(err)
	}
	sums, totals, hidden := map[string]int{}, map[string]int{}, map[string]bool{}
	loose := map[string]bool{"Worries, about what": true, "What you did in contacts": true, "What you did at gatherings": true}
	for _, row := range readCSV(t, out.Bytes(), ',') {
		n, err := strconv.ParseFloat(row[3], 64)
		switch {
		case row[3] == "hidden":
			hidden[row[1]] = true
		case err != nil || row[4] == "days" || row[4] == "" || strings.Contains(row[2], ": "):
		case row[2] == "total":
			totals[row[1]] = int(n*100 + 0.5)
		default:
			sums[row[1]] += int(n*100 + 0.5)
		}
	}
	for measure, total := range totals {
		if !hidden[measure] && !loose[measure] && sums[measure] != total {
			t.Errorf("%s: %d is not %d", measure, sums[measure], total)
		}
	}
	if len(totals) < 15 {
		t.Error("too few tables were read")
	}
}

func TestUnsafeReportsAreRefused(t *testing.T) {
	p := printer(t, "nl")
	raw := report(t)
	forged := raw
	forged.Safe, forged.Threshold = true, 5
	for name, write := range map[string]func(summary.Report) error{
		"csv":  func(r summary.Report) error { return CSV(io.Discard, r, p, Semicolon) },
		"json": func(r summary.Report) error { return JSON(io.Discard, r, p) },
	} {
		if err := write(raw); !errors.Is(err, ErrUnsafe) {
			t.Errorf("%s: %v", name, err)
		}
		if err := write(forged); !errors.Is(err, sdc.ErrExposed) {
			t.Errorf("%s, forged: %v", name, err)
		}
	}
}

func TestEmptyReport(t *testing.T) {
	r, err := summary.Make(slices.Values([]record.Record{}), summary.Period{From: day(1, 1), To: day(1, 31)}, summary.Options{Today: day(2, 1)})
	if err != nil {
		t.Fatal(err)
	}
	if r, err = r.Public(summary.Protection{Threshold: 5}); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := CSV(&out, r, printer(t, "nl"), Semicolon); err != nil || !strings.Contains(out.String(), "niets opgeschreven") {
		t.Error(err, out.String())
	}
}

func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		"CJG":         "CJG",
		"=1+1":        "'=1+1",
		"+31 6":       "'+31 6",
		"@x":          "'@x",
		"-x":          "'-x",
		"-12":         "-12",
		"-1,5":        "-1,5",
		"-1+1":        "'-1+1",
		"\t=1":        "'\t=1",
		"\r":          "'\r",
		"＝1":          "'＝1",
		"＋1":          "'＋1",
		"－1":          "'－1",
		"＠1":          "'＠1",
		" =1":         "' =1",
		"\u200f=1":    "'\u200f=1",
		"\ufeff=1":    "'\ufeff=1",
		"\u00a0=1":    "'\u00a0=1",
		"a=1":         "a=1",
		"":            "",
		"12":          "12",
		"73,6%":       "73,6%",
		"\"=1":        "'\"=1",
		"مركز":        "مركز",
		"1-2":         "1-2",
		"− 4 (minus)": "'− 4 (minus)",
	} {
		if got := Plain(text); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
}

func FuzzPlain(f *testing.F) {
	f.Add("=cmd|' /C calc'!A0")
	f.Add("  -2")
	f.Fuzz(func(t *testing.T, text string) {
		got := Plain(text)
		trimmed := strings.TrimLeft(got, " \t\r\n\u00a0\ufeff\"")
		if trimmed != "" && strings.ContainsAny(trimmed[:1], "=+@") {
			t.Errorf("%q became %q", text, got)
		}
		if !strings.HasSuffix(got, text) {
			t.Errorf("%q became %q", text, got)
		}
	})
}

func TestHoursAddUp(t *testing.T) {
	table := summary.Table{Unit: summary.Minutes, Counts: sdc.List(20, 20, 20)}
	if diff := cmp.Diff([][]int{{100}, {34}, {33}, {33}}, Hours(table)); diff != "" {
		t.Error(diff)
	}
}

func TestJSON(t *testing.T) {
	var out bytes.Buffer
	if err := JSON(&out, public(t), printer(t, "nl")); err != nil {
		t.Fatal(err)
	}
	var back jsonReport
	if err := json.Unmarshal(out.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	if back.Schema != Schema || back.From != "2026-07-01" || back.Threshold != 5 || back.Hidden == "" || len(back.Sections) != 4 {
		t.Errorf("%+v", back)
	}
	level := back.Sections[0].Tables
	for _, table := range level {
		if table.ID == "concerns.level" && (*table.Rows[0].Cells[0].Count != 20 || table.Rows[3].Cells[0] != (jsonCell{Hidden: true})) {
			t.Errorf("%+v", table)
		}
	}
}

func TestSave(t *testing.T) {
	path := filepath.Join(t.TempDir(), "overzicht.csv")
	text := func(s string) func(io.Writer) error {
		return func(w io.Writer) error { _, err := io.WriteString(w, s); return err }
	}
	broken := errors.New("broken")
	half := func(w io.Writer) error { _, _ = io.WriteString(w, "half"); return broken }
	if err := Save(path, half); !errors.Is(err, broken) {
		t.Error(err)
	}
	if err := Save(path, text("one")); err != nil {
		t.Fatal(err)
	}
	if err := Save(path, text("two")); !errors.Is(err, ErrExists) {
		t.Error(err)
	}
	if err := Replace(path, half); !errors.Is(err, broken) {
		t.Error(err)
	}
	if got, _ := os.ReadFile(path); string(got) != "one" {
		t.Errorf("%q", got)
	}
	if err := Replace(path, text("two")); err != nil {
		t.Error(err)
	}
	if got, _ := os.ReadFile(path); string(got) != "two" {
		t.Errorf("%q", got)
	}
	left, _ := os.ReadDir(filepath.Dir(path))
	if len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
	if err := Save(filepath.Join(filepath.Dir(path), "no", "x.csv"), text("x")); fault.Of(err) != fault.Denied {
		t.Error(err)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Error(info.Mode())
	}
}

// A CSV that is read back says every number of the report with its words, in every language, and both kinds say the same.
func TestCSVReadsBackAsTheReport(t *testing.T) {
	r := rich(t)
	for _, tag := range tags() {
		p := printer(t, tag)
		want := flatOf(r, p)
		for f, separator := range map[Format]rune{FormatCSV: ';', FormatComma: ','} {
			var got []string
			for i, row := range readCSV(t, written(t, f, r, tag), separator) {
				if i < 2 || row[1] == "" {
					continue
				}
				for k, cell := range row {
					row[k] = strings.TrimPrefix(cell, "'")
					if n := strings.TrimSuffix(strings.Replace(cell, ",", ".", 1), "%"); k > 2 && isNumber(n) {
						row[k] = n
					}
				}
				got = append(got, row[1]+"|"+row[2]+"|"+row[3]+"|"+row[5])
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s %s: %s", f, tag, diff)
			}
		}
	}
}

// flatOf is every number of a report by itself: measure, row, number, the number before.
func flatOf(r summary.Report, p *i18n.Printer) []string {
	var all []string
	for _, s := range r.Sections {
		for _, t := range s.Tables {
			measure, now, before := p.Value("summary.measure", t.ID), data(t, t.Counts.Cells), data(t, t.Then)
			say := func(d datum) string {
				f, ok := d.value()
				switch {
				case !ok:
					return p.T("summary.hidden.mark")
				case t.Unit == summary.Minutes:
					return strconv.FormatFloat(f, 'f', 2, 64)
				}
				return strconv.Itoa(int(f))
			}
			for i := range t.Rows {
				for j := range t.Counts.Cells[i] {
					name, then := path(t, i, p), ""
					if len(t.Columns) > 0 {
						name += " · " + labelText(p, t.Columns[j])
					}
					if before != nil {
						then = say(before[i][j])
					}
					all = append(all, measure+"|"+name+"|"+say(now[i][j])+"|"+then)
				}
			}
			if t.Target > 0 {
				all = append(all, measure+"|"+p.T("export.target")+"|"+strconv.Itoa(t.Target)+"|")
			}
			for _, f := range t.Figures {
				value := strconv.FormatFloat(f.Value, 'f', 1, 64)
				switch {
				case f.Hidden:
					value = p.T("summary.hidden.mark")
				case f.Base == 0:
					continue
				case f.Share:
					value = strconv.FormatFloat(f.Value*100, 'f', 1, 64)
				}
				all = append(all, measure+"|"+p.Value("summary.figure", f.ID)+"|"+value+"|")
			}
		}
	}
	return all
}
