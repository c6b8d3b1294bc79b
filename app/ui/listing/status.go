package listing

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// StatusKind is who owes the next word. Each kind has an icon, a word and a colour, always together.
type StatusKind uint8

const (
	// StatusNone shows nothing.
	StatusNone StatusKind = iota
	// StatusAnswered: the answer is in.
	StatusAnswered
	// StatusWaiting: the other still has time to answer.
	StatusWaiting
	// StatusLate: the other has not answered within the norm.
	StatusLate
	// StatusYourTurn: the worker has something to do.
	StatusYourTurn
	// StatusYourCall: the same, by telephone.
	StatusYourCall
)

// Status is a kind, and words of the page in place of the usual ones.
type Status struct {
	Kind StatusKind
	// Text replaces the usual words; "" keeps them.
	Text string
}

func (s Status) words(p *i18n.Printer) string {
	if s.Text != "" {
		return s.Text
	}
	switch s.Kind {
	case StatusAnswered:
		return p.T("listing.status.answered")
	case StatusWaiting:
		return p.T("listing.status.waiting")
	case StatusLate:
		return p.T("listing.status.late")
	case StatusYourTurn, StatusYourCall:
		return p.T("listing.status.turn")
	}
	return ""
}

func (s Status) sign() (look.IconName, fyne.ThemeColorName) {
	switch s.Kind {
	case StatusAnswered:
		return look.IconCheckCircle, look.ColorSuccess
	case StatusWaiting:
		return look.IconDotsThreeCircle, look.ColorWaiting
	case StatusLate:
		return look.IconClock, look.ColorLate
	case StatusYourCall:
		return look.IconPhone, look.ColorAccent
	}
	return look.IconUser, look.ColorAccent
}

// Rings are the rings that go with a status: yours is open when it is your turn.
func (s Status) Rings() (own, other look.RingState) {
	switch s.Kind {
	case StatusAnswered:
		return look.RingSpoken, look.RingSpoken
	case StatusLate:
		return look.RingSpoken, look.RingLate
	case StatusYourTurn, StatusYourCall:
		return look.RingOpen, look.RingSpoken
	}
	return look.RingSpoken, look.RingOpen
}

// NewStatus shows a status: icon, word, colour.
func NewStatus(p *i18n.Printer, s Status) fyne.CanvasObject {
	icon, ink := s.sign()
	return NewSign(p, icon, s.words(p), ink)
}

// signMost is the width of the words of a sign above which they wrap, at any text step.
const signMost float32 = 440

// NewSign is a small icon with small words in one colour, such as "Bewaard om 20.14 uur".
func NewSign(p *i18n.Printer, icon look.IconName, text string, ink fyne.ThemeColorName) fyne.CanvasObject {
	return row(p, 6, look.NewIcon(icon, ink, 18), line(p, text, rtl.Style{Size: rtl.Small, Color: ink, Wrap: true, Most: signMost}))
}

// NewNote is a small icon with small words in one colour that wrap: a sentence, where a sign is a few words.
func NewNote(p *i18n.Printer, icon look.IconName, text string, ink fyne.ThemeColorName) fyne.CanvasObject {
	return form.NewLead(p, 6, look.NewIcon(icon, ink, 18), line(p, text, rtl.Style{Size: rtl.Small, Color: ink, Wrap: true}))
}

// NewFact is an icon with a text of usual size that wraps, such as "Elif, moeder" with a check; note
// is small and muted below it, or "".
func NewFact(p *i18n.Printer, icon look.IconName, text, note string, ink fyne.ThemeColorName) fyne.CanvasObject {
	words := column(p, 0, line(p, text, rtl.Style{Color: ink, Wrap: true}))
	if note != "" {
		words.Add(muted(p, note))
	}
	return form.NewLead(p, 6, look.NewIcon(icon, ink, 20), words)
}
