package settings_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"schakel/internal/settings"
)

// The keys that were reviewed, each with the reason why its value says nothing about a person. A new key is added here by
// somebody who asked that question.
var reviewed = map[string]string{
	"language":          "a choice of the menu; holds no personal data",
	"text.step":         "1 to 5; holds no personal data",
	"variant":           "light or dark; holds no personal data",
	"lock.idle.minutes": "1 to 60; holds no personal data",
	"lock.away.off":     "yes or no; holds no personal data",
	"window.width":      "a size; holds no personal data",
	"window.height":     "a size; holds no personal data",
	"school.region":     "one of three parts of the country; holds no personal data",
}

func TestEveryKeyIsReviewed(t *testing.T) {
	parsed, err := parser.ParseFile(token.NewFileSet(), "settings.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	ast.Inspect(parsed, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || !strings.HasPrefix(spec.Names[0].Name, "key") {
			return true
		}
		key, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, key)
		return true
	})
	for _, key := range keys {
		if !strings.HasSuffix(reviewed[key], "holds no personal data") {
			t.Errorf("setting %q was not reviewed", key)
		}
	}
	for key := range reviewed {
		if !slices.Contains(keys, key) {
			t.Errorf("setting %q is reviewed but not there", key)
		}
	}
}

// Only the methods of Settings touch the preferences, each with a key constant, so that the list above is all there is.
func TestKeysAreConstants(t *testing.T) {
	parsed, err := parser.ParseFile(token.NewFileSet(), "settings.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		method, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if on, ok := method.X.(*ast.SelectorExpr); !ok || on.Sel.Name != "kept" {
			return true
		}
		if key, ok := call.Args[0].(*ast.Ident); !ok || !strings.HasPrefix(key.Name, "key") {
			t.Errorf("%s is called with something else than a key", method.Sel.Name)
		}
		return true
	})
}

func open(t *testing.T) (*settings.File, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "deep", "settings.json")
	f, err := settings.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return f, path
}

func TestDefaults(t *testing.T) {
	f, _ := open(t)
	s := settings.New(f)
	w, h := s.Window()
	if s.Language() != "" || s.TextStep() != 2 || s.Variant() != settings.Light || s.IdleMinutes() != 5 || w != 1280 || h != 800 || !s.LockAway() {
		t.Errorf("defaults: %q %d %d %d %dx%d", s.Language(), s.TextStep(), s.Variant(), s.IdleMinutes(), w, h)
	}
}

func TestChoicesSurvive(t *testing.T) {
	f, path := open(t)
	s := settings.New(f)
	s.SetLanguage("tr")
	s.SetTextStep(4)
	s.SetVariant(settings.Dark)
	s.SetIdleMinutes(15)
	s.SetLockAway(false)
	s.SetWindow(1600, 900)
	f.SetBool("flag", true)
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	again, err := settings.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	s = settings.New(again)
	w, h := s.Window()
	if s.Language() != "tr" || s.TextStep() != 4 || s.Variant() != settings.Dark || s.IdleMinutes() != 15 || s.LockAway() || w != 1600 || h != 900 || !again.Bool("flag") {
		t.Errorf("read back: %q %d %d %d %dx%d", s.Language(), s.TextStep(), s.Variant(), s.IdleMinutes(), w, h)
	}
}

func TestValuesStayInBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, err := settings.Open(filepath.Join(os.TempDir(), "schakel-settings-that-are-not-there", "settings.json"))
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"text.step", "variant", "lock.idle.minutes", "window.width", "window.height"} {
			f.SetInt(key, rapid.Int().Draw(t, key))
		}
		s := settings.New(f)
		w, h := s.Window()
		if s.TextStep() < 1 || s.TextStep() > 5 || s.Variant() < settings.Light || s.Variant() > settings.System ||
			s.IdleMinutes() < 1 || s.IdleMinutes() > 60 || w < 1024 || h < 640 {
			t.Fatalf("%d %d %d %dx%d", s.TextStep(), s.Variant(), s.IdleMinutes(), w, h)
		}
	})
}

func TestOpenRefusesWhatIsNoSettingsFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.json")
	for _, text := range []string{"", "[]", "{\"numbers\":{\"a\":\"b\"}}", "not json"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := settings.Open(path); err == nil {
			t.Errorf("%q was read as settings", text)
		}
	}
	if _, err := settings.Open(t.TempDir()); err == nil {
		t.Error("a folder was read as settings")
	}
}

func TestOpenSurvivesNull(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.json")
	if err := os.WriteFile(path, []byte(`{"texts":null}`), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := settings.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	f.SetString("language", "nl")
	if f.String("language") != "nl" {
		t.Error("not kept")
	}
}

func TestSaveFails(t *testing.T) {
	dir := t.TempDir()
	blocked := filepath.Join(dir, "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := settings.Open(filepath.Join(dir, "settings.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "settings.json"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := f.Save(); err == nil {
		t.Error("saved over a folder")
	}
}
