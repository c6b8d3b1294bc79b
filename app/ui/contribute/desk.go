package contribute

import (
	"context"
	"errors"
	"io"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// desks are the endpoints through which contributions can go, by programme.
func (v *View) desks(ctx context.Context, programmes []*record.Programme) (map[record.ID]book.Desk, error) {
	all := map[record.ID]book.Desk{}
	for _, p := range programmes {
		desk, err := v.src.ContributionDesk(ctx, p.ID)
		switch {
		case err == nil:
			all[p.ID] = desk
		case !errors.Is(err, book.ErrNoDesk):
			return nil, err
		}
	}
	return all, nil
}

// send puts exactly what is shown in the outbox, and lets the outbox look at once.
func (v *View) send(shown book.Prepared) {
	v.do(func(ctx context.Context) error { return v.src.SendContribution(ctx, shown) }, v.p.T("contribute.send.waits"))
}

// do does something with a contribution and reads the page again.
func (v *View) do(work func(ctx context.Context) error, done string) {
	task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) { return struct{}{}, work(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.nav.Say(done)
		v.nav.Kick()
		v.load()
	})
}

// given lists what went or waits, each to be stopped or taken back.
func (v *View) given() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	rows := rtl.VBox(d, 12, v.text(p.T("contribute.withdraw.why")))
	if len(v.state.desks) > 0 {
		rows.Add(v.text(p.T("contribute.withdraw.desk")))
	}
	for _, c := range v.state.given {
		line := rtl.NewText(d, v.state.line(c), rtl.Style{Wrap: true})
		if button := v.takeBack(c); button != nil {
			rows.Add(form.NewBeside(p, 16, 240, line, button))
		} else {
			rows.Add(line)
		}
	}
	return listing.NewCard(p, p.T("contribute.given"), rows)
}

// takeBack is what can be done about one: nothing went yet, so it is stopped; else a message goes that it counts no more, the road it went.
func (v *View) takeBack(c *record.Contribution) fyne.CanvasObject {
	p := v.p
	_, desk := v.state.desks[c.Programme]
	switch {
	case c.Post == record.PostWaits:
		return form.NewQuiet(p, p.T("contribute.stop"), func() {
			v.do(func(ctx context.Context) error { return v.src.StopContribution(ctx, c.ID) }, p.T("contribute.stopped"))
		})
	case c.Withdrawn:
		return nil
	case c.Post != "" && desk:
		return form.NewQuiet(p, p.T("contribute.withdraw"), func() {
			v.do(func(ctx context.Context) error { return v.src.SendWithdrawal(ctx, c.ID) }, p.T("contribute.send.waits"))
		})
	}
	name := v.state.fileName(summary.Period{From: c.From, To: c.To})
	return form.NewQuiet(p, p.T("contribute.withdraw"), func() {
		v.nav.SaveAs(name+fileExtension, func(w io.Writer) error {
			file, err := v.src.WithdrawContribution(context.WithoutCancel(v.ctx), c.ID)
			if err == nil {
				_, err = w.Write(file)
			}
			return err
		})
	})
}
