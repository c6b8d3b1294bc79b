// Command cjgd is the endpoint of a CJG: it takes sealed messages from enrolled devices and shows them in a web inbox.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
	_ "time/tzdata" // days are civil days in the Netherlands, also where the system has no zones

	"schakel/app/cjgd/endpoint"
	"schakel/app/cjgd/operate"
	"schakel/internal/fault"
	"schakel/internal/version"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// flags is the command line.
type flags struct {
	options    endpoint.Options
	readyFile  string
	withParent bool
	version    bool
	json       bool
}

func parse(args []string, errs io.Writer) (flags, error) {
	var f flags
	set := flag.NewFlagSet("cjgd", flag.ContinueOnError)
	set.SetOutput(errs)
	set.StringVar(&f.options.Dir, "data", "cjgd-data", "folder for store and keys")
	set.StringVar(&f.options.Listen, "listen", "127.0.0.1:0", "address for devices")
	set.StringVar(&f.options.Web, "web", "127.0.0.1:0", "address of the web inbox; TLS unless on loopback")
	set.StringVar(&f.options.Database, "database", "", "postgres://user@host/name instead of a file in the data folder; also from CJGD_DATABASE")
	role := set.String("role", string(endpoint.Both), "front, inbox or both")
	set.StringVar(&f.options.Metrics, "metrics", "", "address of /healthz, /readyz and /metrics; none without")
	set.DurationVar(&f.options.Drain, "drain", 0, "time between saying that it stops and stopping, for a load balancer")
	set.BoolVar(&f.json, "log-json", false, "log as JSON, one object a line")
	set.StringVar(&f.options.Name, "name", "CJG", "the organisation's own name")
	set.IntVar(&f.options.Norm, "norm", 7, "days within which an answer comes")
	set.StringVar(&f.options.Language, "lang", "nl", "language of the web inbox: nl or en")
	set.BoolVar(&f.options.Practice, "practice", false, "practice: invented data only, an account with a fresh password at every start")
	set.StringVar(&f.options.Onward, "onward", "", "klantinteracties=URL or fhir=URL: cases go on to your own system as well")
	set.StringVar(&f.options.OnwardToken, "onward-token-file", "", "file with the token for --onward")
	set.StringVar(&f.options.OnwardCA, "onward-ca", "", "file with the certificate of who signs that system's own (PEM)")
	set.StringVar(&f.readyFile, "ready-file", "", "write what a starter needs to this file, as JSON")
	set.BoolVar(&f.withParent, "with-parent", false, "stop when the standard input closes")
	set.BoolVar(&f.version, "version", false, "say which version this is")
	if err := set.Parse(args); err != nil {
		return flags{}, err
	}
	if f.options.Database == "" {
		f.options.Database = os.Getenv("CJGD_DATABASE") // so that the password is not in the list of processes
	}
	known := false
	f.options.Role, known = endpoint.ParseRole(*role)
	if !known || f.options.Drain < 0 || f.options.Drain > time.Minute || set.NArg() > 0 || f.options.Norm < 1 || f.options.Norm > 365 {
		set.Usage()
		return flags{}, errUsage
	}
	return f, nil
}

var errUsage = errors.New("usage")

func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	if isCommand(args) {
		return runCommand(ctx, args, in, out, errs)
	}
	f, err := parse(args, errs)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	case f.version:
		_, _ = fmt.Fprintln(out, version.Full())
		return 0
	}
	log := slog.New(slog.NewTextHandler(errs, nil))
	if f.json {
		log = slog.New(slog.NewJSONHandler(errs, nil))
	}
	if err := serve(ctx, f, in, out, log); err != nil {
		log.Error("stopped", "kind", fault.Of(err).String(), "code", fault.CodeOf(err), "err", err)
		return 10 + int(fault.Of(err))
	}
	return 0
}

func serve(ctx context.Context, f flags, in io.Reader, out io.Writer, log *slog.Logger) error {
	place, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		return err
	}
	f.options.Now = func() time.Time { return time.Now().In(place) }
	f.options.Log = log
	e, err := endpoint.Open(f.options)
	if err != nil {
		return err
	}
	if err := announce(e.Ready, f.readyFile, out); err != nil {
		return errors.Join(err, e.Close())
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if f.options.Database == "" {
		defer serveCommands(ctx, e, log)()
	}
	if f.withParent {
		go func() {
			_, _ = io.Copy(io.Discard, in) // until the parent is gone
			cancel()
		}()
	}
	return e.Run(ctx)
}

// serveCommands takes commands for the store that this process has, and gives what waits for the last one. Without the socket the endpoint
// works all the same; commands then need it to be stopped.
func serveCommands(ctx context.Context, e *endpoint.Endpoint, log *slog.Logger) (wait func()) {
	l, err := operate.Listen(e.Place.Dir)
	if err != nil {
		log.Warn("commands need this process to be stopped: no socket can be made in the data folder")
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		c := operate.Commands{Place: e.Place, Front: e.Front, Site: e.Site}
		if err := c.Serve(ctx, l); err != nil {
			log.Warn("commands are not taken any more", "code", fault.CodeOf(err))
		}
	}()
	return func() { cancel(); <-done }
}

// announce prints one "NAME value" a line and writes the ready file at once, so that a reader never sees half of it.
func announce(r endpoint.Ready, path string, out io.Writer) error {
	lines := ""
	for _, one := range [][2]string{
		{"DEVICE", r.Device}, {"WEB", r.Web}, {"CODE", r.Code}, {"ISSUER", r.Issuer}, {"FINGERPRINT", r.Fingerprint}, {"ACCOUNT", r.Account},
		{"PASSWORD", r.Password}, {"METRICS", r.Metrics},
	} {
		if one[1] != "" {
			lines += one[0] + " " + one[1] + "\n"
		}
	}
	if _, err := io.WriteString(out, lines+"READY\n"); err != nil {
		return err
	}
	if path == "" {
		return nil
	}
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	tmp := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".tmp")
	if err := os.WriteFile(tmp, append(data, '\n'), 0o600); err != nil {
		return err
	}
	return os.Rename(tmp, path)
}
