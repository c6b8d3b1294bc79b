package inbox

import (
	"crypto/subtle"
	"encoding/base32"
	"fmt"
	"html/template"
	"image/color"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/boombuler/barcode/qr"
	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"

	"schakel/internal/intake"
)

// stepSeconds is how long one code lasts (RFC 6238); the one before and the one after count too, because telephones' clocks differ.
const stepSeconds = 30

func newSecret(random io.Reader) ([]byte, error) {
	raw := make([]byte, 20)
	_, err := io.ReadFull(random, raw)
	return raw, err
}

func secretText(secret []byte) string {
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(secret)
}

// stepOf finds the step that a code belongs to, after the last one that was used. ok is false when there is none.
func stepOf(secret []byte, code string, last int64, now time.Time) (step int64, ok bool) {
	code = strings.ReplaceAll(strings.TrimSpace(code), " ", "")
	here := now.Unix() / stepSeconds
	if last > here+1 {
		last = 0 // it was used while the clock ran ahead: no code of now can be that one
	}
	for at := here - 1; at <= here+1; at++ {
		want, err := hotp.GenerateCodeCustom(secretText(secret), uint64(at), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err == nil && at > last && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			step, ok = at, true
		}
	}
	return step, ok
}

func placeOfSecret(name string) string { return "totp " + name }

// checkCode uses up a code of the account's second step. Like a password it is charged first.
func (s *Site) checkCode(name, code string) error {
	now := s.config.Now().UTC()
	right := false
	err := s.alterAccountNamed(name, func(_ intake.Tx, a *account) error {
		right = false // the store may run this again
		if err := a.charge(now); err != nil {
			return err
		}
		secret, err := s.config.Inbox.OpenOwn(placeOfSecret(name), a.TOTP)
		if err != nil {
			return err
		}
		step, ok := stepOf(secret, code, a.Step, now)
		if ok {
			right, a.Step, a.LastSeen = true, step, now
			a.Failures, a.After = 0, time.Time{}
		}
		return nil
	})
	if err == nil && !right {
		return errCode
	}
	return err
}

// picture draws a text as a QR code, dark on light whatever the colours of the page are, because telephones read it so.
func picture(text, label string) (template.HTML, error) {
	code, err := qr.Encode(text, qr.M, qr.Unicode)
	if err != nil {
		return "", fmt.Errorf("drawing a code: %w", err)
	}
	size := code.Bounds().Dx()
	var path strings.Builder
	for y := range size {
		for x := range size {
			if code.At(x, y) == color.Black {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+4, y+4)
			}
		}
	}
	svg := fmt.Sprintf(`<svg class="qr" role="img" aria-label="%s" viewBox="0 0 %d %d" shape-rendering="crispEdges"><rect width="%d" height="%d" fill="#fff"/><path d="%s" fill="#000"/></svg>`,
		template.HTMLEscapeString(label), size+8, size+8, size+8, size+8, path.String())
	return template.HTML(svg), nil //nolint:gosec // numbers, and a label that is escaped
}

// keyAddress is what an app on a telephone reads. It names the program and the account, never the person.
func keyAddress(name string, secret []byte) string {
	q := url.Values{"secret": {secretText(secret)}, "issuer": {"Schakel"}}
	return "otpauth://totp/" + url.PathEscape("Schakel:"+name) + "?" + q.Encode()
}
