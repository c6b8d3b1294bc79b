package i18n

import (
	"os"
	"os/exec"
	"strings"
)

// systemTags lists the languages the environment or macOS asks for; a program started from the Finder has no LANG.
func systemTags() []string {
	wanted := []string{os.Getenv("LC_ALL"), os.Getenv("LC_MESSAGES"), os.Getenv("LANG")}
	out, err := exec.Command("/usr/bin/defaults", "read", "-g", "AppleLocale").Output()
	if err != nil {
		return wanted
	}
	return append(wanted, strings.TrimSpace(string(out)))
}
