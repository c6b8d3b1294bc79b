package ui

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"schakel/internal/fault"
	"schakel/internal/outbox"
	"schakel/internal/record"
)

// answers lets something stand in the place of the endpoint: every request gets this status, with a page of HTML or nothing.
func (o *office) answers(status int, html bool, at time.Time) {
	o.t.Helper()
	o.stop()
	o.between = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if html {
			w.Header().Set("Content-Type", "text/html")
		}
		if status == http.StatusTooManyRequests {
			w.Header().Set("Retry-After", "1")
		}
		if !at.IsZero() {
			w.Header().Set("Date", at.UTC().Format(http.TimeFormat))
		}
		w.WriteHeader(status)
		if html {
			_, _ = w.Write([]byte("<html>Welkom</html>"))
		}
	})
	o.start(o.address)
}

// itself lets the endpoint answer again.
func (o *office) itself() {
	o.t.Helper()
	o.stop()
	o.between = nil
	o.start(o.address)
}

// why is what the screen says of a fault, and what to do.
func (u *person) why(code string) []string {
	text, hint := u.p.Fault(fault.New(fault.Refused, code, code))
	return []string{text, hint}
}

// post opens Postvak after a round.
func (u *person) post() {
	u.t.Helper()
	u.deliver()
	u.press(u.p.T("shell.rail.today"))
	u.press(u.p.T("shell.rail.deliveries"))
}

// Everything that an endpoint, or what stands before it, can answer is said in words, with what to do; nothing of it counts as sent.
func TestWhatGoesWrongOnTheRoadIsSaid(t *testing.T) {
	u, o := sitDown(t), newOffice(t)
	p := u.p
	u.begin()
	u.family()
	u.work()
	u.connect(o)
	u.officer()
	u.refer()
	o.stop()
	u.press(p.T("referrals.send", "Who", "Marieke"))
	u.post()
	u.sees("H-0001 aan Marieke van CJG Zuiderwijk", p.Value("delivery.state", "queued"))
	u.seesSomewhere(u.why("cjg.offline")[0])

	for _, c := range []struct {
		status int
		html   bool
		code   string
	}{
		{http.StatusOK, true, "cjg.html"}, {http.StatusTooManyRequests, false, "cjg.busy"}, {http.StatusServiceUnavailable, false, "cjg.busy"},
		{http.StatusFound, false, "cjg.redirect"},
	} {
		o.answers(c.status, c.html, time.Time{})
		u.post()
		u.sees(p.Value("delivery.state", "queued"))
		u.seesSomewhere(u.why(c.code)[0])
	}

	// It is set aside with the reason, and after a look it goes once more.
	o.answers(http.StatusUnprocessableEntity, false, time.Time{})
	u.post()
	u.seesSomewhere(u.why("cjg.unprocessable")...)
	u.press(p.T("deliveries.held.show"))
	u.seesSomewhere(u.why("cjg.unprocessable")...)
	u.press(p.T("referrals.send", "Who", "Marieke"))

	// The endpoint does not know this laptop: it says whom to call, and tries again when the worker says so.
	o.answers(http.StatusForbidden, false, time.Time{})
	u.post()
	u.seesSomewhere(append(u.why("cjg.denied"), p.T("deliveries.parked.call", "Who", "Gemeente Zuiderwijk"))...)
	kicks := u.kicks
	u.press(p.T("deliveries.again"))
	if u.kicks != kicks+1 {
		t.Error("nothing is tried again")
	}
	u.press(p.T("shell.rail.today"))
	u.seesSomewhere(p.T("today.parked", "Where", "CJG Zuiderwijk"))

	// The clock of the laptop: nobody has to be called.
	o.answers(http.StatusForbidden, false, time.Now().AddDate(1, 0, 0))
	u.post()
	u.seesSomewhere(u.why("cjg.clock")...)
	u.misses(p.T("deliveries.parked.call", "Who", "Gemeente Zuiderwijk"))
	u.press(p.T("shell.rail.today"))
	u.seesSomewhere(u.why("cjg.clock")...)
	u.misses(p.T("today.parked", "Where", "CJG Zuiderwijk"))

	// It goes after all. The second receipt is not here, and its age shows.
	o.itself()
	u.post()
	u.seesSomewhere(p.T("deliveries.unread.today"))
	u.clock = time.Now().AddDate(0, 0, 9)
	u.press(p.T("shell.rail.today"))
	u.press(p.T("shell.rail.deliveries"))
	u.seesSomewhere(p.N("deliveries.unread", 9, "On", p.DayMonth(record.DateOf(u.clock).Add(-9))), p.N("deliveries.late", 9, "Norm", "7"))
	u.clock = time.Time{}
	u.heldRecall()
}

// heldRecall takes the yes back; the recall is held, says why, and goes once more with one press.
func (u *person) heldRecall() {
	u.t.Helper()
	p, b := u.p, u.shell.book
	u.press("H-0001")
	u.press(p.T("referrals.withdraw"))
	u.press(p.T("referrals.withdraw.whole"))
	u.press(p.T("referrals.withdraw.yes"))
	one := func() *record.Outgoing {
		all, err := b.Sendings(u.t.Context())
		if err != nil || len(all) != 1 {
			u.t.Fatal(all, err)
		}
		return all[0].Outgoing
	}
	if err := b.Post(u.dialer.Dial).Hold(u.t.Context(), outbox.Item{Outgoing: *one()}, "cjg.config"); err != nil {
		u.t.Fatal(err)
	}
	u.seesSomewhere(p.T("deliveries.recall.held"))
	u.press(p.T("shell.rail.today"))
	u.seesSomewhere(p.T("today.recall.held", "Where", "CJG Zuiderwijk"))
	u.press(p.T("shell.rail.deliveries"))
	u.seesSomewhere(append(u.why("cjg.config"), p.T("deliveries.recall.held"))...)
	kicks := u.kicks
	u.press(p.T("deliveries.again"))
	if o := one(); o == nil || o.Held != "" || u.kicks != kicks+1 {
		u.t.Errorf("%+v, %d", o, u.kicks)
	}
	u.misses(p.T("deliveries.recall.held"))
	u.post()
	if o := one(); o != nil {
		u.t.Errorf("it did not go: %+v", o)
	}
	u.seesSomewhere(p.T("deliveries.recalling", "On", p.DayMonth(b.Today())))
}

// seesSomewhere fails unless each text stands somewhere in what is on the screen.
func (u *person) seesSomewhere(texts ...string) {
	u.t.Helper()
	all := u.texts()
	for _, text := range texts {
		if !within(all, text) {
			u.t.Errorf("%q is nowhere in %q", text, all)
		}
	}
}

func within(all []string, text string) bool {
	return slices.ContainsFunc(all, func(one string) bool { return strings.Contains(one, text) })
}
