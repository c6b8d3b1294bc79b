package book

import (
	"bytes"
	"context"
	"slices"
	"time"

	"schakel/internal/contribution"
	"schakel/internal/parcel"
	"schakel/internal/record"
	"schakel/internal/store"
	"schakel/internal/summary"
)

// Prepared is a contribution that did not go yet: exactly what would go, and to whom.
type Prepared struct {
	Programme *record.Programme
	To        parcel.Card
	Content   contribution.Content
	Report    summary.Report       // the content, to look at
	Before    *record.Contribution // what went earlier for the same programme and period; nil for nothing
	days      []record.ContributionDay
}

// PrepareContribution counts what would go to the coordinator of a programme over a period. Nothing is kept. Errors: record.Problems
// about the period, contribution.ErrEmpty, contribution.ErrFuture for a period that has not begun.
func (b *Book) PrepareContribution(ctx context.Context, programme record.ID, period summary.Period) (Prepared, error) {
	return b.prepare(ctx, programme, period, b.now())
}

func (b *Book) prepare(ctx context.Context, programme record.ID, period summary.Period, made time.Time) (Prepared, error) {
	if err := period.Check(); err != nil {
		return Prepared{}, err
	}
	if period.From.After(b.Today()) {
		return Prepared{}, contribution.ErrFuture
	}
	p, err := b.address(ctx, programme)
	if err != nil {
		return Prepared{}, err
	}
	whole, err := b.Overview(ctx, period)
	if err != nil {
		return Prepared{}, err
	}
	if whole.Empty {
		return Prepared{}, contribution.ErrEmpty
	}
	d := contribution.Draft{Programme: contribution.Of(p.Programme, p.To.Key(), period.From, period.To), Edition: 1, Made: made}
	err = b.view(ctx, func(tx *store.Tx) error {
		if p.days, err = workdays(ctx, tx, period); err != nil {
			return err
		}
		out, err := contributions(tx, func(r record.Row) bool { return r.State == string(record.WayOut) })
		if err != nil {
			return err
		}
		for _, c := range out {
			if c.Programme == programme && c.From == period.From && c.To == period.To && c.Edition >= d.Edition {
				p.Before, d.Edition = c, c.Edition+1
			}
		}
		d.Also = also(p.days, out, programme)
		return nil
	})
	if err != nil {
		return Prepared{}, err
	}
	p.Content = contribution.Make(whole, d)
	p.Report, err = p.Content.Shown()
	return p, err
}

// address is a programme with the card of its coordinator: somebody else's, or the own one of who gathers.
func (b *Book) address(ctx context.Context, programme record.ID) (p Prepared, err error) {
	err = b.view(ctx, func(tx *store.Tx) (err error) {
		p.Programme, err = programmeOf(tx, programme)
		return err
	})
	switch {
	case err != nil:
		return p, err
	case p.Programme.Own:
		p.To, err = b.KeyCard(ctx)
	default:
		p.To, err = parcel.ParseCard(p.Programme.Card)
	}
	return p, err
}

// workdays counts how much work of which day is in a period.
func workdays(ctx context.Context, tx *store.Tx, period summary.Period) ([]record.ContributionDay, error) {
	byDay := map[record.Date]*record.ContributionDay{}
	on := func(d record.Date) *record.ContributionDay {
		if byDay[d] == nil {
			byDay[d] = &record.ContributionDay{On: d}
		}
		return byDay[d]
	}
	for _, kind := range []record.Kind{record.KindContact, record.KindMeeting} {
		err := tx.Each(kind, idsOf(tx.Rows(kind)), func(r record.Record) error {
			switch r := r.(type) {
			case *record.Contact:
				if period.Has(r.On) {
					d := on(r.On)
					d.Contacts++
					d.Minutes += int(r.Length.Round(time.Minute) / time.Minute)
				}
			case *record.Meeting:
				if period.Has(r.On) && r.State() == record.MeetingHeld {
					d := on(r.On)
					d.Meetings++
					d.Minutes += int(r.Length.Round(time.Minute)/time.Minute) + int(r.Preparation.Round(time.Minute)/time.Minute)
				}
			}
			return ctx.Err()
		})
		if err != nil {
			return nil, err
		}
	}
	all := make([]record.ContributionDay, 0, len(byDay))
	for _, d := range byDay {
		all = append(all, *d)
	}
	slices.SortFunc(all, func(a, b record.ContributionDay) int { return a.On.Since(b.On) })
	return all, nil
}

// also is how much of these days stands in a contribution for another programme, day by day: at most what the day has, and at most what
// the fullest of the others had of it.
func also(days []record.ContributionDay, out []*record.Contribution, programme record.ID) summary.Also {
	most := map[record.Date]record.ContributionDay{}
	for _, c := range out {
		if c.Programme == programme || c.Withdrawn {
			continue
		}
		for _, d := range c.Days {
			m := most[d.On]
			most[d.On] = record.ContributionDay{Contacts: max(m.Contacts, d.Contacts), Meetings: max(m.Meetings, d.Meetings), Minutes: max(m.Minutes, d.Minutes)}
		}
	}
	var a summary.Also
	for _, d := range days {
		m := most[d.On]
		a.Contacts += min(d.Contacts, m.Contacts)
		a.Meetings += min(d.Meetings, m.Meetings)
		a.Minutes += min(d.Minutes, m.Minutes)
	}
	return a
}

// Contribute seals a contribution that was looked at to its coordinator, and notes that it went before its first byte is written.
// contribution.ErrChanged when something was noted or changed since it was looked at.
func (b *Book) Contribute(ctx context.Context, shown Prepared) ([]byte, error) {
	return b.contribute(ctx, shown, b.byFile)
}

// contribute seals a contribution that was looked at and lets it go a road.
func (b *Book) contribute(ctx context.Context, shown Prepared, road giving) ([]byte, error) {
	now, err := b.prepare(ctx, shown.Programme.ID, shown.Content.Period(), shown.Content.Made)
	if err != nil {
		return nil, err
	}
	seen, err := shown.Content.Bytes()
	if err != nil {
		return nil, err
	}
	content, err := now.Content.Bytes()
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(seen, content) || !now.To.Same(shown.To) {
		return nil, contribution.ErrChanged
	}
	return b.handIn(ctx, now, content, road)
}

// WithdrawContribution makes the message that an earlier contribution counts no more, for its coordinator.
func (b *Book) WithdrawContribution(ctx context.Context, id record.ID) ([]byte, error) {
	return b.withdrawn(ctx, id, b.byFile)
}

// withdrawn makes that message and lets it go a road.
func (b *Book) withdrawn(ctx context.Context, id record.ID, road giving) ([]byte, error) {
	var before *record.Contribution
	err := b.view(ctx, func(tx *store.Tx) (err error) {
		if before, err = store.Get[*record.Contribution](tx, id); err != nil {
			return err
		}
		all, err := contributions(tx, func(r record.Row) bool {
			return r.Link == before.Programme && r.On == before.From && r.Due == before.To && r.State == string(record.WayOut)
		})
		for _, c := range all {
			if c.Edition > before.Edition {
				before = c // the message has to come after what went last
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	p, err := b.address(ctx, before.Programme)
	if err != nil {
		return nil, err
	}
	p.Before = before
	d := contribution.Draft{Programme: contribution.Of(p.Programme, p.To.Key(), before.From, before.To), Edition: before.Edition + 1, Made: b.now()}
	p.Content = contribution.Withdraw(summary.Period{From: before.From, To: before.To}, before.Until, d)
	content, err := p.Content.Bytes()
	if err != nil {
		return nil, err
	}
	return b.handIn(ctx, p, content, road)
}

// giving keeps a contribution that goes a road; before is the one that went last for the same programme and period.
type giving func(tx *store.Tx, kept, before *record.Contribution, sealed contribution.Sealed) error

// byFile is for a contribution that the worker carries.
func (b *Book) byFile(tx *store.Tx, kept, before *record.Contribution, _ contribution.Sealed) error {
	switch {
	case before == nil:
	case before.Post == record.PostWaits:
		if err := stopGift(tx, before); err != nil {
			return err
		}
	case before.Post != record.PostLeft: // that one goes on: it may have arrived
		kept.Head = before.Head
	}
	return b.put(tx, kept)
}

// handIn seals a content, lets it go a road, and gives the file.
func (b *Book) handIn(ctx context.Context, p Prepared, content []byte, road giving) ([]byte, error) {
	keys, err := b.parcelKeys()
	if err != nil {
		return nil, err
	}
	own, err := b.KeyCard(ctx)
	if err != nil {
		return nil, err
	}
	id, err := b.newID()
	if err != nil {
		return nil, err
	}
	file, err := keys.Seal(parcel.Head{ID: id, Sort: parcel.Contribution, Made: p.Content.Made, From: own}, p.To, content)
	if err != nil {
		return nil, err
	}
	err = b.update(ctx, func(tx *store.Tx) error {
		kept := &record.Contribution{
			Way: record.WayOut, Programme: p.Programme.ID, From: p.Content.From, To: p.Content.To, Until: p.Content.Until, Made: p.Content.Made,
			Edition: p.Content.Edition, Withdrawn: p.Content.Withdrawn, Parcel: id.String(), Content: content, Days: p.days,
		}
		before := p.Before
		if before != nil { // it may have gone further since
			now, err := store.Get[*record.Contribution](tx, before.ID)
			if err != nil {
				return err
			}
			before = now
		}
		if err := road(tx, kept, before, contribution.Sealed{ID: id, File: file}); err != nil {
			return err
		}
		return tx.Audit(actionContributed, record.KindProgramme, p.Programme.ID)
	})
	if err != nil {
		return nil, err
	}
	return file, nil
}

// Contributed are the contributions that this worker handed over, the newest first.
func (b *Book) Contributed(ctx context.Context) ([]*record.Contribution, error) {
	var all []*record.Contribution
	err := b.view(ctx, func(tx *store.Tx) (err error) {
		all, err = contributions(tx, func(r record.Row) bool { return r.State == string(record.WayOut) })
		return err
	})
	slices.SortStableFunc(all, func(x, y *record.Contribution) int { return y.Made.Compare(x.Made) })
	return all, err
}
