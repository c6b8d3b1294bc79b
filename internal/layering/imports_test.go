package layering_test

import (
	"go/ast"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "schakel/"

// results are the packages of which a screen may use the types of what the book gives it. It never makes a book itself.
var results = []string{"internal/book", "internal/consent", "internal/cjg", "internal/summary", "internal/sdc", "internal/export", "internal/municipality", "internal/access", "internal/parcel", "internal/dial", "internal/hours", "internal/directory"}

// more is what single screens may use besides: how strong a passphrase is, what falls on a day, the choices of the program, its number, the sound of the
// computer and the pictures of the cards.
var more = map[string][]string{
	"app/ui/meetings":    {"internal/almanac"}, // what falls on a day, beside the day itself
	"app/ui/cards":       {"internal/sound", "internal/drawing", "assets"},
	"app/ui/studies":     {"internal/studies"}, // published figures, which no record can become
	"app/ui/unlock":      {"internal/keyfile"},
	"app/ui/preferences": {"internal/keyfile", "internal/settings", "internal/version"},
}

// allowed gives what a package may import; a screen has the table's row for screens.
func allowed(dir string) (allowance, bool) {
	if slices.Contains(screens, dir) {
		return allowance{own: slices.Concat([]string{"internal/record", "internal/fault", "internal/i18n"}, shared, results, more[dir]), third: []string{fyne}}, true
	}
	a, ok := table[dir]
	return a, ok
}

func importsFollowTheTable(files []*source) []string {
	var lines []string
	unknown := map[string]bool{}
	for _, s := range production(files) {
		may, known := allowed(s.dir)
		if !known && !unknown[s.dir] {
			unknown[s.dir] = true
			lines = append(lines, s.path+":1: package "+s.dir+" is not in the import table")
		}
		if !known {
			continue
		}
		for _, spec := range s.file.Imports {
			name := strings.Trim(spec.Path.Value, `"`)
			own, isOwn := strings.CutPrefix(name, module)
			switch {
			case isOwn && !slices.Contains(may.own, own):
				lines = append(lines, s.at(spec, "%s may not import %s", s.dir, own))
			case !isOwn && isThird(name) && !slices.ContainsFunc(may.third, func(root string) bool { return within(name, root) }):
				lines = append(lines, s.at(spec, "%s may not import %s", s.dir, name))
			}
		}
	}
	return lines
}

// isThird reports whether an import path is outside the standard library: only there the first part has a dot.
func isThird(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	return strings.Contains(first, ".")
}

func within(name, root string) bool { return name == root || strings.HasPrefix(name, root+"/") }

func internalStaysBelow(files []*source) []string {
	var lines []string
	for _, s := range files {
		if !s.below("internal") && !s.below("assets") && !s.below("translations") {
			continue
		}
		for _, spec := range s.file.Imports {
			name := strings.Trim(spec.Path.Value, `"`)
			if within(name, "fyne.io") || within(name, module+"app") {
				lines = append(lines, s.at(spec, "%s imports %s", s.dir, name))
			}
		}
	}
	return lines
}

// reaches names the functions of net and crypto/tls that open or accept a connection or ask for a name.
var reaches = regexp.MustCompile(`^(Dial|Lookup)|^Listen(TCP|UDP|Unix|Packet|MulticastUDP|IP|Config)?$`)

// networkOnlyAtEdges sees net/http, and anything that opens or accepts a connection; types such as net.IP and tls.Certificate reach no network.
func networkOnlyAtEdges(files []*source) []string {
	var lines []string
	for _, s := range handwritten(files) {
		if network[s.dir] != "" {
			continue
		}
		for _, spec := range s.file.Imports {
			if name := strings.Trim(spec.Path.Value, `"`); within(name, "net/http") || name == "net/smtp" || name == "net/rpc" {
				lines = append(lines, s.at(spec, "%s may not import %s", s.dir, name))
			}
		}
		dialled, secured := s.local("net"), s.local("crypto/tls")
		ast.Inspect(s.file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			on, ok := sel.X.(*ast.Ident)
			if ok && on.Name != "" && (on.Name == dialled || on.Name == secured) && reaches.MatchString(sel.Sel.Name) {
				lines = append(lines, s.at(sel, "%s may not use %s.%s", s.dir, on.Name, sel.Sel.Name))
			}
			return true
		})
	}
	return lines
}

func noTestingInProduction(files []*source) []string {
	var lines []string
	for _, s := range production(files) {
		for _, spec := range s.file.Imports {
			name := strings.Trim(spec.Path.Value, `"`)
			if name == fyne+"/test" && slices.Contains(drawn, s.dir) || name == "testing" && s.dir == tester {
				continue
			}
			if within(name, "testing") || strings.HasPrefix(name, "github.com/google/go-cmp") || strings.HasPrefix(name, "pgregory.net/rapid") || name == fyne+"/test" {
				lines = append(lines, s.at(spec, "imports %s", name))
			}
		}
	}
	return lines
}

// A row that names a package that is not there any more hides a mistake.
func tableIsTrue(files []*source) []string {
	var lines []string
	for dir, a := range table {
		for _, own := range a.own {
			if _, known := allowed(own); !known {
				lines = append(lines, dir+": allows "+own+", which has no row")
			}
			if slices.Contains(screens, own) && dir != "app/ui" {
				lines = append(lines, dir+": allows the screen "+own)
			}
		}
	}
	return lines
}

func TestImportsFollowTheTable(t *testing.T) { check(t, importsFollowTheTable) }
func TestInternalStaysBelow(t *testing.T)    { check(t, internalStaysBelow) }
func TestNetworkOnlyAtEdges(t *testing.T)    { check(t, networkOnlyAtEdges) }
func TestNoTestingInProduction(t *testing.T) { check(t, noTestingInProduction) }
func TestTableIsTrue(t *testing.T)           { check(t, tableIsTrue) }

func TestImportRulesSeeWhatIsWrong(t *testing.T) {
	finds(t, importsFollowTheTable, 1, snippet(t, "internal/fault/x.go", "package fault\nimport (\n\"errors\"\n_ \"schakel/internal/record\"\n)"))
	finds(t, importsFollowTheTable, 1, snippet(t, "internal/record/x.go", "package record\nimport _ \"go.etcd.io/bbolt\""))
	finds(t, importsFollowTheTable, 0, snippet(t, "internal/store/x.go", "package store\nimport _ \"go.etcd.io/bbolt/errors\""))
	finds(t, importsFollowTheTable, 1, snippet(t, "app/ui/today/x.go", "package today\nimport (\n_ \"schakel/app/ui/people\"\n_ \"schakel/app/ui/form\"\n)"))
	finds(t, importsFollowTheTable, 1, snippet(t, "internal/nobody/x.go", "package nobody"))
	finds(t, internalStaysBelow, 2, snippet(t, "internal/record/x_test.go", "package record\nimport (\n_ \"fyne.io/fyne/v2\"\n_ \"schakel/app/ui\"\n)"))
	finds(t, networkOnlyAtEdges, 1, snippet(t, "internal/book/x.go", "package book\nimport _ \"net/http\""))
	finds(t, networkOnlyAtEdges, 1, snippet(t, "internal/book/x.go", "package book\nimport \"net\"\nvar a net.IP\nfunc f() { net.Dial(\"tcp\", \"x\") }"))
	finds(t, noTestingInProduction, 1, snippet(t, "internal/book/x.go", "package book\nimport _ \"testing/fstest\""))
}
