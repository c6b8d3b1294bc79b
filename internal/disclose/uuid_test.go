package disclose_test

import (
	"encoding/hex"
	"math/rand/v2"
	"testing"

	"schakel/internal/disclose"
	"schakel/internal/record"
)

// TestAReplyToAnyMessage: the uuid of a message is drawn, and may hold nine digits that pass as a BSN. What is written back about it goes all the
// same; a number in its words does not.
func TestAReplyToAnyMessage(t *testing.T) {
	draw, tried := rand.New(rand.NewPCG(1, 2)), 0
	for tried < 5 {
		var raw [16]byte
		for i := range raw {
			raw[i] = byte(draw.Uint32())
		}
		raw[6], raw[8] = raw[6]&0x0f|0x40, raw[8]&0x3f|0x80
		text := hex.EncodeToString(raw[:])
		about := text[:8] + "-" + text[8:12] + "-" + text[12:16] + "-" + text[16:20] + "-" + text[20:]
		if !record.HasBSN(about) {
			continue
		}
		tried++
		in := disclose.ReplyInput{
			About: about, Stand: record.StandAnswer, Text: record.Text("Ja, een tolk Turks."), Profile: &record.Profile{Name: record.Text("Samira")}, On: record.Day(2026, 11, 22),
		}
		doc, err := disclose.Reply(in)
		if err == nil {
			_, err = disclose.Of(doc)
		}
		if err != nil {
			t.Errorf("a reply about %s: %v", about, err)
		}
		in.Text = record.Text("Zijn nummer is 111222333.")
		doc, err = disclose.Reply(in)
		if err == nil {
			_, err = disclose.Of(doc)
		}
		if err == nil {
			t.Error("a number in the words goes")
		}
	}
}
