package book

import (
	"strings"
	"unicode"

	"schakel/internal/record"
)

// What the other side writes was typed or pasted in another program. The contract lets through what a record here does not hold: tabs, marks
// of direction, lines in a field of one line. The words are kept and the rest is left out, because an answer that cannot be kept would hold
// up everything behind it.

// foreignText is a text of several lines as it can be kept.
func foreignText(text string) record.Private {
	return record.Text(strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, text)))
}

// foreignLine is a text of one line as it can be kept, with at most so many letters. One that reads as a BSN here is not kept.
func foreignLine(text string, limit int) record.Private {
	line := strings.Join(strings.Fields(foreignText(text).Reveal()), " ")
	if letters := []rune(line); len(letters) > limit {
		line = strings.TrimSpace(string(letters[:limit]))
	}
	if record.HasBSN(line) {
		return record.Private{}
	}
	return record.Text(line)
}

// mostDays is the longest promise that can be kept: ten years.
const mostDays = 3660
