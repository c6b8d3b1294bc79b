package book

import (
	"cmp"
	"context"
	"slices"
	"time"

	"schakel/internal/record"
	"schakel/internal/store"
)

// Year is what one worker did in a year, for that worker alone. There is no family in it, nothing that ranks, and no target.
type Year struct {
	Year      int
	Meetings  int // held
	Visits    int // heads at them: visits, not people
	Contacts  int // moments with somebody; failed attempts are not counted
	Families  int // with whom there was at least one contact
	Referrals int // families that the worker led towards help this year
	Arrived   int // and of whom somebody said that they arrived
	Minutes   int // contacts and gatherings, preparation too
	Started   int // initiatives of parents
	Months    [12]int
	Roles     []RoleCount   // most first
	Languages []string      // of gatherings, most first
	Thanks    []Recognition // newest first
}

// RoleCount is how often a role was noted.
type RoleCount struct {
	Role  record.Role
	Times int
}

// Year counts a year of the worker's own records.
func (b *Book) Year(ctx context.Context, year int) (Year, error) {
	out := Year{Year: year}
	err := b.view(ctx, func(tx *store.Tx) error {
		c := yearCount{tx: tx, out: &out, roles: map[record.Role]int{}, families: map[record.ID]bool{}, languages: map[string]int{}}
		for _, step := range []func(context.Context) error{c.contacts, c.meetings, c.referrals} {
			if err := step(ctx); err != nil {
				return err
			}
		}
		c.finish()
		return nil
	})
	if err != nil {
		return out, err
	}
	out.Thanks, err = b.Recognitions(ctx, record.Day(year, time.January, 1), record.Day(year, time.December, 31))
	return out, err
}

// yearCount counts while records are read.
type yearCount struct {
	tx        *store.Tx
	out       *Year
	roles     map[record.Role]int
	families  map[record.ID]bool
	languages map[string]int
}

// each reads the records of a kind of that year, on all cores.
func (c *yearCount) each(ctx context.Context, kind record.Kind, do func(record.Record)) error {
	var ids []record.ID
	for _, r := range c.tx.Rows(kind) {
		if r.On.Year == c.out.Year {
			ids = append(ids, r.ID)
		}
	}
	return c.tx.Each(kind, ids, func(r record.Record) error {
		do(r)
		return ctx.Err()
	})
}

func (c *yearCount) contacts(ctx context.Context) error {
	return c.each(ctx, record.KindContact, func(r record.Record) {
		v := r.(*record.Contact)
		if v.Failed {
			return
		}
		c.out.Contacts++
		c.out.Minutes += int(v.Length / time.Minute)
		c.out.Months[v.On.Month-1]++
		if v.About == record.AboutHousehold || v.About == record.AboutPerson {
			c.families[v.Owner] = true
		}
		for _, role := range v.Roles {
			c.roles[role]++
		}
	})
}

func (c *yearCount) meetings(ctx context.Context) error {
	return c.each(ctx, record.KindMeeting, func(r record.Record) {
		v := r.(*record.Meeting)
		if v.Planned {
			return
		}
		c.out.Meetings++
		c.out.Visits += v.Heads
		c.out.Started += v.Started
		c.out.Minutes += int((v.Length + v.Preparation) / time.Minute)
		c.out.Months[v.On.Month-1]++
		for _, role := range v.Roles {
			c.roles[role]++
		}
		for _, l := range v.Languages {
			c.languages[l]++
		}
	})
}

func (c *yearCount) referrals(ctx context.Context) error {
	return c.each(ctx, record.KindReferral, func(r record.Record) {
		v := r.(*record.Referral)
		if v.SentOn.Zero() || v.SentOn.Year != c.out.Year {
			return
		}
		c.out.Referrals++
		if !v.ArrivedOn.Zero() {
			c.out.Arrived++
		}
	})
}

// finish puts what was counted in order.
func (c *yearCount) finish() {
	c.out.Families = len(c.families)
	for role, n := range c.roles {
		c.out.Roles = append(c.out.Roles, RoleCount{role, n})
	}
	slices.SortFunc(c.out.Roles, func(a, b RoleCount) int { return cmp.Or(b.Times-a.Times, cmp.Compare(a.Role, b.Role)) })
	for l := range c.languages {
		c.out.Languages = append(c.out.Languages, l)
	}
	slices.SortFunc(c.out.Languages, func(a, b string) int { return cmp.Or(c.languages[b]-c.languages[a], cmp.Compare(a, b)) })
}

// Years lists the years in which something was written, newest first; this year is always among them.
func (b *Book) Years() []int {
	years := []int{b.Today().Year}
	for _, kind := range []record.Kind{record.KindContact, record.KindMeeting} {
		for _, r := range b.store.Rows(kind) {
			if y := r.On.Year; y > 0 && y < years[0] && !slices.Contains(years, y) {
				years = append(years, y)
			}
		}
	}
	slices.SortFunc(years, func(a, b int) int { return b - a })
	return years
}

// loadWeeks is how many whole weeks the view of the own load looks back.
const loadWeeks = 4

// Load is what lies with the worker now. It is no achievement and is never shown to anybody else (003 L265, L885, L899).
type Load struct {
	Families  int // spoken in the last three months
	Promises  int
	Concerns  int // open ones
	Referrals int // on their way
	Waiting   int // of them, those where somebody else has the next word
	Meetings  int // planned in the coming four weeks
	Weeks     [loadWeeks]int
	With      []Sharer // who may think along, nearest first
}

// Sharer is somebody who can be asked to think along.
type Sharer struct {
	Partner record.ID
	Officer record.ID
	First   record.Private
	Where   record.Private
	Roles   []record.FormalRole
}

// mostSharers is how many people are named.
const mostSharers = 4

// Load counts what lies with the worker now, from the compact rows and the last four weeks.
func (b *Book) Load(ctx context.Context) (Load, error) {
	var l Load
	err := b.view(ctx, func(tx *store.Tx) error {
		today, shut := b.Today(), closed(tx)
		families := map[record.ID]bool{}
		for _, r := range tx.Rows(record.KindContact) {
			if shut[r.Owner] {
				continue
			}
			if !r.Owner.Zero() && !r.On.Before(today.Add(-91)) {
				families[r.Owner] = true
			}
			if r.Flags&record.RowOpen != 0 {
				l.Promises++
			}
		}
		l.Families = len(families)
		l.open(tx, shut)
		for _, r := range tx.Rows(record.KindMeeting) {
			if r.Flags&record.RowOpen != 0 && !r.On.Before(today) && !r.On.After(today.Add(7*loadWeeks)) {
				l.Meetings++
			}
		}
		if err := l.weeks(tx, today); err != nil {
			return err
		}
		var err error
		l.With, err = sharers(tx, today)
		return err
	})
	return l, err
}

func (l *Load) open(tx *store.Tx, shut map[record.ID]bool) {
	for _, r := range tx.Rows(record.KindConcern) {
		if r.Flags&record.RowOpen != 0 && !shut[r.Owner] {
			l.Concerns++
		}
	}
	for _, r := range tx.Rows(record.KindReferral) {
		if r.Flags&record.RowOpen == 0 || shut[r.Owner] {
			continue
		}
		l.Referrals++
		if r.State == string(record.ReferralSent) {
			l.Waiting++
		}
	}
}

// weeks adds up the minutes of the last whole weeks, the oldest first.
func (l *Load) weeks(tx *store.Tx, today record.Date) error {
	first := today.Monday().Add(-7 * loadWeeks)
	in := func(d record.Date) bool { return !d.Before(first) && d.Before(today.Monday()) }
	for _, kind := range []record.Kind{record.KindContact, record.KindMeeting} {
		var ids []record.ID
		for _, r := range tx.Rows(kind) {
			if in(r.On) {
				ids = append(ids, r.ID)
			}
		}
		err := tx.Each(kind, ids, func(r record.Record) error {
			switch v := r.(type) {
			case *record.Contact:
				l.Weeks[v.On.Since(first)/7] += int(v.Length / time.Minute)
			case *record.Meeting:
				if !v.Planned {
					l.Weeks[v.On.Since(first)/7] += int((v.Length + v.Preparation) / time.Minute)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// sharers lists who may think along: contact persons of now whom the worker noted for sparring, for arranging or as expert, nearest first.
func sharers(tx *store.Tx, today record.Date) ([]Sharer, error) {
	var partners []*record.Partner
	if err := collect(tx, record.KindPartner, &partners, func(record.Row) bool { return true }); err != nil {
		return nil, err
	}
	near := func(p *record.Partner) int {
		if p.Ring == 0 {
			return 9
		}
		return p.Ring
	}
	slices.SortStableFunc(partners, func(a, b *record.Partner) int {
		return cmp.Or(near(a)-near(b), cmp.Compare(a.Called().Reveal(), b.Called().Reveal()))
	})
	helps := []record.FormalRole{record.FormalSparring, record.FormalCoordinator, record.FormalFixer, record.FormalExpert, record.FormalGuardian}
	var all []Sharer
	for _, p := range partners {
		for _, o := range p.Officers {
			gone := !o.To.Zero() && o.To.Before(today) || o.From.After(today)
			if gone || !slices.ContainsFunc(o.Roles, func(r record.FormalRole) bool { return slices.Contains(helps, r) }) {
				continue
			}
			if all = append(all, Sharer{Partner: p.ID, Officer: o.ID, First: o.First, Where: p.Called(), Roles: o.Roles}); len(all) == mostSharers {
				return all, nil
			}
		}
	}
	return all, nil
}
