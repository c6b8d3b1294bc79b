package main

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// laptop is a store of its own with somebody's name, enrolled with a process.
func laptop(t *testing.T, name string, c *child) (*book.Book, *record.Endpoint) {
	t.Helper()
	b, err := book.Create(filepath.Join(t.TempDir(), "store"), []byte("paard lamp rivier kaas wolk"), book.Deps{Cost: keyfile.FloorCost(), Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	must(t, err)
	t.Cleanup(func() { _ = b.Close() })
	ctx := context.Background()
	_, err = b.GiveRecovery(ctx)
	must(t, err)
	p, err := b.Profile(ctx)
	must(t, err)
	p.Name = record.Text(name)
	must(t, b.SaveProfile(ctx, p))
	e, err := carrier.Dialer{Timeout: 5 * time.Second}.Enrol(ctx, b, c.ready.Device, c.ready.Code, "laptop", record.ID{})
	must(t, err)
	return b, e
}

// TestAContributionBetweenTwoLaptops: a worker's laptop sends, the process is killed, and after a start the coordinator's laptop fetches it, once; the
// process knows nothing of what it was.
func TestAContributionBetweenTwoLaptops(t *testing.T) {
	dir, ctx := t.TempDir(), context.Background()
	dial := carrier.Dialer{Timeout: 5 * time.Second}
	c := start(t, dir, "127.0.0.1:0")
	address := strings.TrimPrefix(c.ready.Device, "https://")
	again := func() {
		must(t, c.cmd.Process.Kill())
		_, _ = c.cmd.Process.Wait()
		c = start(t, dir, address)
	}
	boss, end := laptop(t, "Marieke", c)
	one := &record.Programme{Name: record.Text("MERKTEKEN-PROGRAMMA")}
	must(t, boss.PutProgramme(ctx, one))
	must(t, boss.ChooseMailbox(ctx, one.ID, end.ID))
	carrier.Once(ctx, boss, dial, nil)
	card, err := boss.ProgrammeCard(ctx, one.ID)
	must(t, err)
	again()
	worker, _ := laptop(t, "Fatima", c)
	_, err = worker.TakeProgramme(ctx, card)
	must(t, err)
	period := summary.Period{From: worker.Today().Add(-30), To: worker.Today()}
	must(t, worker.SaveMeeting(ctx, &record.Meeting{Type: record.MeetingCoffee, On: period.From, Heads: 9}))
	shown, err := worker.PrepareContribution(ctx, one.ID, period)
	must(t, err)
	must(t, worker.SendContribution(ctx, shown))
	carrier.Once(ctx, worker, dial, nil)
	if all, err := worker.Contributed(ctx); err != nil || len(all) != 1 || all[0].Post != record.PostArrived {
		t.Fatalf("it did not arrive: %v", err)
	}
	again() // what has a receipt is there after a kill
	for range 2 {
		carrier.Once(ctx, boss, dial, nil)
	}
	came, err := boss.FetchedContributions(ctx, one.ID, period)
	must(t, err)
	if len(came.Files) != 1 {
		t.Fatalf("%d came", len(came.Files))
	}
	got, err := boss.TakeContributions(ctx, one.ID, period, came.Files, nil)
	must(t, err)
	if got[0].State != book.BroughtNew {
		t.Errorf("%+v", got[0])
	}
	if out := do(t, 0, "", "check", "--data", filepath.Join(dir, "data")); strings.Contains(out, "files.") || strings.Contains(out, "mailbox.") {
		t.Errorf("the check says %s", out)
	}
	if log := c.errs.String(); strings.Contains(log, "MERKTEKEN") || strings.Contains(log, "Fatima") {
		t.Error("a name stands in the log")
	}
}
