package inbox

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/smtp"
	"strings"
	"time"

	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/intake"
)

// errMail is any failure to hand an e-mail to its server; it is tried again.
var errMail = fault.New(fault.Offline, "inbox.mail", "the e-mail could not be handed over")

const placeOfMail = "mail"

// Letter is one e-mail without content: that something waits, and nothing about what or whom.
type Letter struct{ To, Subject, Text string }

// Post hands letters to a mail server; password is "" without one.
type Post interface {
	Send(ctx context.Context, server intake.Mail, password string, letters []Letter) error
}

// Run sends "er wacht een bericht" when it is due, until the context ends. Several processes take turns through the store.
func (s *Site) Run(ctx context.Context) {
	every := time.NewTicker(15 * time.Second)
	defer every.Stop()
	for {
		if err := s.MailRound(ctx); err != nil {
			s.config.Log.Warn("no e-mail went", "code", fault.CodeOf(err))
		}
		select {
		case <-ctx.Done():
			return
		case <-every.C:
		}
	}
}

// MailRound sends the e-mail that is due, if there is one.
func (s *Site) MailRound(ctx context.Context) error {
	turn, ok, err := s.config.Inbox.TakeMail()
	if err != nil || !ok {
		return err
	}
	letters, settings, err := s.letters()
	if err != nil {
		return errors.Join(err, s.config.Inbox.MailDone(turn, false, false))
	}
	if len(letters) == 0 {
		return s.config.Inbox.MailDone(turn, false, true)
	}
	password := ""
	if settings.Mail.Password != nil {
		plain, err := s.config.Inbox.OpenOwn(placeOfMail, settings.Mail.Password)
		if err != nil {
			return errors.Join(err, s.config.Inbox.MailDone(turn, false, false))
		}
		password = string(plain)
	}
	err = s.config.Post.Send(ctx, settings.Mail, password, letters)
	return errors.Join(err, s.config.Inbox.MailDone(turn, err == nil, false))
}

// letters are for everybody who wants one; none when no server is entered, or when nothing waits any more.
func (s *Site) letters() ([]Letter, intake.Settings, error) {
	settings, err := s.config.Inbox.Settings()
	if err != nil || settings.Mail.Host == "" {
		return nil, settings, err
	}
	n, err := s.config.Inbox.Unanswered()
	if err != nil || n == 0 {
		return nil, settings, err
	}
	var out []Letter
	err = s.config.Inbox.View(func(tx intake.Tx) error {
		return tx.Scan(intake.BucketAccounts, nil, func(key, _ []byte) (bool, error) {
			a, _, err := intake.Load[account](tx, intake.BucketAccounts, key)
			if err == nil && a.MailOn && !a.Disabled && plainAddress(a.Mail) {
				out = append(out, letterFor(s.speaking(a.Language), a.Mail, n))
			}
			return true, err
		})
	})
	return out, settings, err
}

func (s *Site) speaking(tag string) *i18n.Printer {
	if p := s.printers[tag]; p != nil {
		return p
	}
	return s.printers[s.config.Language]
}

func letterFor(p *i18n.Printer, to string, n int) Letter {
	return Letter{To: to, Subject: p.N("inbox.mail.subject", n), Text: p.N("inbox.mail.subject", n) + "\r\n\r\n" + p.T("inbox.mail.text") + "\r\n"}
}

// Mailer is Post over SMTP. Without STARTTLS and a certificate that fits the server's name nothing is said.
type Mailer struct {
	TLS *tls.Config // for tests; nil: the computer's own roots
}

const mailTimeout = 30 * time.Second

// Send hands over every letter, each in an envelope of its own, so that nobody reads who else gets one. One address that the server does not
// take holds up no other; errMail means that not one letter went.
func (m Mailer) Send(ctx context.Context, server intake.Mail, password string, letters []Letter) error {
	host, _, err := net.SplitHostPort(server.Host)
	if err != nil {
		return errMail
	}
	connection, err := (&net.Dialer{Timeout: mailTimeout}).DialContext(ctx, "tcp", server.Host)
	if err != nil {
		return errMail
	}
	defer func() { _ = connection.Close() }() // Quit closed it when all went well
	if err := connection.SetDeadline(time.Now().Add(mailTimeout)); err != nil {
		return errMail
	}
	client, err := smtp.NewClient(connection, host)
	if err != nil {
		return errMail
	}
	if ok, _ := client.Extension("STARTTLS"); !ok {
		return errMail
	}
	conf := &tls.Config{MinVersion: tls.VersionTLS12}
	if m.TLS != nil {
		conf = m.TLS.Clone()
	}
	conf.ServerName = host
	if err := client.StartTLS(conf); err != nil {
		return errMail
	}
	if server.User != "" {
		if err := client.Auth(smtp.PlainAuth("", server.User, password, host)); err != nil {
			return errMail
		}
	}
	went := 0
	for _, letter := range letters {
		if handOver(client, server.From, letter) == nil {
			went++
		} else if client.Reset() != nil {
			break
		}
	}
	_ = client.Quit() // what was handed over stays handed over
	if went == 0 {
		return errMail
	}
	return nil
}

func handOver(client *smtp.Client, from string, letter Letter) error {
	if err := client.Mail(from); err != nil {
		return err
	}
	if err := client.Rcpt(letter.To); err != nil {
		return err
	}
	w, err := client.Data()
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, letter.bytes(from, time.Now())); err != nil {
		return errors.Join(err, w.Close())
	}
	return w.Close()
}

func (l Letter) bytes(from string, at time.Time) string {
	line := strings.NewReplacer("\r", "", "\n", "", "\x00", "") // no value begins a line of its own
	head := []string{
		"From: " + line.Replace(from), "To: " + line.Replace(l.To), "Subject: " + mime.QEncoding.Encode("utf-8", l.Subject), "Date: " + at.Format(time.RFC1123Z),
		"MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "Auto-Submitted: auto-generated",
	}
	return fmt.Sprintf("%s\r\n\r\n%s", strings.Join(head, "\r\n"), l.Text)
}
