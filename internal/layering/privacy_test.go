package layering_test

import (
	"go/ast"
	"slices"
	"strings"
	"testing"
)

// revealers are the packages that may read personal text in the clear, with the reason.
var revealers = map[string]string{
	"internal/record":         "validation of length and BSN, and the compact rows, which the store seals",
	"internal/record/codec":   "turns records into the bytes that the store seals",
	"internal/disclose":       "copies what a consent allows into the document that the parent sees",
	"internal/book":           "search, duplicates, sentences of Vandaag and what a screen asked for",
	"internal/access":         "finds names and places in what goes into the document that a person may ask for",
	"internal/parcel":         "the name and title that a user wrote on the own key card, for the card's file",
	"internal/contribution":   "names of organisations, groups and aims on a programme's lists, for its card and for what may stand in a contribution",
	"internal/directory":      "writes the partners as a table, and compares a table with them",
	"internal/practice":       "invented people",
	"app/ui/roads":            "shows a wijksignaal or a verzoek, its answers and its sheet to the person who unlocked the store",
	"app/ui/draft":            "fills in what was typed before, and looks through it for a BSN and for names before it is saved",
	"app/ui/counts":           "the names of programmes, to choose one of them",
	"internal/rehearsal":      "the invented worker's name, by which the endpoint knows the device",
	"internal/summary":        "names of partners and communities, which are no personal data, as rows of an overview",
	"app/schakel/screenshots": "finds the invented family of a picture by its name",
	"app/schakelctl":          "prints what its user asked for, after the passphrase",
}

// revealing screens: what they get is shown to the person who unlocked the store.
func mayReveal(dir string) bool {
	_, listed := revealers[dir]
	return listed || slices.Contains(screens, dir) || dir == "app/ui"
}

func revealOnlyWhereListed(files []*source) []string {
	var lines []string
	for _, s := range production(files) {
		if mayReveal(s.dir) {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name == "Reveal" {
				lines = append(lines, s.at(sel, "%s may not read personal text in the clear", s.dir))
			}
			return true
		})
	}
	return lines
}

// logCalls are the functions that write a log.
var logCalls = []string{"Debug", "Info", "Warn", "Error", "DebugContext", "InfoContext", "WarnContext", "ErrorContext", "Log", "LogAttrs", "Printf", "Println", "Print"}

// nothingPrivateInLogs sees a Reveal inside the arguments of a log call or of an error text.
func nothingPrivateInLogs(files []*source) []string {
	var lines []string
	for _, s := range production(files) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			on, ok := sel.X.(*ast.Ident)
			if !ok || !(on.Name == "slog" || on.Name == "log" || on.Name == "errors") && !(on.Name == "fmt" && sel.Sel.Name == "Errorf") {
				return true
			}
			if on.Name != "fmt" && on.Name != "errors" && !slices.Contains(logCalls, sel.Sel.Name) {
				return true
			}
			for _, arg := range call.Args {
				ast.Inspect(arg, func(n ast.Node) bool {
					if r, ok := n.(*ast.SelectorExpr); ok && r.Sel.Name == "Reveal" {
						lines = append(lines, s.at(r, "personal text in %s.%s", on.Name, sel.Sel.Name))
					}
					return true
				})
			}
			return true
		})
	}
	return lines
}

// noNameInPreferences keeps the preferences of Fyne behind internal/settings, whose keys are reviewed.
func noNameInPreferences(files []*source) []string {
	var lines []string
	for _, s := range production(files) {
		if !s.below("app") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			method, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || !strings.HasPrefix(method.Sel.Name, "Set") {
				return true
			}
			if inner, ok := method.X.(*ast.CallExpr); ok {
				if sel, ok := inner.Fun.(*ast.SelectorExpr); ok && sel.Sel.Name == "Preferences" {
					lines = append(lines, s.at(call, "preferences are written through internal/settings"))
				}
			}
			return true
		})
	}
	return lines
}

// quick are the packages outside tests whose secrets protect nothing: invented people, in pictures and measurements.
var quick = []string{"app/schakel/screenshots", "app/ui/uitest"}

// quickKeysOnlyInTests keeps the derivation that tests use away from everything that a person's passphrase opens.
func quickKeysOnlyInTests(files []*source) []string {
	var lines []string
	for _, s := range production(files) {
		if slices.Contains(quick, s.dir) || strings.HasPrefix(s.dir, "packaging/benchmarks/") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name == "QuickCost" {
				lines = append(lines, s.at(sel, "%s derives keys as cheaply as a test", s.dir))
			}
			return true
		})
	}
	return lines
}

func TestQuickKeysOnlyInTests(t *testing.T) { check(t, quickKeysOnlyInTests) }

func TestRevealOnlyWhereListed(t *testing.T) { check(t, revealOnlyWhereListed) }
func TestNothingPrivateInLogs(t *testing.T)  { check(t, nothingPrivateInLogs) }
func TestNoNameInPreferences(t *testing.T)   { check(t, noNameInPreferences) }

func TestPrivacyRulesSeeWhatIsWrong(t *testing.T) {
	const cheap = "package x\n\nfunc f() { book.Create(keyfile.QuickCost()) }\n"
	finds(t, quickKeysOnlyInTests, 1, snippet(t, "app/schakelctl/x.go", cheap))
	finds(t, quickKeysOnlyInTests, 0, snippet(t, "app/schakelctl/x_test.go", cheap), snippet(t, "app/ui/uitest/x.go", cheap))
	code := "package x\nfunc f(p Private) { slog.Info(\"x\", \"name\", g(p.Reveal())); _ = fmt.Errorf(\"%s\", p.Reveal()) }"
	finds(t, revealOnlyWhereListed, 2, snippet(t, "internal/export/x.go", code))
	finds(t, revealOnlyWhereListed, 0, snippet(t, "internal/disclose/x.go", code), snippet(t, "app/ui/people/x.go", code))
	finds(t, nothingPrivateInLogs, 2, snippet(t, "internal/disclose/x.go", code))
	finds(t, noNameInPreferences, 1, snippet(t, "app/ui/x.go", "package ui\nfunc f(a App) { a.Preferences().SetString(\"last\", \"x\") }"))
}
