package layering_test

import (
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func noInit(files []*source) []string {
	var lines []string
	for _, s := range handwritten(files) {
		for _, d := range s.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				lines = append(lines, s.at(f, "an init function: wire it in a main"))
			}
		}
	}
	return lines
}

// noMutableGlobals allows a variable of a package only when nothing changes it after its declaration. Seen in the syntax: no assignment to it or
// to a part of it, no address taken, no delete or clear, no type that exists to be changed (a lock, a counter), and no exported slice or
// map, which any other package could change; a function that returns it anew serves there.
func noMutableGlobals(files []*source) []string {
	byDir := map[string][]*source{}
	for _, s := range handwritten(files) {
		byDir[s.dir+" "+s.file.Name.Name] = append(byDir[s.dir+" "+s.file.Name.Name], s)
	}
	var lines []string
	for _, pkg := range byDir {
		globals := map[string]bool{}
		for _, s := range pkg {
			for _, spec := range packageVars(s.file) {
				lines = append(lines, changeable(s, spec)...)
				for _, name := range spec.Names {
					globals[name.Name] = true
				}
			}
		}
		for _, s := range pkg {
			lines = append(lines, changes(s, globals)...)
		}
	}
	return lines
}

func packageVars(file *ast.File) []*ast.ValueSpec {
	var all []*ast.ValueSpec
	for _, d := range file.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
			for _, spec := range g.Specs {
				all = append(all, spec.(*ast.ValueSpec))
			}
		}
	}
	return all
}

// changeable gives the variables that are made to be changed.
func changeable(s *source, spec *ast.ValueSpec) []string {
	var lines []string
	if sel, ok := spec.Type.(*ast.SelectorExpr); ok {
		if on, ok := sel.X.(*ast.Ident); ok && (on.Name == "sync" || on.Name == "atomic") {
			lines = append(lines, s.at(spec, "%s is a global %s.%s", spec.Names[0].Name, on.Name, sel.Sel.Name))
		}
	}
	for i, name := range spec.Names {
		if i >= len(spec.Values) || !name.IsExported() {
			continue
		}
		if lit, ok := spec.Values[i].(*ast.CompositeLit); ok {
			switch lit.Type.(type) {
			case *ast.ArrayType, *ast.MapType:
				lines = append(lines, s.at(name, "%s is exported and any package can change it: return it from a function", name.Name))
			}
		}
	}
	return lines
}

// changes gives the places where a file changes a global of its own package, or of another one.
func changes(s *source, globals map[string]bool) []string {
	unresolved := map[*ast.Ident]bool{}
	for _, id := range s.file.Unresolved {
		unresolved[id] = true
	}
	isGlobal := func(e ast.Expr) (string, bool) {
		id := root(e)
		if id == nil {
			return "", false
		}
		if id.Obj == nil {
			return id.Name, unresolved[id] && globals[id.Name]
		}
		spec, ok := id.Obj.Decl.(*ast.ValueSpec)
		return id.Name, ok && slices.Contains(packageVars(s.file), spec)
	}
	var lines []string
	see := func(e ast.Expr, n ast.Node, what string) {
		if name, ok := isGlobal(e); ok {
			lines = append(lines, s.at(n, "global %s is %s", name, what))
		}
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, left := range n.Lhs {
				if n.Tok != token.DEFINE {
					see(left, n, "assigned to")
					lines = append(lines, foreign(s, left, n)...)
				}
			}
		case *ast.IncDecStmt:
			see(n.X, n, "changed")
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				see(n.Key, n, "assigned to")
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				see(n.X, n, "handed out by address")
			}
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.Ident); ok && (f.Name == "delete" || f.Name == "clear" || f.Name == "copy") && len(n.Args) > 0 {
				see(n.Args[0], n, "changed by "+f.Name)
			}
		}
		return true
	})
	return lines
}

// foreign gives an assignment to a variable of another package.
func foreign(s *source, left ast.Expr, n ast.Node) []string {
	sel, ok := left.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	id, ok := sel.X.(*ast.Ident)
	if !ok || id.Obj != nil || !sel.Sel.IsExported() {
		return nil
	}
	for _, spec := range s.file.Imports {
		if s.local(strings.Trim(spec.Path.Value, `"`)) == id.Name {
			return []string{s.at(n, "%s.%s of another package is assigned to", id.Name, sel.Sel.Name)}
		}
	}
	return nil
}

// root is the variable that an expression is a part of.
func root(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x
		case *ast.IndexExpr:
			e = x.X
		case *ast.SelectorExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		default:
			return nil
		}
	}
}

// vague are names that say where code was put and not what it does.
var vague = regexp.MustCompile(`^(util|utils|common|helper|helpers|misc|base|core|lib|shared|types|models|manager|.*service|.*utils?|x[a-z]+s)$`)

func namesSayTheJob(files []*source) []string {
	var lines []string
	seen := map[string]bool{}
	for _, s := range production(files) {
		if seen[s.dir] {
			continue
		}
		seen[s.dir] = true
		for _, name := range []string{s.file.Name.Name, path.Base(s.dir)} {
			if vague.MatchString(name) {
				lines = append(lines, s.at(s.file.Name, "package name %s does not say what it does", name))
				break
			}
		}
	}
	for _, s := range handwritten(files) {
		for _, name := range exportedNames(s.file) {
			if rest, ok := strings.CutPrefix(strings.ToLower(name.Name), s.file.Name.Name); ok && rest != "" && name.Name[len(s.file.Name.Name)] <= 'Z' && name.Name[len(s.file.Name.Name)] >= 'A' {
				lines = append(lines, s.at(name, "%s.%s says its package twice", s.file.Name.Name, name.Name))
			}
		}
	}
	return lines
}

// exportedNames gives the exported types and functions of a file.
func exportedNames(file *ast.File) []*ast.Ident {
	var all []*ast.Ident
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil && d.Name.IsExported() {
				all = append(all, d.Name)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				if ts, ok := spec.(*ast.TypeSpec); ok && ts.Name.IsExported() {
					all = append(all, ts.Name)
				}
			}
		}
	}
	return all
}

var unfinished = regexp.MustCompile(`(?i)\b(TODO|FIXME|XXX|not implemented|unimplemented)\b`)

func nothingUnfinished(files []*source) []string {
	var lines []string
	for _, s := range handwritten(files) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && unfinished.MatchString(lit.Value) {
				lines = append(lines, s.at(lit, "%s", unfinished.FindString(lit.Value)))
			}
			return true
		})
		for _, group := range s.file.Comments {
			for _, c := range group.List {
				if unfinished.MatchString(c.Text) {
					lines = append(lines, s.at(c, "%s", unfinished.FindString(c.Text)))
				}
			}
		}
	}
	return lines
}

func TestNoInit(t *testing.T)            { check(t, noInit) }
func TestNoMutableGlobals(t *testing.T)  { check(t, noMutableGlobals) }
func TestNamesSayTheJob(t *testing.T)    { check(t, namesSayTheJob) }
func TestNothingUnfinished(t *testing.T) { check(t, nothingUnfinished) }

func TestStateRulesSeeWhatIsWrong(t *testing.T) {
	finds(t, noInit, 1, snippet(t, "internal/x/x.go", "package x\nfunc init() {}\ntype y struct{}\nfunc (y) init() {}"))
	finds(t, noMutableGlobals, 9,
		snippet(t, "internal/x/x.go", `package x
import ("sync"; "other")
var a, b, c, d = 1, map[int]int{}, 2, []int{}
var lock sync.Mutex
var List = []string{"a"}
var fine = map[string]int{"a": 1}
func f(e int) {
	a = 2
	b[1] = 2
	delete(b, 1)
	c++
	_ = &a
	other.Global = 3
	for i := range fine { e += i; fine := i; fine++; _ = fine }
}`),
		snippet(t, "internal/x/y.go", "package x\nfunc g(a []int) { a[0] = 1; d[0] = 2; b := 3; b = 4; _ = b }"))
	finds(t, namesSayTheJob, 2, snippet(t, "internal/userutils/x.go", "package userutils\ntype UserutilsThing int\ntype Userutils int"))
	finds(t, nothingUnfinished, 2, snippet(t, "internal/x/x.go", "package x\n// TO"+"DO later\nconst s = \"not implemen"+"ted\""))
}
