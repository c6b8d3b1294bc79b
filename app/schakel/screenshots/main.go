// Command screenshots draws every screen of the program with the invented families, without a display, and writes a picture of each.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	_ "time/tzdata" // the pictures show Dutch time on any computer

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/listing"
	"schakel/internal/i18n"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// options say what the pictures look like.
type options struct {
	lang     string
	variant  string // "light" or "dark"
	step     int
	size     fyne.Size
	only     string // one picture by its name; "" for all
	practice bool
	dir      string
	after    string // added to the name of each file
}

const usualDir = "assets/screenshots"

func run(args []string, out, errs io.Writer) int {
	o := options{}
	var size string
	set := flag.NewFlagSet("screenshots", flag.ContinueOnError)
	set.SetOutput(errs)
	set.StringVar(&o.lang, "lang", "nl", "language of the screens, or pseudo")
	set.StringVar(&o.variant, "variant", "light", "light or dark")
	set.IntVar(&o.step, "step", 2, "size of the letters, 1 to 5")
	set.StringVar(&size, "size", "1280x800", "width and height of the window")
	set.StringVar(&o.only, "only", "", "pictures by their names, with commas between them")
	set.BoolVar(&o.practice, "practice", false, "with the bar of the practice mode")
	if set.Parse(args) != nil {
		return 2
	}
	var w, h int
	if n, err := fmt.Sscanf(size, "%dx%d", &w, &h); n != 2 || err != nil || set.NArg() > 1 {
		set.Usage()
		return 2
	}
	if o.lang == "pseudo" {
		o.lang = i18n.PseudoTag
	}
	o.size, o.dir = fyne.NewSize(float32(w), float32(h)), usualDir
	if set.NArg() == 1 {
		o.dir = set.Arg(0)
	}
	all := []options{o}
	if set.NFlag() == 0 {
		o.only = strings.Join(shown("README.md"), ",")
		all[0] = o
		dark := o
		dark.variant, dark.only, dark.after = "dark", "vandaag", "-donker"
		all = append(all, dark)
	}
	if err := draw(context.Background(), all, out); err != nil {
		_, _ = fmt.Fprintln(errs, err)
		return 1
	}
	return 0
}

// shown lists the pictures that a page shows, by name; none when it cannot be read, which draws all.
func shown(page string) (names []string) {
	text, err := os.ReadFile(page)
	if err != nil {
		return nil
	}
	for _, m := range regexp.MustCompile(usualDir+`/([a-z0-9-]+)\.png`).FindAllStringSubmatch(string(text), -1) {
		names = append(names, m[1])
	}
	return names
}

// draw makes all series, each with a store of its own.
func draw(ctx context.Context, all []options, out io.Writer) error {
	// Pictures are the same wherever they are made.
	if err := os.Setenv("TZ", "Europe/Amsterdam"); err != nil {
		return err
	}
	for _, o := range all {
		if err := os.MkdirAll(o.dir, 0o755); err != nil {
			return err
		}
		if err := series(ctx, o, out, func(c *camera) func(string) error { return c.shoot }); err != nil {
			return err
		}
	}
	return nil
}

// placed is the picture in which the path of the store stands: it is another each time, so it is only drawn when it is asked for.
const placed = "beschadigd-zonder-kopie"

// series goes along every screen in one look; to gives what is done at each.
func series(ctx context.Context, o options, out io.Writer, to func(*camera) func(name string) error) (err error) {
	temp, err := os.MkdirTemp("", "schakel-screenshots-*")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temp)) }()
	a := test.NewApp()
	defer a.Quit()
	c := &camera{options: o, app: a, out: out, temp: temp}
	c.visit = to(c)
	if err := c.walk(ctx); err != nil {
		return err
	}
	if c.visits == 0 {
		return fmt.Errorf("%w a picture %q", errScreen, o.only)
	}
	return nil
}

// walk goes along every screen that is asked for and visits each.
func (c *camera) walk(ctx context.Context) (err error) {
	if err := c.firstStart(); err != nil {
		return err
	}
	if err := c.open(ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.book.Close()) }()
	defer func() { c.shell.Lock() }()
	// The last of the usual pictures lock the program.
	for _, s := range slices.Concat(c.partnerScreens(), c.peopleScreens(ctx), c.screens(ctx), c.lostScreens(ctx), c.damageScreens(ctx)) {
		if !c.wanted(s.name) {
			continue
		}
		c.shell.Unsay() // it belongs to the screen before
		if err := s.go1(); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		if err := c.visited(s.name); err != nil {
			return err
		}
	}
	return nil
}

// wanted reports whether a screen is asked for by its name; the one that differs each time is, only then.
func (c *camera) wanted(name string) bool {
	if c.options.only == "" {
		return name != placed
	}
	return slices.Contains(strings.Split(c.options.only, ","), name)
}

// said makes room for a message above the status line, as the window does by itself, and gives what takes it away after the picture.
func (c *camera) said() func() {
	w := c.shell.Window()
	spoken := slices.DeleteFunc(all[*listing.Toasts](w.Canvas().Content()), func(t *listing.Toasts) bool { return !t.Visible() })
	if len(spoken) == 0 {
		return func() {}
	}
	w.Resize(c.options.size.AddWidthHeight(1, 0))
	w.Resize(c.options.size)
	return func() {
		for _, t := range spoken {
			t.Close()
		}
	}
}

// shoot writes what the window shows now.
func (c *camera) shoot(name string) (err error) {
	path := filepath.Join(c.options.dir, strings.ToLower(name)+c.options.after+".png")
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	defer c.said()()
	tight := png.Encoder{CompressionLevel: png.BestCompression}
	if err := tight.Encode(f, c.shell.Window().Canvas().Capture()); err != nil {
		return err
	}
	_, err = fmt.Fprintln(c.out, path)
	return err
}
