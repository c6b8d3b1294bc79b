package layering_test

import (
	"go/ast"
	"testing"
)

// A missed jump to the goroutine of the screen is a race, so all jumps stand in one package.
func threadsOnlyInTask(files []*source) []string {
	var lines []string
	for _, s := range production(files) {
		if !s.below("app/ui") || s.below("app/ui/task") {
			continue
		}
		name := s.local(fyne)
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				lines = append(lines, s.at(n, "a go statement outside app/ui/task"))
			case *ast.SelectorExpr:
				if on, ok := n.X.(*ast.Ident); ok && name != "" && on.Name == name && (n.Sel.Name == "Do" || n.Sel.Name == "DoAndWait") {
					lines = append(lines, s.at(n, "fyne.%s outside app/ui/task", n.Sel.Name))
				}
			}
			return true
		})
	}
	return lines
}

func TestThreadsOnlyInTask(t *testing.T) { check(t, threadsOnlyInTask) }

func TestThreadRuleSeesWhatIsWrong(t *testing.T) {
	code := "package x\nimport \"fyne.io/fyne/v2\"\nfunc f() {\ngo f()\nfyne.Do(f)\nfyne.DoAndWait(f)\n}"
	finds(t, threadsOnlyInTask, 3, snippet(t, "app/ui/today/x.go", code))
	finds(t, threadsOnlyInTask, 0, snippet(t, "app/ui/task/x.go", code))
}
