package book_test

import (
	"errors"
	"strings"
	"testing"

	"schakel/internal/record"
)

func TestImportRefusesABSNAnywhere(t *testing.T) {
	b := newBook(t)
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	const id = "6e0c0f0e-5f0a-4b53-9a86-2f7d7f9f4f10"
	for name, c := range map[string]struct{ line, field string }{
		"note":  {`{"kind":"person","id":"` + id + `","as":"parent","first":"Fatima","note":"nummer 111222333"}`, "note"},
		"name":  {`{"kind":"person","id":"` + id + `","as":"parent","first":"111222333"}`, "first"},
		"phone": {`{"kind":"person","id":"` + id + `","as":"parent","first":"Fatima","channels":[{"kind":"phone","value":"111222333"}]}`, "channels.0.value"},
	} {
		n, err := b.Import(t.Context(), strings.NewReader(c.line))
		var ps record.Problems
		if n != 0 || !errors.As(err, &ps) || len(ps) != 1 || ps[0].Field != c.field || ps[0].Code != "bsn" || ps[0].Params["Line"] != "1" {
			t.Errorf("%s: %d, %v", name, n, err)
		}
	}
	fine := `{"kind":"person","id":"11122233-3000-4000-9000-111222333000","as":"parent","first":"Fatima","created":"2026-11-12T22:33:34Z","note":"bel 06 12345678"}`
	if n, err := b.Import(t.Context(), strings.NewReader(fine)); n != 1 || err != nil {
		t.Errorf("what is no BSN: %d, %v", n, err)
	}
}

func TestImportedRecordsBelongToTheirFamily(t *testing.T) {
	b := newBook(t)
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	lines := `{"kind":"household","id":"7e0c0f0e-5f0a-4b53-9a86-2f7d7f9f4f10","name":"gezin"}
{"kind":"concern","id":"9e0c0f0e-5f0a-4b53-9a86-2f7d7f9f4f10","scope":"household","household":"7e0c0f0e-5f0a-4b53-9a86-2f7d7f9f4f10","level":"worried","seen":"moe","state":"open"}`
	if n, err := b.Import(t.Context(), strings.NewReader(lines)); n != 2 || err != nil {
		t.Fatalf("%d, %v", n, err)
	}
	rows := b.Rows(record.KindConcern)
	if len(rows) != 1 || rows[0].Owner != b.Rows(record.KindHousehold)[0].ID || rows[0].Number != 1 {
		t.Errorf("owner and number: %+v", rows)
	}
	if n, err := b.Import(t.Context(), strings.NewReader(lines)); n != 0 || err != nil {
		t.Errorf("the same lines again: %d, %v", n, err)
	}
}

func TestNumbersGoOnAfterWhatWasReadIn(t *testing.T) {
	b := newBook(t)
	ctx := t.Context()
	if _, err := b.GiveRecovery(ctx); err != nil {
		t.Fatal(err)
	}
	lines := `{"kind":"meeting","id":"31111111-1111-4111-8111-111111111111","type":"coffee","on":"2026-01-05","heads":4}
{"kind":"meeting","id":"32111111-1111-4111-8111-111111111111","number":46,"type":"coffee","on":"2026-01-12","heads":4}
{"kind":"meeting","id":"33111111-1111-4111-8111-111111111111","number":7,"type":"coffee","on":"2026-01-19","heads":4}`
	if _, err := b.Import(ctx, strings.NewReader(lines)); err != nil {
		t.Fatal(err)
	}
	m := &record.Meeting{Type: record.MeetingTypes()[0], On: b.Today(), Heads: 3}
	if err := b.SaveMeeting(ctx, m); err != nil {
		t.Fatal(err)
	}
	seen := map[uint32]bool{}
	for _, r := range b.Rows(record.KindMeeting) {
		if seen[r.Number] {
			t.Errorf("number %d was given twice", r.Number)
		}
		seen[r.Number] = true
	}
	if m.Number <= 46 {
		t.Errorf("the next number is %d", m.Number)
	}
}
