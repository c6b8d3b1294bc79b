package i18n

import "strings"

// System is the language of the computer when there are texts in it, else the source language. It is only the first
// proposal on the first start; what the person chooses is kept in the settings.
func System() string {
	c, err := shipped()
	if err != nil {
		return Source
	}
	return c.firstOf(systemTags())
}

func (c *catalog) firstOf(wanted []string) string {
	for _, name := range wanted {
		if tag := c.find(tagOf(name)); tag != "" {
			return tag
		}
	}
	return Source
}

// tagOf turns the name of a locale, "nl_NL.UTF-8@euro", into a language tag, "nl-NL".
func tagOf(locale string) string {
	locale, _, _ = strings.Cut(locale, ".")
	locale, _, _ = strings.Cut(locale, "@")
	return strings.ReplaceAll(locale, "_", "-")
}
