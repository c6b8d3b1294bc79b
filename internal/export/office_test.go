package export_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"schakel/internal/export"
	"schakel/internal/export/proof"
	"schakel/internal/i18n"
)

// office gives LibreOffice, or skips where it is not installed or the run is not the long one: it is large, and starts slowly.
func office(t *testing.T) string {
	t.Helper()
	if os.Getenv("SCHAKEL_LONG") == "" {
		t.Skip("opening files in LibreOffice is part of the long run (packaging/test --long)")
	}
	tool, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed here: no file was opened in it (apt-get install libreoffice-calc)")
	}
	return tool
}

// LibreOffice opens every table without asking anything, and prints it and saves it as CSV with every number and every name as it is: nothing was
// calculated, nothing was taken for a formula.
func TestLibreOfficeOpensEveryTable(t *testing.T) {
	tool := office(t)
	r := export.Rich(t)
	for _, tag := range []string{"nl", "ar"} {
		p, err := i18n.New(tag)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range []export.Format{export.FormatXLSX, export.FormatODS, export.FormatCSV, export.FormatComma} {
			dir := t.TempDir()
			path := filepath.Join(dir, "in"+f.Extension())
			var data bytes.Buffer
			if err := f.Write(&data, r, p, export.Page{Faces: proof.Faces()}); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, data.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			// 44,34,76 is comma, quotes, UTF-8; -1 is every sheet, false keeps what is shown.
			in := map[export.Format]string{export.FormatCSV: "CSV:59,34,76", export.FormatComma: "CSV:44,34,76"}[f]
			text := converted(t, tool, filepath.Join(dir, "text"), path, in, `csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1`)
			for _, want := range []string{p.T("summary.title"), p.Value("summary.measure", "families.reached"), p.T("summary.hidden.mark"), "221"} {
				if !strings.Contains(text, want) {
					t.Errorf("%s %s: LibreOffice does not show %q", f, tag, want)
				}
			}
			for _, never := range []string{"#NAME?", "#VALUE!", "#REF!", "Err:5", "#N/A"} {
				if strings.Contains(text, never) {
					t.Errorf("%s %s: LibreOffice shows %s", f, tag, never)
				}
			}
			if !strings.Contains(text, "=HYPERLINK(1)") {
				t.Errorf("%s %s: a name that begins as a formula was not kept", f, tag)
			}
			printed := filepath.Join(dir, "pdf")
			converted(t, tool, printed, path, in, "pdf")
			if pages, err := filepath.Glob(filepath.Join(printed, "*.pdf")); err != nil || len(pages) != 1 {
				t.Errorf("%s %s: LibreOffice prints nothing", f, tag)
			}
		}
	}
}

// converted has LibreOffice write a file in another form, and gives all that it wrote.
func converted(t *testing.T, tool, dir, path, in, form string) string {
	t.Helper()
	home := t.TempDir() // settings of its own: nobody's are touched, and two runs do not wait for each other
	args := []string{"-env:UserInstallation=file://" + home, "--headless"}
	if in != "" {
		args = append(args, "--infilter="+in)
	}
	cmd := exec.Command(tool, append(args, "--convert-to", form, "--outdir", dir, path)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	all, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, name := range all {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text.Write(data)
	}
	return text.String()
}
