package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"schakel/app/ui/aloud"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/speech"
)

// voice reads every language, and does something while it reads.
type voice struct{ during func(ctx context.Context) }

func (voice) Speaks(context.Context, string) bool { return true }

func (v voice) Say(ctx context.Context, _, _ string) error {
	v.during(ctx)
	return ctx.Err()
}

// The page for reading aloud has the whole window; Escape, leaving and the lock end it, and what is being read falls silent with them.
func TestReadingAloudEndsWithTheLock(t *testing.T) {
	for name, end := range map[string]func(s *Shell){
		"lock": (*Shell).Lock, "leave": func(s *Shell) { s.Go(string(DestPeople)) },
		"escape": func(s *Shell) { s.win.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape}) },
	} {
		t.Run(name, func(t *testing.T) {
			s := preferring(t)
			whole, silent, read := s.win.Content(), false, 0
			s.deps.Speech = voice{during: func(ctx context.Context) {
				read++
				end(s)
				silent = ctx.Err() != nil
			}}
			s.Aloud(aloud.Text{First: "nl", Make: func(_, dutch *i18n.Printer) export.Aloud {
				return export.Aloud{Title: speech.Pair{Text: "titel"}, Parts: []export.AloudPart{{Lines: []speech.Pair{{Text: "een"}, {Text: "twee"}}}}}
			}})
			if s.win.Content() == whole || s.reading == nil || read > 0 {
				t.Fatal("the page does not fill the window, or speaks by itself")
			}
			s.reading.All()
			if !silent || read != 1 || s.reading != nil {
				t.Errorf("silent %v, %d sentences, still open %v", silent, read, s.reading != nil)
			}
			if name == "lock" && s.book != nil || name != "lock" && s.win.Content() != whole {
				t.Error("it leaves something in the window")
			}
		})
	}
}
