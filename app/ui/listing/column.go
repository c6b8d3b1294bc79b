package listing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Column is a page of one column that scrolls on its sheet and is drawn anew as a whole; a page embeds it.
type Column struct {
	Inside *fyne.Container // what stands below each other
	First  fyne.Focusable  // what the keyboard begins at; nil while nothing is shown

	content *fyne.Container
	scroll  *container.Scroll
}

// NewColumn makes an empty one.
func NewColumn(p *i18n.Printer) Column {
	d := p.Direction()
	inside := rtl.VBox(d, 16)
	page := rtl.Scroll(d, NewSheet(look.Grid, inside))
	return Column{Inside: inside, content: rtl.Stack(d, page), scroll: rtl.ScrollIn(page)}
}

// Content is the page.
func (c *Column) Content() fyne.CanvasObject { return c.content }

// Focus is what the keyboard begins at.
func (c *Column) Focus() fyne.Focusable { return c.First }

// Draw shows these below each other, and nothing else.
func (c *Column) Draw(all ...fyne.CanvasObject) {
	c.Inside.Objects = all
	c.Inside.Refresh()
	rtl.KeepWithin(c.scroll)
}

// Clear drops what was shown, when the page goes away.
func (c *Column) Clear() { c.Inside.Objects, c.First = nil, nil }
