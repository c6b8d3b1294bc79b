package cjg

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/url"

	"schakel/internal/envelope"
)

// Mailer is the part of a Receiver that keeps sealed files of one device for another. It can open none of them.
type Mailer interface {
	// OpenMailbox makes a mailbox of this device; fresh is false when it was there. ErrMailboxClosed, ErrMailboxes, ErrConflict for somebody else's.
	OpenMailbox(ctx context.Context, device string, box envelope.UUID) (body MailboxBody, fresh bool, err error)
	// CloseMailbox lets nothing more into a mailbox of this device. ErrMailbox.
	CloseMailbox(ctx context.Context, device string, box envelope.UUID) error
	// PutContribution stores a wrapped file of this device in anybody's mailbox. What has a receipt is durable.
	PutContribution(ctx context.Context, device string, box envelope.UUID, wrapped []byte) PutResult
	// Contributions lists what lies in a mailbox of this device after the cursor. ErrMailbox.
	Contributions(ctx context.Context, device string, box envelope.UUID, cursor string) (ContributionsBody, error)
	// Contribution gives one file of a mailbox of this device, without the header of who sent it. ErrMailbox, ErrUnknown.
	Contribution(ctx context.Context, device string, box, id envelope.UUID) ([]byte, error)
	// DeleteContribution erases a file that this device has stored. ErrMailbox.
	DeleteContribution(ctx context.Context, device string, box, id envelope.UUID) error
}

// The routes of mailboxes, as the generated code names them.
const (
	routeOpenMailbox        = "PUT /v1/postbussen/{postbus}"
	routeCloseMailbox       = "DELETE /v1/postbussen/{postbus}"
	routePutContribution    = "PUT /v1/postbussen/{postbus}/bijdragen/{uuid}"
	routeDeleteContribution = "DELETE /v1/postbussen/{postbus}/bijdragen/{uuid}"
)

// OpenMailbox serves the operation of that name.
func (s *server) OpenMailbox(ctx context.Context, r OpenMailboxRequestObject) (OpenMailboxResponseObject, error) {
	box, err := envelope.ParseUUID(r.Postbus)
	if err != nil {
		return nil, ErrBody
	}
	body, fresh, err := s.to.OpenMailbox(ctx, deviceOf(ctx), box)
	switch {
	case err != nil:
		return nil, err
	case fresh:
		return OpenMailbox201JSONResponse{Body: body, Headers: OpenMailbox201ResponseHeaders{APIVersion: Version}}, nil
	}
	return OpenMailbox200JSONResponse{Body: body, Headers: OpenMailbox200ResponseHeaders{APIVersion: Version}}, nil
}

// CloseMailbox serves the operation of that name.
func (s *server) CloseMailbox(ctx context.Context, r CloseMailboxRequestObject) (CloseMailboxResponseObject, error) {
	box, err := envelope.ParseUUID(r.Postbus)
	if err != nil {
		return nil, ErrMailbox
	}
	if err := s.to.CloseMailbox(ctx, deviceOf(ctx), box); err != nil {
		return nil, err
	}
	return CloseMailbox204Response{Headers: CloseMailbox204ResponseHeaders{APIVersion: Version}}, nil
}

// PutContribution serves the operation of that name.
func (s *server) PutContribution(ctx context.Context, r PutContributionRequestObject) (PutContributionResponseObject, error) {
	box, err := envelope.ParseUUID(r.Postbus)
	if err != nil {
		return nil, ErrMailbox
	}
	wrapped, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, bodyFault(err)
	}
	if h, err := envelope.WrappedHeader(wrapped); err != nil {
		return nil, err
	} else if h.ID.String() != r.Uuid {
		return nil, ErrBody
	}
	got := s.to.PutContribution(ctx, deviceOf(ctx), box, wrapped)
	switch {
	case got.Err != nil:
		return nil, got.Err
	case got.Fresh:
		return PutContribution201JSONResponse{Body: got.Delivery, Headers: PutContribution201ResponseHeaders{APIVersion: Version}}, nil
	}
	return PutContribution200JSONResponse{Body: got.Delivery, Headers: PutContribution200ResponseHeaders{APIVersion: Version}}, nil
}

// ListContributions serves the operation of that name.
func (s *server) ListContributions(ctx context.Context, r ListContributionsRequestObject) (ListContributionsResponseObject, error) {
	box, err := envelope.ParseUUID(r.Postbus)
	if err != nil {
		return nil, ErrMailbox
	}
	if !cursorForm.MatchString(r.Params.Na) {
		return nil, ErrBody
	}
	body, err := s.to.Contributions(ctx, deviceOf(ctx), box, r.Params.Na)
	if err != nil {
		return nil, err
	}
	return ListContributions200JSONResponse{Body: body, Headers: ListContributions200ResponseHeaders{APIVersion: Version}}, nil
}

// GetContribution serves the operation of that name.
func (s *server) GetContribution(ctx context.Context, r GetContributionRequestObject) (GetContributionResponseObject, error) {
	box, id, err := inMailbox(r.Postbus, r.Uuid)
	if err != nil {
		return nil, err
	}
	file, err := s.to.Contribution(ctx, deviceOf(ctx), box, id)
	if err != nil {
		return nil, err
	}
	return GetContribution200ApplicationoctetStreamResponse{
		Body: bytes.NewReader(file), ContentLength: int64(len(file)), Headers: GetContribution200ResponseHeaders{APIVersion: Version},
	}, nil
}

// DeleteContribution serves the operation of that name.
func (s *server) DeleteContribution(ctx context.Context, r DeleteContributionRequestObject) (DeleteContributionResponseObject, error) {
	box, id, err := inMailbox(r.Postbus, r.Uuid)
	if err != nil {
		return nil, err
	}
	if err := s.to.DeleteContribution(ctx, deviceOf(ctx), box, id); err != nil {
		return nil, err
	}
	return DeleteContribution204Response{Headers: DeleteContribution204ResponseHeaders{APIVersion: Version}}, nil
}

func inMailbox(mailbox, uuid string) (box, id envelope.UUID, err error) {
	if box, err = envelope.ParseUUID(mailbox); err != nil {
		return box, id, ErrMailbox
	}
	if id, err = envelope.ParseUUID(uuid); err != nil {
		return box, id, ErrUnknown
	}
	return box, id, nil
}

// Waiting is one sealed file that lies in a mailbox of this device.
type Waiting struct {
	ID   envelope.UUID
	Size int
	sum  [sha256.Size]byte
}

// WaitingPage is one page of them.
type WaitingPage struct {
	Items  []Waiting
	Cursor string
	More   bool
}

func mailboxPath(box envelope.UUID) string { return "/v1/postbussen/" + box.String() }

// OpenMailbox makes a mailbox of this device. Repeating it changes nothing. Errors besides the usual: ErrMailboxClosed, ErrMailboxes.
func (c *Client) OpenMailbox(ctx context.Context, box envelope.UUID) error {
	var out MailboxBody
	if err := c.call(ctx, request{method: http.MethodPut, path: mailboxPath(box)}, &out); err != nil {
		return mailboxFault(err)
	}
	if out.Mailbox != box.String() {
		return ErrResponse
	}
	return nil
}

// CloseMailbox lets nothing more into a mailbox of this device. ErrMailbox: there is none.
func (c *Client) CloseMailbox(ctx context.Context, box envelope.UUID) error {
	return mailboxFault(c.call(ctx, request{method: http.MethodDelete, path: mailboxPath(box), none: true}, nil))
}

// PutContribution delivers a wrapped file to a mailbox. No error means that the front's receipt over its header was verified; nothing else means
// "arrived". Errors besides the usual: ErrMailbox, ErrMailboxClosed.
func (c *Client) PutContribution(ctx context.Context, box envelope.UUID, wrapped []byte) (Delivery, error) {
	h, err := envelope.WrappedHeader(wrapped)
	if err != nil {
		return Delivery{}, err
	}
	var out DeliveryBody
	if err := c.call(ctx, request{method: http.MethodPut, path: mailboxPath(box) + "/bijdragen/" + h.ID.String(), body: wrapped}, &out); err != nil {
		return Delivery{}, mailboxFault(err)
	}
	return c.delivery(out, h)
}

// Contributions lists what lies in a mailbox of this device after the cursor; "" starts at the beginning.
func (c *Client) Contributions(ctx context.Context, box envelope.UUID, cursor string) (WaitingPage, error) {
	var out ContributionsBody
	path := mailboxPath(box) + "/bijdragen?na=" + url.QueryEscape(cursor)
	if err := c.call(ctx, request{method: http.MethodGet, path: path, clock: true}, &out); err != nil {
		return WaitingPage{}, mailboxFault(err)
	}
	page := WaitingPage{Cursor: out.Cursor, More: out.More}
	for _, item := range out.Items {
		id, err := envelope.ParseUUID(item.Uuid)
		sum, errSum := hex.DecodeString(item.Sum)
		if err != nil || errSum != nil || len(sum) != sha256.Size {
			return WaitingPage{}, ErrResponse
		}
		page.Items = append(page.Items, Waiting{ID: id, Size: item.Size, sum: [sha256.Size]byte(sum)})
	}
	return page, nil
}

// Contribution fetches one of them; ErrResponse when it is not what was listed.
func (c *Client) Contribution(ctx context.Context, box envelope.UUID, w Waiting) ([]byte, error) {
	var file []byte
	if err := c.call(ctx, request{method: http.MethodGet, path: mailboxPath(box) + "/bijdragen/" + w.ID.String(), bytes: true}, &file); err != nil {
		return nil, mailboxFault(err)
	}
	if sha256.Sum256(file) != w.sum {
		return nil, ErrResponse
	}
	return file, nil
}

// DeleteContribution says that a file is stored here, so that the endpoint erases it.
func (c *Client) DeleteContribution(ctx context.Context, box, id envelope.UUID) error {
	return mailboxFault(c.call(ctx, request{method: http.MethodDelete, path: mailboxPath(box) + "/bijdragen/" + id.String(), none: true}, nil))
}

// mailboxFault tells a mailbox that is not there, or takes nothing more, from other refusals.
func mailboxFault(err error) error {
	var r *Refusal
	if !errors.As(err, &r) {
		return err
	}
	switch {
	case r.Code == ErrMailbox.Code && r.Status == http.StatusNotFound:
		return ErrMailbox
	case r.Code == ErrMailboxClosed.Code && r.Status == http.StatusGone:
		return ErrMailboxClosed
	case r.Code == ErrMailboxes.Code && r.Status == http.StatusUnprocessableEntity:
		return ErrMailboxes
	}
	return err
}

// whole takes an answer that is no JSON; false for one that has to be read as JSON or as a problem.
func (r request) whole(resp *http.Response, kind string, data []byte, out any) bool {
	switch {
	case r.none:
		return resp.StatusCode == http.StatusNoContent && len(data) == 0 && resp.Header.Get("API-Version") != ""
	case r.bytes && resp.StatusCode == http.StatusOK && kind == "application/octet-stream" && len(data) <= maxResponse:
		*out.(*[]byte) = data
		return true
	}
	return false
}

// fine reports whether a status can come with the JSON that was asked for.
func (r request) fine(status int) bool {
	return !r.none && !r.bytes && (status == http.StatusOK || status == http.StatusCreated)
}
