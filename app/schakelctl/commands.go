package main

import (
	"context"

	"schakel/internal/version"
)

// threshold is below which a count of families is hidden in what leaves the laptop (PRODUCT, Counts).
const threshold = 5

// commands is everything the program can do, in the order in which a worker meets it. The arguments are words of the command line and
// the same in every language.
func commands() []command {
	return []command{
		{"rehearse", "[--endpoint CJGD]", runRehearse},
		{"version", "", runVersion},
	}
}

// runVersion says which Schakel this is.
func runVersion(a *app, _ context.Context, args []string) error {
	if _, err := a.parse(a.flags("version"), args, 0, 0); err != nil {
		return err
	}
	a.say("schakelctl " + version.Full())
	return nil
}
