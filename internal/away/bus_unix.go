//go:build linux || freebsd || openbsd || netbsd

package away

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/godbus/dbus/v5"
)

// The names on the buses: login1 of systemd (or elogind) on that of the system, the screen savers of the desktops on that of the session.
const (
	login        = "org.freedesktop.login1"
	loginPath    = dbus.ObjectPath("/org/freedesktop/login1")
	loginManager = login + ".Manager"
	loginSession = login + ".Session"
	sleepSignal  = "PrepareForSleep"
	lockSignal   = "Lock"
	saverSignal  = "ActiveChanged"
)

// savers are the interfaces on which desktops say that the screen was locked.
func savers() []string {
	return []string{
		"org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.mate.ScreenSaver", "org.cinnamon.ScreenSaver", "org.xfce.ScreenSaver",
	}
}

// usualSystem is where the bus of the system is, unless the environment says otherwise.
const usualSystem = "unix:path=/var/run/dbus/system_bus_socket"

// bus is one of the two buses, and what is heard there.
type bus struct {
	address string
	listen  func(c *dbus.Conn) error                                           // asks for the signals
	begin   func(c *dbus.Conn) (hold func(), release func())                   // what is asked before a sleep
	heard   func(s *dbus.Signal, hold, release func(), hear func(done func())) // what a signal means
}

// buses are those that have an address.
func buses(o Options) []bus {
	system, session := o.System, o.Session
	if system == "" {
		if system = os.Getenv("DBUS_SYSTEM_BUS_ADDRESS"); system == "" {
			system = usualSystem
		}
	}
	if session == "" {
		session = usualSession()
	}
	all := []bus{{
		address: system, listen: listenLogin, heard: heardLogin,
		begin: func(c *dbus.Conn) (func(), func()) { return inhibitor(c, o.Why) },
	}}
	if session != "" {
		all = append(all, bus{
			address: session, listen: listenSavers, heard: heardSaver,
			begin: func(*dbus.Conn) (func(), func()) { return func() {}, func() {} },
		})
	}
	return all
}

// usualSession is the bus of the session that there is; none is started, because nobody would be heard on it.
func usualSession() string {
	if address := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); address != "" {
		return address
	}
	path := filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), "bus")
	if info, err := os.Stat(path); os.Getenv("XDG_RUNTIME_DIR") != "" && err == nil && info.Mode()&os.ModeSocket != 0 {
		return "unix:path=" + path
	}
	return ""
}

// keep listens, and again after a while when the bus is not there or went away, until the context ends.
func (b bus) keep(ctx context.Context, again time.Duration, hear func(done func())) {
	for {
		b.hear(ctx, hear)
		select {
		case <-ctx.Done():
			return
		case <-time.After(again):
		}
	}
}

// hear listens until the bus goes away or the context ends. What goes wrong ends it silently.
func (b bus) hear(ctx context.Context, hear func(done func())) {
	c, err := dbus.Connect(b.address, dbus.WithContext(ctx))
	if err != nil {
		return
	}
	defer func() { _ = c.Close() }()
	signals := make(chan *dbus.Signal, 32)
	c.Signal(signals)
	if b.listen(c) != nil {
		return
	}
	hold, release := b.begin(c)
	defer release()
	hold()
	for {
		select {
		case <-ctx.Done():
			return
		case s, ok := <-signals:
			if !ok {
				return
			}
			b.heard(s, hold, release, hear)
		}
	}
}

// listenLogin asks for the sleep of the computer and the lock of our own session. The sender must be login1: on the bus of the system
// others may send too.
func listenLogin(c *dbus.Conn) error {
	err := c.AddMatchSignal(dbus.WithMatchSender(login), dbus.WithMatchObjectPath(loginPath),
		dbus.WithMatchInterface(loginManager), dbus.WithMatchMember(sleepSignal))
	if err != nil {
		return err
	}
	var session dbus.ObjectPath
	manager := c.Object(login, loginPath)
	if manager.Call(loginManager+".GetSessionByPID", 0, uint32(os.Getpid())).Store(&session) != nil {
		id := os.Getenv("XDG_SESSION_ID")
		if id == "" || manager.Call(loginManager+".GetSession", 0, id).Store(&session) != nil {
			return nil // no session of its own: only the sleep is heard
		}
	}
	return c.AddMatchSignal(dbus.WithMatchSender(login), dbus.WithMatchObjectPath(session),
		dbus.WithMatchInterface(loginSession), dbus.WithMatchMember(lockSignal))
}

// heardLogin locks before a sleep, and holds the next one back after it.
func heardLogin(s *dbus.Signal, hold, release func(), hear func(done func())) {
	switch s.Name {
	case loginSession + "." + lockSignal:
		hear(func() {})
	case loginManager + "." + sleepSignal:
		if sleeping(s) {
			hear(once(release))
			return
		}
		hold()
		hear(func() {}) // awake again: it slept, whatever came of the lock before
	}
}

func listenSavers(c *dbus.Conn) error {
	for _, name := range savers() {
		if err := c.AddMatchSignal(dbus.WithMatchInterface(name), dbus.WithMatchMember(saverSignal)); err != nil {
			return err
		}
	}
	return nil
}

// heardSaver locks when the screen was locked; that it was opened again means nothing here.
func heardSaver(s *dbus.Signal, _, _ func(), hear func(done func())) {
	for _, name := range savers() {
		if s.Name == name+"."+saverSignal && sleeping(s) {
			hear(func() {})
		}
	}
}

// sleeping reads the one answer that such a signal has: whether it begins.
func sleeping(s *dbus.Signal) bool {
	if len(s.Body) != 1 {
		return false
	}
	begins, ok := s.Body[0].(bool)
	return ok && begins
}

// inhibitor asks login1 to wait a moment before a sleep: hold asks for it, release lets the sleep go on. Both may be called again, from
// any goroutine. Where login1 does not allow it, the computer does not wait.
func inhibitor(c *dbus.Conn, why string) (hold, release func()) {
	held := make(chan int, 1) // the file that holds the sleep back, while there is one
	release = func() {
		select {
		case fd := <-held:
			_ = syscall.Close(fd)
		default:
		}
	}
	hold = func() {
		var fd dbus.UnixFD
		if c.Object(login, loginPath).Call(loginManager+".Inhibit", 0, "sleep", "Schakel", why, "delay").Store(&fd) != nil {
			return
		}
		release()
		held <- int(fd)
	}
	return hold, release
}
