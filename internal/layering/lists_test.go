package layering_test

import (
	"go/ast"
	"go/token"
	"strings"
	"testing"
)

// ownCommas are the places that join with a comma of their own, with the reason. Everybody else asks i18n, which knows the comma of Arabic.
var ownCommas = map[string]string{
	"internal/record/problem.go":    "an error for a log",
	"internal/record/request.go":    "record knows no language; who is responsible and where to complain stand on a Dutch paper",
	"internal/disclose/people.go":   "the document for the CJG is in Dutch",
	"internal/intake/push":          "what goes into the organisation's own system is in Dutch",
	"internal/i18n/lists.go":        "the one place",
	"internal/i18n/check/read.go":   "names of plural forms, as they stand in a file",
	"app/ui/people/state.go":        "a key by which a name is sorted, never shown",
	"app/schakel/screenshots":       "a line for whoever makes pictures",
	"internal/practice/meetings.go": "an invented person",
}

// listsOnlyByLanguage finds Latin commas that are put between texts by hand.
func listsOnlyByLanguage(files []*source) []string {
	var lines []string
	for _, s := range production(files) {
		if ownCommas[s.path] != "" || ownCommas[s.dir] != "" || !strings.HasPrefix(s.dir, "app/") && !strings.HasPrefix(s.dir, "internal/") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			var said []ast.Expr
			switch n := n.(type) {
			case *ast.CallExpr:
				if sel, ok := n.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Join" && len(n.Args) == 2 {
					said = n.Args[1:]
				}
			case *ast.BinaryExpr:
				if n.Op == token.ADD {
					said = []ast.Expr{n.X, n.Y}
				}
			}
			for _, e := range said {
				if text, ok := e.(*ast.BasicLit); ok && text.Value == `", "` {
					lines = append(lines, s.at(text, "a list is joined by hand; Printer.List, Printer.Commas and i18n.Joined know the comma of the language"))
				}
			}
			return true
		})
	}
	return lines
}

func TestListsOnlyByLanguage(t *testing.T) { check(t, listsOnlyByLanguage) }

func TestACommaByHandIsFound(t *testing.T) {
	code := "package x\n\nimport \"strings\"\n\nfunc a(s []string) string { return strings.Join(s, \", \") + s[0] + \", \" + s[1] }\n"
	finds(t, listsOnlyByLanguage, 2, snippet(t, "internal/book/x.go", code))
	finds(t, listsOnlyByLanguage, 0, snippet(t, "internal/i18n/lists.go", code))
}
