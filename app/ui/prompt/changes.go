package prompt

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Teller hears what was done, and what went wrong.
type Teller interface {
	Say(text string)
	Fail(err error)
}

// Changes is how a page changes what is kept: at once, or after a question in the page itself. It belongs to the screen's goroutine.
type Changes struct {
	Again  func()                      // reads and draws the page anew after a change
	Beside func(wrong record.Problems) // says beside the fields what is wrong
	Room   *fyne.Container             // where the question stands; the page puts it in its place when it is drawn
	Moved  func()                      // lays the page out again when a question comes or goes
	p      *i18n.Printer
	run    task.Runner
	tell   Teller
}

// NewChanges makes one that asks nothing yet. Again, Beside and Moved must be set before it is used.
func NewChanges(p *i18n.Printer, run task.Runner, tell Teller) *Changes {
	return &Changes{p: p, run: run, tell: tell, Room: rtl.VBox(p.Direction(), 0)}
}

// Ask asks in the page before something is taken back or thrown away.
func (c *Changes) Ask(ctx context.Context, q Question, yes func(ctx context.Context) error) {
	sure := NewConfirm(c.p, q, func() { c.Do(ctx, "", yes) }, func() {
		c.Close()
		c.Moved()
	})
	c.Room.Objects = []fyne.CanvasObject{sure}
	c.Moved()
	sure.Focus()
}

// Close takes the question away.
func (c *Changes) Close() { c.Room.Objects = nil }

// Do changes something and shows the page anew; said is the short message after it, "" for none. A change that was begun is
// finished, also when ctx, which is that of the page, ends meanwhile; then nothing is shown of it.
func (c *Changes) Do(ctx context.Context, said string, work func(ctx context.Context) error, after ...func()) {
	task.Do(ctx, c.run, func(context.Context) (struct{}, error) { return struct{}{}, work(context.Background()) }, func(_ struct{}, err error) {
		var wrong record.Problems
		switch {
		case err == nil:
			for _, then := range after {
				then()
			}
			if said != "" {
				c.tell.Say(said)
			}
			c.Again()
		case errors.As(err, &wrong):
			c.Beside(wrong)
		default:
			c.tell.Fail(err)
		}
	})
}
