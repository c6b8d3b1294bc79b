package people

import (
	"slices"

	"schakel/internal/i18n"
)

// languageCodes are the languages a worker can pick, as ISO 639-3, the most spoken among the families first. They are named as
// people name them (message ids language.<code>).
func languageCodes() []string {
	return []string{
		"nld", "tur", "ary", "rif", "ara", "pol", "pap", "tir",
		"som", "prs", "kmr", "eng", "twi", "kri", "apc", "shi", "zgh", "amh", "orm", "pes", "pus", "ckb", "urd", "hin", "srn", "hns", "fra",
		"spa", "por", "kea", "deu", "ukr", "rus", "bul", "ron", "hun", "sqi", "bos", "hrv", "srp", "mkd", "rom", "cmn", "yue", "vie", "tha",
		"ind", "msa", "tgl", "tam", "sin", "swa", "lin", "ful", "hau", "yor", "ibo", "aka", "wol", "bam", "mnk", "azb", "uzb", "hye",
		"kat", "aii", "heb", "ell", "ita", "dse",
	}
}

// languagesFirst is how many are shown before "meer".
const languagesFirst = 8

// languageName is a language as people name it; a code that is not in the list is shown as it is.
func languageName(p *i18n.Printer, code string) string {
	if code == "arb" { // the standard form of ara, as some imports write it
		code = "ara"
	}
	if !slices.Contains(languageCodes(), code) {
		return code
	}
	return p.Value("language", code)
}
