package main

import (
	"context"

	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/rtl"
	"schakel/internal/book"
	"schakel/internal/rehearsal"
)

// recovery gives a code or three parts.
func (c *camera) recovery(way, give string) error {
	c.shell.Fail(book.ErrRecovery)
	for _, row := range all[*form.ChoiceRow](c.shell.Window().Canvas().Content()) {
		row.Press(way)
	}
	return c.press(c.p.T(give))
}

// unkept is the question about parts that were shown and of which nobody said that they are written.
func (c *camera) unkept() error {
	if err := c.recovery("parts", "unlock.recovery.parts.give"); err != nil {
		return err
	}
	c.shell.Lock()
	for _, pass := range all[*form.Passphrase](c.shell.Window().Canvas().Content()) {
		test.Type(pass.Entry(), rehearsal.Passphrase)
	}
	if err := c.press(c.p.T("unlock.locked.open")); err != nil {
		return err
	}
	c.book = c.shell.Book()
	return nil
}

// lost is the locked page where two parts are typed, the second one with a typing error.
func (c *camera) lost(ctx context.Context) error {
	if err := c.lock(ctx); err != nil {
		return err
	}
	wrong := []byte(c.parts[2])
	if wrong[11]++; wrong[11] == '9'+1 || wrong[11] > 'Z' {
		wrong[11] = '0'
	}
	return c.typeParts(c.parts[0], string(wrong))
}

// renew is the page that asks for a new passphrase, after two parts.
func (c *camera) renew(ctx context.Context) error {
	if err := c.lock(ctx); err != nil {
		return err
	}
	if err := c.typeParts(c.parts[0], c.parts[2]); err != nil {
		return err
	}
	c.book = c.shell.Book()
	return nil
}

// lock gives three parts and locks the window, once.
func (c *camera) lock(ctx context.Context) (err error) {
	if c.shell.Book() == nil {
		return nil
	}
	if c.parts, err = c.book.GiveShares(ctx); err != nil {
		return err
	}
	c.shell.Lock()
	return c.press(c.p.T("unlock.locked.lost"))
}

// typeParts types two parts and presses the button.
func (c *camera) typeParts(typed ...string) error {
	for _, e := range all[*rtl.Entry](c.shell.Window().Canvas().Content()) {
		if len(typed) > 0 {
			e.SetText(typed[0])
			typed = typed[1:]
		}
	}
	return c.press(c.p.T("unlock.locked.open"))
}

// lostScreens are those of a lost passphrase. They leave the window locked, so what needs it open comes before.
func (c *camera) lostScreens(ctx context.Context) []screen {
	return []screen{
		{"wachtzin-kwijt", func() error { return c.lost(ctx) }},
		{"nieuwe-wachtzin", func() error { return c.renew(ctx) }},
	}
}
