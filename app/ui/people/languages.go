package people

// Languages are the codes (ISO 639-3) of the languages that a worker can pick, the most spoken among the families first.
func Languages() []string { return languageCodes() }
