package main

import (
	"context"
)

// talking is a computer that speaks every language but Papiamentu, and says nothing: the pictures need no sound.
type talking struct{}

func (talking) Speaks(_ context.Context, tag string) bool { return tag != "pap" }

func (talking) Say(context.Context, string, string) error { return nil }

// largeType is the page from which a consent is read, with every sentence in large type.
func (c *camera) largeType() error {
	if err := c.readAloud(); err != nil {
		return err
	}
	return c.press(c.p.T("aloud.open"))
}
