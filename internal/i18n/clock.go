package i18n

import (
	"slices"
	"strings"
	"time"
	"unicode"
)

// hourWords are what people write beside a time of day, in the languages of the screen. A word that moves the time is not among them.
func hourWords() []string {
	return []string{"uur", "u", "h", "hr", "hrs", "o'clock", "o’clock", "oclock", "am", "saat", "saati", "godz", "godzina", "الساعة", "س", "or", "ora"}
}

// ParseClock reads a time of day as people type it: "9", "9.30", "16:05 uur", "1405", "saat 16.05", "4 pm", in any digits. It gives "16:05", and
// nothing for an empty text; ok is false for what is no time.
func ParseClock(text string) (clock string, ok bool) {
	text = strings.ToLower(strings.TrimSpace(Digits(text)))
	if text == "" {
		return "", true
	}
	digit := func(r rune) bool { return r >= '0' && r <= '9' }
	from, to := strings.IndexFunc(text, digit), strings.LastIndexFunc(text, digit)
	if from < 0 {
		return "", false
	}
	evening, ok := besideHour(text[:from], text[to+1:])
	if !ok {
		return "", false
	}
	hours, minutes, found := strings.Cut(strings.NewReplacer(".", ":", "h", ":", "u", ":", " ", "").Replace(text[from:to+1]), ":")
	switch {
	case !found && len(hours) == 4:
		hours, minutes = hours[:2], hours[2:]
	case !found:
		minutes = "00"
	}
	t, err := time.Parse("15:4", hours+":"+minutes)
	if err != nil {
		return "", false
	}
	if evening && t.Hour() < 12 {
		t = t.Add(12 * time.Hour)
	}
	return t.Format("15:04"), true
}

// besideHour reads what stands before and after a time: nothing, or a word that belongs there. evening says that it moves the time to the second
// half of the day.
func besideHour(around ...string) (evening, ok bool) {
	for _, text := range around {
		word := strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '.' || r == ':' })
		switch word = strings.ReplaceAll(word, ".", ""); {
		case word == "pm":
			evening = true
		case word != "" && !slices.Contains(hourWords(), word):
			return false, false
		}
	}
	return evening, true
}
