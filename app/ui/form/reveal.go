package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"schakel/app/ui/look"
)

// Parent is a widget that tells what it is made of, so that what is inside it can be found.
type Parent interface {
	Children() []fyne.CanvasObject
}

// Reveal scrolls every scrolling part around an object so far that the object can be seen. Whatever
// gets the keyboard is revealed: focus is always visible.
func Reveal(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(o)
	if c == nil {
		return
	}
	for _, root := range append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...) {
		for _, s := range scrollsAround(root, o) {
			reveal(s, driver.AbsolutePositionForObject(o).Y-driver.AbsolutePositionForObject(s).Y, o.Size().Height)
		}
	}
}

// reveal moves a scroll so that what is at y of its window, so high, is in it.
func reveal(s *container.Scroll, y, height float32) {
	const space = 2 * look.FocusSpace
	by := float32(0)
	switch {
	case y-space < 0:
		by = y - space
	case y+height+space > s.Size().Height:
		by = min(y-space, y+height+space-s.Size().Height)
	}
	if by == 0 {
		return
	}
	most := max(0, s.Content.Size().Height-s.Size().Height)
	s.ScrollToOffset(fyne.NewPos(s.Offset.X, min(max(0, s.Offset.Y+by), most)))
}

// scrollsAround are the scrolling parts between root and target, the inner ones last; nil when
// target is not under root.
func scrollsAround(root, target fyne.CanvasObject) []*container.Scroll {
	path, found := walk(root, target, nil)
	if !found {
		return nil
	}
	return path
}

func walk(at, target fyne.CanvasObject, path []*container.Scroll) ([]*container.Scroll, bool) {
	if at == target {
		return path, true
	}
	if s, ok := at.(*container.Scroll); ok {
		return walk(s.Content, target, append(path, s))
	}
	for _, child := range children(at) {
		if child == nil {
			continue
		}
		if p, ok := walk(child, target, path); ok {
			return p, true
		}
	}
	return nil, false
}

func children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch v := o.(type) {
	case *fyne.Container:
		return v.Objects
	case Parent:
		return v.Children()
	}
	return nil
}

// focus gives an object the keyboard, when it is on a window.
func focus(o fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o.(fyne.CanvasObject)); c != nil {
		c.Focus(o)
	}
}
