package record

import (
	"time"

	"schakel/internal/fault"
)

// CardTopic is what a talking card (praatkaart) is about (PRODUCT, What no peer has; what parents ask before they go: 002 L1616-L1653).
type CardTopic string

// The topics, in the order in which they lie on the table.
const (
	CardCJG         CardTopic = "cjg"         // what is the CJG
	CardWho         CardTopic = "who"         // who comes
	CardTell        CardTopic = "tell"        // what happens with what I tell
	CardChild       CardTopic = "child"       // do they take my child
	CardDecide      CardTopic = "decide"      // who decides
	CardNo          CardTopic = "no"          // can I say no
	CardBack        CardTopic = "back"        // can I take it back
	CardCost        CardTopic = "cost"        // what does it cost
	CardWorker      CardTopic = "worker"      // who is the worker and what is he or she not
	CardDanger      CardTopic = "danger"      // what if there is danger
	CardInterpreter CardTopic = "interpreter" // can somebody interpret
	CardWritten     CardTopic = "written"     // what is written down
	CardOther       CardTopic = "other"       // what the worker says in own words
)

// CardTopics lists them.
func CardTopics() []CardTopic {
	return []CardTopic{
		CardCJG, CardWho, CardTell, CardChild, CardDecide, CardNo, CardBack, CardCost, CardWorker, CardDanger, CardInterpreter, CardWritten,
		CardOther,
	}
}

// What may be kept: one recording of three minutes takes 1.4 MB, and a hundred minutes take 46 MB in the store and in every copy of it.
const (
	TalkLongest  = 3 * time.Minute   // one recording
	TalkTogether = 100 * time.Minute // all recordings together
	TalkBytes    = 2 << 20           // of one recording; more is no recording of ours
)

// ErrTalkFull is returned when another recording would make more than TalkTogether.
var ErrTalkFull = fault.New(fault.Full, "talk.full", "no room for another recording")

// Talk is a recording for a talking card: the worker's own voice in a language, kept only when the worker says so. It is about no
// family and the store owns it. There is at most one for each card and language.
type Talk struct {
	Head
	Card     CardTopic     `json:"card"`            // what it is about
	Language string        `json:"language"`        // ISO 639-3, the language by what people say: ary for Darija, rif for Tarifit
	On       Date          `json:"on"`              // when it was recorded
	Length   time.Duration `json:"length,omitzero"` // how long it is, in whole seconds, at least one
	Sound    Sound         `json:"sound,omitzero"`  // the voice, as package sound packs it
}

// Kind is KindTalk.
func (t *Talk) Kind() Kind { return KindTalk }

// Validate checks the card, the language, the day, and that there is something to hear that is not too long.
func (t *Talk) Validate(today Date) Problems {
	var ps Problems
	enum(&ps, "card", t.Card, CardTopics(), true)
	ps.required("language", t.Language == "")
	if t.Language != "" && !languageCode(t.Language) {
		ps.add("language", "language.unknown")
	}
	ps.required("on", t.On.Zero())
	ps.past("on", t.On, today)
	ps.required("sound", t.Sound.Empty())
	if t.Length > TalkLongest || t.Sound.Size() > TalkBytes {
		ps.add("sound", "talk.long")
	}
	if t.Length < 0 {
		ps.add("length", "length.range")
	}
	return ps
}

// languageCode reports whether a text is three small letters, as the codes of ISO 639-3 are.
func languageCode(code string) bool {
	for _, r := range code {
		if r < 'a' || r > 'z' {
			return false
		}
	}
	return len(code) == 3
}

// Row is the recording as the cards list it: the card is the state, the language the second line, and the number its length in seconds.
func (t *Talk) Row() Row {
	return Row{
		ID: t.ID, Kind: KindTalk, Owner: t.Owner, State: string(t.Card), Detail: Text(t.Language), Number: uint32(max(0, t.Length) / time.Second),
		On: t.On,
	}
}
