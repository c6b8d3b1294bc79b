package rehearsal_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/datadir"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/rehearsal"
)

var endpoint string // the endpoint program, built once

func TestMain(m *testing.M) {
	if dir := os.Getenv(rawDir); dir != "" {
		if err := rawWork(dir); err != nil {
			panic(err)
		}
		return
	}
	dir, err := os.MkdirTemp("", "rehearsal")
	if err != nil {
		panic(err)
	}
	endpoint = filepath.Join(dir, "cjgd")
	if out, err := exec.Command("go", "build", "-o", endpoint, "schakel/app/cjgd").CombinedOutput(); err != nil {
		panic(string(out))
	}
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

func quiet() book.Deps { return book.Deps{Log: slog.New(slog.DiscardHandler)} }

func TestPracticeIsFilledOnceAndFoundAgain(t *testing.T) {
	place := datadir.At(filepath.Join(t.TempDir(), "practice"))
	b, err := rehearsal.Store(t.Context(), place, quiet())
	if err != nil {
		t.Fatal(err)
	}
	count := b.Count()
	if count["household"] < 60 || count["contact"] < 500 || count["meeting"] < 40 {
		t.Errorf("too few: %v", count)
	}
	worker, err := b.Profile(t.Context())
	if err != nil || worker.Name.Reveal() != "Samira" || worker.Recovery.IsZero() {
		t.Errorf("worker: %v", err)
	}
	list, err := b.TodayList(t.Context(), 5)
	if err != nil || len(list) == 0 {
		t.Errorf("nothing on Vandaag: %v", err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := rehearsal.Store(t.Context(), place, quiet())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = again.Close() }()
	if got := again.Count()["contact"]; got != count["contact"] {
		t.Errorf("%d contacts the second time, %d the first", got, count["contact"])
	}
}

func TestPassphraseIsAllowed(t *testing.T) {
	if err := keyfile.CheckPassphrase([]byte(rehearsal.Passphrase)); err != nil {
		t.Error(err)
	}
}

func TestOfficeIsEnrolledWithOnceAndKeepsItsAddress(t *testing.T) {
	dir := t.TempDir()
	b, err := rehearsal.Store(t.Context(), datadir.At(filepath.Join(dir, "practice")), quiet())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = b.Close() }()
	config := rehearsal.Config{Program: endpoint, Dir: filepath.Join(dir, "cjgd")}
	first, err := rehearsal.Start(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	dial := carrier.Dialer{Timeout: 10 * time.Second}
	e, err := first.Enrol(t.Context(), b, dial)
	if err != nil {
		t.Fatal(err)
	}
	var tied []record.Row
	for _, row := range b.Rows(record.KindPartner) {
		p, err := b.Partner(t.Context(), row.ID)
		if err != nil {
			t.Fatal(err)
		}
		if p.Endpoint == e.ID {
			tied = append(tied, row)
		}
	}
	if len(tied) != 1 || !tied[0].Title.Equal(record.Text(rehearsal.Organisation)) {
		t.Errorf("tied to %d partners", len(tied))
	}
	if err := errors.Join(first.Stop(), first.Stop()); err != nil {
		t.Error(err)
	}
	second, err := rehearsal.Start(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	if second.Device != first.Device {
		t.Errorf("another address the second time: %s, then %s", first.Device, second.Device)
	}
	same, err := second.Enrol(t.Context(), b, dial)
	if err != nil || same.ID != e.ID {
		t.Errorf("enrolled twice: %v", err)
	}
	if err := errors.Join(second.Stop(), os.RemoveAll(filepath.Join(config.Dir, "data"))); err != nil {
		t.Fatal(err)
	}
	third, err := rehearsal.Start(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = third.Stop() }()
	fresh, err := third.Enrol(t.Context(), b, dial)
	if err != nil || fresh.ID == e.ID || fresh.Address != e.Address {
		t.Errorf("another endpoint at the same address: %v", err)
	}
}

func TestOfficeStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	o, err := rehearsal.Start(ctx, rehearsal.Config{Program: endpoint})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	select {
	case <-o.Ended():
	case <-time.After(10 * time.Second):
		t.Error("still runs")
	}
	if err := o.Stop(); err != nil {
		t.Error(err)
	}
}

func TestProgramsThatAreNoEndpoint(t *testing.T) {
	if _, err := rehearsal.Start(t.Context(), rehearsal.Config{Program: filepath.Join(t.TempDir(), "none")}); !errors.Is(err, rehearsal.ErrStart) {
		t.Errorf("a missing program: %v", err)
	}
	if _, err := rehearsal.Start(t.Context(), rehearsal.Config{Program: "/bin/true"}); !errors.Is(err, rehearsal.ErrStart) {
		t.Errorf("a program that says nothing: %v", err)
	}
	if _, err := rehearsal.Beside("no-such-program"); !errors.Is(err, rehearsal.ErrProgram) {
		t.Errorf("nothing beside: %v", err)
	}
}
