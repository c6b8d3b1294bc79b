package endpoint

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"schakel/internal/intake"
	"schakel/internal/version"
)

// watch counts what a process does, for the beheerder's monitoring. A label is a route of the contract, a status or a fixed word: never an
// id, an address or a name.
type watch struct {
	role     Role
	now      func() time.Time
	stopping atomic.Bool
	retries  atomic.Int64
	failures atomic.Int64

	mu       sync.Mutex
	requests map[[2]string]int // route and status
	took     map[string]*took  // by route
}

// took is a histogram of seconds.
type took struct {
	buckets []int // as many as bounds
	count   int
	sum     float64
}

// bounds are the upper edges of the histogram, in seconds.
func bounds() []float64 { return []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10} }

func newWatch(role Role, now func() time.Time) *watch {
	return &watch{role: role, now: now, requests: map[[2]string]int{}, took: map[string]*took{}}
}

// around counts the requests of a handler whose routes stand in one mux below it.
func (w *watch) around(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		begin := w.now()
		rec := &statusOf{ResponseWriter: rw, status: http.StatusOK}
		next.ServeHTTP(rec, r)
		route := r.Pattern
		if route == "" {
			route = "none"
		}
		w.note(route, rec.status, w.now().Sub(begin).Seconds())
	})
}

type statusOf struct {
	http.ResponseWriter
	status int
}

func (s *statusOf) WriteHeader(status int) {
	s.status = status
	s.ResponseWriter.WriteHeader(status)
}

// Unwrap lets the server's own writer be found.
func (s *statusOf) Unwrap() http.ResponseWriter { return s.ResponseWriter }

func (w *watch) note(route string, status int, seconds float64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.requests[[2]string{route, fmt.Sprint(status)}]++
	t := w.took[route]
	if t == nil {
		t = &took{buckets: make([]int, len(bounds()))}
		w.took[route] = t
	}
	t.count++
	t.sum += seconds
	for i, bound := range bounds() {
		if seconds <= bound {
			t.buckets[i]++
		}
	}
}

// counted is a store whose failures are counted.
type counted struct {
	intake.Store
	watch *watch
}

func (c counted) View(read func(intake.Tx) error) error { return c.note(c.Store.View(read)) }

func (c counted) Update(write func(intake.Tx) error) error { return c.note(c.Store.Update(write)) }

func (c counted) note(err error) error {
	if errors.Is(err, intake.ErrStore) {
		c.watch.failures.Add(1)
	}
	return err
}

// handler serves /healthz (the process runs), /readyz (it can do its work) and /metrics.
func (w *watch) handler(store intake.Store, norm int, onward bool) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(rw http.ResponseWriter, _ *http.Request) { say(rw, http.StatusOK, "ok\n") })
	mux.HandleFunc("GET /readyz", func(rw http.ResponseWriter, _ *http.Request) {
		switch {
		case w.stopping.Load():
			say(rw, http.StatusServiceUnavailable, "stopping\n")
		case store.View(func(intake.Tx) error { return nil }) != nil:
			say(rw, http.StatusServiceUnavailable, "no store\n")
		default:
			say(rw, http.StatusOK, "ok\n")
		}
	})
	mux.HandleFunc("GET /metrics", func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		w.write(rw, store, norm)
		if onward {
			w.writeOnward(rw, store)
		}
	})
	return mux
}

func say(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text) // the other side may be gone
}

func (w *watch) write(out io.Writer, store intake.Store, norm int) {
	p := page{out: out}
	p.gauge("cjgd_info", "Which version runs, as what.", 1, "version", version.Number(), "role", string(w.role))
	w.writeRequests(&p)
	p.counter("cjgd_store_retries_total", "Transactions that were done again because another process was first.", float64(w.retries.Load()))
	p.counter("cjgd_store_failures_total", "Transactions that the store refused or broke off.", float64(w.failures.Load()))
	if pool, ok := store.(interface{ Connections() (used, limit int) }); ok {
		used, limit := pool.Connections()
		p.gauge("cjgd_database_connections", "Connections to the database in use.", float64(used))
		p.gauge("cjgd_database_connections_max", "Connections to the database that may be in use.", float64(limit))
	}
	p.gauge("go_goroutines", "Goroutines of this process.", float64(runtime.NumGoroutine()))
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	p.gauge("go_memstats_heap_alloc_bytes", "Memory in use.", float64(memory.HeapAlloc))
	state, err := intake.Measure(store, w.now(), norm)
	if err != nil {
		return // the failure is counted; what is not known is left out
	}
	p.gauge("cjgd_pending", "Messages that are stored and not yet opened.", float64(state.Pending))
	p.gauge("cjgd_pending_oldest_seconds", "How long the oldest of them waits.", state.OldestPending.Seconds())
	p.gauge("cjgd_contributions_waiting", "Sealed files in mailboxes that their owners did not fetch yet.", float64(state.Contributions))
	p.gauge("cjgd_devices", "Devices that are enrolled and not revoked.", float64(state.Devices))
	p.gauge("cjgd_cases_waiting", "Messages that wait for a first answer.", float64(state.Waiting))
	p.gauge("cjgd_cases_late", "Messages that wait longer than the agreed days.", float64(state.Late))
	p.gauge("cjgd_cases_unreadable", "Messages that do not open.", float64(state.Unreadable))
}

// writeOnward tells what waits for the organisation's own system, without saying which.
func (w *watch) writeOnward(out io.Writer, store intake.Store) {
	p := page{out: out}
	n, err := intake.CountOnward(store)
	if err != nil {
		return // the failure is counted; what is not known is left out
	}
	p.gauge("cjgd_onward_waiting", "Messages that wait to go on to the organisation's own system.", float64(n.Waiting))
	p.gauge("cjgd_onward_stuck", "Messages that the organisation's own system refuses until a person looks.", float64(n.Stuck))
}

func (w *watch) writeRequests(p *page) {
	w.mu.Lock()
	defer w.mu.Unlock()
	keys := slices.SortedFunc(maps.Keys(w.requests), func(a, b [2]string) int { return strings.Compare(a[0]+a[1], b[0]+b[1]) })
	for _, k := range keys {
		p.counter("cjgd_requests_total", "Answered requests.", float64(w.requests[k]), "route", k[0], "status", k[1])
	}
	for _, route := range slices.Sorted(maps.Keys(w.took)) {
		t := w.took[route]
		for i, bound := range bounds() {
			p.line("histogram", "cjgd_request_seconds", "_bucket", "Time that answering took.", float64(t.buckets[i]), "route", route, "le", fmt.Sprint(bound))
		}
		p.line("histogram", "cjgd_request_seconds", "_bucket", "", float64(t.count), "route", route, "le", "+Inf")
		p.line("histogram", "cjgd_request_seconds", "_sum", "", t.sum, "route", route)
		p.line("histogram", "cjgd_request_seconds", "_count", "", float64(t.count), "route", route)
	}
}

// page writes the text form of Prometheus.
type page struct {
	out  io.Writer
	last string
}

func (p *page) gauge(name, help string, value float64, labels ...string) {
	p.line("gauge", name, "", help, value, labels...)
}

func (p *page) counter(name, help string, value float64, labels ...string) {
	p.line("counter", name, "", help, value, labels...)
}

func (p *page) line(kind, name, suffix, help string, value float64, labels ...string) {
	if p.last != name {
		_, _ = fmt.Fprintf(p.out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
		p.last = name
	}
	var text []string
	for i := 0; i < len(labels); i += 2 {
		text = append(text, fmt.Sprintf("%s=%q", labels[i], labels[i+1]))
	}
	set := ""
	if len(text) > 0 {
		set = "{" + strings.Join(text, ",") + "}"
	}
	_, _ = fmt.Fprintf(p.out, "%s%s%s %g\n", name, suffix, set, value)
}
