package carrier_test

import (
	"bufio"
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	mathrand "math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	toxiproxy "github.com/Shopify/toxiproxy/v2"

	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
	"schakel/internal/keyfile"
)

// TestMain is also the two programs of TestKilledAtAnyMoment.
func TestMain(m *testing.M) {
	dir := os.Getenv("SCHAKEL_ROAD_DIR")
	if os.Getenv("SCHAKEL_ROAD_FULL") != "" {
		if err := fullDisk(dir); err != nil {
			panic(err)
		}
	}
	var err error
	switch os.Getenv("SCHAKEL_ROAD_CHILD") {
	case "laptop":
		err = beLaptop(dir)
	case "office":
		err = beOffice(dir)
	default:
		os.Exit(m.Run())
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}

// beLaptop does what "schakelctl sync" does.
func beLaptop(dir string) error {
	b, err := book.Open(filepath.Join(dir, "store"), keyfile.Passphrase([]byte(secret)), book.Deps{Cost: keyfile.QuickCost(), Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	fmt.Println("READY")
	carrier.Once(context.Background(), b, carrier.Dialer{Now: time.Now, Timeout: 2 * time.Second}, nil)
	return b.Close()
}

// beOffice does what "cjgd" does for devices.
func beOffice(dir string) error {
	config := intake.Config{Now: time.Now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler)}
	keys, err := intake.OpenKeys(filepath.Join(dir, "keys"), "CJG Zuiderwijk", config)
	if err != nil {
		return err
	}
	s, err := bolt.Open(filepath.Join(dir, "inbox.db"))
	if err != nil {
		return err
	}
	e := intake.NewEndpoint(s, keys, config)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println("READY", l.Addr())
	go e.Open(context.Background())
	return e.Serve(context.Background(), l, e.Handler())
}

// program is a child process.
type program struct {
	cmd *exec.Cmd
	at  string
}

func (w *world) program(what string, full bool) *program {
	w.Helper()
	p := &program{cmd: exec.Command(os.Args[0])}
	p.cmd.Env = append(os.Environ(), "SCHAKEL_ROAD_CHILD="+what, "SCHAKEL_ROAD_DIR="+w.dir)
	if full {
		p.cmd.Env = append(p.cmd.Env, "SCHAKEL_ROAD_FULL=1")
	}
	out, err := p.cmd.StdoutPipe()
	w.must("pipe", err)
	w.must("start", p.cmd.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil || !strings.HasPrefix(line, "READY") {
		w.Fatalf("%s: %q %v", what, line, err)
	}
	p.at = strings.TrimSpace(strings.TrimPrefix(line, "READY"))
	return p
}

// kill is kill -9, and waits until nothing of it is left. Dead already is as good.
func (p *program) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

func (w *world) upstream(address string) {
	w.must("proxy", w.net.proxy.Update(&toxiproxy.Proxy{Listen: w.net.address, Upstream: address, Enabled: true}))
}

// shut closes both stores, for the programs.
func (w *world) shut() {
	w.forget()
	w.must("close book", w.b.Close())
	w.must("close inbox", w.store.Close())
}

// back opens them again.
func (w *world) back() {
	var err error
	w.b, err = book.Open(filepath.Join(w.dir, "store"), keyfile.Passphrase([]byte(secret)), w.deps())
	w.must("open book", err)
	w.openEndpoint()
}

// TestKilledAtAnyMoment kills the laptop's program, the endpoint's or both without warning while messages, recalls and answers go, now and
// then on a disk that is full: when both run again everything is as if nobody had. Both are real processes with real stores on a real socket.
func TestKilledAtAnyMoment(t *testing.T) {
	rounds := 8
	if testing.Short() {
		rounds = 2
	}
	if os.Getenv("SCHAKEL_LONG") != "" {
		rounds = 150
	}
	random := mathrand.New(mathrand.NewPCG(1, uint64(time.Now().UnixNano())))
	draw := func(n int, _ string) int { return random.IntN(n) }
	w := newWorldAt(t, time.Now(), embedded)
	defer w.close()
	kills := 0
	for range rounds {
		w.now.Store(time.Now().Unix())
		for range 3 {
			w.begin(draw)
		}
		w.must("open", w.endpoint.Inbox.OpenPending())
		some := w.all[draw(len(w.all), "")]
		w.office(some, draw(6, ""))
		if other := w.all[draw(len(w.all), "")]; draw(2, "") == 0 {
			w.withdraw(other, draw(6, ""))
		}
		w.touched()
		w.shut()
		kills += w.live(draw)
		w.back()
	}
	w.upstream(w.net.own)
	w.now.Store(time.Now().Unix())
	w.recover(draw, w.all)
	w.check(w.all)
	t.Logf("%d times killed, %d messages", kills, len(w.all))
}

// live runs both programs for a moment and kills one, the other or both.
func (w *world) live(draw chance) (kills int) {
	full := draw(6, "") // somebody's disk has no room left
	office := w.program("office", full == 1)
	w.upstream(office.at)
	laptop := w.program("laptop", full == 2)
	time.Sleep(time.Duration(draw(40, "")) * time.Millisecond)
	return killed(office, laptop, draw)
}

// killed kills one of the two, the other or both, and waits until neither runs.
func killed(office, laptop *program, draw chance) (kills int) {
	victim := draw(3, "")
	if victim != 1 {
		office.kill()
		kills++
	}
	if victim != 0 {
		laptop.kill()
		kills++
	}
	if victim == 0 { // it ends by itself, whatever it met
		_ = laptop.cmd.Wait()
	}
	if victim == 1 {
		office.kill()
		kills++
	}
	return kills
}
