package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"time"

	"schakel/app/ui"
	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/rehearsal"
)

// pace is how often the program asks for answers: often in practice, where somebody is waiting for one.
func (f flags) pace() time.Duration {
	if f.practice {
		return 5 * time.Second
	}
	return 5 * time.Minute
}

// practise opens the practice store beside a practice endpoint, which ends with the window.
func practise(d ui.Deps, dialer carrier.Dialer, log *slog.Logger) error {
	b, err := rehearsal.Store(context.Background(), d.Place, d.Book)
	if book.Unusable(err) { // the page of the damage says it, and can put a copy back
		d.Secret = rehearsal.Passphrase
		return show(d)
	}
	if err != nil {
		return err
	}
	office, err := rehearsal.Start(context.Background(), rehearsal.Config{Dir: rehearsal.OfficeDir(d.Place), Errors: io.Discard})
	if err != nil {
		_ = b.Close()
		return err
	}
	defer func() {
		if err := office.Stop(); err != nil {
			log.Error("practice endpoint", "text", err.Error())
		}
	}()
	if _, err := office.Enrol(context.Background(), b, dialer); err != nil {
		_ = b.Close()
		return err
	}
	d.Inbox = ui.Inbox{Address: office.Web, Account: office.Account, Password: office.Password}
	d.Secret = rehearsal.Passphrase
	d.Opened = b
	if err := show(d); err != nil {
		return errors.Join(err, b.Close())
	}
	return nil
}
