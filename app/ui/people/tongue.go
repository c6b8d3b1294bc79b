package people

import "schakel/internal/i18n"

// languageName is a language as people name it; a code that is not in the list is shown as it is.
func languageName(p *i18n.Printer, code string) string { return p.Tongue(code) }
