package export_test

import (
	"bytes"
	"strings"
	"testing"

	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/studies"
	"schakel/internal/summary"
)

func study(t *testing.T, id string) studies.Table {
	t.Helper()
	table, ok := studies.Find(id)
	if !ok {
		t.Fatalf("no table %s", id)
	}
	return table
}

func studyCSV(t *testing.T, lang, id string, separator export.Separator) string {
	t.Helper()
	p, err := i18n.New(lang)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := export.StudyCSV(&out, study(t, id), p, separator); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// The response is "73,6%" in nl and "73.6%" in en (000 L199), and the source is named in every file.
func TestAShareIsWrittenAsTheLanguageDoes(t *testing.T) {
	for lang, want := range map[string]string{"nl": "73,6%", "en": "73.6%"} {
		if got := studyCSV(t, lang, "response", export.Semicolon); !strings.Contains(got, ";"+want+"\r\n") || !strings.Contains(got, "000 L199") {
			t.Errorf("%s: %q", lang, got)
		}
	}
}

func TestAStudyIsLaidOutWholeWithItsSource(t *testing.T) {
	got := studyCSV(t, "nl", "conferences", export.Comma)
	for _, want := range []string{"openbare bron: 004 L879", "Conferentie met een plan dat af is,3\r\n", ",4\r\n", ",5\r\n", "Nog niet duidelijk,1\r\n", "Totaal,13\r\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in %q", want, got)
		}
	}
	if got := studyCSV(t, "nl", "inhabitants", export.Semicolon); !strings.Contains(got, "Mediaan;45500\r\n") || !strings.Contains(got, "B;850000;groot\r\n") {
		t.Errorf("%q", got)
	}
}

// The same small counts from records are refused: a report that Public did not make is never laid out, whatever it counts.
func TestTheSameCountsFromRecordsAreNotLaidOut(t *testing.T) {
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := export.Overview(summary.Report{}, p); err == nil {
		t.Error("a report that nobody made public is laid out")
	}
}
