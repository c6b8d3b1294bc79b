package record_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

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

func TestTheRowOfARecordingSaysCardLanguageAndLength(t *testing.T) {
	row := good(record.KindTalk).Row()
	if row.State != "cjg" || row.Detail.Reveal() != "ary" || row.Number != 20 || row.On != today {
		t.Errorf("%+v", row)
	}
}
