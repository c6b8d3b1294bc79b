package aloud

import (
	"testing"

	"schakel/internal/export"
	"schakel/internal/speech"
)

// Every state with every action: nothing is read without a voice, nothing beyond the last sentence, and quiet is always quiet.
func TestEveryStateWithEveryAction(t *testing.T) {
	sheet := export.Aloud{Parts: []export.AloudPart{{Head: speech.Pair{Text: "een"}, Lines: []speech.Pair{{Text: "twee"}, {Text: "drie"}}}}}
	actions := map[string]func(s *state) bool{
		"first": func(s *state) bool { return s.read(0, false) }, "last": func(s *state) bool { return s.read(2, false) },
		"beyond": func(s *state) bool { return s.read(3, true) }, "before": func(s *state) bool { return s.read(nobody, false) },
		"all": func(s *state) bool { return s.read(0, true) }, "done": (*state).done,
		"stop": func(s *state) bool { s.stop(); return false },
	}
	for _, v := range []voice{voiceAsked, voiceThere, voiceMissing} {
		for at := nobody; at < 3; at++ {
			for _, whole := range []bool{false, true} {
				for name, act := range actions {
					s := state{}
					s.take(sheet)
					s.at, s.whole, s.voice = at, whole, v
					if at != nobody && v != voiceThere || at == nobody && whole {
						continue // cannot be reached
					}
					reads := act(&s)
					if reads != s.reads() || reads && (s.voice != voiceThere || s.at < 0 || s.at >= len(s.all)) || !reads && s.whole {
						t.Errorf("voice %d, %d, %v: %s gives %v and %+v", v, at, whole, name, reads, s)
					}
					if name == "done" && reads && (s.at != at+1 || !whole) {
						t.Errorf("after %d (all: %v) comes %d", at, whole, s.at)
					}
				}
			}
		}
	}
}
