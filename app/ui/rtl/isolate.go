package rtl

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	xbidi "golang.org/x/text/unicode/bidi"
)

// codePattern finds what is read from left to right whatever stands around it: phone numbers,
// e-mail and web addresses, postcodes, percentages, amounts of euros, and dates, times and numbers like H-0042.
var codePattern = regexp.MustCompile(
	`(?:\+|\b0)[0-9](?:[ ()./-]{0,2}[0-9]){6,}` +
		`|[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9.-]*[A-Za-z0-9]` +
		`|(?:https?://|www\.)[!-~]*[A-Za-z0-9/]` +
		`|\b[0-9]{4} ?[A-Z]{2}\b` +
		`|\p{Nd}+(?:[.,]\p{Nd}+)* ?%` +
		`|€ \p{Nd}+(?:[.,]\p{Nd}+)*` +
		`|[A-Za-z\p{Nd}]+(?:[-./:_][A-Za-z\p{Nd}]+)+%?`)

// isolated finds the codes of a paragraph, in order. Latin words beside a code belong to it:
// "2515 AB Den Haag" and "Main Street 12-14" are each read from left to right as a whole.
func isolated(text []rune) []stretch {
	return joinedWith(coded(text), append(parted(text), quoted(text)...))
}

// quoted finds what people wrote from left to right between quotation marks: its full stop belongs to it, not to the sentence around.
func quoted(text []rune) []stretch {
	closing := map[rune]rune{'«': '»', '“': '”', '„': '”', '‘': '’'}
	var out []stretch
	for i := 0; i < len(text); i++ {
		end, ok := closing[text[i]]
		if !ok {
			continue
		}
		n := slices.Index(text[i+1:], end)
		if n <= 0 {
			continue
		}
		inside := text[i+1 : i+1+n]
		if slices.ContainsFunc(inside, isWordRune) && !slices.ContainsFunc(inside, isRightToLeft) {
			out = append(out, stretch{start: i + 1, end: i + 1 + n})
		}
		i += n
	}
	return out
}

// parted finds the parts of a line joined by " · " that hold no right-to-left letter or comma: "26 dagen" in "Z-0034 · الخطيب · 26 dagen" stays
// together and in its place, and a Dutch sentence keeps its full stop.
func parted(text []rune) []stretch {
	var out []stretch
	start, joints := 0, 0
	add := func(end int) {
		part := text[start:end]
		says := func(r rune) bool { return unicode.IsDigit(r) || isWordRune(r) }
		if slices.ContainsFunc(part, says) && !slices.ContainsFunc(part, isRightToLeft) && !slices.Contains(part, '،') {
			out = append(out, stretch{start: start, end: end})
		}
	}
	for i := 0; i+2 < len(text); i++ {
		if text[i] == ' ' && text[i+1] == '·' && text[i+2] == ' ' {
			add(i)
			start, joints = i+3, joints+1
		}
	}
	if joints == 0 {
		return nil
	}
	add(len(text))
	return out
}

func isRightToLeft(r rune) bool { c := classOf(r); return c == xbidi.R || c == xbidi.AL }

// joinedWith merges two ordered lists of stretches; what touches becomes one.
func joinedWith(a, b []stretch) []stretch {
	if len(b) == 0 {
		return a
	}
	all := append(slices.Clone(a), b...)
	slices.SortFunc(all, func(x, y stretch) int { return x.start - y.start })
	out := all[:1]
	for _, s := range all[1:] {
		last := &out[len(out)-1]
		if s.start < last.end {
			last.end = max(last.end, s.end)
			continue
		}
		out = append(out, s)
	}
	return out
}

// coded finds the codes themselves. The pattern is slow, so only the words that can be part of a code are shown to it.
func coded(text []rune) []stretch {
	var out []stretch
	for _, part := range marked(text) {
		for _, c := range codesIn(text, part) {
			if n := len(out); n > 0 && c.start <= out[n-1].end {
				out[n-1].end = max(out[n-1].end, c.end)
				continue
			}
			out = append(out, c)
		}
	}
	return out
}

// marksCode reports the signs of which every code has at least one.
func marksCode(r rune) bool { return r == '@' || r == '/' || unicode.IsDigit(r) }

// marked finds the words that hold a sign of a code, each with the word before it ("€ 12") and the word after it ("2515 AB"). No code
// reaches further, since what stands between its parts is a space at most.
func marked(text []rune) []stretch {
	var out []stretch
	before, wide := 0, 0 // where the word before began, and how many words more belong to the last part
	for i := 0; i < len(text); {
		if text[i] == ' ' {
			i++
			continue
		}
		start := i
		for i < len(text) && text[i] != ' ' {
			i++
		}
		switch {
		case slices.ContainsFunc(text[start:i], marksCode):
			if n := len(out); n > 0 && before <= out[n-1].end {
				out[n-1].end = i
			} else {
				out = append(out, stretch{start: before, end: i})
			}
			wide = 1
		case wide > 0:
			out[len(out)-1].end = i
			wide--
		}
		before = start
	}
	return out
}

// codesIn finds the codes in a part of a text, with the Latin words beside them.
func codesIn(text []rune, part stretch) []stretch {
	var out []stretch
	s := string(text[part.start:part.end])
	bytes, runes := 0, part.start
	for _, m := range codePattern.FindAllStringIndex(s, -1) {
		if !strings.ContainsFunc(s[m[0]:m[1]], marksCode) {
			continue
		}
		runes += utf8.RuneCountInString(s[bytes:m[0]])
		start := runes
		runes += utf8.RuneCountInString(s[m[0]:m[1]])
		bytes = m[1]
		out = append(out, stretch{start: withWordsBefore(text, start), end: withWordsAfter(text, runes)})
	}
	return out
}

func isWordRune(r rune) bool { return classOf(r) == xbidi.L }

// withWordsAfter moves the end of a code past the left-to-right words that follow it after one
// space each.
func withWordsAfter(text []rune, end int) int {
	for end+1 < len(text) && text[end] == ' ' && isWordRune(text[end+1]) {
		i := end + 1
		for i < len(text) && isWordRune(text[i]) {
			i++
		}
		if i < len(text) && unicode.IsLetter(text[i]) {
			break // a word of two directions is not ours to judge
		}
		end = i
	}
	return end
}

// withWordsBefore moves the start of a code before the left-to-right words in front of it.
func withWordsBefore(text []rune, start int) int {
	for start > 1 && text[start-1] == ' ' && isWordRune(text[start-2]) {
		i := start - 1
		for i > 0 && isWordRune(text[i-1]) {
			i--
		}
		if i > 0 && unicode.IsLetter(text[i-1]) {
			break
		}
		start = i
	}
	return start
}
