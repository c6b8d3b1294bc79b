package cjg

import (
	"bytes"
	"context"
	"crypto/x509"
	_ "embed"
	"encoding/binary"
	"errors"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"time"

	"schakel/internal/envelope"
)

//go:embed openapi.yaml
var spec []byte

// Spec is openapi.yaml, the contract itself.
func Spec() []byte { return bytes.Clone(spec) }

//go:embed docs.html
var docs []byte

// Docs is the contract as a page to read; a test makes it from openapi.yaml.
func Docs() []byte { return bytes.Clone(docs) }

// Receiver is what an endpoint does behind the HTTP interface. Its errors carry fault kinds; the handler turns them into problems.
type Receiver interface {
	// Device gives the device behind a client certificate, or ErrExpired, ErrRevoked, ErrDenied.
	Device(ctx context.Context, cert *x509.Certificate) (device string, err error)
	Capabilities(ctx context.Context) (Capabilities, error)
	Enrol(ctx context.Context, r EnrolmentRequest) (EnrolmentBody, error)
	Renew(ctx context.Context, r RenewalRequest) (EnrolmentBody, error)
	// Put stores sealed messages of a device and gives an outcome for each, in order; what has a receipt is durable.
	Put(ctx context.Context, device string, sealed [][]byte) []PutResult
	// Recall stores a sealed recall of the target, which need not have arrived.
	Recall(ctx context.Context, device string, target envelope.UUID, sealed []byte) PutResult
	// Get gives the receipts of a message of this device, or ErrUnknown.
	Get(ctx context.Context, device string, id envelope.UUID) (DeliveryBody, error)
	// Changes gives what is new for this device after the cursor.
	Changes(ctx context.Context, device, cursor string) (ChangesBody, error)
	Mailer
}

// PutResult is the outcome for one message.
type PutResult struct {
	Delivery DeliveryBody
	Fresh    bool // false: it was there already and this is the same receipt
	Err      error
}

// NewHandler serves the contract. TLS must have asked for a client certificate without judging it: the handler does, so that an
// expired one gets a problem that says so. The log gets route, status and time, never an address, uuid or content.
func NewHandler(to Receiver, log *slog.Logger, now func() time.Time) http.Handler {
	s := &server{to: to}
	strict := NewStrictHandlerWithOptions(s, []StrictMiddlewareFunc{s.authenticate}, StrictHTTPServerOptions{
		RequestErrorHandlerFunc:  func(w http.ResponseWriter, _ *http.Request, err error) { writeProblem(w, bodyFault(err)) },
		ResponseErrorHandlerFunc: func(w http.ResponseWriter, _ *http.Request, err error) { writeProblem(w, err) },
	})
	mux := http.NewServeMux()
	HandlerWithOptions(strict, StdHTTPServerOptions{
		BaseRouter:       mux,
		ErrorHandlerFunc: func(w http.ResponseWriter, _ *http.Request, err error) { writeProblem(w, ErrBody) },
	})
	publish(mux)
	return outer{mux: mux, log: log, now: now}
}

// outer bounds and checks every request before the generated code sees it, and logs it after.
type outer struct {
	mux *http.ServeMux
	log *slog.Logger
	now func() time.Time
}

func (o outer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	begin := o.now()
	rec := &recorder{ResponseWriter: w, status: http.StatusOK}
	guard(rec.Header())
	route, err := o.lookup(rec, r)
	if err == nil {
		err = admit(rec, r, route)
	}
	switch {
	case err != nil:
		writeProblem(rec, err)
	default:
		o.mux.ServeHTTP(rec, r)
	}
	rec.send()
	o.log.Info("request", "route", route, "status", rec.status, "took", o.now().Sub(begin).Round(time.Microsecond))
}

const maxJSON = 16 << 10

// admit checks form and size by route. A JSON body is read here in full, so that unknown fields are refused.
func admit(w http.ResponseWriter, r *http.Request, route string) error {
	limit, kind := int64(envelope.MaxSealed), "application/octet-stream"
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		limit, kind = 0, ""
	}
	var form any
	switch route {
	case routePutContribution:
		limit = envelope.MaxWrapped
	case routeOpenMailbox, routeCloseMailbox, routeDeleteContribution:
		limit, kind = 0, ""
	case "POST /v1/berichten:batch":
		limit = MaxBatch * (envelope.MaxSealed + 4)
	case "POST /v1/inschrijving":
		limit, kind, form = maxJSON, "application/json", &EnrolmentRequest{}
	case "POST /v1/vernieuwing":
		limit, kind, form = maxJSON, "application/json", &RenewalRequest{}
	}
	return admitBody(w, r, limit, kind, form)
}

// admitBody holds the body to its size and type, and to the form of a JSON document.
func admitBody(w http.ResponseWriter, r *http.Request, limit int64, kind string, form any) error {
	if got, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "" && (err != nil || got != kind) {
		return ErrBody
	}
	if r.ContentLength > limit {
		return ErrTooLarge
	}
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	if form == nil {
		return nil
	}
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return bodyFault(err)
	}
	if err := UnmarshalRequest(data, form); err != nil {
		return err
	}
	r.Body = io.NopCloser(bytes.NewReader(data))
	return nil
}

func bodyFault(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return ErrTooLarge
	}
	return ErrBody
}

type deviceKey struct{}

// server adapts a Receiver to the generated interface.
type server struct{ to Receiver }

// authenticate lets only enrolled devices through, except on the three routes that come before a certificate.
func (s *server) authenticate(next StrictHandlerFunc, operation string) StrictHandlerFunc {
	switch operation {
	case "GetCapabilities", "EnrolDevice", "RenewDevice":
		return next
	}
	return func(ctx context.Context, w http.ResponseWriter, r *http.Request, request any) (any, error) {
		if r.TLS == nil || len(r.TLS.PeerCertificates) == 0 {
			return nil, ErrNoCertificate
		}
		device, err := s.to.Device(ctx, r.TLS.PeerCertificates[0])
		if err != nil {
			return nil, err
		}
		return next(context.WithValue(ctx, deviceKey{}, device), w, r, request)
	}
}

func deviceOf(ctx context.Context) string {
	device, _ := ctx.Value(deviceKey{}).(string)
	return device
}

// GetCapabilities serves the operation of that name.
func (s *server) GetCapabilities(ctx context.Context, _ GetCapabilitiesRequestObject) (GetCapabilitiesResponseObject, error) {
	body, err := s.to.Capabilities(ctx)
	if err != nil {
		return nil, err
	}
	return GetCapabilities200JSONResponse{Body: body, Headers: GetCapabilities200ResponseHeaders{APIVersion: Version}}, nil
}

// EnrolDevice serves the operation of that name.
func (s *server) EnrolDevice(ctx context.Context, r EnrolDeviceRequestObject) (EnrolDeviceResponseObject, error) {
	body, err := s.to.Enrol(ctx, *r.Body)
	if err != nil {
		return nil, err
	}
	return EnrolDevice201JSONResponse{Body: body, Headers: EnrolDevice201ResponseHeaders{APIVersion: Version}}, nil
}

// RenewDevice serves the operation of that name.
func (s *server) RenewDevice(ctx context.Context, r RenewDeviceRequestObject) (RenewDeviceResponseObject, error) {
	body, err := s.to.Renew(ctx, *r.Body)
	if err != nil {
		return nil, err
	}
	return RenewDevice200JSONResponse{Body: body, Headers: RenewDevice200ResponseHeaders{APIVersion: Version}}, nil
}

// PutMessage serves the operation of that name.
func (s *server) PutMessage(ctx context.Context, r PutMessageRequestObject) (PutMessageResponseObject, error) {
	sealed, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, bodyFault(err)
	}
	if h, err := envelope.ParseHeader(sealed); err != nil {
		return nil, err
	} else if h.ID.String() != r.Uuid {
		return nil, ErrBody
	}
	got := s.to.Put(ctx, deviceOf(ctx), [][]byte{sealed})[0]
	switch {
	case got.Err != nil:
		return nil, got.Err
	case got.Fresh:
		return PutMessage201JSONResponse{Body: got.Delivery, Headers: PutMessage201ResponseHeaders{APIVersion: Version}}, nil
	}
	return PutMessage200JSONResponse{Body: got.Delivery, Headers: PutMessage200ResponseHeaders{APIVersion: Version}}, nil
}

// PutBatch serves the operation of that name.
func (s *server) PutBatch(ctx context.Context, r PutBatchRequestObject) (PutBatchResponseObject, error) {
	data, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, bodyFault(err)
	}
	sealed, err := splitBatch(data)
	if err != nil {
		return nil, err
	}
	out := BatchBody{Results: make([]BatchItem, 0, len(sealed))}
	for _, got := range s.to.Put(ctx, deviceOf(ctx), sealed) {
		item := BatchItem{Delivery: &got.Delivery}
		if got.Err != nil {
			p := ProblemOf(got.Err)
			item = BatchItem{Problem: &p}
		}
		out.Results = append(out.Results, item)
	}
	return PutBatch200JSONResponse{Body: out, Headers: PutBatch200ResponseHeaders{APIVersion: Version}}, nil
}

// splitBatch reads messages, each with its length in four bytes before it.
func splitBatch(data []byte) ([][]byte, error) {
	var sealed [][]byte
	for len(data) > 0 {
		if len(data) < 4 {
			return nil, ErrBody
		}
		n := int64(binary.BigEndian.Uint32(data))
		data = data[4:]
		if n == 0 || n > int64(len(data)) {
			return nil, ErrBody
		}
		sealed = append(sealed, data[:n:n])
		data = data[n:]
		if len(sealed) > MaxBatch {
			return nil, ErrTooLarge
		}
	}
	if len(sealed) == 0 {
		return nil, ErrBody
	}
	return sealed, nil
}

// RecallMessage serves the operation of that name.
func (s *server) RecallMessage(ctx context.Context, r RecallMessageRequestObject) (RecallMessageResponseObject, error) {
	target, err := envelope.ParseUUID(r.Uuid)
	if err != nil {
		return nil, ErrBody
	}
	sealed, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, bodyFault(err)
	}
	got := s.to.Recall(ctx, deviceOf(ctx), target, sealed)
	switch {
	case got.Err != nil:
		return nil, got.Err
	case got.Fresh:
		return RecallMessage201JSONResponse{Body: got.Delivery, Headers: RecallMessage201ResponseHeaders{APIVersion: Version}}, nil
	}
	return RecallMessage200JSONResponse{Body: got.Delivery, Headers: RecallMessage200ResponseHeaders{APIVersion: Version}}, nil
}

// GetMessage serves the operation of that name.
func (s *server) GetMessage(ctx context.Context, r GetMessageRequestObject) (GetMessageResponseObject, error) {
	id, err := envelope.ParseUUID(r.Uuid)
	if err != nil {
		return nil, ErrUnknown
	}
	body, err := s.to.Get(ctx, deviceOf(ctx), id)
	if err != nil {
		return nil, err
	}
	return GetMessage200JSONResponse{Body: body, Headers: GetMessage200ResponseHeaders{APIVersion: Version}}, nil
}

// ListChanges serves the operation of that name.
func (s *server) ListChanges(ctx context.Context, r ListChangesRequestObject) (ListChangesResponseObject, error) {
	if !cursorForm.MatchString(r.Params.Na) {
		return nil, ErrBody
	}
	body, err := s.to.Changes(ctx, deviceOf(ctx), r.Params.Na)
	if err != nil {
		return nil, err
	}
	return ListChanges200JSONResponse{Body: body, Headers: ListChanges200ResponseHeaders{APIVersion: Version}}, nil
}
