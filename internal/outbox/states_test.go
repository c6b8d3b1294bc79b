package outbox_test

import (
	"strings"
	"testing"
	"time"

	"schakel/internal/outbox"
	"schakel/internal/record"
)

// queueTable is what becomes of an entry: its state, what a round meets, and the state after it. A kick is a round that somebody asked for
// by pressing "nu versturen": it does not wait, and tries an endpoint that let nobody in once more; what is set aside stays aside for a person.
const queueTable = `
new: ok>done offline>waits denied>parked refused>held receipt>waits unread>held kick+ok>done kick+offline>waits kick+denied>parked kick+refused>held kick+receipt>waits kick+unread>held
waits: ok>waits offline>waits denied>waits refused>waits receipt>waits unread>waits kick+ok>done kick+offline>waits kick+denied>parked kick+refused>held kick+receipt>waits kick+unread>held
due: ok>done offline>waits denied>parked refused>held receipt>waits unread>held kick+ok>done kick+offline>waits kick+denied>parked kick+refused>held kick+receipt>waits kick+unread>held
held: ok>held offline>held denied>held refused>held receipt>held unread>held kick+ok>held kick+offline>held kick+denied>held kick+refused>held kick+receipt>held kick+unread>held
parked: ok>parked offline>parked denied>parked refused>parked receipt>parked unread>parked kick+ok>done kick+offline>parked kick+denied>parked kick+refused>held kick+receipt>parked kick+unread>held
gone: ok>gone offline>gone denied>gone refused>gone receipt>gone unread>gone kick+ok>gone kick+offline>gone kick+denied>gone kick+refused>gone kick+receipt>gone kick+unread>gone
`

func TestEveryStateOfAnEntryAndEverythingThatCanHappen(t *testing.T) {
	met := map[string]error{"ok": nil, "offline": errOffline, "denied": errDenied, "refused": errRefused, "receipt": errReceipt}
	rows := 0
	for line := range strings.Lines(strings.TrimSpace(queueTable)) {
		from, moves, _ := strings.Cut(strings.TrimSpace(line), ":")
		for _, move := range strings.Fields(moves) {
			event, want, _ := strings.Cut(move, ">")
			what, kicked := strings.CutPrefix(event, "kick+")
			rows++
			w := newWorld()
			e := w.add(1, 1)
			w.stands(e, from)
			before := *e
			w.send = func(outbox.Item) (error, bool) { return met[what], met[what] == nil }
			if what == "unread" {
				w.prepare = func(outbox.Item) error { return errBSN }
			}
			w.loop().Round(t.Context(), kicked)
			if got := w.state(e); got != want {
				t.Errorf("%s + %s: %s, want %s", from, event, got, want)
			}
			if untouched := from == "held" || from == "gone" || (from == "waits" || from == "parked") && !kicked; untouched && (e.Attempts != before.Attempts || len(w.arrived) > 0) {
				t.Errorf("%s + %s: it was tried", from, event)
			}
			if want != "done" && w.done[e.ID] != nil {
				t.Errorf("%s + %s: it counts as sent", from, event)
			}
		}
	}
	if rows != 6*12 {
		t.Errorf("the table has %d rows", rows)
	}
}

// stands puts an entry in a state.
func (w *world) stands(e *record.Outgoing, state string) {
	switch state {
	case "waits":
		e.Attempts, e.NotBefore, e.Last = 1, w.now.Add(time.Hour), "cjg.offline"
	case "due":
		e.Attempts, e.NotBefore, e.Last = 1, w.now.Add(-time.Minute), "cjg.offline"
	case "held":
		e.Held = "cjg.unprocessable"
	case "parked":
		w.parked[e.Endpoint] = "cjg.denied"
	case "gone":
		w.remove(e.ID)
	}
}

// state is where an entry stands after a round.
func (w *world) state(e *record.Outgoing) string {
	switch {
	case w.done[e.ID] != nil:
		return "done"
	case w.find(e.ID) == nil:
		return "gone"
	case e.Held != "":
		return "held"
	case w.parked[e.Endpoint] != "":
		return "parked"
	case e.NotBefore.After(w.now):
		return "waits"
	}
	return "new"
}
