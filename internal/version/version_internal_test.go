package version

import (
	"runtime/debug"
	"strings"
	"testing"
)

func TestDescribe(t *testing.T) {
	revision := debug.BuildSetting{Key: "vcs.revision", Value: "4f0c2b7a91dedeadbeef"}
	changed := debug.BuildSetting{Key: "vcs.modified", Value: "true"}
	tests := []struct {
		settings []debug.BuildSetting
		want     string
	}{
		{nil, "1.2.3"},
		{[]debug.BuildSetting{revision}, "1.2.3 (4f0c2b7a91de)"},
		{[]debug.BuildSetting{revision, changed}, "1.2.3 (4f0c2b7a91de+)"},
		{[]debug.BuildSetting{{Key: "vcs.revision", Value: "4f"}}, "1.2.3 (4f)"},
	}
	for _, test := range tests {
		if got := describe("1.2.3", test.settings); got != test.want {
			t.Errorf("%v: %q, want %q", test.settings, got, test.want)
		}
	}
}

func TestNumberIsNeverEmpty(t *testing.T) {
	if Number() != Development || !strings.HasPrefix(Full(), Development) {
		t.Errorf("Number %q, Full %q", Number(), Full())
	}
}
