package cjg_test

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"schakel/internal/cjg"
)

// schemaPath is the form of every document as JSON Schema, for who builds the other side in another language. It is made from document.go.
const schemaPath = "documents.schema.json"

// ordered is a JSON object that keeps its order.
type ordered []struct {
	name  string
	value any
}

func (o *ordered) add(name string, value any) {
	*o = append(*o, struct {
		name  string
		value any
	}{name, value})
}

// MarshalJSON writes the names in the order in which they were added.
func (o ordered) MarshalJSON() ([]byte, error) {
	out := []byte{'{'}
	for i, one := range o {
		if i > 0 {
			out = append(out, ',')
		}
		value, err := json.Marshal(one.value)
		if err != nil {
			return nil, err
		}
		out = append(append(append(out, strconv.Quote(one.name)...), ':'), value...)
	}
	return append(out, '}'), nil
}

// remarks are the comments beside the fields of document.go, by type and field.
func remarks(t *testing.T) map[string]string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "document.go", nil, parser.ParseComments)
	must(t, err)
	out := map[string]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		if of, ok := spec.Type.(*ast.StructType); ok {
			for _, field := range of.Fields.List {
				for _, name := range field.Names {
					out[spec.Name.Name+"."+name.Name] = strings.TrimSpace(field.Comment.Text())
				}
			}
		}
		return true
	})
	return out
}

const (
	visible = `^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$` // no control characters but line feed and tab
	uuids   = `^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`
)

// textSchema is the form of a text by its tag.
func textSchema(tag reflect.StructTag) ordered {
	var o ordered
	o.add("type", "string")
	switch {
	case tag.Get("values") != "":
		o.add("enum", strings.Fields(tag.Get("values")))
		return o
	case tag.Get("format") == "date":
		o.add("format", "date")
		o.add("pattern", `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
		return o
	case tag.Get("format") == "uuid":
		o.add("pattern", uuids)
		return o
	case tag.Get("format") == "number":
		o.add("pattern", `^[A-Z]-[0-9]{4,8}$`)
		return o
	}
	o.add("minLength", 1)
	if limit, err := strconv.Atoi(tag.Get("limit")); err == nil {
		o.add("maxLength", limit)
	}
	o.add("pattern", visible)
	return o
}

// formOf is the form of a value.
func formOf(of reflect.Type, tag reflect.StructTag, required bool, said map[string]string) ordered {
	var o ordered
	switch of.Kind() {
	case reflect.Struct:
		return structSchema(of, "", said)
	case reflect.Pointer:
		return formOf(of.Elem(), tag, required, said)
	case reflect.Slice:
		o.add("type", "array")
		if required {
			o.add("minItems", 1)
		}
		o.add("maxItems", 100)
		o.add("items", formOf(of.Elem(), tag, true, said))
	case reflect.Int:
		o.add("type", "integer")
		o.add("minimum", 0)
		o.add("maximum", 9999)
	case reflect.Bool:
		o.add("type", "boolean")
	default:
		return textSchema(tag)
	}
	return o
}

func structSchema(of reflect.Type, schema string, said map[string]string) ordered {
	var o, fields ordered
	var required []string
	for i := range of.NumField() {
		field := of.Field(i)
		name, rest, _ := strings.Cut(field.Tag.Get("json"), ",")
		must := !strings.Contains(rest, "omitempty")
		if must {
			required = append(required, name)
		}
		form := formOf(field.Type, field.Tag, must, said)
		switch name {
		case "schema":
			form = ordered{}
			form.add("const", schema)
		case "verklaring":
			form = ordered{}
			form.add("const", cjg.Disclaimer)
		}
		if text := said[of.Name()+"."+field.Name]; text != "" {
			form.add("description", text)
		}
		fields.add(name, form)
	}
	o.add("type", "object")
	o.add("additionalProperties", false)
	o.add("required", required)
	o.add("properties", fields)
	return o
}

// only is: this field has one of these values if, and only if, that field is there.
func only(field string, values []string, needs string) []any {
	has := map[string]any{"properties": map[string]any{field: map[string]any{"enum": values}}, "required": []string{field}}
	with := map[string]any{"required": []string{needs}}
	return []any{
		map[string]any{"if": has, "then": with, "else": map[string]any{"not": with}},
	}
}

// documentsSchema makes the whole file.
func documentsSchema(t *testing.T) []byte {
	t.Helper()
	said := remarks(t)
	var defs ordered
	var one []any
	for _, d := range []struct {
		schema string
		of     cjg.Document
		rules  []any
	}{
		{cjg.ReferralSchema, &cjg.Referral{}, nil},
		{cjg.SignalSchema, &cjg.Signal{}, nil},
		{cjg.RequestSchema, &cjg.Request{}, nil},
		{cjg.AnswerSchema, &cjg.Answer{}, append(only("stand", []string{cjg.StateDeclined}, "reden"), only("stand", []string{cjg.StateKept}, "grond")...)},
		{cjg.RecallSchema, &cjg.Recall{}, []any{map[string]any{
			"if":   map[string]any{"properties": map[string]any{"geheel": map[string]any{"const": true}}},
			"then": map[string]any{"not": map[string]any{"required": []string{"groepen"}}},
			"else": map[string]any{"required": []string{"groepen"}, "properties": map[string]any{"groepen": map[string]any{"minItems": 1}}},
		}}},
		{cjg.InviteSchema, &cjg.Invite{}, nil},
	} {
		name, _, _ := strings.Cut(strings.TrimPrefix(d.schema, "schakel-"), "/")
		form := structSchema(reflect.TypeOf(d.of).Elem(), d.schema, said)
		if d.rules != nil {
			form.add("allOf", d.rules)
		}
		defs.add(name, form)
		one = append(one, map[string]any{"$ref": "#/$defs/" + name})
	}
	var o ordered
	o.add("$schema", "https://json-schema.org/draft/2020-12/schema")
	o.add("title", "What travels inside a sealed envelope of Schakel")
	o.add("description", "At most 65,536 bytes of UTF-8. A reader also refuses repeated names, text after the end, and free text with nine digits that pass the elfproef.")
	o.add("oneOf", one)
	o.add("$defs", defs)
	data, err := json.MarshalIndent(o, "", " ")
	must(t, err)
	return append(data, '\n')
}

// TestDocsOfDocuments: the schema that another implementation reads is the one that this code follows.
func TestDocsOfDocuments(t *testing.T) {
	want := documentsSchema(t)
	if *update {
		must(t, os.WriteFile(schemaPath, want, 0o644))
	}
	got, err := os.ReadFile(schemaPath)
	must(t, err)
	if string(got) != string(want) {
		t.Error("documents.schema.json is not made from document.go: run go test ./internal/cjg -run Docs -update")
	}
}

// place is the way to an object in a document: names, and positions in lists.
type place []any

func (p place) follow(v any) map[string]any {
	for _, step := range p {
		switch step := step.(type) {
		case string:
			v = v.(map[string]any)[step]
		case int:
			v = v.([]any)[step]
		}
	}
	return v.(map[string]any)
}

// objectsIn gives the way to every object in a value.
func objectsIn(v any, at place) (all []place) {
	switch v := v.(type) {
	case map[string]any:
		all = append(all, at)
		for name, one := range v {
			all = append(all, objectsIn(one, append(slices.Clone(at), name))...)
		}
	case []any:
		for n, one := range v {
			all = append(all, objectsIn(one, append(slices.Clone(at), n))...)
		}
	}
	return all
}

func clone(t *testing.T, v map[string]any) (out map[string]any) {
	t.Helper()
	text, err := json.Marshal(v)
	must(t, err)
	must(t, json.Unmarshal(text, &out))
	return out
}

// eachChange gives everything that may be wrong with a field, and its absence.
func eachChange(with func(what string, change func(of map[string]any, field string))) {
	for what, other := range map[string]any{
		"null": nil, "empty": "", "a number": json.Number("3"), "minus one": json.Number("-1"), "too large": json.Number("10000"), "a list": []any{}, "a strange word": "iets",
		"a strange day": "2026-02-30", "a control character": "a\u0007b", "long": strings.Repeat("x", 8001), "an object": map[string]any{"x": "y"}, "no": false, "zero": json.Number("0"),
	} {
		with("is "+what, func(of map[string]any, field string) { of[field] = other })
	}
	with("is missing", func(of map[string]any, field string) { delete(of, field) })
}

// TestSchemaAndReaderAgree: a document that the reader takes follows the schema, and with anything in it changed both refuse it.
func TestSchemaAndReaderAgree(t *testing.T) {
	raw, err := os.ReadFile(schemaPath)
	must(t, err)
	loaded, err := jsonschema.UnmarshalJSON(strings.NewReader(string(raw)))
	must(t, err)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	must(t, c.AddResource("documents", loaded))
	schema, err := c.Compile("documents")
	must(t, err)
	all := documents()
	all["invite"] = &cjg.Invite{From: cjg.Sender{Name: "Marieke"}, Sort: "meedenken", Question: "Kunt u meedenken over een gezin?", Date: "2026-11-22"}
	all["part"] = &cjg.Recall{About: "0b6a7a3e-0000-4000-8000-000000000001", Number: "H-0042", Groups: []string{"telefoon"}, Date: "2026-11-24"}
	all["declined"] = &cjg.Answer{About: "0b6a7a3e-0000-4000-8000-000000000001", State: cjg.StateDeclined, Reason: "geen_plek", SelfRefer: "Dorpsstraat 1", Date: "2026-11-23"}
	all["kept"] = &cjg.Answer{About: "0b6a7a3e-0000-4000-8000-000000000001", State: cjg.StateKept, Ground: "wet", Date: "2026-11-23"}
	count := 0
	for name, d := range all {
		data, err := cjg.Marshal(d)
		must(t, err)
		var whole map[string]any
		must(t, json.Unmarshal(data, &whole))
		agree := func(what string, doc map[string]any) {
			t.Helper()
			count++
			text, err := json.Marshal(doc)
			must(t, err)
			_, errRead := cjg.Unmarshal(text)
			if errSchema := schema.Validate(doc); (errSchema == nil) != (errRead == nil) {
				t.Errorf("%s, %s: the schema says %v, the reader %v", name, what, errSchema, errRead)
			}
		}
		agree("whole", whole)
		for _, at := range objectsIn(whole, nil) {
			for field := range at.follow(whole) {
				eachChange(func(what string, change func(map[string]any, string)) {
					other := clone(t, whole)
					change(at.follow(other), field)
					agree(fmt.Sprint(at, field, " ", what), other)
				})
			}
		}
		whole["bsn"] = "1"
		agree("with a field more", whole)
	}
	t.Logf("%d documents", count)
}
