package layering_test

import (
	"go/ast"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// plain is what screens may use of the parts of Fyne that draw: what has no left or right, no text and no words of its own. Everything
// else knows one direction only, draws text without ordering it, or speaks the language of the computer; app/ui/rtl, form, listing and
// prompt have it. A package of Fyne that is not here may not be used for its widgets at all.
var plain = map[string][]string{
	fyne + "/container": {"New", "Scroll", "NewStack"},
	fyne + "/layout":    {"NewSpacer"},
	fyne + "/widget":    {"BaseWidget", "NewSimpleRenderer", "NewPopUp", "PopUp"},
	fyne + "/canvas": {
		"Circle", "NewCircle", "Line", "NewLine", "Rectangle", "NewRectangle", "Image", "NewImageFromImage", "NewImageFromResource", "ImageFillContain", "Refresh",
	},
}

// speaking are the packages of Fyne with windows and words of their own.
var speaking = []string{fyne + "/dialog", fyne + "/data/binding", fyne + "/storage"}

// drawers are the packages that make those pieces fit for both directions, and so may use them.
var drawers = []string{"app/ui/rtl", "app/ui/look"}

func screensMirror(files []*source) []string {
	var lines []string
	for _, s := range production(files) {
		if !s.below("app") || s.below("app/schakel/screenshots") || slices.Contains(drawers, s.dir) {
			continue
		}
		for _, importPath := range speaking {
			if s.local(importPath) != "" {
				lines = append(lines, s.at(s.file, "%s has words or windows of its own: use app/ui/prompt", importPath))
			}
		}
		for importPath, names := range plain {
			local := s.local(importPath)
			if local == "" {
				continue
			}
			ast.Inspect(s.file, func(n ast.Node) bool {
				if sel, ok := n.(*ast.SelectorExpr); ok {
					if on, ok := sel.X.(*ast.Ident); ok && on.Name == local && on.Obj == nil && !slices.Contains(names, sel.Sel.Name) {
						lines = append(lines, s.at(sel, "%s.%s does not know direction: use app/ui/rtl, form or listing", local, sel.Sel.Name))
					}
				}
				return true
			})
		}
	}
	return lines
}

// pointing are the drawings that point left or right.
var pointing = []string{"IconArrowLeft", "IconArrowRight", "IconCaretLeft", "IconCaretRight"}

// nothingPointsByItself lets only app/ui/look say which way is back: look.Back, Onward, Before and Forward know the direction.
func nothingPointsByItself(files []*source) []string {
	var lines []string
	for _, s := range production(files) {
		if !s.below("app") || s.dir == "app/ui/look" {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok && slices.Contains(pointing, sel.Sel.Name) {
				lines = append(lines, s.at(sel, "%s points one way only: use look.Back, Onward, Before or Forward", sel.Sel.Name))
			}
			return true
		})
	}
	return lines
}

// mark reports whether a rune steers the order of what is drawn.
func mark(r rune) bool {
	return r == 0x200e || r == 0x200f || r == 0x061c || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// noDirectionMarks sees marks written in the code and in the values of its strings. A rune that is only compared with is fine.
func noDirectionMarks(files []*source) []string {
	var lines []string
	for _, s := range handwritten(files) {
		if s.below("app/ui/rtl") {
			continue
		}
		if strings.ContainsFunc(string(s.text), mark) {
			lines = append(lines, s.at(s.file, "a direction mark in the text of the file"))
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if text, err := strconv.Unquote(lit.Value); err == nil && strings.ContainsFunc(text, mark) {
					lines = append(lines, s.at(lit, "a direction mark in a string"))
				}
			}
			return true
		})
	}
	return lines
}

// stateKnowsNoWidget keeps what a screen shows and allows testable without one.
func stateKnowsNoWidget(files []*source) []string {
	var lines []string
	for _, s := range files {
		if name := path.Base(s.path); !s.below("app/ui") || name != "state.go" && name != "state_test.go" {
			continue
		}
		for _, spec := range s.file.Imports {
			if name := strings.Trim(spec.Path.Value, `"`); within(name, "fyne.io") {
				lines = append(lines, s.at(spec, "%s imports %s", path.Base(s.path), name))
			}
		}
	}
	return lines
}

// screensHaveState asks every screen for the two files that part logic from widgets.
func screensHaveState(files []*source) []string {
	has := map[string]bool{}
	for _, s := range files {
		has[s.path] = true
		has[s.dir] = true
	}
	var lines []string
	for _, dir := range screens {
		for _, name := range []string{"state.go", "view.go"} {
			if has[dir] && !has[dir+"/"+name] {
				lines = append(lines, dir+": there is no "+name)
			}
		}
	}
	return lines
}

// maxMethods is how many methods a screen may need of the book.
const maxMethods = 5

func screensNeedLittle(files []*source) []string {
	var lines []string
	for _, s := range production(files) {
		if !slices.Contains(screens, s.dir) {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			spec, ok := n.(*ast.TypeSpec)
			if !ok {
				return true
			}
			if it, ok := spec.Type.(*ast.InterfaceType); ok && it.Methods.NumFields() > maxMethods {
				lines = append(lines, s.at(spec, "%s has %d methods, more than %d", spec.Name.Name, it.Methods.NumFields(), maxMethods))
			}
			return true
		})
	}
	return lines
}

func TestScreensMirror(t *testing.T)         { check(t, screensMirror) }
func TestNothingPointsByItself(t *testing.T) { check(t, nothingPointsByItself) }
func TestNoDirectionMarks(t *testing.T)      { check(t, noDirectionMarks) }
func TestStateKnowsNoWidget(t *testing.T)    { check(t, stateKnowsNoWidget) }
func TestScreensHaveState(t *testing.T)      { check(t, screensHaveState) }
func TestScreensNeedLittle(t *testing.T)     { check(t, screensNeedLittle) }

func TestScreenRulesSeeWhatIsWrong(t *testing.T) {
	boxes := "package x\nimport \"fyne.io/fyne/v2/container\"\nvar b = container.NewHBox()\nvar c = container.NewStack()"
	finds(t, screensMirror, 1, snippet(t, "app/ui/today/view.go", boxes), snippet(t, "app/ui/rtl/box.go", boxes))
	words := "package x\nimport (\n\"fyne.io/fyne/v2/dialog\"\n\"fyne.io/fyne/v2/widget\"\n\"fyne.io/fyne/v2/canvas\"\n)\nvar a = dialog.ShowError\nvar b widget.Label\nvar c = widget.NewEntry()\nvar d = canvas.Text{}\nvar e = canvas.NewLine(nil)"
	finds(t, screensMirror, 4, snippet(t, "app/ui/prompt/x.go", words))
	finds(t, screensMirror, 0, snippet(t, "app/ui/rtl/x.go", "package rtl\nimport \"fyne.io/fyne/v2/canvas\"\nvar a = canvas.NewText(\"\", nil)"))
	finds(t, nothingPointsByItself, 1, snippet(t, "app/ui/today/x.go", "package x\nimport \"schakel/app/ui/look\"\nvar a = look.IconCaretLeft\nvar b = look.Back"))
	finds(t, noDirectionMarks, 1, snippet(t, "internal/export/x.go", "package export\nconst a = \"\\u200e\"\nconst b = '\\u200f'"))
	finds(t, stateKnowsNoWidget, 1, snippet(t, "app/ui/today/state.go", "package today\nimport _ \"fyne.io/fyne/v2/widget\""))
	finds(t, screensHaveState, 1, snippet(t, "app/ui/today/view.go", "package today"))
	finds(t, screensNeedLittle, 1, snippet(t, "app/ui/today/view.go", "package today\ntype book interface { A(); B(); C(); D(); E(); F() }"))
}
