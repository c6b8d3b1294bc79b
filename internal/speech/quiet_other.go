//go:build !windows

package speech

import "os/exec"

// quietly has nothing to do where programs open no window by themselves.
func quietly(*exec.Cmd) {}
