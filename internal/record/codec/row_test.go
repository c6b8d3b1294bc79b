package codec_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/record"
	"schakel/internal/record/codec"
)

func TestRowsReadBackWhatWasWritten(t *testing.T) {
	for _, k := range record.Kinds() {
		for seed := range uint64(20) {
			in := Filled(k, seed).Row()
			data := codec.MarshalRow(in)
			out, err := codec.UnmarshalRow(data)
			if err != nil {
				t.Fatalf("%v: %v", k, err)
			}
			if d := cmp.Diff(in, out, private); d != "" {
				t.Fatalf("%v: %s", k, d)
			}
			for i := range data {
				if _, err := codec.UnmarshalRow(data[:i]); !errors.Is(err, codec.ErrRow) {
					t.Fatalf("%v cut at %d: %v", k, i, err)
				}
			}
			if _, err := codec.UnmarshalRow(append(bytes.Clone(data), 0)); !errors.Is(err, codec.ErrRow) {
				t.Fatalf("%v with a byte more: %v", k, err)
			}
		}
	}
}

// The memory that a row is read from is used again for the next one.
func TestManyRowsReadTogetherAreThoseReadAlone(t *testing.T) {
	var together codec.Rows
	var got, want []record.Row
	memory := make([]byte, 1<<10)
	for seed := range uint64(200) {
		for _, k := range record.Kinds() {
			data := codec.MarshalRow(Filled(k, seed).Row())
			alone, err := codec.UnmarshalRow(data)
			if err != nil {
				t.Fatal(err)
			}
			r, err := together.Unmarshal(memory[:copy(memory, data)])
			if err != nil {
				t.Fatal(err)
			}
			got, want = append(got, r), append(want, alone)
		}
	}
	if d := cmp.Diff(want, got, private); d != "" {
		t.Error(d)
	}
	if text := fmt.Sprintf("%v %+v %#v", together, &together, together); strings.Contains(text, want[1].Title.Reveal()) {
		t.Error("printing shows what was read")
	}
}

func TestRowsAreSmall(t *testing.T) {
	id, owner, link := record.ID{1}, record.ID{2}, record.ID{3}
	for name, r := range map[string]record.Row{
		"a usual person": {ID: id, Kind: record.KindPerson, Owner: owner, Link: owner, Title: record.Text("Fatima van der Yılmazer"), State: "parent", On: record.Day(1988, 3, 14)},
		"a full contact": {
			ID: id, Kind: record.KindContact, Owner: owner, Link: link, Title: record.Text(strings.Repeat("a", 40)), State: "household",
			Detail: record.Text(strings.Repeat("b", 30)), On: record.Day(2026, 11, 24), Due: record.Day(2026, 12, 24), Flags: record.RowOpen,
		},
		"a name in Arabic": {ID: id, Kind: record.KindPerson, Owner: owner, Link: owner, Title: record.Text(strings.Repeat("ي", 40)), State: "parent", On: record.Day(1988, 3, 14)},
	} {
		if n := len(codec.MarshalRow(r)); n > 150 {
			t.Errorf("%s takes %d bytes", name, n)
		}
	}
}

func FuzzRow(f *testing.F) {
	for _, k := range record.Kinds() {
		f.Add(codec.MarshalRow(Filled(k, 1).Row()))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := codec.UnmarshalRow(data)
		if err != nil {
			return
		}
		again, err := codec.UnmarshalRow(codec.MarshalRow(r))
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(r, again, private); d != "" {
			t.Fatal(d)
		}
	})
}

func FuzzParseLine(f *testing.F) {
	for _, k := range record.Kinds() {
		line, err := codec.Line(Filled(k, 1))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(line)
	}
	f.Add([]byte(`{"first":"\ud83d\ude00","kind":"person"}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		r, err := codec.ParseLine(line)
		if err != nil {
			var e *codec.Error
			if !errors.As(err, &e) {
				t.Fatalf("%v", err)
			}
			return
		}
		one, err := codec.Line(r)
		if err != nil {
			t.Fatalf("read but not written: %v", err)
		}
		again, err := codec.ParseLine(one)
		if err != nil {
			t.Fatal(err)
		}
		two, _ := codec.Line(again)
		if !bytes.Equal(one, two) {
			t.Fatalf("%s\n%s", one, two)
		}
	})
}

func BenchmarkUnmarshalRow(b *testing.B) {
	data := codec.MarshalRow(Filled(record.KindConcern, 3).Row())
	b.ReportAllocs()
	for b.Loop() {
		if _, err := codec.UnmarshalRow(data); err != nil {
			b.Fatal(err)
		}
	}
}
