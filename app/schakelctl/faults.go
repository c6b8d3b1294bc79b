package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"schakel/internal/fault"
	"schakel/internal/record"
)

// The exit codes. They are fixed: scripts rely on them, and README.md lists them. From exitFault on, the kind of the error is added.
const (
	exitOK    = 0
	exitUsage = 2
	exitFault = 10
	exitStop  = 130 // stopped by a signal, as shells say it
)

// usageError is a command line that nobody can follow; the text is for the person who typed it.
type usageError struct{ text string }

// Error is the text that was shown.
func (e *usageError) Error() string { return e.text }

func usage(text string) *usageError { return &usageError{text: text} }

var (
	errUsage = usage("")
	errHelp  = errors.New("help was asked for")
)

// toldError is an error that the person was told about already; only its kind still counts.
type toldError struct{ error }

// Unwrap gives the kind.
func (e toldError) Unwrap() error { return e.error }

// errFile is a file of the person's own that cannot be read.
var errFile = fault.New(fault.NotFound, "ctl.file", "the file cannot be read")

// problem is one field of the command line that is wrong.
func problem(field, code string) error {
	return record.Problems{{Field: field, Code: code}}
}

// exitCode is the program's answer to a script.
func exitCode(err error) int {
	var wrong *usageError
	switch {
	case err == nil, errors.Is(err, errHelp):
		return exitOK
	case errors.As(err, &wrong):
		return exitUsage
	case errors.Is(err, context.Canceled):
		return exitStop
	}
	return exitFault + int(fault.Of(err))
}

// tell says what went wrong: one sentence and what to do, or every field with its line and reason.
func (a *app) tell(err error) {
	var wrong *usageError
	var problems record.Problems
	switch {
	case errors.Is(err, errHelp), errors.Is(err, errUsage), errors.Is(err, context.Canceled):
	case errors.As(err, &wrong):
		a.warn(wrong.text)
		a.warn(a.p.T("ctl.usage.more"))
	case errors.As(err, &problems):
		for _, p := range problems {
			a.warn(a.problemLine(p))
		}
	default:
		text, hint := a.p.CommandFault(err)
		a.warn(text)
		if hint != "" {
			a.warn(hint)
		}
	}
}

// problemLine is field, line and reason.
func (a *app) problemLine(p record.Problem) string {
	reason := a.p.CommandProblem(p)
	line, field := p.Params["Line"], p.Field
	switch {
	case line != "" && field != "":
		return a.p.T("ctl.problem.line.field", "Line", line, "Field", field, "Reason", reason)
	case line != "":
		return a.p.T("ctl.problem.line", "Line", line, "Reason", reason)
	case field != "":
		return a.p.T("ctl.problem.field", "Field", field, "Reason", reason)
	}
	return reason
}

// help lists the commands.
func (a *app) help(out io.Writer) {
	_, _ = fmt.Fprintln(out, a.p.T("ctl.help.title"))
	for _, c := range commands() {
		_, _ = fmt.Fprintf(out, "  %-10s %s\n", c.name, c.args)
	}
	_, _ = fmt.Fprintln(out, a.p.T("ctl.help.globals"))
}
