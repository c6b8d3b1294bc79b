// Package unlock is what stands before the work: the first start, the locked page with its danger strip, the lost passphrase with
// the way back in, and the page that gives the recovery code or the parts.
package unlock

import (
	"time"

	"schakel/internal/i18n"
	"schakel/internal/keyfile"
)

// Start is what the first start asks.
type Start struct {
	Title      string // own title
	Name       string // may come later
	Passphrase string
}

// again is what is wrong with a passphrase that is typed twice, as the sentence to show; "" when it may be used.
func again(p *i18n.Printer, first, second string) (atFirst, atSecond string) {
	switch {
	case first == "":
		return p.T("unlock.first.passphrase.empty"), ""
	case !keyfile.Estimate([]byte(first)).Enough:
		return p.T("unlock.first.passphrase.weak"), ""
	case second == "":
		return "", p.T("unlock.first.again.empty")
	case first != second:
		return "", p.T("unlock.first.again.differs")
	}
	return "", ""
}

// strength is a passphrase's strength in words.
func strength(p *i18n.Printer, text string) string {
	if text == "" {
		return p.T("unlock.strength.hint")
	}
	switch keyfile.Estimate([]byte(text)).Level {
	case 0:
		return p.T("unlock.strength.weak")
	case 1:
		return p.T("unlock.strength.enough")
	case 2:
		return p.T("unlock.strength.good")
	}
	return p.T("unlock.strength.best")
}

// ladder slows down wrong attempts. It never destroys anything.
type ladder struct {
	wrong int
	until time.Time
}

const (
	freeAttempts = 3
	longestDelay = time.Minute
)

// missed notes a wrong attempt and says how long to wait before the next.
func (l *ladder) missed(now time.Time) time.Duration {
	l.wrong++
	if l.wrong < freeAttempts {
		return 0
	}
	delay := time.Second << min(l.wrong-freeAttempts+1, 6)
	delay = min(delay, longestDelay)
	l.until = now.Add(delay)
	return delay
}

// left is how long an attempt still has to wait.
func (l *ladder) left(now time.Time) time.Duration { return max(l.until.Sub(now), 0) }
