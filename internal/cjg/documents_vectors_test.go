package cjg_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"schakel/internal/cjg"
)

// documentVectorsPath is what another implementation holds its own reader of documents against.
const documentVectorsPath = "testdata/documents.json"

type documentVector struct{ What, Document string }

type documentVectors struct{ Taken, Refused []documentVector }

// madeVectors are whole documents, and each of them with one thing wrong that a reader may overlook.
func madeVectors(t *testing.T) (out documentVectors) {
	t.Helper()
	text := func(d cjg.Document) string {
		data, err := cjg.Marshal(d)
		must(t, err)
		return string(data)
	}
	all := documents()
	part := text(&cjg.Recall{About: "0b6a7a3e-0000-4000-8000-000000000001", Number: "H-0042", Groups: []string{"telefoon"}, Date: "2026-11-24"})
	signal, whole, referral := text(all["signal"]), text(all["recall"]), text(all["referral"])
	out.Taken = []documentVector{
		{"a doorverwijzing", referral}, {"a wijksignaal", signal}, {"a verzoek without a wish to hear back", text(all["request"])},
		{"an antwoord", text(all["answer"])}, {"an intrekking of everything", whole}, {"an intrekking of a part", part},
		{"false in an optional field", swap(t, referral, `"tolk":true`, `"tolk":false`)},
		{"an empty list in an optional field", swap(t, signal, `"leefgebieden":["opvoeden_en_gezin"]`, `"leefgebieden":[]`)},
		{"other white space and another order", swap(t, swap(t, signal, `"wijk":"Zuiderwijk",`, ``), `{"schema"`, `{ "wijk": "Zuiderwijk", "schema"`)},
	}
	out.Refused = []documentVector{
		{"terugkoppelingGewenst is missing", swap(t, signal, `"terugkoppelingGewenst":true,`, ``)},
		{"geheel is missing from an intrekking of a part", swap(t, part, `"geheel":false,`, ``)},
		{"geheel is missing from an intrekking of everything", swap(t, whole, `"geheel":true,`, ``)},
		{"geheel with groepen", swap(t, part, `"geheel":false`, `"geheel":true`)},
		{"an optional text is empty", swap(t, signal, `"wijk":"Zuiderwijk"`, `"wijk":""`)},
		{"an optional text in a person is empty", swap(t, referral, `"bereikbaar":"liefst na 14.00 uur"`, `"bereikbaar":""`)},
		{"null", swap(t, signal, `"wijk":"Zuiderwijk"`, `"wijk":null`)},
		{"a name twice", swap(t, signal, `"wijk":"Zuiderwijk"`, `"wijk":"Zuiderwijk","wijk":"Elders"`)},
		{"a name in other case", swap(t, signal, `"wijk"`, `"Wijk"`)},
		{"an unknown name", swap(t, signal, `"wijk"`, `"straat"`)},
		{"text after the end", signal + `{}`},
		{"a number that passes as a BSN", swap(t, signal, "Moeders durven", "111222333 durft")},
	}
	return out
}

// swap puts one text in the place of another, which must be there.
func swap(t *testing.T, in, old, put string) string {
	t.Helper()
	if !strings.Contains(in, old) {
		t.Fatalf("%s does not stand in %s", old, in)
	}
	return strings.Replace(in, old, put, 1)
}

// TestDocsOfDocumentVectors: our reader takes and refuses what the file for other implementations says, and the file is the one made here.
func TestDocsOfDocumentVectors(t *testing.T) {
	want, err := json.MarshalIndent(madeVectors(t), "", " ")
	must(t, err)
	if *update {
		must(t, os.WriteFile(documentVectorsPath, append(want, '\n'), 0o644))
	}
	data, err := os.ReadFile(documentVectorsPath)
	must(t, err)
	if string(data) != string(want)+"\n" {
		t.Error("testdata/documents.json is not the one made here: run go test ./internal/cjg -run Docs -update")
	}
	var read documentVectors
	must(t, json.Unmarshal(data, &read))
	for _, v := range read.Taken {
		if _, err := cjg.Unmarshal([]byte(v.Document)); err != nil {
			t.Errorf("%s is refused: %v", v.What, err)
		}
	}
	for _, v := range read.Refused {
		if _, err := cjg.Unmarshal([]byte(v.Document)); !errors.Is(err, cjg.ErrDocument) && !errors.Is(err, cjg.ErrBSN) {
			t.Errorf("%s is taken: %v", v.What, err)
		}
	}
}
