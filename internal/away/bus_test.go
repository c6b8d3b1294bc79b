//go:build linux || freebsd || openbsd || netbsd

package away

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// patience is how long a test waits for what must come.
const patience = 20 * time.Second

// privateBus starts a bus that is this test's alone.
func privateBus(t *testing.T) string {
	t.Helper()
	program, err := exec.LookPath("dbus-daemon")
	if err != nil {
		t.Skip("dbus-daemon is not here: packaging/install window brings it")
	}
	daemon := exec.Command(program, "--session", "--nofork", "--print-address", "--address=unix:path="+filepath.Join(t.TempDir(), "bus"))
	out, err := daemon.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := daemon.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = daemon.Process.Kill()
		_ = daemon.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(line)
}

func connect(t *testing.T, address string) *dbus.Conn {
	t.Helper()
	c, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

const ourSession = dbus.ObjectPath("/org/freedesktop/login1/session/_31")

// fakeLogin is login1 as far as Schakel sees it. Each hold is the reading end of a pipe, which ends when the sleep may go on.
type fakeLogin struct {
	t     *testing.T
	c     *dbus.Conn
	holds chan *os.File
	ours  chan int // our own copies of the writing ends, in the order of the holds
}

func newLogin(t *testing.T, address string) *fakeLogin {
	t.Helper()
	f := &fakeLogin{t: t, c: connect(t, address), holds: make(chan *os.File, 10), ours: make(chan int, 10)}
	if err := f.c.Export(f, loginPath, loginManager); err != nil {
		t.Fatal(err)
	}
	if reply, err := f.c.RequestName(login, dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		t.Fatal(reply, err)
	}
	return f
}

// GetSessionByPID belongs to login1.
func (f *fakeLogin) GetSessionByPID(uint32) (dbus.ObjectPath, *dbus.Error) { return ourSession, nil }

// Inhibit belongs to login1.
func (f *fakeLogin) Inhibit(what, who, why, mode string) (dbus.UnixFD, *dbus.Error) {
	if what != "sleep" || who != "Schakel" || why != "om te bewaren" || mode != "delay" {
		f.t.Errorf("Inhibit(%q, %q, %q, %q)", what, who, why, mode)
	}
	var ends [2]int
	if err := syscall.Pipe(ends[:]); err != nil {
		return 0, dbus.MakeFailedError(err)
	}
	if err := syscall.SetNonblock(ends[0], true); err != nil {
		return 0, dbus.MakeFailedError(err)
	}
	r := os.NewFile(uintptr(ends[0]), "hold")
	f.t.Cleanup(func() { _ = r.Close() })
	f.ours <- ends[1]
	f.holds <- r
	return dbus.UnixFD(ends[1]), nil
}

// given closes our own copy of the oldest hold: from then on only Schakel has it. It is called after something was heard, because only
// then the message with the hold has arrived.
func (f *fakeLogin) given() {
	f.t.Helper()
	if err := syscall.Close(<-f.ours); err != nil {
		f.t.Fatal(err)
	}
}

func (f *fakeLogin) hold() *os.File {
	f.t.Helper()
	select {
	case r := <-f.holds:
		return r
	case <-time.After(patience):
		f.t.Fatal("nobody asks to wait with the sleep")
		return nil
	}
}

func (f *fakeLogin) sleep(begins bool) {
	f.t.Helper()
	if err := f.c.Emit(loginPath, loginManager+"."+sleepSignal, begins); err != nil {
		f.t.Fatal(err)
	}
}

// ended waits until a hold was let go.
func ended(t *testing.T, hold *os.File) {
	t.Helper()
	over := make(chan error, 1)
	go func() {
		_, err := hold.Read(make([]byte, 1))
		over <- err
	}()
	select {
	case err := <-over:
		if err != io.EOF {
			t.Fatal(err)
		}
	case <-time.After(patience):
		t.Fatal("the computer still waits with its sleep")
	}
}

// ears hears what Watch says.
func ears(t *testing.T, o Options) (heard chan func(), stop func()) {
	t.Helper()
	heard = make(chan func(), 1000)
	o.Why, o.Again = "om te bewaren", 20*time.Millisecond
	stop = Watch(o, func(done func()) { heard <- done })
	t.Cleanup(stop)
	return heard, stop
}

func hears(t *testing.T, heard chan func()) (done func()) {
	t.Helper()
	select {
	case done = <-heard:
		return done
	case <-time.After(patience):
		t.Fatal("nothing was heard")
		return nil
	}
}

func quiet(t *testing.T, heard chan func()) {
	t.Helper()
	select {
	case <-heard:
		t.Fatal("heard something that means nothing")
	default:
	}
}

func TestASleepWaitsUntilEverythingIsLocked(t *testing.T) {
	address := privateBus(t)
	system := newLogin(t, address)
	heard, stop := ears(t, Options{System: address, Session: "unix:path=/nowhere"})
	first := system.hold()

	system.sleep(true)
	done := hears(t, heard)
	system.given()
	if err := first.SetReadDeadline(time.Now().Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := first.Read(make([]byte, 1)); !os.IsTimeout(err) {
		t.Fatalf("the sleep was let go before anything was locked: %v", err)
	}
	_ = first.SetReadDeadline(time.Time{})
	done()
	done()
	ended(t, first)

	system.sleep(false)
	second := system.hold()
	hears(t, heard)()
	system.given()
	stop()
	ended(t, second)
}

func TestOurSessionIsLockedAndNoOther(t *testing.T) {
	address := privateBus(t)
	system := newLogin(t, address)
	heard, _ := ears(t, Options{System: address, Session: "unix:path=/nowhere"})
	system.hold()
	other := connect(t, address)
	for _, emit := range []func() error{
		func() error { return system.c.Emit("/org/freedesktop/login1/session/_32", loginSession+"."+lockSignal) },
		func() error { return system.c.Emit(ourSession, loginSession+".Unlock") },
		func() error { return other.Emit(ourSession, loginSession+"."+lockSignal) },
		func() error { return other.Emit(loginPath, loginManager+"."+sleepSignal, true) },
		func() error { return system.c.Emit(loginPath, loginManager+"."+sleepSignal, "soon") },
	} {
		if err := emit(); err != nil {
			t.Fatal(err)
		}
	}
	// The last of these is taken as the end of a sleep: it is the one thing that is heard before our own lock.
	hears(t, heard)()
	system.hold()
	if err := system.c.Emit(ourSession, loginSession+"."+lockSignal); err != nil {
		t.Fatal(err)
	}
	hears(t, heard)()
	quiet(t, heard)
}

func TestAScreenThatLocksIsHeardOnEveryDesktop(t *testing.T) {
	address := privateBus(t)
	desktop := connect(t, address)
	heard, _ := ears(t, Options{System: "unix:path=/nowhere", Session: address})
	emit := func(name string, on bool) {
		t.Helper()
		path := dbus.ObjectPath("/" + strings.ReplaceAll(name, ".", "/"))
		if err := desktop.Emit(path, name+"."+saverSignal, on); err != nil {
			t.Fatal(err)
		}
	}
	// Nothing says when it begins to listen: the first signal is sent until it is heard.
	late := time.Now().Add(patience)
	for len(heard) == 0 && time.Now().Before(late) {
		emit(savers()[0], true)
		time.Sleep(10 * time.Millisecond)
	}
	time.Sleep(200 * time.Millisecond)
	for len(heard) > 0 {
		(<-heard)()
	}
	for _, name := range savers() {
		emit(name, false)
		emit("org.example.ScreenSaver", true)
		emit(name, true)
		hears(t, heard)()
		quiet(t, heard)
	}
}

func TestABusThatComesLaterIsHeard(t *testing.T) {
	dir := t.TempDir()
	heard, _ := ears(t, Options{System: "unix:path=" + filepath.Join(dir, "later"), Session: "unix:path=/nowhere"})
	address := privateBus(t)
	system := newLogin(t, address)
	path, _, _ := strings.Cut(strings.TrimPrefix(address, "unix:path="), ",")
	if err := os.Symlink(path, filepath.Join(dir, "later")); err != nil {
		t.Fatal(err)
	}
	system.hold()
	system.sleep(true)
	hears(t, heard)()
}

func TestNoSessionBusIsStarted(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	if got := usualSession(); got != "" {
		t.Errorf("a session bus at %q", got)
	}
	if got := len(buses(Options{}.filled())); got != 1 {
		t.Errorf("%d buses without a session, want that of the system", got)
	}
}
