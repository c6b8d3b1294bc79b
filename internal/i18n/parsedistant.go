package i18n

import (
	"slices"
	"strconv"
	"strings"

	"schakel/internal/record"
)

// saidAlso is what people say instead of a word of "date.ago" and "date.ahead", folded.
var saidAlso = map[string]string{
	"قبل": "منذ", "خلال": "بعد", // ar
	"een": "1", "a": "1", "one": "1", "bir": "1", "jeden": "1", "un": "1", "twee": "2", "two": "2", "iki": "2", "dwa": "2", "dos": "2",
	"drie": "3", "three": "3", "uc": "3", "trzy": "3", "tres": "3",
}

// distant reads a number of days or weeks from today: "12 dagen geleden", "over een week", "منذ يومين".
func (p *Printer) distant(words []string, today record.Date) (record.Date, bool) {
	said := saidWith(words, saidAlso)
	numbers := []int{1, 2} // Arabic has no figure in the forms for these
	for _, w := range strings.Fields(said) {
		if n, err := strconv.Atoi(w); err == nil && n > 0 && n <= maxDistant {
			numbers = append(numbers, n)
		}
	}
	for _, n := range numbers {
		for _, way := range []struct {
			text string
			days int
		}{
			{p.N("date.ago", n), -n}, {p.N("date.ahead", n), n}, {p.N("date.weeks.ago", n), -7 * n}, {p.N("date.weeks.ahead", n), 7 * n},
		} {
			form := phraseOf(way.text)
			if said == form || n == 1 && withoutOne(said) == withoutOne(form) {
				return today.Add(way.days), way.days >= -maxDistant && way.days <= maxDistant
			}
		}
	}
	return record.Date{}, false
}

// withoutOne leaves out the number one, which many languages do: "tydzień temu", "منذ أسبوع".
func withoutOne(said string) string {
	words := slices.DeleteFunc(strings.Fields(said), func(w string) bool { return w == "1" || w == Fold("واحد") })
	return strings.Join(words, " ")
}

// saidWith puts the words of the program in the place of others that mean the same.
func saidWith(words []string, also map[string]string) string {
	out := slices.Clone(words)
	for i, w := range out {
		if same, ok := also[w]; ok {
			out[i] = same
		}
	}
	return strings.Join(out, " ")
}
