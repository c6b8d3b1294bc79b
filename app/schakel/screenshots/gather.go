package main

import (
	"context"
	"path/filepath"
	"time"

	"schakel/internal/book"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// season is the last whole quarter before the pictures.
func season() summary.Period {
	return summary.Period{From: record.Day(2026, time.July, 1), To: record.Day(2026, time.September, 30)}
}

// programme is the one of the pictures, made the first time that it is asked for.
func (c *camera) programme(ctx context.Context) (record.ID, error) {
	all, err := c.book.Programmes(ctx)
	if err != nil {
		return record.ID{}, err
	}
	if len(all) > 0 {
		return all[0].ID, nil
	}
	p := &record.Programme{
		Name: record.Text("Samen oplopen"), Partners: []record.Private{record.Text("CJG Zuiderwijk"), record.Text("Stichting Buurt")},
		Communities: []record.Private{record.Text("Eritrees"), record.Text("Marokkaans")},
		Years:       []record.ProgrammeYear{{Year: 2026, Aims: []record.Private{record.Text("taal in de buurt"), record.Text("eerder hulp bij schulden")}}},
	}
	err = c.book.PutProgramme(ctx, p)
	return p.ID, err
}

// contribution is what a worker would hand in.
func (c *camera) contribution(ctx context.Context) error {
	if _, err := c.programme(ctx); err != nil {
		return err
	}
	c.shell.Go("today")
	c.shell.Go("contribute")
	return nil
}

// together is a programme for which three people handed in and one did not yet, with the joint overview.
func (c *camera) together(ctx context.Context) error {
	id, err := c.programme(ctx)
	if err != nil {
		return err
	}
	card, err := c.book.ProgrammeCard(ctx, id)
	if err != nil {
		return err
	}
	var files []book.ContributionFile
	for i, name := range []string{"Fatima", "Karim", "Hiwet", "Nour"} {
		file, err := c.handsIn(ctx, id, card, name, i)
		if err != nil {
			return err
		}
		if file != nil {
			files = append(files, book.ContributionFile{Name: name, Data: file})
		}
	}
	if _, err := c.book.TakeContributions(ctx, id, season(), files, nil); err != nil {
		return err
	}
	c.shell.Go("today")
	c.shell.Go("joint")
	return c.press(c.p.T("joint.overview.make"))
}

// handsIn makes a worker with a store of their own who hands in; the last one is only expected.
func (c *camera) handsIn(ctx context.Context, id record.ID, card []byte, name string, i int) ([]byte, error) {
	deps := c.deps()
	deps.Random = nil
	b, err := book.Create(filepath.Join(c.temp, "gather", name), []byte("oefenen met schakel mag altijd"), deps)
	if err != nil {
		return nil, err
	}
	defer func() { _ = b.Close() }()
	if _, err := b.GiveRecovery(ctx); err != nil {
		return nil, err
	}
	me, err := b.Profile(ctx)
	if err != nil {
		return nil, err
	}
	me.Name = record.Text(name)
	if err := b.SaveProfile(ctx, me); err != nil {
		return nil, err
	}
	if _, err := b.TakeProgramme(ctx, card); err != nil {
		return nil, err
	}
	if name == "Nour" {
		own, err := b.KeyCard(ctx)
		if err != nil {
			return nil, err
		}
		return nil, c.book.ExpectWorker(ctx, id, own)
	}
	for week := range 6 + i {
		m := &record.Meeting{
			Type: record.MeetingCoffee, On: season().From.Add(7*week + i), Heads: 8 + week, Length: 2 * time.Hour, Community: record.Text("Eritrees"),
		}
		if err := b.SaveMeeting(ctx, m); err != nil {
			return nil, err
		}
	}
	shown, err := b.PrepareContribution(ctx, id, season())
	if err != nil {
		return nil, err
	}
	return b.Contribute(ctx, shown)
}
