package book

import (
	"context"
	"errors"
	"slices"

	"schakel/internal/cjg"
	"schakel/internal/contribution"
	"schakel/internal/envelope"
	"schakel/internal/fault"
	"schakel/internal/parcel"
	"schakel/internal/record"
	"schakel/internal/store"
	"schakel/internal/summary"
)

const (
	mostFetched = 400 // that wait to be looked at, of one programme; what is more stays at the endpoint
	closedDays  = 61  // so long a closed mailbox is still looked into: what lies there is erased after 60
)

// ChooseMailbox lets contributions for a programme come through an endpoint as well, or through none any more with a zero id. The mailbox is
// random: who finds a card can deliver sealed files there and nothing else. It is on the card of the programme as soon as the endpoint
// opened it; one that was on a card before is closed. Errors: contribution.ErrCardOther, ErrNoEndpoint.
func (b *Book) ChooseMailbox(ctx context.Context, programme, endpoint record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error {
		p, err := store.Get[*record.Programme](tx, programme)
		if err != nil {
			return err
		}
		if !p.Own {
			return contribution.ErrCardOther
		}
		now, ok := p.Mailbox()
		if ok && now.Endpoint == endpoint || !ok && endpoint.Zero() {
			return nil
		}
		if len(p.Mailboxes) >= 10 {
			p.Mailboxes = slices.DeleteFunc(p.Mailboxes, func(m record.Mailbox) bool { return m.State == record.MailboxClosed })
		}
		for i := range p.Mailboxes {
			if s := p.Mailboxes[i].State; s == record.MailboxOpen || s == record.MailboxOpening {
				p.Mailboxes[i].State, p.Mailboxes[i].Since = record.MailboxClosing, b.Today()
			}
		}
		if !endpoint.Zero() {
			e, err := store.Get[*record.Endpoint](tx, endpoint)
			if err != nil {
				return err
			}
			if e.Address == "" {
				return ErrNoEndpoint
			}
			id, err := b.newID()
			if err != nil {
				return err
			}
			p.Mailboxes = append(p.Mailboxes, record.Mailbox{
				ID: envelope.UUID(id).String(), State: record.MailboxOpening, Endpoint: e.ID, Issuer: deskIssuer(e), Name: e.Name, Since: b.Today(),
			})
		}
		p.Edition++
		return b.put(tx, p)
	})
}

// leaveMailboxes has the mailboxes of a programme closed after it is gone here.
func (b *Book) leaveMailboxes(tx *store.Tx, programme record.ID) error {
	p, err := store.Get[*record.Programme](tx, programme)
	if err != nil {
		return err
	}
	for _, m := range p.Mailboxes {
		e, err := store.Get[*record.Endpoint](tx, m.Endpoint)
		switch {
		case missing(err), !p.Own, m.State == record.MailboxClosed:
			continue
		case err != nil:
			return err
		}
		e.Closing = append(e.Closing, m.ID)
		if err := b.put(tx, e); err != nil {
			return err
		}
	}
	return nil
}

// mailboxes opens and closes what was asked for at an endpoint, and fetches what lies there. What the endpoint has against it keeps nothing else
// away: it is noted with the mailbox. The error is the own store's, or the context's.
func (p *Post) mailboxes(ctx context.Context, endpoint record.ID, c Carrier) error {
	to, ok := c.(posting)
	if !ok {
		return nil
	}
	e, err := load[*record.Endpoint](p.book, ctx, endpoint)
	if err != nil {
		return err
	}
	for _, id := range e.Closing {
		if err := p.closeGone(ctx, to, e.ID, id); err != nil {
			return err
		}
	}
	all, err := p.book.Programmes(ctx)
	if err != nil {
		return err
	}
	for _, one := range all {
		for _, m := range one.Mailboxes {
			if !one.Own || m.Endpoint != endpoint {
				continue
			}
			if err := p.visit(ctx, to, one.ID, m); err != nil {
				return err
			}
		}
	}
	return nil
}

// visit does for one mailbox what has to be done, and notes what the endpoint has against it.
func (p *Post) visit(ctx context.Context, to posting, programme record.ID, m record.Mailbox) error {
	if m.State == record.MailboxClosed && p.book.Today().Since(m.Since) > closedDays {
		return nil
	}
	err := p.mailbox(ctx, to, programme, m)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, errOwn), fault.Of(err) == fault.Locked:
		return err
	}
	return p.book.stood(ctx, programme, m.ID, "", fault.CodeOf(err))
}

// errOwn marks a failure of the own store.
var errOwn = errors.New("own store")

func (p *Post) closeGone(ctx context.Context, to posting, endpoint record.ID, id string) error {
	box, err := envelope.ParseUUID(id)
	if err == nil {
		err = to.CloseMailbox(ctx, box)
	}
	if err != nil && !errors.Is(err, cjg.ErrMailbox) {
		return ctx.Err() // the next time
	}
	return p.book.update(ctx, func(tx *store.Tx) error {
		e, err := store.Get[*record.Endpoint](tx, endpoint)
		if err != nil {
			return err
		}
		e.Closing = slices.DeleteFunc(e.Closing, func(one string) bool { return one == id })
		return p.book.put(tx, e)
	})
}

// mailbox does for one mailbox what has to be done.
func (p *Post) mailbox(ctx context.Context, to posting, programme record.ID, m record.Mailbox) error {
	box, err := envelope.ParseUUID(m.ID)
	if err != nil {
		return cjg.ErrMailbox
	}
	switch m.State {
	case record.MailboxOpening:
		if err := to.OpenMailbox(ctx, box); err != nil {
			return err
		}
		if err := p.book.stood(ctx, programme, m.ID, record.MailboxOpen, ""); err != nil {
			return errors.Join(errOwn, err)
		}
	case record.MailboxClosing:
		if err := to.CloseMailbox(ctx, box); err != nil && !errors.Is(err, cjg.ErrMailbox) {
			return err
		}
		if err := p.book.stood(ctx, programme, m.ID, record.MailboxClosed, ""); err != nil {
			return errors.Join(errOwn, err)
		}
	}
	if !p.book.store.HasRecovery() {
		return ErrRecovery // it would be the only copy, in a store that a forgotten passphrase closes for good
	}
	cursor := ""
	for range 10 { // a mailbox holds 400, a page 100
		page, err := to.Contributions(ctx, box, cursor)
		if err != nil {
			return err
		}
		if err := p.fetch(ctx, to, programme, m, page.Items); err != nil || !page.More || page.Cursor == cursor {
			return err
		}
		cursor = page.Cursor
	}
	return nil
}

// fetch keeps each file before it says so to the endpoint. One that is here already is not fetched again.
func (p *Post) fetch(ctx context.Context, to posting, programme record.ID, m record.Mailbox, items []cjg.Waiting) error {
	box, err := envelope.ParseUUID(m.ID)
	if err != nil || len(items) == 0 {
		return err
	}
	here, waiting, err := p.book.parcels(ctx, programme)
	if err != nil {
		return errors.Join(errOwn, err)
	}
	for _, w := range items {
		id := record.ID(w.ID).String()
		if !here[id] {
			if waiting >= mostFetched {
				return nil
			}
			file, err := to.Contribution(ctx, box, w)
			if errors.Is(err, cjg.ErrUnknown) {
				continue
			}
			if err != nil {
				return err
			}
			if err := p.book.keepFetched(ctx, programme, m.Endpoint, id, file); err != nil {
				return errors.Join(errOwn, err)
			}
			here[id], waiting = true, waiting+1
		}
		if err := to.DeleteContribution(ctx, box, w.ID); err != nil {
			return err
		}
	}
	return nil
}

// parcels are the files of a programme that are here, and how many of them wait to be looked at.
func (b *Book) parcels(ctx context.Context, programme record.ID) (here map[string]bool, waiting int, err error) {
	here = map[string]bool{}
	err = b.view(ctx, func(tx *store.Tx) error {
		all, err := contributions(tx, func(r record.Row) bool { return r.Link == programme && r.State != string(record.WayOut) })
		for _, c := range all {
			here[c.Parcel] = true
			if c.Post == record.PostFetched {
				waiting++
			}
		}
		return err
	})
	return here, waiting, err
}

// stood notes how a mailbox stands; "" leaves its state as it is. A programme that is gone is nothing to note.
func (b *Book) stood(ctx context.Context, programme record.ID, id string, state record.MailboxState, last string) error {
	return b.update(ctx, func(tx *store.Tx) error {
		p, err := store.Get[*record.Programme](tx, programme)
		if missing(err) {
			return nil
		}
		if err != nil {
			return err
		}
		i := slices.IndexFunc(p.Mailboxes, func(m record.Mailbox) bool { return m.ID == id })
		if i < 0 {
			return nil
		}
		m := &p.Mailboxes[i]
		if state != "" && m.State != state {
			if state == record.MailboxOpen && m.State != record.MailboxOpening {
				return nil // it was ended meanwhile
			}
			m.State, m.Since = state, b.Today()
			p.Edition++
		} else if m.Last == last {
			return nil
		}
		m.Last = last
		return b.put(tx, p)
	})
}

// keepFetched keeps a sealed file that came through an endpoint, to be looked at. Nothing of it is believed yet: what it says of its period only
// decides on which page it waits.
func (b *Book) keepFetched(ctx context.Context, programme, endpoint record.ID, id string, file []byte) error {
	keys, err := b.parcelKeys()
	if err != nil {
		return err
	}
	c := &record.Contribution{Way: record.WayIn, Programme: programme, Post: record.PostFetched, Endpoint: endpoint, Parcel: id, File: file, Made: b.now().UTC()}
	if head, data, err := keys.Open(file); err == nil && head.Sort == parcel.Contribution {
		if content, err := contribution.Parse(data); err == nil {
			c.From, c.To = content.From, content.To
		}
	}
	return b.update(ctx, func(tx *store.Tx) error { return b.put(tx, c) })
}

// Fetched is what came through an endpoint for a programme and waits to be looked at.
type Fetched struct {
	Files  []ContributionFile // of this period, and what nobody can tell the period of
	Others []summary.Period   // periods of which others wait, each once
}

// FetchedContributions gives what came through an endpoint and waits, for a programme and a period.
func (b *Book) FetchedContributions(ctx context.Context, programme record.ID, period summary.Period) (Fetched, error) {
	var out Fetched
	err := b.view(ctx, func(tx *store.Tx) error {
		out = Fetched{}
		all, err := contributions(tx, func(r record.Row) bool { return r.Link == programme && r.State == string(record.PostFetched) })
		slices.SortStableFunc(all, func(x, y *record.Contribution) int { return x.Made.Compare(y.Made) })
		for _, c := range all {
			of := summary.Period{From: c.From, To: c.To}
			switch {
			case of == period, c.From.Zero():
				out.Files = append(out.Files, ContributionFile{Data: c.File, Fetched: c.ID})
			case !slices.Contains(out.Others, of):
				out.Others = append(out.Others, of)
			}
		}
		return err
	})
	return out, err
}

// DropFetched throws away what came through an endpoint and was not taken.
func (b *Book) DropFetched(ctx context.Context, id record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error {
		c, err := store.Get[*record.Contribution](tx, id)
		if err != nil || c.Post != record.PostFetched {
			return err
		}
		return tx.Delete(record.KindContribution, id)
	})
}

// settled takes a file that came through an endpoint off the pile: it was taken, it was here already, or a newer one is. What cannot be
// taken stays until a person throws it away.
func (g *gathering) settled(tx *store.Tx, f ContributionFile, a Brought, leave map[string]bool) error {
	taken := a.kept != nil && !leave[a.kept.Worker]
	if f.Fetched.Zero() || !taken && a.State != BroughtAgain && !errors.Is(a.Err, contribution.ErrOlder) {
		return nil
	}
	if taken {
		a.kept.Post = record.PostTaken
	}
	return tx.Delete(record.KindContribution, f.Fetched)
}
