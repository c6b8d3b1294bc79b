// Command schakel is the desktop program.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime"
	_ "time/tzdata" // a birthday begins at 00:00 in the Netherlands, also where the system has no zones

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"schakel/app/ui"
	"schakel/app/ui/task"
	"schakel/assets"
	"schakel/internal/away"
	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/checkup"
	"schakel/internal/datadir"
	"schakel/internal/i18n"
	"schakel/internal/i18n/check"
	"schakel/internal/letters"
	"schakel/internal/settings"
	"schakel/internal/sound"
	"schakel/internal/speech"
	"schakel/internal/version"
)

const (
	programID  = "org.schakel.desktop"
	practiceID = "org.schakel.desktop.practice"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// flags are what the program is started with.
type flags struct {
	practice    bool
	store       string
	version     bool
	translation string // a file of texts that a translator tries
}

func run(args []string, out, errs io.Writer) int {
	if code, meant := checkup.Main(args); meant {
		return code // before any log or window
	}
	var f flags
	set := flag.NewFlagSet("schakel", flag.ContinueOnError)
	set.SetOutput(errs)
	set.BoolVar(&f.practice, "practice", false, "invented families and a CJG on this computer alone")
	set.StringVar(&f.store, "store", "", "folder of the store")
	set.BoolVar(&f.version, "version", false, "print the version")
	set.StringVar(&f.translation, "translation", "", "a file of texts to look at, in practice mode")
	if set.Parse(args) != nil {
		return 2
	}
	if f.version {
		_, _ = fmt.Fprintln(out, version.Full())
		return 0
	}
	if err := f.try(); err != nil {
		return fail(errs, err)
	}
	p, err := i18n.New(i18n.System())
	if err != nil {
		return fail(errs, err)
	}
	if !f.tried(p, errs) {
		return 1
	}
	if !screen() {
		_, _ = fmt.Fprintln(errs, p.T("shell.display.none"))
		return 1
	}
	place, err := f.place()
	if err != nil {
		return explain(errs, p, err)
	}
	log, done := logs(place)
	defer done()
	i18n.Report(log)
	if err := window(f, place, log); err != nil {
		return explain(errs, p, err)
	}
	return 0
}

// place is where the store lies.
func (f flags) place() (datadir.Place, error) {
	if f.store != "" {
		return datadir.At(f.store), nil
	}
	host, err := datadir.This()
	if err != nil {
		return datadir.Place{}, err
	}
	return host.Place(f.practice), nil
}

// screen reports whether there is a display to open a window on; without one the window library would end in a panic.
func screen() bool {
	if runtime.GOOS != "linux" && runtime.GOOS != "freebsd" {
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

// window opens the window and returns when it is closed.
func window(f flags, place datadir.Place, log *slog.Logger) error {
	id := programID
	if f.practice {
		id = practiceID
	}
	if !letters.Prepare() {
		log.Warn("this computer hands over only some letters of the keyboard")
	}
	a := app.NewWithID(id)
	a.SetIcon(fyne.NewStaticResource("schakel.png", assets.AppIcon()))
	dialer := carrier.Dialer{}
	d := ui.Deps{
		App: a, Run: task.Background, Settings: settings.New(a.Preferences()), Place: place, Practice: f.practice, Language: check.TagOf(f.translation),
		Book: book.Deps{Log: log, Check: checkup.New().Check}, Log: log,
		Deliver: func(b *book.Book) ui.Courier {
			return carrier.Start(b, dialer, carrier.Options{Log: log, Every: f.pace()})
		},
		Enrol: func(b *book.Book, e ui.Enrolment) error {
			_, err := dialer.Enrol(context.Background(), b, e.Address, e.Code, e.Label, e.Partner)
			return err
		},
		Sound: sound.Open(), Speech: speech.Open(),
		Away: func(why string, hear func(done func())) func() { return away.Watch(away.Options{Why: why}, hear) },
	}
	if !f.practice {
		return show(d)
	}
	return practise(d, dialer, log)
}

// show opens the window and returns when it is closed.
func show(d ui.Deps) error {
	s, err := ui.New(d)
	if err != nil {
		return err
	}
	s.Window().ShowAndRun()
	return nil
}

func explain(errs io.Writer, p *i18n.Printer, err error) int {
	text, hint := p.Fault(err)
	_, _ = fmt.Fprintln(errs, text, hint)
	return 1
}

func fail(errs io.Writer, err error) int {
	_, _ = fmt.Fprintln(errs, err)
	return 1
}
