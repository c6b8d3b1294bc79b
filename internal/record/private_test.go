package record_test

import (
	"bytes"
	"encoding"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log"
	"log/slog"
	"reflect"
	"strings"
	"testing"

	"schakel/internal/record"
)

const secret = "Fatima-el-Amrani"

// exported and hidden hold a private text in every way a struct can.
type exported struct {
	Text    record.Private
	Pointer *record.Private
	List    []record.Private
	Map     map[string]record.Private
	Any     any
	Person  record.Person
	Row     *record.Row
}

type embedded struct{ record.Private }

type hidden struct {
	text   record.Private
	list   []record.Private
	any    any
	person record.Person
	row    record.Row
	deep   struct{ inner struct{ text record.Private } }
}

func holders() map[string]any {
	p := record.Text(secret)
	person := record.Person{First: p, Channels: []record.Channel{{Value: p}}}
	h := hidden{text: p, list: []record.Private{p}, any: p, person: person, row: person.Row()}
	h.deep.inner.text = p
	row := person.Row()
	return map[string]any{
		"private": p, "pointer": &p, "list": []record.Private{p}, "array": [1]record.Private{p}, "map": map[string]record.Private{"a": p},
		"key":    map[any]int{person.Name().String(): 1},
		"struct": exported{p, &p, []record.Private{p}, map[string]record.Private{"a": p}, p, person, &row}, "person": &person, "row": row,
		"hidden": h, "pointer to hidden": &h, "list of hidden": []hidden{h}, "embedded": embedded{p}, "error": fmt.Errorf("x %v %+v", p, h),
		"consent": &record.Consent{Preview: p}, "household": record.Household{Name: p, Involved: []record.Involved{{Who: p}}},
	}
}

func TestPrivateTextNeverShows(t *testing.T) {
	for name, v := range holders() {
		check := func(how, out string) {
			t.Helper()
			if strings.Contains(out, secret) || strings.Contains(out, secret[:6]) || strings.Contains(out, fmt.Sprintf("%x", secret)) {
				t.Errorf("%s as %s shows: %.200s", name, how, out)
			}
		}
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%p", "%T", "%10.4s", "% x", "%c", "%U", "%e"} {
			check(verb, fmt.Sprintf(verb, v))
		}
		check("print", fmt.Sprint(v)+fmt.Sprintln(v))
		data, err := json.Marshal(v)
		check("json", string(data)+fmt.Sprint(err))
		data, err = xml.Marshal(v)
		check("xml", string(data)+fmt.Sprint(err))
		var out bytes.Buffer
		err = gob.NewEncoder(&out).Encode(v)
		check("gob", out.String()+fmt.Sprint(err))
		out.Reset()
		level := &slog.HandlerOptions{Level: slog.LevelDebug}
		for _, h := range []slog.Handler{slog.NewTextHandler(&out, level), slog.NewJSONHandler(&out, level)} {
			logger := slog.New(h).With("with", v)
			logger.Info("message", "v", v, slog.Group("group", slog.Any("v", v)), "list", []any{v})
			logger.WithGroup("g").Debug("message", "v", map[string]any{"v": v})
		}
		log.New(&out, "", 0).Print(v)
		check("log", out.String())
	}
}

func TestPrivateMarshalsOnlyItsMark(t *testing.T) {
	p := record.Text(secret)
	text, err := encoding.TextMarshaler(p).MarshalText()
	if err != nil || string(text) != "[private]" {
		t.Error(string(text), err)
	}
	data, err := encoding.BinaryMarshaler(p).MarshalBinary()
	if err != nil || string(data) != "[private]" {
		t.Error(string(data), err)
	}
	if p.GoString() != "[private]" || p.String() != "[private]" || p.LogValue().String() != "[private]" {
		t.Error("a method shows it")
	}
	if record.Text("").String() != "[private]" {
		t.Error("whether there is a text does not show either")
	}
	if fmt.Sprint(record.Problems{{Field: "first", Code: "bsn"}}) != "invalid: first: bsn" {
		t.Error("problems name fields and codes")
	}
}

func TestPrivateHoldsItsText(t *testing.T) {
	p := record.Text(secret)
	if p.Reveal() != secret || p.Empty() || !p.Equal(record.Text(secret)) || p.Equal(record.Text("x")) {
		t.Error("the text is not what was put in")
	}
	var zero record.Private
	if !zero.Empty() || zero.Reveal() != "" || !zero.Equal(record.Text("")) || !record.Text("").Empty() {
		t.Error("no text is no text")
	}
	if !reflect.DeepEqual(record.Person{First: p}, record.Person{First: record.Text(secret)}) {
		t.Error("reflect.DeepEqual must see equal texts")
	}
	data, err := json.Marshal(record.Person{})
	if err != nil || strings.Contains(string(data), "private") {
		t.Errorf("an empty text is left out: %s %v", data, err)
	}
}

func TestNoRecordMarshalsItsTexts(t *testing.T) {
	for _, k := range record.Kinds() {
		r := record.New(k)
		fillPrivate(reflect.ValueOf(r).Elem())
		data, err := json.Marshal(r)
		if err != nil || strings.Contains(string(data), secret) || strings.Contains(fmt.Sprintf("%+v %#v", r, r), secret) {
			t.Errorf("%s: %s %v", k, data, err)
		}
	}
}

// fillPrivate puts the secret in every private field, one element in each list.
func fillPrivate(v reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Struct {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			fillPrivate(v.Index(0))
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[record.Private]() {
			v.Set(reflect.ValueOf(record.Text(secret)))
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fillPrivate(v.Field(i))
			}
		}
	}
}

func TestTextsKeepEveryTextApart(t *testing.T) {
	var all record.Texts
	var got []record.Private
	text := func(i int) string { return strings.Repeat(string(rune('a'+i%26)), i*i%97+i/500*3000) }
	memory := make([]byte, 1<<20)
	for i := range 2000 {
		got = append(got, all.Text(memory[:copy(memory, text(i))]))
	}
	for i, p := range got {
		if p.Reveal() != text(i) || p.Empty() != (text(i) == "") || !p.Equal(record.Text(text(i))) {
			t.Fatalf("text %d is %d bytes long", i, len(p.Reveal()))
		}
	}
	for _, format := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
		if shown := fmt.Sprintf(format, all) + fmt.Sprintf(format, &all); shown != "[private][private]" {
			t.Errorf("%s shows %d bytes", format, len(shown))
		}
	}
}
