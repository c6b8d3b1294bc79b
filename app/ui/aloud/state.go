package aloud

import (
	"schakel/internal/export"
	"schakel/internal/speech"
)

// nobody is no sentence.
const nobody = -1

// state is what the page shows and what is being read, without a widget.
type state struct {
	sheet export.Aloud
	all   []speech.Pair
	at    int  // the sentence that is being read; nobody when it is quiet
	whole bool // those after it are read too
	voice voice
}

// voice is whether the computer reads the language.
type voice uint8

const (
	voiceAsked voice = iota // it is being looked for
	voiceThere
	voiceMissing
)

// take shows another text. Nothing is read then.
func (s *state) take(sheet export.Aloud) {
	s.sheet, s.all, s.voice = sheet, sheet.Sentences(), voiceAsked
	s.stop()
}

// read begins with a sentence; whole goes on to the end. It reports whether there is something to be read: not without a voice, and not
// beyond the last sentence.
func (s *state) read(at int, whole bool) bool {
	if s.voice != voiceThere || at < 0 || at >= len(s.all) {
		s.stop()
		return false
	}
	s.at, s.whole = at, whole
	return true
}

// done goes on after a sentence was read: to the next one, or to quiet.
func (s *state) done() bool {
	if s.at == nobody || !s.whole {
		s.stop()
		return false
	}
	return s.read(s.at+1, true)
}

func (s *state) stop() { s.at, s.whole = nobody, false }

// reads reports whether anything is being read.
func (s *state) reads() bool { return s.at != nobody }
