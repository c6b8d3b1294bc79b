package rtl

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"schakel/app/ui/look"
)

// Scroll shows an object through a window that scrolls up and down. The object is asked for its
// height at the width of the window before it is shown, so that it does not jump.
func Scroll(d Dir, o fyne.CanvasObject) *fyne.Container {
	shown, _ := VScroll(d, o)
	return container.New(scrollLayout{}, shown)
}

type scrollLayout struct{ stackLayout }

// heightFor is the least height: a page that scrolls never asks for more.
func (scrollLayout) heightFor(all []fyne.CanvasObject, _ float32) float32 {
	return stackLayout{}.MinSize(all).Height
}

func (l scrollLayout) Layout(all []fyne.CanvasObject, size fyne.Size) {
	for _, o := range all {
		if s := ScrollIn(o); s != nil && s.Content != nil {
			HeightOf(s.Content, size.Width)
		}
	}
	l.stackLayout.Layout(all, size)
}

// BringIntoView scrolls the page until an object can be seen whole. Fyne moves the keyboard to what is out
// of sight and leaves it there, so whatever gets the keyboard calls this.
func BringIntoView(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(o)
	if c == nil {
		return
	}
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	at := driver.AbsolutePositionForObject(o)
	s, found := scrollOver(root, o, nil)
	if !found {
		s = scrollAround(driver, root, at)
	}
	if s == nil || s.Content == nil {
		return
	}
	if found && settle(s) {
		at = driver.AbsolutePositionForObject(o)
	}
	const margin = 2 * look.Grid
	high := s.Size().Height
	top := at.Y - driver.AbsolutePositionForObject(s.Content).Y - s.Offset.Y
	bottom := top + o.Size().Height
	move := float32(0)
	switch {
	case top < margin:
		move = top - margin
	case bottom > high-margin:
		move = min(bottom-high+margin, top-margin)
	}
	y := max(0, min(s.Offset.Y+move, s.Content.Size().Height-high))
	if y != s.Offset.Y {
		s.ScrollToOffset(fyne.NewPos(s.Offset.X, y))
	}
}

// KeepWithin scrolls back to where there still is something, after a page was drawn again and became shorter. Fyne keeps how far down it was.
func KeepWithin(s *container.Scroll) {
	if s == nil || s.Content == nil || s.Size().IsZero() {
		return
	}
	s.Refresh()
	if most := max(0, s.Content.Size().Height-s.Size().Height); s.Offset.Y > most {
		s.ScrollToOffset(fyne.NewPos(s.Offset.X, most))
	}
}

// settle gives a content that was just drawn the height that nothing has given it yet, and tells whether it had to.
func settle(s *container.Scroll) bool {
	if s.Content.MinSize().Height <= s.Content.Size().Height {
		return false
	}
	s.Refresh()
	return true
}

// Parent is a widget made of other objects, which may hold a scroll.
type Parent interface {
	// Children are the objects it is made of.
	Children() []fyne.CanvasObject
}

// childrenOf are the objects in a container, or in a widget that tells.
func childrenOf(o fyne.CanvasObject) []fyne.CanvasObject {
	switch v := o.(type) {
	case Parent:
		return v.Children()
	case *fyne.Container:
		return v.Objects
	}
	return nil
}

// scrollOver finds the innermost scroll above an object, nil when there is none, and tells whether it found the object. A place alone is
// not enough: what stands below a list lies where the rest of the list is, out of sight.
func scrollOver(o, target fyne.CanvasObject, over *container.Scroll) (*container.Scroll, bool) {
	if o == nil || !o.Visible() {
		return nil, false
	}
	if o == target {
		return over, true
	}
	children := childrenOf(o)
	if s, ok := o.(*container.Scroll); ok {
		if s.Content == nil {
			return nil, false
		}
		over, children = s, []fyne.CanvasObject{s.Content}
	}
	for _, child := range children {
		if s, found := scrollOver(child, target, over); found {
			return s, true
		}
	}
	return nil, false
}

// scrollAround finds the innermost scroll in which a place lies, for an object in a widget that does not tell what it is made of.
func scrollAround(driver fyne.Driver, o fyne.CanvasObject, at fyne.Position) *container.Scroll {
	if o == nil || !o.Visible() {
		return nil
	}
	s, ok := o.(*container.Scroll)
	if !ok {
		for _, child := range childrenOf(o) {
			if found := scrollAround(driver, child, at); found != nil {
				return found
			}
		}
		return nil
	}
	if s.Content == nil {
		return nil
	}
	settle(s)
	from, size := driver.AbsolutePositionForObject(s.Content), s.Content.Size()
	if at.X < from.X || at.Y < from.Y || at.X > from.X+size.Width || at.Y > from.Y+size.Height {
		return nil
	}
	if inner := scrollAround(driver, s.Content, at); inner != nil {
		return inner
	}
	return s
}
