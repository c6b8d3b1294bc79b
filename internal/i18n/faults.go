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
	text = p.firstOf("fault."+code, "fault."+kind, code)
	hint = p.firstOf("fault."+code+".hint", "fault."+kind+".hint", code)
	if detail, args := fault.DetailOf(err); detail != "" && p.has("fault."+detail) {
		text = p.T("fault."+detail, args...)
	}
	var problems record.Problems
	if errors.As(err, &problems) && len(problems) > 0 {
		text = p.Problem(problems[0])
	}
	return text, hint
}

// Problem is what a person is told about one field that is wrong: the message "problem.<code>" with its params.
func (p *Printer) Problem(problem record.Problem) string {
	args := make([]any, 0, 2*len(problem.Params))
	for key, value := range problem.Params {
		args = append(args, key, value)
	}
	return p.T("problem."+problem.Code, args...)
}

// firstOf is the first of the two messages that exists, "" when neither does.
func (p *Printer) firstOf(exact, general, code string) string {
	for _, id := range []string{exact, general} {
		if p.has(id) {
			return p.T(id, "Code", code)
		}
	}
	return ""
}
