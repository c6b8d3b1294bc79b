package cjg

import (
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"time"

	"schakel/internal/envelope"
	"schakel/internal/fault"
)

// What a client can meet. None of them means "sent"; only a verified receipt does. Kind Offline means: keep it, try again later.
var (
	ErrOffline       = fault.New(fault.Offline, "cjg.offline", "no connection with the endpoint")
	ErrHTML          = fault.New(fault.Offline, "cjg.html", "something else than the endpoint answered, as on a guest network")
	ErrRedirect      = fault.New(fault.Offline, "cjg.redirect", "the address points elsewhere; redirects are not followed")
	ErrCertificate   = fault.New(fault.Offline, "cjg.certificate", "the certificate is not the endpoint's own")
	ErrResponse      = fault.New(fault.Offline, "cjg.response", "the answer is incomplete or not in the agreed form")
	ErrBusy          = fault.New(fault.Offline, "cjg.busy", "the endpoint cannot take it now")
	ErrClock         = fault.New(fault.Denied, "cjg.clock", "this clock and the endpoint's are far apart, or a certificate is outside its time")
	ErrDenied        = fault.New(fault.Denied, "cjg.denied", "the endpoint does not accept this device")
	ErrTooLarge      = fault.New(fault.Full, "cjg.too_large", "the endpoint finds it too large")
	ErrUnprocessable = fault.New(fault.Refused, "cjg.unprocessable", "the endpoint read the message and will not take it")
	ErrConflict      = fault.New(fault.Conflict, "cjg.conflict", "the endpoint has another content under this uuid and version")
	ErrUnknown       = fault.New(fault.NotFound, "cjg.unknown", "the endpoint does not know this")
	ErrReceipt       = fault.New(fault.Corrupt, "cjg.receipt", "the receipt is not the endpoint's, or not for this message")
	ErrCode          = fault.New(fault.Secret, "cjg.code", "the enrolment code is mistyped, used or expired")
	ErrConfig        = fault.New(fault.Invalid, "cjg.config", "the endpoint's address or keys are incomplete")
)

// What only an endpoint answers with, besides the above.
var (
	ErrNoCertificate = fault.New(fault.Denied, "cjg.no_certificate", "this needs the certificate of an enrolled device")
	ErrExpired       = fault.New(fault.Denied, "cjg.certificate_expired", "the device's certificate is outside its time; renew it")
	ErrRevoked       = fault.New(fault.Denied, "cjg.revoked", "the device is revoked")
	ErrBody          = fault.New(fault.Invalid, "cjg.body", "the request is not in the agreed form")
	ErrMethod        = fault.New(fault.Invalid, "cjg.method", "the path does not have this method")
	ErrRecalled      = fault.New(fault.Conflict, "cjg.recalled", "the message was taken back")
	ErrForeign       = fault.New(fault.Refused, "cjg.foreign", "the envelope is not for this endpoint, or not of this device")
	ErrEnded         = fault.New(fault.Refused, "cjg.key_ended", "the envelope is sealed to a key of this endpoint that has ended; seal it anew")
	ErrKind          = fault.New(fault.Refused, "cjg.kind", "this kind of message is not taken here")
	ErrRate          = fault.New(fault.Offline, "cjg.rate", "too many requests")
	ErrMailbox       = fault.New(fault.NotFound, "cjg.mailbox", "there is no such mailbox, or it is not this device's")
	ErrMailboxClosed = fault.New(fault.Refused, "cjg.mailbox_closed", "the mailbox takes nothing more")
	ErrMailboxFull   = fault.New(fault.Offline, "cjg.mailbox_full", "the mailbox is full until its owner fetched what is in it")
	ErrMailboxes     = fault.New(fault.Refused, "cjg.mailbox_many", "this device has as many open mailboxes as it may have")
)

// statuses maps each kind once. Where a code needs another status, exceptions has it.
var statuses = [...]int{
	fault.Other: 500, fault.Invalid: 400, fault.NotFound: 404, fault.Conflict: 409, fault.Locked: 503, fault.Secret: 401,
	fault.Denied: 403, fault.Offline: 503, fault.Refused: 422, fault.Corrupt: 422, fault.Newer: 422, fault.Full: 413,
}

// titles are the words of a problem; content of the wire, so Dutch.
var titles = [...]string{
	fault.Other: "Er ging iets mis", fault.Invalid: "De aanvraag klopt niet", fault.NotFound: "Dit is hier niet bekend",
	fault.Conflict: "Dit past niet bij wat er al is", fault.Locked: "Het eindpunt is nog op slot", fault.Secret: "De code klopt niet",
	fault.Denied: "Dit apparaat mag dit niet", fault.Offline: "Dit kan nu even niet", fault.Refused: "Dit bericht wordt niet aangenomen",
	fault.Corrupt: "Het bericht is beschadigd", fault.Newer: "Het bericht is van een nieuwere versie", fault.Full: "Dit is te groot",
}

func statusOf(err error) int {
	switch {
	case errors.Is(err, ErrNoCertificate), errors.Is(err, ErrExpired):
		return http.StatusUnauthorized
	case errors.Is(err, ErrRate), errors.Is(err, ErrMailboxFull):
		return http.StatusTooManyRequests
	case errors.Is(err, ErrMethod):
		return http.StatusMethodNotAllowed
	case errors.Is(err, ErrMailboxClosed):
		return http.StatusGone
	case errors.Is(err, envelope.ErrSignature), errors.Is(err, envelope.ErrRecipient):
		return http.StatusUnprocessableEntity
	}
	return statuses[fault.Of(err)]
}

func retryOf(status int) ProblemRetry {
	switch {
	case status == http.StatusTooManyRequests, status >= 500:
		return Later
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return Later
	}
	return Nee
}

// ProblemOf turns an error into the problem that goes over the wire: kind, code and fixed words, never the error's text.
func ProblemOf(err error) Problem {
	kind, status := fault.Of(err), statusOf(err)
	code := fault.CodeOf(err)
	if code == "" {
		code = kind.String()
	}
	return Problem{
		Type: "urn:schakel:fout:" + code, Title: titles[kind], Status: status,
		Kind: ProblemKind(kind.String()), Retry: retryOf(status), Code: code,
	}
}

// writeProblem is the only place where an error becomes an answer.
func writeProblem(w http.ResponseWriter, err error) {
	p := ProblemOf(err)
	if after := fault.AfterOf(err); after > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(after.Seconds()))))
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("API-Version", Version)
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // the other side may be gone; there is nobody left to tell
}

var codeForm = regexp.MustCompile(`^[a-z0-9_.]{1,64}$`)

// faultOf turns a problem answer into the client's own fault. The code of the other side is kept beside it when it is one of ours.
func faultOf(p Problem, status int, header http.Header, now time.Time) error {
	base := faultOfStatus(status)
	if base == ErrBusy {
		base = ErrBusy.Later(retryAfter(header, now))
	}
	if !codeForm.MatchString(p.Code) {
		return base
	}
	return &Refusal{Code: p.Code, Status: status, cause: base}
}

func faultOfStatus(status int) *fault.Error {
	switch {
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return ErrDenied
	case status == http.StatusNotFound:
		return ErrUnknown
	case status == http.StatusConflict:
		return ErrConflict
	case status == http.StatusRequestEntityTooLarge:
		return ErrTooLarge
	case status == http.StatusTooManyRequests, status >= 500:
		return ErrBusy
	case status >= 300 && status < 400:
		return ErrRedirect
	case status >= 400:
		return ErrUnprocessable
	}
	return ErrResponse
}

// Refusal is a fault with the code that the endpoint gave, such as "cjg.bsn": for the page that explains a quarantined item.
type Refusal struct {
	Code   string
	Status int
	cause  *fault.Error
}

// Error is for developers and holds nothing personal.
func (r *Refusal) Error() string { return r.cause.Text + " (" + r.Code + ")" }

// Unwrap gives the client's own fault, so that fault.Of and errors.Is see it.
func (r *Refusal) Unwrap() error { return r.cause }

// maxWait bounds what another machine can make this one wait.
const maxWait = time.Hour

// retryAfter reads both forms of Retry-After; 0 when there is none.
func retryAfter(header http.Header, now time.Time) time.Duration {
	value := header.Get("Retry-After")
	if seconds, err := strconv.Atoi(value); err == nil && seconds >= 0 {
		return min(time.Duration(min(seconds, int(maxWait/time.Second)))*time.Second, maxWait)
	}
	if at, err := http.ParseTime(value); err == nil {
		return min(max(at.Sub(now), 0), maxWait)
	}
	return 0
}

// knownKinds are those that a device may deliver.
func knownKinds() []envelope.Kind {
	return []envelope.Kind{envelope.Referral, envelope.Signal, envelope.Request, envelope.Answer}
}

// Deliverable reports whether a device may deliver this kind with PUT or in a batch.
func Deliverable(kind envelope.Kind) bool { return slices.Contains(knownKinds(), kind) }
