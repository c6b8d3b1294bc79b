package people

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/record"
)

// choose shows both versions of a contact that was changed elsewhere while its entry was open; nothing is written before the worker chose.
func (c *Contact) choose() {
	task.Do(c.ctx, c.run, func(ctx context.Context) (*record.Contact, error) { return c.src.Contact(ctx, c.id) }, func(there *record.Contact, err error) {
		if err != nil {
			c.nav.Fail(err)
			return
		}
		p := c.p
		mine := form.NewSecondary(p, p.T("people.clash.mine.keep"), func() {
			c.state.c.Head = there.Head
			c.ready()
		})
		theirs := form.NewSecondary(p, p.T("people.clash.there.keep"), c.leave)
		version := func(title string, v *record.Contact, button fyne.CanvasObject) fyne.CanvasObject {
			lines := column(p, look.Grid)
			for _, f := range contactFacts(p, v, "") {
				lines.Add(form.NewLead(p, 6, muted(p, f.title), line(p, f.text, rtl.Style{Wrap: true})))
			}
			return listing.NewCard(p, title, lines, row(p, 0, button))
		}
		page := column(p, 16, heading(p, p.T("people.clash.title"), "", c.nav.Back), line(p, p.T("people.clash.what"), rtl.Style{Wrap: true}),
			form.NewColumnsFrom(p, 16, look.Scaled(320), version(p.T("people.clash.mine"), c.state.copied(), mine), version(p.T("people.clash.there"), there, theirs)))
		c.place.fill(rtl.Scroll(p.Direction(), newSheet(16, page)))
		form.Focus(mine)
	})
}

// leave drops what was typed: what is there stays.
func (c *Contact) leave() {
	keys := []string{c.key(), c.key() + "/text"}
	task.Do(c.ctx, c.run, func(context.Context) (struct{}, error) { return struct{}{}, c.keep.drop(context.Background(), keys) }, func(_ struct{}, err error) {
		if err != nil {
			c.nav.Fail(err)
			return
		}
		c.keep.finished()
		c.nav.Back()
	})
}
