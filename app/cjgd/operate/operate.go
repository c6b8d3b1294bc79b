// Package operate does what an operator asks of an endpoint on the command line: copies, checks, accounts and devices.
package operate

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"filippo.io/age"

	"schakel/app/cjgd/endpoint"
	"schakel/app/cjgd/inbox"
	"schakel/internal/fault"
	"schakel/internal/intake"
)

// What can be wrong with a command.
var (
	ErrUsage    = fault.New(fault.Invalid, "cjgd.usage", "the command is not complete")
	ErrFound    = fault.New(fault.Corrupt, "cjgd.found", "the check found something")
	ErrSecret   = fault.New(fault.Secret, "cjgd.secret", "the passphrase or the key does not open the copy, or is shorter than 12 characters")
	ErrNoInbox  = fault.New(fault.Denied, "cjgd.no_inbox", "this is a front; ask it of the inbox")
	ErrExists   = fault.New(fault.Conflict, "cjgd.exists", "there is a file of this name already, and it was left alone; name another one")
	ErrFile     = fault.New(fault.NotFound, "cjgd.file", "the file cannot be read or written there")
	ErrNotThere = fault.New(fault.NotFound, "cjgd.nothing", "there is no endpoint in this folder")
)

// operator is who the audit names.
const operator = "cjgd"

const minPassphrase = 12

// Commands does commands on an opened place.
type Commands struct {
	Place *endpoint.Place
	Front *intake.Front
	Site  *inbox.Site // nil for a front
}

// Run does one command: its words, what is typed on the standard input, and where the answer goes.
func (c Commands) Run(args []string, in io.Reader, out io.Writer) error {
	if len(args) == 0 {
		return ErrUsage
	}
	switch args[0] {
	case "backup":
		return c.backup(args[1:], in, out)
	case "check":
		return c.check(out)
	case "user":
		return c.user(args[1:], out)
	case "device":
		return c.device(args[1:], out)
	}
	return ErrUsage
}

// List is a flag that may stand more than once.
type List []string

// String gives the values, for the help.
func (l *List) String() string { return strings.Join(*l, " ") }

// Set adds a value.
func (l *List) Set(value string) error {
	*l = append(*l, value)
	return nil
}

func quiet(name string) *flag.FlagSet {
	set := flag.NewFlagSet(name, flag.ContinueOnError)
	set.SetOutput(io.Discard)
	return set
}

// backup writes a sealed copy of the store, at one moment, while the endpoint goes on.
func (c Commands) backup(args []string, in io.Reader, out io.Writer) error {
	set := quiet("backup")
	var to List
	set.Var(&to, "to", "")
	if set.Parse(args) != nil || set.NArg() > 0 {
		return ErrUsage
	}
	recipients, err := recipientsOf(to, in)
	if err != nil {
		return err
	}
	sealed, err := age.Encrypt(out, recipients...)
	if err != nil {
		return err
	}
	if _, err := intake.WriteCopy(c.Place.Store, sealed, c.now()); err != nil {
		return err
	}
	return sealed.Close()
}

func (c Commands) now() time.Time {
	if c.Place.Config.Now == nil {
		return time.Now()
	}
	return c.Place.Config.Now()
}

// recipientsOf reads public keys of age, or else a passphrase from the input.
func recipientsOf(to []string, in io.Reader) ([]age.Recipient, error) {
	var out []age.Recipient
	for _, text := range to {
		r, err := age.ParseX25519Recipient(text)
		if err != nil {
			return nil, ErrUsage
		}
		out = append(out, r)
	}
	if len(out) > 0 {
		return out, nil
	}
	passphrase, err := passphraseOf(in)
	if err != nil {
		return nil, err
	}
	r, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, ErrSecret
	}
	return []age.Recipient{r}, nil
}

func passphraseOf(in io.Reader) (string, error) {
	line, _ := bufio.NewReader(io.LimitReader(in, 4096)).ReadString('\n') // the last line may lack its end
	if line = strings.TrimRight(line, "\r\n"); len(line) < minPassphrase {
		return "", ErrSecret
	}
	return line, nil
}

// Restore puts a sealed copy into the empty store of a place. The keys belong there already.
func Restore(p *endpoint.Place, file, identity string, in io.Reader) (entries int, err error) {
	var identities []age.Identity
	if identity != "" {
		data, err := os.Open(identity)
		if err != nil {
			return 0, ErrFile
		}
		defer func() { _ = data.Close() }()
		if identities, err = age.ParseIdentities(data); err != nil {
			return 0, ErrSecret
		}
	} else {
		passphrase, err := passphraseOf(in)
		if err != nil {
			return 0, err
		}
		one, err := age.NewScryptIdentity(passphrase)
		if err != nil {
			return 0, ErrSecret
		}
		identities = []age.Identity{&remembered{Identity: one}}
	}
	copied, err := os.Open(file)
	if err != nil {
		return 0, ErrFile
	}
	defer func() { _ = copied.Close() }()
	return intake.ReadCopy(p.Store, p.Front, p.Config.Now(), p.Config.Random, func() (io.Reader, error) {
		if _, err := copied.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		r, err := age.Decrypt(copied, identities...)
		var none *age.NoIdentityMatchError
		switch {
		case errors.As(err, &none):
			return nil, ErrSecret
		case err != nil:
			return nil, intake.ErrCopy
		}
		return r, nil
	})
}

// remembered is a passphrase that is worked out once: it takes a second and much memory.
type remembered struct {
	age.Identity
	key []byte
}

// Unwrap gives the key of the file.
func (r *remembered) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	if r.key != nil {
		return r.key, nil
	}
	key, err := r.Identity.Unwrap(stanzas)
	r.key = key
	return key, err
}

// check reads everything and says what is not as it must be, one finding a line.
func (c Commands) check(out io.Writer) error {
	found, counts, err := intake.Check(c.Place.Store, c.Place.Front, c.Place.Keys)
	if err != nil {
		return err
	}
	if file, ok := c.Place.Store.(interface{ Verify() ([]string, error) }); ok {
		wrong, err := file.Verify()
		if err != nil {
			return err
		}
		for _, one := range wrong {
			found = append(found, intake.Finding{What: "file.damaged", About: one})
		}
	}
	opened := "not tried to open, this is a front"
	if counts.Opened {
		opened = "all opened"
	}
	_, err = fmt.Fprintf(out, "devices %d, messages %d, cases %d (%s), changes %d, audit lines %d\n",
		counts.Devices, counts.Messages, counts.Cases, opened, counts.Changes, counts.Audit)
	for _, one := range found {
		if err == nil {
			_, err = fmt.Fprintf(out, "%s\t%s\n", one.What, one.About)
		}
	}
	if err == nil && len(found) > 0 {
		return ErrFound
	}
	return err
}

func (c Commands) user(args []string, out io.Writer) error {
	if c.Site == nil {
		return ErrNoInbox
	}
	if len(args) == 1 && args[0] == "list" {
		return c.users(out)
	}
	if len(args) < 2 {
		return ErrUsage
	}
	what, name := args[0], args[1]
	set := quiet("user")
	role := set.String("role", string(inbox.Caseworker), "")
	display := set.String("display", "", "")
	if set.Parse(args[2:]) != nil || set.NArg() > 0 || what != "add" && len(args) > 2 {
		return ErrUsage
	}
	password := ""
	var err error
	switch what {
	case "add":
		password, err = c.Site.AddUser(name, *display, inbox.Role(*role))
	case "reset":
		password, err = c.Site.ResetUser(name)
	case "disable", "enable":
		err = c.Site.DisableUser(name, what == "disable")
	default:
		return ErrUsage
	}
	if err == nil && password != "" {
		_, err = fmt.Fprintf(out, "PASSWORD %s\n", password)
	}
	return err
}

func (c Commands) users(out io.Writer) error {
	list, err := c.Site.Users()
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "NAME\tROLE\tSTATE\tSECOND STEP\tLAST SIGN-IN") // Flush tells
	for _, u := range list {
		state, second := "on", "no"
		if u.Disabled {
			state = "off"
		}
		if u.Second {
			second = "yes"
		}
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", u.Name, u.Role, state, second, day(u.Seen))
	}
	return w.Flush()
}

func day(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.Format(time.DateOnly)
}

func (c Commands) device(args []string, out io.Writer) error {
	switch {
	case len(args) == 1 && args[0] == "list":
		return c.devices(out)
	case len(args) == 1 && args[0] == "code":
		code, err := c.Front.NewCodeBy("", operator)
		if err == nil {
			_, err = fmt.Fprintf(out, "CODE %s\n", code.String())
		}
		return err
	case len(args) == 2 && args[0] == "revoke":
		return c.Front.Revoke(args[1], operator)
	}
	return ErrUsage
}

func (c Commands) devices(out io.Writer) error {
	list, err := c.Front.Devices()
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "ID\tSTATE\tENROLLED\tCERTIFICATE UNTIL\tFINGERPRINT") // Flush tells
	for _, d := range list {
		state := "on"
		if !d.Revoked.IsZero() {
			state = "revoked " + day(d.Revoked)
		}
		_, _ = fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", d.ID, state, day(d.Enrolled), day(d.Until), d.Fingerprint)
	}
	return w.Flush()
}
