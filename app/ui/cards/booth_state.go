package cards

import (
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/sound"
)

// scene is what the recorder of a card shows.
type scene string

// The scenes.
const (
	sceneNothing   scene = "nothing"   // there is no recording
	sceneKept      scene = "kept"      // there is one
	sceneWaiting   scene = "waiting"   // the microphone or the speaker is being opened
	sceneRecording scene = "recording" // the microphone is on
	sceneFresh     scene = "fresh"     // something was recorded that is not kept
	scenePlaying   scene = "playing"   // it is heard
	sceneDropping  scene = "dropping"  // asked whether it must really go
)

// action is a button of the recorder.
type action string

// The actions.
const (
	actRecord  action = "record"
	actStop    action = "stop"
	actPlay    action = "play"
	actKeep    action = "keep"
	actAgain   action = "again"
	actDiscard action = "discard"
	actDelete  action = "delete"
)

// tape is what the recorder knows, beside the deck.
type tape struct {
	kept    *record.Row // the recording that is kept; nil when there is none
	fresh   bool        // the deck holds something that is not kept
	found   bool        // it stood ready from an earlier time
	waiting bool
	asking  bool
}

// scene is what is shown for a state of the deck.
func (t tape) scene(s sound.State) scene {
	switch {
	case t.waiting:
		return sceneWaiting
	case s == sound.Recording:
		return sceneRecording
	case s == sound.Playing:
		return scenePlaying
	case t.fresh:
		return sceneFresh
	case t.asking && t.kept != nil:
		return sceneDropping
	case t.kept != nil:
		return sceneKept
	}
	return sceneNothing
}

// actions are the buttons of a scene, the one that it is for first.
func (s scene) actions() []action {
	switch s {
	case sceneNothing:
		return []action{actRecord}
	case sceneKept:
		return []action{actPlay, actAgain, actDelete}
	case sceneRecording, scenePlaying:
		return []action{actStop}
	case sceneFresh:
		return []action{actKeep, actPlay, actAgain, actDiscard}
	}
	return nil
}

// told is what the recorder says in words.
func (t tape) told(p *i18n.Printer, d *sound.Deck) string {
	switch t.scene(d.State()) {
	case sceneWaiting:
		return p.T("cards.state.waiting")
	case sceneRecording:
		return p.T("cards.state.recording", "Time", clock(d.Elapsed()), "Most", clock(sound.Longest))
	case scenePlaying:
		return p.T("cards.state.playing", "Time", clock(d.Elapsed()), "Most", clock(d.Length()))
	case sceneFresh:
		if t.found {
			return p.T("cards.state.found", "Time", clock(d.Length()))
		}
		return p.T("cards.state.fresh", "Time", clock(d.Length()))
	case sceneKept:
		return p.T("cards.state.kept", "Time", clock(seconds(*t.kept)), "Day", p.Date(t.kept.On))
	}
	return p.T("cards.state.nothing")
}

// warned is what went wrong or should be looked at; "" when nothing is.
func (t tape) warned(p *i18n.Printer, d *sound.Deck) string {
	if err := d.Fault(); err != nil {
		text, hint := p.Fault(err)
		if hint != "" {
			text += " " + hint
		}
		return text
	}
	switch {
	case t.scene(d.State()) != sceneFresh:
	case d.Silent():
		return p.T("cards.silent")
	case d.Full():
		return p.T("cards.full", "Most", clock(sound.Longest))
	}
	return ""
}
