package export_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"schakel/assets"
	"schakel/internal/export"
	"schakel/internal/export/proof"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

func printed(t *testing.T, tag string) *i18n.Printer {
	t.Helper()
	p, err := i18n.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestWhatAReportStandsBeside(t *testing.T) {
	p := printed(t, "nl")
	r := summary.Report{
		Period: summary.Period{From: record.Day(2026, 4, 1), To: record.Day(2026, 6, 30)}, Until: record.Day(2026, 6, 30),
		Against: summary.Against{Kind: summary.AgainstPrevious, Period: summary.Period{From: record.Day(2026, 1, 1), To: record.Day(2026, 3, 31)}},
	}
	if got := export.Beside(r, p); got != "Naast de periode ervoor: 1 januari 2026 tot en met 31 maart 2026." {
		t.Errorf("%q", got)
	}
	if got := export.ThenHead(r, p); got != "Toen (de periode ervoor)" {
		t.Errorf("%q", got)
	}
	r.Until = record.Day(2026, 5, 1)
	if got := export.Beside(r, p); !strings.HasSuffix(got, "nog niet voorbij. De eerdere is wel helemaal geteld.") {
		t.Errorf("%q", got)
	}
	r.Against.Kind, r.Against.Made = summary.AgainstSnapshot, record.Day(2026, 2, 2)
	if got := export.Beside(r, p); !strings.HasPrefix(got, "Naast de startfoto van 2 februari 2026") {
		t.Errorf("%q", got)
	}
	r.Against = summary.Against{}
	if got := export.Beside(r, p); got != "" {
		t.Errorf("%q", got)
	}
}

func TestThenAndTargetInWords(t *testing.T) {
	p := printed(t, "nl")
	table := summary.Table{Target: 40, Then: [][]sdc.Cell{{{Count: 1200}}, {{Hidden: true}}}}
	for got, want := range map[string]string{
		export.Target(table, p): "doel 40", export.Then(table, 0, 0, p): "toen 1.200", export.Then(table, 1, 0, p): "toen " + p.T("summary.hidden.mark"),
		export.Then(table, 2, 0, p): "", export.Then(summary.Table{}, 0, 0, p) + "|": "|", export.Target(summary.Table{}, p) + "|": "|",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	hours := summary.Table{Unit: summary.Minutes, Target: 90 * 60, Then: [][]sdc.Cell{{{Count: 90}}}}
	if got := export.Target(hours, p); got != "doel 90" {
		t.Errorf("%q", got)
	}
	if got := export.Then(hours, 0, 0, p); got != "toen 1,5" {
		t.Errorf("%q", got)
	}
}

// The stories stand in the PDF as they were written, Dutch and Arabic, with the sentence that nobody is recognisable.
func TestStoriesOnPaper(t *testing.T) {
	told := []summary.Story{
		{Text: "Een moeder durfde niet alleen naar het spreekuur. Nu gaat zij elke week."},
		{Text: "كانت أم تخاف من الحديث مع المدرسة."},
	}
	for _, tag := range []string{"nl", "ar"} {
		p := printed(t, tag)
		r, err := summary.Make(slices.Values([]record.Record{
			&record.Meeting{Type: record.MeetingCoffee, On: record.Day(2026, 5, 5), Heads: 12},
		}), summary.Year(record.Day(2026, 1, 1)), summary.Options{Today: record.Day(2026, 12, 31)})
		if err != nil {
			t.Fatal(err)
		}
		if r, err = r.Public(summary.Protection{Threshold: 5}); err != nil {
			t.Fatal(err)
		}
		if blocks := export.Stories(r, p); len(blocks) != 0 || export.StoriesNote(r, p) != "" {
			t.Error("a heading without stories")
		}
		r.Stories = told
		doc, err := export.Overview(r, p)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := export.PDF(&out, doc, export.Faces{Regular: assets.FontRegular(), Bold: assets.FontBold()}); err != nil {
			t.Fatal(err)
		}
		if wrong := proof.Wrong(doc, tag); len(wrong) > 0 {
			t.Errorf("%s: %q", tag, wrong)
		}
	}
}
