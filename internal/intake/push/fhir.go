package push

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"schakel/internal/envelope"
	"schakel/internal/intake"
)

// FHIR keeps cases in a system that speaks FHIR R4: a transaction with a ServiceRequest, its Task, the people and what they agreed to. Every
// resource has an id that follows from the case's uuid, so that the same transaction may arrive twice.
type FHIR struct{ Door *Door }

// MediaFHIR is what the interface reads and writes.
const MediaFHIR = "application/fhir+json"

// fhirTrace is what is remembered of the other system: the resources that stand there.
type fhirTrace struct {
	There []string `json:"there,omitempty"` // "Patient/…"
}

// Plan is everything that can stand there after an attempt.
func (f *FHIR) Plan(m intake.Matter) (json.RawMessage, error) {
	t, err := traceOf(m)
	if err != nil {
		return nil, err
	}
	for _, e := range BundleOf(m).Entry {
		if !slices.Contains(t.There, e.Request.URL) {
			t.There = append(t.There, e.Request.URL)
		}
	}
	return json.Marshal(t)
}

func traceOf(m intake.Matter) (t fhirTrace, err error) {
	if len(m.Trace) > 0 && json.Unmarshal(m.Trace, &t) != nil {
		return t, ErrContent
	}
	return t, nil
}

// Bring makes the other system hold the case as it is now, in one transaction.
func (f *FHIR) Bring(ctx context.Context, m intake.Matter) (json.RawMessage, error) {
	t, err := traceOf(m)
	if err != nil {
		return nil, err
	}
	b := BundleOf(m)
	var stands fhirTrace
	for i, e := range b.Entry {
		b.Entry[i].FullURL = f.Door.base.String() + "/" + e.Request.URL
		stands.There = append(stands.There, e.Request.URL)
	}
	for i := len(t.There) - 1; i >= 0; i-- { // what points at another resource goes before it
		if name := t.There[i]; !slices.Contains(stands.There, name) {
			b.Entry = append(b.Entry, Entry{Request: Request{Method: "DELETE", URL: name}})
		}
	}
	if len(b.Entry) > 0 {
		if err := f.send(ctx, b); err != nil {
			plan, failed := f.Plan(m)
			return plan, errors.Join(err, failed)
		}
	}
	return json.Marshal(stands)
}

func (f *FHIR) send(ctx context.Context, b Bundle) error {
	var answer Bundle
	err := f.Door.send(ctx, "POST", "", nil, b, &answer)
	switch {
	case errors.Is(err, errGone):
		return ErrAway
	case err != nil:
		return err
	case answer.ResourceType != "Bundle" || answer.Type != "transaction-response" || len(answer.Entry) != len(b.Entry):
		return ErrAway
	}
	return nil
}

// resourceID is the id of one resource of a case: always the same, and from outside not to be told from chance.
func resourceID(id envelope.UUID, part string) string {
	sum := sha256.Sum256(append(append([]byte("schakel fhir "), id[:]...), part...))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80 // RFC 9562, version 8
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}
