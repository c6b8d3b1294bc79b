package endpoint

import (
	"bytes"
	"context"
	"crypto/x509"
	"math/rand/v2"
	"os"
	"strings"

	"schakel/internal/fault"
	"schakel/internal/intake/push"
)

// What can be wrong with how cases must go on.
var (
	// ErrOnward is a --onward that names no kind of system, or stands at a front.
	ErrOnward = fault.New(fault.Invalid, "cjgd.onward", "--onward wants klantinteracties=URL or fhir=URL, at the inbox")
	// ErrOnwardFile is a token or a certificate that cannot be read.
	ErrOnwardFile = fault.New(fault.Invalid, "cjgd.onward_file", "the file of --onward-token-file or --onward-ca cannot be read, or is empty")
)

const maxToken = 8 << 10

// targetOf makes the organisation's own system of the options; nil when cases stay here.
func targetOf(o Options) (push.Target, error) {
	if o.Onward == "" {
		return nil, nil
	}
	kind, address, ok := strings.Cut(o.Onward, "=")
	if !ok || o.Role == FrontOnly {
		return nil, ErrOnward
	}
	scheme, media := "Token ", push.Media // as Open Klant has it
	if kind == "fhir" {
		scheme, media = "Bearer ", push.MediaFHIR
	}
	access, err := accessOf(scheme, o.OnwardToken)
	if err != nil {
		return nil, err
	}
	roots, err := rootsOf(o.OnwardCA)
	if err != nil {
		return nil, err
	}
	door, err := push.NewDoor(address, access, media, roots)
	if err != nil {
		return nil, err
	}
	switch kind {
	case "klantinteracties":
		return &push.Klantinteracties{Door: door}, nil
	case "fhir":
		return &push.FHIR{Door: door}, nil
	}
	return nil, ErrOnward
}

// accessOf reads the token out of its file; "" without one.
func accessOf(scheme, path string) (string, error) {
	if path == "" {
		return "", nil
	}
	token, err := os.ReadFile(path)
	if token = bytes.TrimSpace(token); err != nil || len(token) == 0 || len(token) > maxToken || bytes.ContainsAny(token, "\r\n") {
		return "", ErrOnwardFile
	}
	return scheme + string(token), nil
}

// rootsOf reads who may have signed the other side's certificate; nil without a file.
func rootsOf(path string) (*x509.CertPool, error) {
	if path == "" {
		return nil, nil
	}
	roots := x509.NewCertPool()
	if data, err := os.ReadFile(path); err != nil || !roots.AppendCertsFromPEM(data) {
		return nil, ErrOnwardFile
	}
	return roots, nil
}

// pushOn brings cases on until the context ends. Several processes share the work: each takes a case for a while.
func (e *Endpoint) pushOn(ctx context.Context) {
	p := push.Pusher{Source: e.Inbox, Target: e.target, Now: e.options.Now, Chance: rand.Float64, Log: e.options.Log}
	p.Run(ctx)
}
