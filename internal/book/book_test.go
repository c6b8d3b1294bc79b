package book_test

import (
	"bytes"
	"strings"
	"testing"

	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/practice"
	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/summary"
)

func lines(t *testing.T, records []record.Record) string {
	t.Helper()
	var out bytes.Buffer
	for _, r := range records {
		line, err := codec.Line(r)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(append(line, '\n'))
	}
	return out.String()
}

func TestMeetingFirstNamesOnlyAfterTheRecoveryCode(t *testing.T) {
	b := newBook(t)
	ctx := t.Context()
	m := &record.Meeting{Type: record.MeetingCoffee, On: b.Today(), Heads: 14, About: true}
	if err := b.SaveMeeting(ctx, m); err != nil {
		t.Fatalf("a bijeenkomst with a head count: %v", err)
	}
	if m.Number != 1 || m.ID.Zero() {
		t.Errorf("number %d, id %v", m.Number, m.ID)
	}
	p := &record.Person{As: record.PersonParent, First: record.Text("Fatima")}
	if err := b.SavePerson(ctx, p); fault.CodeOf(err) != "book.recovery" {
		t.Fatalf("a name without a recovery code: %v", err)
	}
	if n := len(b.Rows(record.KindPerson)); n != 0 {
		t.Errorf("%d persons kept all the same", n)
	}
	code, err := b.GiveRecovery(ctx)
	if err != nil || code == "" {
		t.Fatal(code, err)
	}
	if err := b.SavePerson(ctx, p); err != nil {
		t.Errorf("a name after the recovery code: %v", err)
	}
}

func TestPracticeFamiliesComeInAndOutWhole(t *testing.T) {
	b := newBook(t)
	ctx := t.Context()
	if _, err := b.GiveRecovery(ctx); err != nil {
		t.Fatal(err)
	}
	all := practice.Records(b.Today(), 1)
	text := lines(t, all)
	added, err := b.Import(ctx, strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if added != len(all) {
		t.Errorf("%d of %d came in", added, len(all))
	}
	highest := uint32(0)
	for _, row := range b.Rows(record.KindMeeting) {
		highest = max(highest, row.Number)
	}
	fresh := &record.Meeting{Type: record.MeetingCoffee, On: b.Today(), Heads: 3}
	if err := b.SaveMeeting(ctx, fresh); err != nil || fresh.Number != highest+1 {
		t.Errorf("after B-%04d came B-%04d: a short number is given once (%v)", highest, fresh.Number, err)
	}
	again, err := b.Import(ctx, strings.NewReader(text))
	if err != nil || again != 0 {
		t.Errorf("the same again added %d, %v", again, err)
	}
	var out bytes.Buffer
	n, err := b.Export(ctx, &out)
	if err != nil || n < len(all) {
		t.Fatalf("export gave %d lines, %v", n, err)
	}
	list, err := b.TodayList(ctx, 5)
	if err != nil || len(list) == 0 || len(list) > 5 {
		t.Errorf("Vandaag: %d sentences, %v", len(list), err)
	}
	report, err := b.Overview(ctx, summary.Period{From: b.Today().Add(-365), To: b.Today()})
	if err != nil || report.Empty {
		t.Errorf("overview: empty %v, %v", report.Empty, err)
	}
	if found, err := b.Find(ctx, "fatima", 10); err != nil || len(found) == 0 {
		t.Errorf("search: %d, %v", len(found), err)
	}
	if checked, err := b.Verify(ctx, nil); err != nil || len(checked.Findings) > 0 {
		t.Errorf("verify: %+v, %v", checked, err)
	}
}

func TestImportRefusesByFieldAndLineAndKeepsNothing(t *testing.T) {
	b := newBook(t)
	ctx := t.Context()
	if _, err := b.GiveRecovery(ctx); err != nil {
		t.Fatal(err)
	}
	good := `{"kind":"person","id":"11111111-1111-4111-8111-111111111111","as":"parent","first":"Ayşe"}`
	for name, c := range map[string]struct{ line, field, code string }{
		"no JSON":       {"hello", "", "import.syntax"},
		"BSN":           {`{"kind":"person","id":"21111111-1111-4111-8111-111111111111","as":"parent","first":"A","bsn":"111222333"}`, "bsn", "import.forbidden"},
		"ethnicity":     {`{"kind":"person","id":"21111111-1111-4111-8111-111111111111","as":"parent","first":"A","etniciteit":"x"}`, "etniciteit", "import.forbidden"},
		"unknown field": {`{"kind":"person","id":"21111111-1111-4111-8111-111111111111","as":"parent","first":"A","shoe":"41"}`, "shoe", "import.unknown"},
		"BSN in a name": {`{"kind":"person","id":"21111111-1111-4111-8111-111111111111","as":"parent","first":"111222333"}`, "first", "bsn"},
		"own keys":      {`{"kind":"endpoint","id":"21111111-1111-4111-8111-111111111111","name":"x","address":"y"}`, "kind", "import.kind"},
		"nobody's":      {`{"kind":"consent","id":"21111111-1111-4111-8111-111111111111","referral":"31111111-1111-4111-8111-111111111111"}`, "referral", "import.reference"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := b.Import(ctx, strings.NewReader(good+"\n\n"+c.line+"\n"))
			ps, ok := err.(record.Problems)
			if !ok {
				t.Fatalf("not problems: %v", err)
			}
			found := false
			for _, p := range ps {
				found = found || p.Field == c.field && p.Code == c.code && p.Params["Line"] == "3"
			}
			if !found {
				t.Errorf("no %s on %q at line 3 in %+v", c.code, c.field, ps)
			}
			if n := len(b.Rows(record.KindPerson)); n != 0 {
				t.Errorf("%d kept: nothing may be half imported", n)
			}
		})
	}
}

func TestDraftsSurviveLockingWordForWord(t *testing.T) {
	b := newBook(t)
	ctx := t.Context()
	c := &record.Concern{Seen: record.Text("Emre (8) was drie keer bij de huiswerkclub.\nأمه تقول إنه لا ينام"), Level: record.LevelWorried}
	if err := b.SaveDraft(ctx, "concern", c); err != nil {
		t.Fatal(err)
	}
	got, ok, err := b.Draft(ctx, "concern")
	if err != nil || !ok || !got.(*record.Concern).Seen.Equal(c.Seen) {
		t.Errorf("draft: %v %v %v", got, ok, err)
	}
	if err := b.DropDraft(ctx, "concern"); err != nil {
		t.Fatal(err)
	}
	if _, ok, _ := b.Draft(ctx, "concern"); ok {
		t.Error("a dropped draft is still there")
	}
}

func TestFindForgivesSpellingAndScript(t *testing.T) {
	b := newBook(t)
	ctx := t.Context()
	if _, err := b.GiveRecovery(ctx); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Şükrü Yıldız", "محمد", "Jan de Vries"} {
		if err := b.SavePerson(ctx, &record.Person{As: record.PersonParent, First: record.Text(name)}); err != nil {
			t.Fatal(err)
		}
	}
	for query, want := range map[string]int{"sukru": 1, "yildiz": 1, "مُحمد": 1, "vries": 1, "  ": 0, "nobody": 0, "jan vries": 1} {
		got, err := b.Find(ctx, query, 10)
		if err != nil || len(got) != want {
			t.Errorf("%q finds %d, want %d (%v)", query, len(got), want, err)
		}
	}
}

func TestFindFollowsAChange(t *testing.T) {
	b := newBook(t)
	ctx := t.Context()
	if _, err := b.GiveRecovery(ctx); err != nil {
		t.Fatal(err)
	}
	p := &record.Person{As: record.PersonParent, First: record.Text("Şükrü")}
	for _, name := range []string{"Şükrü", "Noor", "Şahin"} {
		b.Warm()
		p.First = record.Text(name)
		if err := b.SavePerson(ctx, p); err != nil {
			t.Fatal(err)
		}
		for _, query := range []string{"sukru", "noor", "sahin"} {
			got, err := b.Find(ctx, query, 10)
			if err != nil {
				t.Fatal(err)
			}
			if now := query == i18n.Fold(name); now != (len(got) == 1) || now && got[0].Title.Reveal() != name {
				t.Errorf("%q finds %d while the name is %q", query, len(got), name)
			}
		}
	}
}
