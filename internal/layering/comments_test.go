package layering_test

import (
	"go/ast"
	"strings"
	"testing"
)

func packagesSayTheirJob(files []*source) []string {
	documented, first := map[string]bool{}, map[string]*source{}
	for _, s := range production(files) {
		if first[s.dir] == nil {
			first[s.dir] = s
		}
		if s.file.Doc == nil {
			continue
		}
		documented[s.dir] = true
	}
	var lines []string
	for dir, s := range first {
		if !documented[dir] {
			lines = append(lines, s.at(s.file, "package %s has no comment", dir))
		}
	}
	for _, s := range handwritten(files) {
		want := "Package " + s.file.Name.Name + " "
		if s.file.Doc != nil && s.file.Name.Name != "main" && !strings.HasPrefix(s.file.Doc.Text(), want) {
			lines = append(lines, s.at(s.file, "the comment does not begin with %q", want))
		}
	}
	return lines
}

func exportedNamesHaveComments(files []*source) []string {
	var lines []string
	for _, s := range handwritten(files) {
		types := exportedTypes(files, s)
		for _, d := range s.file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && d.Doc == nil && (d.Recv == nil || types[receiver(d)]) {
					lines = append(lines, s.at(d, "%s has no comment", d.Name.Name))
				}
			case *ast.GenDecl:
				lines = append(lines, specsWithout(s, d)...)
			}
		}
	}
	return lines
}

// specsWithout gives the exported names of a declaration without a comment: one above the group, above the name or behind it.
func specsWithout(s *source, d *ast.GenDecl) []string {
	var lines []string
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			if spec.Name.IsExported() && d.Doc == nil && spec.Doc == nil && spec.Comment == nil {
				lines = append(lines, s.at(spec, "%s has no comment", spec.Name.Name))
			}
		case *ast.ValueSpec:
			for _, name := range spec.Names {
				if name.IsExported() && d.Doc == nil && spec.Doc == nil && spec.Comment == nil {
					lines = append(lines, s.at(name, "%s has no comment", name.Name))
				}
			}
		}
	}
	return lines
}

// exportedTypes gives the exported types of a file's package; methods of others are not seen from outside.
func exportedTypes(files []*source, of *source) map[string]bool {
	types := map[string]bool{}
	for _, s := range files {
		if s.dir != of.dir {
			continue
		}
		for _, name := range exportedNames(s.file) {
			types[name.Name] = true
		}
	}
	return types
}

func receiver(f *ast.FuncDecl) string {
	e := f.Recv.List[0].Type
	for {
		switch x := e.(type) {
		case *ast.StarExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.IndexListExpr:
			e = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

func TestPackagesSayTheirJob(t *testing.T)       { check(t, packagesSayTheirJob) }
func TestExportedNamesHaveComments(t *testing.T) { check(t, exportedNamesHaveComments) }

func TestCommentRulesSeeWhatIsWrong(t *testing.T) {
	finds(t, packagesSayTheirJob, 1, snippet(t, "internal/x/x.go", "package x"), snippet(t, "internal/y/a.go", "package y"), snippet(t, "internal/y/b.go", "// Package y does y.\npackage y"))
	finds(t, packagesSayTheirJob, 1, snippet(t, "internal/x/x.go", "// This is x.\npackage x"))
	finds(t, exportedNamesHaveComments, 4, snippet(t, "internal/x/x.go", `package x
type A int
type b int
func (A) F() {}
func (b) F() {}
func G() {}
const C = 1
const (
	D = 1 // fine
	// E is fine.
	E = 2
)
`))
}
