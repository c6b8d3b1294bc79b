package main

import (
	"math"
	"slices"

	"fyne.io/fyne/v2/container"

	"schakel/app/ui/form"
	"schakel/internal/record"
	"schakel/internal/sound"
)

// humming is a microphone that hears twelve seconds of a hum at once, and a speaker that plays nothing: the pictures need no sound.
type humming struct{}

type hum struct{}

func (hum) Close() {}

func (humming) Record(hear func([]int16), _ func()) (sound.Stream, error) {
	samples := make([]int16, 12*sound.Rate)
	for i := range samples {
		samples[i] = int16(2500 * math.Sin(float64(i)/12))
	}
	hear(samples)
	return hum{}, nil
}

func (humming) Play(func([]int16) int, func()) (sound.Stream, error) { return hum{}, nil }

// card opens one talking card: the cards are the things to press that are no buttons, in their order.
func (c *camera) card(topic record.CardTopic) error {
	c.shell.Go("today")
	c.shell.Go("cards")
	tiles := all[*form.Pressable](c.shell.Window().Canvas().Content())
	at := slices.Index(record.CardTopics(), topic)
	for _, t := range tiles {
		if t.Size().Height < 150 {
			continue
		}
		if at == 0 {
			t.Press()
			return nil
		}
		at--
	}
	return errScreen
}

// record begins a recording on a card, and presses what follows.
func (c *camera) record(then ...string) error {
	if err := c.card(record.CardTell); err != nil {
		return err
	}
	if c.press(c.p.T("cards.do.record")) != nil && c.press(c.p.T("cards.do.again")) != nil {
		return errScreen
	}
	for _, word := range then {
		if err := c.press(c.p.Value("cards.do", word)); err != nil {
			return err
		}
	}
	for _, s := range all[*container.Scroll](c.shell.Window().Canvas().Content()) {
		s.ScrollToBottom()
	}
	return nil
}

// turned is a card with a voice that fills the window.
func (c *camera) turned() error {
	if err := c.record("stop", "keep"); err != nil {
		return err
	}
	c.said()() // a turned card shows no message, and the next picture should not either
	return c.press(c.p.T("cards.turn"))
}
