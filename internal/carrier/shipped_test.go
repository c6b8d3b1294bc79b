package carrier_test

import (
	"encoding/json"
	"io"
	mathrand "math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"schakel/internal/keyfile"
)

// shipped are the programs as they are given to people, built once for a test.
type shipped struct {
	office, laptop string
}

func build(t *testing.T) shipped {
	t.Helper()
	dir, err := os.MkdirTemp("", "shipped-*")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	cmd := exec.Command("go", "build", "-buildvcs=false", "-o", dir+string(filepath.Separator), "schakel/app/cjgd", "schakel/app/schakelctl")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("build: %v %s", err, out)
	}
	return shipped{filepath.Join(dir, "cjgd"), filepath.Join(dir, "schakelctl")}
}

// wire passes TCP on to the office's program, and says when the laptop's first connection comes.
type wire struct {
	listener net.Listener
	to       atomic.Value // a string: where the endpoint listens now
	seen     chan struct{}
}

func newWire(t *testing.T) *wire {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	w := &wire{listener: l, seen: make(chan struct{}, 1)}
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			select {
			case w.seen <- struct{}{}:
			default:
			}
			to, _ := w.to.Load().(string)
			go w.pass(conn, to)
		}
	}()
	return w
}

func (w *wire) pass(from net.Conn, address string) {
	defer func() { _ = from.Close() }()
	to, err := net.DialTimeout("tcp", address, time.Second)
	if err != nil {
		return
	}
	defer func() { _ = to.Close() }()
	go func() { _, _ = io.Copy(to, from); _ = to.Close() }()
	_, _ = io.Copy(from, to)
}

// TestShippedProgramsKilled kills the real cjgd, the real schakelctl or both without warning while messages, recalls, answers, replies and
// invitations go, again and again, on either store of the endpoint: when both run again everything is as if nobody had. The window sends with
// the same code as schakelctl. SCHAKEL_KILLS says how many on each store.
func TestShippedProgramsKilled(t *testing.T) {
	kills := 5
	if testing.Short() {
		t.Skip("builds two programs")
	}
	if os.Getenv("SCHAKEL_LONG") != "" {
		kills = 100
	}
	if n, err := strconv.Atoi(os.Getenv("SCHAKEL_KILLS")); err == nil {
		kills = n
	}
	programs := build(t)
	t.Run("embedded", func(t *testing.T) { killShipped(t, programs, embedded, nil, kills) })
	t.Run("PostgreSQL", func(t *testing.T) {
		open, addresses := served(t)
		killShipped(t, programs, open, addresses, kills)
	})
}

func killShipped(t *testing.T, programs shipped, open opener, addresses map[string]string, most int) {
	random := mathrand.New(mathrand.NewPCG(2, uint64(time.Now().UnixNano())))
	draw := func(n int, _ string) int { return random.IntN(n) }
	w := newWorldOf(&world{failer: t, serves: open, cost: keyfile.FloorCost()}, time.Now())
	defer w.close()
	line := newWire(t)
	w.upstream(line.listener.Addr().String())
	kills, during := 0, 0
	for kills < most {
		w.now.Store(time.Now().Unix())
		w.busyDay(draw)
		w.touched()
		w.shut()
		killed, met := w.liveShipped(programs, line, addresses[w.dir], draw)
		kills += killed
		if met {
			during += killed
		}
		w.back()
	}
	w.upstream(w.net.own)
	w.now.Store(time.Now().Unix())
	w.recover(draw, w.all)
	w.check(w.all)
	t.Logf("%d times killed, %d of them after the laptop came on the line, %d messages", kills, during, len(w.all))
	ends := map[string]int{}
	for what, n := range w.net.met {
		if strings.Contains(what, " ends as ") {
			ends[what] = n
		}
	}
	show(t, ends)
}

// busyDay is what people do before the programs run.
func (w *world) busyDay(draw chance) {
	for range 1 + draw(3, "new") {
		w.begin(draw)
	}
	if draw(4, "asks") == 0 {
		w.invite(draw)
	}
	w.must("open", w.endpoint.Inbox.OpenPending())
	any := func() *message { return w.all[max(0, len(w.all)-12)+draw(min(12, len(w.all)), "which")] }
	w.office(any(), draw(6, "act"))
	if draw(2, "takes back") == 0 {
		w.withdraw(any(), draw(6, "how"))
	}
	for range draw(3, "replies") {
		w.reply(any(), draw)
	}
	if draw(5, "changes") == 0 {
		w.edit(any())
	}
}

// liveShipped runs both programs and kills one, the other or both: soon after the laptop came on the line, or at any moment.
func (w *world) liveShipped(programs shipped, line *wire, database string, draw chance) (kills int, met bool) {
	office := w.startOffice(programs.office, database)
	line.to.Store(office.at)
	select {
	case <-line.seen:
	default:
	}
	laptop := &program{cmd: exec.Command(programs.laptop, "--store", w.dir, "sync")}
	laptop.cmd.Env = append(os.Environ(), "SCHAKEL_PASSPHRASE="+secret)
	w.must("laptop", laptop.cmd.Start())
	if draw(4, "at any moment") == 0 {
		time.Sleep(time.Duration(draw(400, "")) * time.Millisecond)
	} else {
		select {
		case <-line.seen:
			met = true
		case <-time.After(10 * time.Second):
		}
		time.Sleep(time.Duration(draw(80, "")) * time.Millisecond)
	}
	return killed(office, laptop, draw), met
}

// startOffice starts the endpoint's program on the store and the keys of this world.
func (w *world) startOffice(path, database string) *program {
	w.Helper()
	file := filepath.Join(w.dir, "ready.json")
	_ = os.Remove(file)
	p := &program{cmd: exec.Command(path, "--data", w.dir, "--name", "CJG Zuiderwijk", "--ready-file", file, "--with-parent")}
	p.cmd.Env = append(os.Environ(), "CJGD_DATABASE="+database)
	_, err := p.cmd.StdinPipe() // it ends with this test
	w.must("pipe", err)
	var said strings.Builder
	p.cmd.Stderr = &said
	w.must("office", p.cmd.Start())
	for range 500 {
		var ready struct{ Device string }
		if data, err := os.ReadFile(file); err == nil {
			w.must("ready file", json.Unmarshal(data, &ready))
			p.at = strings.TrimPrefix(ready.Device, "https://")
			return p
		}
		time.Sleep(20 * time.Millisecond)
	}
	p.kill()
	w.Fatalf("the endpoint does not start: %s", said.String())
	return nil
}
