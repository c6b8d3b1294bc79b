package translations_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"schakel/internal/record"
)

// audited reads which words the code writes in the audit chain: the constants that are named after an action, and what calls of Audit
// and AuditAt name. loose are calls whose word is neither a constant nor handed on by a function of the audit itself.
func audited(t *testing.T) (words map[string]string, loose []string) {
	t.Helper()
	words = map[string]string{}
	constants, calls := map[string]string{}, map[string]ast.Expr{}
	err := filepath.WalkDir("../internal", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		if strings.HasPrefix(path, "../internal/intake") || strings.HasPrefix(path, "../internal/sdc") || strings.HasPrefix(path, "../internal/export") {
			return nil // the endpoint has a log of its own; the audit of a table is another thing
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				for i, name := range n.Names {
					if i < len(n.Values) && strings.HasPrefix(strings.ToLower(name.Name), "action") {
						if text, ok := literal(n.Values[i]); ok {
							constants[name.Name], words[text] = text, set.Position(n.Pos()).String()
						}
					}
				}
			case *ast.CallExpr:
				if on, ok := n.Fun.(*ast.SelectorExpr); ok && len(n.Args) > 1 {
					if at, audits := map[string]int{"Audit": 0, "AuditAt": 1}[on.Sel.Name]; audits {
						calls[set.Position(n.Pos()).String()] = n.Args[at]
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for at, word := range calls {
		if !named(word, constants) {
			loose = append(loose, at)
		}
	}
	return words, loose
}

// named reports whether an action is one of the constants, or comes from a variable or function that is named after an action.
func named(word ast.Expr, constants map[string]string) bool {
	switch w := word.(type) {
	case *ast.Ident:
		return constants[w.Name] != "" || w.Name == "action"
	case *ast.SelectorExpr:
		return constants[w.Sel.Name] != "" || w.Sel.Name == "action"
	case *ast.CallExpr:
		f, ok := w.Fun.(*ast.Ident)
		return ok && strings.HasPrefix(f.Name, "action")
	}
	return false
}

func TestEveryActionOfTheAuditHasAText(t *testing.T) {
	texts := read(t)[source]
	words, loose := audited(t)
	if len(words) < 20 {
		t.Fatalf("the actions are read wrongly: %v", words)
	}
	var missing []string
	for word, at := range words {
		if texts["log.action."+word] == nil && texts["log."+word] == nil {
			missing = append(missing, word+"  "+at)
		}
	}
	list(t, "actions without a text", missing)
	list(t, "actions that are no constant", loose)
}

func TestEveryKindOfRecordHasAWordInTheLog(t *testing.T) {
	texts := read(t)[source]
	var missing []string
	for _, kind := range record.Kinds() {
		if texts["log.kind."+kind.String()] == nil {
			missing = append(missing, kind.String())
		}
	}
	list(t, "kinds without a word", missing)
}
