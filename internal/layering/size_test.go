package layering_test

import (
	"bytes"
	"go/ast"
	"go/token"
	"strings"
	"testing"
)

// The limits. Tests and generated files have none; tables, in files named *_table.go, may be as long as what they list, but not complex.
const (
	maxFunctionLines = 60
	maxComplexity    = 15
	maxFileLines     = 400
)

func functionsAreShort(files []*source) []string {
	var lines []string
	for _, s := range handwritten(files) {
		for _, d := range s.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if n := s.set.Position(f.End()).Line - s.set.Position(f.Pos()).Line + 1; n > maxFunctionLines && !isTable(s) {
				lines = append(lines, s.at(f, "%s has %d lines", f.Name.Name, n))
			}
			if n := complexity(f); n > maxComplexity {
				lines = append(lines, s.at(f, "%s has complexity %d", f.Name.Name, n))
			}
		}
	}
	return lines
}

// complexity is McCabe's: one, and one for each place where the way through a function, with the functions inside it, divides.
func complexity(f *ast.FuncDecl) int {
	n := 1
	ast.Inspect(f, func(node ast.Node) bool {
		switch x := node.(type) {
		case *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt:
			n++
		case *ast.CaseClause:
			if x.List != nil {
				n++
			}
		case *ast.CommClause:
			if x.Comm != nil {
				n++
			}
		case *ast.BinaryExpr:
			if x.Op == token.LAND || x.Op == token.LOR {
				n++
			}
		}
		return true
	})
	return n
}

func filesAreShort(files []*source) []string {
	var lines []string
	for _, s := range handwritten(files) {
		if n := bytes.Count(s.text, []byte("\n")); n > maxFileLines && !isTable(s) {
			lines = append(lines, s.at(s.file, "the file has %d lines", n))
		}
	}
	return lines
}

func isTable(s *source) bool { return strings.HasSuffix(s.path, "_table.go") }

func TestFunctionsAreShort(t *testing.T) { check(t, functionsAreShort) }
func TestFilesAreShort(t *testing.T)     { check(t, filesAreShort) }

func TestSizeRulesSeeWhatIsWrong(t *testing.T) {
	long := "package x\nfunc f() {\n" + strings.Repeat("_ = 1\n", 59) + "}\n"
	deep := "package x\nfunc f(a bool) bool {\n" + strings.Repeat("if a && !a || a { return a }\n", 5) + "return a\n}\n"
	finds(t, functionsAreShort, 2, snippet(t, "internal/x/x.go", long), snippet(t, "internal/x/y.go", deep))
	finds(t, functionsAreShort, 0, snippet(t, "internal/x/x_test.go", long), snippet(t, "internal/x/x.gen.go", deep), snippet(t, "internal/x/x_table.go", long))
	big := "package x\n" + strings.Repeat("\n", 400)
	finds(t, filesAreShort, 1, snippet(t, "internal/x/x.go", big), snippet(t, "internal/x/x_table.go", big))
}
