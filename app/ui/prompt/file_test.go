package prompt_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/prompt"
)

func TestFilesAreAskedForInTheWindow(t *testing.T) {
	test.NewTempApp(t)
	t.Setenv("HOME", t.TempDir())
	asks := map[string]func(prompt.Files){
		"open":   func(f prompt.Files) { f.Open([]string{".jsonl"}, func(string, error) {}) },
		"save":   func(f prompt.Files) { f.Save("overzicht.csv", func(string, error) {}) },
		"folder": func(f prompt.Files) { f.Folder(func(string, error) {}) },
	}
	for name, ask := range asks {
		t.Run(name, func(t *testing.T) {
			w := test.NewTempWindow(t, container.NewStack())
			w.Resize(fyne.NewSize(1024, 640))
			ask(prompt.Files{Window: w})
			top := w.Canvas().Overlays().Top()
			if top == nil {
				t.Fatal("nothing is asked")
			}
			if size := top.Size(); size.Width > 1024 || size.Height > 640 {
				t.Errorf("larger than the window: %v", size)
			}
			if kept := fyne.CurrentApp().Preferences().String("fyne:fileDialogLastFolder"); kept != "" {
				t.Errorf("the preferences hold the folder %q", kept)
			}
		})
	}
}
