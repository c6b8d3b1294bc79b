package translations_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"schakel/internal/fault"
)

// use is what the code says with the texts.
type use struct {
	said     map[string]string          // id → where, from T and N
	given    map[string]map[string]bool // id → the placeholder names that a call fills
	enums    map[string]string          // prefix → where, from Value, Term and WithTerm
	literals map[string]bool            // every string in the code
	codes    map[string]string          // codes of fault.New → where
	problems map[string]string          // codes of problems → where
}

// scan reads the code of the program, without its tests, and the pages of the web inbox.
func scan(t *testing.T) *use {
	t.Helper()
	u := &use{
		said: map[string]string{}, given: map[string]map[string]bool{}, enums: map[string]string{}, literals: map[string]bool{},
		codes: map[string]string{}, problems: map[string]string{},
	}
	for _, root := range []string{"../app", "../internal"} {
		if _, err := os.Stat(root); err != nil {
			continue
		}
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil || d.IsDir():
				return err
			case strings.HasSuffix(path, "_test.go"):
				return nil
			case strings.HasSuffix(path, ".go"):
				return u.code(path)
			case strings.HasSuffix(path, ".html"):
				return u.page(path)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return u
}

func (u *use) code(path string) error {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	at := func(n ast.Node) string { return strings.TrimPrefix(set.Position(n.Pos()).String(), "../") }
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			if text, ok := literal(n); ok {
				u.literals[text] = true
			}
		case *ast.CallExpr:
			u.call(n, at(n))
		case *ast.KeyValueExpr:
			if key, ok := n.Key.(*ast.Ident); ok && key.Name == "Code" && strings.Contains(path, "record") {
				if code, ok := literal(n.Value); ok {
					u.problems[code] = at(n)
				}
			}
		}
		return true
	})
	return nil
}

func (u *use) call(call *ast.CallExpr, at string) {
	method, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) == 0 {
		return
	}
	first, ok := literal(call.Args[0])
	switch method.Sel.Name {
	case "T", "N", "Beside", "NDecimal":
		if ok {
			u.said[first] = at
			u.fills(first, method.Sel.Name, call)
		}
	case "Value", "Term", "WithTerm":
		if ok {
			u.enums[first] = at
		}
	case "New":
		if on, isName := method.X.(*ast.Ident); isName && on.Name == "fault" && len(call.Args) == 3 {
			if code, ok := literal(call.Args[1]); ok {
				u.codes[code] = at
			}
		}
	case "add":
		if len(call.Args) >= 2 && strings.HasPrefix(at, "internal/record/") {
			if code, ok := literal(call.Args[1]); ok {
				u.problems[code] = at
			}
		}
	}
}

// fills notes which placeholders a call fills, where it says so in so many words.
func (u *use) fills(id, method string, call *ast.CallExpr) {
	args := call.Args[1:]
	names := map[string]bool{}
	if count := map[string]int{"N": 1, "NDecimal": 2}[method]; count > 0 {
		if len(args) < count {
			return
		}
		args = args[count:]
		names["N"] = true
	}
	if call.Ellipsis.IsValid() {
		return
	}
	for i, arg := range args {
		if i%2 == 1 {
			continue
		}
		name, ok := literal(arg)
		if !ok {
			return
		}
		names[name] = true
	}
	u.given[id+" @"+u.said[id]] = names
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

var (
	saidInPage  = regexp.MustCompile("\\b(?:T|N) [\"`]([a-z0-9_.]+)[\"`]")
	enumInPage  = regexp.MustCompile("\\b(?:Value|Term) [\"`]([a-z0-9_.]+)[\"`]")
	quoteInPage = regexp.MustCompile("[\"`]([a-z0-9_.]+)[\"`]")
)

func (u *use) page(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	at := strings.TrimPrefix(path, "../")
	for _, m := range saidInPage.FindAllSubmatch(data, -1) {
		u.said[string(m[1])] = at
	}
	for _, m := range enumInPage.FindAllSubmatch(data, -1) {
		u.enums[string(m[1])] = at
	}
	for _, m := range quoteInPage.FindAllSubmatch(data, -1) {
		u.literals[string(m[1])] = true
	}
	return nil
}

func TestEveryTextSaidExists(t *testing.T) {
	texts, u := read(t)[source], scan(t)
	var said, enums, problems, filled []string
	for id, at := range u.said {
		if texts[id] == nil {
			said = append(said, id+"  "+at)
		}
	}
	for enum, at := range u.enums {
		if !anyUnder(texts, enum+".") {
			enums = append(enums, enum+"  "+at)
		}
	}
	for code, at := range u.problems {
		if texts["problem."+code] == nil {
			problems = append(problems, "problem."+code+"  "+at)
		}
	}
	for call, names := range u.given {
		id, at, _ := strings.Cut(call, " @")
		if texts[id] == nil {
			continue
		}
		for _, hole := range holes(texts[id]["other"]) {
			if !names[hole] {
				filled = append(filled, id+" is said without "+hole+"  "+at)
			}
			delete(names, hole)
		}
		for name := range names {
			if name != "N" {
				filled = append(filled, id+" has no place for "+name+"  "+at)
			}
		}
	}
	list(t, "texts that the code says but no file has", said)
	list(t, "enumerations that the code names but that have no text", enums)
	list(t, "problems without a text", problems)
	list(t, "placeholders", filled)
}

func anyUnder(texts map[string]entry, prefix string) bool {
	for id := range texts {
		if strings.HasPrefix(id, prefix) {
			return true
		}
	}
	return false
}

func TestEveryTextIsUsed(t *testing.T) {
	u := scan(t)
	var unused []string
	for id := range read(t)[source] {
		if !u.uses(id) {
			unused = append(unused, id)
		}
	}
	list(t, "texts that nothing says", unused)
}

func (u *use) uses(id string) bool {
	if u.literals[id] || strings.HasPrefix(id, "date.") {
		return true
	}
	if code, ok := strings.CutPrefix(id, "fault."); ok {
		return u.raises(strings.TrimSuffix(strings.TrimSuffix(code, ".hint"), ".command"))
	}
	if code, ok := strings.CutPrefix(id, "problem."); ok {
		return u.literals[strings.TrimSuffix(code, ".command")]
	}
	for enum := range u.enums {
		if rest, ok := strings.CutPrefix(id, enum+"."); ok && !strings.Contains(strings.TrimSuffix(rest, ".term"), ".") {
			return true
		}
	}
	return u.built(id)
}

// built reports whether the id is put together from the name of an enumeration that the code has as a string of its own, as the labels
// of an overview are, or from a string that ends in a dot.
func (u *use) built(id string) bool {
	for text := range u.literals {
		dotted := strings.HasSuffix(text, ".")
		if !strings.Contains(text, ".") {
			continue
		}
		rest, ok := strings.CutPrefix(id, strings.TrimSuffix(text, ".")+".")
		summed := strings.HasPrefix(text, "summar") // a measure has dots in its own name
		if ok && rest != "" && (dotted || summed || !strings.Contains(strings.TrimSuffix(rest, ".term"), ".")) {
			return true
		}
	}
	return false
}

// raises reports whether an error of this code or kind can occur. Codes that come from elsewhere, such as those of the wire, are
// strings in the code all the same.
func (u *use) raises(code string) bool {
	if u.codes[code] != "" || u.literals[code] {
		return true
	}
	return slices.ContainsFunc(fault.Kinds(), func(k fault.Kind) bool { return k.String() == code })
}
