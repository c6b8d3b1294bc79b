package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// typedTexts are what somebody may type where a name is asked for: everything that tries something, and what is only long or strange.
func typedTexts() []string {
	all := attacks()
	for _, sign := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "%", "|"} {
		all = append(all, sign+"1+1", sign)
	}
	return append(all,
		"regel een\n=1+1", "regel\r\n+1", "\n=1", "a\u2028=1", "a\u2029=1", "\v=1", "\x1b[31m=1", "\ufeff=1", "\u200b=1", "\u00a0=1", "\u3000=1", "\u2066=1\u2069",
		"\u202eomgekeerd", "\u2067عربي\u2069 nl", "a\u202bb", "&amp; &lt; &#0; &quot;", "<![CDATA[x]]>", "]]>", "<?xml version=\"1.0\"?>", "<script>alert(1)</script>",
		"\"; =1", "a;b,c\t=d", "'=1", "''", "$(rm -rf ~)", "`id`", "{{.Name}}", "%s%n", "_x000D_", "_x005F_x", "-12", "-12,5", "1.234", "2026-01-01", "TRUE", "#REF!", "DDE(\"cmd\")",
		strings.Repeat("x", 500), strings.Repeat("ع", 500), strings.Repeat("lang woord ", 45), "="+strings.Repeat("9", 499), "👩‍👩‍👧 e\u0301", "naam "+strings.Repeat("\u0301", 40),
	)
}

// whole is a typed text as every file can hold it, written down apart from the program: one line, without control signs and without those that turn the
// text around it.
func whole(text string) string {
	for _, end := range []string{"\t", "\n", "\r", "\u2028", "\u2029"} {
		text = strings.ReplaceAll(text, end, " ")
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || strings.ContainsRune("\u202a\u202b\u202c\u202d\u202e\ufffe\uffff\ufffd", r) {
			return -1
		}
		return r
	}, text)
}

// typing is an overview in which a text stands in every place where somebody types: as an organisation, a community, a local aim, a story and the letterhead, with
// what it is compared with and a target.
func typing(t *testing.T, text string) summary.Report {
	t.Helper()
	var records []record.Record
	programme := &record.Programme{Head: record.Head{ID: record.ID{1}}, Name: record.Text(text), Years: []record.ProgrammeYear{{Year: 2026, Aims: []record.Private{record.Text(text)}}}}
	partner := &record.Partner{Head: record.Head{ID: record.ID{2}}, Name: record.Text(text)}
	records = append(records, programme, partner)
	aims := []record.Aim{{Programme: programme.ID, Number: 1}}
	for i := range 24 {
		on := day(4, 1).Add(i * 7)
		records = append(records,
			&record.Contact{Head: record.Head{ID: record.ID{3, byte(i)}}, About: record.AboutNobody, On: on, Aims: aims[:i%2]},
			&record.Meeting{Head: record.Head{ID: record.ID{4, byte(i)}}, Type: record.MeetingCoffee, On: on, Heads: 9, Community: record.Text([]string{text, "Pools", ""}[i%3]), Aims: aims[:i%2]},
			&record.Request{Head: record.Head{ID: record.ID{5, byte(i)}}, What: record.RequestRoom, Partner: partner.ID, AskedOn: on, State: record.RequestAsked},
			&record.Referral{Head: record.Head{ID: record.ID{6, byte(i)}, Created: on.Midnight()}, Way: record.WayOut, Partner: partner.ID, State: record.ReferralSent, SentOn: on},
		)
	}
	made := func(p summary.Period) summary.Report {
		r, err := summary.Make(slices.Values(records), p, summary.Options{Today: day(11, 22)})
		if err != nil {
			t.Fatal(err)
		}
		return r.WithTargets([]*record.Target{{Measure: record.GoalMeetings, From: p.From, To: p.To, Count: 40}})
	}
	how := summary.Protection{Threshold: sdc.Minimum}
	r, err := made(summary.Period{From: day(7, 1), To: day(9, 30)}).PublicAgainst(summary.OfSnapshot(made(summary.Period{From: day(4, 1), To: day(6, 30)}).Snapshot()), how, how)
	if err != nil {
		t.Fatal(err)
	}
	r.Stories = []summary.Story{{Text: text}, {Text: "een gewoon verhaal\n" + text}}
	return r
}

var formula = regexp.MustCompile(`<f[ >]|table:formula|xlink:href="(?:[a-z]+:|//|/)|TargetMode="External"|<script|<x a=`)

// TestWhatWasTypedIsIntactAndNeutralInEveryFile writes texts that try something, in every place where somebody types, in every format in Dutch and Arabic: nothing in
// any file begins a formula, a link, a tag or a cell, the text is read back as it was typed, and the numbers around it stay numbers.
func TestWhatWasTypedIsIntactAndNeutralInEveryFile(t *testing.T) {
	texts := typedTexts()
	few := os.Getenv("SCHAKEL_LONG") == ""
	if few {
		texts = []string{"=1+1", "\t=1+1", "＝1+1", "-1+cmd|' /C calc'!A0", "regel een\n=1+1", "\u202eomgekeerd", "</table:table><x a=\"1\">&amp;'", "_x005F_x", "=" + strings.Repeat("9", 499), strings.Repeat("ع", 500)}
	}
	for i, text := range texts {
		for j, tag := range []string{"nl", "ar"} {
			if few && i%2 != j {
				continue
			}
			t.Run(fmt.Sprintf("%.20q %s", text, tag), func(t *testing.T) { neutral(t, text, tag) })
		}
	}
}

func neutral(t *testing.T, text, tag string) {
	t.Helper()
	r, p, want := typing(t, text), printer(t, tag), whole(text)
	page := Page{Faces: faces(), Letterhead: NewLetterhead(p, text, nil, nil)}
	numbers := onSheets(toldBy(r, p), r, p)
	for i := range numbers {
		numbers[i].row = whole(numbers[i].row)
	}
	for _, f := range Formats() {
		var out bytes.Buffer
		if err := f.Write(&out, r, p, page); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		c := tally{}
		switch f {
		case FormatXLSX, FormatODS:
			for name, part := range unzipped(t, out.Bytes()) {
				if strings.HasPrefix(name, "xl/charts/") {
					part = chartPlace.ReplaceAllString(part, "")
				}
				if found := formula.FindString(part); found != "" {
					t.Errorf("%s: %s holds %q", f, name, found)
				}
			}
			read := readXLSX
			if f == FormatODS {
				read = readODS
			}
			names, sheets := read(t, out.Bytes())
			top := sheets[names[0]][0]
			if want != "" && (len(top) == 0 || top[0].numeric || top[0].text != want) {
				t.Errorf("%s: the letterhead reads %+v", f, top)
			}
			stories := sheets[names[len(names)-2]]
			if !slices.ContainsFunc(stories, func(row []seen) bool { return len(row) > 0 && !row[0].numeric && row[0].text == want }) {
				t.Errorf("%s: the story is not intact: %+v", f, stories)
			}
			c.same(t, string(f), numbers, fromSheets(t, r, p, names, sheets))
		case FormatCSV, FormatComma:
			intactCSV(t, f, out.Bytes(), want)
		case FormatJSON:
			intactJSON(t, out.Bytes(), want)
		case FormatPDF:
			intactPDF(t, out.Bytes(), want)
		}
	}
}

// intactCSV looks at every cell: none begins a formula, and the name and the story are there, with at most an apostrophe before them.
func intactCSV(t *testing.T, f Format, data []byte, want string) {
	t.Helper()
	in := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	if f == FormatCSV {
		in.Comma = ';'
	}
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", f, err)
	}
	found, numbers := 0, 0
	for i, row := range rows {
		for k, cell := range row {
			if cell != Plain(cell) || strings.ContainsAny(cell, "\r\n\x00\v\x1b\u202e") {
				t.Errorf("%s: a cell is %q", f, cell)
			}
			if name := strings.TrimPrefix(cell, "'"); name == want || cell == want || strings.HasPrefix(name, want+" · ") {
				found++
			}
			if k == 3 && i > 1 && isNumber(cell) {
				numbers++
			}
		}
	}
	if found < 4 || numbers < 100 {
		t.Errorf("%s: %q stands there %d times, and %d numbers", f, want, found, numbers)
	}
}

func intactJSON(t *testing.T, data []byte, want string) {
	t.Helper()
	var all any
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	found := 0
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for _, one := range v {
				walk(one)
			}
		case []any:
			for _, one := range v {
				walk(one)
			}
		case string:
			if v == want {
				found++
			}
		}
	}
	if walk(all); found < 4 {
		t.Errorf("json: %q stands there %d times", want, found)
	}
}

// intactPDF looks for the text in the order of reading, wherever its lines end.
func intactPDF(t *testing.T, data []byte, want string) {
	t.Helper()
	found := 0
	for _, e := range Elements(t, data) {
		if spaceless(e) == spaceless(want) {
			found++
		}
	}
	if found < 3 && spaceless(want) != "" {
		t.Errorf("pdf: %q is read %d times", want, found)
	}
	for _, never := range []string{"/JavaScript", "/URI", "/Launch", "/EmbeddedFile"} {
		if bytes.Contains(data, []byte(never)) {
			t.Errorf("pdf: it holds %s", never)
		}
	}
}
