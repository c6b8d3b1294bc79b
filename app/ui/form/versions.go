package form

import (
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// VersionRow is one field of which there are two versions: what was typed, and what was kept meanwhile by something else.
type VersionRow struct {
	Field        string // given back when the kept one is chosen
	Label        string
	Mine, Stored string
}

// Versions asks of each field which of two versions counts. Nothing is written over without an answer.
type Versions struct {
	Wrapped
	rows   []VersionRow
	stored map[string]bool
	chips  map[string]*Chips
	done   *Button
}

// NewVersions makes the question; done is called with the fields of which the kept version was chosen, when every field has an answer.
func NewVersions(p *i18n.Printer, rows []VersionRow, done func(stored []string)) *Versions {
	v := &Versions{rows: rows, stored: map[string]bool{}, chips: map[string]*Chips{}}
	d := p.Direction()
	list := rtl.VBox(d, look.FieldGap)
	for _, one := range rows {
		list.Add(v.row(p, one))
	}
	v.done = NewPrimary(p, p.T("versions.done"), func() {
		var chosen []string
		for _, one := range v.rows {
			if v.stored[one.Field] {
				chosen = append(chosen, one.Field)
			}
		}
		done(chosen)
	})
	all := func(stored bool) func() {
		return func() {
			for _, one := range v.rows {
				v.choose(one.Field, stored)
			}
			v.enable(p)
		}
	}
	quick := NewActions(p, []fyne.CanvasObject{
		NewSecondary(p, p.T("versions.mine.all"), all(false)), NewSecondary(p, p.T("versions.stored.all"), all(true)),
	}, nil)
	text := rtl.NewText(d, p.T("versions.text"), rtl.Style{Wrap: true})
	title := rtl.NewText(d, p.T("versions.title"), rtl.Style{Size: rtl.Title, Bold: true, Wrap: true})
	v.enable(p)
	v.Wrap(v, rtl.VBox(d, 16, title, text, quick, list, NewActions(p, []fyne.CanvasObject{v.done}, nil)))
	return v
}

const (
	versionMine   = "mine"
	versionStored = "stored"
)

// inChip is how many characters of a version stand in its chip; a longer one stands above the chips, whole.
const inChip = 40

func (v *Versions) row(p *i18n.Printer, one VersionRow) fyne.CanvasObject {
	shown := func(text string) string {
		if text == "" {
			return p.T("versions.empty")
		}
		return text
	}
	mine, stored := p.T("versions.mine", "Text", shown(one.Mine)), p.T("versions.stored", "Text", shown(one.Stored))
	long := max(utf8.RuneCountInString(one.Mine), utf8.RuneCountInString(one.Stored)) > inChip || strings.Contains(one.Mine+one.Stored, "\n")
	if long {
		mine, stored = p.T("versions.yours"), p.T("versions.theirs")
	}
	chips := NewChips(p, []Choice{{Value: versionMine, Text: mine}, {Value: versionStored, Text: stored}}, ChipsOptions{Keep: true}, func(values []string) {
		v.stored[one.Field] = slices.Contains(values, versionStored)
		v.enable(p)
	})
	v.chips[one.Field] = chips
	if !long {
		return NewField(p, FieldOptions{Label: one.Label}, chips)
	}
	d := p.Direction()
	side := func(title, text string) fyne.CanvasObject {
		return rtl.VBox(d, 2, rtl.NewText(d, title, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}), rtl.NewText(d, shown(text), rtl.Style{Wrap: true}))
	}
	beside := NewColumnsFrom(p, 24, look.Scaled(240), side(mine, one.Mine), side(stored, one.Stored))
	return NewField(p, FieldOptions{Label: one.Label}, rtl.VBox(d, look.Grid, beside, chips))
}

func (v *Versions) choose(field string, stored bool) {
	v.stored[field] = stored
	value := versionMine
	if stored {
		value = versionStored
	}
	v.chips[field].SetValues(value)
}

// enable lets the answer be given when every field has one.
func (v *Versions) enable(p *i18n.Printer) {
	if len(v.stored) < len(v.rows) {
		v.done.Block(p.T("versions.open"))
		return
	}
	v.done.Unblock()
}

// Choose answers for a field, as a press on its chip does.
func (v *Versions) Choose(p *i18n.Printer, field string, stored bool) {
	v.choose(field, stored)
	v.enable(p)
}

// Done is the button that takes over the answers.
func (v *Versions) Done() *Button { return v.done }
