package i18n_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"schakel/internal/fault"
	"schakel/translations"
)

// onScreen are words of a screen: who typed a command sees no field with a border, no list and no page to go back to.
var onScreen = regexp.MustCompile(`(?i)\brand\b|zoekbalk|\bknop|bij Postvak|in Postvak|Kies Terugnemen|pagina|in de lijst|‘Wie moet|Bij Verhalen|hieronder|kies voor (één|twee|vervangen)|open het opnieuw|op slot en open|^Bij Instellingen`)

// windowOnly begin the codes of faults that only the window and the web inbox have.
var windowOnly = []string{"sound.", "speech.", "talk.", "cjgd.", "inbox.", "portrait."}

// TestHintsOfTheCommandLine: no hint that the command line gives speaks of a screen: of every fault with texts of its own, and of every kind for a
// fault without.
func TestHintsOfTheCommandLine(t *testing.T) {
	data, err := translations.Files.ReadFile("nl.json")
	if err != nil {
		t.Fatal(err)
	}
	var texts map[string]json.RawMessage
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	var all []error
	for id := range texts {
		if code, ok := strings.CutPrefix(id, "fault."); ok {
			code = strings.TrimSuffix(strings.TrimSuffix(code, ".hint"), ".command")
			if !slices.ContainsFunc(windowOnly, func(of string) bool { return strings.HasPrefix(code, of) }) {
				all = append(all, fault.New(fault.Invalid, code, ""))
			}
		}
	}
	for _, kind := range fault.Kinds() {
		all = append(all, fault.New(kind, "nobody.knows", ""), fault.New(kind, "", ""))
	}
	p := printer(t, "nl")
	for _, err := range all {
		text, hint := p.CommandFault(err)
		if onScreen.MatchString(hint) || onScreen.MatchString(text) {
			t.Errorf("%s: %s %s", fault.CodeOf(err), text, hint)
		}
		if _, screen := p.Fault(err); screen != "" && hint == "" {
			t.Errorf("%s: a hint on the screen and none on the command line", fault.CodeOf(err))
		}
	}
	if len(all) < 200 {
		t.Errorf("only %d faults", len(all))
	}
}

// TestAHintForTheCommandLineInEveryLanguage: what is said instead names the same commands and flags in every language.
func TestAHintForTheCommandLineInEveryLanguage(t *testing.T) {
	words := regexp.MustCompile(`schakelctl [a-z]+|--[a-z]+`)
	for _, code := range []string{"invalid", "not_found", "conflict", "refused", "store.missing", "book.stick_waits", "contribution.left", "cjg.mailbox_many", "handover.none", "access.undecided"} {
		var want []string
		for _, tag := range []string{"nl", "en", "tr", "ar", "pl", "pap"} {
			_, hint := printer(t, tag).CommandFault(fault.New(fault.Invalid, code, ""))
			_, screen := printer(t, tag).Fault(fault.New(fault.Invalid, code, ""))
			got := words.FindAllString(hint, -1)
			if tag == "nl" {
				want = got
			}
			if hint == screen || !slices.Equal(got, want) {
				t.Errorf("%s %s: %q", tag, code, hint)
			}
		}
	}
}
