// Package settings holds what the person chose for the program itself: language, size of the text, colours, lock and window.
package settings

// The keys of every setting, in one place because each was read with one question: could its value say something about a person?
// None may. That is why there is no recent search, no last opened family and no folder name (a folder name may hold somebody's
// name) among them: preferences are a plain file that anybody at the computer can read.
const (
	keyLanguage = "language"
	keyTextStep = "text.step"
	keyVariant  = "variant"
	keyIdle     = "lock.idle.minutes"
	keyAway     = "lock.away.off" // the other way round: a flag that was never set is false, and this lock is usually on
	keyWidth    = "window.width"
	keyHeight   = "window.height"
	keyRegion   = "school.region" // one of three parts of the country, for the holidays of schools
)

// Bounds and defaults.
const (
	SmallestStep  = 1 // of the five text sizes
	UsualStep     = 2
	LargestStep   = 5
	ShortestIdle  = 1 // minutes
	UsualIdle     = 5
	LongestIdle   = 60
	SmallestWidth = 1024 // of the window, in units of the screen: the smallest one that every page is made for (UX.md, Window)
	SmallestHigh  = 640
	UsualWidth    = 1280
	UsualHigh     = 800
	largestWindow = 20000
)

// Variant is which colours are used. The values stand in the preferences: append only.
type Variant int

// The variants.
const (
	Light Variant = iota // the usual one
	Dark
	System // as the computer does; a computer that does not say counts as dark on some desktops, so it is a choice
)

// Preferences is where settings are kept: fyne.Preferences in the window, File elsewhere. A key that was never set is "", 0 or false.
type Preferences interface {
	String(key string) string
	SetString(key, value string)
	Int(key string) int
	SetInt(key string, value int)
	Bool(key string) bool
	SetBool(key string, value bool)
}

// Settings reads and writes the choices. A value outside its bounds, from an older version or a changed file, reads as the nearest
// one that is allowed.
type Settings struct{ kept Preferences }

// New gives the settings kept there.
func New(kept Preferences) *Settings { return &Settings{kept: kept} }

// Language is the tag of the chosen language, "" when the person has not chosen one yet.
func (s *Settings) Language() string { return s.kept.String(keyLanguage) }

// SetLanguage keeps the tag of the chosen language.
func (s *Settings) SetLanguage(tag string) { s.kept.SetString(keyLanguage, tag) }

// TextStep is the size of the text, 1 to 5.
func (s *Settings) TextStep() int {
	return bounded(s.kept.Int(keyTextStep), SmallestStep, LargestStep, UsualStep)
}

// SetTextStep keeps the size of the text.
func (s *Settings) SetTextStep(step int) {
	s.kept.SetInt(keyTextStep, bounded(step, SmallestStep, LargestStep, UsualStep))
}

// Variant is which colours are used.
func (s *Settings) Variant() Variant {
	return Variant(bounded(s.kept.Int(keyVariant), int(Light), int(System), int(Light)))
}

// SetVariant keeps which colours are used.
func (s *Settings) SetVariant(v Variant) {
	s.kept.SetInt(keyVariant, bounded(int(v), int(Light), int(System), int(Light)))
}

// IdleMinutes is after how many minutes without a touch the program locks, 1 to 60. There is no "never".
func (s *Settings) IdleMinutes() int {
	return bounded(s.kept.Int(keyIdle), ShortestIdle, LongestIdle, UsualIdle)
}

// SetIdleMinutes keeps after how many minutes the program locks.
func (s *Settings) SetIdleMinutes(minutes int) {
	s.kept.SetInt(keyIdle, bounded(minutes, ShortestIdle, LongestIdle, UsualIdle))
}

// LockAway is whether the program locks when the computer sleeps or locks its screen. It is on until somebody turns it off.
func (s *Settings) LockAway() bool { return !s.kept.Bool(keyAway) }

// SetLockAway keeps whether the program locks with the computer.
func (s *Settings) SetLockAway(on bool) { s.kept.SetBool(keyAway, !on) }

// SchoolRegion is in which of the three regions the schools are, "" when all are shown.
func (s *Settings) SchoolRegion() string { return s.kept.String(keyRegion) }

// SetSchoolRegion keeps it.
func (s *Settings) SetSchoolRegion(region string) { s.kept.SetString(keyRegion, region) }

// Window is the width and height of the window as it was left, in units of the screen.
func (s *Settings) Window() (width, height int) {
	return bounded(s.kept.Int(keyWidth), SmallestWidth, largestWindow, UsualWidth),
		bounded(s.kept.Int(keyHeight), SmallestHigh, largestWindow, UsualHigh)
}

// SetWindow keeps the width and height of the window.
func (s *Settings) SetWindow(width, height int) {
	s.kept.SetInt(keyWidth, bounded(width, SmallestWidth, largestWindow, UsualWidth))
	s.kept.SetInt(keyHeight, bounded(height, SmallestHigh, largestWindow, UsualHigh))
}

// bounded keeps a value between its bounds; 0 is a setting that was never made.
func bounded(value, least, most, usual int) int {
	if value == 0 {
		return usual
	}
	return min(max(value, least), most)
}
