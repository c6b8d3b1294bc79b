package cjg_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"html/template"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"schakel/internal/cjg"
)

var update = flag.Bool("update", false, "write docs.html and openapi.json anew from openapi.yaml")

// docs is the readable page. It is made from the contract here, so that the program needs no reader of OpenAPI.
const docs = `<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{.Title}}</title><link rel="stylesheet" href="/style.css"></head>
<body><main>
<h1>{{.Title}} {{.Version}}</h1>
{{range .Intro}}<p>{{.}}</p>
{{end}}<p><a href="/v1/openapi.yaml">openapi.yaml</a>, <a href="/v1/openapi.json">openapi.json</a></p>
{{range .Operations}}<section class="card">
<h2>{{.Method}} {{.Path}}</h2>
<p><b>{{.Summary}}</b></p>
{{range .Text}}<p>{{.}}</p>
{{end}}{{if .Request}}<p>Vraag: {{.Request}}</p>
{{end}}<dl>{{range .Responses}}<div class="r"><dt>{{.Status}}</dt><dd>{{.Text}}</dd></div>{{end}}</dl>
</section>
{{end}}{{range .Schemas}}<section class="card">
<h2 id="{{.Name}}">{{.Name}}</h2>
{{if .Text}}<p>{{.Text}}</p>
{{end}}<dl>{{range .Fields}}<div class="r"><dt>{{.Name}}{{if .Must}} *{{end}}</dt><dd>{{.Text}}</dd></div>{{end}}</dl>
</section>
{{end}}</main></body>
</html>
`

type docOperation struct {
	Method, Path, Summary, Request string
	Text                           []string
	Responses                      []docField
}

type docField struct {
	Name, Status, Text string
	Must               bool
}

type docSchema struct {
	Name, Text string
	Fields     []docField
}

func paragraphs(s string) []string {
	if s = strings.TrimSpace(s); s == "" {
		return nil
	}
	return strings.Split(s, "\n\n")
}

func contentOf(c openapi3.Content) string {
	var out []string
	for kind, media := range c {
		text := kind
		if media.Schema != nil && media.Schema.Ref != "" {
			text += " (" + media.Schema.Ref[strings.LastIndex(media.Schema.Ref, "/")+1:] + ")"
		}
		out = append(out, text)
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

func operationsOf(doc *openapi3.T) []docOperation {
	var out []docOperation
	for _, path := range doc.Paths.InMatchingOrder() {
		item := doc.Paths.Value(path)
		ops := item.Operations()
		for _, method := range slices.Sorted(maps.Keys(ops)) {
			op := ops[method]
			one := docOperation{Method: method, Path: path, Summary: op.Summary, Text: paragraphs(op.Description)}
			if op.RequestBody != nil {
				one.Request = contentOf(op.RequestBody.Value.Content)
			}
			for _, status := range slices.Sorted(maps.Keys(op.Responses.Map())) {
				r := op.Responses.Value(status).Value
				one.Responses = append(one.Responses, docField{Status: status, Text: *r.Description + ": " + contentOf(r.Content)})
			}
			out = append(out, one)
		}
	}
	slices.SortFunc(out, func(a, b docOperation) int { return strings.Compare(a.Path+a.Method, b.Path+b.Method) })
	return out
}

func schemasOf(doc *openapi3.T) []docSchema {
	var out []docSchema
	for _, name := range slices.Sorted(maps.Keys(doc.Components.Schemas)) {
		s := doc.Components.Schemas[name].Value
		one := docSchema{Name: name, Text: s.Description}
		for _, field := range slices.Sorted(maps.Keys(s.Properties)) {
			ref := s.Properties[field]
			text := ref.Value.Description
			if len(ref.Value.Enum) > 0 {
				var values []string
				for _, v := range ref.Value.Enum {
					values = append(values, v.(string))
				}
				text = strings.TrimPrefix(text+": "+strings.Join(values, ", "), ": ")
			}
			one.Fields = append(one.Fields, docField{Name: field, Text: text, Must: slices.Contains(s.Required, field)})
		}
		out = append(out, one)
	}
	return out
}

func TestDocsFollowTheContract(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromData(cjg.Spec())
	must(t, err)
	must(t, doc.Validate(context.Background()))
	if doc.Info.Version != cjg.Version {
		t.Errorf("openapi.yaml says %s, the code %s", doc.Info.Version, cjg.Version)
	}
	var out strings.Builder
	page := template.Must(template.New("").Parse(docs))
	must(t, page.Execute(&out, map[string]any{
		"Title": doc.Info.Title, "Version": doc.Info.Version, "Intro": paragraphs(doc.Info.Description),
		"Operations": operationsOf(doc), "Schemas": schemasOf(doc),
	}))
	if *update {
		must(t, os.WriteFile("docs.html", []byte(out.String()), 0o644))
		asJSON, err := doc.MarshalJSON()
		must(t, err)
		var indented bytes.Buffer
		must(t, json.Indent(&indented, append(asJSON, '\n'), "", " "))
		must(t, os.WriteFile("openapi.json", indented.Bytes(), 0o644))
		return
	}
	if out.String() != string(cjg.Docs()) {
		t.Error("docs.html is not made from this openapi.yaml: run go test ./internal/cjg -update")
	}
}
