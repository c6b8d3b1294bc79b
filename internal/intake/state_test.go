package intake

import (
	"testing"

	"schakel/internal/cjg"
)

// TestEveryStateAndAnswer: what each answer does in each state; "" is refused.
func TestEveryStateAndAnswer(t *testing.T) {
	said := []string{cjg.StateReceived, cjg.StateAccepted, cjg.StateDeclined, cjg.StateQuestion, cjg.StateAnswered, cjg.StateThanks, cjg.StateKept, cjg.StateErased, cjg.StateWithdrawn, "iets"}
	table := map[CaseState][]CaseState{
		StateNew:        {StateAnswered, StateAccepted, StateDeclined, StateAnswered, StateAnswered, StateAnswered, "", "", "", ""},
		StateOpened:     {StateAnswered, StateAccepted, StateDeclined, StateAnswered, StateAnswered, StateAnswered, "", "", "", ""},
		StateAnswered:   {StateAnswered, StateAccepted, StateDeclined, StateAnswered, StateAnswered, StateAnswered, "", "", "", ""},
		StateAccepted:   {StateAccepted, StateAccepted, StateDeclined, StateAccepted, StateAccepted, StateAccepted, "", "", "", ""},
		StateDeclined:   {StateDeclined, StateAccepted, StateDeclined, StateDeclined, StateDeclined, StateDeclined, "", "", "", ""},
		StateUnreadable: {"", "", "", StateUnreadable, "", "", "", "", "", ""},
		StateRecalled:   {"", "", "", "", "", "", "", "", "", ""},
		StateErased:     {"", "", "", "", "", "", "", "", "", ""},
		StateKept:       {"", "", "", "", "", "", "", "", "", ""},
		StateExpired:    {"", "", "", "", "", "", "", "", "", ""},
		StateAsked:      {StateAnswered, StateAccepted, StateDeclined, StateAnswered, StateAnswered, StateAnswered, "", "", "", ""}, // an invitation lets only words through: sayable
		StateWithdrawn:  {"", "", "", StateWithdrawn, StateWithdrawn, StateWithdrawn, "", "", "", ""},
	}
	for _, state := range CaseStates() {
		want, ok := table[state]
		if !ok {
			t.Errorf("state %s is not in the table", state)
			continue
		}
		for i, answer := range said {
			got, ok := afterAnswer(state, answer)
			if !ok {
				got = ""
			}
			if got != want[i] {
				t.Errorf("%s, %s: %q, want %q", state, answer, got, want[i])
			}
		}
	}
}
