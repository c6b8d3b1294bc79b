package main

import (
	"context"

	"schakel/internal/version"
)

// runVersion says which Schakel this is.
func runVersion(a *app, _ context.Context, args []string) error {
	if _, err := a.parse(a.flags("version"), args, 0, 0); err != nil {
		return err
	}
	a.say("schakelctl " + version.Full())
	return nil
}
