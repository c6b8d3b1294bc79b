package record_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"schakel/internal/record"
)

func TestARecordingNeverPrintsItself(t *testing.T) {
	secret := "geheime klank"
	s := record.SoundOf([]byte(secret))
	talk := &record.Talk{Card: record.CardChild, Sound: s}
	var out bytes.Buffer
	for _, v := range []any{s, &s, talk, *talk, []record.Sound{s}, map[string]any{"a": s}, struct{ S record.Sound }{s}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d"} {
			fmt.Fprintf(&out, verb+"\n", v)
		}
		_ = json.NewEncoder(&out).Encode(v)
		slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "v", v)
		slog.New(slog.NewTextHandler(&out, nil)).Info("x", "v", v)
		_ = gob.NewEncoder(&out).Encode(v)
	}
	text := out.String()
	for _, leak := range []string{secret, "geheime", fmt.Sprintf("%x", secret), fmt.Sprint([]byte(secret)), "Z2VoZWltZSBrbGFuaw"} {
		if strings.Contains(text, leak) {
			t.Errorf("printed: %q", leak)
		}
	}
	if string(s.Reveal()) != secret || s.Size() != len(secret) || s.Empty() || !s.Equal(record.SoundOf([]byte(secret))) || s.Equal(record.Sound{}) {
		t.Error("the sound itself is wrong")
	}
}

func TestWhatIsWrongWithARecording(t *testing.T) {
	for field, change := range map[string]func(*record.Talk){
		"card":     func(r *record.Talk) { r.Card = "weather" },
		"language": func(r *record.Talk) { r.Language = "Darija" },
		"on":       func(r *record.Talk) { r.On = today.Add(1) },
		"sound":    func(r *record.Talk) { r.Sound = record.Sound{} },
		"length":   func(r *record.Talk) { r.Length = -time.Second },
	} {
		r := good(record.KindTalk).(*record.Talk)
		change(r)
		if ps := r.Validate(today); len(ps) != 1 || ps[0].Field != field {
			t.Errorf("%s: %v", field, ps)
		}
	}
	for _, change := range []func(*record.Talk){
		func(r *record.Talk) { r.Length = record.TalkLongest + time.Second },
		func(r *record.Talk) { r.Sound = record.SoundOf(make([]byte, record.TalkBytes+1)) },
		func(r *record.Talk) { r.Card = "" }, func(r *record.Talk) { r.Language = "" }, func(r *record.Talk) { r.On = record.Date{} },
	} {
		r := good(record.KindTalk).(*record.Talk)
		if change(r); len(r.Validate(today)) != 1 {
			t.Errorf("%v", r.Validate(today))
		}
	}
}

func TestTheRowOfARecordingSaysCardLanguageAndLength(t *testing.T) {
	row := good(record.KindTalk).Row()
	if row.State != "cjg" || row.Detail.Reveal() != "ary" || row.Number != 20 || row.On != today {
		t.Errorf("%+v", row)
	}
}
