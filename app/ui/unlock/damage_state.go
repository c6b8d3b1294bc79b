package unlock

import (
	"path/filepath"
	"slices"
	"strings"
	"time"

	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Damage is why the data cannot be used, and what there still is.
type Damage struct {
	Fault   error         // why the store does not open; nil for partial damage
	Partial bool          // the store opens, and a part of it cannot be read
	Gone    bool          // there is no file any more, and there are copies
	Copies  []book.Backup // those on this laptop that look whole, the newest first
	Broken  int           // copies on this laptop that are not whole
	Now     time.Time     // in the zone of the worker
	Folder  string        // where the data lie
}

// newer reports whether a newer version wrote the file: then nothing is broken, and nothing is offered.
func (d Damage) newer() bool { return fault.Of(d.Fault) == fault.Newer }

// title is what happened, in one sentence.
func (d Damage) title(p *i18n.Printer) string {
	switch {
	case d.Partial:
		return p.T("unlock.damage.partial")
	case d.Gone:
		return p.T("unlock.damage.gone")
	}
	text, _ := p.Fault(d.Fault)
	return text
}

// why is what that means: what may have caused it, whether something leaked, and what to try first.
func (d Damage) why(p *i18n.Printer) string {
	code := fault.CodeOf(d.Fault)
	switch {
	case d.Partial:
		return p.T("unlock.damage.why.partial")
	case d.Gone:
		return p.T("unlock.damage.why.gone")
	case d.newer():
		return p.T("unlock.damage.why.newer")
	case code == "store.unchecked":
		return p.T("unlock.damage.why.unchecked")
	case strings.HasPrefix(code, "store.keys."):
		return p.T("unlock.damage.why.keys")
	case fault.Of(d.Fault) == fault.Corrupt:
		return p.T("unlock.damage.why")
	}
	return p.T("unlock.damage.why.unreadable")
}

// hint is one thing that can be tried; path is a folder that stands under it, or "".
type hint struct{ text, path string }

// advice is what can be tried where no copy is on the laptop.
func (d Damage) advice(p *i18n.Printer) []hint {
	all := []hint{{text: p.T("unlock.damage.none.stick")}}
	if !d.Gone {
		all = append(all, hint{p.T("unlock.damage.none.folder"), d.Folder}, hint{text: p.T("unlock.damage.none.helper")},
			hint{text: p.T("unlock.damage.none.keep")})
	}
	return all
}

// when is the moment of a copy as people say it.
func when(p *i18n.Printer, at, now time.Time) string {
	at = at.In(now.Location())
	return p.T("unlock.damage.when", "Day", p.Relative(record.DateOf(at), record.DateOf(now)), "Time", p.Clock(at))
}

// chosen is a copy to choose: its file, and how the list calls it.
type chosen struct{ path, text string }

// choices are the copies to choose from; those that came from a stick stand first.
func (d Damage) choices(p *i18n.Printer, sticks []book.Backup) []chosen {
	var all []chosen
	for _, c := range slices.Backward(sticks) {
		text := p.T("unlock.damage.copy.file", "When", when(p, c.Made, d.Now), "File", filepath.Base(c.Path))
		all = append(all, chosen{c.Path, text})
	}
	for _, c := range d.Copies {
		all = append(all, chosen{c.Path, when(p, c.Made, d.Now)})
	}
	return all
}
