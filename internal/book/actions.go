package book

import (
	"strconv"
	"strings"

	"schakel/internal/keyfile"
	"schakel/internal/store"
)

// The words of the audit chain that the book writes, beside those of the store. Each has a text log.action.<word>.
const (
	actionOpened      = "opened"            // with the passphrase
	actionOpenedCode  = "opened_code"       // with the recovery code
	actionOpenedParts = "opened_parts"      // with two parts
	actionOpenedKey   = "opened_key"        // with a key of another kind
	actionRefused     = "refused"           // wrong passphrases or codes since it was opened last; the number follows after a colon
	actionViewed      = "viewed"            // a record on a screen, or printed by a command
	actionSent        = "sent"              // a delivery: its receipt is here
	actionWithdrawn   = "withdrawn"         // a consent was taken back
	actionReplied     = "replied"           // words typed back on a question or an invitation, on their way to an endpoint
	actionStick       = "stick"             // what waits for an endpoint went into a file
	actionNewKeys     = "newkeys"           // the worker had new keys made for an endpoint
	actionKeys        = "known_keys"        // an endpoint knows this device by new keys
	actionRecalled    = "recalled"          // a delivery was called back, and the other side said so
	actionRestored    = "restored_there"    // an endpoint put back an older copy of its store
	actionMissed      = "missed"            // a delivery, or its recall, is not there any more since then
	actionExported    = "exported"          // everything, in clear text
	actionOverview    = "overview"          // counts over a period, as a file
	actionPrinted     = "printed"           // a sheet about a record, as PDF
	actionSheet       = "printed_sheet"     // a sheet about no record, such as a recovery card
	actionImported    = "imported"          // records from a file
	actionHanded      = "handed_over"       // families, in a file sealed to another worker's key card
	actionTaken       = "taken_over"        // families, from such a file
	actionBackedUp    = "backed_up"         // in the program's own folder
	actionBackedAway  = "backed_up_outside" // in a folder that the worker chose, such as a stick
	actionDrilled     = "drilled"           // a backup was opened, to prove that it opens
	actionMerged      = "merged"            // two people or families became one
	actionUnmerged    = "unmerged"          // and that was taken back
)

// The words about partners and cards.
const (
	actionPartnersIn  = "partners_in"  // partners from a table
	actionPartnersOut = "partners_out" // partners, with the names of people there, as a table
	actionCardOut     = "card_out"     // the worker's own card, as a file
	actionCardIn      = "card_in"      // the card of another worker
)

// The words about contributions.
const (
	actionProgrammeOut = "programme_out" // the card of a programme, as a file for its workers
	actionProgrammeIn  = "programme_in"  // the card of a coordinator's programme
	actionContributed  = "contributed"   // counts of a period, sealed to a coordinator
	actionGathered     = "gathered"      // contributions of workers came in
)

// openedAction is the word for what opened the store.
func openedAction(kind keyfile.Kind) string {
	switch kind {
	case keyfile.KindPassphrase:
		return actionOpened
	case keyfile.KindRecovery:
		return actionOpenedCode
	case keyfile.KindShares:
		return actionOpenedParts
	}
	return actionOpenedKey
}

// refusedAction is the word for so many wrong attempts.
func refusedAction(times int) string { return actionRefused + ":" + strconv.Itoa(times) }

// parseAction splits an action into its word and its number, 0 when it has none.
func parseAction(action string) (word string, times int) {
	word, number, _ := strings.Cut(action, ":")
	times, _ = strconv.Atoi(number)
	return word, times
}

// sortOf says under which filter of the log an action stands.
func sortOf(word string) LogSort {
	switch word {
	case actionViewed:
		return LogViewed
	case store.ActionCreated, store.ActionChanged, store.ActionDeleted, store.ActionErased, actionImported, actionTaken, actionMerged, actionUnmerged, actionPartnersIn, actionCardIn, actionProgrammeIn, actionGathered:
		return LogChanged
	case actionSent, actionReplied, actionWithdrawn, actionRecalled, actionStick, actionExported, actionOverview, actionPrinted, actionSheet, actionHanded, actionPartnersOut, actionCardOut, actionProgrammeOut, actionContributed:
		return LogShared
	}
	return LogKeys
}
