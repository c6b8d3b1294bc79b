package people

import (
	"context"

	"schakel/app/ui/draft"
	"schakel/app/ui/listing"
	"schakel/app/ui/task"
	"schakel/app/ui/versions"
	"schakel/internal/record"
)

// choose asks which version of a contact counts that was changed elsewhere while its entry was open. The answer can be read over, and
// is kept as everything else is.
func (c *Contact) choose() {
	task.Do(c.ctx, c.run, func(ctx context.Context) (*record.Contact, error) { return c.src.Contact(ctx, c.id) }, func(there *record.Contact, err error) {
		if err != nil {
			c.nav.Fail(err)
			return
		}
		mine := c.state.copied()
		topics := versions.Topics(c.said(mine, c.state.texts), c.said(there, nil), contactFields()...)
		c.ask([]versions.Pair{{Mine: mine, Stored: there, Topics: topics}}, func(chosen []record.Record) {
			v := chosen[0].(*record.Contact)
			c.settled(contactRead{contact: v, texts: c.state.texts.Still(mine, v), promise: !there.Promise.Empty() && there.PromKept.Zero()})
		})
	})
}

// settled goes on writing with what was chosen.
func (c *Contact) settled(chosen contactRead) {
	task.Do(c.ctx, c.run, func(ctx context.Context) (contactRead, error) { return c.around(ctx, chosen) }, func(got contactRead, err error) {
		if err != nil {
			c.nav.Fail(err)
			return
		}
		c.build(got)
		c.keep.Touch()
	})
}

// contactFields are the fields in which the facts of said lie.
func contactFields() []string {
	return []string{
		"about subject heads", "on", "at", "failed", "length", "place", "roles", "function", "note", "promise promiseDue promiseKept", "cents costType",
		"officer", "advice room", "use useOn useWhy",
	}
}

// said is everything that was written about a contact, to lay two versions beside each other. What was typed and is no day or amount yet
// is shown as it was typed.
func (c *Contact) said(v *record.Contact, typed draft.Texts) []listing.KeyValue {
	p := c.p
	text := func(name, read string) string {
		if raw := typed[name]; raw != "" && read == "" {
			return raw
		}
		return read
	}
	whom := versions.Words(p).Value("about.kind", string(v.About))
	if row, ok := rowOf(c.src, v.Subject); ok {
		whom = nameOfRow(p, row)
	} else if v.Heads > 0 {
		whom = joined(whom, p.Number(v.Heads))
	}
	var roles []string
	for _, r := range v.Roles {
		roles = append(roles, p.Value("role", string(r)))
	}
	officer, kept, failed := "", "", ""
	for _, o := range c.officers {
		if o.ID == v.Officer {
			officer = o.First.Reveal()
		}
	}
	if !v.PromKept.Zero() {
		kept = p.T("people.promise.kept.on", "Date", p.Date(v.PromKept))
	}
	if v.Failed {
		failed = p.T("people.contact.failed")
	}
	return []listing.KeyValue{
		{Key: p.T("people.contact.whom"), Value: whom}, {Key: p.T("people.contact.when"), Value: text(textOn, p.Date(v.On))},
		{Key: p.T("people.contact.at"), Value: text(textAt, v.At)}, {Key: p.T("people.contact.result"), Value: failed},
		{Key: p.T("people.contact.length"), Value: lengthWords(p, v.Length)}, {Key: p.T("people.contact.place"), Value: versions.Words(p).Value("place", string(v.Place))},
		{Key: p.T("people.contact.roles"), Value: p.List(roles)}, {Key: p.T("people.contact.function.short"), Value: versions.Words(p).Value("cjg.function", string(v.Function))},
		{Key: p.T("people.contact.note"), Value: v.Note.Reveal()},
		{Key: p.T("people.contact.promise"), Value: joined(v.Promise.Reveal(), text(textPromise, p.Date(v.PromDue)), kept)},
		{Key: p.T("people.contact.costs"), Value: joined(text(textCents, money(p, v.Cents)), versions.Words(p).Value("cost.type", string(v.CostType)))},
		{Key: p.T("people.contact.officer"), Value: officer},
		{Key: p.T("people.contact.advice"), Value: joined(v.Advice.Reveal(), versions.Words(p).Value("advice.room", string(v.Room)))},
		{Key: p.T("people.contact.use"), Value: joined(versions.Words(p).Value("advice.use", string(v.Use)), p.Date(v.UseOn), v.UseWhy.Reveal())},
	}
}
