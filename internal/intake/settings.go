package intake

import (
	"time"
	"unicode/utf8"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
)

// Settings are what the beheerder entered. They stand in the store, so that every process has them at once.
type Settings struct {
	Agreement  cjg.Agreement `json:"agreement"`
	RecallDays int           `json:"recallDays"`        // within so many calendar days a recall is decided about
	KeepMonths int           `json:"keepMonths"`        // so many months after the last that happened a closed case's key is destroyed; 0: never by itself
	Address    string        `json:"address,omitempty"` // https URL that stands on the letter with a code; "": the listener's own
	Mail       Mail          `json:"mail,omitzero"`
}

// Mail is the server through which "er wacht een bericht" goes. An empty Host sends nothing.
type Mail struct {
	Host     string `json:"host,omitempty"` // name and port, "post.example:587"
	From     string `json:"from,omitempty"`
	User     string `json:"user,omitempty"`
	Password []byte `json:"password,omitempty"` // sealed with Inbox.SealOwn
}

const (
	usualRecallDays = 14
	usualKeepMonths = 12
)

// ErrSettings is a setting outside what the page offers.
var ErrSettings = fault.New(fault.Invalid, "intake.settings", "a setting is missing or outside its range")

func settingsKey() []byte { return []byte("settings") }

// loadSettings gives what was entered, else what the command line said.
func loadSettings(tx Tx, config Config) (Settings, error) {
	s, found, err := load[Settings](tx, bucketSettings, settingsKey())
	if err != nil {
		return Settings{}, err
	}
	if !found {
		s = Settings{Agreement: config.Agreement, RecallDays: usualRecallDays, KeepMonths: usualKeepMonths}
	}
	s.Agreement.Practice = config.Agreement.Practice // never a choice of a page
	return s, nil
}

func readSettings(store Store, config Config) (s Settings, err error) {
	err = store.View(func(tx Tx) error {
		s, err = loadSettings(tx, config)
		return err
	})
	return s, err
}

// Settings gives what counts now.
func (i *Inbox) Settings() (Settings, error) { return readSettings(i.store, i.config) }

// SetSettings keeps what a beheerder entered; devices get the agreement with their next look at the capabilities, enrolment or renewal.
// ErrSettings: something is missing or out of range, and nothing changed.
func (i *Inbox) SetSettings(s Settings, who string) error {
	if !s.valid() {
		return ErrSettings
	}
	return i.store.Update(func(tx Tx) error {
		if err := audit(tx, i.config.Now(), who, "settings", envelope.UUID{}); err != nil {
			return err
		}
		return save(tx, bucketSettings, settingsKey(), s)
	})
}

func (s Settings) valid() bool {
	return agreed(s.Agreement) && within(200, s.Address, s.Mail.Host, s.Mail.From, s.Mail.User) &&
		s.RecallDays >= 1 && s.RecallDays <= 30 && s.KeepMonths >= 0 && s.KeepMonths <= 240
}

// agreed reports whether an agreement is one that the contract can carry.
func agreed(a cjg.Agreement) bool {
	if a.Organisation == "" || a.NormDays < 1 || a.NormDays > 365 || a.Sort != "" && !a.Sort.Valid() {
		return false
	}
	if _, err := time.Parse(time.DateOnly, a.Date); a.Date != "" && err != nil {
		return false
	}
	for _, place := range a.Places {
		if place.Municipality == "" || !within(100, place.Municipality) || !within(200, place.Address) {
			return false
		}
	}
	return len(a.Places) <= 50 && within(200, a.Organisation, a.Responsible, a.Contact) && within(4000, a.PrivacyNotice)
}

// within reports whether every text has at most so many letters.
func within(limit int, texts ...string) bool {
	for _, text := range texts {
		if utf8.RuneCountInString(text) > limit {
			return false
		}
	}
	return true
}
