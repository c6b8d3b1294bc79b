package record_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/fault"
	"schakel/internal/record"
)

var now = time.Date(2026, 11, 22, 23, 30, 0, 0, time.FixedZone("", 3600))

// referralTable is PRODUCT.md, "Referral states", written out again: "from: action>to ...". What is not in it is an error.
const referralTable = `
draft: prepare>preparing ready>ready withdraw>withdrawn
preparing: ready>ready withdraw>withdrawn
ready: prepare>preparing receipt>sent handover>handed_over register>self_registered withdraw>withdrawn
sent: accept>accepted decline>declined arrive>arrived miss>not_arrived lose>unknown unsent>ready withdraw>withdrawn
handed_over: arrive>arrived miss>not_arrived lose>unknown withdraw>withdrawn
self_registered: arrive>arrived miss>not_arrived lose>unknown withdraw>withdrawn
accepted: arrive>arrived miss>not_arrived lose>unknown withdraw>withdrawn
declined: prepare>preparing close>closed withdraw>withdrawn
unknown: arrive>arrived miss>not_arrived withdraw>withdrawn
not_arrived: prepare>preparing close>closed withdraw>withdrawn
arrived: starthelp>in_help withdraw>withdrawn
in_help: complete>completed withdraw>withdrawn
completed: care>aftercare
aftercare:
closed:
withdrawn:
`

// referralInTable is the road of a referral that comes in: never sent, handed over or registered by us.
const referralInTable = `
draft: prepare>preparing accept>accepted decline>declined withdraw>withdrawn
preparing: accept>accepted decline>declined withdraw>withdrawn
ready: withdraw>withdrawn
sent: withdraw>withdrawn
handed_over: withdraw>withdrawn
self_registered: withdraw>withdrawn
accepted: arrive>arrived miss>not_arrived lose>unknown withdraw>withdrawn
declined: prepare>preparing close>closed withdraw>withdrawn
unknown: arrive>arrived miss>not_arrived withdraw>withdrawn
not_arrived: prepare>preparing close>closed withdraw>withdrawn
arrived: starthelp>in_help withdraw>withdrawn
in_help: complete>completed withdraw>withdrawn
completed: care>aftercare
aftercare:
closed:
withdrawn:
`

// deliveryTable follows from ARCHITECTURE.md, "Consent, disclosure, delivery": sent only with a receipt, readable only after it, a
// withdrawal cancels what never left and recalls what did or may have.
const deliveryTable = `
queued: receipt>sent quarantine>quarantined withdraw>cancelled doubt>recalling
quarantined: retry>queued withdraw>cancelled doubt>recalling
sent: open>readable withdraw>recalling miss>queued
readable: withdraw>recalling miss>queued
cancelled:
recalling: open>recalling confirm>recalled widen>recalling miss>recalling
recalled: widen>recalling miss>recalling
`

// concernTable is for a worry about a family at "ik maak me zorgen".
const concernTable = `
open: discuss>discussed help>helped refer>referred bundle>bundled park>parked close>closed
discussed: help>helped refer>referred bundle>bundled park>parked close>closed
helped: discuss>discussed refer>referred bundle>bundled park>parked close>closed
referred: discuss>discussed help>helped bundle>bundled park>parked close>closed
bundled: discuss>discussed help>helped refer>referred park>parked close>closed
parked: discuss>discussed help>helped refer>referred bundle>bundled close>closed
closed: reopen>open
`

func parseTable(table string) map[string]map[string]string {
	all := map[string]map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(table), "\n") {
		from, moves, _ := strings.Cut(line, ":")
		all[from] = map[string]string{}
		for _, move := range strings.Fields(moves) {
			action, to, _ := strings.Cut(move, ">")
			all[from][action] = to
		}
	}
	return all
}

// walk tries every state with every action.
func walk[S, A ~string](t *testing.T, table string, states []S, actions []A, apply func(S, A) (S, error)) {
	t.Helper()
	want := parseTable(table)
	if len(want) != len(states) {
		t.Errorf("the table has %d states, the code %d", len(want), len(states))
	}
	for _, s := range states {
		moves, ok := want[string(s)]
		if !ok {
			t.Errorf("state %q is not in the table", s)
		}
		for _, a := range actions {
			got, err := apply(s, a)
			to, legal := moves[string(a)]
			switch {
			case legal && (err != nil || string(got) != to):
				t.Errorf("%s + %s: %q %v, want %q", s, a, got, err, to)
			case !legal && (!errors.Is(err, record.ErrTransition) || fault.Of(err) != fault.Conflict || got != s):
				t.Errorf("%s + %s: %q %v, want an error and no change", s, a, got, err)
			}
		}
		if got, err := apply(s, A("nonsense")); err == nil {
			t.Errorf("%s + nonsense: %q", s, got)
		}
	}
}

func TestReferralStates(t *testing.T) {
	for way, table := range map[record.Way]string{record.WayOut: referralTable, record.WayIn: referralInTable} {
		walk(t, table, record.ReferralStates(), record.ReferralActions(), func(s record.ReferralState, a record.ReferralAction) (record.ReferralState, error) {
			r := &record.Referral{Way: way, State: s}
			err := r.Apply(a, record.ArrivalWitness, "known", now)
			if steps := len(r.History); steps != map[bool]int{true: 1, false: 0}[err == nil] {
				t.Errorf("%s + %s: %d steps", s, a, steps)
			}
			return r.State, err
		})
	}
}

func TestReferralAppliesWhatHappened(t *testing.T) {
	today := record.Day(2026, 11, 22)
	r := &record.Referral{Way: record.WayOut, State: record.ReferralReady}
	do := func(a record.ReferralAction, source record.ArrivalSource, reason string) {
		t.Helper()
		if err := r.Apply(a, source, reason, now); err != nil {
			t.Fatal(err)
		}
	}
	do(record.ReferralReceipt, "", "")
	if r.SentOn != today || !r.Waiting() {
		t.Errorf("sent on %s, waiting %v", r.SentOn, r.Waiting())
	}
	do(record.ReferralDecline, "", "noplace")
	if r.Declined != record.DeclinedNoPlace || r.AnsweredOn != today || r.Waiting() {
		t.Errorf("%+v", r)
	}
	r.Delivery = record.ID{1}
	do(record.ReferralPrepare, "", "")
	if r.Declined != "" || !r.AnsweredOn.Zero() || !r.SentOn.Zero() || !r.Delivery.Zero() {
		t.Errorf("again, elsewhere, begins anew: %+v", r)
	}
	do(record.ReferralReadyNow, "", "")
	do(record.ReferralHandOver, "", "")
	do(record.ReferralLose, record.ArrivalPartner, "")
	if r.Arrival != record.ArrivalPartner || !r.ArrivedOn.Zero() {
		t.Errorf("%+v", r)
	}
	do(record.ReferralArrive, record.ArrivalParent, "")
	if r.Arrival != record.ArrivalParent || r.ArrivedOn != today {
		t.Errorf("%+v", r)
	}
	want := record.Step{Action: "arrive", To: "arrived", On: today, At: now.UTC(), Source: "parent"}
	if diff := cmp.Diff(want, r.History[len(r.History)-1]); diff != "" {
		t.Error(diff)
	}
	ended := map[record.ReferralState]bool{
		record.ReferralCompleted: true, record.ReferralAftercare: true, record.ReferralClosed: true, record.ReferralWithdrawn: true,
	}
	for _, s := range record.ReferralStates() {
		if got := (&record.Referral{State: s}).Ended(); got != ended[s] {
			t.Errorf("%s ended %v", s, got)
		}
	}
	closed := &record.Referral{State: record.ReferralNotArrived}
	if err := closed.Apply(record.ReferralClose, "", "moved", now); err != nil || closed.Closed != "moved" {
		t.Errorf("%v %+v", err, closed)
	}
}

func TestDeliveryStates(t *testing.T) {
	walk(t, deliveryTable, record.DeliveryStates(), record.DeliveryActions(), func(s record.DeliveryState, a record.DeliveryAction) (record.DeliveryState, error) {
		d := &record.Delivery{State: s}
		err := d.Apply(a, now)
		return d.State, err
	})
	d := &record.Delivery{State: record.DeliveryQueued, Reason: "x"}
	for _, a := range []record.DeliveryAction{
		record.DeliveryQuarantine, record.DeliveryRetry, record.DeliveryReceipt, record.DeliveryOpen, record.DeliveryWithdraw, record.DeliveryConfirm,
	} {
		if err := d.Apply(a, now); err != nil {
			t.Fatal(a, err)
		}
	}
	utc := now.UTC()
	if d.Reason != "" || d.SentAt != utc || d.ReadableAt != utc || d.WithdrawnOn != record.Day(2026, 11, 22) || d.RecalledAt != utc {
		t.Errorf("%+v", d)
	}
}

func TestConcernStates(t *testing.T) {
	for _, scope := range record.ConcernScopes() {
		for _, level := range record.ConcernLevels() {
			table := concernTable
			if scope == record.ScopeCommunity || level != record.LevelWorried {
				table = strings.ReplaceAll(table, "refer>referred ", "") // a doubt, a danger and a community are never offered
			}
			if level == record.LevelDanger {
				table = strings.ReplaceAll(table, "bundle>bundled ", "")
			}
			walk(t, table, record.ConcernStates(), record.ConcernActions(), func(s record.ConcernState, a record.ConcernAction) (record.ConcernState, error) {
				c := &record.Concern{Scope: scope, Level: level, State: s, Reason: "before"}
				err := c.Apply(a, record.ClosedSolved, now)
				switch {
				case err != nil && (c.Reason != "before" || len(c.Steps) != 0):
					t.Errorf("%s + %s changed something: %+v", s, a, c)
				case err == nil && c.Reason != map[bool]record.CloseReason{true: record.ClosedSolved}[c.State == record.ConcernClosed]:
					t.Errorf("%s + %s: reason %q", s, a, c.Reason)
				}
				return c.State, err
			})
			for _, s := range record.ConcernStates() {
				want := scope == record.ScopeHousehold && level == record.LevelWorried && s != record.ConcernClosed
				if got := (&record.Concern{Scope: scope, Level: level, State: s}).Shareable(); got != want {
					t.Errorf("%s %s %s: shareable %v", scope, level, s, got)
				}
			}
		}
	}
}
