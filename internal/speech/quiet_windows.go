package speech

import (
	"os/exec"
	"syscall"
)

// quietly keeps a console window from showing up.
func quietly(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{HideWindow: true} }
