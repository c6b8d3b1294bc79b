package translations_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// enumerations reads the closed lists of internal/record: every string type with its constants. Its texts have the words of the
// type's name before the value: ConcernLevel "worried" is "concern.level.worried".
func enumerations(t *testing.T) map[string][]string {
	t.Helper()
	paths, err := filepath.Glob("../internal/record/*.go")
	if err != nil || len(paths) == 0 {
		t.Fatal("no records", err)
	}
	found := map[string][]string{}
	for _, path := range paths {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		for _, d := range file.Decls {
			group, ok := d.(*ast.GenDecl)
			if !ok || group.Tok != token.CONST {
				continue
			}
			for _, s := range group.Specs {
				spec := s.(*ast.ValueSpec)
				kind, ok := spec.Type.(*ast.Ident)
				if !ok || len(spec.Values) != 1 || !kind.IsExported() {
					continue
				}
				if value, ok := literal(spec.Values[0]); ok {
					found[dotted(kind.Name)] = append(found[dotted(kind.Name)], value)
				}
			}
		}
	}
	return found
}

// dotted is the name of a type in the form of message ids: ConcernLevel is concern.level.
func dotted(name string) string {
	var b strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('.')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// A list that the code shows, or of which one value has a text, has a text for every value.
func TestEveryValueHasALabel(t *testing.T) {
	texts, u := read(t)[source], scan(t)
	enums := enumerations(t)
	if !slices.Contains(enums["concern.level"], "worried") {
		t.Fatalf("the lists of the records are read wrongly: %v", enums["concern.level"])
	}
	var missing []string
	for enum, values := range enums {
		begun := u.enums[enum] != "" || slices.ContainsFunc(values, func(v string) bool { return texts[enum+"."+v] != nil })
		for _, v := range values {
			if begun && v != "" && texts[enum+"."+v] == nil {
				missing = append(missing, enum+"."+v)
			}
		}
	}
	list(t, "values without a label", missing)
}
