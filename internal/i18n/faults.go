package i18n

import (
	"errors"

	"schakel/internal/fault"
	"schakel/internal/record"
)

// Fault is what a person is told about an error: the text, and a hint what to do, which may be "". The most exact text wins: that of
// the error's detail ("fault.store.code.group"), else that of its code ("fault.store.in_use"), else that of its kind
// ("fault.conflict"). For problems of a record the text is that of the first one. Nothing of the error's own text is shown.
func (p *Printer) Fault(err error) (text, hint string) {
	if err == nil {
		return "", ""
	}
	kind := fault.Of(err).String()
	code := fault.CodeOf(err)
	if code == "" {
		code = kind
	}
	text = p.firstOf(code, "fault."+code, "fault."+kind)
	hint = p.firstOf(code, "fault."+code+".hint", "fault."+kind+".hint")
	if detail, args := fault.DetailOf(err); detail != "" && p.has("fault."+detail) {
		text = p.T("fault."+detail, args...)
	}
	var problems record.Problems
	if errors.As(err, &problems) && len(problems) > 0 {
		text = p.Problem(problems[0])
	}
	return text, hint
}

// CommandFault is Fault for a command line: where the hint speaks of what stands on a screen, another one takes its place.
func (p *Printer) CommandFault(err error) (text, hint string) {
	text, hint = p.Fault(err)
	if err == nil {
		return text, hint
	}
	kind, code := fault.Of(err).String(), fault.CodeOf(err)
	if code == "" {
		code = kind
	}
	return text, p.firstOf(code, "fault."+code+".command", "fault."+code+".hint", "fault."+kind+".command", "fault."+kind+".hint")
}

// Problem is what a person is told about one field that is wrong: the message "problem.<code>" with its params.
func (p *Printer) Problem(problem record.Problem) string {
	args := make([]any, 0, 2*len(problem.Params))
	for key, value := range problem.Params {
		args = append(args, key, value)
	}
	return p.T("problem."+problem.Code, args...)
}

// CommandProblem is Problem for a command line.
func (p *Printer) CommandProblem(problem record.Problem) string {
	if p.has("problem." + problem.Code + ".command") {
		problem.Code += ".command"
	}
	return p.Problem(problem)
}

// firstOf is the first of the messages that exists, "" when none does.
func (p *Printer) firstOf(code string, ids ...string) string {
	for _, id := range ids {
		if p.has(id) {
			return p.T(id, "Code", code)
		}
	}
	return ""
}
