package export

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"schakel/assets"
	"schakel/internal/access"
	"schakel/internal/i18n"
)

func faces() Faces { return Faces{Regular: assets.FontRegular(), Bold: assets.FontBold()} }

// extract is the text of a PDF as poppler reads it, one line a string.
func extract(t *testing.T, data []byte) []string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not installed")
	}
	cmd := exec.Command(tool, "-layout", "-enc", "UTF-8", "-", "-")
	cmd.Stdin = bytes.NewReader(data)
	var out, errors bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errors
	if err := cmd.Run(); err != nil || errors.Len() > 0 {
		t.Fatalf("pdftotext: %v %s", err, errors.String())
	}
	var lines []string
	for line := range strings.Lines(out.String()) {
		line = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Cf, r) { // marks of direction that poppler adds
				return -1
			}
			return r
		}, line)
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

func render(t *testing.T, doc Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := PDF(&out, doc, faces()); err != nil {
		t.Fatal(err)
	}
	// For whoever wants to look: PDF_OUT=folder go test ./internal/export
	if folder := os.Getenv("PDF_OUT"); folder != "" {
		name := strings.ReplaceAll(t.Name(), "/", "-") + ".pdf"
		if err := os.WriteFile(filepath.Join(folder, name), out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return out.Bytes()
}

func TestOverviewOnPaper(t *testing.T) {
	for _, tag := range []string{"nl", "tr"} {
		t.Run(tag, func(t *testing.T) {
			doc, err := Overview(public(t), printer(t, tag))
			if err != nil {
				t.Fatal(err)
			}
			text := strings.Join(extract(t, render(t, doc)), "\n")
			if strings.Contains(text, "⟦") {
				t.Error("a text is missing")
			}
			if tag == "nl" {
				for _, line := range []string{"Overzicht", "1 juli 2026 tot en met 30 september 2026", "verborgen", "CJG Zuiderwijk", "Bijeenkomsten per week"} {
					if !strings.Contains(text, line) {
						t.Errorf("lacks %q in\n%s", line, text)
					}
				}
			}
		})
	}
}

func TestPDFTextIsTheText(t *testing.T) {
	doc := Document{Title: "Precies dit", Lang: "nl", Blocks: []Block{
		Paragraph{Text: "Çiğdem Yılmaz, Łódź en efficiënt: fietsoffice 73,6% – “zo”"},
		Paragraph{Text: "فاطمة الزهراء", Typed: true},
		Paragraph{Text: "رقم الهاتف", Typed: true},
		Paragraph{Text: "ሰላም ልኡል"},
	}}
	want := []string{"Precies dit", "Çiğdem Yılmaz, Łódź en efficiënt: fietsoffice 73,6% – “zo”", "فاطمة الزهراء", "رقم الهاتف", "ሰላም ልኡል", "1/1"}
	if diff := cmp.Diff(want, extract(t, render(t, doc))); diff != "" {
		t.Error(diff)
	}
}

func TestSheets(t *testing.T) {
	p := printer(t, "nl")
	lines := []KeyValue{
		{"Naam van de ouder", "فاطمة الزهراء بن علي"},
		{"Telefoon", "06 12345678, liefst na 14.00 uur"},
		{"Kind", "Yusuf, 4 jaar"},
		{"Wat de ouder vraagt", "Yusuf slaapt slecht sinds we zijn verhuisd. Ik wil graag weten wat ik ’s avonds kan doen, en of iemand een keer bij ons thuis wil komen. يوسف لا ينام جيداً."},
		{"Gemengd", "الهاتف 06-12345678 (CJG) بعد 21-11-2026."},
	}
	for name, doc := range map[string]Document{
		"exactly":  Exactly(p, "CJG Zuiderwijk, Marieke", lines),
		"recovery": RecoveryCard(p, "7K3Q-9XFM-2B8T-HW5N-PR4D-J6", "22 november 2026"),
		"part":     PartCard(p, Part{Number: 1, Lines: [2]string{"1K7Q-9XFM-2B8T-HW5N", "PR4D-J61A-0C0D-EFGH"}, Made: "22 november 2026"}),
		"person":   PartCard(p, Part{Number: 3, Lines: [2]string{"3K7Q-9XFM-2B8T-HW5N", "PR4D-J61A-0C0D-EFGH"}, Made: "22 november 2026", Person: true}),
		"shared": SharedList(p, p, access.SharedPaper{About: "Gezin Ben Ali", Made: "Gemaakt op 24 november 2026", Items: []access.Shared{{When: "21 november 2026", Recipient: "CJG Zuiderwijk, Marieke",
			What: "naam, telefoon, de vraag", Consents: []string{"Fatima, 20 november 2026"}, How: "voorgelezen", State: "ontvangen en leesbaar", Lines: [][2]string{{"vraag", "Ik wil hulp"}}}}}),
		"consent": ConsentSheet(p, p, consentOf(lines), consentOf(lines)),
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Join(extract(t, render(t, doc)), "\n")
			if strings.Contains(text, "⟦") || !strings.Contains(text, doc.Title) {
				t.Error(text)
			}
		})
	}
}

// The card for somebody else does not say whose it is nor what it opens, and every group can be read off the paper, in any language.
func TestCardOfAPart(t *testing.T) {
	lines := [2]string{"3K7Q-9XFM-2B8T-HW5N", "PR4D-J61A-0C0D-EFGH"}
	for _, tag := range []string{"nl", "en", "tr", "ar", "pl", "pap"} {
		t.Run(tag, func(t *testing.T) {
			for _, person := range []bool{false, true} {
				data := render(t, PartCard(printer(t, tag), Part{Number: 3, Lines: lines, Made: "22-11-2026", Person: person}))
				text := strings.Join(extract(t, data), "\n")
				for _, want := range append(lines[:], "22-11-2026") {
					if !strings.Contains(text, want) {
						t.Errorf("lacks %q in\n%s", want, text)
					}
				}
				if person && strings.Contains(text, "Schakel") {
					t.Errorf("says what it opens:\n%s", text)
				}
				if n := bytes.Count(data, []byte("/Type /Page ")); n != 1 {
					t.Errorf("%d pages", n)
				}
			}
		})
	}
}

func TestRightToLeftPage(t *testing.T) {
	doc := Document{Title: "نظرة عامة", Subtitle: "من 1 يوليو 2026", Lang: "ar", Dir: i18n.RightToLeft, Footer: "الزيارات ليست أشخاصاً.", Blocks: []Block{
		Line{Title: "اللقاءات في الأسبوع", Note: "31 لقاء", Points: []Point{{"يوليو", 2}, {"", 3}, {"", 1}, {"أغسطس", 0}, {"", 2}, {"", 4}}},
		Pair{
			Start: []Block{Heading{Text: "للأسر"}, Numbers{Items: []Number{{"38", "أسرة"}, {"164", "تواصل"}}}, Bars{Title: "المخاوف", Total: "المجموع 38", Rows: []Bar{{Label: "التربية", Value: 16, Text: "16"}, {Label: "المدرسة", Value: 12, Text: "12"}, {Label: "المال", Text: "مخفي", Hidden: true}}}},
			End:   []Block{Heading{Text: "للمجتمع"}, Numbers{Items: []Number{{"31", "لقاء"}, {"412", "زيارة"}}}, Bars{Title: "النوع", Rows: []Bar{{Label: "CJG Zuiderwijk", Typed: true, Value: 14, Text: "14"}}}},
		},
		KeyValues{Rows: []KeyValue{{"التاريخ", "21-11-2026"}, {"الهاتف", "06-12345678"}, {"الاسم", "Çiğdem (CJG) الزهراء"}}},
		Table{Columns: []string{"الاسم", "العدد"}, Rows: [][]string{{"التربية", "16"}, {"المدرسة", "12"}}},
	}}
	text := strings.Join(extract(t, render(t, doc)), "\n")
	for _, s := range []string{"نظرة عامة", "21-11-2026", "06-12345678", "للأسر", "CJG Zuiderwijk"} {
		if !strings.Contains(text, s) {
			t.Errorf("lacks %q in\n%s", s, text)
		}
	}
}

// The order on the page, by rule L2: what a reader of the page sees from left to right.
func TestVisualOrder(t *testing.T) {
	for _, tc := range []struct {
		text string
		base i18n.Direction
		want string
	}{
		{"abc", 0, "abc"},
		{"אבג 12 abc", 0, "12 גבא abc"},
		{"אבג 12 abc", 1, "abc 12 גבא"},
		{"tel 06-123 456 אבג", 1, "גבא 06-123 456 tel"},
		{"א 21-11-2026 ב", 1, "ב 21-11-2026 א"},
		{"א € 1,800.00 ב 2,5 ג", 1, "ג 2,5 ב € 1,800.00 א"},
		{"א 1,800.00 ב", 1, "ב 1,800.00 א"},
		{"א 1.234.567,89 ב", 1, "ב 1.234.567,89 א"},
		{"א (ב) ג.", 1, ".ג )ב( א"},
	} {
		text := []rune(tc.text)
		var got []rune
		for _, run := range visual(text, levels(text, tc.base), 0, len(text), tc.base) {
			part := append([]rune{}, text[run.start:run.end]...)
			if run.rtl {
				for i, j := 0, len(part)-1; i < j; i, j = i+1, j-1 {
					part[i], part[j] = part[j], part[i]
				}
			}
			got = append(got, part...)
		}
		if string(got) != tc.want {
			t.Errorf("%q: %q, not %q", tc.text, string(got), tc.want)
		}
	}
}

func TestLongTextTurnsThePage(t *testing.T) {
	doc := Document{Title: "Lang", Lang: "nl", Blocks: []Block{
		Paragraph{Text: strings.Repeat("Een zin die steeds terugkomt en de bladzijde vult. ", 300)},
		Paragraph{Text: strings.Repeat("woordzondereind", 40)},
	}}
	data := render(t, doc)
	if n := bytes.Count(data, []byte("/Type /Page ")); n < 3 {
		t.Errorf("%d pages", n)
	}
	text := strings.Join(extract(t, data), " ")
	if strings.Count(text, "Een zin die") < 295 || strings.Count(strings.ReplaceAll(text, " ", ""), "woordzondereind") != 40 {
		t.Error("text was lost")
	}
}

func TestPDFIsTheSameEveryTime(t *testing.T) {
	doc, err := Overview(public(t), printer(t, "nl"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(render(t, doc), render(t, doc)) {
		t.Error("differs")
	}
}

func TestPDFRefusesABadFace(t *testing.T) {
	if err := PDF(io.Discard, Document{}, Faces{Regular: []byte("x"), Bold: []byte("y")}); err == nil {
		t.Error("accepted")
	}
}

func TestUnsafeReportIsNotLaidOut(t *testing.T) {
	if _, err := Overview(report(t), printer(t, "nl")); err == nil {
		t.Error("laid out")
	}
}

func FuzzPDF(f *testing.F) {
	f.Add("الهاتف 06-12345678 (CJG)\nabc", "x")
	f.Add("", "\u202e\u0000")
	f.Fuzz(func(t *testing.T, a, b string) {
		doc := Document{Title: a, Lang: b, Blocks: []Block{
			Paragraph{Text: b, Typed: true}, KeyValues{Rows: []KeyValue{{a, b}}}, Bars{Title: b, Rows: []Bar{{Label: a, Value: 2, Text: b}}},
		}}
		if err := PDF(io.Discard, doc, faces()); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkOverviewPDF(b *testing.B) {
	r := public(b)
	p := printer(b, "nl")
	for b.Loop() {
		doc, err := Overview(r, p)
		if err != nil {
			b.Fatal(err)
		}
		if err := PDF(io.Discard, doc, faces()); err != nil {
			b.Fatal(err)
		}
	}
}
