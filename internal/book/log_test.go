package book

import (
	"testing"

	"schakel/internal/i18n"
	"schakel/internal/store"
)

func TestActionsHaveWordsAndAFilter(t *testing.T) {
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	other := p.T("log.action.other")
	for word, sort := range map[string]LogSort{
		actionViewed: LogViewed, store.ActionDeleted: LogChanged, store.ActionErased: LogChanged, actionImported: LogChanged, actionSent: LogShared,
		actionPrinted: LogShared, actionRefused: LogKeys, store.ActionRecovery: LogKeys, store.ActionRestored: LogKeys, store.ActionRotated: LogKeys, actionDrilled: LogKeys,
	} {
		if got := (LogEntry{Action: word, Times: 3}).Words(p); got == "" || got == other {
			t.Errorf("%s is %q", word, got)
		}
		if got := sortOf(word); got != sort {
			t.Errorf("%s stands under %q, want %q", word, got, sort)
		}
	}
	if got := (LogEntry{Action: "from_tomorrow"}).Words(p); got != other {
		t.Errorf("an unknown word is %q", got)
	}
	if word, times := parseAction(refusedAction(12)); word != actionRefused || times != 12 {
		t.Errorf("%q, %d", word, times)
	}
}
