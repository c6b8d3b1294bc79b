package i18n

// Direction is the way the lines of a language run. Layout mirrors by it.
type Direction uint8

// The two directions Schakel knows; there is no vertical writing in its languages.
const (
	// LeftToRight is the direction of the Latin languages.
	LeftToRight Direction = iota
	// RightToLeft is the direction of Arabic and the other languages in Arabic script.
	RightToLeft
)
