package inbox

import (
	"errors"
	"io"
	"net/http"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/intake"
)

// usbBody is the page for files from a stick: what was taken or refused, and the devices to make a file back for.
type usbBody struct {
	Outcomes []outcome
	Devices  []deviceRow
	Back     string // the device whose file was just taken
}

// outcome is one sentence about one part of a file.
type outcome struct {
	Good bool
	Text string
}

func (s *Site) usbPage(w http.ResponseWriter, r *http.Request) {
	s.showUSB(w, r, http.StatusOK, page{}, usbBody{})
}

func (s *Site) showUSB(w http.ResponseWriter, r *http.Request, status int, g page, body usbBody) {
	list, err := s.config.Front.Devices()
	if err != nil {
		s.fail(w, r, err)
		return
	}
	for _, d := range s.deviceRows(s.printer(r), list) {
		if !d.Revoked {
			body.Devices = append(body.Devices, d)
		}
	}
	g.Here, g.Body = "usb", body
	s.show(w, r, status, "usb.html", g)
}

// usb takes a file. The name of the file is not looked at and not kept.
func (s *Site) usb(w http.ResponseWriter, r *http.Request) {
	file, _, err := r.FormFile("bestand")
	if err != nil {
		s.showUSB(w, r, http.StatusBadRequest, page{Problem: s.printer(r).T("inbox.usb.none"), Wrong: "bestand"}, usbBody{})
		return
	}
	defer func() { _ = file.Close() }() // it was only read
	data, err := io.ReadAll(io.LimitReader(file, intake.MaxFile+1))
	if err != nil {
		s.fail(w, r, intake.ErrFile)
		return
	}
	body, status := usbBody{}, http.StatusOK
	for _, h := range s.config.Endpoint.TakeFile(r.Context(), data, userOf(r.Context()).Name) {
		if h.Err != nil {
			status = statusOf(h.Err)
		} else {
			body.Back = h.Device
		}
		body.Outcomes = append(body.Outcomes, sentenceOf(s.printer(r), h))
	}
	if err := s.config.Inbox.OpenPending(); err != nil {
		s.config.Log.Error("opening what arrived", "code", fault.CodeOf(err))
	}
	s.showUSB(w, r, status, page{}, body)
}

// sentenceOf is the sentence for one part of a file. The words of the other side's errors are for the worker; here the caseworker reads.
func sentenceOf(p *i18n.Printer, h intake.Handed) outcome {
	if h.Err == nil {
		switch {
		case h.Enrol:
			return outcome{true, p.T("inbox.usb.enrolled")}
		case h.Fresh:
			return outcome{true, p.T("inbox.usb.taken")}
		}
		return outcome{true, p.T("inbox.usb.again")}
	}
	word := "other"
	for _, one := range []struct {
		err  error
		word string
	}{
		{intake.ErrFileSize, "large"}, {intake.ErrStranger, "stranger"}, {cjg.ErrDenied, "stranger"}, {cjg.ErrRevoked, "revoked"},
		{cjg.ErrForeign, "foreign"}, {envelope.ErrRecipient, "foreign"}, {cjg.ErrConflict, "conflict"}, {cjg.ErrRecalled, "recalled"}, {cjg.ErrKind, "kind"},
		{cjg.ErrCode, "code"}, {cjg.ErrReplaced, "replaced"}, {cjg.ErrSignerEnded, "signer"}, {cjg.ErrClock, "overdue"}, {cjg.ErrRate, "rate"}, {cjg.ErrExpired, "expired"}, {envelope.ErrNewer, "newer"}, {intake.ErrStore, "store"},
		{intake.ErrFile, "damaged"}, {envelope.ErrFormat, "damaged"}, {envelope.ErrSignature, "damaged"}, {envelope.ErrSealed, "damaged"},
		{envelope.ErrCommit, "damaged"}, {cjg.ErrDocument, "damaged"}, {cjg.ErrBody, "damaged"},
	} {
		if errors.Is(h.Err, one.err) {
			word = one.word
			break
		}
	}
	return outcome{false, p.Value("inbox.usb.refused", word)}
}

// returnFile gives the file that goes back on the stick. Its name says nothing about anybody.
func (s *Site) returnFile(w http.ResponseWriter, r *http.Request) {
	id := r.PostFormValue("apparaat")
	data, err := s.config.Front.ReturnFile(r.Context(), id, userOf(r.Context()).Name)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Content-Disposition", `attachment; filename="schakel-terug-`+id[:8]+`.json"`)
	_, _ = w.Write(data) // the browser may be gone
}
