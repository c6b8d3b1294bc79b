package i18n

// WithTerm is the label of one value with its Dutch domain term behind it, for a language in which a worker would not know the term from the label.
// In Dutch it is the label alone: there the term stands where the value is chosen.
func (p *Printer) WithTerm(enum, value string) string {
	label := p.Value(enum, value)
	term := p.Term(enum, value)
	if p.own == p.source || term == "" || term == label {
		return label
	}
	return p.T("term.behind", "Label", label, "Term", term)
}

// Beside is the Dutch term that stands small beside a title or a label, "" in Dutch, where the title says it.
func (p *Printer) Beside(id string) string {
	if p.own == p.source {
		return ""
	}
	return p.T(id)
}
