package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/internal/book"
	"schakel/internal/datadir"
	"schakel/internal/rehearsal"
	"schakel/internal/store"
)

// damageScreens are the pictures of what is shown when the data cannot be used. They come last: the store does not survive them.
func (c *camera) damageScreens(ctx context.Context) []screen {
	return []screen{
		{"beschadigd", func() error { return c.damaged(ctx, true) }},
		{"teruggezet", func() error { return c.putBack(ctx) }},
		{placed, func() error { return c.damaged(ctx, false) }},
	}
}

func (c *camera) practicePlace() datadir.Place { return datadir.At(filepath.Join(c.temp, "practice")) }

// checkData is the section of the preferences after everything was checked.
func (c *camera) checkData() error {
	c.shell.Fail(store.ErrDamaged)
	if err := c.press(c.p.T("shell.fault.check")); err != nil {
		return err
	}
	return c.press(c.p.T("preferences.check.do"))
}

// damaged is the window over a store that is cut off, with a copy or without one.
func (c *camera) damaged(ctx context.Context, copied bool) error {
	place := c.practicePlace()
	if b := c.shell.Book(); b != nil && copied {
		if _, err := b.BackUp(ctx, place.Backups, false); err != nil {
			return err
		}
	}
	c.shell.Lock()
	file := filepath.Join(place.Store, "store.db")
	if err := os.Truncate(file, 6*4096); err != nil {
		return err
	}
	if !copied {
		if err := os.RemoveAll(place.Backups); err != nil {
			return err
		}
	}
	return c.window(place)
}

// putBack types the passphrase on that page.
func (c *camera) putBack(ctx context.Context) error {
	if err := c.damaged(ctx, true); err != nil {
		return err
	}
	for _, pass := range all[*form.Passphrase](c.shell.Window().Canvas().Content()) {
		test.Type(pass.Entry(), rehearsal.Passphrase)
	}
	if err := c.press(c.p.T("unlock.damage.do")); err != nil {
		return err
	}
	if !book.Exists(c.practicePlace().Store) || c.shell.Book() == nil {
		return errors.Join(errScreen, store.ErrMissing)
	}
	return nil
}
