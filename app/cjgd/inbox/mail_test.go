package inbox

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"math/big"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/intake"
)

// postOffice is a mail server in this process: it remembers what was handed over, and whether that came over TLS.
type postOffice struct {
	t        *testing.T
	address  string
	starttls bool
	refuses  string // a receiver that it does not take
	cert     tls.Certificate
	roots    *x509.CertPool

	mu      sync.Mutex
	letters []string
	clear   []string // what came before TLS
	auth    int
}

func newPostOffice(t *testing.T, starttls bool, name string) *postOffice {
	t.Helper()
	p := &postOffice{t: t, starttls: starttls, roots: x509.NewCertPool()}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	if ip := net.ParseIP(name); ip != nil {
		template.IPAddresses = []net.IP{ip}
	} else {
		template.DNSNames = []string{name}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	must(t, err)
	leaf, err := x509.ParseCertificate(der)
	must(t, err)
	p.roots.AddCert(leaf)
	p.cert = tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	p.address = l.Addr().String()
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go p.serve(conn)
		}
	}()
	return p
}

// serve speaks as much SMTP as a client needs.
func (p *postOffice) serve(conn net.Conn) {
	defer func() { _ = conn.Close() }()
	r, secure := bufio.NewReader(conn), false
	say := func(line string) { _, _ = conn.Write([]byte(line + "\r\n")) }
	say("220 post ready")
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimSpace(line)
		word, _, _ := strings.Cut(strings.ToUpper(line), " ")
		if !secure && word != "EHLO" && word != "STARTTLS" && word != "QUIT" {
			p.mu.Lock()
			p.clear = append(p.clear, line)
			p.mu.Unlock()
		}
		switch word {
		case "EHLO":
			if p.starttls && !secure {
				say("250-post\r\n250 STARTTLS")
			} else {
				say("250-post\r\n250 AUTH PLAIN")
			}
		case "STARTTLS":
			say("220 go")
			over := tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{p.cert}, MinVersion: tls.VersionTLS12})
			if over.Handshake() != nil {
				return
			}
			conn, r, secure = over, bufio.NewReader(over), true
		case "AUTH":
			p.mu.Lock()
			p.auth++
			p.mu.Unlock()
			say("235 ok")
		case "DATA":
			say("354 go")
			p.keep(r)
			say("250 kept")
		case "QUIT":
			say("221 bye")
			return
		case "RCPT":
			if p.refuses != "" && strings.Contains(line, p.refuses) {
				say("550 no")
				continue
			}
			say("250 ok")
		default:
			say("250 ok")
		}
	}
}

func (p *postOffice) keep(r *bufio.Reader) {
	var letter strings.Builder
	for {
		line, err := r.ReadString('\n')
		if err != nil || line == ".\r\n" {
			break
		}
		letter.WriteString(line)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.letters = append(p.letters, letter.String())
}

func (p *postOffice) kept() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.letters...)
}

// withMail enters the server and makes two people who want e-mail, one who does not and one who may not sign in any more.
func (o *office) withMail(p *postOffice) {
	o.t.Helper()
	settings, err := o.endpoint.Inbox.Settings()
	must(o.t, err)
	settings.Mail = intake.Mail{Host: p.address, From: "postvak@cjg.example", User: "postvak"}
	settings.Mail.Password, err = o.endpoint.Inbox.SealOwn(placeOfMail, []byte("geheim van de post"))
	must(o.t, err)
	must(o.t, o.endpoint.Inbox.SetSettings(settings, "baas"))
	for name, a := range map[string]account{
		"marieke": {Mail: "marieke@cjg.example", MailOn: true}, "john": {Mail: "john@cjg.example", MailOn: true, Language: "en"},
		"els": {Mail: "els@cjg.example"}, "weg": {Mail: "weg@cjg.example", MailOn: true, Disabled: true},
	} {
		must(o.t, o.store.Update(func(tx intake.Tx) error { return intake.Save(tx, intake.BucketAccounts, []byte(name), a) }))
	}
}

// TestOneLetterPerBurstWithoutContent over real SMTP with STARTTLS, from two processes that both look whether one is due.
func TestOneLetterPerBurstWithoutContent(t *testing.T) {
	o := newOffice(t)
	p := newPostOffice(t, true, "127.0.0.1")
	o.withMail(p)
	mailer := Mailer{TLS: &tls.Config{RootCAs: p.roots, MinVersion: tls.VersionTLS12}}
	one, two := o.process(mailer), o.process(mailer)
	round := func() {
		t.Helper()
		var group sync.WaitGroup
		for _, s := range []*Site{one, two, one, two} {
			group.Go(func() {
				if err := s.MailRound(context.Background()); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
	}
	round()
	if got := p.kept(); len(got) != 0 {
		t.Fatalf("%d letters while nothing waits", len(got))
	}
	l := o.laptop()
	l.deliver(family())
	round()
	got := p.kept()
	if len(got) != 2 {
		t.Fatalf("%d letters, want one to each who asked", len(got))
	}
	all := strings.Join(got, "\n")
	for _, want := range []string{"To: marieke@cjg.example", "To: john@cjg.example", "Er wacht", "One message is waiting"} {
		if !strings.Contains(all, want) {
			t.Errorf("the letters lack %q:\n%s", want, all)
		}
	}
	for _, mark := range []string{markName, markText, markNumber, markPhone, "Hatice", "doorverwijzing", "http", "Zuiderwijk", "geheim"} {
		if strings.Contains(all, mark) {
			t.Errorf("a letter holds %q", mark)
		}
	}
	for range 5 {
		l.deliver(family())
		o.move(time.Minute)
		round()
	}
	if n := len(p.kept()); n != 2 {
		t.Errorf("%d letters in one burst", n)
	}
	o.move(31 * time.Minute)
	round()
	if got := p.kept(); len(got) != 4 || !strings.Contains(strings.Join(got[2:], ""), "6 berichten") {
		t.Errorf("after the burst: %d letters\n%v", len(got), got)
	}
	o.move(24 * time.Hour)
	round()
	if n := len(p.kept()); n != 4 {
		t.Errorf("%d letters without anything new", n)
	}
	if len(p.clear) > 0 || p.auth == 0 {
		t.Errorf("said before TLS: %v; signed in %d times", p.clear, p.auth)
	}
}

// TestNoLetterWithoutTLS: a server without STARTTLS, or with another's certificate, hears nothing, and the tries end.
func TestNoLetterWithoutTLS(t *testing.T) {
	for name, p := range map[string]*postOffice{"no STARTTLS": newPostOffice(t, false, "127.0.0.1"), "another's certificate": newPostOffice(t, true, "post.example")} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t)
			o.withMail(p)
			site := o.process(Mailer{TLS: &tls.Config{RootCAs: p.roots, MinVersion: tls.VersionTLS12}})
			o.laptop().deliver(family())
			tries := 0
			for range 200 {
				if err := site.MailRound(context.Background()); err != nil {
					if !errors.Is(err, errMail) {
						t.Fatal(err)
					}
					tries++
				}
				o.move(10 * time.Minute)
			}
			if tries < 2 || tries > 10 {
				t.Errorf("%d tries", tries)
			}
			if len(p.kept()) != 0 || len(p.clear) != 0 {
				t.Errorf("said without TLS: %v", p.clear)
			}
			if since, err := o.endpoint.Inbox.MailFailing(); err != nil || since.IsZero() {
				t.Errorf("the page of settings does not say it: %v", err)
			}
			for _, mark := range []string{"marieke@", "geheim", "post.example", p.address} {
				if strings.Contains(o.log.String(), mark) {
					t.Errorf("the log holds %q", mark)
				}
			}
		})
	}
}

// TestOneWrongAddressHoldsUpNobody.
func TestOneWrongAddressHoldsUpNobody(t *testing.T) {
	o := newOffice(t)
	p := newPostOffice(t, true, "127.0.0.1")
	p.refuses = "john@"
	o.withMail(p)
	site := o.process(Mailer{TLS: &tls.Config{RootCAs: p.roots, MinVersion: tls.VersionTLS12}})
	o.laptop().deliver(&cjg.Request{Number: "V-0001", To: cjg.Recipient{Organisation: "CJG"}, From: cjg.Sender{Name: "Hatice"}, Sort: "ruimte", Question: "Een zaal?"})
	must(t, site.MailRound(context.Background()))
	if got := p.kept(); len(got) != 1 || !strings.Contains(got[0], "marieke@") {
		t.Errorf("letters %v", got)
	}
}
