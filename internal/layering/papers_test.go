package layering_test

import (
	"go/ast"
	"regexp"
	"testing"
)

// paperProof is where a paper is made in every language and read back by another program, and the name under which it stands there.
type paperProof struct{ test, name string }

// papers are all functions that begin a document, with their proof. A new paper is a new row, and a test that looks at it with package proof.
var papers = map[string]paperProof{
	"internal/export Access":       {"internal/export/papers_test.go", "Access"},
	"internal/export FamilyCard":   {"internal/export/papers_test.go", "FamilyCard"},
	"internal/export ConsentSheet": {"internal/export/papers_test.go", "ConsentSheet"},
	"internal/export SharedList":   {"internal/export/papers_test.go", "SharedList"},
	"internal/export Exactly":      {"internal/export/papers_test.go", "Exactly"},
	"internal/export RecoveryCard": {"internal/export/papers_test.go", "RecoveryCard"},
	"internal/export PartCard":     {"internal/export/papers_test.go", "PartCard"},
	"internal/export PocketSlip":   {"internal/export/papers_test.go", "PocketSlip"},
	"internal/export MonthSheet":   {"internal/export/papers_test.go", "MonthSheet"},
	"internal/export Overview":     {"internal/export/papers_test.go", "Overview"},
	"internal/export ReadAloud":    {"internal/export/papers_test.go", "ReadAloud"},
	"internal/export Study":        {"internal/export/papers_test.go", "Study"},
	"app/ui/referrals alongSheet":  {"app/ui/referrals/papers_test.go", "alongSheet"},
	"app/ui/referrals selfSheet":   {"app/ui/referrals/papers_test.go", "selfSheet"},
	"app/ui/cards sheet":           {"app/ui/cards/paper_test.go", "sheet"},
	"app/ui/cards large":           {"app/ui/cards/paper_test.go", "large"},
	"app/ui/roads Document":        {"app/ui/partners/sub_test.go", "requestSheet"},
	"app/ui/preferences cardSheet": {"app/ui/preferences/profile_test.go", "cardSheet"},
	"app/ui/partners sheetOf":      {"app/ui/partners/sub_test.go", "sheetOf"},
}

// papersAreProven gives the functions that begin a document and of which no test looks at the paper.
func papersAreProven(files []*source) []string {
	tests := map[string]string{}
	for _, s := range files {
		if s.test {
			tests[s.path] = string(s.text)
		}
	}
	var lines []string
	for _, s := range production(files) {
		for _, decl := range s.file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Name.Name == "NewDocument" || !begins(f) {
				continue
			}
			row, known := papers[s.dir+" "+f.Name.Name]
			text := tests[row.test]
			if !known || !regexp.MustCompile(`\bproof\.Wrong\(`).MatchString(text) || !regexp.MustCompile(`\b`+row.name+`\b`).MatchString(text) {
				lines = append(lines, s.at(f, "%s makes a paper that no test reads back in every language: give it a row in papers_test.go", f.Name.Name))
			}
		}
	}
	return lines
}

// begins reports whether a function begins a document.
func begins(f *ast.FuncDecl) bool {
	found := false
	ast.Inspect(f, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		switch fun := call.Fun.(type) {
		case *ast.Ident:
			found = found || fun.Name == "NewDocument"
		case *ast.SelectorExpr:
			found = found || fun.Sel.Name == "NewDocument"
		}
		return true
	})
	return found
}

func TestPapersAreProven(t *testing.T) { check(t, papersAreProven) }

func TestPaperRuleSeesWhatIsWrong(t *testing.T) {
	finds(t, papersAreProven, 1, snippet(t, "app/ui/today/x.go", "package x\nfunc newSheet() { _ = export.NewDocument(p, a, b) }"))
}
