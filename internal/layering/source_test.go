package layering_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// source is one Go file of the project.
type source struct {
	path      string // from the root of the project, with slashes
	dir       string
	test      bool
	generated bool // made by a tool: exempt from the rules of size, comments and state
	text      []byte
	set       *token.FileSet
	file      *ast.File
}

// rule gives a line "path:line: what is wrong" for each place where code breaks it.
type rule func(files []*source) []string

// roots are the folders whose code obeys the rules.
var roots = []string{"app", "internal", "assets", "translations", "packaging"}

// load gives every file of the project, parsed once for all rules, which only read. The test runs in internal/layering; a test that asks
// `go list` would be cached wrongly, while the files read here are part of the key of the cache.
func load(t *testing.T) []*source {
	t.Helper()
	all, err := parsed()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no code found")
	}
	return all
}

var parsed = sync.OnceValues(parseAll)

func parseAll() ([]*source, error) {
	var all []*source
	for _, root := range roots {
		base := filepath.Join("..", "..", root)
		if _, err := os.Stat(base); err != nil {
			continue
		}
		err := filepath.WalkDir(base, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() {
				if d.Name() == "testdata" || hasModule(name) {
					return fs.SkipDir
				}
				return nil
			}
			if !strings.HasSuffix(name, ".go") {
				return nil
			}
			text, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			s, err := parse(filepath.ToSlash(strings.TrimPrefix(name, filepath.Join("..", "..")+string(filepath.Separator))), text)
			if err != nil {
				return err
			}
			all = append(all, s)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// hasModule reports whether a folder is a module of its own, such as that of the tools.
func hasModule(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "go.mod"))
	return err == nil
}

func parse(name string, text []byte) (*source, error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, text, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	return &source{
		path: name, dir: path.Dir(name), text: text, set: set, file: file,
		test:      strings.HasSuffix(name, "_test.go"),
		generated: strings.HasSuffix(name, ".gen.go") || ast.IsGenerated(file),
	}, nil
}

// snippet parses one file for the tests of the rules themselves.
func snippet(t *testing.T, name, text string) *source {
	t.Helper()
	s, err := parse(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// at is the place of a node with a message behind it.
func (s *source) at(n ast.Node, format string, args ...any) string {
	return fmt.Sprintf("%s:%d: ", s.path, s.set.Position(n.Pos()).Line) + fmt.Sprintf(format, args...)
}

// below reports whether the file lies in a folder or below it.
func (s *source) below(dir string) bool { return s.dir == dir || strings.HasPrefix(s.dir, dir+"/") }

// local is the name a file gives to an imported package, "" when it does not import it. The base of the path is the name, but for a
// version at its end ("fyne/v2").
func (s *source) local(importPath string) string {
	for _, spec := range s.file.Imports {
		if strings.Trim(spec.Path.Value, `"`) != importPath {
			continue
		}
		if spec.Name != nil {
			return spec.Name.Name
		}
		name := path.Base(importPath)
		if len(name) == 2 && name[0] == 'v' {
			name = path.Base(path.Dir(importPath))
		}
		return name
	}
	return ""
}

// production keeps the files that are no tests, and handwritten those that no tool made.
func production(files []*source) []*source {
	return slices.DeleteFunc(slices.Clone(files), func(s *source) bool { return s.test })
}

func handwritten(files []*source) []*source {
	return slices.DeleteFunc(production(files), func(s *source) bool { return s.generated })
}

// check fails with every place that breaks a rule.
func check(t *testing.T, r rule) {
	t.Helper()
	lines := r(load(t))
	if len(lines) == 0 {
		return
	}
	slices.Sort(lines)
	t.Errorf("%d places:\n  %s", len(lines), strings.Join(lines, "\n  "))
}

// finds checks that a rule sees what is wrong in a file: exactly the given number of places.
func finds(t *testing.T, r rule, want int, files ...*source) {
	t.Helper()
	if got := r(files); len(got) != want {
		t.Errorf("the rule finds %d places, want %d:\n  %s", len(got), want, strings.Join(got, "\n  "))
	}
}
