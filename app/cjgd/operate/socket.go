package operate

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"

	"schakel/internal/fault"
	"schakel/internal/intake"
)

// The embedded store belongs to one process. While it runs, commands go to it through a socket in the data folder, which only its own user
// can open.
const socketName = "cjgd.sock"

const trailer = "X-Fault"

// told is an error on its way back.
type told struct {
	Kind fault.Kind
	Code string
	Text string
}

// Listen takes the socket of a folder; what an earlier process left there is removed, because the store's lock is held.
func Listen(dir string) (net.Listener, error) {
	path := filepath.Join(dir, socketName)
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	return l, os.Chmod(path, 0o600)
}

// Serve does the commands that come in until the context ends.
func (c Commands) Serve(ctx context.Context, l net.Listener) error {
	return intake.ServeHTTP(ctx, l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		in := bufio.NewReader(http.MaxBytesReader(w, r.Body, 1<<20))
		line, err := in.ReadBytes('\n')
		var args []string
		if err != nil || json.Unmarshal(line, &args) != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		w.Header().Set("Trailer", trailer)
		_ = http.NewResponseController(w).EnableFullDuplex() // where it cannot, nothing is lost: the input is short
		answer := told{Code: "ok"}
		if err := c.Run(args, in, w); err != nil {
			answer = told{Kind: fault.Of(err), Code: fault.CodeOf(err), Text: err.Error()}
		}
		text, _ := json.Marshal(answer) // texts and a number
		w.Header().Set(trailer, string(text))
	}))
}

// Ask does a command in the process that has the folder. ok is false when none answers.
func Ask(ctx context.Context, dir string, args []string, in io.Reader, out io.Writer) (ok bool, err error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "unix", filepath.Join(dir, socketName))
	if err != nil {
		return false, nil //nolint:nilerr // nobody is there
	}
	client := &http.Client{Transport: &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return conn, nil }}}
	defer client.CloseIdleConnections()
	line, err := json.Marshal(args)
	if err != nil {
		return true, err
	}
	body := io.MultiReader(bytes.NewReader(append(line, '\n')), in)
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://cjgd/", body)
	if err != nil {
		return true, err
	}
	resp, err := client.Do(r)
	if err != nil {
		return true, fmt.Errorf("%w: the running process does not answer", intake.ErrStore)
	}
	defer func() { _ = resp.Body.Close() }()
	if _, err := io.Copy(out, resp.Body); err != nil {
		return true, fmt.Errorf("%w: the running process broke off", intake.ErrStore)
	}
	var answer told
	if json.Unmarshal([]byte(resp.Trailer.Get(trailer)), &answer) != nil {
		return true, fmt.Errorf("%w: the running process broke off", intake.ErrStore)
	}
	if answer.Code == "ok" {
		return true, nil
	}
	return true, fault.New(answer.Kind, answer.Code, answer.Text)
}
