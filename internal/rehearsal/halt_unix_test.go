//go:build !windows

package rehearsal_test

import (
	"os"
	"syscall"
)

// halt makes a process stand still until goOn.
func halt(p *os.Process) { _ = p.Signal(syscall.SIGSTOP) }

func goOn(p *os.Process) { _ = p.Signal(syscall.SIGCONT) }
