package caseworker

import (
	"bytes"
	"context"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
)

// Upload gives the web inbox a file that came on a stick, and gives the page that says what became of it.
func (c *Caseworker) Upload(ctx context.Context, data []byte) (string, error) {
	page, err := c.Page(ctx, "/usb")
	if err != nil {
		return "", err
	}
	m := tokenForm.FindStringSubmatch(page)
	if m == nil {
		return "", fmt.Errorf("%w: not signed in", ErrPage)
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	if err := form.WriteField("csrf", m[1]); err != nil {
		return "", err
	}
	file, err := form.CreateFormFile("bestand", "stick")
	if err != nil {
		return "", err
	}
	if _, err := file.Write(data); err != nil {
		return "", err
	}
	if err := form.Close(); err != nil {
		return "", err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+"/usb", &body)
	if err != nil {
		return "", err
	}
	r.Header.Set("Content-Type", form.FormDataContentType())
	return c.do(r)
}

var deviceForm = regexp.MustCompile(`<option value="([0-9a-f]{32})" selected`)

// Back makes the file that goes back to the device whose file was uploaded last; uploaded is the page after that.
func (c *Caseworker) Back(ctx context.Context, uploaded string) ([]byte, error) {
	m := deviceForm.FindStringSubmatch(uploaded)
	if m == nil {
		return nil, fmt.Errorf("%w: no device is chosen", ErrPage)
	}
	page, err := c.submit(ctx, "/usb", "/usb/terug", url.Values{"apparaat": {m[1]}})
	return []byte(page), err
}
