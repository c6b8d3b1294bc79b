// Package version says which Schakel this is.
package version

import (
	"runtime/debug"
)

// number is set by the package script with -ldflags "-X schakel/internal/version.number=1.2.3"; nothing in the code changes it.
var number string

// Development is the number of a build that the package script did not make.
const Development = "0.0.0-dev"

// shortRevision is how many figures of a commit are shown: enough to find it, few enough to read out on the phone.
const shortRevision = 12

// Number is the released number, "1.2.3", or Development.
func Number() string {
	if number != "" {
		return number
	}
	return Development
}

// Full is the number with the commit it was built from, "1.2.3 (4f0c2b7a91de)"; a "+" behind the commit means that the source
// had changes that are in no commit.
func Full() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return Number()
	}
	return describe(Number(), info.Settings)
}

func describe(number string, settings []debug.BuildSetting) string {
	revision, changed := "", ""
	for _, s := range settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value[:min(len(s.Value), shortRevision)]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = "+"
		}
	}
	if revision == "" {
		return number
	}
	return number + " (" + revision + changed + ")"
}
