package book

import (
	"context"
	"slices"

	"schakel/internal/record"
	"schakel/internal/store"
)

// Plan is one thing that stands on a day of the week.
type Plan struct {
	On   record.Date
	Kind record.Kind
	ID   record.ID
	Type string         // the meeting's type, "promise", "birthday", "step", "task"
	Who  record.Private // whom it is with
	At   string         // "19:30", empty when no time is known
	Age  int            // for a birthday
}

// Week lists what stands on the seven days from monday on, in the order of days. It says nothing about a family that another worker took
// over.
func (b *Book) Week(ctx context.Context, monday record.Date) ([]Plan, error) {
	var all []Plan
	within := func(d record.Date) bool { return !d.Zero() && !d.Before(monday) && d.Before(monday.Add(7)) }
	err := b.view(ctx, func(tx *store.Tx) error {
		d := deriver{tx: tx, today: b.Today(), limit: 100, closed: closed(tx)}
		if err := d.meetings(within, &all); err != nil {
			return err
		}
		d.dueDays(within, &all)
		d.weekBirthdays(within, &all)
		return nil
	})
	slices.SortStableFunc(all, func(a, c Plan) int { return a.On.Number() - c.On.Number() })
	return all, err
}

func (d *deriver) meetings(within func(record.Date) bool, all *[]Plan) error {
	for _, r := range d.tx.Rows(record.KindMeeting) {
		if !within(r.On) || r.Flags&record.RowOff != 0 {
			continue
		}
		m, err := store.Get[*record.Meeting](d.tx, r.ID)
		if err != nil {
			return err
		}
		*all = append(*all, Plan{On: r.On, Kind: record.KindMeeting, ID: r.ID, Type: string(m.Type), Who: m.Place, At: m.At})
	}
	return nil
}

// dueDays adds what was promised, what comes next in a worry, and tasks.
func (d *deriver) dueDays(within func(record.Date) bool, all *[]Plan) {
	for _, kind := range []record.Kind{record.KindContact, record.KindConcern, record.KindTask} {
		for _, r := range d.tx.Rows(kind) {
			if r.Flags&record.RowOpen != 0 && within(r.Due) && !d.closed[r.Owner] {
				p := Plan{On: r.Due, Kind: kind, ID: r.ID, Type: kind.String(), Who: r.Detail}
				if kind != record.KindContact {
					p.Who = r.Title
				}
				p.Who = d.quiet(r.Owner, p.Who)
				*all = append(*all, p)
			}
		}
	}
}

// weekBirthdays adds the birthdays from which somebody else decides.
func (d *deriver) weekBirthdays(within func(record.Date) bool, all *[]Plan) {
	for _, r := range d.tx.Rows(record.KindPerson) {
		if r.Flags&record.RowChild == 0 || r.Flags&record.RowUnborn != 0 || r.On.Month == 0 || d.closed[r.Owner] {
			continue
		}
		for _, age := range []int{12, 16, 18} {
			if on := r.On.Years(age); within(on) && d.safe(r.ID) {
				*all = append(*all, Plan{On: on, Kind: record.KindPerson, ID: r.ID, Type: "birthday", Who: r.Title, Age: age})
			}
		}
	}
}
