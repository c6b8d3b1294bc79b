package carrier_test

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	toxiproxy "github.com/Shopify/toxiproxy/v2"
	"github.com/rs/zerolog"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
)

// trouble is what happens to one request on its way, by name.
type trouble string

// The troubles of HTTP. The first means none.
const (
	well       trouble = "well"
	lost       trouble = "lost after commit"
	never      trouble = "broken off before"
	guestPage  trouble = "200 with HTML"
	elsewhere  trouble = "302"
	tooLarge   trouble = "413"
	tooMany    trouble = "413 for a batch"
	unreadable trouble = "422"
	busy       trouble = "429"
	broken     trouble = "500"
	gateway    trouble = "502 with HTML"
	forbidden  trouble = "403"
	conflict   trouble = "409"
	truncated  trouble = "truncated answer"
	altered    trouble = "altered answer"
	forged     trouble = "altered receipt" // by somebody who leaves the digest out
	mangled    trouble = "altered request"
	doubled    trouble = "duplicated request"
	stale      trouble = "the answer of before"
	after422   trouble = "422 after commit"
	after500   trouble = "500 after commit"
)

func troubles() []trouble {
	return []trouble{
		lost, never, guestPage, elsewhere, tooLarge, tooMany, unreadable, busy, broken, gateway, forbidden, conflict, truncated, altered, forged,
		mangled, doubled, stale, after422, after500,
	}
}

// network is the way between a laptop and an endpoint: our own listener, a proxy before it, and a handler around the endpoint's.
type network struct {
	now     func() time.Time // the endpoint's clock
	next    atomic.Pointer[http.Handler]
	tls     atomic.Pointer[tls.Config]
	wrong   *tls.Config // of another endpoint
	isWrong atomic.Bool
	cut     atomic.Int64 // bytes that the next connections may still write; negative for no limit
	server  *http.Server
	proxy   *toxiproxy.Proxy
	address string // of the proxy
	own     string // of the listener behind it

	one     sync.Mutex // over what the front takes, and the order in which it did
	mu      sync.Mutex // over what follows
	plan    []trouble
	aimed   bool // the plan is for what carries messages and answers
	before  *httptest.ResponseRecorder
	arrived []envelope.UUID // by the network, in the order in which the endpoint first took them
	met     map[string]int
}

func newNetwork(now func() time.Time) (*network, error) {
	n := &network{now: now, met: map[string]int{}}
	n.cut.Store(-1)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	n.server = &http.Server{Handler: n, ErrorLog: log.New(io.Discard, "", 0), ReadTimeout: 5 * time.Second}
	conf := &tls.Config{GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) {
		if n.isWrong.Load() {
			return n.wrong, nil
		}
		return n.tls.Load(), nil
	}}
	go func() { _ = n.server.Serve(tls.NewListener(cutting{l, n}, conf)) }()
	api := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop())
	n.proxy = toxiproxy.NewProxy(api, "road", "127.0.0.1:0", l.Addr().String())
	if err := n.proxy.Start(); err != nil {
		return nil, err
	}
	n.address, n.own = n.proxy.Listen, l.Addr().String()
	return n, nil
}

func (n *network) close() {
	n.proxy.Stop()
	_ = n.server.Close()
}

// cutting is a listener whose connections break off after so many bytes.
type cutting struct {
	net.Listener
	n *network
}

func (c cutting) Accept() (net.Conn, error) {
	conn, err := c.Listener.Accept()
	return &cutConn{Conn: conn, left: c.n.cut.Load()}, err
}

type cutConn struct {
	net.Conn
	left int64
}

func (c *cutConn) Write(p []byte) (int, error) {
	if c.left < 0 {
		return c.Conn.Write(p)
	}
	if int64(len(p)) <= c.left {
		c.left -= int64(len(p))
		return c.Conn.Write(p)
	}
	n, _ := c.Conn.Write(p[:c.left])
	_ = c.Close()
	return n, io.ErrClosedPipe
}

// toxic puts one fault of TCP between the two.
func (n *network) toxic(kind, stream, attributes string) error {
	n.note("tcp " + kind + " " + stream)
	_, err := n.proxy.Toxics.AddToxicJson(strings.NewReader(
		fmt.Sprintf(`{"name":"t","type":%q,"stream":%q,"attributes":%s}`, kind, stream, attributes)))
	return err
}

// heal takes every fault away.
func (n *network) heal() {
	n.proxy.Toxics.ResetToxics(context.Background())
	n.isWrong.Store(false)
	n.cut.Store(-1)
	n.will(nil)
}

func (n *network) note(what string) {
	n.mu.Lock()
	n.met[what]++
	n.mu.Unlock()
}

func (n *network) will(plan []trouble) {
	n.mu.Lock()
	n.plan, n.aimed = plan, false
	n.mu.Unlock()
}

// meets is will, for what carries messages and answers only.
func (n *network) meets(plan []trouble) {
	n.will(plan)
	n.mu.Lock()
	n.aimed = true
	n.mu.Unlock()
}

func (n *network) take(r *http.Request) trouble {
	n.mu.Lock()
	defer n.mu.Unlock()
	t := well
	if n.aimed && strings.HasSuffix(r.URL.Path, "/capabilities") {
		return well
	}
	if len(n.plan) > 0 {
		t, n.plan = n.plan[0], n.plan[1:]
	}
	if t == tooMany && !strings.HasSuffix(r.URL.Path, ":batch") {
		t = well
	}
	if t != well {
		n.met["http "+string(t)]++
	}
	return t
}

// serve lets the endpoint do its work and keeps the answer.
func (n *network) serve(r *http.Request, body []byte) *httptest.ResponseRecorder {
	rec := httptest.NewRecorder()
	again := r.Clone(r.Context())
	again.Body, again.ContentLength = io.NopCloser(strings.NewReader(string(body))), int64(len(body))
	(*n.next.Load()).ServeHTTP(rec, again)
	return rec
}

// ServeHTTP is the way of one request.
func (n *network) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Date", n.now().UTC().Format(http.TimeFormat))
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	t := n.take(r)
	if n.instead(w, r, t, body) {
		return
	}
	if t == mangled && len(body) > 200 {
		body[len(body)/2] ^= 0x10
	}
	rec := n.serve(r, body)
	switch t {
	case lost:
		panic(http.ErrAbortHandler)
	case doubled:
		rec = n.serve(r, body)
	case altered:
		if data := rec.Body.Bytes(); len(data) > 80 {
			data[len(data)*2/3] ^= 1
		}
	case forged:
		if data := rec.Body.Bytes(); len(data) > 80 && strings.Contains(r.URL.Path, "/berichten") {
			data[len(data)*2/3] ^= 1
			rec.Header().Del("Content-Digest")
		}
	case truncated:
		give(w, rec, rec.Body.Len()/2)
		panic(http.ErrAbortHandler)
	}
	give(w, rec, rec.Body.Len())
	n.mu.Lock()
	n.before = rec
	n.mu.Unlock()
}

// instead answers in the endpoint's place, and reports whether it did.
func (n *network) instead(w http.ResponseWriter, r *http.Request, t trouble, body []byte) bool {
	status := map[trouble]int{
		tooLarge: 413, tooMany: 413, unreadable: 422, after422: 422, after500: 500, busy: 429, broken: 500, forbidden: 403, conflict: 409,
		gateway: 502, guestPage: 200, elsewhere: 302,
	}[t]
	if t == after422 || t == after500 {
		n.serve(r, body)
	}
	switch {
	case t == never:
		panic(http.ErrAbortHandler)
	case t == stale:
		n.mu.Lock()
		rec := n.before
		n.mu.Unlock()
		if rec == nil {
			return false
		}
		give(w, rec, rec.Body.Len())
		return true
	case status == 0:
		return false
	}
	if t == busy {
		w.Header().Set("Retry-After", "120")
	}
	if t == elsewhere {
		w.Header().Set("Location", "https://127.0.0.1:1/")
	}
	kind, text := "application/problem+json", fmt.Sprintf(`{"status":%d}`, status)
	if t == guestPage || t == gateway {
		kind, text = "text/html", "<html>Welkom</html>"
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text)
	return true
}

// give writes an answer, or the first part of it.
func give(w http.ResponseWriter, rec *httptest.ResponseRecorder, n int) {
	for key, values := range rec.Header() {
		if key != "Date" {
			w.Header()[key] = values
		}
	}
	w.Header().Set("Content-Length", fmt.Sprint(rec.Body.Len()))
	w.WriteHeader(rec.Code)
	_, _ = w.Write(rec.Body.Bytes()[:n])
}

// listening notes in which order the endpoint's front takes messages over the network.
type listening struct {
	cjg.Receiver
	n *network
}

func (l listening) Put(ctx context.Context, device string, sealed [][]byte) []cjg.PutResult {
	l.n.one.Lock() // a request of which nobody waits for the answer any more must not be written down after a later one
	defer l.n.one.Unlock()
	out := l.Receiver.Put(ctx, device, sealed)
	for i, s := range sealed {
		if h, err := envelope.ParseHeader(s); err == nil && out[i].Err == nil && out[i].Fresh {
			l.n.mu.Lock()
			l.n.arrived = append(l.n.arrived, h.ID)
			l.n.mu.Unlock()
		}
	}
	return out
}

// tcp puts one trouble on the line below HTTP.
func (w *world) tcp(kind int) {
	var err error
	switch kind {
	case 1:
		err = w.net.toxic("limit_data", "upstream", `{"bytes":2500}`)
	case 2:
		err = w.net.toxic("limit_data", "downstream", `{"bytes":1800}`)
	case 3:
		err = w.net.toxic("reset_peer", "downstream", `{"timeout":3}`)
	case 4:
		err = w.net.toxic("reset_peer", "upstream", `{"timeout":1}`)
	case 5:
		err = w.net.toxic("timeout", "downstream", `{"timeout":20}`)
	case 6:
		err = w.net.toxic("slicer", "upstream", `{"average_size":64,"size_variation":32,"delay":50}`)
	case 7:
		err = w.net.toxic("slow_close", "downstream", `{"delay":20}`)
	case 8:
		w.net.cut.Store(int64(1500 + 400*(w.number%5)))
		w.net.note("cut while writing")
	case 9:
		w.net.isWrong.Store(true)
		w.net.note("wrong certificate")
	}
	w.must("toxic", err)
	if kind > 0 && kind < 10 { // the connections of before would not meet it
		w.mu.Lock()
		for _, c := range w.clients {
			c.Close()
		}
		w.mu.Unlock()
	}
}
