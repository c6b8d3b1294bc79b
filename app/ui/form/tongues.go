package form

import (
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

const (
	tonguesFirst = 8 // languages that are shown before one is looked for
	tonguesFound = 6 // languages that are proposed while a name is typed
)

// Tongues asks for the languages that somebody speaks: chips of the ones spoken most here, and a field in which any other is looked for by
// any of its names.
type Tongues struct {
	Wrapped
	p       *i18n.Printer
	shown   []string // codes that have a chip
	chosen  []string
	changed func(codes []string)

	chips *fyne.Container
	row   *Chips
	more  *Chip
	find  *Search
	found *fyne.Container
	none  *rtl.Text
	box   *fyne.Container
}

// NewTongues makes the question with some languages chosen already, as ISO 639-3; changed hears what is chosen after each change.
func NewTongues(p *i18n.Printer, chosen []string, changed func(codes []string)) *Tongues {
	t := &Tongues{p: p, chosen: slices.Clone(chosen), changed: changed, found: rtl.Flow(p.Direction(), look.Grid)}
	t.shown = i18n.MostSpoken(tonguesFirst)
	for _, code := range chosen {
		t.show(code)
	}
	t.none = line(p, "", rtl.Style{Color: look.ColorMuted, Wrap: true})
	t.none.Hide()
	t.find = NewSearch(p, p.T("form.tongues.find"), "", t.propose, func(string) { t.take(0) })
	t.find.Hide()
	t.chips = rtl.VBox(p.Direction(), 0)
	t.fill()
	t.box = column(p, look.Grid, t.chips, t.find, t.found, t.none)
	t.Wrap(t, t.box)
	return t
}

func (t *Tongues) show(code string) {
	if !slices.Contains(t.shown, code) {
		t.shown = append(t.shown, code)
	}
}

// fill makes the chips anew.
func (t *Tongues) fill() {
	choices := make([]Choice, len(t.shown))
	for i, code := range t.shown {
		choices[i] = Choice{Value: code, Text: t.p.Tongue(code)}
	}
	t.row = NewChips(t.p, choices, ChipsOptions{Multi: true}, func(values []string) {
		t.chosen = values
		t.changed(slices.Clone(values))
	})
	t.row.SetValues(t.chosen...)
	if !t.find.Visible() {
		t.more = newOpenChip(t.p, t.p.T("form.chips.more"), ChipOptions{After: look.IconCaretDown}, t.Open)
		t.row.Also(t.more)
	}
	t.chips.Objects = []fyne.CanvasObject{t.row}
}

// Open shows the field in which a language is looked for, and gives it the keyboard.
func (t *Tongues) Open() {
	t.find.Show()
	t.fill()
	t.settle()
	t.find.Focus()
}

// propose shows the languages with a name such as was typed.
func (t *Tongues) propose(typed string) {
	t.found.Objects = nil
	codes := t.p.FindTongues(typed, tonguesFound)
	for _, code := range codes {
		t.found.Add(NewChip(t.p, t.p.Tongue(code), ChipOptions{Term: t.p.OwnTongue(code)}, func(bool) { t.choose(code) }))
	}
	t.none.SetText("")
	t.none.Hide()
	if i18n.Fold(typed) != "" && len(codes) == 0 {
		t.none.SetText(t.p.T("form.tongues.none", "Other", t.p.Tongue(i18n.OtherTongue)))
		t.none.Show()
		t.found.Add(NewChip(t.p, t.p.Tongue(i18n.OtherTongue), ChipOptions{}, func(bool) { t.choose(i18n.OtherTongue) }))
	}
	t.settle()
}

// take chooses the proposal with this number, when there is one.
func (t *Tongues) take(i int) {
	if codes := t.p.FindTongues(t.find.Text(), tonguesFound); i < len(codes) {
		t.choose(codes[i])
	}
}

// choose adds a language and gives the field back, empty, for the next one.
func (t *Tongues) choose(code string) {
	t.show(code)
	if !slices.Contains(t.chosen, code) {
		t.chosen = append(t.chosen, code)
	}
	t.fill()
	t.find.SetText("")
	t.propose("")
	t.find.Focus()
	t.changed(t.row.Values())
}

// settle gives everything its place again after something came or went.
func (t *Tongues) settle() {
	t.box.Refresh()
	t.Refresh()
}

// Values are the chosen languages.
func (t *Tongues) Values() []string { return t.row.Values() }

// Find is the field in which a language is looked for; it is hidden until Open.
func (t *Tongues) Find() *Search { return t.find }

// Found are the chips that are proposed now.
func (t *Tongues) Found() []*Chip {
	var all []*Chip
	for _, o := range t.found.Objects {
		all = append(all, o.(*Chip))
	}
	return all
}
