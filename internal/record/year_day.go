package record

import "time"

// YearNever is the choice of no yearly reminder.
const YearNever = "never"

// YearDay reads the day of the year on which Vandaag speaks of the yearly overview, such as 01-15; mid January when nothing was chosen. ok
// is false for YearNever and for what is no day.
func YearDay(text string) (month time.Month, day int, ok bool) {
	if text == "" {
		return time.January, 15, true
	}
	t, err := time.Parse("01-02", text)
	return t.Month(), t.Day(), err == nil
}
