package rtl

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/look"
)

// newHints makes the words of an empty entry in the size of the entry, and in a smaller one for where those do not fit on its one line: half
// an example teaches nothing.
func newHints(e *Entry, lines int) (usual, small *Text) {
	style := Style{Color: look.ColorMuted, Wrap: true, Lines: lines, Base: e.opts.Base}
	if e.opts.Base.of(nil, e.dir) != e.dir {
		style.Align = End // where the caret stands in the empty field
	}
	usual = NewText(e.dir, e.opts.Placeholder, style)
	style.Size = Small
	return usual, NewText(e.dir, e.opts.Placeholder, style)
}

// placeHint puts the words of an empty entry at their place and gives the ones that are shown.
func (r *entryRenderer) placeHint(top float32) *Text {
	e, hint := r.entry, r.hint
	if !e.opts.MultiLine && hint.set(0).width > e.view.Width {
		hint = r.small
		top += (e.lead() - hint.HeightFor(e.view.Width)) / 2
	}
	if hint.Size().Width != e.view.Width {
		hint.Resize(fyne.NewSize(e.view.Width, hint.HeightFor(e.view.Width)))
	}
	hint.Move(fyne.NewPos(0, top))
	return hint
}
