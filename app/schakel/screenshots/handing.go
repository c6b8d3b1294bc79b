package main

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/listing"
)

// handing is the list of families that are asked whether another worker may take over, or the first of them.
func (c *camera) handing(one bool) error {
	c.shell.Go("today")
	c.shell.Go("handing")
	if err := c.press(c.p.T("handing.families.open")); err != nil {
		return err
	}
	if one {
		for _, list := range all[*listing.List](c.shell.Window().Canvas().Content()) {
			list.Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		}
	}
	return nil
}
