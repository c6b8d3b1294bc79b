package codec_test

import (
	"encoding/json"
	"errors"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/record/codec"
)

// fill gives every field of a record a value, with lists of two.
func fill(v reflect.Value, rnd *rand.Rand) {
	switch p := v.Addr().Interface().(type) {
	case *record.Private:
		texts := []string{"Fatima \"de bakker\"\n<b>", "يوسف", "Łukasz Żółć", "a\\b\t\x7f\x01", ""}
		*p = record.Text(texts[rnd.IntN(len(texts))])
		return
	case *record.Date:
		*p = record.Day(2026, time.Month(1+rnd.IntN(12)), 1+rnd.IntN(28))
		return
	case *time.Time:
		*p = time.Unix(1_700_000_000+rnd.Int64N(1e8), rnd.Int64N(1e9)).UTC()
		return
	case *time.Duration:
		*p = time.Duration(rnd.IntN(10_000)) * time.Second
		return
	case *record.ID:
		for i := range p {
			p[i] = byte(rnd.Uint32())
		}
		return
	case *record.Kind:
		*p = record.Kinds()[rnd.IntN(len(record.Kinds()))]
		return
	case *record.Sound:
		*p = record.SoundOf([]byte("sound\x00\xff")[:1+rnd.IntN(6)])
		return
	case *[]byte:
		*p = []byte("bytes\x00\xff")[:1+rnd.IntN(6)]
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), rnd)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fill(v.Index(i), rnd)
		}
	case reflect.String:
		v.SetString("word")
	case reflect.Bool:
		v.SetBool(rnd.IntN(2) == 0)
	case reflect.Int, reflect.Int64:
		v.SetInt(rnd.Int64N(1000) - 500)
	case reflect.Uint32, reflect.Uint64:
		v.SetUint(rnd.Uint64N(1 << 32))
	}
}

// Filled is a record of the kind with every field set.
func Filled(k record.Kind, seed uint64) record.Record {
	r := record.New(k)
	fill(reflect.ValueOf(r).Elem(), rand.New(rand.NewPCG(seed, 1)))
	return r
}

var private = cmp.Comparer(func(a, b record.Private) bool { return a.Equal(b) })

func TestEveryKindReadsBackWhatWasWritten(t *testing.T) {
	for _, k := range record.Kinds() {
		for seed := range uint64(20) {
			in := Filled(k, seed)
			data, err := codec.Marshal(in)
			if err != nil {
				t.Fatalf("%v: %v", k, err)
			}
			if !json.Valid(data) || strings.ContainsRune(string(data), '\n') {
				t.Fatalf("%v is not one line of JSON", k)
			}
			out, err := codec.Unmarshal(k, data)
			if err != nil {
				t.Fatalf("%v: %v in %s", k, err, data)
			}
			if d := cmp.Diff(in, out, private); d != "" {
				t.Fatalf("%v: %s", k, d)
			}
			again, _ := codec.Marshal(out)
			if string(again) != string(data) {
				t.Fatalf("%v is not deterministic", k)
			}
			line, _ := codec.Line(in)
			out, err = codec.ParseLine(line)
			if err != nil || !json.Valid(line) {
				t.Fatalf("%v line: %v", k, err)
			}
			if d := cmp.Diff(in, out, private); d != "" {
				t.Fatalf("%v line: %s", k, d)
			}
		}
	}
}

func TestEmptyRecordsAreShort(t *testing.T) {
	for _, k := range record.Kinds() {
		in := record.New(k)
		data, err := codec.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		out, err := codec.Unmarshal(k, data)
		if err != nil {
			t.Fatalf("%v: %v in %s", k, err, data)
		}
		if d := cmp.Diff(in, out, private); d != "" {
			t.Errorf("%v: %s", k, d)
		}
	}
	data, _ := codec.Marshal(&record.Task{})
	if string(data) != `{"id":""}` {
		t.Errorf("an empty task is %s", data)
	}
}

func TestBadLinesNameTheField(t *testing.T) {
	for _, c := range []struct{ line, field, code string }{
		{`{"kind":"person","bsn":"111222333"}`, "bsn", "import.forbidden"},
		{`{"kind":"person","BSN_nummer":1}`, "BSN_nummer", "import.forbidden"},
		{`{"kind":"person","burgerservicenummer":"1"}`, "burgerservicenummer", "import.forbidden"},
		{`{"kind":"person","etniciteit":"x"}`, "etniciteit", "import.forbidden"},
		{`{"kind":"person","Nationality":"x"}`, "Nationality", "import.forbidden"},
		{`{"kind":"person","geloof":"x"}`, "geloof", "import.forbidden"},
		{`{"kind":"household","members":[{"person":"","religie":"x"}]}`, "members.0.religie", "import.forbidden"},
		{`{"kind":"person","firstName":"Fatima"}`, "firstName", "import.unknown"},
		{`{"kind":"person","First":"Fatima"}`, "First", "import.unknown"},
		{`{"kind":"household","members":[{"person":""},{"persoon":""}]}`, "members.1.persoon", "import.unknown"},
		{`{"kind":"person","first":7}`, "first", "import.type"},
		{`{"kind":"person","first":null}`, "first", "import.type"},
		{`{"kind":"person","birth":"24-11-2026"}`, "birth", "import.type"},
		{`{"kind":"person","birth":"2026-02-30"}`, "birth", "import.type"},
		{`{"kind":"person","birthYear":"1990"}`, "birthYear", "import.type"},
		{`{"kind":"person","birthYear":1990.5}`, "birthYear", "import.type"},
		{`{"kind":"meeting","number":-1}`, "number", "import.type"},
		{`{"kind":"meeting","number":4294967296}`, "number", "import.type"},
		{`{"kind":"person","secret":"true"}`, "secret", "import.type"},
		{`{"kind":"person","languages":"nld"}`, "languages", "import.type"},
		{`{"kind":"person","languages":["nld",3]}`, "languages.1", "import.type"},
		{`{"kind":"person","first":"a","first":"b"}`, "first", "import.twice"},
		{`{"kind":"person","kind":"person"}`, "kind", "import.unknown"},
		{`{"kind":"client"}`, "kind", "import.kind"},
		{`{"first":"Fatima"}`, "kind", "import.kind"},
		{`{"kind":"person"`, "", "import.syntax"},
		{`{"kind":"person"} {}`, "", "import.syntax"},
		{`{"kind":"person",}`, "", "import.syntax"},
		{`no JSON`, "", "import.syntax"},
		{``, "", "import.syntax"},
		{"{\"kind\":\"person\",\"first\":\"a\nb\"}", "first", "import.syntax"},
		{"{\"kind\":\"person\",\"first\":\"\xff\"}", "", "import.syntax"},
		{`{"kind":"person","first":"\ud800"}`, "", "import.syntax"},
	} {
		_, err := codec.ParseLine([]byte(c.line))
		var e *codec.Error
		if !errors.As(err, &e) || fault.CodeOf(err) != c.code || c.field != "" && e.Field != c.field {
			t.Errorf("%s: got %v (%s)", c.line, err, fault.CodeOf(err))
		}
		if fault.Of(err) != fault.Invalid {
			t.Errorf("%s: kind %v", c.line, fault.Of(err))
		}
	}
}

func TestKindMayStandAnywhereInALine(t *testing.T) {
	line := ` { "languages" : [ "tur" , "nld" ] , "first" : "Ay\u015fe \ud83d\ude00" , "channels":[{"kind":"phone","value":"06"}], "kind" : "person" } `
	r, err := codec.ParseLine([]byte(line))
	if err != nil {
		t.Fatal(err)
	}
	p := r.(*record.Person)
	if p.First.Reveal() != "Ayşe 😀" || len(p.Languages) != 2 || p.Channels[0].Kind != record.ChannelPhone {
		t.Errorf("got %q %v", p.First.Reveal(), p.Languages)
	}
}

func TestWhatCannotBeReadBackIsNotWritten(t *testing.T) {
	for name, r := range map[string]record.Record{
		"text": &record.Person{First: record.Text("\xff")},
		"day":  &record.Person{Birth: record.Date{Year: 2026, Month: 2, Day: 30}},
		"time": &record.Person{Head: record.Head{Created: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)}},
	} {
		if _, err := codec.Marshal(r); !errors.Is(err, codec.ErrValue) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestErrorsHoldNoValues(t *testing.T) {
	_, err := codec.ParseLine([]byte(`{"kind":"person","birth":"Fatima"}`))
	if strings.Contains(err.Error(), "Fatima") {
		t.Error(err)
	}
}

func TestRefsAndDefined(t *testing.T) {
	id := func(n byte) record.ID { return record.ID{n} }
	h := &record.Household{
		Head:    record.Head{ID: id(1), Owner: id(1)},
		Members: []record.Member{{Person: id(2)}, {Person: id(3)}},
		Custody: []record.Custody{{Child: id(3), Holders: []record.ID{id(2)}}},
	}
	want := []codec.Ref{{"person", id(2)}, {"person", id(3)}, {"child", id(3)}, {"holders", id(2)}}
	if d := cmp.Diff(want, codec.Refs(h)); d != "" {
		t.Error(d)
	}
	p := &record.Partner{Head: record.Head{ID: id(4)}, Officers: []record.Officer{{ID: id(5)}}}
	if d := cmp.Diff([]record.ID{id(5)}, codec.Defined(p)); d != "" {
		t.Error(d)
	}
	if len(codec.Refs(p)) != 0 {
		t.Error("a partner names nobody")
	}
}

// Every personal text that the codec writes is found, whatever kind it stands in: a search for a name misses no field.
func TestTextsFindsEveryPersonalText(t *testing.T) {
	for _, kind := range record.Kinds() {
		r := Filled(kind, 3)
		var found []string
		for _, text := range codec.Texts(r) {
			if text.Field == "" {
				t.Errorf("%v: a text without a field", kind)
			}
			found = append(found, text.Text.Reveal())
		}
		if d := cmp.Diff(privates(reflect.ValueOf(r).Elem()), found); d != "" {
			t.Errorf("%v: %s", kind, d)
		}
	}
	h := &record.Household{Involved: []record.Involved{{}, {Who: record.Text("school")}}}
	if got := codec.Texts(h); len(got) != 1 || got[0].Field != "involved.1.who" {
		t.Errorf("nested: %+v", got)
	}
}

// privates lists the personal texts in a value that are not empty, in the order of the fields.
func privates(v reflect.Value) (all []string) {
	if v.Type() == reflect.TypeFor[record.Private]() {
		if text := v.Interface().(record.Private); !text.Empty() {
			all = append(all, text.Reveal())
		}
		return all
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			all = append(all, privates(v.Field(i))...)
		}
	case reflect.Slice:
		for i := range v.Len() {
			all = append(all, privates(v.Index(i))...)
		}
	}
	return all
}

func BenchmarkMarshal(b *testing.B) {
	r := Filled(record.KindConcern, 3)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := codec.Marshal(r); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUnmarshal(b *testing.B) {
	data, _ := codec.Marshal(Filled(record.KindConcern, 3))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := codec.Unmarshal(record.KindConcern, data); err != nil {
			b.Fatal(err)
		}
	}
}
