//go:build !windows && !darwin

package i18n

import (
	"os"
	"strings"
)

// systemTags lists the languages the environment asks for, the most wanted first, in the order of gettext.
func systemTags() []string {
	wanted := strings.Split(os.Getenv("LANGUAGE"), ":")
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		wanted = append(wanted, os.Getenv(name))
	}
	return wanted
}
