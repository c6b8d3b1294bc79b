package book

import "schakel/internal/i18n"

// most is how many short numbers are named of one sort of finding.
const most = 12

// Say is what was found in words: how often, and which records by their short number or else their kind, never by a name.
func (w Wrong) Say(p *i18n.Printer) string {
	text := p.N("verify."+w.Code, w.Count)
	var named []string
	for n, number := range w.Numbers {
		if n == most {
			named = append(named, p.N("verify.more", len(w.Numbers)-most))
			break
		}
		named = append(named, number)
	}
	for _, a := range w.Kinds {
		kind := p.Value("record.kind", a.Kind.String())
		if a.Count > 1 {
			kind = p.N("verify.kind", a.Count, "Kind", kind)
		}
		named = append(named, kind)
	}
	if len(named) == 0 {
		return text
	}
	return text + " " + p.T("verify.about", "List", p.List(named))
}

// SayPart is what is wrong with a part of a store that does not open.
func SayPart(p *i18n.Printer, part Part) string {
	if part.Count > 0 {
		return p.N("verify.part."+part.Code, part.Count)
	}
	return p.T("verify.part." + part.Code)
}
